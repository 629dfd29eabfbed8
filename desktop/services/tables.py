"""Tables from outside: read in a process of its own, with what their columns likely are, and the maps that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.cases import CaseStatus
from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.pages import ItemCategory
from desktop.domain.table_import import Readers
from desktop.domain.table_maps import MOST_SAVED, SavedMap, check_saving, find_heads, propose, saved_as
from desktop.domain.table_rows import LARGEST_TABLE, TableAsked
from desktop.domain.text import one_line
from desktop.services import wording
from desktop.services.incoming import read_incoming
from desktop.services.undo import Gesture, Keeper

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.progress import Progress
    from desktop.domain.table_fields import TableKind
    from desktop.domain.table_maps import Heads, TableMap
    from desktop.domain.table_rows import TableText
    from desktop.services.office import Office
    from desktop.services.undo import Putting
    from desktop.storage.work import Work

_AS_READ = TableAsked()


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table with its heads and what its columns likely are; `saved` names the map that knew it, empty for none."""

    table: TableText
    heads: Heads
    proposed: TableMap
    saved: str = ""


def read_table_file(path: Path, asked: TableAsked = _AS_READ, *, progress: Progress | None = None) -> TableText:
    """Read a table of people or items from a file.

    Raises:
        CannotRead: The file is missing, too large, or no table; the reason is a stable word.
        Stopped: From `progress`.
    """
    return read_table_bytes(read_incoming(path, LARGEST_TABLE), asked, progress=progress)


def read_table_bytes(data: bytes, asked: TableAsked = _AS_READ, *, progress: Progress | None = None) -> TableText:
    """Read a table from a file's bytes, as `read_table_file`."""
    from desktop.intake.tables.apart import read_table_apart  # noqa: PLC0415 - late: few sessions import a table

    return read_table_apart(data, asked, progress)


def read_pasted(text: str, *, progress: Progress | None = None) -> TableText:
    """Read rows that were copied from a spreadsheet, as `read_table_file`."""
    return read_table_bytes(text.encode("utf-8", "replace"), TableAsked(encoding="utf-8"), progress=progress)


def look_at_table(office: Office, kind: TableKind, table: TableText) -> TableRead:
    """Say what the columns of a table likely are, by the maps that were kept, its heads, and what its cells hold."""
    heads = find_heads(kind, table)
    proposed, name = propose(kind, table, heads, table_maps(office, kind))
    return TableRead(table, heads, proposed, name)


# ------------------------------------------------------------------------------------------------------------- maps


def table_maps(office: Office, kind: TableKind) -> tuple[SavedMap, ...]:
    """Give the maps that were kept for such tables, by name."""
    with office.work() as work:
        return tuple(each for each in work.settings.table_maps() if each.kind is kind)


def keep_table_map(office: Office, name: str, chosen: TableMap, heads: Heads) -> SavedMap:
    """Keep a map under a name, in place of one that has it.

    Raises:
        Refused: It has no name, the table has no heads, there are too many maps, or the name is of another kind.
    """
    saved = saved_as(one_line(name), chosen, heads)
    refuse_errors(check_saving(saved))
    with office.work() as work:
        others = [each for each in work.settings.table_maps() if each.name != saved.name]
        before = next((each for each in work.settings.table_maps() if each.name == saved.name), saved)
        if before.kind is not saved.kind:
            raise refuse("import.map_other_kind", at="name")
        if len(others) >= MOST_SAVED:
            raise refuse("import.map_many", at="name", most=MOST_SAVED)
        gesture = Gesture(office, work)
        gesture.changes(MAPS, saved.name)
        work.settings.keep_table_map(saved)
        gesture.commit(_mapped(saved))
    return saved


def forget_table_map(office: Office, name: str) -> None:
    """Take a map away; one that is not there is away already."""
    with office.work() as work:
        gesture = Gesture(office, work)
        gesture.changes(MAPS, name)
        if work.settings.forget_table_map(name):
            gesture.commit(_REMOVED)


@dataclass(frozen=True, slots=True)
class KeptMap:
    """The map that is kept under a name; None where there is none."""

    saved: SavedMap | None


def _read(work: Work, name: str) -> KeptMap:
    return KeptMap(next((each for each in work.settings.table_maps() if each.name == name), None))


def _put(asked: Putting) -> list[Record]:
    """Keep a map as it was, or take it away again; there may be too many by now."""
    assert isinstance(asked.wanted, KeptMap)  # noqa: S101  what `_read` gave
    saved, settings = asked.wanted.saved, asked.work.settings
    if saved is None:
        settings.forget_table_map(asked.code)
        return [_REMOVED]
    if len([each for each in settings.table_maps() if each.name != saved.name]) >= MOST_SAVED:
        raise refuse("import.map_many", at="name", most=MOST_SAVED)
    settings.keep_table_map(saved)
    return [_mapped(saved)]


_REMOVED = Record("table.map_removed", "office")


def _mapped(saved: SavedMap) -> Record:
    return Record("table.mapped", saved.kind.value, {"columns": len(saved.heads)})


MAPS = Keeper("table map", _read, _put)
"""How choices of columns are taken back."""


# ---------------------------------------------------------------------------------------------------------- readers


def readers() -> Readers:
    """Give how amounts, words for categories and statuses, and countries are read."""
    return Readers(
        money=lambda text, currency: wording.read_money(text, currency), item_category=_item_category, status=_status
    )


def _status(text: str) -> str:
    """Tell a person's status by its name, in English or on this screen; what is none is refused when it is checked."""
    word = text.strip().casefold()
    named = (each for each in CaseStatus if word in (each.value, wording.label(each).casefold()))
    found = next(named, None)
    return word if found is None else found.value


def _item_category(text: str) -> ItemCategory:
    """Tell what an item is spent on by the category's name, in English or on this screen, or else by its words."""
    from desktop.intake.proposals import category_of  # noqa: PLC0415 - late, as above

    word = text.strip().casefold()
    named = (each for each in ItemCategory if word in (each.value, wording.label(each).casefold()))
    return next(named, None) or category_of(text)
