"""The Campaigns section: its list, first use, targets of navigation, import by button and by dropping a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QMimeData, QUrl

from desktop.domain.listing import Query
from desktop.domain.summaries import TaskKind
from desktop.services.lists import read_page
from desktop.storage.tasks import waiting, watched
from desktop.ui.campaigns.form import CampaignForm
from desktop.ui.campaigns.page import IMPORT, CampaignsPage, make_campaigns_page
from desktop.ui.campaigns.table import CAMPAIGNS
from desktop.ui.importing.form import ImportForm
from desktop.ui.workplace import NEW
from tests.services.office_kit import TODAY, eur
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

PAGE = "Shoes\n\nHow much is needed?\n\nShoes — €120\nCoats — €80\n\nCollected:\n€ 50\n"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> CampaignsPage:
    made = make_campaigns_page(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 700)
    made.show()
    return made


def test_every_sort_and_filter_is_known_to_the_storage(desk: Desk) -> None:
    desk.kit.campaign("500")
    for column in CAMPAIGNS.columns:
        for descending in (False, True):
            assert read_page(desk.office, CAMPAIGNS.kind, Query(column.sort, descending)).rows
    for spec in CAMPAIGNS.filters:
        for choice in spec.choices:
            read_page(desk.office, CAMPAIGNS.kind, Query(filters={spec.name: choice.value}))
    for each in (*waiting(TODAY), *watched(TODAY)):
        read_page(desk.office, each.where, Query(filters={"task": each.kind.value}))


def test_first_use_offers_both_ways_to_begin(page: CampaignsPage) -> None:
    assert page.rows.first_use.isVisible()
    assert_named(page)
    page.first_import.click()
    assert isinstance(page.form, ImportForm)
    page.close_form()
    page.rows.first_use.button.click()
    assert isinstance(page.form, CampaignForm)


def test_rows_show_figures_and_their_sum(page: CampaignsPage, desk: Desk) -> None:
    first = desk.kit.campaign("500", "300", title="A need", goal=eur("1000"))
    desk.kit.give(first.code, "250.50")
    desk.kit.campaign("40", title="Another need")
    page.refresh()
    texts = [page.rows.model.index(1, column).data() for column in range(9)]
    assert texts == ["C-0001", "A need", "", "Open", "1,000.00 EUR", "250.50 EUR", "25 %", "0.00 EUR", "250.50 EUR"]
    page.rows.table.selectAll()
    assert "250.50 EUR" in page.status()


def test_going_to_a_campaign_to_a_line_to_a_new_line(page: CampaignsPage, desk: Desk) -> None:
    desk.kit.campaign("500", "300")
    page.open_code("C-0001")
    assert isinstance(page.form, CampaignForm)
    assert page.form.code == "C-0001"
    page.open_code("C-0001.2")
    assert isinstance(page.form, CampaignForm)
    assert page.form.items.grid.table.currentIndex().row() == 1
    page.open_code(f"C-0001.{NEW}")
    assert isinstance(page.form, CampaignForm)
    assert page.form.items.grid.model.rowCount() == 3


def test_what_home_counted_is_shown(page: CampaignsPage, desk: Desk) -> None:
    desk.kit.campaign("500", goal=eur("400"))
    desk.kit.campaign("500", goal=eur("500"))
    page.refresh()
    page.show_task(TaskKind.GOAL_DIFFERS)
    assert page.rows.model.rowCount() == 1


def test_unsaved_work_is_asked_about_before_an_import(page: CampaignsPage, desk: Desk) -> None:
    page.open_code(NEW)
    assert isinstance(page.form, CampaignForm)
    page.form.items.grid.model.put(0, "label", "Boots")
    desk.prompts.will_answer(False)
    page.import_button.click()
    assert isinstance(page.form, CampaignForm)
    desk.prompts.will_answer(True)
    page.import_button.click()
    assert isinstance(page.form, ImportForm)


@dataclass
class Drag:
    """What Qt tells of a drag (its own events cannot be made without a warning)."""

    data: QMimeData
    accepted: bool = False

    def mimeData(self) -> QMimeData:
        return self.data

    def acceptProposedAction(self) -> None:
        self.accepted = True


class TestDropping:
    def drop(self, page: CampaignsPage, data: QMimeData) -> bool:
        """Drag something over the page and let it go; whether it was welcome."""
        entering = Drag(data)
        page.dragEnterEvent(cast("QDragEnterEvent", entering))
        if entering.accepted:
            page.dropEvent(cast("QDropEvent", Drag(data)))
        return entering.accepted

    def test_a_file_is_read_and_previewed(self, page: CampaignsPage, tmp_path: Path) -> None:
        file = tmp_path / "shoes.txt"
        file.write_text(PAGE, encoding="utf-8")
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        assert self.drop(page, data)
        assert isinstance(page.form, ImportForm)
        assert page.form.parts.items.planned() == eur("200")

    def test_a_text_is_read_too(self, page: CampaignsPage) -> None:
        data = QMimeData()
        data.setText(PAGE)
        page.open_code(IMPORT)
        assert self.drop(page, data)
        assert isinstance(page.form, ImportForm)
        assert page.form.found is not None

    def test_what_is_neither_is_not_welcome(self, page: CampaignsPage) -> None:
        data = QMimeData()
        data.setUrls([QUrl("https://example.org/page")])
        assert not self.drop(page, data)
        assert page.form is None

    def test_corrections_are_asked_about_before_another_page(self, page: CampaignsPage, desk: Desk) -> None:
        page.import_dropped(PAGE)
        assert isinstance(page.form, ImportForm)
        first = page.form
        first.form.soil()
        desk.prompts.will_answer(False)
        page.import_dropped(PAGE + "\n")
        assert page.form is first
        desk.prompts.will_answer(True)
        page.import_dropped(PAGE + "\n")
        assert page.form is not first
