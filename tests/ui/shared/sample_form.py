"""A small form that shows how pages write theirs: an invented campaign with its grid of items."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.domain.campaigns import Campaign, CampaignDraft, CampaignStatus, ItemDraft, check_campaign
from desktop.domain.errors import Problem, Refused
from desktop.domain.ledger import FundTotals
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.i18n import mark, tr
from desktop.ui.changes import Topic
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import CheckField, ChoiceField, LongTextField, MoneyField, TextField
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.grid import Grid
from desktop.ui.shared.grid_kinds import choice_column, money_column, quantity_column, text_column
from desktop.ui.shared.pickers import PersonPicker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.ui.workplace import Workplace

TODAY = date(2026, 11, 22)
_NOTHING = Money(0, "EUR")


@dataclass
class Stored:
    """Where the sample form loads from and saves to."""

    campaign: Campaign
    saved: list[CampaignDraft]
    failing: BaseException | None = None


class SampleForm(FormPage[CampaignDraft, Campaign]):
    """A campaign's form in short."""

    def __init__(self, place: Workplace, stored: Stored, code: str | None) -> None:
        super().__init__(place, "campaign", code, mark("Campaigns"))
        self._stored = stored
        form = self.form
        form.section(mark("Campaign"))
        form.add(TextField("title", mark("Title"), needed=True), wide=True)
        form.add(ChoiceField("status", mark("Status"), CampaignStatus))
        form.add(PersonPicker(place, "beneficiary", mark("Beneficiary")))
        form.add(MoneyField("goal", mark("Stated goal"), "EUR", hint=mark("As the page says it")))
        form.gap()
        form.add(DateField("starts", mark("Starts"), lambda: TODAY))
        form.add(DateField("ends", mark("Ends"), lambda: TODAY))
        form.add(CheckField("plain", mark("Plain")))
        form.add(LongTextField("story", mark("Story")), wide=True)
        form.section(mark("Expense items"))
        columns = (
            text_column("label", mark("Description"), 260),
            quantity_column("quantity", mark("Quantity")),
            choice_column("category", mark("Category"), ItemCategory),
            money_column("planned", mark("Amount"), lambda: "EUR"),
        )
        self.grid = Grid("campaign.items", mark("Expense items"), columns, self._blank)
        form.add_wide(self.grid)
        self.grid.edited.connect(form.soil)
        self.begin()

    @staticmethod
    def _blank() -> dict[str, object]:
        return {"label": "", "quantity": Decimal(1), "category": ItemCategory.OTHER, "planned": None}

    def load(self, code: str) -> Campaign:
        assert code == self._stored.campaign.code
        return self._stored.campaign

    def show_record(self, record: Campaign | None) -> None:
        draft = record.draft if record is not None else CampaignDraft("")
        self.form.write(draft)
        self.grid.model.set_rows(
            [
                {"label": item.label, "quantity": item.quantity, "category": item.category, "planned": item.planned}
                for item in draft.items
            ]
        )

    def read_draft(self) -> CampaignDraft:
        values = self.form.read()
        del values["plain"]
        self.grid.commit()
        unread = self.grid.model.unread()
        if unread:
            raise Refused(*unread[0][2].reason.problems)
        items = tuple(
            ItemDraft(row["label"], row["planned"] or _NOTHING, row["category"], row["quantity"])
            for row in self.grid.model.rows()
        )
        return replace(CampaignDraft("x"), **values, items=items)

    def check(self, draft: CampaignDraft) -> Iterable[Problem]:
        return check_campaign(draft)

    def store(self, draft: CampaignDraft) -> Campaign:
        if self._stored.failing is not None:
            raise self._stored.failing
        self._stored.saved.append(draft)
        return replace(self._stored.campaign, draft=draft)

    def stored(self, record: Campaign) -> None:
        self.place.changes.announce(Topic.CAMPAIGNS, Topic.ITEMS)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(self.code or tr("New campaign"))


def sample_campaign() -> Campaign:
    items = (
        ItemDraft("Treatment", Money(50000, "EUR"), ItemCategory.MEDICAL, Decimal(1)),
        ItemDraft("Rent", Money(98000, "EUR"), ItemCategory.HOUSING, Decimal(3)),
    )
    draft = CampaignDraft("Help for a family", goal=Money(150000, "EUR"), starts=date(2026, 11, 1), items=items)
    return Campaign("C-0001", draft, (), FundTotals.plain(_NOTHING, _NOTHING, _NOTHING), archived=False, revision=1)
