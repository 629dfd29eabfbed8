"""Campaigns and their items: lines keep their numbers, nothing is deleted, a page is kept as it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from desktop.domain.campaigns import CampaignStatus, Publicity
from desktop.domain.errors import NotFound, Refused
from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.storage.campaigns import PageSource
from tests.factories import campaign, eur, give, item, pay, person

if TYPE_CHECKING:
    from desktop.storage.work import Work

FULL = campaign(
    title="Дапамога",
    status=CampaignStatus.CLOSED,
    goal=eur("2000"),
    published_goal=eur("1999.99"),
    starts=date(2026, 1, 2),
    ends=date(2026, 3, 4),
    publicity=Publicity.NAME,
    language="be",
    story="Гісторыя\nна два радкі",
    titles=(("en", "Help"), ("lt", "Parama")),
    items=(
        item(
            "980",
            "Rent",
            category=ItemCategory.HOUSING,
            quantity=Decimal("2.50"),
            unit="month",
            unit_price=Money.of("350", "USD"),
            priority=3,
            donor_line="A1",
            description="Здымаць кватэру",
        ),
        item("20", "Spare", archived=True),
    ),
)


def lines(work: Work, code: str) -> list[tuple[int, str, bool]]:
    return [(each.line, each.draft.label, each.draft.archived) for each in work.campaigns.get(code).items]


def test_what_is_stored_is_what_is_read(work: Work) -> None:
    who = work.people.add(person())
    draft = replace(FULL, beneficiary=who)
    code = work.campaigns.add(draft)
    read = work.campaigns.get(code)
    numbered = tuple(replace(each, line=place) for place, each in enumerate(draft.items, 1))
    assert read.draft == replace(draft, items=numbered)
    assert (read.code, read.revision, read.archived, read.known, read.source_sha256) == ("C-0001", 1, False, True, "")
    assert (read.planned, read.goal, read.totals.collected) == (eur("980"), eur("2000"), eur("0"))


def test_lines_keep_their_numbers_and_are_never_deleted(work: Work) -> None:
    code = work.campaigns.add(campaign("100", "200", "300"))
    before = work.campaigns.get(code).draft
    kept = (before.items[2], item("50", "New"), before.items[0])
    work.campaigns.save(code, replace(before, items=kept), 1)
    assert lines(work, code) == [(1, "Line 1", False), (3, "Line 3", False), (4, "New", False), (2, "Line 2", True)]
    work.campaigns.save(code, replace(before, items=(item("7", "Last"),)), 2)
    assert lines(work, code)[0] == (5, "Last", False)
    assert [line for line, _label, archived in lines(work, code) if archived] == [1, 2, 3, 4]
    assert work.checks.summaries() == ()


@pytest.mark.parametrize("line", [9, 1])
def test_a_line_that_is_not_there_or_stands_twice_is_refused(work: Work, line: int) -> None:
    code = work.campaigns.add(campaign("100"))
    draft = campaign("100", items=(item(line=1), item(line=line)))
    with pytest.raises(Refused) as refused:
        work.campaigns.save(code, draft, 1)
    assert refused.value.problems[0].code == "item.no_such_line"
    assert refused.value.problems[0].at == "items.1.label"


def test_an_edit_on_an_old_copy_is_noticed(work: Work) -> None:
    code = work.campaigns.add(campaign(title="First"))
    draft = work.campaigns.get(code).draft
    work.campaigns.save(code, replace(draft, title="Second"), 1)
    with pytest.raises(Refused, match="changed_meanwhile"):
        work.campaigns.save(code, replace(draft, title="Third"), 1)
    assert work.campaigns.get(code).draft.title == "Second"
    with pytest.raises(NotFound):
        work.campaigns.save("C-0009", draft, 1)


def test_money_in_two_currencies_never_meets(work: Work) -> None:
    code = work.campaigns.add(campaign("100"))
    dollars = campaign(currency="USD", items=(replace(item(Money.of("100", "USD")), line=1),))
    with pytest.raises(Refused, match=r"item\.other_currency"):
        work.campaigns.save(code, replace(dollars, goal=eur("5")), 1)
    with pytest.raises(Refused, match=r"item\.other_currency"):
        work.campaigns.add(replace(dollars, items=(item("5"),)))
    work.campaigns.save(code, dollars, 1)
    give(work, code, Money.of("10", "USD"))
    with pytest.raises(Refused, match=r"campaign\.currency_fixed"):
        work.campaigns.save(code, campaign("100", items=(item("100", line=1),)), 2)
    with pytest.raises(ValueError, match="currency"):
        give(work, code, "10")


def test_money_covers_items_by_priority_and_anew_when_they_change(work: Work) -> None:
    who = work.people.add(person())
    code = work.campaigns.add(campaign(items=(item("100", "Later", priority=2), item("100", "First"))))
    give(work, code, "151", "1")
    pay(work, code, who, {1: "20"})
    funded = {each.line: each.funded for each in work.campaigns.get(code).items}
    assert funded == {1: eur("50"), 2: eur("100")}
    draft = work.campaigns.get(code).draft
    work.campaigns.save(code, replace(draft, items=(draft.items[0],)), 1)
    after = work.campaigns.get(code)
    assert [(each.line, each.funded) for each in after.items] == [(1, eur("100")), (2, eur("0"))]
    assert (after.planned, after.funded, after.totals.available) == (eur("100"), eur("100"), eur("130"))
    assert work.checks.summaries() == ()


def test_a_page_is_kept_as_it_came_and_found_by_its_hash(work: Work) -> None:
    page = PageSource("Збор\r\n€ 5", "ab" * 32, "cp1251", {"title": "Збор"})
    first = work.campaigns.add(campaign(), page)
    again = work.campaigns.add(campaign(), page)
    none = work.campaigns.add(campaign())
    assert work.campaigns.find_by_source("ab" * 32) == first
    assert work.campaigns.source_text(again) == "Збор\r\n€ 5"
    assert work.campaigns.get(first).source_sha256 == "ab" * 32
    assert work.campaigns.source_text(none) is None
    assert work.campaigns.find_by_source("") is None
    assert work.campaigns.find_by_source("cd" * 32) is None


def test_a_person_knows_how_many_campaigns_are_theirs(work: Work) -> None:
    one, two = work.people.add(person("One")), work.people.add(person("Two"))
    code = work.campaigns.add(campaign(beneficiary=one))
    work.campaigns.add(campaign(beneficiary=one))
    draft = work.campaigns.get(code).draft
    work.campaigns.save(code, replace(draft, beneficiary=two), 1)
    rows = work.lists.page(ListKind.PEOPLE, Query()).rows
    assert {row.code: row.campaigns for row in rows} == {one: 1, two: 1}
    work.campaigns.save(code, replace(draft, beneficiary=None), 2)
    assert work.checks.summaries() == ()


def test_a_renamed_campaign_moves_with_its_items(work: Work) -> None:
    zoo = work.campaigns.add(campaign("1", title="Zoo"))
    work.campaigns.add(campaign("2", title="Bee"))
    work.campaigns.save(zoo, replace(work.campaigns.get(zoo).draft, title="Ant"), 1)
    rows = work.lists.page(ListKind.ITEMS, Query(sort="campaign_title")).rows
    assert [row.campaign_title for row in rows] == ["Ant", "Bee"]
    assert [row.code for row in work.campaigns.pick("ant")] == [zoo]
    assert work.campaigns.pick("zoo") == ()


def test_archiving_hides_and_keeps(work: Work) -> None:
    code = work.campaigns.add(campaign())
    give(work, code, "5")
    work.campaigns.archive(code)
    assert work.lists.page(ListKind.CAMPAIGNS, Query()).rows == ()
    assert work.campaigns.get(code).archived
    assert work.campaigns.get(code).totals.collected == eur("5")
    work.campaigns.archive(code, archived=False)
    assert work.lists.outline(ListKind.CAMPAIGNS, Query()).count == 1
    assert work.checks.summaries() == ()
    with pytest.raises(NotFound):
        work.campaigns.archive("C-0007")


def test_a_chooser_with_nothing_typed_gives_the_newest(work: Work) -> None:
    codes = [work.campaigns.add(campaign(title=title)) for title in ("B", "A", "C")]
    assert [row.code for row in work.campaigns.pick("", limit=2)] == [codes[2], codes[1]]


def test_titles_in_other_languages_are_changed_found_and_taken_away(work: Work) -> None:
    def found(text: str) -> list[str]:
        return [row.code for row in work.lists.page(ListKind.CAMPAIGNS, Query(text=text)).rows]

    code, other = work.campaigns.add(FULL), work.campaigns.add(campaign(title="Bee"))
    assert (found("parama"), found("дапам"), found("bee")) == ([code], [code], [other])
    before = work.campaigns.get(code)
    work.campaigns.save(code, replace(before.draft, titles=(("pl", "Pomoc"),)), 1)
    assert work.campaigns.get(code).draft.titles == (("pl", "Pomoc"),)
    assert (found("parama"), found("pomoc"), found("дапам")) == ([], [code], [code])
    work.campaigns.save(code, replace(before.draft, titles=()), 2)
    assert work.campaigns.get(code).draft.titles == ()
    assert (found("pomoc"), work.campaigns.get(other).draft.titles) == ([], ())


def test_the_general_fund_has_its_name_in_every_language(work: Work) -> None:
    draft = work.campaigns.get(work.campaigns.general("EUR")).draft
    assert draft.title_in("be") == "Агульны фонд (EUR)"
    assert len({title for _language, title in draft.titles}) == 6
