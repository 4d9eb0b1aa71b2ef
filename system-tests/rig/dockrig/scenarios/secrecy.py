"""What must not be found."""

from dockrig.card import MARK, MEBI
from dockrig.scenario import scenario

WINDOW = 16 * MEBI


def holds_mark(file):
    """Whether footage lies in a file as it is."""
    with open(file, "rb") as content:
        rest = b""
        while chunk := content.read(WINDOW):
            if MARK in rest + chunk:
                return True
            rest = chunk[-len(MARK) :]
    return False


@scenario("no-plain-footage")
def no_plain_footage(rig):
    """after all that went before and one camera more, no disk of the dock and no store of the gateway holds plain footage"""
    camera = rig.camera(1)
    assert holds_mark(camera.card.image), "the search does not find what is there"
    camera.plug()
    rig.await_released(1, camera)
    rig.machine.run("sync")
    places = [rig.folder / "machine" / "root.qcow2", rig.folder / "gateway.db"]
    places += [path for path in (rig.folder / "store").rglob("*") if path.is_file()]
    found = [str(place) for place in places if holds_mark(place)]
    assert not found, f"plain footage in {found}"
    rig.note(f"{len(places)} files, {sum(place.stat().st_size for place in places) // MEBI} MiB searched")
