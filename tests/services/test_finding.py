"""Search everywhere, as the window and the terminal ask it: what is told of each record, and where it stops."""

from __future__ import annotations

import pytest

from desktop.domain.advances import AdvanceDraft
from desktop.domain.cash import CashDraft, CashKind
from desktop.domain.errors import Stopped
from desktop.domain.finding import Findings, Found, Match
from desktop.domain.ledger import PaymentMethod
from desktop.domain.listing import ListKind
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.domain.pledges import PledgeDraft
from desktop.domain.transfers import TransferDraft
from desktop.services import advances, campaigns, cash, people, pledges, transfers
from desktop.services.finding import LONGEST_TYPED, find_everywhere, fits, recall
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
