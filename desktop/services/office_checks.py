"""The office's checks: every rule gone through, with what was found against it; changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.checks import CheckResult, Rule
from desktop.domain.consents import ConsentRule
from desktop.domain.progress import NoProgress, Progress

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.storage.work import Work


def _unasked(work: Work) -> tuple[Rule, ...]:
    """Give the rules that this office's settings leave out."""
    return (Rule.CONSENTS_MISSING,) if work.settings.load().payout_consent is ConsentRule.OFF else ()


def run_checks(office: Office, progress: Progress | None = None) -> tuple[CheckResult, ...]:
    """Go through all rules that the office asks for, in their order.

    Raises:
        Stopped: The user stopped it.
    """
    progress = progress or NoProgress()
    found: list[CheckResult] = []
    with office.work() as work, work.breaking_off(progress):
        rules = tuple(rule for rule in Rule if rule not in _unasked(work))
        for done, rule in enumerate(rules):
            progress.step(done, len(rules))
            found.append(work.rules.look(rule))
    progress.step(len(rules), len(rules))
    return tuple(found)
