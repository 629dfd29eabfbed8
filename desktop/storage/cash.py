"""The cash desks: vouchers beside their ledger entries, counts and closings; texts lie in the identity book."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.cash import (
    CashClose,
    CashCount,
    CashDesk,
    CashDraft,
    CashKind,
    CashRow,
    CashVoucher,
    CountDraft,
    Pieces,
)
from desktop.domain.errors import NotFound, refuse
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.money import Money
from desktop.storage.cash_sums import held_before, last_closed
from desktop.storage.context import day_text, read_day, scale_of
from desktop.storage.lists.cash_rows import load_cash
from desktop.storage.tables_identity import cash_voucher_identity
from desktop.storage.tables_money import cash_close, cash_count, cash_day, cash_movement, cash_voucher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.storage.context import Desk

_AT_ONCE = 500


class CashDesks:
    """The repository of the cash desks."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def currencies(self) -> tuple[str, ...]:
        """Name the currencies in which there is a cash desk: those in which cash ever moved or was counted."""
        moved = select(cash_day.c.currency).union(select(cash_count.c.currency))
        return tuple(sorted(self._desk.connection.execute(moved).scalars()))

    def standing(self, currency: str) -> CashDesk:
        """Say how a cash desk stands."""
        rows = cash_day.c.currency == currency
        last = self._desk.connection.execute(select(func.max(cash_day.c.day)).where(rows)).scalar_one_or_none()
        counted = self._desk.connection.execute(
            select(func.max(cash_count.c.day)).where(cash_count.c.currency == currency)
        ).scalar_one_or_none()
        balance = held_before(self._desk, currency, date.max)
        return CashDesk(balance, read_day(last or ""), last_closed(self._desk, currency), read_day(counted or ""))

    def open_from(self, currency: str) -> tuple[date | None, date | None]:
        """Give the last day that is closed, and the first open one after it; nothing while no day was closed."""
        closed = last_closed(self._desk, currency)
        return closed, None if closed is None else closed + timedelta(days=1)

    def before(self, currency: str, day: date) -> Money:
        """Give what a cash desk held before a day began."""
        return held_before(self._desk, currency, day)

    def balance(self, currency: str, day: date) -> Money:
        """Give what a cash desk holds at the end of a day."""
        return held_before(self._desk, currency, day + timedelta(days=1))

    def rows(self, currency: str, first: date, last: date) -> Iterator[CashRow]:
        """Read the movements of a period in the order of days, some at a time."""
        place = ("", 0)
        where = (cash_movement.c.currency == currency, cash_movement.c.day.between(first.isoformat(), last.isoformat()))
        order = (cash_movement.c.day, cash_movement.c.tie)
        while True:
            after = (cash_movement.c.day > place[0]) | (
                (cash_movement.c.day == place[0]) & (cash_movement.c.id > place[1])
            )
            query = select(cash_movement.c.day, cash_movement.c.id).where(*where, after).order_by(*order)
            places = [(row.day, row.id) for row in self._desk.connection.execute(query.limit(_AT_ONCE))]
            loaded = load_cash(self._desk, [row_id for _day, row_id in places])
            yield from (loaded[row_id] for _day, row_id in places)
            if len(places) < _AT_ONCE:
                return
            place = places[-1]

    def add(self, draft: CashDraft, entry: int) -> str:
        """Store a voucher beside its posted `entry`; gives the new code.

        Raises:
            Refused: "identity.needed" when there is a text and the identity book is not open.
        """
        self._desk.need_identity(draft.text)
        number = self._desk.next_id(cash_voucher)
        self._desk.connection.execute(
            cash_voucher.insert().values(
                id=number,
                kind=draft.kind.value,
                currency=draft.amount.currency,
                scale=scale_of(draft.amount.currency),
                amount=draft.amount.minor,
                day=draft.on.isoformat(),
                happened=day_text(draft.happened),
                entry=entry,
            )
        )
        if self._desk.has_identity:
            self._desk.connection.execute(cash_voucher_identity.insert().values(id=number, text=draft.text))
        return make_code(CodeKind.CASH_VOUCHER, number)

    def get(self, code: str) -> CashVoucher:
        """Load a voucher; without the identity book it has no text.

        Raises:
            NotFound: There is no such voucher.
        """
        row = self._row(code)
        text = ""
        if self._desk.has_identity:
            query = select(cash_voucher_identity.c.text).where(cash_voucher_identity.c.id == row.id)
            text = self._desk.connection.execute(query).scalar_one_or_none() or ""
        draft = CashDraft(
            CashKind(row.kind),
            Money(row.amount, row.currency),
            date.fromisoformat(row.day),
            text,
            happened=read_day(row.happened),
        )
        return CashVoucher(make_code(CodeKind.CASH_VOUCHER, row.id), draft, row.entry, row.countered_by)

    def mark_countered(self, code: str, entry: int) -> None:
        """Say that `entry` took a voucher back.

        Raises:
            NotFound: There is no such voucher.
            Refused: "entry.already_countered" when it was taken back before.
        """
        row = self._row(code)
        if row.countered_by is not None:
            raise refuse("entry.already_countered", entry=row.entry, countered_by=row.countered_by)
        self._desk.connection.execute(
            cash_voucher.update().where(cash_voucher.c.id == row.id).values(countered_by=entry)
        )

    def add_count(self, draft: CountDraft, expected: Money, at: datetime, actor: int, voucher: str | None) -> CashCount:
        """Store a count; `voucher` booked its difference."""
        number = self._desk.next_id(cash_count)
        self._desk.connection.execute(
            cash_count.insert().values(
                id=number,
                currency=draft.currency,
                day=draft.on.isoformat(),
                at=at.isoformat(),
                actor=actor,
                expected=expected.minor,
                counted=draft.counted.minor,
                pieces=draft.written,
                voucher_id=None if voucher is None else read_code(CodeKind.CASH_VOUCHER, voucher),
            )
        )
        return CashCount(number, draft, expected, at, actor, voucher)

    def last_count(self, currency: str, day: date) -> CashCount | None:
        """Give the last count of a cash desk on a day; its reason is the text of the voucher that booked it."""
        query = select(cash_count).where(cash_count.c.currency == currency, cash_count.c.day == day.isoformat())
        row = self._desk.connection.execute(query.order_by(cash_count.c.id.desc()).limit(1)).one_or_none()
        if row is None:
            return None
        pieces = tuple(Pieces(*each) for each in json.loads(row.pieces))
        return CashCount(
            row.id,
            CountDraft(currency, day, pieces),
            Money(row.expected, currency),
            datetime.fromisoformat(row.at),
            row.actor,
            None if row.voucher_id is None else make_code(CodeKind.CASH_VOUCHER, row.voucher_id),
        )

    def recorded(self) -> Iterator[tuple[tuple[str, object], dict[str, object]]]:
        """Give every count and closing as the journal was told of it, by the record's verb and the count's number."""
        for row in self._desk.connection.execute(select(cash_count)):
            facts = {"currency": row.currency, "day": row.day, "expected": row.expected, "counted": row.counted}
            yield ("cash.counted", row.id), facts | {"pieces": row.pieces}
        for row in self._desk.connection.execute(select(cash_close)):
            yield ("cash.day_closed", row.count_id), {"currency": row.currency, "day": row.day, "balance": row.balance}

    def close(self, day: CashClose, count: int) -> None:
        """Close a day on the count of this number."""
        self._desk.connection.execute(
            cash_close.insert().values(
                currency=day.currency,
                day=day.on.isoformat(),
                at=day.at.isoformat(),
                actor=day.actor,
                balance=day.balance.minor,
                count_id=count,
            )
        )

    def _row(self, code: str) -> Any:
        number = read_code(CodeKind.CASH_VOUCHER, code)
        row = self._desk.connection.execute(select(cash_voucher).where(cash_voucher.c.id == number)).one_or_none()
        if row is None:
            raise NotFound(subject=code)
        return row
