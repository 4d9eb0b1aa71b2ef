"""The gateway of the force, a real one, on this host's loopback."""

import signal
import subprocess
import urllib.error
import urllib.request

from dockrig import host, keys
from dockrig.waiting import wait_until

_SETTINGS = """\
[gateway]
name = "{name}"
listen = "127.0.0.1:{port}"

[tls]
certificate = "keys/gateway.pem"
key = "keys/gateway.key"
docks = "keys/dock-ca.pem"

[admin]
listen = "127.0.0.1:{admin}"

[store]
folder = "store"
reserve = "64MiB"

[index]
file = "gateway.db"

[evidence]
identities = "keys/evidence.key"

[manifests]
trust = "keys/dock-ca.pem"

[receipts]
certificate = "keys/receipt.pem"
key = "keys/receipt.key"

[delivery]
connector = "bagit"

[delivery.bagit]
folder = "dems"
acknowledgements = "dems-acknowledgements"
"""


class Gateway:
    """Starts, stops and is asked for its health. Bags lie in folder/dems."""

    def __init__(self, folder):
        self.folder = folder
        self.port = host.free_port()
        self._admin = host.free_port()
        self._process = None
        settings = _SETTINGS.format(name=keys.GATEWAY, port=self.port, admin=self._admin)
        (folder / "gateway.toml").write_text(settings)

    def start(self):
        with open(self.folder / "gateway.log", "ab") as log:
            self._process = subprocess.Popen(
                [host.LAUNCHER, "gateway", "--config", self.folder / "gateway.toml"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        wait_until("gateway", self._health, 90)

    def _health(self):
        if self._process.poll() is not None:
            raise RuntimeError("the gateway ended; see " + str(self.folder / "gateway.log"))
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._admin}/healthz", timeout=5) as answer:
                return answer.read().decode() or "ok"
        except urllib.error.HTTPError as e:
            return e.read().decode()
        except OSError:
            return None

    def quarantined(self):
        """What the gateway keeps aside because bytes and papers differ."""
        folder = self.folder / "store" / "quarantine"
        return sorted(path.name for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []

    def stop(self):
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(10)
