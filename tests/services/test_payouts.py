"""Payouts: never above the item or the fund, recorded with or without a voucher, taken back by a counter-entry."""

import pytest

from desktop.domain.errors import Refused
from desktop.domain.payouts import PayoutState
from desktop.domain.people import PersonCategory
from desktop.services import documents, payouts
from desktop.services.people import archive_person
from tests.services.office_kit import TODAY, Kit, eur


@pytest.fixture
def fund(kit: Kit) -> Kit:
    """C-0001 with items of 100 and 50, 120 collected; P-0001 is the payee."""
    kit.campaign("100", "50")
    kit.give("C-0001", "120")
    kit.person("Payee", PersonCategory.PAYEE)
    return kit


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in refusal.value.problems]


def test_a_payout_moves_its_items(fund: Kit) -> None:
    paid = fund.pay("C-0001", "P-0001", {1: "60", 2: "10"}, voucher="en")
    assert (paid.code, paid.document) == ("O-0001", "PV/2026/0001")
    campaign = fund.load("C-0001")
    assert [item.paid for item in campaign.items] == [eur("60"), eur("10")]
    assert campaign.totals.available == eur("50")
    payout = payouts.load_payout(fund.office, "O-0001")
    assert (payout.state, payout.voucher, payout.draft.amount) == (PayoutState.PAID, "PV/2026/0001", eur("70"))


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ({1: "100.01"}, ("payout.over_item", "lines.0.amount")),
        ({1: "100", 2: "20.01"}, ("payout.over_fund", "lines.0.amount")),
        ({3: "1"}, ("payout.no_such_item", "lines.0.item")),
        ({1: "0"}, ("amount.not_positive", "lines.0.amount")),
        ({}, ("payout.no_lines", "lines")),
    ],
)
def test_overspending_is_refused_and_nothing_is_stored(
    fund: Kit, lines: dict[int, str], problem: tuple[str, str]
) -> None:
    head = fund.head()
    with pytest.raises(Refused) as refusal:
        fund.pay("C-0001", "P-0001", lines, voucher="en")
    assert codes(refusal) == [problem]
    assert fund.head() == head
    assert fund.pay("C-0001", "P-0001", {1: "1"}, voucher="en").document == "PV/2026/0001"


def test_the_payee_is_known_and_not_archived(fund: Kit) -> None:
    archive_person(fund.office, "P-0001")
    for payee, code in (("P-0001", "person.archived"), ("P-0009", "person.not_found")):
        with pytest.raises(Refused) as refusal:
            fund.pay("C-0001", payee, {1: "1"})
        assert codes(refusal) == [(code, "payee")]


def test_taking_back_frees_the_item_and_the_fund(fund: Kit) -> None:
    fund.pay("C-0001", "P-0001", {1: "60"}, voucher="en")
    documents.sign_document(fund.office, "PV/2026/0001")
    assert payouts.load_payout(fund.office, "O-0001").state is PayoutState.SIGNED
    with pytest.raises(Refused) as refusal:
        payouts.take_back_payout(fund.office, "O-0001", "Returned", TODAY)
    assert codes(refusal) == [("payout.voucher_valid", None)]
    documents.void_document(fund.office, "PV/2026/0001", "Returned")
    assert payouts.load_payout(fund.office, "O-0001").state is PayoutState.PAID
    back = payouts.take_back_payout(fund.office, "O-0001", "Returned", TODAY)
    payout = payouts.load_payout(fund.office, "O-0001")
    assert (payout.state, payout.countered_by) == (PayoutState.TAKEN_BACK, back.entry)
    assert fund.load("C-0001").totals.available == eur("120")
    with pytest.raises(Refused) as refusal:
        payouts.take_back_payout(fund.office, "O-0001", "Returned", TODAY)
    assert codes(refusal) == [("payout.already_taken_back", None)]
