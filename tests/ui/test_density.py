"""Comfortable or compact: lists, grids and forms follow at once, and everything that is pressed stays high enough."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QTableWidget, QToolButton, QVBoxLayout, QWidget

from desktop.ui.density import MEASURES, Density, _following, density
from desktop.ui.home.figures import Figures
from desktop.ui.shared.fields import TextField
from desktop.ui.shared.form import Form
from desktop.ui.shared.lines import keep_lines, line_height
from desktop.ui.shared.table import ListTable
from desktop.ui.stylesheet import STYLE
from desktop.ui.theme import DARK, LIGHT, Theme, ThemeChoice, make_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

LEAST = 24  # pixels, of whatever is pressed


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield Theme(qapp, ThemeChoice.LIGHT)
    Theme(qapp, ThemeChoice.LIGHT)
    assert density() is Density.COMFORTABLE


def test_rows_follow_at_once(theme: Theme, qtbot: QtBot) -> None:
    lists, grid, figures = ListTable(), QTableWidget(4, 2), Figures("home.test", ("Month", "Came in"))
    keep_lines(grid, more=4, least=3)
    figures.write([["05.2026", "1"], ["06.2026", "2"]])
    for each in (lists, grid, figures):
        qtbot.addWidget(each)
    before = line_height(), grid.minimumHeight(), figures.height()
    theme.pack(Density.COMPACT)
    assert (line_height(), grid.minimumHeight(), figures.height()) < before
    assert lists.verticalHeader().defaultSectionSize() == line_height() >= LEAST
    assert [grid.rowHeight(at) for at in range(4)] == [line_height(4)] * 4
    assert grid.minimumHeight() == 3 * line_height(4)
    assert figures.height() == figures.horizontalHeader().sizeHint().height() + 2 * figures.rowHeight(0) + 4
    theme.pack(Density.COMFORTABLE)
    assert (line_height(), grid.minimumHeight(), figures.height()) == before


def test_forms_follow_at_once(theme: Theme, qtbot: QtBot) -> None:
    form = Form("test")
    qtbot.addWidget(form)
    for name in ("one", "two", "three"):
        form.add(TextField(name, "Label"), wide=True)
    form.resize(400, 600)
    with qtbot.waitExposed(form):
        form.show()
    tall = form.minimumSizeHint().height()
    theme.pack(Density.COMPACT)
    qtbot.waitUntil(lambda: form.minimumSizeHint().height() < tall - 3 * 8)
    theme.pack(Density.COMFORTABLE)
    qtbot.waitUntil(lambda: form.minimumSizeHint().height() == tall)


@pytest.mark.parametrize("wanted", Density)
def test_what_is_pressed_is_high_enough(theme: Theme, qtbot: QtBot, wanted: Density) -> None:
    theme.pack(wanted)
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    tool, entries = QToolButton(), QListWidget()
    tool.setText("…")
    entries.addItem("One")
    for look in ("", "primary", "quiet", "danger", "nav", "card", "chip", "find"):
        button = QPushButton("Save")
        button.setProperty("look", look)
        layout.addWidget(button)
    for each in (QLineEdit("1"), tool, entries):
        layout.addWidget(each)
    with qtbot.waitExposed(page):
        page.show()
    for each in page.findChildren(QWidget):
        if isinstance(each, (QPushButton, QToolButton, QLineEdit)) and each.parent() is page:
            assert each.sizeHint().height() >= LEAST, (each, each.property("look"))
    assert entries.sizeHintForRow(0) >= LEAST


def test_nothing_moves_when_the_focus_comes() -> None:
    """The edge is a pixel thicker then, so the padding is a pixel less."""
    for measures in MEASURES.values():
        for outer, inner in (("pad", "pad_in"), ("press_pad", "press_in"), ("nav_pad", "nav_in"),
                             ("card_pad", "card_in")):  # fmt: skip
            assert measures[outer] - measures[inner] == 1


def test_both_densities_have_every_measure() -> None:
    asked = set(re.findall(r"@(\w+)_px@", STYLE))
    for each in Density:
        assert set(MEASURES[each]) == asked
        for look in (LIGHT, DARK):
            assert "@" not in make_style(look, 10, each)


def test_nothing_is_told_to_what_is_gone(theme: Theme, qtbot: QtBot) -> None:
    before = len(_following.listeners)
    table = ListTable()
    assert len(_following.listeners) == before + 1
    table.deleteLater()
    del table
    qtbot.waitUntil(lambda: len(_following.listeners) <= before)
    theme.pack(Density.COMPACT)
