"""Texts made fit to be drawn: cleaned of what cannot be seen, broken into lines, nothing lost."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.documents.fonts import FALLBACK, faces
from desktop.documents.paper import INK, Tone
from desktop.i18n.both import parts

if TYPE_CHECKING:
    from desktop.documents.fonts import Face

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_RTL_RUN = re.compile(f"[{_RTL}](?:[{_RTL} ]*[{_RTL}])?")


class Style(NamedTuple):
    """How a text is set: bold or not, size and line height in points, and its tone."""

    size: float
    leading: float
    bold: bool = False
    tone: Tone = INK

    @property
    def face(self) -> Face:
        """The face it is set in."""
        return faces()[1 if self.bold else 0]

    def width(self, text: str) -> float:
        """Measure a text in points."""
        return self.face.width(text, self.size)


def fitted(text: str, style: Style, width: float, least: float) -> Style:
    """Set a text smaller, but not below `least` points, so that it stands in one line of `width`."""
    needed = style.width(text)
    return style if needed <= width else style._replace(size=max(style.size * width / needed, least))


def clean(text: str) -> str:
    """Make a text drawable: composed, one kind of line break, no invisible signs, a visible mark for unknown letters.

    Signs that turn the direction of writing or have no width are dropped: they could make an amount look like another.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(map(_drawable, composed))


@lru_cache(maxsize=4096)
def _drawable(letter: str) -> str:
    if letter in "\n\u00a0":
        return letter
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in ("Cf", "Cc") or "\ufe00" <= letter <= "\ufe0f":
        return ""
    regular, bold = faces()
    return letter if regular.has(letter) and bold.has(letter) else FALLBACK


def wrap(text: str, style: Style, width: float) -> list[str]:
    """Break a text into lines no wider than `width`; a word that is wider alone is broken anywhere.

    Line breaks in the text are kept; an empty text gives no line.
    """
    lines: list[str] = []
    for paragraph in clean(text).split("\n"):
        lines.extend(_wrapped(paragraph, style, width))
    return [_shown(line) for line in lines]


def wrap_parts(text: str, style: Style, width: float) -> list[str]:
    """Break a text into lines, as `wrap` does; of two languages, each begins a line of its own."""
    return [line for part in parts(text) for line in wrap(part, style, width)]


def _wrapped(paragraph: str, style: Style, width: float) -> list[str]:
    lines: list[str] = []
    line, used, space = "", 0.0, style.width(" ")
    for word in filter(None, paragraph.split(" ")):
        needed = style.width(word)
        if line and used + space + needed <= width:
            line, used = f"{line} {word}", used + space + needed
            continue
        if line:
            lines.append(line)
        pieces = [word] if needed <= width else _broken(word, style, width)
        lines.extend(pieces[:-1])
        line = pieces[-1]
        used = style.width(line)
    if line:
        lines.append(line)
    return lines


def _broken(word: str, style: Style, width: float) -> list[str]:
    pieces, start, used = [], 0, 0.0
    for index, letter in enumerate(word):
        step = style.width(letter)
        if used + step > width and index > start:
            pieces.append(word[start:index])
            start, used = index, 0.0
        used += step
    return [*pieces, word[start:]]


def _shown(line: str) -> str:
    """Turn runs of a right-to-left script round, as the sheet is written from the left; letters are not joined."""
    return _RTL_RUN.sub(lambda run: run[0][::-1], line)


def fit(text: str, style: Style, width: float, most: int) -> tuple[list[str], bool]:
    """Break a text into at most `most` lines; the second value tells whether all of it stands there.

    What does not is cut with an ellipsis: the caller sets the whole text elsewhere.
    """
    lines = wrap(text, style, width)
    if len(lines) <= most:
        return lines, True
    last = lines[most - 1]
    while last and style.width(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"], False
