"""A person's card on paper: captions with texts, and tables, from sheet to sheet; what is empty is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from desktop.documents.layout import CAPTION, Row, Rule, columns, gap, grid, height_of, paragraph
from desktop.documents.office_paper import PaperHead, Speaker, draw_office_paper
from desktop.documents.paper import INK, MM
from desktop.documents.second import set_lines
from desktop.documents.sheet import LEFT, RIGHT, WIDTH
from desktop.documents.text import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TITLE = Style(10, 14.5, bold=True)
_TEXT = Style(9, 12)
_CELL = Style(8.5, 11)
_PAD = 1.1 * MM
_BESIDE = 3 * MM
_APART = 4 * MM
_HIGHEST = 3  # a text of more lines has the sheet's whole width
_WHOLE = 60 * MM  # a line of a table that is higher may go on on the next sheet


@dataclass(frozen=True, slots=True)
class FactsPart:
    """A part of captions, each with its text, `across` side by side; one without a text is left out."""

    title: str
    pairs: tuple[tuple[str, str], ...]
    across: int = 3


class CardColumn(NamedTuple):
    """A column of a table: its head, how wide it is beside the others, and whether it ends at its right edge."""

    head: str
    share: int
    right: bool = False


@dataclass(frozen=True, slots=True)
class TablePart:
    """A part of lines below heads; without lines it is left out."""

    title: str
    columns: tuple[CardColumn, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PersonCard:
    """All that a card says: whose it is, by the code alone, and its parts in order, in the paper's language."""

    head: PaperHead
    code: str
    parts: tuple[FactsPart | TablePart, ...]


def draw_person_card(card: PersonCard) -> bytes:
    """Draw a card as a PDF, in memory; outside its rows it names nobody."""
    t = Speaker(card.head.language, card.head.second_language).t
    body = [row for part in card.parts for row in _part(part)]
    notice = t.tr("Personal data: keep locked")
    return draw_office_paper(card.head, t.tr("Person's card"), card.code, body or [gap(0)], (), repr(card), notice)


def _part(part: FactsPart | TablePart) -> list[Row]:
    rows = _facts(part) if isinstance(part, FactsPart) else _table(part)
    return [*_titled(part.title), *rows, gap(3 * MM)] if rows else []


def _titled(title: str) -> Iterator[Row]:
    """Set a part's title, held to what follows it."""
    yield from (replace(row, keep=True) for row in paragraph(title, LEFT, WIDTH, _TITLE))
    yield Row(1.2 * MM, rule=Rule(LEFT, RIGHT, INK, 0.5), keep=True)


def _facts(part: FactsPart) -> list[Row]:
    """Set short texts side by side; long ones follow, each on lines of its own."""
    shown = [pair for pair in part.pairs if pair[1].strip()]
    narrow = (WIDTH - _APART * (part.across - 1)) / part.across
    long = [pair for pair in shown if len(set_lines(pair[1], _TEXT, narrow)) > _HIGHEST]
    rows = grid([pair for pair in shown if pair not in long], LEFT, WIDTH, part.across, _TEXT)
    for caption, text in long:
        rows += [replace(row, keep=True) for row in paragraph(caption, LEFT, WIDTH, CAPTION)]
        rows += [*paragraph(text, LEFT, WIDTH, _TEXT), gap(1.3 * MM)]
    return rows


def _table(part: TablePart) -> list[Row]:
    """Set a table whose heads stand again on each sheet; a line holds together unless it is very high."""
    heads = _side_by_side(part.columns, [each.head for each in part.columns], CAPTION, foot=True)
    head = tuple(replace(row, keep=True) for row in heads)
    rows: list[Row] = []
    for cells in part.lines:
        line = _side_by_side(part.columns, cells, _CELL)
        whole = height_of(line) <= _WHOLE
        rows.append(Row(_PAD, rule=Rule(LEFT, RIGHT), keep=True, head=head))
        rows += [
            replace(row, keep=row.keep or (whole and place < len(line)), head=head)
            for place, row in enumerate(line, start=1)
        ]
        rows.append(Row(_PAD * 0.6, head=head))
    return [*head, *rows] if rows else []


def _side_by_side(heads: Sequence[CardColumn], texts: Sequence[str], style: Style, *, foot: bool = False) -> list[Row]:
    """Set the cells of a line in their columns."""
    room = WIDTH - _BESIDE * (len(heads) - 1)
    whole = sum(each.share for each in heads)
    cells: list[tuple[float, str, Style, float]] = []
    x = LEFT
    for column, text in zip(heads, texts, strict=True):
        width = room * column.share / whole
        cells.append((x, text, style, width))
        x += width + _BESIDE
    return columns(*cells, foot=foot, right=[place for place, each in enumerate(heads) if each.right])
