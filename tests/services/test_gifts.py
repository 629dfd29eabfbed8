"""Gifts as a real office gets them: split, earmarked, foreign, crypto, in kind, with fees that others bear; refunds."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.errors import NotFound, Refused
from desktop.domain.ledger import Account, EntryKind, PaymentMethod
from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.people import PersonCategory
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipts import DocumentState
from desktop.domain.shares import GENERAL_FUND, FeeBearer, GiftShare
from desktop.services import documents, donations, lists, refunds
from desktop.services.reports import WorkbookRequest, all_campaigns, make_workbook
from desktop.services.verification import verify
from tests.services.office_kit import TODAY, Kit, eur, open_without_names
from tests.services.test_donations import codes
from tests.services.test_verification import found, tamper

RATE = PinnedRate("USD", "EUR", Decimal("0.92"), RateSource.ECB, TODAY)


def usd(text: str) -> Money:
    return Money.of(text, "USD")


@pytest.fixture
def two(kit: Kit) -> Kit:
    """Two campaigns and a donor."""
    kit.campaign("100", "50")
    kit.campaign("80")
    kit.person("Donor")
    return kit


def split(kit: Kit, receipt: str = "", fee: str = "0") -> str:
    shares = (GiftShare("C-0001", eur("60"), 2), GiftShare("C-0002", eur("40")))
    return kit.give("C-0001", "100", "P-0001", fee, receipt, shares=shares).code


def reconciled(kit: Kit) -> bool:
    """Whether the office verifies, and its workbook, read again, says what the ledger says."""
    make_workbook(kit.office, WorkbookRequest(all_campaigns(kit.office)))
    return verify(kit.office).findings == ()


def test_a_split_gift_reaches_both_funds_and_the_item_that_it_is_for(two: Kit) -> None:
    code = split(two, fee="2")
    one, other = two.load("C-0001"), two.load("C-0002")
    assert (one.totals.available, other.totals.available) == (eur("58.80"), eur("39.20"))
    assert [item.earmarked for item in one.items] == [eur("0"), eur("58.80")]
    donation = donations.load_donation(two.office, code)
    assert donation.draft.shares == (GiftShare("C-0001", eur("60"), 2), GiftShare("C-0002", eur("40")))
    assert [share.fund_net for share in donation.gift.shares] == [eur("58.80"), eur("39.20")]
    for campaign in ("C-0001", "C-0002", "c-2"):
        page = lists.read_page(two.office, ListKind.DONATIONS, Query(filters={"campaign": campaign}))
        assert [(row.code, row.parts) for row in page.rows] == [(code, 2)]
    assert lists.read_page(two.office, ListKind.DONATIONS, Query(text="C-0002")).rows[0].code == code
    assert reconciled(two)


def test_the_register_shows_all_funds_of_a_split_gift(two: Kit) -> None:
    code = split(two, "en")
    two.give("C-0002", "5", "P-0001", receipt="en")
    rows = {row.subject_code: row for row in lists.read_page(two.office, ListKind.DOCUMENTS, Query()).rows}
    assert rows[code].campaigns == ("C-0001", "C-0002")
    assert rows["D-0002"].campaigns == ("C-0002",)
    assert documents.document_funds(two.office, rows[code].number) == ("C-0001", "C-0002")


def test_a_split_with_an_error_is_said_at_its_share(two: Kit) -> None:
    shares = (GiftShare("C-0001", eur("60")), GiftShare("C-0042", eur("40")))
    with pytest.raises(Refused) as refusal:
        two.give("C-0001", "100", shares=shares)
    assert codes(refusal) == [("campaign.not_found", "shares.1.campaign")]


def test_a_refund_in_part_replaces_the_receipt_by_one_over_the_rest(two: Kit) -> None:
    code = split(two, "en", fee="2")
    recorded = refunds.refund_donation(two.office, code, eur("49"), "Wrong account", TODAY)
    assert recorded.document == "DR/2026/0002"
    void, valid = (documents.load_document(two.office, f"DR/2026/000{count}") for count in (1, 2))
    assert (void.state, void.void_reason) == (DocumentState.VOIDED, "Refund: Wrong account")
    assert (valid.amount, valid.replaces, valid.state) == (eur("51"), void.number, DocumentState.ISSUED)
    with two.office.work() as work:
        entry, facts = work.ledger.get(recorded.entry or 0), work.documents.facts(valid.number)
    assert entry.kind is EntryKind.REFUND
    assert facts["gift"]["given_back"] == [4900, "EUR"]
    assert [share[:3] for share in facts["gift"]["shares"]] == [["C-0001", "Line 2", 3060], ["C-0002", "", 2040]]
    donation = donations.load_donation(two.office, code)
    assert (donation.refunded, donation.net_refundable, donation.receipt) == (eur("49"), eur("49"), "DR/2026/0002")
    assert [(each.amount, each.reason) for each in donation.refunds] == [(eur("49"), "Wrong account")]
    assert two.load("C-0001").items[1].earmarked == eur("29.40")
    assert two.load("C-0001").totals.available == eur("29.40")
    assert reconciled(two)


def test_all_that_is_left_is_given_back_and_no_receipt_stays(two: Kit) -> None:
    code = split(two, "en")
    refunds.refund_donation(two.office, code, eur("0.01"), "A trial", TODAY)
    assert refunds.refund_donation(two.office, code, None, "All of it", TODAY).document is None
    donation = donations.load_donation(two.office, code)
    assert (donation.net_refundable, donation.receipt) == (eur("0"), None)
    assert not two.load("C-0001").totals.available
    assert not two.load("C-0002").totals.available
    with pytest.raises(Refused) as refusal:
        refunds.refund_donation(two.office, code, None, "Again", TODAY)
    assert codes(refusal) == [("refund.nothing_left", "amount")]
    from desktop.domain.receipts import IssueRequest

    with pytest.raises(Refused) as refusal:
        documents.issue_document(two.office, code, IssueRequest("en"))
    assert codes(refusal) == [("document.subject_refunded", None)]
    (row,) = lists.read_page(two.office, ListKind.DONATIONS, Query(filters={"refunded": "yes"})).rows
    assert row.refunded == eur("100")
    assert lists.read_outline(two.office, ListKind.DONATIONS, Query(filters={"task": "no_receipt"})).count == 0
    assert reconciled(two)


def test_a_receipt_is_only_made_void_where_no_other_is_wanted(two: Kit) -> None:
    code = two.give("C-0001", "100", "P-0001", receipt="be").code
    assert refunds.refund_donation(two.office, code, eur("1"), "Some", TODAY, replace_receipt=False).document is None
    assert documents.load_document(two.office, "DR/2026/0001").state is DocumentState.VOIDED
    assert found(two) == set()


def test_money_that_is_spent_is_not_given_back(two: Kit) -> None:
    code = two.give("C-0001", "100").code
    two.pay("C-0001", two.person("Payee", PersonCategory.PAYEE), {1: "60"})
    head = two.head()
    with pytest.raises(Refused) as refusal:
        refunds.refund_donation(two.office, code, eur("40.01"), "Some", TODAY)
    assert codes(refusal) == [("refund.already_spent", "amount")]
    assert refusal.value.problems[0].params["available"] == eur("40")
    assert two.head() == head
    assert refunds.refund_donation(two.office, code, eur("40"), "Some", TODAY).entry == 3


@pytest.mark.parametrize(
    ("reason", "days", "problem"),
    [
        ("", 0, ("reason.missing", "reason")),
        ("Some", 1, ("date.in_future", "on")),
        ("Some", -1, ("date.before_original", "on")),
    ],
)
def test_a_refund_needs_a_reason_and_a_day(two: Kit, reason: str, days: int, problem: tuple[str, str]) -> None:
    code = two.give("C-0001", "100").code
    with pytest.raises(Refused) as refusal:
        refunds.refund_donation(two.office, code, None, reason, TODAY + timedelta(days=days))
    assert codes(refusal) == [problem]
    with pytest.raises(NotFound):
        refunds.refund_donation(two.office, "D-0099", None, "Some", TODAY)


def test_a_gift_that_was_given_back_is_no_slip_but_a_wrong_refund_may_be_taken_back(two: Kit) -> None:
    code = split(two, "en")
    refunds.refund_donation(two.office, code, eur("10"), "First", TODAY)
    refunds.refund_donation(two.office, code, eur("20"), "Second", TODAY)
    with pytest.raises(Refused) as refusal:
        donations.take_back_donation(two.office, code, "A slip", TODAY)
    assert codes(refusal) == [("donation.refunded", None)]
    with pytest.raises(Refused) as refusal:
        refunds.take_back_refund(two.office, code, "A slip", TODAY)
    assert codes(refusal) == [("donation.receipt_valid", None)]
    documents.void_document(two.office, "DR/2026/0003", "A slip")
    back = refunds.take_back_refund(two.office, code, "A slip", TODAY)
    donation = donations.load_donation(two.office, code)
    assert [(each.amount, each.countered_by) for each in donation.refunds] == [
        (eur("10"), None),
        (eur("20"), back.entry),
    ]
    assert donation.net_refundable == eur("90")
    refunds.take_back_refund(two.office, code, "A slip", TODAY)
    with pytest.raises(Refused) as refusal:
        refunds.take_back_refund(two.office, code, "A slip", TODAY)
    assert codes(refusal) == [("refund.none", None)]
    donations.take_back_donation(two.office, code, "A slip", TODAY)
    assert reconciled(two)


def test_a_foreign_gift_is_kept_with_its_rate_and_given_back_in_its_own_currency(two: Kit) -> None:
    code = two.give("C-0001", usd("100"), "P-0001", "3", "en", rate=RATE).code
    donation = donations.load_donation(two.office, code)
    assert (donation.draft.rate, donation.gift.fund_gross, donation.gift.fund_fee) == (RATE, eur("92"), eur("2.76"))
    assert donation.receipt == "DR-USD/2026/0001"
    assert two.load("C-0001").totals.available == eur("89.24")
    with two.office.work() as work:
        told = work.documents.facts("DR-USD/2026/0001")["gift"]
    assert told == {"counted": [9200, "EUR"], "rate": RATE.facts()}
    recorded = refunds.refund_donation(two.office, code, usd("33.33"), "Some", TODAY)
    assert recorded.document == "DR-USD/2026/0002"
    assert refunds.refund_donation(two.office, code, None, "The rest", TODAY).document is None
    assert not two.load("C-0001").totals.available
    with two.office.work() as work:
        assert work.movements.given(["C-0001"])[2, "income", "C-0001", None] == usd("-33.33")
        entry = work.ledger.get(recorded.entry or 0)
    assert entry.rates == (RATE,)
    assert {p.money for p in entry.postings if p.account is Account.BANK} == {usd("-33.33")}
    (row,) = lists.read_page(two.office, ListKind.DONATIONS, Query()).rows
    assert (row.gross, row.net, row.refunded) == (usd("100"), usd("97"), usd("97"))
    assert reconciled(two)


def test_the_general_fund_takes_gifts_and_pays_the_fees_that_the_office_bears(two: Kit) -> None:
    with pytest.raises(Refused) as refusal:
        two.give("C-0001", "100", fee="2", fee_bearer=FeeBearer.OFFICE)
    assert codes(refusal) == [("donation.office_cannot_bear", "fee_bearer")]
    given = two.give(GENERAL_FUND, "5", "P-0001", receipt="en")
    assert donations.load_donation(two.office, given.code).draft.campaign == "C-0003"
    two.give("C-0001", "100", fee="2", fee_bearer=FeeBearer.OFFICE)
    assert two.load("C-0001").totals.available == eur("100")
    assert two.load("C-0003").totals.available == eur("3")
    shares = (GiftShare("C-0001", usd("50")), GiftShare(GENERAL_FUND, usd("50")))
    two.give("C-0001", usd("100"), fee="10", fee_bearer=FeeBearer.OFFICE, shares=shares, rate=RATE)
    assert two.load("C-0003").totals.available == eur("39.80")
    two.give(GENERAL_FUND, usd("7"))
    assert two.load("C-0004").draft.currency == "USD"
    with two.office.work() as work:
        told = work.documents.facts("DR/2026/0001")["gift"]
    assert told == {"shares": [["C-0003", "", 500, "EUR", True]]}
    assert reconciled(two)


def test_a_fee_on_top_is_only_told_and_money_comes_in_whole(two: Kit) -> None:
    code = two.give("C-0001", "100", fee="2", fee_bearer=FeeBearer.DONOR).code
    assert two.load("C-0001").totals.available == eur("100")
    assert donations.load_donation(two.office, code).net_refundable == eur("100")
    assert found(two) == set()
    tamper(two, "UPDATE donation SET fee = 150")
    assert "verify.gift_changed" in found(two)


def test_crypto_counts_at_its_value_and_keeps_what_came(two: Kit) -> None:
    code = two.give(
        "C-0001", "900", "P-0001", receipt="en", method=PaymentMethod.CRYPTO, asset="BTC", quantity="0.0153"
    ).code
    draft = donations.load_donation(two.office, code).draft
    assert (draft.asset, draft.quantity, draft.gross) == ("BTC", "0.0153", eur("900"))
    assert reconciled(two)
    tamper(two, "UPDATE donation SET quantity = '0.0154'")
    assert found(two) == {"verify.gift_changed"}


def test_things_have_a_value_and_move_no_money(two: Kit) -> None:
    recorded = two.give("C-0001", "300", "P-0001", receipt="be", method=PaymentMethod.IN_KIND, goods="30 winter coats")
    assert recorded.entry is None
    assert not two.load("C-0001").totals.collected
    donation = donations.load_donation(two.office, recorded.code)
    assert (donation.draft.goods, donation.draft.in_kind, donation.net_refundable) == (
        "30 winter coats",
        True,
        eur("0"),
    )
    assert lists.read_page(two.office, ListKind.DONATIONS, Query(text="coats")).rows[0].code == recorded.code
    with pytest.raises(Refused) as refusal:
        refunds.refund_donation(two.office, recorded.code, eur("1"), "Some", TODAY)
    assert codes(refusal) == [("refund.in_kind", None)]
    documents.void_document(two.office, "IK/2026/0001", "A slip")
    assert reconciled(two)
    assert donations.take_back_donation(two.office, recorded.code, "A slip", TODAY).entry is None
    again = donations.load_donation(two.office, recorded.code)
    assert (again.taken_back, again.taken_back_because) == (True, "A slip")
    with pytest.raises(Refused) as refusal:
        donations.take_back_donation(two.office, recorded.code, "Again", TODAY)
    assert codes(refusal) == [("donation.already_taken_back", None)]
    assert lists.read_page(two.office, ListKind.DONATIONS, Query(filters={"taken_back": "yes"})).rows[0].taken_back
    assert found(two) == set()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE donation_share SET gross = gross + 1 WHERE donation_id = 1 AND position = 1", "verify.event_differs"),
        ("UPDATE donation_share SET item = 1 WHERE donation_id = 1 AND position = 1", "verify.event_differs"),
        ("UPDATE donation_share SET campaign_id = 2, item = 1 WHERE position = 1", "verify.event_differs"),
        ("UPDATE donation_share SET fund_fee = 0, fee = 0 WHERE donation_id = 1", "verify.event_differs"),
        ("DELETE FROM donation_share WHERE donation_id = 1 AND position = 2", "verify.event_differs"),
        ("UPDATE donation SET fund_gross = fund_gross + 1 WHERE id = 2", "verify.event_differs"),
        ("UPDATE donation SET gross = gross + 1 WHERE id = 2", "verify.event_differs"),
        ("UPDATE donation SET fee_bearer = 'office' WHERE id = 2", "verify.event_differs"),
        ("UPDATE donation SET happened = '2026-05-01' WHERE id = 2", "verify.happened_differs"),
        ("UPDATE donation SET refunded = refunded + 1 WHERE id = 1", "verify.event_differs"),
        ("UPDATE donation SET withdrawn = 1 WHERE id = 1", "verify.event_differs"),
        ("UPDATE donation SET campaign_id = 2 WHERE id = 1", "verify.event_differs"),
        ("UPDATE donation_refund SET amount = amount - 1", "verify.event_differs"),
        ("UPDATE donation_refund SET fund_amount = fund_amount - 1", "verify.event_differs"),
        ("UPDATE donation_refund SET day = '2026-05-01'", "verify.event_differs"),
        ("UPDATE donation_refund SET donation_id = 2", "verify.event_differs"),
        ("UPDATE donation_refund SET countered_by = 1", "verify.event_differs"),
        ("UPDATE donation SET gross = 1 WHERE id = 3", "verify.gift_changed"),
        ("UPDATE donation SET withdrawn = 1 WHERE id = 3", "verify.gift_changed"),
        ("UPDATE item SET earmarked = 0", "verify.sum_differs"),
        ("UPDATE document SET state = 'issued' WHERE id = 1", "verify.register_differs"),
        ("UPDATE entry_rate SET rate = '0.93'", "verify.entry_changed"),
    ],
)  # fmt: skip
def test_what_somebody_changed_by_hand_is_found(two: Kit, statement: str, code: str) -> None:
    refunds.refund_donation(two.office, split(two, "en", fee="2"), eur("10"), "Some", TODAY)
    two.give("C-0001", usd("100"), "P-0001", "3", rate=RATE)
    two.give("C-0001", "300", method=PaymentMethod.IN_KIND, goods="Coats")
    assert found(two) == set()
    tamper(two, statement)
    assert code in found(two)


def test_without_the_book_of_names_gifts_are_recorded_and_no_text_is(two: Kit) -> None:
    folder = two.office.folder
    code = split(two)
    two.office.close()
    kit = Kit(open_without_names(folder))
    assert donations.load_donation(kit.office, code).gift.fund_net == eur("100")
    with pytest.raises(Refused) as refusal:
        kit.give("C-0001", "3", method=PaymentMethod.IN_KIND, goods="Coats")
    assert codes(refusal) == [("identity.needed", None)]
    with pytest.raises(Refused) as refusal:
        refunds.refund_donation(kit.office, code, None, "Some", TODAY)
    assert codes(refusal) == [("identity.needed", None)]
    kit.office.close()


def test_texts_of_gifts_lie_in_the_book_of_names_alone(two: Kit, tmp_path: Path) -> None:
    two.give("C-0001", "3", "P-0001", method=PaymentMethod.IN_KIND, goods="Coats of Maryna")
    code = split(two)
    refunds.refund_donation(two.office, code, eur("1"), "Maryna asked", TODAY)
    with two.office.work() as work:
        ledger = "\n".join(
            str(row)
            for (name,) in work._connection.exec_driver_sql(
                "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
            ).fetchall()
            for row in work._connection.exec_driver_sql(f'SELECT * FROM main."{name}"').fetchall()
        )
    assert "Maryna" not in ledger


def test_the_day_of_a_refund_and_the_receipts_language_are_kept(two: Kit) -> None:
    code = two.give("C-0001", "100", "P-0001", receipt="be", on=TODAY - timedelta(days=3)).code
    refunds.refund_donation(two.office, code, eur("5"), "Some", TODAY - timedelta(days=1))
    donation = donations.load_donation(two.office, code)
    assert donation.refunds[0].on == TODAY - timedelta(days=1)
    assert documents.load_document(two.office, donation.receipt or "").language == "be"
    assert replace(donation.draft, shares=()) == donation.draft
