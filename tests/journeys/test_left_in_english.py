"""An empty office shows no word in Latin letters in the languages that are written in Cyrillic.

Without data all that is on a screen is the program's own, or a name that is the same in every language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from desktop.i18n import use_language
from desktop.ui.workplace import NEW
from tests.journeys.conftest import unlocked
from tests.journeys.reading import left_in_english

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand

# The office's own name and folders, endings of files, and forms that are called so in every language.
_PROPER = frozenset({
    "Lantern", "Aid", "KIO", "KPO", "Annex", "FACE", "budget", "copy", "backup", "backups",
    "xlsx", "pdf", "zip", "csv", "xml", "json", "html",
})  # fmt: skip
_FORMS = (("people", NEW), ("campaigns", NEW), ("donations", NEW), ("payouts", NEW), ("cash", NEW), ("rates", NEW),
          ("people", "import"), ("campaigns", "import"), ("rates", "import"), ("cash", "count"),
          ("donations", "import"))  # fmt: skip


def look(hand: Hand, what: str, also: frozenset[str]) -> list[str]:
    """Read all that the window says, menus and heads of columns too."""
    hand.settle()
    return [f"{what}: {each}" for each in left_in_english(hand.window, _PROPER | also)]


@pytest.mark.parametrize("language", ["be", "ru", "uk"])
def test_every_page_of_an_empty_office(begin: Begin, vault: Path, language: str) -> None:
    hand = unlocked(begin(vault))
    folders = frozenset(re.findall(r"[A-Za-z]+", str(vault)))
    use_language(language)
    wrong: list[str] = []
    for section in hand.sections():
        if section != "help":  # its texts are another test's
            hand.go(section)
            wrong += look(hand, section, folders)
    for section, target in _FORMS:
        hand.window.go(section, target)
        wrong += look(hand, f"{section} {target}", folders)
    assert not wrong, "\n" + "\n".join(wrong)
