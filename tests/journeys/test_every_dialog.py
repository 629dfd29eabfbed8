"""Every dialog: named, nothing clipped or left in English, within the screen, every control reached by Tab.

As for the pages (test_every_page.py): on 1366 × 768, in each language, theme and text size; in the short form each
dialog is seen in English, Belarusian and one of the other languages. A dialog that is missing fails the first test.
"""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog

import desktop.ui
from desktop.domain.attachments import AttachmentKind
from desktop.domain.consents import Purpose
from desktop.domain.errors import Refused
from desktop.domain.listing import ListKind, Query
from desktop.domain.many import ManyKind
from desktop.domain.receipts import DocumentKind
from desktop.domain.retention import Clock, DueRow
from desktop.i18n import LANGUAGES, screen_language, tr, use_language
from desktop.services import lists, recovery
from desktop.services.attachments import attach, remove_attachment
from desktop.services.campaigns import load_campaign
from desktop.services.consents import list_consents
from desktop.services.decisions import draw_note
from desktop.services.donations import load_donation
from desktop.services.donor_forms import add_form, form_keys, load_form
from desktop.services.erasing import view_erasure
from desktop.services.payout_bulk import BulkStep
from desktop.services.reports import WorkbookRequest, make_workbook, preview_sheets
from desktop.services.settings import load_settings
from desktop.services.users import list_users
from desktop.ui.below import below
from desktop.ui.campaigns.amounts import AmountsDialog
from desktop.ui.campaigns.decision_dialog import AllotDialog, DecisionDialog
from desktop.ui.campaigns.moving import MovePlanDialog, TransferDialog
from desktop.ui.campaigns.note_dialog import NoteDialog
from desktop.ui.campaigns.source import SourceDialog
from desktop.ui.documents.audit import AuditDialog
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.documents.preview import PreviewDialog
from desktop.ui.documents.scan_dialog import ScanDialog
from desktop.ui.documents.statement import StatementDialog
from desktop.ui.documents.tray import TrayDialog
from desktop.ui.donations.refund import RefundDialog
from desktop.ui.erasing.dialogs import EraseDialog, KeepDialog, WipeDialog
from desktop.ui.files.dialog import FilesDialog
from desktop.ui.files.viewer import FileDialog
from desktop.ui.help.window import HelpWindow
from desktop.ui.items.choose import ChooseCampaign
from desktop.ui.items.grid import ItemsGrid
from desktop.ui.many.dialog import ManyDialog
from desktop.ui.payouts.bulk import BulkDialog
from desktop.ui.payouts.dialogs import InstalmentsDialog, PayDialog
from desktop.ui.payouts.payment_dialog import PaymentFileDialog
from desktop.ui.payouts.record import read_paid
from desktop.ui.people.consent_dialogs import ConsentDialog, WithdrawDialog
from desktop.ui.people.events import EventDialog
from desktop.ui.people.merge_dialog import MergeWithDialog
from desktop.ui.people.relations import RelationDialog
from desktop.ui.recovery.dialogs import MakeRecoveryDialog, PapersDialog, RehearseRecoveryDialog
from desktop.ui.reports.books import BooksDialog
from desktop.ui.reports.forms import FormsDialog
from desktop.ui.reports.mapping import MappingDialog
from desktop.ui.reports.named import NamedExportDialog
from desktop.ui.reports.pack import PackDialog, PassphraseDialog
from desktop.ui.reports.preview import WorkbookPreview
from desktop.ui.settings.backups import RehearseDialog
from desktop.ui.settings.key_file_dialogs import DropKeyFileDialog, MakeKeyFileDialog
from desktop.ui.settings.templates import TemplatesDialog
from desktop.ui.settings.user_dialogs import (
    AccessDialog,
    AddUserDialog,
    ChangePassphraseDialog,
    RemoveUserDialog,
    UserDialog,
)
from desktop.ui.shared.dialog_frame import GrowingDialog
from desktop.ui.shared.dialogs import AskDialog, ConfirmDialog, PrintWarning
from desktop.ui.shared.form import Form
from desktop.ui.shared.grid_clipboard import plan_paste
from desktop.ui.shared.history import HistoryDialog
from desktop.ui.shared.paste_dialog import PasteDialog
from desktop.ui.shared.step_dialog import StepDialog
from desktop.ui.shared.take_back import TakeBackDialog
from desktop.ui.theme import scaled
from tests.documents.template_kit import form as donor_form
from tests.intake.strange_files import pdf, picture
from tests.journeys.colours import faint
from tests.journeys.conftest import unlocked
from tests.journeys.longer import LONGER, speak
from tests.journeys.measuring import clipped, overlapping, too_wide, trapped, untranslated
from tests.journeys.test_every_page import theme
from tests.services.office_kit import PASSPHRASE
from tests.ui.kit import unnamed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desktop.ui.theme import ThemeChoice
    from desktop.ui.workplace import Workplace
    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand

__all__ = ["theme"]

CAMPAIGN, GIFT, PERSON = "C-0008", "D-0016", "P-0009"
LONG = "The clinic of Saint Bartholomew and the Good Samaritan in the old town, second entrance from the courtyard"
_BASES = {"_Dialog", "_MoveDialog", "GrowingDialog", "AmountsDialog", "KeptDialog", "StepDialog", "UserDialog"}
_SCREEN = (1366, 768)
_NEAR_THE_SCREEN = 100
GROUPS = ("the_shell", "money", "papers", "reports", "the_vault")


class Dialogs:
    """Makes each dialog of the program, over the sample office: each `of_…` gives names, and how they are made."""

    def __init__(self, hand: Hand, folder: Path) -> None:
        self._window, self._folder = hand.window, folder
        assert hand.program.place is not None
        self._place: Workplace = hand.program.place

    def of_the_shell(self) -> Iterator[tuple[str, Callable[[], QDialog]]]:
        place, window = self._place, self._window
        yield (
            "confirm",
            lambda: ConfirmDialog(
                window,
                tr("Remove this form?"),
                tr("The form and its mapping are taken away. Reports made with it stay where they were saved."),
                tr("Remove"),
                tr("Cancel"),
                danger=True,
            ),
        )
        yield "ask", lambda: AskDialog(window, tr("Reason"), tr("Reason"), tr("Keep it"), LONG, danger=False)
        yield "print warning", lambda: PrintWarning(window)
        yield "history", lambda: HistoryDialog(place, CAMPAIGN, window)
        yield "take back", lambda: TakeBackDialog(place, GIFT, LONG, _nothing, window)
        yield "paste", self._paste
        for kind, codes in (
            (ManyKind.PEOPLE, (PERSON,)),
            (ManyKind.CAMPAIGNS, (CAMPAIGN,)),
            (ManyKind.ITEMS, ("C-0008.1",)),
        ):
            yield f"change several, {kind.value}", lambda kind=kind, codes=codes: ManyDialog(place, kind, codes, window)  # type: ignore[misc]
        yield "choose a campaign", lambda: ChooseCampaign(place, window)
        yield "compare a person", lambda: MergeWithDialog(place, PERSON, window)
        yield "templates", lambda: TemplatesDialog(place, window)
        yield "help", lambda: HelpWindow(window)
        yield "source", lambda: SourceDialog(CAMPAIGN, LONG * 20, "0" * 64, window)

    def of_money(self) -> Iterator[tuple[str, Callable[[], QDialog]]]:
        place, window, office = self._place, self._window, self._place.office
        codes = [row.code for row in lists.read_page(office, ListKind.PAYOUTS, Query(), None).rows]
        paid = read_paid(office, codes[0])
        gift, campaign = load_donation(office, GIFT), load_campaign(office, CAMPAIGN)
        yield "refund", lambda: RefundDialog(place, gift, window)
        for step in BulkStep:
            yield f"bulk, {step.value}", lambda step=step: BulkDialog(place, step, codes, window)  # type: ignore[misc]
        yield "payment file", lambda: PaymentFileDialog(place, codes, window)
        for part in (False, True):
            yield f"pay, {part}", lambda part=part: PayDialog(place, paid.payout, paid.labels, window, part=part)  # type: ignore[misc]
        yield "instalments", lambda: InstalmentsDialog(place, paid.payout, window)
        yield "decide", lambda: DecisionDialog(place, campaign, window)
        yield "allot", lambda: AllotDialog(place, campaign, window)
        yield "move the plan", lambda: MovePlanDialog(place, campaign, window)
        yield "move money", lambda: TransferDialog(place, campaign, window)

    def of_papers(self) -> Iterator[tuple[str, Callable[[], QDialog]]]:
        place, window, office = self._place, self._window, self._place.office
        decision = lists.read_page(office, ListKind.DECISIONS, Query(), None).rows[0].code
        note = draw_note(office, decision)
        yield "note", lambda: NoteDialog(place, decision, note, window)
        yield "preview", lambda: PreviewDialog(note, window)
        yield "issue", lambda: IssueDialog(place, GIFT, DocumentKind.DONATION_RECEIPT, parent=window)
        yield "statement", lambda: StatementDialog(place, window)
        yield "tray", lambda: TrayDialog(place, window)
        yield "scans", lambda: ScanDialog(place, "PV/2026/0001", window)
        yield "files", lambda: FilesDialog(place, "PV/2026/0002", window)
        yield from self._files()
        yield "audit", lambda: AuditDialog(place, window)
        agreed = next(row.consent for person in ("P-0001", "P-0002", "P-0003", PERSON)
                      for row in list_consents(office, person) if row.consent is not None)  # fmt: skip
        yield "consent", lambda: ConsentDialog(place, PERSON, Purpose.DATA, window)
        yield "withdraw", lambda: WithdrawDialog(place, agreed, window)
        yield "relation", lambda: RelationDialog(place, PERSON, None, window)
        yield "event", lambda: EventDialog(place, PERSON, None, window)

    def of_reports(self) -> Iterator[tuple[str, Callable[[], QDialog]]]:
        place, window, office = self._place, self._window, self._place.office
        request = WorkbookRequest((CAMPAIGN,))
        grids = preview_sheets(make_workbook(office, request))
        path = self._folder / "form.xlsx"
        path.write_bytes(donor_form())
        number = add_form(office, LONG, path).number
        form, form_grids = load_form(office, number)
        keys, accounting = form_keys(office, (CAMPAIGN,)), load_settings(office).accounting
        yield "workbook", lambda: WorkbookPreview(grids, window)
        yield "pack", lambda: PackDialog(request, window)
        yield "pack's passphrase", lambda: PassphraseDialog("one two three four five six", window)
        yield "export by names", lambda: NamedExportDialog(place, "budget-2026-05-20.xlsx", lambda _own: None)
        yield "forms", lambda: FormsDialog(place, (CAMPAIGN,), window)
        yield "mapping", lambda: MappingDialog(place, form, form_grids, keys, window)
        yield "books", lambda: BooksDialog(accounting, ((2026, "2026"),), "EUR", window)

    def of_the_vault(self) -> Iterator[tuple[str, Callable[[], QDialog]]]:
        place, window, office = self._place, self._window, self._place.office
        user, backup = list_users(office)[0], self._folder / "office.backup"
        papers = recovery.make_recovery(office, PASSPHRASE)
        due = DueRow(next(iter(Clock)), PERSON, date(2016, 1, 4), date(2026, 1, 4))
        yield "add a user", lambda: AddUserDialog(place)
        yield "change the passphrase", lambda: ChangePassphraseDialog(place)
        yield "remove a user", lambda: RemoveUserDialog(place, user)
        yield "access", lambda: AccessDialog(place, user)
        yield "key file", lambda: MakeKeyFileDialog(place, self._folder / "office.key")
        yield "no key file", lambda: DropKeyFileDialog(place)
        yield "rehearse a backup", lambda: RehearseDialog(place, backup)
        for again in (False, True):
            yield f"recovery, {again}", lambda again=again: MakeRecoveryDialog(place, again=again)  # type: ignore[misc]
        yield "recovery papers", lambda: PapersDialog(place, papers, window)
        yield "rehearse recovery", lambda: RehearseRecoveryDialog(place, window)
        yield "erase", lambda: EraseDialog(place, view_erasure(office, PERSON))
        yield "keep", lambda: KeepDialog(place, due, window)
        yield "wipe", lambda: WipeDialog(window)

    def _files(self) -> Iterator[tuple[str, Callable[[], QDialog]]]:
        """A document's files of both kinds, and one that was removed; a file of several pages is looked at."""
        place, window, number = self._place, self._window, "PV/2026/0001"
        paper = attach(place.office, number, AttachmentKind.OTHER, pdf(3))
        for size in ((600, 400), (300, 500)):
            last = attach(place.office, number, AttachmentKind.INVOICE, picture(size))
        remove_attachment(place.office, last.number, LONG)
        yield "files of a document", lambda: FilesDialog(place, number, window)
        yield "a file", lambda: FileDialog(place, paper, window)

    def _paste(self) -> QDialog:
        grid = ItemsGrid("walk.items", "EUR")
        model = grid.grid.model
        plan = plan_paste(model, [["Rent", LONG, "", "3", "", "120,00"], ["Food", "", "", "x", "", "7"]], 0, 0)
        dialog = PasteDialog(model, plan, [plan.problems(at) for at in range(len(plan.rows))], self._window)
        grid.setParent(dialog)
        grid.hide()
        return dialog


def _nothing(*_arguments: object) -> None:
    """Never called: the dialogs are looked at, not used."""


@pytest.fixture
def hand(begin: Begin, sample_vault: Path, tmp_path: Path) -> Hand:
    return unlocked(begin(shutil.copytree(sample_vault, tmp_path / "Sample")))


def test_each_dialog_of_the_program_is_looked_at(hand: Hand, tmp_path: Path) -> None:
    dialogs = Dialogs(hand, tmp_path)
    seen = {type(make()).__name__ for group in GROUPS for _name, make in getattr(dialogs, f"of_{group}")()}
    assert _all_dialogs() - seen == set()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("group", GROUPS)
def test_dialogs(group: str, hand: Hand, tmp_path: Path, theme: ThemeChoice, pytestconfig: pytest.Config) -> None:
    hand.program.theme.choose(theme)
    wrong: list[str] = []
    for at, (name, make) in enumerate(getattr(Dialogs(hand, tmp_path), f"of_{group}")()):
        languages = LANGUAGES
        if not pytestconfig.option.full:  # one of the office's two, and one of the other four
            languages = (LANGUAGES[at % 2], LANGUAGES[2 + at % len(LANGUAGES[2:])])
        elif scaled(100) == 100:
            languages = (*LANGUAGES, LONGER)  # words of no language
        for language in languages:
            speak(language)
            wrong += [f"{name} ({language}): {each}" for each in _look(hand, make())]
    use_language("en")
    assert not wrong, "\n" + "\n".join(wrong)


def _look(hand: Hand, dialog: QDialog) -> list[str]:
    with hand.qtbot.waitExposed(dialog):
        dialog.show()
    hand.front, behind = dialog, hand.front
    try:
        hand.come_forward()
        hand.settle()
        width, height = dialog.width(), dialog.height()
        found = [*unnamed(dialog), *clipped(dialog), *untranslated(dialog), *trapped(dialog)]
        found += overlapping(dialog)
        found += [f"too wide: {each}" for each in too_wide(dialog)]
        if screen_language() in LANGUAGES[:2]:
            found += [f"faint: {each}" for each in faint(dialog)]
        if width > _SCREEN[0] or height > _SCREEN[1]:
            found.append(f"larger than the screen: {width} x {height}")
        inner = dialog.scrolled if isinstance(dialog, GrowingDialog) else None
        if inner is not None and inner.verticalScrollBar().maximum() and height < _SCREEN[1] - _NEAR_THE_SCREEN:
            found.append("scrolled, though the screen has room")
        return [*found, *_look_refused(hand, dialog)]
    finally:
        hand.front = behind
        dialog.hide()  # not closed: some ask before
        dialog.deleteLater()
        QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
        hand.settle()


def _look_refused(hand: Hand, dialog: QDialog) -> list[str]:
    """Press the verb of a dialog that asks for something, with nothing typed: what it says then takes room too."""
    if not isinstance(dialog, (StepDialog, AmountsDialog, UserDialog)):
        return []
    if not dialog.do_it.isEnabled() or not any(_asks(form) for form in below(dialog, Form)):
        return []
    dialog.do_it.click()
    hand.settle()
    assert dialog.isVisible(), "it was done, though nothing was typed"
    return [f"refused: {each}" for each in (*clipped(dialog), *untranslated(dialog), *overlapping(dialog))]


def _asks(form: Form) -> bool:
    try:
        form.read()
    except Refused:
        return True
    return False


def _all_dialogs() -> set[str]:
    """Give the names of the dialogs in the rooms of the window, without those that others are made of."""
    found = set()
    for module in pkgutil.walk_packages(desktop.ui.__path__, "desktop.ui."):
        for name, thing in vars(importlib.import_module(module.name)).items():
            if isinstance(thing, type) and issubclass(thing, QDialog) and thing.__module__ == module.name:
                found.add(name)
    return found - _BASES
