"""One document beside a list or a record: its paper, and all that can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import NotFound, Refused
from desktop.domain.receipts import VOUCHERS, Document, DocumentKind, DocumentState
from desktop.i18n import mark, tr
from desktop.services.documents import sign_document, void_document
from desktop.ui import errors, formatting
from desktop.ui.changes import Topic
from desktop.ui.deeds import Deed
from desktop.ui.documents.consent import offer_consent
from desktop.ui.documents.handing import Handing, before
from desktop.ui.documents.issue import IssueDialog, subject_topic
from desktop.ui.documents.looking import show_paper
from desktop.ui.documents.reading import Paper, read_paper
from desktop.ui.documents.scan_dialog import ScanDialog
from desktop.ui.files.dialog import FilesDialog
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.elided import ElidedLabel
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.history import HistoryDialog
from desktop.ui.shared.nameless import why_codes
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.shared.pdf_view import PdfPreview
from desktop.ui.tasks import Latest
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from desktop.ui.deeds import Deeds
    from desktop.ui.workplace import Workplace

_VOID_VERBS = {
    DocumentKind.DONATION_RECEIPT: mark("Void the receipt"),
    DocumentKind.PAYMENT_VOUCHER: mark("Void the voucher"),
    DocumentKind.IN_KIND_RECEIPT: mark("Void the receipt"),
    DocumentKind.ANNUAL_STATEMENT: mark("Void the statement"),
    DocumentKind.MONEY_IN_VOUCHER: mark("Void the voucher"),
    DocumentKind.TRANSFER_CONFIRMATION: mark("Void the confirmation"),
}
_SECTIONS = {"A": "advances", "D": "donations", "O": "payouts", "P": "people", "K": "cash"}


class DocumentPanel(QWidget):
    """`show_number(number)` shows a document, `show_nothing(text)` a sentence. `voided(number)` after it was voided.

    `linked` adds the way to the donation or payout; on that one's own page it is left out.
    """

    voided = Signal(str)

    def __init__(self, place: Workplace, *, linked: bool = True) -> None:
        super().__init__()
        self.place = place
        self.number = ""
        self.paper: Paper | None = None
        self._linked = linked
        self._nothing = ""
        self._latest = Latest(place.tasks)
        self.handing = Handing(place, self)
        self.banner = Banner("document")
        self.title = role(ElidedLabel(), "heading")
        self.words = named(text_label("", "muted", wrap=True), "document.words")
        self.view = PdfPreview("document")
        self.print_button = button("document.print", "", "print")
        self.save_button = button("document.save", "", "save")
        self.signed_button = button("document.signed", "", "good")
        self.scan_button = button("document.scan", "", "eye")
        self.files_button = button("document.files", "", "folder")
        self.replace_button = button("document.replace", "", "documents")
        self.void_button = button("document.void", "danger")
        self.history_button = button("document.history", "quiet", "history")
        self.subject_button = button("document.subject", "link")
        self._lay_out()
        self._connect()
        follow_language(self, self.retranslate)
        place.changes.subscribe(self, (Topic.DOCUMENTS, Topic.DONATIONS, Topic.PAYOUTS, Topic.FILES), self.read_again)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(NEAR)
        head.addWidget(self.title, 1)
        head.addWidget(self.subject_button)
        buttons = FlowRow(
            self.print_button,
            self.save_button,
            self.signed_button,
            self.scan_button,
            self.files_button,
            self.replace_button,
            self.void_button,
            self.history_button,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addLayout(head)
        layout.addWidget(self.words)
        layout.addWidget(self.banner)
        layout.addWidget(buttons)
        layout.addWidget(self.view, 1)

    @property
    def buttons(self) -> tuple[QAbstractButton, ...]:
        """All that can be done with the document."""
        return (
            self.print_button, self.save_button, self.signed_button, self.scan_button, self.files_button,
            self.replace_button, self.void_button, self.history_button, self.subject_button,
        )  # fmt: skip

    def _connect(self) -> None:
        self.print_button.clicked.connect(self._on_print)
        self.save_button.clicked.connect(self._on_save)
        self.signed_button.clicked.connect(self._on_signed)
        self.scan_button.clicked.connect(self._on_scan)
        self.files_button.clicked.connect(self._on_files)
        self.replace_button.clicked.connect(self._on_replace)
        self.void_button.clicked.connect(self.void)
        self.history_button.clicked.connect(self._on_history)
        self.subject_button.clicked.connect(self._on_subject)
        self.handing.handed.connect(self._on_handed)
        self.handing.refused.connect(self._on_printer_refused)
        self.handing.failed.connect(self._on_failed)
        self.handing.busy.connect(self._rest)

    def retranslate(self) -> None:
        self.print_button.setText(tr("Print…"))
        self.save_button.setText(tr("Save as PDF…"))
        self.signed_button.setText(tr("The signed copy came back"))
        self.scan_button.setText(tr("Signed scan…"))
        self.replace_button.setText(tr("Issue a replacement…"))
        self.void_button.setText(tr("Void…"))
        self.history_button.setText(tr("History…"))
        self._write()

    # ------------------------------------------------------------------ what is shown

    def show_nothing(self, text: str = "") -> None:
        """Show a sentence in place of a document."""
        self._latest.drop()
        self.number, self.paper, self._nothing = "", None, text
        self.banner.clear()
        self._write()
        self.view.clear(text)

    def show_number(self, number: str) -> None:
        """Show a document by its number."""
        if number != self.number:
            self.banner.clear()
            self.number = number
            self._rest(True)  # what the buttons would do belongs to the former one
            if not self.view.has_pdf:
                self.view.clear(tr("Reading…"))
        self._latest.run(read_paper, self.place.office, number, done=self._on_read, failed=self._on_unread, owner=self)

    def deeds(self) -> Deeds:
        """Say what can be done now with the paper that is shown."""
        paper = self.paper
        if self.isHidden() or paper is None or not paper.pdf or paper.document.number != self.number:
            return {}
        return {Deed.PAPER: lambda: show_paper(self.place, self.number, paper.pdf, self)}

    def read_again(self) -> None:
        """Read what is shown anew."""
        if self.number:
            self.show_number(self.number)

    def _on_read(self, paper: Paper) -> None:
        same = self.paper is not None and self.paper.pdf == paper.pdf
        self.paper = paper
        self._write()
        if not paper.pdf:
            office = self.place.office
            lies = tr("The paper names people. It lies in the book of names, which you have no key to.")
            self.view.clear(why_codes(office) if office.hides else lies)
        elif not same or not self.view.has_pdf:
            self.view.show_pdf(paper.pdf)

    def _on_unread(self, error: BaseException) -> None:
        text = errors.in_words(error)
        self.show_nothing(text if isinstance(error, NotFound) else "")
        if not isinstance(error, NotFound):
            errors.show_on(self.banner, error)

    def _write(self) -> None:
        paper = self.paper
        for each in (self.title, self.words, self.print_button, self.save_button, self.history_button):
            each.setVisible(paper is not None)
        self.subject_button.setVisible(paper is not None and self._linked)
        self.scan_button.setVisible(paper is not None and paper.scanned)
        self.files_button.setVisible(paper is not None and self.place.office.has_identity)
        self.signed_button.setVisible(paper is not None and paper.returnable)
        self.replace_button.setVisible(paper is not None and paper.replaceable)
        self.void_button.setVisible(paper is not None and paper.document.state is not DocumentState.VOIDED)
        if paper is None:
            return
        document = paper.document
        self.title.setText(f"{document.number} · {formatting.label(document.state)}")
        self.words.setText(_words(paper))
        self.files_button.setText(tr("Files ({count})…").format(count=paper.files) if paper.files else tr("Files…"))
        self.subject_button.setText(tr("Go to {code}").format(code=document.subject_code.partition("/")[0]))
        self._rest(False)

    # ------------------------------------------------------------------ what is done

    def _rest(self, busy: bool) -> None:
        paper = self.paper
        ready = not busy and paper is not None and paper.document.number == self.number
        for each in (self.signed_button, self.replace_button, self.void_button):
            each.setEnabled(ready)
        for each in (self.print_button, self.save_button):
            each.setEnabled(ready and paper is not None and bool(paper.pdf))

    def _on_print(self) -> None:
        if self.paper is not None:
            self.handing.print_paper(self.number, self.paper.pdf)

    def _on_save(self) -> None:
        if self.paper is not None:
            self.handing.save_paper(self.number)

    def _on_handed(self, document: Document, text: str) -> None:
        self._announce(document)
        self.banner.show_good(text)

    def _on_printer_refused(self, more: str) -> None:
        if self.paper is not None:
            self._announce(self.paper.document)
        self.banner.show_error(tr("The printer refused."), more)

    def _on_signed(self) -> None:
        self._rest(True)
        self.place.tasks.run(sign_document, self.place.office, self.number, done=self._on_filed, failed=self._on_failed)

    def _on_filed(self, document: Document) -> None:
        self._rest(False)
        self._announce(document)
        self.banner.show_good(tr("{number} is filed as signed.").format(number=document.number))

    def void(self) -> None:
        """Ask for the reason, and void what is shown."""
        if self.paper is None or self.paper.document.number != self.number:
            return
        document = self.paper.document
        reason = self.place.prompts.ask_text(
            tr("Void {number}?").format(number=document.number),
            tr("Why it is void. Number, paper and reason stay in the register; this cannot be taken back."),
            tr(_VOID_VERBS[document.kind]),
            danger=True,
        )
        if reason is None:
            return
        self._rest(True)
        self.place.tasks.run(
            void_document, self.place.office, document.number, reason, done=self._on_voided, failed=self._on_failed
        )

    def _on_voided(self, document: Document) -> None:
        self._rest(False)
        self._announce(document)
        self.banner.show_good(tr("{number} is void.").format(number=document.number))
        self.voided.emit(document.number)

    def _on_replace(self) -> None:
        if self.paper is None:
            return
        document = self.paper.document
        others = VOUCHERS if document.subject_code.startswith("O") else ()
        dialog = IssueDialog(
            self.place, document.subject_code, document.kind, document.number, self.window(), others=others
        )
        self.place.prompts.show(dialog)
        if dialog.issued is not None:
            self.show_number(dialog.issued.number)
            said = tr("{number} is issued in place of {former}.")
            self.banner.show_good(said.format(number=dialog.issued.number, former=document.number))

    def _on_scan(self) -> None:
        if self.paper is not None:
            self.place.prompts.show(ScanDialog(self.place, self.paper.document.number, self.window()))

    def _on_files(self) -> None:
        if self.paper is not None:
            self.place.prompts.show(FilesDialog(self.place, self.paper.document.number, self.window()))

    def _on_history(self) -> None:
        if self.paper is not None:
            self.place.prompts.show(HistoryDialog(self.place, self.paper.document.number, self.window()))

    def _on_subject(self) -> None:
        if self.paper is not None:
            document = self.paper.document
            code = document.subject_code.partition("/")[0]
            self.place.navigate(_SECTIONS[code[0]], code)

    def _on_failed(self, error: BaseException) -> None:
        self._rest(False)
        problems = error.problems if isinstance(error, Refused) else ()
        if not offer_consent(self.place, self.banner, problems, self.banner.clear, self.window()):
            errors.show_on(self.banner, error)

    def _announce(self, document: Document) -> None:
        self.place.changes.announce(Topic.DOCUMENTS, subject_topic(document.kind))


def _words(paper: Paper) -> str:
    """Say what it is, what it stands in for, and what handing it out will make of it."""
    document = paper.document
    said = [
        tr("{kind} of {date}, {amount}.").format(
            kind=formatting.label(document.kind),
            date=formatting.day(document.issued_on),
            amount=formatting.money(document.amount),
        )
    ]
    if len(paper.funds) > 1:
        said.append(tr("For {campaigns}.").format(campaigns=", ".join(paper.funds)))
    if document.replaces:
        said.append(tr("It stands in for {number}.").format(number=document.replaces))
    if document.void_reason:
        said.append(tr("Void because: {reason}").format(reason=document.void_reason.rstrip(".")) + ".")
    elif document.state is DocumentState.VOIDED and paper.valid is not None:
        said.append(tr("{number} stands in its place.").format(number=paper.valid))
    said.append(before(document))
    return " ".join(said)
