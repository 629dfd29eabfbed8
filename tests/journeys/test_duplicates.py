"""A person is entered twice: the form says so, the list tells why, the two are merged, and separated again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.people import PersonCategory
from tests.journeys.conftest import unlocked
from tests.services.office_kit import Kit, make_office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Begin


def test_a_person_entered_twice_becomes_one_and_two_again(begin: Begin, tmp_path: Path) -> None:
    office = make_office(tmp_path / "Aid")
    kit = Kit(office)
    kit.person("Florist", PersonCategory.BENEFICIARY, name_local="Мілана Званцова", phone="+370 612 34567")
    kit.campaign("500.00", title="A new start", beneficiary="P-0001")
    kit.give("C-0001", "400")
    office.close()
    desk = unlocked(begin(tmp_path / "Aid"))

    desk.go("people")
    desk.click("people.new")
    desk.write("person.alias", "Gardener")
    desk.write("person.name_latin", "Zvantsova Milana")
    assert desk.text("person.likely_P-0001") == "Looks like P-0001 (Florist): names alike, in another order."
    desk.click("form.save")
    assert desk.text("people.count") == "2 people"
    assert desk.text("people.duplicates") == "1 likely duplicate"

    desk.click("people.duplicates")
    assert desk.text("duplicates.reasons_P-0001_P-0002") == "names alike, in another order"
    desk.click("duplicates.merge_P-0001_P-0002")
    assert desk.text("merge.moves") == "Nothing is booked under P-0002."
    desk.click("merge.swap")
    assert "1 campaign" in desk.text("merge.moves")
    desk.click("merge.alias_other")
    desk.prompts.will_answer(True)
    desk.click("merge.do")
    assert desk.text("person.alias") == "Florist"
    assert desk.text("person.phone") == "+370 612 34567"
    desk.click("form.back")
    assert [row[0] for row in desk.rows("people.table")] == ["P-0002"]
    desk.go("campaigns")
    desk.write("campaigns.filter", "P-0002")
    assert desk.text("campaigns.count") == "1 campaign"

    desk.go("people")
    desk.click("people.show_archived")
    desk.open_row("people.table", "P-0001 → P-0002")
    assert "P-0001 is P-0002 now." in desk.said("person")
    desk.prompts.will_answer(True)
    desk.click("person.separate_P-0001")
    assert "P-0001 is a person of its own again." in desk.said("person")
    assert desk.text("person.alias") == "Gardener"
