"""The list of expense items: every column can be asked for, a row leads to its line, a new item to its campaign."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QMimeData, QUrl

from desktop.domain.campaigns import ItemFunding, ItemPayment
from desktop.domain.filters import month_of
from desktop.domain.listing import Query
from desktop.domain.many import ManyChange, ManyKind
from desktop.domain.pages import ItemCategory
from desktop.i18n import use_language
from desktop.services.lists import read_page
from desktop.services.many import change_many, preview_many
from desktop.ui.items.choose import ChooseCampaign
from desktop.ui.items.page import ENTER, IMPORT, ItemsSection, make_items_page
from desktop.ui.items.table import ITEMS, item_code
from desktop.ui.tables.page import TableImportPage
from desktop.ui.workplace import NEW
from tests.services.office_kit import TODAY
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QDropEvent
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ItemsSection:
    desk.kit.campaign("500", "300", title="A first need")
    desk.kit.campaign("20.50", title="A second need")
    made = make_items_page(desk.place)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_sort_and_filter_is_known_to_the_storage(desk: Desk) -> None:
    desk.kit.campaign("500")
    for column in ITEMS.columns:
        for descending in (False, True):
            assert read_page(desk.office, ITEMS.kind, Query(column.sort, descending)).rows
    for spec in ITEMS.filters:
        for choice in spec.choices:
            read_page(desk.office, ITEMS.kind, Query(filters={spec.name: choice.value}))


def test_the_list_shows_all_lines_and_everything_is_named(page: ItemsSection) -> None:
    assert page.rows.model.rowCount() == 3
    assert page.rows.model.index(2, 0).data() == "C-0002"
    assert page.rows.model.index(2, 7).data() == "20.50 EUR"
    assert_named(page)
    use_language("be")
    assert page.rows.model.index(2, 7).data().startswith("20,50")


def test_the_selection_is_summed(page: ItemsSection) -> None:
    page.rows.table.selectAll()
    assert "820.50 EUR" in page.status()


def test_filtering_by_category(page: ItemsSection) -> None:
    page.rows.boxes["category"].setCurrentIndex(1 + list(ItemCategory).index(ItemCategory.MEDICAL))
    assert page.rows.model.rowCount() == 0
    page.rows.clear_filters()
    assert page.rows.model.rowCount() == 3


def test_the_register_tells_what_is_funded_and_paid(page: ItemsSection, desk: Desk) -> None:
    desk.kit.give("C-0001", "600")
    desk.kit.pay("C-0001", desk.kit.person("Clinic"), {1: "500", 2: "40"})
    page.rows.refresh()
    for box, state, codes in (
        ("funding", ItemFunding.WHOLE, ["C-0001.1"]),
        ("funding", ItemFunding.PART, ["C-0001.2"]),
        ("funding", ItemFunding.NONE, ["C-0002.1"]),
        ("payment", ItemPayment.WHOLE, ["C-0001.1"]),
        ("payment", ItemPayment.PART, ["C-0001.2"]),
        ("payment", ItemPayment.NONE, ["C-0002.1"]),
    ):
        page.rows.clear_filters()
        page.rows.boxes[box].setCurrentIndex(page.rows.boxes[box].findData(state.value))
        assert [item_code(row) for _place, row in page.rows.model.loaded_rows()] == codes
        assert page.rows.model.count == 1


def test_the_register_is_narrowed_by_priority_and_by_the_month_in_which_campaigns_end(desk: Desk) -> None:
    later = desk.kit.campaign("5", "6", ends=TODAY + timedelta(40))
    desk.kit.campaign("7", ends=TODAY)
    desk.kit.campaign("8")
    change = ManyChange(ManyKind.ITEMS, "priority", 7)
    change_many(desk.office, preview_many(desk.office, change, [f"{later.code}.2", "C-0003.1"]))

    def found(name: str, value: str) -> list[str]:
        return [item_code(row) for row in read_page(desk.office, ITEMS.kind, Query(filters={name: value})).rows]

    assert found("priority", "7..7") == ["C-0001.2", "C-0003.1"]
    assert found("priority", "..6") == ["C-0001.1", "C-0002.1"]
    assert found("ends", month_of(TODAY).text) == ["C-0002.1"]
    assert found("ends", f"{TODAY.isoformat()}..") == ["C-0001.1", "C-0001.2", "C-0002.1"]
    rows = read_page(desk.office, ITEMS.kind, Query("ends")).rows
    assert [item_code(row) for row in rows] == ["C-0003.1", "C-0002.1", "C-0001.1", "C-0001.2"]


def test_opening_a_row_goes_to_its_line_in_its_campaign(page: ItemsSection, desk: Desk) -> None:
    page.rows.table.opened.emit(1)
    assert desk.gone == [("campaigns", "C-0001.2")]


def test_a_campaigns_code_shows_its_items(page: ItemsSection) -> None:
    page.open_code("C-0002")
    assert page.rows.model.rowCount() == 1


def test_a_new_item_asks_for_its_campaign(page: ItemsSection, desk: Desk) -> None:
    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, ChooseCampaign)
        assert_named(dialog)
        dialog.accept()
        assert dialog.picker.problem
        dialog.picker.write("C-0002")
        dialog.accept()
        return bool(dialog.result())

    desk.prompts.will_answer(choose)
    page.open_code(NEW)
    assert desk.gone == [("campaigns", f"C-0002.{NEW}")]


def test_a_new_item_may_need_a_new_campaign(page: ItemsSection, desk: Desk) -> None:
    def begin(dialog: QDialog) -> bool:
        assert isinstance(dialog, ChooseCampaign)
        dialog.begin_button.click()
        return bool(dialog.result())

    desk.prompts.will_answer(begin)
    page.begin_new()
    assert desk.gone == [("campaigns", NEW)]


def test_a_new_item_can_be_given_up(page: ItemsSection, desk: Desk) -> None:
    desk.prompts.will_answer(False)
    page.begin_new()
    assert desk.gone == []


def test_an_empty_office_says_what_an_item_is(qtbot: QtBot, desk: Desk) -> None:
    made = make_items_page(desk.place)
    qtbot.addWidget(made)
    made.show()
    assert made.rows.first_use.isVisible()
    assert made.rows.first_use.button.text() == "New expense item"


def test_quick_entry_opens_in_its_place_and_asks_before_rows_are_lost(page: ItemsSection, desk: Desk) -> None:
    page.rows.enter_button.click()
    assert page.form is not None
    assert_named(page)
    assert not page.unsaved()
    entry = page.form
    entry.entry.grid.model.put(0, "purpose", "Tea")  # type: ignore[attr-defined]  # the page of quick entry
    assert page.unsaved()
    page.open_code(ENTER)
    assert page.form is entry, "what was typed stays"
    desk.prompts.will_answer(False)
    page.open_code("C-0002")
    assert page.form is entry
    desk.prompts.will_answer(True)
    page.open_code("C-0002")
    assert page.form is None
    assert page.rows.model.rowCount() == 1


class Drag:
    """As much of a drop as a page looks at."""

    def __init__(self, data: QMimeData) -> None:
        self.data, self.taken = data, False

    def mimeData(self) -> QMimeData:
        return self.data

    def acceptProposedAction(self) -> None:
        self.taken = True


def test_a_file_dropped_on_the_list_begins_an_import(page: ItemsSection, tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text("Campaign,Label,Amount\nC-0001,Rent,10\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    nothing, drag = Drag(QMimeData()), Drag(data)
    for event in (nothing, drag):
        page.dragEnterEvent(cast("QDropEvent", event))  # type: ignore[arg-type]  # all that the page asks of it
        page.dropEvent(cast("QDropEvent", event))
    assert (nothing.taken, drag.taken) == (False, True)
    assert page.target == IMPORT
    assert isinstance(page.form, TableImportPage)
    assert page.form.table is not None
    assert page.acceptDrops()
