"""Texts in the reader's language: gettext for screens, terminal and documents; English text is the key.

A `Texts` speaks one language. Screens use the active one through `tr`, `ntr`, `ptr`; documents take the `Texts` of the
document's own language, or of two side by side (`speech`). Nothing else in the program words anything for a person.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.i18n.both import Both

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LANGUAGES = ("en", "be", "ru", "uk", "pl", "lt")
"""Languages of screens, the terminal and documents, all of them whole; the first is the fallback."""

NATIVE_NAMES = {
    "en": "English",
    "be": "Беларуская",
    "ru": "Русский",
    "uk": "Українська",
    "pl": "Polski",
    "lt": "Lietuvių",
}


class Texts:
    """The words of one language."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        """Keep the language's code and its catalogue."""
        self.language = language
        self._catalogue = catalogue

    def tr(self, message: str) -> str:
        """Give the text in this language; the English text itself where there is none."""
        return self._catalogue.gettext(message) if message else ""

    def ntr(self, one: str, many: str, count: int) -> str:
        """Give the right plural form for `count`; the text may use {count}."""
        return self._catalogue.ngettext(one, many, count).format(count=count)

    def ptr(self, context: str, message: str) -> str:
        """Give the text where one English word has several meanings; `context` tells them apart."""
        return self._catalogue.pgettext(context, message)

    def fixed(self, message: str) -> str:
        """Give a text that is the same in every language: a country's own name for a form, as it stands in its law."""
        return message


class TwoTexts(Texts):
    """The words of two languages side by side: the office's first, the recipient's second."""

    def __init__(self, first: Texts, second: Texts) -> None:
        """Speak both; figures and days are written as the first one does."""
        super().__init__(first.language, gettext.NullTranslations())
        self.first, self.second = first, second

    def tr(self, message: str) -> str:
        """Give the text in both languages."""
        return Both(self.first.tr(message), self.second.tr(message)) if message else ""

    def ntr(self, one: str, many: str, count: int) -> str:
        """Give the right plural form of each language."""
        return Both(self.first.ntr(one, many, count), self.second.ntr(one, many, count))

    def ptr(self, context: str, message: str) -> str:
        """Give the text in both languages, told apart by `context`."""
        return Both(self.first.ptr(context, message), self.second.ptr(context, message))

    def fixed(self, message: str) -> str:
        """Give a text that is the same in every language, once."""
        return self.first.fixed(message)


class KeptTexts(Texts):
    """The words of one language as they were kept with a document; what was not kept is looked up as ever."""

    def __init__(self, own: Texts, kept: Mapping[str, str]) -> None:
        """Speak as `own` does, but for what is `kept`: English text to what was said for it."""
        super().__init__(own.language, gettext.NullTranslations())
        self._own, self._kept = own, kept

    def tr(self, message: str) -> str:
        """Give the text as it was said then."""
        return self._kept.get(message) or self._own.tr(message)

    def ntr(self, one: str, many: str, count: int) -> str:
        """Give the right plural form for `count`, as it is said now."""
        return self._own.ntr(one, many, count)

    def ptr(self, context: str, message: str) -> str:
        """Give the text of a `context`, as it is said now."""
        return self._own.ptr(context, message)

    def fixed(self, message: str) -> str:
        """Give a text that is the same in every language, as it was then."""
        return self._kept.get(message, message)


class _Screen:
    """The language that screens and the terminal speak now, and who wants to know when it changes."""

    def __init__(self) -> None:
        self.folder = Path()
        self.texts: Texts | None = None
        self.listeners: list[Callable[[], None]] = []


_screen = _Screen()


@lru_cache(maxsize=16)
def texts(language: str) -> Texts:
    """Give the words of a language; an unknown language speaks English."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    catalogue = gettext.translation("skarbonka", str(_screen.folder), [known], fallback=True)
    return Texts(known, catalogue)


def speech(first: str, second: str = "", kept: Sequence[Mapping[str, str]] = ()) -> Texts:
    """Give the words of a document: of one language, or of two side by side where `second` is another one.

    `kept` are the words that a document was issued with, for each of its languages; else they are today's.
    """
    said = [texts(language) for language in (first, second) if language]
    if kept:
        said = [KeptTexts(*pair) for pair in zip(said, kept, strict=True)]
    return TwoTexts(*said) if second and second != first else said[0]


def _active() -> Texts:
    if _screen.texts is None:
        _screen.texts = texts(LANGUAGES[0])
    return _screen.texts


def install(folder: Path) -> None:
    """Say where the compiled catalogues are; the program's root does so once, before any text is shown."""
    if folder != _screen.folder:
        _screen.folder = folder
        texts.cache_clear()
        _screen.texts = None


def use_language(language: str) -> None:
    """Make screens and the terminal speak `language` from now on, and tell those who asked."""
    _screen.texts = texts(language if language in LANGUAGES else LANGUAGES[0])
    for listener in tuple(_screen.listeners):
        listener()


def screen_language() -> str:
    """Give the code of the screens' language."""
    return _active().language


def on_language_change(listener: Callable[[], None]) -> Callable[[], None]:
    """Call `listener` after each change of language; gives a function that stops it."""
    _screen.listeners.append(listener)

    def stop() -> None:
        if listener in _screen.listeners:
            _screen.listeners.remove(listener)

    return stop


def tr(message: str) -> str:
    """Give the text in the screens' language."""
    return _active().tr(message)


def ntr(one: str, many: str, count: int) -> str:
    """Give the right plural form in the screens' language."""
    return _active().ntr(one, many, count)


def ptr(context: str, message: str) -> str:
    """Give the text in the screens' language, told apart by `context`."""
    return _active().ptr(context, message)


def mark(message: str) -> str:
    """Mark a text for translation that is translated later, when it is shown (extraction keyword)."""
    return message
