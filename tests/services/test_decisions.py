"""Funding through the services: rules, allotments, revisions of plans, decisions carried out whole, transfers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from desktop import i18n
from desktop.domain.campaigns import Campaign, CampaignStatus, ItemDraft
from desktop.domain.checks import Rule
from desktop.domain.decisions import (
    DecisionAction,
    DecisionDraft,
    DecisionKind,
    DecisionLine,
    DecisionState,
    proposed_lines,
    standing,
)
from desktop.domain.errors import NotFound, Refused
from desktop.domain.funding import FundingRule
from desktop.domain.listing import ListKind, Query
from desktop.domain.people import PersonCategory
from desktop.domain.revisions import RevisionKind
from desktop.domain.roles import Role
from desktop.domain.summaries import TaskKind
from desktop.domain.transfers import TransferDraft
from desktop.services import (
    campaigns,
    decisions,
    funding,
    home,
    lists,
    office_checks,
    roles,
    settings,
    templates,
    transfers,
    undo,
    users,
)
from desktop.services.verification import verify
from tests.documents.papers_kit import flat
from tests.services.office_kit import PASSPHRASE, TODAY, Kit, as_user, eur, open_without_names
from tests.services.test_verification import tamper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.services.office import Office

EXTEND, MOVE, ALLOT = DecisionAction.EXTEND, DecisionAction.TRANSFER, DecisionAction.ALLOT


def codes(act: Callable[[], object]) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as refused:
        act()
    return [(problem.code, problem.at) for problem in refused.value.problems]


def colleague(kit: Kit) -> Office:
    """Let a second user into the office, and give the office as they see it."""
    added = users.add_user(kit.office, PASSPHRASE, "Ivo", "violet harbour ninety copper meadow")
    return as_user(kit.office, added.number, "violet harbour ninety copper meadow")


def closed_page(kit: Kit, collected: str = "2848") -> Campaign:
    campaign = kit.campaign("920", "980", "800", goal=eur("2700"))
    kit.give(campaign.code, collected)
    return close(kit, campaign.code)


def open_page(kit: Kit) -> Campaign:
    campaign = kit.campaign("500", "500", "1000", goal=eur("2000"))
    kit.give(campaign.code, "683")
    return close(kit, campaign.code)


def close(kit: Kit, code: str) -> Campaign:
    campaign = kit.load(code)
    return campaigns.save_campaign(
        kit.office, replace(campaign.draft, status=CampaignStatus.CLOSED), code, campaign.revision
    )


def draft(campaign: Campaign, *lines: DecisionLine, rule: FundingRule = FundingRule.MANUAL) -> DecisionDraft:
    kind = standing(campaign).kind
    assert kind is not None
    return DecisionDraft(campaign.code, kind, rule, lines or proposed_lines(campaign, rule), "Agreed", TODAY)


def tasks(kit: Kit) -> set[TaskKind]:
    return {task.kind for task in home.read_home(kit.office).tasks}


def waits_for(office: Office) -> set[str]:
    """The decisions that Home says this user may approve; the list behind that line shows them."""
    kind = TaskKind.DECISION_TO_APPROVE
    (count,) = [task.count for task in home.read_home(office).tasks if task.kind is kind] or [0]
    rows = lists.read_page(office, ListKind.DECISIONS, Query(filters={"task": kind.value})).rows
    assert count in (0, len(rows))
    return {row.code for row in rows} if count else set()


def good(kit: Kit) -> bool:
    found = verify(kit.office)
    assert found.findings == ()
    return found.good


def test_a_proposal_waits_for_whoever_may_approve_it_and_did_not_propose_it(kit: Kit) -> None:
    second = colleague(kit)
    assert waits_for(kit.office) == waits_for(second) == set()
    campaign = closed_page(kit)
    decision = decisions.propose_decision(kit.office, draft(campaign, rule=FundingRule.PRIORITY))
    assert waits_for(kit.office) == set()
    assert waits_for(second) == {decision.code}
    results = {each.rule: (each.count, each.first) for each in office_checks.run_checks(kit.office)}
    assert results[Rule.PROPOSALS] == (1, (decision.code,)), "the checks tell it to everybody"
    roles.set_roles(kit.office, second.user, frozenset({Role.CASEWORKER}))
    assert waits_for(second) == set(), "it is not theirs to approve"
    roles.set_roles(kit.office, second.user, frozenset({Role.APPROVER}))
    decisions.approve_decision(second, decision.code)
    assert waits_for(second) == set()


def test_who_is_alone_approves_their_own(kit: Kit) -> None:
    decision = decisions.propose_decision(kit.office, draft(closed_page(kit), rule=FundingRule.PRIORITY))
    assert waits_for(kit.office) == {decision.code}
    decisions.withdraw_decision(kit.office, decision.code, "Not so")
    assert waits_for(kit.office) == set()


def test_a_surplus_is_restricted_until_a_second_person_approves_what_becomes_of_it(kit: Kit) -> None:
    campaign = closed_page(kit)
    other = kit.campaign("300")
    general = transfers.open_general_fund(kit.office, "EUR")
    assert transfers.open_general_fund(kit.office, "EUR") == general
    second = colleague(kit)
    assert standing(campaign).difference == eur("148")
    assert TaskKind.SURPLUS in tasks(kit)
    lines = (
        DecisionLine(EXTEND, eur("48"), 2),
        DecisionLine(MOVE, eur("60"), to=other.code),
        DecisionLine(MOVE, eur("40"), to=general),
    )
    decision = decisions.propose_decision(kit.office, draft(campaign, *lines))
    assert (decision.code, decision.amount, decision.state) == ("F-0001", eur("148"), DecisionState.PROPOSED)
    assert kit.load(campaign.code).totals.moved == eur("0")
    assert codes(lambda: decisions.propose_decision(kit.office, draft(campaign, *lines))) == [
        ("decision.pending", "campaign")
    ]
    assert codes(lambda: decisions.approve_decision(kit.office, "F-0001", "They are away")) == [("decision.own", None)]
    proposed = decisions.read_note(kit.office, "F-0001")
    assert (proposed.approved_by, proposed.approved_on) == ("", None)

    approved = decisions.approve_decision(second, "F-0001")
    assert (approved.state, approved.author, approved.approver, approved.override) == (
        DecisionState.APPROVED,
        1,
        2,
        False,
    )
    after = kit.load(campaign.code)
    assert (after.totals.moved, after.totals.balance, after.decided) == (eur("-100"), eur("2748"), "F-0001")
    assert [item.planned for item in after.items] == [eur("920"), eur("1028"), eur("800")]
    assert after.funded == eur("2748")
    assert kit.load(other.code).totals.available == eur("60")
    assert kit.load(general).totals.available == eur("40")
    assert TaskKind.SURPLUS not in tasks(kit)
    assert standing(after).kind is None
    note = decisions.read_note(kit.office, "F-0001")
    assert (note.approved_by, note.amount, note.reason) == ("Ivo", eur("148"), "Agreed")
    assert [move.general for move in note.moves] == [False, True]
    assert [(row.code, row.decision) for row in transfers.transfers_of(kit.office, campaign.code)] == [
        ("T-0001", "F-0001"),
        ("T-0002", "F-0001"),
    ]
    history = funding.plan_history(kit.office, campaign.code)
    assert [(each.change.line, each.kind, each.by, each.decision, each.reason) for each in history] == [
        (2, RevisionKind.DECISION, 2, "F-0001", "Agreed")
    ]
    assert good(kit)


def test_a_part_of_a_surplus_goes_back_to_the_donor_and_their_receipt_is_replaced(kit: Kit) -> None:
    made = kit.campaign("920", "980", "800")
    kit.give(made.code, "2700")
    donor = kit.person("Donor")
    gift = kit.give(made.code, "148", donor, receipt="en")
    other = kit.campaign("10")
    foreign = kit.give(other.code, "20", donor)
    campaign = close(kit, made.code)
    back = DecisionLine(DecisionAction.REFUND, eur("100"), donation=gift.code)
    extended = DecisionLine(EXTEND, eur("48"), 1)
    elsewhere = (replace(back, donation=foreign.code), extended)
    assert codes(lambda: decisions.propose_decision(kit.office, draft(campaign, *elsewhere))) == [
        ("decision.refund_elsewhere", "lines.0.donation")
    ]
    too_much = (replace(back, amount=eur("148")), DecisionLine(DecisionAction.REFUND, eur("0.01"), donation=gift.code))
    with pytest.raises(Refused):
        decisions.propose_decision(kit.office, draft(campaign, *too_much))
    decisions.propose_decision(kit.office, draft(campaign, back, extended))
    decisions.approve_decision(kit.office, "F-0001", "Alone")
    after = kit.load(campaign.code)
    assert (after.totals.net, after.planned) == (eur("2748"), eur("2748"))
    rows = lists.read_page(kit.office, ListKind.DOCUMENTS, Query()).rows
    assert [(row.amount, row.state.value) for row in rows] == [(eur("148"), "voided"), (eur("48"), "issued")]
    assert good(kit)


def test_alone_in_the_office_one_approves_with_a_recorded_reason(kit: Kit) -> None:
    campaign = closed_page(kit)
    decisions.propose_decision(kit.office, draft(campaign, rule=FundingRule.PRIORITY))
    assert codes(lambda: decisions.approve_decision(kit.office, "F-0001")) == [
        ("decision.override_missing", "override")
    ]
    approved = decisions.approve_decision(kit.office, "F-0001", "Nobody else works here")
    assert (approved.override, approved.override_reason) == (True, "Nobody else works here")
    assert decisions.read_note(kit.office, "F-0001").override_reason == "Nobody else works here"
    assert codes(lambda: decisions.approve_decision(kit.office, "F-0001", "Again")) == [("decision.not_proposed", None)]
    assert good(kit)


@pytest.mark.parametrize(
    ("rule", "allotted"),
    [(FundingRule.PRIORITY, ("500", "183", "0")), (FundingRule.PRO_RATA, ("170.75", "170.75", "341.50"))],
)
def test_a_shortfall_is_allotted_to_the_cent_and_limits_what_is_paid(
    kit: Kit, rule: FundingRule, allotted: tuple[str, ...]
) -> None:
    campaign = open_page(kit)
    assert TaskKind.SHORTFALL in tasks(kit)
    decisions.propose_decision(kit.office, draft(campaign, rule=rule))
    decisions.approve_decision(kit.office, "F-0001", "Alone")
    after = kit.load(campaign.code)
    assert [item.allotted for item in after.items] == [eur(each) for each in allotted]
    assert [item.funded for item in after.items] == [eur(each) for each in allotted]
    assert [item.remaining for item in after.items] == [eur(each) for each in allotted]
    assert [item.planned for item in after.items] == [eur("500"), eur("500"), eur("1000")]
    assert TaskKind.SHORTFALL not in tasks(kit)
    payee = kit.person("Payee", PersonCategory.PAYEE)
    with pytest.raises(Refused):
        kit.pay(campaign.code, payee, {2: "183.01" if rule is FundingRule.PRIORITY else "170.76"})
    assert good(kit)
    kit.pay(campaign.code, payee, {2: allotted[1]})
    assert good(kit)


def test_a_late_gift_after_a_shortfall_is_a_surplus_of_its_own(kit: Kit) -> None:
    campaign = open_page(kit)
    decisions.propose_decision(kit.office, draft(campaign, rule=FundingRule.PRIORITY))
    decisions.approve_decision(kit.office, "F-0001", "Alone")
    kit.give(campaign.code, "400")
    late = kit.load(campaign.code)
    assert standing(late).difference == eur("400")
    assert TaskKind.SURPLUS in tasks(kit)
    lines = (DecisionLine(EXTEND, eur("350"), 2), DecisionLine(EXTEND, eur("50"), 3))
    decisions.propose_decision(kit.office, draft(late, *lines))
    decisions.approve_decision(kit.office, "F-0002", "Alone")
    after = kit.load(campaign.code)
    assert [item.allotted for item in after.items] == [eur("500"), eur("533"), eur("50")]
    assert [item.planned for item in after.items] == [eur("500"), eur("533"), eur("1000")]
    assert tasks(kit) & {TaskKind.SURPLUS, TaskKind.SHORTFALL} == set()
    assert good(kit)


def test_what_was_decided_ends_when_the_campaign_is_opened_again(kit: Kit) -> None:
    campaign = open_page(kit)
    decisions.propose_decision(kit.office, draft(campaign, rule=FundingRule.PRIORITY))
    decisions.approve_decision(kit.office, "F-0001", "Alone")
    decided = kit.load(campaign.code)
    assert codes(lambda: funding.fund_campaign(kit.office, campaign.code, FundingRule.PRO_RATA)) == [
        ("funding.decided", None)
    ]
    reopened = campaigns.save_campaign(
        kit.office, replace(decided.draft, status=CampaignStatus.OPEN), campaign.code, decided.revision
    )
    assert (reopened.decided, [item.allotted for item in reopened.items]) == ("", [None, None, None])
    assert [item.remaining for item in reopened.items] == [eur("500"), eur("500"), eur("1000")]
    assert good(kit)


def test_what_was_decided_holds_again_when_opening_is_taken_back(kit: Kit) -> None:
    campaign = open_page(kit)
    decisions.propose_decision(kit.office, draft(campaign, rule=FundingRule.PRIORITY))
    decisions.approve_decision(kit.office, "F-0001", "Alone")
    decided, waiting = kit.load(campaign.code), tasks(kit)
    campaigns.save_campaign(
        kit.office, replace(decided.draft, status=CampaignStatus.OPEN), campaign.code, decided.revision
    )
    undo.undo(kit.office)
    again = kit.load(campaign.code)
    assert (again.decided, again.draft.status) == ("F-0001", CampaignStatus.CLOSED)
    assert [item.allotted for item in again.items] == [item.allotted for item in decided.items]
    assert tasks(kit) == waiting
    undo.redo(kit.office)
    assert (kit.load(campaign.code).decided, kit.load(campaign.code).draft.status) == ("", CampaignStatus.OPEN)
    assert good(kit)


def test_a_decision_on_other_figures_is_not_carried_out(kit: Kit) -> None:
    campaign = closed_page(kit)
    decisions.propose_decision(kit.office, draft(campaign, rule=FundingRule.PRIORITY))
    kit.give(campaign.code, "1")
    head = kit.head()
    assert codes(lambda: decisions.approve_decision(kit.office, "F-0001", "Alone")) == [("decision.stale", None)]
    assert kit.head() == head
    assert codes(lambda: decisions.withdraw_decision(kit.office, "F-0001", " ")) == [("reason.missing", "reason")]
    withdrawn = decisions.withdraw_decision(kit.office, "F-0001", "A gift came in")
    assert withdrawn.state is DecisionState.WITHDRAWN
    assert codes(lambda: decisions.withdraw_decision(kit.office, "F-0001", "Again")) == [
        ("decision.not_proposed", None)
    ]
    assert codes(lambda: decisions.read_note(kit.office, "F-0001")) == [("decision.withdrawn", None)]
    decisions.propose_decision(kit.office, draft(kit.load(campaign.code), rule=FundingRule.PRO_RATA))
    assert [each.code for each in decisions.decisions_of(kit.office, campaign.code)] == ["F-0001", "F-0002"]
    assert decisions.load_decision(kit.office, "F-0002").amount == eur("149")
    with pytest.raises(NotFound):
        decisions.load_decision(kit.office, "F-0009")
    assert good(kit)


def test_nothing_else_moves_a_surplus(kit: Kit) -> None:
    campaign = closed_page(kit)
    general = transfers.open_general_fund(kit.office, "EUR")
    move = TransferDraft(campaign.code, general, eur("148"), TODAY, "It is over")
    assert codes(lambda: transfers.transfer(kit.office, move)) == [("transfer.restricted", "source")]
    bigger = replace(
        campaign.draft, items=(replace(campaign.draft.items[0], planned=eur("1068")), *campaign.draft.items[1:])
    )
    assert codes(
        lambda: campaigns.save_campaign(kit.office, bigger, campaign.code, campaign.revision, "More is needed")
    ) == [("plan.closed", "items")]
    assert codes(lambda: campaigns.archive_campaign(kit.office, campaign.code)) == [
        ("campaign.still_holds_money", None)
    ]


def test_a_campaign_is_not_settled_before_its_difference_is_decided(kit: Kit) -> None:
    campaign = open_page(kit)
    payee = kit.person("Payee", PersonCategory.PAYEE)
    kit.pay(campaign.code, payee, {1: "500", 2: "183"})
    paid = kit.load(campaign.code)
    settled = replace(paid.draft, status=CampaignStatus.SETTLED)
    assert codes(lambda: campaigns.save_campaign(kit.office, settled, campaign.code, paid.revision)) == [
        ("campaign.undecided", "status")
    ]
    decisions.propose_decision(kit.office, draft(paid, rule=FundingRule.PRO_RATA))
    decisions.approve_decision(kit.office, "F-0001", "Alone")
    decided = kit.load(campaign.code)
    assert [item.allotted for item in decided.items] == [eur("500"), eur("183"), eur("0")]
    campaigns.save_campaign(kit.office, settled, campaign.code, decided.revision)
    assert good(kit)


def test_an_approved_plan_changes_with_a_reason_and_tells_its_history(kit: Kit) -> None:
    campaign = kit.campaign("500", "300")
    changed = replace(
        campaign.draft,
        items=(replace(campaign.draft.items[0], planned=eur("450")), ItemDraft("New", eur("20"))),
    )
    assert codes(lambda: campaigns.save_campaign(kit.office, changed, campaign.code, campaign.revision)) == [
        ("plan.reason_missing", "reason")
    ]
    saved = campaigns.save_campaign(kit.office, changed, campaign.code, campaign.revision, "The clinic is cheaper")
    assert saved.planned == eur("470")
    history = funding.plan_history(kit.office, campaign.code)
    assert [(each.change.line, each.change.before, each.change.after, each.reason) for each in history] == [
        (1, eur("500"), eur("450"), "The clinic is cheaper"),
        (2, eur("300"), eur("0"), "The clinic is cheaper"),
        (3, eur("0"), eur("20"), "The clinic is cheaper"),
    ]
    assert {(each.kind, each.by, each.decision) for each in history} == {(RevisionKind.EDIT, 1, None)}
    in_review = campaigns.save_campaign(
        kit.office, replace(saved.draft, status=CampaignStatus.DRAFT), campaign.code, saved.revision
    )
    assert codes(lambda: campaigns.save_campaign(kit.office, campaign.draft, campaign.code, in_review.revision)) == [
        ("plan.reason_missing", "reason"),
        ("plan.above_limit", "items"),  # the new item goes, and others get more
    ]
    assert good(kit)


def test_a_draft_changes_freely(kit: Kit) -> None:
    campaign = kit.campaign("500", status=CampaignStatus.DRAFT)
    changed = replace(campaign.draft, items=(replace(campaign.draft.items[0], planned=eur("450")),))
    campaigns.save_campaign(kit.office, changed, campaign.code, campaign.revision)
    assert funding.plan_history(kit.office, campaign.code) == ()
    with pytest.raises(NotFound):
        funding.plan_history(kit.office, "C-0099")
    assert good(kit)


def test_one_person_moves_a_part_of_a_plan_and_two_the_rest(kit: Kit) -> None:
    campaign = kit.campaign("1000", "300")
    assert funding.reallocation_allowance(kit.office, campaign.code, 1).left == eur("150")
    moved = funding.reallocate(kit.office, campaign.code, 1, 2, eur("100"), "The clinic is cheaper")
    assert [item.planned for item in moved.items] == [eur("900"), eur("400")]
    assert codes(lambda: funding.reallocate(kit.office, campaign.code, 1, 2, eur("50.01"), "More")) == [
        ("plan.above_limit", "amount")
    ]
    assert codes(lambda: funding.reallocation_allowance(kit.office, campaign.code, 9)) == [
        ("item.no_such_line", "source")
    ]
    pair = (
        DecisionLine(DecisionAction.REDUCE, eur("200"), 1),
        DecisionLine(DecisionAction.EXTEND, eur("200"), 2),
    )
    proposal = DecisionDraft(campaign.code, DecisionKind.REALLOCATION, FundingRule.MANUAL, pair, "More", TODAY)
    decisions.propose_decision(kit.office, proposal)
    decisions.approve_decision(kit.office, "F-0001", "Alone")
    after = kit.load(campaign.code)
    assert [item.planned for item in after.items] == [eur("700"), eur("600")]
    assert after.decided == ""
    history = funding.plan_history(kit.office, campaign.code)
    assert [each.kind for each in history] == [RevisionKind.REALLOCATION] * 2 + [RevisionKind.DECISION] * 2
    assert [each.reason for each in history] == ["The clinic is cheaper"] * 2 + ["More"] * 2
    assert funding.reallocation_allowance(kit.office, campaign.code, 1).left == eur("50")
    assert good(kit)


def test_what_is_moved_in_the_form_counts_with_what_is_moved_by_hand(kit: Kit) -> None:
    campaign = kit.campaign("1000", "300")

    def save(first: str, second: str) -> None:
        now = kit.load(campaign.code)
        one, two = now.draft.items
        draft = replace(now.draft, items=(replace(one, planned=eur(first)), replace(two, planned=eur(second))))
        campaigns.save_campaign(kit.office, draft, now.code, now.revision, "The clinic is cheaper")

    assert codes(lambda: save("800", "500")) == [("plan.above_limit", "items.0.planned")]
    assert [item.planned for item in kit.load(campaign.code).items] == [eur("1000"), eur("300")]
    save("900", "400")
    assert funding.reallocation_allowance(kit.office, campaign.code, 1).left == eur("50")
    assert codes(lambda: funding.reallocate(kit.office, campaign.code, 1, 2, eur("50.01"), "More")) == [
        ("plan.above_limit", "amount")
    ]
    assert codes(lambda: save("849.99", "450.01")) == [("plan.above_limit", "items.0.planned")]
    save("850", "450")
    settings.save_settings(kit.office, replace(settings.load_settings(kit.office), reallocation_limit=100))
    save("350", "950")
    assert good(kit)


def test_the_office_sets_how_much_one_person_moves(kit: Kit) -> None:
    settings.save_settings(kit.office, replace(settings.load_settings(kit.office), reallocation_limit=0))
    campaign = kit.campaign("1000", "300")
    assert codes(lambda: funding.reallocate(kit.office, campaign.code, 1, 2, eur("1"), "Some")) == [
        ("plan.above_limit", "amount")
    ]
    wrong = replace(settings.load_settings(kit.office), reallocation_limit=101)
    assert codes(lambda: settings.save_settings(kit.office, wrong)) == [("settings.percent", "reallocation_limit")]
    drafted = kit.campaign("1000", "300", status=CampaignStatus.DRAFT)
    moved = funding.reallocate(kit.office, drafted.code, 1, 2, eur("600"), "It is a draft")
    assert moved.planned == eur("1300")
    assert good(kit)


def test_the_rule_of_a_fund_and_what_is_allotted_by_hand(kit: Kit) -> None:
    campaign = kit.campaign("500", "500", "1000")
    kit.give(campaign.code, "683")
    shared = funding.fund_campaign(kit.office, campaign.code, FundingRule.PRO_RATA)
    assert [item.funded for item in shared.items] == [eur("170.75"), eur("170.75"), eur("341.50")]
    by_hand = funding.fund_campaign(kit.office, campaign.code, FundingRule.MANUAL, {2: eur("400"), 3: eur("283")})
    assert [item.funded for item in by_hand.items] == [eur("0"), eur("400"), eur("283")]
    assert codes(lambda: funding.fund_campaign(kit.office, campaign.code, FundingRule.MANUAL, {3: eur("683.01")})) == [
        ("funding.more_than_there_is", "amounts")
    ]
    assert codes(
        lambda: funding.fund_campaign(kit.office, campaign.code, FundingRule.PRIORITY, revision=shared.revision)
    ) == [("changed_meanwhile", None)]
    assert good(kit)
    again = campaigns.save_campaign(
        kit.office, replace(by_hand.draft, funding=FundingRule.PRIORITY), campaign.code, by_hand.revision
    )
    assert [item.allotted for item in again.items] == [None, None, None]
    assert [item.funded for item in again.items] == [eur("500"), eur("183"), eur("0")]
    assert good(kit)


def test_money_goes_from_the_general_fund_to_a_campaign_and_is_taken_back(kit: Kit) -> None:
    general = transfers.open_general_fund(kit.office, "EUR")
    kit.give(general, "200")
    campaign = kit.campaign("300")
    move = TransferDraft(general, campaign.code, eur("150"), TODAY, "Urgent")
    recorded = transfers.transfer(kit.office, move)
    assert recorded.code == "T-0001"
    assert transfers.load_transfer(kit.office, "T-0001").draft == move
    assert kit.load(campaign.code).totals.available == eur("150")
    assert kit.load(campaign.code).totals.collected == eur("0")
    assert kit.load(campaign.code).funded == eur("150")
    assert codes(lambda: transfers.transfer(kit.office, move)) == [("transfer.not_enough", "amount")]
    assert codes(lambda: transfers.transfer(kit.office, replace(move, target="C-0099"))) == [
        ("campaign.not_found", "target")
    ]
    dollars = transfers.open_general_fund(kit.office, "USD")
    assert codes(lambda: transfers.transfer(kit.office, replace(move, target=dollars, amount=eur("1")))) == [
        ("transfer.other_currency", "target")
    ]
    rows = lists.read_page(kit.office, ListKind.TRANSFERS, Query(sort="amount")).rows
    assert [(row.code, row.source, row.target, row.amount) for row in rows] == [
        ("T-0001", general, campaign.code, eur("150"))
    ]
    assert good(kit)
    transfers.take_back_transfer(kit.office, "T-0001", "A slip", TODAY)
    assert kit.load(general).totals.available == eur("200")
    assert codes(lambda: transfers.take_back_transfer(kit.office, "T-0001", "A slip", TODAY)) == [
        ("transfer.already_taken_back", None)
    ]
    assert good(kit)
    transfers.transfer(kit.office, move)
    kit.pay(campaign.code, kit.person("Payee", PersonCategory.PAYEE), {1: "20"})
    assert codes(lambda: transfers.take_back_transfer(kit.office, "T-0002", "A slip", TODAY)) == [
        ("transfer.already_spent", None)
    ]
    assert codes(lambda: transfers.take_back_transfer(kit.office, "T-0002", "", TODAY)) == [
        ("reason.missing", "reason")
    ]


def test_without_names_nothing_is_decided_but_all_is_read(kit: Kit) -> None:
    campaign = closed_page(kit)
    decisions.propose_decision(kit.office, draft(campaign, rule=FundingRule.PRIORITY))
    decisions.approve_decision(kit.office, "F-0001", "Alone")
    folder = kit.office.folder
    kit.office.close()
    bare = open_without_names(folder)
    assert decisions.load_decision(bare, "F-0001").draft.reason == ""
    assert funding.plan_history(bare, campaign.code)[0].reason == ""
    assert codes(lambda: decisions.read_note(bare, "F-0001")) == [("identity.needed", None)]
    assert codes(lambda: decisions.approve_decision(bare, "F-0001")) == [("identity.needed", None)]
    assert lists.read_page(bare, ListKind.DECISIONS, Query()).rows[0].kind is DecisionKind.SURPLUS
    assert verify(bare).findings == ()
    bare.close()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE decision SET amount = 1 WHERE id = 1", "verify.decision_changed"),
        ("UPDATE decision SET approver = 1, override = 0 WHERE id = 1", "verify.decision_changed"),
        ("UPDATE decision_line SET amount = 1 WHERE position = 1", "verify.decision_changed"),
        ("DELETE FROM decision_line WHERE position = 2", "verify.decision_changed"),
        ("UPDATE identity.decision SET facts = replace(facts, 'Agreed', 'Agreeed')", "verify.decision_changed"),
        ("UPDATE identity.decision SET facts = 'x'", "verify.decision_changed"),
        ("UPDATE decision SET kind = 'gift'", "verify.strange_value"),
        ("UPDATE transfer SET amount = 1", "verify.event_differs"),
        ("UPDATE transfer SET to_id = 1", "verify.event_differs"),
        ("UPDATE plan_revision SET before = 1", "verify.plan_broken"),
        ("UPDATE plan_revision SET after = 1", "verify.plan_broken"),
        ("UPDATE plan_revision SET kind = 'edit'", "verify.plan_broken"),
        ("DELETE FROM plan_revision", "verify.plan_broken"),
        ("UPDATE plan_revision SET at = 'never'", "verify.unreadable"),
        ("UPDATE item SET allotted = 1 WHERE campaign_id = 1", "verify.campaign_changed"),
        ("UPDATE campaign SET funding_rule = 'manual' WHERE id = 1", "verify.campaign_changed"),
        ("UPDATE campaign SET decided = '' WHERE id = 1", "verify.campaign_changed"),
        ("UPDATE campaign SET status = 'closed' WHERE kind = 'general'", "verify.campaign_changed"),
        ("UPDATE campaign SET kind = 'general' WHERE id = 1", "verify.campaign_changed"),
    ],
)
def test_what_is_changed_by_hand_is_found(kit: Kit, statement: str, code: str) -> None:
    campaign = closed_page(kit)
    general = transfers.open_general_fund(kit.office, "EUR")
    lines = (DecisionLine(EXTEND, eur("48"), 2), DecisionLine(MOVE, eur("100"), to=general))
    decisions.propose_decision(kit.office, draft(campaign, *lines))
    decisions.approve_decision(kit.office, "F-0001", "Alone")
    tamper(kit, statement)
    assert code in {finding.code for finding in verify(kit.office).findings}


def test_a_note_bears_the_logo_that_the_office_has(kit: Kit, tmp_path: Path) -> None:
    campaign = close(kit, closed_page(kit).code)
    line = DecisionLine(DecisionAction.EXTEND, eur("148"), item=2)
    decisions.propose_decision(kit.office, draft(campaign, line))
    assert b"/Subtype /Image" not in decisions.draw_note(kit.office, "F-0001")
    picture = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "#b03020").save(picture)
    templates.choose_logo(kit.office, picture)
    drawn = decisions.draw_note(kit.office, "F-0001")
    assert b"/Subtype /Image" in drawn
    assert drawn == decisions.draw_note(kit.office, "F-0001")


def test_an_approved_note_keeps_its_words_and_its_logo(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = close(kit, closed_page(kit).code)
    decisions.propose_decision(kit.office, draft(campaign, DecisionLine(DecisionAction.EXTEND, eur("148"), item=2)))
    decisions.approve_decision(kit.office, "F-0001", "Nobody else works here")
    spoken = [("", ""), ("be", ""), ("pl", "uk")]
    before = [decisions.draw_note(kit.office, "F-0001", *each) for each in spoken]
    picture = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "#b03020").save(picture)
    templates.choose_logo(kit.office, picture)
    with monkeypatch.context() as later:
        later.setattr(i18n.Texts, "tr", lambda _self, message: f"anew {message}")
        assert [decisions.draw_note(kit.office, "F-0001", *each) for each in spoken] == before
        note = decisions.read_note(kit.office, "F-0001")
        later.setattr(decisions, "read_note", lambda *_: replace(note, labels=(), logo=""))  # of a former version
        old = decisions.draw_note(kit.office, "F-0001")
        assert b"/Subtype /Image" in old
        assert "anew Funding decision" in flat(old)
        later.setattr(decisions, "read_note", lambda *_: replace(note, labels=note.labels[1:]))
        assert "anew Funding decision" in flat(decisions.draw_note(kit.office, "F-0001", "en", "pl"))
    assert verify(kit.office).findings == ()
    tamper(kit, "DELETE FROM picture")
    assert {each.code for each in verify(kit.office).findings} == {"verify.decision_changed"}
