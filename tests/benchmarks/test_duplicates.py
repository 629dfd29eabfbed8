"""The live strip and the list of likely pairs in an office of 100,000 people, beside one bare look-up of a key.

Run with `--full -s`: the figures are printed, never asserted. Both sides are measured in turns in one run, in processor
time; the best of each counts, the 95th percentile of ours is printed beside it. The goal is 100 ms a pause in typing.
"""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.people import PersonDraft
from desktop.domain.progress import NoProgress
from desktop.storage.people import identity_draft
from desktop.storage.person_keys import change_keys
from desktop.storage.tables_identity import person_identity
from tests.benchmarks.test_lists import SIZE
from tests.bulk import FIRST, LAST, fill
from tests.factories import TestVault, committed

if TYPE_CHECKING:
    from desktop.storage.store import Store

pytestmark = [pytest.mark.full]
ROUNDS = 21
BARE = "SELECT person_id FROM identity.person_key WHERE key = ? LIMIT 61"
TYPED = (
    PersonDraft(name_local=FIRST[0]),
    PersonDraft(name_local=f"{FIRST[0]} {LAST[0]}"),
    PersonDraft(name_local=f"{LAST[1]} {FIRST[1]}", birth_date=date(1985, 3, 2)),
    PersonDraft(name_latin="Andrey Kovalevich", phone="+375 29 123-45-67", email="a@b.example", iban="LT6010100123"),
    PersonDraft(alias="Alias 77777"),
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = TestVault.new(tmp_path_factory.mktemp("many"))
    opened = made.create()
    fill(opened, SIZE)
    began = time.process_time()
    with opened.work(1) as work:
        for row in work._connection.execute(person_identity.select()).all():
            change_keys(work._desk, row.id, None, identity_draft(row))
        committed(work)
    print(
        f"\nkeys of {SIZE.people} people made once, when an older vault is opened: {time.process_time() - began:.1f} s"
    )
    return opened


def test_a_pause_in_typing(store: Store) -> None:
    print()
    with store.work(1) as work:
        driver: Any = work._connection.connection.dbapi_connection
        for draft in TYPED:
            ours, bare = [], []
            for _ in range(ROUNDS):
                began = time.process_time()
                found = work.duplicates.alike(draft)
                ours.append(time.process_time() - began)
                began = time.process_time()
                driver.execute(BARE, (77,)).fetchall()
                bare.append(time.process_time() - began)
            best, least = min(ours), max(min(bare), 0.000_001)
            late = sorted(ours)[round(len(ours) * 0.95) - 1]
            print(
                f"{draft.name_local or draft.name_latin or draft.alias:<28} {best * 1000:7.2f} ms, "
                f"p95 {late * 1000:7.2f} ms  bare {least * 1000:6.3f} ms  {len(found)} alike"
            )


def test_all_pairs(store: Store) -> None:
    with store.work(1) as work:
        began = time.process_time()
        found = work.duplicates.pairs(NoProgress())
        print(f"\nall likely pairs: {time.process_time() - began:.1f} s, {len(found)} told")
