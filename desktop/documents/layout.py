"""Rows of text that stack from the top of a sheet and go on to the next one: the grid all documents stand on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from desktop.documents.paper import HAIR, MM, TINT, Paper
from desktop.documents.second import CAPTION as CAPTION
from desktop.documents.second import second_style, set_lines
from desktop.documents.text import Style
from desktop.i18n.both import parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from desktop.documents.second import Piece

_CAPITAL = 0.729
"""Height of a capital letter, in parts of the size."""

BODY = Style(9.5, 13)
STRONG = Style(9.5, 13, bold=True)
NOTE = Style(8, 11, tone=CAPTION.tone)


class Cell(NamedTuple):
    """A line of text in a row: from x on, or ending there if `right`."""

    x: float
    text: str
    style: Style
    right: bool = False


class Rule(NamedTuple):
    """A hairline along the top of a row."""

    x: float
    to: float
    tone: float = HAIR
    weight: float = 0.4


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the stack; it is never broken. `keep` holds it to the row after it.

    All cells share a baseline, set so that the largest capitals stand in the row's middle. `shade` is a tinted ground
    from x to x. `head` are the rows to repeat above, where a new sheet begins with this row (a table's headings).
    """

    height: float
    cells: tuple[Cell, ...] = ()
    rule: Rule | None = None
    shade: tuple[float, float] | None = None
    keep: bool = False
    head: tuple[Row, ...] = ()

    def draw(self, paper: Paper, top: float) -> None:
        """Draw the row with its upper edge at `top`."""
        if self.shade:
            # A hair taller than the row, so that no seam shows between two of them.
            paper.area(self.shade[0], top - self.height - 0.1, self.shade[1] - self.shade[0], self.height + 0.1, TINT)
        if self.rule:
            paper.rule(self.rule.x, top, self.rule.to, self.rule.tone, self.rule.weight)
        if self.cells:
            largest = max(cell.style.size for cell in self.cells)
            baseline = top - self.height / 2 - largest * _CAPITAL / 2
            for cell in self.cells:
                x = cell.x - cell.style.width(cell.text) if cell.right else cell.x
                paper.put(x, baseline, cell.text, cell.style.face, cell.style.size, cell.style.tone)


def gap(height: float, shade: tuple[float, float] | None = None) -> Row:
    """Leave room; with `shade`, on a tinted ground."""
    return Row(height, shade=shade, keep=shade is not None)


def line(x: float, to: float, tone: float = HAIR, weight: float = 0.4) -> Row:
    """Draw a hairline that takes no room."""
    return Row(0, rule=Rule(x, to, tone, weight))


def columns(*cells: tuple[float, str, Style, float], foot: bool = False, right: Collection[int] = ()) -> list[Row]:
    """Set texts side by side, each x, text, style and width; as many rows as the longest needs.

    The first two hold together, so that a caption never stands alone at a sheet's foot. A text of two languages stands
    in the first one's style, and below or after it quietly in the second one's. With `foot` the last lines of all
    stand on one baseline, else the first ones. The cells of the places in `right` end at their width's end.
    """
    broken = [set_lines(text, style, width) for _x, text, style, width in cells]
    count = max((len(lines) for lines in broken), default=0)
    usual = max((cell[2].leading for cell, lines in zip(cells, broken, strict=True) if lines), default=0)
    rows = []
    for n in range(count):
        row: list[Cell] = []
        height = 0.0
        for place, ((x, _text, style, width), lines) in enumerate(zip(cells, broken, strict=True)):
            at = n - (count - len(lines)) if foot else n
            if 0 <= at < len(lines):
                start = x + (width - _width(lines[at]) if place in right else 0)
                row += [Cell(start + piece.offset, piece.text, piece.style) for piece in lines[at]]
                # A line of the second language alone is lower than a usual one.
                height = max(height, *(usual if piece.style == style else piece.style.leading for piece in lines[at]))
        rows.append(Row(height, tuple(row)))
    return [replace(row, keep=n == 0 and count > 1) for n, row in enumerate(rows)]


def _width(pieces: Sequence[Piece]) -> float:
    """Measure a line that was set."""
    last = pieces[-1]
    return last.offset + last.style.width(last.text)


def paragraph(text: str, x: float, width: float, style: Style) -> list[Row]:
    """Set a text in lines of its own; of two languages, the second one's below."""
    return [
        Row(pieces[0].style.leading, tuple(Cell(x + piece.offset, piece.text, piece.style) for piece in pieces))
        for pieces in set_lines(text, style, width)
    ]


def second_title(text: str, x: float, width: float, style: Style) -> list[Row]:
    """Set what a title of `style` says in the second language, to stand below it; nothing where there is none."""
    return [row for said in parts(text)[1:] for row in paragraph(said, x, width, second_style(style))]


def heading(height: float, *cells: Cell) -> tuple[Row, ...]:
    """Set the heads of a table's columns, each in one line; of two languages, the second one's in a row below."""
    if not any(parts(cell.text)[1:] for cell in cells):
        return (Row(height, cells, keep=True),)
    first = Row(height - 2, tuple(cell._replace(text=parts(cell.text)[0]) for cell in cells), keep=True)
    below = [
        cell._replace(text=parts(cell.text)[1], style=second_style(cell.style))
        for cell in cells
        if parts(cell.text)[1:]
    ]
    return first, Row(max(cell.style.leading for cell in below) + 1, tuple(below), keep=True)


def grid(
    pairs: Sequence[tuple[str, str]], x: float, width: float, count: int, style: Style, below: float = 1.3 * MM
) -> list[Row]:
    """Set captions with their texts below, `count` side by side; pairs without a text are left out.

    `below` is the space under each of its rows.
    """
    space = 4 * MM
    each = (width - space * (count - 1)) / count
    shown = [pair for pair in pairs if pair[1].strip()]
    rows: list[Row] = []
    for start in range(0, len(shown), count):
        line_up = [(x + n * (each + space), *pair) for n, pair in enumerate(shown[start : start + count])]
        captions = columns(*((left, caption, CAPTION, each) for left, caption, _text in line_up), foot=True)
        rows += [replace(row, keep=True) for row in captions]
        rows += columns(*((left, text, style, each) for left, _caption, text in line_up))
        rows.append(gap(below))
    return rows


def low_grid(
    pairs: Sequence[tuple[str, str]],
    x: float,
    width: float,
    counts: Sequence[int],
    style: Style,
    below: float = 1.3 * MM,
) -> list[Row]:
    """Set a grid by that of the `counts` which takes the least height: long captions may need wider columns."""
    return min((grid(pairs, x, width, count, style, below) for count in counts), key=height_of)


def over(rows: Iterable[Row], *, shade: tuple[float, float]) -> list[Row]:
    """Put a tinted ground under rows and hold them together."""
    return [replace(row, shade=shade, keep=True) for row in rows]


def height_of(rows: Iterable[Row]) -> float:
    """Sum the heights of rows, in points."""
    return sum(row.height for row in rows)


def draw_rows(paper: Paper, rows: Iterable[Row], top: float) -> float:
    """Draw rows below each other; gives the lower edge of the last."""
    for row in rows:
        row.draw(paper, top)
        top -= row.height
    return top


def _blocks(rows: Sequence[Row], limit: float) -> list[list[Row]]:
    """Gather rows that are kept together; what is taller than a sheet is let go row by row."""
    blocks: list[list[Row]] = [[]]
    for row in rows:
        blocks[-1].append(row)
        if not row.keep:
            blocks.append([])
    whole: list[list[Row]] = []
    for block in filter(None, blocks):
        whole.extend([block] if height_of(block) <= limit else [[row] for row in block])
    return whole


def paginate(rows: Sequence[Row], first: float, others: float, tail: float) -> list[list[Row]]:
    """Deal rows out to sheets with room for `first` and `others`; below the last ones `tail` stays free.

    Where the tail alone does not fit any more, it gets a sheet with the last block of rows, so it never stands alone.
    """
    sheets: list[list[Row]] = [[]]
    room = first
    for block in _blocks(rows, others - tail):
        if height_of(block) > room and (sheets[-1] or room < others):
            sheets.append([])
            room = others
            repeated = list(block[0].head)
            sheets[-1].extend(repeated)
            room -= height_of(repeated)
        sheets[-1].extend(block)
        room -= height_of(block)
    if room < tail:
        taken = _take_last(sheets[-1], others - tail)
        sheets.append([*taken[0].head, *taken])
    return sheets


def _take_last(sheet: list[Row], room: float) -> list[Row]:
    """Take the last block of a sheet away with it, or as much of its end as has room; never the whole sheet."""
    at = len(sheet) - 1
    while at > 0 and (sheet[at - 1].keep or sheet[at].height == 0):
        if height_of([*sheet[at - 1].head, *sheet[at - 1 :]]) > room:
            break  # a block that was let go is not put together again
        at -= 1
    if at <= 0:
        return [Row(0)]
    taken = sheet[at:]
    del sheet[at:]
    return taken
