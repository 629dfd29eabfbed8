"""Transfers between funds: the event beside its ledger entry; the reason is a remark."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from desktop.domain.errors import NotFound, refuse
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.money import Money
from desktop.domain.transfers import Transfer, TransferDraft
from desktop.storage.context import campaign_code, campaign_id, read_day, scale_of
from desktop.storage.tables_identity import remark
from desktop.storage.tables_ledger import entry
from desktop.storage.tables_money import transfer

if TYPE_CHECKING:
    from desktop.storage.context import Desk

RECORDED = "transfer.recorded"


class Transfers:
    """The repository of transfers."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, draft: TransferDraft, number: int, decision: str | None = None) -> str:
        """Store a transfer beside its posted entry's `number`; gives its code."""
        row_id = self._desk.next_id(transfer)
        self._desk.connection.execute(
            transfer.insert().values(
                id=row_id,
                entry=number,
                from_id=campaign_id(draft.source),
                to_id=campaign_id(draft.target),
                currency=draft.amount.currency,
                scale=scale_of(draft.amount.currency),
                amount=draft.amount.minor,
                to_currency=draft.amount.currency,
                to_amount=draft.amount.minor,
                day=draft.on.isoformat(),
                decision_id=None if decision is None else read_code(CodeKind.DECISION, decision),
            )
        )
        self._desk.tally(transfer, 1)
        return make_code(CodeKind.TRANSFER, row_id)

    def get(self, code: str) -> Transfer:
        """Load a transfer.

        Raises:
            NotFound: There is no such transfer.
        """
        query = _QUERY.where(transfer.c.id == read_code(CodeKind.TRANSFER, code))
        row = self._desk.connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(subject=code)
        return self._transfer(row)

    def of(self, campaign: str) -> tuple[Transfer, ...]:
        """Read what came to a fund from others and went to them, oldest first."""
        number = campaign_id(campaign)
        query = _QUERY.where(or_(transfer.c.from_id == number, transfer.c.to_id == number)).order_by(transfer.c.id)
        return tuple(self._transfer(row) for row in self._desk.connection.execute(query).all())

    def mark_countered(self, code: str, number: int) -> None:
        """Say that an entry took a transfer back.

        Raises:
            NotFound: There is no such transfer.
            Refused: "entry.already_countered" when it was taken back before.
        """
        found = self.get(code)
        if found.countered_by is not None:
            raise refuse("entry.already_countered", entry=found.entry, countered_by=found.countered_by)
        row_id = read_code(CodeKind.TRANSFER, code)
        self._desk.connection.execute(transfer.update().where(transfer.c.id == row_id).values(countered_by=number))

    def _transfer(self, row: Any) -> Transfer:
        code = make_code(CodeKind.TRANSFER, row.id)
        decision = None if row.decision_id is None else make_code(CodeKind.DECISION, row.decision_id)
        draft = TransferDraft(
            campaign_code(row.from_id),
            campaign_code(row.to_id),
            Money(row.amount, row.currency),
            date.fromisoformat(row.day),
            self._reason(decision or code),
            read_day(row.happened),
        )
        return Transfer(code, draft, row.entry, decision, row.countered_by)

    def _reason(self, code: str) -> str:
        if not self._desk.has_identity:
            return ""
        query = select(remark.c.text).where(remark.c.subject == code).order_by(remark.c.id).limit(1)
        return self._desk.connection.execute(query).scalar_one_or_none() or ""


_QUERY = select(transfer, entry.c.happened).join(entry, entry.c.number == transfer.c.entry)
