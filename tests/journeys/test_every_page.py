"""Every page and start screen: named, nothing clipped, no warning of Qt; in both languages, themes and text sizes.

The screen is the smallest that an office uses, 1366 × 768.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from desktop.ui.theme import Theme, ThemeChoice
from desktop.ui.workplace import NEW
from tests.journeys.conftest import unlocked
from tests.journeys.measuring import clipped, too_wide
from tests.journeys.test_import import SAMPLES, read_file
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand

PAGES = (
    ("home", ""),
    ("people", ""),
    ("people", NEW),
    ("people", "P-0001"),
    ("campaigns", ""),
    ("campaigns", NEW),
    ("campaigns", "C-0008"),
    ("campaigns", "C-0002"),
    ("campaigns", "import"),
    ("items", ""),
    ("donations", ""),
    ("donations", f"{NEW}:C-0008"),
    ("donations", "D-0016"),
    ("payouts", ""),
    ("payouts", f"{NEW}:C-0008"),
    ("payouts", "O-0001"),
    ("documents", ""),
    ("documents", "PV/2026/0001"),
    ("reports", "C-0008"),
    ("settings", ""),
    ("help", ""),
)
WAYS = (
    ("en", ThemeChoice.LIGHT, 100),
    ("be", ThemeChoice.DARK, 100),
    ("en", ThemeChoice.DARK, 150),
    ("be", ThemeChoice.LIGHT, 150),
)


@pytest.fixture(params=WAYS, ids=lambda way: f"{way[0]}-{way[1].value}-{way[2]}")
def way(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[tuple[str, ThemeChoice, int]]:
    """A language, a theme and a text size; the application's own font is back afterwards."""
    Theme(qapp, ThemeChoice.LIGHT)  # the base size
    former = qapp.font()
    language, theme, percent = request.param
    larger = qapp.font()
    larger.setPointSizeF(former.pointSizeF() * percent / 100)
    qapp.setFont(larger)
    yield language, theme, percent
    qapp.setFont(former)
    Theme(qapp, ThemeChoice.LIGHT)


class Looks:
    """Looks at one screen after the other, and tells at the end what was wrong."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self.wrong: list[str] = []

    def at(self, what: str) -> None:
        hand = self._hand
        hand.settle()
        window = hand.window
        assert_named(window)
        self.wrong += [f"{what}: {each}" for each in clipped(window)]
        self.wrong += [f"{what}: too wide: {each}" for each in too_wide(window)]
        if window.width() > 1366 or window.height() > 768:
            self.wrong.append(f"{what}: the window grew to {window.size().toTuple()}")

    def judge(self) -> None:
        assert not self.wrong, "\n" + "\n".join(self.wrong)


def test_start_screens(begin: Begin, vault: Path, way: tuple[str, ThemeChoice, int]) -> None:
    language, theme, _percent = way
    hand = begin(language=language)
    hand.program.theme.choose(theme)
    looks = Looks(hand)
    looks.at("welcome")
    hand.click("welcome.new")
    looks.at("create")
    hand.click("create.make")
    looks.at("create, refused")
    hand.program.show_lock(vault)
    looks.at("lock")
    hand.write("lock.passphrase", "Ў")
    looks.at("lock, Cyrillic letters")
    hand.click("lock.unlock")
    looks.at("lock, wrong passphrase")
    looks.judge()


def test_pages_of_an_empty_office(begin: Begin, vault: Path, way: tuple[str, ThemeChoice, int]) -> None:
    language, theme, _percent = way
    hand = unlocked(begin(vault, language))
    hand.program.theme.choose(theme)
    looks = Looks(hand)
    for section in hand.sections():
        hand.go(section)
        looks.at(section)
    for section in ("people", "campaigns", "donations", "payouts"):
        hand.window.go(section, NEW)
        hand.settle()
        hand.click("form.save")
        looks.at(f"{section}, refused")
    looks.judge()


def test_pages_of_the_sample_office(
    begin: Begin, sample_vault: Path, tmp_path: Path, way: tuple[str, ThemeChoice, int]
) -> None:
    language, theme, _percent = way
    hand = unlocked(begin(shutil.copytree(sample_vault, tmp_path / "Sample"), language))
    hand.program.theme.choose(theme)
    looks = Looks(hand)
    for section, target in PAGES:
        hand.window.go(section, target)
        looks.at(f"{section} {target}")
    hand.window.go("campaigns", "import")
    hand.settle()
    read_file(hand, SAMPLES / "winter-for-three.txt")
    looks.at("import, the preview")
    hand.click("form.save")
    looks.at("import, refused")
    looks.judge()
