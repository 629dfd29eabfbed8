"""An invoice comes to its payout in the real window, is looked at by keys alone, and goes again with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.intake.strange_files import pdf, picture
from tests.journeys.hand import CONTROL
from tests.journeys.test_money import give

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.hand import Hand


def test_an_invoice_is_added_seen_saved_and_removed(aid_desk: Hand, tmp_path: Path) -> None:
    desk = aid_desk
    give(desk, "500")
    desk.go("payouts")
    desk.click("payouts.first_new")
    desk.pick("payout.campaign", "C-0001")
    desk.write("payout.pay_1", "450.5")
    desk.click("form.save")
    desk.window.go("payouts", "O-0001")
    desk.settle()
    invoice, photo, words = tmp_path / "Faktura.pdf", tmp_path / "IMG_1.jpg", tmp_path / "words.pdf"
    invoice.write_bytes(pdf(2))
    photo.write_bytes(picture())
    words.write_bytes(b"words")
    desk.prompts.will_answer((invoice, photo, words))
    desk.click("files.add")
    assert desk.said("files").startswith("2 files are added. words.pdf: ")
    desk.find("files.list").setFocus()

    def look() -> None:
        assert desk.text("file.page") == "Page 1 of 2"
        desk.click("file.next")
        assert desk.text("file.page") == "Page 2 of 2"
        desk.click("file.close")

    desk.prompts.will_answer(desk.in_dialog(look))
    desk.key(Qt.Key.Key_Return)
    copy = tmp_path / "copy.pdf"
    desk.prompts.will_answer(copy)
    desk.click("files.save")
    assert copy.read_bytes() == invoice.read_bytes()
    desk.prompts.will_answer("It was another payout's")
    desk.find("files.list").setFocus()
    desk.key(Qt.Key.Key_Delete)
    assert desk.sees("1 removed file")
    assert desk.sees("1 file")
    desk.click("files.removed")
    assert "It was another payout's" in desk.text("files.gone")
    desk.key(Qt.Key.Key_Z, CONTROL)
    assert desk.sees("A removed file is gone for good. If it is needed, open what it belongs to, and add it again.")
