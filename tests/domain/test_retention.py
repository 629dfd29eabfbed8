"""Clocks of retention, and what stands in the way of erasing."""

from dataclasses import fields
from datetime import date

from desktop.domain.erasing import ACCOUNTING, Erasure, OpenMatters, Sealed, check_erasure, sealed_until
from desktop.domain.receipts import DocumentKind
from desktop.domain.retention import Clock, Terms, check_terms, document_term, years_after, years_before

TODAY = date(2026, 5, 20)


def test_each_class_has_a_term() -> None:
    assert {each.name for each in fields(Terms)} == {clock.value for clock in Clock}
    assert [Terms().years(clock) for clock in Clock] == [3, 6, 1, 2, 10]


def test_terms_are_kept_and_read_back() -> None:
    terms = Terms(documents=5)
    assert Terms.from_facts(terms.facts()) == terms
    assert Terms.from_facts({"files": 4, "later": 1}) == Terms(files=4)


def test_a_term_is_from_one_to_fifty_years() -> None:
    assert check_terms(Terms(50, 1, 1, 1, 1)) == ()
    found = check_terms(Terms(people=0, donors=51))
    assert [(each.code, each.at) for each in found] == [
        ("retention.years", "retention.people"),
        ("retention.years", "retention.donors"),
    ]


def test_years_are_counted_from_day_to_day() -> None:
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)
    assert years_after(TODAY, 3) == date(2029, 5, 20)


def test_accounting_law_keeps_a_document_to_the_end_of_a_year() -> None:
    assert document_term(date(2021, 1, 1), 5) == document_term(date(2021, 12, 31), 5) == date(2026, 12, 31)
    terms = Terms(documents=5)
    receipt = DocumentKind.DONATION_RECEIPT
    assert sealed_until(receipt, date(2021, 3, 1), terms, TODAY) == date(2026, 12, 31)
    assert sealed_until(receipt, date(2021, 3, 1), terms, date(2026, 12, 31)) == date(2026, 12, 31)
    assert sealed_until(receipt, date(2021, 3, 1), terms, date(2027, 1, 1)) is None
    assert sealed_until(DocumentKind.ANNUAL_STATEMENT, TODAY, terms, TODAY) is None
    assert DocumentKind.PAYMENT_VOUCHER in ACCOUNTING


def test_the_last_term_is_told() -> None:
    sealed = (Sealed("DR/2026/0001", date(2031, 12, 31)), Sealed("DR/2025/0009", date(2030, 12, 31)))
    assert Erasure(("P-0001",), sealed=sealed).sealed_until == date(2031, 12, 31)
    assert Erasure(("P-0001",)).sealed_until is None


def test_what_is_not_finished_stands_in_the_way() -> None:
    assert check_erasure("P-0001", None, OpenMatters()) == ()
    every = OpenMatters(("O-0001",), ("A-0001",), ("G-0001",), ("PV/2026/0001",), ("C-0001",))
    found = check_erasure("P-0001", None, every)
    assert [each.code for each in found] == [
        "erase.payouts",
        "erase.advances",
        "erase.pledges",
        "erase.papers",
        "erase.campaigns",
    ]
    assert found[0].params == {"code": "P-0001", "codes": ("O-0001",)}
    assert [each.code for each in check_erasure("P-0001", TODAY, every)] == ["person.erased"]
