"""Closing and covering what the program shows: all its dialogs and menus on locking, its windows while it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget

from desktop.ui.shared.kept_dialog import KeptDialog
from desktop.ui.shared.naming import named, role


def close_dialogs() -> bool:
    """Close every open menu, list of choices and dialog as if it were cancelled; tell whether a dialog was open."""
    close_popups()
    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    for dialog in dialogs:
        if isinstance(dialog, KeptDialog):
            dialog.aside = True  # what is typed in it is kept: nobody is asked
    for dialog in reversed(dialogs):
        dialog.reject()
        if dialog.isVisible():
            dialog.hide()
    return bool(dialogs)


def close_popups() -> None:
    """Close every open menu and list of choices."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if QApplication.activePopupWidget() is popup:
            break


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


class Covers(QObject):
    """Covers all windows of the program, and uncovers them; what is shown while they are covered is covered too.

    For that it stands before the application, but only while the program is left: every event passes through Python.
    """

    def __init__(self, app: QApplication | None = None) -> None:
        super().__init__(app)
        self.wanted = False
        self._covers: list[Cover] = []

    def follow(self, left: bool) -> None:
        """Cover what is shown when the program is left, where that is wanted; uncover it when it is back."""
        for cover in self._covers:
            cover.hide()
            cover.deleteLater()
        self._covers = []
        app = QApplication.instance()
        assert app is not None, "there are windows"  # noqa: S101  covers follow a running application
        app.removeEventFilter(self)
        if left and self.wanted:
            for window in QApplication.topLevelWidgets():
                if window.isVisible() and window.isWindow():
                    self._covers.append(Cover(window))
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and isinstance(watched, QWidget) and not any(each.parent() is watched for each in self._covers):
            self._covers.append(Cover(watched))
        return False
