"""A language that nobody speaks: English with each word nearly half as long again, to see what has room for it."""

from __future__ import annotations

import gettext
import math
import re

from desktop import i18n

LONGER = "longer"
_SHARE = 0.4
_KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>|&\w+;)")  # what is filled in, and signs of rich text
_WORD = re.compile(r"[^\W\d_]+")


def longer(text: str) -> str:
    """Lengthen each word of a text by two fifths; what will be filled in stays as it is."""
    parts = _KEPT.split(text)
    return "".join(part if at % 2 else _WORD.sub(_stretch, part) for at, part in enumerate(parts))


def _stretch(word: re.Match[str]) -> str:
    return word[0] + word[0][-1] * math.ceil(len(word[0]) * _SHARE)


class _Longer(i18n.Texts):
    def __init__(self) -> None:
        super().__init__(i18n.LANGUAGES[0], gettext.NullTranslations())

    def tr(self, message: str) -> str:
        return longer(message)

    def ntr(self, one: str, many: str, count: int) -> str:
        return longer(one if count == 1 else many).format(count=count)

    def ptr(self, _context: str, message: str) -> str:
        return longer(message)


def speak(language: str) -> None:
    """Let the screens speak a language, or the longer one."""
    i18n.use_language(i18n.LANGUAGES[0] if language == LONGER else language)
    if language == LONGER:
        i18n._screen.texts = _Longer()
        for listener in tuple(i18n._screen.listeners):
            listener()
