"""What can be done with what is open or selected: a page says what it can do now, the menu bar holds the commands.

A command is enabled only where it does something, wherever it is met: in a menu, by its keys, in the palette, in the
context menu of a list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.i18n import mark, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from desktop.ui.workplace import PageWidget, Workplace
    from desktop.ui.workspace import Workspace


class Deed(Enum):
    """Something that is done with the record that is open, or with the rows that are selected."""

    OPEN = "open_row"
    SAVE = "save"
    SAVE_NEXT = "save_next"
    DUPLICATE = "duplicate"
    ARCHIVE = "archive"
    BRING_BACK = "bring_back"
    PAPER = "paper"
    EXPORT = "export"
    COPY = "copy_rows"


Deeds = Mapping[Deed, Callable[[], object]]

TEXTS: dict[Deed, str] = {
    Deed.OPEN: mark("Open the row"),
    Deed.SAVE: mark("Save"),
    Deed.SAVE_NEXT: mark("Save and next"),
    Deed.DUPLICATE: mark("Duplicate as a new record"),
    Deed.ARCHIVE: mark("Archive"),
    Deed.BRING_BACK: mark("Bring back"),
    Deed.PAPER: mark("Preview the paper"),
    Deed.EXPORT: mark("Save the list as a file…"),
    Deed.COPY: mark("Copy rows"),
}
KEYS: dict[Deed, tuple[str, ...]] = {
    Deed.SAVE: ("Ctrl+S",),
    Deed.SAVE_NEXT: ("Ctrl+Return", "Ctrl+Enter"),
    Deed.DUPLICATE: ("Ctrl+D",),
    Deed.PAPER: ("Ctrl+P",),
    Deed.EXPORT: ("Ctrl+E",),
}
"""Enter, F2, Del and Ctrl+C belong to the table itself: elsewhere they mean something else."""
PICTURES: dict[Deed, str] = {
    Deed.OPEN: "edit",
    Deed.DUPLICATE: "plus",
    Deed.PAPER: "eye",
    Deed.EXPORT: "save",
    Deed.COPY: "copy",
}
"""Those that a context menu repeats."""

_LINE_END = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_E)


class Doing(QObject):
    """Keeps the commands true to the page in front, and does what they say."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.actions: dict[Deed, QAction] = {}
        self.texts: dict[QAction, str] = {}  # what each is called now, marked English
        self._place: Workplace | None = None
        self._workspace: Workspace | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.look)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def add(self, deed: Deed, action: QAction) -> None:
        """Take the command of a deed."""
        self.actions[deed] = action
        action.setEnabled(False)

    def enter(self, place: Workplace, workspace: Workspace) -> None:
        """Follow an office that was opened."""
        self._place, self._workspace = place, workspace
        place.tasks.ended.connect(self._later)
        workspace.said.connect(self._later)
        workspace.moved.connect(self._later)
        self.look()

    def leave(self) -> None:
        """The office is gone."""
        if self._place is not None:
            self._place.tasks.ended.disconnect(self._later)
        self._place = self._workspace = None
        self.look()

    def look(self) -> None:
        """Enable what can be done now, by the name that it has here; menus and the palette ask before they show."""
        page, deeds = self._page(), self._deeds()
        own = page.deed_texts() if page is not None else {}
        for deed, action in self.actions.items():
            action.setEnabled(deed in deeds)
            self.texts[action] = own.get(deed, TEXTS[deed])
            action.setText(tr(self.texts[action]))

    def do(self, deed: Deed) -> None:
        """Do it, if it can be done now."""
        act = self._deeds().get(deed)
        if act is not None:
            act()

    def _deeds(self) -> Deeds:
        page = self._page()
        return page.deeds() if page is not None else {}

    def _page(self) -> PageWidget | None:
        return self._workspace.page if self._workspace is not None else None

    def _later(self, *_: object) -> None:
        self._soon.start()

    def _on_focus(self, _former: QWidget | None, now: QWidget | None) -> None:
        if self._workspace is None:
            return
        self._soon.start()
        if isinstance(now, QLineEdit) and now.window() is self.parent():
            now.installEventFilter(self)  # once more is no more: Qt keeps one of each

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a line from taking Ctrl+E, which X11 has for its end, while a list can be saved."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.keyCombination() != _LINE_END or not self.actions[Deed.EXPORT].isEnabled():
            return False
        event.ignore()
        return True


def commands_of(widget: QWidget) -> Mapping[Deed, QAction]:
    """Give the commands of the window that a widget is in; none outside the program's own window."""
    doing = getattr(widget.window(), "doing", None)
    if not isinstance(doing, Doing):
        return {}
    doing.look()
    return doing.actions
