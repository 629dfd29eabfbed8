"""An approved plan changes with a reason, each change is kept, and one person moves only a part of it alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desktop.domain.campaigns import Campaign, CampaignDraft, CampaignStatus, Item, ItemDraft
from desktop.domain.ledger import FundTotals
from desktop.domain.money import Money
from desktop.domain.revisions import (
    PlanChange,
    PlanRevision,
    RevisionKind,
    allowance,
    check_moves,
    check_reallocation,
    check_revision,
    is_approved,
    moved_between_items,
    plan_changes,
    revises,
)

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def item(line: int, planned: int, paid: int = 0, *, archived: bool = False) -> Item:
    draft = ItemDraft(f"Line {line}", eur(planned), line=line, archived=archived)
    return Item("C-0001", line, draft, eur(paid), eur(0), eur(paid), eur(0))


def campaign(*items: Item, status: CampaignStatus = CampaignStatus.OPEN) -> Campaign:
    draft = CampaignDraft("Help", status=status, items=tuple(each.draft for each in items))
    sums = FundTotals.plain(eur(0), eur(0), eur(0))
    return Campaign("C-0001", draft, items, sums, archived=False, revision=1)


def revision(line: int, before: int, after: int, kind: RevisionKind = RevisionKind.EDIT) -> PlanRevision:
    return PlanRevision(1, "C-0001", PlanChange(line, eur(before), eur(after)), kind, 1, NOW)


BEFORE = campaign(item(1, 500), item(2, 300), item(3, 100, archived=True))


def test_what_changes_in_a_plan() -> None:
    after = campaign(item(1, 450), item(2, 300, archived=True), item(3, 100, archived=True), item(4, 70))
    assert plan_changes(BEFORE, after) == (
        PlanChange(1, eur(500), eur(450)),
        PlanChange(2, eur(300), eur(0)),
        PlanChange(4, eur(0), eur(70)),
    )
    assert plan_changes(BEFORE, BEFORE) == ()
    assert plan_changes(BEFORE, replace(after, draft=replace(after.draft, currency="USD"))) == ()


def test_what_was_moved_between_items() -> None:
    later, decided = NOW.replace(hour=10), {"kind": RevisionKind.DECISION, "decision": "B-0001"}
    revised = [
        revision(1, 500, 400),
        revision(2, 300, 330),
        revision(3, 200, 470),  # of the 300 that both grew, 100 came from line 1; 200 made the whole larger
        replace(revision(2, 330, 380, RevisionKind.REALLOCATION), at=later),
        replace(revision(3, 470, 420, RevisionKind.REALLOCATION), at=later),
        replace(revision(1, 400, 600), **decided),  # a surplus: nothing else shrank
        replace(revision(4, 0, 70), campaign="C-0002"),
    ]
    found = moved_between_items(revised)
    assert found == {
        ("C-0001", 1): eur(-100), ("C-0001", 2): eur(10 + 50), ("C-0001", 3): eur(90 - 50),
    }  # fmt: skip
    assert sum(each.minor for each in found.values()) == 0
    assert moved_between_items([]) == {}


def codes(before: Campaign, draft: CampaignDraft, reason: str = "", *revised: PlanRevision) -> list[str]:
    return [problem.code for problem in check_revision(before, draft, reason, revised)]


def with_plan(before: Campaign, *planned: int) -> CampaignDraft:
    items = (replace(each, planned=eur(minor)) for each, minor in zip(before.draft.items, planned, strict=False))
    return replace(before.draft, items=tuple(items))


def test_an_approved_plan_changes_with_a_reason() -> None:
    draft = with_plan(BEFORE, 400, 300)
    assert revises(BEFORE, draft)
    assert codes(BEFORE, draft) == ["plan.reason_missing"]
    assert codes(BEFORE, draft, "The clinic is cheaper") == []
    assert codes(BEFORE, draft, "x" * 501) == ["text.too_long"]
    assert codes(BEFORE, BEFORE.draft) == []
    added = replace(BEFORE.draft, items=(*BEFORE.draft.items, ItemDraft("New", eur(5))))
    assert codes(BEFORE, added) == ["plan.reason_missing"]
    removed = replace(BEFORE.draft, items=(BEFORE.draft.items[0], replace(BEFORE.draft.items[1], archived=True)))
    assert codes(BEFORE, removed) == ["plan.reason_missing"]


def test_a_plan_in_review_is_still_being_made_unless_it_was_revised_before() -> None:
    for status in (CampaignStatus.DRAFT, CampaignStatus.IN_REVIEW):
        before = campaign(item(1, 500), status=status)
        assert not is_approved(before, ())
        assert codes(before, with_plan(before, 400)) == []
        assert codes(before, with_plan(before, 400), "", revision(1, 600, 500)) == ["plan.reason_missing"]


def test_a_closed_campaigns_plan_stays_as_a_whole() -> None:
    closed = campaign(item(1, 500), item(2, 300), status=CampaignStatus.CLOSED)
    assert codes(closed, with_plan(closed, 600, 300), "More") == ["plan.closed"]
    assert codes(closed, with_plan(closed, 400, 400), "The clinic is cheaper") == []
    reopened = replace(with_plan(closed, 600, 300), status=CampaignStatus.OPEN)
    assert codes(closed, reopened, "More") == []


def test_what_was_allotted_is_within_the_plan() -> None:
    before = campaign(replace(item(1, 500), allotted=eur(400)), item(2, 300))
    assert codes(before, with_plan(before, 400, 300), "Cheaper") == []
    assert codes(before, with_plan(before, 399, 300), "Cheaper") == ["plan.below_allotted"]
    moved = check_reallocation(before, 1, 2, eur(101), "Cheaper")
    assert [each.code for each in moved] == ["plan.below_allotted"]
    assert check_reallocation(before, 1, 2, eur(100), "Cheaper") == ()


def test_a_revised_plan_stays_in_its_currency() -> None:
    foreign = replace(BEFORE.draft, currency="USD")
    assert codes(BEFORE, foreign) == []
    assert codes(BEFORE, foreign, "", revision(1, 600, 500)) == ["campaign.currency_planned"]


def test_one_person_moves_a_part_of_what_was_approved_first() -> None:
    moved = RevisionKind.REALLOCATION
    revisions = (
        revision(2, 0, 90),
        revision(1, 1000, 900, moved),
        revision(2, 90, 190, moved),
        revision(1, 900, 950),
        revision(1, 950, 960, moved),
    )
    found = allowance(item(1, 960), revisions, 15)
    assert (found.approved, found.taken, found.limit, found.left) == (eur(1000), eur(100), eur(150), eur(50))
    untouched = allowance(item(3, 99), revisions, 15)
    assert (untouched.approved, untouched.limit, untouched.left) == (eur(99), eur(14), eur(14))
    assert allowance(item(1, 960), revisions, 5).left == eur(0)
    assert allowance(item(2, 190), revisions[:1], 10).approved == eur(190)


def test_amounts_changed_in_the_form_are_held_to_the_same_limit() -> None:
    """Of 5.00 one person moves 0.75 at 15 per cent, whether by a move or by changing two amounts."""

    def moves(draft: CampaignDraft, *revised: PlanRevision, before: Campaign = BEFORE) -> list[tuple[str, str | None]]:
        return [(problem.code, problem.at) for problem in check_moves(before, draft, revised, 15)]

    above = ("plan.above_limit", "items.0.planned")
    assert moves(with_plan(BEFORE, 425, 375)) == []
    assert moves(with_plan(BEFORE, 424, 376)) == [above]
    (problem,) = check_moves(BEFORE, with_plan(BEFORE, 424, 376), (), 15)
    assert problem.params == {
        "line": 1, "percent": 15, "approved": eur(500), "limit": eur(75), "taken": eur(0), "left": eur(75),
    }  # fmt: skip
    assert moves(with_plan(BEFORE, 400, 310)) == []  # 0.10 went to the other item, the rest is asked of nobody
    assert moves(with_plan(BEFORE, 100, 300)) == []
    assert moves(with_plan(BEFORE, 500, 900)) == []
    new = ItemDraft("New", eur(76))
    assert moves(replace(with_plan(BEFORE, 424, 300), items=(*with_plan(BEFORE, 424, 300).items, new))) == [above]
    gone = replace(BEFORE.draft.items[1], archived=True)
    assert moves(replace(BEFORE.draft, items=(replace(BEFORE.draft.items[0], planned=eur(800)), gone))) == [
        ("plan.above_limit", "items")
    ]
    saved = (revision(1, 500, 450), revision(2, 300, 350))
    assert allowance(item(1, 450), saved, 15).taken == eur(50)
    assert moves(with_plan(BEFORE, 475, 325), *saved) == []
    assert moves(with_plan(BEFORE, 474, 326), *saved) == [above]
    assert allowance(item(1, 100), (revision(1, 500, 100),), 15).taken == eur(0)
    review = campaign(item(1, 500), item(2, 300), status=CampaignStatus.IN_REVIEW)
    assert moves(with_plan(review, 1, 799), before=review) == []
    assert moves(replace(with_plan(BEFORE, 1, 799), currency="USD")) == []


def test_what_is_wrong_with_moving_a_part_of_the_plan() -> None:
    before = campaign(item(1, 500, 450), item(2, 300), item(3, 100, archived=True))

    def check(source: int, target: int, amount: Money, reason: str = "Agreed") -> list[tuple[str, str | None]]:
        return [(each.code, each.at) for each in check_reallocation(before, source, target, amount, reason)]

    assert check(1, 2, eur(50)) == []
    assert check(1, 2, eur(51)) == [("plan.above_remaining", "amount")]
    assert check(2, 1, eur(300)) == [("plan.nothing_left", "amount")]
    assert check(1, 1, eur(1)) == [("plan.same_item", "target")]
    assert check(3, 9, eur(1)) == [("item.no_such_line", "source"), ("item.no_such_line", "target")]
    assert check(1, 2, eur(0)) == [("amount.not_positive", "amount")]
    assert check(1, 2, Money(1, "USD")) == [("item.other_currency", "amount")]
    assert check(1, 2, eur(1), "") == [("reason.missing", "reason")]
