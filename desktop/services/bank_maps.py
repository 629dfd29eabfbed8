"""A bank's own table: read by a kept choice of columns, or shown so that somebody says what its columns are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.bank_heads import bank_heads
from desktop.domain.bank_maps import bank_map_saved, check_bank_map, propose_bank_map
from desktop.domain.bank_statements import LARGEST_STATEMENT
from desktop.domain.errors import CannotRead, Refused, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.table_maps import MOST_SAVED
from desktop.domain.text import one_line
from desktop.services.incoming import read_incoming
from desktop.services.money_in import read_statement_bytes
from desktop.services.tables import read_table_bytes
from desktop.services.undo import Gesture, Keeper

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.bank_columns import BankMap
    from desktop.domain.bank_maps import SavedBankMap
    from desktop.domain.bank_statements import Statement
    from desktop.domain.progress import Progress
    from desktop.domain.table_maps import Heads
    from desktop.domain.table_rows import TableText
    from desktop.services.office import Office
    from desktop.services.undo import Putting
    from desktop.storage.work import Work

_SUBJECT = "bank"


@dataclass(frozen=True, slots=True)
class BankTable:
    """A bank's own table, and what its columns likely are; `saved` names the kept choice that knew it, or is empty."""

    table: TableText
    heads: Heads
    proposed: BankMap
    saved: str = ""


def read_bank_file(
    office: Office, path: Path, *, progress: Progress | None = None
) -> tuple[tuple[Statement, ...], BankTable | None]:
    """Read a file of a bank: its statements, and the table that it is where the program does not know the bank.

    A table that no kept choice of columns knows gives no statements: somebody says first what its columns are.

    Raises:
        CannotRead: As `money_in.read_statement_file`.
        Refused: A line cannot be read.
        Stopped: From `progress`.
    """
    data = read_incoming(path, LARGEST_STATEMENT)
    try:
        return read_statement_bytes(data, path.name), None
    except CannotRead as error:
        if error.params.get("reason") != "bank_unknown_table":
            raise
    found = look_at_bank_table(office, read_table_bytes(data, progress=progress))
    try:
        return read_bank_table(found.table, found.proposed) if found.saved else (), found
    except (CannotRead, Refused):  # the kept choice does not read this file: somebody looks at its columns
        return (), found


def look_at_bank_table(office: Office, table: TableText) -> BankTable:
    """Say what the columns of a bank's table likely are."""
    heads = bank_heads(table)
    proposed, name = propose_bank_map(heads, bank_maps(office), table)
    return BankTable(table, heads, proposed, name)


def read_bank_table(table: TableText, chosen: BankMap) -> tuple[Statement, ...]:
    """Read a bank's table by what its columns are; raises as `intake.bank.mapped.read_mapped`."""
    from desktop.intake.bank.mapped import read_mapped  # noqa: PLC0415  late: few sessions import a statement

    return read_mapped(table, chosen)


# ------------------------------------------------------------------------------------------------------------- maps


def bank_maps(office: Office) -> tuple[SavedBankMap, ...]:
    """Give the kept choices of columns of banks' tables, by name."""
    with office.work() as work:
        return work.settings.bank_maps()


def keep_bank_map(office: Office, name: str, chosen: BankMap, heads: Heads) -> SavedBankMap:
    """Keep a choice of columns under a name, in place of one that has it.

    Raises:
        Refused: It has no name, the table has no heads, or there are too many.
    """
    saved = bank_map_saved(one_line(name), chosen, heads)
    refuse_errors(check_bank_map(saved))
    with office.work() as work:
        kept = work.settings.bank_maps()
        if saved in kept:
            return saved
        if len([each for each in kept if each.name != saved.name]) >= MOST_SAVED:
            raise refuse("import.map_many", at="name", most=MOST_SAVED)
        gesture = Gesture(office, work)
        gesture.changes(BANK_MAPS, saved.name)
        work.settings.keep_bank_map(saved)
        gesture.commit(_mapped(saved))
    return saved


@dataclass(frozen=True, slots=True)
class KeptBankMap:
    """The choice that is kept under a name; None where there is none."""

    saved: SavedBankMap | None


def _read(work: Work, name: str) -> KeptBankMap:
    return KeptBankMap(next((each for each in work.settings.bank_maps() if each.name == name), None))


def _put(asked: Putting) -> list[Record]:
    assert isinstance(asked.wanted, KeptBankMap)  # noqa: S101  what `_read` gave
    saved = asked.wanted.saved
    if saved is None:
        asked.work.settings.forget_bank_map(asked.code)
        return [Record("table.map_removed", _SUBJECT)]
    asked.work.settings.keep_bank_map(saved)
    return [_mapped(saved)]


def _mapped(saved: SavedBankMap) -> Record:
    return Record("table.mapped", _SUBJECT, {"columns": len(saved.heads)})


BANK_MAPS = Keeper("bank map", _read, _put)
"""How choices of columns are taken back."""
