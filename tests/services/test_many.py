"""One field of several records at once: the preview says it, one transaction does it, one step takes it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.campaigns import CampaignStatus, Publicity
from desktop.domain.decisions import DecisionAction, DecisionDraft, DecisionKind, DecisionLine
from desktop.domain.errors import NotFound, Refused
from desktop.domain.funding import FundingRule
from desktop.domain.many import FIELDS, ManyChange, ManyKind
from desktop.domain.pages import ItemCategory
from desktop.domain.people import PersonCategory
from desktop.domain.roles import Role
from desktop.services import campaigns, decisions, erasing, many, merging, people, transfers, undo, users, verification
from desktop.services.many_words import TITLES, shown
from tests.services.office_kit import (
    PASSPHRASE,
    TODAY,
    Kit,
    as_user,
    draft_campaign,
    eur,
    make_office,
    open_without_names,
)

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.many import ManyPreview

PEOPLE, CAMPAIGNS, ITEMS = ManyKind
SECOND = "violet harbour ninety copper meadow"


def look(kit: Kit, kind: ManyKind, field: str, value: Any, *codes: str) -> ManyPreview:
    return many.preview_many(kit.office, ManyChange(kind, field, value), codes)


def change(kit: Kit, kind: ManyKind, field: str, value: Any, *codes: str) -> int:
    return many.change_many(kit.office, look(kit, kind, field, value, *codes))


def why(preview: ManyPreview) -> dict[str, list[str]]:
    return {line.code: [problem.code for problem in line.problems] for line in preview.refused}


def test_every_field_has_a_title() -> None:
    assert {kind: list(names) for kind, names in TITLES.items()} == {kind: list(FIELDS[kind]) for kind in ManyKind}


def test_people_change_together_and_come_back_in_one_step(kit: Kit) -> None:
    first, second = kit.person("Weaver", city="Minsk"), kit.person("Miller", city="Vilnius")
    before = [people.load_person(kit.office, code).draft for code in (first, second)]
    preview = look(kit, PEOPLE, "city", " Vilnius ", first, second, first)
    assert [(line.code, line.before, line.after) for line in preview.changed] == [(first, "Minsk", "Vilnius")]
    assert preview.same == 1
    assert many.change_many(kit.office, preview) == 1
    with kit.office.work() as work:
        last = work.journal.last()
    assert last is not None
    assert (last.record.verb, last.record.subject) == ("person.changed", first)
    assert "Vilnius" not in str(last.record.facts)
    undo.undo(kit.office)
    assert [people.load_person(kit.office, code).draft for code in (first, second)] == before
    undo.redo(kit.office)
    assert people.load_person(kit.office, first).draft.city == "Vilnius"
    assert verification.verify(kit.office).findings == ()


def test_who_was_merged_or_erased_stays_with_the_reason(kit: Kit) -> None:
    gone, kept, erased, last = (kit.person(alias) for alias in ("Weaver", "Weaver two", "Miller", "Smith"))
    merging.merge_people(kit.office, kept, gone, {}, (1, 1))
    erasing.erase_person(kit.office, erased, PASSPHRASE)
    preview = look(kit, PEOPLE, "country", "LT", gone, erased, last)
    assert why(preview) == {gone: ["person.is_now"], erased: ["person.erased"]}
    assert many.change_many(kit.office, preview) == 1
    assert people.load_person(kit.office, last).draft.country == "LT"


def test_a_value_that_no_form_takes_is_refused_for_each(kit: Kit) -> None:
    code = kit.person("Weaver")
    assert why(look(kit, PEOPLE, "country", "Lithuania", code)) == {code: ["person.country"]}
    with pytest.raises(Refused, match=r"many\.value"):
        look(kit, PEOPLE, "category", "payee", code)
    with pytest.raises(Refused, match=r"many\.no_such_field"):
        look(kit, PEOPLE, "iban", "LT", code)
    with pytest.raises(NotFound):
        look(kit, PEOPLE, "city", "Vilnius", "P-0099")


def test_a_change_that_changes_nothing_is_refused(kit: Kit) -> None:
    code = kit.person("Weaver", city="Vilnius")
    with pytest.raises(Refused, match=r"many\.nothing"):
        change(kit, PEOPLE, "city", "Vilnius", code)


def test_nothing_is_changed_when_a_record_stands_otherwise_than_shown(kit: Kit) -> None:
    first, second = kit.person("Weaver"), kit.person("Miller")
    preview = look(kit, PEOPLE, "city", "Vilnius", first, second)
    draft = people.load_person(kit.office, second)
    people.save_person(kit.office, replace(draft.draft, region="North"), second, draft.revision)
    with pytest.raises(Refused, match=r"many\.changed_meanwhile"):
        many.change_many(kit.office, preview)
    assert people.load_person(kit.office, first).draft.city == ""


def test_a_status_goes_where_the_money_allows(kit: Kit) -> None:
    empty, funded = kit.campaign("5"), kit.campaign("5")
    draft = kit.campaign("7", status=CampaignStatus.DRAFT)
    kit.give(funded.code, "3")
    codes = (empty.code, funded.code, draft.code)
    preview = look(kit, CAMPAIGNS, "status", CampaignStatus.DRAFT, *codes)
    assert why(preview) == {funded.code: ["campaign.has_money"]}
    assert preview.same == 1
    assert change(kit, CAMPAIGNS, "status", CampaignStatus.CANCELLED, *codes) == 2
    assert [kit.load(code).draft.status.value for code in codes] == ["cancelled", "open", "cancelled"]
    undo.undo(kit.office)
    assert [kit.load(code).draft for code in codes] == [empty.draft, funded.draft, draft.draft]


def test_days_that_do_not_fit_are_refused(kit: Kit) -> None:
    late, early = kit.campaign("5", starts=TODAY), kit.campaign("5")
    preview = look(kit, CAMPAIGNS, "ends", TODAY - timedelta(1), late.code, early.code)
    assert why(preview) == {late.code: ["campaign.ends_before_start"]}
    assert many.change_many(kit.office, preview) == 1
    assert change(kit, CAMPAIGNS, "ends", None, late.code, early.code) == 1


def test_the_general_fund_stays_the_offices_own(kit: Kit) -> None:
    general = transfers.open_general_fund(kit.office, "EUR")
    closed = look(kit, CAMPAIGNS, "status", CampaignStatus.CLOSED, general)
    assert why(closed) == {general: ["campaign.general_stays"]}
    assert why(look(kit, CAMPAIGNS, "language", "be", general)) == {general: ["campaign.general_kept"]}
    assert change(kit, CAMPAIGNS, "funding", FundingRule.MANUAL, general) == 1


def test_a_campaign_that_was_decided_on_is_opened_again_by_itself(kit: Kit) -> None:
    """A decision holds no more when its campaign runs again: a step back would not bring it back."""
    other = kit.campaign("9").code
    code = kit.campaign("5").code
    kit.give(code, "8")
    campaigns.close_campaign(kit.office, code)
    lines = (DecisionLine(DecisionAction.TRANSFER, eur("3"), to=other),)
    draft = DecisionDraft(code, DecisionKind.SURPLUS, FundingRule.MANUAL, lines, "Too much", TODAY)
    decisions.approve_decision(kit.office, decisions.propose_decision(kit.office, draft).code, "Alone")
    assert why(look(kit, CAMPAIGNS, "status", CampaignStatus.OPEN, code)) == {code: ["many.decided"]}
    assert change(kit, CAMPAIGNS, "publicity", Publicity.NAME, code) == 1


def test_items_of_several_campaigns_change_by_their_own(kit: Kit) -> None:
    first, second = kit.campaign("5", "6"), kit.campaign("7")
    codes = ("c-1.1", f"{first.code}.2", f"{second.code}.1")
    assert change(kit, ITEMS, "priority", 4, *codes) == 3
    assert [item.draft.priority for item in (*kit.load(first.code).items, *kit.load(second.code).items)] == [4, 4, 4]
    undo.undo(kit.office)
    assert [kit.load(each.code).draft for each in (first, second)] == [first.draft, second.draft]
    refused = why(look(kit, ITEMS, "priority", 100, *codes))
    assert list(refused.values()) == [["item.priority"]] * 3
    with pytest.raises(Refused, match=r"item\.no_such_line"):
        look(kit, ITEMS, "priority", 2, f"{second.code}.9")


def test_a_donor_line_that_names_somebody_is_refused_for_the_campaign_of_that_person_alone(kit: Kit) -> None:
    person = kit.person("Weaver", PersonCategory.BENEFICIARY, name_local="Алесь Некрасаў")
    named, other = kit.campaign("5", "6", beneficiary=person), kit.campaign("7")
    codes = [f"{named.code}.1", f"{named.code}.2", f"{other.code}.1"]
    preview = look(kit, ITEMS, "donor_line", "Некрасаў 3.1", *codes)
    assert why(preview) == {code: ["item.label_names_person"] for code in codes[:2]}
    assert many.change_many(kit.office, preview) == 1


def test_an_item_that_is_wrong_already_keeps_its_campaign_as_it_is(kit: Kit) -> None:
    """As its form would: the label came to name somebody when the person got a name."""
    person = kit.person("Weaver", PersonCategory.BENEFICIARY)
    draft = draft_campaign("5", "6", beneficiary=person)
    draft = replace(draft, items=(draft.items[0], replace(draft.items[1], label="Help for Smith")))
    code = campaigns.save_campaign(kit.office, draft).code
    known = people.load_person(kit.office, person)
    people.save_person(kit.office, replace(known.draft, name_local="Smith"), person, known.revision)
    preview = look(kit, ITEMS, "category", ItemCategory.FOOD, f"{code}.1")
    assert why(preview) == {f"{code}.1": ["item.label_names_person"]}


def test_who_may_not_save_a_person_may_not_change_several(kit: Kit) -> None:
    first = kit.person("Weaver")
    preview = look(kit, PEOPLE, "city", "Vilnius", first)
    added = users.add_user(kit.office, PASSPHRASE, "Ivo", SECOND, roles=frozenset({Role.APPROVER}))
    other = as_user(kit.office, added.number, SECOND)
    with pytest.raises(Refused, match=r"role"):
        many.change_many(other, preview)
    assert people.load_person(kit.office, first).draft.city == ""


def test_without_the_book_of_names_nothing_is_changed(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    code = Kit(office).person("Weaver")
    office.close()
    office = open_without_names(tmp_path / "vault")
    with pytest.raises(Refused, match=r"identity\.needed"):
        look(Kit(office), PEOPLE, "category", PersonCategory.DONOR, code)
    office.close()


def test_values_are_written_as_people_read_them() -> None:
    said = [
        shown(ManyChange(kind, field, value), value)
        for kind, field, value in (
            (PEOPLE, "city", ""), (PEOPLE, "case_status", "released"), (PEOPLE, "case_status", "of a later program"),
            (PEOPLE, "country", "LT"), (PEOPLE, "country", "XX"), (CAMPAIGNS, "language", "be"),
            (CAMPAIGNS, "ends", TODAY), (CAMPAIGNS, "publicity", Publicity.ALIAS), (ITEMS, "priority", 3),
        )
    ]  # fmt: skip
    assert said[:6] == ["empty", "Released", "of a later program", "Lithuania", "XX", "Беларуская"]
    assert said[-1] == "3"


PERSON_VALUES = st.one_of(
    st.tuples(st.just("category"), st.sampled_from(PersonCategory)),
    st.tuples(st.just("case_status"), st.sampled_from(["", "released", "detained"])),
    st.tuples(st.just("country"), st.sampled_from(["", "LT", "PL", "Poland"])),
    st.tuples(st.sampled_from(["city", "held_at", "languages"]), st.sampled_from(["", "be", "Vilnius"])),
)
CAMPAIGN_VALUES = st.one_of(
    st.tuples(st.just("status"), st.sampled_from(CampaignStatus)),
    st.tuples(st.just("funding"), st.sampled_from(FundingRule)),
    st.tuples(st.just("publicity"), st.sampled_from(Publicity)),
    st.tuples(st.sampled_from(["starts", "ends"]), st.sampled_from([None, TODAY, TODAY + timedelta(9)])),
)
ITEM_VALUES = st.one_of(
    st.tuples(st.just("category"), st.sampled_from(ItemCategory)),
    st.tuples(st.just("priority"), st.integers(0, 5)),
    st.tuples(st.just("donor_line"), st.sampled_from(["", "1.1", "Weaver"])),
)
GESTURES = st.lists(
    st.one_of(
        st.tuples(st.just(PEOPLE), PERSON_VALUES, st.sets(st.integers(0, 2), min_size=1)),
        st.tuples(st.just(CAMPAIGNS), CAMPAIGN_VALUES, st.sets(st.integers(0, 2), min_size=1)),
        st.tuples(st.just(ITEMS), ITEM_VALUES, st.sets(st.integers(0, 2), min_size=1)),
    ),
    min_size=1,
    max_size=6,
)


def stands(kit: Kit) -> list[object]:
    """Everything that is not a revision: drafts, and the money of each item."""
    found: list[object] = [people.load_person(kit.office, f"P-000{number}").draft for number in (1, 2, 3)]
    for number in (1, 2, 3):
        campaign = kit.load(f"C-000{number}")
        found += [campaign.draft, campaign.archived, campaign.totals]
        found += [(item.draft, item.funded, item.paid, item.committed, item.allotted) for item in campaign.items]
    return found


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gestures=GESTURES)
def test_the_way_back_gives_the_very_state_before(
    tmp_path_factory: pytest.TempPathFactory, gestures: list[Any]
) -> None:
    kit = Kit(make_office(tmp_path_factory.mktemp("many") / "vault"))
    try:
        _go_there_and_back(kit, gestures)
    finally:
        kit.office.close()


def _go_there_and_back(kit: Kit, gestures: list[Any]) -> None:
    person = kit.person("One", PersonCategory.BENEFICIARY, name_local="Weaver")
    kit.person("Two", city="Vilnius")
    kit.person("Three", country="PL", released_on=TODAY)
    kit.campaign("5", "6", beneficiary=person)
    kit.campaign("7", status=CampaignStatus.DRAFT)
    kit.campaign("8", "9", funding=FundingRule.MANUAL)
    kit.give("C-0001", "8")
    codes = {
        PEOPLE: ("P-0001", "P-0002", "P-0003"),
        CAMPAIGNS: ("C-0001", "C-0002", "C-0003"),
        ITEMS: ("C-0001.1", "C-0001.2", "C-0003.1"),
    }
    states = [stands(kit)]
    for kind, (field, value), places in gestures:
        mine = [codes[kind][place] for place in sorted(places)]
        preview = look(kit, kind, field, value, *mine)
        assert len(preview.lines) == len(mine)
        if not preview.changed:
            continue
        assert many.change_many(kit.office, preview) == len(preview.changed)
        now = look(kit, kind, field, value, *mine)
        assert {line.code for line in preview.changed}.isdisjoint(line.code for line in now.changed)
        states.append(stands(kit))
    while len(states) > 1:
        states.pop()
        undo.undo(kit.office)
        assert stands(kit) == states[-1]
    assert verification.verify(kit.office).findings == ()
    assert eur("8") == kit.load("C-0001").totals.collected
