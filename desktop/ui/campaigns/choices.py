"""Choices that the campaign's form and the import share."""

from __future__ import annotations

_LANGUAGES = {
    "be": "Беларуская",
    "en": "English",
    "lt": "Lietuvių",
    "pl": "Polski",
    "ru": "Русский",
    "uk": "Українська",
}


def page_languages() -> list[tuple[str, str]]:
    """Give the languages that appeals are written in, each by its own name."""
    return [("", "—"), *_LANGUAGES.items()]
