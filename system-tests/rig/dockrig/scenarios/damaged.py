"""Cards that are not as they should be."""

import os

from dockrig.card import MEBI, SECTOR
from dockrig.scenario import scenario


def expect_fault(rig, bay, camera, reasons):
    """The bay says one of the reasons, nothing arrives, nothing is written to the card."""
    before = camera.card.sha256()
    camera.plug()
    shown = rig.dock.await_bay(bay, ("fault",), 120)
    assert shown["reason"] in reasons, f"{shown} (expected: {reasons})"
    assert shown["light"] == "fault", shown
    assert not rig.dems.deliveries(camera.id), rig.dems.deliveries(camera.id)
    rig.require_untouched(camera, before)


@scenario("no-file-system", errors=("mount-failed",))
def no_file_system(rig):
    """a card of random bytes: a fault, untouched"""
    camera = rig.camera(1)
    camera.card.overwrite(0, os.urandom(2 * MEBI))
    expect_fault(rig, 1, camera, ("mount-failed",))


@scenario("blank-card", errors=("mount-failed",))
def blank_card(rig):
    """a card without even a partition: a fault, untouched"""
    camera = rig.camera(1)
    camera.card.overwrite(-2048 * SECTOR, bytes(4 * MEBI))
    expect_fault(rig, 1, camera, ("mount-failed",))


@scenario("damaged-folders", errors=("bay 2",))
def damaged_folders(rig):
    """a card whose folders are random bytes: a fault, untouched"""
    camera = rig.camera(2)
    camera.card.scramble_folder()
    expect_fault(rig, 2, camera, ("volume-damaged", "mount-failed", "camera-read-failed"))


@scenario("dirty-volume")
def dirty_volume(rig):
    """a card that was not unmounted when it was pulled last: delivered, emptied"""
    camera = rig.camera(3)
    state = camera.card.read(0x41, 1)[0]
    camera.card.overwrite(0x41, bytes([state | 1]))
    camera.plug()
    rig.await_released(3, camera)


@scenario("read-error", errors=("camera-read-failed",))
def read_error(rig):
    """a sector in the middle of a clip cannot be read: the other files are delivered, the clip stays"""
    card = rig.card((2 * MEBI, MEBI, 200_000))
    bad = "DCIM/100BWC/BWC00001.MP4"
    camera = rig.camera(4, card=card, bad_sector=card.sector_inside(bad))
    whole = dict(card.files)
    kept = {bad: card.files.pop(bad)}
    camera.plug()
    rig.await_delivered(camera)
    shown = rig.dock.await_bay(4, ("fault",), 120, reason="camera-read-failed")
    rig.note(f"shown: {shown.get('reason')}")
    camera.unplug()
    left = card.now()
    assert left.items() >= kept.items(), f"left: {left} (expected at least: {kept})"
    assert left.items() <= whole.items(), left
