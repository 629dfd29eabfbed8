"""A proven backup against the bare backup calls and their integrity check. Goal: at most 1.3 times as long.

The ratio is printed (run with `-s`), never asserted. The bare one copies the open books page by page into keyed
files and asks SQLCipher and SQLite whether the copies are whole: no sums, no one file, nothing read back.
"""

import time
from dataclasses import replace
from pathlib import Path

from desktop.services import backups
from desktop.storage.sqlcipher import load
from tests.benchmarks.big_office import BIG, make_big_office
from tests.services.office_kit import open_office

ROUNDS = 3
SIZE = replace(BIG, people=5_000, campaigns=300, donations=10_000, payouts=1_000)


def _bare(office: object, folder: Path) -> None:
    store, keys = office.store, office.keys  # type: ignore[attr-defined]
    driver = store._books._connection
    for book, schema, key in (("ledger", "main", keys.ledger), ("identity", "identity", keys.identity)):
        copy = load().connect(str(folder / book), isolation_level=None)
        copy.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        driver.backup(copy, name=schema)
        assert copy.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        copy.close()


def test_a_backup(tmp_path: Path) -> None:
    make_big_office(tmp_path / "vault", SIZE)
    office = open_office(tmp_path / "vault")
    ours, bare = [], []
    try:
        for count in range(ROUNDS):
            folder = tmp_path / f"bare-{count}"
            folder.mkdir()
            begin = time.perf_counter()
            _bare(office, folder)
            between = time.perf_counter()
            made = backups.make_backup(office)
            ours.append(time.perf_counter() - between)
            bare.append(between - begin)
    finally:
        office.close()
    ratio = min(ours) / min(bare)
    took = f"{min(ours):.2f} s against {min(bare):.2f} s bare"
    print(f"\nbackup of {made.size / 1e6:.0f} MB: {took}, {ratio:.2f} x (goal 1.3)")
