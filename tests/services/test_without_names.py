"""An office without the book of names works in codes, and refuses what would need a name."""

from collections.abc import Iterator

import pytest

from desktop.domain.advances import AdvanceDraft
from desktop.domain.cash import CashDraft, CashKind
from desktop.domain.errors import Refused
from desktop.domain.listing import ListKind, Query
from desktop.domain.people import NameUse, PersonCategory, PersonDraft
from desktop.domain.receipts import IssueRequest
from desktop.services import advances, campaigns, cash, documents, donations, home, lists, pages, people
from tests.services.office_kit import TODAY, Kit, draft_campaign, eur, open_without_names
from tests.services.test_pages import PAGE, request

FILLED = (
    ListKind.PEOPLE,
    ListKind.CAMPAIGNS,
    ListKind.ITEMS,
    ListKind.DONATIONS,
    ListKind.DOCUMENTS,
    ListKind.CASH,
    ListKind.ADVANCES,
)
"""The lists that the office of these tests has rows for."""


@pytest.fixture
def coded(kit: Kit) -> Iterator[Kit]:
    kit.person("North", name_local="Ingrid Norrsken")
    kit.person("Clinic", PersonCategory.PAYEE, name_local="Zielony Lisc")
    kit.campaign("100", title="Help for Alesia", beneficiary="P-0001")
    kit.give("C-0001", "50", "P-0001", receipt="en")
    folder = kit.office.folder
    kit.office.close()
    office = open_without_names(folder)
    yield Kit(office)
    office.close()


def test_lists_and_home_show_codes(coded: Kit) -> None:
    shown = ""
    cash.record_cash(coded.office, CashDraft(CashKind.WITHDRAWAL, eur("5"), TODAY))
    advances.give_advance(coded.office, AdvanceDraft("P-0001", "C-0001", eur("5"), TODAY, TODAY))
    for kind in ListKind:
        page = lists.read_page(coded.office, kind, Query(archived=True))
        assert page.rows or kind not in FILLED
        shown += str(page.rows)
    shown += str(home.read_home(coded.office)) + str(campaigns.load_campaign(coded.office, "C-0001"))
    assert "P-0001" in shown
    assert not any(name in shown for name in ("Ingrid", "North", "Zielony", "Alesia"))
    assert not people.load_person(coded.office, "P-0001").known


def test_money_is_recorded(coded: Kit) -> None:
    assert coded.give("C-0001", "5", "P-0001").code == "D-0002"
    assert coded.pay("C-0001", "P-0002", {1: "20"}).code == "O-0001"
    assert coded.load("C-0001").totals.available == eur("35")


def test_a_preview_names_the_code(coded: Kit) -> None:
    assert documents.preview_document(coded.office, "D-0001", IssueRequest("en", NameUse.NAME)).startswith(b"%PDF")


def test_what_needs_a_name_is_refused(coded: Kit) -> None:
    page = pages.read_page_text(PAGE)
    for verb in (
        lambda: people.save_person(coded.office, PersonDraft(alias="X")),
        lambda: campaigns.save_campaign(coded.office, draft_campaign("5")),
        lambda: pages.import_page(coded.office, request(page)),
        lambda: coded.give("C-0001", "5", "P-0001", receipt="en"),
        lambda: donations.take_back_donation(coded.office, coded.give("C-0001", "5").code, "A slip", TODAY),
        lambda: documents.hand_out(coded.office, "DR/2026/0001"),
        lambda: documents.void_document(coded.office, "DR/2026/0001", "A slip"),
    ):
        with pytest.raises(Refused) as refusal:
            verb()
        assert [problem.code for problem in refusal.value.problems] == ["identity.needed"]
