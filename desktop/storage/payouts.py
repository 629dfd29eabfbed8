"""Payouts: the event and its lines beside its ledger entry; the purpose, which may name people, in the other book."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.errors import NotFound, refuse
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.payouts import Payout, PayoutDraft, PayoutLine, PayoutState
from desktop.storage.context import (
    campaign_code,
    campaign_id,
    day_text,
    person_code,
    person_id,
    read_day,
    scale_of,
)
from desktop.storage.donations import name_sort
from desktop.storage.search import Indexed, index_row
from desktop.storage.sums import keep_last_payout
from desktop.storage.tables_identity import payout_identity
from desktop.storage.tables_ledger import payout, payout_line

if TYPE_CHECKING:
    from desktop.storage.context import Desk


class Payouts:
    """The repository of payouts."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, draft: PayoutDraft, entry: int) -> str:
        """Store a paid payout with its lines beside its posted `entry`; gives the new code.

        Raises:
            Refused: "identity.needed" when there is a purpose and the identity book is not open.
        """
        self._desk.need_identity(draft.purpose)
        number = self._desk.next_id(payout)
        fund, payee = campaign_id(draft.campaign), person_id(draft.payee)
        self._desk.connection.execute(
            payout.insert().values(
                id=number,
                campaign_id=fund,
                payee_id=payee,
                entry=entry,
                currency=draft.amount.currency,
                scale=scale_of(draft.amount.currency),
                amount=draft.amount.minor,
                fund_currency=draft.amount.currency,
                fund_amount=draft.amount.minor,
                day=draft.on.isoformat(),
                happened=day_text(draft.happened),
                method=draft.method.value,
                state=PayoutState.PAID.value,
                items_key=" ".join(f"{line.item:06d}" for line in draft.lines),
            )
        )
        self._desk.connection.execute(
            payout_line.insert(),
            [
                {
                    "payout_id": number,
                    "position": position,
                    "campaign_id": fund,
                    "item": line.item,
                    "amount": line.amount.minor,
                    "charged": line.amount.minor,
                }
                for position, line in enumerate(draft.lines, start=1)
            ],
        )
        self._desk.tally(payout, 1)
        keep_last_payout(self._desk, payee)
        if self._desk.has_identity:
            names = {"id": number, "purpose": draft.purpose, "payee_sort": name_sort(self._desk, payee)}
            self._desk.connection.execute(payout_identity.insert().values(names))
            index_row(self._desk, Indexed.PAYOUT, number, draft.purpose, new=True)
        return make_code(CodeKind.PAYOUT, number)

    def get(self, code: str) -> Payout:
        """Load a payout.

        Raises:
            NotFound: There is no such payout.
        """
        row = self._row(code)
        lines = self._desk.connection.execute(
            select(payout_line).where(payout_line.c.payout_id == row.id).order_by(payout_line.c.position)
        )
        purpose = reason = ""
        if self._desk.has_identity:
            words = select(payout_identity).where(payout_identity.c.id == row.id)
            said = self._desk.connection.execute(words).one_or_none()
            purpose, reason = (said.purpose, said.taken_back_because) if said is not None else ("", "")
        draft = PayoutDraft(
            campaign=campaign_code(row.campaign_id),
            payee=person_code(row.payee_id),
            lines=tuple(PayoutLine(line.item, Money(line.amount, row.currency)) for line in lines),
            on=date.fromisoformat(row.day),
            method=PaymentMethod(row.method),
            purpose=purpose,
            happened=read_day(row.happened),
        )
        state = PayoutState(row.state)
        return Payout(
            make_code(CodeKind.PAYOUT, row.id), draft, state, row.entry, row.countered_by, row.voucher or None, reason
        )

    def mark_countered(self, code: str, entry: int, reason: str = "") -> None:
        """Say that `entry` took a payout back; its state is then `TAKEN_BACK`.

        Raises:
            NotFound: There is no such payout.
            Refused: "entry.already_countered" when it was taken back before; "identity.needed" when there is a reason
                and the identity book, where it is kept, is not open.
        """
        row = self._row(code)
        if row.countered_by is not None:
            raise refuse("entry.already_countered", entry=row.entry, countered_by=row.countered_by)
        self._desk.need_identity(reason)
        if reason:
            self._desk.connection.execute(
                payout_identity.update().where(payout_identity.c.id == row.id).values(taken_back_because=reason)
            )
        self._desk.connection.execute(
            payout.update().where(payout.c.id == row.id).values(countered_by=entry, state=PayoutState.TAKEN_BACK.value)
        )
        keep_last_payout(self._desk, row.payee_id)

    def set_state(self, code: str, state: PayoutState) -> None:
        """Say where a payout stands now; one that was taken back stays so.

        Raises:
            NotFound: There is no such payout.
            Refused: "payout.already_taken_back" when it was taken back.
        """
        row = self._row(code)
        if row.countered_by is not None:
            raise refuse("payout.already_taken_back", code=code)
        self._desk.connection.execute(payout.update().where(payout.c.id == row.id).values(state=state.value))

    def _row(self, code: str) -> Any:
        number = read_code(CodeKind.PAYOUT, code)
        row = self._desk.connection.execute(select(payout).where(payout.c.id == number)).one_or_none()
        if row is None:
            raise NotFound(subject=code)
        return row
