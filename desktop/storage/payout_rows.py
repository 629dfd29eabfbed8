"""Payouts as rows: what of a payout stands in which book and column, and how it is read again."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.ids import CodeKind, make_code
from desktop.domain.ledger import PaymentMethod, canonical
from desktop.domain.money import Money, total
from desktop.domain.payouts import PayeeRole, Payout, PayoutDraft, PayoutLine, PayoutState
from desktop.domain.rates import PinnedRate
from desktop.storage.context import (
    campaign_code,
    campaign_id,
    day_text,
    person_code,
    person_id,
    read_day,
    read_moment,
    scale_of,
)
from desktop.storage.donations import name_sort
from desktop.storage.search import Indexed, index_row
from desktop.storage.tables_identity import payout_identity
from desktop.storage.tables_ledger import payout_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.storage.context import Desk


def payout_code(number: int) -> str:
    """Write a payout's code."""
    return make_code(CodeKind.PAYOUT, number)


def draft_values(draft: PayoutDraft, charged: Sequence[Money]) -> dict[str, Any]:
    """Give the columns of a draft in the ledger book; `charged` is what its lines take from the fund."""
    fund = total(charged, charged[0].currency)
    return {
        "campaign_id": campaign_id(draft.campaign),
        "payee_id": person_id(draft.payee),
        "currency": draft.currency,
        "scale": scale_of(draft.currency),
        "amount": draft.amount.minor,
        "fund_currency": fund.currency,
        "fund_amount": fund.minor,
        "day": draft.on.isoformat(),
        "happened": day_text(draft.happened),
        "method": draft.method.value,
        "role": draft.role.value,
        "rate": "" if draft.rate is None else canonical(draft.rate.facts()).decode(),
        "items_key": " ".join(f"{line.item:06d}" for line in draft.lines),
    }


def write_lines(desk: Desk, number: int, draft: PayoutDraft, charged: Sequence[Money]) -> None:
    """Write a payout's lines in place of those before."""
    desk.connection.execute(payout_line.delete().where(payout_line.c.payout_id == number))
    desk.connection.execute(
        payout_line.insert(),
        [
            {
                "payout_id": number,
                "position": position,
                "campaign_id": campaign_id(draft.campaign),
                "item": line.item,
                "amount": line.amount.minor,
                "charged": money.minor,
            }
            for position, (line, money) in enumerate(zip(draft.lines, charged, strict=True), start=1)
        ],
    )


def write_texts(desk: Desk, number: int, draft: PayoutDraft, *, new: bool) -> None:
    """Write what may name people into the identity book, if it is open; the caller has asked for it."""
    if not desk.has_identity:
        return
    values = {
        "purpose": draft.purpose,
        "authority": draft.authority,
        "invoice": draft.invoice,
        "invoice_key": invoice_key(draft.invoice),
        "iban": bare_iban(draft.iban),
        "payee_sort": name_sort(desk, person_id(draft.payee)),
    }
    if new:
        desk.connection.execute(payout_identity.insert().values(id=number, **values))
    else:
        desk.connection.execute(payout_identity.update().where(payout_identity.c.id == number).values(**values))
    index_row(desk, Indexed.PAYOUT, number, draft.purpose, draft.invoice, new=new)


def invoice_key(text: str) -> str:
    """Give an invoice's number as it is compared: "FV 12/2026" and "fv-12-2026" are one."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def bare_iban(text: str) -> str:
    """Give an IBAN as it is compared: without spaces, in capitals."""
    return "".join(text.split()).upper()


def read_payout(desk: Desk, row: Any) -> Payout:
    """Make a payout of its row, its lines and its texts."""
    query = select(payout_line).where(payout_line.c.payout_id == row.id).order_by(payout_line.c.position)
    lines = desk.connection.execute(query).all()
    said = None
    if desk.has_identity:
        texts = select(payout_identity).where(payout_identity.c.id == row.id)
        said = desk.connection.execute(texts).one_or_none()
    draft = PayoutDraft(
        campaign=campaign_code(row.campaign_id),
        payee=person_code(row.payee_id),
        lines=tuple(PayoutLine(line.item, Money(line.amount, row.currency)) for line in lines),
        on=date.fromisoformat(row.day),
        method=PaymentMethod(row.method),
        role=PayeeRole(row.role),
        happened=read_day(row.happened),
        rate=PinnedRate.from_facts(json.loads(row.rate)) if row.rate else None,
        **({name: getattr(said, name) for name in ("purpose", "authority", "invoice", "iban")} if said else {}),
    )
    return Payout(
        code=payout_code(row.id),
        draft=draft,
        state=PayoutState(row.state),
        charged=tuple(Money(line.charged, row.fund_currency) for line in lines),
        entry=row.entry,
        countered_by=row.countered_by,
        voucher=row.voucher or None,
        taken_back_because=said.taken_back_because if said else "",
        author=row.author,
        submitted_at=read_moment(row.submitted_at),
        approver=row.approver,
        approved_at=read_moment(row.approved_at),
        override=bool(row.override),
        part_of=payout_code(row.part_of) if row.part_of else None,
        revision=row.revision,
    )
