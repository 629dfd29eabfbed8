"""Safe view in dialogs: F8 is heard in them, and none that is opened without names shows one, nor who works here."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from desktop.domain.attachments import AttachmentKind
from desktop.domain.consents import Purpose
from desktop.domain.errors import Refused
from desktop.domain.receipts import DocumentKind
from desktop.services.attachments import attach
from desktop.services.decisions import draw_note
from desktop.services.reports import WorkbookRequest
from desktop.services.settings import load_settings
from desktop.services.users import list_users, rename_user
from desktop.ui.campaigns.note_dialog import NoteDialog
from desktop.ui.documents.audit import AuditDialog
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.documents.scan_dialog import ScanDialog
from desktop.ui.documents.statement import StatementDialog
from desktop.ui.documents.tray import TrayDialog
from desktop.ui.files.dialog import FilesDialog
from desktop.ui.files.viewer import FileDialog
from desktop.ui.people.consent_dialogs import ConsentDialog
from desktop.ui.people.events import EventDialog
from desktop.ui.people.relations import RelationDialog
from desktop.ui.reports.books import BooksDialog
from desktop.ui.reports.forms import FormsDialog
from desktop.ui.reports.pack import PackDialog
from desktop.ui.settings.user_dialogs import AccessDialog, AddUserDialog, RemoveUserDialog
from desktop.ui.shared.history import HistoryDialog
from tests.intake.strange_files import pdf
from tests.journeys.conftest import unlocked
from tests.journeys.test_every_dialog import CAMPAIGN, GIFT, PERSON, Dialogs
from tests.journeys.test_safe_view import marked, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desktop.domain.attachments import Attachment
    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand

_SHORTEST = 4


@pytest.fixture
def hand(begin: Begin, sample_vault: Path, tmp_path: Path) -> Hand:
    return unlocked(begin(shutil.copytree(sample_vault, tmp_path / "Sample")))


def names_of(hand: Hand) -> set[str]:
    """Give what must not be seen: as on pages, and the names of who works here."""
    place = hand.program.place
    assert place is not None
    rename_user(place.office, place.office.user, "Alesia Kavalchuk")
    users = {user.name for user in list_users(place.office, removed=True) if len(user.name) >= _SHORTEST}
    assert users, "somebody works here"
    return marked(place.office) | users


def filed(hand: Hand) -> Attachment:
    """Put a paper to a document."""
    assert hand.program.place is not None
    return attach(hand.program.place.office, "PV/2026/0001", AttachmentKind.OTHER, pdf(3))


def dialogs(hand: Hand, folder: Path, file: Attachment) -> Iterator[tuple[str, Callable[[], QDialog]]]:
    """Give the dialogs that can be opened while names are hidden, and the same ones with names."""
    made, place, window = Dialogs(hand, folder), hand.program.place, hand.window
    assert place is not None
    office = place.office
    yield from made.of_the_shell()
    yield from made.of_money()
    for subject in (PERSON, GIFT, CAMPAIGN, "office", "users", "PV/2026/0001"):
        yield f"history of {subject}", lambda subject=subject: HistoryDialog(place, subject, window)  # type: ignore[misc]
    yield "audit", lambda: AuditDialog(place, window)
    yield "statement", lambda: StatementDialog(place, window)
    for subject, kind in ((GIFT, DocumentKind.DONATION_RECEIPT), ("O-0004", DocumentKind.PAYMENT_VOUCHER)):
        yield f"issue for {subject}", lambda subject=subject, kind=kind: IssueDialog(place, subject, kind)  # type: ignore[misc]
    yield "decision note", lambda: NoteDialog(place, "F-0001", draw_note(office, "F-0001"), window)
    yield "tray", lambda: TrayDialog(place, window)
    yield "files", lambda: FilesDialog(place, file.subject, window)
    yield "file", lambda: FileDialog(place, file, window)
    yield "scans", lambda: ScanDialog(place, "PV/2026/0001", window)
    yield "consent", lambda: ConsentDialog(place, PERSON, Purpose.DATA, window)
    yield "relation", lambda: RelationDialog(place, PERSON, None, window)
    yield "event", lambda: EventDialog(place, PERSON, None, window)
    yield "pack", lambda: PackDialog(WorkbookRequest((CAMPAIGN,)), window)
    yield "forms", lambda: FormsDialog(place, (CAMPAIGN,), window)
    accounting = load_settings(office).accounting
    yield "books", lambda: BooksDialog(accounting, ((2026, "2026"),), "EUR", window)
    user = list_users(office)[0]
    yield "add a user", lambda: AddUserDialog(place)
    yield "remove a user", lambda: RemoveUserDialog(place, user)
    yield "access", lambda: AccessDialog(place, user)


def seen(hand: Hand, names: set[str], folder: Path, file: Attachment) -> dict[str, set[str]]:
    """Open each dialog, and give the names that it lets be seen."""
    found: dict[str, set[str]] = {}
    for name, make in dialogs(hand, folder, file):
        try:
            dialog = make()
        except Refused:
            continue  # it needs a name, and says so
        dialog.show()
        hand.settle()
        texts = "\n".join(shown(dialog))
        told = {each for each in names if each in texts}
        if told:
            found[name] = told
        dialog.hide()  # not closed: some ask before
        dialog.deleteLater()
        QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    return found


@pytest.mark.timeout(400)
def test_no_dialog_shows_a_name(hand: Hand, tmp_path: Path) -> None:
    names, file = names_of(hand), filed(hand)
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    assert len(seen(hand, names, tmp_path / "with", file)) > 5, "the control: with names they are seen in many dialogs"
    hand.program.safe_view.toggle()
    hand.settle()
    assert hand.program.safe_view.on
    assert seen(hand, names, tmp_path / "without", file) == {}


def test_a_file_is_seen_with_names_alone(hand: Hand) -> None:
    """Whoever looks at a passport's picture sees a name, whatever the texts around it say."""
    file = filed(hand)

    def pages() -> int:
        place = hand.program.place
        assert place is not None
        dialog = FileDialog(place, file, hand.window)
        dialog.show()
        hand.settle()
        dialog.hide()
        return len(dialog.pages)

    assert pages() == 3
    hand.program.safe_view.toggle()
    hand.settle()
    assert pages() == 0


def test_f8_within_a_dialog_closes_it_and_hides_the_names(hand: Hand) -> None:
    place = hand.program.place
    assert place is not None
    names = names_of(hand)
    dialog = HistoryDialog(place, PERSON, hand.window)
    dialog.setModal(True)
    dialog.show()
    hand.settle()
    dialog.activateWindow()
    hand.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F8)
    hand.settle()
    assert hand.program.safe_view.on
    left = [each for each in hand.window.findChildren(QDialog) if each.isVisible()]
    assert left == []
    texts = "\n".join(shown(hand.window))
    assert not {each for each in names if each in texts}
