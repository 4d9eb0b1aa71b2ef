"""What is plugged into the dock's USB ports through QEMU: cameras that are disks, and what only looks like one."""

from dockrig.qmp import QmpError


class Device:
    """Anything at a port. Port "1.3" is hub 1, port 3: in the guest 1-1.3."""

    def __init__(self, machine, name, port, **properties):
        self.machine = machine
        self.name = name
        self.port = port
        self.is_plugged = False
        self._properties = properties

    @property
    def port_path(self):
        return "1-" + self.port

    def plug(self):
        self.machine.qmp.command("device_add", id=self.name, bus="xhci.0", port=self.port, **self._properties)
        self.is_plugged = True

    def unplug(self):
        self.machine.delete_device(self.name)
        self.is_plugged = False

    def power_was_cut(self):
        """The computer that it was plugged into is no more."""
        self.is_plugged = False


class Camera(Device):
    """A camera that is a disk. QEMU gives it vendor 46f4 and product 0001."""

    def __init__(self, machine, name, port, card, serial, bytes_per_second=0, bad_sector=None):
        super().__init__(machine, name, port)
        self.card = card
        self.serial = serial
        self.bytes_per_second = bytes_per_second
        self.bad_sector = bad_sector

    @property
    def id(self):
        """As manifests name it."""
        encoded = "".join(c if " " <= c <= "~" and c != "%" else f"%{ord(c):02X}" for c in self.serial)
        return f"46f4:0001:{encoded}"

    @property
    def _node(self):
        return self.name + "-medium"

    def plug(self):
        self.machine.qmp.command("blockdev-add", **self._medium())
        device = {"driver": "usb-storage", "drive": self._node, "serial": self.serial, "removable": True}
        self._properties = {**device, "rerror": "report", "werror": "report"}
        try:
            super().plug()
        except QmpError:
            self._drop_medium()
            raise

    def _medium(self):
        node = {"driver": "file", "filename": str(self.card.image), "cache": {"direct": False, "no-flush": False}}
        if self.bad_sector is not None:
            error = {"event": "read_aio", "errno": 5, "once": False, "immediately": False, "sector": self.bad_sector}
            node = {"driver": "blkdebug", "image": node, "inject-error": [error]}
        node = {"driver": "raw", "file": node}
        if self.bytes_per_second:
            limit = {"qom-type": "throttle-group", "id": self.name + "-limit"}
            self.machine.qmp.command("object-add", **limit, limits={"bps-total": self.bytes_per_second})
            node = {"driver": "throttle", "throttle-group": self.name + "-limit", "file": node}
        return {**node, "node-name": self._node}

    def unplug(self):
        super().unplug()
        self._drop_medium()

    def _drop_medium(self):
        self.machine.qmp.command("blockdev-del", **{"node-name": self._node})
        if self.bytes_per_second:
            self.machine.qmp.command("object-del", id=self.name + "-limit")

    def bytes_read(self):
        """How much the dock has read from the card since it was plugged in."""
        return self.machine.block_bytes(self._node, "rd_bytes")

    def bytes_written(self):
        """How much the dock has written to the card since it was plugged in."""
        return self.machine.block_bytes(self._node, "wr_bytes")
