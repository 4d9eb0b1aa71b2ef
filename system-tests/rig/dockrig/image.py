"""The guest's base image: built once, kept in target/, named by everything that it is made of."""

import hashlib
import subprocess

from dockrig import host

_RECIPE = host.RIG / "image"


def require():
    """The folder with rootfs.ext4, vmlinuz, initrd.img and the ssh key; builds it where there is none."""
    jdk = host.jdk()
    folder = host.TARGET / f"image-{_fingerprint(jdk)}"
    if not (folder / "rootfs.ext4").exists():
        print(f"Building the guest's image, a few minutes and 3 GB; logs: {folder}", flush=True)
        subprocess.run([_RECIPE / "build", folder, jdk], check=True)
    return folder


def _fingerprint(jdk):
    """Of the recipe and the JDK; packages of Debian are those of the day on which it was built."""
    digest = hashlib.sha256((jdk / "release").read_bytes())
    for file in sorted(path for path in _RECIPE.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(_RECIPE)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
