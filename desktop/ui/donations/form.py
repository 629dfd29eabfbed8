"""The form of a new donation: for which campaign, from whom, how much; and its receipt in the same step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.donation_checks import GiftFund, check_donation
from desktop.domain.donations import DonationDraft
from desktop.domain.errors import Problem, Refused
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.people import PersonCategory
from desktop.i18n import mark, tr
from desktop.services.donations import record_donation
from desktop.ui.campaigns.beneficiary import BeneficiaryPicker
from desktop.ui.money.form import MoneyForm
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, MoneyField, TextField
from desktop.ui.shared.figure import FigureField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.campaigns import Campaign
    from desktop.domain.summaries import Recorded
    from desktop.ui.money.form import Start
    from desktop.ui.workplace import Workplace

_NEEDS_DONOR = "document.needs_donor"


class DonationForm(MoneyForm[DonationDraft]):
    """Gross and fee are typed, the net stands beside them at once."""

    def __init__(self, place: Workplace, start: Start) -> None:
        super().__init__(place, "donation", start, mark("Money in"))
        form, today = self.form, place.office.today
        base = place.settings().base_currency
        form.section(mark("Donation"))
        self.add_campaign()
        self.donor: BeneficiaryPicker = form.add(
            BeneficiaryPicker(
                place,
                "donor",
                mark("Donor"),
                self.banner,
                hint=mark("Empty: an anonymous gift"),
                category=PersonCategory.DONOR,
            )
        )
        self.add_standing()
        self.gross: MoneyField = form.add(MoneyField("gross", mark("Given"), base, needed=True))
        self.fee: MoneyField = form.add(
            MoneyField("fee", mark("Fee"), base, hint=mark("What the bank or the payment provider kept"))
        )
        self.net: FigureField = form.add(
            FigureField("net", mark("Received"), hint=mark("What reached the office: given less the fee"))
        )
        form.add(DateField("on", mark("Date"), today, needed=True))
        form.add(ChoiceField("method", mark("Method"), PaymentMethod))
        form.add(
            TextField(
                "reference", mark("Bank reference"), hint=mark("It may name people: it lies in the book of names")
            )
        )
        self.add_issue(mark("Receipt"), mark("Issue a receipt now"))
        for field in (self.gross, self.fee):
            field.edited.connect(self._tell_net)
            field.left.connect(self._tell_net)
        self.begin()

    def show_campaign(self, campaign: Campaign | None) -> None:
        super().show_campaign(campaign)
        currency = campaign.draft.currency if campaign is not None else self.place.settings().base_currency
        for field in (self.gross, self.fee):
            field.set_currency(currency)
        self._tell_net()

    def _tell_net(self) -> None:
        try:
            gross, fee = self.gross.read(), self.fee.read()
        except Refused:
            gross = fee = None
        if gross is not None and fee is not None and fee.minor < 0:
            gross = None
        self.net.show_amount(gross - fee if gross is not None and fee is not None else gross)

    def make_draft(self, values: dict[str, Any]) -> DonationDraft:
        gross: Money = values["gross"]
        return DonationDraft(
            campaign=values["campaign"],
            gross=gross,
            fee=values["fee"] or Money.zero(gross.currency),
            on=values["on"],
            method=values["method"],
            donor=values["donor"],
            reference=values["reference"],
        )

    def check(self, draft: DonationDraft) -> Iterable[Problem]:
        currency = self.campaign.draft.currency if self.campaign is not None else draft.gross.currency
        funds = {draft.campaign: GiftFund(currency, ())}
        found = list(check_donation(draft, funds, self.place.office.today()))
        if draft.donor is None and self.issue is not None and self.issue.tick.read():
            found.append(Problem(_NEEDS_DONOR, "donor"))
        return found

    def store(self, draft: DonationDraft) -> Recorded:
        return record_donation(self.place.office, draft, self.wanted)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("New donation"))
