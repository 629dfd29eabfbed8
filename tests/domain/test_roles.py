"""Which roles a verb belongs to: a table that knows every verb of the program."""

import pytest

from desktop.domain.roles import EVERYTHING, MAY, Role, check_roles, in_order, may, who_may
from desktop.services.history_words import VERBS

VIEWER, CASES, FINANCE, APPROVER, ADMIN = (frozenset({role}) for role in Role)


def test_the_table_knows_every_verb_of_the_program_and_no_other() -> None:
    assert MAY.keys() == VERBS.keys()
    assert all(MAY.values())


def test_each_role_does_something_that_another_may_not() -> None:
    for role in Role:
        mine = {verb for verb in MAY if may(frozenset({role}), verb)}
        assert mine, role
        others = EVERYTHING - {role}
        missing = {verb for verb in MAY if not may(others, verb)}
        assert bool(missing) == (role is not Role.VIEWER), role


def test_a_viewer_changes_nothing_but_the_way_in() -> None:
    assert {verb for verb in MAY if may(VIEWER, verb)} == {verb for verb, roles in MAY.items() if roles == EVERYTHING}


@pytest.mark.parametrize(
    ("verb", "roles"),
    [
        ("payout.drafted", (Role.CASEWORKER, Role.FINANCE)),
        ("payout.approved", (Role.APPROVER,)),
        ("payout.paid", (Role.FINANCE,)),
        ("staff.roles", (Role.ADMINISTRATOR,)),
        ("nothing.known", ()),
    ],
)
def test_who_may_is_said_in_order(verb: str, roles: tuple[Role, ...]) -> None:
    assert who_may(verb) == roles
    assert may(EVERYTHING, verb)
    assert not may(VIEWER, verb)
    assert in_order(reversed(roles)) == roles


@pytest.mark.parametrize(
    ("roles", "others", "code"),
    [
        (frozenset(), {2: EVERYTHING}, "roles.none"),
        (CASES, {1: EVERYTHING, 2: FINANCE}, "roles.last_administrator"),
        (CASES, {1: EVERYTHING, 2: ADMIN}, None),
        (ADMIN | APPROVER, {1: EVERYTHING}, None),
    ],
)
def test_roles_are_some_and_an_administrator_stays(
    roles: frozenset[Role], others: dict[int, frozenset[Role]], code: str | None
) -> None:
    assert [problem.code for problem in check_roles(1, roles, others)] == ([code] if code else [])
