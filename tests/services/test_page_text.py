"""A campaign's page as text: in the appeal's language, readable again by the import, and watchful about names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.campaigns import Publicity
from desktop.domain.errors import Refused
from desktop.domain.people import PersonCategory
from desktop.services import transfers
from desktop.services.campaigns import save_campaign
from desktop.services.page_text import page_text
from desktop.services.pages import read_page_text
from tests.services.office_kit import Kit, draft_campaign, eur, make_office, open_without_names

if TYPE_CHECKING:
    from pathlib import Path

STORY = "She left her loom behind.\n\nIn the new town she has a room until spring."


def campaign(kit: Kit, **more: object) -> str:
    draft = draft_campaign("500", "1500.50", "20", title="Help for the weaver", story=STORY, **more)
    words = ("warm clothes", "rent of a room", "")
    items = tuple(replace(item, description=said) for item, said in zip(draft.items, words, strict=True))
    items = (*items[:2], replace(items[2], archived=True))
    code = save_campaign(kit.office, replace(draft, items=items)).code
    kit.give(code, "683")
    return code


def test_it_has_title_story_items_goal_and_what_was_collected(kit: Kit) -> None:
    assert page_text(kit.office, campaign(kit, language="en", goal=eur("2000"))).text == (
        "Help for the weaver\n\n" + STORY + "\n\nHow much is needed?\n\n500.00 EUR — warm clothes\n"
        "1,500.50 EUR — rent of a room\n\nGoal: 2,000.00 EUR\nCollected: 683.00 EUR\n"
    )


@pytest.mark.parametrize("language", ["", "en", "be", "ru", "uk", "pl"])
def test_the_import_reads_it_again(kit: Kit, language: str) -> None:
    page = read_page_text(page_text(kit.office, campaign(kit, language=language, goal=eur("2000"))).text)
    assert [item.amount for item in page.items] == [eur("500"), eur("1500.50")]
    assert [item.description for item in page.items] == ["warm clothes", "rent of a room"]
    assert (page.title, page.stated_goal, page.collected) == ("Help for the weaver", eur("2000"), eur("683"))
    assert page.story.split() == STORY.split()


def test_an_item_without_words_is_called_by_its_label_and_a_bare_campaign_is_short(kit: Kit) -> None:
    code = kit.campaign("5").code
    assert "5.00 EUR — Line 1\n" in page_text(kit.office, code).text
    bare = kit.campaign().code
    assert page_text(kit.office, bare).text == "A need\n\nCollected: 0.00 EUR\n"


@pytest.mark.parametrize(
    ("publicity", "title", "names"),
    [
        (Publicity.ANONYMOUS, "Дапамога Некрасаву", True),
        (Publicity.ALIAS, "Дапамога Некрасаву", True),
        (Publicity.NAME, "Дапамога Некрасаву", False),
        (Publicity.ANONYMOUS, "Дапамога ткачысе", False),
    ],
)
def test_it_tells_when_the_beneficiary_is_named_though_the_appeal_does_not(
    kit: Kit, publicity: Publicity, title: str, names: bool
) -> None:
    person = kit.person("Weaver", PersonCategory.BENEFICIARY, name_local="Алесь Некрасаў")
    code = kit.campaign("5", beneficiary=person, publicity=publicity, title=title).code
    assert page_text(kit.office, code).names is names


def test_its_title_is_the_one_in_the_language_of_the_appeal(kit: Kit) -> None:
    titles = (("be", "Дапамога ткачысе"), ("pl", "Pomoc dla tkaczki"))
    for language, title in (("be", "Дапамога ткачысе"), ("pl", "Pomoc dla tkaczki"), ("lt", "Help for the weaver")):
        assert page_text(kit.office, campaign(kit, language=language, titles=titles)).text.startswith(f"{title}\n\n")


@pytest.mark.parametrize(
    ("publicity", "titles", "names"),
    [
        (Publicity.ANONYMOUS, (("be", "Дапамога ткачысе"), ("ru", "Помощь Некрасаву")), True),
        (Publicity.NAME, (("ru", "Помощь Некрасаву"),), False),
        (Publicity.ANONYMOUS, (("ru", "Помощь ткачихе"),), False),
    ],
)
def test_it_tells_when_a_title_in_another_language_names_the_beneficiary(
    kit: Kit, publicity: Publicity, titles: tuple[tuple[str, str], ...], names: bool
) -> None:
    person = kit.person("Weaver", PersonCategory.BENEFICIARY, name_local="Алесь Некрасаў")
    code = kit.campaign("5", beneficiary=person, publicity=publicity, language="be", titles=titles).code
    found = page_text(kit.office, code)
    assert (found.names, found.title_names) == (False, names)


def test_neither_the_general_fund_nor_a_closed_book_has_a_page(kit: Kit, tmp_path: Path) -> None:
    general = transfers.open_general_fund(kit.office, "EUR")
    with pytest.raises(Refused, match=r"campaign\.general_kept"):
        page_text(kit.office, general)
    office = make_office(tmp_path / "other")
    code = Kit(office).campaign("5").code
    office.close()
    office = open_without_names(tmp_path / "other")
    with pytest.raises(Refused, match=r"identity\.needed"):
        page_text(office, code)
    office.close()
