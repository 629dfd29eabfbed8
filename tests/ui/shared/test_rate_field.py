"""The rate of foreign money: the official one unless the bank's own is typed, as a rate or as an amount."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import DiskFailed, Refused
from desktop.domain.money import Money
from desktop.domain.rate_tables import RateTable
from desktop.domain.rates import PinnedRate, RateSource
from desktop.i18n import mark, use_language
from desktop.services.rates import import_rates
from desktop.ui.shared import rate_field
from desktop.ui.shared.form import Form
from desktop.ui.shared.rate_field import RateField, rate_warnings
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

DAY = date(2026, 5, 6)
USD = PinnedRate("EUR", "USD", Decimal("1.25"), RateSource.ECB, date(2026, 5, 5))
PLN = PinnedRate("EUR", "PLN", Decimal("4.25"), RateSource.ECB, date(2026, 5, 5))
GIVEN = Money(10000, "USD")


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form("gift")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def field(form: Form, desk: Desk) -> RateField:
    import_rates(desk.office, RateTable(RateSource.ECB, (USD, PLN)))
    made: RateField = form.add(RateField(desk.place, "rate", mark("Rate"), mark("Credited by the bank")))
    return made


def type_rate(field: RateField, text: str) -> None:
    field.line.insert(text)


def type_counted(field: RateField, text: str) -> None:
    field.counted_line.insert(text)


def refused(field: RateField) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as caught:
        field.read()
    return [(problem.code, problem.at) for problem in caught.value.problems]


def test_money_of_the_funds_own_currency_needs_no_rate(field: RateField) -> None:
    assert field.isHidden()
    field.ask("EUR", "EUR", DAY, Money(5, "EUR"))
    assert (field.isHidden(), field.read(), field.counted) == (True, None, None)


def test_the_official_rate_counts_unless_another_is_typed(form: Form, field: RateField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.known):
        field.ask("USD", "EUR", DAY, GIVEN)
    assert not field.isHidden()
    assert field.official_label.text() == "Official: 1 EUR = 1.25 USD of 2026-05-05, European Central Bank"
    assert field.read() == USD
    assert field.counted == Money(8000, "EUR")
    assert field.counted_line.placeholderText() == "80.00"
    assert not form.dirty


def test_a_typed_rate_is_the_banks(form: Form, field: RateField) -> None:
    field.ask("USD", "EUR", DAY, GIVEN)
    type_rate(field, "0,79")
    assert field.read() == PinnedRate("USD", "EUR", Decimal("0.79"), RateSource.BANK, DAY)
    assert field.counted == Money(7900, "EUR")
    assert field.counted_line.placeholderText() == "79.00"
    assert form.dirty
    assert field.warning.isHidden()


def test_a_typed_amount_makes_the_rate(field: RateField) -> None:
    field.ask("USD", "EUR", DAY, GIVEN)
    type_rate(field, "0.5")
    type_counted(field, "78,50")
    assert field.line.text() == ""
    assert field.read() == PinnedRate("USD", "EUR", Decimal("0.785"), RateSource.BANK, DAY)
    assert field.line.placeholderText() == "0.785"
    type_rate(field, "0.8")
    assert field.counted_line.text() == ""


def test_a_rate_can_be_typed_the_other_way_round(field: RateField) -> None:
    field.ask("USD", "EUR", DAY, GIVEN)
    assert field.line.placeholderText() == "official"  # it is said per euro, and the field per dollar
    field.turn.click()
    assert field.line.placeholderText() == "1.25"
    type_rate(field, "1.28")
    assert field.read() == PinnedRate("EUR", "USD", Decimal("1.28"), RateSource.BANK, DAY)
    assert field.counted == Money(7813, "EUR")


@pytest.mark.parametrize(("typed", "far"), [("0.84", False), ("0.85", True), ("1.25", True)])
def test_a_rate_far_from_the_official_one_is_warned_of_and_taken(field: RateField, typed: str, far: bool) -> None:
    field.ask("USD", "EUR", DAY, GIVEN)
    type_rate(field, typed)
    assert field.warning.isHidden() is not far
    assert bool(rate_warnings(field)) is far
    assert "1 EUR = 1.25 USD" in field.warning.text() or not far
    assert field.read() is not None


@pytest.mark.parametrize(
    ("typed", "code"),
    [("x", "rate.unreadable"), ("1.2.3", "rate.unreadable"), ("0", "rate.not_positive"), ("1" * 12, "rate.absurd")],
)
def test_what_is_no_rate_is_said_at_the_field(field: RateField, typed: str, code: str) -> None:
    field.ask("USD", "EUR", DAY, GIVEN)
    type_rate(field, typed)
    assert refused(field) == [(code, "rate")]
    assert (field.counted, rate_warnings(field)) == (None, ())
    field.leave()
    assert field.problem


@pytest.mark.parametrize(("typed", "code"), [("x", "amount.unreadable"), ("0", "amount.not_positive")])
def test_what_is_no_amount_is_said_at_the_field(field: RateField, typed: str, code: str) -> None:
    field.ask("USD", "EUR", DAY, GIVEN)
    type_counted(field, typed)
    assert refused(field) == [(code, "rate")]


def test_without_an_official_rate_the_reason_is_said_and_one_must_be_typed(field: RateField) -> None:
    field.ask("BYN", "EUR", DAY, Money(10000, "BYN"))
    assert field.official_label.text().startswith("There is no rate between BYN and EUR here")
    assert refused(field) == [("field.required", "rate")]
    type_rate(field, "0.28")
    assert field.counted == Money(2800, "EUR")
    assert rate_warnings(field) == ()


def test_a_cross_rate_says_through_which_currency(field: RateField) -> None:
    field.ask("USD", "PLN", DAY)
    assert "1 USD = 3.4 PLN" in field.official_label.text()
    assert field.official_label.text().endswith("(through EUR)")
    assert (field.read() is not None, field.counted) == (True, None)


def test_another_pair_forgets_what_was_typed_and_another_amount_does_not(field: RateField) -> None:
    field.ask("USD", "EUR", DAY, GIVEN)
    type_rate(field, "0.79")
    field.ask("USD", "EUR", DAY, Money(20000, "USD"))
    assert field.counted == Money(15800, "EUR")
    field.ask("PLN", "EUR", DAY, Money(20000, "PLN"))
    assert field.line.text() == ""
    field.ask("PLN", "EUR", None)
    assert refused(field) == [("field.required", "rate")]


def test_a_kept_rate_is_shown_again(field: RateField) -> None:
    field.ask("USD", "EUR", DAY, GIVEN)
    bank = PinnedRate("EUR", "USD", Decimal("1.28"), RateSource.BANK, DAY)
    field.write(bank)
    assert (field.line.text(), field.read()) == ("1.28", bank)
    field.write(USD)
    assert (field.line.text(), field.read()) == ("", USD)
    field.write(None)
    assert field.line.text() == ""
    field.lock(True)
    assert field.line.isReadOnly()
    assert field.counted_line.isReadOnly()


def test_when_the_official_rate_cannot_be_read_one_can_be_typed(
    field: RateField, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_all: object) -> None:
        raise DiskFailed

    monkeypatch.setattr(rate_field, "rate_for", broken)
    field.ask("USD", "EUR", DAY, GIVEN)
    assert field.official_label.isHidden()
    type_rate(field, "0.8")
    assert field.counted == Money(8000, "EUR")


def test_everything_is_named_in_both_languages(form: Form, field: RateField) -> None:
    field.ask("USD", "EUR", DAY, GIVEN)
    for language in ("en", "be"):
        use_language(language)
        assert_named(form)
    assert "1,25" in field.official_label.text()
