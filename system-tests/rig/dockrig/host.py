"""This computer: where things lie, what must be installed, and the distribution under test."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

RIG = Path(__file__).resolve().parent.parent
TOP = RIG.parent.parent
TARGET = RIG / "target"
LAUNCHER = TOP / "dockwarden"
LIBRARIES = TOP / "packaging" / "target" / "dist" / "lib"

_PROGRAMS = {
    "qemu-system-x86_64": "qemu-system-x86",
    "qemu-img": "qemu-utils",
    "mmdebstrap": "mmdebstrap",
    "mke2fs": "e2fsprogs",
    "mcopy": "mtools",
    "mkfs.vfat": "dosfstools",
    "mkfs.exfat": "exfatprogs",
    "mount.exfat-fuse": "exfat-fuse",
    "sfdisk": "fdisk",
    "ssh": "openssh-client",
    "openssl": "openssl",
    "age-keygen": "age",
}


def require_programs():
    """Installs what is missing where that is allowed, else names it and ends."""
    search = os.environ["PATH"] + ":/sbin:/usr/sbin"
    missing = sorted({package for program, package in _PROGRAMS.items() if not shutil.which(program, path=search)})
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit("The rig needs these Debian packages: " + " ".join(missing))
    print("Installing for the rig: " + " ".join(missing), flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
        check=True, env=quiet, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def build_distribution():
    """The launcher builds what is older than its sources."""
    subprocess.run([LAUNCHER, "verify", "--version"], check=True, stdout=subprocess.DEVNULL)


def jdk():
    """The JDK 25 that the launcher finds."""
    found = subprocess.run([TOP / ".ci" / "find-jdk"], check=True, stdout=subprocess.PIPE, text=True)
    return Path(found.stdout.strip())


def free_port():
    """A TCP port on loopback that nobody has at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
