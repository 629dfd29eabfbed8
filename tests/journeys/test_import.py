"""Point 3: a campaign page is read, what does not agree is said, it is corrected in place, and becomes a campaign."""

from __future__ import annotations

import hashlib
import io
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog

from desktop import paths
from desktop.ui.campaigns.page import CampaignsPage
from desktop.ui.campaigns.source import SourceDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.hand import Hand
    from tests.services.office_kit import SetClock

REAL = Path(__file__).resolve().parents[3] / "shared" / "pages"
SAMPLES = paths.resources() / "samples" / "pages"
ITEMS = "import.items.table"


def real_page(name: str) -> Path:
    path = REAL / name
    if not path.exists():
        pytest.skip(f"the real page {name} lies in ../shared/pages beside the checkout, and this checkout has none")
    return path


def begin_import(desk: Hand) -> None:
    desk.go("campaigns")
    desk.click("campaigns.first_import" if desk.is_there("campaigns.first_import") else "campaigns.import")


def read_file(desk: Hand, path: Path) -> None:
    desk.prompts.will_answer(path)
    desk.click("import.choose_file")


def read_text(desk: Hand, text: str) -> None:
    desk.paste("import.text", text)
    desk.click("import.read")


def notes(desk: Hand) -> list[str]:
    """What the preview says does not agree, a sentence each."""
    return desk.find("import.discrepancies").accessibleName().splitlines()


def amounts(desk: Hand, table: str, title: str = "Amount") -> list[str]:
    return [desk.cell_text(table, row, title) for row in range(len(desk.rows(table)))]


def test_a_page_over_its_goal_is_pasted_corrected_and_imported(desk: Hand) -> None:
    text = real_page("closed-over-goal.txt").read_text(encoding="utf-8")
    begin_import(desk)
    read_text(desk, text)
    assert "former political prisoner" in desk.text("import.title")
    assert desk.text("import.story").startswith("At the very beginning")
    assert amounts(desk, ITEMS) == ["920.00", "980.00", "800.00"]
    assert desk.text("import.goal") == ""
    assert desk.text("import.collected") == "2,848.00"
    assert desk.text("import.status") == "Closed"
    assert desk.sees("2,700.00 EUR")
    said = notes(desk)
    assert len(said) == 3
    assert any("148.00 EUR more was collected than asked for" in each for each in said)
    assert any("No goal is stated" in each and "2,700.00 EUR" in each for each in said)
    assert any("counted once" in each for each in said)

    # Corrected in place: the words of the preview follow, and what stays wrong is marked where it stands.
    desk.cell(ITEMS, 1, "Amount", "9x8")
    desk.click("form.save")
    assert desk.cell_problem(ITEMS, 1, "Amount")
    assert desk.problem("import.owner")
    desk.cell(ITEMS, 1, "Amount", "1 128")
    assert not any("more was collected" in each for each in notes(desk))
    desk.cell(ITEMS, 1, "Amount", "980")
    desk.write("import.title", "A new profession")
    desk.click("import.owner_new")
    desk.write("import.alias", "Otter")
    desk.click("form.save", double=True)
    assert_became_a_campaign(desk, text)
    assert_not_taken_twice(desk, text)


def assert_became_a_campaign(desk: Hand, text: str) -> None:
    """The campaign has its own page now, and says again what does not agree; nothing else was made."""
    assert desk.text("campaign.title") == "A new profession"
    assert amounts(desk, "campaign.items.table") == ["920.00", "980.00", "800.00"]
    assert desk.sees("2,848.00 EUR")
    assert "148.00 EUR" in desk.said("campaign")
    assert "P-0001" in desk.text("campaign.beneficiary")
    shown: list[str] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, SourceDialog)
        shown.extend((dialog.text.toPlainText(), dialog.digest.text()))
        return True

    desk.prompts.will_answer(look)
    desk.click("campaign.source")
    assert shown[0].split() == text.split()
    assert hashlib.sha256(text.encode()).hexdigest() in shown[1]

    desk.go("people")
    assert [row[0] for row in desk.rows("people.table")] == ["P-0001"]
    desk.go("donations")
    opening = desk.row("donations.table", "2,848.00")
    assert "Collected before" in opening


def assert_not_taken_twice(desk: Hand, text: str) -> None:
    """The same page again is told, not taken silently."""
    begin_import_again(desk)
    read_text(desk, text)
    assert desk.sees("This page was imported before, as C-0001.")
    desk.click("import.owner_nobody")
    desk.click("form.save")
    assert desk.problem("import.again")
    desk.prompts.will_answer(True)
    desk.click("form.cancel")
    assert desk.text("campaigns.count") == "1 campaign"


def begin_import_again(desk: Hand) -> None:
    desk.go("campaigns")
    if desk.is_there("form.back"):
        desk.click("form.back")
    desk.click("campaigns.import")


def test_an_open_page_names_a_person_and_makes_none(desk: Hand) -> None:
    begin_import(desk)
    read_file(desk, real_page("open-under-goal.txt"))
    assert amounts(desk, ITEMS) == ["500.00", "500.00", "1,000.00"]
    assert desk.text("import.goal") == "2,000.00"
    assert desk.text("import.collected") == "683.00"
    assert desk.text("import.status") == "Open"
    assert notes(desk) == ["The page agrees with itself."]
    assert desk.sees("The title names “Dmitry Nekrasov”. No person is made of it unless you say so.")
    desk.click("import.owner_nobody")
    desk.click("form.save")
    assert desk.text("campaign.beneficiary") == ""
    desk.go("people")
    assert desk.is_there("people.first_new")


def test_a_page_belongs_to_a_person_who_is_there_and_money_follows(desk: Hand, clock: SetClock) -> None:
    """A sample page from a file: the person its title names is offered, found in another script."""
    desk.go("people")
    desk.click("people.first_new")
    desk.write("person.alias", "Fern")
    desk.write("person.name_local", "Кірыл Забродскі")
    desk.write("person.name_latin", "Kiryl Zabrodski")
    desk.click("form.save")
    begin_import(desk)
    read_file(desk, SAMPLES / "knee-surgery.txt")
    desk.click("import.likely_P-0001")
    assert "P-0001" in desk.text("import.person")
    desk.write("import.on", "18.5")
    desk.leave()
    assert desk.text("import.on") == "2026-05-18"
    desk.click("form.save")
    assert "P-0001" in desk.text("campaign.beneficiary")
    desk.go("donations")
    assert "2026-05-18" in desk.row("donations.table", "1,275.00")
    desk.go("items")
    assert len(desk.rows("items.table")) == 4


def test_a_file_is_dropped_on_the_campaigns(desk: Hand) -> None:
    desk.go("campaigns")
    workspace = desk.window.workspace
    assert workspace is not None
    page = workspace.pages["campaigns"]
    assert isinstance(page, CampaignsPage)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SAMPLES / "winter-for-three.txt"))])
    kind, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Qt has no other way to make one
        enter = QDragEnterEvent(QPoint(200, 200), kind, data, buttons, keys)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(200, 200), kind, data, buttons, keys))
    desk.settle()
    assert "winter" in desk.text("import.title").lower()
    assert any("two ways" in each for each in notes(desk))
    desk.prompts.will_answer(False)  # corrections are asked about; stay
    desk.write("import.title", "Another title")
    desk.click("form.cancel")
    assert desk.text("import.title") == "Another title"
    desk.prompts.will_answer(True)
    desk.click("form.cancel")
    assert desk.is_there("campaigns.first_new"), "nothing was imported"


def zipped(_: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("page.txt", "Collected: 5 EUR")
    return buffer.getvalue()


GARBAGE: dict[str, Callable[[Path], bytes]] = {
    "empty.txt": lambda _: b"",
    "spaces.txt": lambda _: b" \r\n\t\r\n",
    "archive.zip": zipped,
    "page.html": lambda _: b"<!doctype html><html><head><title>Shop</title></head><body><p>Hello</p></body></html>",
    "noise.bin": lambda _: bytes(range(256)) * 64,
    "paper.pdf": lambda _: b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF",
    "prose.txt": lambda _: "Сёння ідзе дождж, і больш нічога не здарылася.\n".encode() * 40,
    "large.txt": lambda _: b"words without any figure at all\n" * 170_000,
}


def test_what_is_no_page_is_refused_with_a_sentence_and_leaves_nothing(desk: Hand, tmp_path: Path) -> None:
    begin_import(desk)
    told = {}
    for name, make in GARBAGE.items():
        path = tmp_path / name
        path.write_bytes(make(path))
        read_file(desk, path)
        told[name] = desk.said("import")
        assert told[name].endswith("."), f"{name}: {told[name]!r}"
        assert str(tmp_path) not in told[name]
        assert desk.is_there("import.text"), f"{name}: still at the first step"
        assert not desk.is_there("form.save")
    assert len({told[name] for name in ("empty.txt", "archive.zip", "page.html", "paper.pdf", "prose.txt")}) == 5
    read_file(desk, tmp_path / "gone.txt")
    assert "no such file" in desk.said("import")
    desk.prompts.will_answer(None)
    desk.click("import.choose_file")
    read_text(desk, "Nothing but a sentence.")
    assert "no campaign page" in desk.said("import")
    desk.prompts.will_answer(True)  # the pasted text would be lost
    desk.click("form.cancel")
    assert desk.is_there("campaigns.first_new")
    desk.go("people")
    assert desk.is_there("people.first_new")
