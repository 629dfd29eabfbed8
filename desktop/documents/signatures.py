"""The foot of a paper: room for the stamp, lines to sign on and lines to fill in by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.documents.layout import CAPTION
from desktop.documents.paper import INK, MM, Paper
from desktop.documents.text import Style, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

STAMP = (80 * MM, 50 * MM)
"""Room for the largest stamps in use (documents.md)."""

SLOT = 17 * MM
"""Height of a line to sign on with what stands below it."""

FILL = 5.5 * MM
"""Height of a line to fill in by hand."""

_SPACE_TO_SIGN = 9.5 * MM
_NAME = Style(8.5, 10.5)
_CROSS = Style(12, 12, bold=True)


class Signatory(NamedTuple):
    """Who signs: in which role, by which name; `cross` puts the X that shows a recipient where to sign."""

    role: str
    name: str = ""
    cross: bool = False

    def complete(self, width: float) -> bool:
        """Tell whether role and name find room below a line of `width`."""
        return fit(self.role, CAPTION, width, 1)[1] and fit(self.name, _NAME, width, 1)[1]


def draw_stamp_room(paper: Paper, label: str, x: float, bottom: float) -> None:
    """Mark the room for a stamp whose lower left corner is x and `bottom`."""
    width, height = STAMP
    paper.corners(x, bottom, width, height)
    shown = fit(label, CAPTION, width - 10 * MM, 1)[0]
    for text in shown:
        middle = x + (width - CAPTION.width(text)) / 2
        paper.put(middle, bottom + 3 * MM, text, CAPTION.face, CAPTION.size, 0.62)


def draw_signatory(paper: Paper, signatory: Signatory, x: float, top: float, width: float) -> None:
    """Draw a line to sign on, with role and name below; what is too long is cut (the whole stands in the text)."""
    line = top - _SPACE_TO_SIGN
    paper.rule(x, line, x + width, INK, 0.6)
    if signatory.cross:
        paper.put(x + 0.5 * MM, line + 1.4 * MM, "X", _CROSS.face, _CROSS.size, _CROSS.tone)
    role = fit(signatory.role, CAPTION, width, 1)[0]
    name = fit(signatory.name, _NAME, width, 1)[0]
    y = line - 3.3 * MM
    for text in role:
        paper.put(x, y, text, CAPTION.face, CAPTION.size, CAPTION.tone)
        y -= 3.6 * MM
    for text in name:
        paper.put(x, y, text, _NAME.face, _NAME.size, _NAME.tone)


def draw_fills(paper: Paper, captions: Sequence[str], x: float, top: float, width: float) -> None:
    """Draw lines to fill in by hand, side by side: each a caption and a line after it."""
    spacing = 4 * MM
    each = (width - spacing * (len(captions) - 1)) / len(captions)
    y = top - 3 * MM
    for number, caption in enumerate(captions):
        left = x + number * (each + spacing)
        shown = fit(caption, CAPTION, each * 0.7, 1)[0]
        for text in shown:
            paper.put(left, y, text, CAPTION.face, CAPTION.size, CAPTION.tone)
            paper.rule(left + CAPTION.width(text) + 1.2 * MM, y - 0.6 * MM, left + each)
