"""Lists of 100,000 people and 200,000 entries against the bare queries that a page, an outline and a search need.

Run with `--full -s`: the ratios are printed, never asserted. Both sides are measured in turns in one run, in processor
time, and the best of each counts.
"""

from __future__ import annotations

import random
import time
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.listing import ListKind, Query
from desktop.domain.money import Money
from desktop.domain.rates import RateSource
from desktop.storage.tables_money import rate
from tests.bulk import Size, fill
from tests.factories import TODAY, TestVault, committed, give

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.storage.store import Store
    from desktop.storage.work import Work

pytestmark = [pytest.mark.full]
SIZE = Size(people=100_000, campaigns=2_500, donations=160_000, payouts=40_000)
ROUNDS = 7


def compare(what: str, ours: Callable[[], object], bare: Callable[[], object], goal: str = "") -> None:
    """Print how long ours and the bare thing take, and how many times as long ours does."""
    best = [10.0, 10.0]
    for _ in range(ROUNDS):
        for place, run in enumerate((ours, bare)):
            began = time.process_time()
            run()
            best[place] = min(best[place], time.process_time() - began)
    ratio = best[0] / max(best[1], 0.000_001)
    print(f"{what:<52} {best[0] * 1000:8.2f} ms  bare {best[1] * 1000:8.2f} ms  {ratio:6.1f} x  {goal}")


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> TestVault:
    made = TestVault.new(tmp_path_factory.mktemp("many"))
    store = made.create()
    fill(store, SIZE)
    store.close()
    return made


def test_lists_of_many(vault: TestVault) -> None:
    store = vault.open()
    print()
    with store.work(1) as work:
        _pages(work)
        _outlines(work)
        _searches(work)
        _home(work)
        _sums(work)
        _worked(work)
    _saving(store)
    store.close()
    _opening(vault)


def _bare(work: Work, statement: str, *values: object) -> Callable[[], list[Any]]:
    driver: Any = work._connection.connection.dbapi_connection
    return lambda: driver.execute(statement, values).fetchall()


def _sums(work: Work) -> None:
    for kind, table, figure in ((ListKind.DONATIONS, "donation", "gross"), (ListKind.PAYOUTS, "payout", "amount")):
        bare = _bare(work, f"SELECT currency, sum({figure}) FROM {table} GROUP BY currency")
        compare(f"{kind.value}: sum of the list", partial(work.lists.totals, kind, Query()), bare)


def _worked(work: Work) -> None:
    """Orders without an index, over 100,000 rates: every page looks at all rows."""
    chance = random.Random(5)
    rates = [
        {
            "id": number,
            "source": RateSource.ECB.value,
            "day": date.fromordinal(TODAY.toordinal() - number // 30).isoformat(),
            "base": "EUR",
            "quote": f"X{number % 30:02d}",
            "rate": f"{chance.uniform(0.1, 90):.4f}",
            "table_no": f"A{number % 300}",
        }
        for number in range(1, 100_001)
    ]
    work._connection.execute(rate.insert(), rates)
    for sort, key in (("rate", "CAST(rate AS REAL)"), ("quote", "quote"), ("table", "table_no")):
        query = Query(sort)
        anchors = work.lists.outline(ListKind.RATES, query).anchors
        bare = _bare(work, f"SELECT {key} AS key, id FROM rate ORDER BY key, tie LIMIT 200")
        for where, after in (("first", None), ("middle", anchors[len(anchors) // 2])):
            compare(f"rates by {sort}: {where} page", partial(work.lists.page, ListKind.RATES, query, after), bare)
        compare(f"rates by {sort}: outline", partial(work.lists.outline, ListKind.RATES, query), bare)


def _pages(work: Work) -> None:
    for kind, sort, table, key in (
        (ListKind.PEOPLE, "name", "identity.person", "name_sort"),
        (ListKind.DONATIONS, "gross", "donation", "gross_key"),
        (ListKind.DONATIONS, "method", "donation", "method"),
        (ListKind.PAYOUTS, "on", "payout", "day"),
    ):
        query = Query(sort=sort)
        anchors = work.lists.outline(kind, query).anchors
        for where, after in (("first", None), ("middle", anchors[len(anchors) // 2]), ("last", anchors[-1])):
            place = ("", 0) if after is None else (after.key, after.row_id)
            columns = f"SELECT {key}, tie FROM {table}"
            bare = _bare(work, f"{columns} WHERE ({key}, tie) > (?, ?) ORDER BY {key}, tie LIMIT 201", *place)
            ours = lambda kind=kind, query=query, after=after: work.lists.page(kind, query, after)  # noqa: E731
            compare(f"{where} page of {kind.value} by {sort}", ours, bare)


def _outlines(work: Work) -> None:
    for kind, sort, table, key in (
        (ListKind.PEOPLE, "name", "identity.person", "name_sort"),
        (ListKind.DONATIONS, "gross", "donation", "gross_key"),
        (ListKind.DONATIONS, "method", "donation", "method"),
    ):
        bare = _bare(work, f"SELECT {key}, tie FROM {table} ORDER BY {key}, tie")
        compare(f"outline of {kind.value} by {sort}", lambda k=kind, s=sort: work.lists.outline(k, Query(sort=s)), bare)


def _searches(work: Work) -> None:
    raw = "SELECT rowid FROM identity.search WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
    for text, needle in (("а", '"^^a"'), ("кав", '"kav"'), ("кавалевіч", '"kavalevic"'), ("Alias 77777", '"77777"')):
        bare = _bare(work, raw, needle, 1 << 40, 2 << 40)
        for kind in (ListKind.PEOPLE, ListKind.DONATIONS):
            query = Query(sort="name" if kind is ListKind.PEOPLE else "on", text=text)
            page = lambda kind=kind, query=query: work.lists.page(kind, query)  # noqa: E731
            compare(f"page of {kind.value} with {text!r}", page, bare)
            outline = lambda kind=kind, query=query: work.lists.outline(kind, query)  # noqa: E731
            compare(f"outline of {kind.value} with {text!r}, {outline().count} rows", outline, bare)
    bare = _bare(work, "SELECT id FROM donation WHERE gross_key BETWEEN 2848000 AND 2848999")
    compare("page of donations with '2 848'", lambda: work.lists.page(ListKind.DONATIONS, Query(text="2 848")), bare)
    compare(
        "people picked with 'ал'", lambda: work.people.pick("ал"), _bare(work, raw + " LIMIT 20", '"^al"', 0, 2 << 40)
    )


def _home(work: Work) -> None:
    bare = _bare(work, "SELECT currency, sum(collected), sum(paid) FROM campaign GROUP BY currency")
    compare("Home", lambda: work.home.read(TODAY), bare, "goal of its totals: 3 x")


def _saving(store: Store) -> None:
    def ours() -> None:
        with store.work(1) as work:
            give(work, "C-0007", Money(100, "EUR"))
            committed(work)

    def bare() -> None:
        with store.work(1) as work:
            driver: Any = work._connection.connection.dbapi_connection
            driver.execute("BEGIN")
            driver.execute("INSERT INTO setting VALUES (hex(randomblob(8)), '')")
            driver.execute("UPDATE tally SET count = count WHERE kind = 'person'")
            driver.execute("COMMIT")

    compare("a donation saved durably", ours, bare, "goal: 3 x")


def _opening(vault: TestVault) -> None:
    def ours() -> None:
        vault.open().close()

    def bare() -> None:
        import sqlcipher3.dbapi2 as driver

        connection = driver.connect(str(vault.ledger_path))
        connection.execute(f"PRAGMA key = \"x'{vault.keys.ledger.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.close()

    compare("opening both books", ours, bare)
