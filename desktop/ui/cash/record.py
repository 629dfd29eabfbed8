"""The page of one cash voucher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.cash import CashVoucher
from desktop.domain.receipts import DocumentKind
from desktop.i18n import mark, tr
from desktop.services.cash import load_cash_voucher, take_back_cash
from desktop.ui import formatting
from desktop.ui.changes import MONEY
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.money.record import countered_words
from desktop.ui.shared.facts import Fact, FactsCard
from desktop.ui.shared.naming import button
from desktop.ui.shared.record_page import RecordPage
from desktop.ui.shared.take_back import TakeBackDialog
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.workplace import Workplace

_MOST = 560


class CashVoucherPage(RecordPage[CashVoucher]):
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

    def load(self, code: str) -> CashVoucher:
        return load_cash_voucher(self.place.office, code)

    def show_record(self, record: CashVoucher | None) -> None:
        if record is None:
            return
        self.facts.show_facts(_facts_of(record))
        self.facts.show()
        self.take_back_button.setVisible(record.countered_by is None)
        comes_in = record.draft.kind.comes_in and record.draft.amount.minor > 0
        self.issue_button.setVisible(comes_in and record.countered_by is None)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Cash voucher {code}").format(code=self.code))
        self.take_back_button.setText(tr("Take back…"))
        self.issue_button.setText(tr("Money-in voucher…"))
        if self.record is not None:
            self.facts.show_facts(_facts_of(self.record))

    def _on_issue(self) -> None:
        dialog = IssueDialog(self.place, self.code or "", DocumentKind.MONEY_IN_VOUCHER, parent=self.window())
        if self.place.prompts.show(dialog) and dialog.issued is not None:
            self.banner.show_good(tr("Voucher {number} is issued").format(number=dialog.issued.number))

    def _on_take_back(self) -> None:
        self.banner.clear()
        code = self.code or ""
        text = tr("A counter-entry turns the movement round. Both entries stay in the ledger for ever.")
        dialog = TakeBackDialog(self.place, code, text, take_back_cash, self.window())
        if self.place.prompts.show(dialog):
            self.banner.show_good(tr("{code} is taken back.").format(code=code))
            self.place.changes.announce(*MONEY)


def _facts_of(record: CashVoucher) -> Sequence[Fact]:
    draft = record.draft
    return (
        Fact("fact_kind", mark("What it is"), formatting.label(draft.kind)),
        Fact("fact_amount", mark("Amount"), formatting.money(draft.amount), look="heading"),
        Fact("fact_on", mark("Date"), formatting.day(draft.on)),
        Fact("fact_happened", mark("Happened on"), formatting.day(draft.happened)),
        Fact("fact_text", mark("What for"), draft.text),
        Fact("fact_entry", mark("Entry"), str(record.entry)),
        Fact("fact_back", mark("Taken back"), countered_words(record.countered_by, "")),
    )
