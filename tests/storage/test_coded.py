"""The open books without their names: what is seen, what may be written, and what is there when names are again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import Refused
from desktop.domain.journal import Record
from desktop.domain.listing import ListKind, Query
from desktop.domain.progress import NoProgress
from desktop.domain.receipts import Organisation
from desktop.domain.settings import MASK, OfficeSettings
from desktop.storage.coded import CodedStore
from tests.factories import TestVault, campaign, committed, eur, give, item, person
from tests.storage.test_drafts import draft, kept

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.storage.store import Store

NAME = "Canaryname"
SIGNED = OfficeSettings(Organisation("Lantern Aid", signatory=NAME, cashier=NAME))


@pytest.fixture
def coded(store: Store) -> CodedStore:
    with store.work(1) as work:
        who = work.people.add(person(NAME, name_local=NAME))
        work.campaigns.add(campaign(title=NAME, beneficiary=who, items=(item("100", "Lawyer"),)))
        work.settings.save(SIGNED)
        committed(work)
    return CodedStore(store)


def test_no_name_is_seen_though_the_book_is_open(coded: CodedStore, store: Store) -> None:
    assert (store.has_identity, store.hides, coded.has_identity, coded.hides) == (True, False, False, True)
    with coded.work(1) as work:
        assert not work.has_identity
        rows = [work.lists.page(kind, Query()).rows for kind in ListKind]
        seen = [*rows, work.people.get("P-0001"), work.campaigns.get("C-0001"), work.settings.load()]
        assert NAME not in str(seen)
    with store.work(1) as work:
        assert NAME in str(work.people.get("P-0001"))


def test_a_name_is_refused_with_the_way_to_it(coded: CodedStore) -> None:
    with coded.work(1) as work, pytest.raises(Refused) as refusal:
        work.people.add(person(NAME))
    assert [each.code for each in refusal.value.problems] == ["safe.on"]


def test_what_was_written_meanwhile_has_its_place_afterwards(coded: CodedStore, store: Store) -> None:
    heard: list[str] = []
    with coded.work(1, lambda records: heard.extend(each.verb for each in records)) as work:
        give(work, "C-0001", "30", donor="P-0001")
        committed(work)
    assert heard
    with store.work(1) as work:
        assert not work.lists.page(ListKind.DONATIONS, Query(sort="donor_name")).rows, "the order by names knows it not"
    coded.catch_up()
    with store.work(1) as work:
        (row,) = work.lists.page(ListKind.DONATIONS, Query(sort="donor_name")).rows
        assert (row.donor_name, row.gross) == (NAME, eur("30"))


def test_a_masked_name_stays_as_it_is(coded: CodedStore, store: Store) -> None:
    with coded.work(1) as work:
        settings = work.settings.load()
        assert (settings.organisation.signatory, settings.organisation.accountant) == (MASK, "")
        work.settings.save(settings)
        committed(work)
    with store.work(1) as work:
        assert work.settings.load() == SIGNED


def test_drafts_lie_where_they_always_do_and_go_with_what_settles_them(coded: CodedStore, store: Store) -> None:
    with coded.drafts(1) as desk:
        desk.keep(draft())
        desk.commit()
    assert kept(store) == ["k1"]
    with coded.settling("k1"), coded.work(1) as work:
        work.commit(Record("settings.saved", "office"))
    assert kept(store) == []


def test_copies_and_keys_are_those_of_the_whole(vault: TestVault, tmp_path: Path) -> None:
    whole = vault.create()
    coded = CodedStore(whole)
    assert coded.snapshot(vault.keys, tmp_path, NoProgress()) is not None
    held, fresh = bytearray(vault.keys.identity or b""), os.urandom(32)
    coded.renew_key("identity", held, fresh, NoProgress())
    assert held == fresh
    with coded.work(1) as work:
        assert work.settings.load() == OfficeSettings()
    whole.close()


def test_a_store_without_the_book_hides_nothing(vault: TestVault) -> None:
    vault.create().close()
    store = vault.open(identity=False)
    coded = CodedStore(store)
    assert not coded.hides
    coded.catch_up()
    with coded.work(1) as work, pytest.raises(Refused) as refusal:
        work.people.add(person(NAME))
    assert [each.code for each in refusal.value.problems] == ["identity.needed"]
    coded.close()
