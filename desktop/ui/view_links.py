"""The saved views in the sidebar, below the sections; each opens its list set up as it was saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.i18n import ptr, tr
from desktop.ui.changes import Topic
from desktop.ui.icons import icon
from desktop.ui.language import follow_language
from desktop.ui.shared.naming import named, text_label
from desktop.ui.theme import NEAR, TIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.views import SavedView
    from desktop.ui.views import SavedViews
    from desktop.ui.workplace import Workplace

_ICON = QSize(20, 20)
_AROUND = 3 + 2 * 12 + 20 + 8  # the style's borders and padding, the icon and what is beside it
_LEAST = 60


class ViewButton(QPushButton):
    """A view by its name, cut where the sidebar ends. F2 renames, Del deletes, the menu key shows what else."""

    rename_asked = Signal()
    delete_asked = Signal()
    menu_asked = Signal(object)

    def __init__(self, name: str, said: str, picture: str) -> None:
        super().__init__(icon(picture), "")
        self._said = said
        named(self, name, said)
        self.setToolTip(said)
        self.setProperty("look", "nav")
        self.setIconSize(_ICON)

    def sizeHint(self) -> QSize:
        return QSize(_LEAST, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _AROUND
        shown = self.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename_asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())


class ViewLinks(QWidget):
    """`opened(view)` when one is to be shown. Hidden while there are none. `actions_` are the palette's commands."""

    opened = Signal(object)

    def __init__(self, pictures: Mapping[str, str]) -> None:
        super().__init__()
        self._pictures = pictures
        self._place: Workplace | None = None
        self._views: SavedViews | None = None
        self.commands: list[tuple[QAction, str]] = []
        self.buttons: list[ViewButton] = []
        self._heading = text_label("", "hint")
        self._heading.setContentsMargins(NEAR + TIGHT, NEAR, 0, TIGHT)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._heading)
        self.hide()
        follow_language(self, self.retranslate)

    def retranslate(self) -> None:
        self._heading.setText(tr("Saved views"))
        self.setAccessibleName(tr("Saved views"))

    def settle(self, place: Workplace) -> None:
        """Show the views of an open office, now and as they change."""
        self._place, self._views = place, place.views
        if self._views is not None:
            self._views.changed.connect(self.fill)
            place.changes.subscribe(self, (Topic.PEOPLE,), self._views.begin)  # one who is erased takes views along
            self._views.begin()

    def fill(self) -> None:
        """Show the views as they are now; the one that had the focus keeps it, or its neighbour does."""
        views = self._views.mine if self._views is not None else ()
        focused = next((at for at, each in enumerate(self.buttons) if each.hasFocus()), -1)
        for made in self.buttons:
            self._layout.removeWidget(made)
            made.hide()
            made.deleteLater()
        for action, _name in self.commands:
            action.deleteLater()
        self.buttons, self.commands = [], []
        for number, view in enumerate(views, start=1):
            self._add(number, view)
        self.setVisible(bool(views))
        if focused >= 0 and self.buttons:
            self.buttons[min(focused, len(self.buttons) - 1)].setFocus()

    def _add(self, number: int, view: SavedView) -> None:
        made = ViewButton(f"nav.view.{number}", view.name, self._pictures.get(view.section, "search"))
        made.clicked.connect(partial(self._open, view))
        made.rename_asked.connect(partial(self.rename, view))
        made.delete_asked.connect(partial(self.delete, view))
        made.menu_asked.connect(lambda point, made=made: self.menu_of(made, view).exec(point))
        self._layout.addWidget(made)
        self.buttons.append(made)
        action = QAction(view.name, self)
        action.setObjectName(f"view.{number}")
        action.triggered.connect(partial(self._open, view))
        self.commands.append((action, view.name))

    def _open(self, view: SavedView, _checked: bool = False) -> None:
        self.opened.emit(view)

    def menu_of(self, made: ViewButton, view: SavedView) -> QMenu:
        """Make the menu of a view."""
        menu = QMenu(made)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = made.objectName()
        for part, text, act in (
            ("open", ptr("do", "Open"), partial(self._open, view)),
            ("rename", tr("Rename…"), partial(self.rename, view)),
            ("delete", tr("Delete the view"), partial(self.delete, view)),
        ):
            action = menu.addAction(text)
            action.setObjectName(f"{name}.{part}")
            action.triggered.connect(act)
        return menu

    def rename(self, view: SavedView, _checked: bool = False) -> None:
        """Ask for another name."""
        if self._place is None or self._views is None:
            return
        name = self._place.prompts.ask_text(tr("Rename the view"), tr("Name of the view"), tr("Rename"), text=view.name)
        if name:
            self._views.rename(view.key, name)

    def delete(self, view: SavedView, _checked: bool = False) -> None:
        """Let it go, after a question: it cannot be brought back."""
        if self._place is None or self._views is None:
            return
        if self._place.prompts.confirm(
            tr("Delete the view “{name}”?").format(name=view.name),
            tr("Only the view goes: how the list was set up. Nothing in the list is touched."),
            tr("Delete the view"),
            danger=True,
        ):
            self._views.forget(view.key)
