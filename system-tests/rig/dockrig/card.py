"""The memory card of a camera: a disk image with one partition, made and read on this host without the guest."""

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

SECTOR = 512
PARTITION_START = 2048  # In sectors; where cameras and computers put it.
MEBI = 1024 * 1024
MARK = b"DOCKWARDEN-RIG-PLAIN-FOOTAGE/"
MARK_EVERY = 64 * 1024

PATH = os.environ["PATH"] + ":/sbin:/usr/sbin"


def tool(*command, **more):
    """Runs one of the programs that make and read file systems."""
    return subprocess.run(
        [str(part) for part in command],
        check=True,
        capture_output=True,
        env={**os.environ, "PATH": PATH, "MTOOLS_SKIP_CHECK": "1", "LC_ALL": "C.UTF-8"},
        timeout=300,
        **more,
    ).stdout


def footage(length):
    """Random bytes that carry a mark every 64 KiB, by which plain footage is found where it must not be."""
    content = bytearray(os.urandom(length))
    for at in range(0, length - len(MARK), MARK_EVERY):
        content[at : at + len(MARK)] = MARK
    return bytes(content)


class Card:
    """An image and what was put on it: path on the camera to SHA-256."""

    def __init__(self, image, system, files):
        self.image = image
        self.system = system
        self.files = files

    @staticmethod
    def make(image, lengths, system="fat32", megabytes=64):
        """A card with a clip of each of these lengths, in bytes, and one small file that is no clip."""
        image.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=image.parent) as folder:
            clips = Path(folder) / "DCIM" / "100BWC"
            clips.mkdir(parents=True)
            for number, length in enumerate(lengths, 1):
                (clips / f"BWC{number:05}.MP4").write_bytes(footage(length))
            (clips / "INFO.TXT").write_bytes(b"officer=0001\n" + os.urandom(16).hex().encode() + b"\n")
            files = digests(Path(folder))
            megabytes = max(megabytes, sum(lengths) // MEBI + 32)
            _partition(image, megabytes, {"fat32": "c", "exfat": "7"}[system])
            card = Card(image, system, files)
            if system == "fat32":
                sectors = megabytes * MEBI // SECTOR - PARTITION_START
                tool("mkfs.vfat", "-F", "32", "-n", "BWC", "--offset", PARTITION_START, image, sectors // 2)
                tool("mcopy", "-i", card._mtools(), "-s", "-m", Path(folder) / "DCIM", "::")
            else:
                with _loop(image) as device:
                    tool("mkfs.exfat", "-L", "BWC", device)
                with _mounted(image) as root:
                    shutil.copytree(Path(folder) / "DCIM", root / "DCIM")
        return card

    @property
    def bytes(self):
        return self.image.stat().st_size

    def sha256(self):
        """Of the whole image: nothing was written while this stays."""
        with open(self.image, "rb") as image:
            return hashlib.file_digest(image, "sha256").hexdigest()

    def now(self):
        """What is on the card now: path to SHA-256. Only while it is not plugged in."""
        if self.system == "exfat":
            with _mounted(self.image) as root:
                return digests(root)
        with tempfile.TemporaryDirectory(dir=self.image.parent) as folder:
            tool("mcopy", "-i", self._mtools(), "-s", "-n", "::", folder)
            return digests(Path(folder))

    def sector_inside(self, path):
        """A sector, counted from the image's start, in the middle of a clip."""
        content = self.image.read_bytes()
        digest = self.files[path]
        for found in re.finditer(re.escape(MARK), content):
            start = found.start()
            length = self._length(path)
            if hashlib.sha256(content[start : start + length]).hexdigest() == digest:
                return (start + length // 2) // SECTOR
        raise ValueError(f"{path}: not in one piece on the card")

    def _length(self, path):
        line = tool("mdir", "-i", self._mtools(), "-b", "-a", "::" + path)
        assert line, path
        return len(tool("mtype", "-i", self._mtools(), "::" + path))

    def overwrite(self, offset, content):
        """Damages the card: bytes at an offset from the partition's start."""
        with open(self.image, "r+b") as image:
            image.seek(PARTITION_START * SECTOR + offset)
            image.write(content)

    def scramble_folder(self):
        """Puts random bytes where the names of the clips are (FAT32)."""
        content = self.image.read_bytes()
        at = content.index(b"BWC00001MP4") // SECTOR * SECTOR
        self.overwrite(at - PARTITION_START * SECTOR, os.urandom(SECTOR))

    def read(self, offset, length):
        """Raw bytes at an offset from the partition's start."""
        with open(self.image, "rb") as image:
            image.seek(PARTITION_START * SECTOR + offset)
            return image.read(length)

    def _mtools(self):
        return f"{self.image}@@{PARTITION_START * SECTOR}"


def digests(root):
    """Path below root to SHA-256 of every file."""
    return {
        str(file.relative_to(root)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }


def _partition(image, megabytes, kind):
    image.unlink(missing_ok=True)
    with open(image, "wb") as file:
        file.truncate(megabytes * MEBI)
    tool("sfdisk", "-q", image, input=f"label: dos\nstart={PARTITION_START}, type={kind}\n".encode())


@contextlib.contextmanager
def _loop(image):
    device = tool("losetup", "-f", "--show", "-o", PARTITION_START * SECTOR, image).decode().strip()
    try:
        yield device
    finally:
        tool("losetup", "-d", device)


@contextlib.contextmanager
def _mounted(image):
    """The host's kernel may not know exFAT: FUSE does."""
    with _loop(image) as device, tempfile.TemporaryDirectory() as folder:
        tool("mount.exfat-fuse", device, folder)
        try:
            yield Path(folder)
        finally:
            tool("umount", folder)
