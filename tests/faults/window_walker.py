"""The walk through the real window with marked words in every place for a word; it is killed where it says so.

    python -m tests.faults.window_walker PLACE work LANGUAGE     a new office, all of the work, half a form, the lock
    python -m tests.faults.window_walker PLACE again LANGUAGE    unlocked again, the draft taken up, more typed
    python -m tests.faults.window_walker PLACE spill LANGUAGE    the control: marked words are written to the disk

The program is started by its own front door, as `python -m desktop` does it; a hand clicks and types in it, and answers
the system's file choosers. Only the cost of guessing the passphrase is the tests'. At its end it says its number,
and waits to be killed.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
)

from desktop import __main__ as front_door
from desktop.app import program as running
from desktop.domain.people import NameUse
from desktop.ui.below import below
from desktop.ui.draft_strip import DraftStrip
from desktop.vault import keys
from tests.faults.hunting import forms
from tests.faults.quick_hand import QuickHand
from tests.journeys.hand import CONTROL
from tests.services.office_kit import CHEAP

STEMS = (
    "Kanarmark",
    "kanarmark",
    "KANARMARK",
    "Канармарк",
    "канармарк",
    "КАНАРМАРК",
    "7345612",
    "734 56 12",
    "3456 1277",
)
"""What stands in all that is typed below, in every way in which a program may write it."""
LATIN_STEM, LOCAL_STEM = "Kanarmark", "Канармарк"
SCRIPTS = {LATIN_STEM: "Latin", LOCAL_STEM: "Cyrillic"}
PASSPHRASE = "kanarmark river seven lantern"
LOCAL, LATIN, ALIAS = "Зоська Канармарк", "Zoska Kanarmark", "Kanarmark Swallow"
PHONE, IBAN = "+375297345612", "LT531000000734561277"
STORY = "She left her kanarmark loom behind"
PAGE = f"""Help the invented weaver {LATIN}

  • Story

{STORY}, and {LOCAL} with it.

How much is needed?

€2000

€500 — warm kanarmark clothes
€1500 — room rental

Collected:
€ 683 in 2 000
"""
TABLE = f"Name;Phone;Born\n{LOCAL};{PHONE};soon\nKanarmark Other;12;31.31.31\n"
PAGES = "kanarmark folder"
HALF, MORE = "half a kanarmark", " and more"
LANGUAGES = {"en": "English", "be": "Беларуская", "ru": "Русский", "uk": "Українська", "pl": "Polski", "lt": "Lietuvių"}


class Walk:
    """One walk, step by step."""

    def __init__(self, program: running.Program, place: Path, language: str) -> None:
        self.program, self.place, self.language = program, place, language
        self.vault, self.pages, self.exports = place / "vault", place / "pages" / PAGES, place / "exports" / PAGES
        self.hand = QuickHand(program)

    def begin(self, part: str) -> None:
        """Do one step after the other, each from the program's own loop: there a slot that breaks is heard."""
        self.program.window.resize(1366, 768)
        self.hand.come_forward()
        parts = {"again": ("unlock", "take_up"), "spill": ("spill",)}
        work = (
            "office",
            "person",
            "files",
            "tables",
            "campaign",
            "money",
            "looks",
            "broken_slot",
            "crash",
            "half",
            "lock",
        )
        self.go_on(list(parts.get(part, work)))

    def go_on(self, steps: list[str]) -> None:
        began = time.monotonic()
        try:
            getattr(self, steps[0])()
        except BaseException:  # noqa: BLE001 - the walk is over, and says why
            traceback.print_exc()
            os._exit(3)
        print(f"done {steps[0]} {time.monotonic() - began:.1f}", flush=True)
        if steps[1:]:
            QTimer.singleShot(50, self.program, lambda: self.go_on(steps[1:]))
        else:
            print(f"waits {os.getpid()}", flush=True)

    # ------------------------------------------------------------------ the steps

    def office(self) -> None:
        hand = self.hand
        hand.choose("welcome.language", LANGUAGES[self.language])
        hand.click("welcome.new")
        hand.click("create.next")
        self.write("create.organisation.name", "Kanarmark Aid")
        hand.click("create.next")
        self.write("create.folder", str(self.vault))
        self.write("create.passphrase", PASSPHRASE)
        self.write("create.again", PASSPHRASE)
        hand.click("create.next")
        hand.click("create.papers")
        hand.click("create.make")
        hand.wait_for("nav.home")

    def person(self) -> None:
        """A person in full, an edit of her, and that edit taken back."""
        hand = self.hand
        hand.go("people")
        hand.click("people.first_new")
        for field, text in (
            ("alias", ALIAS),
            ("name_local", LOCAL),
            ("name_latin", LATIN),
            ("city", "Kanarmark"),
            ("address", "Kanarmark street 5"),
            ("phone", PHONE),
            ("email", "kanarmark@example.org"),
            ("iban", IBAN),
            ("account_holder", "Kanarmark Holder"),
            ("notes", "a kanarmark note"),
        ):
            self.write(f"person.{field}", text)
        hand.click("form.save")
        hand.open_row("people.table", "P-0001")
        self.write("person.notes", "another kanarmark note")
        hand.click("form.save")
        hand.key(Qt.Key.Key_Z, CONTROL)
        hand.open_row("people.table", "P-0001")
        assert hand.text("person.notes") == "a kanarmark note", hand.text("person.notes")

    def files(self) -> None:
        """A file of hers is added, and one that is none is refused."""
        self.hand.chooses("files.add", self.pages / "kanarmark-scan.pdf")
        self.hand.chooses("files.add", self.pages / "kanarmark-broken.pdf")
        assert self.hand.said("files")
        self.hand.click("form.back")

    def tables(self) -> None:
        """A file that is no table, then one with rows that are refused; the import is left."""
        hand = self.hand
        hand.click("people.import")
        self.hand.chooses("table.choose_file", self.pages / "kanarmark.xlsx")
        self.hand.chooses("table.choose_file", self.pages / "kanarmark.csv")
        hand.click("table.next")
        self.hand.in_front(
            lambda question: next(
                each for each in question.findChildren(QAbstractButton) if each.objectName() == "dialog.do"
            ).click()
        )
        hand.click("form.cancel")
        hand.wait_for("people.table")

    def campaign(self) -> None:
        hand = self.hand
        hand.go("campaigns")
        hand.click("campaigns.first_import")
        hand.paste("import.text", PAGE)
        hand.click("import.read")
        hand.click("import.owner_new")
        self.write("import.alias", "Kanarmark Weaver")
        hand.click("form.save")
        hand.click("campaign.other_titles")
        self.write("campaign.title_uk", f"Допомога {LOCAL}")
        hand.click("form.save")

    def money(self) -> None:
        hand = self.hand
        hand.go("donations")
        hand.click("donations.new")
        hand.pick("donation.campaign", "C-0001")
        hand.pick("donation.donor", "P-0001")
        self.write("donation.gross", "900")
        self.write("donation.reference", "kanarmark 77")
        hand.click("donation.issue_now")
        names = hand.find("donation.name_use", QComboBox)  # a new office names nobody without consent
        names.setCurrentIndex(list(NameUse)[::-1].index(NameUse.CODE))
        hand.click("form.save")
        self.hand.chooses("document.save", self.exports / "receipt.pdf")
        hand.go("payouts")
        hand.click("payouts.first_new")
        hand.pick("payout.campaign", "C-0001")
        hand.pick("payout.payee", "P-0001")
        self.write("payout.pay_1", "120")
        self.write("payout.purpose", "kanarmark for the mother")
        hand.click("form.save")

    def looks(self) -> None:
        """Words that are searched for, rows and a text that are copied, a record put away."""
        hand = self.hand
        hand.go("people")
        self.write("people.filter", "kanarmark")
        hand.point("people.table", "P-0001")
        hand.key(Qt.Key.Key_C, CONTROL)
        assert "Канармарк" in QApplication.clipboard().text()
        self.write("people.filter", "kanarmark nobody")
        hand.key(Qt.Key.Key_A, CONTROL)
        hand.key(Qt.Key.Key_C, CONTROL)
        self.write("people.filter", "")
        hand.key(Qt.Key.Key_K, CONTROL)
        hand.wait_for("palette.query")
        hand.keys("kanarmark s")
        hand.rest()
        hand.key(Qt.Key.Key_Return)
        assert hand.text("person.alias") == ALIAS

    def broken_slot(self) -> None:
        """What nobody foresaw, in a slot: it is heard once this step is over."""

        def broken() -> None:
            raise RuntimeError(f"a slot broke over {LATIN}") from ValueError(LOCAL)

        QTimer.singleShot(0, self.program, broken)

    def crash(self) -> None:
        """And in the worker; details of both are copied, as for a letter to the makers."""

        def broken() -> None:
            raise KeyError(LOCAL, PHONE)

        self.copies_details("RuntimeError")
        self.program.tasks.run(broken)
        self.hand.settle()
        self.copies_details("KeyError")

    def copies_details(self, kind: str) -> None:
        shown = [each for each in below(self.program.window, QAbstractButton) if each.isVisible()]
        next(each for each in shown if each.objectName().endswith(".banner_details")).click()
        details = QApplication.clipboard().text()
        assert kind in details, details
        print(f"details {details!r}", flush=True)

    def half(self) -> None:
        """A form that is not finished, and is kept."""
        hand = self.hand
        hand.go("people")
        hand.click("people.new")
        self.write("person.name_local", LOCAL)
        self.write("person.notes", HALF)
        self.kept()

    def lock(self) -> None:
        self.hand.key(Qt.Key.Key_L, CONTROL)
        self.hand.wait_for("lock.passphrase")

    def unlock(self) -> None:
        hand = self.hand
        for passphrase in ("another kanarmark", PASSPHRASE):
            self.write("lock.passphrase", passphrase)
            hand.click("lock.unlock")
        hand.wait_for("nav.home")

    def take_up(self) -> None:
        """The half of a form is offered; more is typed into it."""
        strip = self.program.window.findChild(DraftStrip)
        assert isinstance(strip, DraftStrip)
        strip.open_button.click()
        self.hand.settle()
        assert self.hand.text("person.notes") == HALF
        self.write("person.notes", HALF + MORE)
        self.kept()

    def spill(self) -> None:
        """What must be found: a workbook by a library, one file for each form of a mark, some of them deleted again."""
        import openpyxl

        book = openpyxl.Workbook()
        assert book.active is not None
        book.active["A1"] = LOCAL
        book.save(os.devnull)  # it writes its sheets to the temporary folder first
        folder = Path(os.environ["TMPDIR"])
        book.save(folder / "left.xlsx")
        for mark in (LATIN_STEM, LOCAL_STEM):
            for name, needles in forms(mark).items():
                for place, needle in enumerate(needles):
                    file = folder / f"{SCRIPTS[mark]} {name} {place}"
                    file.write_bytes(b"before" + needle + b"after")
                    if len(needle) % 2:
                        file.unlink()

    # ------------------------------------------------------------------ helps

    def write(self, name: str, text: str) -> None:
        """Type into a field as a hand does that is in no hurry to look what comes of it."""
        field = self.hand.find(name)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, CONTROL)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        self.hand.keys(text)

    def kept(self) -> None:
        workspace = self.program.window.workspace
        assert workspace is not None
        form = workspace.pages["people"].open_form()
        assert form is not None
        self.hand.qtbot.waitUntil(lambda: form.drafting.kept and self.program.tasks.idle, timeout=60_000)
        QTest.qWait(2_500)  # what was typed last is kept too
        self.hand.settle()


def main(place: str, part: str, language: str) -> int:
    keys.FLOOR = CHEAP
    keys.calibrate = lambda *_all, **_named: CHEAP

    class Walked(running.Program):
        def _begin(self) -> None:
            super()._begin()
            QTimer.singleShot(200, self, lambda: Walk(self, Path(place), language).begin(part))

    running.Program = Walked  # type: ignore[misc]
    return front_door.main([])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
