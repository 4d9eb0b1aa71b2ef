"""Installs the product in the guest as docs/operating/agent.md says, once for each disk, and changes its settings."""

import os
import subprocess
import tempfile

from dockrig import board, host, keys
from dockrig.ports import PORTS

SETTINGS = "/etc/dockwarden"
STATUS_PORT = 8085

HUBS = "hub 1-1 0409:55aa 8\nhub 1-2 0409:55aa 8\n"  # QEMU's are 0409:55aa.

_AGENT = """\
[journal]
file = "/var/lib/dockwarden-agent/agent.db"

[spool]
folder = "/var/lib/dockwarden-agent/spool"
quota = "512MiB"
reserve = "64MiB"

[sealing]
recipients = "recipients.txt"

[gateway]
url = "https://{address}:{port}"
trust = "gateway-ca.pem"
certificate = "dock.pem"
key = "dock.key"

[receipts]
trust = "receipt-ca.pem"

[status]
listen = "127.0.0.1:{status}"

[dock]
id = "{dock}"
hardware = "linux"
bays = {bays}
"""


def install(machine, folder, gateway_port):
    """Everything but the reboot after which it counts."""
    with tempfile.TemporaryDirectory() as root:
        _unpack(machine, root)
    _configure(machine, folder, gateway_port)
    board.install(machine)
    _add_gadget_ports(machine)
    # The first end of a helper leaves an archive that makes its later starts about twice as fast.
    machine.run("dockwarden eraser --config /etc/dockwarden/eraser.toml --check-config")
    machine.run("dockwarden mtp; sync")


def _unpack(machine, root):
    install = [host.TOP / "packaging" / "install", "--dock", "--enable"]
    subprocess.run(install, check=True, env={**os.environ, "DESTDIR": root}, stdout=subprocess.DEVNULL)
    machine.put_tree(root, ["usr", "etc"], "/")
    machine.run("systemd-sysusers && systemd-tmpfiles --create dockwarden-dock.conf")


def _add_gadget_ports(machine):
    """After the real controller, so that its buses stay the first two."""
    machine.put(b"dummy_hcd\n", "/etc/modules-load.d/rig-gadgets.conf")
    machine.put(b"softdep dummy_hcd pre: xhci_pci\noptions dummy_hcd num=2\n", "/etc/modprobe.d/rig-gadgets.conf")


def _configure(machine, folder, gateway_port):
    names = ["gateway-ca.pem", "receipt-ca.pem", "dock.pem", "recipients.txt"]
    machine.put_tree(folder / "keys", names, SETTINGS)
    machine.put((folder / "keys" / "dock.key").read_bytes(), f"{SETTINGS}/dock.key", mode="0400", owner="dockwarden")
    bay_map = HUBS + "".join(f"{bay} {port}\n" for bay, port in PORTS.items())
    machine.put(bay_map.encode(), f"{SETTINGS}/ports")
    machine.run(f"cp /usr/lib/dockwarden/examples/eraser.toml {SETTINGS}/")
    put_agent_settings(machine, gateway_port)


def put_agent_settings(machine, gateway_port, sections=()):
    """The agent's settings: lights always, and what else hangs on the board by these sections. The first may go on with [dock]."""
    agent = _AGENT.format(
        dock=keys.DOCK, bays=len(PORTS), address=keys.GATEWAY_ADDRESS, port=gateway_port, status=STATUS_PORT
    )
    machine.put("".join([agent, *sections, board.LIGHTS]).encode(), f"{SETTINGS}/agent.toml")
