"""Drafts of forms, and the one narrow door through which they are written without a record in the journal.

What people half typed is nobody's fact: a journal that told of each two seconds of typing would say nothing any more.
So there is a desk of its own that holds no repository but this one: nothing else can be written through it, and
`Work.commit` goes on demanding a record for everything that is a fact.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from typing import TYPE_CHECKING, Self

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from desktop.domain.drafts import FormDraft
from desktop.domain.views import SavedView, read_state
from desktop.storage.failures import translating_errors
from desktop.storage.tables_identity import draft_identity
from desktop.storage.tables_money import draft_ledger

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from sqlalchemy import Connection, Engine, Table


VIEW = "view:"
"""Before the section of a saved view; no section of the window is called so."""


def forget_drafts(connection: Connection, owner: int, keys: Iterable[str], *, has_identity: bool) -> None:
    """Take a user's drafts out of every open book; those that are not there are gone already."""
    wanted = list(keys)
    for table in _tables(has_identity=has_identity) if wanted else ():
        connection.execute(table.delete().where(table.c.owner == owner, table.c.key.in_(wanted)))


class DraftDesk:
    """One user's drafts, in the identity book where it is open, else in the ledger book, whose forms hold no names.

    A context manager as a unit of work is: what is not committed never happened. Drafts of others are never read.
    """

    def __init__(self, engine: Engine, *, has_identity: bool, owner: int) -> None:
        """Prepare; `Store.drafts` makes these, and `with` begins them."""
        self._engine, self._has_identity, self._owner = engine, has_identity, owner
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Begin."""
        with ExitStack() as opening:
            opening.enter_context(translating_errors())
            self._connection = opening.enter_context(self._engine.connect())
            self._open = opening.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take back whatever was not committed."""
        self._open.push(lambda *_raised: self._connection.rollback())
        self._open.__exit__(kind, error, trace)

    def keep(self, draft: FormDraft) -> None:
        """Store a draft in place of the one with the same key."""
        self._keep(draft, _tables(has_identity=self._has_identity)[-1])

    def _keep(self, draft: FormDraft, table: Table) -> None:
        values = {
            "owner": self._owner,
            "at": draft.at.isoformat(),
            "section": draft.section,
            "target": draft.target,
            "title": draft.title,
            "state": draft.state,
        }
        self._connection.execute(
            insert(table)
            .values(key=draft.key, **values)
            .on_conflict_do_update(index_elements=["key"], set_=values, where=table.c.owner == self._owner)
        )

    def forget(self, keys: Iterable[str]) -> None:
        """Take drafts out."""
        forget_drafts(self._connection, self._owner, keys, has_identity=self._has_identity)

    def mine(self) -> tuple[FormDraft, ...]:
        """Read this user's drafts, the oldest first; views are none."""
        found = self._kept(has_identity=self._has_identity)
        return tuple(each for each in found if not each.section.startswith(VIEW))

    def keep_view(self, view: SavedView, *, names: bool = True) -> None:
        """Store a view in place of the one with the same key. It lies with the drafts, and is never offered as one.

        Without `names` it was made by somebody who sees none, and lies in the ledger book.
        """
        section = f"{VIEW}{view.section}"
        self.forget((view.key,))  # it may lie in the other book, from when the names could not be opened
        draft = FormDraft(view.key, section, view.area, view.name, view.at, view.state.written())
        self._keep(draft, _tables(has_identity=self._has_identity and names)[-1])

    def views(self, *, names: bool = True) -> tuple[SavedView, ...]:
        """Read this user's views, the first one saved first; without `names`, those that can hold none."""
        return tuple(
            SavedView(
                each.key, each.section.removeprefix(VIEW), each.target, each.title, each.at, read_state(each.state)
            )
            for each in self._kept(has_identity=self._has_identity and names)
            if each.section.startswith(VIEW)
        )

    def _kept(self, *, has_identity: bool) -> list[FormDraft]:
        found = [
            FormDraft(row.key, row.section, row.target, row.title, datetime.fromisoformat(row.at), row.state)
            for table in _tables(has_identity=has_identity)
            for row in self._connection.execute(select(table).where(table.c.owner == self._owner))
        ]
        return sorted(found, key=lambda each: (each.at, each.key))

    def commit(self) -> None:
        """Make it last."""
        self._connection.commit()


def _tables(*, has_identity: bool) -> tuple[Table, ...]:
    return (draft_ledger, draft_identity) if has_identity else (draft_ledger,)
