"""The form of a promised gift: who promised it, for which campaign, how much, and until when; new or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.people import PersonCategory
from desktop.domain.pledges import Pledge, PledgeDraft, check_pledge
from desktop.i18n import mark, tr
from desktop.services.pledges import change_pledge, load_pledge, record_pledge
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
    """A new pledge, or with a `code` what an open one promises now; its donor stays."""

    def __init__(self, place: Workplace, code: str | None = None) -> None:
        super().__init__(place, "pledge", code, mark("Pledges"))
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
        return load_pledge(self.place.office, code)

    def show_record(self, record: Pledge | None) -> None:
        if record is None:
            self.form.fields["on"].write(self.place.office.today())
            return
        draft = record.draft
        self.picker.write(draft.campaign)
        self.donor.write(draft.donor)
        self.donor.lock(True)
        self.amount.set_currency(draft.amount.currency)
        self.amount.write(draft.amount)
        for name in ("on", "due", "note"):
            self.form.fields[name].write(getattr(draft, name))

    def take_like(self, found: Pledge) -> None:
        draft = found.draft
        self.picker.write(draft.campaign)
        self.donor.write(draft.donor)
        self.amount.set_currency(draft.amount.currency)
        self.amount.write(draft.amount)
        self.form.fields["note"].write(draft.note)

    def read_draft(self) -> PledgeDraft:
        return PledgeDraft(**self.form.read())

    def check(self, draft: PledgeDraft) -> Iterable[Problem]:
        return check_pledge(draft, self.place.office.today())

    def store(self, draft: PledgeDraft) -> Pledge:
        if self.record is None or self.code is None:
            return record_pledge(self.place.office, draft)
        return change_pledge(self.place.office, self.code, draft, self.record.revision)

    def stored(self, record: Pledge) -> None:
        self.place.changes.announce(Topic.DONATIONS)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("New pledge") if self.code is None else tr("Change {code}").format(code=self.code))
        self.save_another.setVisible(self.code is None)

    def _on_chosen(self, row: CampaignRow | None) -> None:
        if row is not None and (self.record is None or row.code != self.record.draft.campaign):
            self.amount.set_currency(row.goal.currency)
