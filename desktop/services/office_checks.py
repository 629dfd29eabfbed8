"""The office's checks: every rule gone through, with what was found against it; changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.checks import CheckResult, Rule
from desktop.domain.progress import NoProgress, Progress

if TYPE_CHECKING:
    from desktop.services.office import Office


def run_checks(office: Office, progress: Progress | None = None) -> tuple[CheckResult, ...]:
    """Go through all rules, in their order.

    Raises:
        Stopped: The user stopped it.
    """
    progress = progress or NoProgress()
    rules = tuple(Rule)
    found: list[CheckResult] = []
    with office.work() as work, work.breaking_off(progress):
        for done, rule in enumerate(rules):
            progress.step(done, len(rules))
            found.append(work.rules.look(rule))
    progress.step(len(rules), len(rules))
    return tuple(found)
