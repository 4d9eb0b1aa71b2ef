"""The dock as the product shows itself: its status page, its journal, its lights."""

import json
import urllib.request

from dockrig.installation import STATUS_PORT
from dockrig.waiting import wait_until


class Dock:
    """The agent in the guest."""

    START_SECONDS = 300  # On a host that does other work, too.

    def __init__(self, machine):
        self.machine = machine

    def status(self):
        """The whole page, or None while the agent does not answer."""
        try:
            port = self.machine.tunnel(STATUS_PORT)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=10) as answer:
                return json.load(answer)
        except (OSError, ValueError):
            return None

    def restart(self):
        """The agent begins anew, with the settings that there are now."""
        self.machine.run("systemctl restart dockwarden-agent")
        self.await_start()

    def await_degradation(self, text, seconds=60):
        """Until the status names it; gives the line."""
        return wait_until(f"degradation {text!r}", lambda: next(iter(self._degradations(text) or ()), None), seconds)

    def await_mended(self, text, seconds=60):
        """Until the status does not name it any more."""
        wait_until(f"no degradation {text!r}", lambda: self._degradations(text) == [], seconds)

    def _degradations(self, text):
        """Those that name it; None while the agent does not answer."""
        status = self.status()
        return None if status is None else [line for line in status["degradations"] if text in line]

    def await_start(self):
        """Until the agent answers and has reached its gateway."""
        wait_until("agent with its gateway", lambda: (self.status() or {}).get("gateway", {}).get("reachable"), self.START_SECONDS)

    def bay(self, number):
        """One bay's part of the page."""
        for bay in (self.status() or {}).get("bays", []):
            if bay["bay"] == number:
                return bay
        return {}

    def await_bay(self, number, states, seconds, reason=None):
        """Until a bay is in one of these states, for this reason if one is given. Gives the bay."""
        last = {}

        def there():
            last.clear()
            last.update(self.bay(number))
            return last.get("state") in states and reason in (None, last.get("reason"))

        try:
            wait_until(f"bay {number} {'/'.join(states)} {reason or ''}", there, seconds)
        except AssertionError as e:
            raise AssertionError(f"{e}; it is {last}") from e
        return dict(last)

    def log_since(self, cursor):
        """The agent's lines since a cursor."""
        return self.machine.run(f"journalctl -q --no-pager -o cat --after-cursor='{cursor}' -u 'dockwarden-*'", check=False)

    def cursor(self):
        """Where the journal ends now."""
        lines = self.machine.run("journalctl -q --no-pager -n 1 --show-cursor -o cat").splitlines()
        return lines[-1].removeprefix("-- cursor: ")
