"""The first fields of a campaign's form: what the appeal says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.campaigns import CampaignStatus, Publicity
from desktop.domain.funding import FundingRule
from desktop.i18n import mark
from desktop.ui.campaigns.beneficiary import BeneficiaryPicker
from desktop.ui.campaigns.choices import page_languages
from desktop.ui.campaigns.other_titles import OtherTitles
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, CodeField, MoneyField, TextField
from desktop.ui.start.create import currencies

if TYPE_CHECKING:
    from desktop.ui.shared.banner import Banner
    from desktop.ui.shared.form import Form
    from desktop.ui.workplace import Workplace

APPEAL_ONLY = (
    "title", "status", "beneficiary", "currency", "goal", "starts", "ends", "publicity", "language", "story",
)  # fmt: skip
"""Fields that the general fund, which is nobody's appeal, does not show."""


@dataclass(frozen=True, slots=True)
class Appeal:
    """What of these fields the form itself works with."""

    titles: OtherTitles
    currency: CodeField
    goal: MoneyField


def add_appeal(form: Form, place: Workplace, banner: Banner) -> Appeal:
    """Add the fields in the order of the Tab key."""
    form.section(mark("Campaign"))
    form.add(TextField("title", mark("Title"), hint=mark("As on the appeal; it may name a person"), needed=True),
             wide=True)  # fmt: skip
    titles = OtherTitles(form)
    form.add(ChoiceField("status", mark("Status"), CampaignStatus))
    form.add(BeneficiaryPicker(place, "beneficiary", mark("Beneficiary"), banner))
    currency: CodeField = form.add(CodeField("currency", mark("Currency"), currencies))
    base, hint = place.settings().base_currency, mark("As the appeal says it; empty if it says none")
    goal: MoneyField = form.add(MoneyField("goal", mark("Stated goal"), base, hint=hint))
    form.add(DateField("starts", mark("Starts"), place.office.today))
    form.add(DateField("ends", mark("Ends"), place.office.today))
    form.add(ChoiceField("publicity", mark("The appeal names the beneficiary"), Publicity))
    titles.follow(form.add(CodeField("language", mark("Language of the appeal"), page_languages)))
    form.add(
        ChoiceField("funding", mark("Money goes to the items"), FundingRule,
                    hint=mark("Gifts for one item go to that item first"))
    )  # fmt: skip
    return Appeal(titles, currency, goal)
