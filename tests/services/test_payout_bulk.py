"""One step for several payouts: told before it is done, done one by one, and stopped in between."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.errors import Refused, Stopped
from desktop.domain.payouts import PayoutDraft, PayoutLine, PayoutState
from desktop.domain.people import PersonCategory
from desktop.domain.quick_entry import EntryStep
from desktop.domain.receipts import IssueRequest
from desktop.services.payout_bulk import BulkStep, do_bulk, preview_bulk
from desktop.services.payout_steps import cancel_payout
from desktop.services.payouts import load_payout
from desktop.services.quick_entry import enter_payouts
from desktop.services.settings import load_settings, save_settings
from desktop.services.verification import verify
from tests.services.office_kit import TODAY, Kit, eur

ENGLISH = IssueRequest("en")


@pytest.fixture
def fund(kit: Kit) -> Iterator[Kit]:
    """C-0001 with items of 1000 and 500, 1200 collected; P-0001 is the payee; whatever is done, all agrees."""
    kit.campaign("1000", "500")
    kit.give("C-0001", "1200")
    kit.person("Clinic", PersonCategory.PAYEE, name_latin="Green Leaf Clinic")
    yield kit
    assert verify(kit.office).findings == ()


def entered(fund: Kit, step: EntryStep, *rows: tuple[int, str]) -> list[str]:
    drafts = [PayoutDraft("C-0001", "P-0001", (PayoutLine(item, eur(each)),), TODAY) for item, each in rows]
    return [each.code for each in enter_payouts(fund.office, drafts, step)]


def codes(problems: object) -> list[str]:
    return [each.code for each in problems]  # type: ignore[attr-defined]


def test_a_preview_says_what_is_refused_and_changes_nothing(fund: Kit) -> None:
    drafts = entered(fund, EntryStep.DRAFT, (1, "10"))
    paid = entered(fund, EntryStep.PAY, (1, "20"))
    head = fund.head()
    lines = preview_bulk(fund.office, [*drafts, *paid], BulkStep.SUBMIT)
    assert [line.refused for line in lines] == [False, True]
    assert codes(lines[1].problems) == ["payout.wrong_state"]
    assert fund.head() == head
    assert load_payout(fund.office, drafts[0]).state is PayoutState.DRAFT


def test_what_the_first_reserves_is_gone_for_the_next(fund: Kit) -> None:
    waiting = entered(fund, EntryStep.SUBMIT, (2, "300"), (2, "300"), (1, "5"))
    lines = preview_bulk(fund.office, waiting, BulkStep.APPROVE)
    assert [line.refused for line in lines] == [False, True, False]
    assert "payout.over_item" in codes(lines[1].problems)
    assert "payout.this_month" in codes(lines[0].problems), "a warning stops nothing, and is shown"
    done = do_bulk(fund.office, lines, BulkStep.APPROVE)
    assert [(each.code, each.done) for each in done] == [(waiting[0], True), (waiting[2], True)]
    assert load_payout(fund.office, waiting[1]).state is PayoutState.SUBMITTED
    assert fund.load("C-0001").totals.committed == eur("305")


def test_four_eyes_hold_for_many_as_for_one(fund: Kit) -> None:
    save_settings(fund.office, replace(load_settings(fund.office), approval_threshold=eur("100")))
    waiting = entered(fund, EntryStep.SUBMIT, (1, "100"), (1, "101"))
    lines = preview_bulk(fund.office, waiting, BulkStep.APPROVE)
    assert [line.refused for line in lines] == [False, True]
    assert codes(lines[1].problems) == ["payout.own_approval_alone"]


def test_vouchers_take_their_numbers_one_after_another(fund: Kit) -> None:
    paid = entered(fund, EntryStep.PAY, (1, "10"), (1, "20"))
    draft = entered(fund, EntryStep.DRAFT, (1, "30"))
    lines = preview_bulk(fund.office, [*paid, *draft], BulkStep.VOUCHER, ENGLISH)
    assert [codes(line.problems) for line in lines] == [[], [], ["document.payout_not_paid"]]
    done = do_bulk(fund.office, lines, BulkStep.VOUCHER, ENGLISH)
    assert [each.document for each in done] == ["PV/2026/0001", "PV/2026/0002"]
    again = preview_bulk(fund.office, paid, BulkStep.VOUCHER, ENGLISH)
    assert [codes(line.problems) for line in again] == [["document.already_issued"]] * 2
    with pytest.raises(Refused):
        enter_payouts(fund.office, [])


def test_what_changed_since_the_preview_is_refused_and_the_rest_is_done(fund: Kit) -> None:
    drafts = entered(fund, EntryStep.DRAFT, (1, "10"), (1, "20"))
    lines = preview_bulk(fund.office, drafts, BulkStep.SUBMIT)
    cancel_payout(fund.office, drafts[0], "Twice")
    done = do_bulk(fund.office, lines, BulkStep.SUBMIT)
    assert [(each.done, codes(each.problems)) for each in done] == [(False, ["changed_meanwhile"]), (True, [])]


def test_stopped_in_between_what_is_done_stays_done(fund: Kit) -> None:
    drafts = entered(fund, EntryStep.DRAFT, (1, "10"), (1, "20"), (1, "30"))
    lines = preview_bulk(fund.office, drafts, BulkStep.SUBMIT)

    class AtTheSecond:
        def step(self, done: int, whole: int) -> None:
            assert whole == 3
            if done == 1:
                raise Stopped

    done = do_bulk(fund.office, lines, BulkStep.SUBMIT, progress=AtTheSecond())
    assert [each.done for each in done] == [True, False, False]
    assert [load_payout(fund.office, code).state for code in drafts] == [
        PayoutState.SUBMITTED,
        PayoutState.DRAFT,
        PayoutState.DRAFT,
    ]


def test_what_the_bank_paid_is_marked_with_its_day(fund: Kit) -> None:
    waiting = entered(fund, EntryStep.SUBMIT, (1, "10"), (1, "20"))
    do_bulk(fund.office, preview_bulk(fund.office, waiting[:1], BulkStep.APPROVE), BulkStep.APPROVE)
    yesterday, head = TODAY - timedelta(days=1), fund.head()
    late = preview_bulk(fund.office, waiting, BulkStep.PAY, None, TODAY + timedelta(days=1))
    assert [codes(line.problems) for line in late] == [["date.in_future"], ["payout.wrong_state"]]
    lines = preview_bulk(fund.office, waiting, BulkStep.PAY, None, yesterday)
    assert ([line.refused for line in lines], fund.head()) == ([False, True], head)
    done = do_bulk(fund.office, lines, BulkStep.PAY, None, yesterday)
    assert [each.done for each in done] == [True]
    paid = load_payout(fund.office, waiting[0])
    assert (paid.state, paid.draft.on) == (PayoutState.PAID, yesterday)
