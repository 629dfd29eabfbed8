"""What is written many at once is, row by row, what is written one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.donations import DonationDraft, gift_entry
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ledger import PaymentMethod, counter_entry
from desktop.domain.money import Money
from desktop.domain.people import PersonCategory
from desktop.storage.people import alias_key
from tests.factories import TODAY, TestVault, campaign, committed, item, person

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.storage.store import Store

EUR = "EUR"
PEOPLE = [
    person("Heron", name_local="Андрэй Кавалевіч", phone="+375 29 123 45 67"),
    person("Kingfisher", name_latin="Zofia Żuraw"),
    person("Siskin"),
]


def store_of(folder: Path) -> Store:
    folder.mkdir()
    return TestVault.new(folder).create()


def gifts() -> list[DonationDraft]:
    zero = Money.zero(EUR)
    return [
        DonationDraft("C-0001", Money(1000 + place, EUR), Money(place, EUR) if place % 2 else zero,
                      TODAY - timedelta(place), PaymentMethod.BANK, f"P-000{place % 3 + 1}" if place % 4 else None,
                      reference="From Kingfisher" if place == 2 else "")
        for place in range(7)
    ]  # fmt: skip


TABLES = {
    "main": "person campaign item entry posting donation donation_share tally",
    "identity": "person donation person_key search",
}


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.work(1) as work:
        return {
            name: sorted(tuple(row) for row in work._connection.exec_driver_sql(f"SELECT * FROM {name}"))
            for name in (f"{schema}.{table}" for schema, tables in TABLES.items() for table in tables.split())
        }


def test_many_are_stored_as_each_would_be(tmp_path: Path) -> None:
    one_by_one, together = store_of(tmp_path / "one"), store_of(tmp_path / "many")
    fund = campaign(items=(item(Money(500_00, EUR), "Rent"), item(Money(200_00, EUR), "Food")))
    with one_by_one.work(1) as work:
        assert [work.people.add(each) for each in PEOPLE] == ["P-0001", "P-0002", "P-0003"]
        work.campaigns.add(fund)
        for draft in gifts():
            work.donations.add(draft, work.ledger.post(gift_entry(draft)))
        committed(work)
    with together.work(1) as work:
        assert work.people.add_many([]) == []
        assert work.people.add_many(PEOPLE) == ["P-0001", "P-0002", "P-0003"]
        work.campaigns.add(fund)
        first = work.ledger.post_many([gift_entry(draft) for draft in gifts()])
        assert work.donations.add_many(gifts(), first) == [f"D-000{place}" for place in range(1, 8)]
        committed(work)
    kept = rows(one_by_one)
    assert rows(together) == kept
    assert len(kept["main.entry"]) == len(kept["identity.donation"]) == 7
    for store in (one_by_one, together):
        store.close()


def test_only_plain_entries_are_posted_many_at_once(tmp_path: Path) -> None:
    store = store_of(tmp_path / "one")
    with store.work(1) as work:
        work.campaigns.add(campaign())
        entry = gift_entry(gifts()[0])
        cash = gift_entry(DonationDraft("C-0001", Money(1, EUR), Money.zero(EUR), TODAY, PaymentMethod.CASH))
        for wrong in (cash, counter_entry(entry, 1, TODAY)):
            with pytest.raises(ValueError, match="plain"):
                work.ledger.post_many([entry, wrong])
        elsewhere = gift_entry(DonationDraft("C-0009", Money(1, EUR), Money.zero(EUR), TODAY))
        with pytest.raises(NotFound):
            work.ledger.post_many([entry, elsewhere])
        abroad = gift_entry(DonationDraft("C-0001", Money(1, "PLN"), Money.zero("PLN"), TODAY))
        with pytest.raises(ValueError, match="currency"):
            work.ledger.post_many([entry, abroad])
    store.close()


def test_many_are_read_changed_and_put_away_as_each_would_be(tmp_path: Path) -> None:
    one_by_one, together = store_of(tmp_path / "one"), store_of(tmp_path / "many")
    for store in (one_by_one, together):
        with store.work(1) as work:
            work.people.add_many([*PEOPLE, person("Crane"), person("Stork")])
            work.campaigns.add(campaign(items=(item(Money(500_00, EUR), "Rent"),)))
            for draft in gifts():
                work.donations.add(draft, work.ledger.post(gift_entry(draft)))
            committed(work)
    said = [
        ("P-0001", replace(PEOPLE[0], phone="+375 29 765 43 21"), 1),
        ("P-0002", replace(PEOPLE[1], name_local="Зофія Жураў", category=PersonCategory.DONOR), 1),
        ("P-0003", replace(PEOPLE[2], name_latin="Siskin", alias="Siskin"), 1),
        ("P-0004", person("Great crane"), 1),
    ]
    with one_by_one.work(1) as work:
        for change in said:
            work.people.save(*change)
        for code in ("P-0002", "P-0004"):
            work.people.archive(code)
        work.people.archive("P-0002")  # it is away already
        committed(work)
    with together.work(1) as work:
        work.people.save_many([])
        work.people.save_many(said)
        work.people.archive_many(["P-0002", "P-0004"])
        work.people.archive_many(["P-0002"])
        each = {code: work.people.own(code) for code, _draft, _revision in said}
        assert work.people.own_many([*each, "P-0099"]) == each
        assert work.people.holders(["great CRANE", "Nobody", ""]) == {alias_key("Great crane"): ("P-0004",)}
        committed(work)
    assert rows(together) == rows(one_by_one)
    for store in (one_by_one, together):
        store.close()


def test_many_are_refused_as_each_would_be(tmp_path: Path) -> None:
    store = store_of(tmp_path / "one")
    with store.work(1) as work:
        work.people.add_many(PEOPLE)
        with pytest.raises(Refused, match="changed_meanwhile"):
            work.people.save_many([("P-0001", PEOPLE[0], 1), ("P-0002", PEOPLE[1], 7)])
        with pytest.raises(NotFound):
            work.people.save_many([("P-0009", PEOPLE[0], 1)])
        with pytest.raises(NotFound):
            work.people.archive_many(["P-0009"])
    store.close()
