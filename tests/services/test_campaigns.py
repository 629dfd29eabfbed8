"""Campaigns: saving, what money that moved forbids, names kept out of the ledger book."""

from dataclasses import replace

import pytest

from desktop.domain.campaigns import CampaignStatus, ItemDraft
from desktop.domain.errors import NotFound, Refused
from desktop.domain.journal import Record
from desktop.domain.money import Money
from desktop.domain.pages import PageWarning
from desktop.domain.people import PersonCategory
from desktop.services import campaigns, lists, verification
from tests.services.office_kit import Kit, draft_campaign, eur


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in refusal.value.problems]


def test_a_campaign_is_stored_with_its_items_and_warnings_do_not_stop_it(kit: Kit) -> None:
    campaign = kit.campaign("500", "1500.50", goal=eur("1999"))
    assert campaign.code == "C-0001"
    assert [(item.line, item.planned) for item in campaign.items] == [(1, eur("500")), (2, eur("1500.50"))]
    assert campaign.warnings == (PageWarning.GOAL_MISMATCH,)
    assert [row.code for row in lists.pick_campaigns(kit.office, "a ne")] == ["C-0001"]


def test_a_line_left_out_is_archived_and_its_number_is_not_used_again(kit: Kit) -> None:
    campaign = kit.campaign("1", "2")
    kept = replace(campaign.draft, items=(campaign.items[1].draft,))
    fewer = campaigns.save_campaign(kit.office, kept, campaign.code, campaign.revision, "It is not needed")
    more = replace(kept, items=(*kept.items, ItemDraft("New", eur("3"))))
    changed = campaigns.save_campaign(kit.office, more, campaign.code, fewer.revision, "Another need")
    assert sorted((item.line, item.draft.archived) for item in changed.items) == [(1, True), (2, False), (3, False)]
    assert changed.planned == eur("5")


def test_money_that_moved_forbids(kit: Kit) -> None:
    campaign = kit.campaign("100", "50")
    kit.give(campaign.code, "150")
    kit.pay(campaign.code, kit.person("Payee", PersonCategory.PAYEE), {1: "80"})
    before = kit.load(campaign.code)
    head = kit.head()
    lower = replace(before.draft, items=(replace(before.items[0].draft, planned=eur("79")), before.items[1].draft))
    gone = replace(before.draft, items=(before.items[1].draft,))
    other = replace(before.draft, currency="PLN", items=())
    for draft, expected in (
        (lower, ("item.below_paid", "items.0.planned")),
        (gone, ("item.has_payouts", "items.1.label")),
        (other, ("campaign.currency_fixed", "currency")),
        (replace(before.draft, status=CampaignStatus.SETTLED), ("campaign.still_holds_money", "status")),
        (replace(before.draft, status=CampaignStatus.DRAFT), ("campaign.has_money", "status")),
    ):
        with pytest.raises(Refused) as refusal:
            campaigns.save_campaign(kit.office, draft, before.code, before.revision, "Cheaper")
        assert codes(refusal) == [expected]
    assert kit.load(campaign.code) == before
    assert kit.head() == head


def test_a_campaign_changes_its_currency_before_money_moves(kit: Kit) -> None:
    campaign = kit.campaign("100")
    zloty = replace(campaign.items[0].draft, planned=Money.of("400", "PLN"))
    draft = replace(campaign.draft, currency="PLN", items=(zloty,))
    assert campaigns.save_campaign(kit.office, draft, campaign.code, 1).planned == Money.of("400", "PLN")


def test_a_change_made_on_an_old_copy_is_refused(kit: Kit) -> None:
    campaign = kit.campaign("100")
    campaigns.save_campaign(kit.office, replace(campaign.draft, title="Other"), campaign.code, 1)
    with pytest.raises(Refused) as refusal:
        campaigns.save_campaign(kit.office, campaign.draft, campaign.code, 1)
    assert codes(refusal) == [("changed_meanwhile", None)]


def test_a_label_must_not_name_the_beneficiary(kit: Kit) -> None:
    person = kit.person("Weaver", PersonCategory.BENEFICIARY, name_local="Алеся Верабейчык")
    draft = draft_campaign("5", beneficiary=person)
    named = replace(draft, items=(replace(draft.items[0], label="Жыллё для Верабейчык"),))
    with pytest.raises(Refused) as refusal:
        campaigns.save_campaign(kit.office, named)
    assert codes(refusal) == [("item.label_names_person", "items.0.label")]
    assert campaigns.save_campaign(kit.office, draft).draft.beneficiary == person


def test_the_beneficiary_is_known_and_not_archived_unless_it_was_so_before(kit: Kit) -> None:
    from desktop.services.people import archive_person

    person = kit.person("Weaver")
    campaign = kit.campaign("5", beneficiary=person)
    archive_person(kit.office, person)
    assert campaigns.save_campaign(kit.office, campaign.draft, campaign.code, 1).revision == 2
    for beneficiary, code in ((person, "person.archived"), ("P-0099", "person.not_found")):
        with pytest.raises(Refused) as refusal:
            kit.campaign("5", beneficiary=beneficiary)
        assert codes(refusal) == [(code, "beneficiary")]


def test_an_empty_campaign_is_archived_and_one_with_money_stays_in_sight(kit: Kit) -> None:
    empty, full = kit.campaign("5"), kit.campaign("5")
    kit.give(full.code, "1")
    assert campaigns.archive_campaign(kit.office, empty.code).archived
    assert not campaigns.archive_campaign(kit.office, empty.code, archived=False).archived
    with pytest.raises(Refused) as refusal:
        campaigns.archive_campaign(kit.office, full.code)
    assert codes(refusal) == [("campaign.still_holds_money", None)]


def test_no_money_moves_in_an_archived_or_settled_campaign_or_an_unknown_one(kit: Kit) -> None:
    archived = kit.campaign("5")
    campaigns.archive_campaign(kit.office, archived.code)
    settled = kit.campaign("5", status=CampaignStatus.SETTLED)
    for code, problem in (
        (archived.code, "campaign.archived"),
        (settled.code, "campaign.takes_no_money"),
        ("C-0099", "campaign.not_found"),
    ):
        with pytest.raises(Refused) as refusal:
            kit.give(code, "1")
        assert codes(refusal) == [(problem, "campaign")]


def test_a_campaign_without_a_page_has_no_source(kit: Kit) -> None:
    assert campaigns.campaign_source(kit.office, kit.campaign("5").code) is None
    with pytest.raises(NotFound):
        campaigns.load_campaign(kit.office, "C-0099")


def test_the_general_fund_is_never_put_away(kit: Kit) -> None:
    with kit.office.work() as work:
        code = work.campaigns.general("EUR")
        work.commit(Record("fund.opened", code))
    with pytest.raises(Refused) as refused:
        campaigns.archive_campaign(kit.office, code)
    assert refused.value.problems[0].code == "campaign.general_stays"
    fund = campaigns.load_campaign(kit.office, code)
    saved = campaigns.save_campaign(
        kit.office, replace(fund.draft, items=(ItemDraft("Office", eur("20.00")),)), code, fund.revision, "For rent"
    )
    assert saved.planned == eur("20.00")
    assert verification.verify(kit.office).findings == ()
