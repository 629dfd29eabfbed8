"""Advances and their settlements beside their entries; purposes and proofs, which may name people, lie elsewhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.advances import (
    Advance,
    AdvanceAge,
    AdvanceDraft,
    AdvanceState,
    AgeSum,
    ProofLine,
    Settlement,
    SettlementDraft,
)
from desktop.domain.errors import NotFound, refuse
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.storage.context import (
    campaign_code,
    campaign_id,
    day_text,
    person_code,
    person_id,
    read_day,
    scale_of,
)  # fmt: skip
from desktop.storage.donations import name_sort
from desktop.storage.search import Indexed, index_row
from desktop.storage.tables_identity import advance_identity, settlement_line_identity
from desktop.storage.tables_ledger import entry
from desktop.storage.tables_money import advance, settlement, settlement_line

if TYPE_CHECKING:
    from desktop.storage.context import Desk


class Advances:
    """The repository of advances."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, draft: AdvanceDraft, entry: int) -> str:
        """Store an advance beside its posted `entry`; gives the new code.

        Raises:
            Refused: "identity.needed" when there is a purpose and the identity book is not open.
        """
        self._desk.need_identity(draft.purpose)
        number, holder = self._desk.next_id(advance), person_id(draft.person)
        self._desk.connection.execute(
            advance.insert().values(
                id=number,
                campaign_id=campaign_id(draft.campaign),
                person_id=holder,
                entry=entry,
                currency=draft.amount.currency,
                scale=scale_of(draft.amount.currency),
                amount=draft.amount.minor,
                day=draft.on.isoformat(),
                due=draft.due.isoformat(),
                happened=day_text(draft.happened),
                method=draft.method.value,
                state=AdvanceState.OPEN.value,
            )
        )
        self._desk.tally(advance, 1)
        if self._desk.has_identity:
            self._desk.connection.execute(
                advance_identity.insert().values(
                    id=number, purpose=draft.purpose, person_sort=name_sort(self._desk, holder)
                )
            )
            index_row(self._desk, Indexed.ADVANCE, number, draft.purpose, new=True)
        return make_code(CodeKind.ADVANCE, number)

    def get(self, code: str) -> Advance:
        """Load an advance with its settlements; without the identity book it has no purpose and no documents.

        Raises:
            NotFound: There is no such advance.
        """
        row = self._row(code)
        purpose = reason = ""
        if self._desk.has_identity:
            words = select(advance_identity).where(advance_identity.c.id == row.id)
            said = self._desk.connection.execute(words).one_or_none()
            purpose, reason = (said.purpose, said.taken_back_because) if said is not None else ("", "")
        draft = AdvanceDraft(
            person=person_code(row.person_id),
            campaign=campaign_code(row.campaign_id),
            amount=Money(row.amount, row.currency),
            on=date.fromisoformat(row.day),
            due=date.fromisoformat(row.due),
            method=PaymentMethod(row.method),
            purpose=purpose,
            happened=read_day(row.happened),
        )
        return Advance(
            make_code(CodeKind.ADVANCE, row.id),
            draft,
            AdvanceState(row.state),
            row.entry,
            Money(row.spent, row.currency),
            Money(row.returned, row.currency),
            Money(row.topped_up, row.currency),
            settlements=self._settlements(row),
            countered_by=row.countered_by,
            taken_back_because=reason,
        )

    def settle(self, code: str, draft: SettlementDraft, entry: int) -> int:
        """Store a settlement beside its posted `entry`, and keep the advance's sums; gives its number.

        Raises:
            NotFound: There is no such advance.
            Refused: "identity.needed" when there are documents and the identity book is not open.
        """
        row = self._row(code)
        self._desk.need_identity("", *(line.document for line in draft.lines))
        key = self._desk.next_id(settlement)
        self._desk.connection.execute(
            settlement.insert().values(
                id=key,
                advance_id=row.id,
                entry=entry,
                day=draft.on.isoformat(),
                spent=draft.spent.minor,
                returned=draft.returned.minor,
                topped_up=draft.topped_up.minor,
                method=draft.method.value,
            )
        )
        lines = [
            {"settlement_id": key, "position": at, "item": line.item, "amount": line.amount.minor,
             "day": line.on.isoformat()}
            for at, line in enumerate(draft.lines, start=1)
        ]  # fmt: skip
        if lines:
            self._desk.connection.execute(settlement_line.insert(), lines)
            if self._desk.has_identity:
                proofs = [
                    {"settlement_id": key, "position": at, "document": line.document}
                    for at, line in enumerate(draft.lines, start=1)
                ]
                self._desk.connection.execute(settlement_line_identity.insert(), proofs)
        self._keep_sums(row.id)
        return len(self._keys(row.id))

    def mark_countered(self, code: str, entry: int, reason: str = "") -> None:
        """Say that `entry` took an advance back.

        Raises:
            NotFound: There is no such advance.
            Refused: "entry.already_countered" when it was taken back before; "identity.needed" when there is a reason
                and the identity book, where it is kept, is not open.
        """
        row = self._row(code)
        if row.countered_by is not None:
            raise refuse("entry.already_countered", entry=row.entry, countered_by=row.countered_by)
        self._desk.need_identity(reason)
        if reason:
            self._desk.connection.execute(
                advance_identity.update().where(advance_identity.c.id == row.id).values(taken_back_because=reason)
            )
        self._desk.connection.execute(
            advance.update()
            .where(advance.c.id == row.id)
            .values(countered_by=entry, state=AdvanceState.TAKEN_BACK.value)
        )

    def mark_settlement_countered(self, code: str, number: int, entry: int) -> None:
        """Say that `entry` took back a settlement, and keep the advance's sums.

        Raises:
            NotFound: There is no such advance, or no such settlement of it.
            Refused: "entry.already_countered" when it was taken back before.
        """
        row = self._row(code)
        keys = self._keys(row.id)
        if not 1 <= number <= len(keys):
            raise NotFound(subject=f"{code}/{number}")
        before = select(settlement.c.entry, settlement.c.countered_by).where(settlement.c.id == keys[number - 1])
        kept = self._desk.connection.execute(before).one()
        if kept.countered_by is not None:
            raise refuse("entry.already_countered", entry=kept.entry, countered_by=kept.countered_by)
        self._desk.connection.execute(
            settlement.update().where(settlement.c.id == keys[number - 1]).values(countered_by=entry)
        )
        self._keep_sums(row.id)

    def ages(self, day: date) -> tuple[AgeSum, ...]:
        """Sum what is open by age on a day, per currency; the youngest first."""
        query = select(advance.c.currency, advance.c.day, advance.c.open).where(
            advance.c.state == AdvanceState.OPEN.value, advance.c.day <= day.isoformat()
        )
        sums: dict[tuple[str, AdvanceAge], tuple[int, int]] = {}
        for row in self._desk.connection.execute(query):
            key = row.currency, AdvanceAge.of((day - date.fromisoformat(row.day)).days)
            minor, count = sums.get(key, (0, 0))
            sums[key] = minor + row.open, count + 1
        order = list(AdvanceAge)
        return tuple(
            AgeSum(age, Money(minor, currency), count)
            for (currency, age), (minor, count) in sorted(sums.items(), key=lambda x: (x[0][0], order.index(x[0][1])))
        )

    def _settlements(self, row: Any) -> tuple[Settlement, ...]:
        proofs: dict[tuple[int, int], str] = {}
        keys = self._keys(row.id)
        if self._desk.has_identity:
            query = select(settlement_line_identity).where(settlement_line_identity.c.settlement_id.in_(keys))
            proofs = {
                (each.settlement_id, each.position): each.document for each in self._desk.connection.execute(query)
            }
        lines: dict[int, list[ProofLine]] = {}
        stored = select(settlement_line).where(settlement_line.c.settlement_id.in_(keys))
        for each in self._desk.connection.execute(stored.order_by(settlement_line.c.position)):
            lines.setdefault(each.settlement_id, []).append(
                ProofLine(
                    each.item,
                    Money(each.amount, row.currency),
                    proofs.get((each.settlement_id, each.position), ""),
                    date.fromisoformat(each.day),
                )
            )
        found = (
            select(settlement, entry.c.happened)
            .join(entry, entry.c.number == settlement.c.entry)
            .where(settlement.c.advance_id == row.id)
            .order_by(settlement.c.id)
        )
        return tuple(
            Settlement(
                number,
                SettlementDraft(
                    on=date.fromisoformat(each.day),
                    lines=tuple(lines.get(each.id, ())),
                    returned=Money(each.returned, row.currency),
                    topped_up=Money(each.topped_up, row.currency),
                    method=PaymentMethod(each.method),
                    happened=read_day(each.happened),
                ),
                each.entry,
                each.countered_by,
            )
            for number, each in enumerate(self._desk.connection.execute(found), start=1)
        )

    def _keys(self, number: int) -> list[int]:
        query = select(settlement.c.id).where(settlement.c.advance_id == number).order_by(settlement.c.id)
        return list(self._desk.connection.execute(query).scalars())

    def _keep_sums(self, number: int) -> None:
        """Sum the settlements that were not taken back; an advance of which nothing is open is settled."""
        names = ("spent", "returned", "topped_up")
        columns = [func.coalesce(func.sum(settlement.c[name]), 0) for name in names]
        live = (settlement.c.advance_id == number, settlement.c.countered_by.is_(None))
        sums = self._desk.connection.execute(select(*columns).where(*live)).one()
        values = dict(zip(names, sums, strict=True))
        self._desk.connection.execute(advance.update().where(advance.c.id == number).values(**values))
        left = self._desk.connection.execute(select(advance.c.open).where(advance.c.id == number)).scalar_one()
        state = AdvanceState.OPEN if left else AdvanceState.SETTLED
        self._desk.connection.execute(advance.update().where(advance.c.id == number).values(state=state.value))

    def _row(self, code: str) -> Any:
        number = read_code(CodeKind.ADVANCE, code)
        row = self._desk.connection.execute(select(advance).where(advance.c.id == number)).one_or_none()
        if row is None:
            raise NotFound(subject=code)
        return row
