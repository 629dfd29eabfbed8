"""A person asks to be forgotten; what was kept too long is reviewed; in an emergency the vault is gone at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from desktop.domain.people import PersonCategory
from tests.journeys.conftest import unlocked
from tests.services.office_kit import PASSPHRASE, Kit, SetClock, make_office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand


def filled(folder: Path) -> None:
    office = make_office(folder)
    kit = Kit(office)
    kit.person("Florist", PersonCategory.DONOR, name_local="Мілана Званцова", phone="+370 612 34567")
    kit.person("Weaver", PersonCategory.BENEFICIARY, name_local="Алеся Верабейчык")
    kit.campaign("500.00", title="A new loom", beneficiary="P-0002")
    kit.give("C-0001", "400", "P-0001", receipt="en")
    office.close()


def test_a_person_is_erased_and_the_money_stays(begin: Begin, tmp_path: Path) -> None:
    filled(tmp_path / "Aid")
    desk = unlocked(begin(tmp_path / "Aid"))

    desk.go("people")
    desk.open_row("people.table", "P-0002")
    desk.click("person.erase")
    assert "C-0001 still run. Close these campaigns first." in desk.said("person")
    desk.click("form.back")

    def confirm() -> None:
        desk.write("erase.own_passphrase", PASSPHRASE)
        desk.write("erase.code", "P-0002")
        desk.click("erase.do")
        assert "Type P-0001" in desk.problem("erase.code")
        desk.write("erase.code", "p-0001")
        desk.write("erase.own_passphrase", "something else")
        desk.click("erase.do")
        assert desk.problem("erase.own_passphrase")
        desk.write("erase.own_passphrase", PASSPHRASE)
        desk.click("erase.do")

    desk.open_row("people.table", "P-0001")
    desk.prompts.will_answer(desk.in_dialog(confirm))
    desk.click("person.erase")
    assert desk.sees("P-0001  erased")
    assert "Erased on" in desk.said("person")
    assert desk.text("person.alias") == ""
    assert not desk.is_there("person.erase")
    desk.click("form.back")
    assert [row[0] for row in desk.rows("people.table")] == ["P-0002"]
    desk.click("people.show_archived")
    assert next(row[:2] for row in desk.rows("people.table")) == ["P-0001", "erased"]
    desk.go("donations")
    assert [row for row in desk.rows("donations.table") if "P-0001" in row]
    desk.go("documents")
    assert "P-0001" in desk.rows("documents.table")[0]


def test_what_was_kept_too_long_is_reviewed(begin: Begin, tmp_path: Path, clock: SetClock) -> None:
    filled(tmp_path / "Aid")
    clock.moment += timedelta(days=365 * 7)
    desk = unlocked(begin(tmp_path / "Aid"))
    assert desk.text("home.task_to_review") == "Records that are due for review"
    desk.click("home.task_to_review")
    assert "1 record is due for review." in desk.text("review.lead")

    def keep() -> None:
        desk.write("keep.until", "01.12.2033")
        desk.write("keep.reason", "A question of the tax office")
        desk.click("keep.do")

    desk.prompts.will_answer(desk.in_dialog(keep))
    desk.click("review.keep_donors_P-0001")
    assert "Nothing is due for review." in desk.text("review.lead")
    desk.go("home")
    assert not desk.is_there("home.task_to_review")


def wipe(desk: Hand) -> None:
    assert not desk.find("wipe.do").isEnabled()
    desk.write("wipe.word", "destroy")
    desk.click("wipe.do")


def test_in_an_emergency_the_vault_is_gone_and_the_first_page_shows(begin: Begin, tmp_path: Path) -> None:
    filled(tmp_path / "Aid")
    desk = unlocked(begin(tmp_path / "Aid"))
    desk.go("people")
    desk.prompts.will_answer(desk.in_dialog(lambda: wipe(desk)))
    desk.program.window.findChild(QAction, "menu.wipe").trigger()
    desk.wait_for("welcome.new")
    desk.settle()
    assert not (tmp_path / "Aid").exists()
    assert "destroyed" in desk.said("welcome")
    assert desk.program.memory.last_vault is None
    assert desk.program.memory.text("vault") == ""
