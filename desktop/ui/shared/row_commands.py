"""What is done with the rows of a list: its own commands and those of the menu bar, and the menu that repeats both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QAbstractButton, QMenu

from desktop.i18n import tr
from desktop.ui.deeds import PICTURES, TEXTS, Deed, commands_of
from desktop.ui.icons import icon
from desktop.ui.shared import permit

if TYPE_CHECKING:
    from desktop.ui.deeds import Deeds
    from desktop.ui.shared.list_page import ListPage

Fits = Callable[[list[Any]], bool]
_ARCHIVING = {Deed.ARCHIVE: "archive", Deed.BRING_BACK: "bring_back"}
SAVES_LIST = "menu.export"


class RowCommands(QObject):
    """Belongs to one list. `buttons` are buttons of its section that its context menu repeats."""

    def __init__(self, page: ListPage[Any]) -> None:
        super().__init__(page)
        self._page = page
        self._own: list[tuple[QAction, str, Fits]] = []
        self.buttons: tuple[QAbstractButton, ...] = ()
        page.selection.changed.connect(self.follow)

    def retranslate(self) -> None:
        """Write the own commands' texts anew."""
        for action, text, _fits in self._own:
            action.setText(tr(text))

    def add(self, name: str, text: str, act: Callable[[list[Any]], object], fits: Fits, picture: str) -> QAction:
        """Add a command of the list's own; see `ListPage.add_action`."""
        page = self._page
        action = QAction(icon(picture) if picture else QIcon(), tr(text), page)
        action.setObjectName(f"{page.spec.area}.{name}")
        action.triggered.connect(lambda: act(page.selection.rows()))
        self._own.append((action, text, fits))
        self.follow()
        return action

    def follow(self) -> None:
        """Enable what fits the selected rows and what who works now may do."""
        rows = self._page.selection.rows()
        for action, _text, fits in self._own:
            mine = permit.allowed(self._page.place.office, action.objectName())
            action.setEnabled(mine and bool(rows) and fits(rows))

    # ------------------------------------------------------------------ what the menu bar is told

    def deeds(self) -> Deeds:
        """Say what can be done now with the list and its selected rows."""
        page = self._page
        if not page.table.isVisibleTo(page):
            return {}
        found: dict[Deed, Callable[[], object]] = {}
        if permit.allowed(page.place.office, SAVES_LIST):
            found[Deed.EXPORT] = self.export
        if page.table.selectionModel().hasSelection():
            found[Deed.OPEN] = partial(page.open_row, page.table.currentIndex().row())
            found[Deed.COPY] = page.copy
        for deed, name in _ARCHIVING.items():
            action = next((each for each, *_ in self._own if each.objectName() == f"{page.spec.area}.{name}"), None)
            if action is not None and action.isEnabled():
                found[deed] = action.trigger
        number = self._paper()
        if number:
            found[Deed.PAPER] = partial(self._look_at, number)
        return found

    def _paper(self) -> str:
        """Give the number of the document that the one selected row is, or has."""
        page = self._page
        row = page.selection.only()
        if row is None or page.spec.paper is None or not page.place.office.has_identity:
            return ""
        return page.spec.paper(row) or ""

    def _look_at(self, number: str) -> None:
        from desktop.ui.documents.looking import look_at  # noqa: PLC0415  loads when it is first wanted

        look_at(self._page.place, number, self._page.banner, self._page)

    def export(self) -> None:
        """Save the list as it is shown: its columns, its filters, its order."""
        from desktop.ui.shared.list_export import ListExport  # noqa: PLC0415  loads when it is first wanted

        ListExport(self._page).begin()

    # ------------------------------------------------------------------ the context menu

    def menu(self) -> QMenu:
        """Make the menu of the selected rows: the commands of the menu bar, the list's own, the section's buttons."""
        page = self._page
        menu = QMenu(page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        commands = commands_of(page) if page.isVisible() else {}
        deeds = self.deeds()
        for deed in PICTURES:
            if deed is Deed.PAPER and page.spec.paper is None:
                continue
            if deed in commands:
                menu.addAction(commands[deed])
            elif deed is not Deed.DUPLICATE:  # its section's, not the list's
                alone = menu.addAction(icon(PICTURES[deed]), tr(TEXTS[deed]), deeds.get(deed, _nothing))
                alone.setEnabled(deed in deeds)
        if page.pastes:
            paste = menu.addAction(icon("import"), tr("Paste rows…"), page.paste)
            paste.setEnabled(permit.allowed(page.place.office, f"{page.spec.area}.import"))
        if self._own:
            menu.addSeparator()
            menu.addActions([action for action, _text, _fits in self._own])
        self._repeat_buttons(menu)
        return menu

    def _repeat_buttons(self, menu: QMenu) -> None:
        """Repeat the buttons that stand for what is selected, each as it is now."""
        there = [each for each in self.buttons if not each.isHidden() and not _away(each)]
        if there:
            menu.addSeparator()
        for each in there:
            menu.addAction(each.icon(), each.text(), each.click).setEnabled(each.isEnabled())


def _away(button: QAbstractButton) -> bool:
    """Whether what a button stands in is hidden, though the page that it belongs to is in front."""
    return not button.isVisibleTo(button.window())


def _nothing() -> None:
    """For commands that cannot be used here."""
