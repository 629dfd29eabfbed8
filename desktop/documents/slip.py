"""Half a sheet, A5 lying: issuer and stamp on the left, what was paid and who signed on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

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
from desktop.documents.marks import draw_tags, draw_watermark, notice_rows, tags_width
from desktop.documents.paper import A4, INK, MM, Paper
from desktop.documents.qr import draw_qr
from desktop.documents.sheet import draw_footer, issuer_lines
from desktop.documents.signatures import STAMP, draw_stamp_room
from desktop.documents.text import Style
from desktop.documents.voucher_payout import payout_details
from desktop.i18n.both import first_part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.documents.wordings import Wording

_HEIGHT = A4[1] / 2
_MARGIN = 14 * MM
_TOP = 12 * MM
_FOOTER = 12 * MM
_BOTTOM = 16.5 * MM
_LEFT = _MARGIN
_RIGHT = A4[0] - _MARGIN
_SIDE = STAMP[0]
_MAIN = _LEFT + _SIDE + 9 * MM
_MAIN_WIDTH = _RIGHT - _MAIN
_QR = 18 * MM
_ISSUER = Style(10, 12.5, bold=True)
_SMALL = Style(8, 10.5, tone=NOTE.tone)
_TITLE = Style(16, 20)
_NUMBER = Style(11, 14, bold=True)
_VALUE = Style(9, 11.5)
_NAME = Style(11, 14, bold=True)
_FIGURE = Style(14, 19, bold=True)
_PAD = 2.5 * MM


class Block(Protocol):
    """A block of signatures."""

    def height(self, width: float) -> float:
        """Measure it in a width."""

    def complete(self, width: float) -> bool:
        """Tell whether all of it finds room in a width."""

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        """Draw it below `top`."""


class Slip:
    """One voucher as half a sheet: measured once, drawn twice."""

    def __init__(
        self, wording: Wording, items: Callable[[Wording, float, float, float], list[Row]], signing: Block
    ) -> None:
        """Set all rows; `fits` then tells whether half a sheet is enough."""
        self.wording = wording
        self.signing = signing
        self._notice = notice_rows(wording, _LEFT, _RIGHT - _LEFT)
        name, rest = issuer_lines(wording)
        self._issuer = [*paragraph(name, _LEFT, _SIDE, _ISSUER), *paragraph(rest, _LEFT, _SIDE, _SMALL)]
        self._second_title = second_title(wording.title, _LEFT, _SIDE, _TITLE)
        self._side = self._set_side()
        self._party = self._set_party()
        self._main = [
            gap(max(2 * MM, _QR + 3 * MM - height_of(self._party))),
            *items(wording, _MAIN, _RIGHT, 23 * MM),
            gap(2 * MM),
            *self._set_amount(),
        ]

    @property
    def fits(self) -> bool:
        """Whether all rows and signatures find room on half a sheet."""
        room = _HEIGHT - _TOP - _BOTTOM - height_of(self._notice)
        side = (
            height_of(self._issuer)
            + height_of(self._side)
            + _TITLE.leading
            + height_of(self._second_title)
            + _NUMBER.leading
            + 10 * MM
            + STAMP[1]
        )
        main = height_of(self._party) + height_of(self._main) + 1 * MM + self.signing.height(_MAIN_WIDTH)
        return max(side, main) <= room and self._heads_fit() and self.signing.complete(_MAIN_WIDTH)

    def _heads_fit(self) -> bool:
        wording = self.wording
        tags = wording.tags(for_office=True)
        lines = ((first_part(wording.number), _NUMBER, tags[:1]), (first_part(wording.title), _TITLE, tags[1:]))
        return all(style.width(text) + tags_width(shown) <= _SIDE for text, style, shown in lines)

    def _set_side(self) -> list[Row]:
        return grid([*self.wording.details(), *payout_details(self.wording)], _LEFT, _SIDE, 2, _VALUE)

    def _set_party(self) -> list[Row]:
        wording, facts = self.wording, self.wording.facts
        width = _MAIN_WIDTH - _QR - 5 * MM
        name = facts.party.strip() or facts.party_code
        caption = wording.t.tr("Paid to")
        if facts.party_code and facts.party_code != name:
            caption = f"{caption}  ·  {facts.party_code}"
        rows = paragraph(caption, _MAIN, width, CAPTION)
        rows += paragraph(name or "—", _MAIN, width, _NAME)
        if facts.purpose.strip():
            rows.append(gap(1.5 * MM))
            rows += paragraph(wording.t.tr("Purpose"), _MAIN, width, CAPTION)
            rows += paragraph(facts.purpose, _MAIN, width, _VALUE)
        return rows

    def _set_amount(self) -> list[Row]:
        wording, facts = self.wording, self.wording.facts
        figure = Row(
            _FIGURE.leading,
            (
                Cell(_MAIN + _PAD, wording.t.tr("Amount"), CAPTION),
                Cell(_RIGHT - _PAD, wording.money(facts.amount), _FIGURE, right=True),
            ),
        )
        words = paragraph(wording.words, _MAIN + _PAD, _MAIN_WIDTH - 2 * _PAD, _VALUE)
        return over([gap(1 * MM), figure, *words, gap(1.8 * MM)], shade=(_MAIN, _RIGHT))

    def draw(self, paper: Paper, bottom: float, tags: Sequence[str]) -> None:
        """Draw the half sheet whose lower edge is at `bottom`."""
        wording, facts = self.wording, self.wording.facts
        draw_watermark(paper, wording, A4[0], bottom, _HEIGHT)
        top = draw_rows(paper, self._notice, bottom + _HEIGHT - _TOP)
        self._draw_side(paper, bottom, top, tags)
        if facts.number:
            draw_qr(paper, facts.qr_text(), _RIGHT, top, _QR)
        draw_rows(paper, self._main, draw_rows(paper, self._party, top))
        self.signing.draw(paper, _MAIN, bottom + _BOTTOM + self.signing.height(_MAIN_WIDTH), _MAIN_WIDTH)
        draw_footer(paper, wording, _LEFT, _RIGHT, bottom + _FOOTER, wording.page(1, 1))

    def _draw_side(self, paper: Paper, bottom: float, top: float, tags: Sequence[str]) -> None:
        wording = self.wording
        top = draw_rows(paper, self._issuer, top)
        top -= 3 * MM + _TITLE.leading
        title = first_part(wording.title)
        paper.put(_LEFT - 0.15 * MM, top + 2 * MM, title, _TITLE.face, _TITLE.size, _TITLE.tone)
        draw_tags(paper, tags[1:], _LEFT + _SIDE, top + 2 * MM)
        top = draw_rows(paper, self._second_title, top) - _NUMBER.leading
        tone = INK if wording.facts.number else CAPTION.tone
        paper.put(_LEFT, top + 1.5 * MM, first_part(wording.number), _NUMBER.face, _NUMBER.size, tone)
        draw_tags(paper, tags[:1], _LEFT + _SIDE, top + 1.5 * MM)
        top -= 2 * MM
        paper.rule(_LEFT, top, _LEFT + _SIDE, INK, 0.8)
        draw_rows(paper, self._side, top - 2 * MM)
        draw_stamp_room(paper, wording.t.tr("Place for the stamp"), _LEFT, bottom + _BOTTOM)
