"""Cameras that leave too early, and ports whose power goes."""

import time

from dockrig.card import MEBI
from dockrig.scenario import scenario
from dockrig.waiting import wait_until

PULLS = 10
SLOW = 3 * MEBI  # Bytes a second: slow enough to meet a point in the middle of a file.
LONG = (12 * MEBI, 100_000)
READ_SECONDS = 90
BETWEEN_PULLS_SECONDS = 16  # Five within a minute are no hand, but a bent pin (spec/bay-states.md, U-8).


def await_read(camera, part):
    """Until the dock has read this part of the card's footage, by QEMU's count."""
    goal = part * sum(LONG)
    wait_until(f"{part:.0%} of the card read", lambda: camera.bytes_read() >= goal, READ_SECONDS, pause=0.02)


def pull_and_plug(rig, bay, points):
    camera = rig.camera(bay, lengths=LONG, bytes_per_second=SLOW)
    for part in points:
        before = camera.card.sha256()
        camera.plug()
        await_read(camera, part)
        rig.require_untouched(camera, before)
        pulled = time.monotonic()
        rig.dock.await_bay(bay, ("empty",), 60)
        time.sleep(max(0, pulled + BETWEEN_PULLS_SECONDS - time.monotonic()))
    camera.plug()
    rig.await_released(bay, camera)


@scenario("pull-mid-file", smoke=True)
def pull_mid_file(rig):
    """pulled in the middle of a file and plugged in again: delivered once, emptied"""
    pull_and_plug(rig, 4, [0.5])


@scenario("pull-ten-times")
def pull_ten_times(rig):
    """pulled at ten points of a file, plugged in again each time: delivered once, emptied"""
    pull_and_plug(rig, 5, [point / (PULLS + 1) for point in range(1, PULLS + 1)])


@scenario("pull-while-erasing")
def pull_while_erasing(rig):
    """pulled at the first write of the eraser: what was not erased yet goes at the next docking"""
    camera = rig.camera(1, lengths=[200_000] * 20)
    rig.dems.close_for_business()
    try:
        camera.plug()
        rig.dock.await_bay(1, ("safe",), 120)
    finally:
        rig.dems.open_for_business()
    wait_until("the eraser writes", lambda: camera.bytes_written() > 0, 240, pause=0.005)
    camera.unplug()
    rig.dock.await_bay(1, ("empty",), 60)
    left = camera.card.now()
    lost = camera.card.files.items() - left.items() - {(d.path, d.sha256) for d in rig.dems.deliveries(camera.id)}
    assert not lost, f"neither on the card nor delivered: {lost}"
    rig.note(f"{len(camera.card.files) - len(left)} of {len(camera.card.files)} erased when it was pulled")
    camera.plug()
    rig.await_released(1, camera)


@scenario("other-dock-bay")
def other_bay(rig):
    """pulled in one bay, plugged into another: delivered once, emptied there"""
    camera = rig.camera(2, lengths=LONG, bytes_per_second=SLOW)
    camera.plug()
    await_read(camera, 0.4)
    camera.unplug()
    camera.port = "2.1"
    camera.plug()
    rig.await_released(7, camera)


@scenario("port-power")
def port_power(rig):
    """the port's power goes in the middle of a file and comes again: delivered once, emptied"""
    camera = rig.camera(4, lengths=LONG, bytes_per_second=SLOW)
    switch = "/sys/bus/usb/devices/1-1:1.0/1-1-port4/disable"
    camera.plug()
    await_read(camera, 0.3)
    rig.machine.run(f"echo 1 >{switch}")
    rig.dock.await_bay(4, ("empty",), 60)
    rig.machine.run(f"echo 0 >{switch}")
    rig.await_released(4, camera)


@scenario("bent-pin")
def bent_pin(rig):
    """enumerates and drops ten times in a minute: nothing is erased on the way, and at last it is delivered once"""
    camera = rig.camera(6)
    before = camera.card.sha256()
    for _ in range(PULLS):
        camera.plug()
        rig.dock.await_bay(6, ("powered", "identified", "offloading", "fault"), 30)
        rig.require_untouched(camera, before)
    camera.plug()
    rig.await_released(6, camera)
