"""What a new office begins with, by where it keeps its books; each of it can be changed in the settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.consents import ConsentRule
from desktop.domain.paper_rules import PaperRules
from desktop.domain.papers import PaperForm
from desktop.domain.rates import LITHUANIA, POLAND, RateRule
from desktop.domain.retention import Terms
from desktop.domain.settings import OfficeSettings

if TYPE_CHECKING:
    from desktop.domain.receipts import Organisation


class OfficePlace(Enum):
    """Where an office keeps its books; the value of a country is its ISO 3166 code."""

    LITHUANIA = "LT"
    POLAND = "PL"
    ELSEWHERE = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """What is usual in a country.

    `currency` is an ISO 4217 code; `language` that of new documents, empty where the screen's is as good as any.
    `documents` is for how many years after their own documents of accounts are kept.
    """

    currency: str
    language: str
    rates: RateRule
    form: PaperForm
    documents: int


PRESETS = {
    # Official rates of the euro area (Buhalterinės apskaitos įstatymas); KIO and KPO; kept ten years
    # (Bendrųjų dokumentų saugojimo terminų rodyklė).
    OfficePlace.LITHUANIA: Preset("EUR", "lt", LITHUANIA, PaperForm.LITHUANIA, 10),
    # Table A of the day before (ustawa o rachunkowości, art. 30); KW and KP; kept five years (art. 74).
    OfficePlace.POLAND: Preset("PLN", "pl", POLAND, PaperForm.POLAND, 5),
    OfficePlace.ELSEWHERE: Preset("EUR", "", LITHUANIA, PaperForm.PLAIN, Terms().documents),
}


def first_settings(place: OfficePlace, organisation: Organisation, currency: str, language: str) -> OfficeSettings:
    """Give the settings of a new office: those usual at its place, with the currency and language that it chose.

    A new office names nobody to accountants without that person's consent; offices from before only warn.
    """
    preset = PRESETS[place]
    return OfficeSettings(
        organisation=replace(organisation, country=organisation.country or place.value),
        base_currency=currency,
        language=language,
        rate_rule=preset.rates,
        document_consent=ConsentRule.REFUSE,
        papers=PaperRules(form=preset.form),
        retention=replace(Terms(), documents=preset.documents),
    )
