"""The dock's board: lights on GPIO lines, load switches on others, current sensors on an I2C bus, as the kernel simulates them."""

from dockrig import host
from dockrig.ports import PORTS
from dockrig.waiting import wait_until

_SCRIPT = "/usr/local/lib/rig/board"
_WATCH = "/usr/local/lib/rig/watch-lights"
_UNIT = """\
[Unit]
Description=The rig's GPIO lines and I2C chips
Before=dockwarden-agent.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart={script} start
[Install]
WantedBy=multi-user.target
"""

BAYS = len(PORTS)
RED, GREEN, BLUE, BUZZER, SWITCH = 0, BAYS, 2 * BAYS, 3 * BAYS, 3 * BAYS + 1  # first lines

COLOURS = {"000": "dark", "100": "red", "010": "green", "001": "blue", "110": "amber", "111": "white"}

# Half of what the data sheet's examples have: the chip then measures up to 3.2 A.
SHUNT_MILLIOHMS = 50
CHIPS = ("0x40", "0x41", "0x42", "0x43")
_CHANNELS = 3
_SHUNT_MICROVOLTS, _BUS_MILLIVOLTS, _SHIFT = 40, 8, 3  # INA3221: SBOS576B 8.6.2.2, 8.6.2.3
MILLIVOLTS = 5000

LIGHTS = f"""
[dock.lights]
provider = "gpio"
red = {list(range(RED, RED + BAYS))}
green = {list(range(GREEN, GREEN + BAYS))}
blue = {list(range(BLUE, BLUE + BAYS))}
buzzer = {BUZZER}
"""

SENSORS = f"""
[dock.sensors]
provider = "ina3221"
bus = 0
addresses = {str(list(CHIPS)).replace("'", '"')}
shunt_milliohms = {SHUNT_MILLIOHMS}
"""

BY_PI4J = """board = "pi4j"
"""

PORT_SWITCHES = """
[dock.power]
provider = "sysfs"
"""

LOAD_SWITCHES = f"""
[dock.power]
provider = "gpio"
lines = {list(range(SWITCH, SWITCH + BAYS))}
"""

# As docs/operating/charging.md has it, but that minutes are seconds.
CHARGING = """
[charging]
budget = 20000
stagger = "1s"
turn = "10s"
rest = "5s"
full_time = "12s"
no_time = "20s"
fault_rest = "20s"
"""

DESK = """
[issue]
reader = "none"
"""


LIBRARIES = "/usr/lib/dockwarden/lib"


def install(machine):
    """Puts the board into the guest, there at every boot before the agent."""
    machine.put((host.RIG / "guest" / "board").read_bytes(), _SCRIPT, mode="0755")
    machine.put((host.RIG / "guest" / "watch-lights").read_bytes(), _WATCH, mode="0755")
    machine.put(_UNIT.format(script=_SCRIPT).encode(), "/etc/systemd/system/rig-board.service")
    machine.run("systemctl enable -q rig-board.service")


class Board:
    """What hangs on the lines and the bus of the guest."""

    def __init__(self, machine):
        self.machine = machine

    def add_pi4j_plugin(self, jar):
        """Beside the other libraries, as decision 12 says."""
        self.machine.put(jar.read_bytes(), f"{LIBRARIES}/{jar.name}")

    def lines(self):
        """The level of each line."""
        return [level == "1" for level in self._call("lines").strip()]

    def colour(self, bay):
        """What a bay's light shows at this moment."""
        lines = self.lines()
        return COLOURS["".join(str(int(lines[first + bay - 1])) for first in (RED, GREEN, BLUE))]

    def is_fed(self, bay):
        """How the bay's load switch is driven."""
        return self.lines()[SWITCH + bay - 1]

    def watch(self, bay, seconds):
        """What a bay's light shows over a time: (milliseconds, colour) of each change but the first, which began before."""
        folder = "/sys/devices/platform/$(cat /sys/kernel/config/gpio-sim/dock/dev_name)/$(cat /sys/kernel/config/gpio-sim/dock/bank/chip_name)"
        lines = " ".join(str(first + bay - 1) for first in (RED, GREEN, BLUE))
        seen = self.machine.run(f"{_WATCH} {folder} {lines} {seconds}")
        changes = [line.split() for line in seen.splitlines()]
        return [(int(milliseconds), COLOURS.get(levels, levels)) for milliseconds, levels in changes]

    def draw(self, milliamps):
        """From now on these bays draw so much: {bay: milliamps}. Others stay as they were."""
        words = []
        for bay, current in milliamps.items():
            chip, channel = CHIPS[(bay - 1) // _CHANNELS], (bay - 1) % _CHANNELS + 1
            shunt = round(current * SHUNT_MILLIOHMS / _SHUNT_MICROVOLTS) << _SHIFT
            words += [chip, hex(2 * channel - 1), str(shunt), chip, hex(2 * channel), str(MILLIVOLTS // _BUS_MILLIVOLTS << _SHIFT)]
        self._call("words", *words)

    def silence(self, chip):
        """A chip that does not answer any more; None: all do again."""
        self._call("silent", chip or "0")

    def take_lines(self):
        """The GPIO chip is gone from under the agent."""
        self._call("chip", "off")

    def bring_lines(self):
        self._call("chip", "on")

    def _call(self, *words):
        return self.machine.run(" ".join([_SCRIPT, *words]))

    def await_colour(self, bay, colour, seconds=60):
        wait_until(f"light of bay {bay} {colour}", lambda: self.colour(bay) == colour, seconds)
