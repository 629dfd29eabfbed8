"""Consents: all of each in the identity book, under the person's number; without that book there are none to see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_, select

from desktop.domain.campaigns import CampaignStatus, FundKind
from desktop.domain.consents import (
    EXPIRES_SOON,
    Consent,
    ConsentChannel,
    ConsentDraft,
    ConsentState,
    Purpose,
    state_of,
)
from desktop.domain.errors import NotFound
from desktop.domain.listing import ListKind
from desktop.domain.summaries import TaskKind
from desktop.storage.context import day_text, person_code, person_id, read_day
from desktop.storage.merged import merged_with
from desktop.storage.tables_identity import consent
from desktop.storage.tables_ledger import campaign, person
from desktop.storage.tasks import Waiting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.sql.selectable import NamedFromClause

    from desktop.storage.context import Desk

_AT_ONCE = 5000


class Consents:
    """The repository of consents."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, code: str, draft: ConsentDraft) -> int:
        """Store a person's consent; gives its number.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        number = self._desk.next_id(consent)
        self._desk.connection.execute(
            consent.insert().values(
                id=number,
                person_id=person_id(code),
                purpose=draft.purpose.value,
                channel=draft.channel.value,
                given=draft.on.isoformat(),
                until=day_text(draft.until),
                witness=draft.witness,
                note=draft.note,
            )
        )
        return number

    def get(self, number: int) -> Consent:
        """Load a consent.

        Raises:
            NotFound: There is no such consent, or the identity book is not open.
        """
        found = self._read(select(consent).where(consent.c.id == number))
        if not found:
            raise NotFound(subject=str(number))
        return found[0]

    def of(self, code: str) -> tuple[Consent, ...]:
        """Read all consents of a person, those that were replaced too, in the order in which they were given."""
        mine = select(consent).where(consent.c.person_id.in_(merged_with(self._desk, person_id(code))))
        return self._read(mine.order_by(consent.c.given, consent.c.id))

    def states(self, codes: Iterable[str], purpose: Purpose, day: date) -> dict[str, ConsentState]:
        """Tell how several people's consents for a purpose stand on a day."""
        whose = {code: merged_with(self._desk, person_id(code)) for code in codes}
        numbers = sorted({number for everybody in whose.values() for number in everybody})
        given: dict[int, list[Consent]] = {number: [] for number in numbers}
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            asked = select(consent).where(consent.c.person_id.in_(some), consent.c.purpose == purpose.value)
            for each in self._read(asked):
                given[person_id(each.person)].append(each)
        return {
            code: state_of([each for number in everybody for each in given[number]], purpose, day)
            for code, everybody in sorted(whose.items())
        }

    def withdraw(self, number: int, on: date, because: str) -> None:
        """Say that a consent is withdrawn from a day on.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        self._desk.connection.execute(
            consent.update().where(consent.c.id == number).values(withdrawn=on.isoformat(), withdrawn_because=because)
        )

    def _read(self, query: Select[Any]) -> tuple[Consent, ...]:
        if not self._desk.has_identity:
            return ()
        return tuple(_consent(row) for row in self._desk.connection.execute(query))


def _consent(row: Any) -> Consent:
    draft = ConsentDraft(
        purpose=Purpose(row.purpose),
        channel=ConsentChannel(row.channel),
        on=date.fromisoformat(row.given),
        until=read_day(row.until),
        witness=row.witness,
        note=row.note,
    )
    return Consent(row.id, person_code(row.person_id), draft, read_day(row.withdrawn), row.withdrawn_because)


def about_consents(today: date) -> tuple[Waiting, ...]:
    """Give what waits because of consents, as conditions on people; they read the identity book."""
    soon = today + EXPIRES_SOON
    over = and_(consent.c.until != "", consent.c.until < today.isoformat())
    ending = and_(consent.c.until >= today.isoformat(), consent.c.until < soon.isoformat())
    helped = select(_is_now(campaign.c.beneficiary_key)).where(
        campaign.c.beneficiary_key > 0,
        campaign.c.archived == 0,
        campaign.c.kind == FundKind.APPEAL.value,
        campaign.c.status.in_([status.value for status in CampaignStatus if status.takes_money]),
    )
    here = person.c.archived == 0
    missing = and_(here, person.c.id.in_(helped), person.c.id.not_in(_who(consent.c.purpose == Purpose.DATA.value)))
    return (
        Waiting(TaskKind.CONSENT_EXPIRED, ListKind.PEOPLE, and_(here, person.c.id.in_(_who(over)))),
        Waiting(TaskKind.CONSENT_EXPIRING, ListKind.PEOPLE, and_(here, person.c.id.in_(_who(ending)))),
        Waiting(TaskKind.CONSENT_MISSING, ListKind.PEOPLE, missing),
    )


def _who(condition: ColumnElement[bool]) -> Select[Any]:
    """Give the people with a consent that counts, is not withdrawn, and meets a condition."""

    def alike(other: NamedFromClause[Any]) -> ColumnElement[bool]:
        """Whether another consent is to the same; other purposes are told apart by their words."""
        same = other.c.note == consent.c.note
        return and_(other.c.purpose == consent.c.purpose, or_(consent.c.purpose != Purpose.OTHER.value, same))

    later = consent.alias("later")
    replaced = exists().where(
        later.c.person_id == consent.c.person_id,
        alike(later),
        (later.c.given > consent.c.given) | and_(later.c.given == consent.c.given, later.c.id > consent.c.id),
    )
    elsewhere = consent.alias("elsewhere")
    gone = person.alias("gone")
    kept = _is_now(consent.c.person_id)
    merged = select(gone.c.id).where(gone.c.merged_into == kept)
    replaced_elsewhere = exists().where(
        or_(elsewhere.c.person_id == kept, elsewhere.c.person_id.in_(merged)),
        alike(elsewhere),
        (elsewhere.c.given > consent.c.given)
        | and_(elsewhere.c.given == consent.c.given, elsewhere.c.id > consent.c.id),
    )
    return select(kept).where(consent.c.withdrawn == "", condition, ~replaced, ~replaced_elsewhere)


def _is_now(number: ColumnElement[int]) -> ColumnElement[int]:
    """Who the person of this number is now: the same, or whom they were merged into."""
    into = person.alias("into")
    return func.coalesce(select(into.c.merged_into).where(into.c.id == number).scalar_subquery(), number)
