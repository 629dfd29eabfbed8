"""Archiving from a list: Del puts the selected rows away without a question, and the menu brings them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.i18n import mark
from desktop.ui import errors
from desktop.ui.shared import permit

if TYPE_CHECKING:
    from desktop.services.office import Office
    from desktop.ui.shared.list_page import ListPage

PutAway = Callable[["Office", Sequence[str], bool], object]
"""A verb that archives several records (True), or brings them back, in one transaction."""


class Archiving(QObject):
    """Adds both commands, or `only_back`, to a list whose rows say `archived`; each use is one step back."""

    def __init__(self, page: ListPage[Any], put_away: PutAway, *, only_back: bool = False) -> None:
        super().__init__(page)
        self._page, self._put_away = page, put_away
        if not only_back:
            page.add_action("archive", mark("Archive"), lambda _rows: self._do(True), _some(False), "archive")
            page.table.put_away_asked.connect(self._on_delete)
        self.bring_back = page.add_action(
            "bring_back", mark("Bring back"), lambda _rows: self._do(False), _some(True), "back"
        )

    def _on_delete(self) -> None:
        if permit.allowed(self._page.place.office, f"{self._page.spec.area}.archive"):
            self._do(True)

    def _do(self, archived: bool) -> None:
        self._page.selection.collect(lambda rows: self._run(rows, archived))

    def _run(self, rows: Sequence[Any], archived: bool) -> None:
        codes = [self._page.spec.key(row) for row in rows if bool(row.archived) is not archived]
        if codes:
            self._page.banner.clear()
            self._page.place.tasks.run(
                self._put_away,
                self._page.place.office,
                codes,
                archived,
                done=self._on_done,
                failed=self._on_failed,
                owner=self,
            )

    def _on_done(self, _records: object) -> None:
        self._page.place.changes.announce(*self._page.spec.topics)

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self._page.banner, error)


def _some(archived: bool) -> Callable[[list[Any]], bool]:
    return lambda rows: any(bool(row.archived) is archived for row in rows)
