"""Cameras that are no disks: QEMU's MTP device over a folder of this host."""

import hashlib
import os

from dockrig.camera import Device
from dockrig.card import digests, footage

STORAGE = "00010001"  # QEMU's one storage; paths on MTP cameras begin with it.


class MtpFolder:
    """What is on such a camera: path as the dock names it to SHA-256."""

    def __init__(self, folder, lengths):
        self.folder = folder
        clips = folder / "DCIM" / "100BWC"
        clips.mkdir(parents=True)
        for number, length in enumerate(lengths, 1):
            (clips / f"BWC{number:05}.MP4").write_bytes(footage(length))
        (clips / "INFO.TXT").write_bytes(b"officer=0001\n" + os.urandom(16).hex().encode() + b"\n")
        self.files = self.now()

    def now(self):
        return {f"{STORAGE}/{path}": sha256 for path, sha256 in digests(self.folder).items()}

    def sha256(self):
        """Of everything in it."""
        return hashlib.sha256(repr(sorted(self.now().items())).encode()).hexdigest()


class MtpCamera(Device):
    """A camera that speaks MTP. QEMU gives it vendor 46f4 and product 0004, and new handles in each session."""

    def __init__(self, machine, name, port, card, serial, is_read_only=False):
        self.card = card
        self.serial = serial
        super().__init__(
            machine, name, port, driver="usb-mtp", rootdir=str(card.folder), serial=serial, readonly=is_read_only
        )

    @property
    def id(self):
        """As manifests name it."""
        return f"46f4:0004:{self.serial}"
