"""A hand at the real window: finds widgets by their object names, clicks and types as a person does, and waits.

Nothing here reaches past the window: what is asserted is what stands on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from desktop.ui.below import below
from desktop.ui.shared.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from desktop.app.program import Program
    from tests.ui.kit import FakePrompts

W = TypeVar("W", bound=QWidget)

PATIENCE = 90_000  # no measure of speed: a busy machine makes the sample office in a minute
_QUIET_LOOKS = 3
_SOON = 2_000  # milliseconds: what waits longer (a message that goes by itself) is not waited for
_LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _is_due(timer: QTimer) -> bool:
    return isValid(timer) and timer.isSingleShot() and timer.isActive() and timer.interval() <= _SOON


class Hand:
    """Drives one program. Every step waits until the worker thread and the window's short timers are quiet."""

    def __init__(self, program: Program, qtbot: QtBot, prompts: FakePrompts) -> None:
        self.program, self.qtbot, self.prompts = program, qtbot, prompts
        self.window = program.window
        self.front: QWidget = program.window
        self._ticking: QTimer | None = None

    # ------------------------------------------------------------------ waiting

    def settle(self) -> None:
        """Wait until nothing is being done, neither by the worker nor by a timer that runs once."""
        quiet = 0

        def is_quiet() -> bool:
            nonlocal quiet
            quiet = quiet + 1 if self.program.tasks.idle and not self._ticks() else 0
            return quiet >= _QUIET_LOOKS

        self.qtbot.waitUntil(is_quiet, timeout=PATIENCE)

    def _ticks(self) -> bool:
        """Whether a timer is about to do something, once."""
        if self._ticking is None or not _is_due(self._ticking):  # as long as it ticks, no other need be looked for
            # Not `below`, which is slower: timers are made by the program, so Python knows their parents.
            timers = (timer for root in {self.window, self.front} for timer in root.findChildren(QTimer))
            self._ticking = next((timer for timer in timers if _is_due(timer)), None)
        return self._ticking is not None

    def wait_for(self, name: str) -> QWidget:
        """Wait until a widget of this name stands on the screen, and give it."""
        self.qtbot.waitUntil(lambda: self.is_there(name), timeout=PATIENCE)
        self.settle()
        return self.find(name)

    def come_forward(self) -> None:
        """Bring what is in front to the front of the screen, so that keys reach it."""
        self.front.activateWindow()
        self.qtbot.waitUntil(self.front.isActiveWindow, timeout=PATIENCE)

    def in_dialog(self, work: Callable[[], object]) -> Callable[[QDialog], bool]:
        """Give an answer for `prompts.show`: works in the dialog as it stands on the screen; True when it was accepted.

        The dialog must have been closed by its own buttons when `work` is done.
        """

        def answer(dialog: QDialog) -> bool:
            with self.qtbot.waitExposed(dialog):
                dialog.show()
            behind, self.front = self.front, dialog
            try:
                self.come_forward()
                self.settle()
                work()
                assert not dialog.isVisible(), "the dialog still stands there"
            finally:
                self.front = behind
            self.come_forward()
            return dialog.result() == QDialog.DialogCode.Accepted

        return answer

    # ------------------------------------------------------------------ looking

    def is_there(self, name: str) -> bool:
        """Whether a widget of this name stands on the screen."""
        return any(each.isVisible() for each in below(self.front, QWidget) if each.objectName() == name)

    def find(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]  # the widest kind
        """Give the one visible widget of this name."""
        found = [each for each in below(self.front, kind) if each.objectName() == name and each.isVisible()]
        assert len(found) == 1, f"{len(found)} widgets named {name} stand on the screen"
        return found[0]

    def text(self, name: str) -> str:
        """Give what stands in a field, on a button or in a label."""
        widget = self.find(name)
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText()
        if isinstance(widget, QComboBox):
            return widget.currentText()
        assert isinstance(widget, (QLineEdit, QLabel, QAbstractButton)), widget
        return widget.text()

    def said(self, area: str) -> str:
        """Give what an area's banner says; nothing when it says nothing."""
        banners = [each for each in self.front.findChildren(Banner, f"{area}.banner") if each.isVisible()]
        return " ".join(each.text for each in banners)

    def problem(self, name: str) -> str:
        """Give what is said below a field."""
        return self.find(name).accessibleDescription()

    def labels(self) -> str:
        """Give every text that stands on labels and buttons now, one a line."""
        kinds = (QLabel, QAbstractButton)
        widgets = [each for each in below(self.front, QWidget) if isinstance(each, kinds) and each.isVisible()]
        return "\n".join(each.text() for each in widgets)

    def sees(self, text: str) -> bool:
        """Whether a text stands on a label or a button."""
        return text in self.labels()

    def rows(self, name: str) -> list[list[str]]:
        """Give a table's rows as shown, without hidden columns."""
        table = self.find(name, QTableView)
        model, header = table.model(), table.horizontalHeader()
        shown = [
            header.logicalIndex(at)
            for at in range(header.count())
            if not header.isSectionHidden(header.logicalIndex(at))
        ]
        return [
            [str(model.index(row, column).data() or "") for column in shown]
            for row in range(model.rowCount())
            if not table.isRowHidden(row)
        ]

    def column(self, name: str, title: str) -> list[str]:
        """Give what stands in a column of a table, from the top down."""
        table = self.find(name, QTableView)
        model = table.model()
        return [str(self.index_of(table, row, title).data() or "") for row in range(model.rowCount())]

    def row(self, name: str, text: str) -> list[str]:
        """Give the one row of a table that holds a text."""
        found = [row for row in self.rows(name) if any(text in cell for cell in row)]
        assert len(found) == 1, f"{len(found)} rows of {name} hold {text!r}: {self.rows(name)}"
        return found[0]

    # ------------------------------------------------------------------ the mouse

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a widget can be seen."""
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget, 20, 20)
            above = above.parentWidget()

    def click(self, name: str, *, double: bool = False) -> None:
        """Click a widget in its middle; fails when something else lies there, or it cannot be used."""
        widget = self.find(name)
        self.reveal(widget)
        self.qtbot.waitUntil(lambda: _is_hit(widget), timeout=PATIENCE)
        assert widget.isEnabled(), f"{name} cannot be used now"
        at = _handle(widget)
        if double:  # two whole clicks, as an impatient hand does
            QTest.mouseClick(widget, _LEFT, pos=at)
        QTest.mouseClick(widget, _LEFT, pos=at)
        self.settle()

    def go(self, section: str) -> None:
        """Go to a section by the sidebar."""
        self.click(f"nav.{section}")
        workspace = self.window.workspace
        assert workspace is not None
        assert workspace.here == section

    def sections(self) -> list[str]:
        """Give the sections of the sidebar, from the top down."""
        buttons = [each for each in below(self.window, QAbstractButton) if each.isVisible()]
        found = [each for each in buttons if each.objectName().startswith("nav.") and each.isCheckable()]
        found.sort(key=lambda each: each.mapTo(self.window, QPoint(0, 0)).y())
        return [each.objectName().removeprefix("nav.") for each in found]

    def point(self, name: str, text: str) -> None:
        """Select the row of a table that holds a text."""
        table, index = self.cell_of(name, text)
        table.scrollTo(index)
        QTest.mouseClick(table.viewport(), _LEFT, pos=table.visualRect(index).center())
        self.settle()

    def open_row(self, name: str, text: str) -> None:
        """Open the row of a table that holds a text, with a double click."""
        self.point(name, text)
        table, index = self.cell_of(name, text)
        QTest.mouseDClick(table.viewport(), _LEFT, pos=table.visualRect(index).center())
        self.settle()

    def sort(self, name: str, title: str) -> None:
        """Click the head of a column."""
        table = self.find(name, QTableView)
        header = table.horizontalHeader()
        titles = [str(table.model().headerData(at, Qt.Orientation.Horizontal)) for at in range(header.count())]
        at = titles.index(title)
        table.scrollTo(table.model().index(0, at))
        place = QPoint(header.sectionViewportPosition(at) + 12, header.height() // 2)
        QTest.mouseClick(header.viewport(), _LEFT, pos=place)
        self.settle()

    def cell_of(self, name: str, text: str) -> tuple[QTableView, QModelIndex]:
        """Give a table and the first cell of it that holds a text."""
        table = self.find(name, QTableView)
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                if text in str(index.data() or "") and not table.isColumnHidden(column):
                    return table, index
        raise AssertionError(f"no row of {name} holds {text!r}: {self.rows(name)}")

    # ------------------------------------------------------------------ the keyboard

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the cursor is."""
        QTest.keyClick(_focused(self.front), key, modifier)
        self.settle()

    def keys(self, text: str) -> None:
        """Type a text where the cursor is, in any script."""
        for sign in text:
            target = _focused(self.front)
            if sign.isascii():
                QTest.keyClick(target, sign)
            else:
                QTest.sendKeyEvent(QTest.KeyAction.Click, target, Qt.Key.Key_unknown, sign,
                                   Qt.KeyboardModifier.NoModifier)  # fmt: skip

    def write(self, name: str, text: str) -> None:
        """Click into a field and write a text in place of what stands there; then leave it."""
        widget = self.find(name)
        self.click(name)
        self.qtbot.waitUntil(widget.hasFocus, timeout=PATIENCE)
        QTest.keyClick(widget, Qt.Key.Key_A, CONTROL)
        QTest.keyClick(widget, Qt.Key.Key_Delete)
        self.keys(text)
        self.settle()

    def leave(self) -> None:
        """Go on to the next field."""
        self.key(Qt.Key.Key_Tab)

    def tab_to(self, name: str, most: int = 25) -> None:
        """Go on with Tab until a field has the cursor; fails when that is too far, or it is not on the way."""
        way = []
        for _ in range(most):
            self.key(Qt.Key.Key_Tab)
            way.append(_focused(self.front).objectName())
            if way[-1] == name:
                return
        raise AssertionError(f"Tab does not lead to {name}: {way}")

    def take_offered(self, name: str) -> None:
        """Take the first that a picker offers, with Enter."""
        QTest.keyClick(self._offered(name), Qt.Key.Key_Return)
        self.settle()

    def paste(self, name: str, text: str) -> None:
        """Paste a text into a field in place of what stands there."""
        widget = self.find(name)
        self.click(name)
        QTest.keyClick(widget, Qt.Key.Key_A, CONTROL)
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(widget, Qt.Key.Key_V, CONTROL)
        self.settle()

    def choose(self, name: str, text: str) -> None:
        """Choose an entry of a box by its text, with the arrow keys."""
        box = self.find(name, QComboBox)
        entries = [box.itemText(at) for at in range(box.count())]
        assert text in entries, f"{name} offers {entries}"
        self.reveal(box)
        box.setFocus()
        for _ in range(2 * box.count()):
            if box.currentText() == text:
                break
            down = entries.index(text) > box.currentIndex()
            QTest.keyClick(box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)
        self.settle()
        assert self.text(name) == text

    def pick(self, name: str, text: str) -> None:
        """Type a part of a name or code into a picker, and take the first that it offers with Enter."""
        self.write(name, text)
        if self.text(name) == text:  # a whole code is taken by itself
            self.take_offered(name)

    def _offered(self, name: str) -> QListView:
        def shown() -> list[QListView]:
            lists = [each for each in QApplication.allWidgets() if each.objectName() == f"{name}_choices"]
            return [each for each in lists if isinstance(each, QListView) and each.isVisible()]

        self.qtbot.waitUntil(lambda: bool(shown()), timeout=PATIENCE)
        return shown()[0]

    def cell(self, name: str, row: int, title: str, text: str) -> None:
        """Type into a cell of a grid, and go on to the next with Tab. Choices are chosen in the box that opens."""
        table = self.find(name, QTableView)
        index = self.index_of(table, row, title)
        self.reveal(table)
        table.scrollTo(index)
        table.setFocus()
        QTest.mouseClick(table.viewport(), _LEFT, pos=table.visualRect(index).center())
        QTest.keyClick(table, Qt.Key.Key_F2)
        editor = _editor(table)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findText(text))
            assert editor.currentText() == text
        else:
            editor.setFocus()
            QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
            self.keys(text)
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        self.settle()

    def cell_text(self, name: str, row: int, title: str) -> str:
        """Give what a cell of a grid shows."""
        return str(self.index_of(self.find(name, QTableView), row, title).data() or "")

    def cell_problem(self, name: str, row: int, title: str) -> str:
        """Give what is wrong in a cell of a grid."""
        index = self.index_of(self.find(name, QTableView), row, title)
        return str(index.data(Qt.ItemDataRole.ToolTipRole) or "")

    def index_of(self, table: QTableView, row: int, title: str) -> QModelIndex:
        """Give the place of a cell by its row and the title of its column."""
        model = table.model()
        titles = [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]
        return model.index(row, titles.index(title))


def _handle(widget: QWidget) -> QPoint:
    """Give the point of a widget that a person clicks: a tick's or radio's sign, else the middle."""
    if isinstance(widget, QAbstractButton) and widget.isCheckable() and widget.width() > 4 * widget.height():
        return QPoint(widget.height() // 2, widget.height() // 2)
    return widget.rect().center()


def _is_hit(widget: QWidget) -> bool:
    """Whether a click at the widget's handle meets it, or a part of it."""
    window = widget.window()
    at = widget.mapTo(window, _handle(widget))
    there = window.childAt(at)
    return there is not None and (there is widget or widget.isAncestorOf(there))


def _focused(window: QWidget) -> QWidget:
    return QApplication.focusWidget() or window


def _editor(table: QAbstractItemView) -> QWidget:
    editors = [each for each in table.viewport().findChildren(QWidget) if each.objectName().startswith("grid.")]
    shown = [each for each in editors if each.isVisible()]
    assert len(shown) == 1, "no cell is being edited"
    return shown[0]
