"""Pledges: what was promised in the ledger book, the office's note in the identity book."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.errors import NotFound, refuse
from desktop.domain.ids import CodeKind, make_code, read_code
from desktop.domain.money import Money
from desktop.domain.pledges import WITHDRAWN, Pledge, PledgeDraft, PledgeState
from desktop.storage.context import campaign_code, campaign_id, person_code, person_id, scale_of
from desktop.storage.donations import name_sort
from desktop.storage.remarks import Remarks
from desktop.storage.search import Indexed, index_row
from desktop.storage.tables_identity import pledge_identity
from desktop.storage.tables_money import pledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.storage.context import Desk


class Pledges:
    """The repository of pledges."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, draft: PledgeDraft) -> str:
        """Store a new pledge; gives its code.

        Raises:
            Refused: "identity.needed" when there is a note and the identity book is not open.
        """
        self._desk.need_identity(draft.note)
        number, donor = self._desk.next_id(pledge), person_id(draft.donor)
        self._desk.connection.execute(
            pledge.insert().values(
                id=number,
                donor_id=donor,
                state=PledgeState.OPEN.value,
                **_values(draft),
            )
        )
        self._desk.tally(pledge, 1)
        if self._desk.has_identity:
            self._desk.connection.execute(
                pledge_identity.insert().values(id=number, note=draft.note, donor_sort=name_sort(self._desk, donor))
            )
            index_row(self._desk, Indexed.PLEDGE, number, draft.note, new=True)
        return make_code(CodeKind.PLEDGE, number)

    def get(self, code: str) -> Pledge:
        """Load a pledge.

        Raises:
            NotFound: There is no such pledge.
        """
        number = read_code(CodeKind.PLEDGE, code)
        row = self._desk.connection.execute(select(pledge).where(pledge.c.id == number)).one_or_none()
        if row is None:
            raise NotFound(subject=code)
        return self._pledge(row)

    def each(self) -> Iterator[Pledge]:
        """Give all pledges in the order of their codes."""
        for row in self._desk.connection.execute(select(pledge).order_by(pledge.c.id)).all():
            yield self._pledge(row)

    def change(self, code: str, draft: PledgeDraft, revision: int) -> None:
        """Store what an open pledge promises now, over the `revision` that was read; the donor stays.

        Raises:
            Refused: "changed_meanwhile" when it was changed since; "identity.needed" when there is a note and the
                identity book is not open.
        """
        self._desk.need_identity(draft.note)
        number = read_code(CodeKind.PLEDGE, code)
        changed = self._desk.connection.execute(
            pledge.update()
            .where(pledge.c.id == number, pledge.c.revision == revision)
            .values(revision=revision + 1, **_values(draft))
        )
        if not changed.rowcount:
            raise refuse("changed_meanwhile", subject=code)
        if self._desk.has_identity:
            self._desk.connection.execute(
                pledge_identity.update().where(pledge_identity.c.id == number).values(note=draft.note)
            )
            index_row(self._desk, Indexed.PLEDGE, number, draft.note)

    def keep(self, code: str, donation: str) -> None:
        """Say that a donation kept a pledge."""
        self._update(code, state=PledgeState.KEPT.value, donation_id=read_code(CodeKind.DONATION, donation))

    def reopen(self, code: str) -> None:
        """Say that a pledge is open again: the donation that kept it was a slip."""
        self._update(code, state=PledgeState.OPEN.value, donation_id=None)

    def withdraw(self, code: str) -> None:
        """Say that a pledge will not be kept."""
        self._update(code, state=PledgeState.WITHDRAWN.value)

    def _update(self, code: str, **values: object) -> None:
        number = read_code(CodeKind.PLEDGE, code)
        self._desk.connection.execute(
            pledge.update().where(pledge.c.id == number).values(revision=pledge.c.revision + 1, **values)
        )

    def _pledge(self, row: Any) -> Pledge:
        code, note = make_code(CodeKind.PLEDGE, row.id), ""
        if self._desk.has_identity:
            query = select(pledge_identity.c.note).where(pledge_identity.c.id == row.id)
            note = self._desk.connection.execute(query).scalar_one_or_none() or ""
        draft = PledgeDraft(
            campaign=campaign_code(row.campaign_id),
            donor=person_code(row.donor_id),
            amount=Money(row.amount, row.currency),
            on=date.fromisoformat(row.day),
            due=date.fromisoformat(row.due),
            note=note,
        )
        state = PledgeState(row.state)
        said = Remarks(self._desk).of(code) if state is PledgeState.WITHDRAWN else ()
        return Pledge(
            code,
            draft,
            state,
            None if row.donation_id is None else make_code(CodeKind.DONATION, row.donation_id),
            next((each.text for each in reversed(said) if each.verb == WITHDRAWN), ""),
            row.revision,
        )


def _values(draft: PledgeDraft) -> dict[str, Any]:
    """Give the columns of what a pledge promises: all but the donor, who stays."""
    return {
        "campaign_id": campaign_id(draft.campaign),
        "currency": draft.amount.currency,
        "scale": scale_of(draft.amount.currency),
        "amount": draft.amount.minor,
        "day": draft.on.isoformat(),
        "due": draft.due.isoformat(),
    }
