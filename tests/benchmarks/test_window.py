"""The first window and scrolling a list against bare Qt: goals 1.6 (time), 1.8 (memory), 2 (a frame) of DESIGN §7."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QTableView

from desktop.domain.listing import PAGE_SIZE, Cursor, Outline, Page, Query
from desktop.i18n import install
from desktop.paths import resources
from desktop.ui.people.table import COLUMNS
from desktop.ui.shared.listing import ListModel, Reader
from desktop.ui.shared.table import ListTable
from tests.ui.kit import InlineTasks
from tests.ui.rows import person_row

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.domain.people import PersonRow
    from desktop.domain.progress import Progress

STARTS, FRAMES, ROWS = 5, 120, 100_000

_WATCH = """
import os, sys, time
began = time.perf_counter()
from PySide6.QtCore import QEvent, QObject
class Watch(QObject):
    def eventFilter(self, _watched, event):
        if event.type() == QEvent.Type.Paint:
            memory = next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1]
            print((time.perf_counter() - began) * 1000, int(memory) / 1024, time.process_time() * 1000, flush=True)
            os._exit(0)
        return False
watch = Watch()
"""
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1180, 720)
window.installEventFilter(watch)
window.show()
app.exec()
"""
_OURS = """
from desktop.app import program
really = program.MainWindow.show
def show(window):
    window.installEventFilter(watch)
    really(window)
program.MainWindow.show = show
program.run_window()
"""


def _start(code: str, home: Path) -> tuple[float, float, float]:
    """Give milliseconds to the first painting, megabytes then, and the processor's milliseconds till then."""
    import os

    env = os.environ | {"HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    command = [sys.executable, "-c", _WATCH + code]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, env=env).stdout.split()
    return float(said[0]), float(said[1]), float(said[2])


@pytest.mark.full
def test_the_first_window(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare, ours = [], []
    for _ in range(STARTS):
        bare.append(_start(_BARE, tmp_path))
        ours.append(_start(_OURS, tmp_path))
    times, sizes, work = (
        [statistics.median(each[part] for each in runs) for runs in (bare, ours)] for part in range(3)
    )
    with capsys.disabled():
        print(f"\nfirst window: {times[1]:.0f} ms, {times[1] / times[0]:.2f} × bare (goal 1.6);", end=" ")
        print(f"{work[1]:.0f} ms of the processor, {work[1] / work[0]:.2f} ×;", end=" ")
        print(f"{sizes[1]:.0f} MB, {sizes[1] / sizes[0]:.2f} × (goal 1.8)")


class _Bare(QAbstractTableModel):
    """The same size and the same texts, looked up in a list."""

    def __init__(self, texts: list[tuple[str, ...]]) -> None:
        super().__init__()
        self._texts = texts

    def rowCount(self, parent: object = None) -> int:
        return ROWS

    def columnCount(self, parent: object = None) -> int:
        return len(COLUMNS)

    def data(self, index: object, role: int = 0) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row() % PAGE_SIZE][index.column()]  # type: ignore[attr-defined]
        return None


def _frames(view: QTableView) -> float:
    """Scroll by a page and paint, many times; the median frame in milliseconds."""
    bar = view.verticalScrollBar()
    bar.setValue(0)
    spent = []
    for _ in range(FRAMES):
        began = time.perf_counter()
        bar.setValue(bar.value() + bar.pageStep())
        view.viewport().repaint()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


@pytest.mark.full
def test_scrolling(qapp: QApplication, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    install(resources() / "translations")
    rows = tuple(person_row(number) for number in range(1, PAGE_SIZE + 1))

    def page(_query: Query, _after: Cursor | None, *, progress: Progress) -> Page[PersonRow]:
        return Page(rows, Cursor(None, PAGE_SIZE))

    def outline(_query: Query, *, progress: Progress) -> Outline:
        return Outline(ROWS, (None, *(Cursor(None, at) for at in range(PAGE_SIZE, ROWS, PAGE_SIZE))))

    model: ListModel[PersonRow] = ListModel(COLUMNS, Reader(page, outline), InlineTasks())
    model.ask(Query())
    ours, bare = ListTable(), QTableView()
    ours.setModel(model)
    bare.setModel(_Bare([tuple(column.text(row) for column in COLUMNS) for row in rows]))
    for view in (ours, bare):
        qtbot.addWidget(view)
        view.resize(1150, 640)
        with qtbot.waitExposed(view):
            view.show()
    assert model.rowCount() == ROWS
    frames = [(_frames(bare), _frames(ours)) for _ in range(3)]
    plain, own = (statistics.median(each[at] for each in frames) for at in (0, 1))
    with capsys.disabled():
        print(f"\na frame of scrolling: {own:.1f} ms, {own / plain:.2f} × a bare QTableView (goal 2)")
