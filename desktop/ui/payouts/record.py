"""The page of one recorded payout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.receipts import DocumentKind
from desktop.i18n import mark, tr
from desktop.services.campaigns import load_campaign
from desktop.services.payouts import load_payout, take_back_payout
from desktop.ui import formatting
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

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.domain.payouts import Payout
    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class PaidShown:
    """A payout with the names that its page shows; `labels` are the expense items' by their line."""

    payout: Payout
    campaign: str
    payee: str
    labels: Mapping[int, str]
    newest: str


def read_paid(office: Office, code: str) -> PaidShown:
    """Read a payout and what it refers to; raises NotFound."""
    paid = load_payout(office, code)
    labels = {item.line: item.draft.label for item in load_campaign(office, paid.draft.campaign).items}
    title, name = title_of(office, paid.draft.campaign), name_of(office, paid.draft.payee)
    return PaidShown(paid, title, name, labels, newest_document(office, code))


class PayoutPage(MoneyRecordPage[PaidShown]):
    """What was paid, to whom, for which items; its voucher beside it."""

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

    def load(self, code: str) -> PaidShown:
        return read_paid(self.place.office, code)

    def facts_of(self, record: PaidShown) -> Sequence[Fact]:
        paid, draft, go = record.payout, record.payout.draft, self.place.navigate
        items = "\n".join(
            f"{line.item} {record.labels.get(line.item, '')}: {formatting.money(line.amount)}" for line in draft.lines
        )
        return (
            Fact(
                "fact_campaign",
                mark("Campaign"),
                draft.campaign,
                lambda: go("campaigns", draft.campaign),
                record.campaign,
            ),
            Fact("fact_payee", mark("Payee"), draft.payee, lambda: go("people", draft.payee), record.payee),
            Fact("fact_amount", mark("Amount"), formatting.money(draft.amount), look="heading"),
            Fact("fact_items", mark("Expense items"), items),
            Fact("fact_on", mark("Date"), formatting.day(draft.on)),
            Fact("fact_happened", mark("Happened on"), formatting.day(draft.happened)),
            Fact("fact_method", mark("Method"), formatting.label(draft.method)),
            Fact("fact_purpose", mark("Purpose"), draft.purpose),
            Fact("fact_state", mark("State"), formatting.label(paid.state)),
            Fact("fact_entry", mark("Entry"), str(paid.entry)),
            Fact("fact_voucher", mark("Voucher"), paid.voucher or tr("None yet")),
            Fact("fact_back", mark("Taken back"), countered_words(paid.countered_by, paid.taken_back_because)),
        )

    def standing_of(self, record: PaidShown) -> Standing:
        paid = record.payout
        return Standing(paid.voucher, record.newest, paid.countered_by is not None, issuable=True)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Payout {code}").format(code=self.code))
