"""The page of one advance: what was given, its settlements with their proofs, and what can still be done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.advances import Advance, AdvanceState, Settlement
from desktop.domain.ledger import PaymentMethod
from desktop.domain.people import NameUse
from desktop.domain.receipts import DocumentKind
from desktop.i18n import mark, ntr, tr
from desktop.services.advances import load_advance, take_back_advance, take_back_settlement, valid_vouchers
from desktop.services.campaigns import load_campaign
from desktop.services.people import load_person
from desktop.ui import formatting
from desktop.ui.changes import MONEY, Topic
from desktop.ui.deeds import Deed
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.documents.looking import look_at
from desktop.ui.money.record import countered_words
from desktop.ui.shared.facts import Fact, FactsCard
from desktop.ui.shared.naming import button, text_label
from desktop.ui.shared.record_page import RecordPage
from desktop.ui.shared.take_back import TakeBackDialog
from desktop.ui.theme import APART, FAR, NEAR, scaled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from desktop.domain.advances import SettlementDraft
    from desktop.services.office import Office
    from desktop.ui.deeds import Deeds
    from desktop.ui.workplace import Workplace

_LEAST, _MOST = 340, 460


@dataclass(frozen=True, slots=True)
class AdvanceShown:
    """An advance with the names that its page shows; `labels` are the expense items' by their line.

    `vouchers` are its valid ones by the numbers of settlements, 0 for the advance itself.
    """

    advance: Advance
    campaign: str
    person: str
    labels: Mapping[int, str]
    vouchers: Mapping[int, str]


def read_advance(office: Office, code: str) -> AdvanceShown:
    """Read an advance and what it refers to; raises NotFound."""
    advance = load_advance(office, code)
    campaign = load_campaign(office, advance.draft.campaign)
    title = campaign.draft.title if campaign.draft.title != campaign.code else ""
    name = load_person(office, advance.draft.person).named(NameUse.NAME)
    labels = {item.line: item.draft.label for item in campaign.items}
    vouchers = valid_vouchers(office, code)
    return AdvanceShown(advance, title, name if name != advance.draft.person else "", labels, vouchers)


class AdvancePage(RecordPage[AdvanceShown]):
    """`settle_asked(code)` and `paper_asked(code)` lead on."""

    settle_asked = Signal(str)
    paper_asked = Signal(str)

    def __init__(self, place: Workplace, code: str, greeting: str = "") -> None:
        super().__init__(place, "advance", code, mark("Advances"))
        self._greeting = greeting
        self.facts = FactsCard("advance")
        self.facts.setMinimumWidth(scaled(_LEAST))
        self.facts.setMaximumWidth(scaled(_MOST))
        self.facts.hide()
        self.settle_button = button("advance.settle", "primary", "good")
        self.paper_button = button("advance.paper", "", "documents")
        self.take_back_button = button("advance.take_back", "danger")
        self.issue_button = button("advance.issue", "", "documents")
        self.issue_button.clicked.connect(lambda: self._on_issue(0))
        for each in (self.settle_button, self.issue_button, self.paper_button, self.take_back_button):
            self.action_row.add(each)
            each.hide()
        self.settle_button.clicked.connect(lambda: self.settle_asked.emit(self.code))
        self.paper_button.clicked.connect(lambda: self.paper_asked.emit(self.code))
        self.take_back_button.clicked.connect(self._on_take_back)
        self._cards: list[QWidget] = []
        self._settlements = QVBoxLayout()
        self._settlements.setSpacing(NEAR)
        left = QVBoxLayout()
        left.addWidget(self.facts, 0, Qt.AlignmentFlag.AlignTop)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addLayout(self._settlements)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(FAR)
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        self.body.insertLayout(0, row, 1)
        place.changes.subscribe(self, MONEY, self.read_again)
        self.begin()

    def load(self, code: str) -> AdvanceShown:
        return read_advance(self.place.office, code)

    def show_record(self, record: AdvanceShown | None) -> None:
        if record is None:
            return
        advance = record.advance
        live = any(each.countered_by is None for each in advance.settlements)
        self.facts.show_facts(self._facts_of(record))
        self.facts.show()
        self.settle_button.setVisible(advance.state is AdvanceState.OPEN)
        self.paper_button.setVisible(advance.countered_by is None)
        self.take_back_button.setVisible(advance.countered_by is None and not live)
        cash = advance.draft.method is PaymentMethod.CASH and advance.countered_by is None
        self.issue_button.setVisible(cash and 0 not in record.vouchers and self.place.office.has_identity)
        self._show_settlements(record)
        greeting, self._greeting = self._greeting, ""
        if greeting:
            self.banner.show_good(greeting)

    def deeds(self) -> Deeds:
        found = dict(super().deeds())
        number = self.record.vouchers.get(0) if self.record is not None else None
        if number and self.place.office.has_identity:
            found[Deed.PAPER] = partial(look_at, self.place, number, self.banner, self)
        return found

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Advance {code}").format(code=self.code))
        self.settle_button.setText(tr("Settle…"))
        self.issue_button.setText(tr("Payment voucher…"))
        self.paper_button.setText(tr("Settlement sheet…"))
        self.take_back_button.setText(tr("Take back…"))
        if self.record is not None:
            self.facts.show_facts(self._facts_of(self.record))
            self._show_settlements(self.record)

    # ------------------------------------------------------------------ what is shown

    def _facts_of(self, record: AdvanceShown) -> Sequence[Fact]:
        advance, draft, go = record.advance, record.advance.draft, self.place.navigate
        days = (self.place.office.today() - draft.on).days
        age = ntr("{count} day", "{count} days", days) if advance.open else ""
        return (
            Fact("fact_person", mark("Holder"), draft.person, lambda: go("people", draft.person), record.person),
            Fact("fact_campaign", mark("Campaign"), draft.campaign, lambda: go("campaigns", draft.campaign),
                 record.campaign),
            Fact("fact_amount", mark("Amount"), formatting.money(draft.amount), look="heading"),
            Fact("fact_open", mark("Open amount"), formatting.money(advance.open), look="heading"),
            Fact("fact_spent", mark("Proofs"), formatting.money(advance.spent)),
            Fact("fact_returned", mark("Returned"), formatting.money(advance.returned)),
            Fact("fact_topped_up", mark("Topped up"), formatting.money(advance.topped_up) if advance.topped_up else ""),
            Fact("fact_on", mark("Given on"), formatting.day(draft.on)),
            Fact("fact_happened", mark("Happened on"), formatting.day(draft.happened)),
            Fact("fact_age", mark("Open for"), age),
            Fact("fact_due", mark("Proofs due"), formatting.day(draft.due)),
            Fact("fact_method", mark("Method"), formatting.label(draft.method)),
            Fact("fact_purpose", mark("Purpose"), draft.purpose),
            Fact("fact_state", mark("State"), formatting.label(advance.state)),
            self._voucher("fact_voucher", record.vouchers.get(0)),
            Fact("fact_entry", mark("Entry"), str(advance.entry)),
            Fact("fact_back", mark("Taken back"), countered_words(advance.countered_by, advance.taken_back_because)),
        )  # fmt: skip

    def _voucher(self, name: str, number: str | None) -> Fact:
        if number is None:
            return Fact(name, mark("Voucher"), "")
        return Fact(name, mark("Voucher"), number, lambda: self.place.navigate("documents", number))

    def _show_settlements(self, record: AdvanceShown) -> None:
        for widget in self._cards:
            self._settlements.removeWidget(widget)
            widget.deleteLater()
        heading = text_label(tr("Settlements") if record.advance.settlements else tr("Nothing is settled yet."))
        heading.setProperty("role", "heading" if record.advance.settlements else "muted")
        self._cards = [heading]
        for settlement in record.advance.settlements:
            self._cards.append(self._card(record, settlement))
        for widget in self._cards:
            self._settlements.addWidget(widget)

    def _card(self, record: AdvanceShown, settlement: Settlement) -> QWidget:
        """One settlement: its proofs, what came and went, and the way to take it back."""
        draft, number = settlement.draft, settlement.number
        proofs = "\n".join(
            f"{line.item} {record.labels.get(line.item, '')}: {formatting.money(line.amount)}"
            + (f" ({line.document})" if line.document else "")
            for line in draft.lines
        )
        card = FactsCard(f"advance.settlement_{number}")
        card.show_facts((
            Fact("on", mark("Settlement"), f"{number}  ·  {formatting.day(draft.on)}", look="heading"),
            Fact("proofs", mark("Proofs"), proofs),
            Fact("returned", mark("Returned"), formatting.money(draft.returned) if draft.returned else ""),
            Fact("topped_up", mark("Topped up"), formatting.money(draft.topped_up) if draft.topped_up else ""),
            Fact("method", mark("Method"), formatting.label(draft.method) if draft.returned or draft.topped_up else ""),
            self._voucher("voucher", record.vouchers.get(number)),
            Fact("entry", mark("Entry"), str(settlement.entry)),
            Fact("back", mark("Taken back"), countered_words(settlement.countered_by, "")),
        ))  # fmt: skip
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, APART)
        column.setSpacing(NEAR)
        column.addWidget(card)
        if settlement.countered_by is None:
            row = QHBoxLayout()
            if _wants_voucher(draft) and number not in record.vouchers and self.place.office.has_identity:
                issue = button(f"advance.issue_{number}", "", "documents")
                issue.setText(tr("Money-in voucher…") if draft.returned else tr("Payment voucher…"))
                issue.clicked.connect(partial(self._on_issue, number))
                row.addWidget(issue)
            back = button(f"advance.take_back_{number}", "quiet")
            back.setText(tr("Take back settlement {number}…").format(number=number))
            back.clicked.connect(partial(self._on_take_back_settlement, number))
            row.addWidget(back)
            row.addStretch(1)
            column.addLayout(row)
        return holder

    # ------------------------------------------------------------------ what is done

    def _on_issue(self, number: int) -> None:
        """Issue the voucher of the advance, or of what came back or was paid on top by a settlement."""
        record = self.record
        if record is None:
            return
        self.banner.clear()
        settlement = record.advance.settlement(number)
        came = settlement is not None and bool(settlement.draft.returned)
        kind = DocumentKind.MONEY_IN_VOUCHER if came else DocumentKind.PAYMENT_VOUCHER
        subject = f"{record.advance.code}/{number}" if number else record.advance.code
        dialog = IssueDialog(self.place, subject, kind, parent=self.window())
        self.place.prompts.show(dialog)
        if dialog.issued is not None:
            self.banner.show_good(tr("Voucher {number} is issued").format(number=dialog.issued.number))
            self.place.changes.announce(Topic.ADVANCES)

    def _on_take_back(self) -> None:
        self.banner.clear()
        code = self.code or ""
        text = tr("A counter-entry puts the money back into the campaign. Both entries stay in the ledger for ever.")
        dialog = TakeBackDialog(self.place, code, text, take_back_advance, self.window())
        if self.place.prompts.show(dialog):
            self.banner.show_good(tr("{code} is taken back: its money is in the campaign again.").format(code=code))
            self.place.changes.announce(*MONEY)

    def _on_take_back_settlement(self, number: int) -> None:
        self.banner.clear()
        code = self.code or ""

        def take_back(office: Office, _code: str, reason: str, on: date, *, into_open: bool = False) -> object:
            return take_back_settlement(office, code, number, reason, on, into_open=into_open)

        text = tr("A counter-entry opens the advance again by what this settlement had closed.")
        dialog = TakeBackDialog(self.place, f"{code}/{number}", text, take_back, self.window())
        if self.place.prompts.show(dialog):
            self.banner.show_good(tr("Settlement {number} is taken back.").format(number=number))
            self.place.changes.announce(*MONEY)


def _wants_voucher(draft: SettlementDraft) -> bool:
    """Whether cash came back or was paid on top: what it leaves is written on a numbered voucher."""
    return draft.method is PaymentMethod.CASH and bool(draft.returned or draft.topped_up)
