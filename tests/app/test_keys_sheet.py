"""One number for each section, alike in the sidebar, the menu and the help; and the sheet of keys leaves none out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from desktop.app.pages import SECTIONS
from desktop.i18n import LANGUAGES, tr, use_language
from desktop.ui.below import below
from desktop.ui.help.page import help_text
from tests.app.test_program import opened

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.app.program import Program

__all__ = ["opened"]

NUMBERED = ("home", "people", "campaigns", "items", "donations", "payouts", "cash", "documents", "reports")
_ARROWS = {"←": "Left", "→": "Right"}


def sheet(language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Read the two tables of the sheet: what each key does, everywhere and in a grid."""
    everywhere, in_a_grid = help_text("keys", language).split("\n## ")
    return _table(everywhere), _table(in_a_grid)


def _table(text: str) -> dict[str, str]:
    rows = [re.split(r" *\| *", line)[1:3] for line in text.splitlines() if line.startswith("| ")][1:]
    return {key: does for keys, does in rows for key in re.split(r", (?=\S)", keys)}


def plain(key: str) -> str:
    """Write a key of the sheet as Qt writes it."""
    for sign, word in _ARROWS.items():
        key = key.replace(sign, word)
    return QKeySequence(key.replace("Enter", "Return")).toString()


def test_the_named_sections_have_their_numbers_everywhere(opened: Program) -> None:
    workspace = opened.window.workspace
    assert workspace is not None
    assert {spec.key: spec.shortcut for spec in SECTIONS if spec.shortcut} == {
        key: f"Ctrl+{number}" for number, key in enumerate(NUMBERED, start=1)
    }
    assert tuple(spec.key for spec in SECTIONS[:9]) == NUMBERED, "the number is the place in the sidebar"
    commands = {action.objectName(): action for action, _text in opened.window._commands}
    for spec in SECTIONS:
        assert commands[f"menu.{spec.key}"].shortcut().toString() == spec.shortcut
        assert workspace._buttons[spec.key].toolTip() == spec.shortcut


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_tells_the_numbers(language: str) -> None:
    use_language(language)
    everywhere, _grid = sheet(language)
    titles = [tr(spec.title) for spec in SECTIONS if spec.shortcut]
    assert everywhere["Ctrl+1 … Ctrl+9"] == ", ".join(titles)


def test_each_shortcut_of_the_program_stands_in_the_sheet(opened: Program, qtbot: QtBot) -> None:
    workspace = opened.window.workspace
    assert workspace is not None
    opened.window.go("people", "new")
    qtbot.waitUntil(lambda: opened.tasks.idle)
    actions = [each for action in below(opened.window, QAction) for each in action.shortcuts()]
    keys = {each.toString() for each in (*actions, *(each.key() for each in below(opened.window, QShortcut)))}
    assert len(keys) > 25
    for language in LANGUAGES:
        everywhere, _grid = sheet(language)
        told = {plain(key) for key in everywhere} | {f"Ctrl+{number}" for number in range(1, 10)}
        told |= {"Esc", "Ctrl+Enter"}  # Return and Enter are one to people
        assert {each.replace("Escape", "Esc") for each in keys if each} - told == set(), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_is_whole_in_each_language(language: str) -> None:
    assert [list(table) for table in sheet(language)] == [list(table) for table in sheet("en")]
    assert {"Ctrl+'", "Ctrl+D", "Tab", "Enter", "Ctrl+V"} <= sheet(language)[1].keys()
    assert {"Ctrl+Shift+X", "Ctrl++", "Ctrl+-"} <= sheet(language)[0].keys()
