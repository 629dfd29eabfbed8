"""The page of one recorded donation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from desktop.domain.attachments import AttachmentKind
from desktop.domain.ledger import PaymentMethod
from desktop.domain.receipts import DocumentKind
from desktop.domain.shares import FeeBearer
from desktop.i18n import mark, tr
from desktop.services.documents import valid_document
from desktop.services.donations import load_donation, take_back_donation
from desktop.services.rates import entry_rates
from desktop.services.refunds import take_back_refund
from desktop.ui import formatting
from desktop.ui.changes import MONEY
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.donations.refund import RefundDialog
from desktop.ui.money.record import (
    MoneyRecordPage,
    Standing,
    Words,
    countered_words,
    name_of,
    newest_document,
    title_of,
)
from desktop.ui.shared.facts import Fact
from desktop.ui.shared.naming import button
from desktop.ui.shared.take_back import TakeBackDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.donations import Donation
    from desktop.domain.rate_tables import EntryRates
    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class GiftShown:
    """A donation with the names that its page shows, and its entry's rates."""

    donation: Donation
    campaign: str
    donor: str
    newest: str
    rates: EntryRates | None
    money_in: str | None

    @property
    def wants_money_in(self) -> bool:
        """Whether the cash desk may still write a voucher of it."""
        gift = self.donation
        cash = gift.draft.method is PaymentMethod.CASH and not gift.opening
        return cash and not gift.taken_back and self.money_in is None


def read_gift(office: Office, code: str) -> GiftShown:
    """Read a donation and what it refers to; raises NotFound."""
    gift = load_donation(office, code)
    donor = name_of(office, gift.draft.donor) if gift.draft.donor is not None else ""
    foreign = gift.entry is not None and gift.draft.rate is not None
    rates = entry_rates(office, gift.entry) if foreign and gift.entry is not None else None
    money_in = valid_document(office, code, DocumentKind.MONEY_IN_VOUCHER)
    title = title_of(office, gift.draft.campaign)
    return GiftShown(gift, title, donor, newest_document(office, code), rates, money_in)


class DonationPage(MoneyRecordPage[GiftShown]):
    """What was given, by whom, for what; its receipt beside it."""

    kind = DocumentKind.DONATION_RECEIPT
    take_back = staticmethod(take_back_donation)
    words = Words(
        issue=mark("Issue a receipt…"),
        take_back=mark(
            "A counter-entry takes the money out of the campaign again. Both entries stay in the ledger for ever."
        ),
        rests=mark("The receipt {number} rests on this donation. Void it first; then the donation can be taken back."),
        void=mark("Void the receipt…"),
        free=mark("The receipt is void. The donation can be taken back now."),
        taken_back=mark("{code} is taken back: the campaign no longer counts it."),
    )

    def __init__(self, place: Workplace, code: str, greeting: str = "") -> None:
        self.refund_button = button("donation.refund")
        self.refund_button.hide()
        self.cash_button = button("donation.money_in", "", "documents")
        self.cash_button.hide()
        self.unrefund_button = button("donation.take_back_refund", "danger")
        self.unrefund_button.hide()
        super().__init__(place, "donation", code, mark("Money in"), greeting)
        self.action_row.insert(1, self.refund_button)
        self.action_row.insert(1, self.cash_button)
        self.cash_button.clicked.connect(self._on_cash)
        self.action_row.add(self.unrefund_button)
        self.refund_button.clicked.connect(self._on_refund)
        self.unrefund_button.clicked.connect(self._on_take_back_refund)

    def build(self) -> None:
        self.add_files(AttachmentKind.OTHER, AttachmentKind.INVOICE)

    def load(self, code: str) -> GiftShown:
        return read_gift(self.place.office, code)

    def show_record(self, record: GiftShown | None) -> None:
        super().show_record(record)
        if record is not None:
            gift = record.donation
            self.refund_button.setVisible(bool(gift.net_refundable))
            self.unrefund_button.setVisible(bool(gift.refunded))
            self.cash_button.setVisible(record.wants_money_in)
            if gift.refunded:  # what was given back to the donor is no slip of entry
                self.take_back_button.hide()

    def facts_of(self, record: GiftShown) -> Sequence[Fact]:
        gift, draft, go = record.donation, record.donation.draft, self.place.navigate
        donor = draft.donor
        nobody = tr("Collected before this ledger") if gift.opening else tr("Anonymous")
        return (
            *self._where(record),
            Fact("fact_donor", mark("Donor"), donor, lambda: go("people", donor), record.donor)
            if donor is not None
            else Fact("fact_donor", mark("Donor"), nobody),
            Fact("fact_goods", mark("What was given"), draft.goods),
            Fact("fact_crypto", mark("Crypto-currency"), f"{draft.quantity} {draft.asset}".strip()),
            Fact("fact_gross", mark("Value") if draft.in_kind else mark("Given"), formatting.money(draft.gross)),
            Fact("fact_fee", mark("Fee"), _fee(gift)),
            Fact("fact_net", mark("Received"), "" if draft.in_kind else formatting.money(draft.net), look="heading"),
            *_exchange(record),
            Fact("fact_on", mark("Date"), formatting.day(draft.on)),
            Fact("fact_happened", mark("Happened on"), formatting.day(draft.happened)),
            Fact("fact_method", mark("Method"), "" if gift.opening else formatting.label(draft.method)),
            Fact("fact_reference", mark("Bank reference"), draft.reference),
            Fact("fact_entry", mark("Entry"), "" if gift.entry is None else str(gift.entry)),
            Fact(
                "fact_pledge",
                mark("Keeps the promise"),
                gift.pledge or "",
                (lambda: go("donations", gift.pledge or "")) if gift.pledge is not None else None,
            ),
            Fact("fact_receipt", mark("Receipt"), _receipt(record)),
            *_refunds(gift),
            Fact("fact_back", mark("Taken back"), _taken_back(gift)),
        )

    def _where(self, record: GiftShown) -> Sequence[Fact]:
        """Say which campaigns and expense items it is for: one, with its title, or each with its part."""
        draft, go = record.donation.draft, self.place.navigate
        shares = draft.parts
        if len(shares) == 1:
            item = shares[0].item
            return (
                Fact(
                    "fact_campaign",
                    mark("Campaign"),
                    draft.campaign,
                    lambda: go("campaigns", draft.campaign),
                    record.campaign,
                ),
                Fact("fact_item", mark("Expense item"), "" if item is None else str(item)),
            )
        return tuple(
            Fact(
                f"fact_share_{place}",
                mark("For"),
                share.campaign if share.item is None else f"{share.campaign}.{share.item}",
                partial(go, "campaigns", share.campaign),
                formatting.money(share.gross),
            )
            for place, share in enumerate(shares, 1)
        )

    def kinds_of(self, record: GiftShown) -> Sequence[DocumentKind]:
        return (DocumentKind.IN_KIND_RECEIPT,) if record.donation.draft.in_kind else (self.kind,)

    def standing_of(self, record: GiftShown) -> Standing:
        gift = record.donation
        issuable = gift.draft.donor is not None and (gift.draft.in_kind or bool(gift.net_refundable))
        return Standing(gift.receipt, record.newest, gift.taken_back, issuable)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Donation {code}").format(code=self.code))
        self.refund_button.setText(tr("Refund…"))
        self.cash_button.setText(tr("Money-in voucher…"))
        self.unrefund_button.setText(tr("Take the refund back…"))

    def _on_cash(self) -> None:
        dialog = IssueDialog(self.place, self.code or "", DocumentKind.MONEY_IN_VOUCHER, parent=self.window())
        self.place.prompts.show(dialog)

    def _on_refund(self) -> None:
        if self.record is None:
            return
        self.banner.clear()
        dialog = RefundDialog(self.place, self.record.donation, self.window())
        if not self.place.prompts.show(dialog):
            return
        number = dialog.recorded.document if dialog.recorded is not None else None
        self.banner.show_good(
            tr("{code} is given back.").format(code=self.code)
            if number is None
            else tr("A part of {code} is given back, and {number} is issued over the rest.").format(
                code=self.code, number=number
            )
        )
        self.place.changes.announce(*MONEY)

    def _on_take_back_refund(self) -> None:
        """Take the last refund back, which was a slip; a receipt over the rest must be void by then."""
        code = self.code or ""
        text = tr("The last refund of this donation was a slip: a counter-entry brings the money back to the campaign.")
        self.banner.clear()
        if self.place.prompts.show(TakeBackDialog(self.place, code, text, take_back_refund, self.window())):
            self.banner.show_good(tr("The last refund of {code} is taken back.").format(code=code))
            self.place.changes.announce(*MONEY)


def _receipt(record: GiftShown) -> str:
    gift = record.donation
    if gift.receipt is not None:
        return gift.receipt
    if gift.opening or (gift.refunds and not gift.net_refundable):
        return ""
    return tr("None yet") if gift.draft.donor else tr("An anonymous gift gets none")


def _fee(gift: Donation) -> str:
    """Say the fee, and who bears it where that is not the gift itself."""
    fee, bearer = gift.draft.fee, gift.draft.fee_bearer
    if not fee:
        return ""
    said = formatting.money(fee)
    return said if bearer is FeeBearer.CAMPAIGN else f"{said}\n{formatting.label(bearer)}"


def _exchange(record: GiftShown) -> Sequence[Fact]:
    """Say at which rate a foreign gift was entered, what the official rate is, and the difference."""
    gift, rate = record.donation, record.donation.draft.rate
    if rate is None:
        return ()
    source = tr("{source}, {date}").format(source=formatting.label(rate.source), date=formatting.day(rate.on))
    rates = record.rates
    facts = [
        Fact("fact_counted", mark("Entered as"), formatting.money(gift.gift.fund_net)),
        Fact("fact_rate", mark("Exchange rate"), f"{formatting.rate(rate)}\n{source}"),
    ]
    if rates is not None and rates.official is not None:
        facts.append(Fact("fact_official", mark("Official rate"), formatting.rate(rates.official)))
        facts.append(Fact("fact_difference", mark("Exchange difference"), formatting.money(rates.difference)))
    return facts


def _refunds(gift: Donation) -> Sequence[Fact]:
    """Say what was given back, when and why, and what can still be."""
    live = [refund for refund in gift.refunds if refund.countered_by is None]
    facts = [
        Fact(
            f"fact_refund_{place}",
            mark("Given back"),
            "\n".join(filter(None, (formatting.money(refund.amount), formatting.day(refund.on), refund.reason))),
        )
        for place, refund in enumerate(live, 1)
    ]
    if live:
        facts.append(Fact("fact_rest", mark("Can still be given back"), formatting.money(gift.net_refundable)))
    return facts


def _taken_back(gift: Donation) -> str:
    if gift.withdrawn:
        return gift.taken_back_because or tr("yes")
    return countered_words(gift.countered_by, gift.taken_back_because)
