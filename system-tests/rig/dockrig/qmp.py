"""QEMU's machine protocol: one command at a time over a Unix socket, events kept aside."""

import json
import socket


class QmpError(RuntimeError):
    """QEMU refused a command, or is gone."""


class Qmp:
    """One connection. QEMU accepts one at a time."""

    REPLY_SECONDS = 30

    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(self.REPLY_SECONDS)
        self._socket.connect(str(path))
        self._stream = self._socket.makefile("rw", encoding="utf-8", newline="\n")
        self._events = []
        if "QMP" not in json.loads(self._stream.readline()):
            raise QmpError("no greeting")
        self.command("qmp_capabilities")

    def command(self, name, **arguments):
        """Runs a command and gives its answer."""
        try:
            self._stream.write(json.dumps({"execute": name, "arguments": arguments}) + "\n")
            self._stream.flush()
        except OSError as e:
            raise QmpError(f"{name}: {e}") from e
        while True:
            message = self._receive()
            if "event" in message:
                self._events.append(message)
            elif "error" in message:
                raise QmpError(f"{name}: {message['error']['desc']}")
            else:
                return message["return"]

    def await_deleted(self, device):
        """Waits until QEMU says that a device is gone."""
        while True:
            for event in self._events:
                if event["event"] == "DEVICE_DELETED" and event["data"].get("device") == device:
                    self._events.remove(event)
                    return
            message = self._receive()
            if "event" in message:
                self._events.append(message)

    def _receive(self):
        try:
            line = self._stream.readline()
        except OSError as e:
            raise QmpError(f"no answer: {e}") from e
        if not line:
            raise QmpError("closed")
        return json.loads(line)

    def close(self):
        self._socket.close()
