"""What lies around the vault: said on Home until it is waved away on this computer, and always in Settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton

from desktop.domain.surroundings import Guard, Surroundings
from desktop.i18n import use_language
from desktop.ui.surroundings import line, panel
from desktop.ui.surroundings.line import SurroundingsLine
from desktop.ui.surroundings.panel import SurroundingsPanel
from tests.services.office_kit import SETTINGS
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Surroundings]:
    """What is found: its last one."""
    told = [Surroundings(Guard.OPEN, Guard.UNKNOWN)]
    for module in (line, panel):
        monkeypatch.setattr(module, "surroundings", lambda _office: told[-1])
    return told


def shown(qtbot: QtBot, desk: Desk) -> SurroundingsLine:
    made = SurroundingsLine(desk.place)
    qtbot.addWidget(made)
    return made


def test_it_is_said_until_it_is_waved_away_or_something_else_is_found(
    qtbot: QtBot, desk: Desk, found: list[Surroundings]
) -> None:
    first = shown(qtbot, desk)
    assert "No encryption was found" in first.text
    assert "could not be told" in first.text
    assert_named(first)
    use_language("be")
    assert "No encryption" not in first.text
    use_language("en")
    button = first.findChild(QPushButton, "home_surroundings.banner_action")
    assert isinstance(button, QPushButton)
    button.click()
    assert first.text == ""
    assert shown(qtbot, desk).text == ""
    found.append(Surroundings(Guard.GUARDED, Guard.OPEN))
    second = shown(qtbot, desk)
    assert "No encryption" not in second.text
    assert "(swap)" in second.text
    close = second.findChild(QToolButton, "home_surroundings.banner_close")
    assert isinstance(close, QToolButton)
    close.click()
    assert shown(qtbot, desk).text == ""


def test_where_nothing_can_be_told_that_is_said_and_where_all_is_well_nothing(
    qtbot: QtBot, desk: Desk, found: list[Surroundings]
) -> None:
    found.append(Surroundings(Guard.UNKNOWN, Guard.UNKNOWN))
    assert shown(qtbot, desk).property("kind") == "info"
    found.append(Surroundings(Guard.GUARDED, Guard.GUARDED))
    assert shown(qtbot, desk).text == ""


def test_the_sample_says_nothing(qtbot: QtBot, desk: Desk, found: list[Surroundings]) -> None:
    desk.place = replace(desk.place, settings=lambda: replace(SETTINGS, sample=True))
    assert found
    assert shown(qtbot, desk).text == ""


def test_settings_say_all_of_it(qtbot: QtBot, desk: Desk, found: list[Surroundings]) -> None:
    found.append(Surroundings(Guard.GUARDED, Guard.UNKNOWN))
    card = SurroundingsPanel(desk.place)
    qtbot.addWidget(card)
    disk, swap, place = (each.text() for each in card.lines)
    assert disk.startswith("✓")
    assert swap.startswith("?")
    assert place.startswith("✓")
    assert_named(card)


def test_a_vault_that_is_copied_elsewhere_is_said(qtbot: QtBot, desk: Desk, found: list[Surroundings]) -> None:
    found.append(Surroundings(Guard.GUARDED, Guard.GUARDED, copied=True))
    told = shown(qtbot, desk)
    assert told.property("kind") == "warning"
    assert "copied by a synchronising program" in told.text
    button = told.findChild(QPushButton, "home_surroundings.banner_action")
    assert isinstance(button, QPushButton)
    button.click()
    assert shown(qtbot, desk).text == ""
    found.append(Surroundings(Guard.OPEN, Guard.UNKNOWN, copied=True))
    told = shown(qtbot, desk)
    for words in ("No encryption was found", "could not be told", "synchronising"):
        assert words in told.text
