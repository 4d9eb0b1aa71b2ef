"""A stand-in evidence management system: checks each bag by its own means, acknowledges it (B-5), remembers it."""

import hashlib
import json
import threading
from dataclasses import dataclass
from datetime import UTC, datetime

PAUSE_SECONDS = 0.1


@dataclass(frozen=True)
class Delivery:
    """One recording that has arrived."""

    bag: str
    camera: str
    path: str
    sha256: str


class Dems:
    """Watches a folder of bags in a thread of its own. While it is closed for business, bags wait."""

    def __init__(self, bags, answers):
        self.bags = bags
        self.answers = answers
        self.complaints = []
        self._deliveries = {}
        self._ended = threading.Event()
        self._open = threading.Event()
        self._open.set()
        for folder in (bags, answers):
            folder.mkdir(parents=True, exist_ok=True)
        self._thread = threading.Thread(target=self._watch, name="dems", daemon=True)
        self._thread.start()

    def deliveries(self, camera=None):
        """What has arrived, of one camera or of all."""
        return [d for d in list(self._deliveries.values()) if camera in (None, d.camera)]

    def close_for_business(self):
        self._open.clear()

    def open_for_business(self):
        self._open.set()

    def _watch(self):
        while not self._ended.wait(PAUSE_SECONDS):
            if self._open.is_set():
                for bag in sorted(self.bags.iterdir()):
                    if not bag.name.startswith(".") and bag.name not in self._deliveries:
                        self._receive(bag)

    def _receive(self, bag):
        try:
            delivery = self._check(bag)
        except (OSError, ValueError, KeyError) as e:
            self.complaints.append(f"{bag.name}: {e}")
            return
        self._deliveries[bag.name] = delivery
        answer = {
            "bag": bag.name,
            "sha256": delivery.sha256,
            "status": "accepted",
            "reference": "EV-" + delivery.sha256[:12].upper(),
            "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        }
        unfinished = self.answers / f".{bag.name}.part"
        unfinished.write_text(json.dumps(answer))
        unfinished.rename(self.answers / f"{bag.name}.json")

    @staticmethod
    def _check(bag):
        """Payload, its own manifest (RFC 8493) and the dock's paper all name one digest."""
        lines = (bag / "manifest-sha256.txt").read_text().splitlines()
        if len(lines) != 1:
            raise ValueError(f"payload files: {len(lines)} (expected: 1)")
        stated = lines[0].split()[0]
        payload = [file for file in (bag / "data").rglob("*") if file.is_file()]
        if len(payload) != 1:
            raise ValueError(f"files in data: {len(payload)} (expected: 1)")
        with open(payload[0], "rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
        manifest = json.loads((bag / "dockwarden" / "manifest.json").read_text())
        if not found == stated == manifest["file"]["sha256"]:
            raise ValueError(f"sha256: {found}, {stated}, {manifest['file']['sha256']}")
        return Delivery(bag.name, manifest["camera"]["id"], manifest["file"]["path"], found)

    def close(self):
        self._ended.set()
        self._thread.join(10)
