"""A voucher is printed, signed, photographed and given back in the real window: the payout is signed; and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.test_money import give
from tests.services.paper_kit import photographed, printed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.hand import Hand


def test_a_photographed_voucher_comes_back(aid_desk: Hand, tmp_path: Path) -> None:
    desk = aid_desk
    give(desk, "500")
    desk.go("payouts")
    desk.click("payouts.first_new")
    desk.pick("payout.campaign", "C-0001")
    desk.write("payout.pay_1", "450.5")
    desk.click("payout.issue_now")
    desk.click("form.save")
    desk.prompts.will_answer(True)
    desk.click("document.print")
    photo = tmp_path / "IMG_0001.jpg"
    photo.write_bytes(photographed(printed(desk.prompts.printed[0])))
    desk.go("documents")
    desk.prompts.will_answer((photo,))
    desk.click("documents.scans")
    assert desk.sees("1 page is filed to its document.")
    desk.point("documents.table", "PV/2026/0001")
    assert desk.sees("PV/2026/0001 · Signed")
    desk.go("payouts")
    assert "Paid and signed" in desk.row("payouts.table", "O-0001")

    def take_off() -> None:
        desk.prompts.will_answer("The photo is blurred")
        desk.click("scan.take_off")
        desk.click("scan.close")

    desk.go("documents")
    desk.prompts.will_answer(desk.in_dialog(take_off))
    desk.click("document.scan")
    assert desk.sees("1 to file…")
    desk.go("payouts")
    assert "Paid and signed" not in desk.row("payouts.table", "O-0001")
