"""Annual statements: which gifts of a donor stand on the one of a year, and by which subject the register knows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.errors import refuse
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.money import EXPONENTS

if TYPE_CHECKING:
    from desktop.domain.donations import Donation

_SUBJECT = re.compile(r"(P-[0-9]+)/([0-9]{4})/([A-Z]{3})", re.IGNORECASE)


class StatementSubject(NamedTuple):
    """Whose statement it is, of which year and in which currency: two currencies are never added."""

    donor: str
    year: int
    currency: str

    def __str__(self) -> str:
        """Write it as the register does: "P-0003/2026/EUR"."""
        return f"{self.donor}/{self.year:04d}/{self.currency}"


def read_subject(text: str) -> StatementSubject:
    """Read a subject leniently; raises Refused "statement.subject" for what is none."""
    found = _SUBJECT.fullmatch(text.strip())
    if found is None or found.group(3).upper() not in EXPONENTS:
        raise refuse("statement.subject", at="subject", text=text[:40])
    donor = make_code(CodeKind.PERSON, read_code(CodeKind.PERSON, found.group(1)))
    return StatementSubject(donor, int(found.group(2)), found.group(3).upper())


def subject_of(gift: Donation) -> str:
    """Give the subject of the statement on which a gift stands; empty for one that stands on none."""
    draft = gift.draft
    if draft.donor is None or draft.in_kind or gift.opening:
        return ""
    return str(StatementSubject(draft.donor, (draft.happened or draft.on).year, draft.gross.currency))


def stands_on(gift: Donation, subject: StatementSubject) -> bool:
    """Tell whether a gift stands on a statement: money, not taken back, and something of it left with the office."""
    return not gift.taken_back and subject_of(gift) == str(subject) and gift.draft.gross > gift.refunded
