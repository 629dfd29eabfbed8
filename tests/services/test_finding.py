"""Search everywhere, as the window and the terminal ask it: what is told of each record, and where it stops."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.advances import AdvanceDraft
from desktop.domain.case_events import EventDraft
from desktop.domain.cash import CashDraft, CashKind
from desktop.domain.errors import Stopped
from desktop.domain.finding import Findings, Found, Match
from desktop.domain.ledger import PaymentMethod
from desktop.domain.listing import ListKind, Query
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.domain.pledges import PledgeDraft
from desktop.domain.transfers import TransferDraft
from desktop.services import advances, campaigns, case_events, cash, lists, merging, people, pledges, transfers
from desktop.services.finding import LONGEST_TYPED, find_everywhere, fits, recall
from desktop.services.safe_view import coded_office
from desktop.services.undo import undo
from desktop.storage import breaking_off
from tests.services.office_kit import TODAY, Kit, draft_campaign, eur, open_without_names


def only(kit: Kit, text: str, kind: ListKind) -> Found:
    (found,) = (
        each for group in find_everywhere(kit.office, text).groups if group.kind is kind for each in group.found
    )
    return found


def test_people_and_campaigns_are_told_by_names(kit: Kit) -> None:
    draft = PersonDraft(PersonCategory.BENEFICIARY, name_local="Андрэй Кавалевіч", name_latin="Andrei", alias="Heron")
    who = people.save_person(kit.office, draft).code
    fund = campaigns.save_campaign(
        kit.office, draft_campaign("500", title="A loom", story="In the greenhouse.", beneficiary=who)
    ).code
    assert only(kit, "Kovalevich", ListKind.PEOPLE) == Found(
        ListKind.PEOPLE, who, "Андрэй Кавалевіч", "Andrei · Heron · Beneficiary", None, Match.BEGINNING
    )
    told = only(kit, "greenhouse", ListKind.CAMPAIGNS)
    assert (told.code, told.title, told.detail, told.match) == (fund, "A loom", "In the greenhouse.", Match.STORY)
    assert only(kit, "loom", ListKind.CAMPAIGNS).amount == eur("500")
    item = only(kit, f"{fund}.1", ListKind.ITEMS)
    assert (item.code, item.title, item.amount) == (f"{fund}.1", "Line 1", eur("500"))
    people.archive_person(kit.office, who, True)
    assert only(kit, who, ListKind.PEOPLE).archived


def test_a_case_is_told_by_its_newest_event_with_the_words(kit: Kit) -> None:
    who, other = kit.person("Heron"), kit.person("Heron two")
    for on, text in (
        (TODAY - timedelta(days=9), "Moved to Valadarka"),
        (TODAY, "Left Valadarka, at last"),
        (TODAY, "A letter"),
    ):
        case_events.save_event(kit.office, other, EventDraft(on, text=text))
    found = Found(
        ListKind.PEOPLE, other, "Heron two", f"{TODAY.isoformat()} · Left Valadarka, at last", None, Match.CASE
    )
    assert only(kit, "Валадарка", ListKind.PEOPLE) == found
    merging.merge_people(kit.office, who, other)
    assert only(kit, "Валадарка", ListKind.PEOPLE).code == who, "they lead to who the person is now"
    assert not find_everywhere(coded_office(kit.office), "Valadarka")
    undo(kit.office)
    undo(kit.office)
    assert not find_everywhere(kit.office, "letter")
    case_events.remove_event(kit.office, other, 2)
    assert only(kit, "Valadarka", ListKind.PEOPLE).detail.endswith("Moved to Valadarka")
    assert not find_everywhere(kit.office, "last")
    undo(kit.office)
    assert only(kit, "last", ListKind.PEOPLE).code == other


def test_money_of_every_kind_is_told(kit: Kit) -> None:
    who, fund, other = kit.person("Clinic"), kit.campaign("500").code, transfers.open_general_fund(kit.office, "EUR")
    kit.give(other, "20")
    gift = kit.give(fund, "400").code
    pledge = pledges.record_pledge(kit.office, PledgeDraft(fund, who, eur("70"), TODAY, TODAY)).code
    draft = AdvanceDraft(who, fund, eur("80"), TODAY, TODAY, method=PaymentMethod.BANK)
    advance = advances.give_advance(kit.office, draft).code
    moved = transfers.transfer(kit.office, TransferDraft(other, fund, eur("10"), TODAY, "Needed")).code
    voucher = cash.record_cash(kit.office, CashDraft(CashKind.WITHDRAWAL, eur("30"), TODAY, "For stamps")).code
    for text, kind, code, title in (
        ("400", ListKind.DONATIONS, gift, "Anonymous"),
        ("70", ListKind.PLEDGES, pledge, "Clinic"),
        ("80", ListKind.ADVANCES, advance, "Clinic"),
        ("t1", ListKind.TRANSFERS, moved, f"{other} → {fund}"),
        ("k-1", ListKind.CASH, voucher, "Withdrawn from the bank"),
    ):
        found = only(kit, text, kind)
        assert (found.code, found.title, found.match) == (code, title, Match.EXACT)
        assert found.detail.startswith(TODAY.isoformat())
    assert "For stamps" in only(kit, "30", ListKind.CASH).detail


def test_nothing_typed_finds_nothing_and_a_pasted_page_is_cut(kit: Kit) -> None:
    kit.person("Heron")
    assert find_everywhere(kit.office, " \n ") == Findings("", ())
    assert len(find_everywhere(kit.office, "heron " * 5000).text) <= LONGEST_TYPED


def test_a_search_that_was_overtaken_stops(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breaking_off, "_STEPS", 1)

    class Overtaken:
        def step(self, _done: int, _whole: int) -> None:
            raise Stopped

    with pytest.raises(Stopped):
        find_everywhere(kit.office, "а", progress=Overtaken())


def test_without_names_codes_are_told_once(kit: Kit) -> None:
    who, fund = kit.person("Clinic"), kit.campaign("500").code
    kit.give(fund, "400", donor=who)
    folder = kit.office.folder
    kit.office.close()
    office = open_without_names(folder)
    try:
        assert not find_everywhere(office, "Clinic")
        told = {group.kind: group.found[0] for group in find_everywhere(office, "400").groups}
        assert (told[ListKind.DONATIONS].code, told[ListKind.DONATIONS].title) == ("D-0001", who)
        told = {group.kind: group.found[0] for group in find_everywhere(office, who).groups}
        assert (told[ListKind.PEOPLE].code, told[ListKind.PEOPLE].title) == (who, "")
    finally:
        office.close()


def test_what_was_open_is_told_again(kit: Kit) -> None:
    who, fund = kit.person("Clinic"), kit.campaign("500").code
    gift = kit.give(fund, "400", donor=who, receipt="en")
    assert gift.document is not None
    codes = [f"{fund}.1", gift.document, who, fund, gift.code, "P-0099", "nothing"]
    assert [each.code for each in recall(kit.office, codes)] == codes[:-2]


@pytest.mark.parametrize(
    ("typed", "fit"),
    [("lock", 0), ("замкн", 0), ("LO", 0), ("office lock", 1), ("off", 1), ("key", None), ("ь", None), ("", None)],
)
def test_a_command_fits_in_either_language(typed: str, fit: int | None) -> None:
    assert fits(typed, "Lock office", "Замкнуць") == fit


NUMBERS = ("+370 612 34567", "8 612 34567", "LT60 1010 0123 4567 8901", "mp 1234567", "MP1234567", "Ala@Mail.example")


@pytest.mark.parametrize("typed", NUMBERS)
def test_people_are_found_by_whole_numbers(kit: Kit, typed: str) -> None:
    fund = kit.campaign("500", beneficiary=known(kit)).code
    found = only(kit, typed, ListKind.PEOPLE)
    assert (found.code, found.match) == ("P-0001", Match.EXACT)
    assert only(kit, typed, ListKind.CAMPAIGNS).code == fund, "and what belongs to them"
    for query in (Query(text=typed), Query("name", text=typed, descending=True)):
        assert [row.code for row in lists.read_page(kit.office, ListKind.PEOPLE, query).rows] == ["P-0001"]
        assert lists.read_outline(kit.office, ListKind.PEOPLE, query).count == 1
    assert [row.code for row in lists.pick_people(kit.office, typed)] == ["P-0001"]


@pytest.mark.parametrize("typed", ["+370 612 3456", "LT60 1010 0123", "mp 123456", "mail.example"])
def test_a_part_of_a_number_finds_nobody(kit: Kit, typed: str) -> None:
    known(kit)
    assert lists.read_page(kit.office, ListKind.PEOPLE, Query(text=typed)).rows == ()


def test_without_names_nobody_is_found_by_numbers(kit: Kit) -> None:
    known(kit)
    folder = kit.office.folder
    covered = coded_office(kit.office)
    for typed in NUMBERS:
        assert not lists.read_page(covered, ListKind.PEOPLE, Query(text=typed)).rows
    kit.office.close()
    office = open_without_names(folder)
    for typed in NUMBERS:
        assert not lists.read_page(office, ListKind.PEOPLE, Query(text=typed)).rows
        assert ListKind.PEOPLE not in {group.kind for group in find_everywhere(office, typed).groups}
    office.close()


def known(kit: Kit) -> str:
    kit.person("Heron", name_local="Вера Лес", phone="+37061234567", document="passport MP1234567",
               iban="LT601010012345678901", email="ala@mail.example")  # fmt: skip
    kit.person("Stork", name_local="Ганна Сярова", phone="+37061234568")
    return "P-0001"
