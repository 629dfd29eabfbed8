"""Forgotten passphrase: the parts first, then who and a new passphrase; each slip at its field."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from desktop.domain.errors import DiskFull, refuse
from desktop.domain.staff import VaultUser
from desktop.i18n import use_language
from desktop.ui.start import work
from desktop.ui.start.recover import RecoverScreen
from tests.ui.kit import InlineTasks, OpenedMeanwhile, assert_named, memory_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

GOOD = "river maple lantern seven cloud"
USERS = tuple(
    VaultUser(number, name, name, datetime(2026, 5, 20, tzinfo=UTC), None, True, False)
    for number, name in ((1, "Марыля"), (2, "Ганна"))
)


@pytest.fixture
def screen(qtbot: QtBot, tasks: InlineTasks, tmp_path: Path) -> RecoverScreen:
    made = RecoverScreen(tmp_path / "office", tasks, memory_in(tmp_path))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    calls: list[tuple[object, ...]] = []

    def users_by_parts(*given: object) -> tuple[VaultUser, ...]:
        calls.append(given[1:])
        return USERS

    def recover(*given: object) -> str:
        calls.append(given[1:])
        return "opened"

    monkeypatch.setattr(work, "users_by_parts", users_by_parts)
    monkeypatch.setattr(work, "recover", recover)
    return calls


def give_parts(screen: RecoverScreen) -> None:
    screen.first.write("111 222")
    screen.second.write("333 444")
    screen.next.click()


def test_two_steps_lead_into_the_office(screen: RecoverScreen, asked: list[tuple[object, ...]], qtbot: QtBot) -> None:
    assert_named(screen)
    assert screen.set.isHidden()
    give_parts(screen)
    assert asked == [("111 222", "333 444")]
    assert_named(screen)
    assert screen.next.isHidden()
    assert [screen.user.box.itemText(place) for place in range(2)] == ["Марыля", "Ганна"]
    screen.user.write("2")
    screen.passphrase.first.write(GOOD)
    screen.passphrase.again.write(GOOD)
    with qtbot.waitSignal(screen.opened) as caught:
        screen.set.click()
    assert caught.args == ["opened"]
    assert asked[1] == (("111 222", "333 444"), 2, GOOD)
    assert screen.first.read() == screen.passphrase.read() == ""


def test_a_machine_that_slept_meanwhile_finds_the_office_locked(
    screen: RecoverScreen, asked: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    give_parts(screen)
    office = OpenedMeanwhile()
    opened: list[object] = []
    screen.opened.connect(opened.append)

    def recover(*_given: object) -> OpenedMeanwhile:
        screen.give_up()
        return office

    monkeypatch.setattr(work, "recover", recover)
    screen.user.write("2")
    screen.passphrase.first.write(GOOD)
    screen.passphrase.again.write(GOOD)
    with qtbot.waitSignal(screen.locked) as caught:
        screen.set.click()
    assert caught.args == [office.folder]
    assert office.closed
    assert opened == []


def test_a_wrong_part_stands_at_its_field_and_stays(screen: RecoverScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_given: object) -> None:
        raise refuse("recovery.part_group", at="part_2", group=7)

    monkeypatch.setattr(work, "users_by_parts", wrong)
    give_parts(screen)
    assert "Group 7 is mistyped" in screen.second.problem
    assert screen.first.read() == "111 222"
    assert screen.next.isEnabled()

    def none(*_given: object) -> None:
        raise refuse("recovery.none")

    monkeypatch.setattr(work, "users_by_parts", none)
    screen.next.click()
    assert "no recovery key" in screen.banner.text
    assert not screen.second.problem

    def full(*_given: object) -> None:
        raise DiskFull

    monkeypatch.setattr(work, "users_by_parts", full)
    screen.next.click()
    assert screen.banner.text


def test_the_new_passphrase_is_judged_before_anything_is_done(
    screen: RecoverScreen, asked: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    give_parts(screen)
    screen.set.click()
    assert screen.passphrase.first.problem
    screen.passphrase.first.write(GOOD)
    screen.passphrase.again.write("another")
    screen.set.click()
    assert screen.passphrase.again.problem
    assert len(asked) == 1

    def taken(*_given: object) -> None:
        raise refuse("passphrase.taken", at="passphrase")

    monkeypatch.setattr(work, "recover", taken)
    screen.passphrase.again.write(GOOD)
    screen.set.click()
    assert "opens the vault already" in screen.passphrase.first.problem


def test_back_by_button_and_by_key(screen: RecoverScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.back_asked):
        screen.back.click()
    with qtbot.waitSignal(screen.back_asked):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)
    use_language("be")
    assert screen.next.text() != "Continue"
