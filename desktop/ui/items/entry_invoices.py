"""Invoices of the rows of expenses: a file chosen or dropped waits at its row, and is attached once that is stored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent

from desktop.i18n import tr
from desktop.services.quick_entry import attach_invoices
from desktop.ui import errors
from desktop.ui.importing.files import dropped_page
from desktop.ui.items.entry_cells import CODE, FILE, is_blank, is_stored
from desktop.ui.shared.naming import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.errors import SkarbonkaError
    from desktop.ui.shared.grid import Grid
    from desktop.ui.workplace import Workplace

_DRAGGED = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Invoices(QObject):
    """Puts "Attach invoice…" beside the grid's buttons, and takes files that are dropped on its rows.

    `failed(text)` says which files were not attached although their rows are stored; they still wait there.
    """

    failed = Signal(str)

    def __init__(self, place: Workplace, grid: Grid) -> None:
        super().__init__(grid)
        self._place, self._grid = place, grid
        self.attach_button = button("expenses.attach", "", "documents")
        grid.head.insertWidget(2, self.attach_button)
        self.attach_button.setVisible(place.office.has_identity)
        self.attach_button.clicked.connect(self.choose)
        if place.office.has_identity:
            grid.table.viewport().setAcceptDrops(True)
            grid.table.viewport().installEventFilter(self)

    def retranslate(self) -> None:
        """Write the button's text."""
        self.attach_button.setText(tr("Attach invoice…"))

    def choose(self) -> None:
        """Ask for the file of the current row's invoice."""
        row = self._grid.table.currentIndex().row()
        if row < 0:
            row = self._first_blank()
        kinds = ((tr("Pictures and PDF files"), ("pdf", "jpg", "jpeg", "png", "tif", "tiff", "webp")),)
        path = self._place.prompts.choose_open(tr("Choose the invoice"), kinds)
        if path is not None:
            self.take(row, path)

    def take(self, row: int, path: Path) -> None:
        """Let a file wait at its row; at a row that is stored it is attached at once."""
        model = self._grid.model
        if model.is_locked(row):
            model.settle({(row, FILE): path})
            self.attach_waiting()
        else:
            model.put(row, FILE, path)

    def attach_waiting(self) -> None:
        """Attach the files that wait at stored rows."""
        rows = self._grid.model.rows()
        waiting = [(row[CODE], row[FILE]) for row in rows if is_stored(row) and row[FILE] is not None]
        if waiting:
            self._place.tasks.run(
                attach_invoices,
                self._place.office,
                waiting,
                done=self._on_attached,
                progress=lambda _done, _whole: None,
                owner=self,
                title=tr("Attaching invoices"),
            )

    def _on_attached(self, results: Sequence[tuple[str, SkarbonkaError | None]]) -> None:
        model = self._grid.model
        places = {row[CODE]: at for at, row in enumerate(model.rows()) if is_stored(row)}
        model.settle({(places[code], FILE): None for code, error in results if error is None and code in places})
        said = [f"{code}: {errors.in_words(error)}" for code, error in results if error is not None]
        if said:
            self.failed.emit(" ".join(said))

    def _first_blank(self) -> int:
        rows = self._grid.model.rows()
        return next((at for at, row in enumerate(rows) if is_blank(row)), len(rows))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in _DRAGGED or not isinstance(event, QDropEvent):
            return False
        path = dropped_page(event.mimeData())
        if not isinstance(path, Path):
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            row = self._grid.table.rowAt(event.position().toPoint().y())
            self.take(row if row >= 0 else self._first_blank(), path)
        return True
