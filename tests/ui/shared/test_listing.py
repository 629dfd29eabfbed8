"""The model of lists: Qt's own tester agrees, pages come by key, memory does not grow, texts follow the language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.domain.errors import DamagedDatabase
from desktop.domain.listing import PAGE_SIZE, Query
from desktop.i18n import use_language
from desktop.ui.people.table import COLUMNS
from desktop.ui.shared.listing import MOST_PAGES, ListModel, Reader
from tests.ui.rows import Shelf, person_row

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.domain.people import PersonRow
    from tests.ui.kit import InlineTasks


def model_of(shelf: Shelf, tasks: InlineTasks) -> ListModel[PersonRow]:
    return ListModel(COLUMNS, Reader(shelf.page, shelf.outline), tasks)


def shelf_of(count: int) -> Shelf:
    return Shelf([person_row(number) for number in range(1, count + 1)])


def test_qt_agrees_with_the_model(qtbot: QtBot, tasks: InlineTasks) -> None:
    model = model_of(shelf_of(3 * PAGE_SIZE + 7), tasks)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.ask(Query(sort="code"))
    assert model.rowCount() == 3 * PAGE_SIZE + 7
    for row in (0, PAGE_SIZE, 2 * PAGE_SIZE + 5, 3 * PAGE_SIZE + 6):
        model.data(model.index(row, 0))
        assert model.data(model.index(row, 0)) == f"P-{row + 1:04d}"
    model.ask(Query(sort="code", text="Bird 1"))
    model.ask(Query(sort="code", text="no such"))
    assert model.rowCount() == 0
    assert tester is not None


def test_the_first_page_shows_before_the_length_is_known(qtbot: QtBot, tasks: InlineTasks) -> None:
    shelf = shelf_of(1000)
    seen: list[int | None] = []
    model = model_of(shelf, tasks)
    model.shown.connect(lambda: seen.append(model.count))
    model.counted.connect(seen.append)
    model.ask(Query(sort="code"))
    assert seen == [None, 1000]


def test_a_short_list_needs_no_outline(qtbot: QtBot, tasks: InlineTasks) -> None:
    model = model_of(shelf_of(5), tasks)
    model.ask(Query())
    assert model.count == 5
    assert len(tasks.jobs) == 1


def test_pages_far_apart_are_fetched_and_the_oldest_let_go(qtbot: QtBot, tasks: InlineTasks) -> None:
    model = model_of(shelf_of(PAGE_SIZE * (MOST_PAGES + 5)), tasks)
    model.ask(Query(sort="row_id"))
    for page in range(MOST_PAGES + 5):
        model.data(model.index(page * PAGE_SIZE, 0))
    assert len(model.loaded_rows()) == MOST_PAGES * PAGE_SIZE
    assert model.row_at(0) is None
    assert model.data(model.index(0, 0)) == "…"
    assert model.row_at(0) is not None


def test_rows_that_are_not_loaded_are_collected_by_key(qtbot: QtBot, tasks: InlineTasks) -> None:
    model = model_of(shelf_of(900), tasks)
    model.ask(Query(sort="code"))
    rows = model.collector([0, 250, 899])()
    assert [row.code for row in rows] == ["P-0001", "P-0251", "P-0900"]


def test_a_failure_is_said(qtbot: QtBot, tasks: InlineTasks) -> None:
    shelf = shelf_of(3)
    shelf.failing = DamagedDatabase(book="ledger")
    failed: list[BaseException] = []
    model = model_of(shelf, tasks)
    model.failed.connect(failed.append)
    model.ask(Query())
    assert isinstance(failed[0], DamagedDatabase)
    assert not model.loading


def test_sorting_asks_only_for_what_the_storage_sorts(qtbot: QtBot, tasks: InlineTasks) -> None:
    columns = [replace(each, sort="" if each.name == "campaigns" else each.sort) for each in COLUMNS]
    model = ListModel(columns, Reader(shelf_of(3).page, shelf_of(3).outline), tasks)
    asked: list[tuple[str, bool]] = []
    model.sort_asked.connect(lambda name, descending: asked.append((name, descending)))
    names = [column.name for column in columns]
    model.sort(names.index("code"), Qt.SortOrder.DescendingOrder)
    model.sort(names.index("campaigns"), Qt.SortOrder.AscendingOrder)
    assert asked == [("code", True)]


def test_texts_follow_the_language(qtbot: QtBot, tasks: InlineTasks) -> None:
    model = model_of(shelf_of(3), tasks)
    model.ask(Query())
    column = [each.name for each in COLUMNS].index("last_payout")
    english = model.data(model.index(0, column))
    use_language("be")
    model.retranslate()
    assert model.data(model.index(0, column)) != english
    assert model.headerData(0, Qt.Orientation.Horizontal) is not None
    assert model.headerData(99, Qt.Orientation.Horizontal) is None


def test_archived_rows_are_muted(qtbot: QtBot, tasks: InlineTasks) -> None:
    shelf = Shelf([person_row(1, archived=True), person_row(2)])
    model = model_of(shelf, tasks)
    model.ask(Query(sort="code", archived=True))
    colour = int(Qt.ItemDataRole.ForegroundRole)
    assert model.data(model.index(0, 0), colour) is not None
    assert model.data(model.index(1, 0), colour) is None
