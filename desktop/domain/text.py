"""What people type or paste, made fit to keep: nothing invisible, nothing that no screen, paper or file can hold."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection

# Halves of characters, signs that turn the direction of what stands behind them (a name could pose as another), marks
# of no width but the joiners that some scripts need, and characters that Unicode promises never to use.
_UNFIT = re.compile("[\ud800-\udfff\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
_NEWLINE = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"[ \t\n]+")

T = TypeVar("T")


def one_line(text: str) -> str:
    """Give a text for a field of one line: no newlines, no tabs, no controls, no blanks around it."""
    return _BLANKS.sub(" ", many_lines(text)).strip()


def many_lines(text: str) -> str:
    """Give a text for a field of many lines, with one kind of newline and without other controls."""
    text = _CONTROL.sub("", _NEWLINE.sub("\n", _UNFIT.sub("", text)))
    return unicodedata.normalize("NFC", text).strip()


def tidied(draft: T, long: Collection[str] = ()) -> T:
    """Give a draft (a frozen dataclass) with all its texts tidied; `long` names the fields of many lines."""
    changes: dict[str, Any] = {}
    for each in fields(draft):  # type: ignore[arg-type]
        value = getattr(draft, each.name)
        if isinstance(value, str):
            fit = many_lines(value) if each.name in long else one_line(value)
            if fit != value:
                changes[each.name] = fit
    return replace(draft, **changes) if changes else draft  # type: ignore[type-var]
