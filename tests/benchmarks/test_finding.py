"""A keystroke of the search everywhere in an office of ten years, against one bare query of the trigram index.

Run with `--full -s`: the ratios are printed, never asserted. Both sides are measured in turns in one run, in processor
time; the best of each counts, and the 95th percentile of ours is printed beside it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from desktop.storage.finding import Finder
from desktop.storage.folding import search_words
from desktop.storage.search import Indexed
from desktop.storage.tables_identity import campaign_identity, search
from tests.benchmarks.test_lists import SIZE
from tests.bulk import FIRST, LAST, NEEDS, fill
from tests.factories import TestVault, committed

if TYPE_CHECKING:
    from desktop.storage.work import Work

pytestmark = [pytest.mark.full]
ROUNDS = 21
BARE = "SELECT rowid FROM identity.search WHERE words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT 6"
TYPED = (
    ("а", '"^^a"'), ("ка", '"^^ka"'), ("кав", '"kav"'), ("кавалевіч", '"kavalevic"'), ("Kovalevich", '"kavalevic"'),
    ("Alias 77777", '"77777"'), ("p142", '"p142"'), ("P-0142", '"p142"'), ("2848", '"2848"'), ("2 848,00", '"2848"'),
    ("PV/2026/0001", '"2026"'), ("адвакат", '"advakat"'), ("Кавалевіч 2848", '"kavalevic"'), ("zzzz", '"zzz"'),
)  # fmt: skip


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> TestVault:
    made = TestVault.new(tmp_path_factory.mktemp("many"))
    store = made.create()
    fill(store, SIZE)
    with store.work(1) as work:
        _tell_stories(work)
        committed(work)
    store.close()
    return made


def _tell_stories(work: Work) -> None:
    """Give each campaign a story of 300 words."""
    known = (*FIRST, *LAST, *NEEDS)
    for number in range(1, SIZE.campaigns + 1):
        story = " ".join(known[(number * 7 + step * step) % len(known)] for step in range(300))
        work._connection.execute(campaign_identity.update().where(campaign_identity.c.id == number).values(story=story))
        place = Indexed.STORY.place(number)
        work._connection.execute(search.insert().values(rowid=place, words=search_words(story)))


@pytest.mark.parametrize("identity", [True, False])
def test_a_keystroke(vault: TestVault, identity: bool) -> None:
    store = vault.open()
    print()
    with store.work(1) as work:
        finder = Finder(work._desk if identity else type(work._desk)(work._connection, False, work.today))
        driver: Any = work._connection.connection.dbapi_connection
        for text, needle in TYPED:
            ours, bare = [], []
            for _ in range(ROUNDS):
                began = time.process_time()
                found = finder.find(text, 5)
                ours.append(time.process_time() - began)
                began = time.process_time()
                driver.execute(BARE, (needle, 1 << 40, 2 << 40)).fetchall()
                bare.append(time.process_time() - began)
            best, least = min(ours), max(min(bare), 0.000_001)
            late = sorted(ours)[round(len(ours) * 0.95) - 1]
            kinds = sum(bool(hits.rows) for hits in found)
            print(
                f"{text:<16} {'names' if identity else 'codes'}  {best * 1000:7.2f} ms, p95 {late * 1000:7.2f} ms"
                f"  bare {least * 1000:6.2f} ms  {best / least:7.1f} x  {kinds} kinds"
            )
    store.close()
