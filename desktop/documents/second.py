"""How a text of two languages is set: the office's as ever, the recipient's quietly after it or below it."""

from __future__ import annotations

from typing import NamedTuple

from desktop.documents.paper import INK, QUIET
from desktop.documents.text import Style, wrap
from desktop.i18n.both import BETWEEN, parts

CAPTION = Style(7.5, 9.5, tone=QUIET)

_BODY = 9
"""What is read as text is never set smaller."""
_TITLE = 14
_LONGEST_INLINE = 10
"""Texts set larger than this stand below each other, even where one line would hold both."""


class Piece(NamedTuple):
    """A part of a line: how far from the line's beginning, what, and how it is set."""

    offset: float
    text: str
    style: Style


def second_style(style: Style) -> Style:
    """Give the style of the second language beside a first one's."""
    if style.size >= _TITLE:
        size = max(style.size * 0.55, _BODY)
    elif style.size > _BODY:
        size = max(style.size * 0.9, _BODY)
    else:
        size = style.size if style.size == _BODY else style.size - 0.5
    tone = QUIET if style.tone == INK else style.tone
    return Style(size, round(size * 1.27, 1) if style.size < _TITLE else size * 1.4, tone=tone)


def set_lines(text: str, style: Style, width: float) -> list[list[Piece]]:
    """Break a text into lines no wider than `width`; a short one of two languages stands in a single line."""
    said = parts(text)
    if len(said) == 1:
        return [[Piece(0, line, style)] for line in wrap(said[0], style, width)]
    quiet = second_style(style)
    first, second = wrap(said[0], style, width), wrap(said[1], quiet, width)
    if len(first) == len(second) == 1 and style.size < _LONGEST_INLINE:
        start = style.width(first[0])
        after = f"{BETWEEN}{second[0]}"
        if start + quiet.width(after) <= width:
            return [[Piece(0, first[0], style), Piece(start, after, quiet)]]
    return [*([Piece(0, line, style)] for line in first), *([Piece(0, line, quiet)] for line in second)]
