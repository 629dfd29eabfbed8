"""What money that has moved forbids in a campaign, and labels that would give a person away."""

from dataclasses import replace

import pytest

from desktop.domain.campaign_changes import (
    check_change,
    check_labels,
    check_status,
    names_person,
    with_removed_items,
)
from desktop.domain.campaigns import Campaign, CampaignDraft, CampaignStatus, FundKind, Item, ItemDraft
from desktop.domain.ledger import FundTotals
from desktop.domain.money import Money


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def totals(collected: int = 0, fees: int = 0, paid: int = 0) -> FundTotals:
    return FundTotals.plain(eur(collected), eur(fees), eur(paid))


def item(line: int, planned: int, paid: int = 0) -> Item:
    return Item("C-0001", line, ItemDraft("Rent", eur(planned), line=line), eur(paid), eur(0), eur(paid), eur(0))


def campaign(*items: Item, sums: FundTotals | None = None, status: CampaignStatus = CampaignStatus.OPEN) -> Campaign:
    draft = CampaignDraft("Help", status=status, items=tuple(each.draft for each in items))
    return Campaign("C-0001", draft, items, sums or totals(), archived=False, revision=1)


def test_the_general_fund_stays_open_and_nobodys() -> None:
    before = replace(campaign(item(1, 100)), kind=FundKind.GENERAL)
    assert before.warnings == ()
    assert codes(before, replace(before.draft, items=(*before.draft.items, ItemDraft("Rent", eur(5))))) == []
    changed = replace(before.draft, status=CampaignStatus.CANCELLED, beneficiary="P-0001", goal=eur(5))
    assert codes(before, changed) == [
        ("campaign.general_stays", "status"),
        ("campaign.general_kept", "beneficiary"),
        ("campaign.general_kept", "goal"),
    ]


def codes(before: Campaign, draft: CampaignDraft) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in check_change(before, draft)]


def test_a_line_left_out_is_archived_and_its_number_kept() -> None:
    before = campaign(item(1, 100), item(2, 200))
    draft = replace(before.draft, items=(before.draft.items[1], ItemDraft("Food", eur(50))))
    result = with_removed_items(before, draft)
    assert [(each.line, each.archived) for each in result.items] == [(2, False), (None, False), (1, True)]


@pytest.mark.parametrize(
    ("sums", "before", "after", "code"),
    [
        (totals(100), CampaignStatus.CLOSED, CampaignStatus.SETTLED, "campaign.still_holds_money"),
        (totals(100), CampaignStatus.OPEN, CampaignStatus.CANCELLED, "campaign.still_holds_money"),
        (totals(100, 0, 100), CampaignStatus.CLOSED, CampaignStatus.SETTLED, None),
        (
            replace(totals(100), advanced=Money(100, "EUR")),
            CampaignStatus.CLOSED,
            CampaignStatus.SETTLED,
            "campaign.open_advances",
        ),
        (
            replace(totals(100), committed=Money(100, "EUR")),
            CampaignStatus.CLOSED,
            CampaignStatus.SETTLED,
            "campaign.still_committed",
        ),
        (totals(), CampaignStatus.OPEN, CampaignStatus.CANCELLED, None),
        (totals(100), CampaignStatus.OPEN, CampaignStatus.DRAFT, "campaign.has_money"),
        (totals(100), CampaignStatus.DRAFT, CampaignStatus.IN_REVIEW, None),
        (totals(), CampaignStatus.OPEN, CampaignStatus.DRAFT, None),
        (totals(100), CampaignStatus.SETTLED, CampaignStatus.SETTLED, None),
        (totals(100), CampaignStatus.SETTLED, CampaignStatus.CLOSED, None),
    ],
)
def test_money_is_never_locked_into_a_status(
    sums: FundTotals, before: CampaignStatus, after: CampaignStatus, code: str | None
) -> None:
    assert [problem.code for problem in check_status("C-0001", sums, before, after)] == ([code] if code else [])


@pytest.mark.parametrize("sums", [totals(100), totals(100, 100), totals()])
def test_the_currency_stays_once_money_moved(sums: FundTotals) -> None:
    before = campaign(item(1, 100), sums=sums)
    draft = replace(before.draft, currency="PLN", items=(ItemDraft("Rent", Money(100, "PLN"), line=1),))
    fixed = [("campaign.currency_fixed", "currency")] if sums.collected else []
    assert codes(before, draft) == fixed


def test_a_paid_line_may_rise_but_not_fall_below_or_go() -> None:
    before = campaign(item(1, 100, paid=80), item(2, 50), sums=totals(100, 0, 80))

    def planned(minor: int, **more: object) -> CampaignDraft:
        first = replace(before.draft.items[0], planned=eur(minor), **more)  # type: ignore[arg-type]
        return replace(before.draft, items=(first, before.draft.items[1]))

    assert codes(before, planned(80)) == []
    assert codes(before, planned(500)) == []
    assert codes(before, planned(79)) == [("item.below_paid", "items.0.planned")]
    assert codes(before, planned(100, archived=True)) == [("item.has_payouts", "items.0.label")]
    assert codes(before, with_removed_items(before, replace(before.draft, items=()))) == [
        ("item.has_payouts", "items.0.label")
    ]


def test_a_line_for_which_money_is_reserved_stays_at_so_much() -> None:
    reserved = replace(item(1, 100, paid=50), committed=eur(30))
    before = campaign(reserved, sums=replace(totals(100, 0, 50), committed=eur(30)))
    lower, gone = (replace(before.draft.items[0], **change) for change in ({"planned": eur(79)}, {"archived": True}))
    assert codes(before, replace(before.draft, items=(lower,))) == [("item.below_committed", "items.0.planned")]
    assert codes(before, replace(before.draft, items=(gone,))) == [("item.has_commitments", "items.0.label")]


def test_an_overpaid_line_that_is_left_as_it_was_is_no_fault() -> None:
    before = campaign(item(1, 100, paid=120), sums=totals(200, 0, 120))
    assert codes(before, before.draft) == []


def test_lines_are_known_and_stand_once() -> None:
    before = campaign(item(1, 100))
    rent = before.draft.items[0]
    again = replace(before.draft, items=(rent, rent, ItemDraft("x", eur(1), line=9), ItemDraft("new", eur(1))))
    assert codes(before, again) == [("item.line_twice", "items.1.label"), ("item.no_such_line", "items.2.label")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Medical care", False),
        ("Aid to NEKRASOV", True),
        ("Дапамога Некрасаву", True),
        ("Visa for Anna-Maria", True),
        ("Annual fee", False),
        ("Rent (12 months)", False),
        ("", False),
    ],
)
def test_a_label_must_not_hold_a_name(text: str, told: bool) -> None:
    names = ("Dmitry Nekrasov", "Дзмітрый Некрасаў", "Anna-Maria Li", "")
    assert names_person(text, names) is told


def test_label_and_donor_line_are_both_looked_at() -> None:
    items = (ItemDraft("Rent", eur(1)), ItemDraft("Kovalenko", eur(1)), ItemDraft("a", eur(1), donor_line="Kovalenko"))
    found = check_labels(CampaignDraft("t", items=items), ["Olha Kovalenko"])
    assert [problem.at for problem in found] == ["items.1.label", "items.2.donor_line"]
