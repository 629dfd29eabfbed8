"""The audit of numbers on the screen: a period, the paper, and the way to a printer or a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import Refused
from desktop.domain.papers import LoosePaper
from desktop.i18n import mark, tr
from desktop.services.loose_papers import Leaving
from desktop.services.numbers import numbers_audit_pdf
from desktop.ui import errors
from desktop.ui.documents.choices import document_languages
from desktop.ui.documents.preview import fit_to_screen
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import CheckField, CodeField
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.paper_out import PaperOut
from desktop.ui.shared.pdf_view import PdfPreview
from desktop.ui.tasks import Latest
from desktop.ui.theme import APART, FAR, NEAR, scaled

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace

_SIDE = 360
_FILE = "audit-of-numbers"


class AuditDialog(QDialog):
    """Begins with this year up to today; nothing here changes the books."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._pdf: bytes | None = None
        self._latest = Latest(place.tasks)
        named(self, "audit.dialog", tr("Audit of numbers"))
        self.setWindowTitle("Skarbonka")
        self.banner = Banner("audit")
        self._out = PaperOut(place, self.banner, self)
        self.view = PdfPreview("audit")
        self.form = Form("audit")
        self.form.add_wide(text_label(tr("Audit of numbers"), "heading"))
        said = tr("Every number that was taken in this period, what became of it, and whether one is missing.")
        self.form.add_wide(text_label(said, "muted", wrap=True))
        today = place.office.today
        self.first: DateField = self.form.add(DateField("first", mark("From"), today, needed=True), wide=True)
        self.last: DateField = self.form.add(DateField("last", mark("To"), today, needed=True), wide=True)
        self.language: CodeField = self.form.add(CodeField("language", mark("Language"), document_languages), wide=True)
        self.reasons: CheckField = self.form.add(CheckField("reasons", mark("Print why numbers are void")), wide=True)
        self.print_button, self.save_button = (
            button("audit.print", "", "print"),
            button("audit.save", "primary", "save"),
        )
        self.close_button = button("audit.close")
        self._lay_out()
        self.first.write(today().replace(month=1, day=1))
        self.last.write(today())
        self.language.write(place.settings().language)
        self.reasons.write(True)
        for field in (self.language, self.reasons):
            field.edited.connect(self.show_paper)
        for day in (self.first, self.last):
            day.left.connect(self.show_paper)
        fit_to_screen(self, 1040, 760)
        self.show_paper()

    def _lay_out(self) -> None:
        self.print_button.setText(tr("Print…"))
        self.save_button.setText(tr("Save as PDF…"))
        self.close_button.setText(tr("Close"))
        self.print_button.clicked.connect(self._on_print)
        self.save_button.clicked.connect(self._on_save)
        self.close_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        for each in (self.print_button, self.save_button):
            row.addWidget(each)
        row.addStretch(1)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(APART)
        side.addWidget(self.banner)
        side.addWidget(self.form)
        side.addLayout(row)
        side.addStretch(1)
        end = QHBoxLayout()
        end.addWidget(self.close_button)
        end.addStretch(1)
        side.addLayout(end)
        holder = QWidget()
        holder.setFixedWidth(scaled(_SIDE))
        holder.setLayout(side)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, APART)
        layout.setSpacing(FAR)
        layout.addWidget(holder)
        layout.addWidget(self.view, 1)

    def show_paper(self) -> None:
        """Draw the paper anew."""
        self._allow(None)
        try:
            values = self.form.read()
        except Refused as refusal:
            self.form.problems(refusal.problems)
            return
        self.form.clear_problems()
        self.banner.clear()
        drawn = partial(
            numbers_audit_pdf,
            self.place.office,
            values["first"],
            values["last"],
            values["language"],
            reasons=values["reasons"],
        )
        self._latest.run(drawn, done=self._on_drawn, failed=self._on_failed, owner=self)

    def _on_drawn(self, pdf: bytes) -> None:
        self.view.show_pdf(pdf)
        self._allow(pdf)

    def _allow(self, pdf: bytes | None) -> None:
        self._pdf = pdf
        for each in (self.print_button, self.save_button):
            each.setEnabled(pdf is not None)

    def _on_failed(self, error: BaseException) -> None:
        rest = self.form.problems(error.problems) if isinstance(error, Refused) else ()
        if rest or not isinstance(error, Refused):
            errors.show_on(self.banner, error)

    def _on_print(self) -> None:
        if self._pdf is not None:
            self._out.print_out(Leaving(LoosePaper.NUMBERS_AUDIT, self._pdf))

    def _on_save(self) -> None:
        if self._pdf is not None:
            self._out.save_as(Leaving(LoosePaper.NUMBERS_AUDIT, self._pdf), _FILE)
