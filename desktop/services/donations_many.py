"""Gifts that come by the hundred: checked one by one, stored together, each with its own record in the journal."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from desktop.domain.donations import gift_entry
from desktop.domain.errors import Refused
from desktop.domain.journal import Record
from desktop.domain.text import tidied
from desktop.services.donations import Whose, add_donation, check_new_donation
from desktop.services.facts import entry_facts
from desktop.services.gift_facts import gift_facts
from desktop.services.periods import booked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.donations import DonationDraft
    from desktop.domain.errors import Problem
    from desktop.domain.progress import Progress
    from desktop.services.office import Office
    from desktop.storage.work import Work

_AT_ONCE = 500
"""Gifts stored together: few enough that a stop is heard soon."""


def add_donations(
    work: Work, office: Office, drafts: Sequence[DonationDraft], progress: Progress
) -> tuple[tuple[str, ...], list[Record]]:
    """Add gifts of money that came to the bank, in their order; gives their codes, and the records to commit with.

    Raises:
        Refused: Each problem stands at its gift ("3.campaign"); nothing may be committed.
        Stopped: From `progress`; as above.
    """
    whose, whole = Whose(work), 2 * len(drafts)
    fit: list[DonationDraft] = []
    refused: list[Problem] = []
    for place, draft in enumerate(drafts):
        progress.step(place, whole)
        try:
            checked = check_new_donation(work, tidied(draft, ("goods",)), office.today(), whose)
            fit.append(booked(work, checked, office.today()))
        except Refused as error:
            refused += [replace(each, at=f"{place}.{each.at or ''}") for each in error.problems]
    if refused:
        raise Refused(*refused)
    records: list[Record] = []
    for plain, run in groupby(fit, key=lambda draft: draft.rate is None):
        waiting = list(run)
        for start in range(0, len(waiting), _AT_ONCE):
            progress.step(len(drafts) + len(records), whole)
            some = waiting[start : start + _AT_ONCE]
            records += _add_plain(work, some) if plain else [_add_one(work, office, draft) for draft in some]
    return tuple(record.subject for record in records), records


def _add_plain(work: Work, drafts: Sequence[DonationDraft]) -> list[Record]:
    entries = [gift_entry(draft) for draft in drafts]
    first = work.ledger.post_many(entries)
    codes = work.donations.add_many(drafts, first)
    return [
        Record("donation.recorded", code, {**gift_facts(draft), **entry_facts(first + place, entry)})
        for place, (code, draft, entry) in enumerate(zip(codes, drafts, entries, strict=True))
    ]


def _add_one(work: Work, office: Office, draft: DonationDraft) -> Record:
    """Add a gift that is exchanged on the way: its official rate is pinned with it."""
    recorded, facts = add_donation(work, office, draft, None)
    return Record("donation.recorded", recorded.code, facts)
