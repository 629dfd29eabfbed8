"""The program tests itself: an office from making to unlocking, papers and workbook, and the window. For installers."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.i18n import install

if TYPE_CHECKING:
    from desktop.services.office import Office

_PASSPHRASE = "self test only, never a real office"  # noqa: S105  of a vault that lives for a second
_PAGE = """Help Ivan Sample after his release

Ivan Sample spent two years behind bars and needs treatment and a place to live.

The money is needed for:
- treatment - 500 euros;
- rent of a flat - 700 euros.

The total amount is 1200 euros.

Collected 300 in 1200 euros
"""
_PDF, _ZIP = b"%PDF-", b"PK"


class SelfTestFailed(Exception):
    """A step did not give what it should."""


def _say(text: str) -> None:
    sys.stdout.write(f"self-test: {text}\n")
    sys.stdout.flush()


def _expect(holds: bool, text: str) -> None:
    if not holds:
        raise SelfTestFailed(text)
    _say(text)


def run() -> int:
    """Run all steps; 0 when each one held. Leaves no file behind."""
    screen = any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))
    if sys.platform.startswith("linux") and not screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    install(paths.resources() / "translations")
    app = QApplication(sys.argv[:1])
    place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation))
    folder = place / f"skarbonka-self-test-{os.getpid()}"
    # What the program remembers of vaults lies in its own folder; of this one nothing is to be remembered.
    os.environ["LOCALAPPDATA" if sys.platform == "win32" else "XDG_STATE_HOME"] = str(folder / "state")
    try:
        _office(folder / "vault")
        _window(app, folder)
    except Exception as error:  # noqa: BLE001  whatever it is, the installer must hear of it
        _say(f"FAILED: {type(error).__name__}: {error}")
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    _say("all is well")
    return 0


def _office(vault: Path) -> None:
    """Go through the main job without a window."""
    from desktop.domain.donations import DonationDraft  # noqa: PLC0415  late: the program as installed loads them so
    from desktop.domain.imports import PageImport  # noqa: PLC0415
    from desktop.domain.ledger import PaymentMethod  # noqa: PLC0415
    from desktop.domain.money import Money  # noqa: PLC0415
    from desktop.domain.people import NameUse, PersonCategory, PersonDraft  # noqa: PLC0415
    from desktop.domain.receipts import IssueRequest, Organisation  # noqa: PLC0415
    from desktop.domain.settings import OfficeSettings  # noqa: PLC0415
    from desktop.services import bill, donations, pages, people, reports, vaults, verification  # noqa: PLC0415

    settings = OfficeSettings(Organisation("Self-test"))
    office = vaults.create_vault(vault, _PASSPHRASE, settings)
    try:
        _expect((vault / "header").exists(), "a vault was made")
        donor = people.save_person(office, PersonDraft(PersonCategory.DONOR, alias="Donor")).code
        _expect(donor == "P-0001", "a person was stored")
        page = pages.read_page_text(_PAGE)
        campaign = pages.proposed_campaign(page)
        imported = pages.import_page(office, PageImport(page, campaign, page.collected, office.today(), alias="Sample"))
        _expect(imported.items == 2, "a campaign page was imported")
        draft = DonationDraft(
            imported.campaign, Money(10000, "EUR"), Money(0, "EUR"), office.today(), PaymentMethod.BANK, donor
        )
        recorded = donations.record_donation(office, draft, IssueRequest("be", NameUse.CODE))
        _expect(recorded.document is not None, "a donation was recorded and its receipt issued")
        _papers(office, donor, recorded.document or "", vault.parent / "scan.pdf")
        request = reports.WorkbookRequest((imported.campaign,))
        export = reports.make_workbook(office, request)
        _expect(export.data.startswith(_ZIP), "the budget workbook agrees with the ledger")
        _expect(verification.verify(office).good, "the books verify")
        _expect(len(bill.lines(bill.own_bill())) > 1, "the program can tell what it consists of")
    finally:
        office.close()
    again = vaults.open_vault(vault, _PASSPHRASE)
    _expect(again.vault_id == office.vault_id, "the vault was locked and unlocked")
    again.close()


def _papers(office: Office, person: str, receipt: str, scan: Path) -> None:
    """Take a receipt out, attach it, and file it as a scan: files are opened in a process of their own."""
    from desktop.domain.attachments import AttachmentKind  # noqa: PLC0415  late: as above
    from desktop.services import attachments, documents, scans  # noqa: PLC0415

    pdf = documents.hand_out(office, receipt).pdf
    _expect(pdf.startswith(_PDF), "the receipt is a PDF")
    attached = attachments.attach(office, person, AttachmentKind.OTHER, pdf)
    seen = attachments.attachment_pages(office, attached.number)
    _expect(len(seen) == attached.pages, "a file was attached, opened in a process of its own")
    documents.export_document(office, receipt, scan)
    filed = scans.take_scans(office, [scan]).filed
    _expect([each.document for each in filed] == [receipt], "a scan was filed to its receipt by the code on it")


def _window(app: QApplication, folder: Path) -> None:
    """Show the window with the lock screen, unlock, look at Home, close."""
    from desktop.app.program import Program  # noqa: PLC0415  after the office: its imports are part of the test
    from desktop.ui.memory import Memory  # noqa: PLC0415

    memory = Memory(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    memory.last_vault = folder / "vault"
    program = Program(app, memory)
    program.window.show()
    failed: list[str] = []

    def unlock() -> None:
        screen = program.screen
        line = getattr(screen, "passphrase", None)
        if line is None:
            failed.append("no lock screen")
            app.exit()  # not quit(): that would close the window first
            return
        line.setText(_PASSPHRASE)
        line.returnPressed.emit()

    def look() -> None:
        if program.place is not None and program.tasks.idle:
            app.exit()

    QTimer.singleShot(0, unlock)
    watch = QTimer(interval=50)
    watch.timeout.connect(look)
    watch.start()
    QTimer.singleShot(60_000, app.exit)
    app.exec()
    watch.stop()
    shown = program.place is not None and not program.window.grab().isNull()
    program.window.close()
    memory.flush()  # not after the folder is swept away
    _expect(not failed and shown, "the window opened, unlocked the vault and showed Home")
