"""A list as it is shown, saved as a file outside: a workbook or CSV. That it went out is told to the journal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import DoesNotReconcile
from desktop.domain.journal import Record
from desktop.domain.listing import PAGE_SIZE, ListKind
from desktop.domain.money import Money, exponent_of
from desktop.i18n import formats
from desktop.services import lists
from desktop.services.named_exports import let_out

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop.domain.listing import Cursor, ListCell, Page, Query
    from desktop.domain.progress import Progress
    from desktop.services.named_exports import Typed
    from desktop.services.office import Office


class ListForm(Enum):
    """How a list is saved; the value is the file's ending."""

    WORKBOOK = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class ListWanted:
    """What is saved of a list.

    `describe` gives the cells of a row below `titles`, `safe` writes a text so that it begins no formula; `read` reads
    a page where the list has a reader of its own. `money` are the columns of amounts: CSV says their currency beside.
    """

    kind: ListKind
    query: Query
    form: ListForm
    title: str
    titles: tuple[str, ...]
    money: frozenset[int]
    currency_title: str
    describe: Callable[[Any], Sequence[ListCell]]
    safe: Callable[[str], str]
    language: str
    count: int = 0
    read: Callable[..., Page[Any]] | None = None


@dataclass(frozen=True, slots=True)
class ListFile:
    """A finished file, how many rows it has, and whether it may name people."""

    data: bytes
    rows: int
    kind: ListKind
    form: ListForm
    named: bool = False


def names_people(office: Office, kind: ListKind) -> bool:
    """Whether a list may name people as it is shown now: titles of campaigns and remarks may, too."""
    return office.has_identity and kind is not ListKind.RATES


def make_list_file(office: Office, wanted: ListWanted, progress: Progress) -> ListFile:
    """Read a whole list as its query shows it, and make the file.

    Raises:
        Stopped: From `progress`; nothing is left behind.
        DoesNotReconcile: The workbook says something else when it is read back.
    """
    from desktop.documents.list_sheet import make_list_csv, make_list_workbook  # noqa: PLC0415 - late: heavy

    rows = _rows(office, wanted, progress)
    if wanted.form is ListForm.WORKBOOK:
        try:
            data = make_list_workbook(wanted.title, wanted.titles, rows, wanted.language, office.today(), progress)
        except ValueError as error:
            raise DoesNotReconcile(what=str(error)) from error
    else:
        titles = [each for at, title in enumerate(wanted.titles) for each in _beside(wanted, at, title)]
        separator = ";" if formats.digits(".", wanted.language) == "," else ","
        data = make_list_csv(titles, (_flat(row, wanted) for row in rows), separator)
    return ListFile(data, len(rows), wanted.kind, wanted.form, names_people(office, wanted.kind))


def save_list_file(office: Office, made: ListFile, path: Path, own: str | Typed | None = None) -> None:
    """Write the file where the user wants it, and record in the journal that it went out; neither without the other.

    `own` is the acting user's passphrase, once more: only asked for where the list may name people.

    Raises:
        Refused: The passphrase is not this user's; there is no file.
        CannotWrite: The place does not allow it; nothing is recorded.
    """
    facts = {"list": made.kind.value, "rows": made.rows}
    let_out(office, made.data, path, Record("list.exported", "office", facts), own, named=made.named)


def _rows(office: Office, wanted: ListWanted, progress: Progress) -> list[tuple[ListCell, ...]]:
    rows: list[tuple[ListCell, ...]] = []
    read = wanted.read or lists.read_page
    after: Cursor | None = None
    while True:
        page = read(office, wanted.kind, wanted.query, after, progress=progress)
        rows.extend(tuple(wanted.describe(row)) for row in page.rows)
        progress.step(len(rows), 2 * max(wanted.count, len(rows)))
        if page.last is None or len(page.rows) < PAGE_SIZE:
            return rows
        after = page.last


def _flat(row: Sequence[ListCell], wanted: ListWanted) -> list[str]:
    """Write a row as CSV has it: amounts are plain numbers, their currency stands beside them."""
    cells: list[str] = []
    for at, cell in enumerate(row):
        if isinstance(cell, Money):
            cells += [_figure(cell, wanted.language), cell.currency]
        else:
            cells += [wanted.safe(cell)] + ([""] if at in wanted.money else [])
    return cells


def _beside(wanted: ListWanted, at: int, title: str) -> list[str]:
    return [title, wanted.currency_title] if at in wanted.money else [title]


def _figure(amount: Money, language: str) -> str:
    exponent = exponent_of(amount.currency)
    whole, part = divmod(abs(amount.minor), 10**exponent)
    plain = f"{'-' if amount.minor < 0 else ''}{whole}" + (f".{part:0{exponent}d}" if exponent else "")
    return formats.digits(plain, language)
