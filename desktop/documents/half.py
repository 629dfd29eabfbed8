"""A document on half a sheet, A5 lying: issuer, details and stamp on the left; who, how much and who signs right.

What is known of the operation fills the left column down to the stamp's room; what does not fit there stands right.
A document that needs more than usual is set tighter (`TIGHT`) before it is given whole sheets: smaller heads and
spaces, the text itself never below 9 points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.documents.forms import titles_of
from desktop.documents.layout import (
    CAPTION,
    NOTE,
    Cell,
    Row,
    draw_rows,
    gap,
    height_of,
    low_grid,
    over,
    paragraph,
    second_title,
)
from desktop.documents.logo import LOGO, draw_logo, logo_room
from desktop.documents.marks import draw_tags, draw_watermark, notice_rows, tags_width
from desktop.documents.paper import A4, INK, MM, Paper
from desktop.documents.qr import draw_qr
from desktop.documents.second import set_lines
from desktop.documents.sheet import draw_footer, issuer_lines
from desktop.documents.signatures import STAMP, draw_stamp_room
from desktop.documents.text import Style, fitted
from desktop.i18n.both import Both, first_part, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.documents.plan import Plan
    from desktop.documents.wordings import Wording

HALF = A4[1] / 2
_MARGIN = 13 * MM
_TOP = 12 * MM
_FOOTER = 12 * MM
_BOTTOM = 16.5 * MM
_LEFT, _RIGHT = _MARGIN, A4[0] - _MARGIN
_SIDE = STAMP[0]
_MAIN = _LEFT + _SIDE + 8 * MM
_MAIN_WIDTH = _RIGHT - _MAIN
_QR = 18 * MM
_QR_SPACE = 5 * MM
_LEAST_TITLE = 10
_FORM = Style(9, 12)
_PAD = 2.5 * MM
_AMOUNT_WIDTH = 23 * MM
_LOGO_WIDTH = 22 * MM
_SHORT = 24


class Set(NamedTuple):
    """How a half sheet is set: its styles, the space between its parts; `beside`: captions before their texts."""

    issuer: Style = Style(10, 12.5, bold=True)
    small: Style = Style(8, 10.5, tone=NOTE.tone)
    title: Style = Style(15, 19)
    number: Style = Style(11, 14, bold=True)
    value: Style = Style(9, 11.2)
    name: Style = Style(11, 14, bold=True)
    figure: Style = Style(14, 19, bold=True)
    space: float = 1.5 * MM
    cell: float = 1.3 * MM
    beside: bool = False


USUAL = Set()
TIGHT = Set(
    Style(9.5, 11.5, bold=True), Style(8, 9.6, tone=NOTE.tone), Style(13, 14.5), Style(10, 12, bold=True),
    Style(9, 10.6), Style(10, 12, bold=True), Style(12, 14.5, bold=True), 0.7 * MM, 0.7 * MM, beside=True,
)  # fmt: skip


class Half:
    """One document as half a sheet: measured once, drawn once or twice."""

    def __init__(self, wording: Wording, plan: Plan, *, logo: bytes = b"", how: Set = USUAL) -> None:
        """Set all rows; `fits` then tells whether half a sheet is enough."""
        self.wording, self.plan, self.how = wording, plan, how
        self._notice = notice_rows(wording, _LEFT, _RIGHT - _LEFT)
        self._room = HALF - _TOP - _BOTTOM - height_of(self._notice)
        x = _LEFT + logo_room(logo, _LOGO_WIDTH)  # the logo stands beside the name, to save its height
        width = _LEFT + _SIDE - x
        self._logo = logo
        name, rest = issuer_lines(wording)
        self._issuer = [*paragraph(name, x, width, how.issuer), *paragraph(rest, x, width, how.small)]
        if logo:
            self._issuer.append(gap(max(0, LOGO - height_of(self._issuer))))
        self._title, form = titles_of(wording)
        self._below_title = [
            *second_title(self._title, _LEFT, _SIDE, how.title),
            *paragraph(form, _LEFT, _SIDE, _FORM),
        ]
        self._side, others = self._share_out()
        self._party = self._set_party()
        self._main = [
            gap(max(how.space, _QR + 3 * MM - height_of(self._party))),
            *plan.rows(wording, _MAIN, _RIGHT, _AMOUNT_WIDTH),
            gap(how.space),
            *self._set_amount(),
            *self._set_others(others),
            *self._set_sentences(),
        ]

    def _head(self) -> float:
        """Measure the left column down to its rule and the space below it."""
        how = self.how
        below = how.title.leading + height_of(self._below_title) + how.number.leading
        return height_of(self._issuer) + how.space * 4 / 3 + below + 1 * MM + how.space

    def _share_out(self) -> tuple[list[Row], list[tuple[str, str]]]:
        """Fill the left column with what is known, as far as it goes; then give what is left for the right one."""
        how = self.how
        known = [pair for pair in (*self.plan.details, *self.plan.of_form) if pair[1].strip()]
        short = [pair for pair in known if len(pair[1]) <= _SHORT]
        room = self._room - self._head() - (STAMP[1] + how.space if self.plan.stamped else 0)
        count, rows = len(short), self._grid(short, _LEFT, _SIDE)
        while rows and height_of(rows) > room:
            count -= 1
            rows = self._grid(short[:count], _LEFT, _SIDE)
        return rows, [pair for pair in known if pair not in short[:count]]

    def _grid(self, pairs: Sequence[tuple[str, str]], x: float, width: float) -> list[Row]:
        return low_grid(pairs, x, width, (3, 2), self.how.value, self.how.cell)

    @property
    def fits(self) -> bool:
        """Whether all rows and signatures find room on half a sheet."""
        stamp = STAMP[1] if self.plan.stamped else 0
        side = self._head() + height_of(self._side) + stamp
        main = (
            height_of(self._party)
            + height_of(self._main)
            + 1 * MM
            + self.plan.signing.height(_MAIN_WIDTH, tight=self.how.beside)
        )
        return max(side, main) <= self._room and self._heads_fit() and self.plan.signing.complete(_MAIN_WIDTH)

    def _heads_fit(self) -> bool:
        wording = self.wording
        tags = wording.tags(for_office=True)
        title = self._title_style(tags[1:])
        lines = ((first_part(wording.number), self.how.number, tags[:1]), (first_part(self._title), title, tags[1:]))
        return all(style.width(text) + tags_width(shown) <= _SIDE + 0.1 for text, style, shown in lines)

    def _title_style(self, tags: Sequence[str]) -> Style:
        """Set a long title smaller, rather than the whole document on other sheets."""
        return fitted(first_part(self._title), self.how.title, _SIDE - tags_width(tags), _LEAST_TITLE)

    def _set_party(self) -> list[Row]:
        """Set who gave or gets the money beside the code; what is below the code has the whole width."""
        facts, how = self.wording.facts, self.how
        width = _MAIN_WIDTH - _QR - _QR_SPACE
        name = facts.party.strip() or facts.party_code
        caption = self.plan.party
        if facts.party_code and facts.party_code != name:
            *first, last = parts(caption)
            last = f"{last}  ·  {facts.party_code}"
            caption = Both(first[0], last) if first else last
        rows = paragraph(caption, _MAIN, width, CAPTION) + paragraph(name or "—", _MAIN, width, how.name)
        for said, text in [*self.plan.of_party, (self.plan.purpose, facts.purpose)]:
            if text.strip():
                wide = _MAIN_WIDTH if height_of(rows) >= _QR + 1 * MM else width
                rows += [gap(how.space * 2 / 3), *self._captioned(said, text, wide)]
        return rows

    def _captioned(self, said: str, text: str, width: float) -> list[Row]:
        """Set a caption over its text; or before it, where the sheet is set so and one line holds both."""
        above, below = set_lines(said, CAPTION, width), set_lines(text, self.how.value, width)
        if self.how.beside and len(above) == len(below) == 1:
            start = sum(piece.style.width(piece.text) for piece in above[0]) + 2 * MM
            pieces = [*above[0], *(piece._replace(offset=piece.offset + start) for piece in below[0])]
            if pieces[-1].offset + pieces[-1].style.width(pieces[-1].text) <= width:
                cells = tuple(Cell(_MAIN + piece.offset, piece.text, piece.style) for piece in pieces)
                return [Row(self.how.value.leading, cells)]
        return [*paragraph(said, _MAIN, width, CAPTION), *paragraph(text, _MAIN, width, self.how.value)]

    def _set_amount(self) -> list[Row]:
        wording, facts, how = self.wording, self.wording.facts, self.how
        figure = Row(
            how.figure.leading,
            (
                Cell(_MAIN + _PAD, first_part(self.plan.amount), CAPTION),
                Cell(_RIGHT - _PAD, wording.money(facts.amount), how.figure, right=True),
            ),
        )
        words = paragraph(wording.words, _MAIN + _PAD, _MAIN_WIDTH - 2 * _PAD, how.value)
        return over([gap(how.space * 2 / 3), figure, *words, gap(how.space * 1.2)], shade=(_MAIN, _RIGHT))

    def _set_others(self, others: Sequence[tuple[str, str]]) -> list[Row]:
        short = [pair for pair in others if len(pair[1]) <= _SHORT]
        long = [pair for pair in others if pair not in short]
        rows = self._grid(short, _MAIN, _MAIN_WIDTH)
        for pair in long:
            rows += [*self._captioned(*pair, _MAIN_WIDTH), gap(self.how.cell)]
        return [gap(self.how.space), *rows] if rows else []

    def _set_sentences(self) -> list[Row]:
        said = [*self.plan.sentences, *filter(str.strip, [self.plan.footer])]
        return [
            row for each in said for row in (gap(self.how.space), *paragraph(each, _MAIN, _MAIN_WIDTH, self.how.value))
        ]

    def draw(self, paper: Paper, bottom: float, tags: Sequence[str]) -> None:
        """Draw the half sheet whose lower edge is at `bottom`."""
        wording, facts, signing = self.wording, self.wording.facts, self.plan.signing
        draw_watermark(paper, wording, A4[0], bottom, HALF)
        top = draw_rows(paper, self._notice, bottom + HALF - _TOP)
        draw_logo(paper, self._logo, _LEFT, top, _LOGO_WIDTH)
        self._draw_side(paper, bottom, top, tags)
        if facts.number:
            draw_qr(paper, facts.qr_text(), _RIGHT, top, _QR)
        draw_rows(paper, self._main, draw_rows(paper, self._party, top))
        tight = self.how.beside
        height = signing.height(_MAIN_WIDTH, tight=tight)
        signing.draw(paper, _MAIN, bottom + _BOTTOM + height, _MAIN_WIDTH, tight=tight)
        draw_footer(paper, wording, _LEFT, _RIGHT, bottom + _FOOTER, wording.page(1, 1))

    def _draw_side(self, paper: Paper, bottom: float, top: float, tags: Sequence[str]) -> None:
        wording, how = self.wording, self.how
        top = draw_rows(paper, self._issuer, top)
        top -= how.space * 4 / 3 + how.title.leading
        title, style = first_part(self._title), self._title_style(wording.tags(for_office=True)[1:])
        paper.put(_LEFT - 0.15 * MM, top + 2 * MM, title, style.face, style.size, style.tone)
        draw_tags(paper, tags[1:], _LEFT + _SIDE, top + 2 * MM)
        top = draw_rows(paper, self._below_title, top) - how.number.leading
        tone = INK if wording.facts.number else CAPTION.tone
        paper.put(_LEFT, top + 1.5 * MM, first_part(wording.number), how.number.face, how.number.size, tone)
        draw_tags(paper, tags[:1], _LEFT + _SIDE, top + 1.5 * MM)
        top -= 1 * MM
        paper.rule(_LEFT, top, _LEFT + _SIDE, INK, 0.8)
        draw_rows(paper, self._side, top - how.space)
        if self.plan.stamped:
            draw_stamp_room(paper, wording.t.tr("Place for the stamp"), _LEFT, bottom + _BOTTOM)
