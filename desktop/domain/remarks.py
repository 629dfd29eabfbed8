"""A remark: why something was done, in somebody's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem
from desktop.domain.receipts import LONGEST_REASON

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """What a user said of a thing. `sequence` is the journal's record of what was done, `verb` what that was."""

    subject: str
    sequence: int
    verb: str
    actor: int
    at: datetime
    text: str


def check_reason(text: str, *, at: str = "reason") -> tuple[Problem, ...]:
    """Say that a reason is missing or too long."""
    if not text.strip():
        return (Problem("reason.missing", at),)
    if len(text) > LONGEST_REASON:
        return (Problem("text.too_long", at, {"longest": LONGEST_REASON}),)
    return ()
