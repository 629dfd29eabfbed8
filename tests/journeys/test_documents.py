"""Point 6: receipts and vouchers are previewed, issued without gaps, printed, saved, voided, replaced, signed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from desktop.ui.documents.preview import PreviewDialog
from tests.journeys.test_money import give

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.hand import Hand


def words(pdf: bytes | Path) -> str:
    """Give what a paper says, on one line."""
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def issue(desk: Hand, language: str, *, hand_out: bool = False) -> list[str]:
    """Issue in the dialog that stands there; gives what it said."""
    said = []
    assert desk.is_there("issue.preview"), "the paper is seen before it is issued"
    desk.choose("issue.language", language)
    desk.click("issue.do", double=True)
    said.append(desk.labels())
    if hand_out:
        desk.prompts.will_answer(True)
        desk.click("issue.print")
        said.append(desk.said("issue"))
    desk.click("issue.close")
    return said


def test_a_receipt_from_preview_to_replacement(aid_desk: Hand, tmp_path: Path) -> None:
    desk = aid_desk
    give(desk, "120", "Хлебар")
    said: list[str] = []
    desk.prompts.will_answer(desk.in_dialog(lambda: said.extend(issue(desk, "English", hand_out=True))))
    desk.click("donation.issue")
    assert "Receipt DR/2026/0001 is issued" in said[0]
    assert said[1] == "The original of DR/2026/0001 is printed."
    original = desk.prompts.printed[0]
    assert {"DR/2026/0001", "Марыля", "120.00"} <= set(words(original).replace(",", " ").split())
    assert not desk.is_there("donation.issue"), "one valid receipt is enough"

    # Copies are marked, a cancelled file uses none up.
    desk.prompts.will_answer(None)
    desk.click("document.save")
    assert "copy 1" in desk.text("document.words")
    desk.prompts.will_answer(tmp_path / "copy.pdf")
    desk.click("document.save")
    assert "Copy 1 of DR/2026/0001 is saved as copy.pdf" in desk.said("document")
    assert "DUPLICATE 1 · 2026-05-20" in words(tmp_path / "copy.pdf")
    assert "DUPLICATE" not in words(original)

    # A donation cannot be taken back under a valid receipt; voiding is the way out, and it needs a reason.
    desk.click("donation.take_back")
    assert "DR/2026/0001 rests on this donation" in desk.said("donation")
    desk.prompts.will_answer(None)
    desk.click("document.void")
    assert "Issued" in desk.labels()
    desk.prompts.will_answer("The name is misspelt")
    desk.click("document.void")
    assert "DR/2026/0001 is void." in desk.said("document")
    desk.prompts.will_answer(tmp_path / "void.pdf")
    desk.click("document.save")
    assert "VOID" in words(tmp_path / "void.pdf").upper()

    desk.prompts.will_answer(desk.in_dialog(lambda: said.extend(issue(desk, "Беларуская"))))
    desk.click("document.replace")
    assert "DR/2026/0002 is issued in place of DR/2026/0001." in desk.said("document")
    desk.go("documents")
    assert [row[0] for row in desk.rows("documents.table")] == ["DR/2026/0002", "DR/2026/0001"]
    assert "Void" in desk.row("documents.table", "DR/2026/0001")
    desk.point("documents.table", "DR/2026/0002")
    assert "It stands in for DR/2026/0001." in desk.text("document.words")
    desk.prompts.will_answer(tmp_path / "other.pdf")
    desk.click("document.save")
    paper = words(tmp_path / "other.pdf")
    assert "DR/2026/0002" in paper
    assert "сто дваццаць" in paper.lower()
    assert "one hundred twenty" in words(original).lower().replace("and ", "")


def test_a_voucher_is_previewed_and_issued_with_the_payout_and_comes_back_signed(aid_desk: Hand) -> None:
    desk = aid_desk
    give(desk, "500")
    desk.go("payouts")
    desk.click("payouts.first_new")
    desk.pick("payout.campaign", "C-0001")
    desk.write("payout.pay_1", "450.5")
    desk.click("payout.issue_now")
    desk.choose("payout.language", "Беларуская")
    desk.choose("payout.name_use", "Alias")
    seen: list[bool] = []

    def look() -> None:
        assert isinstance(desk.front, PreviewDialog)
        seen.append(desk.front.view.has_pdf)
        desk.click("preview.close")

    desk.prompts.will_answer(desk.in_dialog(look))
    desk.click("payout.preview")
    assert seen == [True]
    desk.go("documents")
    assert desk.sees("No documents yet"), "looking takes no number"
    desk.go("payouts")
    desk.click("form.save", double=True)
    assert "O-0001 is recorded, and PV/2026/0001 issued." in desk.said("payout")
    desk.prompts.will_answer(True)
    desk.click("document.print")
    paper = words(desk.prompts.printed[0])
    assert "Florist" in paper
    assert "Званцова" not in paper
    desk.go("home")
    assert desk.is_there("home.task_to_sign")
    desk.click("home.task_to_sign")
    assert [row[0] for row in desk.rows("documents.table")] == ["PV/2026/0001"]
    desk.point("documents.table", "PV/2026/0001")
    desk.click("document.signed", double=True)
    assert desk.sees("PV/2026/0001 is filed as signed.")
    desk.go("home")
    assert not desk.is_there("home.task_to_sign")
    desk.go("payouts")
    assert "Paid and signed" in desk.row("payouts.table", "O-0001")


@pytest.mark.parametrize("ways", ["form", "page"])
def test_numbers_have_no_gaps_and_each_series_counts_for_itself(aid_desk: Hand, ways: str) -> None:
    desk = aid_desk
    for count, language in enumerate(("English", "Беларуская", "English"), 1):
        if ways == "form":
            desk.go("donations")
            if desk.is_there("form.back"):
                desk.click("form.back")
            desk.click("donations.first_new" if count == 1 else "donations.new")
            desk.pick("donation.campaign", "C-0001")
            desk.write("donation.gross", f"{count}0")
            desk.click("donation.issue_now")
            desk.choose("donation.language", language)
            desk.click("form.save")
            assert desk.problem("donation.donor"), "nobody to give a receipt to: no number is taken"
            desk.pick("donation.donor", "Baker")
            desk.click("form.save", double=True)
        else:
            give(desk, f"{count}0", "Baker")
            desk.prompts.will_answer(desk.in_dialog(lambda language=language: issue(desk, language)))
            desk.click("donation.issue")
    desk.go("documents")
    assert sorted(row[0] for row in desk.rows("documents.table")) == [f"DR/2026/000{count}" for count in (1, 2, 3)]


def test_a_printer_that_is_not_chosen_uses_nothing_up(aid_desk: Hand) -> None:
    desk = aid_desk
    give(desk, "10", "Baker")
    desk.prompts.will_answer(desk.in_dialog(lambda: issue(desk, "English")))
    desk.click("donation.issue")
    desk.prompts.will_answer(None)
    desk.click("document.print")
    assert "the first print or file is the original" in desk.text("document.words")
    desk.prompts.will_answer(False)
    desk.click("document.print")
    assert "printer" in desk.said("document")
    assert desk.prompts.printed == []
    assert "copy 1" in desk.text("document.words"), "paper may have come out: what follows is a copy"
