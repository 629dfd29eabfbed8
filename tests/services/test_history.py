"""The history of things, read from the journal: who, what, from what to what, without anybody's name."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop.domain.campaigns import CampaignStatus, ItemDraft
from desktop.domain.decisions import DecisionAction, DecisionLine
from desktop.domain.history import Change
from desktop.domain.people import PersonCategory
from desktop.domain.periods import Month
from desktop.domain.rate_tables import RateTable
from desktop.domain.rates import PinnedRate, RateSource
from desktop.services import (
    campaigns,
    decisions,
    documents,
    donations,
    payout_steps,
    payouts,
    people,
    periods,
    rates,
    settings,
    users,
)
from desktop.services.history import history
from desktop.services.history_words import change_words, entry_words, verb_words
from tests.services.office_kit import TODAY, Kit, eur
from tests.services.test_decisions import closed_page, draft


def told(kit: Kit, subject: str) -> list[tuple[str, list[str]]]:
    """The history in words."""
    return [
        (verb_words(line, subject), [change_words(each) for each in line.changes])
        for line in history(kit.office, subject)
    ]


def test_a_campaign_says_what_changed_from_what_to_what(kit: Kit) -> None:
    campaign = kit.campaign("100", "50", goal=eur("150"), status=CampaignStatus.DRAFT)
    items = (
        replace(campaign.items[0].draft, planned=eur("120")),
        campaign.items[1].draft,
        ItemDraft("Boots", eur("7")),
    )
    draft = replace(campaign.draft, status=CampaignStatus.OPEN, items=items)
    changed = campaigns.save_campaign(kit.office, draft, campaign.code, campaign.revision)
    campaigns.save_campaign(kit.office, replace(changed.draft, title="Other words"), campaign.code, changed.revision)
    campaigns.archive_campaign(kit.office, campaign.code)
    lines = told(kit, campaign.code)
    assert [verb for verb, _changes in lines] == ["Saved", "Saved", "Saved", "Archived"]
    assert "Stated goal: 150.00 EUR" in lines[0][1]
    assert lines[1][1][:2] == ["Status: Draft → Open", "Planned for expense item 1: 100.00 EUR → 120.00 EUR"]
    assert "Planned for expense item 3: 7.00 EUR" in lines[1][1]
    assert lines[2][1] == ["Names or texts were changed; what they say is not kept here."]
    assert "Other words" not in str(lines)


def test_a_persons_names_are_told_as_changed_without_their_values(kit: Kit) -> None:
    code = kit.person("Heron", PersonCategory.PAYEE, name_local="Ганна Вэрас")
    person = people.load_person(kit.office, code)
    people.save_person(kit.office, replace(person.draft, name_local="Ганна Новая"), code, person.revision)
    person = people.load_person(kit.office, code)
    people.save_person(kit.office, replace(person.draft, category=PersonCategory.DONOR), code, person.revision)
    assert told(kit, code) == [
        ("Added", ["Category: Payee"]),
        ("Changed", ["Names or texts were changed; what they say is not kept here."]),
        ("Changed", ["Category: Payee → Donor"]),
    ]


def test_a_donation_tells_of_its_papers_its_entry_and_the_entry_that_took_it_back(kit: Kit) -> None:
    campaign, donor = kit.campaign("100").code, kit.person("Donor")
    given = kit.give(campaign, "40", donor, "1.50", receipt="en")
    documents.hand_out(kit.office, given.document or "")
    documents.void_document(kit.office, given.document or "", "A slip in it")
    donations.take_back_donation(kit.office, given.code, "Entered twice", TODAY)
    lines = history(kit.office, given.code)
    assert [verb_words(line, given.code) for line in lines] == [
        "Recorded", f"{given.document}: Handed out", f"{given.document}: Made void", "Taken back",
    ]  # fmt: skip
    assert {"Given: 40.00 EUR", "Fee: 1.50 EUR", "Donor: P-0001"} <= {change_words(each) for each in lines[0].changes}
    assert (lines[2].reason, lines[3].reason) == ("A slip in it", "Entered twice")
    assert entry_words(lines[0]) == "Entry 1, taken back by entry 2"
    assert entry_words(lines[3]) == "Entry 2 takes back entry 1"
    assert [verb_words(line, given.document or "") for line in history(kit.office, given.document or "")] == [
        "D-0001: Recorded", "Handed out", "Made void",
    ]  # fmt: skip


def test_a_payout_tells_its_way_with_reasons_and_names_who_did_it(kit: Kit) -> None:
    campaign, payee = kit.campaign("100").code, kit.person("Payee")
    kit.give(campaign, "100")
    paid = kit.pay(campaign, payee, {1: "10"})
    draft = payouts.load_payout(kit.office, paid.code).draft
    code = payout_steps.save_payout(kit.office, draft).payout.code
    payout_steps.submit_payout(kit.office, code)
    payout_steps.return_payout(kit.office, code, "The invoice is missing")
    users.rename_user(kit.office, kit.office.user, "Ema")
    lines = history(kit.office, code)
    assert [verb_words(line) for line in lines] == ["Drafted", "Submitted for approval", "Returned for changes"]
    assert "For expense item 1: 10.00 EUR" in [change_words(each) for each in lines[0].changes]
    assert [change_words(each) for each in lines[1].changes] == ["State: Draft → Waits for approval"]
    assert lines[2].reason == "The invoice is missing"
    assert {line.who for line in lines} == {"Ema"}


def test_settings_months_and_things_without_a_history(kit: Kit) -> None:
    settings.save_settings(kit.office, replace(settings.load_settings(kit.office), language="be"))
    assert told(kit, "office")[1][0] == "The settings were saved"
    assert "Language: be" in told(kit, "office")[1][1]
    periods.lock_month(kit.office, Month(2026, 3))
    periods.confirm_unlock(kit.office, Month(2026, 3), "The bank was late")
    locked, unlocked = history(kit.office, "2026-03")
    assert (locked.verb, unlocked.reason) == ("month.locked", "The bank was late")
    assert [change_words(each) for each in unlocked.changes] == ["Without a second person: yes"]
    for nothing in ("D-0009", "DR/2026/0009", "nonsense"):
        assert history(kit.office, nothing) == ()


def test_what_a_decision_did_stands_in_the_history_of_everything_it_touched(kit: Kit) -> None:
    campaign = closed_page(kit)
    other = kit.campaign("100")
    lines = (
        DecisionLine(DecisionAction.EXTEND, eur("48"), item=1),
        DecisionLine(DecisionAction.TRANSFER, eur("60"), to=other.code),
        DecisionLine(DecisionAction.REFUND, eur("40"), donation="D-0001"),
    )
    made = decisions.propose_decision(kit.office, draft(campaign, *lines))
    decisions.approve_decision(kit.office, made.code, "Nobody else is here")
    assert [verb for verb, _changes in told(kit, made.code)] == ["Proposed", "Approved"]
    assert "Amount: 148.00 EUR" in told(kit, made.code)[0][1]
    assert told(kit, campaign.code)[-2:] == [
        (f"{made.code}: Proposed", []),
        (f"{made.code}: Approved", ["Planned for expense item 1: 920.00 EUR → 968.00 EUR"]),
    ]
    assert told(kit, "D-0001")[-1] == ("Refunded", ["Amount: 40.00 EUR"])
    moved = ["From fund: C-0001", "To fund: C-0002", "Amount: 60.00 EUR"]
    assert told(kit, "T-0001") == [("Moved between funds", moved)]
    assert history(kit.office, made.code)[1].reason == "Nobody else is here"


def test_values_of_every_kind_are_worded() -> None:
    assert change_words(Change("goal", eur("5"), None)) == "Stated goal: 5.00 EUR → —"
    assert change_words(Change("due", None, TODAY)) == "Due: 2026-05-20"
    assert change_words(Change("removed", None, False, 2)) == "Expense item 2 removed: no"
    assert change_words(Change("something_new", 1, 2)) == "something_new: 1 → 2"


def test_a_rate_tells_of_its_table_and_of_what_took_its_place(kit: Kit) -> None:
    monday, tuesday = date(2026, 5, 4), date(2026, 5, 5)
    mine = PinnedRate("EUR", "USD", Decimal("1.08"), RateSource.ECB, monday)
    other = replace(mine, on=tuesday)
    rates.import_rates(kit.office, RateTable(RateSource.ECB, (mine, other)))
    rates.import_rates(kit.office, RateTable(RateSource.ECB, (replace(mine, on=date(2026, 5, 6)),)))
    rates.add_rate(kit.office, replace(mine, rate=Decimal("1.09")), "The bank wrote 1.09")
    rates.add_rate(kit.office, replace(mine, rate=Decimal("1.1")), "And again")
    name = rates.rate_key(RateSource.ECB, "EUR/USD", monday)
    lines = history(kit.office, name)
    assert [verb_words(line) for line in lines] == [
        "Rates were taken from a file", "The rate was replaced", "The rate was replaced",
    ]  # fmt: skip
    assert "Rate: 1.08 → 1.09" in [change_words(each) for each in lines[1].changes]
    assert [change_words(each) for each in lines[2].changes] == ["Rate: 1.09 → 1.1"]
    assert lines[2].reason == "And again"
    assert len(history(kit.office, rates.rate_key(RateSource.ECB, "EUR/USD", tuesday))) == 1
    assert history(kit.office, "no such rate") == ()
    assert history(kit.office, "nothing at") == ()


def test_the_parts_of_a_split_payout_tell_what_became_of_the_whole(kit: Kit) -> None:
    campaign, payee = kit.campaign("100").code, kit.person("Payee")
    kit.give(campaign, "100")
    draft = payouts.load_payout(kit.office, kit.pay(campaign, payee, {1: "10"}).code).draft
    code = payout_steps.save_payout(kit.office, replace(draft, lines=(replace(draft.lines[0], amount=eur("60")),)))
    whole = code.payout.code
    payout_steps.submit_payout(kit.office, whole)
    payout_steps.approve_payout(kit.office, whole)
    days = [TODAY, date(2026, 12, 1), date(2026, 12, 31)]
    _first, second, third = payout_steps.split_by_dates(kit.office, whole, days)
    payout_steps.cancel_payout(kit.office, whole, "It is not wanted any more")
    payout_steps.cancel_payout(kit.office, second.code, "Nor this one")
    shared = ["Drafted", "Submitted for approval", "Approved", "Split into instalments"]
    assert [verb_words(line) for line in history(kit.office, second.code)] == [*shared, "Cancelled"]
    assert [verb_words(line) for line in history(kit.office, third.code)] == shared
    assert [verb_words(line) for line in history(kit.office, whole)] == [*shared, "Cancelled"]
    assert verb_words(history(kit.office, third.code)[0], third.code) == f"{whole}: Drafted"
