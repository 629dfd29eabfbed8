"""The main job from end to end in Belarusian: no screen on the way holds a word that was left in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from openpyxl import load_workbook

from desktop import paths
from tests.journeys.conftest import unlocked
from tests.journeys.reading import left_in_english, texts
from tests.journeys.test_documents import words
from tests.journeys.test_import import SAMPLES, read_file
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand

PASSPHRASE = "медны вяз сем паўночных агнёў"


# Endings of files, words of paths, and forms that are called so in every language.
_PROPER = frozenset({"tmp", "pytest", "budget", "xlsx", "copy", "pdf", "navuka", "nanova", "Annex", "FACE"})
_PROPER |= {"Marylia", "Khlebarovich"}  # proposed, as a passport would say it


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    """The English texts whose Belarusian differs."""
    path = paths.resources() / "translations" / "be" / "LC_MESSAGES" / "skarbonka.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="be")
    found = {}
    for message in catalogue:
        forms = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
        found.update(
            {form: str(message.string) for form in forms if form and form not in (message.string, "Skarbonka")}
        )
    return found


@pytest.fixture
def look(english: dict[str, str], tmp_path: Path) -> Callable[[Hand], None]:
    """Read the screen in front."""
    folders = frozenset(re.findall(r"[A-Za-z]+", str(tmp_path)))

    def read(hand: Hand) -> None:
        root: QWidget = hand.front
        assert [f"{name}: {text}" for name, text in texts(root) if text in english] == []
        # Folders have names of their own, and so have the files that were chosen.
        assert left_in_english(root, _PROPER | folders) == []
        assert_named(root)

    return read


def start_office(hand: Hand, folder: Path, look: Callable[[Hand], None]) -> None:
    look(hand)
    hand.click("welcome.new")
    look(hand)
    hand.click("create.next")
    hand.click("create.next")
    look(hand)
    hand.write("create.organisation.name", "Ліхтар")
    hand.click("create.next")
    hand.click("create.next")
    look(hand)
    hand.write("create.folder", str(folder))
    hand.write("create.passphrase", PASSPHRASE)
    hand.write("create.again", PASSPHRASE)
    hand.click("create.next")
    look(hand)
    hand.click("create.papers")
    hand.click("create.make")
    hand.wait_for("nav.home")
    look(hand)
    for section in hand.sections():
        hand.go(section)
        look(hand)


def add_donor(hand: Hand, look: Callable[[Hand], None]) -> None:
    hand.go("people")
    hand.click("people.first_new")
    hand.click("form.save")
    look(hand)
    hand.write("person.alias", "Пекар")
    hand.write("person.name_local", "Марыля Хлебаровіч")
    hand.choose("person.category", "Ахвярадавец")
    hand.write("person.iban", "12")
    hand.click("form.save")
    look(hand)
    hand.write("person.iban", "")
    hand.click("form.save")
    look(hand)


def import_page(hand: Hand, look: Callable[[Hand], None]) -> None:
    hand.go("campaigns")
    hand.click("campaigns.first_import")
    look(hand)
    read_file(hand, SAMPLES / "warsztat-gone.txt")
    look(hand)
    read_file(hand, SAMPLES / "navuka-nanova.txt")
    look(hand)
    hand.click("form.save")
    look(hand)
    hand.click("import.owner_new")
    hand.write("import.alias", "Буслік")
    hand.choose("import.status", "Адкрыты")
    hand.click("form.save")
    look(hand)
    hand.write("campaign.goal", "3000")
    hand.leave()
    look(hand)
    hand.click("form.save")
    look(hand)


def move_money(hand: Hand, look: Callable[[Hand], None]) -> None:
    hand.open_row("campaigns.table", "C-0001")
    hand.click("campaign.donate")
    hand.pick("donation.donor", "Пекар")
    hand.write("donation.gross", "120,50")
    hand.write("donation.fee", "500")
    hand.click("form.save")
    look(hand)
    hand.write("donation.fee", "0,50")
    hand.click("donation.issue_now")
    hand.click("form.save")
    look(hand)
    hand.go("payouts")
    hand.click("payouts.first_new")
    hand.pick("payout.campaign", "C-0001")
    hand.write("payout.pay_1", "99999")
    hand.click("form.save")
    look(hand)
    hand.write("payout.pay_1", "")
    hand.click("payout.rest_1")
    look(hand)
    hand.click("form.save")
    look(hand)

    def issue() -> None:
        look(hand)
        hand.click("issue.do")
        look(hand)
        hand.click("issue.close")

    hand.prompts.will_answer(hand.in_dialog(issue))
    hand.click("payout.issue")
    look(hand)


def take_papers_out(hand: Hand, look: Callable[[Hand], None], folder: Path) -> None:
    hand.go("documents")
    hand.point("documents.table", "PV/2026/0001")
    look(hand)
    hand.prompts.will_answer(True)
    hand.click("document.print")
    look(hand)
    assert "Расходны ордар PV/2026/0001 АРЫГІНАЛ" in words(hand.prompts.printed[0])
    hand.prompts.will_answer(folder / "copy.pdf")
    hand.click("document.save")
    look(hand)
    hand.prompts.will_answer("Памылка ў імені")
    hand.click("document.void")
    look(hand)
    hand.go("reports")
    hand.click("reports.export")
    look(hand)
    hand.click("reports.every")
    hand.prompts.will_answer(folder / "budget.xlsx")
    hand.click("reports.export")
    look(hand)
    assert "Бюджэт" in " ".join(load_workbook(folder / "budget.xlsx").sheetnames)


def test_the_main_job_in_belarusian(begin: Begin, tmp_path: Path, look: Callable[[Hand], None]) -> None:
    hand = begin(language="be")
    start_office(hand, tmp_path / "Офіс", look)
    add_donor(hand, look)
    import_page(hand, look)
    move_money(hand, look)
    take_papers_out(hand, look, tmp_path)
    for section in hand.sections():
        hand.go(section)
        look(hand)
    hand.click("window.lock")
    look(hand)
    hand.write("lock.passphrase", "не той")
    hand.click("lock.unlock")
    look(hand)
    unlocked(hand, PASSPHRASE)
    look(hand)


def test_what_is_asked_is_asked_in_belarusian(begin: Begin, vault: Path, english: dict[str, str]) -> None:
    hand = unlocked(begin(vault, language="be"))
    hand.go("people")
    hand.click("people.first_new")
    hand.write("person.alias", "Бусел")
    hand.prompts.will_answer(False, True)
    hand.click("form.cancel")
    hand.click("form.cancel")
    hand.go("settings")
    for question in hand.prompts.asked:
        assert not set(question[1:]) & set(english)


def test_the_language_changes_in_the_middle_of_everything(sample_desk: Hand, english: dict[str, str]) -> None:
    """Every page is opened in English first; then the language is changed in Settings, and every page follows."""
    hand = sample_desk
    for section in hand.sections():
        hand.go(section)
    hand.go("campaigns")
    hand.open_row("campaigns.table", "C-0008")
    hand.go("donations")
    hand.open_row("donations.table", "D-0016")
    hand.go("documents")
    hand.point("documents.table", "DR/2026/0001")
    hand.go("settings")
    hand.choose("settings.screen_language", "Беларуская")
    hand.settle()
    for section in hand.sections():
        hand.go(section)
        left = {f"{name}: {text}" for name, text in texts(hand.front, cells=False) if text in english}
        assert left == set(), section
