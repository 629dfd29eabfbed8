"""Looks that few offices have: dark at 100 %, light at 150 %, text of 200 %, a screen of 4K, close lines, longer words.

The walk of test_every_page.py in one language alone. In the short form each look sees some of the pages, in the
full form all of them.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from desktop.ui.density import Density
from desktop.ui.theme import ThemeChoice
from tests.journeys.conftest import unlocked
from tests.journeys.longer import LONGER, longer
from tests.journeys.test_every_page import PAGES, SCREEN, Looks, full, text_size

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from tests.journeys.conftest import Begin

__all__ = ["full"]

HD, FOUR_K = (1920, 1080), (3840, 2160)


@dataclass(frozen=True)
class Case:
    """A look, and every how many pages it sees in the short form, from which on."""

    name: str
    percent: int
    theme: ThemeChoice
    room: tuple[int, int]
    language: str = "en"
    tabs: bool = False
    each: int = 9
    first: int = 0
    density: Density = Density.COMFORTABLE


CASES = (
    Case("dark at 100", 100, ThemeChoice.DARK, SCREEN),
    Case("light at 150", 150, ThemeChoice.LIGHT, SCREEN, first=1),
    Case("200 on a large screen", 200, ThemeChoice.LIGHT, HD, first=2),
    Case("100 on 4K", 100, ThemeChoice.DARK, FOUR_K, first=3),
    Case("200 on 4K", 200, ThemeChoice.LIGHT, FOUR_K, first=4),
    Case("compact", 100, ThemeChoice.DARK, SCREEN, "be", each=6, first=5, density=Density.COMPACT),
    Case("compact at 150", 150, ThemeChoice.LIGHT, SCREEN, "lt", first=6, density=Density.COMPACT),
    Case("longer words", 100, ThemeChoice.LIGHT, SCREEN, language=LONGER, each=4),
    Case("tabs", 100, ThemeChoice.LIGHT, SCREEN, tabs=True, each=4, first=1),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_pages(case: Case, begin: Begin, sample_vault: Path, tmp_path: Path, qapp: QApplication, full: bool) -> None:
    with text_size(qapp, case.percent):
        hand = unlocked(begin(shutil.copytree(sample_vault, tmp_path / "Sample")))
        hand.window.resize(*case.room)
        hand.program.theme.pack(case.density)
        looks = Looks(hand, case.theme, full=full, languages=(case.language,), room=case.room, tabs=case.tabs)
        for section, target in PAGES if full else PAGES[case.first :: case.each]:
            hand.window.go(section, target)
            looks.at(f"{section} {target}")
        assert hand.window.size().toTuple() == case.room
        looks.judge()


def test_words_grow_and_what_is_filled_in_does_not() -> None:
    assert longer("Save") == "Saveee"
    assert longer("{count} of <b>{most}</b>: &Undo") == "{count} off <b>{most}</b>: &Undooo"
