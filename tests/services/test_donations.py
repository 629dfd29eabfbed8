"""Donations: recorded with or without a receipt, taken back by a counter-entry, refused whole or not at all."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop.domain.errors import NotFound, Refused
from desktop.domain.ledger import Account, EntryKind
from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.people import PersonCategory
from desktop.services import documents, donations, lists
from tests.services.office_kit import TODAY, Kit, eur


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in refusal.value.problems]


def test_a_gift_is_an_entry_and_reaches_the_sums(kit: Kit) -> None:
    campaign = kit.campaign("100").code
    recorded = kit.give(campaign, "100", kit.person("Donor"), "1.50")
    assert (recorded.code, recorded.entry, recorded.document) == ("D-0001", 1, None)
    loaded = kit.load(campaign)
    assert (loaded.totals.collected, loaded.totals.fees, loaded.totals.available) == (
        eur("100"), eur("1.50"), eur("98.50"),
    )  # fmt: skip
    assert loaded.items[0].funded == eur("98.50")
    donation = donations.load_donation(kit.office, "D-0001")
    assert (donation.draft.gross, donation.draft.donor, donation.receipt) == (eur("100"), "P-0001", None)
    with kit.office.work() as work:
        entry = work.ledger.get(1)
        record = work.journal.history("D-0001")[0].record
    assert {posting.account for posting in entry.postings} == {Account.BANK, Account.FEES, Account.DONATIONS}
    assert record.facts["entry_digest"] == entry.digest()
    assert record.verb == "donation.recorded"


def test_a_receipt_is_issued_in_the_same_transaction(kit: Kit) -> None:
    campaign = kit.campaign("100").code
    recorded = kit.give(campaign, "100", kit.person("Donor"), receipt="be")
    assert recorded.document == "DR/2026/0001"
    assert donations.load_donation(kit.office, recorded.code).receipt == "DR/2026/0001"
    assert documents.load_document(kit.office, "DR/2026/0001").language == "be"
    with kit.office.work() as work:
        assert len(list(work.journal.links())) == 4  # created, campaign, person, donation with its receipt


def test_a_gift_of_nobody_gets_no_receipt_and_nothing_is_stored(kit: Kit) -> None:
    campaign, head = kit.campaign("100").code, kit.head()
    head = kit.head()
    with pytest.raises(Refused) as refusal:
        kit.give(campaign, "100", receipt="en")
    assert codes(refusal) == [("document.needs_donor", "donor")]
    assert kit.head() == head
    assert not kit.load(campaign).totals.collected
    assert kit.give(campaign, "5").code == "D-0001"


@pytest.mark.parametrize("failing", ["draw_document", "amount_in_words"])
def test_a_paper_that_fails_leaves_no_number_and_no_gift(
    kit: Kit, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.documents import papers, words

    campaign, donor = kit.campaign("100").code, kit.person("Donor")
    head = kit.head()

    def fail(*_arguments: object) -> bytes:
        raise RuntimeError("no ink")

    with monkeypatch.context() as broken:
        broken.setattr(papers if failing == "draw_document" else words, failing, fail)
        with pytest.raises(RuntimeError, match="no ink"):
            kit.give(campaign, "100", donor, receipt="en")
    assert kit.head() == head
    assert not kit.load(campaign).totals.collected
    assert lists.read_outline(kit.office, ListKind.DONATIONS, Query()).count == 0
    assert kit.give(campaign, "100", donor, receipt="en").document == "DR/2026/0001"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"gross": "0"}, ("amount.not_positive", "gross")),
        ({"gross": "-5"}, ("amount.not_positive", "gross")),
        ({"gross": "5", "fee": "5"}, ("donation.fee_too_large", "fee")),
        ({"gross": "5", "fee": "-1"}, ("amount.negative", "fee")),
        ({"gross": "5", "on": TODAY + timedelta(days=1)}, ("date.in_future", "on")),
        ({"gross": "5", "on": date(1999, 1, 1)}, ("date.too_early", "on")),
        ({"gross": "5", "donor": "P-0099"}, ("person.not_found", "donor")),
        ({"gross": "5", "reference": "x" * 300}, ("text.too_long", "reference")),
    ],
)
def test_what_is_wrong_is_said_at_its_field(kit: Kit, change: dict[str, object], problem: tuple[str, str]) -> None:
    campaign = kit.campaign("100").code
    with pytest.raises(Refused) as refusal:
        kit.give(campaign, **change)  # type: ignore[arg-type]
    assert codes(refusal) == [problem]


def test_two_currencies_never_meet(kit: Kit) -> None:
    campaign = kit.campaign("100").code
    with pytest.raises(Refused) as refusal:
        kit.give(campaign, Money(100, "PLN"))
    assert codes(refusal) == [("donation.needs_rate", "rate")]


def test_taking_back_is_a_counter_entry_linked_both_ways(kit: Kit) -> None:
    campaign = kit.campaign("100").code
    given = kit.give(campaign, "100", fee="2")
    back = donations.take_back_donation(kit.office, given.code, "A slip", TODAY)
    assert donations.load_donation(kit.office, given.code).countered_by == back.entry
    with kit.office.work() as work:
        counter = work.ledger.get(back.entry)
    assert (counter.kind, counter.counters) == (EntryKind.COUNTER, given.entry)
    totals = kit.load(campaign).totals
    assert not any((totals.collected, totals.fees, totals.paid))
    with pytest.raises(Refused) as refusal:
        donations.take_back_donation(kit.office, given.code, "Again", TODAY)
    assert codes(refusal) == [("donation.already_taken_back", None)]


def test_a_valid_receipt_holds_its_gift_until_it_is_void(kit: Kit) -> None:
    campaign = kit.campaign("100").code
    given = kit.give(campaign, "100", kit.person("Donor"), receipt="en")
    with pytest.raises(Refused) as refusal:
        donations.take_back_donation(kit.office, given.code, "A slip", TODAY)
    assert codes(refusal) == [("donation.receipt_valid", None)]
    documents.void_document(kit.office, "DR/2026/0001", "A slip")
    assert donations.take_back_donation(kit.office, given.code, "A slip", TODAY).entry == 2


def test_money_that_is_spent_cannot_be_taken_back(kit: Kit) -> None:
    campaign = kit.campaign("100").code
    given = kit.give(campaign, "100")
    kit.pay(campaign, kit.person("Payee", PersonCategory.PAYEE), {1: "60"})
    with pytest.raises(Refused) as refusal:
        donations.take_back_donation(kit.office, given.code, "A slip", TODAY)
    assert codes(refusal) == [("donation.already_spent", None)]


@pytest.mark.parametrize(
    ("reason", "on", "problem"),
    [
        ("  ", TODAY, ("reason.missing", "reason")),
        ("x" * 501, TODAY, ("text.too_long", "reason")),
        ("A slip", TODAY + timedelta(days=1), ("date.in_future", "on")),
        ("A slip", TODAY - timedelta(days=1), ("date.before_original", "on")),
    ],
)
def test_taking_back_needs_a_reason_and_a_day(kit: Kit, reason: str, on: date, problem: tuple[str, str]) -> None:
    given = kit.give(kit.campaign("100").code, "100")
    with pytest.raises(Refused) as refusal:
        donations.take_back_donation(kit.office, given.code, reason, on)
    assert codes(refusal) == [problem]


def test_an_unknown_donation_is_said(kit: Kit) -> None:
    with pytest.raises(NotFound):
        donations.take_back_donation(kit.office, "D-0042", "A slip", TODAY)


@settings(
    max_examples=6, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(["give", "refused", "void", "back"]), st.integers(1, 10**6)), max_size=12))
def test_numbers_are_gapless_and_sums_are_the_entries_whatever_is_refused_between(
    kit: Kit, gestures: list[tuple[str, int]]
) -> None:
    """Several examples share one office: the invariants hold over all that came before."""
    from desktop.services.verification import verify

    with kit.office.work() as work:
        known = work.people.exists("P-0001")
    campaign = "C-0001" if known else kit.campaign("100").code
    donor = "P-0001" if known else kit.person("Donor")
    for what, minor in gestures:
        amount = Money(minor, "EUR").plain()
        if what == "refused":
            with pytest.raises(Refused):
                kit.give(campaign, amount, donor, fee=amount, receipt="en")
            continue
        given = kit.give(campaign, amount, donor, receipt="en")
        assert given.document is not None
        if what in ("void", "back"):
            documents.void_document(kit.office, given.document, "A slip")
        if what == "back":
            donations.take_back_donation(kit.office, given.code, "A slip", TODAY)
    result = verify(kit.office)
    assert result.findings == ()
    with kit.office.work() as work:
        for _series, counts, last in work.documents.series_counts():
            assert list(counts) == list(range(1, last + 1))
