"""The step of an import that shows its rows, counted by state; a step of its own adds what is done with them."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QTableView, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui import formatting
from desktop.ui.importing.rows import Row
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.lines import keep_lines
from desktop.ui.shared.naming import button, named, restyle
from desktop.ui.shared.table import room_for_title
from desktop.ui.shared.whole_rows import choose_row
from desktop.ui.theme import NEAR, scaled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import Enum

    from desktop.ui.importing.rows import ImportRows


class HasRows(Protocol):
    """What would become of each row of a file."""

    @property
    def rows(self) -> tuple[Any, ...]: ...


Found = TypeVar("Found", bound=HasRows)


class ImportPreview(QWidget, Generic[Found, Row]):
    """`preview` is what would become of all rows; `table` shows those of one state, or all, as the chips say.

    A step of its own puts its parts below each other by `stack`, and calls `follow_language` when it is whole.
    """

    model: ImportRows[Row]

    def __init__(self, prefix: str, rows: str, model: ImportRows[Row], states: Iterable[Enum], least: int) -> None:
        """Make the step; `rows` is the name of its table, `least` how many lines the table is high at least."""
        super().__init__()
        self.preview: Found | None = None
        self.only: Enum | None = None
        model.setParent(self)
        self.model = model
        self.chips = {each: _chip(f"{prefix}.only_{each.value}") for each in states}
        self.everything = _chip(f"{prefix}.only_all")
        self.table = named(QTableView(), rows)
        self._dress(least)
        self.everything.clicked.connect(lambda: self.show_only(None))
        for state, chip in self.chips.items():
            chip.clicked.connect(partial(self.show_only, state))

    def _dress(self, least: int) -> None:
        table = self.table
        table.setModel(self.model)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        keep_lines(table, least=least)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, width in enumerate(self.model.widths[:-1]):
            table.setColumnWidth(place, scaled(width))
        table.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())

    def stack(self, *parts: QWidget) -> None:
        """Put the chips above the parts, one of which is the table."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(FlowRow(self.everything, *self.chips.values()))
        for each in parts:
            layout.addWidget(each, 1 if each is self.table else 0)

    @abstractmethod
    def _on_selected(self) -> None:
        """Offer what can be done with the selected rows."""

    def show_found(self, preview: Found) -> None:
        """Show what would become of the rows of another file."""
        self.preview = preview
        if all(each.state is not self.only for each in preview.rows):
            self.only = None
        self._show()

    def show_only(self, state: Enum | None, *_checked: object) -> None:
        """Show the rows of one state, or all."""
        self.only = state
        self._show()

    def selected(self) -> list[Row]:
        """Give the selected rows."""
        return [self.model.rows[each.row()] for each in self.table.selectionModel().selectedRows()]

    def _wanted(self) -> list[Row]:
        rows = self.preview.rows if self.preview is not None else ()
        return [each for each in rows if self.only is None or each.state is self.only]

    def _show(self) -> None:
        rows = self._wanted()
        self.model.show_rows(rows)
        self._write_counts()
        if rows:
            choose_row(self.table, 0)
        self._on_selected()

    def _write_counts(self) -> None:
        rows = self.preview.rows if self.preview is not None else ()
        self.everything.setText(tr("All: {count}").format(count=len(rows)))
        _press(self.everything, self.only is None)
        found = Counter(each.state for each in rows)
        for state, chip in self.chips.items():
            chip.setText(tr("{state}: {count}").format(state=formatting.label(state), count=found[state]))
            chip.setEnabled(found[state] > 0)
            _press(chip, self.only is state)

    def retranslate(self) -> None:
        model = self.model
        model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(model.heads) - 1)
        for place in range(len(model.heads) - 1):
            words = [str(model.headerData(place, Qt.Orientation.Horizontal))]
            if place == 0:  # a row's state
                words += [formatting.label(state) for state in self.chips]
            room = max(room_for_title(self.table, each) for each in words)
            self.table.setColumnWidth(place, max(self.table.columnWidth(place), room))
        model.renew(model.rows)
        self._write_counts()
        self._on_selected()


def _press(chip: QPushButton, pressed: bool) -> None:
    chip.setChecked(pressed)
    restyle(chip, "look", "" if pressed else "quiet")


def _chip(name: str) -> QPushButton:
    made = button(name, "quiet")
    made.setCheckable(True)
    return made
