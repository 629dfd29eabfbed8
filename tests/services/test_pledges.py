"""Pledges: promised, kept by a gift, withdrawn, open again after a slip; overdue ones wait on Home."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.donations import DonationDraft
from desktop.domain.errors import NotFound, Refused
from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.pledges import PledgeDraft, PledgeState
from desktop.domain.receipts import IssueRequest
from desktop.domain.shares import GENERAL_FUND
from desktop.domain.summaries import TaskKind
from desktop.services import donations, lists, people, pledges
from desktop.services.history import history
from desktop.services.home import read_home
from tests.services.office_kit import TODAY, Kit, eur
from tests.services.test_donations import codes
from tests.services.test_verification import found, tamper

GIFT = DonationDraft("C-0001", eur("50"), eur("0"), TODAY, donor="P-0001")


@pytest.fixture
def promised(kit: Kit) -> Kit:
    """One pledge of 50 EUR that should have come the day before yesterday."""
    kit.campaign("100")
    kit.person("Donor")
    pledges.record_pledge(
        kit.office,
        PledgeDraft("c-1", "p-1", eur("50"), TODAY - timedelta(days=9), TODAY - timedelta(days=2), "Said at the fair"),
    )
    return kit


def test_a_pledge_is_no_money_and_waits_on_home_when_it_is_late(promised: Kit) -> None:
    pledge = pledges.load_pledge(promised.office, "G-0001")
    assert (pledge.draft.campaign, pledge.draft.donor, pledge.draft.note) == ("C-0001", "P-0001", "Said at the fair")
    assert not promised.load("C-0001").totals.collected
    tasks = {task.kind: (task.count, task.first) for task in read_home(promised.office).tasks}
    assert tasks[TaskKind.PLEDGES_OVERDUE] == (1, "G-0001")
    for query in (
        Query(),
        Query(text="fair"),
        Query(text="g-1"),
        Query(text="50", sort="due"),
        Query(text="Donor", sort="donor_name"),
        Query(filters={"task": "pledges_overdue"}),
        Query(filters={"state": "open", "donor": "P-0001", "campaign": "C-0001", "currency": "EUR"}),
    ):
        (row,) = lists.read_page(promised.office, ListKind.PLEDGES, query).rows
        assert (row.code, row.amount, row.overdue, row.donor_name) == ("G-0001", eur("50"), True, "Donor")
    assert found(promised) == set()


def test_a_gift_keeps_a_pledge_and_a_slip_opens_it_again(promised: Kit) -> None:
    recorded = pledges.keep_pledge(promised.office, "G-0001", replace(GIFT, gross=eur("45")), IssueRequest("en"))
    assert (recorded.code, recorded.document) == ("D-0001", "DR/2026/0001")
    pledge = pledges.load_pledge(promised.office, "G-0001")
    assert (pledge.state, pledge.donation) == (PledgeState.KEPT, "D-0001")
    assert donations.load_donation(promised.office, "D-0001").pledge == "G-0001"
    assert found(promised) == set()
    with pytest.raises(Refused) as refusal:
        pledges.keep_pledge(promised.office, "G-0001", GIFT)
    assert codes(refusal) == [("pledge.kept", None)]
    from desktop.services.documents import void_document

    void_document(promised.office, "DR/2026/0001", "A slip")
    donations.take_back_donation(promised.office, "D-0001", "A slip", TODAY)
    assert pledges.load_pledge(promised.office, "G-0001").state is PledgeState.OPEN
    pledges.keep_pledge(promised.office, "G-0001", GIFT)
    assert pledges.load_pledge(promised.office, "G-0001").donation == "D-0002"
    assert found(promised) == set()


def test_an_open_pledge_is_changed_as_its_donor_says_now(promised: Kit) -> None:
    kit, before = promised, pledges.load_pledge(promised.office, "G-0001")
    kit.campaign("70")
    draft = replace(before.draft, amount=eur("80"), due=TODAY + timedelta(days=30), campaign="c-2", note="In December")
    changed = pledges.change_pledge(kit.office, "G-0001", draft, before.revision)
    assert changed.draft == replace(draft, campaign="C-0002")
    assert pledges.load_pledge(kit.office, "G-0001") == changed
    for text, count in (("december", 1), ("fair", 0), ("80", 1)):
        assert len(lists.read_page(kit.office, ListKind.PLEDGES, Query(text=text)).rows) == count
    with pytest.raises(Refused) as refusal:
        pledges.change_pledge(kit.office, "G-0001", replace(draft, amount=eur("90")), before.revision)
    assert [problem.code for problem in refusal.value.problems] == ["changed_meanwhile"]
    lines = history(kit.office, "G-0001")
    assert lines[-1].verb == "pledge.changed"
    assert len(lines[-1].changes) == 3  # campaign, amount, due; the note is no one else's
    pledges.keep_pledge(kit.office, "G-0001", replace(GIFT, campaign="C-0002", gross=eur("80")))
    assert found(kit) == set()


def test_only_an_open_pledge_is_changed_and_its_donor_stays(promised: Kit) -> None:
    kit, before = promised, pledges.load_pledge(promised.office, "G-0001")
    kit.person("Another")
    for change, expected in (
        ({"donor": "P-0002"}, ("pledge.donor_stays", "donor")),
        ({"amount": eur("0")}, ("amount.not_positive", "amount")),
        ({"due": TODAY - timedelta(days=99)}, ("pledge.due_before", "due")),
        ({"campaign": "C-0099"}, ("campaign.not_found", "campaign")),
    ):
        with pytest.raises(Refused) as refusal:
            pledges.change_pledge(kit.office, "G-0001", replace(before.draft, **change), before.revision)  # type: ignore[arg-type]
        assert codes(refusal) == [expected]
    pledges.withdraw_pledge(kit.office, "G-0001", "Moved away")
    with pytest.raises(Refused) as refusal:
        pledges.change_pledge(kit.office, "G-0001", replace(before.draft, amount=eur("9")), 2)
    assert codes(refusal) == [("pledge.withdrawn", None)]
    with pytest.raises(Exception, match="pledge_is_not_changed"), kit.office.work() as work:
        work.pledges.change("G-0001", replace(before.draft, amount=eur("9")), 2)
    assert found(kit) == set()


def test_a_pledge_of_what_was_put_away_since_can_still_be_changed(promised: Kit) -> None:
    people.archive_person(promised.office, "P-0001")
    before = pledges.load_pledge(promised.office, "G-0001")
    changed = pledges.change_pledge(promised.office, "G-0001", replace(before.draft, amount=eur("60")), before.revision)
    assert changed.draft.amount == eur("60")


def test_a_pledge_is_withdrawn_with_a_reason(promised: Kit) -> None:
    with pytest.raises(Refused) as refusal:
        pledges.withdraw_pledge(promised.office, "G-0001", " ")
    assert codes(refusal) == [("reason.missing", "reason")]
    pledge = pledges.withdraw_pledge(promised.office, "G-0001", "Moved away")
    assert (pledge.state, pledge.withdrawn_because) == (PledgeState.WITHDRAWN, "Moved away")
    with pytest.raises(Refused) as refusal:
        pledges.keep_pledge(promised.office, "G-0001", GIFT)
    assert codes(refusal) == [("pledge.withdrawn", None)]
    assert not [task for task in read_home(promised.office).tasks if task.kind is TaskKind.PLEDGES_OVERDUE]
    assert found(promised) == set()


def test_another_donors_gift_keeps_no_pledge_and_a_refused_gift_leaves_it_open(promised: Kit) -> None:
    for draft, problem in (
        (replace(GIFT, donor=None), ("pledge.other_donor", "donor")),
        (replace(GIFT, gross=eur("0")), ("amount.not_positive", "gross")),
    ):
        with pytest.raises(Refused) as refusal:
            pledges.keep_pledge(promised.office, "G-0001", draft)
        assert codes(refusal) == [problem]
    assert pledges.load_pledge(promised.office, "G-0001").state is PledgeState.OPEN
    with pytest.raises(NotFound):
        pledges.load_pledge(promised.office, "G-0002")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"amount": eur("0")}, ("amount.not_positive", "amount")),
        ({"campaign": "C-0042"}, ("campaign.not_found", "campaign")),
        ({"donor": "P-0042"}, ("person.not_found", "donor")),
    ],
)
def test_what_is_wrong_with_a_pledge_is_said(
    promised: Kit, change: dict[str, object], problem: tuple[str, str]
) -> None:
    draft = PledgeDraft("C-0001", "P-0001", eur("50"), TODAY, TODAY)
    with pytest.raises(Refused) as refusal:
        pledges.record_pledge(promised.office, replace(draft, **change))  # type: ignore[arg-type]
    assert codes(refusal) == [problem]


def test_a_pledge_may_be_for_the_general_fund_and_in_any_currency(promised: Kit) -> None:
    pledge = pledges.record_pledge(promised.office, PledgeDraft(GENERAL_FUND, "P-0001", Money(9, "USD"), TODAY, TODAY))
    assert promised.load(pledge.draft.campaign).draft.currency == "USD"
    assert found(promised) == set()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE pledge SET amount = amount + 1", "verify.gift_changed"),
        ("UPDATE pledge SET due = '2027-01-01'", "verify.gift_changed"),
        ("UPDATE pledge SET state = 'withdrawn'", "verify.gift_changed"),
        ("UPDATE pledge SET state = 'kept'", "verify.event_differs"),
        ("UPDATE pledge SET state = 'forgotten'", "verify.strange_value"),
        ("UPDATE pledge SET id = 7", "verify.gift_changed"),
    ],
)
def test_a_pledge_that_was_changed_by_hand_is_found(promised: Kit, statement: str, code: str) -> None:
    tamper(promised, statement)
    assert code in found(promised)


def test_a_renamed_donors_pledges_stand_in_their_new_place(promised: Kit) -> None:
    promised.campaign("5")
    promised.person("Other")
    pledges.record_pledge(promised.office, PledgeDraft("C-0002", "P-0002", eur("1"), TODAY, TODAY))
    before = people.load_person(promised.office, "P-0001")
    people.save_person(promised.office, replace(before.draft, alias="Zebra"), "P-0001", before.revision)
    rows = lists.read_page(promised.office, ListKind.PLEDGES, Query(sort="donor_name")).rows
    assert [row.donor_name for row in rows] == ["Other", "Zebra"]
