"""The conditions that rows meet when they have what was typed; every one of them can be answered from an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, and_, cast, func, or_, select

from desktop.domain.ids import CodeKind
from desktop.storage.folding import needles
from desktop.storage.merged import merged_with
from desktop.storage.search import Indexed, rows_with
from desktop.storage.tables_ledger import document, item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement

    from desktop.domain.receipts import DocumentKind
    from desktop.storage.context import Desk
    from desktop.storage.lists.typed import Range, Typed


def named(desk: Desk, column: ColumnElement[Any], kind: Indexed, typed: Typed) -> Iterator[ColumnElement[bool]]:
    """Rows whose `column` is the id of an indexed thing that has the typed words."""
    rows = rows_with(kind, typed.words) if desk.has_identity else None
    if rows is not None:
        yield column.in_(rows)


def labelled(typed: Typed) -> ColumnElement[bool] | None:
    """Expense items whose label has the typed words. Labels lie in the ledger book, which has no search index."""
    found = [
        or_(*(func.instr(item.c.label_words, needle) > 0 for needle in looked_for))
        for word in typed.words
        if (looked_for := needles(word))
    ]
    return and_(*found) if found else None


def coded(column: ColumnElement[Any], kind: CodeKind, typed: Typed) -> Iterator[ColumnElement[bool]]:
    """Rows whose `column` is the number of a code that was typed."""
    yield from within(column, typed.codes_of(kind))


def of_person(desk: Desk, column: ColumnElement[Any], typed: Typed) -> Iterator[ColumnElement[bool]]:
    """Rows whose `column` is the number of a person whose code was typed, or of one who was merged with them."""
    ranges = typed.codes_of(CodeKind.PERSON)
    yield from within(column, ranges)
    exact = {each.low for each in ranges if each.low == each.high}
    others = {other for number in exact for other in merged_with(desk, number)} - exact
    if others:
        yield column.in_(sorted(others))


def numbered(column: ColumnElement[Any], typed: Typed) -> Iterator[ColumnElement[bool]]:
    """Rows whose own number was typed without its letter."""
    if typed.number is not None:
        yield column == typed.number


def amounting(typed: Typed, *columns: ColumnElement[Any]) -> Iterator[ColumnElement[bool]]:
    """Rows with a typed amount in one of the columns."""
    for column in columns:
        yield from within(column, typed.amounts)


def within(column: ColumnElement[Any], ranges: Iterable[Range]) -> Iterator[ColumnElement[bool]]:
    """Rows whose column lies in one of the ranges."""
    for each in ranges:
        yield column == each.low if each.low == each.high else column.between(each.low, each.high)


def papered(ids: ColumnElement[Any], typed: Typed, kinds: Sequence[DocumentKind]) -> Iterator[ColumnElement[bool]]:
    """Rows on which a document rests whose number was typed: from its beginning, or its year and count."""
    found = list(of_number(typed))
    if found:
        subject = cast(func.substr(document.c.subject_key, 2), Integer)
        yield ids.in_(select(subject).where(document.c.kind.in_([kind.value for kind in kinds]), or_(*found)))


def of_number(typed: Typed) -> Iterator[ColumnElement[bool]]:
    """Documents whose number was typed: from its beginning, or its year and count."""
    if typed.document:
        yield beginning(document.c.number, typed.document)
    if typed.whole_number is not None:
        yield of_whole_number(typed.whole_number)
    if typed.in_year is not None:
        year, count = typed.in_year
        yield and_(document.c.count == count, document.c.year == year)


def of_whole_number(number: tuple[str, int, int]) -> ColumnElement[bool]:
    """The document of a series, year and count, however many zeros the count was typed with."""
    prefix, year, count = number
    return and_(document.c.prefix == prefix, document.c.year == year, document.c.count == count)


def beginning(column: ColumnElement[Any], start: str) -> ColumnElement[bool]:
    """Rows whose text begins so. A range, because LIKE reads no index here."""
    return and_(column >= start, column < start + "\U0010ffff")
