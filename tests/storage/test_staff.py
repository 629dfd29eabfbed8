"""Staff: numbers and moments in the ledger book, names in the identity book."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.errors import Refused
from desktop.domain.journal import Record
from desktop.domain.staff import StaffUser
from tests.services.office_kit import Kit, make_office, open_office, open_without_names

NOON = datetime(2026, 5, 20, 12, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    office = make_office(tmp_path / "vault")
    yield Kit(office)
    office.close()


def test_users_come_are_named_and_go_and_their_numbers_stay(kit: Kit) -> None:
    with kit.office.work() as work:
        first = work.staff.everybody()
        assert [(user.number, user.name, user.removed_at) for user in first] == [(1, "", None)]
        assert first[0].added_at.date() == kit.office.today()
        work.staff.add(2, NOON)
        work.staff.rename(2, "Ганна")
        work.staff.rename(2, "Ганна Б.")
        work.staff.remove(2, LATER)
        assert work.staff.everybody()[1] == StaffUser(2, NOON, LATER, "Ганна Б.")
        assert work.staff.names() == {2: "Ганна Б."}
        assert work.staff.highest() == 2
        work.commit(Record("user.added", "U-2"))


def test_without_the_book_of_names_there_are_numbers(kit: Kit) -> None:
    folder = kit.office.folder
    with kit.office.work() as work:
        work.staff.rename(1, "Ганна")
        work.commit(Record("user.renamed", "U-1"))
    kit.office.close()
    office = open_without_names(folder)
    try:
        with office.work() as work:
            assert [user.name for user in work.staff.everybody()] == [""]
            assert work.staff.names() == {}
            with pytest.raises(Refused):
                work.staff.rename(1, "Пётр")
    finally:
        office.close()
    office = open_office(folder)
    with office.work() as work:
        assert work.staff.names() == {1: "Ганна"}
    office.close()
