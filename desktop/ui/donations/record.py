"""The page of one recorded donation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.receipts import DocumentKind
from desktop.i18n import mark, tr
from desktop.services.donations import load_donation, take_back_donation
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
    from collections.abc import Sequence

    from desktop.domain.donations import Donation
    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class GiftShown:
    """A donation with the names that its page shows."""

    donation: Donation
    campaign: str
    donor: str
    newest: str


def read_gift(office: Office, code: str) -> GiftShown:
    """Read a donation and what it refers to; raises NotFound."""
    gift = load_donation(office, code)
    donor = name_of(office, gift.draft.donor) if gift.draft.donor is not None else ""
    return GiftShown(gift, title_of(office, gift.draft.campaign), donor, newest_document(office, code))


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
        super().__init__(place, "donation", code, mark("Money in"), greeting)

    def load(self, code: str) -> GiftShown:
        return read_gift(self.place.office, code)

    def facts_of(self, record: GiftShown) -> Sequence[Fact]:
        gift, draft, go = record.donation, record.donation.draft, self.place.navigate
        donor = draft.donor
        nobody = tr("Collected before this ledger") if gift.opening else tr("Anonymous")
        return (
            Fact(
                "fact_campaign",
                mark("Campaign"),
                draft.campaign,
                lambda: go("campaigns", draft.campaign),
                record.campaign,
            ),
            Fact("fact_donor", mark("Donor"), donor, lambda: go("people", donor), record.donor)
            if donor is not None
            else Fact("fact_donor", mark("Donor"), nobody),
            Fact("fact_gross", mark("Given"), formatting.money(draft.gross)),
            Fact("fact_fee", mark("Fee"), formatting.money(draft.fee) if draft.fee else ""),
            Fact("fact_net", mark("Received"), formatting.money(draft.net), look="heading"),
            Fact("fact_on", mark("Date"), formatting.day(draft.on)),
            Fact("fact_happened", mark("Happened on"), formatting.day(draft.happened)),
            Fact("fact_method", mark("Method"), "" if gift.opening else formatting.label(draft.method)),
            Fact("fact_reference", mark("Bank reference"), draft.reference),
            Fact("fact_entry", mark("Entry"), str(gift.entry)),
            Fact("fact_receipt", mark("Receipt"), _receipt(record)),
            Fact("fact_back", mark("Taken back"), countered_words(gift.countered_by, gift.taken_back_because)),
        )

    def standing_of(self, record: GiftShown) -> Standing:
        gift = record.donation
        return Standing(gift.receipt, record.newest, gift.countered_by is not None, gift.draft.donor is not None)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Donation {code}").format(code=self.code))


def _receipt(record: GiftShown) -> str:
    if record.donation.receipt is not None:
        return record.donation.receipt
    if record.donation.opening:
        return ""
    return tr("None yet") if record.donation.draft.donor else tr("An anonymous gift gets none")
