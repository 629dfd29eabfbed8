"""What the import of a table says, of each kind, and what it says at its end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.table_fields import TableKind
from desktop.i18n import mark, ntr, tr
from desktop.ui.importing.words import ImportWords, Told

if TYPE_CHECKING:
    from desktop.domain.table_import import TableDone


def _told(done: TableDone) -> Told:
    added = ntr("{count} row added", "{count} rows added", len(done.added))
    changed = ntr("{count} row changed", "{count} rows changed", len(done.changed))
    left = [ntr("{count} row left out", "{count} rows left out", done.skipped)] if done.skipped else []
    left += [ntr("{count} row refused", "{count} rows refused", done.refused)] if done.refused else []
    summary = tr("Imported: {added}, {changed}.").format(added=added, changed=changed)
    return Told(summary, left, (*done.added, *done.changed))


_PEOPLE = ImportWords(
    heading=mark("Import people"),
    back=mark("People"),
    files=mark("Tables"),
    choose=mark("Choose a table"),
    reading=mark("Reading the table"),
    look=mark("Look at the rows"),
    storing=mark("Storing the rows"),
    show_list=mark("Show the people"),
    another=mark("Another table"),
    undone=mark("What was added is archived, what was changed is as it was."),
    tell=_told,
)
_ITEMS = replace(
    _PEOPLE, heading=mark("Import expense items"), back=mark("Expense items"), show_list=mark("Show the items")
)
WORDS = {TableKind.PEOPLE: _PEOPLE, TableKind.ITEMS: _ITEMS}
