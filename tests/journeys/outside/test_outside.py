"""The office's main job, done to the real program from another process, over AT-SPI, as a screen reader would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.journeys.outside.hand import ROOT, Hand, missing_tools

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {', '.join(missing_tools())}")

PASSPHRASE = "five green lanterns over water"
PAGE = ROOT / "resources" / "samples" / "pages" / "knee-surgery.txt"


@pytest.fixture
def hand(tmp_path: Path) -> Iterator[Hand]:
    with Hand(tmp_path) as made:
        made.start()
        yield made
        said = made.log.read_text(encoding="utf-8", errors="replace")
        assert "Traceback" not in said, said


def create_office(hand: Hand, name: str) -> None:
    """Make a vault from the welcome screen on."""
    hand.press(id="welcome.new")
    hand.press(id="create.next")
    hand.write(id="create.organisation.name", text=name)
    hand.press(id="create.next")
    hand.write(id="create.folder", text=str(hand.folder / "Vault"))
    hand.write(id="create.passphrase", text=PASSPHRASE)
    hand.write(id="create.again", text=PASSPHRASE)
    hand.press(id="create.next")
    hand.press(id="create.papers")
    hand.press(id="create.make")
    hand.see(id="nav.people", patience=30)


def save_file(hand: Hand, path: Path) -> None:
    """Answer a file chooser."""
    hand.see(id="dialog.file")
    hand.write(id="dialog.file_name", text=str(path))
    hand.press(id="dialog.file_accept")
    hand.gone(id="dialog.file")


def add_person(hand: Hand) -> None:
    """A person, whom the list then shows."""
    hand.press(id="nav.people")
    hand.press(id="people.new")
    hand.write(id="person.name_local", text="Ганна Буслік")
    hand.write(id="person.alias", text="Stork")
    hand.choose(id="person.country", choice="Poland")
    hand.press(id="form.save")
    titles, row = hand.rows(id="people.table", at_least=1)
    assert (titles[:2], row[:2], row[5]) == (["Code", "Name"], ["P-0001", "Ганна Буслік"], "PL")
    assert hand.see(id="people.count")["name"] == "1 person"


def import_page(hand: Hand) -> None:
    """A campaign page by its text, for the person."""
    hand.press(id="nav.campaigns")
    hand.press(id="campaigns.import")
    hand.write(id="import.text", text=PAGE.read_text(encoding="utf-8"))
    hand.press(id="import.read")
    assert hand.see(id="import.goal")["text"] == "3,900.00"
    assert len(hand.rows(id="import.items.table", at_least=4)) >= 5
    hand.press(id="import.owner_person")
    hand.write(id="import.person", text="Stork")
    hand.press(id="form.save")
    assert "C-0001" in hand.see(id="campaign.banner")["name"]


def record_money(hand: Hand, voucher: Path) -> None:
    """Money in; money out with its voucher, which is saved as PDF."""
    hand.press(id="nav.donations")
    hand.press(id="donations.new")
    hand.write(id="donation.campaign", text="C-0001")
    hand.see(id="donation.standing", holds="1,275.00 EUR")
    hand.write(id="donation.gross", text="1 200,50")
    hand.press(id="form.save")
    assert hand.see(id="donation.banner")["name"] == "D-0002 is recorded."
    hand.press(id="nav.payouts")
    hand.press(id="payouts.new")
    hand.write(id="payout.campaign", text="C-0001")
    hand.write(id="payout.payee", text="P-0001")
    hand.write(id="payout.pay_1", text="150")
    hand.press(id="payout.issue_now")
    hand.press(id="form.save")
    assert re.search(r"PV/\d{4}/0001", hand.see(id="payout.banner")["name"])
    hand.press(name="Save as PDF…", role="push button")
    save_file(hand, voucher)


def export_workbook(hand: Hand, file: Path) -> None:
    """The budget workbook of the campaign selected in the list."""
    hand.press(id="nav.reports")
    hand.rows(id="reports.table", at_least=1)
    hand.select_row(id="reports.table", row=0)
    hand.press(id="reports.export")
    save_file(hand, file)
    assert file.name in hand.see(id="reports.done.banner")["name"]


def lock_and_unlock(hand: Hand) -> None:
    """Lock; be refused; be let in."""
    hand.press(id="window.lock")
    hand.write(id="lock.passphrase", text="six blue lanterns over water")
    hand.press(id="lock.unlock")
    assert "passphrase" in hand.see(id="lock.banner")["name"]
    hand.write(id="lock.passphrase", text=PASSPHRASE)
    hand.press(id="lock.unlock")
    hand.see(id="nav.campaigns", patience=20)


def test_the_main_job(hand: Hand, tmp_path: Path) -> None:
    create_office(hand, "Lantern")
    add_person(hand)
    import_page(hand)
    record_money(hand, tmp_path / "voucher.pdf")
    export_workbook(hand, tmp_path / "budget.xlsx")
    assert (tmp_path / "voucher.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "budget.xlsx").read_bytes().startswith(b"PK")
    hand.press(id="nav.payouts")
    assert "150.00 EUR" in hand.rows(id="payouts.table", at_least=1)[1]
    lock_and_unlock(hand)
    hand.press(id="nav.campaigns")
    assert hand.rows(id="campaigns.table", at_least=1)[1][0] == "C-0001"


def test_in_belarusian(hand: Hand) -> None:
    hand.choose(id="welcome.language", choice="Беларуская")
    hand.see(name="Новы офіс…", role="push button")
    create_office(hand, "Ліхтар")
    hand.press(name="Людзі")
    hand.press(id="people.new")
    field = hand.see(id="person.name_local")
    assert field["relations"]["labelled-by"] == [field["name"]]
    assert field["name"] != "Name in the local script"
    hand.write(id="person.name_local", text="Сьвятлана Бусел")
    hand.write(id="person.birth_date", text="31.13.99")
    hand.listen()
    hand.press(id="form.save")
    said = hand.see(id="person.banner")["name"]
    assert any(each.startswith("object:announcement") and said in each for each in hand.announced())
    assert "31.13.99" in hand.see(id="person.birth_date")["description"]
    hand.write(id="person.birth_date", text="")
    hand.press(name="Захаваць")
    assert hand.rows(id="people.table", at_least=1)[1][:2] == ["P-0001", "Сьвятлана Бусел"]


def test_by_keyboard_alone(hand: Hand) -> None:
    """No pointer and no accessibility action: what has the focus is asked, what is pressed are keys."""
    create_office(hand, "Lantern")
    hand.keys(keys=["ctrl+shift+p"])
    hand.see(id="person.name_local")
    assert hand.focused()["id"] == "person.category"
    hand.keys(keys=["Tab"])
    assert hand.focused()["id"] == "person.alias"
    hand.type(text="Stork")
    hand.keys(keys=["Tab", "Tab"])
    hand.type(text="Hanna Buslik")
    hand.keys(keys=["ctrl+s"])
    assert hand.rows(id="people.table", at_least=1)[1][2:4] == ["Hanna Buslik", "Stork"]
    hand.until_focused(id="people.table")
    hand.keys(keys=["Home", "Return"])
    assert hand.see(id="person.alias")["text"] == "Stork"
    hand.keys(keys=["Escape"])
    hand.see(id="people.table")
    hand.keys(keys=["ctrl+l"])
    hand.see(id="lock.passphrase")


def test_the_sample_office_in_one_click(hand: Hand) -> None:
    hand.press(id="welcome.sample")
    hand.see(id="nav.people", patience=60)
    assert hand.see(id="window.sample")["name"].startswith("SAMPLE")
    hand.press(id="nav.people", action="toggle")
    rows = hand.rows(id="people.table", at_least=3)
    hand.open_row(id="people.table", row=2)
    assert hand.see(id="person.name_local")["text"] == rows[3][1]
    for section in ("campaigns", "items", "donations", "payouts", "documents"):
        hand.press(id=f"nav.{section}")
        titles, *found = hand.rows(id=f"{section}.table", at_least=1)
        assert all(titles)
        assert all(row[0] for row in found)
