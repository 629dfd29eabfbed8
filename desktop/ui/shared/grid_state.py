"""What stands in a grid as plain data, also what could not be read, and back again: a part of a form's draft."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop.ui.below import below

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ui.shared.grid import Grid
    from desktop.ui.shared.grid_model import Cells, GridColumn

_PLAIN = (str, int, bool, type(None))
_EDIT = int(Qt.ItemDataRole.EditRole)


class GridPart:
    """A grid's rows: each cell as it would be typed. Rows that are locked are stored elsewhere and left out.

    `show` puts the rows into the grid; the grid's own way when it is None.
    """

    def __init__(self, grid: Grid, show: Callable[[list[Cells]], object] | None = None) -> None:
        self._grid, self._show = grid, show or grid.model.set_rows

    def keep(self) -> Any:
        """Give the rows, with the cell that is being typed into as it stands there."""
        model = self._grid.model
        known, rows = self._grid.kept
        if known != model.version:
            rows = [self._keep_row(at, row) for at, row in enumerate(model.rows()) if not model.is_locked(at)]
            self._grid.kept = (model.version, rows)
        here, typed = self._grid.table.currentIndex(), self._typed_now()
        if typed is not None and here.isValid() and not any(map(model.is_locked, range(here.row() + 1))):
            rows = list(rows)
            rows[here.row()] = {**rows[here.row()], model.columns[here.column()].name: typed}
        return rows

    def take(self, state: Any) -> None:
        """Show rows; what cannot be read stands in its cell as it was typed."""
        self._show([self._take_row(dict(row)) for row in state])
        self._grid.model.edited.emit()

    def _typed_now(self) -> str | None:
        editors = below(self._grid.table.viewport(), QLineEdit)
        return next((editor.text() for editor in editors if editor.isVisible() and editor.hasFocus()), None)

    def _keep_row(self, at: int, row: Cells) -> dict[str, Any]:
        model = self._grid.model
        columns = {column.name: place for place, column in enumerate(model.columns)}
        kept: dict[str, Any] = {}
        for name, value in row.items():
            place = columns.get(name)
            if place is None or model.columns[place].fixed:
                if isinstance(value, _PLAIN) and place is None:
                    kept[name] = value
            elif model.columns[place].choices is not None:
                kept[name] = plain(value)
            else:
                kept[name] = getattr(value, "code", None) or model.data(model.index(at, place), _EDIT)
        return kept

    def _take_row(self, state: dict[str, Any]) -> Cells:
        model = self._grid.model
        row = model.blank()
        columns = {column.name: column for column in model.columns}
        for name in list(row):
            if name in state and name not in columns:
                row[name] = state[name]
        for column in model.columns:
            if column.name in state and not column.fixed:
                row[column.name] = self._take_cell(column, state[column.name], row)
        return row

    def _take_cell(self, column: GridColumn, state: Any, row: Cells) -> Any:
        if column.choices is None:
            return self._grid.model.read_text(column, str(state or ""), row)
        for value, _text in column.choices():
            if plain(value) == state:
                return value
        return row[column.name]


def plain(value: Any) -> Any:
    """Give a chosen value as plain data."""
    inner = value.value if isinstance(value, Enum) else value
    return inner if isinstance(inner, _PLAIN) else str(inner)
