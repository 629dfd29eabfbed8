"""The line on Home says that the computer's clock went back, until it is right or is said to be right now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import DiskFailed
from desktop.domain.roles import Role
from desktop.i18n import use_language
from desktop.services.clock import clock_doubt
from desktop.ui.home.clock_line import ClockLine
from tests.services.office_kit import SetClock
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


def set_back(desk: Desk, by: timedelta) -> None:
    clock = desk.office.clock
    assert isinstance(clock, SetClock)
    clock.moment -= by


@pytest.fixture
def line(desk: Desk, qtbot: QtBot) -> ClockLine:
    made = ClockLine(desk.place)
    qtbot.addWidget(made)
    return made


def test_nothing_is_said_while_the_clock_goes_on(line: ClockLine) -> None:
    assert line.text == ""


def test_it_stays_until_the_clock_is_right(desk: Desk, line: ClockLine) -> None:
    set_back(desk, timedelta(days=1))
    line.reload()
    assert "clock says" in line.text
    assert "the clock went back" in line.text
    assert not line._close.isVisibleTo(line)
    assert_named(line)
    use_language("be")
    line._say()
    assert line.text
    assert "clock" not in line.text
    set_back(desk, -timedelta(days=1))
    line.reload()
    assert line.text == ""


def test_it_goes_when_the_clock_is_said_to_be_right_now(desk: Desk, line: ClockLine) -> None:
    set_back(desk, timedelta(days=3650))
    line.reload()
    assert line.text
    assert not line.offers  # no clock is right there
    set_back(desk, -timedelta(days=3640))
    line.reload()
    line._act.click()
    assert line.text == ""
    with desk.office.work() as work:
        last = work.journal.last()
    assert last is not None
    assert last.record.verb == "clock.accepted"
    assert clock_doubt(desk.office) is None


def test_who_may_not_say_so_is_not_offered_it(desk: Desk, line: ClockLine) -> None:
    desk.office.duty.roles = frozenset({Role.CASEWORKER})
    set_back(desk, timedelta(days=1))
    line.reload()
    assert line.text
    assert not line.offers


def test_a_disk_that_refuses_is_said(desk: Desk, line: ClockLine, monkeypatch: pytest.MonkeyPatch) -> None:
    set_back(desk, timedelta(days=1))
    line.reload()

    def refuse(_office: object) -> None:
        raise DiskFailed

    monkeypatch.setattr("desktop.ui.home.clock_line.accept_clock", refuse)
    line._act.click()
    assert line._act.text() == "Try again"
    assert line.text
