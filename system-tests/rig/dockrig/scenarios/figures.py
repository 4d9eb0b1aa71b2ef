"""What is measured. Times are those of an emulated core; they compare, and promise nothing about a board."""

import subprocess
import time
from pathlib import Path

from dockrig import host
from dockrig.card import MEBI
from dockrig.scenario import scenario
from dockrig.waiting import wait_until

IDLE_SECONDS = 600
CLOCK_TICKS = 100  # A second, in /proc, on every Linux.
CLASSES = "/usr/local/lib/rig"
FLAGS = "-Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"  # The launcher's for the agent.


@scenario("first-byte")
def first_byte(rig):
    """milliseconds from plugged in to the light's first change, to the first byte read and sealed, and to safe"""
    camera = rig.camera(2, lengths=(8 * MEBI,))
    rig.dock.status()
    began = time.monotonic()
    camera.plug()
    marks = (
        ("light", lambda bay: bay.get("light") not in (None, "off")),
        ("first byte", lambda bay: bay.get("readBytes", 0) > 0),
        ("safe", lambda bay: bay.get("state") in ("safe", "cleared", "ready")),
    )
    for name, is_reached in marks:
        wait_until(name, lambda: is_reached(rig.dock.bay(2)), 120, pause=0.01)
        rig.note(f"{name}: {1000 * (time.monotonic() - began):.0f} ms")
    rig.await_released(2, camera)


def usage(rig, process):
    """CPU seconds so far and resident MiB of a process of the guest."""
    stat = rig.machine.run(f"cat /proc/{process}/stat").rsplit(")", 1)[1].split()
    resident = rig.machine.run(f"grep VmRSS /proc/{process}/status").split()[1]
    return (int(stat[11]) + int(stat[12])) / CLOCK_TICKS, int(resident) / 1024


@scenario("idle")
def idle(rig):
    """ten minutes with six cameras docked and released: CPU and memory of the agent, beside a JVM that does nothing"""
    cameras = {bay: rig.camera(bay, lengths=(200_000,)) for bay in range(1, 7)}
    for camera in cameras.values():
        camera.plug()
    for bay, camera in cameras.items():
        rig.await_delivered(camera)
        rig.dock.await_bay(bay, ("cleared", "ready"), 240)
    subprocess.run(
        [host.jdk() / "bin" / "javac", "-d", rig.folder, host.RIG / "guest" / "Bare.java"], check=True, capture_output=True
    )
    rig.machine.put(Path(rig.folder / "Bare.class").read_bytes(), f"{CLASSES}/Bare.class")
    start = f"setsid java {FLAGS} -cp {CLASSES} Bare </dev/null >/dev/null 2>&1 & echo $!"
    bare = int(rig.machine.run("PATH=$PATH:/opt/jdk/bin; " + start))
    try:
        agent = int(rig.machine.run("systemctl show -P MainPID dockwarden-agent"))
        time.sleep(30)  # Both have settled.
        before = {process: usage(rig, process) for process in (agent, bare)}
        time.sleep(IDLE_SECONDS)
        for name, process in (("agent", agent), ("bare JVM", bare)):
            seconds, resident = usage(rig, process)
            percent = 100 * (seconds - before[process][0]) / IDLE_SECONDS
            rig.note(f"{name}: {percent:.2f} % of the emulated core, {resident:.0f} MiB resident")
    finally:
        rig.machine.run(f"kill {bare}", check=False)
