"""What reports and verification read across repositories: what an entry rests on, and the register of documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.ids import CodeKind, make_code
from desktop.domain.ledger import Account, PaymentMethod
from desktop.domain.money import Money
from desktop.storage.account_sums import account_sums
from desktop.storage.context import campaign_code, campaign_id
from desktop.storage.entry_events import events_of
from desktop.storage.gifts_in_kind import gifts_in_kind
from desktop.storage.ledger import read_rate
from desktop.storage.movement_papers import papers, proofs
from desktop.storage.tables_ledger import document, donation, entry, entry_rate, payout, payout_line, posting
from desktop.storage.tables_money import advance, cash_voucher, donation_refund, donation_share, settlement, transfer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import Row, Select, Table

    from desktop.domain.rates import PinnedRate
    from desktop.domain.reports import AccountSum
    from desktop.storage.context import Desk
    from desktop.storage.entry_events import Event
    from desktop.storage.gifts_in_kind import Things
    from desktop.storage.movement_papers import Paper, Proof


_AT_ONCE = 1000
_OFFICIAL = "reporting"

_UNNAMED = (CodeKind.ADVANCE.value, CodeKind.CASH_VOUCHER.value)  # these do not name their documents themselves

Part = tuple[int, str, str, int | None]
"""A part of an entry as the Transactions sheet shows it: entry, type, campaign, expense item."""


@dataclass(frozen=True, slots=True)
class Source:
    """What an entry rests on. `method` is None for an opening sum, `document` empty where none is valid."""

    code: str
    method: PaymentMethod | None
    document: str


class Movements:
    """The reader across repositories."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def sources(self, campaigns: Collection[str]) -> dict[int, Source]:
        """Give what the entries of some campaigns rest on, by the entries' numbers. Counter-entries are not in it."""
        found = {
            row.entry: Source(
                make_code(CodeKind.DONATION, row.id), None if row.opening else PaymentMethod(row.method), row.receipt
            )
            for row in self._events(donation, campaigns)
        }
        for row in self._events(payout, campaigns):
            found[row.entry] = Source(make_code(CodeKind.PAYOUT, row.id), PaymentMethod(row.method), row.voucher)
        for row in self._refunds(campaigns):
            found[row.entry] = Source(make_code(CodeKind.DONATION, row.donation_id), PaymentMethod(row.method), "")
        for row in self._events(advance, campaigns):
            found[row.entry] = Source(make_code(CodeKind.ADVANCE, row.id), PaymentMethod(row.method), "")
        for row in self._events(settlement, campaigns):
            method = PaymentMethod(row.method) if row.method else None
            found[row.entry] = Source(make_code(CodeKind.ADVANCE, row.advance_id), method, "")
        for table, kind in ((transfer, CodeKind.TRANSFER), (cash_voucher, CodeKind.CASH_VOUCHER)):
            for row in self._events(table, campaigns):
                method = PaymentMethod.CASH if table is cash_voucher else None
                found[row.entry] = Source(make_code(kind, row.id), method, "")
        unnamed = [number for number, source in found.items() if source.code[:1] in _UNNAMED]
        for number, event in events_of(self._desk, unnamed).items():
            found[number] = replace(found[number], document=event.document or "")
        return found

    def given(self, campaigns: Collection[str]) -> dict[Part, Money]:
        """Give the amounts of gifts and payouts in another currency than their campaigns', signed as they move a fund.

        Counter-entries are not in it: they turn the sign of the entry that they correct.
        """
        found: dict[Part, Money] = {}
        shares = self._touching(
            select(donation.c.entry, donation.c.currency, donation_share).join(
                donation_share, donation_share.c.donation_id == donation.c.id
            ),
            donation,
            campaigns,
        ).where(donation.c.currency != donation.c.fund_currency)
        for row in self._desk.connection.execute(shares):
            fund = campaign_code(row.campaign_id)
            found[row.entry, "income", fund, row.item] = Money(row.gross, row.currency)
            found[row.entry, "fee", fund, row.item] = Money(-row.fee, row.currency)
        found |= self._given_back(campaigns)
        lines = self._touching(
            select(payout.c.entry, payout.c.currency, payout_line).join(
                payout_line, payout_line.c.payout_id == payout.c.id
            ),
            payout,
            campaigns,
        ).where(payout.c.currency != payout.c.fund_currency)
        for row in self._desk.connection.execute(lines):
            part = (row.entry, "aid", campaign_code(row.campaign_id), row.item)
            before = found.get(part, Money.zero(row.currency))
            found[part] = before - Money(row.amount, row.currency)
        return found

    def _given_back(self, campaigns: Collection[str]) -> dict[Part, Money]:
        """Give what went back to donors in another currency, dealt out as the entry deals it out over its funds."""
        found: dict[Part, Money] = {}
        refunds = self._touching(
            select(donation_refund.c.entry, donation_refund.c.amount, donation.c.currency).join(
                donation, donation.c.id == donation_refund.c.donation_id
            ),
            donation_refund,
            campaigns,
        ).where(donation.c.currency != donation.c.fund_currency)
        for row in self._desk.connection.execute(refunds).all():
            query = select(posting.c.campaign_id, posting.c.item, posting.c.minor).where(
                posting.c.entry == row.entry, posting.c.account == Account.DONATIONS.value
            )
            parts = self._desk.connection.execute(query.order_by(posting.c.position)).all()
            amounts = Money(row.amount, row.currency).split([part.minor for part in parts])
            for part, amount in zip(parts, amounts, strict=True):
                found[row.entry, "income", campaign_code(part.campaign_id), part.item] = -amount
        return found

    def official_rates(self, campaigns: Collection[str]) -> dict[int, PinnedRate]:
        """Give the official rates that were kept with the entries of some campaigns, by the entries' numbers."""
        query = self._touching(select(entry_rate), entry_rate, campaigns).where(entry_rate.c.kind == _OFFICIAL)
        return {row.entry: read_rate(row) for row in self._desk.connection.execute(query)}

    def papers(self, campaigns: Collection[str]) -> dict[str, Paper]:
        """Give the documents issued for some campaigns, by their numbers."""
        return papers(self._desk, campaigns)

    def proofs(self, campaigns: Collection[str]) -> dict[int, Proof]:
        """Give the invoices, proofs and bank references of entries; nothing without the book of names."""
        return proofs(self._desk, campaigns)

    def things(self, campaigns: Collection[str]) -> tuple[Things, ...]:
        """Give what some campaigns got in kind."""
        return tuple(gifts_in_kind(self._desk, campaigns))

    def events(self, entries: Iterable[int]) -> dict[int, Event]:
        """Give what some entries rest on, by their numbers; a counter-entry rests on what it took back."""
        return events_of(self._desk, entries)

    def account_sums(self) -> tuple[AccountSum, ...]:
        """Give what every account comes to: from the sums kept beside the entries, else from the postings."""
        return tuple(account_sums(self._desk))

    def years(self) -> tuple[tuple[int, str], ...]:
        """Give each year in which anything is booked, with each currency of its postings, the latest year first."""
        year = func.substr(entry.c.day, 1, 4).label("year")
        query = select(year, posting.c.currency).join(posting, posting.c.entry == entry.c.number).distinct()
        rows = self._desk.connection.execute(query).all()
        return tuple(sorted(((int(row.year), row.currency) for row in rows), key=lambda each: (-each[0], each[1])))

    def register(self) -> Iterator[tuple[str, str]]:
        """Give each issued document's number and the digest of its paper, in the order of issue."""
        query = select(document.c.number, document.c.sha256).order_by(document.c.id)
        with self._desk.connection.execute(query.execution_options(yield_per=_AT_ONCE)) as rows:
            for row in rows:
                yield row.number, row.sha256

    def _events(self, event: Table, campaigns: Collection[str]) -> Iterator[Row[Any]]:
        yield from self._desk.connection.execute(self._touching(select(event), event, campaigns))

    def _refunds(self, campaigns: Collection[str]) -> Iterator[Row[Any]]:
        query = select(donation_refund, func.coalesce(donation.c.method, "").label("method")).join(
            donation, donation.c.id == donation_refund.c.donation_id
        )
        yield from self._desk.connection.execute(self._touching(query, donation_refund, campaigns))

    def _touching(self, query: Select[Any], event: Table, campaigns: Collection[str]) -> Select[Any]:
        """Leave the events whose entries touch one of the campaigns."""
        numbers = [campaign_id(code) for code in campaigns]
        touching = select(posting.c.entry).where(posting.c.campaign_id.in_(numbers))
        return query.where(event.c.entry.in_(touching))
