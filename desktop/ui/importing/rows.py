"""The rows of an import as a model: only those of the state that is wanted; a cell is a lookup."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop.i18n import tr
from desktop.ui.theme import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import Enum

Index = QModelIndex | QPersistentModelIndex


class HasState(Protocol):
    """A row that an import says the state of."""

    @property
    def state(self) -> Enum: ...


Row = TypeVar("Row", bound=HasState)


class ImportRows(QAbstractTableModel, Generic[Row]):
    """Shows `rows`. A model of its own says its `heads` (marked English) with their `widths`, and what a cell says.

    `tones` are the colours of states, in the column `state_at`; amounts stand in the columns of `right`.
    """

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    tones: ClassVar[Mapping[Any, str]] = {}
    state_at = 0
    right: tuple[int, ...] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    @abstractmethod
    def text(self, row: Row, column: int) -> str:
        """Write a cell."""

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def renew(self, rows: Sequence[Row]) -> None:
        """Show the same rows in the same places, as they are now: the selection stays."""
        self.rows = rows
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.heads) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(self.heads[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.text(row, column)
        if role == Qt.ItemDataRole.ForegroundRole and column == self.state_at and row.state in self.tones:
            return QColor(getattr(tokens(), self.tones[row.state]))
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None
