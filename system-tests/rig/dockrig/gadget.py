"""Cameras that the guest plays itself, to itself: with any ids, with more than one function, and able to change."""

from dockrig import host

_SCRIPT = "/usr/local/lib/rig/gadget"
_MEDIA = "/run/rig"  # In memory: no disk of the guest holds footage, not even the rig's.


class Gadget:
    """A disk with any vendor and product id, at one of two ports; also a keyboard if it is told so."""

    def __init__(self, machine, name, controller, card, ids, serial):
        self.machine = machine
        self.name = name
        self.controller = controller
        self.card = card
        self.ids = ids
        self.serial = serial
        self.is_plugged = False

    @property
    def id(self):
        return f"{self.ids[0]}:{self.ids[1]}:{self.serial}"

    @property
    def image(self):
        """Where its medium lies in the guest."""
        return f"{_MEDIA}/{self.name}.img"

    @staticmethod
    def prepare(machine):
        """Loads what is needed; gives the ports of the two controllers."""
        machine.put((host.RIG / "guest" / "gadget").read_bytes(), _SCRIPT, mode="0755")
        return [machine.run(f"{_SCRIPT} port {controller}").strip() for controller in (0, 1)]

    def plug(self, keyboard=False):
        self.machine.put_tree(self.card.image.parent, [self.card.image.name], _MEDIA)
        self.machine.run(f"mv {_MEDIA}/{self.card.image.name} {self.image}")
        self._call("plug", self.controller, *self.ids, self.serial, self.image, keyboard=keyboard)
        self.is_plugged = True

    def become(self, ids, serial, keyboard=False):
        """It is another device within milliseconds."""
        self._call("become", *ids, serial, keyboard=keyboard)

    def unplug(self):
        """Takes it out and brings its medium back to the host."""
        self._call("unplug")
        self.is_plugged = False
        self.machine.fetch(self.image, self.card.image)
        self.machine.run(f"rm {self.image}")

    def _call(self, verb, *words, keyboard=False):
        self.machine.run(" ".join([_SCRIPT, verb, self.name, *map(str, words), "keyboard" if keyboard else ""]))
