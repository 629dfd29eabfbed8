"""A saved web page becomes the lines a reader sees of it: no scripts, styles, menus or tags.

Written by hand over `str.find`: `html.parser` of the Python versions in use takes quadratic time on unfinished
markup, and a file from outside must never hang the office's computer. Every character is looked at a few times at most.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_START = re.compile(r"\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99})?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAGS = re.compile(
    r"<(?:html|head|body|div|p|br|h[1-6]|ul|li|span|article|section|main|table)\b[^<>]{0,500}>", re.IGNORECASE
)
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9:-]{0,40}")
_IN_TAG = re.compile(r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_INNER_SPACES = re.compile(r"[ \t]+")

_HIDDEN = frozenset("script style noscript template svg head nav footer select textarea iframe object title".split())
_BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details div dl dt fieldset figcaption"
    " figure form h1 h2"
    " h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody tfoot thead tr ul".split()
)
_RAW = frozenset(("script", "style"))  # their content is no markup: it ends at their own end tag alone


def is_markup(text: str) -> bool:
    """Tell an HTML page from plain text that happens to hold a `<`."""
    if _START.match(text):
        return True
    return len(_TAGS.findall(text[:65536])) >= 3


def visible_text(text: str, *, keep_newlines: bool = False) -> str:
    """Give the visible text, a line per block, from the first top heading on (menus stand before it).

    `keep_newlines` is for pages that show the newlines of their source (`white-space: pre-line`).
    """
    spaces = _INNER_SPACES if keep_newlines else _SPACES
    lines: list[str] = []
    heading = -1
    line: list[str] = []

    def end_line() -> None:
        content = spaces.sub(" ", "".join(line)).strip(" ")
        lines.append(content if content not in ("•", "|") else "")
        line.clear()

    for kind, value in _visible(text):
        if kind == "text":
            line.append(unescape(value))
            continue
        name = value.lstrip("/")
        if name in _BLOCKS:
            end_line()
        if value == "li":
            line.append("• ")
        elif name in ("td", "th") and value == name and line:
            line.append(" | ")
        elif value == "h1" and heading < 0:
            heading = len(lines)
    end_line()
    return "\n".join(lines[max(heading, 0) :])


def _visible(text: str) -> Iterator[tuple[str, str]]:
    """Yield ("text", content) and ("tag", name), leaving out hidden elements with all that is in them."""
    hidden: list[str] = []
    for kind, value in _pieces(text):
        name = value.lstrip("/")
        if kind == "tag" and name in _HIDDEN:
            if not value.startswith("/"):
                hidden.append(name)
            elif name in hidden:
                del hidden[hidden.index(name) :]
        elif kind == "tag" and value == "body":
            hidden.clear()  # a head that was never closed
            yield kind, value
        elif not hidden:
            yield kind, value


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Cut markup into text and tags; comments and declarations are dropped, a lone `<` is text."""
    at, end = 0, len(text)
    while at < end:
        opening = text.find("<", at)
        if opening < 0:
            yield "text", text[at:]
            return
        if opening > at:
            yield "text", text[at:opening]
        if text.startswith("<!--", opening):
            at = _after(text, "-->", opening + 4)
        elif text.startswith(("<!", "<?"), opening):
            at = _after(text, ">", opening)
        else:
            name = _NAME.match(text, opening + 1)
            if not name:
                yield "text", "<"
                at = opening + 1
                continue
            tag = name[0].lower()
            yield "tag", tag
            at = _tag_end(text, name.end())
            if tag in _RAW:
                at = _raw_end(text, tag, at)


def _after(text: str, mark: str, start: int) -> int:
    found = text.find(mark, start)
    return found + len(mark) if found >= 0 else len(text)


def _tag_end(text: str, start: int) -> int:
    """Find the end of a tag, minding `>` inside quotes as long as no other `<` comes before."""
    limit = text.find("<", start)
    limit = len(text) if limit < 0 else limit
    quoted = _IN_TAG.match(text, start, limit)
    if quoted:
        return quoted.end()
    return _after(text, ">", start)


def _raw_end(text: str, tag: str, start: int) -> int:
    """Find where a script or style ends; case is folded here without copying the text."""
    at = start
    while (found := text.find("</", at)) >= 0:
        if text[found + 2 : found + 2 + len(tag)].lower() == tag:
            return found
        at = found + 2
    return len(text)
