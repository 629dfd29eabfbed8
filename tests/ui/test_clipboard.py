"""What is copied here is marked, cleared when its time is over or it is locked, and left alone if it is another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop.ui.clipboard import CLEAR_MILLISECONDS, ClipboardGuard

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_what_a_field_copies_is_marked_and_cleared_in_time(qtbot: QtBot) -> None:
    guard = ClipboardGuard()
    clipboard = QGuiApplication.clipboard()
    line = QLineEdit("P-0001  Heron")
    qtbot.addWidget(line)
    line.selectAll()
    line.copy()
    data = clipboard.mimeData()
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"
    assert any("CanIncludeInClipboardHistory" in each for each in data.formats())
    assert clipboard.text() == "P-0001  Heron"
    assert guard.timer.isActive()
    assert guard.timer.interval() == CLEAR_MILLISECONDS == 15_000
    guard.timer.timeout.emit()
    assert clipboard.text() == ""
    assert not guard.timer.isActive()


def test_all_forms_of_a_copied_thing_survive_the_mark(qtbot: QtBot) -> None:
    guard = ClipboardGuard()
    data = QMimeData()
    data.setText("one\ttwo")
    data.setHtml("<b>one</b>")
    QGuiApplication.clipboard().setMimeData(data)
    kept = QGuiApplication.clipboard().mimeData()
    assert (kept.text(), "one" in kept.html()) == ("one\ttwo", True)
    guard.clear()
    assert QGuiApplication.clipboard().text() == ""
