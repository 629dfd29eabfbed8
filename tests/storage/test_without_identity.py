"""A laptop without the identity book: codes everywhere, no name to be had, and what it wrote is found afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import Refused
from desktop.domain.listing import ListKind, Query
from desktop.domain.people import NameUse, PersonCategory, PersonDraft
from desktop.storage.lists import SPECS
from tests.factories import (
    TODAY,
    TestVault,
    campaign,
    committed,
    eur,
    give,
    issue,
    item,
    pay,
    person,
    take_back,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.storage.work import Work

MARK = "Canaryname"


@pytest.fixture
def coded(vault: TestVault) -> Iterator[Work]:
    """A work without the identity book, in an office full of marked names."""
    store = vault.create()
    with store.work(1) as work:
        who = work.people.add(person(MARK, name_local=f"{MARK} Z", notes=MARK, country="BY"))
        items = (item("100", "Lawyer", description=MARK), item("50", "Rent"))
        fund = work.campaigns.add(campaign(title=MARK, story=MARK, beneficiary=who, items=items))
        gift = give(work, fund, "90", donor=who, reference=MARK)
        number = issue(work, gift, MARK)
        issue(work, pay(work, fund, who, {1: "5"}, purpose=MARK), MARK)
        work.documents.void(number, MARK, work._clock.now())
        committed(work)
    store.close()
    store = vault.open(identity=False)
    with store.work(2) as work:
        yield work
    store.close()


def test_everything_reads_and_nothing_names(coded: Work) -> None:
    seen = [
        coded.people.get("P-0001"),
        coded.campaigns.get("C-0001"),
        coded.donations.get("D-0001"),
        coded.payouts.get("O-0001"),
        coded.documents.get("DR/2026/0001"),
        coded.documents.for_subject("D-0001"),
        coded.home.read(TODAY),
        coded.people.pick("P-0001"),
        coded.campaigns.pick(""),
        coded.people.names(["P-0001"], NameUse.NAME),
        list(coded.ledger.entries()),
    ]
    for kind in ListKind:
        for sort in ("", *SPECS[kind].sorts, *SPECS[kind].worked):
            seen.append(coded.lists.page(kind, Query(sort=sort)).rows)
            assert coded.lists.outline(kind, Query(sort=sort)).count == len(seen[-1])  # type: ignore[arg-type]
    assert MARK not in repr(seen)
    assert not coded.has_identity
    assert (coded.people.get("P-0001").known, coded.campaigns.get("C-0001").known) == (False, False)
    assert coded.people.names(["P-0001"], NameUse.ALIAS) == {"P-0001": "P-0001"}
    assert coded.people.find_by_alias(MARK) is None
    assert coded.campaigns.source_text("C-0001") is None


def test_a_name_finds_nothing_and_a_code_finds_all(coded: Work) -> None:
    for kind in ListKind:
        assert coded.lists.page(kind, Query(text=MARK)).rows == ()
    for kind, text in (
        (ListKind.PEOPLE, "p-0001"),
        (ListKind.CAMPAIGNS, "P-0001"),
        (ListKind.ITEMS, "lawyer"),
        (ListKind.DONATIONS, "90"),
        (ListKind.PAYOUTS, "Lawyer"),
        (ListKind.DOCUMENTS, "PV/2026/0001"),
    ):
        assert len(coded.lists.page(kind, Query(text=text)).rows) == 1
    assert coded.lists.page(ListKind.PEOPLE, Query(filters={"country": "BY"})).rows == ()


def test_what_needs_the_identity_book_is_refused(coded: Work) -> None:
    fund = coded.campaigns.get("C-0001").draft
    refused = (
        lambda: coded.people.add(person()),
        lambda: coded.people.save("P-0001", person(), 1),
        lambda: coded.campaigns.add(campaign()),
        lambda: coded.campaigns.save("C-0001", replace(fund, title="New"), 1),
        lambda: coded.campaigns.save("C-0001", replace(fund, items=(item(description="x"),)), 1),
        lambda: coded.campaigns.save("C-0001", replace(fund, items=(item(description="x", line=1),)), 1),
        lambda: give(coded, "C-0001", "5", reference="x"),
        lambda: pay(coded, "C-0001", "P-0001", {1: "5"}, purpose="x"),
        lambda: coded.donations.mark_countered("D-0001", 1, "x"),
        lambda: coded.payouts.mark_countered("O-0001", 1, "x"),
        lambda: issue(coded, "D-0001"),
        lambda: coded.documents.void("PV/2026/0001", "x", coded._clock.now()),
        lambda: coded.documents.facts("PV/2026/0001"),
        lambda: coded.documents.pdf("PV/2026/0001"),
        lambda: list(coded.documents.digests()),
    )
    for place, act in enumerate(refused):
        with pytest.raises(Refused, match=r"identity\.needed"):
            pytest.fail(f"{place} gave {act()}")


def test_money_and_items_can_be_kept_without_names(coded: Work) -> None:
    coded.people.save("P-0001", PersonDraft(PersonCategory.PAYEE), 1)
    draft = coded.campaigns.get("C-0001").draft
    coded.campaigns.save("C-0001", replace(draft, items=(draft.items[0], item("7", "New"))), 1)
    take_back(coded, give(coded, "C-0001", "10", donor="P-0001"))
    pay(coded, "C-0001", "P-0001", {3: "6"})
    coded.campaigns.archive("C-0001")
    coded.people.archive("P-0001")
    assert coded.campaigns.get("C-0001").totals.available == eur("79")
    for check in (coded.checks.integrity, coded.checks.summaries, coded.checks.numbering, coded.checks.documents):
        assert check() == ()


def test_what_was_kept_without_names_is_found_by_name_afterwards(vault: TestVault) -> None:
    store = vault.create()
    with store.work(1) as work:
        who = work.people.add(person("Heron"))
        fund = work.campaigns.add(campaign("100", title="Nest"))
        give(work, fund, "5")
        committed(work)
    store.close()
    store = vault.open(identity=False)
    with store.work(2) as work:
        draft = work.campaigns.get(fund).draft
        work.campaigns.save(fund, replace(draft, items=(*draft.items, item("7", "New"))), 1)
        give(work, fund, "10", donor=who)
        pay(work, fund, who, {2: "6"})
        committed(work)
    store.close()
    store = vault.open()
    with store.work(1) as work:
        for kind, sort, count in (
            (ListKind.DONATIONS, "donor_name", 2),
            (ListKind.PAYOUTS, "payee_name", 1),
            (ListKind.ITEMS, "campaign_title", 2),
        ):
            rows = work.lists.page(kind, Query(sort=sort)).rows
            assert len(rows) == count
        assert [row.donor_name for row in work.lists.page(ListKind.DONATIONS, Query(sort="donor_name")).rows] == [
            "",
            "Heron",
        ]
        assert len(work.lists.page(ListKind.ITEMS, Query(text="nest", sort="campaign_title")).rows) == 2
        assert work.checks.integrity() == ()
        assert work.journal.last() is not None
    store.close()
