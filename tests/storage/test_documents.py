"""Documents: numbers without a gap whatever is rolled back, frozen at issue, void and copies counted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.errors import NotFound, Refused
from desktop.domain.listing import ListKind, Query
from desktop.domain.payouts import PayoutState
from desktop.domain.receipts import DocumentKind, DocumentState, Series, numbering_faults
from tests.factories import TODAY, TestVault, campaign, committed, eur, give, issue, pay, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.storage.store import Store
    from desktop.storage.work import Work

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = TestVault.new(tmp_path_factory.mktemp("documents")).create()
    with store.work(1) as work:
        fund = work.campaigns.add(campaign("500"))
        for _ in range(3):
            give(work, fund, "10", donor=work.people.add(person()))
        committed(work)
    yield store
    store.close()


years = iter(range(2000, 9999))


@settings(max_examples=20)
@given(works=st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=8))
def test_numbers_have_no_gap_whatever_is_rolled_back(shared: Store, works: list[tuple[int, bool]]) -> None:
    year, kept = next(years), []
    for count, is_committed in works:
        with shared.work(1) as work:
            numbers = [issue(work, f"D-000{place}", year=year) for place in range(1, count + 1)]
            if is_committed:
                committed(work)
                kept += numbers
    assert kept == [f"DR/{year}/{count:04d}" for count in range(1, len(kept) + 1)]
    with shared.work(1) as work:
        found = [each for each in work.documents.series_counts() if each[0].year == year]
        assert [numbering_faults(*each) for each in found] == [()] * bool(kept)
        assert [each[1:] for each in found] == ([(tuple(range(1, len(kept) + 1)), len(kept))] if kept else [])
        assert work.checks.numbering() == ()


def test_a_document_is_read_as_it_was_issued(work: Work) -> None:
    who, fund = work.people.add(person("Heron")), work.campaigns.add(campaign("100"))
    gift = give(work, fund, "50", donor=who)
    number = issue(work, gift, "Heron")
    document = work.documents.get(number)
    assert (number, document.kind, document.amount) == ("DR/2026/0001", DocumentKind.DONATION_RECEIPT, eur("50"))
    assert (document.subject_code, document.campaign, document.party_code) == (gift, fund, who)
    assert (document.state, document.handed_out, document.copies) == (DocumentState.ISSUED, False, 0)
    assert work.documents.facts(number) == {"number": number, "party": "Heron"}
    assert work.documents.pdf(number) == b"%PDF of DR/2026/0001"
    assert work.documents.valid_for(gift) == number
    assert work.donations.get(gift).receipt == number
    assert work.checks.documents() == ()
    work._connection.exec_driver_sql("DROP TRIGGER identity.document_is_not_deleted")
    work._connection.exec_driver_sql("DELETE FROM identity.document")
    for look in (work.documents.facts, work.documents.pdf):
        with pytest.raises(NotFound):
            look(number)
    for look in (work.documents.get, work.documents.facts, work.documents.pdf):
        with pytest.raises(NotFound):
            look("DR/2026/0002")


def test_each_kind_currency_and_year_counts_by_itself(work: Work) -> None:
    take = work.documents.take_number
    euro = Series(DocumentKind.DONATION_RECEIPT, "EUR", 2026)
    dollar = Series(DocumentKind.DONATION_RECEIPT, "USD", 2026, plain=False)
    assert [take(euro), take(dollar), take(euro), take(Series(DocumentKind.PAYMENT_VOUCHER, "EUR", 2026))] == [
        1,
        1,
        2,
        1,
    ]
    assert take(Series(DocumentKind.DONATION_RECEIPT, "EUR", 2027)) == 1
    # Another base currency from now on: its plain numbers go on where the plain numbers of before ended.
    assert take(Series(DocumentKind.DONATION_RECEIPT, "PLN", 2026)) == 3


def test_a_taken_number_without_its_document_is_found(work: Work) -> None:
    work.documents.take_number(Series(DocumentKind.PAYMENT_VOUCHER, "EUR", 2026))
    found = work.checks.numbering()
    assert [(each.code, each.params["number"], each.params["what"]) for each in found] == [
        ("verify.document_number", "PV/2026/0001", "missing")
    ]


def test_a_void_number_stays_and_a_replacement_names_it(work: Work) -> None:
    who, fund = work.people.add(person()), work.campaigns.add(campaign("100"))
    paid = pay(work, fund, who, {1: "5"})
    first = issue(work, paid)
    work.documents.void(first, "wrong date", NOW)
    assert work.payouts.get(paid).voucher is None
    assert work.documents.valid_for(paid) is None
    second = issue(work, paid, replaces=first)
    assert work.payouts.get(paid).voucher == second
    voided = work.documents.get(first)
    assert (voided.state, voided.void_reason, voided.voided_at) == (DocumentState.VOIDED, "wrong date", NOW)
    assert work.documents.get(second).replaces == first
    assert [each.number for each in work.documents.for_subject(paid)] == [first, second]
    for again in (
        lambda: work.documents.void(first, "again", NOW),
        lambda: work.documents.set_state(first, DocumentState.SIGNED),
    ):
        with pytest.raises(Refused, match="already_void"):
            again()
    work.documents.set_state(second, DocumentState.SIGNED)
    work.payouts.set_state(paid, PayoutState.SIGNED)
    assert work.documents.get(second).state is DocumentState.SIGNED
    with pytest.raises(ValueError, match="reason"):
        work.documents.set_state(second, DocumentState.VOIDED)
    assert work.checks.summaries() == ()
    assert work.checks.numbering() == ()


def test_the_original_leaves_once_and_copies_are_counted(work: Work) -> None:
    number = issue(work, give(work, work.campaigns.add(campaign()), "5"))
    assert [work.documents.hand_out(number, NOW) for _ in range(3)] == [0, 1, 2]
    document = work.documents.get(number)
    assert (document.handed_out, document.copies) == (True, 2)


def test_a_document_has_the_number_that_was_taken(work: Work) -> None:
    gift = give(work, work.campaigns.add(campaign()), "5")
    with pytest.raises(ValueError, match="number"):
        issue(work, gift, number="DR/2026/0077")


def test_renaming_a_person_never_rewrites_a_document(work: Work) -> None:
    who, fund = work.people.add(person("Heron")), work.campaigns.add(campaign())
    number = issue(work, give(work, fund, "5", donor=who), "Heron")
    work.people.save(who, person("Stork"), 1)
    assert work.documents.facts(number)["party"] == "Heron"
    for text in ("heron", "stork"):
        assert [row.number for row in work.lists.page(ListKind.DOCUMENTS, Query(text=text)).rows] == [number]
    assert work.lists.page(ListKind.DOCUMENTS, Query()).rows[0].party_name == "Heron"
    assert work.donations.get("D-0001").draft.on == TODAY
