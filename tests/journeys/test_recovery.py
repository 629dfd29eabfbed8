"""A new office prints its recovery papers; the passphrase is forgotten, and two of the papers set a new one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pypdf import PdfReader
from PySide6.QtGui import QAction

from desktop.ui.recovery.dialogs import PapersDialog
from tests.journeys.conftest import unlocked
from tests.journeys.test_vault import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand

FRESH = "violet harvest quiet marble window"


def make_office(hand: Hand, folder: Path) -> list[str]:
    """Make an office with its papers, print them, and read the digits off the sheets."""

    def print_them() -> None:
        assert isinstance(hand.front, PapersDialog)
        hand.click("recovery_papers.print")
        hand.click("recovery_papers.close")

    hand.click("welcome.new")
    hand.click("create.next")
    hand.write("create.organisation.name", "Lantern Aid")
    hand.click("create.next")
    hand.write("create.folder", str(folder))
    hand.write("create.passphrase", PASSPHRASE)
    hand.write("create.again", PASSPHRASE)
    hand.click("create.next")
    hand.prompts.will_answer(hand.in_dialog(print_them), True)
    hand.click("create.make")
    hand.wait_for("nav.home")
    return [digits_of(page.extract_text()) for page in PdfReader(io.BytesIO(hand.prompts.printed[0])).pages]


def digits_of(page: str) -> str:
    """Read the twelve groups of six digits off a sheet, as a person would."""
    groups = [word for word in page.split() if len(word) == 6 and word.isdigit()]
    assert len(groups) == 12
    return " ".join(groups)


def test_two_printed_papers_open_the_office_after_the_passphrase_was_forgotten(begin: Begin, tmp_path: Path) -> None:
    hand = begin()
    one, two, three = make_office(hand, tmp_path / "office")
    assert hand.sees("never tried")
    assert not [each for each in tmp_path.rglob("*") if one.split()[2].encode() in _bytes(each)]

    def rehearse() -> None:
        hand.write("rehearse_recovery.part_1", one)
        hand.write("rehearse_recovery.part_2", one)
        hand.click("rehearse_recovery.do")
        assert "part 1 twice" in hand.problem("rehearse_recovery.part_2")
        hand.write("rehearse_recovery.part_2", two)
        hand.click("rehearse_recovery.do")

    hand.prompts.will_answer(hand.in_dialog(rehearse))
    hand.window.findChild(QAction, "menu.rehearse_recovery").trigger()
    hand.settle()
    assert hand.sees("The two parts open this vault.")
    assert not hand.sees("never tried")

    hand.click("window.lock")
    hand.click("lock.forgotten")
    hand.write("recover.part_1", three[:-1])
    hand.write("recover.part_2", two)
    hand.click("recover.next")
    assert "here are 71" in hand.problem("recover.part_1")
    hand.write("recover.part_1", three)
    hand.click("recover.next")
    hand.write("recover.passphrase", FRESH)
    hand.write("recover.again", FRESH)
    hand.click("recover.set")
    hand.wait_for("nav.home")
    place = hand.program.place
    assert place is not None
    with place.office.work() as work:
        told = [link.record.verb for link, _hash in work.journal.links()]
    assert told == ["office.created", "recovery.made", "recovery.rehearsed", "recovery.used", "user.key"]

    hand.click("window.lock")
    hand.write("lock.passphrase", PASSPHRASE)
    hand.click("lock.unlock")
    assert hand.sees("The passphrase is not the right one.")
    unlocked(hand, FRESH)
    assert hand.sees("Lantern Aid")


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
