"""The dock's own power goes, at any moment, with a camera in it."""

from dockrig.card import MEBI
from dockrig.scenario import scenario
from dockrig.waiting import wait_until

SLOW = 3 * MEBI
LONG = (8 * MEBI, 500_000, 200_000)
PATIENCE_SECONDS = 240


def read(part):
    """A moment: this part of the card's footage has been read."""
    return lambda rig, bay, camera: camera.bytes_read() >= part * sum(LONG)


def shows(*states):
    """A moment: the bay is in one of these states."""
    return lambda rig, bay, camera: rig.dock.bay(bay).get("state") in states


def arrived(count):
    """A moment: so many recordings are at the DEMS."""
    return lambda rig, bay, camera: len(rig.dems.deliveries(camera.id)) >= count


def erasing(rig, bay, camera):
    """A moment: the eraser's first write."""
    return camera.bytes_written() > 0


MOMENTS = {
    "plugged in": shows("powered", "identified", "offloading"),
    "a fifth read": read(0.2),
    "half read": read(0.5),
    "nearly all read": read(0.9),
    "all read": read(1.0),
    "safe": shows("safe", "cleared", "ready"),
    "the first delivered": arrived(1),
    "all delivered": arrived(len(LONG) + 1),
    "erasing": erasing,
    "cleared": shows("cleared", "ready"),
}


def cut_at(rig, bay, name):
    """One camera, one cut, and the camera still in its bay when the power comes again."""
    camera = rig.camera(bay, lengths=LONG, bytes_per_second=SLOW)
    camera.plug()
    moment = MOMENTS[name]
    wait_until(name, lambda: moment(rig, bay, camera), PATIENCE_SECONDS, pause=0.02)
    rig.machine.cut_power()
    camera.power_was_cut()
    rig.machine.boot(before_power_on=camera.plug)
    rig.dock.await_start()
    rig.await_released(bay, camera)


@scenario("power-cut")
def power_cut(rig):
    """the dock's power goes in the middle of a file and comes again: delivered once, emptied"""
    cut_at(rig, 5, "half read")


@scenario("power-cut-ten-times")
def power_cut_ten_times(rig):
    """the dock's power goes at ten moments from plugged in to cleared: each camera delivered once, emptied"""
    for number, name in enumerate(MOMENTS):
        cut_at(rig, 1 + number % 6, name)
