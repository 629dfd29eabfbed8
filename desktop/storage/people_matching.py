"""Which people the rows of a table may mean: by alias, document, bank account or name, in one walk through the book.

What is held in memory grows with the file, not with the office.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.domain.table_import import document_key
from desktop.storage.context import read_day
from desktop.storage.folding import sort_key
from desktop.storage.merged import code_now
from desktop.storage.tables_identity import person_identity

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.people import PersonDraft
    from desktop.domain.progress import Progress
    from desktop.storage.context import Desk

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """By what a person may be found; each is empty where nothing is known."""

    alias: str
    document: str
    iban: str
    name: str

    @classmethod
    def of(cls, draft: PersonDraft) -> PersonKeys:
        """Give the keys of a draft."""
        return cls(
            sort_key(draft.alias),
            document_key(draft.document),
            document_key(draft.iban),
            sort_key(draft.name_local or draft.name_latin or draft.name_bank or draft.alias),
        )


@dataclass(slots=True)
class Matches:
    """Codes by key; a name may be that of several people, each with the day of birth that is known."""

    alias: dict[str, str] = field(default_factory=dict)
    document: dict[str, str] = field(default_factory=dict)
    iban: dict[str, str] = field(default_factory=dict)
    name: dict[str, list[tuple[str, date | None]]] = field(default_factory=dict)


def match_people(desk: Desk, wanted: set[PersonKeys], progress: Progress) -> Matches:
    """Find the people who have one of the wanted keys; nobody without the identity book.

    Raises:
        Stopped: From `progress`.
    """
    found = Matches()
    if not desk.has_identity or not wanted:
        return found
    aliases, documents, ibans, names = (
        {key for each in wanted if (key := getattr(each, name))} for name in ("alias", "document", "iban", "name")
    )
    columns = [person_identity.c[name] for name in ("id", "alias_sort", "document", "iban", "name_sort", "birth_date")]
    rows = desk.connection.execute(
        select(*columns).order_by(person_identity.c.id).execution_options(yield_per=_AT_ONCE)
    )
    for place, row in enumerate(rows):
        if place % _AT_ONCE == 0:
            progress.step(0, 0)
        code = code_now(desk, row.id)
        for key, keys, where in (
            (row.alias_sort, aliases, found.alias),
            (document_key(row.document), documents, found.document),
            (document_key(row.iban), ibans, found.iban),
        ):
            if key in keys:
                where.setdefault(key, code)
        if row.name_sort in names and all(code != known for known, _born in found.name.get(row.name_sort, ())):
            found.name.setdefault(row.name_sort, []).append((code, read_day(row.birth_date)))
    return found
