"""The choices of columns that an office keeps: kept under a name, and forgotten, from the page of an import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import Refused
from desktop.i18n import tr
from desktop.services import tables, wording
from desktop.ui import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.table_maps import SavedMap
    from desktop.ui.tables.page import TableImportPage


class Maps:
    """One for each page."""

    def __init__(self, page: TableImportPage) -> None:
        self._page = page

    def keep(self, name: str) -> None:
        """Keep what the columns are under a name."""
        columns, office = self._page.columns, self._page.place.office
        if columns.read is not None:
            heads = columns.read.heads
            self._do(lambda: tables.keep_table_map(office, name, columns.chosen(), heads).name)

    def forget(self, name: str) -> None:
        """Forget a kept choice."""
        office = self._page.place.office

        def forget() -> str:
            tables.forget_table_map(office, name)
            return ""

        self._do(forget)

    def _do(self, act: Callable[[], str]) -> None:
        page = self._page

        def work() -> tuple[tuple[SavedMap, ...], str]:
            name = act()
            return tables.table_maps(page.place.office, page.kind), name

        page.place.tasks.run(work, done=self._on_done, failed=self._on_failed, owner=page)

    def _on_done(self, found: tuple[tuple[SavedMap, ...], str]) -> None:
        self._page.columns.show_saved(*found)
        said = tr("Kept: a file with the same heads will be read so.") if found[1] else tr("Forgotten.")
        self._page.banner.show_good(said)

    def _on_failed(self, error: BaseException) -> None:
        field = self._page.columns.map_name
        if isinstance(error, Refused) and any(each.at == "name" for each in error.problems):
            field.show_problem(wording.explain(error).line())
            field.editor.setFocus()
        else:
            errors.show_on(self._page.banner, error)
