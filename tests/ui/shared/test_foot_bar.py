"""The foot of a form: a note beside the buttons while there is room for one line of them, else above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.foot_bar import FootBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """A page with a foot of four buttons, wide enough for them and a note."""
    page = QWidget()
    page.buttons = [QPushButton(text) for text in ("Save", "Save and submit", "Save as draft", "Cancel")]
    page.note = QLabel("Only to be read: Finance or an administrator records payouts")
    page.note.setWordWrap(True)
    layout = QVBoxLayout(page)
    layout.addStretch(1)
    layout.addWidget(FootBar(FlowRow(*page.buttons), page.note))
    qtbot.addWidget(page)
    page.resize(1200, 400)
    with qtbot.waitExposed(page):
        page.show()
    return page


def rows(page: QWidget) -> int:
    return len({button.mapTo(page, button.rect().center()).y() for button in page.buttons})


def top(page: QWidget, widget: QWidget) -> int:
    return widget.mapTo(page, widget.rect().topLeft()).y()


def is_beside(page: QWidget) -> bool:
    last = page.buttons[-1]
    return page.note.mapTo(page, page.note.rect().topLeft()).x() > last.mapTo(page, last.rect().topRight()).x()


def test_a_note_stands_beside_the_buttons(page: QWidget) -> None:
    assert is_beside(page)
    assert rows(page) == 1


def test_in_a_narrow_page_it_stands_above_them_and_they_keep_one_line(page: QWidget, qtbot: QtBot) -> None:
    page.resize(520, 400)
    qtbot.waitUntil(lambda: not is_beside(page), timeout=5000)
    qtbot.waitUntil(lambda: top(page, page.note) + page.note.height() <= top(page, page.buttons[0]), timeout=5000)
    assert rows(page) == 1
    assert page.note.width() > 400
    page.resize(1200, 400)
    qtbot.waitUntil(lambda: is_beside(page), timeout=5000)


def test_a_note_that_comes_later_finds_its_place(page: QWidget, qtbot: QtBot) -> None:
    page.note.hide()
    page.resize(520, 400)
    qtbot.waitUntil(lambda: rows(page) == 1, timeout=5000)
    page.note.show()
    qtbot.waitUntil(lambda: top(page, page.note) + page.note.height() <= top(page, page.buttons[0]), timeout=5000)
    assert rows(page) == 1
