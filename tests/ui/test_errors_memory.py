"""Failures in words without values; details without names; what the window remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication

from desktop.domain.errors import CannotWrite, NotFound, Stopped
from desktop.i18n import use_language
from desktop.ui import errors
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.elided import ElidedLabel
from tests.ui.kit import assert_named, memory_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

NAME = "Андрэй Кавалевіч"


def raised() -> BaseException:
    person = NAME
    try:
        try:
            raise KeyError(person)
        except KeyError as cause:
            raise RuntimeError(f"could not store {person}") from cause
    except RuntimeError as error:
        return error


def test_details_tell_places_and_no_values() -> None:
    text = errors.details(raised())
    assert "RuntimeError" in text
    assert "KeyError" in text
    assert "test_errors_memory.py" in text
    assert NAME not in text
    assert "could not" not in text


def test_an_expected_failure_is_said_with_its_next_step() -> None:
    assert "P-0009" in errors.in_words(NotFound(subject="P-0009"))


class TestBanner:
    @pytest.fixture
    def banner(self, qtbot: QtBot) -> Banner:
        made = Banner("sample")
        qtbot.addWidget(made)
        return made

    def test_it_is_hidden_until_it_has_to_say_something(self, banner: Banner) -> None:
        assert banner.isHidden()
        assert banner.text == ""
        banner.show_good("Saved.")
        assert banner.text == "Saved."
        assert_named(banner)
        banner.clear()
        assert banner.text == ""

    def test_details_of_the_unexpected_can_be_copied_and_hold_no_name(self, banner: Banner) -> None:
        errors.show_on(banner, raised())
        assert NAME not in banner.text
        assert not banner._copy.isHidden()
        assert_named(banner)
        banner._copy.click()
        assert "RuntimeError" in QGuiApplication.clipboard().text()
        assert NAME not in QGuiApplication.clipboard().text()

    def test_the_expected_has_no_details(self, banner: Banner) -> None:
        errors.show_on(banner, CannotWrite(reason="no_room"))
        assert banner.text
        assert banner._copy.isHidden()

    def test_stopping_is_said_quietly(self, banner: Banner) -> None:
        errors.show_on(banner, Stopped())
        assert banner.property("kind") == "info"

    def test_a_next_step_is_offered_once(self, banner: Banner) -> None:
        done: list[str] = []
        banner.show_warning("Look", "at this")
        banner.offer("Do it", lambda: done.append("it"))
        assert_named(banner)
        banner._act.click()
        assert done == ["it"]
        assert banner.text == ""

    def test_it_follows_the_language(self, banner: Banner) -> None:
        english = banner._close.toolTip()
        use_language("be")
        assert banner._close.toolTip() != english


def test_a_long_title_is_cut_and_said_whole_by_its_tool_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("A very long title " * 30)
    qtbot.addWidget(label)
    label.resize(200, 30)
    with qtbot.waitExposed(label):
        label.show()
    label.repaint()
    assert label.toolTip() == label.text()
    assert label.minimumSizeHint().width() < 100
    label.setText("Short")
    label.repaint()
    assert label.toolTip() == ""


def test_what_is_remembered_is_read_again(tmp_path: Path) -> None:
    memory = memory_in(tmp_path)
    memory.keep("a", "text, with a comma")
    memory.keep("b", 42)
    memory.keep("c", True)
    memory.keep("d", QByteArray(b"\x00\xff"))
    memory.flush()
    again = memory_in(tmp_path)
    assert again.text("a") == "text, with a comma"
    assert again.number("b", 0) == 42
    assert again.flag("c", default=False)
    assert again.shape("d") == QByteArray(b"\x00\xff")
    assert again.text("nothing", "else") == "else"
    assert again.number("a", 7) == 7
    assert again.flag("nothing", default=True)
    assert again.shape("nothing").isEmpty()


def test_a_vault_that_is_gone_is_not_remembered(tmp_path: Path) -> None:
    memory = memory_in(tmp_path)
    assert memory.last_vault is None
    memory.last_vault = tmp_path
    assert memory.last_vault is None
    (tmp_path / "header").touch()
    assert memory.last_vault == tmp_path
    memory.last_vault = None
    assert memory.last_vault is None


def test_who_opened_the_vault_is_remembered_by_number_until_there_is_another(tmp_path: Path) -> None:
    memory = memory_in(tmp_path)
    (tmp_path / "header").touch()
    memory.last_vault = tmp_path
    assert memory.recent_users == ()
    for number in (1, 2, 3, 1):
        memory.remember_user(number)
    memory.last_vault = tmp_path
    assert memory.recent_users == (1, 3, 2)
    for number in range(1, 20):
        memory.remember_user(number)
    assert memory.recent_users == tuple(range(19, 11, -1))
    memory.keep("users", "2-x--7-²")
    assert memory.recent_users == (2, 7)
    memory.last_vault = None
    assert memory.recent_users == ()
