"""Payouts: the event, its lines and its reservation beside the ledger; what may name people, in the other book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select, union

from desktop.domain.errors import NotFound, refuse
from desktop.domain.ids import CodeKind, read_code
from desktop.domain.payouts import LIVE, PayoutState
from desktop.storage.context import person_code, person_id
from desktop.storage.merged import merged_with, now
from desktop.storage.payout_rows import (
    bare_iban,
    draft_values,
    invoice_key,
    payout_code,
    read_payout,
    write_lines,
    write_texts,
)
from desktop.storage.sums import commit_money, keep_last_payout
from desktop.storage.tables_identity import iban_key, payout_identity, person_identity
from desktop.storage.tables_ledger import payout

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement

    from desktop.domain.money import Money
    from desktop.domain.payouts import Payout, PayoutDraft
    from desktop.storage.context import Desk

_LIVE = [state.value for state in LIVE]


class Payouts:
    """The repository of payouts. What an approved one reserves is kept at its items and its fund with each change."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(
        self,
        draft: PayoutDraft,
        entry: int,
        charged: Sequence[Money] = (),
        *,
        author: int = 1,
        approver: int | None = None,
        approved_at: datetime | None = None,
        override: bool = False,
    ) -> str:
        """Store a payout that is paid with its lines beside its posted `entry`; gives the new code.

        `charged` is what the lines take from the fund; their own amounts unless given.

        Raises:
            Refused: "identity.needed" when there is a text to keep and the identity book is not open.
        """
        code = self._insert(
            draft,
            charged or [line.amount for line in draft.lines],
            entry=entry,
            state=PayoutState.PAID.value,
            author=author,
            approver=approver,
            approved_at=_moment_text(approved_at),
            override=int(override),
        )
        keep_last_payout(self._desk, person_id(draft.payee))
        return code

    def plan(self, draft: PayoutDraft, charged: Sequence[Money], author: int) -> str:
        """Store a new draft; gives its code. Raises as `add`."""
        return self._insert(draft, charged, state=PayoutState.DRAFT.value, author=author)

    def change(self, code: str, draft: PayoutDraft, charged: Sequence[Money], revision: int) -> None:
        """Store a changed draft over the `revision` that was read: it is a draft again, and reserves nothing.

        Without the identity book its texts stay as they are.

        Raises:
            NotFound: There is no such payout.
            Refused: "changed_meanwhile"; "identity.needed" when there is a text and the identity book is not open.
        """
        self._need_identity(draft)
        row = self._row(code)
        if row.revision != revision:
            raise refuse("changed_meanwhile", subject=code)
        self._release(row)
        write_lines(self._desk, row.id, draft, charged)
        self._update(row, state=PayoutState.DRAFT, **_UNAPPROVED, **draft_values(draft, charged))
        write_texts(self._desk, row.id, draft, new=False)

    def move(self, code: str, state: PayoutState, at: datetime, *, approver: int = 0, override: bool = False) -> None:
        """Bring a payout that is not paid to another state at a moment; approving reserves, leaving that frees.

        `approver` and `override` tell who approved, and whether against four eyes with a reason.

        Raises:
            NotFound: There is no such payout.
        """
        row = self._row(code)
        self._release(row)
        if state is PayoutState.APPROVED:
            values: dict[str, Any] = {"approver": approver, "approved_at": at.isoformat(), "override": int(override)}
        elif state is PayoutState.SUBMITTED:
            values = {**_UNAPPROVED, "submitted_at": at.isoformat()}
        else:
            values = dict(_UNAPPROVED)
        self._update(row, state=state, **values)
        if state is PayoutState.APPROVED:
            self._reserve(row.id)

    def pay(self, code: str, draft: PayoutDraft, charged: Sequence[Money], entry: int) -> None:
        """Say that an approved payout was paid with `entry`: as `draft` says how and when, its money reserved no more.

        Raises:
            NotFound: There is no such payout.
        """
        row = self._row(code)
        self._release(row)
        write_lines(self._desk, row.id, draft, charged)
        write_texts(self._desk, row.id, draft, new=False)
        self._update(row, state=PayoutState.PAID, entry=entry, **draft_values(draft, charged))
        keep_last_payout(self._desk, row.payee_id)

    def split(self, code: str, parts: Sequence[tuple[PayoutDraft, Sequence[Money]]]) -> tuple[str, ...]:
        """Split an approved payout: it keeps the first of `parts` (draft, charged), the rest become approved new ones.

        Gives the new codes. What all of them reserve together is as before.

        Raises:
            NotFound: There is no such payout.
        """
        row = self._row(code)
        (first, first_charged), rest = parts[0], parts[1:]
        self._release(row)
        write_lines(self._desk, row.id, first, first_charged)
        self._update(row, state=PayoutState.APPROVED, **draft_values(first, first_charged))
        self._reserve(row.id)
        copied = {
            name: getattr(row, name)
            for name in ("state", "author", "submitted_at", "approver", "approved_at", "override")
        }
        made: list[str] = []
        for draft, charged in rest:
            made.append(self._insert(draft, charged, part_of=row.part_of or row.id, **copied))
            self._reserve(read_code(CodeKind.PAYOUT, made[-1]))
        return tuple(made)

    def get(self, code: str) -> Payout:
        """Load a payout; without the identity book its texts are empty.

        Raises:
            NotFound: There is no such payout.
        """
        return read_payout(self._desk, self._row(code))

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
        self._update(row, state=PayoutState.TAKEN_BACK, countered_by=entry)
        keep_last_payout(self._desk, row.payee_id)

    def set_state(self, code: str, state: PayoutState) -> None:
        """Say whether a paid payout's voucher is signed; one that was taken back stays so.

        Raises:
            NotFound: There is no such payout.
            Refused: "payout.already_taken_back" when it was taken back.
        """
        row = self._row(code)
        if row.countered_by is not None:
            raise refuse("payout.already_taken_back", code=code)
        self._desk.connection.execute(payout.update().where(payout.c.id == row.id).values(state=state.value))

    # ------------------------------------------------------------------ what stands beside a payout

    def family(self, code: str) -> tuple[str, ...]:
        """Give a payout and all that it was split into or from, in order."""
        row = self._row(code)
        first = row.part_of or row.id
        query = select(payout.c.id).where(or_(payout.c.id == first, payout.c.part_of == first)).order_by(payout.c.id)
        return tuple(payout_code(number) for number in self._desk.connection.execute(query).scalars())

    def with_invoice(self, invoice: str, besides: Iterable[str] = ()) -> tuple[str, ...]:
        """Give the live payouts with the same invoice, but those `besides`; none without the identity book."""
        key = invoice_key(invoice)
        if not key or not self._desk.has_identity:
            return ()
        same = select(payout_identity.c.id).where(payout_identity.c.invoice_key == key)
        return self._live(payout.c.id.in_(same), besides)

    def in_month(self, payee: str, day: date, besides: Iterable[str] = ()) -> tuple[str, ...]:
        """Give the live payouts to a person that are due or were paid in the month of a day, but those `besides`."""
        mine = payout.c.payee_id.in_(merged_with(self._desk, person_id(payee)))
        return self._live(mine & payout.c.day.startswith(f"{day:%Y-%m}-"), besides)

    def others_with_iban(self, iban: str, payee: str) -> tuple[str, ...]:
        """Give the people other than `payee` who have an IBAN or were paid to it; none without the identity book."""
        key = bare_iban(iban)
        if not key or not self._desk.has_identity:
            return ()
        theirs = select(person_identity.c.id.label("who")).where(iban_key == key)
        paid = select(payout_identity.c.id).where(payout_identity.c.iban == key)
        paid_to = select(payout.c.payee_id.label("who")).where(payout.c.id.in_(paid), payout.c.state.in_(_LIVE))
        found = self._desk.connection.execute(union(theirs, paid_to)).scalars()
        people = sorted({now(self._desk, number) for number in found} - {now(self._desk, person_id(payee))})
        return tuple(person_code(number) for number in people)

    def waiting(self) -> tuple[str, ...]:
        """Give all payouts without an entry, in order."""
        query = select(payout.c.id).where(payout.c.entry.is_(None)).order_by(payout.c.id)
        return tuple(payout_code(number) for number in self._desk.connection.execute(query).scalars())

    # ------------------------------------------------------------------ rows

    def _live(self, condition: ColumnElement[bool], besides: Iterable[str]) -> tuple[str, ...]:
        query = select(payout.c.id).where(condition, payout.c.state.in_(_LIVE)).order_by(payout.c.id)
        left_out = set(besides)
        codes = map(payout_code, self._desk.connection.execute(query).scalars())
        return tuple(code for code in codes if code not in left_out)

    def _insert(self, draft: PayoutDraft, charged: Sequence[Money], **values: Any) -> str:
        self._need_identity(draft)
        number = self._desk.next_id(payout)
        self._desk.connection.execute(payout.insert().values(id=number, **draft_values(draft, charged), **values))
        write_lines(self._desk, number, draft, charged)
        write_texts(self._desk, number, draft, new=True)
        self._desk.tally(payout, 1)
        return payout_code(number)

    def _update(self, row: Any, *, state: PayoutState, **values: Any) -> None:
        self._desk.connection.execute(
            payout.update()
            .where(payout.c.id == row.id)
            .values(state=state.value, revision=payout.c.revision + 1, **values)
        )

    def _need_identity(self, draft: PayoutDraft) -> None:
        self._desk.need_identity(draft.purpose, draft.authority, draft.invoice, draft.iban)

    def _release(self, row: Any) -> None:
        """Free what a payout reserves, if it does."""
        if row.state == PayoutState.APPROVED.value:
            commit_money(self._desk, row.id, -1)

    def _reserve(self, number: int) -> None:
        commit_money(self._desk, number, 1)

    def _row(self, code: str) -> Any:
        number = read_code(CodeKind.PAYOUT, code)
        row = self._desk.connection.execute(select(payout).where(payout.c.id == number)).one_or_none()
        if row is None:
            raise NotFound(subject=code)
        return row


_UNAPPROVED: dict[str, Any] = {"submitted_at": "", "approver": None, "approved_at": "", "override": 0}


def _moment_text(moment: datetime | None) -> str:
    return moment.isoformat() if moment is not None else ""
