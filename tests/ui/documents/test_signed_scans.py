"""Signed scans in the window: dropped or chosen, filed, told; the tray; a scan seen and taken off."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest
import segno
from PIL import Image, ImageEnhance
from PySide6.QtCore import QMimeData, QUrl

from desktop.domain.receipts import DocumentState
from desktop.domain.scans import Waits
from desktop.services import scans
from desktop.services.documents import load_document, view_document
from desktop.services.history import history
from desktop.ui.documents.page import DocumentsPage
from tests.intake.strange_files import picture
from tests.services.office_kit import Kit, make_office
from tests.services.paper_kit import photographed, printed, scanned, two_on_a_sheet
from tests.ui.desk import desk_without_names
from tests.ui.kit import assert_named
from tests.ui.money import make_fund

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from pytestqt.qtbot import QtBot

    from desktop.ui.documents.audit import AuditDialog
    from desktop.ui.documents.scan_dialog import ScanDialog
    from desktop.ui.documents.tray import TrayDialog
    from tests.ui.desk import Desk
    from tests.ui.kit import InlineTasks

VOUCHER = "PV/2026/0001"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> DocumentsPage:
    fund = make_fund(desk)
    desk.kit.give(fund.code, "600", fund.donor)
    desk.kit.pay(fund.code, fund.beneficiary, {1: "100"}, voucher="be")
    made = DocumentsPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    return made


def photo(desk: Desk, tmp_path: Path, turn: float = 5) -> Path:
    path = tmp_path / f"IMG {turn}.jpg"
    path.write_bytes(photographed(printed(view_document(desk.office, VOUCHER)), turn=turn))
    return path


@dataclass
class Drag:
    """What Qt tells of a drag (its own events cannot be made without a warning)."""

    data: QMimeData
    accepted: bool = False

    def mimeData(self) -> QMimeData:
        return self.data

    def acceptProposedAction(self) -> None:
        self.accepted = True


def drop(page: DocumentsPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    entering = Drag(data)
    page.dragEnterEvent(cast("QDragEnterEvent", entering))
    assert entering.accepted
    page.dropEvent(cast("QDropEvent", Drag(data)))


def test_a_dropped_photo_makes_the_voucher_signed_and_can_be_taken_off(
    page: DocumentsPage, desk: Desk, tmp_path: Path
) -> None:
    drop(page, photo(desk, tmp_path))
    assert page.scan_banner.text.startswith("1 page is filed to its document.")
    assert load_document(desk.office, VOUCHER).state is DocumentState.SIGNED
    assert not page.tray_button.isVisible()
    page.open_code(VOUCHER)
    assert page.panel.scan_button.isVisible()

    def look(dialog: ScanDialog) -> bool:
        assert_named(dialog)
        assert dialog.view.shows
        assert dialog.words.text() == "Page 1 of 1"
        desk.prompts.will_answer("Another paper")
        dialog.off_button.click()
        assert dialog.scans == ()
        return True

    desk.prompts.will_answer(look)
    page.panel.scan_button.click()
    assert load_document(desk.office, VOUCHER).state is DocumentState.ISSUED
    assert page.tray_button.isVisible()
    assert [waiting.waits for waiting in scans.tray(desk.office)] == [Waits.TAKEN_OFF]


def test_what_finds_no_document_waits_and_is_filed_or_thrown_away(
    page: DocumentsPage, desk: Desk, tmp_path: Path
) -> None:
    paths = []
    for place, size in enumerate(((600, 400), (500, 500))):
        paths.append(tmp_path / f"blank {place}.jpg")
        paths[-1].write_bytes(picture(size))
    (tmp_path / "words.pdf").write_bytes(b"words")
    desk.prompts.will_answer((*paths, tmp_path / "words.pdf"))
    page.scan_button.click()
    assert "2 pages wait to be filed by hand." in page.scan_banner.text
    assert "words.pdf: The file is no picture" in page.scan_banner.text
    assert page.tray_button.text() == "2 to file…"

    def work(dialog: TrayDialog) -> bool:
        assert_named(dialog)
        assert dialog.list.count() == 2
        assert dialog.view.shows
        dialog.number.setText("PV/2026/0009")
        dialog.file_button.click()
        assert "PV/2026/0009" in dialog.banner.text
        assert dialog.number.text() == "PV/2026/0009", "what was typed stays"
        dialog.number.setText(VOUCHER)
        dialog.file_button.click()
        assert f"{VOUCHER} is filed as signed." in dialog.banner.text
        desk.prompts.will_answer(False, True)
        dialog.throw_button.click()
        assert dialog.list.count() == 1
        dialog.throw_button.click()
        assert dialog.list.count() == 0
        assert not dialog.file_button.isEnabled()
        return True

    desk.prompts.will_answer(work)
    page.tray_button.click()
    assert load_document(desk.office, VOUCHER).state is DocumentState.SIGNED
    assert not page.tray_button.isVisible()


def test_the_audit_of_numbers_is_seen_printed_and_saved(page: DocumentsPage, desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "audit.pdf"

    def look(dialog: AuditDialog) -> bool:
        assert_named(dialog)
        assert dialog.view.has_pdf
        desk.prompts.will_answer(True, target)
        dialog.print_button.click()
        dialog.save_button.click()
        assert dialog.banner.text == "It is saved as audit.pdf."
        dialog.first.write(desk.office.today() + timedelta(days=9))
        dialog.show_paper()
        assert not dialog.save_button.isEnabled()
        return True

    desk.prompts.will_answer(look)
    page.audit_button.click()
    assert target.read_bytes() == desk.prompts.printed[0]
    assert [line.verb for line in history(desk.office, "office")][-2:] == ["paper.printed", "paper.saved"]


def test_without_names_nothing_is_dropped(qtbot: QtBot, desk: Desk, tasks: InlineTasks) -> None:
    bare = desk_without_names(desk, tasks)
    page = DocumentsPage(bare.place)
    qtbot.addWidget(page)
    assert not page.acceptDrops()
    assert not page.scan_button.isEnabled()


def _jpeg(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=85)
    return written.getvalue()


def test_a_mixed_pile_is_told_file_by_file(page: DocumentsPage, desk: Desk, tmp_path: Path) -> None:
    """As it comes from phones and a scanner: askew, on its head, pale, two on a photo, twice, foreign, broken."""
    for _each in range(7):
        desk.kit.pay("C-0001", "P-0001", {1: "1"}, voucher="en")
    papers = [printed(view_document(desk.office, f"PV/2026/{at:04d}"), dots=150) for at in range(1, 9)]
    other = make_office(tmp_path / "other")
    kit = Kit(other)
    kit.give(kit.campaign("100").code, "90", kit.person("Oak"))
    kit.pay("C-0001", "P-0001", {1: "7"}, voucher="en")
    theirs = printed(view_document(other, VOUCHER), dots=150)
    other.close()
    foreign = io.BytesIO()
    segno.make("https://example.org/menu").save(foreign, kind="png", scale=8)
    pile = {
        "scan.pdf": scanned(papers[:2], dots=150),
        "askew.jpg": photographed(papers[2], turn=9),
        "head.jpg": photographed(papers[3], lying=3),
        "pale.jpg": _jpeg(ImageEnhance.Contrast(papers[4]).enhance(0.3)),
        "two.jpg": photographed(two_on_a_sheet(papers[5], papers[6]), turn=2),
        "side.jpg": _jpeg(papers[7].rotate(90, expand=True)),
        "again.jpg": b"",
        "menu.png": foreign.getvalue(),
        "theirs.jpg": _jpeg(theirs),
        "broken.jpg": b"no picture at all",
    }
    pile["again.jpg"] = pile["askew.jpg"]
    for name, data in pile.items():
        (tmp_path / name).write_bytes(data)
    drop(page, *(tmp_path / name for name in pile))
    said = page.scan_banner.text
    states = [load_document(desk.office, f"PV/2026/{at:04d}").state for at in range(1, 9)]
    assert states == [DocumentState.SIGNED] * 8, said
    assert said.startswith("8 pages are filed to their documents.")
    assert "2 pages wait to be filed by hand." in said
    assert "1 page was here already. (PV/2026/0003)" in said
    assert "broken.jpg:" in said
    assert sorted(each.document for each in scans.tray(desk.office)) == ["", VOUCHER]
    assert page.tray_button.text() == "2 to file…"
