"""What hangs on the dock's board: lights, load switches, sensors. None of them may stop footage."""

import os
import statistics

from dockrig.board import BAYS, BUZZER, BY_PI4J, CHARGING, DESK, LOAD_SWITCHES, PORT_SWITCHES, SENSORS
from dockrig.camera import Device
from dockrig.card import MEBI
from dockrig.installation import SETTINGS
from dockrig.scenario import scenario
from dockrig.waiting import wait_until

# docs/operating/agent.md: colours and milliseconds of each light.
RHYTHMS = {
    "working": (("amber", 1000), ("dark", 1000)),
    "safe": (("blue", 2800), ("dark", 200)),
    "refused": (("red", 200), ("dark", 200), ("red", 200), ("dark", 1400)),
    "fault": (("red", 250), ("dark", 250)),
    "find": (("green", 600), ("dark", 100), ("white", 600), ("dark", 100)),
}
LATE_MILLISECONDS = 150  # An emulated core that does something else at that moment.
BETWEEN_MILLISECONDS = 45  # The three lines of a light change one after the other.

SUPPLY = (SENSORS, PORT_SWITCHES, CHARGING)
CHARGES, FULL, TOO_MUCH = 450, 60, 2600  # milliamperes
RESOLUTION = 1  # of the chip, in milliamperes

THERMOMETER = "/run/rig-temperature"
WITH_THERMOMETER = SENSORS + f'thermometer = "{THERMOMETER}"\n'


def beats(changes):
    """(colour, milliseconds) of what was seen whole."""
    seen = []
    for (begin, colour), (end, _) in zip(changes, changes[1:]):
        if end - begin >= BETWEEN_MILLISECONDS:
            seen.append((colour, end - begin))
    return seen[1:]


def require_rhythm(rig, bay, name):
    """The lines of a light do what the documentation says of it."""
    rhythm = RHYTHMS[name]
    period = sum(milliseconds for _, milliseconds in rhythm)
    seen = beats(rig.board.watch(bay, 4 * period / 1000 + 1))
    colours = [colour for colour, _ in seen]
    wanted = [colour for colour, _ in rhythm]
    starts = [start for start in range(len(rhythm)) if colours == [wanted[(start + i) % len(rhythm)] for i in range(len(colours))]]
    assert len(seen) >= 2 * len(rhythm) and starts, f"bay {bay}, {name}: {seen}"
    fitting = [start for start in starts if all(fits(seen, rhythm, start, beat) for beat in range(len(rhythm)))]
    assert fitting, f"bay {bay}, {name}: {seen} (expected: {rhythm})"


def fits(seen, rhythm, start, beat):
    """Whether a beat of the rhythm takes its time, in the median."""
    times = [milliseconds for i, (_, milliseconds) in enumerate(seen) if (start + i) % len(rhythm) == beat]
    return abs(statistics.median(times) - rhythm[beat][1]) <= LATE_MILLISECONDS


def is_port_off(rig, bay):
    return rig.machine.run(f"cat /sys/bus/usb/devices/1-1:1.0/1-1-port{bay}/disable").strip() == "1"


def await_charge(rig, bay, state, seconds=60):
    """Until the status tells this of a bay's charge; gives all that it tells."""
    return wait_until(f"bay {bay} {state}", lambda: charge(rig, bay, state), seconds)


def charge(rig, bay, state):
    told = rig.dock.bay(bay).get("charge", {})
    return told if told.get("state") == state else None


@scenario("lights", errors=("mount-failed",))
def lights(rig):
    """the GPIO lines of the lights do what the documentation says: dark, working, safe, refused, fault"""
    assert rig.board.colour(1) == "dark"
    camera = rig.camera(1, lengths=(12 * MEBI,), bytes_per_second=MEBI)
    camera.plug()
    rig.dock.await_bay(1, ("offloading",), 60)
    require_rhythm(rig, 1, "working")
    rig.dock.await_bay(1, ("safe", "cleared"), 120)
    require_rhythm(rig, 1, "safe")
    keyboard = rig.added(Device(rig.machine, "keyboard", "1.2", driver="usb-kbd"))
    keyboard.plug()
    rig.dock.await_bay(2, ("refused",), 60)
    require_rhythm(rig, 2, "refused")
    damaged = rig.camera(3)
    damaged.card.overwrite(0, os.urandom(2 * MEBI))
    damaged.plug()
    rig.dock.await_bay(3, ("fault",), 120)
    require_rhythm(rig, 3, "fault")
    rig.await_released(1, camera)
    rig.board.await_colour(1, "dark")


@scenario("lights-pi4j", sections=(BY_PI4J, LOAD_SWITCHES), needs_pi4j=True)
def lights_pi4j(rig):
    """lights and load switches by Pi4J in place of the kernel's own interface: the same lines do the same"""
    assert all(rig.board.is_fed(bay) for bay in range(1, BAYS + 1)), rig.board.lines()
    camera = rig.camera(1, lengths=(12 * MEBI,), bytes_per_second=MEBI)
    camera.plug()
    rig.dock.await_bay(1, ("offloading",), 60)
    require_rhythm(rig, 1, "working")
    rig.dock.await_bay(1, ("safe", "cleared"), 120)
    require_rhythm(rig, 1, "safe")
    rig.await_released(1, camera)
    rig.board.await_colour(1, "dark")


@scenario("lights-fail", errors=("light: ",))
def lights_fail(rig):
    """the lights' GPIO chip goes in the middle of a file: named, and all delivered and emptied in the dark"""
    camera = rig.camera(2, lengths=(8 * MEBI, 300_000), bytes_per_second=2 * MEBI)
    camera.plug()
    wait_until("reading", lambda: camera.bytes_read() > MEBI, 90)
    rig.board.take_lines()
    try:
        rig.note(rig.dock.await_degradation("light: "))
        rig.await_released(2, camera)
    finally:
        rig.machine.run("systemctl stop dockwarden-agent")
        rig.board.bring_lines()
        rig.dock.restart()
    rig.dock.await_mended("light: ")
    rig.board.await_colour(2, "dark")


@scenario("charging", errors=("over-current",), sections=(*SUPPLY, DESK))
def charging(rig):
    """by the current that an INA3221 measures a bay goes from charging to ready, and to over-current: its port is cut, and comes again"""
    camera = rig.camera(1)
    camera.plug()
    rig.board.draw({1: CHARGES})
    told = await_charge(rig, 1, "charging")
    assert abs(told["milliamps"] - CHARGES) <= RESOLUTION, told
    rig.await_delivered(camera)
    rig.dock.await_bay(1, ("cleared",), 240)
    rig.board.draw({1: FULL})
    rig.dock.await_bay(1, ("ready",), 60)
    rig.board.await_colour(1, "green", seconds=5)
    find(rig, camera)
    rig.board.draw({1: TOO_MUCH})
    rig.dock.await_bay(1, ("fault",), 30, reason="over-current")
    wait_until("port off", lambda: is_port_off(rig, 1), 10)
    require_rhythm(rig, 1, "fault")
    assert rig.machine.run("ls /sys/bus/usb/devices").split().count("1-1.1") == 0, "it is still there"
    rig.board.draw({1: 0})
    wait_until("port on", lambda: not is_port_off(rig, 1), 60)
    rig.board.draw({1: CHARGES})
    rig.dock.await_bay(1, ("cleared",), 180)
    camera.unplug()  # before the current ends: a camera that is there and draws nothing is a fault
    rig.board.draw({1: 0})
    assert camera.card.now() == {}, camera.card.now()
    rig.require_delivered_once(camera)


def find(rig, camera):
    """An operator looks for the camera: its light says so, the buzzer sounds."""
    asked = f"dockwarden agent desk --config {SETTINGS}/agent.toml find '{camera.id}'"
    rig.machine.run(asked)
    assert rig.dock.bay(1)["finding"], rig.dock.bay(1)
    require_rhythm(rig, 1, "find")
    wait_until("buzzer", lambda: rig.board.lines()[BUZZER], 10, pause=0.02)
    rig.board.await_colour(1, "green")
    wait_until("found", lambda: not rig.dock.bay(1)["finding"], 60)
    assert not rig.board.lines()[BUZZER]


@scenario("no-current", sections=(*SUPPLY, DESK))
def no_current(rig):
    """a camera that takes no charge: named, and its footage is delivered all the same"""
    camera = rig.camera(4)
    camera.plug()
    rig.await_delivered(camera)
    rig.dock.await_bay(4, ("fault",), 240, reason="no-current")
    rig.board.draw({4: CHARGES})
    rig.dock.await_bay(4, ("cleared",), 240)
    rig.board.draw({4: 0})
    camera.unplug()
    assert camera.card.now() == {}, camera.card.now()


@scenario("sensor-silent", sections=(*SUPPLY, DESK))
def sensor_silent(rig):
    """a sensor chip stops answering: its bays' charge is unknown and it says so, the other chips and the footage go on, and it comes back"""
    first, second = rig.camera(1), rig.camera(4)
    for bay, camera in {1: first, 4: second}.items():
        camera.plug()
        rig.board.draw({bay: CHARGES})
    for bay in (1, 4):
        await_charge(rig, bay, "charging")
    rig.board.silence("0x40")
    try:
        rig.note(rig.dock.await_degradation("bay 1: current sensor: "))
        await_charge(rig, 1, "unknown")
        assert charge(rig, 4, "charging"), rig.dock.bay(4)
        for bay, camera in {1: first, 4: second}.items():
            rig.await_delivered(camera)
            rig.dock.await_bay(bay, ("cleared",), 240)
    finally:
        rig.board.silence(None)
    rig.dock.await_mended("current sensor: ")
    await_charge(rig, 1, "charging")
    rig.board.draw({1: 0, 4: 0})
    for camera in (first, second):
        camera.unplug()
        assert camera.card.now() == {}, camera.card.now()


@scenario("too-hot", sections=(WITH_THERMOMETER, PORT_SWITCHES, CHARGING))
def too_hot(rig):
    """the dock becomes too hot: every camera's port is cut once it is let go of, and comes again when it has cooled"""
    temperature(rig, 45)
    camera = rig.camera(1)
    camera.plug()
    rig.board.draw({1: CHARGES})
    rig.await_delivered(camera)
    rig.dock.await_bay(1, ("cleared",), 240)
    temperature(rig, 65)
    rig.dock.await_bay(1, ("fault",), 30, reason="too-hot")
    wait_until("port off", lambda: is_port_off(rig, 1), 30)
    temperature(rig, 45)
    wait_until("port on", lambda: not is_port_off(rig, 1), 60)
    rig.dock.await_bay(1, ("cleared",), 180)
    camera.unplug()  # before the current ends: a camera that is there and draws nothing is a fault
    rig.board.draw({1: 0})
    assert camera.card.now() == {}, camera.card.now()


def temperature(rig, celsius):
    rig.machine.put(str(1000 * celsius).encode(), THERMOMETER)


@scenario("load-switch", errors=("over-current",), sections=(SENSORS, LOAD_SWITCHES, CHARGING))
def load_switch(rig):
    """a bay with too much current is cut by its load switch on a GPIO line, no other is, and it is tried again"""
    assert all(rig.board.is_fed(bay) for bay in range(1, BAYS + 1)), rig.board.lines()
    camera = rig.camera(6)
    camera.plug()
    rig.board.draw({6: CHARGES})
    rig.await_delivered(camera)
    rig.dock.await_bay(6, ("cleared",), 240)
    rig.board.draw({6: TOO_MUCH})
    rig.dock.await_bay(6, ("fault",), 30, reason="over-current")
    wait_until("switched off", lambda: not rig.board.is_fed(6), 10)
    assert all(rig.board.is_fed(bay) for bay in range(1, BAYS + 1) if bay != 6), rig.board.lines()
    rig.board.draw({6: CHARGES})
    wait_until("switched on", lambda: rig.board.is_fed(6), 60)
    rig.dock.await_bay(6, ("cleared",), 180)
    rig.board.draw({6: 0})
    camera.unplug()
    assert camera.card.now() == {}, camera.card.now()
