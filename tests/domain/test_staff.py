"""The name of somebody who may open the vault."""

import pytest

from desktop.domain.staff import LONGEST_NAME, check_name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "user.needs_a_name"),
        ("a" * (LONGEST_NAME + 1), "text.too_long"),
        ("ГАННА", "user.name_taken"),
        ("Ганна Б.", None),
        ("a" * LONGEST_NAME, None),
    ],
)
def test_a_name_is_there_is_short_and_is_one_users_alone(name: str, code: str | None) -> None:
    found = check_name(name, ("Ганна", "Пётр"))
    assert [problem.code for problem in found] == ([code] if code else [])
    assert all(problem.at == "name" for problem in found)
