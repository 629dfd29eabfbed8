"""A hand that clicks anywhere: no error that the program did not expect, and no memory that grows with the clicks."""

from __future__ import annotations

import gc
import random
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from desktop.ui import errors
from tests.journeys.clicker import CarelessPrompts, Clicker, living, load_everything, resident, slope
from tests.journeys.conftest import unlocked
from tests.journeys.hand import PATIENCE, Hand
from tests.services.office_kit import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Begin

_DICE = 7


@pytest.fixture
def prompts() -> CarelessPrompts:
    """Answers of a hand that does not read."""
    return CarelessPrompts(random.Random(_DICE))


@pytest.fixture
def unexpected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the window showed as unexpected: only for such errors are details offered."""
    shown: list[str] = []
    real = errors.details

    def details(error: BaseException) -> str:
        shown.append(real(error))
        return shown[-1]

    monkeypatch.setattr(errors, "details", details)
    return shown


@pytest.fixture
def clicker(begin: Begin, sample_vault: Path, tmp_path: Path, prompts: CarelessPrompts) -> Clicker:
    """The sample office, open, and a hand over it."""
    hand = unlocked(begin(shutil.copytree(sample_vault, tmp_path / "Sample")))
    made = prompts.clicker = Clicker(hand, random.Random(_DICE))
    return made


def unlock(hand: Hand) -> None:
    """Open the office again; the hand may have hidden the sidebar, so nothing of it is waited for."""
    hand.write("lock.passphrase", PASSPHRASE)
    hand.click("lock.unlock")
    hand.qtbot.waitUntil(lambda: hand.window.workspace is not None, timeout=PATIENCE)
    hand.settle()


def click(clicker: Clicker, unexpected: list[str], turns: int) -> None:
    for _turn in range(turns):
        if clicker.hand.window.workspace is None:  # the lock came by itself: a locked window has nothing to click
            clicker.rest()
            unlock(clicker.hand)
        clicker.turn()
        assert unexpected == [], f"after {clicker.last}: {unexpected}"


def test_some_clicks_anywhere_break_nothing(clicker: Clicker, unexpected: list[str]) -> None:
    click(clicker, unexpected, 120)
    clicker.rest()
    assert sum(clicker.done.values()) > 90
    assert len(clicker.done) >= 6


def lock(clicker: Clicker) -> None:
    """Lock the office: what its pages held is free, so what is measured does not hang on which of them are open."""
    clicker.rest()
    clicker.hand.program.lock()
    clicker.hand.qtbot.waitUntil(lambda: clicker.hand.window.workspace is None, timeout=PATIENCE)
    clicker.rest()


@pytest.mark.full
@pytest.mark.timeout(0)
def test_20000_clicks_break_nothing_and_cost_no_memory(clicker: Clicker, unexpected: list[str]) -> None:
    load_everything()
    figures: list[tuple[int, float]] = []
    for thousand in range(1, 21):
        click(clicker, unexpected, 1000)
        assert clicker.hand.window.workspace is not None, "the office is not open: nothing was clicked"
        lock(clicker)
        figures.append((thousand * 1000, resident()))
        said = f"{figures[-1][1]:.1f} MB, {sum(living().values())} widgets, {len(gc.get_objects())} objects"
        said += f", {len(sys.modules)} modules"
        print(f"{thousand},000 clicks: {said}", flush=True)
        unlock(clicker.hand)
    # The first thousands build the pages and fill the caches, each of which has its bound.
    assert slope(figures[5:]) * 1000 < 1.0, figures
