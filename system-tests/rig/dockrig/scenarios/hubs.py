"""The hub that the bays hang on leaves, with all that is plugged into it."""

from dockrig.card import MEBI
from dockrig.scenario import scenario
from dockrig.waiting import wait_until

UPSTREAM = "/sys/bus/usb/devices/usb1/1-0:1.0/usb1-port1/disable"


@scenario("hub-disappears")
def hub_disappears(rig):
    """the hub disappears with six cameras in the middle of their files: six named faults, and all delivered once it is back"""
    cameras = {bay: rig.camera(bay, lengths=(4 * MEBI,), bytes_per_second=2 * MEBI) for bay in range(1, 7)}
    for camera in cameras.values():
        camera.plug()
    wait_until("reading", lambda: all(camera.bytes_read() > MEBI for camera in cameras.values()), 120)
    rig.machine.run(f"echo 1 >{UPSTREAM}")
    for bay in cameras:
        rig.dock.await_bay(bay, ("fault",), 60, reason="hub-missing")
    rig.machine.run(f"echo 0 >{UPSTREAM}")
    for bay, camera in cameras.items():
        rig.await_released(bay, camera)
