"""The table that lists show their rows in: one look, remembered columns, a chooser of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QItemSelectionModel,
    QItemSelectionRange,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from desktop.i18n import tr
from desktop.ui.shared.columns import Align
from desktop.ui.shared.heard import hear_rows
from desktop.ui.shared.lines import keep_lines
from desktop.ui.shared.listing import ListModel
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.ui.memory import Memory
    from desktop.ui.shared.columns import Column

_AROUND_TITLE = 26  # the section's padding, and the arrow of a sorted one
_AROUND_WORD = 26  # padding and margins of a cell
_TEXT_WIDTH = 120  # columns of words have this width or more; codes and states need less
_NARROWEST_TEXT = 90
_NO_WIDTH = 30  # a column that was never shown


class ListTable(QTableView):
    """`opened` (Enter, F2, double click), `copy_asked` (Ctrl+C), `menu_asked` (context menu at a global point).

    `columns_changed` when other columns are shown, or in another order. `put_away_asked` (Del) is for lists whose rows
    can be archived.
    """

    opened = Signal(int)
    put_away_asked = Signal()
    copy_asked = Signal()
    columns_changed = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        keep_lines(self)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._columns: tuple[Column[Any], ...] = ()
        self._memory: Memory | None = None
        self._key = ""
        self._as_at_first = False
        self._fitting = False
        self._broken: dict[int, str] = {}

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        hear_rows(self)
        if model is not None:
            model.headerDataChanged.connect(lambda *_: self._on_titles())

    def dress(self, columns: tuple[Column[Any], ...], memory: Memory, key: str) -> None:
        """Set widths and visibility as they were left, or as the columns say; remember each change."""
        self._columns, self._memory, self._key = columns, memory, f"{key}.header"
        header = self.horizontalHeader()
        saved = memory.shape(self._key)
        if saved.isEmpty() or not header.restoreState(saved) or header.count() != len(columns):
            self._dress_first()
        self._fit()
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._remember)

    def _dress_first(self) -> None:
        self._fitting = True
        for place, column in enumerate(self._columns):
            self.setColumnHidden(place, column.hidden)
        self._as_at_first = True
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """While nobody has set widths, share the room: amounts and dates stay whole, texts take what is left.

        Where texts would get less than they ask for, titles that are wider than their columns' words take two lines.
        """
        self._fitting = True
        try:
            self._broken = {}
            if self._as_at_first:
                widths = self._shares()
                if any(width < self._wanted(place) for place, width in widths.items()):
                    self._broken = self._titles_in_two_lines()
                    widths = self._shares()
            else:
                widths = {place: max(self.columnWidth(place), self._least(place)) for place in self._shown()}
            for place, width in widths.items():
                self.setColumnWidth(place, width)
        finally:
            self._fitting = False
        model = self.model()
        if isinstance(model, ListModel):
            model.break_titles(self._broken)

    def _titles_in_two_lines(self) -> dict[int, str]:
        titles = {place: tr(self._columns[place].title) for place in self._shown()}
        return {
            place: in_two_lines(title)
            for place, title in titles.items()
            if " " in title and room_for_title(self, title) > scaled(self._columns[place].width)
        }

    def _on_titles(self) -> None:
        self._fit()
        self.updateGeometries()  # a title of two lines makes the head higher

    def _shown(self) -> list[int]:
        return [place for place in range(len(self._columns)) if not self.isColumnHidden(place)]

    def _least(self, place: int) -> int:
        return room_for_title(self, self._broken.get(place) or tr(self._columns[place].title))

    def _wanted(self, place: int) -> int:
        """Give the width that a column asks for: its own, or what the longest of its few words needs."""
        column, metrics = self._columns[place], self.fontMetrics()
        words = () if column.says is None else column.says()
        return max([scaled(column.width), *(metrics.horizontalAdvance(each) + _AROUND_WORD for each in words)])

    def _shares(self) -> dict[int, int]:
        widths = {place: max(self._wanted(place), self._least(place)) for place in self._shown()}
        spare = self.viewport().width() - sum(widths.values())
        texts = [place for place in widths if _may_be_cut(self._columns[place])]
        if texts:
            whole = sum(widths[place] for place in texts)
            for place in texts:
                share = widths[place] + spare * widths[place] // whole
                widths[place] = max(share, self._least(place), scaled(_NARROWEST_TEXT))
        return widths

    def _on_resized(self, place: int, _before: int, _after: int) -> None:
        """Remember a width that somebody drew; the last column only takes what the others leave."""
        header = self.horizontalHeader()
        last = max((header.visualIndex(each) for each in self._shown()), default=0)
        if not self._fitting and header.visualIndex(place) != last:
            self._remember()

    def _remember(self, *_: object) -> None:
        if self._memory is not None:
            self._as_at_first = False
            self._memory.keep(self._key, self.horizontalHeader().saveState())
        self.columns_changed.emit()

    def shown_columns(self) -> tuple[str, ...]:
        """Name the columns that are shown, in their order on the screen."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(at) for at in range(header.count()))
        return tuple(self._columns[place].name for place in order if not self.isColumnHidden(place))

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns in this order, for now: what was set up by hand stays remembered."""
        places = {column.name: place for place, column in enumerate(self._columns)}
        wanted = [places[name] for name in names if name in places]
        if not wanted:
            return
        header, memory, self._memory = self.horizontalHeader(), self._memory, None
        try:
            for place in range(len(self._columns)):
                self.setColumnHidden(place, place not in wanted)
            for at, place in enumerate(wanted):
                header.moveSection(header.visualIndex(place), at)
                if self.columnWidth(place) < _NO_WIDTH:
                    self.setColumnWidth(place, scaled(self._columns[place].width))
            self._fit()
        finally:
            self._memory = memory

    def recall_columns(self) -> None:
        """Show the columns again as they were set up by hand, or as at first."""
        header, memory, self._memory = self.horizontalHeader(), self._memory, None
        try:
            saved = memory.shape(self._key) if memory is not None else QByteArray()
            sort = header.sortIndicatorSection(), header.sortIndicatorOrder()
            self._as_at_first = False
            if saved.isEmpty() or not header.restoreState(saved):
                self._reset_columns()
            header.blockSignals(True)
            header.setSortIndicator(*sort)
            header.blockSignals(False)
            self._fit()
        finally:
            self._memory = memory

    def _choose_columns(self, point: QPoint) -> None:
        self.columns_menu().exec(self.horizontalHeader().mapToGlobal(point))

    def columns_menu(self) -> QMenu:
        """Make the menu that shows and hides columns; the first column always stays."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, column in enumerate(self._columns):
            action = QAction(tr(column.title), menu, checkable=True, checked=not self.isColumnHidden(place))
            action.setEnabled(place > 0)
            action.toggled.connect(lambda shown, at=place: self.show_column(at, shown))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(tr("Columns as at first"), self._reset_columns)
        return menu

    def show_column(self, place: int, shown: bool) -> None:
        """Show or hide a column, and remember it."""
        self.setColumnHidden(place, not shown)
        if shown:  # what was never shown has a width that knows nothing of it
            self.setColumnWidth(place, max(self.columnWidth(place), scaled(self._columns[place].width)))
        self._fit()
        self._remember()

    def _reset_columns(self) -> None:
        header = self.horizontalHeader()
        for place in range(len(self._columns)):
            header.moveSection(header.visualIndex(place), place)
        self._dress_first()
        if self._memory is not None:
            self._memory.keep(self._key, "")
        self.columns_changed.emit()

    def selected_rows(self) -> list[int]:
        """Give the selected rows' places, in order."""
        selection: QItemSelectionModel | None = self.selectionModel()
        if selection is None:
            return []
        ranges: Iterable[QItemSelectionRange] = selection.selection()  # type: ignore[assignment]  # it is iterable
        return sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.put_away_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Come by mouse at the pointer, by keyboard at the current row."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
            self.menu_asked.emit(place)
        else:
            self.menu_asked.emit(event.globalPos())


def _may_be_cut(column: Column[Any]) -> bool:
    words = column.width >= _TEXT_WIDTH and column.align is Align.START
    return words and not column.whole and column.says is None


def room_for_title(table: QTableView, title: str) -> int:
    """Give the room that a column's title needs: words are longer in some languages than in others."""
    font = table.horizontalHeader().font()
    font.setWeight(QFont.Weight.DemiBold)  # as the style sheet writes titles
    metrics = QFontMetrics(font)
    return max(metrics.horizontalAdvance(line) for line in title.split("\n")) + _AROUND_TITLE


def in_two_lines(title: str) -> str:
    """Break a title of several words where its longer line is shortest."""
    words = title.split(" ")
    ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return "\n".join(min(ways, key=lambda way: max(map(len, way)))) if ways else title


def copy_text(text: str) -> None:
    """Put text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
