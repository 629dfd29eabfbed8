"""Four eyes, held against the journal: who approved did not write it, or said why that had to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.decisions import DecisionState
from desktop.domain.money import Money
from desktop.domain.payout_checks import needs_second
from desktop.domain.summaries import Finding
from desktop.services.payout_review import WRITTEN
from desktop.services.told import DECIDED

if TYPE_CHECKING:
    from desktop.domain.journal import Link

_THRESHOLD, _SETTINGS = "approval_threshold", "settings.saved"
HEARD = frozenset({*WRITTEN, *DECIDED, "payout.approved", _SETTINGS})
"""The verbs that say who wrote what, who approved it, and above which amount that must be another."""


@dataclass(slots=True)
class FourEyes:
    """What the journal tells of authors and approvals, record after record.

    Of payouts it judges those in the threshold's own currency: what another one came to on a day rests on rates that
    may have been filled in later.
    """

    findings: list[Finding] = field(default_factory=list)
    _threshold: Money | None = None
    _writers: dict[str, set[int]] = field(default_factory=dict)

    def hear(self, link: Link) -> None:
        """Take in one record."""
        verb, subject, facts = link.record.verb, link.record.subject, link.record.facts
        if _THRESHOLD in facts and verb == _SETTINGS:
            told = facts[_THRESHOLD]
            self._threshold = Money.of(*told.split(" ")) if isinstance(told, str) else None
        if verb in WRITTEN or DECIDED.get(verb) is DecisionState.PROPOSED:
            self._writers.setdefault(subject, set()).add(link.actor)
        own = link.actor in self._writers.get(subject, ())
        if own and not facts.get("override"):
            alone = verb == "payout.approved" and self._above(facts.get("lines"), facts.get("currency"))
            if alone or DECIDED.get(verb) is DecisionState.APPROVED:
                about = {"subject": subject, "number": link.actor, "sequence": link.sequence}
                self.findings.append(Finding("verify.own_approval", about))

    def _above(self, lines: object, currency: object) -> bool:
        if self._threshold is None or currency != self._threshold.currency or not isinstance(lines, list):
            return False
        return needs_second(Money(sum(minor for _item, minor in lines), self._threshold.currency), self._threshold)
