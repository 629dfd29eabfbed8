"""Which other records' texts may speak of somebody: found by what says who they are, however it is declined.

A name in a text is not a reference: no code leads from a story to the neighbour it tells of. So the texts that people
type freely are read for the longest word of each name without its ending, as Slavic and Baltic languages change
endings, and for contacts and accounts as they are. It finds rather too much: somebody reads what is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Table, func, or_, select

from desktop.domain.ids import CodeKind, make_code
from desktop.storage.tables_identity import (
    advance_identity,
    attachment,
    campaign_identity,
    campaign_title,
    case_event,
    cash_voucher_identity,
    consent,
    donation_identity,
    item_identity,
    payout_identity,
    person_identity,
    pledge_identity,
    relation,
    remark,
)
from desktop.storage.tables_ledger import item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.storage.context import Desk

_LONG = 5
"""Letters of the shortest word that is looked for: shorter ones are part of many others."""
_ENDING = 2
"""Letters of a name that its declension may change."""

_CODED: tuple[tuple[CodeKind, Table, str, tuple[str, ...]], ...] = (
    (CodeKind.PERSON, person_identity, "id", ("notes", "needs", "concerns", "safe_channel", "do_not_contact_via")),
    (CodeKind.PERSON, case_event, "person_id", ("text",)),
    (CodeKind.PERSON, relation, "person_id", ("note",)),
    (CodeKind.PERSON, consent, "person_id", ("witness", "note", "withdrawn_because")),
    (CodeKind.CAMPAIGN, campaign_identity, "id", ("title", "story")),
    (CodeKind.CAMPAIGN, campaign_title, "campaign_id", ("title",)),
    (CodeKind.DONATION, donation_identity, "id", ("reference", "goods", "taken_back_because")),
    (CodeKind.PAYOUT, payout_identity, "id", ("purpose", "authority", "invoice", "taken_back_because")),
    (CodeKind.PLEDGE, pledge_identity, "id", ("note",)),
    (CodeKind.ADVANCE, advance_identity, "id", ("purpose", "taken_back_because")),
    (CodeKind.CASH_VOUCHER, cash_voucher_identity, "id", ("text",)),
)
_SUBJECTS: tuple[tuple[Table, str], ...] = ((remark, "text"), (attachment, "name"))
_GONE = {case_event.name: case_event.c.removed == 0, relation.name: relation.c.removed == 0}


def stems(names: Iterable[str], plain: Iterable[str]) -> tuple[str, ...]:
    """Give what is looked for: of each name the longest word without its ending, and `plain` texts as they are."""
    wanted: dict[str, None] = {}
    for name in names:
        longest = max(name.split(), key=len, default="")
        if len(longest) >= _LONG:
            stem = longest[:-_ENDING]
            wanted.update(dict.fromkeys((stem, stem.lower(), stem.upper(), stem.capitalize())))
    wanted.update(dict.fromkeys(text for text in plain if len(text) >= _LONG))
    return tuple(wanted)


def named_in(desk: Desk, wanted: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    """Give the subjects, in order, whose texts hold one of the wanted texts; `own` are left out."""
    desk.need_identity()
    looked = tuple(wanted)
    if not looked:
        return ()
    found: dict[str, None] = {}
    for kind, table, owner, columns in _CODED:
        query = select(table.c[owner]).where(_holds(table, columns, looked))
        if (there := _GONE.get(table.name)) is not None:
            query = query.where(there)
        found.update((make_code(kind, number), None) for number in _numbers(desk, query))
    lines = select(item.c.campaign_id).join(item_identity, item_identity.c.id == item.c.id)
    lines = lines.where(_holds(item_identity, ("description",), looked))
    found.update((make_code(CodeKind.CAMPAIGN, number), None) for number in _numbers(desk, lines))
    for table, column in _SUBJECTS:
        subjects = select(table.c.subject).where(_holds(table, (column,), looked)).distinct()
        found.update((subject, None) for subject in desk.connection.execute(subjects).scalars() if subject)
    mine = set(own)
    return tuple(sorted(subject for subject in found if subject not in mine))


def _holds(table: Table, columns: Iterable[str], wanted: Iterable[str]) -> ColumnElement[bool]:
    return or_(*(func.instr(table.c[column], text) > 0 for column in columns for text in wanted))


def _numbers(desk: Desk, query: Select[Any]) -> Iterator[int]:
    yield from sorted(set(desk.connection.execute(query).scalars()))
