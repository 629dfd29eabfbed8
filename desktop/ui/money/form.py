"""The form of new money, in or out: its campaign with what it holds, and the document that is issued with it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Signal

from desktop.domain.donations import DonationDraft
from desktop.domain.errors import Problem, Refused, Severity
from desktop.domain.ledger import PaymentMethod
from desktop.domain.payouts import PayoutDraft
from desktop.domain.summaries import Recorded
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.campaigns import load_campaign
from desktop.services.documents import preview_draft
from desktop.ui import errors, formatting
from desktop.ui.changes import MONEY
from desktop.ui.deeds import Deed
from desktop.ui.documents.choices import IssueNow
from desktop.ui.documents.preview import PreviewDialog
from desktop.ui.money.late import LateBooking
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.naming import named, text_label
from desktop.ui.shared.pickers import CampaignPicker
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.campaigns import Campaign, CampaignRow
    from desktop.domain.receipts import IssueRequest
    from desktop.ui.deeds import Deeds
    from desktop.ui.shared.form_state import State
    from desktop.ui.workplace import Workplace

Draft = TypeVar("Draft", DonationDraft, PayoutDraft)


@dataclass(frozen=True, slots=True)
class Start:
    """How a form begins: with what the last one had, and what is said of that one.

    `change` is the code of what is stored and may still be changed.
    """

    campaign: str = ""
    on: date | None = None
    method: PaymentMethod = PaymentMethod.BANK
    said: str = ""
    document: str = ""
    change: str = ""


class MoneyForm(FormPage[Draft, Recorded]):
    """`recorded(made, next start, another)` once it is stored; the section then shows it or begins the next one."""

    recorded = Signal(object, object, bool)

    def __init__(self, place: Workplace, area: str, start: Start, back_text: str) -> None:
        super().__init__(place, area, None, back_text)
        self._start = start
        self.campaign: Campaign | None = None
        self.issue: IssueNow | None = None
        self.wanted: IssueRequest | None = None
        self._latest = Latest(place.tasks)
        self.late = LateBooking(self.banner, self.save)

    # ------------------------------------------------------------------ building

    def add_campaign(self) -> CampaignPicker:
        """Add the field that says which campaign."""
        self.picker: CampaignPicker = self.form.add(
            CampaignPicker(self.place, "campaign", mark("Campaign"), needed=True)
        )
        self.picker.on_chosen = self._on_chosen
        return self.picker

    def add_standing(self) -> None:
        """Add the line that says what the campaign holds."""
        self.standing = named(text_label("", "muted", wrap=True), f"{self.area}.standing")
        self.form.add_wide(self.standing)

    def add_issue(self, title: str, tick: str) -> None:
        """Add the section that issues the document; left out where names, which it needs, are not at hand."""
        if self.place.office.has_identity:
            self.issue = IssueNow(self.form, self.place, title, tick, self.preview)

    # ------------------------------------------------------------------ for the forms

    @abstractmethod
    def make_draft(self, values: dict[str, Any]) -> Draft:
        """Make the draft out of the fields' values; raises Refused."""

    def show_campaign(self, campaign: Campaign | None) -> None:
        """Take the campaign's currency and show what it holds."""
        self.campaign = campaign
        self._write_standing()

    def said_of(self, record: Recorded) -> str:
        """Say what was done."""
        return said(record)

    # ------------------------------------------------------------------ the kit's hooks

    def load(self, code: str) -> Recorded:
        raise TypeError("what is recorded has a page of its own")

    def show_record(self, record: Recorded | None) -> None:
        start = self._start
        self.form.fields["on"].edited.connect(self.late.forget)
        self.form.fields["on"].write(start.on or self.place.office.today())
        self.form.fields["method"].write(start.method)
        if start.campaign:
            self.picker.write(start.campaign)
            self._read_campaign(start.campaign)
        if start.said:
            self.banner.show_good(start.said)
            if start.document:
                self.banner.offer(
                    tr("Open {number}").format(number=start.document),
                    lambda: self.place.navigate("documents", start.document),
                )

    def read_draft(self) -> Draft:
        values = self.form.read()
        for name in IssueNow.NAMES:
            values.pop(name, None)
        self.wanted = self.issue.request() if self.issue is not None else None
        return replace(self.make_draft(values), into_open=self.late.accepted)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        found = list(problems)
        super().show_problems(found)
        self.late.offer(found)

    def stored(self, record: Recorded) -> None:
        self.place.changes.announce(*MONEY)

    def focus_first(self) -> None:
        """Go to the first field that still waits: with the campaign given, to the one after it."""
        fields = list(self.form.fields.values())
        fields[1 if self._start.campaign else 0].editor.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self._write_standing()
        if self.issue is not None:
            self.issue.preview_button.setText(tr("Preview…"))

    # ------------------------------------------------------------------ what happens

    def deeds(self) -> Deeds:
        found = dict(super().deeds())
        if self.issue is not None:
            found[Deed.PAPER] = self.preview
        return found

    def preview(self) -> None:
        """Show the document as it would be; nothing is recorded, no number is taken."""
        try:
            draft = self.read_draft()
            found = [each for each in self.check(draft) if each.severity is Severity.ERROR]
        except Refused as refusal:
            self._no_preview(refusal.problems)
            return
        if found:
            self._no_preview(found)
        elif self.wanted is not None:
            self.form.clear_problems()
            self.banner.clear()
            self.place.tasks.run(
                preview_draft,
                self.place.office,
                draft,
                self.wanted,
                done=self._on_previewed,
                failed=self._on_unpreviewed,
            )

    def _on_previewed(self, pdf: bytes) -> None:
        self.place.prompts.show(PreviewDialog(pdf, self.window()))

    def _on_unpreviewed(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self._no_preview(error.problems)
        else:
            errors.show_on(self.banner, error)

    def _no_preview(self, problems: Iterable[Problem]) -> None:
        rest = self.place_problems(self.form.problems(problems))
        said = " ".join(wording.sentence(problem) for problem in rest) or tr("Look at the marked fields.")
        self.banner.show_error(tr("No preview yet."), said)
        self.focus_problem()

    def _on_stored(self, record: Recorded) -> None:
        """Hand over to the section. The form stays busy: a second click in its last moment must record nothing."""
        if self.issue is not None and self.wanted is not None:
            self.issue.choices.remember()
        self.form.clean()
        self.stored(record)
        values = self.form.fields
        following = Start(
            values["campaign"].read(),
            values["on"].read(),
            values["method"].read(),
            self.said_of(record),
            record.document or "",
        )
        self.recorded.emit(record, following, self._then_another)

    def _on_chosen(self, row: CampaignRow | None) -> None:
        if row is None:
            self._latest.drop()
            self.show_campaign(None)
        else:
            self._read_campaign(row.code)

    def _read_campaign(self, code: str) -> None:
        self._latest.run(
            load_campaign, self.place.office, code, done=self._on_campaign, failed=self._on_failed, owner=self
        )

    def _on_campaign(self, campaign: Campaign) -> None:
        self.show_campaign(campaign)
        self.drafting.go_on()

    # ------------------------------------------------------------------ drafts

    def take_more(self, more: State) -> None:
        """The campaign first: its items and its currency are what the rest is about."""
        code = self._chosen_code()
        if code and (self.campaign is None or self.campaign.code != code):
            self.picker.tells = False
            self._read_campaign(code)

    def awaits(self) -> bool:
        code = self._chosen_code()
        return bool(code) and (self.campaign is None or self.campaign.code != code)

    def _chosen_code(self) -> str:
        return str(self.picker.keep().get("code", ""))

    def _write_standing(self) -> None:
        campaign = self.campaign
        if campaign is None:
            self.standing.setText(tr("Choose the campaign first: amounts are in its currency."))
            return
        self.standing.setText(
            tr(
                "{campaign} is “{status}”: goal {goal}, collected {collected}, paid {paid}, available {available}."
            ).format(
                campaign=campaign.code,
                status=formatting.label(campaign.draft.status),
                goal=formatting.money(campaign.goal),
                collected=formatting.money(campaign.totals.collected),
                paid=formatting.money(campaign.totals.paid),
                available=formatting.money(campaign.totals.available),
            )
        )


def said(made: Recorded) -> str:
    """Say what was recorded, and what was issued with it."""
    if made.document is not None:
        return tr("{code} is recorded, and {number} issued.").format(code=made.code, number=made.document)
    return tr("{code} is recorded.").format(code=made.code)
