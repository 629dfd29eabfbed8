"""The foot of a paper: room for the stamp, lines to sign on and lines to fill in by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.documents.paper import INK, MM, Paper
from desktop.documents.second import CAPTION, second_style
from desktop.documents.text import Style, fit
from desktop.i18n.both import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

STAMP = (80 * MM, 50 * MM)
"""Room for the largest stamps in use (documents.md)."""

SLOT = 17 * MM
"""Height of a line to sign on with what stands below it."""

TIGHT_SLOT = 15.4 * MM
"""The same, where a document would not find room otherwise."""

FILL = 5.5 * MM
"""Height of a line to fill in by hand."""

_SPACE_TO_SIGN = 9.5 * MM
_LIFT = 1.9 * MM
_NAME = Style(8.5, 10.5)
_CROSS = Style(12, 12, bold=True)


class Signatory(NamedTuple):
    """Who signs: in which role, by which name; `cross` puts the X that shows a recipient where to sign."""

    role: str
    name: str = ""
    cross: bool = False

    def complete(self, width: float) -> bool:
        """Tell whether role and name find room below a line of `width`."""
        roles = all(fit(text, style, width, 1)[1] for text, style in _role(self.role, width))
        return roles and fit(self.name, _NAME, width, 1)[1]


def _spoken(text: str, width: float) -> list[tuple[str, Style]]:
    """Give a caption's lines: one, or two where its two languages do not stand in one line of `width`."""
    said = parts(text)
    if len(said) == 1 or CAPTION.width(text) <= width:
        return [(text, CAPTION)]
    return list(zip(said, (CAPTION, second_style(CAPTION)), strict=True))


def _role(text: str, width: float) -> list[tuple[str, Style]]:
    """Give a role's lines: as a caption's, or two where its words stand in two."""
    spoken = _spoken(text, width)
    if len(spoken) > 1:
        return spoken
    lines, whole = fit(text, CAPTION, width, 2)
    return [(line, CAPTION) for line in lines] if whole and len(lines) == 2 else spoken


def draw_stamp_room(paper: Paper, label: str, x: float, bottom: float) -> None:
    """Mark the room for a stamp whose lower left corner is x and `bottom`."""
    width, height = STAMP
    paper.corners(x, bottom, width, height)
    y = bottom + 3 * MM
    for said, style in reversed(_spoken(label, width - 10 * MM)):
        for text in fit(said, style, width - 10 * MM, 1)[0]:
            paper.put(x + (width - style.width(text)) / 2, y, text, style.face, style.size, 0.62)
            y += 3.2 * MM


def draw_signatories(
    paper: Paper, places: Sequence[tuple[Signatory, float, float]], top: float, *, tight: bool = False
) -> None:
    """Draw lines to sign on side by side, each for a signatory at x in a width, all at one height."""
    lift = any(len(_role(signatory.role, width)) > 1 for signatory, _x, width in places)
    for signatory, x, width in places:
        draw_signatory(paper, signatory, x, top, width, lift=lift, tight=tight)


def draw_signatory(
    paper: Paper, signatory: Signatory, x: float, top: float, width: float, *, lift: bool = False, tight: bool = False
) -> None:
    """Draw a line to sign on, with role and name below; what is too long is cut (the whole stands in the text).

    With `lift` the line stands higher, to leave room for a role in two lines.
    """
    spoken = _role(signatory.role, width)
    room = _SPACE_TO_SIGN - (SLOT - TIGHT_SLOT if tight else 0)
    line = top - (room - _LIFT if lift or len(spoken) > 1 else room)
    paper.rule(x, line, x + width, INK, 0.6)
    if signatory.cross:
        paper.put(x + 0.5 * MM, line + 1.4 * MM, "X", _CROSS.face, _CROSS.size, _CROSS.tone)
    name = fit(signatory.name, _NAME, width, 1)[0]
    y = line - (3.3 * MM if len(spoken) == 1 else 3.1 * MM)
    for said, style in spoken:
        for text in fit(said, style, width, 1)[0]:
            paper.put(x, y, text, style.face, style.size, style.tone)
            y -= 3.6 * MM if said is spoken[-1][0] else 2.8 * MM
    for text in name:
        paper.put(x, y, text, _NAME.face, _NAME.size, _NAME.tone)


_FILL_SHARE = 0.7
"""How much of a line to fill in its caption may take."""


def _beside(captions: Sequence[str], width: float) -> bool:
    """Whether lines to fill in find room side by side."""
    each = _fill_width(captions, width) * _FILL_SHARE
    return all(style.width(said) <= each for text in captions for said, style in _spoken(text, each))


def _fill_width(captions: Sequence[str], width: float) -> float:
    return (width - 4 * MM * (len(captions) - 1)) / len(captions)


def fills_height(captions: Sequence[str], width: float) -> float:
    """Measure what `draw_fills` takes."""
    return FILL if _beside(captions, width) else FILL * len(captions)


def draw_fills(paper: Paper, captions: Sequence[str], x: float, top: float, width: float) -> None:
    """Draw lines to fill in by hand, each a caption and a line after it: side by side, or below each other."""
    beside = _beside(captions, width)
    each = _fill_width(captions, width) if beside else width
    for number, caption in enumerate(captions):
        if beside:
            _draw_fill(paper, caption, x + number * (each + 4 * MM), top, each)
        else:
            _draw_fill(paper, caption, x, top - number * FILL, each)


def _draw_fill(paper: Paper, caption: str, x: float, top: float, width: float) -> None:
    spoken = _spoken(caption, width * _FILL_SHARE)
    y, after = top - (3 * MM if len(spoken) == 1 else 2.4 * MM), 0.0
    for said, style in spoken:
        for text in fit(said, style, width * _FILL_SHARE, 1)[0]:
            paper.put(x, y, text, style.face, style.size, style.tone)
            after = max(after, style.width(text))
            y -= 2.5 * MM
    if after:
        paper.rule(x + after + 1.2 * MM, top - 3.6 * MM, x + width)
