"""Failures in words without values; details without names; what the window remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QSplitter, QTableWidget, QWidget

from desktop.domain.errors import CannotWrite, NotFound, Stopped
from desktop.i18n import use_language
from desktop.ui import errors
from desktop.ui.prompts import Prompts
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


def test_each_user_of_a_vault_has_their_own_and_begins_with_the_computers(tmp_path: Path) -> None:
    memory = memory_in(tmp_path)
    memory.keep("people.header", "as on this computer")
    memory.settle("a vault", 1)
    assert memory.text("people.header") == "as on this computer"
    assert memory.own("people.header") == ""
    memory.keep("people.header", "mine")
    memory.keep("language", "be")
    memory.keep("window.geometry", "wide")
    for vault, user, wanted in (("a vault", 2, "as on this computer"), ("another", 1, "as on this computer"),
                                ("a vault", 1, "mine")):  # fmt: skip
        memory.settle(vault, user)
        assert memory.text("people.header") == wanted
    memory.keep("people.header", "")
    assert memory.text("people.header", "else") == "", "put back by its user, not as another left it"
    memory.leave()
    memory.flush()
    again = memory_in(tmp_path)
    assert again.text("people.header") == "as on this computer"
    assert again.text("language") == "be", "the lock speaks as whoever worked last"
    assert again.text("window.geometry") == "wide"
    assert "a vault" not in (tmp_path / "window.ini").read_text(encoding="utf-8")


def test_the_lock_goes_on_in_the_language_of_who_works(tmp_path: Path) -> None:
    memory = memory_in(tmp_path)
    memory.settle("a vault", 1)
    memory.keep("language", "be")
    memory.leave()
    memory.keep("language", "pl")
    memory.settle("a vault", 1)
    assert memory.own("language") == "be"
    memory.leave()
    assert memory.text("language") == "be"


def test_shares_of_a_splitter_are_remembered(tmp_path: Path, qtbot: QtBot) -> None:
    def split() -> QSplitter:
        made = QSplitter()
        qtbot.addWidget(made)
        for _ in range(2):
            made.addWidget(QWidget())
        made.resize(400, 100)
        memory_in(tmp_path).follow(made, "a.split")
        with qtbot.waitExposed(made):
            made.show()
        return made

    first = split()
    first.moveSplitter(120, 1)
    again = split()
    assert abs(again.sizes()[0] - first.sizes()[0]) <= 2
    memory_in(tmp_path).keep("a.split", "nothing-useful")
    assert split().count() == 2


def test_widths_of_a_grid_are_remembered(tmp_path: Path, qtbot: QtBot) -> None:
    def table() -> QTableWidget:
        made = QTableWidget(1, 3)
        qtbot.addWidget(made)
        memory_in(tmp_path).follow_widths(made, "a.widths")
        return made

    table().setColumnWidth(1, 277)
    assert table().columnWidth(1) == 277
    memory_in(tmp_path).keep("a.widths", "10-20")
    assert table().columnWidth(1) not in (20, 277), "of a table with other columns"


def test_a_dialog_has_the_size_that_it_was_left_with(tmp_path: Path, qtbot: QtBot) -> None:
    def shown(resize_to: tuple[int, int] | None = None) -> tuple[int, int]:
        dialog = QDialog()
        dialog.setObjectName("a.dialog")
        dialog.resize(300, 200)
        sizes: list[tuple[int, int]] = []

        def look() -> None:
            sizes.append(dialog.size().toTuple())  # type: ignore[arg-type]  # two numbers
            if resize_to is not None:
                dialog.resize(*resize_to)
            dialog.reject()

        QTimer.singleShot(100, dialog, look)
        Prompts(lambda: None, memory_in(tmp_path)).show(dialog)
        return sizes[0]

    assert shown() == (300, 200)
    assert memory_in(tmp_path).text("a.dialog.size") == "", "nobody drew it"
    assert shown((360, 240)) == (300, 200)
    assert shown() == (360, 240)


@pytest.mark.parametrize(
    "text",
    [
        "vault=/" + "home" * 200,
        "vault=/a\\x00b",
        f"users={'9' * 5_000}-\u0664",
        "people.width=99999999999999999999",
        "people.width=\u00b2",
        "people.width=--7",
        "[[[",
    ],
)
def test_a_file_that_somebody_changed_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "window.ini").write_text(f"[General]\n{text}\n", encoding="utf-8")
    memory = memory_in(tmp_path)
    assert memory.last_vault is None
    assert memory.number("people.width", 7) == 7
    assert memory.recent_users in {(), (4,)}
