"""A campaign's titles in other languages: kept, taken back, found, told by reports, never by the journal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from desktop.domain.bank_statements import Statement, StatementLine
from desktop.domain.errors import Refused
from desktop.domain.listing import ListKind
from desktop.domain.money_in import By
from desktop.domain.people import NameUse
from desktop.domain.progress import NoProgress
from desktop.domain.summaries import Finding
from desktop.services import campaigns, money_in, reports, transfers, undo, verification
from desktop.services.finding import find_everywhere
from desktop.services.history import history
from desktop.services.history_words import change_words
from tests.services.office_kit import TODAY, Kit, eur

if TYPE_CHECKING:
    from desktop.domain.campaigns import Campaign

TITLES = (("be", "Цёплыя боты"), ("lt", "Šilti batai"))


@pytest.fixture
def boots(kit: Kit) -> Campaign:
    return kit.campaign("100", title="Warm boots", titles=TITLES)


def retitled(kit: Kit, campaign: Campaign, *titles: tuple[str, str]) -> Campaign:
    return campaigns.save_campaign(kit.office, replace(campaign.draft, titles=titles), campaign.code, campaign.revision)


def test_they_are_tidied_kept_and_taken_back_by_a_step(kit: Kit, boots: Campaign) -> None:
    assert boots.draft.titles == TITLES
    changed = retitled(kit, boots, ("pl", "  Ciepłe\tbuty "), ("lt", " "), ("be", "Боты"))
    assert changed.draft.titles == (("be", "Боты"), ("pl", "Ciepłe buty"))
    undo.undo(kit.office)
    assert kit.load(boots.code).draft == boots.draft
    undo.redo(kit.office)
    assert kit.load(boots.code).draft == changed.draft
    assert verification.verify(kit.office).findings == ()


def test_what_cannot_be_is_refused_at_its_field(kit: Kit, boots: Campaign) -> None:
    with pytest.raises(Refused) as refusal:
        retitled(kit, boots, ("de", "Warme Stiefel"), ("be", "x" * 301))
    assert [(each.code, each.at) for each in refusal.value.problems] == [
        ("text.too_long", "title_be"), ("campaign.title_language", "title_de"),
    ]  # fmt: skip
    general = kit.load(transfers.open_general_fund(kit.office, "EUR"))
    with pytest.raises(Refused) as refusal:
        retitled(kit, general, ("be", "Іншае"))
    assert [each.code for each in refusal.value.problems] == ["campaign.general_kept"]


def test_the_journal_tells_that_they_changed_and_not_what_they_say(kit: Kit, boots: Campaign) -> None:
    retitled(kit, boots, ("pl", "Ciepłe buty"))
    lines = history(kit.office, boots.code)
    assert [change_words(each) for each in lines[1].changes] == [
        "Names or texts were changed; what they say is not kept here."
    ]
    with kit.office.work() as work:
        told = str([link.record for link in work.journal.history(boots.code)])
    assert not [title for _language, title in (*TITLES, ("pl", "Ciepłe buty")) if title in told]


def test_search_finds_the_campaign_and_its_money_by_any_title(kit: Kit, boots: Campaign) -> None:
    kit.campaign("7", title="Coats")
    for typed in ("цёплыя", "batai", "warm", "šilti batai"):
        (group,) = (each for each in find_everywhere(kit.office, typed).groups if each.kind is ListKind.CAMPAIGNS)
        assert [(each.code, each.title) for each in group.found] == [(boots.code, "Warm boots")], typed


@pytest.mark.parametrize(("language", "title"), [("be", "Цёплыя боты"), ("lt", "Šilti batai"), ("pl", "Warm boots")])
def test_a_report_tells_the_title_in_its_own_language(kit: Kit, boots: Campaign, language: str, title: str) -> None:
    general = transfers.open_general_fund(kit.office, "EUR")
    request = reports.WorkbookRequest((boots.code, general), NameUse.NAME, language=language)
    told = reports.gather_workbook(kit.office, request, NoProgress()).campaigns
    assert told[0].title == title
    assert told[1].title == kit.load(general).draft.title_in(language)
    coded = replace(request, name_use=NameUse.CODE)
    assert [each.title for each in reports.gather_workbook(kit.office, coded, NoProgress()).campaigns] == ["", ""]
    assert reports.make_workbook(kit.office, request).data


def test_a_bank_line_that_says_a_title_in_another_language_is_for_that_campaign(kit: Kit, boots: Campaign) -> None:
    kit.campaign("7", title="Warm coats")
    lines = tuple(
        StatementLine(TODAY, eur("3"), eur("0"), "Somebody", "", said, place=place)
        for place, said in enumerate(("na šilti batai", "цёплыя паліто", "warm boots"), 1)
    )
    rows = money_in.preview(kit.office, (Statement("camt.053", "LT12", "EUR", lines),), "").rows
    assert [(row.campaign, row.campaign_by) for row in rows] == [
        (boots.code, By.TITLE), ("", By.NOBODY), (boots.code, By.TITLE),
    ]  # fmt: skip


def test_titles_that_no_program_wrote_are_found(kit: Kit, boots: Campaign) -> None:
    assert boots.code == "C-0001"
    with kit.office.work() as work:
        work._connection.execute(text("INSERT INTO identity.campaign_title VALUES (99, 'de', '')"))
        found = work.checks.summaries()
    assert found == tuple(
        Finding("verify.strange_value", {"where": f"campaign_title.{name}"})
        for name in ("campaign_id", "language", "title")
    )
