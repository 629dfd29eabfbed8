"""By what each kind of record is found: its codes, amounts, names and words, and whom it belongs to.

Every column here has an index of its own that ends in the id, so that the newest few are read without sorting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.cash import CashDraft, CashKind, CashVoucher
from desktop.domain.ids import CodeKind, make_code
from desktop.domain.listing import ListKind
from desktop.domain.money import Money
from desktop.domain.receipts import RECEIPTS, VOUCHERS
from desktop.storage.context import read_day
from desktop.storage.lists.advance_rows import ADVANCES
from desktop.storage.lists.campaign_rows import CAMPAIGNS, ITEMS
from desktop.storage.lists.decision_rows import DECISIONS, TRANSFERS
from desktop.storage.lists.document_rows import DOCUMENTS
from desktop.storage.lists.matching import of_number, of_whole_number, papered
from desktop.storage.lists.money_rows import DONATIONS, PAYOUTS
from desktop.storage.lists.people_rows import PEOPLE
from desktop.storage.lists.pledge_rows import PLEDGES
from desktop.storage.lists.spec import ListSpec
from desktop.storage.search import Indexed
from desktop.storage.tables_identity import (
    campaign_identity,
    cash_voucher_identity,
    document_identity,
    item_identity,
    person_identity,
)  # fmt: skip
from desktop.storage.tables_ledger import campaign, document, donation, item, payout
from desktop.storage.tables_money import advance, cash_voucher, decision, pledge, transfer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Column, ColumnElement

    from desktop.storage.context import Desk
    from desktop.storage.lists.typed import Typed

    Conditions = Callable[[Typed], Iterator[ColumnElement[bool]]]


def _nothing(_typed: Typed) -> Iterator[ColumnElement[bool]]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind is found. `amounts` are in thousandths; `names` are sort keys; `people` and `funds` say whose it is.

    `exact` and `near` give conditions for numbers beside the kind's own code: those that fit wholly, or begin so,
    the last by `near_by` first.
    """

    kind: ListKind
    spec: ListSpec
    code: CodeKind | None = None
    words: Indexed | None = None
    names: tuple[Column[Any], ...] = ()
    amounts: tuple[Column[Any], ...] = ()
    people: tuple[Column[Any], ...] = ()
    funds: tuple[Column[Any], ...] = ()
    exact: Conditions = _nothing
    near: Conditions = _nothing
    near_by: Column[Any] | None = None


def _item_places(typed: Typed) -> Iterator[ColumnElement[bool]]:
    """An item's place is typed like "C-0001.2"."""
    if typed.line is not None:
        for each in typed.codes_of(CodeKind.CAMPAIGN)[:1]:
            yield (item.c.campaign_id == each.low) & (item.c.line == typed.line)


def _whole_numbers(typed: Typed) -> Iterator[ColumnElement[bool]]:
    if typed.whole_number is not None:
        yield of_whole_number(typed.whole_number)
    if typed.in_year is not None:
        yield (document.c.count == typed.in_year[1]) & (document.c.year == typed.in_year[0])
    if typed.number is not None:
        yield document.c.count == typed.number


def _with_receipts(typed: Typed) -> Iterator[ColumnElement[bool]]:
    return papered(donation.c.id, _whole(typed), RECEIPTS)


def _with_vouchers(typed: Typed) -> Iterator[ColumnElement[bool]]:
    return papered(payout.c.id, _whole(typed), VOUCHERS)


def _whole(typed: Typed) -> Typed:
    """Leave out the beginning of a number: "PV" would mean all vouchers there are."""
    return replace(typed, document="")


def _load_cash_vouchers(desk: Desk, ids: Sequence[int]) -> dict[int, CashVoucher]:
    texts: dict[int, str] = {}
    if desk.has_identity:
        query = select(cash_voucher_identity.c.id, cash_voucher_identity.c.text)
        texts = {row.id: row.text for row in desk.connection.execute(query.where(cash_voucher_identity.c.id.in_(ids)))}
    rows = {}
    for row in desk.connection.execute(select(cash_voucher).where(cash_voucher.c.id.in_(ids))):
        on = read_day(row.day)
        assert on is not None, "a voucher has its day"  # noqa: S101
        draft = CashDraft(CashKind(row.kind), Money(row.amount, row.currency), on, texts.get(row.id, ""))
        code = make_code(CodeKind.CASH_VOUCHER, row.id)
        rows[row.id] = CashVoucher(code, draft, row.entry, row.countered_by)
    return rows


_CASH_VOUCHERS = ListSpec(cash_voucher, cash_voucher.c.id, {}, {}, _load_cash_vouchers, lambda _desk, _typed: [])

WAYS: tuple[Way, ...] = (
    Way(
        ListKind.PEOPLE,
        PEOPLE,
        CodeKind.PERSON,
        Indexed.PERSON,
        names=(person_identity.c.name_sort, person_identity.c.latin_sort, person_identity.c.alias_sort),
    ),
    Way(
        ListKind.CAMPAIGNS,
        CAMPAIGNS,
        CodeKind.CAMPAIGN,
        Indexed.CAMPAIGN,
        names=(campaign_identity.c.title_sort,),
        amounts=(campaign.c.goal_key, campaign.c.collected_key),
        people=(campaign.c.beneficiary_key,),
    ),
    Way(
        ListKind.ITEMS,
        ITEMS,
        None,
        Indexed.ITEM,
        names=(item.c.label_sort, item_identity.c.description_sort),
        amounts=(item.c.planned_key,),
        funds=(item.c.campaign_id,),
        exact=_item_places,
    ),
    Way(
        ListKind.DONATIONS,
        DONATIONS,
        CodeKind.DONATION,
        Indexed.DONATION,
        amounts=(donation.c.gross_key, donation.c.net_key),
        people=(donation.c.donor_key,),
        funds=(donation.c.campaign_id,),
        near=_with_receipts,
    ),
    Way(
        ListKind.PAYOUTS,
        PAYOUTS,
        CodeKind.PAYOUT,
        Indexed.PAYOUT,
        amounts=(payout.c.amount_key,),
        people=(payout.c.payee_id,),
        funds=(payout.c.campaign_id,),
        near=_with_vouchers,
    ),
    Way(
        ListKind.DOCUMENTS,
        DOCUMENTS,
        None,
        Indexed.DOCUMENT,
        names=(document_identity.c.party_sort,),
        amounts=(document.c.amount_key,),
        people=(document.c.party_key,),
        exact=_whole_numbers,
        near=of_number,
        near_by=document.c.number,
    ),
    Way(
        ListKind.PLEDGES,
        PLEDGES,
        CodeKind.PLEDGE,
        Indexed.PLEDGE,
        amounts=(pledge.c.amount_key,),
        people=(pledge.c.donor_id,),
    ),
    Way(
        ListKind.ADVANCES,
        ADVANCES,
        CodeKind.ADVANCE,
        Indexed.ADVANCE,
        amounts=(advance.c.amount_key,),
        people=(advance.c.person_id,),
    ),
    Way(
        ListKind.DECISIONS,
        DECISIONS,
        CodeKind.DECISION,
        amounts=(decision.c.amount_key,),
        funds=(decision.c.campaign_id,),
    ),
    Way(
        ListKind.TRANSFERS,
        TRANSFERS,
        CodeKind.TRANSFER,
        amounts=(transfer.c.amount_key,),
        funds=(transfer.c.from_id, transfer.c.to_id),
    ),
    Way(ListKind.CASH, _CASH_VOUCHERS, CodeKind.CASH_VOUCHER, amounts=(cash_voucher.c.amount_key,)),
)
