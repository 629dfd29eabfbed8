"""A document on half a sheet, A5 lying: issuer, details and stamp on the left; who, how much and who signs right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.forms import form_title
from desktop.documents.layout import (
    CAPTION,
    NOTE,
    Cell,
    Row,
    draw_rows,
    gap,
    grid,
    height_of,
    over,
    paragraph,
    second_title,
)
from desktop.documents.logo import LOGO, draw_logo
from desktop.documents.marks import draw_tags, draw_watermark, notice_rows, tags_width
from desktop.documents.paper import A4, INK, MM, Paper
from desktop.documents.qr import draw_qr
from desktop.documents.sheet import draw_footer, issuer_lines
from desktop.documents.signatures import STAMP, draw_stamp_room
from desktop.documents.text import Style
from desktop.i18n.both import Both, first_part, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.documents.plan import Plan
    from desktop.documents.wordings import Wording

HALF = A4[1] / 2
_MARGIN = 14 * MM
_TOP = 12 * MM
_FOOTER = 12 * MM
_BOTTOM = 16.5 * MM
_LEFT, _RIGHT = _MARGIN, A4[0] - _MARGIN
_SIDE = STAMP[0]
_MAIN = _LEFT + _SIDE + 9 * MM
_MAIN_WIDTH = _RIGHT - _MAIN
_QR = 18 * MM
_ISSUER = Style(10, 12.5, bold=True)
_SMALL = Style(8, 10.5, tone=NOTE.tone)
_TITLE = Style(15, 19)
_FORM = Style(9, 12)
_NUMBER = Style(11, 14, bold=True)
_VALUE = Style(9, 11.2)
_NAME = Style(11, 14, bold=True)
_FIGURE = Style(14, 19, bold=True)
_PAD = 2.5 * MM
_AMOUNT_WIDTH = 23 * MM
_LOGO_WIDTH = 22 * MM
_SHORT = 24


class Half:
    """One document as half a sheet: measured once, drawn once or twice."""

    def __init__(self, wording: Wording, plan: Plan, *, logo: bool) -> None:
        """Set all rows; `fits` then tells whether half a sheet is enough."""
        self.wording, self.plan = wording, plan
        self._notice = notice_rows(wording, _LEFT, _RIGHT - _LEFT)
        x = _LEFT + _LOGO_WIDTH + 3 * MM if logo else _LEFT  # the logo stands beside the name, to save its height
        width = _LEFT + _SIDE - x
        self._logo = logo
        name, rest = issuer_lines(wording)
        self._issuer = [*paragraph(name, x, width, _ISSUER), *paragraph(rest, x, width, _SMALL)]
        if logo:
            self._issuer.append(gap(max(0, LOGO - height_of(self._issuer))))
        self._below_title = [
            *second_title(wording.title, _LEFT, _SIDE, _TITLE),
            *paragraph(form_title(wording), _LEFT, _SIDE, _FORM),
        ]
        self._side = grid(plan.details, _LEFT, _SIDE, 3, _VALUE)
        self._party = self._set_party()
        self._main = [
            gap(max(1.5 * MM, _QR + 3 * MM - height_of(self._party))),
            *plan.rows(wording, _MAIN, _RIGHT, _AMOUNT_WIDTH),
            gap(1.5 * MM),
            *self._set_amount(),
            *self._set_form(),
            *self._set_sentences(),
        ]

    @property
    def fits(self) -> bool:
        """Whether all rows and signatures find room on half a sheet."""
        room = HALF - _TOP - _BOTTOM - height_of(self._notice)
        stamp = STAMP[1] if self.plan.stamped else 0
        head = height_of(self._issuer) + _TITLE.leading + height_of(self._below_title) + _NUMBER.leading
        side = head + height_of(self._side) + 8 * MM + stamp
        main = height_of(self._party) + height_of(self._main) + 1 * MM + self.plan.signing.height(_MAIN_WIDTH)
        return max(side, main) <= room and self._heads_fit() and self.plan.signing.complete(_MAIN_WIDTH)

    def _heads_fit(self) -> bool:
        wording = self.wording
        tags = wording.tags(for_office=True)
        lines = ((first_part(wording.number), _NUMBER, tags[:1]), (first_part(wording.title), _TITLE, tags[1:]))
        return all(style.width(text) + tags_width(shown) <= _SIDE for text, style, shown in lines)

    def _set_party(self) -> list[Row]:
        wording, facts = self.wording, self.wording.facts
        width = _MAIN_WIDTH - _QR - 5 * MM
        name = facts.party.strip() or facts.party_code
        caption = self.plan.party
        if facts.party_code and facts.party_code != name:
            coded = [f"{part}  ·  {facts.party_code}" for part in parts(caption)]
            caption = Both(coded[0], coded[-1]) if len(coded) > 1 else coded[0]
        rows = paragraph(caption, _MAIN, width, CAPTION) + paragraph(name or "—", _MAIN, width, _NAME)
        for pair in [*self.plan.of_party, (wording.t.tr("Purpose"), facts.purpose)]:
            if pair[1].strip():
                rows += [gap(1 * MM), *paragraph(pair[0], _MAIN, width, CAPTION)]
                rows += paragraph(pair[1], _MAIN, width, _VALUE)
        return rows

    def _set_amount(self) -> list[Row]:
        wording, facts = self.wording, self.wording.facts
        figure = Row(
            _FIGURE.leading,
            (
                Cell(_MAIN + _PAD, first_part(self.plan.amount), CAPTION),
                Cell(_RIGHT - _PAD, wording.money(facts.amount), _FIGURE, right=True),
            ),
        )
        words = paragraph(wording.words, _MAIN + _PAD, _MAIN_WIDTH - 2 * _PAD, _VALUE)
        return over([gap(1 * MM), figure, *words, gap(1.8 * MM)], shade=(_MAIN, _RIGHT))

    def _set_form(self) -> list[Row]:
        short = [pair for pair in self.plan.of_form if len(pair[1]) <= _SHORT]
        long = [pair for pair in self.plan.of_form if pair not in short]
        rows = [*grid(short, _MAIN, _MAIN_WIDTH, 3, _VALUE), *grid(long, _MAIN, _MAIN_WIDTH, 1, _VALUE)]
        return [gap(1.5 * MM), *rows] if rows else []

    def _set_sentences(self) -> list[Row]:
        said = [*self.plan.sentences, *filter(str.strip, [self.plan.footer])]
        return [row for each in said for row in (gap(1.5 * MM), *paragraph(each, _MAIN, _MAIN_WIDTH, _VALUE))]

    def draw(self, paper: Paper, bottom: float, tags: Sequence[str], logo: bytes) -> None:
        """Draw the half sheet whose lower edge is at `bottom`."""
        wording, facts, signing = self.wording, self.wording.facts, self.plan.signing
        draw_watermark(paper, wording, A4[0], bottom, HALF)
        top = draw_rows(paper, self._notice, bottom + HALF - _TOP)
        if self._logo:
            draw_logo(paper, logo, _LEFT, top, _LOGO_WIDTH)
        self._draw_side(paper, bottom, top, tags)
        if facts.number:
            draw_qr(paper, facts.qr_text(), _RIGHT, top, _QR)
        draw_rows(paper, self._main, draw_rows(paper, self._party, top))
        signing.draw(paper, _MAIN, bottom + _BOTTOM + signing.height(_MAIN_WIDTH), _MAIN_WIDTH)
        draw_footer(paper, wording, _LEFT, _RIGHT, bottom + _FOOTER, wording.page(1, 1))

    def _draw_side(self, paper: Paper, bottom: float, top: float, tags: Sequence[str]) -> None:
        wording = self.wording
        top = draw_rows(paper, self._issuer, top)
        top -= 2 * MM + _TITLE.leading
        title = first_part(wording.title)
        paper.put(_LEFT - 0.15 * MM, top + 2 * MM, title, _TITLE.face, _TITLE.size, _TITLE.tone)
        draw_tags(paper, tags[1:], _LEFT + _SIDE, top + 2 * MM)
        top = draw_rows(paper, self._below_title, top) - _NUMBER.leading
        tone = INK if wording.facts.number else CAPTION.tone
        paper.put(_LEFT, top + 1.5 * MM, first_part(wording.number), _NUMBER.face, _NUMBER.size, tone)
        draw_tags(paper, tags[:1], _LEFT + _SIDE, top + 1.5 * MM)
        top -= 1.5 * MM
        paper.rule(_LEFT, top, _LEFT + _SIDE, INK, 0.8)
        draw_rows(paper, self._side, top - 2 * MM)
        if self.plan.stamped:
            draw_stamp_room(paper, wording.t.tr("Place for the stamp"), _LEFT, bottom + _BOTTOM)
