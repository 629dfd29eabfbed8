"""The page of one cash voucher: what moved, the numbered paper about it, taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.receipts import DocumentKind
from desktop.i18n import mark, tr
from desktop.services.cash import load_cash_voucher, take_back_cash
from desktop.services.documents import valid_document
from desktop.ui import formatting
from desktop.ui.changes import MONEY
from desktop.ui.deeds import Deed
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.documents.looking import look_at
from desktop.ui.money.record import countered_words
from desktop.ui.shared.facts import Fact, FactsCard
from desktop.ui.shared.naming import button
from desktop.ui.shared.record_page import RecordPage
from desktop.ui.shared.take_back import TakeBackDialog
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.cash import CashVoucher
    from desktop.services.office import Office
    from desktop.ui.deeds import Deeds
    from desktop.ui.workplace import Workplace

_MOST = 560


@dataclass(frozen=True, slots=True)
class CashShown:
    """A cash voucher with the number of its valid document, if it has one."""

    voucher: CashVoucher
    document: str | None

    @property
    def kind(self) -> DocumentKind:
        """The kind of document that it gets, by where the cash went."""
        came_in = self.voucher.draft.came_in
        return DocumentKind.MONEY_IN_VOUCHER if came_in else DocumentKind.PAYMENT_VOUCHER


def read_cash(office: Office, code: str) -> CashShown:
    """Read a cash voucher and its document's number; raises NotFound."""
    shown = CashShown(load_cash_voucher(office, code), None)
    return CashShown(shown.voucher, valid_document(office, code, shown.kind))


class CashVoucherPage(RecordPage[CashShown]):
    """Nothing here can be edited: what is wrong is taken back by a counter-entry, and recorded anew."""

    def __init__(self, place: Workplace, code: str) -> None:
        super().__init__(place, "cash_voucher", code, mark("Cash desk"))
        self.facts = FactsCard("cash_voucher")
        self.facts.setMaximumWidth(scaled(_MOST))
        self.facts.hide()
        self.take_back_button = button("cash_voucher.take_back", "danger")
        self.take_back_button.hide()
        self.take_back_button.clicked.connect(self._on_take_back)
        self.issue_button = button("cash_voucher.issue", "primary", "documents")
        self.issue_button.hide()
        self.issue_button.clicked.connect(self._on_issue)
        self.action_row.add(self.issue_button)
        self.action_row.add(self.take_back_button)
        self.body.insertWidget(0, self.facts)
        self.body.addStretch(1)
        place.changes.subscribe(self, MONEY, self.read_again)
        self.begin()

    def load(self, code: str) -> CashShown:
        return read_cash(self.place.office, code)

    def show_record(self, record: CashShown | None) -> None:
        if record is None:
            return
        stands = record.voucher.countered_by is None
        self._caption(record)
        self.facts.show_facts(self._facts_of(record))
        self.facts.show()
        self.take_back_button.setVisible(stands)
        self.issue_button.setVisible(stands and record.document is None and self.place.office.has_identity)

    def deeds(self) -> Deeds:
        found = dict(super().deeds())
        number = self.record.document if self.record is not None else None
        if number and self.place.office.has_identity:
            found[Deed.PAPER] = partial(look_at, self.place, number, self.banner, self)
        return found

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Cash voucher {code}").format(code=self.code))
        self.take_back_button.setText(tr("Take back…"))
        if self.record is not None:
            self._caption(self.record)
            self.facts.show_facts(self._facts_of(self.record))

    def _caption(self, record: CashShown) -> None:
        came_in = record.kind is DocumentKind.MONEY_IN_VOUCHER
        self.issue_button.setText(tr("Money-in voucher…") if came_in else tr("Payment voucher…"))

    def _facts_of(self, record: CashShown) -> Sequence[Fact]:
        draft, number = record.voucher.draft, record.document
        lead = None if number is None else lambda: self.place.navigate("documents", number)
        return (
            Fact("fact_kind", mark("What it is"), formatting.label(draft.kind)),
            Fact("fact_amount", mark("Amount"), formatting.money(draft.amount), look="heading"),
            Fact("fact_on", mark("Date"), formatting.day(draft.on)),
            Fact("fact_happened", mark("Happened on"), formatting.day(draft.happened)),
            Fact("fact_text", mark("What for"), draft.text),
            Fact("fact_voucher", mark("Voucher"), number or "", lead),
            Fact("fact_entry", mark("Entry"), str(record.voucher.entry)),
            Fact("fact_back", mark("Taken back"), countered_words(record.voucher.countered_by, "")),
        )

    def _on_issue(self) -> None:
        if self.record is None:
            return
        self.banner.clear()
        dialog = IssueDialog(self.place, self.code or "", self.record.kind, parent=self.window())
        self.place.prompts.show(dialog)
        if dialog.issued is not None:
            self.banner.show_good(tr("Voucher {number} is issued").format(number=dialog.issued.number))
            self.read_again()

    def _on_take_back(self) -> None:
        self.banner.clear()
        code = self.code or ""
        text = tr("A counter-entry turns the movement round. Both entries stay in the ledger for ever.")
        dialog = TakeBackDialog(self.place, code, text, take_back_cash, self.window())
        if self.place.prompts.show(dialog):
            self.banner.show_good(tr("{code} is taken back.").format(code=code))
            self.place.changes.announce(*MONEY)
