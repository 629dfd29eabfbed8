"""Closing and covering what the program shows: all its dialogs and menus on locking, its windows while it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget

from desktop.ui.shared.naming import named, role


def close_dialogs() -> bool:
    """Close every open menu, list of choices and dialog as if it were cancelled; tell whether a dialog was open."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if QApplication.activePopupWidget() is popup:
            break
    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    for dialog in reversed(dialogs):
        dialog.reject()
        if dialog.isVisible():
            dialog.hide()
    return bool(dialogs)


class Cover(QWidget):
    """Hides one window's content while another program is in front; it says nothing but the program's neutral name."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        named(self, "window.cover", "Skarbonka")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        role(self, "ground")
        name = role(QLabel("Skarbonka"), "title")
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addWidget(name)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()


class Covers:
    """Covers all windows of the program, and uncovers them."""

    def __init__(self) -> None:
        self.wanted = False
        self._covers: list[Cover] = []

    def follow(self, left: bool) -> None:
        """Cover what is shown when the program is left, where that is wanted; uncover it when it is back."""
        for cover in self._covers:
            cover.hide()
            cover.deleteLater()
        self._covers = []
        if left and self.wanted:
            windows = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()]
            self._covers = [Cover(window) for window in windows]
