"""A list page: its four states, filter, sorting, columns remembered, copying, the sum of the selection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.domain.errors import DamagedDatabase
from desktop.domain.listing import PAGE_SIZE, Query
from desktop.domain.money import Money
from desktop.domain.people import PersonRow
from desktop.domain.settings import OfficeSettings
from desktop.domain.summaries import TaskKind
from desktop.i18n import LANGUAGES, use_language
from desktop.services import lists
from desktop.ui import formatting
from desktop.ui.advances.table import ADVANCES
from desktop.ui.campaigns.moved_table import DECISIONS
from desktop.ui.campaigns.table import CAMPAIGNS
from desktop.ui.changes import Changes, Topic
from desktop.ui.documents.table import DOCUMENTS
from desktop.ui.payouts.table import PAYOUTS
from desktop.ui.people.table import PEOPLE
from desktop.ui.pledges.table import PLEDGES
from desktop.ui.shared.columns import Column
from desktop.ui.shared.copied import join_rows
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.list_spec import ListSpec
from desktop.ui.shared.whole_rows import choose_row
from desktop.ui.workplace import Workplace
from tests.ui.kit import FakePrompts, InlineTasks, NoOffice, assert_named, memory_in
from tests.ui.rows import Shelf, person_row

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.services.office import Office

Make = Callable[[], ListPage[PersonRow]]


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    made = Shelf([person_row(number) for number in range(1, 11)])
    monkeypatch.setattr(lists, "read_page", made.read_page)
    monkeypatch.setattr(lists, "read_outline", made.read_outline)
    return made


@pytest.fixture
def place(tmp_path: Path, tasks: InlineTasks, prompts: FakePrompts) -> Workplace:
    office = cast("Office", NoOffice())
    return Workplace(
        office, tasks, Changes(), prompts, memory_in(tmp_path), lambda _section, _target: None, OfficeSettings
    )


@pytest.fixture
def make(qtbot: QtBot, place: Workplace, shelf: Shelf) -> Make:
    def made() -> ListPage[PersonRow]:
        page = ListPage(place, PEOPLE)
        qtbot.addWidget(page)
        page.resize(1100, 600)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return made


def column(name: str) -> int:
    return [each.name for each in PEOPLE.columns].index(name)


def type_filter(page: ListPage[PersonRow], qtbot: QtBot, text: str) -> None:
    page.focus_filter()
    qtbot.keyClicks(page.filter, text)
    qtbot.waitUntil(lambda: page.model.query.text == text)


def test_everything_is_named_in_each_state(make: Make, shelf: Shelf, qtbot: QtBot) -> None:
    page = make()
    assert_named(page)
    type_filter(page, qtbot, "no such person")
    assert_named(page)


def test_rows_and_their_count_are_shown(make: Make) -> None:
    page = make()
    assert page._stack.currentWidget() is page.table
    assert page.model.rowCount() == 10
    assert page._count.text() == "10 people"


def test_an_empty_list_offers_the_first_steps(make: Make, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.rows.clear()
    page = make()
    assert page._stack.currentWidget() is page.first_use
    with qtbot.waitSignal(page.new_asked):
        page.first_use.button.click()


def test_nothing_found_offers_to_clear_the_filters(make: Make, qtbot: QtBot) -> None:
    page = make()
    type_filter(page, qtbot, "no such person")
    assert page._stack.currentWidget() is page.nothing
    page.nothing.button.click()
    assert page._stack.currentWidget() is page.table
    assert page.filter.text() == ""
    assert page.model.rowCount() == 10


def test_a_failure_is_said_and_reading_again_helps(make: Make, shelf: Shelf) -> None:
    shelf.failing = DamagedDatabase(book="ledger")
    page = make()
    assert page._stack.currentWidget() is page.failed
    shelf.failing = None
    page.failed.button.click()
    assert page._stack.currentWidget() is page.table


def test_many_keystrokes_ask_once(make: Make, shelf: Shelf, qtbot: QtBot) -> None:
    page = make()
    shelf.asked.clear()
    type_filter(page, qtbot, "bird 1")
    assert [query.text for query in shelf.asked] == ["bird 1"]
    assert page.model.rowCount() == 2


def test_a_box_filters_by_an_exact_value(make: Make) -> None:
    page = make()
    page.boxes["category"].setCurrentIndex(1)
    assert {page.model.row_at(row).category for row in range(page.model.rowCount())} == {  # type: ignore[union-attr]
        next(iter(type(person_row(1).category)))
    }
    assert_named(page)


def test_archived_rows_are_shown_when_asked_for(make: Make, shelf: Shelf) -> None:
    shelf.rows.append(person_row(11, archived=True))
    page = make()
    assert page.model.rowCount() == 10
    page.archived.click()
    assert page.model.rowCount() == 11


def test_the_header_sorts_by_what_the_storage_sorts(make: Make, qtbot: QtBot) -> None:
    page = make()
    page.table.sortByColumn(column("name_latin"), Qt.SortOrder.DescendingOrder)
    assert (page.model.query.sort, page.model.query.descending) == ("name_latin", True)
    page.filter.setText("bird")
    page.apply_filter()
    assert (page.model.query.sort, page.model.query.descending) == ("name_latin", True)


def test_enter_f2_and_double_click_open_a_row(make: Make, qtbot: QtBot) -> None:
    page = make()
    page.table.setFocus()
    choose_row(page.table, 2)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2):
        with qtbot.waitSignal(page.opened) as opened:
            qtbot.keyClick(page.table, key)
        assert opened.args == ["P-0003"]
    with qtbot.waitSignal(page.opened):
        page.table.doubleClicked.emit(page.model.index(0, 0))


def test_from_the_filter_enter_goes_to_the_rows(make: Make, qtbot: QtBot) -> None:
    page = make()
    page.focus_filter()
    qtbot.keyClicks(page.filter, "bird 3")
    qtbot.keyClick(page.filter, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    assert page.table.selected_rows() == [0]
    assert page.model.rowCount() == 1


def test_the_sum_of_the_selection_is_said(make: Make, qtbot: QtBot) -> None:
    page = make()
    with qtbot.waitSignal(page.status_changed):
        choose_row(page.table, 1)
    assert page.status() == "1 selected · sum 2.00 EUR"
    page.table.selectAll()
    assert page.status() == "10 selected · sum 55.00 EUR"
    page.table.clearSelection()
    assert page.status() == ""


def test_the_sum_counts_rows_that_are_not_loaded(make: Make, shelf: Shelf) -> None:
    shelf.rows[:] = [person_row(number) for number in range(1, 3 * PAGE_SIZE + 1)]
    page = make()
    page.table.selectAll()
    whole = sum(range(1, 3 * PAGE_SIZE + 1))
    assert page.status() == f"{3 * PAGE_SIZE} selected · sum {whole:,}.00 EUR"


def test_copied_rows_paste_into_a_spreadsheet(make: Make, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.rows[0] = person_row(1, name="=SUM(A1)\tand more")
    page = make()
    page.table.show_column(column("alias"), shown=True)
    page.table.show_column(column("last_payout"), shown=False)
    page.table.selectAll()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:4] == ["Code", "Name", "Latin name", "Alias"]
    assert lines[1].split("\t")[:4] == ["P-0001", "'=SUM(A1) and more", "Imia Prozvishcha 1", "Bird 1"]
    assert len(lines) == 11
    assert len({line.count("\t") for line in lines}) == 1


def test_copied_amounts_are_numbers_with_their_currency_beside(make: Make, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.rows[:3] = [
        person_row(1, paid=(Money(284850, "EUR"),)),
        person_row(2, paid=(Money(-5, "PLN"),)),
        person_row(3, paid=(Money(1, "EUR"), Money(2, "JPY"))),
    ]
    use_language("be")
    page = make()
    page.table.selectAll()
    page.copy()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    at = lines[0].index("Выплачана")
    assert lines[0][at + 1] == "Валюта"
    assert lines[1][at : at + 2] == ["2848,50", "EUR"]
    assert lines[2][at : at + 2] == ["-0,05", "PLN"]
    assert lines[3][at : at + 2] == ["0,01 EUR + 2 JPY", ""]


@dataclass(frozen=True)
class Pair:
    """A row with two amounts."""

    one: Money
    other: Money | None


def test_each_amount_has_its_own_currency_where_a_row_mixes_them() -> None:
    columns: list[Column[Pair]] = [
        Column("one", "One", lambda row: formatting.money(row.one), amount=lambda row: row.one),
        Column("other", "Other", lambda row: formatting.money(row.other), amount=lambda row: row.other),
    ]
    rows = [Pair(Money(500, "EUR"), Money(7, "JPY")), Pair(Money(100, "EUR"), None)]
    assert join_rows(columns, rows).splitlines() == [
        "One\tCurrency\tOther\tCurrency",
        "5.00\tEUR\t7\tJPY",
        "1.00\tEUR\t—\t",
    ]
    same = [Pair(Money(500, "EUR"), Money(700, "EUR"))]
    assert join_rows(columns, same).splitlines() == ["One\tCurrency\tOther", "5.00\tEUR\t7.00"]


def test_the_order_is_remembered_and_the_arrow_tells_it(make: Make, place: Workplace) -> None:
    page = make()
    page.table.setColumnWidth(column("name"), 333)  # what is kept with the width is the arrow of now
    page.table.sortByColumn(column("last_payout"), Qt.SortOrder.DescendingOrder)
    again = make()
    assert (again.model.query.sort, again.model.query.descending) == ("last_payout", True)
    header = again.table.horizontalHeader()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (
        column("last_payout"),
        Qt.SortOrder.DescendingOrder,
    )
    assert again.table.columnWidth(column("name")) == 333
    assert again.views.save_button.isHidden(), "a list as it was left is nothing new to keep"
    place.memory.keep("people.sort", "no such column")
    assert make().model.query.sort == "code"


def test_a_column_that_sorts_nothing_takes_no_arrow(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = tuple(replace(each, sort="" if each.name == "paid" else each.sort) for each in PEOPLE.columns)
    monkeypatch.setitem(globals(), "PEOPLE", replace(PEOPLE, columns=columns))
    page = make()
    page.table.sortByColumn(column("paid"), Qt.SortOrder.DescendingOrder)
    header = page.table.horizontalHeader()
    assert header.sortIndicatorSection() == column("code")
    assert header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
    assert page.model.query.sort == "code"


def test_with_nothing_selected_the_whole_list_is_summed_up(
    make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Query] = []

    def read_totals(_office: object, _kind: object, query: Query, **_more: object) -> dict[str, tuple[Money, ...]]:
        asked.append(query)
        return {} if query.text else {"paid": (Money(5500, "EUR"), Money(2, "JPY"))}

    monkeypatch.setattr(lists, "read_totals", read_totals)
    page = make()
    assert page.status() == ""
    qtbot.waitUntil(lambda: page.status() == "Sum of the list: 55.00 EUR + 2 JPY")
    choose_row(page.table, 1)
    assert page.status() == "1 selected · sum 2.00 EUR"
    page.table.clearSelection()
    assert page.status().startswith("Sum of the list")
    page.filter.setText("bird 1")
    page.apply_filter()
    assert page.status() == "", "what was summed up is not shown any more"
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked[1].text == "bird 1"
    page.totals._on_unread(DamagedDatabase(book="ledger"))
    assert page.status() == ""


def test_pasting_gives_the_clipboard_to_the_import(make: Make, qtbot: QtBot) -> None:
    page = make()
    assert "Paste rows…" not in [action.text() for action in page.context_menu().actions()]
    page.paste()
    taken: list[str] = []
    page.paste_with(taken.append)
    page.table.setFocus()
    QGuiApplication.clipboard().setText("Name\tPhone\nAnna\t1\n")
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert taken == ["Name\tPhone\nAnna\t1\n"]
    page.filter.setFocus()
    qtbot.keyClick(page.filter, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(taken) == 1, "into a field one pastes as ever"
    QGuiApplication.clipboard().setText("  ")
    next(action for action in page.context_menu().actions() if action.text() == "Paste rows…").trigger()
    assert page.banner.text.startswith("There are no rows on the clipboard.")
    assert len(taken) == 1


def test_columns_are_remembered(make: Make, place: Workplace) -> None:
    page = make()
    assert page.table.isColumnHidden(column("alias"))
    page.table.show_column(column("alias"), shown=True)
    page.table.setColumnWidth(column("name"), 333)
    again = make()
    assert not again.table.isColumnHidden(column("alias"))
    again.table.show_column(column("planned"), shown=True)
    assert again.table.columnWidth(column("planned")) >= 140, "an amount has room for its currency"
    assert again.table.columnWidth(column("name")) == 333


def test_the_menu_of_columns_shows_hides_and_resets(make: Make) -> None:
    page = make()
    menu = page.table.columns_menu()
    actions = {action.text(): action for action in menu.actions()}
    assert not actions["Code"].isEnabled()
    actions["Alias"].trigger()
    assert not page.table.isColumnHidden(column("alias"))
    actions["Columns as at first"].trigger()
    assert page.table.isColumnHidden(column("alias"))
    menu.close()


def test_a_change_reads_again_and_keeps_the_selection(make: Make, shelf: Shelf, place: Workplace) -> None:
    page = make()
    choose_row(page.table, 4)
    shelf.rows.insert(0, person_row(99, code="P-0000"))
    place.changes.announce(Topic.CAMPAIGNS)
    assert page.model.rowCount() == 10
    place.changes.announce(Topic.PEOPLE)
    assert page.model.rowCount() == 11
    assert [row.code for row in page.selection.rows()] == ["P-0005"]
    assert page.table.currentIndex().row() == 5


def test_what_home_counted_is_shown_and_can_be_left(make: Make) -> None:
    page = make()
    page.show_task(TaskKind.NO_RECEIPT)
    assert page.model.query.filters == {"task": "no_receipt"}
    assert page.task_chip.isVisible()
    assert_named(page)
    page.task_chip.click()
    assert page.model.query.filters == {}
    assert not page.task_chip.isVisible()


def test_commands_of_the_page_are_enabled_by_the_selection(make: Make) -> None:
    page = make()
    acted: list[list[PersonRow]] = []
    one = page.add_action("archive", "Archive", acted.append, lambda rows: len(rows) == 1)
    assert not one.isEnabled()
    choose_row(page.table, 0)
    assert one.isEnabled()
    one.trigger()
    assert [row.code for row in acted[0]] == ["P-0001"]
    menu = page.context_menu()
    assert one in menu.actions()
    assert all(action.isEnabled() for action in menu.actions())
    page.table.selectAll()
    assert not one.isEnabled()
    menu.close()


def test_texts_follow_the_language(make: Make) -> None:
    page = make()
    title, count = page._title.text(), page._count.text()
    use_language("be")
    assert page._title.text() != title
    assert page._count.text() != count
    assert page.boxes["category"].itemText(0) != "All categories"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("spec", "name"),
    [
        (ADVANCES, "state"), (CAMPAIGNS, "status"), (DECISIONS, "state"), (DOCUMENTS, "state"), (PAYOUTS, "state"),
        (PEOPLE, "status"), (PLEDGES, "state"),
    ],
    ids=lambda given: given.area if isinstance(given, ListSpec) else given,
)  # fmt: skip
def test_no_state_is_cut_however_long_its_words_are(
    spec: ListSpec[Any], name: str, language: str, place: Workplace, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    nothing = Shelf([])
    monkeypatch.setattr(lists, "read_page", nothing.read_page)
    monkeypatch.setattr(lists, "read_outline", nothing.read_outline)
    use_language(language)
    page = ListPage(place, spec)
    qtbot.addWidget(page)
    page.resize(900, 500)
    at, says = next((at, each.says) for at, each in enumerate(spec.columns) if each.name == name)
    assert says is not None
    longest = max(map(page.table.fontMetrics().horizontalAdvance, says()))
    assert page.table._shares()[at] >= longest + 22
