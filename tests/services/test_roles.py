"""Roles: one gate for every verb, and a verification that finds who went around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from desktop.domain.errors import NotFound, Refused
from desktop.domain.journal import Record
from desktop.domain.roles import EVERYTHING, Role
from desktop.services import recovery, renewal, roles, users, vaults
from desktop.services.settings import load_settings, save_settings
from desktop.services.verification import verify
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, SetClock, books, open_office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.services.office import Office

SECOND = "copper willow seven northern lights"
THIRD = "violet harvest quiet marble window"
VIEWER, CASES, FINANCE, APPROVER, ADMIN = (frozenset({role}) for role in Role)


def open_as(folder: Path, passphrase: str = SECOND) -> Office:
    return vaults.open_vault(folder, passphrase, clock=SetClock(), floor=CHEAP)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


@pytest.fixture
def second(kit: Kit) -> Callable[..., Office]:
    """Open the office as somebody with these roles; the first user's is closed."""

    def make(given: frozenset[Role]) -> Office:
        kit.campaign("500.00")
        users.add_user(kit.office, PASSPHRASE, "Ганна", SECOND, roles=given)
        kit.office.close()
        return open_as(kit.office.folder)

    return make


def test_a_vault_from_before_gives_everybody_everything(kit: Kit) -> None:
    users.add_user(kit.office, PASSPHRASE, "Ганна", SECOND)
    assert [user.roles for user in users.list_users(kit.office)] == [tuple(Role)] * 2
    kit.office.close()
    office = open_as(kit.office.folder)
    assert office.duty.roles == EVERYTHING
    office.close()


@pytest.mark.parametrize(
    ("given", "does"), [(VIEWER, False), (FINANCE, False), (APPROVER, False), (CASES, True), (CASES | FINANCE, True)]
)
def test_a_verb_needs_one_of_its_roles(second: Callable[..., Office], given: frozenset[Role], does: bool) -> None:
    office = second(given)
    try:
        assert office.may("campaign.archived") is does
        if does:
            Kit(office).campaign("100.00")
        else:
            before = books(office.folder)
            with pytest.raises(Refused) as caught, office.work() as work:
                work.commit(Record("campaign.archived", "C-0001"))
            assert codes(caught) == ["role.needed"]
            assert caught.value.problems[0].params["roles"] == (Role.CASEWORKER,)
            assert books(office.folder) == before
        assert verify(office).good
    finally:
        office.close()


@pytest.mark.parametrize(
    "verb",
    [
        lambda office: users.add_user(office, SECOND, "Пётр", THIRD),
        lambda office: renewal.remove_user(office, SECOND, 1),
        lambda office: renewal.close_names(office, SECOND, 1),
        lambda office: renewal.open_names(office, SECOND, 1),
        lambda office: recovery.make_recovery(office, SECOND),
        lambda office: roles.set_roles(office, 2, EVERYTHING),
        lambda office: save_settings(office, load_settings(office)),
    ],
)
def test_what_is_an_administrators_is_refused_before_anything_is_written(
    second: Callable[..., Office], verb: Callable[[Office], object]
) -> None:
    office = second(CASES | FINANCE | APPROVER)
    before = books(office.folder)
    with pytest.raises(Refused) as caught:
        verb(office)
    assert codes(caught) == ["role.needed"]
    assert books(office.folder) == before
    users.change_passphrase(office, SECOND, THIRD)  # one's own is nobody's to forbid
    office.close()


def test_an_administrator_gives_roles_and_the_last_one_stays(kit: Kit) -> None:
    office = kit.office
    users.add_user(office, PASSPHRASE, "Ганна", SECOND, roles=CASES)
    assert users.list_users(office)[1].roles == (Role.CASEWORKER,)
    with pytest.raises(Refused) as caught:
        roles.set_roles(office, 1, APPROVER)
    assert codes(caught) == ["roles.last_administrator"]
    with pytest.raises(Refused) as caught:
        users.add_user(office, PASSPHRASE, "Пётр", THIRD, roles=frozenset())
    assert codes(caught) == ["roles.none"]
    with pytest.raises(NotFound):
        roles.set_roles(office, 9, APPROVER)
    assert roles.set_roles(office, 2, ADMIN | APPROVER) == ADMIN | APPROVER
    save_settings(office, load_settings(office))  # settings leave roles as they are
    assert office.may("settings.saved")
    roles.set_roles(office, 1, FINANCE)  # by the roles of before
    assert not office.may("settings.saved")
    with pytest.raises(Refused):
        roles.set_roles(office, 1, EVERYTHING)
    assert verify(office).good
    with office.work() as work:
        last = work.journal.last()
    assert last is not None
    assert (last.record.verb, last.record.subject) == ("staff.roles", "U-1")
    assert last.record.facts == {"number": 1, "roles": ["finance"]}
    office.close()


def test_roles_that_were_changed_past_the_program_are_found(kit: Kit) -> None:
    office = kit.office
    users.add_user(office, PASSPHRASE, "Ганна", SECOND, roles=VIEWER)
    with office.work() as work:
        work._connection.execute(text("DELETE FROM setting WHERE name = 'roles.2'"))
        work.commit(Record("settings.saved", "office"))
    office.close()
    second = open_as(office.folder)  # with all roles now
    Kit(second).campaign("100.00")
    second.close()
    office = open_office(office.folder)
    found = [(each.code, each.params.get("number")) for each in verify(office).findings]
    assert found == [("verify.role", 2), ("verify.roles_differ", 2)]
    with office.work() as work:
        work._connection.execute(text("INSERT INTO setting (name, value) VALUES ('roles.1', 'no roles')"))
        work._connection.commit()
    assert [each.params.get("number") for each in verify(office).findings] == [2, 1, 2]
    office.close()
