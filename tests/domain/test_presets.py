"""What a new office begins with."""

from __future__ import annotations

import pytest

from desktop.domain.consents import ConsentRule
from desktop.domain.papers import PaperForm
from desktop.domain.presets import PRESETS, OfficePlace, first_settings
from desktop.domain.rates import RateSource
from desktop.domain.receipts import Organisation
from desktop.domain.settings import check_settings


@pytest.mark.parametrize("place", list(OfficePlace))
def test_every_preset_is_an_office_that_may_be_saved(place: OfficePlace) -> None:
    preset = PRESETS[place]
    settings = first_settings(place, Organisation("Lantern Aid"), preset.currency, preset.language or "be")
    assert check_settings(settings) == ()
    assert settings.document_consent is ConsentRule.REFUSE
    assert settings.organisation.country == place.value


def test_poland_and_lithuania_have_their_own_rates_forms_and_terms() -> None:
    poland, lithuania = (
        first_settings(place, Organisation("Lantern Aid"), PRESETS[place].currency, PRESETS[place].language)
        for place in (OfficePlace.POLAND, OfficePlace.LITHUANIA)
    )
    assert (poland.base_currency, poland.language, poland.papers.form) == ("PLN", "pl", PaperForm.POLAND)
    assert (lithuania.base_currency, lithuania.language, lithuania.papers.form) == ("EUR", "lt", PaperForm.LITHUANIA)
    assert poland.rate_rule.source is RateSource.NBP
    assert lithuania.rate_rule.source is RateSource.ECB
    assert (poland.retention.documents, lithuania.retention.documents) == (5, 10)


def test_what_was_chosen_counts_more_than_what_is_usual() -> None:
    made = first_settings(OfficePlace.POLAND, Organisation("Lantern Aid", country="GE"), "GEL", "en")
    assert (made.organisation.country, made.base_currency, made.language) == ("GE", "GEL", "en")
