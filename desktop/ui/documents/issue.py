"""Issuing a document: its choices beside the paper as it will look; then its number, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.errors import Refused
from desktop.domain.receipts import VOUCHERS, Document, DocumentKind
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.document_languages import languages_for
from desktop.services.documents import check_naming, issue_document, preview_document, view_document
from desktop.ui import errors
from desktop.ui.changes import Topic
from desktop.ui.documents.choices import IssueChoices
from desktop.ui.documents.consent import offer_consent
from desktop.ui.documents.handing import Handing, before
from desktop.ui.documents.paper_choices import PaperChoices
from desktop.ui.documents.preview import fit_to_screen
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.fields import LongTextField
from desktop.ui.shared.form import Form
from desktop.ui.shared.kept_dialog import KeptDialog
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.pdf_view import PdfPreview
from desktop.ui.tasks import Latest
from desktop.ui.theme import APART, FAR, NEAR, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.errors import Problem
    from desktop.domain.receipts import IssueRequest
    from desktop.services.office import Office
    from desktop.ui.shared.form_state import State
    from desktop.ui.workplace import Workplace

_SIDE = 400
_TYPING_MILLISECONDS = 300
_TITLES = {
    DocumentKind.DONATION_RECEIPT: mark("Issue a receipt for {code}"),
    DocumentKind.PAYMENT_VOUCHER: mark("Issue a voucher for {code}"),
    DocumentKind.IN_KIND_RECEIPT: mark("Issue a receipt for {code}"),
    DocumentKind.ANNUAL_STATEMENT: mark("Issue a statement for {code}"),
    DocumentKind.MONEY_IN_VOUCHER: mark("Issue a money-in voucher for {code}"),
    DocumentKind.TRANSFER_CONFIRMATION: mark("Issue a confirmation for {code}"),
}
_ISSUED = {
    DocumentKind.DONATION_RECEIPT: mark("Receipt {number} is issued"),
    DocumentKind.PAYMENT_VOUCHER: mark("Voucher {number} is issued"),
    DocumentKind.IN_KIND_RECEIPT: mark("Receipt {number} is issued"),
    DocumentKind.ANNUAL_STATEMENT: mark("Statement {number} is issued"),
    DocumentKind.MONEY_IN_VOUCHER: mark("Voucher {number} is issued"),
    DocumentKind.TRANSFER_CONFIRMATION: mark("Confirmation {number} is issued"),
}


def subject_topic(kind: DocumentKind) -> Topic:
    """Tell whose records a document of this kind rests on."""
    return Topic.PAYOUTS if kind in VOUCHERS else Topic.DONATIONS


class IssueDialog(KeptDialog):
    """Issues the document of `subject` (a record's code). `issued` is the number it took.

    `kind` is proposed; `others` are further kinds that the record may have instead.

    A preview takes no number; "Issue" takes it once: it rests while busy, and is gone afterwards.
    """

    def __init__(self, place: Workplace, subject: str, kind: DocumentKind, replaces: str | None = None,
                 parent: QWidget | None = None, others: Sequence[DocumentKind] = ()) -> None:  # fmt: skip
        super().__init__(parent)
        self.place, self._subject, self._replaces = place, subject, replaces
        self._kinds = tuple(dict.fromkeys((kind, *others)))
        self.issued: Document | None = None
        self._pdf = b""
        self._busy = False
        self._latest = Latest(place.tasks)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        title = tr(_TITLES[kind]).format(code=subject.partition("/")[0])
        named(self, "issue.dialog", title)
        self.setWindowTitle("Skarbonka")
        self.banner = Banner("issue")
        self.view = PdfPreview("issue")
        self.handing = Handing(place, self)
        self._steps = QStackedWidget()
        self._steps.addWidget(self._make_choosing(title))
        self._steps.addWidget(self._make_result())
        side = QVBoxLayout()
        side.setSpacing(NEAR + 4)
        side.addWidget(self.banner)
        side.addWidget(self._steps, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(FAR, FAR, FAR, APART)
        layout.setSpacing(FAR)
        holder = QWidget()
        holder.setFixedWidth(scaled(_SIDE))
        side.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(side)
        layout.addWidget(holder)
        layout.addWidget(self.view, 1)
        fit_to_screen(self, 1080, 720)
        self.choices.name_use.edited.connect(self.check_naming)
        self._connect()
        place.tasks.run(languages_for, place.office, subject, done=self._on_languages,
                        failed=lambda _error: self.show_preview(), owner=self)  # fmt: skip
        self.check_naming()

    def _make_choosing(self, title: str) -> QWidget:
        self.form = Form("issue")
        self.form.add_wide(text_label(title, "heading", wrap=True))
        if self._replaces is not None:
            said = tr("It stands in for {number}, and says so in the register and on the paper.").format(
                number=self._replaces
            )
            self.form.add_wide(text_label(said, "muted", wrap=True))
        self.choices = IssueChoices(self.form, self.place)
        self.paper = PaperChoices(self.form, self.place, self._kinds, self._subject)
        self.purpose: LongTextField = self.form.add(
            LongTextField("purpose", mark("Purpose"), hint=mark("Empty: a plain sentence with the campaign's code"),
                          lines=3),
            wide=True,
        )  # fmt: skip
        self.do_it = button("issue.do", "primary")
        self.do_it.setText(tr("Issue"))
        self.do_it.setDefault(True)
        self.cancel = button("issue.cancel")
        self.cancel.setText(tr("Cancel"))
        note = tr("Issuing takes the next number. The paper cannot be changed then, only voided.")
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        row.addWidget(self.do_it)
        row.addWidget(self.cancel)
        row.addStretch(1)
        return _column(_scrolled(self.form), text_label(note, "muted", wrap=True), row)

    def _make_result(self) -> QWidget:
        self.done_title = text_label("", "heading", wrap=True)
        self.done_words = text_label("", "muted", wrap=True)
        self.print_button = button("issue.print", "primary", "print")
        self.print_button.setText(tr("Print…"))
        self.save_button = button("issue.save", "", "save")
        self.save_button.setText(tr("Save as PDF…"))
        self.close_button = button("issue.close")
        self.close_button.setText(tr("Close"))
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        end = QHBoxLayout()
        end.addWidget(self.close_button)
        end.addStretch(1)
        return _column(self.done_title, self.done_words, row, None, end)

    def _connect(self) -> None:
        self._typing.timeout.connect(self.show_preview)
        self.choices.language.edited.connect(self.show_preview)
        self.choices.second.edited.connect(self.show_preview)
        self.choices.name_use.edited.connect(self.show_preview)
        self.purpose.edited.connect(self._typing.start)
        self.paper.edited.connect(self.show_preview)
        self.paper.typed.connect(self._typing.start)
        self.do_it.clicked.connect(self._on_issue)
        self.cancel.clicked.connect(self.reject)
        self.close_button.clicked.connect(self.accept)
        self.print_button.clicked.connect(self._on_print)
        self.save_button.clicked.connect(self._on_save)
        self.handing.handed.connect(self._on_handed)
        self.handing.refused.connect(lambda more: self.banner.show_error(tr("The printer refused."), more))
        self.handing.failed.connect(self._on_not_handed)
        self.handing.busy.connect(self._rest)

    def reject(self) -> None:
        """Close; not while the number is being taken. Once issued, closing is no cancelling."""
        if self._busy:
            return
        if self.issued is not None:
            self.accept()
        else:
            super().reject()

    def typed_state(self) -> State:
        """Keep what was chosen and written until the number is taken."""
        return {} if self.issued is not None else super().typed_state()

    @property
    def unsaved(self) -> bool:
        """Whether words would be lost; a choice is made again in a moment."""
        return self.issued is None and self.purpose.changed

    # ------------------------------------------------------------------ choosing

    def show_preview(self) -> None:
        """Draw the paper as it will look; this takes no number."""
        self._typing.stop()
        request = self._request()
        self._latest.run(
            preview_document,
            self.place.office,
            self._subject,
            request,
            done=self._on_previewed,
            failed=self._on_failed,
            owner=self,
        )

    def _on_languages(self, languages: tuple[str, str]) -> None:
        """Propose the recipient's own language beside the office's, then show the paper."""
        self.choices.propose_second(languages[1])
        self.show_preview()

    def check_naming(self) -> None:
        """Say before the number is taken that the person did not agree to be named so, and offer to record it."""
        self.place.tasks.run(
            check_naming,
            self.place.office,
            self._subject,
            self.choices.name_use.read(),
            done=self._on_naming_checked,
            failed=lambda _error: None,  # the preview meets the same and says it
            owner=self,
        )

    def _on_naming_checked(self, problems: tuple[Problem, ...]) -> None:
        if self.issued is None and not self._busy:
            self.form.problems(problems)
            if not offer_consent(self.place, self.banner, problems, self.check_naming, self.window()):
                self.banner.clear()

    def _request(self) -> IssueRequest:
        return self.paper.request(self.choices.request(self.purpose.read()))

    def _on_previewed(self, pdf: bytes) -> None:
        if self.issued is None:
            self.view.show_pdf(pdf)

    def _on_issue(self) -> None:
        if self._busy or self.issued is not None:
            return
        self._latest.drop()
        self.banner.clear()
        self._rest(True)
        self.place.tasks.run(
            _issue,
            self.place.office,
            self._subject,
            self._request(),
            self._replaces,
            done=self._on_issued,
            failed=self._on_failed,
            owner=self,
        )

    def _rest(self, busy: bool) -> None:
        self._busy = busy
        for each in (self.do_it, self.cancel, self.print_button, self.save_button, self.close_button):
            each.setEnabled(not busy)

    def _on_issued(self, made: tuple[Document, bytes]) -> None:
        self._rest(False)
        self.issued, self._pdf = made
        self.choices.remember()
        self.view.show_pdf(self._pdf)
        self.done_title.setText(tr(_ISSUED[self.issued.kind]).format(number=self.issued.number))
        self.done_words.setText(before(self.issued))
        self._steps.setCurrentIndex(1)
        self.print_button.setDefault(True)
        self.print_button.setFocus()
        self.place.changes.announce(Topic.DOCUMENTS, subject_topic(self.issued.kind))

    def _on_failed(self, error: BaseException) -> None:
        self._rest(False)
        if isinstance(error, Refused):
            rest = self.form.problems(error.problems)
            said = " ".join(wording.sentence(problem) for problem in rest)
            self.banner.show_error(tr("It cannot be issued."), said)
            offer_consent(self.place, self.banner, error.problems, self.check_naming, self.window())
        else:
            errors.show_on(self.banner, error)

    # ------------------------------------------------------------------ the way out

    def _on_print(self) -> None:
        if self.issued is not None:
            self.handing.print_paper(self.issued.number, self._pdf)

    def _on_save(self) -> None:
        if self.issued is not None:
            self.handing.save_paper(self.issued.number)

    def _on_not_handed(self, error: BaseException) -> None:
        problems = error.problems if isinstance(error, Refused) else ()
        if not offer_consent(self.place, self.banner, problems, self.banner.clear, self.window()):
            errors.show_on(self.banner, error)

    def _on_handed(self, document: Document, text: str) -> None:
        self.issued = document
        self.banner.show_good(text)
        self.done_words.setText(before(document))
        self.place.changes.announce(Topic.DOCUMENTS)


def _issue(office: Office, subject: str, request: IssueRequest, replaces: str | None) -> tuple[Document, bytes]:
    """Issue, and read the paper back for the screen."""
    document = issue_document(office, subject, request, replaces)
    return document, view_document(office, document.number)


def _scrolled(form: QWidget) -> QScrollArea:
    """Let a form be as high as it is: on a low screen it scrolls, and the buttons stay in sight."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(form)
    return scroll


def _column(*parts: QWidget | QHBoxLayout | None) -> QWidget:
    """Put parts one below the other; None takes the room that is left."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(NEAR + 4)
    for part in parts:
        if part is None:
            column.addStretch(1)
        elif isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return holder
