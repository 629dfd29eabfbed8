"""The office's settings: as settled, whole; and what an office must settle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.money import Money
from desktop.domain.rates import EU_GRANT, POLAND, DayRule, RateRule, RateSource
from desktop.domain.receipts import Organisation
from desktop.domain.settings import LONGEST_LINE, OfficeSettings, check_settings

if TYPE_CHECKING:
    from desktop.storage.work import Work

SETTLED = OfficeSettings(
    Organisation("Гняздо", "ul. Długa 1", "KRS 1", "PL", "Бусел", "skarbnik", "Heron", "Warszawa"),
    "PLN",
    "be",
    True,
    POLAND,
)


def test_a_new_vault_has_the_usual_settings(work: Work) -> None:
    assert work.settings.load() == OfficeSettings()


def test_what_is_settled_is_what_is_read(work: Work) -> None:
    work.settings.save(SETTLED)
    assert work.settings.load() == SETTLED
    work.settings.save(replace(SETTLED, sample=False, organisation=Organisation("Nest")))
    assert work.settings.load() == OfficeSettings(Organisation("Nest"), "PLN", "be", False, POLAND)


def test_the_period_of_a_rule_of_rates_is_kept(work: Work) -> None:
    grant = OfficeSettings(rate_rule=replace(EU_GRANT, period=(date(2026, 1, 1), date(2026, 6, 30))))
    work.settings.save(grant)
    assert work.settings.load() == grant


def test_what_is_wrong_with_settings_is_said() -> None:
    assert check_settings(SETTLED) == ()
    wrong = OfficeSettings(
        Organisation(" ", address="x" * (LONGEST_LINE + 1)), "ZZZ", rate_rule=RateRule(RateSource.ECB, DayRule.MONTH)
    )
    assert [(each.code, each.at) for each in check_settings(wrong)] == [
        ("organisation.needs_a_name", "organisation.name"),
        ("text.too_long", "organisation.address"),
        ("currency.unknown", "base_currency"),
        ("rate.rule_needs_days", "rate_rule.day_rule"),
    ]


def test_the_threshold_of_approvals_is_kept_and_is_in_the_base_currency(work: Work) -> None:
    settings = OfficeSettings(Organisation("A"), approval_threshold=Money(50000, "EUR"))
    work.settings.save(settings)
    assert work.settings.load() == settings
    assert check_settings(settings) == ()
    for threshold, code in ((Money(-1, "EUR"), "amount.negative"), (Money(1, "USD"), "settings.threshold_currency")):
        found = check_settings(replace(settings, approval_threshold=threshold))
        assert [(problem.code, problem.at) for problem in found] == [(code, "approval_threshold")]
