"""What a closed campaign has above or below its plan, what a decision on it must come to, and who may approve it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.domain.campaign_changes import check_change
from desktop.domain.campaigns import Campaign, CampaignDraft, CampaignStatus, FundKind, Item, ItemDraft
from desktop.domain.decision_note import DecisionNote, NoteItem, NoteMove, decision_note, redacted_note, thaw_note
from desktop.domain.decisions import (
    Decision,
    DecisionAction,
    DecisionDraft,
    DecisionKind,
    DecisionLine,
    DecisionState,
    check_approval,
    check_decision,
    proposed_lines,
    standing,
    undecided,
)
from desktop.domain.funding import FundingRule
from desktop.domain.ledger import FundTotals, fund_totals
from desktop.domain.money import Money
from desktop.domain.receipts import Organisation
from desktop.domain.transfers import TransferDraft, check_transfer, transfer_entry

TODAY = date(2026, 5, 20)
ALLOT, EXTEND, REDUCE = DecisionAction.ALLOT, DecisionAction.EXTEND, DecisionAction.REDUCE
MOVE, REFUND = DecisionAction.TRANSFER, DecisionAction.REFUND


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def item(line: int, planned: int, paid: int = 0, committed: int = 0, **more: object) -> Item:
    draft = replace(ItemDraft(f"Line {line}", eur(planned), line=line, priority=line), **more)  # type: ignore[arg-type]
    return Item("C-0001", line, draft, eur(paid), eur(committed), eur(paid), eur(0))


def campaign(collected: int, *items: Item, **more: object) -> Campaign:
    draft = CampaignDraft("Help", status=CampaignStatus.CLOSED, items=tuple(each.draft for each in items))
    paid, committed = sum(each.paid.minor for each in items), sum(each.committed.minor for each in items)
    sums = replace(FundTotals.plain(eur(collected), eur(0), eur(paid)), committed=eur(committed))
    made = Campaign("C-0001", draft, items, sums, archived=False, revision=1)
    return replace(made, **more)  # type: ignore[arg-type]


CLOSED = campaign(284800, item(1, 92000), item(2, 98000), item(3, 80000))
OPEN = campaign(68300, item(1, 50000), item(2, 50000), item(3, 100000))


def decide(
    on: Campaign, *lines: DecisionLine, rule: FundingRule = FundingRule.MANUAL, kind: DecisionKind | None = None
) -> DecisionDraft:
    kind = kind or standing(on).kind or DecisionKind.SURPLUS
    return DecisionDraft(on.code, kind, rule, lines, "Agreed with the family", TODAY)


def codes(on: Campaign, draft: DecisionDraft) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in check_decision(on, draft)]


def test_the_closed_page_has_a_surplus_and_the_open_one_a_shortfall() -> None:
    assert standing(CLOSED).difference == eur(14800)
    assert standing(CLOSED).kind is DecisionKind.SURPLUS
    assert standing(CLOSED).to_decide == eur(14800)
    assert standing(OPEN).kind is DecisionKind.SHORTFALL
    assert standing(OPEN).to_decide == eur(68300)
    by_priority = [line.amount.minor for line in proposed_lines(OPEN, FundingRule.PRIORITY)]
    in_proportion = [line.amount.minor for line in proposed_lines(OPEN, FundingRule.PRO_RATA)]
    assert (by_priority, in_proportion) == ([50000, 18300, 0], [17075, 17075, 34150])


def test_what_must_be_decided_before_a_campaign_is_settled() -> None:
    assert undecided(campaign(500, item(1, 500))) is None
    assert undecided(replace(CLOSED, kind=FundKind.GENERAL)) is None
    assert undecided(CLOSED) == standing(CLOSED)
    poor = campaign(300, item(1, 500, 300))
    settled = replace(poor.draft, status=CampaignStatus.SETTLED)
    assert [problem.code for problem in check_change(poor, settled)] == ["campaign.undecided"]
    decided = replace(poor, decided="F-0001", items=(replace(poor.items[0], allotted=eur(300)),))
    assert check_change(decided, settled) == ()


def test_without_items_only_what_is_above_the_goal_is_decided() -> None:
    bare = campaign(500)
    assert undecided(bare) is None
    goal = replace(bare, draft=replace(bare.draft, goal=eur(400)))
    assert standing(goal).difference == eur(100)
    assert undecided(replace(bare, draft=replace(bare.draft, goal=eur(900)))) is None
    assert proposed_lines(goal, FundingRule.PRIORITY) == ()


def test_lines_by_a_rule() -> None:
    assert proposed_lines(campaign(500, item(1, 500)), FundingRule.PRIORITY) == ()
    assert proposed_lines(CLOSED, FundingRule.MANUAL) == ()
    assert proposed_lines(CLOSED, FundingRule.PRIORITY) == (DecisionLine(EXTEND, eur(14800), 1),)
    parts = proposed_lines(CLOSED, FundingRule.PRO_RATA)
    assert [(line.item, line.amount.minor) for line in parts] == [(1, 5043), (2, 5372), (3, 4385)]
    one_cent = campaign(101, item(1, 50), item(2, 50))
    assert [line.item for line in proposed_lines(one_cent, FundingRule.PRO_RATA)] == [1]
    poor = campaign(300, item(1, 500, 100, 50), item(2, 500))
    by_hand = proposed_lines(poor, FundingRule.MANUAL)
    assert [line.amount for line in by_hand] == [eur(150), eur(0)]


def test_a_surplus_goes_where_it_is_said_to_the_cent() -> None:
    lines = (
        DecisionLine(EXTEND, eur(4800), 2),
        DecisionLine(MOVE, eur(8000), to="C-0002"),
        DecisionLine(REFUND, eur(2000), donation="D-0001"),
    )
    assert codes(CLOSED, decide(CLOSED, *lines)) == []
    assert codes(CLOSED, decide(CLOSED, *lines[:2])) == [("decision.does_not_sum", "lines")]
    assert codes(CLOSED, replace(decide(CLOSED, *lines), reason=" ")) == [("reason.missing", "reason")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (DecisionLine(EXTEND, eur(14800), 9), "decision.line_unclear"),
        (DecisionLine(EXTEND, eur(14800)), "decision.line_unclear"),
        (DecisionLine(MOVE, eur(14800), to="C-0001"), "decision.line_unclear"),
        (DecisionLine(MOVE, eur(14800)), "decision.line_unclear"),
        (DecisionLine(REFUND, eur(14800)), "decision.line_unclear"),
        (DecisionLine(ALLOT, eur(14800), 1), "decision.line_unclear"),
    ],
)
def test_a_line_that_leads_nowhere(line: DecisionLine, code: str) -> None:
    assert codes(CLOSED, decide(CLOSED, line)) == [(code, "lines.0")]


def test_lines_of_a_surplus_that_cannot_be() -> None:
    twice = (DecisionLine(EXTEND, eur(7400), 1), DecisionLine(EXTEND, eur(7400), 1))
    assert codes(CLOSED, decide(CLOSED, *twice)) == [("decision.line_twice", "lines.1")]
    nothing = (DecisionLine(EXTEND, eur(14800), 1), DecisionLine(EXTEND, eur(0), 2))
    assert codes(CLOSED, decide(CLOSED, *nothing)) == [("amount.not_positive", "lines.1.amount")]
    foreign = (DecisionLine(EXTEND, eur(14800), 1), DecisionLine(EXTEND, Money(1, "USD"), 2))
    assert codes(CLOSED, decide(CLOSED, *foreign)) == [("item.other_currency", "lines.1.amount")]
    many = tuple(DecisionLine(MOVE, eur(148), to=f"C-{number:04d}") for number in range(2, 103))
    assert ("decision.too_many_lines", "lines") in codes(CLOSED, decide(CLOSED, *many))


def test_what_is_reserved_does_not_leave() -> None:
    reserved = campaign(600, item(1, 500, 0, 450))
    line = DecisionLine(MOVE, eur(100), to="C-0002")
    assert codes(reserved, decide(reserved, line)) == []
    tight = replace(reserved, totals=replace(reserved.totals, committed=eur(550)))
    assert codes(tight, decide(tight, line)) == [("decision.already_reserved", "lines")]


def test_only_a_closed_campaign_is_decided_on_and_only_what_it_is_about() -> None:
    running = replace(CLOSED, draft=replace(CLOSED.draft, status=CampaignStatus.OPEN))
    assert codes(running, decide(CLOSED)) == [("decision.not_closed", "campaign")]
    assert codes(OPEN, decide(CLOSED)) == [("decision.nothing_to_decide", "campaign")]
    assert codes(replace(CLOSED, kind=FundKind.GENERAL), decide(CLOSED)) == [("decision.nothing_to_decide", "campaign")]


def test_a_shortfall_is_allotted_to_every_item_by_the_rule_it_names() -> None:
    for rule in (FundingRule.PRIORITY, FundingRule.PRO_RATA):
        lines = proposed_lines(OPEN, rule)
        assert codes(OPEN, decide(OPEN, *lines, rule=rule)) == []
    assert codes(OPEN, decide(OPEN, *lines, rule=FundingRule.PRIORITY)) == [("decision.not_by_the_rule", "rule")]
    assert codes(OPEN, decide(OPEN, *lines)) == []
    assert codes(OPEN, decide(OPEN, *lines[:2])) == [
        ("decision.every_item", "lines"),
        ("decision.does_not_sum", "lines"),
    ]
    extended = (*lines[:2], DecisionLine(EXTEND, lines[2].amount, 3))
    assert codes(OPEN, decide(OPEN, *extended)) == [("decision.every_item", "lines")]
    above = [DecisionLine(ALLOT, eur(minor), line) for line, minor in ((1, 68300), (2, 0), (3, 0))]
    assert codes(OPEN, decide(OPEN, *above)) == [("funding.above_the_plan", "amounts.1")]


def test_more_of_a_plan_than_one_person_may_move() -> None:
    pair = (DecisionLine(REDUCE, eur(900), 1), DecisionLine(EXTEND, eur(900), 2))

    def check(*lines: DecisionLine) -> list[str]:
        return [code for code, _at in codes(OPEN, decide(OPEN, *lines, kind=DecisionKind.REALLOCATION))]

    assert check(*pair) == []
    assert check(pair[0]) == ["decision.line_unclear"]
    assert check(pair[0], DecisionLine(EXTEND, eur(1), 2)) == ["decision.line_unclear"]
    assert check(DecisionLine(REDUCE, eur(900)), DecisionLine(EXTEND, eur(900))) == ["item.no_such_line"] * 2


def test_nobody_approves_their_own_while_there_is_somebody_else() -> None:
    decision = Decision("F-0001", decide(CLOSED), eur(14800), DecisionState.PROPOSED, author=1)

    def check(approver: int, colleagues: int, override: str = "") -> list[str]:
        return [problem.code for problem in check_approval(decision, approver, colleagues, override)]

    assert check(2, 1) == []
    assert check(1, 1, "They are away") == ["decision.own"]
    assert check(1, 0) == ["decision.override_missing"]
    assert check(1, 0, "I am alone here") == []
    assert check(1, 0, "x" * 501) == ["text.too_long"]
    done = replace(decision, state=DecisionState.APPROVED)
    assert [each.code for each in check_approval(done, 2, 1, "")] == ["decision.not_proposed"]


def note(on: Campaign, *lines: DecisionLine, **more: object) -> DecisionNote:
    draft = decide(on, *lines, kind=more.pop("kind", None))  # type: ignore[arg-type]
    decision = Decision("F-0001", draft, eur(14800), DecisionState.PROPOSED, author=1)
    made = decision_note(decision, on, frozenset({"C-0009"}), Organisation("Lantern Aid"), "en", "Ema")
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_note_says_what_was_and_what_will_be_and_comes_back_as_it_was_frozen() -> None:
    goal = replace(CLOSED, draft=replace(CLOSED.draft, goal=eur(270000)))
    lines = (
        DecisionLine(EXTEND, eur(4800), 2),
        DecisionLine(MOVE, eur(8000), to="C-0009"),
        DecisionLine(REFUND, eur(2000), donation="D-0001"),
    )
    made = note(goal, *lines, approved_by="Ivo", approved_on=date(2026, 5, 22), journal_head="ab" * 32)
    assert made.items == (
        NoteItem(1, "Line 1", eur(92000), eur(92000)),
        NoteItem(2, "Line 2", eur(98000), eur(102800)),
        NoteItem(3, "Line 3", eur(80000), eur(80000)),
    )
    assert made.moves == (NoteMove(MOVE, "C-0009", eur(8000), general=True), NoteMove(REFUND, "D-0001", eur(2000)))
    assert (made.items_before, made.items_after, made.day) == (eur(270000), eur(274800), date(2026, 5, 22))
    assert thaw_note(made.freeze()) == made
    assert thaw_note(made.freeze()).digest() == made.digest()
    assert not {"frozen", "logo", "labels"} & made.freeze().keys()  # notes of former versions keep their digests
    worded = replace(made, logo="ab" * 32, labels=(("en", "cd" * 32), ("be", "ef" * 32)))
    assert thaw_note(worded.freeze()) == worded
    assert worded.freeze()["labels"] == [["en", "cd" * 32], ["be", "ef" * 32]]
    assert redacted_note(worded).labels == worded.labels
    assert made.qr_text() == f"SKB1|F-0001|2026-05-22|148.00|EUR|{made.digest()[:12]}"
    proposed = note(CLOSED)
    assert (proposed.goal, proposed.day) == (None, TODAY)
    assert thaw_note(proposed.freeze()) == proposed
    left = redacted_note(made)
    assert (left.reason, left.override_reason, left.digest(), left.qr_text()) == ("", "", made.digest(), made.qr_text())
    assert left.left() != made.left() == made.digest()
    assert thaw_note(left.freeze()) == left


def test_a_note_of_allotments_and_of_a_moved_plan() -> None:
    allotted = note(OPEN, *proposed_lines(OPEN, FundingRule.PRIORITY))
    assert [(each.before.minor, each.after.minor) for each in allotted.items] == [
        (50000, 50000),
        (50000, 18300),
        (100000, 0),
    ]
    pair = (DecisionLine(REDUCE, eur(900), 1), DecisionLine(EXTEND, eur(900), 2))
    moved = note(OPEN, *pair, kind=DecisionKind.REALLOCATION)
    assert [each.after.minor for each in moved.items] == [49100, 50900, 100000]


def transfer(minor: int = 100, **more: object) -> TransferDraft:
    draft = TransferDraft("C-0009", "C-0001", eur(minor), TODAY, "Urgent")
    return replace(draft, **more)  # type: ignore[arg-type]


def test_a_transfer_moves_money_from_the_general_fund_alone() -> None:
    general = replace(campaign(500), code="C-0009", kind=FundKind.GENERAL)
    target = campaign(0, item(1, 500))

    def check(draft: TransferDraft, source: Campaign = general, to: Campaign = target, **how: bool) -> list[str]:
        return [problem.code for problem in check_transfer(draft, source, to, TODAY, **how)]

    assert check(transfer()) == []
    assert check(transfer(501)) == ["transfer.not_enough"]
    assert check(transfer(0)) == ["amount.not_positive"]
    assert check(transfer(reason="")) == ["reason.missing"]
    assert check(transfer(on=date(2027, 1, 1))) == ["date.in_future"]
    assert check(transfer(amount=Money(1, "USD"))) == ["item.other_currency"]
    assert check(transfer(), to=general) == ["transfer.same_fund"]
    foreign = replace(target, draft=replace(target.draft, currency="USD"))
    assert check(transfer(), to=foreign) == ["transfer.other_currency"]
    assert check(transfer(), replace(general, kind=FundKind.APPEAL)) == ["transfer.restricted"]
    assert check(transfer(), replace(general, kind=FundKind.APPEAL), decided=True) == []


def test_a_transfers_entry_moves_from_one_fund_to_the_other() -> None:
    entry = transfer_entry(transfer(happened=date(2026, 4, 30)))
    assert fund_totals(entry.postings, "C-0009", eur(0)).moved == eur(-100)
    assert fund_totals(entry.postings, "C-0001", eur(0)).moved == eur(100)
    assert entry.happened == date(2026, 4, 30)


def test_moments_are_kept_with_an_approval() -> None:
    moment = datetime(2026, 5, 22, 9, tzinfo=UTC)
    approved = Decision("F-0001", decide(CLOSED), eur(1), DecisionState.APPROVED, 1, 2, moment)
    assert (approved.approver, approved.approved_at, approved.override) == (2, moment, False)
