"""The form of a promised gift: who promised it, for which campaign, how much, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.people import PersonCategory
from desktop.domain.pledges import Pledge, PledgeDraft, check_pledge
from desktop.i18n import mark, tr
from desktop.services.pledges import record_pledge
from desktop.ui.campaigns.beneficiary import BeneficiaryPicker
from desktop.ui.changes import Topic
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import LongTextField, MoneyField
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.pickers import CampaignPicker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.campaigns import CampaignRow
    from desktop.domain.errors import Problem
    from desktop.ui.workplace import Workplace


class PledgeForm(FormPage[PledgeDraft, Pledge]):
    """A pledge is recorded once; what is wrong with it is withdrawn and recorded anew."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "pledge", None, mark("Pledges"))
        form, today = self.form, place.office.today
        form.section(mark("Pledge"))
        self.picker: CampaignPicker = form.add(CampaignPicker(place, "campaign", mark("Campaign"), needed=True))
        self.donor: BeneficiaryPicker = form.add(
            BeneficiaryPicker(place, "donor", mark("Donor"), self.banner, needed=True, category=PersonCategory.DONOR)
        )
        self.amount: MoneyField = form.add(
            MoneyField("amount", mark("Promised"), place.settings().base_currency, needed=True)
        )
        form.gap()
        form.add(DateField("on", mark("Said on"), today, needed=True))
        form.add(DateField("due", mark("Expected until"), today, needed=True, ahead=True))
        form.add(
            LongTextField("note", mark("Note"), hint=mark("It may name people: it lies in the book of names"), lines=3),
            wide=True,
        )
        self.picker.on_chosen = self._on_chosen
        self.begin()

    def load(self, code: str) -> Pledge:
        raise TypeError("what is recorded has a page of its own")

    def show_record(self, record: Pledge | None) -> None:
        self.form.fields["on"].write(self.place.office.today())

    def read_draft(self) -> PledgeDraft:
        return PledgeDraft(**self.form.read())

    def check(self, draft: PledgeDraft) -> Iterable[Problem]:
        return check_pledge(draft, self.place.office.today())

    def store(self, draft: PledgeDraft) -> Pledge:
        return record_pledge(self.place.office, draft)

    def stored(self, record: Pledge) -> None:
        self.place.changes.announce(Topic.DONATIONS)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("New pledge"))

    def _on_chosen(self, row: CampaignRow | None) -> None:
        if row is not None:
            self.amount.set_currency(row.goal.currency)
