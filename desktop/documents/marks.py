"""What marks a paper as other than the original: the word across it, the sentence at its top, the tag by its title."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from desktop.documents.layout import CAPTION, Cell, Row, gap, paragraph
from desktop.documents.paper import MM, PALE_RED, QUIET, RED, Paper, Tone
from desktop.documents.text import Style, clean, wrap
from desktop.domain.receipts import Mark
from desktop.i18n.both import Both, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.documents.wordings import Wording

_ACROSS = 0.62
"""How much of the sheet's diagonal the word may take."""
_TALLEST = 130
"""The word's greatest size in points."""
_TAG = Style(CAPTION.size, CAPTION.leading, bold=True, tone=QUIET)
_TAG_TWICE = Style(6.3, 8, bold=True, tone=QUIET)
_TAG_PAD = 1.6 * MM


def draw_watermark(paper: Paper, wording: Wording, width: float, bottom: float, height: float) -> None:
    """Write the mark's word across a sheet, or a half of one, from its lower left to its upper right."""
    word = wording.watermark
    if not word:
        return
    tone: Tone = PALE_RED if wording.rendering.mark is Mark.VOID else 0.925
    face = Style(1, 1, bold=True).face
    size = min(_ACROSS * math.hypot(width, height) / face.width(word, 1), _TALLEST)
    angle = math.degrees(math.atan2(height, width))
    turn = math.radians(angle)
    length, rise = face.width(word, size), size * 0.73
    x = width / 2 - length / 2 * math.cos(turn) + rise / 2 * math.sin(turn)
    y = bottom + height / 2 - length / 2 * math.sin(turn) - rise / 2 * math.cos(turn)
    paper.put(x, y, word, face, size, tone, angle)


def notice_rows(wording: Wording, x: float, width: float) -> list[Row]:
    """Give the sentence that explains the mark, in rows that stand above all else; none where there is none."""
    bold, plain = wording.notice
    if not bold:
        return []
    strong, soft = Style(8.5, 11.5, bold=True, tone=RED), Style(8.5, 11.5, tone=RED)
    begin = strong.width(f"{bold} ")
    twice = isinstance(bold, Both) or isinstance(plain, Both)
    if not twice and "\n" not in plain and begin + soft.width(clean(plain)) <= width:
        rows = [
            Row(
                strong.leading,
                (Cell(x, bold, strong), *(Cell(x + begin, text, soft) for text in wrap(plain, soft, width))),
            )
        ]
    else:
        rows = [*paragraph(bold, x, width, strong), *paragraph(plain, x, width, soft)]
    return [*rows, gap(2.5 * MM)]


def tags_width(texts: Sequence[str]) -> float:
    """Measure what `draw_tags` takes of a line, in points."""
    return sum(_tag_width(text) + 2 * _TAG_PAD + 2 * MM for text in texts)


def _tag_width(text: str) -> float:
    said = parts(text)
    style = _TAG if len(said) == 1 else _TAG_TWICE
    return max(map(style.width, said))


def draw_tags(paper: Paper, texts: Sequence[str], right: float, baseline: float) -> None:
    """Set small framed words on a baseline, the first one ending at `right`, others before it.

    Of two languages, one below the other in the same frame.
    """
    for text in texts:
        said, width = parts(text), _tag_width(text)
        left = right - width - 2 * _TAG_PAD
        if len(said) == 1:
            paper.frame(left, baseline - 1.5 * MM, width + 2 * _TAG_PAD, 4.8 * MM)
            paper.put(left + _TAG_PAD, baseline, text, _TAG.face, _TAG.size, _TAG.tone)
        else:
            paper.frame(left, baseline - 2.2 * MM, width + 2 * _TAG_PAD, 5.45 * MM)
            for part, lift in zip(said, (1.1 * MM, -1.45 * MM), strict=True):
                paper.put(left + _TAG_PAD, baseline + lift, part, _TAG_TWICE.face, _TAG_TWICE.size, _TAG_TWICE.tone)
        right = left - 2 * MM
