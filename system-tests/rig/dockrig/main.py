"""The command: prepares everything, plays scenarios, reports."""

import argparse
import importlib
import pkgutil
import shutil
import subprocess
import sys
import time
import traceback
from pathlib import Path

from dockrig import host, image, installation, keys, scenarios
from dockrig.board import Board
from dockrig.dems import Dems
from dockrig.dock import Dock
from dockrig.gateway import Gateway
from dockrig.machine import Machine
from dockrig.ports import PORTS
from dockrig.report import Report
from dockrig.scenario import Rig, all_scenarios


def main():
    for module in pkgutil.iter_modules(scenarios.__path__):
        importlib.import_module(f"dockrig.scenarios.{module.name}")
    known = all_scenarios()
    parser = argparse.ArgumentParser(prog="system-tests/rig/run", description="Plays scenarios with a dock in QEMU.")
    parser.add_argument("scenario", nargs="*", help="only these")
    parser.add_argument("--smoke", action="store_true", help="the few that CI plays")
    parser.add_argument("--list", action="store_true", help="say what there is")
    parser.add_argument("--prepare", action="store_true", help="only install what is missing and make the guest's image")
    parser.add_argument("--keep", action="store_true", help="leave the guest running at the end; Enter ends it")
    parser.add_argument("--pi4j-plugin", type=Path, metavar="JAR", help="also play what needs Pi4J, with this pi4j-plugin-ffm")
    arguments = parser.parse_args()
    if arguments.list:
        for one in known.values():
            print(f"{one.name:<24} {'smoke ' if one.is_smoke else '      '}{one.summary}")
        return 0
    chosen = _choose(parser, known, arguments)
    host.require_programs()
    if arguments.prepare:
        image.require()
        return 0
    host.build_distribution()
    base = image.require()
    with Estate(base, host.TARGET / "run") as estate:
        if arguments.pi4j_plugin:
            estate.board.add_pi4j_plugin(arguments.pi4j_plugin)
        failures = estate.play(chosen)
        if arguments.keep:
            input(f"ssh: {' '.join(estate.machine.ssh_command())}\nEnter ends the guest. ")
    return 1 if failures else 0


def _choose(parser, known, arguments):
    unknown = [name for name in arguments.scenario if name not in known]
    if unknown:
        parser.error(f"no such scenario: {', '.join(unknown)} (see --list)")
    playable = {name: one for name, one in known.items() if arguments.pi4j_plugin or not one.needs_pi4j}
    if arguments.scenario:
        if missing := [name for name in arguments.scenario if name not in playable]:
            parser.error(f"needs --pi4j-plugin: {', '.join(missing)}")
        return [known[name] for name in arguments.scenario]
    return [one for one in playable.values() if one.is_smoke or not arguments.smoke]


class Estate:
    """Gateway and DEMS on this host, the dock in its machine. Leaving it ends every process."""

    def __init__(self, base, folder):
        self._began = time.monotonic()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.folder = folder
        keys.make(folder / "keys")
        self.gateway = Gateway(folder)
        self.dems = Dems(folder / "dems", folder / "dems-acknowledgements")
        self.machine = Machine(base, folder / "machine", host.free_port())
        self.board = Board(self.machine)
        self.dock = Dock(self.machine)
        self._sections = ()  # of the agent's settings, beside those that are always there

    def __enter__(self):
        try:
            self.gateway.start()
            self.machine.make_disk()
            self.machine.boot()
            self._say("booted")
            installation.install(self.machine, self.folder, self.gateway.port)
            self._say("installed")
            self.machine.shut_down()
            self.machine.boot()
            self.dock.await_start()
            self._say("booted again, the agent runs")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.machine.shut_down()
        self.gateway.stop()
        self.dems.close()

    def _say(self, text):
        print(f"     {round(1000 * (time.monotonic() - self._began)):>7} ms  {text}", flush=True)

    def play(self, chosen):
        qemu = subprocess.run(["qemu-system-x86_64", "--version"], capture_output=True, text=True, check=True)
        kernel = self.machine.run("uname -r").strip()
        report = Report(host.TARGET / "report.md", [qemu.stdout.splitlines()[0], f"guest kernel {kernel}"])
        for scenario in chosen:
            self._play_one(scenario, report)
        print(f"Report: {host.TARGET / 'report.md'}\n{len(chosen) - report.failures} passed, {report.failures} failed")
        return report.failures

    def _play_one(self, scenario, report):
        rig = Rig(self.machine, self.board, self.dock, self.gateway, self.dems, self.folder)
        rig.serials = Estate.serials = getattr(Estate, "serials", 0) + 100
        began = time.monotonic()
        cursor = self.dock.cursor()
        failure = None
        try:
            self._settle(scenario)
            scenario.play(rig)
        except Exception as e:  # Whatever goes wrong in one scenario is its result.
            failure = _describe(e)
        milliseconds = round(1000 * (time.monotonic() - began))
        try:
            self._tidy(rig)
            failure = failure or self._objection(scenario, cursor)
        except Exception as e:
            failure = f"{failure or ''}\nafterwards: {_describe(e)}".strip()
        if failure:
            self._keep_log(scenario, cursor)
        report.add(scenario, milliseconds, failure, rig.notes)

    def _settle(self, scenario):
        """Gives the dock the board that a scenario is played with."""
        if scenario.sections != self._sections:
            installation.put_agent_settings(self.machine, self.gateway.port, scenario.sections)
            self._sections = scenario.sections
            self.dock.restart()

    def _tidy(self, rig):
        """Empties every bay, so that the next scenario begins with nothing."""
        for device in rig.devices:
            if device.is_plugged:
                device.unplug()
        if not self.machine.is_running:
            self.machine.boot()
        self.board.draw(dict.fromkeys(PORTS, 0))
        self.dock.await_start()
        for bay in PORTS:
            # U-8: a port that was unstable says so until it was quiet for two minutes.
            self.dock.await_bay(bay, ("empty",), 180)

    def _objection(self, scenario, cursor):
        """What no scenario may leave behind."""
        if self.gateway.quarantined():
            return f"quarantined at the gateway: {self.gateway.quarantined()}"
        if self.dems.complaints:
            return f"bags that the DEMS refused: {self.dems.complaints}"
        for line in self.dock.log_since(cursor).splitlines():
            if " ERROR " in line and not any(text in line for text in scenario.errors):
                return f"in the log: {line}"
        return None

    def _keep_log(self, scenario, cursor):
        try:
            (self.folder / f"{scenario.name}.log").write_text(self.dock.log_since(cursor))
            (self.folder / f"{scenario.name}.kernel.log").write_text(self.machine.run("dmesg | tail -n 200", check=False))
        except (OSError, RuntimeError, subprocess.SubprocessError) as e:
            print(f"     the log of {scenario.name} cannot be kept: {e}", file=sys.stderr)


def _describe(error):
    """An assertion speaks for itself; of anything else the place matters."""
    if isinstance(error, AssertionError) and str(error):
        return str(error)
    return "".join(traceback.format_exception(error)[-3:]).strip()
