"""What a scenario is, and what it is given."""

from dataclasses import dataclass, field

from dockrig.camera import Camera
from dockrig.card import MEBI, Card
from dockrig.gadget import Gadget
from dockrig.ports import PORTS
from dockrig.mtp import MtpCamera, MtpFolder
from dockrig.waiting import wait_until

DELIVERY_SECONDS = 240
SMALL = (MEBI, 300_000)

_scenarios = {}


def scenario(name, smoke=False, errors=(), sections=(), needs_pi4j=False):
    """Registers a function of a Rig. Its docstring is what the report says.

    errors: texts of which a line of the log at level ERROR may have one; every other such line fails the scenario.
    sections: of the agent's settings, beside those that are always there (board.py).
    needs_pi4j: it is played only where --pi4j-plugin names a plugin, which the rig cannot get by itself.
    """

    def register(function):
        assert name not in _scenarios, name
        _scenarios[name] = Scenario(name, function, smoke, tuple(errors), tuple(sections), needs_pi4j)
        return function

    return register


def all_scenarios():
    """By name, in the order of their files."""
    return dict(_scenarios)


@dataclass(frozen=True)
class Scenario:
    name: str
    play: object
    is_smoke: bool
    errors: tuple
    sections: tuple
    needs_pi4j: bool

    @property
    def summary(self):
        return " ".join(self.play.__doc__.split())


@dataclass
class Rig:
    """What a scenario plays with: the machine, its board, its dock, the gateway's far end, and cameras to make."""

    machine: object
    board: object
    dock: object
    gateway: object
    dems: object
    folder: object
    devices: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    serials: int = 0

    def note(self, text):
        """A figure or fact for the report."""
        self.notes.append(text)

    def card(self, lengths=SMALL, system="fat32"):
        """A new card with footage that no other has."""
        self.serials += 1
        return Card.make(self.folder / "cards" / f"card-{self.serials}.img", lengths, system)

    def camera(self, bay, lengths=SMALL, system="fat32", serial=None, card=None, **faults):
        """A new camera for a bay, not plugged in yet."""
        card = card or self.card(lengths, system)
        number = len(self.devices) + 1
        serial = serial or f"RIG-{card.image.stem.removeprefix('card-')}"
        port = f"1.{bay}" if bay <= 6 else f"2.{bay - 6}"
        return self.added(Camera(self.machine, f"device{number}-{self.serials}", port, card, serial, **faults))

    def mtp_camera(self, bay, lengths=SMALL, is_read_only=False):
        """A camera that is no disk, for a bay of the first hub."""
        self.serials += 1
        card = MtpFolder(self.folder / "cards" / f"mtp-{self.serials}", lengths)
        name, serial = f"mtp{self.serials}", f"RIG-MTP-{self.serials}"
        return self.added(MtpCamera(self.machine, name, f"1.{bay}", card, serial, is_read_only))

    def gadget(self, bay, lengths=SMALL, ids=("1d1d", "0b0d")):
        """A camera that the guest plays itself, in bay 9 or 10."""
        card = self.card(lengths)
        ports = Gadget.prepare(self.machine)
        assert ports == [PORTS[9], PORTS[10]], f"ports of the guest's own controllers: {ports}"
        name = f"gadget{self.serials}"
        return self.added(Gadget(self.machine, name, bay - 9, card, ids, f"RIG-{self.serials}"))

    def added(self, device):
        """Remembers a device so that it is taken out at the end whatever happens."""
        self.devices.append(device)
        return device

    def await_delivered(self, camera, seconds=DELIVERY_SECONDS):
        """Until every file of a camera has arrived, each once and as it was."""
        wait_until(
            f"delivery of {camera.serial}",
            lambda: {d.sha256 for d in self.dems.deliveries()} >= set(camera.card.files.values()),
            seconds,
        )
        self.require_delivered_once(camera)

    def require_delivered_once(self, camera):
        """Each file is in exactly one bag, under its own name and camera, and nothing else of this camera is."""
        arrived = sorted((d.path, d.sha256) for d in self.dems.deliveries(camera.id))
        assert arrived == sorted(camera.card.files.items()), f"arrived: {arrived} (expected: {camera.card.files})"

    def await_released(self, bay, camera, seconds=DELIVERY_SECONDS):
        """Until the bay says that the camera may be taken, and it is true: all delivered, the card empty."""
        self.await_delivered(camera, seconds)
        self.dock.await_bay(bay, ("cleared", "ready"), seconds)
        camera.unplug()
        assert camera.card.now() == {}, f"left on the card: {camera.card.now()}"

    def require_untouched(self, camera, before):
        """Not a byte of the card was written."""
        if camera.is_plugged:
            camera.unplug()
        assert camera.card.sha256() == before, f"{camera.serial}: something was written to the card"
