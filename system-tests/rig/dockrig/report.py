"""One line a scenario, on the terminal while it runs and in a file that stays."""

from datetime import UTC, datetime


class Report:
    """Written anew after each scenario, so that an interrupted run leaves what it has found."""

    def __init__(self, file, facts):
        self._file = file
        self._facts = facts
        self._lines = []
        self.failures = 0

    def add(self, scenario, milliseconds, failure, notes):
        verdict = "FAIL" if failure else "PASS"
        self.failures += bool(failure)
        print(f"{verdict} {milliseconds:>7} ms  {scenario.name}: {scenario.summary}", flush=True)
        for text in [*notes, *(failure or "").splitlines()]:
            print(f"                  {text}", flush=True)
        self._lines.append((verdict, milliseconds, scenario, failure, list(notes)))
        self._write()

    def _write(self):
        text = ["# Report of the rig", "", datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), ""]
        text += [f"- {fact}" for fact in self._facts]
        text += ["", "| | ms | scenario | |", "|---|---:|---|---|"]
        for verdict, milliseconds, scenario, failure, notes in self._lines:
            more = "; ".join([scenario.summary, *notes, *(failure or "").splitlines()]).replace("|", "\\|")
            text.append(f"| {verdict} | {milliseconds} | `{scenario.name}` | {more} |")
        self._file.write_text("\n".join(text) + "\n")
