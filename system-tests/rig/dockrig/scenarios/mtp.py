"""Cameras that speak MTP."""

from dockrig.card import MEBI
from dockrig.scenario import scenario
from dockrig.waiting import wait_until

# The helper and the eraser are JVMs that start anew, and every file is read twice.
SECONDS = 600


@scenario("mtp")
def mtp(rig):
    """a camera that speaks MTP: delivered, read again, emptied"""
    camera = rig.mtp_camera(3)
    camera.plug()
    rig.await_released(3, camera, SECONDS)


@scenario("mtp-pulled")
def mtp_pulled(rig):
    """an MTP camera pulled while it is read and plugged in again: delivered once, emptied"""
    camera = rig.mtp_camera(2, lengths=(30 * MEBI, 100_000))
    before = camera.card.sha256()
    camera.plug()
    wait_until("the camera is read", lambda: is_read(rig, 2), SECONDS, pause=0.2)
    rig.require_untouched(camera, before)
    rig.dock.await_bay(2, ("empty",), 120)
    camera.plug()
    rig.await_released(2, camera, SECONDS)


def is_read(rig, bay):
    return rig.dock.bay(bay).get("state") == "offloading"


@scenario("mtp-read-only", errors=["release-failed"])
def mtp_read_only(rig):
    """an MTP camera whose storage cannot be written: delivered, release failed, nothing lost"""
    camera = rig.mtp_camera(1, is_read_only=True)
    before = camera.card.sha256()
    camera.plug()
    rig.await_delivered(camera, SECONDS)
    rig.dock.await_bay(1, ("fault",), SECONDS, reason="release-failed")
    rig.require_untouched(camera, before)
