"""What is chosen of a paper when it is issued: its kind, form and sheet, and what its form asks for beside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.paper_rules import FORMED
from desktop.domain.papers import PaperForm, PaperLayout
from desktop.domain.receipts import RECEIPTS, DocumentKind
from desktop.i18n import mark
from desktop.ui.shared.fields import ChoiceField, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.receipts import IssueRequest
    from desktop.ui.shared.fields import Field
    from desktop.ui.shared.form import Form
    from desktop.ui.workplace import Workplace

_CASH_VOUCHER = "K-"
_FOR_DONORS = (*RECEIPTS, DocumentKind.ANNUAL_STATEMENT)


class PaperChoices(QObject):
    """Fields in a form, as the office's settings have them until the worker changes one; `edited` on each change."""

    edited = Signal()
    typed = Signal()

    def __init__(self, form: Form, place: Workplace, kinds: Sequence[DocumentKind], subject: str) -> None:
        super().__init__(form)
        self._place = place
        self._nobody = subject.startswith(_CASH_VOUCHER)
        self.kind: ChoiceField[DocumentKind] = form.add(ChoiceField("kind", mark("Document"), tuple(kinds)), wide=True)
        self.kind.setVisible(len(kinds) > 1)
        self.kind.write(kinds[0])
        self.form: ChoiceField[PaperForm] = form.add(ChoiceField("form", mark("Form"), PaperForm))
        self.layout: ChoiceField[PaperLayout] = form.add(ChoiceField("layout", mark("Sheet"), PaperLayout))
        self.payer: TextField = form.add(TextField("payer", self._other_side(kinds[0])), wide=True)
        self.attachments: TextField = form.add(
            TextField("attachments", mark("Attachments"), hint=mark("Empty: a line to write them on")), wide=True
        )
        self.debit: TextField = form.add(TextField("debit", mark("Debit account")))
        self.credit: TextField = form.add(TextField("credit", mark("Credit account")))
        self.end_to_end: TextField = form.add(
            TextField("end_to_end", mark("End-to-end id"), hint=mark("Empty: the payout's code")), wide=True
        )
        self.donor_code: TextField = form.add(TextField("donor_code", mark("Tax or personal code")))
        self.agreement: TextField = form.add(TextField("agreement", mark("Agreement number")))
        self._touched = False
        self.kind.edited.connect(self._on_kind)
        for chosen in (self.form, self.layout):
            chosen.edited.connect(self.edited)
        self.form.edited.connect(self._touch)
        texts = (
            self.payer,
            self.attachments,
            self.debit,
            self.credit,
            self.end_to_end,
            self.donor_code,
            self.agreement,
        )
        for text in texts:
            text.edited.connect(self.typed)
        self.propose()

    def propose(self) -> None:
        """Propose what the office's settings say of the kind, and show what the kind has."""
        kind, rules = self.kind.read(), self._place.settings().papers
        rule = rules.of(kind)
        if not self._touched:
            self.form.write(rules.form)
        self.layout.write(rule.layout)
        self.debit.write(rule.debit)
        self.credit.write(rule.credit)
        formed = kind in FORMED
        shown: dict[Field[str] | ChoiceField[PaperForm], bool] = {
            self.form: formed,
            self.attachments: formed,
            self.debit: formed,
            self.credit: formed,
            self.payer: self._nobody,
            self.end_to_end: kind is DocumentKind.TRANSFER_CONFIRMATION,
            self.donor_code: kind in _FOR_DONORS,
            self.agreement: kind in _FOR_DONORS,
        }
        for field, visible in shown.items():
            field.setVisible(visible)

    def request(self, request: IssueRequest) -> IssueRequest:
        """Give a request with what is chosen here. A form that nobody touched is left to the way of payment."""
        kind = self.kind.read()
        return replace(
            request,
            kind=kind,
            form=self.form.read() if self._touched and kind in FORMED else None,
            layout=self.layout.read(),
            attachments=self.attachments.read(),
            debit=self.debit.read(),
            credit=self.credit.read(),
            payer=self.payer.read(),
            end_to_end=self.end_to_end.read(),
            donor_code=self.donor_code.read() if kind in _FOR_DONORS else "",
            agreement=self.agreement.read() if kind in _FOR_DONORS else "",
        )

    @staticmethod
    def _other_side(kind: DocumentKind) -> str:
        return mark("Who brought the cash") if kind is DocumentKind.MONEY_IN_VOUCHER else mark("Who received the cash")

    def _touch(self) -> None:
        self._touched = True

    def _on_kind(self) -> None:
        self.propose()
        self.edited.emit()
