"""The audit of numbers: every number of each series, what became of it, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.receipts import DocumentState, numbering_faults

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.money import Money
    from desktop.domain.receipts import Series


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number and what became of it. `voided_by` is a user's number; `reason` is empty without the book of names."""

    count: int
    number: str
    issued_on: date
    amount: Money
    state: DocumentState
    subject: str
    copies: int = 0
    replaces: str = ""
    replaced_by: str = ""
    voided_on: date | None = None
    voided_by: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SeriesAudit:
    """A series: its numbers in the period, the last that was taken ever, and those of it that no document has."""

    series: Series
    last: int
    lines: tuple[NumberLine, ...]
    missing: tuple[str, ...]

    @property
    def name(self) -> str:
        """What its numbers begin with: "PV-USD/2026"."""
        return self.series.number(1).rsplit("/", 1)[0]

    @property
    def voided(self) -> int:
        """How many of its numbers in the period are void."""
        return sum(line.state is DocumentState.VOIDED for line in self.lines)


def audit_series(series: Series, last: int, every: Sequence[int], lines: Sequence[NumberLine]) -> SeriesAudit:
    """Look at a series: `every` are all counts that its documents have, `lines` those of the period.

    A number is missing when it was taken, and no document has it, in whatever period: a gap has no date.
    """
    faults = numbering_faults(series, every, last)
    missing = tuple(series.number(fault.count) for fault in faults if fault.what == "missing")
    return SeriesAudit(series, last, tuple(sorted(lines, key=lambda line: line.count)), missing)
