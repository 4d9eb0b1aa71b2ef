"""A dock without hardware: a Debian guest in QEMU whose USB cameras are plugged, pulled and broken by a script."""
