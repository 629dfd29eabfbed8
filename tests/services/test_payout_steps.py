"""The way of a payout: drafted, submitted, approved by somebody else, paid whole or in parts, or sent back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from desktop.domain.errors import Refused
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.payouts import PayeeRole, Payout, PayoutDraft, PayoutLine, PayoutState
from desktop.domain.people import PersonCategory
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipts import IssueRequest
from desktop.services import documents, payouts
from desktop.services.campaigns import archive_campaign, save_campaign
from desktop.services.merging import merge_people
from desktop.services.payout_review import review_payout
from desktop.services.payout_steps import (
    approve_payout,
    cancel_payout,
    reject_payout,
    return_payout,
    save_payout,
    split_by_dates,
    submit_payout,
)
from desktop.services.rates import add_rate
from desktop.services.settings import load_settings, save_settings
from desktop.services.users import add_user
from desktop.services.verification import verify
from tests.services.office_kit import PASSPHRASE, TODAY, Kit, as_user, eur

IBAN = "PL61 1090 1014 0000 0712 1981 2874"
RATE = PinnedRate("USD", "EUR", Decimal("0.92"), RateSource.HAND, TODAY)


@pytest.fixture
def fund(kit: Kit) -> Iterator[Kit]:
    """C-0001 with items of 1000 and 500, 1200 collected; P-0001 is the payee; whatever is done, all agrees."""
    kit.campaign("1000", "500")
    kit.give("C-0001", "1200")
    kit.person("Payee", PersonCategory.PAYEE, name_latin="Ivan Nekrasov", iban=IBAN, document="MP1234567")
    yield kit
    assert verify(kit.office).findings == ()


def draft(lines: dict[int, str], **more: object) -> PayoutDraft:
    made = PayoutDraft("C-0001", "P-0001", tuple(PayoutLine(item, eur(each)) for item, each in lines.items()), TODAY)
    return replace(made, **more)  # type: ignore[arg-type]


def submitted(fund: Kit, lines: dict[int, str], **more: object) -> Payout:
    saved = save_payout(fund.office, draft(lines, **more))
    return submit_payout(fund.office, saved.payout.code)


def approved(fund: Kit, lines: dict[int, str], **more: object) -> Payout:
    return approve_payout(fund.office, submitted(fund, lines, **more).code)


def committed(fund: Kit) -> tuple[list[Money], Money, Money]:
    campaign = fund.load("C-0001")
    return [item.committed for item in campaign.items], campaign.totals.committed, campaign.totals.available


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in refusal.value.problems]


def with_threshold(fund: Kit, amount: str) -> None:
    save_settings(fund.office, replace(load_settings(fund.office), approval_threshold=eur(amount)))


def second_user(fund: Kit) -> Kit:
    """Another user at the same open office."""
    added = add_user(fund.office, PASSPHRASE, "Second", "otter lamp granite violin meadow crisp")
    return Kit(as_user(fund.office, added.number, "otter lamp granite violin meadow crisp"))


def test_a_payout_goes_its_way_and_its_money_is_reserved_in_between(fund: Kit) -> None:
    saved = save_payout(fund.office, draft({1: "600", 2: "100"}, on=date(2026, 6, 1), invoice="FV 1"))
    assert (saved.payout.code, saved.payout.state, saved.freed) == ("O-0001", PayoutState.DRAFT, None)
    assert committed(fund) == ([eur("0"), eur("0")], eur("0"), eur("1200"))
    assert submit_payout(fund.office, "O-0001").state is PayoutState.SUBMITTED
    assert approve_payout(fund.office, "O-0001").state is PayoutState.APPROVED
    assert committed(fund) == ([eur("600"), eur("100")], eur("700"), eur("500"))
    assert [item.remaining for item in fund.load("C-0001").items] == [eur("400"), eur("400")]
    paid = payouts.pay_payout(fund.office, "O-0001", TODAY, voucher=IssueRequest("en"))
    assert (paid.document, paid.rest) == ("PV/2026/0001", None)
    assert committed(fund) == ([eur("0"), eur("0")], eur("0"), eur("500"))
    stored = payouts.load_payout(fund.office, "O-0001")
    assert (stored.state, stored.draft.on, stored.draft.iban) == (PayoutState.PAID, TODAY, IBAN.replace(" ", ""))
    documents.sign_document(fund.office, "PV/2026/0001")
    steps = [step.verb for step in review_payout(fund.office, "O-0001").steps]
    assert steps == ["payout.drafted", "payout.submitted", "payout.approved", "payout.paid"]


def test_a_change_takes_it_back_to_a_draft_and_frees_its_money(fund: Kit) -> None:
    before = approved(fund, {1: "600"})
    saved = save_payout(fund.office, draft({1: "500"}), before.code, before.revision)
    assert (saved.before, saved.freed, saved.payout.state) == (PayoutState.APPROVED, eur("600"), PayoutState.DRAFT)
    assert (saved.payout.approver, saved.payout.submitted_at) == (None, None)
    assert committed(fund)[1:] == (eur("0"), eur("1200"))
    for late in (
        lambda: save_payout(fund.office, draft({1: "1"}), before.code, before.revision),
        lambda: submit_payout(fund.office, before.code, before.revision),
    ):
        with pytest.raises(Refused) as refusal:
            late()
        assert codes(refusal) == [("changed_meanwhile", None)]


def test_nothing_is_approved_or_paid_above_what_is_there(fund: Kit) -> None:
    approved(fund, {1: "900"})
    over_item, over_fund = submitted(fund, {1: "101"}), submitted(fund, {2: "301"})
    for each, code in ((over_item, "payout.over_item"), (over_fund, "payout.over_fund")):
        with pytest.raises(Refused) as refusal:
            approve_payout(fund.office, each.code)
        assert codes(refusal) == [(code, "lines.0.amount")]
        assert [p.code for p in review_payout(fund.office, each.code).findings][:1] == [code]
    with pytest.raises(Refused):
        fund.pay("C-0001", "P-0001", {2: "301"})
    assert committed(fund)[2] == eur("300")
    # What is reserved is not available to take a gift back, to plan lower, to settle or to archive.
    campaign = fund.load("C-0001")
    lower = replace(
        campaign.draft, items=tuple(replace(i.draft, planned=eur("450"), line=i.line) for i in campaign.items)
    )
    with pytest.raises(Refused) as refusal:
        save_campaign(fund.office, lower, "C-0001", campaign.revision, "Cheaper")
    assert codes(refusal) == [("item.below_committed", "items.0.planned")]
    with pytest.raises(Refused) as refusal:
        archive_campaign(fund.office, "C-0001")
    assert codes(refusal) == [("campaign.still_committed", None)]


@pytest.mark.parametrize(
    ("drop", "state"),
    [
        (return_payout, PayoutState.RETURNED),
        (reject_payout, PayoutState.REJECTED),
        (cancel_payout, PayoutState.CANCELLED),
    ],
)
def test_sent_back_or_dropped_with_a_reason(fund: Kit, drop: object, state: PayoutState) -> None:
    payout = submitted(fund, {1: "600"})
    with pytest.raises(Refused) as refusal:
        drop(fund.office, payout.code, " ")  # type: ignore[operator]
    assert codes(refusal) == [("reason.missing", "reason")]
    assert drop(fund.office, payout.code, "The bill is missing").state is state  # type: ignore[operator]
    assert review_payout(fund.office, payout.code).steps[-1].reason == "The bill is missing"
    if state is PayoutState.RETURNED:
        assert submit_payout(fund.office, payout.code).state is PayoutState.SUBMITTED
    else:
        with pytest.raises(Refused) as refusal:
            submit_payout(fund.office, payout.code)
        assert codes(refusal) == [("payout.wrong_state", None)]


def test_a_returned_approval_reserves_nothing(fund: Kit) -> None:
    payout = approved(fund, {1: "600"})
    return_payout(fund.office, payout.code, "Wrong item")
    assert committed(fund)[1] == eur("0")
    with pytest.raises(Refused) as refusal:
        payouts.pay_payout(fund.office, payout.code, TODAY)
    assert codes(refusal) == [("payout.wrong_state", None)]


# ----------------------------------------------------------------------------------------------------- four eyes


def test_above_the_threshold_somebody_else_approves(fund: Kit) -> None:
    with_threshold(fund, "500")
    small, large = submitted(fund, {1: "500"}), submitted(fund, {1: "500", 2: "0.01"})
    assert approve_payout(fund.office, small.code).override is False
    with pytest.raises(Refused) as refusal:
        approve_payout(fund.office, large.code)
    assert codes(refusal) == [("payout.own_approval_alone", "override")]
    other = second_user(fund)
    with pytest.raises(Refused) as refusal:
        approve_payout(fund.office, large.code)
    (problem,) = refusal.value.problems
    assert (problem.code, problem.params["users"]) == ("payout.own_approval", (2,))
    review = review_payout(fund.office, large.code)
    assert (review.second, review.own, review.approvers, review.threshold) == (True, True, (2,), eur("500"))
    done = approve_payout(other.office, large.code)
    assert (done.author, done.approver, done.override) == (1, 2, False)


def test_who_changed_it_is_an_author_too(fund: Kit) -> None:
    with_threshold(fund, "100")
    other = second_user(fund)
    first = save_payout(fund.office, draft({1: "200"})).payout
    save_payout(other.office, draft({1: "300"}), first.code, first.revision)
    submit_payout(other.office, first.code)
    for kit in (fund, other):
        with pytest.raises(Refused):
            approve_payout(kit.office, first.code)


def test_one_alone_approves_with_a_reason_which_is_recorded(fund: Kit) -> None:
    with_threshold(fund, "100")
    payout = submitted(fund, {1: "200"})
    done = approve_payout(fund.office, payout.code, "I am alone in the office")
    assert (done.override, done.approver) == (True, 1)
    step = review_payout(fund.office, payout.code).steps[-1]
    assert (step.verb, step.actor, step.reason) == ("payout.approved", 1, "I am alone in the office")


def test_one_step_is_for_small_sums_or_with_a_reason(fund: Kit) -> None:
    with_threshold(fund, "100")
    assert fund.pay("C-0001", "P-0001", {1: "100"}).code == "O-0001"
    with pytest.raises(Refused) as refusal:
        fund.pay("C-0001", "P-0001", {1: "100.01"})
    assert codes(refusal) == [("payout.needs_approval", "override")]
    made = payouts.record_payout(fund.office, draft({1: "200"}), override="Paid at night, nobody else was there")
    stored = payouts.load_payout(fund.office, made.code)
    assert (stored.override, stored.approver) == (True, 1)
    assert review_payout(fund.office, made.code).steps[0].reason == "Paid at night, nobody else was there"


def test_another_currency_counts_as_above_until_a_rate_says_what_it_is(fund: Kit) -> None:
    with_threshold(fund, "100")
    dollars = replace(draft({1: "1"}), lines=(PayoutLine(1, Money.of("10", "USD")),), rate=RATE)
    with pytest.raises(Refused) as refusal:
        payouts.record_payout(fund.office, dollars)
    assert codes(refusal) == [("payout.needs_approval", "override")]
    payout = submit_payout(fund.office, save_payout(fund.office, dollars).payout.code)
    with pytest.raises(Refused) as refusal:
        approve_payout(fund.office, payout.code)
    assert [code for code, _at in codes(refusal)] == ["payout.own_approval_alone", "payout.no_rate_to_threshold"]
    add_rate(fund.office, PinnedRate("EUR", "USD", Decimal("1.08"), RateSource.ECB, date(2026, 5, 19)))
    assert approve_payout(fund.office, payout.code).override is False


# ----------------------------------------------------------------------------------------------------- money


def test_a_payout_in_another_currency_takes_from_the_fund_in_its_own(fund: Kit) -> None:
    lines = (PayoutLine(1, Money.of("100", "USD")), PayoutLine(2, Money.of("0.33", "USD")))
    drafted = replace(draft({}), lines=lines, rate=RATE)
    payout = submit_payout(fund.office, save_payout(fund.office, drafted).payout.code)
    payout = approve_payout(fund.office, payout.code)
    assert payout.charged == (eur("92"), eur("0.30"))
    assert committed(fund)[1:] == (eur("92.30"), eur("1107.70"))
    charged = PinnedRate("USD", "EUR", Decimal("0.95"), RateSource.BANK, TODAY)
    payouts.pay_payout(fund.office, payout.code, TODAY, rate=charged)
    assert fund.load("C-0001").totals.paid == eur("95.31")
    stored = payouts.load_payout(fund.office, payout.code)
    assert (stored.draft.rate, stored.draft.amount) == (charged, Money.of("100.33", "USD"))
    with fund.office.work() as work:
        assert work.ledger.get(stored.entry or 0).rates == (charged,)
    payouts.take_back_payout(fund.office, payout.code, "Returned", TODAY)
    assert committed(fund)[2] == eur("1200")


def test_a_part_is_paid_and_the_rest_stays_approved_as_a_payout_of_its_own(fund: Kit) -> None:
    payout = approved(fund, {1: "600", 2: "100"}, invoice="FV 7", purpose="Rent")
    made = payouts.pay_payout(fund.office, payout.code, TODAY, lines=[PayoutLine(1, eur("250"))])
    assert made.rest == "O-0002"
    assert committed(fund) == ([eur("350"), eur("100")], eur("450"), eur("500"))
    rest = payouts.load_payout(fund.office, "O-0002")
    assert (rest.state, rest.part_of, rest.approver, rest.draft.invoice) == (PayoutState.APPROVED, "O-0001", 1, "FV 7")
    assert payouts.load_payout(fund.office, "O-0001").draft.amount == eur("250")
    again = payouts.pay_payout(
        fund.office, "O-0002", TODAY, lines=[PayoutLine(2, eur("100")), PayoutLine(1, eur("350"))]
    )
    assert again.rest is None
    # The parts of one payout share its invoice and month: they are no findings about each other.
    assert review_payout(fund.office, "O-0001").family == ("O-0002",)


def test_instalments_are_due_on_their_days(fund: Kit) -> None:
    payout = approved(fund, {1: "100"})
    days = [date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)]
    parts = split_by_dates(fund.office, payout.code, days)
    assert [(each.code, each.draft.on, each.draft.amount) for each in parts] == [
        ("O-0001", days[0], eur("33.34")),
        ("O-0002", days[1], eur("33.33")),
        ("O-0003", days[2], eur("33.33")),
    ]
    assert committed(fund)[1] == eur("100")
    assert all(review_payout(fund.office, each.code).findings == () for each in parts)


def test_what_is_not_paid_gets_no_voucher_and_cannot_be_taken_back(fund: Kit) -> None:
    payout = approved(fund, {1: "100"})
    with pytest.raises(Refused) as refusal:
        documents.issue_document(fund.office, payout.code, IssueRequest("en"))
    assert codes(refusal) == [("document.payout_not_paid", None)]
    with pytest.raises(Refused) as refusal:
        payouts.take_back_payout(fund.office, payout.code, "Oops", TODAY)
    assert codes(refusal) == [("payout.wrong_state", None)]


def test_it_is_not_paid_on_a_day_to_come_or_by_a_way_that_money_does_not_go_out(fund: Kit) -> None:
    payout = approved(fund, {1: "100"})
    with pytest.raises(Refused) as refusal:
        payouts.pay_payout(fund.office, payout.code, date(2026, 5, 21), method=PaymentMethod.CRYPTO)
    assert codes(refusal) == [("date.in_future", "on"), ("payout.method", "method")]


# ----------------------------------------------------------------------------------------------------- findings


def test_what_an_approver_should_know_is_found(fund: Kit) -> None:
    fund.person("Other", PersonCategory.PAYEE, iban=IBAN.replace(" ", ""))
    approved(fund, {1: "100"}, invoice="FV 12/2026")
    second = submitted(fund, {1: "100"}, invoice="fv-12-2026", payee="P-0002", method=PaymentMethod.CASH)
    found = {problem.code: problem.params for problem in review_payout(fund.office, second.code).findings}
    assert found.keys() == {"payout.payee_unnamed", "payout.no_document", "payout.same_invoice", "payout.same_iban"}
    assert found["payout.same_invoice"]["payouts"] == ("O-0001",)
    assert found["payout.same_iban"]["people"] == ("P-0001",)
    third = submitted(fund, {1: "1"})
    found = {problem.code: problem.params for problem in review_payout(fund.office, third.code).findings}
    assert found["payout.this_month"]["payouts"] == ("O-0001",)
    cancel_payout(fund.office, "O-0001", "Not needed")
    assert "payout.this_month" not in [p.code for p in review_payout(fund.office, third.code).findings]


def test_a_wrong_iban_or_a_proxy_without_a_paper_is_no_payout(fund: Kit) -> None:
    wrong = submitted(fund, {1: "1"}, iban="PL00 1234")
    with pytest.raises(Refused) as refusal:
        approve_payout(fund.office, wrong.code)
    assert codes(refusal) == [("person.iban", "iban")]
    with pytest.raises(Refused) as refusal:
        save_payout(fund.office, draft({1: "1"}, role=PayeeRole.PROXY))
    assert codes(refusal) == [("payout.no_authority", "authority")]
    kept = save_payout(fund.office, draft({1: "1"}, role=PayeeRole.PROXY, authority="Letter of 2 May"))
    assert payouts.load_payout(fund.office, kept.payout.code).draft.authority == "Letter of 2 May"


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE payout SET state = 'approved', approver = 2 WHERE id = 2", "verify.payout_changed"),
        ("UPDATE payout SET day = '2026-06-06' WHERE id = 1", "verify.payout_changed"),
        ("UPDATE payout SET state = 'draft' WHERE id = 1", "verify.event_differs"),
        ("UPDATE payout_line SET charged = charged - 1 WHERE payout_id = 1", "verify.event_differs"),
        ("UPDATE campaign SET committed = committed - 1", "verify.sum_differs"),
        ("UPDATE item SET committed = committed - 1 WHERE line = 1", "verify.sum_differs"),
    ],
)
def test_verification_finds_a_payout_that_was_edited_by_hand(kit: Kit, statement: str, found: str) -> None:
    kit.campaign("1000")
    kit.give("C-0001", "500")
    kit.person("Payee", PersonCategory.PAYEE)
    approved(kit, {1: "100"})
    submitted(kit, {1: "100"})
    assert verify(kit.office).findings == ()
    with kit.office.work() as work:
        work._connection.execute(text(statement))
        work._connection.commit()
    assert found in [finding.code for finding in verify(kit.office).findings]


def test_who_is_not_the_campaigns_beneficiary_is_not_left_as_one(kit: Kit) -> None:
    for alias in ("Florist", "Landlord", "The florist again"):
        kit.person(alias)
    kit.campaign("1000", beneficiary="P-0001")
    kit.give("C-0001", "500")
    drafted = replace(draft({1: "10"}), payee="P-0002")
    code = save_payout(kit.office, drafted).payout.code
    assert payouts.load_payout(kit.office, code).draft.role is PayeeRole.OTHER
    changed = save_payout(kit.office, replace(drafted, role=PayeeRole.LANDLORD), code, 1).payout
    assert changed.draft.role is PayeeRole.LANDLORD
    paid = kit.pay("C-0001", "P-0002", {1: "10"}).code
    assert payouts.load_payout(kit.office, paid).draft.role is PayeeRole.OTHER
    assert (
        payouts.load_payout(kit.office, kit.pay("C-0001", "P-0001", {1: "10"}).code).draft.role is PayeeRole.BENEFICIARY
    )
    merge_people(kit.office, "P-0003", "P-0001")
    assert (
        payouts.load_payout(kit.office, kit.pay("C-0001", "P-0003", {1: "10"}).code).draft.role is PayeeRole.BENEFICIARY
    )
