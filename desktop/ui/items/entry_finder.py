"""Looks up what the rows of the grid of expenses name, in the worker, all at once; and writes what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.campaigns import Campaign
from desktop.domain.errors import Problem, Refused
from desktop.domain.money import Money
from desktop.domain.quick_entry import find_item
from desktop.domain.rates import PinnedRate
from desktop.i18n import tr
from desktop.services import lists
from desktop.services.quick_entry import Found, Sought, look_up
from desktop.ui import formatting
from desktop.ui.items.entry_cells import (
    BASE,
    OFFICIAL,
    Chosen,
    Looked,
    amount_in_currency,
    campaign_of,
    choose_campaign,
    choose_item,
    choose_person,
    is_blank,
    is_stored,
    row_currency,
)
from desktop.ui.items.entry_rows import charge_of
from desktop.ui.shared.grid_model import Unread
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.services.quick_entry import RatePair
    from desktop.ui.shared.grid_model import Cells, Proposal
    from desktop.ui.workplace import Workplace

_OFFERED = 9


class Finder(QObject):
    """`found` after something was looked up: the rows may be settled anew. What was found is kept until `forget`."""

    found = Signal()

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._known = Found()
        self._latest = Latest(place.tasks)
        self._asked = Sought()

    @property
    def busy(self) -> bool:
        """Whether something is being looked up."""
        return bool(self._asked)

    def forget(self) -> None:
        """Look everything up anew: figures or names have changed."""
        self._known = Found()

    # ------------------------------------------------------------------ looking up

    def look(self, rows: Sequence[Cells]) -> bool:
        """Look up what rows name and is not known yet; False when there is nothing."""
        sought = self._sought(rows)
        if not sought or self.busy:
            return bool(sought)
        self._asked = sought
        self._place.tasks.run(
            look_up,
            self._place.office,
            sought,
            done=self._on_found,
            failed=self._on_failed,
            progress=lambda _done, _whole: None,
            owner=self,
            title=tr("Looking up campaigns and payees"),
        )
        return True

    def _on_found(self, found: Found) -> None:
        self._asked = Sought()
        self._known.campaigns |= found.campaigns
        self._known.payees |= found.payees
        self._known.rates |= found.rates
        self.found.emit()

    def _on_failed(self, error: BaseException) -> None:
        """Stopped, or the book could not be read: what was sought counts as not found, so that it is said."""
        reason = Problem("entry.not_looked_up")
        asked, self._asked = self._asked, Sought()
        self._known.campaigns |= dict.fromkeys(asked.campaigns, reason)
        self._known.payees |= dict.fromkeys(asked.payees, reason)
        self._known.rates |= dict.fromkeys(asked.rates, reason)
        self.found.emit()

    def _sought(self, rows: Sequence[Cells]) -> Sought:
        open_rows = [row for row in rows if not is_stored(row) and not is_blank(row)]
        campaigns = {text for row in open_rows if (text := _text(row["campaign"]))}
        payees = {row["payee"].text for row in open_rows if isinstance(row["payee"], Looked)}
        rates = {pair for row in open_rows for pair in self._pairs(row)}
        return Sought(
            frozenset(campaigns - self._known.campaigns.keys()),
            frozenset(payees - self._known.payees.keys()),
            frozenset(rates - self._known.rates.keys()),
        )

    def _pairs(self, row: Cells) -> list[RatePair]:
        """Give the rates that a row needs: to its fund's currency, and to the office's."""
        campaign, on = campaign_of(row), row["on"]
        if campaign is None or on is None or isinstance(on, Unread):
            return []
        base, fund = self.base, campaign.draft.currency
        currency = row_currency(row, base)
        return [(currency, other, on) for other in {fund, base} if other != currency]

    @property
    def base(self) -> str:
        """The office's base currency."""
        return self._place.settings().base_currency

    # ------------------------------------------------------------------ settling

    def settle(self, row: Cells) -> dict[str, object]:
        """Give the cells that change by what is known now: names found, rates, the amount in the base currency."""
        if is_stored(row) or is_blank(row):
            return {}
        after = dict(row)
        self._settle_campaign(after)
        self._settle_payee(after)
        campaign = campaign_of(after)
        if campaign is not None:
            after["item"] = _settled_item(after["item"], campaign)
        after["amount"] = amount_in_currency(after, self.base)
        self._settle_rates(after)
        return {name: value for name, value in after.items() if not _same(value, row[name])}

    def _settle_campaign(self, row: Cells) -> None:
        cell = row["campaign"]
        text = _text(cell)
        found = self._known.campaigns.get(text) if text else None
        if isinstance(found, Problem):
            row["campaign"] = Unread(text, Refused(found))
        elif found is not None:
            self._known.campaigns[found.code] = found
            row["campaign"] = Chosen(found.code, choose_campaign(found).shown, found)
            if row["payee"] is None and isinstance(cell, Looked | Chosen) and found.draft.beneficiary:
                row["payee"] = Looked(found.draft.beneficiary)
        elif isinstance(cell, Chosen) and (known := self._known.campaigns.get(cell.code)) is not None:
            row["campaign"] = Chosen(cell.code, cell.shown, known if isinstance(known, Campaign) else cell.record)

    def _settle_payee(self, row: Cells) -> None:
        cell = row["payee"]
        found = self._known.payees.get(cell.text) if isinstance(cell, Looked) else None
        if isinstance(found, Problem):
            row["payee"] = Unread(cell.text, Refused(found))
        elif found is not None:
            row["payee"] = choose_person(found)

    def _settle_rates(self, row: Cells) -> None:
        rates = {pair[1]: self._known.rates.get(pair) for pair in self._pairs(row)}
        campaign, amount = campaign_of(row), row["amount"]
        row[OFFICIAL] = rates.get(campaign.draft.currency) if campaign is not None else None
        row[BASE] = None
        charge = charge_of(row)
        to_base = rates.get(self.base)
        if charge is not None and charge.money.currency == self.base:
            row[BASE] = charge.money
        elif isinstance(amount, Money) and amount.currency == self.base:
            row[BASE] = amount
        elif isinstance(amount, Money) and isinstance(to_base, PinnedRate):
            row[BASE] = to_base.convert(amount)

    # ------------------------------------------------------------------ proposing

    def propose_payees(self, row: Cells, text: str, deliver: Callable[[Sequence[Proposal]], object]) -> None:
        """Offer people by a part of their code or name."""
        self._propose(lists.pick_people, text, deliver, choose_person)

    def propose_campaigns(self, row: Cells, text: str, deliver: Callable[[Sequence[Proposal]], object]) -> None:
        """Offer campaigns by a part of their code or title."""
        self._propose(lists.pick_campaigns, text, deliver, choose_campaign)

    def _propose(
        self,
        pick: Callable[..., Sequence[object]],
        text: str,
        deliver: Callable[[Sequence[Proposal]], object],
        choose: Callable[..., Chosen],
    ) -> None:
        def done(rows: Sequence[object]) -> None:
            deliver([(made.shown, Looked(made.code)) for made in map(choose, rows)])

        job = (text, (), _OFFERED) if pick is lists.pick_people else (text, _OFFERED)
        self._latest.run(pick, self._place.office, *job, done=done, owner=self)

    @staticmethod
    def propose_items(row: Cells, text: str, deliver: Callable[[Sequence[Proposal]], object]) -> None:
        """Offer the items of the row's campaign, each with what remains of it."""
        campaign = campaign_of(row)
        items = [item for item in campaign.items if not item.draft.archived] if campaign is not None else []
        named = [(choose_item(item), item) for item in items]
        fitting = [(made, item) for made, item in named if text.casefold() in made.shown.casefold()]
        deliver([
            (tr("{item} – {remaining} left").format(item=made.shown, remaining=formatting.money(item.remaining)), made)
            for made, item in (fitting or named)[:_OFFERED]
        ])  # fmt: skip


def _text(cell: object) -> str:
    """Give what is to be looked up for a campaign's cell: what was typed, or the code of one without its figures."""
    if isinstance(cell, Looked):
        return cell.text
    return cell.code if isinstance(cell, Chosen) and cell.record is None else ""


def _same(one: object, other: object) -> bool:
    """Whether two cells say the same; refusals are told by what was typed and why it was refused."""
    if isinstance(one, Unread) and isinstance(other, Unread):
        return one.text == other.text and str(one.reason) == str(other.reason)
    return one == other


def _settled_item(cell: object, campaign: Campaign) -> object:
    """Give an item's cell within its campaign; the only item of a campaign is the one that is meant."""
    live = [item for item in campaign.items if not item.draft.archived]
    if cell is None:
        return choose_item(live[0]) if len(live) == 1 else None
    if isinstance(cell, Chosen):
        same = cell.record is not None and cell.record.campaign == campaign.code
        text = cell.code if same else cell.record.draft.label if cell.record is not None else cell.code
    elif isinstance(cell, (Looked, Unread)):
        text = cell.text
    else:
        return cell
    found = find_item(campaign, text)
    return Unread(text, Refused(found)) if isinstance(found, Problem) else choose_item(found)
