"""Windows are covered while the program is left, where that is wanted, and shown again when it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QVBoxLayout, QWidget

from desktop.ui.cover import Cover, Covers, close_dialogs

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_windows_and_dialogs_are_covered_and_shown_again(qtbot: QtBot) -> None:
    window = QWidget()
    QVBoxLayout(window).addWidget(QLineEdit("P-0001  Heron"))
    dialog = QDialog(window)
    for each in (window, dialog):
        qtbot.addWidget(each)
        each.show()
    covers = Covers()
    covers.follow(left=True)
    assert window.findChildren(Cover) == []
    covers.wanted = True
    covers.follow(left=True)
    for each in (window, dialog):
        (cover,) = [found for found in each.findChildren(Cover) if found.parent() is each]
        assert cover.geometry() == each.rect()
        assert cover.isVisible()
    covers.follow(left=False)
    assert not [cover for cover in window.findChildren(Cover) if cover.isVisible()]


def test_menus_and_dialogs_are_closed_as_if_cancelled(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("One")
    menu.popup(dialog.pos())
    results: list[int] = []
    dialog.finished.connect(results.append)
    assert close_dialogs()
    assert not menu.isVisible()
    assert results == [QDialog.DialogCode.Rejected]
    assert not close_dialogs()
