"""What the worker decides when importing a campaign page: the corrected page, and whom it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.campaigns import CampaignDraft
    from desktop.domain.money import Money
    from desktop.domain.pages import PageDraft


@dataclass(frozen=True, slots=True)
class PageImport:
    """A page to import. `campaign` is the draft as corrected, `collected` the sum that becomes the opening entry.

    Whom it belongs to: `person` (an existing code), or `alias` (a new person under this alias), or neither: then the
    campaign belongs to nobody until someone decides. A person is never created silently. `again` allows a page whose
    hash is already in the vault. `on` is the date of the opening entry. `concerns` are protection concerns (values of
    `pages.Concern`) that a new person gets; an existing person keeps their own.
    `into_open` accepts that an opening entry of a locked month is booked on the first open day.
    """

    page: PageDraft
    campaign: CampaignDraft
    collected: Money | None
    on: date
    person: str | None = None
    alias: str = ""
    again: bool = False
    concerns: tuple[str, ...] = ()
    into_open: bool = False


def check_import(request: PageImport) -> tuple[Problem, ...]:
    """Say what is wrong with the choices beside the campaign's own draft."""
    found: list[Problem] = []
    if request.person and request.alias.strip():
        found.append(Problem("page.two_persons", "person"))
    if request.collected is not None and request.collected.minor < 0:
        found.append(Problem("amount.negative", "collected", {"amount": request.collected}))
    if request.collected is not None and request.collected.currency != request.campaign.currency:
        found.append(Problem("item.other_currency", "collected", {"currency": request.campaign.currency}))
    return tuple(found)
