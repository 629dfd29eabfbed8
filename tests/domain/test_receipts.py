"""Numbers, voids and frozen facts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import Refused
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.people import NameUse
from desktop.domain.receipts import (
    DocumentFacts,
    DocumentKind,
    DocumentLine,
    DocumentState,
    Organisation,
    Series,
    check_void,
    freeze,
    numbering_faults,
    thaw,
    tidy_number,
)

VOUCHER = DocumentFacts(
    kind=DocumentKind.PAYMENT_VOUCHER,
    number="PV/2026/0001",
    language="be",
    issued_on=date(2026, 5, 4),
    operation_on=date(2026, 5, 3),
    organisation=Organisation("Дапамога", "Вільня"),
    party="Алеся Прыклад",
    party_code="P-0007",
    name_use=NameUse.NAME,
    amount=Money(12050, "EUR"),
    words="сто дваццаць еўра 50 цэнтаў",
    campaign="C-0001",
    subject="O-0001",
    method=PaymentMethod.CASH,
    lines=(DocumentLine(1, "Housing", Money(12050, "EUR")),),
)
SERIES = Series(DocumentKind.PAYMENT_VOUCHER, "EUR", 2026)


@pytest.mark.parametrize(
    ("series", "count", "number"),
    [
        (SERIES, 1, "PV/2026/0001"),
        (SERIES, 12345, "PV/2026/12345"),
        (Series(DocumentKind.DONATION_RECEIPT, "USD", 2027, plain=False), 3, "DR-USD/2027/0003"),
    ],
)
def test_a_number_shows_kind_year_and_count(series: Series, count: int, number: str) -> None:
    assert series.number(count) == number
    assert tidy_number(f" {number.lower()} ") == number


def test_numbers_count_from_one() -> None:
    with pytest.raises(ValueError, match="count from 1"):
        SERIES.number(0)


@pytest.mark.parametrize("text", ["", "PV", "PV/26/0001", "../../etc", "PV/2026/1", "X" * 90])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        tidy_number(text)
    assert caught.value.problems[0].code == "document.number_unreadable"


@pytest.mark.parametrize(
    "facts",
    [
        VOUCHER,
        replace(VOUCHER, kind=DocumentKind.DONATION_RECEIPT, fee=Money(50, "EUR"), net=Money(12000, "EUR"), lines=()),
        replace(VOUCHER, second_language="pl", second_words="Sto dwadzieścia euro 50/100"),
    ],
)
def test_frozen_facts_thaw_to_the_same(facts: DocumentFacts) -> None:
    assert thaw(freeze(facts)) == facts
    assert thaw(freeze(facts)).digest() == facts.digest()


def test_a_document_in_one_language_keeps_the_digest_that_it_always_had() -> None:
    assert VOUCHER.digest() == "61fca62b56fede508313a1075c3eb1c1ad0b1a97f9d4a7cf925afc91ea836a0c"
    assert replace(VOUCHER, second_language="pl").digest() != VOUCHER.digest()


def test_the_digest_holds_every_fact_and_the_code_no_name() -> None:
    assert replace(VOUCHER, party="Іншы Чалавек").digest() != VOUCHER.digest()
    assert replace(VOUCHER, journal_head="ab").digest() != VOUCHER.digest()
    text = VOUCHER.qr_text()
    assert text == f"SKB1|PV/2026/0001|2026-05-04|120.50|EUR|{VOUCHER.digest()[:12]}"
    assert "Прыклад" not in text


@pytest.mark.parametrize(
    ("state", "reason", "code"),
    [
        (DocumentState.VOIDED, "again", "document.already_void"),
        (DocumentState.ISSUED, "  ", "document.void_needs_reason"),
        (DocumentState.SIGNED, "x" * 501, "text.too_long"),
    ],
)
def test_a_void_needs_a_living_document_and_a_reason(state: DocumentState, reason: str, code: str) -> None:
    assert [problem.code for problem in check_void(state, reason)] == [code]


def test_a_living_document_with_a_reason_can_be_voided() -> None:
    assert check_void(DocumentState.ISSUED, "wrong payee") == ()


@given(st.integers(0, 60))
def test_a_gapless_series_has_no_faults(last: int) -> None:
    assert numbering_faults(SERIES, list(range(1, last + 1)), last) == ()


@given(st.integers(1, 40), st.data())
def test_each_missing_number_is_named(last: int, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.integers(1, last), min_size=1))
    faults = numbering_faults(SERIES, [n for n in range(1, last + 1) if n not in gone], last)
    assert {(fault.count, fault.what) for fault in faults} == {(count, "missing") for count in gone}


def test_numbers_twice_and_beyond_are_named() -> None:
    faults = numbering_faults(SERIES, [1, 2, 2, 4], 3)
    assert {(fault.count, fault.what) for fault in faults} == {(3, "missing"), (2, "twice"), (4, "beyond")}
