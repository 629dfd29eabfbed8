"""The lists of money in (donations) and money out (payouts)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, and_, case, cast, or_, select

from desktop.domain.donations import DonationRow
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.payouts import PayoutRow, PayoutState
from desktop.domain.receipts import RECEIPTS, VOUCHERS
from desktop.storage.context import campaign_code, person_code
from desktop.storage.lists.matching import amounting, coded, labelled, named, numbered, of_person, papered
from desktop.storage.lists.spec import ListSpec, Sums, by_code, by_flag, by_period, by_presence, by_span, exactly
from desktop.storage.merged import by_person, code_now, code_now_or_none, now
from desktop.storage.search import Indexed
from desktop.storage.tables_identity import donation_identity, payout_identity, person_identity
from desktop.storage.tables_ledger import donation, item, payout, payout_line
from desktop.storage.tables_money import donation_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk
    from desktop.storage.lists.typed import Typed


def names_of(desk: Desk, numbers: Iterable[int | None]) -> dict[int | None, str]:
    """Name some people as lists do; a code stands for itself where there is no name, nothing for nobody."""
    wanted = {number: now(desk, number) for number in numbers if number}
    names: dict[int | None, str] = {number: person_code(kept) for number, kept in wanted.items()}
    if desk.has_identity:
        people = set(wanted.values())
        query = select(person_identity.c.id, person_identity.c.shown).where(person_identity.c.id.in_(people))
        shown = {row.id: row.shown for row in desk.connection.execute(query) if row.shown}
        names.update({number: shown[kept] for number, kept in wanted.items() if kept in shown})
    return names


def load_donations(desk: Desk, ids: Sequence[int]) -> dict[int, DonationRow]:
    """Read the donations of some ids as rows of the list."""
    stored = desk.connection.execute(select(donation).where(donation.c.id.in_(ids))).all()
    names = names_of(desk, (row.donor_id for row in stored))
    return {
        row.id: DonationRow(
            row_id=row.id,
            code=make_code(CodeKind.DONATION, row.id),
            on=date.fromisoformat(row.day),
            campaign=campaign_code(row.campaign_id),
            donor=code_now_or_none(desk, row.donor_id),
            donor_name=names.get(row.donor_id, ""),
            gross=Money(row.gross, row.currency),
            fee=Money(row.fee, row.currency),
            net=Money(row.net, row.currency),
            method=PaymentMethod(row.method),
            receipt=row.receipt or None,
            opening=bool(row.opening),
            taken_back=bool(row.taken_back),
            refunded=Money(row.refunded, row.currency),
            parts=row.parts,
        )
        for row in stored
    }


def load_payouts(desk: Desk, ids: Sequence[int]) -> dict[int, PayoutRow]:
    """Read the payouts of some ids as rows of the list."""
    stored = desk.connection.execute(select(payout).where(payout.c.id.in_(ids))).all()
    names = names_of(desk, (row.payee_id for row in stored))
    paid_for: dict[int, list[str]] = {}
    same = and_(item.c.campaign_id == payout_line.c.campaign_id, item.c.line == payout_line.c.item)
    query = (
        select(payout_line.c.payout_id, payout_line.c.item, item.c.label)
        .join(item, same)
        .where(payout_line.c.payout_id.in_(ids))
        .order_by(payout_line.c.payout_id, payout_line.c.position)
    )
    for line in desk.connection.execute(query):
        paid_for.setdefault(line.payout_id, []).append(f"{line.item} {line.label}")
    return {
        row.id: PayoutRow(
            row_id=row.id,
            code=make_code(CodeKind.PAYOUT, row.id),
            on=date.fromisoformat(row.day),
            campaign=campaign_code(row.campaign_id),
            payee=code_now(desk, row.payee_id),
            payee_name=names[row.payee_id],
            items="; ".join(paid_for.get(row.id, ())),
            amount=Money(row.amount, row.currency),
            method=PaymentMethod(row.method),
            state=PayoutState(row.state),
            voucher=row.voucher or None,
        )
        for row in stored
    }


def _given_to(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Gifts with a share for a fund that meets a condition on shares; a gift for one fund names it itself."""
    return and_(donation.c.parts > 1, donation.c.id.in_(select(donation_share.c.donation_id).where(condition)))


def _for_campaign(value: str) -> ColumnElement[bool]:
    number = read_code(CodeKind.CAMPAIGN, value) if value else 0
    return or_(donation.c.campaign_id == number, _given_to(donation_share.c.campaign_id == number))


def _donation_matches(desk: Desk, typed: Typed) -> list[ColumnElement[bool]]:
    return [
        *named(desk, donation.c.id, Indexed.DONATION, typed),
        *named(desk, donation.c.donor_key, Indexed.PERSON, typed),
        *named(desk, donation.c.campaign_id, Indexed.CAMPAIGN, typed),
        *coded(donation.c.id, CodeKind.DONATION, typed),
        *of_person(desk, donation.c.donor_key, typed),
        *coded(donation.c.campaign_id, CodeKind.CAMPAIGN, typed),
        *(_given_to(each) for each in coded(donation_share.c.campaign_id, CodeKind.CAMPAIGN, typed)),
        *numbered(donation.c.id, typed),
        *amounting(typed, donation.c.gross_key, donation.c.net_key),
        *papered(donation.c.id, typed, RECEIPTS),
    ]


def _payout_matches(desk: Desk, typed: Typed) -> list[ColumnElement[bool]]:
    found = [
        *named(desk, payout.c.id, Indexed.PAYOUT, typed),
        *named(desk, payout.c.payee_id, Indexed.PERSON, typed),
        *named(desk, payout.c.campaign_id, Indexed.CAMPAIGN, typed),
        *coded(payout.c.id, CodeKind.PAYOUT, typed),
        *of_person(desk, payout.c.payee_id, typed),
        *coded(payout.c.campaign_id, CodeKind.CAMPAIGN, typed),
        *numbered(payout.c.id, typed),
        *amounting(typed, payout.c.amount_key),
        *papered(payout.c.id, typed, VOUCHERS),
    ]
    label = labelled(typed)
    if label is not None:
        same = and_(payout_line.c.campaign_id == item.c.campaign_id, payout_line.c.item == item.c.line)
        found.append(payout.c.id.in_(select(payout_line.c.payout_id).join(item, same).where(label)))
    return found


def _by_note(_desk: Desk) -> ColumnElement[Any]:
    """Sort by what is noted of a gift: nothing, that it is no money, given back in part or whole, taken back."""
    return case(
        (donation.c.taken_back != 0, 4),
        (and_(donation.c.refunded > 0, donation.c.refunded >= donation.c.net), 3),
        (donation.c.refunded > 0, 2),
        (donation.c.method == PaymentMethod.IN_KIND.value, 1),
        else_=0,
    )


DONATIONS = ListSpec(
    table=donation,
    natural=donation.c.id,
    sorts={
        "code": donation.c.id,
        "on": donation.c.day,
        "campaign": donation.c.campaign_id,
        "donor": donation.c.donor_key,
        "donor_name": donation_identity.c.donor_sort,
        "gross": donation.c.gross_key,
        "fee": donation.c.fee_key,
        "net": donation.c.net_key,
        "method": donation.c.method,
        "receipt": donation.c.receipt_key,
        "opening": donation.c.opening,
        "taken_back": donation.c.taken_back,
    },
    worked={"note": _by_note},
    filters={
        "campaign": _for_campaign,
        "on": by_period(donation.c.day),
        "donor": by_person(donation.c.donor_key),
        "gross": by_span(donation.c.gross_key),
        "fee": by_span(donation.c.fee_key),
        "method": exactly(donation.c.method),
        "currency": exactly(donation.c.currency),
        "receipt": exactly(donation.c.receipt),
        "has_receipt": by_presence(donation.c.receipt_key),
        "opening": by_flag(donation.c.opening),
        "taken_back": by_flag(donation.c.taken_back),
        "refunded": by_flag(cast(donation.c.refunded > 0, Integer)),
    },
    load=load_donations,
    sums=Sums(
        donation.c.currency,
        donation.c.id,
        {
            "gross": donation.c.gross,
            "net": case((donation.c.method != PaymentMethod.IN_KIND.value, donation.c.net), else_=0),
        },
    ),
    matches=_donation_matches,
)

PAYOUTS = ListSpec(
    table=payout,
    natural=payout.c.id,
    sorts={
        "code": payout.c.id,
        "on": payout.c.day,
        "campaign": payout.c.campaign_id,
        "payee": payout.c.payee_id,
        "payee_name": payout_identity.c.payee_sort,
        "items": payout.c.items_key,
        "amount": payout.c.amount_key,
        "method": payout.c.method,
        "state": payout.c.state,
        "voucher": payout.c.voucher_key,
    },
    filters={
        "campaign": by_code(payout.c.campaign_id, CodeKind.CAMPAIGN),
        "on": by_period(payout.c.day),
        "payee": by_person(payout.c.payee_id),
        "amount": by_span(payout.c.amount_key),
        "method": exactly(payout.c.method),
        "currency": exactly(payout.c.currency),
        "state": exactly(payout.c.state),
        "voucher": exactly(payout.c.voucher),
        "has_voucher": by_presence(payout.c.voucher_key),
    },
    load=load_payouts,
    sums=Sums(payout.c.currency, payout.c.id, {"amount": payout.c.amount}),
    matches=_payout_matches,
)
