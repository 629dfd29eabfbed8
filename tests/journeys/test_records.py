"""Point 4: people, campaigns and expense items are entered, found, sorted, changed, archived and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.journeys.hand import CONTROL, SHIFT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from tests.journeys.hand import Hand

GRID = "campaign.items.table"


def add_person(desk: Hand, alias: str, local: str = "", latin: str = "") -> None:
    desk.go("people")
    desk.click("people.first_new" if desk.is_there("people.first_new") else "people.new")
    desk.write("person.alias", alias)
    desk.write("person.name_local", local)
    desk.write("person.name_latin", latin)
    desk.click("form.save")


def test_a_person_is_entered_with_what_is_wrong_said_at_its_field(desk: Hand) -> None:
    desk.go("people")
    desk.click("people.first_new")
    desk.click("form.save")
    assert desk.said("person").startswith("Not saved yet.")
    assert desk.problem("person.alias")
    assert desk.find("person.alias").hasFocus()
    desk.write("person.alias", "Heron")
    desk.write("person.iban", "PL00 1234")
    desk.leave()
    assert "IBAN" in desk.problem("person.iban")
    desk.write("person.birth_date", "31.02.1990")
    desk.leave()
    assert desk.problem("person.birth_date")
    desk.click("form.save")
    assert desk.is_there("person.iban"), "nothing was saved"
    desk.write("person.birth_date", "1.2.90")
    desk.leave()
    assert desk.text("person.birth_date") == "1990-02-01"
    desk.write("person.iban", "PL61 1090 1014 0000 0712 1981 2874")
    desk.write("person.phone", "12")
    desk.leave()
    assert "⚠" in desk.labels(), "a warning, which stops nothing"
    desk.choose("person.category", "Payee")
    desk.click("person.concerns_health")
    desk.click("form.save", double=True)
    assert desk.text("people.count") == "1 person"
    row = desk.row("people.table", "P-0001")
    assert "Payee" in row

    # A change keeps the rest, and leaving without saving asks.
    desk.open_row("people.table", "P-0001")
    assert desk.text("person.iban").replace(" ", "") == "PL61109010140000071219812874"
    desk.write("person.name_local", "Алесь Чапля")
    desk.prompts.will_answer(False)
    desk.click("form.cancel")
    assert desk.prompts.asked[-1][0] == "confirm"
    assert desk.text("person.name_local") == "Алесь Чапля"
    desk.click("form.save")
    assert "Алесь Чапля" in desk.row("people.table", "P-0001")


def test_people_are_found_in_any_script_sorted_and_archived(desk: Hand) -> None:
    add_person(desk, "Heron", "Андрэй Кавалевіч", "Andrei Kavalevich")
    add_person(desk, "Badger", "Вольга Ялінская", "Volha Yalinskaya")
    add_person(desk, "Curlew", "Łucja Żabińska", "Lucja Zabinska")
    assert desk.text("people.count") == "3 people"
    for typed in ("Андрей Ковалевич", "kavalev", "АНДРЭЙ", "heron", "P-0001"):
        desk.write("people.filter", typed)
        assert [row[0] for row in desk.rows("people.table")] == ["P-0001"], typed
        assert desk.text("people.count") == "1 person"
    desk.write("people.filter", "nobody of this name")
    assert desk.sees("Nothing found")
    desk.click("people.clear_filters")
    assert desk.text("people.count") == "3 people"
    codes = [row[0] for row in desk.rows("people.table")]
    desk.sort("people.table", "Latin name")
    by_name = [row[0] for row in desk.rows("people.table")]
    desk.sort("people.table", "Latin name")
    assert [row[0] for row in desk.rows("people.table")] == by_name[::-1]
    assert by_name == ["P-0001", "P-0003", "P-0002"]
    assert sorted(by_name) == sorted(codes)

    desk.open_row("people.table", "P-0002")
    desk.click("person.archive")
    desk.click("form.back")
    assert desk.text("people.count") == "2 people"
    desk.click("people.show_archived")
    assert desk.text("people.count") == "3 people"
    desk.open_row("people.table", "P-0002")
    desk.click("person.archive")
    desk.click("form.back")
    desk.click("people.show_archived")
    assert desk.text("people.count") == "3 people"


def test_an_alias_belongs_to_one_person(desk: Hand) -> None:
    add_person(desk, "Heron")
    add_person(desk, "heron ")
    assert "P-0001" in desk.problem("person.alias")
    assert desk.text("person.alias") == "heron "
    desk.write("person.alias", "Egret")
    desk.click("form.save")
    assert desk.text("people.count") == "2 people"


def fill_items(desk: Hand) -> None:
    """Two items: one by quantity and price, one by its amount."""
    desk.click("campaign.items.add")
    desk.keys("Rent")
    desk.key(Qt.Key.Key_Tab)
    desk.cell(GRID, 0, "Quantity", "3")
    desk.cell(GRID, 0, "Unit price", "450,00")
    assert desk.cell_text(GRID, 0, "Amount") == "1,350.00", "proposed"
    desk.click("campaign.items.add")
    desk.keys("Dentist")
    desk.key(Qt.Key.Key_Return)
    desk.cell(GRID, 1, "Category", "Medical care")
    desk.cell(GRID, 1, "Amount", "640")


def test_a_campaign_is_entered_with_its_items_and_their_live_sum(desk: Hand) -> None:
    add_person(desk, "Heron")
    desk.key(Qt.Key.Key_C, CONTROL | SHIFT)
    desk.write("campaign.goal", "2 000,00")
    desk.leave()
    assert desk.text("campaign.goal") == "2,000.00"
    assert "No priced items yet." in desk.text("items.standing")
    fill_items(desk)
    assert desk.sees("1,990.00 EUR")
    assert "10.00 EUR less than the stated goal" in desk.text("items.standing")
    desk.cell(GRID, 1, "Amount", "650")
    assert "exactly the stated goal" in desk.text("items.standing")
    desk.cell(GRID, 1, "Amount", "700.50")
    assert "50.50 EUR more than the stated goal" in desk.text("items.standing")
    desk.cell(GRID, 1, "Amount", "-5")
    desk.click("form.save")
    assert desk.problem("campaign.title")
    assert desk.cell_problem(GRID, 1, "Amount")
    desk.cell(GRID, 1, "Amount", "640")
    desk.write("campaign.title", "A new start")
    desk.choose("campaign.status", "Open")
    desk.pick("campaign.beneficiary", "hero")
    desk.write("campaign.starts", "1.5")
    desk.write("campaign.ends", "1.4.26")
    desk.leave()
    assert desk.problem("campaign.ends")
    desk.write("campaign.ends", "1.8.26")
    desk.click("form.save", double=True)
    assert desk.text("campaigns.count") == "1 campaign"
    row = desk.row("campaigns.table", "C-0001")
    assert "2,000.00 EUR" in row
    assert "2026-08-01" in row
    desk.go("items")
    assert desk.text("items.count") == "2 expense items"
    assert "1,350.00 EUR" in desk.row("items.table", "Rent")
    desk.go("people")
    assert "1" in desk.row("people.table", "P-0001")


@pytest.fixture
def with_campaign(desk: Hand) -> Hand:
    desk.go("campaigns")
    desk.click("campaigns.first_new")
    desk.write("campaign.title", "A new start")
    fill_items(desk)
    desk.click("form.save")
    return desk


def test_a_campaign_is_changed_archived_and_brought_back(with_campaign: Hand) -> None:
    desk = with_campaign
    desk.open_row("campaigns.table", "C-0001")
    assert [row[0] for row in desk.rows("campaign.chain")][:2] == ["1", "2"]
    desk.write("campaign.title", "Another start")
    desk.cell(GRID, 1, "State", "Archived")
    assert desk.sees("1,350.00 EUR")
    desk.click("form.save")
    assert "Another start" in desk.row("campaigns.table", "C-0001")
    desk.go("items")
    assert desk.text("items.count") == "1 expense item"
    desk.click("items.show_archived")
    assert desk.text("items.count") == "2 expense items"

    desk.go("campaigns")
    desk.open_row("campaigns.table", "C-0001")
    desk.click("campaign.archive")
    assert "archived" in desk.said("campaign").lower()
    desk.click("form.back")
    desk.click("campaigns.show_archived")
    desk.open_row("campaigns.table", "C-0001")
    desk.click("campaign.archive")
    assert "Brought back" in desk.said("campaign")
    desk.click("form.back")
    desk.click("campaigns.show_archived")
    assert desk.text("campaigns.count") == "1 campaign"


def test_items_of_all_campaigns_are_filtered_summed_and_lead_to_their_line(with_campaign: Hand) -> None:
    desk = with_campaign
    desk.go("items")
    desk.write("items.filter", "dent")
    assert desk.text("items.count") == "1 expense item"
    desk.write("items.filter", "")
    desk.choose("items.filter_category", "Medical care")
    assert desk.column("items.table", "Label") == ["Dentist"]
    desk.choose("items.filter_category", "All categories")
    desk.sort("items.table", "Planned")
    assert desk.column("items.table", "Label") == ["Dentist", "Rent"]
    desk.point("items.table", "Dentist")
    desk.key(Qt.Key.Key_A, CONTROL)
    assert desk.text("status.page") == "2 selected · Planned 1,990.00 EUR · Remaining 1,990.00 EUR"
    desk.open_row("items.table", "Dentist")
    assert desk.text("campaign.title") == "A new start"

    def choose(dialog: QDialog) -> bool:
        from desktop.ui.items.choose import ChooseCampaign

        assert isinstance(dialog, ChooseCampaign)
        dialog.picker.write("C-0001")
        dialog.accept()
        return dialog.code == "C-0001"

    desk.prompts.will_answer(choose)
    desk.key(Qt.Key.Key_E, CONTROL | SHIFT)
    assert len(desk.rows(GRID)) == 3, "a new line is begun in its campaign"
    desk.keys("Language course")
    desk.key(Qt.Key.Key_Return)
    desk.cell(GRID, 2, "Amount", "200")
    desk.click("form.save")
    desk.go("items")
    assert desk.text("items.count") == "3 expense items"
