"""A page that is a list: title, count, quick filter, table with its four states, and what is done with rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.listing import Query
from desktop.i18n import tr
from desktop.services import lists
from desktop.ui import errors
from desktop.ui.language import follow_language
from desktop.ui.shared import permit
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.copied import join_rows
from desktop.ui.shared.filter_bar import FilterBar
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.head_row import HeadRow
from desktop.ui.shared.list_views import ListViews
from desktop.ui.shared.listing import ListModel, Reader
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.row_commands import RowCommands
from desktop.ui.shared.selection import Selection
from desktop.ui.shared.states import StatePanel
from desktop.ui.shared.table import ListTable, copy_text
from desktop.ui.shared.totals import Totals
from desktop.ui.shared.whole_rows import choose_row
from desktop.ui.tasks import Latest
from desktop.ui.theme import APART, FAR, NEAR, scaled
from desktop.ui.workplace import PageWidget, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.summaries import TaskKind
    from desktop.ui.deeds import Deeds
    from desktop.ui.shared.columns import Column
    from desktop.ui.shared.list_spec import ListSpec

Row = TypeVar("Row")

_LOADING_MILLISECONDS = 250
_ROWS_LEAST = 96
_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut
_DOWN = "-"  # before the name of a column that the list was left sorted by, backwards


class ListPage(PageWidget, Generic[Row]):
    """`opened(code)` when a row is opened, `new_asked` when something new is wanted. `add_action` adds commands."""

    opened = Signal(str)
    new_asked = Signal()

    def __init__(self, place: Workplace, spec: ListSpec[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self.spec = place, spec
        reader: Reader[Row] = Reader(
            lambda query, after, *, progress: (spec.read or lists.read_page)(
                place.office, spec.kind, query, after, progress=progress
            ),
            lambda query, *, progress: lists.read_outline(place.office, spec.kind, query, progress=progress),
        )
        self.model: ListModel[Row] = ListModel(spec.columns, reader, place.tasks, self)
        self.banner = Banner(spec.area)
        self._make_head()
        self._make_filters()
        self._make_body()
        self.selection: Selection[Row] = Selection(self.table, self.model, spec.columns, Latest(place.tasks))
        self.totals = Totals(self)
        self._take_pasted: Callable[[str], object] | None = None
        self.commands = RowCommands(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, NEAR)
        layout.setSpacing(NEAR + 4)
        layout.addWidget(self._head)
        layout.addWidget(self.bar)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)
        self.views = ListViews(self)
        self._connect()
        follow_language(self, self.retranslate)
        place.changes.subscribe(self, spec.topics, self.refresh)
        permit.guard(self, place.office)
        self._show_loading_soon()
        self.model.ask(self._query())
        self.views.tell()

    # ------------------------------------------------------------------ building

    def _make_head(self) -> None:
        area = self.spec.area
        self._title = text_label("", "title")
        self._count = named(text_label("", "muted"), f"{area}.count")
        self._count.setContentsMargins(0, 0, 0, 4)
        self.new_button = button(f"{area}.new", "primary", "plus")
        self.new_button.setVisible(bool(self.spec.new_text))
        self._extra = 0
        self._head_buttons = FlowRow(self.new_button)
        self._head = HeadRow((self._title, self._count), self._head_buttons, 1, low=self._count)

    def _make_filters(self) -> None:
        self.bar = FilterBar(self.place, self.spec)
        self.filter, self.boxes = self.bar.line, self.bar.boxes
        self.archived, self.task_chip = self.bar.archived, self.bar.task_chip

    def _make_body(self) -> None:
        area, spec = self.spec.area, self.spec
        self.table = named(ListTable(), f"{area}.table")
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.dress(spec.columns, self.place.memory, area)
        self._mark_sort(*self.order())  # an arrow that came back with the widths is of the day they were drawn
        self.first_use = StatePanel(f"{area}.first_new", spec.first_use.picture)
        self.nothing = StatePanel(f"{area}.clear_filters", "search", "")
        self.loading = StatePanel(f"{area}.loading", "refresh")
        self.failed = StatePanel(f"{area}.retry", "warning", "")
        self._stack = QStackedWidget()
        for widget in (self.table, self.first_use, self.nothing, self.loading, self.failed):
            self._stack.addWidget(widget)
        self._stack.setMinimumHeight(scaled(_ROWS_LEAST))  # in a low window the filters keep their room
        self._waiting = QTimer(self, singleShot=True, interval=_LOADING_MILLISECONDS)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.new_asked)
        self.bar.changed.connect(self.apply_filter)
        self.bar.entered.connect(self._to_table)
        self.model.sort_asked.connect(self._on_sort)
        self.table.horizontalHeader().sortIndicatorChanged.connect(lambda place, _order: self._true_arrow(place))
        self.model.shown.connect(self._on_shown)
        self.model.counted.connect(self._on_counted)
        self.model.failed.connect(self._on_failed)
        self.table.opened.connect(self.open_row)
        self.table.copy_asked.connect(self.copy)
        self.table.menu_asked.connect(self._on_menu)
        self.selection.summed.connect(lambda _said: self._tell_status())
        self.totals.told.connect(self._tell_status)
        self._waiting.timeout.connect(lambda: self._stack.setCurrentWidget(self.loading))
        self.first_use.on_press(self.new_asked.emit)
        self.nothing.on_press(self.clear_filters)
        self.failed.on_press(self.refresh)

    def retranslate(self) -> None:
        spec = self.spec
        self._title.setText(tr(spec.title))
        self.new_button.setText(tr(spec.new_text))
        self.new_button.setToolTip(spec.new_key)
        self.bar.retranslate()
        self.table.setAccessibleName(tr(spec.title))
        self.first_use.say(tr(spec.first_use.title), tr(spec.first_use.text), tr(spec.new_text))
        self.nothing.say(tr("Nothing found"), tr("No row fits the filters."), tr("Clear filters"))
        self.loading.say(tr("Reading…"))
        self.commands.retranslate()
        self.model.retranslate()
        self._write_count()

    # ------------------------------------------------------------------ for pages

    def add_button(self, widget: QWidget) -> None:
        """Put a button beside the "new" button."""
        self._head_buttons.insert(self._extra, widget)
        self._extra += 1

    def add_action(
        self,
        name: str,
        text: str,
        act: Callable[[list[Row]], object],
        fits: Callable[[list[Row]], bool] = bool,
        picture: str = "",
    ) -> QAction:
        """Add a command on the selected rows to the context menu; `text` is marked English, `fits` enables it.

        A context menu repeats commands, it never holds the only one: offer it on the form or a button too.
        """
        return self.commands.add(name, text, act, fits, picture)

    def deeds(self) -> Deeds:
        return self.commands.deeds()

    @property
    def pastes(self) -> bool:
        """Whether rows of a spreadsheet can be pasted here."""
        return self._take_pasted is not None

    def focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def refresh(self) -> None:
        """Read the list again; selection and place are kept."""
        self._show_loading_soon()
        self.model.reload()

    def begin_new(self) -> None:
        if self.spec.new_text and permit.allowed(self.place.office, self.new_button.objectName()):
            self.new_asked.emit()

    def status(self) -> str:
        return self.selection.said or self.totals.said

    def _tell_status(self) -> None:
        self.status_changed.emit(self.status())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.totals.said:
            self.totals.rest.start()

    def show_task(self, task: TaskKind) -> None:
        """Show only what Home counted; a button beside the filters takes it away again."""
        self.clear_filters()
        self.bar.set_task(task)

    def apply_filter(self) -> None:
        """Show what the filters say now."""
        self.bar.settled()
        query = self._query()
        if query != self.model.query:
            self.model.ask(query)
        self.views.tell()

    def clear_filters(self) -> None:
        """Show everything again."""
        self.bar.take()
        self.views.forget()
        self.apply_filter()
        self.focus_filter()

    def row_id_of(self, code: str) -> int | None:
        """Give the id of the row that a code opens, if it can be told."""
        loaded = (row.row_id for _place, row in self.model.loaded_rows() if self.spec.key(row) == code)  # type: ignore[attr-defined]  # every row has one
        digits = code.partition("-")[2]
        return next(loaded, int(digits) if digits.isdecimal() else None)

    def paste_with(self, take: Callable[[str], object]) -> None:
        """Let Ctrl+V and the menu give a table from the clipboard to `take`."""
        self._take_pasted = take
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste, context=_HERE)

    def paste(self) -> None:
        """Give what a spreadsheet copied to the import of a table, which shows what it would do."""
        if self._take_pasted is None:
            return
        if kept := permit.kept_from_name(self.place.office, f"{self.spec.area}.import"):
            self.banner.show_info(kept)
            return
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self._take_pasted(text)
        else:
            self.banner.show_info(
                tr("There are no rows on the clipboard."),
                tr("Copy them in the spreadsheet, with their titles, then press Ctrl+V here."),
            )

    def copy(self) -> None:
        """Copy the selected rows, with the titles of the shown columns, so that they paste into a spreadsheet."""
        self.selection.collect(lambda rows: copy_text(join_rows(self.shown_columns(), rows)))

    def shown_columns(self) -> list[Column[Row]]:
        """Give the columns that are shown, in their order on the screen."""
        by_name = {column.name: column for column in self.spec.columns}
        return [by_name[name] for name in self.table.shown_columns()]

    # ------------------------------------------------------------------ what happens

    def _query(self) -> Query:
        filters = dict(self.spec.fixed) | self.bar.values()
        now = self.model.query
        sort, descending = (now.sort, now.descending) if now.sort else self.order()
        return Query(sort, descending, self.bar.text(), filters, self._with_archived())

    def _filtered(self) -> bool:
        query = self.model.query
        return bool(query.text or query.filters.keys() - self.spec.fixed.keys())

    def _with_archived(self) -> bool:
        return self.archived.isChecked() or "archived" in self.spec.fixed

    def order(self) -> tuple[str, bool]:
        """Give what the list is sorted by when nothing else is said: as it was left, or its first order."""
        name = self.place.memory.text(self._sort_key)
        sort = name.removeprefix(_DOWN)
        known = bool(sort) and self._column_of(sort) >= 0
        return (sort, name.startswith(_DOWN)) if known else (self.spec.sort, self.spec.descending)

    @property
    def _sort_key(self) -> str:
        return f"{self.spec.area}.sort"

    def _on_sort(self, name: str, descending: bool) -> None:
        if (name, descending) != (self.model.query.sort, self.model.query.descending):
            self.model.ask(replace(self.model.query, sort=name, descending=descending))
            if self.views.shown is None:  # a view keeps its own order
                self.place.memory.keep(self._sort_key, f"{_DOWN if descending else ''}{name}")
            self.views.tell()

    def _true_arrow(self, place: int) -> None:
        """A column that the list is not sorted by takes no arrow."""
        if not 0 <= place < len(self.spec.columns) or not self.spec.columns[place].sort:
            self._mark_sort(self.model.query.sort, self.model.query.descending)

    def _mark_sort(self, sort: str, descending: bool) -> None:
        header = self.table.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(self._column_of(sort), _order(descending))
        header.blockSignals(False)
        header.viewport().update()

    def sort_by(self, sort: str, *, descending: bool) -> None:
        """Show what the filters say in this order, and mark the column."""
        self._mark_sort(sort, descending)
        self.bar.settled()
        self.model.ask(replace(self._query(), sort=sort, descending=descending))

    def _show_loading_soon(self) -> None:
        if self._stack.currentWidget() is not self.table or self.model.rowCount() == 0:
            self._waiting.start()

    def _on_shown(self) -> None:
        self._waiting.stop()
        if self.model.rowCount():
            widget: QWidget = self.table
        else:
            widget = self.nothing if self._filtered() else self.first_use
        self._stack.setCurrentWidget(widget)
        self.bar.setVisible(widget is not self.first_use or self.spec.archives)
        self._write_count()

    def _on_counted(self, _count: int) -> None:
        self._write_count()

    def _write_count(self) -> None:
        count = self.model.count
        self._count.setText(self.spec.count_text(count) if count else "")

    def _on_failed(self, error: BaseException) -> None:
        self._waiting.stop()
        self.failed.say(tr("The list could not be read"), errors.in_words(error), tr("Try again"))
        self._stack.setCurrentWidget(self.failed)

    def _to_table(self) -> None:
        self.apply_filter()
        if self.model.rowCount():
            self.table.setFocus()
            if not self.table.selected_rows():
                choose_row(self.table, max(self.table.currentIndex().row(), 0))

    def open_row(self, row: int) -> None:
        """Open the row at a place."""
        found = self.model.row_at(row)
        if found is not None:
            self.opened.emit(self.spec.key(found))

    def _on_menu(self, point: QPoint) -> None:
        self.context_menu().exec(point)

    def context_menu(self) -> QMenu:
        """Make the menu of the selected rows."""
        return self.commands.menu()

    def _column_of(self, sort: str) -> int:
        return next((at for at, column in enumerate(self.spec.columns) if sort and column.sort == sort), -1)


def _order(descending: bool) -> Qt.SortOrder:
    return Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
