"""The trash: what is archived, since when, by whom; page by page; and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.errors import Refused
from desktop.domain.listing import ListKind, Query
from desktop.services import campaigns, people, trash, undo, verification
from tests.services.office_kit import Kit, make_office, open_without_names

if TYPE_CHECKING:
    from pathlib import Path


def rows(kit: Kit, kind: ListKind, text: str = "") -> list[tuple[str, str, str]]:
    found = trash.read_trash(kit.office, kind, Query(text=text)).rows
    assert all(row.at is not None for row in found)
    return [(row.code, row.name, row.who) for row in found]


def test_what_is_archived_lies_there_with_when_and_by_whom(kit: Kit) -> None:
    kit.person("Stays")
    code = kit.person("Weaver", name_local="Алеся")
    campaign = kit.campaign("5").code
    people.archive_person(kit.office, code)
    campaigns.archive_campaign(kit.office, campaign)
    (who,) = {row[2] for row in rows(kit, ListKind.PEOPLE)}
    assert who
    assert rows(kit, ListKind.PEOPLE) == [(code, "Алеся", who)]
    assert rows(kit, ListKind.CAMPAIGNS) == [(campaign, "A need", who)]
    assert rows(kit, ListKind.PEOPLE, "weaver") == [(code, "Алеся", who)]
    assert rows(kit, ListKind.PEOPLE, "stays") == []
    assert [row.code for row in trash.stream_trash(kit.office)] == [code, campaign]


def test_the_last_archiving_counts(kit: Kit) -> None:
    code = kit.person("Weaver")
    for archived in (True, False, True):
        people.archive_person(kit.office, code, archived)
    with kit.office.work() as work:
        last = work.journal.last()
    (row,) = trash.read_trash(kit.office, ListKind.PEOPLE, Query()).rows
    assert last is not None
    assert row.at == last.at


def test_items_go_and_come_back_with_their_campaign_as_one_step(kit: Kit) -> None:
    first = kit.campaign("5", "6", status=CampaignStatus.DRAFT)
    second = kit.campaign("7", status=CampaignStatus.DRAFT)
    trash.archive_items(kit.office, [f"{first.code}.2", f"{second.code}.1"])
    assert [row[:2] for row in rows(kit, ListKind.ITEMS)] == [("C-0001.2", "Line 2"), ("C-0002.1", "Line 1")]
    trash.archive_items(kit.office, ["c-1.2"], archived=False)
    assert [row[0] for row in rows(kit, ListKind.ITEMS)] == ["C-0002.1"]
    undo.undo(kit.office)
    undo.undo(kit.office)
    assert rows(kit, ListKind.ITEMS) == []
    assert verification.verify(kit.office).findings == ()


def test_an_item_that_is_not_there_or_holds_money_or_an_approved_plan_stays(kit: Kit) -> None:
    code = kit.campaign("5", "6").code
    for wanted, problem in ((f"{code}.9", "item.no_such_line"), (f"{code}.1", "item.plan_approved")):
        with pytest.raises(Refused) as refused:
            trash.archive_items(kit.office, [wanted])
        assert refused.value.problems[0].code == problem
    assert rows(kit, ListKind.ITEMS) == []


def test_a_page_ends_where_the_next_begins(kit: Kit) -> None:
    codes = [kit.person(f"A{number}") for number in range(5)]
    people.archive_people(kit.office, codes)
    first = trash.read_trash(kit.office, ListKind.PEOPLE, Query(sort="code"), limit=3)
    second = trash.read_trash(kit.office, ListKind.PEOPLE, Query(sort="code"), first.last, 3)
    assert [row.code for row in (*first.rows, *second.rows)] == codes
    assert second.last is None


def test_who_holds_no_names_sees_codes(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    kit = Kit(office)
    people.archive_person(office, kit.person("Weaver"))
    office.close()
    office = open_without_names(tmp_path / "vault")
    (row,) = trash.read_trash(office, ListKind.PEOPLE, Query()).rows
    assert (row.code, row.name) == ("P-0001", "P-0001")
    office.close()
