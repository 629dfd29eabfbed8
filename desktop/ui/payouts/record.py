"""The page of one payout: where it stands, what speaks against it, the next steps, its voucher and its history."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.domain.attachments import AttachmentKind
from desktop.domain.errors import Refused
from desktop.domain.ledger import PaymentMethod
from desktop.domain.payouts import PayoutMove
from desktop.domain.receipts import VOUCHERS, DocumentKind
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.campaigns import load_campaign
from desktop.services.payout_review import PayoutReview, review_payout
from desktop.services.payout_steps import (
    approve_payout,
    cancel_payout,
    reject_payout,
    return_payout,
    submit_payout,
)
from desktop.services.payouts import take_back_payout
from desktop.ui import errors, formatting
from desktop.ui.changes import MONEY
from desktop.ui.money.page import CHANGE
from desktop.ui.money.record import (
    MoneyRecordPage,
    Standing,
    Words,
    countered_words,
    name_of,
    newest_document,
    title_of,
)
from desktop.ui.payouts.dialogs import InstalmentsDialog, PayDialog
from desktop.ui.payouts.way import HistoryCard, WayCard, eyes_text, steps_text
from desktop.ui.shared.facts import Fact
from desktop.ui.shared.naming import named, text_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desktop.domain.payouts import Payout
    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace

_OWN = ("payout.own_approval", "payout.own_approval_alone")


@dataclass(frozen=True, slots=True)
class PaidShown:
    """A payout with the names that its page shows; `labels` are the expense items' by their line."""

    review: PayoutReview
    campaign: str
    payee: str
    labels: Mapping[int, str]
    newest: str

    @property
    def payout(self) -> Payout:
        """The payout itself."""
        return self.review.payout


def read_paid(office: Office, code: str) -> PaidShown:
    """Read a payout and what it refers to; raises NotFound."""
    review = review_payout(office, code)
    draft = review.payout.draft
    labels = {item.line: item.draft.label for item in load_campaign(office, draft.campaign).items}
    title, name = title_of(office, draft.campaign), name_of(office, draft.payee)
    return PaidShown(review, title, name, labels, newest_document(office, code))


class PayoutPage(MoneyRecordPage[PaidShown]):
    """What is paid, to whom, for which items; the steps that are open; its voucher beside it once it is paid."""

    kind = DocumentKind.PAYMENT_VOUCHER
    take_back = staticmethod(take_back_payout)
    words = Words(
        issue=mark("Issue a voucher…"),
        take_back=mark(
            "A counter-entry puts the money back into the campaign. Both entries stay in the ledger for ever."
        ),
        rests=mark("The voucher {number} rests on this payout. Void it first; then the payout can be taken back."),
        void=mark("Void the voucher…"),
        free=mark("The voucher is void. The payout can be taken back now."),
        taken_back=mark("{code} is taken back: its money is in the campaign again."),
    )

    def __init__(self, place: Workplace, code: str, greeting: str = "") -> None:
        super().__init__(place, "payout", code, mark("Payouts"), greeting)

    def build(self) -> None:
        """Add the steps above, the checks with the next steps beside, and the history below the facts."""
        self.steps = named(text_label("", "", wrap=True), "payout.steps")
        self.body.insertWidget(0, self.steps)
        self.way, self.history = WayCard(), HistoryCard()
        for each in (self.way, self.history):
            each.hide()
        self.right.insertWidget(0, self.way, 0, Qt.AlignmentFlag.AlignTop)
        self.left.insertWidget(1, self.history, 0, Qt.AlignmentFlag.AlignTop)
        self.right.addStretch(0)
        self.add_files(AttachmentKind.INVOICE, AttachmentKind.OTHER)
        does: Mapping[PayoutMove, Callable[[], object]] = {
            PayoutMove.CHANGE: lambda: self.place.navigate("payouts", f"{CHANGE}:{self.code}"),
            PayoutMove.SUBMIT: partial(self._do, submit_payout, mark("{code} waits for approval.")),
            PayoutMove.APPROVE: self._approve,
            PayoutMove.RETURN: partial(self._ask, return_payout, PayoutMove.RETURN),
            PayoutMove.REJECT: partial(self._ask, reject_payout, PayoutMove.REJECT),
            PayoutMove.CANCEL: partial(self._ask, cancel_payout, PayoutMove.CANCEL),
            PayoutMove.PAY: self._pay,
            PayoutMove.SPLIT: self._split,
        }
        for move, do in does.items():
            self.way.buttons[move].clicked.connect(partial(self._on_pressed, do))
        self.way.pay_part.clicked.connect(partial(self._on_pressed, partial(self._pay, part=True)))

    def load(self, code: str) -> PaidShown:
        return read_paid(self.place.office, code)

    def show_record(self, record: PaidShown | None) -> None:
        super().show_record(record)
        if record is not None:
            self._show_way(record.review)

    def _show_way(self, review: PayoutReview) -> None:
        text = steps_text(review)
        self.steps.setText(text)
        self.steps.setAccessibleName(tr("Where it stands: {state}").format(state=text))
        self.way.setVisible(review.payout.state.waits)
        self.way.show_review(review)
        self.history.setVisible(bool(review.steps))
        self.history.show_review(review)

    def facts_of(self, record: PaidShown) -> Sequence[Fact]:
        paid, draft, go = record.payout, record.payout.draft, self.place.navigate
        items = "\n".join(
            f"{line.item} {record.labels.get(line.item, '')}: {formatting.money(line.amount)}" for line in draft.lines
        )
        foreign = draft.currency != paid.fund_amount.currency
        family = record.review.family
        return (
            Fact(
                "fact_campaign",
                mark("Campaign"),
                draft.campaign,
                lambda: go("campaigns", draft.campaign),
                record.campaign,
            ),
            Fact("fact_payee", mark("Payee"), draft.payee, lambda: go("people", draft.payee), record.payee),
            Fact("fact_role", mark("The payee is"), formatting.label(draft.role)),
            Fact("fact_authority", mark("The proxy's paper"), draft.authority),
            Fact("fact_amount", mark("Amount"), formatting.money(draft.amount), look="heading"),
            Fact("fact_charged", mark("From the fund"), formatting.money(paid.fund_amount) if foreign else ""),
            Fact("fact_rate", mark("Exchange rate"), formatting.rate(draft.rate) if draft.rate is not None else ""),
            Fact("fact_items", mark("Expense items"), items),
            Fact("fact_on", mark("Due on") if paid.entry is None else mark("Date"), formatting.day(draft.on)),
            Fact("fact_happened", mark("Happened on"), formatting.day(draft.happened)),
            Fact("fact_method", mark("Method"), formatting.label(draft.method)),
            Fact("fact_invoice", mark("Invoice"), draft.invoice),
            Fact("fact_iban", mark("IBAN"), draft.iban),
            Fact("fact_purpose", mark("Purpose"), draft.purpose),
            Fact("fact_state", mark("State"), formatting.label(paid.state)),
            Fact("fact_approver", mark("Approved by"), self._approval(record.review)),
            Fact("fact_entry", mark("Entry"), str(paid.entry) if paid.entry is not None else ""),
            Fact("fact_voucher", mark("Voucher"), self._voucher(paid)),
            Fact("fact_family", mark("Parts of one payout"), ", ".join(family)),
            Fact("fact_back", mark("Taken back"), countered_words(paid.countered_by, paid.taken_back_because)),
        )

    @staticmethod
    def _voucher(paid: Payout) -> str:
        return paid.voucher or (tr("None yet") if paid.entry is not None else "")

    @staticmethod
    def _approval(review: PayoutReview) -> str:
        approver = review.payout.approver
        if approver is None:
            return ""
        name = review.names.get(approver, str(approver))
        return tr("{user}, with a written reason").format(user=name) if review.payout.override else name

    def kinds_of(self, record: PaidShown) -> Sequence[DocumentKind]:
        cash = record.payout.draft.method is PaymentMethod.CASH
        return (self.kind,) if cash else VOUCHERS

    def standing_of(self, record: PaidShown) -> Standing:
        paid = record.payout
        has_entry = paid.entry is not None
        return Standing(paid.voucher, record.newest, paid.countered_by is not None, issuable=has_entry, paid=has_entry)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Payout {code}").format(code=self.code))
        if self.record is not None:
            self._show_way(self.record.review)

    # ------------------------------------------------------------------ the steps

    def _on_pressed(self, do: Callable[[], object], *_checked: object) -> None:
        """A button takes one press at a time: while something is being done it is off."""
        if self.record is not None and not self.saving:
            self.banner.clear()
            do()

    def _do(self, verb: Callable[..., Payout], said: str, *more: object) -> None:
        """Do a step in the worker, with the revision that is shown here: nobody approves what they have not seen."""
        if self.record is None:
            return
        self._rest(True)
        payout = self.record.payout
        self.place.tasks.run(
            verb,
            self.place.office,
            payout.code,
            *more,
            payout.revision,
            done=lambda _payout: self._on_step(tr(said).format(code=payout.code)),
            failed=self._on_refused,
            owner=self,
        )

    def _rest(self, resting: bool) -> None:
        self.saving = resting
        self.way.setEnabled(not resting)

    def _on_step(self, said: str) -> None:
        self._rest(False)
        self.place.changes.announce(*MONEY)
        self.banner.show_good(said)

    def _on_refused(self, error: BaseException) -> None:
        self._rest(False)
        if not isinstance(error, Refused):
            errors.show_on(self.banner, error)
            return
        own = any(problem.code in _OWN for problem in error.problems)
        said = " ".join(wording.sentence(problem) for problem in error.problems)
        if own and self.record is not None:
            said = eyes_text(self.record.review) or said
        self.banner.show_error(tr("This step was refused."), said)
        if own:
            self.banner.offer(tr("Approve with a reason…"), self._approve_with_reason)

    def _approve(self) -> None:
        self._do(approve_payout, mark("{code} is approved: its money is reserved."), "")

    def _approve_with_reason(self) -> None:
        reason = self.place.prompts.ask_text(
            tr("Approve {code} yourself?").format(code=self.code),
            tr("Why nobody else approves it; it is recorded"),
            tr("Approve"),
        )
        if reason:
            self.banner.clear()
            self._do(approve_payout, mark("{code} is approved: its money is reserved."), reason)

    def _ask(self, verb: Callable[..., Payout], move: PayoutMove) -> None:
        """Ask why, then do it."""
        title, said, do = _REASONED[move]
        reason = self.place.prompts.ask_text(
            tr(title).format(code=self.code), tr("The reason; it is kept in the book of names"), tr(do),
            danger=move is not PayoutMove.RETURN,
        )  # fmt: skip
        if reason:
            self._do(verb, said, reason)

    def _pay(self, *, part: bool = False) -> None:
        if self.record is None:
            return
        dialog = PayDialog(self.place, self.record.payout, self.record.labels, self.window(), part=part)
        if self.place.prompts.show(dialog) and dialog.made is not None:
            said = tr("{code} is paid.").format(code=dialog.made.code)
            if dialog.made.rest:
                rest = tr("What is left stays approved as {code}.").format(code=dialog.made.rest)
                said = f"{said} {rest}"
            self._on_step(said)

    def _split(self) -> None:
        if self.record is None:
            return
        dialog = InstalmentsDialog(self.place, self.record.payout, self.window())
        if self.place.prompts.show(dialog) and dialog.made is not None:
            parts = ", ".join(each.code for each in dialog.made)
            self._on_step(tr("It is split into {parts}.").format(parts=parts))


_REASONED = {
    PayoutMove.RETURN: (mark("Return {code} for changes?"), mark("{code} is returned for changes."), mark("Return")),
    PayoutMove.REJECT: (mark("Reject {code}?"), mark("{code} is rejected."), mark("Reject")),
    PayoutMove.CANCEL: (mark("Cancel {code}?"), mark("{code} is cancelled."), mark("Cancel the payout")),
}
