"""The saved views of who is at work: read when the office is opened, gone with its window, kept by the worker."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.views import SavedView, ViewState, tidy_name
from desktop.services.views import forget_view, keep_view, saved_views

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.services.office import Office
    from desktop.ui.tasks import Tasks


class SavedViews(QObject):
    """One for each open office. `changed` when `mine` are others. `here` names the section in front."""

    changed = Signal()

    def __init__(self, office: Office, tasks: Tasks, here: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office, self._tasks, self._here = office, tasks, here
        self.mine: tuple[SavedView, ...] = ()

    def begin(self) -> None:
        """Read what was saved before."""
        self._tasks.run(saved_views, self._office, done=self._on_read, owner=self)

    def add(self, area: str, name: str, state: ViewState) -> SavedView:
        """Keep a new view of the list in front."""
        view = SavedView(secrets.token_hex(16), self._here(), area, tidy_name(name), self._office.now(), state)
        self.keep(view)
        return view

    def keep(self, view: SavedView) -> None:
        """Keep a view in place of the one with its key: another name, or the list as it is now."""
        self._tasks.run(keep_view, self._office, view, done=self._on_read, owner=self)

    def rename(self, key: str, name: str) -> None:
        """Give a view another name."""
        for view in self.mine:
            if view.key == key and tidy_name(name):
                self.keep(SavedView(key, view.section, view.area, tidy_name(name), view.at, view.state))

    def forget(self, key: str) -> None:
        """Let a view go."""
        self._tasks.run(forget_view, self._office, key, done=self._on_read, owner=self)

    def _on_read(self, views: tuple[SavedView, ...]) -> None:
        if views != self.mine:
            self.mine = views
            self.changed.emit()
