"""What a workbook adds to movements: the papers issued for them, and what an invoice, a proof or a bank calls them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.domain.receipts import DocumentState
from desktop.storage.context import campaign_id, read_day
from desktop.storage.tables_identity import donation_identity, payout_identity, settlement_line_identity
from desktop.storage.tables_ledger import document, donation, payout, posting
from desktop.storage.tables_money import settlement, settlement_line

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from desktop.storage.context import Desk


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the register: its kind as stored, and whether the signed paper came back."""

    kind: str
    signed: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What an entry rests on outside the office: an invoice's or proof's own words, and the bank's reference."""

    text: str = ""
    on: date | None = None
    reference: str = ""


def papers(desk: Desk, campaigns: Collection[str]) -> dict[str, Paper]:
    """Give the documents issued for some campaigns, by their numbers."""
    query = select(document.c.number, document.c.kind, document.c.state).where(
        document.c.campaign_id.in_([campaign_id(code) for code in campaigns])
    )
    return {
        row.number: Paper(row.kind, row.state == DocumentState.SIGNED.value) for row in desk.connection.execute(query)
    }


def proofs(desk: Desk, campaigns: Collection[str]) -> dict[int, Proof]:
    """Give what entries of some campaigns rest on, by their numbers; nothing without the book of names.

    Of a settlement with several proofs the first day counts, and all their words.
    """
    if not desk.has_identity:
        return {}
    touching = select(posting.c.entry).where(posting.c.campaign_id.in_([campaign_id(code) for code in campaigns]))
    found: dict[int, Proof] = {}
    gifts = select(donation.c.entry, donation_identity.c.reference).join(
        donation_identity, donation_identity.c.id == donation.c.id
    )
    gifts = gifts.where(donation.c.entry.in_(touching), donation_identity.c.reference != "")
    for row in desk.connection.execute(gifts):
        found[row.entry] = Proof(reference=row.reference)
    paid = select(payout.c.entry, payout_identity.c.invoice).join(payout_identity, payout_identity.c.id == payout.c.id)
    paid = paid.where(payout.c.entry.in_(touching), payout_identity.c.invoice != "")
    for row in desk.connection.execute(paid):
        found[row.entry] = Proof(row.invoice)
    texts = settlement_line_identity
    settled = (
        select(settlement.c.entry, settlement_line.c.day, texts.c.document)
        .join(settlement_line, settlement_line.c.settlement_id == settlement.c.id)
        .outerjoin(
            texts,
            (texts.c.settlement_id == settlement_line.c.settlement_id)
            & (texts.c.position == settlement_line.c.position),
        )
        .where(settlement.c.entry.in_(touching))
        .order_by(settlement.c.entry, settlement_line.c.position)
    )
    for part in desk.connection.execute(settled):
        before = found.get(part.entry, Proof())
        words = ", ".join(each for each in (before.text, part.document) if each)
        found[part.entry] = Proof(words, before.on or read_day(part.day))
    return found
