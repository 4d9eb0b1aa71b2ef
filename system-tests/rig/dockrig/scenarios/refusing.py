"""What is no camera gets no driver."""

import time

from dockrig.camera import Device
from dockrig.scenario import scenario

LOOK_SECONDS = 4


def require_refused(rig, bay, device, reason):
    """The bay says so, and the kernel never lets a driver near it."""
    lines = rig.machine.run("dmesg | wc -l").strip()
    device.plug()
    shown = rig.dock.await_bay(bay, ("refused",), 60, reason=reason)
    assert shown["light"] == "refused", shown
    until = time.monotonic() + LOOK_SECONDS
    while time.monotonic() < until:
        folder = f"/sys/bus/usb/devices/{device.port_path}"
        assert rig.machine.run(f"cat {folder}/authorized").strip() == "0", "it was authorised"
        assert rig.machine.run(f"ls -d {folder}/*:*/driver 2>/dev/null | wc -l").strip() == "0", "it has a driver"
    logged = rig.machine.run(f"dmesg | tail -n +$(({lines} + 1)) | grep -E ': authori[sz]ed to connect' || true")
    assert not logged, logged
    rig.note(f"{device.name.split('-')[0]}: {shown.get('detail') or shown.get('reason')}")
    device.unplug()
    rig.dock.await_bay(bay, ("empty",), 60)


@scenario("keyboard", smoke=True)
def keyboard(rig):
    """a keyboard in a bay: refused, never authorised"""
    require_refused(rig, 1, rig.added(Device(rig.machine, "keyboard", "1.1", driver="usb-kbd")), "forbidden-interface")


@scenario("network-card")
def network_card(rig):
    """a network card in a bay: refused, never authorised, and no new network"""
    before = rig.machine.run("ls /sys/class/net")
    rig.machine.qmp.command("netdev_add", type="user", id="stranger", restrict=True)
    try:
        card = rig.added(Device(rig.machine, "network", "1.2", driver="usb-net", netdev="stranger"))
        require_refused(rig, 2, card, "forbidden-interface")
    finally:
        rig.machine.qmp.command("netdev_del", id="stranger")
    assert rig.machine.run("ls /sys/class/net") == before


@scenario("camera-with-keyboard", smoke=True)
def camera_with_keyboard(rig):
    """a camera that is a keyboard as well: refused as a whole, never authorised, untouched"""
    camera = rig.gadget(9)
    before = camera.card.sha256()
    camera.plug(keyboard=True)
    rig.dock.await_bay(9, ("refused",), 60, reason="forbidden-interface")
    time.sleep(LOOK_SECONDS)
    assert rig.machine.run("cat /sys/bus/usb/devices/3-1/authorized").strip() == "0"
    camera.unplug()
    assert camera.card.sha256() == before
    rig.dock.await_bay(9, ("empty",), 60)


@scenario("hub-in-bay")
def hub_in_bay(rig):
    """a hub in a bay: refused, never authorised"""
    hub = rig.added(Device(rig.machine, "strangerhub", "1.3", driver="usb-hub", ports=4))
    require_refused(rig, 3, hub, "forbidden-interface")


@scenario("outside-the-bays")
def outside_the_bays(rig):
    """a camera at a port that is no bay: never authorised, named in the status, untouched"""
    camera = rig.camera(1)
    camera.port = "1.8"
    before = camera.card.sha256()
    camera.plug()
    time.sleep(LOOK_SECONDS)
    assert rig.machine.run("cat /sys/bus/usb/devices/1-1.8/authorized").strip() == "0"
    degradations = rig.dock.status()["degradations"]
    assert any("1-1.8" in text for text in degradations), degradations
    rig.require_untouched(camera, before)
