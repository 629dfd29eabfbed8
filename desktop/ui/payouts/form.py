"""The form of a new payout: from which campaign, to whom, how much for which item; and its voucher in the same step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.errors import Problem, Refused
from desktop.domain.ledger import PaymentMethod
from desktop.domain.payouts import PayoutDraft, check_payout
from desktop.domain.people import PersonCategory
from desktop.i18n import mark, tr
from desktop.services.payouts import record_payout
from desktop.ui.campaigns.beneficiary import BeneficiaryPicker
from desktop.ui.money.form import MoneyForm
from desktop.ui.payouts.lines import PayLines
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, LongTextField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.campaigns import Campaign
    from desktop.domain.summaries import Recorded
    from desktop.ui.money.form import Start
    from desktop.ui.workplace import Workplace


class PayoutForm(MoneyForm[PayoutDraft]):
    """Amounts are typed beside the campaign's items; the whole stands beside what the fund still has."""

    def __init__(self, place: Workplace, start: Start) -> None:
        super().__init__(place, "payout", start, mark("Payouts"))
        form = self.form
        form.section(mark("Payout"))
        self.add_campaign()
        self.payee: BeneficiaryPicker = form.add(
            BeneficiaryPicker(
                place,
                "payee",
                mark("Payee"),
                self.banner,
                hint=mark("Who gets the money: the beneficiary, a clinic, a landlord"),
                needed=True,
                category=PersonCategory.PAYEE,
            )
        )
        self.add_standing()
        self.lines = PayLines()
        form.add_wide(self.lines)
        form.add(DateField("on", mark("Date"), place.office.today, needed=True))
        form.add(ChoiceField("method", mark("Method"), PaymentMethod))
        form.add(
            LongTextField(
                "purpose",
                mark("Purpose"),
                hint=mark(
                    "Stands on the voucher, and may name people. Empty: a plain sentence with the campaign's code"
                ),
                lines=2,
            ),
            wide=True,
        )
        self.add_issue(mark("Voucher"), mark("Issue a voucher now"))
        self.lines.edited.connect(form.soil)
        self.begin()

    def show_campaign(self, campaign: Campaign | None) -> None:
        """Show its items; its beneficiary is proposed as the payee."""
        changed = self.campaign is None or campaign is None or campaign.code != self.campaign.code
        super().show_campaign(campaign)
        if changed:
            self.lines.show_campaign(campaign)
        if campaign is not None and campaign.draft.beneficiary and not self.payee.line.text().strip():
            self.payee.write(campaign.draft.beneficiary)

    def read_draft(self) -> PayoutDraft:
        found: list[Problem] = []
        for read in (self.form.read, self.lines.read):
            try:
                read()
            except Refused as refusal:
                found.extend(refusal.problems)
        if found:
            raise Refused(*found)
        return super().read_draft()

    def make_draft(self, values: dict[str, Any]) -> PayoutDraft:
        return PayoutDraft(
            campaign=values["campaign"],
            payee=values["payee"],
            lines=self.lines.read(),
            on=values["on"],
            method=values["method"],
            purpose=values["purpose"],
        )

    def check(self, draft: PayoutDraft) -> Iterable[Problem]:
        """Check against the figures at hand; the service checks again against those of that moment."""
        if self.campaign is None or self.campaign.code != draft.campaign:
            return ()
        return check_payout(draft, self.campaign.items, self.campaign.totals.available, self.place.office.today())

    def place_problems(self, problems: list[Problem]) -> list[Problem]:
        return self.lines.place_problems(problems)

    def focus_problem(self) -> bool:
        return super().focus_problem() or self.lines.focus_problem()

    def save(self, *, another: bool = False) -> None:
        """Forget what was wrong before, then save."""
        self.lines.clear_problems()
        super().save(another=another)

    def store(self, draft: PayoutDraft) -> Recorded:
        return record_payout(self.place.office, draft, self.wanted)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("New payout"))
