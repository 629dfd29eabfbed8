"""Files on the page of what they belong to: chosen, dropped or pasted, refused in words, seen, saved, removed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, cast

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from desktop.domain.attachments import JPEG, LARGEST_FILE, PDF, AttachmentKind
from desktop.domain.people import PersonCategory
from desktop.domain.roles import Role
from desktop.i18n import use_language
from desktop.services import attachments
from desktop.services.erasing import erase_person
from desktop.services.history import history
from desktop.services.roles import set_roles
from desktop.services.undo_words import instead_words
from desktop.ui.campaigns.form import CampaignForm
from desktop.ui.changes import Topic
from desktop.ui.documents.panel import DocumentPanel
from desktop.ui.documents.scan_dialog import ScanDialog
from desktop.ui.donations.record import DonationPage
from desktop.ui.files.dialog import FilesDialog
from desktop.ui.files.viewer import FileDialog
from desktop.ui.payouts.record import PayoutPage
from desktop.ui.people.form import PersonForm
from tests.intake.strange_files import locked_pdf, pages_as_tiff, pdf, picture, png_that_says
from tests.services.office_kit import PASSPHRASE
from tests.services.paper_kit import photographed, printed
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named
from tests.ui.money import make_fund

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.ui.files.panel import FilesPanel
    from desktop.ui.shared.form_page import FormPage
    from tests.ui.desk import Desk

VOUCHER = "PV/2026/0001"


@pytest.fixture
def paid(desk: Desk) -> Desk:
    """An office with a campaign, a donation D-0001 and a payout O-0001 with its voucher."""
    fund = make_fund(desk)
    desk.kit.give(fund.code, "600", fund.donor)
    desk.kit.pay(fund.code, fund.beneficiary, {1: "100"}, voucher="be")
    return desk


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(1140, 720)
    widget.show()
    assert_named(widget)


def come_forward(qtbot: QtBot, widget: QWidget) -> None:
    """Let keys of a whole window reach it."""
    widget.window().activateWindow()
    qtbot.waitUntil(widget.window().isActiveWindow)


def payout(qtbot: QtBot, desk: Desk) -> FilesPanel:
    page = PayoutPage(desk.place, "O-0001")
    show(qtbot, page)
    return page.files


def add(desk: Desk, panel: FilesPanel, *paths: Path) -> None:
    desk.prompts.will_answer(paths)
    panel.add_button.click()


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def chosen(panel: FilesPanel, row: int = 0) -> None:
    panel.grid.choose(row)


def drop(target: QWidget, data: QMimeData) -> bool:
    """Drag something over a widget and let it go there; whether it was taken."""
    where, button, keys = QPointF(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, button, keys)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(where, Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(target, event)
    return True


def files_data(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


# ------------------------------------------------------------------------------------------------- where it stands


def test_each_page_has_its_files(qtbot: QtBot, paid: Desk, tmp_path: Path) -> None:
    pages: list[FormPage] = [
        PersonForm(paid.place, "P-0001"),
        PayoutPage(paid.place, "O-0001"),
        DonationPage(paid.place, "D-0001"),
        CampaignForm(paid.place, "C-0001"),
    ]
    for at, page in enumerate(pages):
        show(qtbot, page)
        panel = cast("FilesPanel", page.files)  # type: ignore[attr-defined]  # each of these has them
        add(paid, panel, file(tmp_path, f"{at}.png", picture((300 + at, 200), "PNG")))
        assert len(panel.files) == 1, page.code
        assert panel.grid.isVisibleTo(page)
        assert not page.dirty


def test_what_is_not_stored_yet_says_so_calmly(qtbot: QtBot, desk: Desk) -> None:
    for form in (PersonForm(desk.place, None), CampaignForm(desk.place, None)):
        show(qtbot, form)
        panel = form.files
        assert panel.lead.text() == "Save first: then files can be added here."
        assert not panel.add_button.isVisibleTo(form)
        panel.take((b"x",))
        panel.paste()
        assert panel.files == ()


def test_an_empty_panel_says_what_to_do(qtbot: QtBot, paid: Desk) -> None:
    panel = payout(qtbot, paid)
    assert "Ctrl+V" in panel._hint.text()
    assert "20 MB" in panel._hint.text()
    assert panel._empty.isVisibleTo(panel)
    assert not panel.grid.isVisibleTo(panel)
    assert not panel.open_button.isVisibleTo(panel)


def test_without_names_nothing_is_shown_or_taken(qtbot: QtBot, paid: Desk, tmp_path: Path, tasks: InlineTasks) -> None:
    attachments.attach(paid.office, "O-0001", AttachmentKind.INVOICE, picture())
    desk = desk_without_names(paid, tasks)
    try:
        panel = payout(qtbot, desk)
        assert "you have no key to" in panel.lead.text()
        assert panel.files == ()
        assert not drop(panel, files_data(file(tmp_path, "a.jpg", picture())))
        panel.paste()
        paper = DocumentPanel(desk.place)
        show(qtbot, paper)
        paper.show_number(VOUCHER)
        assert not paper.files_button.isVisibleTo(paper)
    finally:
        desk.office.close()


def test_a_viewer_sees_and_cannot_change(qtbot: QtBot, paid: Desk, tmp_path: Path) -> None:
    attachments.attach(paid.office, "O-0001", AttachmentKind.INVOICE, picture())
    set_roles(paid.office, paid.office.user, frozenset({Role.ADMINISTRATOR}))
    panel = payout(qtbot, paid)
    qtbot.waitUntil(lambda: not panel.add_button.isEnabled())
    chosen(panel)
    assert panel.open_button.isEnabled()
    assert not panel.remove_button.isEnabled()
    assert "role" in panel.add_button.toolTip()
    panel.remove()
    panel.paste()
    assert not drop(panel, files_data(file(tmp_path, "a.jpg", picture((50, 50)))))
    assert len(panel.files) == 1


# ------------------------------------------------------------------------------------------------- ways of adding


def test_files_are_chosen(qtbot: QtBot, paid: Desk, tmp_path: Path) -> None:
    panel = payout(qtbot, paid)
    add(paid, panel, file(tmp_path, "Jan.jpg", picture()), file(tmp_path, "Faktura.pdf", pdf(3)))
    assert panel.banner.text.startswith("2 files are added.")
    assert "“Remove…”" in panel.banner.text
    assert panel.lead.text() == "2 files"
    first, second = panel.files
    assert (first.file.kind, first.file.media, first.file.name) == (
        AttachmentKind.INVOICE,
        JPEG,
        "O-0001-invoice-1.jpg",
    )
    assert (second.file.media, second.file.pages) == (PDF, 3)
    assert first.added_by
    assert Topic.FILES in paid.heard[-1]
    panel.kind.setCurrentIndex(1)
    add(paid, panel, file(tmp_path, "other.png", picture((90, 90), "PNG")))
    assert panel.files[-1].file.kind is AttachmentKind.OTHER
    add(paid, panel)  # cancelled
    assert len(panel.files) == 3


def test_files_are_dropped_on_the_panel_and_on_the_page(qtbot: QtBot, paid: Desk, tmp_path: Path) -> None:
    page = PayoutPage(paid.place, "O-0001")
    show(qtbot, page)
    assert drop(page, files_data(file(tmp_path, "a.JPG", picture())))
    assert drop(page.files, files_data(file(tmp_path, "no ending", picture((50, 60)))))
    assert len(page.files.files) == 2
    assert not drop(page, files_data(file(tmp_path, "people.xlsx", b"PK")))  # the section's own to take
    far = QMimeData()
    far.setUrls([QUrl("https://example.org/a.jpg")])
    assert not drop(page.files, far)


def test_a_picture_is_pasted(qtbot: QtBot, paid: Desk) -> None:
    panel = payout(qtbot, paid)
    data = QMimeData()
    data.setData("image/png", picture((120, 80), "PNG"))
    QGuiApplication.clipboard().setMimeData(data)
    come_forward(qtbot, panel)
    panel.add_button.setFocus()
    QTest.keyClick(panel.add_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [each.file.media for each in panel.files] == [JPEG]
    (kept,) = attachments.attachment_pages(paid.office, panel.files[0].file.number)
    assert Image.open(io.BytesIO(kept)).size == (120, 80)
    panel.paste_button.click()
    assert "The pasted picture: " in panel.banner.text
    assert "attached to O-0001 already" in panel.banner.text


def test_a_picture_without_bytes_is_made_one(qtbot: QtBot, paid: Desk) -> None:
    shot = QImage(QSize(120, 80), QImage.Format.Format_RGB32)
    shot.fill(Qt.GlobalColor.darkGreen)
    data = QMimeData()
    data.setImageData(shot)
    panel = payout(qtbot, paid)
    assert drop(panel, data)
    (kept,) = attachments.attachment_pages(paid.office, panel.files[0].file.number)
    assert Image.open(io.BytesIO(kept)).size == (120, 80)


def test_the_bytes_of_a_copied_picture_go_to_the_helper_as_they_are(qtbot: QtBot, paid: Desk) -> None:
    panel = payout(qtbot, paid)
    data = QMimeData()
    data.setData("image/png", b"no picture at all")
    QGuiApplication.clipboard().setMimeData(data)
    panel.paste()
    assert panel.files == ()
    assert "The pasted picture: " in panel.banner.text


def test_files_are_pasted_and_words_are_not(qtbot: QtBot, paid: Desk, tmp_path: Path) -> None:
    panel = payout(qtbot, paid)
    QGuiApplication.clipboard().setMimeData(files_data(file(tmp_path, "a.pdf", pdf())))
    panel.paste_button.click()
    assert len(panel.files) == 1
    QGuiApplication.clipboard().setText("words")
    panel.paste_button.click()
    assert panel.banner.text == "Nothing to paste here: copy a picture or files first."
    QGuiApplication.clipboard().clear()
    panel.paste_button.click()
    assert len(panel.files) == 1


# ------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("large.pdf", b"%PDF" + b"0" * LARGEST_FILE, "larger than 20 MB"),
        ("words.txt", b"words", "picture"),
        ("bomb.png", png_that_says(50_000, 50_000), "large"),
        ("several.tiff", pages_as_tiff(2), "several"),
        ("locked.pdf", locked_pdf(), "pass"),
        ("empty.jpg", b"", "empty"),
    ],
)
def test_what_is_refused_is_said_by_its_name(
    qtbot: QtBot, paid: Desk, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    panel = payout(qtbot, paid)
    add(paid, panel, file(tmp_path, name, data), file(tmp_path, "good.jpg", picture()))
    assert panel.banner.text.startswith(f"1 file is added. {name}: ")
    assert said in panel.banner.text
    assert len(panel.files) == 1
    assert not panel.busy


def test_nothing_added_says_so(qtbot: QtBot, paid: Desk, tmp_path: Path) -> None:
    panel = payout(qtbot, paid)
    add(paid, panel, tmp_path / "gone.jpg", tmp_path)
    assert panel.banner.text.startswith("Nothing was added. gone.jpg: ")
    assert panel.banner.property("kind") == "error"


def test_an_erased_person_shows_no_files(qtbot: QtBot, desk: Desk) -> None:
    desk.kit.person("Weaver", PersonCategory.BENEFICIARY)
    erase_person(desk.office, "P-0001", PASSPHRASE)
    form = PersonForm(desk.place, "P-0001")
    show(qtbot, form)
    assert not form.files.isVisibleTo(form)


# ------------------------------------------------------------------------------------------------- looking, saving


def test_pictures_are_seen_small_and_told_whole(qtbot: QtBot, paid: Desk) -> None:
    attachments.attach(paid.office, "O-0001", AttachmentKind.INVOICE, picture((600, 400)))
    panel = payout(qtbot, paid)
    index = panel.grid.files.index(0)
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("O-0001-invoice-1.jpg, Invoice, Picture, ")
    assert panel.files[0].added_by in spoken
    painted = panel.grid.grab().toImage()
    assert painted.width() > 0
    use_language("be")
    assert "Invoice" not in panel.grid.files.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_enter_opens_a_picture_without_a_file(qtbot: QtBot, paid: Desk) -> None:
    attachments.attach(paid.office, "O-0001", AttachmentKind.INVOICE, picture((600, 400)))
    panel = payout(qtbot, paid)
    seen: list[FileDialog] = []

    def look(dialog: QDialog) -> bool:
        assert isinstance(dialog, FileDialog)
        show(qtbot, dialog)
        seen.append(dialog)
        assert dialog.view.shows
        wide = dialog.view._label.pixmap().width()
        dialog.larger.click()
        assert dialog.view._label.pixmap().width() > wide
        dialog.smaller.click()
        dialog.smaller.click()
        assert dialog.view._label.pixmap().width() < wide
        dialog.fit.click()
        assert dialog.view._label.pixmap().width() == wide
        dialog.close_button.click()
        return True

    chosen(panel)
    paid.prompts.will_answer(look)
    QTest.keyClick(panel.grid, Qt.Key.Key_Return)
    assert seen
    assert not seen[0].before_button.isVisibleTo(seen[0])


def test_a_pdf_is_turned_page_by_page(qtbot: QtBot, paid: Desk) -> None:
    added = attachments.attach(paid.office, "O-0001", AttachmentKind.INVOICE, pdf(3))
    dialog = FileDialog(paid.place, added)
    show(qtbot, dialog)
    assert dialog.words.text() == "Page 1 of 3"
    assert len(dialog.pages) == 3
    come_forward(qtbot, dialog)
    dialog.next_button.click()
    QTest.keyClick(dialog, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert dialog.words.text() == "Page 3 of 3"
    assert not dialog.next_button.isEnabled()
    dialog.turn(1)
    QTest.keyClick(dialog, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert dialog.words.text() == "Page 2 of 3"
    dialog.reject()


def test_a_copy_is_saved_and_the_history_tells_it(qtbot: QtBot, paid: Desk, tmp_path: Path) -> None:
    data = pdf()
    attachments.attach(paid.office, "O-0001", AttachmentKind.INVOICE, data)
    panel = payout(qtbot, paid)
    chosen(panel)
    paid.prompts.will_answer(None)
    panel.save_button.click()
    target = tmp_path / "copy.pdf"
    paid.prompts.will_answer(target)
    panel.save_button.click()
    assert paid.prompts.asked[-1][-1] == "O-0001-invoice-1.pdf"
    assert target.read_bytes() == data
    assert "unencrypted" in panel.banner.text
    assert history(paid.office, "O-0001")[-1].verb == "attachment.handed_out"
    paid.prompts.will_answer(tmp_path / "nowhere" / "x.pdf")
    panel.save_button.click()
    assert panel.banner.property("kind") == "error"


# ------------------------------------------------------------------------------------------------- removing


def test_del_removes_with_a_reason(qtbot: QtBot, paid: Desk, tmp_path: Path) -> None:
    panel = payout(qtbot, paid)
    add(paid, panel, file(tmp_path, "a.jpg", picture()), file(tmp_path, "b.jpg", picture((70, 70))))
    assert paid.office.steps.past.last is not None
    assert "Remove…" in instead_words(paid.office.steps.past.last)  # type: ignore[arg-type]
    chosen(panel)
    paid.prompts.will_answer(None)
    QTest.keyClick(panel.grid, Qt.Key.Key_Delete)
    assert len(panel.grid.files.files) == 2
    paid.prompts.will_answer("It was somebody else's")
    QTest.keyClick(panel.grid, Qt.Key.Key_Delete)
    assert [each.file.name for each in panel.grid.files.files] == ["O-0001-invoice-2.jpg"]
    assert "is removed. Its content is gone for good." in panel.banner.text
    assert panel.grid.current is not None
    assert panel.gone_button.text() == "1 removed file"
    panel.gone_button.click()
    assert panel.gone.isVisibleTo(panel)
    assert panel.gone.text().endswith(": It was somebody else's")
    assert "add it again" in instead_words(paid.office.steps.past.last)  # type: ignore[arg-type]
    panel.gone_button.click()
    assert not panel.gone.isVisibleTo(panel)


def test_the_menu_says_what_the_buttons_say(qtbot: QtBot, paid: Desk) -> None:
    attachments.attach(paid.office, "O-0001", AttachmentKind.INVOICE, picture())
    panel = payout(qtbot, paid)
    assert panel.grid.current is not None, "the first is chosen, so that Enter opens it"
    entries = [each.text() for each in panel.menu().actions() if each.text()]
    assert entries == ["Look at it", "Save a copy…", "Remove…", "Add files…", "Paste"]
    assert all(each.isEnabled() for each in panel.menu().actions() if each.text())
    panel.grid.clearSelection()
    assert [each.text() for each in panel.menu().actions() if each.text() and each.isEnabled()] == entries[3:]


def test_a_documents_files_and_its_signed_scan(qtbot: QtBot, paid: Desk, tmp_path: Path) -> None:
    from desktop.services import scans
    from desktop.services.documents import view_document

    photo = file(tmp_path, "IMG.jpg", photographed(printed(view_document(paid.office, VOUCHER))))
    scans.take_scans(paid.office, (photo,))
    paper = DocumentPanel(paid.place)
    show(qtbot, paper)
    paper.show_number(VOUCHER)
    assert paper.files_button.text() == "Files (1)…"

    def work(dialog: QDialog) -> bool:
        assert isinstance(dialog, FilesDialog)
        show(qtbot, dialog)
        panel = dialog.panel
        assert drop(dialog, files_data(file(tmp_path, "letter.pdf", pdf())))
        assert len(panel.files) == 2
        chosen(panel)
        panel.remove_button.click()
        assert "taken off where the signed scans are shown" in panel.banner.text
        offered = panel.banner.findChild(QPushButton, "files.banner_action")
        assert offered is not None
        paid.prompts.will_answer(lambda scan: isinstance(scan, ScanDialog))
        offered.click()
        dialog.close_button.click()
        return True

    paid.prompts.will_answer(work)
    paper.files_button.click()
    assert paper.files_button.text() == "Files (2)…"
