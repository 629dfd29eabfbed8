"""The selected rows of a list: kept over a reload, counted and summed for the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

from desktop.i18n import ntr, tr
from desktop.ui.shared.totals import add_up, in_words, summed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QItemSelectionRange

    from desktop.ui.shared.columns import Column
    from desktop.ui.shared.listing import ListModel
    from desktop.ui.shared.table import ListTable
    from desktop.ui.tasks import Latest

Row = TypeVar("Row")
_MOST_KEPT = 200


class Selection(QObject, Generic[Row]):
    """`summed(text)` says "3 selected · 2,848.50 EUR"; `changed` after each change."""

    summed = Signal(str)
    changed = Signal()

    def __init__(self, table: ListTable, model: ListModel[Row], columns: Sequence[Column[Row]], latest: Latest) -> None:
        super().__init__(table)
        self._table, self._model, self._latest = table, model, latest
        self._columns = summed(columns)
        self._kept: set[object] = set()
        self._current: object = None
        self._scroll = 0
        self._former = model.query
        self.said = ""
        table.selectionModel().selectionChanged.connect(self._on_changed)
        model.about_to_reorder.connect(self._keep)
        model.reordered.connect(self._bring_back)

    def rows(self) -> list[Row]:
        """Give the selected rows that are loaded, at most some hundreds: what commands act on."""
        found = (self._model.row_at(place) for place in self._table.selected_rows())
        return [row for row in found if row is not None]

    def only(self) -> Row | None:
        """Give the row that is selected alone; None for none, and for several."""
        ranges: Sequence[QItemSelectionRange] = list(self._table.selectionModel().selection())  # type: ignore[call-overload]  # it is iterable
        if len(ranges) != 1 or ranges[0].top() != ranges[0].bottom():
            return None
        return self._model.row_at(ranges[0].top())

    def collect(self, done: Callable[[list[Row]], object]) -> None:
        """Give all selected rows to `done`, reading those that are not loaded."""
        places = self._table.selected_rows()
        rows = self.rows()
        if len(rows) == len(places):
            done(rows)
        else:
            self._latest.run(self._model.collector(places), done=done, owner=self)

    def _on_changed(self, *_: object) -> None:
        self.changed.emit()
        places = self._table.selected_rows()
        if not places:
            self._say("")
            return
        self._say(ntr("{count} selected", "{count} selected", len(places)))
        if self._columns:
            self.collect(self._on_collected)

    def _on_collected(self, rows: list[Row]) -> None:
        count = ntr("{count} selected", "{count} selected", len(rows))
        words = in_words(self._columns, add_up(self._columns, rows))
        whole = tr("sum {amounts}").format(amounts=words) if len(self._columns) == 1 else words
        self._say(f"{count} · {whole}" if words else count)

    def _say(self, text: str) -> None:
        self.said = text
        self.summed.emit(text)

    def _keep(self) -> None:
        """Remember which rows are selected, by their own ids, before they may move."""
        places = self._table.selected_rows()
        rows = [self._model.row_at(place) for place in places[:_MOST_KEPT]]
        self._kept = {row.row_id for row in rows if row is not None}  # type: ignore[attr-defined]  # every row has one
        current = self._model.row_at(self._table.currentIndex().row()) if places else None
        self._current = current.row_id if current is not None else None  # type: ignore[attr-defined]
        same = self._former == self._model.query
        self._former = self._model.query
        self._scroll = self._table.verticalScrollBar().value() if same else 0

    def _bring_back(self) -> None:
        chosen = QItemSelection()
        last = len(self._model.columns) - 1
        current = None
        for place, row in self._model.loaded_rows():
            row_id = row.row_id  # type: ignore[attr-defined]
            if row_id in self._kept:
                chosen.select(self._model.index(place, 0), self._model.index(place, last))
            if row_id == self._current:
                current = self._model.index(place, 0)
        selection = self._table.selectionModel()
        if current is not None:
            selection.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        if not chosen.isEmpty():
            selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            self._on_changed()
        if self._scroll:
            self._table.verticalScrollBar().setValue(self._scroll)
