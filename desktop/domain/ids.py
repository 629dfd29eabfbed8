"""Codes: the only names that the ledger knows (P-0001 a person, C-0001 a campaign, and so on: see `CodeKind`)."""

from __future__ import annotations

import re
from enum import Enum

from desktop.domain.errors import refuse

_CODE = re.compile(r"([PCDOAFGTK])-0*([1-9][0-9]{0,8})", re.IGNORECASE)


class CodeKind(Enum):
    """What a code names; the value is its letter."""

    PERSON = "P"
    CAMPAIGN = "C"
    DONATION = "D"
    PAYOUT = "O"
    ADVANCE = "A"
    DECISION = "F"  # on a campaign's surplus or shortfall
    PLEDGE = "G"
    TRANSFER = "T"  # money moved from one fund to another
    CASH_VOUCHER = "K"  # cash that came or went without a gift or a payout


def make_code(kind: CodeKind, number: int) -> str:
    """Write a code with at least four digits: 1 → "P-0001", 12345 → "P-12345"."""
    if number < 1:
        raise ValueError("codes count from 1")
    return f"{kind.value}-{number:04d}"


def read_code(kind: CodeKind, text: str, *, at: str | None = None) -> int:
    """Read a code leniently ("p-1", "P-0001") and give its number; refuse any other thing."""
    found = _CODE.fullmatch(text.strip())
    if found is None or found.group(1).upper() != kind.value:
        raise refuse("code.unreadable", at=at, text=text[:40], example=make_code(kind, 1))
    return int(found.group(2))
