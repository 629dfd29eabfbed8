"""Expenses entered as rows: what a row's text for an item means, and which rows spend more than there is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.domain.campaigns import Campaign, Item
    from desktop.domain.money import Money

MOST_ROWS = 1000
"""Rows that are entered at once at most: a longer list is a file to be split."""

_LINE = re.compile(r"(?:(?:c-)?0*(\d{1,9})\.)?(\d{1,4})", re.IGNORECASE)


class EntryStep(Enum):
    """What becomes of the rows: each a draft, a draft that waits for approval, or a payout that was paid already."""

    DRAFT = "draft"
    SUBMIT = "submit"
    PAY = "pay"


@dataclass(frozen=True, slots=True)
class Charge:
    """What a row takes from an expense item, in the currency of its fund."""

    campaign: str
    item: int
    money: Money


@dataclass(frozen=True, slots=True)
class Excess:
    """By how much a row, with the rows above it, is over what an item still has; or its fund (`item` None)."""

    campaign: str
    item: int | None
    money: Money

    @property
    def code(self) -> str:
        """What is overspent, as lists call it: "C-0001.2" an item, "C-0001" a fund."""
        return self.campaign if self.item is None else f"{self.campaign}.{self.item}"


def find_excesses(charges: Sequence[Charge | None], campaigns: Mapping[str, Campaign]) -> tuple[Excess | None, ...]:
    """Say of each row whether it is over, counting the rows above it; an item before its fund.

    A row that cannot be told yet is None, and so is what is found of it.
    """
    left = {(code, item.line): item.remaining for code, each in campaigns.items() for item in each.items}
    funds = {code: each.totals.available for code, each in campaigns.items()}
    found: list[Excess | None] = []
    for charge in charges:
        key = (charge.campaign, charge.item) if charge is not None else None
        if charge is None or key not in left:
            found.append(None)
            continue
        left[key] -= charge.money
        funds[charge.campaign] -= charge.money
        if left[key].minor < 0:
            found.append(Excess(charge.campaign, charge.item, -left[key]))
        elif funds[charge.campaign].minor < 0:
            found.append(Excess(charge.campaign, None, -funds[charge.campaign]))
        else:
            found.append(None)
    return tuple(found)


def find_item(campaign: Campaign, text: str) -> Item | Problem:
    """Find the item of a campaign that is meant: by its number ("2", "C-0001.2", "1.2"), its label, or a part of that.

    Items that are archived are not found.
    """
    items = [item for item in campaign.items if not item.draft.archived]
    numbered = _LINE.fullmatch(text)
    if numbered is not None:
        own = numbered[1] is None or campaign.code == f"C-{int(numbered[1]):04d}"
        by_number = [item for item in items if own and item.line == int(numbered[2])]
        if by_number:
            return by_number[0]
    wanted = text.casefold()
    written = [item for item in items if f"{item.line} {item.draft.label}".casefold() == wanted]
    if written:  # as the grid itself shows it
        return written[0]
    whole = [item for item in items if item.draft.label.casefold() == wanted]
    parts = [item for item in items if wanted in item.draft.label.casefold()]
    for fitting in (whole, parts):
        if len(fitting) == 1:
            return fitting[0]
    if parts:
        lines = tuple(str(item.line) for item in parts)
        return Problem("entry.several_items", "item", {"campaign": campaign.code, "lines": lines})
    return Problem("entry.no_item", "item", {"campaign": campaign.code, "text": text[:40]})
