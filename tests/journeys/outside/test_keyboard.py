"""A newcomer without a mouse does the office's main job, in English, and in Belarusian on a Cyrillic keyboard.

No accessibility action is used: keys are pressed, and what has the focus is asked as a screen reader asks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.journeys.outside.hand import ROOT, Hand, missing_tools
from tests.journeys.outside.keyboard import Keyboard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(bool(missing_tools()), reason=f"not installed: {', '.join(missing_tools())}")

PAGE = ROOT / "resources" / "samples" / "pages" / "knee-surgery.txt"


@pytest.fixture
def hand(tmp_path: Path) -> Iterator[Hand]:
    with Hand(tmp_path) as made:
        made.start()
        yield made
        said = made.log.read_text(encoding="utf-8", errors="replace")
        assert "Traceback" not in said, said


def create_office(hand: Hand, keys: Keyboard, name: str, passphrase: str) -> None:
    keys.choose("welcome.new")
    keys.choose("create.next")
    keys.write("create.organisation.name", name)
    keys.choose("create.next")
    keys.write("create.folder", str(hand.folder / "Vault"))
    keys.write("create.passphrase", passphrase)
    keys.write("create.again", passphrase)
    keys.choose("create.next")
    keys.choose("create.papers")
    keys.choose("create.make")
    hand.see(id="nav.people", patience=30)


def choose_file(hand: Hand, keys: Keyboard, path: Path) -> None:
    """Answer a file chooser: its name field has the focus."""
    hand.until_focused(id="dialog.file_name")
    keys.press("ctrl+a")
    keys.type(str(path))
    keys.press("Return")
    hand.gone(id="dialog.file")


def add_person(hand: Hand, keys: Keyboard, name: str) -> None:
    keys.press("ctrl+shift+p")
    keys.write("person.alias", "Stork")
    keys.write("person.name_local", name)
    keys.press("ctrl+s")
    assert hand.rows(id="people.table", at_least=1)[1][:2] == ["P-0001", name]


def import_page(hand: Hand, keys: Keyboard) -> None:
    keys.press("ctrl+3")
    keys.choose("campaigns.import")
    keys.choose("import.choose_file")
    choose_file(hand, keys, PAGE)
    assert hand.see(id="import.goal")["text"].startswith("3")
    keys.choose("import.owner_person")
    keys.write("import.person", "Stork")
    keys.press("Return")
    keys.press("ctrl+s")
    assert "C-0001" in hand.see(id="campaign.banner")["name"]


def record_money(hand: Hand, keys: Keyboard, voucher: Path) -> None:
    keys.press("ctrl+5")
    hand.ready(id="donations.new")
    keys.press("ctrl+n")
    keys.write("donation.campaign", "C-0001")
    keys.press("Return")
    keys.write("donation.gross", "1 200,50")
    keys.press("ctrl+s")
    assert "D-0002" in hand.see(id="donation.banner")["name"]
    keys.press("ctrl+6")
    hand.ready(id="payouts.new")
    keys.press("ctrl+n")
    keys.write("payout.campaign", "C-0001")
    keys.press("Return")
    keys.write("payout.payee", "P-0001")
    keys.press("Return")
    keys.write("payout.pay_1", "150")
    keys.choose("payout.issue_now")
    keys.press("ctrl+s")
    assert re.search(r"PV/\d{4}/0001", hand.see(id="payout.banner")["name"])
    keys.choose("document.save")
    choose_file(hand, keys, voucher)
    assert voucher.read_bytes().startswith(b"%PDF-")


def export_workbook(hand: Hand, keys: Keyboard, file: Path) -> None:
    keys.press("ctrl+9")
    hand.rows(id="reports.table", at_least=1)
    keys.to("reports.table")
    keys.press("Home", "space")
    keys.choose("reports.export")
    choose_file(hand, keys, file)
    assert file.name in hand.see(id="reports.done.banner")["name"]
    assert file.read_bytes().startswith(b"PK")


def lock_and_unlock(hand: Hand, keys: Keyboard, passphrase: str) -> None:
    keys.press("ctrl+l")
    hand.until_focused(id="lock.passphrase")
    keys.type(passphrase)
    keys.press("Return")
    hand.see(id="nav.campaigns", patience=20)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("layout", "language", "office", "person", "passphrase"),
    [
        ("us", "", "Lantern", "Hanna Buslik", "five green lanterns over water"),
        ("ru", "Беларуская", "Светлячок", "Сьвятлана Бусел", "пять зелёных фонарей над водой"),
    ],
    ids=["english", "belarusian"],
)
def test_a_newcomer_without_a_mouse(
    layout: str, language: str, office: str, person: str, passphrase: str, hand: Hand, tmp_path: Path
) -> None:
    keys = Keyboard(hand, layout)
    if language:
        keys.to("welcome.language")
        keys.type(language[:1])
        keys.press("Return")
        hand.see(name="Новы офіс…", role="push button")
    create_office(hand, keys, office, passphrase)
    add_person(hand, keys, person)
    import_page(hand, keys)
    record_money(hand, keys, tmp_path / "voucher.pdf")
    export_workbook(hand, keys, tmp_path / "budget.xlsx")
    lock_and_unlock(hand, keys, passphrase)
    keys.press("ctrl+6")
    row = hand.rows(id="payouts.table", at_least=1)[1]
    assert any(cell.startswith("150") for cell in row), row
