"""Cameras that are not who they seem to be."""

from dockrig.card import MEBI
from dockrig.scenario import scenario
from dockrig.waiting import wait_until


@scenario("same-serial", errors=("duplicate-serial",))
def same_serial(rig):
    """two cameras with one serial: a fault in both bays, both are read, nothing is erased; one alone is released"""
    first = rig.camera(1)
    second = rig.camera(2, serial=first.serial)
    seals = first.card.sha256(), second.card.sha256()
    rig.machine.qmp.command("stop")  # Both are there before the dock can look.
    first.plug()
    second.plug()
    rig.machine.qmp.command("cont")
    for bay in (1, 2):
        rig.dock.await_bay(bay, ("fault",), 60, reason="duplicate-serial")
    rig.require_untouched(first, seals[0])
    rig.require_untouched(second, seals[1])
    for bay in (1, 2):
        rig.dock.await_bay(bay, ("empty",), 60)
    first.plug()
    rig.dock.await_bay(1, ("cleared", "ready"), 240)
    first.unplug()
    assert first.card.now() == {}, first.card.now()
    known = {*first.card.files.items(), *second.card.files.items()}
    arrived = [(d.path, d.sha256) for d in rig.dems.deliveries(first.id)]
    assert len(arrived) == len(set(arrived)), f"twice: {arrived}"
    assert set(first.card.files.items()) <= set(arrived) <= known, arrived


@scenario("odd-serial")
def odd_serial(rig):
    """a serial with control characters and a backslash: kept as it is, encoded where it shows"""
    camera = rig.camera(3, serial="A\x01B\nC\\D\x7f")
    camera.plug()
    rig.await_released(3, camera)


@scenario("other-vendor")
def other_vendor(rig):
    """a camera with ids of its own, as a USB gadget: delivered, emptied"""
    camera = rig.gadget(10)
    camera.plug()
    rig.await_released(10, camera)


@scenario("identity-changes")
def identity_changes(rig):
    """a camera that becomes a keyboard with another serial once it is authorised: put out, a fault, its card untouched"""
    camera = rig.gadget(9, lengths=(8 * MEBI,))
    before = camera.card.sha256()
    camera.plug()
    wait_until("authorised", lambda: rig.machine.run("cat /sys/bus/usb/devices/3-1/authorized || true").strip() == "1", 60, pause=0.02)
    camera.become(camera.ids, "OTHER", keyboard=True)
    shown = rig.dock.await_bay(9, ("fault", "refused"), 60)
    rig.note(f"shown: {shown['state']}, {shown.get('reason')}")
    assert rig.machine.run("cat /sys/bus/usb/devices/3-1/authorized").strip() == "0"
    assert not rig.dems.deliveries(f"{camera.ids[0]}:{camera.ids[1]}:OTHER")
    camera.unplug()
    assert camera.card.sha256() == before
    rig.dock.await_bay(9, ("empty",), 60)
