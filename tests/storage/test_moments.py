"""Both books know the last commit into both: one that was put back alone is of another moment, until it is accepted."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import Refused
from desktop.domain.journal import Record
from desktop.storage.moments import Apart

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.journal import Link
    from tests.factories import TestVault

RECORD = Record("tested", "T-1")


@pytest.fixture
def made(vault: TestVault) -> TestVault:
    vault.create().close()
    return vault


def commit(vault: TestVault, times: int = 1) -> Link | None:
    with closing(vault.open()) as store:
        for _time in range(times):
            with store.work(1) as work:
                work.commit(RECORD, RECORD)
        with store.work(1) as work:
            return work.journal.last()


def apart(vault: TestVault) -> Apart | None:
    with closing(vault.open()) as store, store.work(1) as work:
        return work.moments.apart()


def test_books_that_went_on_together_are_of_one_moment(made: TestVault) -> None:
    assert apart(made) is None
    commit(made)
    assert apart(made) is None


@pytest.mark.parametrize(
    ("book", "expected"), [("ledger", Apart("ledger", 2, 6)), ("identity", Apart("identity", 6, 2))]
)
def test_a_book_put_back_alone_is_noticed_and_goes_on_being_so(
    made: TestVault, tmp_path: Path, book: str, expected: Apart
) -> None:
    path = {"ledger": made.ledger_path, "identity": made.identity_path}[book]
    commit(made)
    shutil.copyfile(path, tmp_path / "older")
    commit(made, 2)
    shutil.copyfile(tmp_path / "older", path)
    assert apart(made) == expected
    commit(made)
    assert apart(made) == expected, "a further commit does not hide it"
    with closing(made.open()) as store:
        with store.work(1) as work:
            last = work.journal.last()
            assert last is not None
            work.moments.bring_together(last)
            work.commit(RECORD)
        with store.work(1) as work:
            assert work.moments.apart() is None


def test_two_histories_of_one_length_are_apart(made: TestVault, tmp_path: Path) -> None:
    commit(made)
    shutil.copyfile(made.identity_path, tmp_path / "one")
    shutil.copyfile(made.ledger_path, tmp_path / "ledger")
    commit(made)
    shutil.copyfile(made.identity_path, tmp_path / "two")
    shutil.copyfile(tmp_path / "ledger", made.ledger_path)
    shutil.copyfile(tmp_path / "one", made.identity_path)
    with closing(made.open()) as store, store.work(2) as work:
        work.commit(RECORD, RECORD)
    shutil.copyfile(tmp_path / "two", made.identity_path)
    found = apart(made)
    assert found is not None
    assert (found.ledger, found.identity) == (4, 4)


def test_work_without_the_book_of_names_moves_neither(made: TestVault) -> None:
    commit(made)
    with closing(made.open(identity=False)) as store, store.work(1) as work:
        assert work.moments.apart() is None
        with pytest.raises(Refused):
            work.moments.bring_together(work.commit(RECORD))
    assert apart(made) is None


def test_books_without_their_row_are_of_no_moment(made: TestVault) -> None:
    with closing(made.open()) as store, store.work(1) as work:
        for schema in ("main", "identity"):
            work._connection.exec_driver_sql(f"DELETE FROM {schema}.moment")
        assert work.moments.apart() is None
