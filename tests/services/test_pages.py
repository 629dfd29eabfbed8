"""Importing a page: proposed neutral, stored whole or not at all, never twice unasked, no person made silently."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.campaigns import CampaignStatus, Publicity
from desktop.domain.errors import CannotRead, Refused
from desktop.domain.imports import PageImport
from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory, PageDraft, PageItem, PageStatus
from desktop.services import campaigns, lists, pages
from tests.services.office_kit import TODAY, Kit, eur

PAGE = """Help for the invented weaver Alesia Verabeichyk

  • Story

She left her loom behind.

How much is needed?

€ 2 500

€500 — warm clothes
€600 — winter shoes and clothes for a child
€1400 — room rental for 4 months

Collected:
€ 2 848 in 2 500
"""


def request(page: PageDraft, **more: object) -> PageImport:
    made = PageImport(page, pages.proposed_campaign(page), page.collected, TODAY)
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def page() -> PageDraft:
    return pages.read_page_text(PAGE)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in refusal.value.problems]


def test_labels_are_neutral_and_the_pages_words_stay(page: PageDraft) -> None:
    draft = pages.proposed_campaign(page)
    assert [item.label for item in draft.items] == ["Clothing 1", "Clothing 2", "Housing"]
    assert draft.items[1].description == "winter shoes and clothes for a child"
    rent = draft.items[2]
    assert (rent.quantity, rent.unit_price) == (Decimal(4), eur("350"))
    assert (draft.goal, draft.published_goal, draft.status) == (eur("2500"), eur("2500"), CampaignStatus.OPEN)
    assert draft.publicity is Publicity.NAME


@pytest.mark.parametrize(
    ("status", "collected", "expected"),
    [
        (PageStatus.CLOSED, eur("1"), CampaignStatus.CLOSED),
        (PageStatus.OPEN, None, CampaignStatus.OPEN),
        (PageStatus.UNKNOWN, None, CampaignStatus.DRAFT),
        (PageStatus.UNKNOWN, eur("1"), CampaignStatus.OPEN),
    ],
)
def test_the_status_is_proposed(
    page: PageDraft, status: PageStatus, collected: Money | None, expected: CampaignStatus
) -> None:
    assert pages.proposed_campaign(replace(page, status=status, collected=collected)).status is expected


def test_two_currencies_are_left_to_the_worker(kit: Kit, page: PageDraft) -> None:
    items = (PageItem("a", eur("5")), PageItem("b", Money(500, "PLN"), ItemCategory.FOOD))
    mixed = replace(page, items=items, currency=None, stated_goal=Money(1, "PLN"))
    draft = pages.proposed_campaign(mixed)
    assert (draft.currency, draft.goal) == ("PLN", Money(1, "PLN"))
    with pytest.raises(Refused) as refusal:
        pages.import_page(kit.office, request(mixed))
    assert ("item.other_currency", "items.0.planned") in codes(refusal)
    assert pages.proposed_campaign(mixed, "EUR").goal is None


def test_an_import_is_whole(kit: Kit, page: PageDraft) -> None:
    made = pages.import_page(kit.office, request(page, alias="Weaver"))
    assert (made.campaign, made.person, made.items, made.opening) == ("C-0001", "P-0001", 3, eur("2848"))
    campaign = campaigns.load_campaign(kit.office, "C-0001")
    assert (campaign.totals.collected, campaign.planned) == (eur("2848"), eur("2500"))
    assert campaign.draft.beneficiary == "P-0001"
    assert campaign.source_sha256 == page.source_sha256
    assert campaigns.campaign_source(kit.office, "C-0001") == PAGE
    (row,) = lists.read_page(kit.office, ListKind.DONATIONS, Query()).rows
    assert (row.opening, row.gross, row.donor) == (True, eur("2848"), None)
    with kit.office.work() as work:
        record = work.journal.history("C-0001")[0].record
        assert record.facts["entry_digest"] == work.ledger.get(1).digest()
        assert record.facts["source"] == page.source_sha256


def test_nobody_is_made_silently(kit: Kit, page: PageDraft) -> None:
    assert page.person is not None
    made = pages.import_page(kit.office, request(page))
    assert made.person is None
    assert lists.read_outline(kit.office, ListKind.PEOPLE, Query()).count == 0


def test_a_page_comes_in_twice_only_when_asked_for(kit: Kit, page: PageDraft) -> None:
    assert pages.already_imported(kit.office, page) is None
    pages.import_page(kit.office, request(page))
    assert pages.already_imported(kit.office, page) == "C-0001"
    head = kit.head()
    with pytest.raises(Refused) as refusal:
        pages.import_page(kit.office, request(page, alias="Weaver"))
    assert codes(refusal) == [("page.already_imported", None)]
    assert kit.head() == head
    assert pages.import_page(kit.office, request(page, again=True)).campaign == "C-0002"


def test_whose_it_is_must_be_clear(kit: Kit, page: PageDraft) -> None:
    person = kit.person("Weaver")
    for more, problem in (
        ({"alias": "weaver"}, ("person.alias_taken", "alias")),
        ({"alias": "X", "person": person}, ("page.two_persons", "person")),
        ({"person": "P-0077"}, ("person.not_found", "person")),
    ):
        with pytest.raises(Refused) as refusal:
            pages.import_page(kit.office, request(page, **more))
        assert codes(refusal) == [problem]
    assert lists.read_outline(kit.office, ListKind.CAMPAIGNS, Query()).count == 0
    assert pages.import_page(kit.office, request(page, person=person)).person == person


def test_a_label_must_not_hold_the_name_found(kit: Kit, page: PageDraft) -> None:
    draft = pages.proposed_campaign(page)
    named = replace(draft, items=(replace(draft.items[0], label="Coat for Verabeichyk"),))
    with pytest.raises(Refused) as refusal:
        pages.import_page(kit.office, request(page, campaign=named))
    assert codes(refusal) == [("item.label_names_person", "items.0.label")]


def test_a_failure_in_the_middle_leaves_nothing(kit: Kit, page: PageDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.storage.ledger import Ledger

    head = kit.head()

    def fail(*_arguments: object) -> int:
        raise RuntimeError("power")

    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "post", fail)
        with pytest.raises(RuntimeError):
            pages.import_page(kit.office, request(page, alias="Weaver"))
    assert kit.head() == head
    for kind in (ListKind.PEOPLE, ListKind.CAMPAIGNS, ListKind.ITEMS):
        assert lists.read_outline(kit.office, kind, Query()).count == 0
    assert pages.import_page(kit.office, request(page, alias="Weaver")).person == "P-0001"


def test_nothing_collected_makes_no_entry(kit: Kit, page: PageDraft) -> None:
    assert pages.import_page(kit.office, request(page, collected=None)).opening is None
    assert pages.import_page(kit.office, request(page, collected=eur("0"), again=True)).opening is None
    assert lists.read_outline(kit.office, ListKind.DONATIONS, Query()).count == 0


def test_money_does_not_come_into_a_settled_campaign(kit: Kit, page: PageDraft) -> None:
    settled = replace(pages.proposed_campaign(page), status=CampaignStatus.SETTLED)
    with pytest.raises(Refused) as refusal:
        pages.import_page(kit.office, request(page, campaign=settled))
    assert codes(refusal) == [("campaign.takes_no_money", "status")]


def test_files_are_read_from_the_disk(tmp_path: Path, page: PageDraft) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(PAGE.encode("utf-16"))
    assert pages.read_page_file(file).items == page.items
    big = tmp_path / "big.txt"
    big.write_bytes(b"x" * (5 * 1024 * 1024))
    empty = tmp_path / "empty.txt"
    empty.touch()
    for path, reason in ((tmp_path, "folder"), (tmp_path / "none", "missing"), (empty, "empty")):
        with pytest.raises(CannotRead) as failure:
            pages.read_page_file(path)
        assert failure.value.params["reason"] == reason
    with pytest.raises(CannotRead):
        pages.read_page_file(big)


def test_pasted_halves_of_characters_are_stored(kit: Kit) -> None:
    page = pages.read_page_text(PAGE.replace("loom", "loom \ud83d"))
    pages.import_page(kit.office, request(page))
    assert "loom ?" in str(campaigns.campaign_source(kit.office, "C-0001"))


def test_a_file_that_is_too_large_or_may_not_be_read_is_said(
    tmp_path: Path, page: PageDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.txt"
    file.write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(pages, "LARGEST_PAGE", 100)
    for read in (lambda: pages.read_page_file(file), lambda: pages.read_page_text(PAGE)):
        with pytest.raises(CannotRead) as failure:
            read()
        assert failure.value.params["reason"] == "too_large"

    def forbid(*_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", forbid)
    with pytest.raises(CannotRead) as failure:
        pages.read_page_file(file)
    assert failure.value.params["reason"] == "not_allowed"
