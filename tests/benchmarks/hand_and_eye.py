"""What a benchmark of the real window needs: keys sent as a hand would, and the moment when the answer is painted."""

from __future__ import annotations

import statistics
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.ui.shared.list_page import ListPage

_BEAT_MILLISECONDS = 4
_GLANCE_MILLISECONDS = 1
_LONGEST_SECONDS = 60


class Heart(QObject):
    """Beats on the UI thread; `longest` is the longest silence, in milliseconds, since `rest` was called."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self.silences: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_BEAT_MILLISECONDS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def rest(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self.silences.clear()

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        silence = (now - self._last) * 1000 - _BEAT_MILLISECONDS
        self._last = now
        self.silences.append(silence)
        self.longest = max(self.longest, silence)


class Eye(QObject):
    """Sees each painting of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.painted = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted += 1
        return False


def wait_for(fits: Callable[[], bool]) -> float:
    """Let the window live until something is so; give the milliseconds that took."""
    began = time.perf_counter()
    if fits():
        return 0.0
    loop = QEventLoop()
    glance = QTimer(interval=_GLANCE_MILLISECONDS)

    def look() -> None:
        if fits() or time.perf_counter() - began > _LONGEST_SECONDS:
            loop.quit()

    glance.timeout.connect(look)
    glance.start()
    loop.exec()
    glance.stop()
    spent = time.perf_counter() - began
    if spent > _LONGEST_SECONDS:
        raise AssertionError("the window did not answer within a minute")
    return spent * 1000


def press(widget: QWidget, letter: str) -> None:
    """Press and release one letter of any script, as the keyboard of a screen would."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def live(milliseconds: int) -> None:
    """Let the window live for a while.

    As the program's own loop does: `QTest.qWait` keeps Python's lock while it waits, and the worker thread, which
    reads the rows, would stand still between two glances.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Hand:
    """Uses one list as a person does, and times each gesture until its rows are painted."""

    def __init__(self, page: ListPage[Any]) -> None:
        self.page = page
        self._eye = Eye(page.table.viewport())
        self._seen = 0
        self._painted_before = 0
        page.model.shown.connect(self._on_shown)

    def _on_shown(self) -> None:
        self._seen += 1
        self._painted_before = self._eye.painted

    def until_shown(self, act: Callable[[], object]) -> float:
        """Time an act until the rows that answer it are painted (or the sentence that there are none)."""
        began, seen = time.perf_counter(), self._seen
        act()
        wait_for(lambda: self._seen > seen and not self.page.model.loading)
        if self.page.model.rowCount():
            wait_for(lambda: self._eye.painted > self._painted_before)
        else:
            live(1)
        return (time.perf_counter() - began) * 1000

    def until_filled(self, act: Callable[[], object]) -> float:
        """Time an act until every row that it brought into sight is there and painted."""
        began = time.perf_counter()
        act()
        live(1)
        wait_for(self._all_in_sight)
        painted = self._eye.painted
        self.page.table.viewport().update()
        wait_for(lambda: self._eye.painted > painted)
        return (time.perf_counter() - began) * 1000

    def until_settled(self) -> float:
        """Wait until nothing is read any more, the length of the list included."""
        return wait_for(lambda: self.page.place.tasks.idle)

    def type_letters(self, text: str, between: int = 0) -> list[float]:
        """Type into the filter, letter by letter; each is waited for unless `between` milliseconds are given."""
        self.clear()
        if between:
            first, last = text[:-1], text[-1]
            for letter in first:
                press(self.page.filter, letter)
                live(between)
            return [self.until_shown(lambda: press(self.page.filter, last))]
        spent = []
        for letter in text:
            before = self.page.filter.text().strip()
            if (before + letter).strip() == before:
                press(self.page.filter, letter)
                continue
            spent.append(self.until_shown(partial(press, self.page.filter, letter)))
        return spent

    def clear(self) -> None:
        """Empty the filter and wait for the whole list."""
        if self.page.filter.text():
            self.until_shown(self.page.filter.clear)
        self.until_settled()

    def _all_in_sight(self) -> bool:
        table, model = self.page.table, self.page.model
        top = table.rowAt(0)
        bottom = table.rowAt(table.viewport().height() - 1)
        last = model.rowCount() - 1 if bottom < 0 else bottom
        return model.row_at(max(top, 0)) is not None and model.row_at(last) is not None


def spread(spent: Sequence[float]) -> str:
    """Say the middle and the 95th of a hundred."""
    ordered = sorted(spent)
    last = ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]
    return f"p50 {statistics.median(ordered):.0f} ms, p95 {last:.0f} ms, {len(ordered)} times"
