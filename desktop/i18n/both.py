"""Texts in two languages side by side: the office's first, the recipient's second.

A text of both is still a text ("Amount / Сума"), so that whatever draws it is right; who knows better sets the two
parts one below the other (`documents.layout`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BETWEEN = " / "


class Both(str):
    """A text that is said twice. As a plain text it shows both parts; parts that are the same stand once."""

    __slots__ = ("first", "second")

    first: str
    second: str

    def __new__(cls, first: str, second: str) -> Both:
        """Join the two parts."""
        same = not second or first == second
        made = super().__new__(cls, first if same else f"{first}{BETWEEN}{second}")
        made.first, made.second = str(first), "" if same else str(second)
        return made

    def format(self, *args: object, **kwargs: object) -> Both:
        """Fill in both parts; a value that is itself said twice gives each part its own."""
        made = [
            text.format(*(_part(each, second) for each in args), **{k: _part(v, second) for k, v in kwargs.items()})
            for text, second in ((self.first, False), (self.second or self.first, True))
        ]
        return Both(*made)


class Figure(str):
    """A figure or a day as the first language writes it, which in a sentence of the second one stands in its way."""

    __slots__ = ("second",)

    second: str

    def __new__(cls, first: str, second: str) -> Figure:
        """Show `first` alone."""
        made = super().__new__(cls, first)
        made.second = second
        return made


def _part(value: object, second: bool) -> object:
    if isinstance(value, Both):
        return (value.second or value.first) if second else value.first
    if isinstance(value, Figure) and second:
        return value.second
    return value


def first_part(text: str) -> str:
    """Give what the first language says, of whatever kind of text."""
    return text.first if isinstance(text, Both) else str(text)


def parts(text: str) -> tuple[str, ...]:
    """Give a text's parts: one, or two where it is said in two languages."""
    if isinstance(text, Both):
        return (text.first, text.second) if text.second else (text.first,)
    return (text,)


def joined(texts: Iterable[str], between: str = " ") -> str:
    """Join sentences; sentences of both languages give a text of both, each part with its own."""
    said = list(texts)
    if not any(isinstance(each, Both) for each in said):
        return between.join(said)
    return Both(*(between.join(str(_part(each, second)) for each in said) for second in (False, True)))
