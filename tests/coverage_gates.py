"""The coverage gates: every branch of the rooms where a mistake costs most, and nine tenths of everything.

With ``--cov --gates`` the test run itself fails when a gate is not met, and says where.
"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coverage
import pytest

#: Every line and every branch of these: money and its laws, keys, the unit of work and the journal.
WHOLE = ("desktop/domain/", "desktop/vault/", "desktop/storage/work.py", "desktop/storage/journal.py")
#: At least so much, in percent, of all.
OVERALL = 90.0


def unmet(report: dict[str, Any], whole: tuple[str, ...] = WHOLE, overall: float = OVERALL) -> list[str]:
    """Return a line for each gate that coverage's JSON report does not meet."""
    lines = []
    for name, found in sorted(report["files"].items()):
        place = Path(name).as_posix()
        if not place.startswith(whole):
            continue
        branches = [f"{start}->{'exit' if end < 0 else end}" for start, end in found.get("missing_branches", [])]
        if found["missing_lines"] or branches:
            missed = [str(line) for line in found["missing_lines"]] + branches
            lines.append(f"{place}: not covered: {', '.join(missed)} (100 % is asked for)")
    reached = report["totals"]["percent_covered"]
    if reached < overall:
        lines.append(f"all of desktop/: {reached:.1f} % covered ({overall:.0f} % is asked for)")
    return lines


@dataclass
class CoverageGates:
    """The pytest plugin; it stands in the process that gathers all workers' coverage."""

    root: Path
    _unmet: list[str] | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Judge once pytest-cov has combined and saved what the workers saw."""
        data = self.root / ".coverage"
        if not data.exists():
            self._unmet = ["there is no coverage to judge: --gates goes with --cov"]
        else:
            measured = coverage.Coverage(data_file=data, config_file=self.root / "pyproject.toml")
            measured.load()
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "coverage.json"
                measured.json_report(outfile=str(file))
                self._unmet = unmet(json.loads(file.read_text(encoding="utf-8")))
        if self._unmet and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which gates are not met."""
        if self._unmet is not None:
            terminalreporter.section("coverage gates", red=bool(self._unmet), green=not self._unmet)
            for line in self._unmet or ["all met"]:
                terminalreporter.line(line)
