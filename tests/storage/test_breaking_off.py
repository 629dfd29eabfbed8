"""A read that nobody waits for any more ends at once, and the store works on as if it had never been."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import OperationalError

from desktop.domain.errors import Stopped
from desktop.domain.progress import NoProgress
from tests.factories import note, person

if TYPE_CHECKING:
    from desktop.storage.store import Store
    from desktop.storage.work import Work

_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


class StopAt:
    """Says stop when it is asked for the n-th time."""

    def __init__(self, last: int) -> None:
        self.left = last

    def step(self, done: int, whole: int) -> None:
        self.left -= 1
        if self.left <= 0:
            raise Stopped


def test_an_endless_read_is_broken_off(work: Work) -> None:
    with pytest.raises(Stopped), work.breaking_off(StopAt(3)):
        work._connection.exec_driver_sql(_ENDLESS).scalar()


def test_what_follows_is_not_disturbed(store: Store) -> None:
    stop = StopAt(1)
    with store.work(1) as work, pytest.raises(Stopped), work.breaking_off(stop):
        work._connection.exec_driver_sql(_ENDLESS).scalar()
    with store.work(1) as work:
        code = work.people.add(person())
        work.commit(note(code))
    with store.work(1) as work:
        assert work.people.get(code).code == code
    assert stop.left == 0


def test_another_failure_stays_what_it_is(work: Work) -> None:
    with pytest.raises(OperationalError), work.breaking_off(NoProgress()):
        work._connection.exec_driver_sql("SELECT nothing FROM nowhere")
