"""The form of a new advance: to whom, out of which campaign, how much, until when the proofs are due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from desktop.domain.advances import AdvanceDraft, check_advance
from desktop.domain.ledger import MONEY_OUT, PaymentMethod
from desktop.domain.money import Money
from desktop.domain.summaries import Recorded
from desktop.i18n import mark, tr
from desktop.services.advances import give_advance, load_advance
from desktop.services.campaigns import load_campaign
from desktop.ui import formatting
from desktop.ui.changes import MONEY
from desktop.ui.money.late import LateBooking
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, LongTextField, MoneyField
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.naming import named, text_label
from desktop.ui.shared.pickers import CampaignPicker, PersonPicker
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.advances import Advance
    from desktop.domain.campaigns import Campaign, CampaignRow
    from desktop.domain.errors import Problem
    from desktop.ui.workplace import Workplace

_DUE_DAYS = 30


class AdvanceForm(FormPage[AdvanceDraft, Recorded]):
    """`recorded(code)` once it is stored."""

    recorded = Signal(str)

    def __init__(self, place: Workplace, campaign: str = "") -> None:
        super().__init__(place, "advance", None, mark("Advances"))
        self.campaign: Campaign | None = None
        self._start = campaign
        self._latest = Latest(place.tasks)
        self.late = LateBooking(self.banner, self.save)
        form, today = self.form, place.office.today
        self.picker: CampaignPicker = form.add(CampaignPicker(place, "campaign", mark("Campaign"), needed=True))
        self.picker.on_chosen = self._on_chosen
        form.add(
            PersonPicker(
                place, "person", mark("Holder"), hint=mark("Who gets the money and brings the proofs"), needed=True
            )
        )
        self.standing = named(text_label("", "muted", wrap=True), "advance.standing")
        form.add_wide(self.standing)
        self.amount: MoneyField = form.add(
            MoneyField("amount", mark("Amount"), place.settings().base_currency, needed=True)
        )
        form.add(ChoiceField("method", mark("Method"), MONEY_OUT))
        self.on: DateField = form.add(DateField("on", mark("Given on"), today, needed=True))
        form.add(DateField("due", mark("Proofs due"), today, needed=True))
        form.add(
            LongTextField("purpose", mark("Purpose"), hint=mark("What it is for. It may name people"), lines=2),
            wide=True,
        )
        self.on.edited.connect(self.late.forget)
        self.save_another.hide()
        self.begin()

    # ------------------------------------------------------------------ the kit's hooks

    def load(self, code: str) -> Recorded:
        raise TypeError("what is recorded has a page of its own")

    def show_record(self, record: Recorded | None) -> None:
        today = self.place.office.today()
        fields: dict[str, Any] = self.form.fields
        fields["method"].write(PaymentMethod.CASH)
        fields["on"].write(today)
        fields["due"].write(today + timedelta(days=_DUE_DAYS))
        if self._start:
            self.picker.write(self._start)
            self._read_campaign(self._start)

    def read_like(self, code: str) -> Advance:
        return load_advance(self.place.office, code)

    def take_like(self, found: Advance) -> None:
        draft, fields = found.draft, self.form.fields
        self.picker.write(draft.campaign)
        self.amount.set_currency(draft.amount.currency)
        for name in ("person", "amount", "method", "purpose"):
            fields[name].write(getattr(draft, name))
        self._read_campaign(draft.campaign)

    def read_draft(self) -> AdvanceDraft:
        return AdvanceDraft(**self.form.read(), into_open=self.late.accepted)

    def check(self, draft: AdvanceDraft) -> Iterable[Problem]:
        """Check against the figures at hand; the service checks again against those of that moment."""
        if self.campaign is None or self.campaign.code != draft.campaign:
            return ()
        return check_advance(draft, self.campaign.totals.available, self.place.office.today())

    def show_problems(self, problems: Iterable[Problem]) -> None:
        found = list(problems)
        super().show_problems(found)
        self.late.offer(found)

    def store(self, draft: AdvanceDraft) -> Recorded:
        return give_advance(self.place.office, draft)

    def stored(self, record: Recorded) -> None:
        self.place.changes.announce(*MONEY)

    def _on_stored(self, record: Recorded) -> None:
        """Hand over to the section, which shows the new advance in place of this form."""
        self.form.clean()
        self.stored(record)
        self.recorded.emit(record.code)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("New advance"))
        self._write_standing()

    # ------------------------------------------------------------------ what happens

    def _on_chosen(self, row: CampaignRow | None) -> None:
        if row is None:
            self._latest.drop()
            self._show_campaign(None)
        else:
            self._read_campaign(row.code)

    def _read_campaign(self, code: str) -> None:
        self._latest.run(
            load_campaign, self.place.office, code, done=self._show_campaign, failed=self._on_failed, owner=self
        )

    def _show_campaign(self, campaign: Campaign | None) -> None:
        self.campaign = campaign
        if campaign is not None:
            self.amount.set_currency(campaign.draft.currency)
        self._write_standing()

    def _write_standing(self) -> None:
        if self.campaign is None:
            self.standing.setText(tr("Choose the campaign first: the advance is in its currency."))
            return
        totals = self.campaign.totals
        text = tr("{campaign} has {available} available. {advanced} of it is out as advances.")
        if totals.advanced == Money.zero(totals.advanced.currency):
            text = tr("{campaign} has {available} available.")
        self.standing.setText(
            text.format(
                campaign=self.campaign.code,
                available=formatting.money(totals.available),
                advanced=formatting.money(totals.advanced),
            )
        )
