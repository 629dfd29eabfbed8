"""A table of any length that is never loaded whole: pages of rows by key, fetched when looked at, the oldest let go."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from desktop.domain.errors import Stopped
from desktop.domain.listing import PAGE_SIZE, Cursor, Outline, Page, Query
from desktop.domain.progress import NoProgress
from desktop.i18n import tr
from desktop.ui.tasks import unseen
from desktop.ui.theme import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desktop.domain.progress import Progress
    from desktop.ui.shared.columns import Column
    from desktop.ui.tasks import Job, Tasks

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

MOST_PAGES = 30
"""Pages kept (6,000 rows); the least recently looked at go first."""
_MOST_WANTED = 3

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_TEXTS = frozenset((_DISPLAY, _SPOKEN))


class ReadPage(Protocol[Row]):
    """Reads the rows that follow a place."""

    def __call__(self, query: Query, after: Cursor | None, /, *, progress: Progress) -> Page[Row]: ...


class ReadOutline(Protocol):
    """Counts a list and finds where its pages begin."""

    def __call__(self, query: Query, /, *, progress: Progress) -> Outline: ...


@dataclass(slots=True)
class _Loaded(Generic[Row]):
    """A page as it is shown: rows, their texts, and the tones of the columns that have them."""

    rows: tuple[Row, ...]
    texts: list[tuple[str, ...]]
    tones: list[tuple[str, ...]] | None


@dataclass(frozen=True, slots=True)
class Reader(Generic[Row]):
    """How a list is read; both run in the worker thread, and are broken off by their progress when overtaken."""

    page: ReadPage[Row]
    outline: ReadOutline


class ListModel(QAbstractTableModel, Generic[Row]):
    """Shows what a `Query` asks for. The first page shows before the length is known.

    `asking`: something is asked anew; `shown`: the first page is there; `counted`: the length is known; `failed`:
    reading failed; `reordered`: rows may stand elsewhere now, so a selection by row means nothing any more.
    """

    asking = Signal()
    shown = Signal()
    counted = Signal(int)
    failed = Signal(object)
    about_to_reorder = Signal()
    reordered = Signal()
    sort_asked = Signal(str, bool)

    def __init__(
        self, columns: Sequence[Column[Row]], reader: Reader[Row], tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.query = Query()
        self._reader = reader
        self._tasks = tasks
        self._pages: OrderedDict[int, _Loaded[Row]] = OrderedDict()
        self._rows = 0
        self._outline: Outline | None = None
        self._wanted: list[int] = []
        self._fetching: Job | None = None
        self._first: Job | None = None
        self._counting: Job | None = None
        self._aligns = [column.align.value for column in self.columns]
        self._toned = any(column.tone for column in self.columns)
        self._broken: dict[int, str] = {}

    # ------------------------------------------------------------------ asking

    def ask(self, query: Query) -> None:
        """Show what `query` asks for; the former rows stay until the new ones are there."""
        self.query = query
        self._drop()
        self.asking.emit()
        self._first = self._run(self._reader.page, query, None, done=self._on_first_page)
        if self._first.finished:
            self._first = None

    def reload(self) -> None:
        """Read the same again: something changed."""
        self.ask(self.query)

    def set_sort(self, name: str, descending: bool) -> None:
        """Change the order of the query."""
        self.ask(replace(self.query, sort=name, descending=descending))

    @property
    def loading(self) -> bool:
        """Whether the first page of the present query is on its way."""
        return self._first is not None and not self._first.finished

    @property
    def count(self) -> int | None:
        """The length of the whole list; None while it is not known."""
        return self._outline.count if self._outline is not None else None

    def row_at(self, row: int) -> Row | None:
        """Give a row if it is loaded."""
        page = self._pages.get(row // PAGE_SIZE)
        place = row % PAGE_SIZE
        return page.rows[place] if page is not None and place < len(page.rows) else None

    def loaded_rows(self) -> list[tuple[int, Row]]:
        """Give the rows at hand with their places, in order."""
        return [
            (number * PAGE_SIZE + place, row)
            for number in sorted(self._pages)
            for place, row in enumerate(self._pages[number].rows)
        ]

    def collector(self, rows: Sequence[int]) -> Callable[[], list[Row]]:
        """Give work for the worker thread that reads these rows, loaded or not, in order."""
        numbers = sorted({row // PAGE_SIZE for row in rows})
        wanted, query, reader, outline = set(rows), self.query, self._reader, self._outline
        loaded = {number: self._pages[number].rows for number in numbers if number in self._pages}

        def collect() -> list[Row]:
            found: list[Row] = []
            for number in numbers:
                page = loaded.get(number)
                if page is None:
                    after = outline.anchors[number] if outline is not None else None
                    page = reader.page(query, after, progress=NoProgress()).rows
                start = number * PAGE_SIZE
                found.extend(row for place, row in enumerate(page) if start + place in wanted)
            return found

        return collect

    def retranslate(self) -> None:
        """Write all prepared texts anew."""
        for page in self._pages.values():
            page.texts, page.tones = self._prepare(page.rows)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def break_titles(self, broken: Mapping[int, str]) -> None:
        """Show these columns' titles in two lines; a screen reader hears them as they are."""
        if broken != self._broken:
            self._broken = dict(broken)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    # ------------------------------------------------------------------ arriving

    def _on_first_page(self, page: Page[Row]) -> None:
        self._first = None
        self.about_to_reorder.emit()
        self.beginResetModel()
        self._pages.clear()
        self._outline = None
        self._keep(0, page.rows)
        self._rows = len(page.rows)
        whole = len(page.rows) < PAGE_SIZE
        if whole:
            self._outline = Outline(len(page.rows), (None,))
        self.endResetModel()
        self.reordered.emit()
        self.shown.emit()
        if whole:
            self.counted.emit(self._rows)
        else:
            self._counting = self._run(self._reader.outline, self.query, done=self._on_outline)

    def _on_outline(self, outline: Outline) -> None:
        self._counting = None
        self._outline = outline
        if outline.count > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, outline.count - 1)
            self._rows = outline.count
            self.endInsertRows()
        self.counted.emit(outline.count)

    def _on_failed(self, error: BaseException) -> None:
        self._first = self._counting = self._fetching = None
        if not isinstance(error, Stopped):  # the office is being locked
            self.failed.emit(error)

    def _keep(self, number: int, rows: tuple[Row, ...]) -> None:
        self._pages[number] = _Loaded(rows, *self._prepare(rows))
        self._pages.move_to_end(number)
        while len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)

    def _prepare(self, rows: tuple[Row, ...]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]] | None]:
        makers = [column.text for column in self.columns]
        texts = [tuple(maker(row) for maker in makers) for row in rows]
        if not self._toned:
            return texts, None
        tones = [tuple(column.tone(row) if column.tone else "" for column in self.columns) for row in rows]
        return texts, tones

    # ------------------------------------------------------------------ fetching what is looked at

    def _want(self, number: int) -> None:
        """Fetch a page; of those wanted while scrolling fast only the last few are worth fetching."""
        if self._outline is None or number in self._wanted or number >= len(self._outline.anchors):
            return
        self._wanted.append(number)
        del self._wanted[:-_MOST_WANTED]
        if self._fetching is None:
            self._fetch_next()

    def _fetch_next(self) -> None:
        if not self._wanted or self._outline is None:
            self._fetching = None
            return
        number = self._wanted[-1]
        after = self._outline.anchors[number]

        def done(page: Page[Row]) -> None:
            self._on_page(number, page)

        job = self._run(self._reader.page, self.query, after, done=done)
        self._fetching = None if job.finished else job

    def _on_page(self, number: int, page: Page[Row]) -> None:
        if number in self._wanted:
            self._wanted.remove(number)
        self._keep(number, page.rows)
        first = number * PAGE_SIZE
        last = min(first + PAGE_SIZE, self._rows) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self._fetch_next()

    def _run(self, read: Callable[..., Any], *asked: object, done: Callable[[Any], object]) -> Job:
        return self._tasks.run(read, *asked, done=done, failed=self._on_failed, progress=unseen, owner=self)

    def _drop(self) -> None:
        for job in (self._first, self._counting, self._fetching):
            if job is not None:
                job.drop()
        self._first = self._counting = self._fetching = None
        self._wanted.clear()

    # ------------------------------------------------------------------ Qt's questions

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._rows

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        # A view asks this about 1,600 times a frame: nothing but look-ups here.
        if role in _TEXTS:
            row = index.row()
            page = self._pages.get(row // PAGE_SIZE)
            if page is None:
                self._want(row // PAGE_SIZE)
                return "…" if index.column() == 0 else ""
            texts = page.texts
            place = row % PAGE_SIZE
            return texts[place][index.column()] if place < len(texts) else ""
        if role == _ALIGN:
            return self._aligns[index.column()]
        if role == _COLOUR and self._toned:
            return self._colour(index)
        if role == _TIP:
            return self.data(index, _DISPLAY)
        return None

    def _colour(self, index: Index) -> QColor | None:
        page = self._pages.get(index.row() // PAGE_SIZE)
        place = index.row() % PAGE_SIZE
        if page is None or page.tones is None or place >= len(page.tones):
            return None
        tone = page.tones[place][index.column()]
        return QColor(getattr(tokens(), tone)) if tone else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in _TEXTS:
            title = tr(self.columns[section].title)
            return self._broken.get(section, title) if role == _DISPLAY else title
        return self._aligns[section] if role == _ALIGN else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Asked by the header: sort by a column of the storage, or leave the order as it is."""
        if 0 <= column < len(self.columns) and self.columns[column].sort:
            self.sort_asked.emit(self.columns[column].sort, order == Qt.SortOrder.DescendingOrder)
