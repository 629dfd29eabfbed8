"""Verification of what no entry proves: gifts in kind, fees paid on top, quantities of crypto-currency, and pledges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import NotFound, Refused
from desktop.domain.summaries import Finding
from desktop.services.gift_facts import pledge_facts, unproven_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.services.told import Told
    from desktop.storage.work import Work

_UNREADABLE = (ArithmeticError, ValueError, KeyError, TypeError, NotFound, Refused)  # a row that no program wrote


def compare_gifts(work: Work, told: Told) -> Iterator[Finding]:
    """Compare such gifts, and all pledges, with what the journal told of them."""
    if not told.whole:
        return
    unknown = set(work.donations.without_entry()) - told.gifts.keys()
    for code in sorted({*told.gifts, *unknown}):
        if code in unknown or not _gift_agrees(work, told, code):
            yield Finding("verify.gift_changed", {"subject": code})
    try:
        pledges = {pledge.code: pledge_facts(pledge) for pledge in work.pledges.each()}
    except _UNREADABLE:
        yield Finding("verify.unreadable")
        return
    for code in sorted({*told.pledges, *pledges}):
        if pledges.get(code) != told.pledges.get(code):
            yield Finding("verify.gift_changed", {"subject": code})


def _gift_agrees(work: Work, told: Told, code: str) -> bool:
    try:
        donation = work.donations.get(code)
    except _UNREADABLE:
        return False
    return unproven_facts(donation.draft, taken_back=donation.taken_back) == told.gifts[code]
