"""The people who may open the vault: the list in Settings, and its dialogs over a real vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from desktop.domain.errors import DiskFull, WrongPassphrase
from desktop.domain.roles import Role
from desktop.i18n import use_language
from desktop.services import users, vaults
from desktop.ui.changes import Topic
from desktop.ui.settings import user_dialogs
from desktop.ui.settings.user_dialogs import (
    AccessDialog,
    AddUserDialog,
    ChangePassphraseDialog,
    RemoveUserDialog,
    UserDialog,
)
from desktop.ui.settings.users import UsersPanel
from tests.services.office_kit import CHEAP, PASSPHRASE
from tests.ui.desk import Desk, desk_without_names
from tests.ui.kit import InlineTasks, assert_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.ui.shared.history import HistoryDialog

SECOND = "copper willow seven northern lights"
THIRD = "violet harvest quiet marble window"


def panel_of(desk: Desk, qtbot: QtBot) -> UsersPanel:
    panel = UsersPanel(desk.place)
    qtbot.addWidget(panel)
    panel.show()
    return panel


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> UsersPanel:
    return panel_of(desk, qtbot)


def said(panel: UsersPanel) -> str:
    """All that the card says, line by line."""
    shown = [panel._grid.itemAt(place).widget() for place in range(panel._grid.count())]
    return " | ".join(each.text() for each in shown if isinstance(each, QLabel))


def press(panel: UsersPanel, name: str) -> None:
    # What the list showed before waits for its end.
    panel.findChildren(QPushButton, name)[-1].click()


def does(fill: Callable[[UserDialog], None], qtbot: QtBot) -> Callable[[UserDialog], bool]:
    """Fill a dialog, press its button, and say whether it closed as done."""

    def answer(dialog: UserDialog) -> bool:
        qtbot.addWidget(dialog)
        assert_named(dialog)
        fill(dialog)
        dialog.do_it.click()
        return dialog.result() == UserDialog.DialogCode.Accepted

    return answer


def adds(name: str = "Ганна", own: str = PASSPHRASE, new: str = SECOND) -> Callable[[UserDialog], None]:
    def fill(dialog: UserDialog) -> None:
        assert isinstance(dialog, AddUserDialog)
        dialog.own.write(own)
        if dialog.name is not None:
            dialog.name.write(name)
        dialog.new.first.write(new)
        dialog.new.again.write(new)

    return fill


def opens(folder: Path, passphrase: str) -> bool:
    try:
        vaults.open_vault(folder, passphrase, floor=CHEAP).close()
    except WrongPassphrase:
        return False
    return True


def test_the_list_says_who_works_now_since_when_and_what_opens(panel: UsersPanel) -> None:
    assert_named(panel)
    assert said(panel) == "Name | Since | Opens | Roles | User 1 (works now) | 2026-05-20 | Accounts and names | All"


def test_a_person_is_added_renamed_and_removed(desk: Desk, panel: UsersPanel, qtbot: QtBot) -> None:
    desk.prompts.will_answer(does(adds(), qtbot))
    press(panel, "users.add")
    assert "Ганна | 2026-05-20 | Accounts and names | Caseworker" in said(panel)
    assert panel.banner.text
    assert desk.heard[-1] == frozenset((Topic.USERS,))

    desk.prompts.will_answer("Марыля", "Марыля")
    press(panel, "users.rename_1")
    assert "Марыля (works now)" in said(panel)
    press(panel, "users.rename_2")
    assert "Another user has this name" in panel.banner.text

    def confirm(dialog: UserDialog) -> None:
        assert isinstance(dialog, RemoveUserDialog)
        assert any("can still open copies of the vault" in label.text() for label in dialog.findChildren(QLabel))
        dialog.own.write(PASSPHRASE)

    desk.prompts.will_answer(does(confirm, qtbot))
    press(panel, "users.remove_2")
    assert "Ганна" not in said(panel)
    assert "Ганна no longer opens" in panel.banner.text
    desk.office.close()
    assert not opens(desk.folder / "vault", SECOND)


def test_access_is_given_and_taken(desk: Desk, panel: UsersPanel, qtbot: QtBot) -> None:
    desk.prompts.will_answer(does(adds(), qtbot))
    press(panel, "users.add")

    def give(dialog: UserDialog) -> None:
        assert isinstance(dialog, AccessDialog)
        assert any("held by encryption" in label.text() for label in dialog.findChildren(QLabel))
        dialog.own.write(PASSPHRASE)
        dialog.roles.write(frozenset({Role.APPROVER, Role.VIEWER}))
        dialog.reads.write(False)

    desk.prompts.will_answer(does(give, qtbot))
    press(panel, "users.access_2")
    assert "Accounts only | Viewer, Approver" in said(panel)

    def own(dialog: UserDialog) -> None:
        assert isinstance(dialog, AccessDialog)
        assert not dialog.reads.box.isEnabled()
        dialog.roles.write(frozenset({Role.FINANCE}))

    desk.prompts.will_answer(does(own, qtbot))
    press(panel, "users.access_1")
    assert "All" in said(panel)  # nobody else is an administrator
    desk.office.duty.roles = frozenset({Role.FINANCE})
    panel.reload()
    for name in ("users.add", "users.rename_1", "users.access_2", "users.remove_2"):
        assert not panel.findChildren(QPushButton, name)[-1].isEnabled()
    assert panel.change.isEnabled()


def test_a_key_file_is_made_and_given_up(desk: Desk, panel: UsersPanel, qtbot: QtBot) -> None:
    assert not panel.no_key_file.isVisible()
    target = desk.folder / "stick.skarbonka-key"

    def confirm(dialog: UserDialog) -> None:
        dialog.own.write(PASSPHRASE)

    desk.prompts.will_answer(target, does(confirm, qtbot))
    press(panel, "users.key_file")
    assert "its fingerprint is" in panel.banner.text
    assert target.exists()
    assert panel.no_key_file.isVisible()
    desk.prompts.will_answer(does(confirm, qtbot))
    press(panel, "users.no_key_file")
    assert "alone again" in panel.banner.text
    assert not panel.no_key_file.isVisible()
    desk.prompts.will_answer(None)
    press(panel, "users.key_file")
    assert not panel.banner.text


def test_ones_own_passphrase_is_changed(desk: Desk, panel: UsersPanel, qtbot: QtBot) -> None:
    def fill(dialog: UserDialog) -> None:
        assert isinstance(dialog, ChangePassphraseDialog)
        dialog.own.write(PASSPHRASE)
        dialog.new.first.write(SECOND)
        dialog.new.again.write(SECOND)

    desk.prompts.will_answer(does(fill, qtbot))
    press(panel, "users.change")
    assert "Your passphrase is changed" in panel.banner.text
    desk.office.close()
    assert (opens(desk.folder / "vault", PASSPHRASE), opens(desk.folder / "vault", SECOND)) == (False, True)


def test_cancelled_dialogs_and_a_cancelled_name_change_nothing(desk: Desk, panel: UsersPanel, qtbot: QtBot) -> None:
    users.add_user(desk.office, PASSPHRASE, "Ганна", SECOND)
    panel.reload()
    before = said(panel)
    desk.prompts.will_answer(False, False, False, None)
    for name in ("users.add", "users.change", "users.remove_2", "users.rename_2"):
        press(panel, name)
    assert said(panel) == before
    assert desk.heard == []


@pytest.mark.parametrize(
    ("fill", "field"),
    [
        (adds(name=""), "name"),
        (adds(own="wrong"), "own_passphrase"),
        (adds(new=PASSPHRASE), "passphrase"),
        (adds(new=""), "passphrase"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_the_dialog_stays(
    desk: Desk, qtbot: QtBot, fill: Callable[[UserDialog], None], field: str
) -> None:
    dialog = AddUserDialog(desk.place)
    assert not does(fill, qtbot)(dialog)
    assert dialog.form.fields[field].problem
    assert dialog.do_it.isEnabled()
    assert len(users.list_users(desk.office)) == 1


def test_without_ones_own_passphrase_nothing_is_tried(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty passphrase is asked for at its field; it is no wrong one, which would be counted."""
    tried: list[object] = []
    monkeypatch.setattr(desk.place.tasks, "run", lambda *given, **_more: tried.append(given))
    dialog = RemoveUserDialog(desk.place, users.list_users(desk.office)[0])
    qtbot.addWidget(dialog)
    dialog.do_it.click()
    assert dialog.own.problem
    assert tried == []
    dialog.own.write("a passphrase")
    dialog.do_it.click()
    assert len(tried) == 1


def test_two_different_passphrases_stand_at_the_second(desk: Desk, qtbot: QtBot) -> None:
    dialog = ChangePassphraseDialog(desk.place)
    qtbot.addWidget(dialog)
    dialog.own.write(PASSPHRASE)
    dialog.new.first.write(SECOND)
    dialog.new.again.write(THIRD)
    dialog.do_it.click()
    assert dialog.form.fields["again"].problem


def test_a_full_disk_is_said_and_nothing_typed_is_lost(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **_more: object) -> None:
        raise DiskFull

    monkeypatch.setattr(user_dialogs, "add_user", full)
    dialog = AddUserDialog(desk.place)
    assert not does(adds(), qtbot)(dialog)
    assert "room on the disk" in dialog.banner.text
    assert dialog.new.read() == SECOND


def test_nothing_closes_while_the_header_is_being_written(desk: Desk, qtbot: QtBot) -> None:
    dialog = RemoveUserDialog(desk.place, users.list_users(desk.office)[0])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog._rest(True)
    dialog.try_it()
    dialog.reject()
    assert dialog.isVisible()
    dialog._rest(False)
    dialog.reject()
    assert not dialog.isVisible()


def test_six_words_are_suggested_shown_and_must_be_typed_once(desk: Desk, qtbot: QtBot) -> None:
    dialog = ChangePassphraseDialog(desk.place)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.new.again.write("before")
    dialog.new.suggest.click()
    made = dialog.new.first.line.text()
    assert len(made.split()) == 6
    assert dialog.new.first.line.echoMode() is QLineEdit.EchoMode.Normal
    assert dialog.new.again.line.text() == ""
    assert "1,024" in dialog.new.strength.text()
    assert dialog.new.problems()
    qtbot.keyClicks(dialog.new.again.line, made)
    assert not dialog.new.problems()
    qtbot.keyClick(dialog.new.first.line, Qt.Key.Key_End)
    qtbot.keyClicks(dialog.new.first.line, "x")
    assert "✓" in dialog.new.strength.text()


def test_without_the_book_of_names_users_are_numbers(desk: Desk, tasks: InlineTasks, qtbot: QtBot) -> None:
    there = desk_without_names(desk, tasks)
    try:
        panel = panel_of(there, qtbot)
        assert not panel.findChildren(QPushButton, "users.rename_1")
        there.prompts.will_answer(does(adds(), qtbot))
        press(panel, "users.add")
        assert "User 2 | 2026-05-20 | Accounts only" in said(panel)
    finally:
        there.office.close()


def test_the_list_follows_the_language(panel: UsersPanel) -> None:
    use_language("be")
    assert "2026" not in said(panel).replace("20.05.2026", "")


def test_what_became_of_a_user_is_told_by_name(panel: UsersPanel, desk: Desk) -> None:
    users.rename_user(desk.office, desk.office.user, "Ганна")
    desk.place.changes.announce(Topic.USERS)
    seen: list[str] = []

    def look(dialog: HistoryDialog) -> bool:
        seen.extend((dialog.accessibleName(), dialog.table.item(0, 2).text().splitlines()[0]))
        return False

    desk.prompts.will_answer(look)
    press(panel, "users.history_1")
    assert seen == ["History of Ганна", "Given another name"]
