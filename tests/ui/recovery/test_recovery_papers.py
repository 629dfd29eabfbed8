"""Recovery papers in the window: made and printed from Settings and Home, rehearsed, over a real vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from desktop.domain.errors import DiskFull
from desktop.domain.recovery import RecoveryNeed, RecoveryPapers
from desktop.i18n import use_language
from desktop.services import recovery
from desktop.ui.changes import Topic
from desktop.ui.recovery import dialogs
from desktop.ui.recovery.dialogs import MakeRecoveryDialog, PapersDialog, RehearseRecoveryDialog
from desktop.ui.recovery.line import RecoveryLine
from desktop.ui.recovery.panel import RecoveryPanel
from tests.services.office_kit import PASSPHRASE
from tests.ui.desk import Desk, desk_without_names
from tests.ui.kit import InlineTasks, assert_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> RecoveryPanel:
    made = RecoveryPanel(desk.place)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def line(desk: Desk, qtbot: QtBot) -> RecoveryLine:
    made = RecoveryLine(desk.place)
    qtbot.addWidget(made)
    return made


def makes(qtbot: QtBot, own: str = PASSPHRASE) -> Callable[[QDialog], bool]:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, MakeRecoveryDialog)
        qtbot.addWidget(dialog)
        assert_named(dialog)
        dialog.own.write(own)
        dialog.do_it.click()
        return dialog.result() == dialog.DialogCode.Accepted

    return answer


def keeps(qtbot: QtBot, kept: list[RecoveryPapers]) -> Callable[[QDialog], bool]:
    """Look at the sheets as a printer gets them, and keep the digits."""

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, PapersDialog)
        qtbot.addWidget(dialog)
        assert_named(dialog)
        kept.append(dialog._papers)
        dialog.print_button.click()
        dialog.close_button.click()
        return False

    return answer


def tries(qtbot: QtBot, first: str, second: str) -> Callable[[QDialog], bool]:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, RehearseRecoveryDialog)
        qtbot.addWidget(dialog)
        assert_named(dialog)
        dialog.first.write(first)
        dialog.second.write(second)
        dialog.do_it.click()
        if not dialog.made:
            dialog.keep.click()
        return bool(dialog.made)

    return answer


def test_papers_are_made_printed_and_rehearsed_from_settings(desk: Desk, panel: RecoveryPanel, qtbot: QtBot) -> None:
    assert_named(panel)
    assert "no recovery papers" in panel.need.text()
    assert not panel.rehearse.isEnabled()
    kept: list[RecoveryPapers] = []
    desk.prompts.will_answer(makes(qtbot), keeps(qtbot, kept), True)
    panel.make.click()
    assert desk.prompts.printed[0].startswith(b"%PDF")
    assert "Set 1 opens this vault." in panel.known.text()
    assert "never tried" in panel.need.text()
    desk.prompts.will_answer(tries(qtbot, kept[0].parts[2], kept[0].parts[0]))
    panel.rehearse.click()
    assert panel.need.text().startswith("✓")
    assert panel.banner.text == "The two parts open this vault."
    assert frozenset({Topic.RECOVERY}) in desk.heard
    use_language("be")
    assert "Set" not in panel.known.text()


def test_a_wrong_passphrase_or_part_stands_at_its_field(desk: Desk, panel: RecoveryPanel, qtbot: QtBot) -> None:
    seen: list[str] = []

    def wrong(dialog: QDialog) -> bool:
        assert not makes(qtbot, "another")(dialog)
        assert isinstance(dialog, MakeRecoveryDialog)
        seen.append(dialog.own.problem)
        return False

    desk.prompts.will_answer(wrong)
    panel.make.click()
    assert "not your passphrase" in seen[0]
    one, two, _three = recovery.make_recovery(desk.office, PASSPHRASE).parts
    panel.reload()

    def mistyped(dialog: QDialog) -> bool:
        assert isinstance(dialog, RehearseRecoveryDialog)
        assert not tries(qtbot, one, one)(dialog)
        seen.append(dialog.second.problem)
        dialog.first.write(two[:-1])
        dialog.first.touched = True
        dialog.first.leave()
        seen.append(dialog.first.problem)
        dialog.first.write(two)
        dialog.first.touched = True
        dialog.first.leave()
        seen.append(dialog.first.problem)
        return False

    desk.prompts.will_answer(mistyped)
    panel.rehearse.click()
    assert "part 1 twice" in seen[1]
    assert "has 72 digits, and here are 71" in seen[2]
    assert seen[3] == ""


def test_a_second_set_says_that_it_revokes_the_first(desk: Desk, panel: RecoveryPanel, qtbot: QtBot) -> None:
    recovery.make_recovery(desk.office, PASSPHRASE)
    panel.reload()
    said: list[str] = []

    def look(dialog: QDialog) -> bool:
        qtbot.addWidget(dialog)
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        return False

    desk.prompts.will_answer(look)
    panel.make.click()
    assert any("will open this vault no more" in text for text in said)
    assert recovery.recovery_status(desk.office).set_number == 1


def test_sheets_are_not_closed_unprinted_without_a_question(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = PapersDialog(desk.place, recovery.make_recovery(desk.office, PASSPHRASE), None)
    qtbot.addWidget(dialog)
    dialog.show()
    desk.prompts.will_answer(None, False, False)
    dialog.print_button.click()
    dialog.print_button.click()
    assert "refused" in dialog.banner.text
    dialog.close_button.click()
    assert dialog.isVisible()
    desk.prompts.will_answer(True)
    dialog.close_button.click()
    assert not dialog.isVisible()

    def broken(*_all: object) -> bytes:
        raise DiskFull

    monkeypatch.setattr(dialogs, "draw_papers", broken)
    dialog._draw()
    assert dialog.banner.text
    assert not dialog.print_button.isEnabled()


def test_the_line_on_home_stays_until_all_is_done(desk: Desk, line: RecoveryLine, qtbot: QtBot) -> None:
    assert "lost for ever" in line.text
    desk.prompts.will_answer(False)
    line._act.click()
    assert "lost for ever" in line.text, "cancelled: it stays"
    kept: list[RecoveryPapers] = []
    desk.prompts.will_answer(makes(qtbot), keeps(qtbot, kept), True)
    line._act.click()
    assert "never tried" in line.text
    desk.prompts.will_answer(tries(qtbot, *kept[0].parts[:2]))
    line._act.click()
    assert line.isHidden()
    assert line._need is RecoveryNeed.NOTHING


def test_who_reads_no_names_is_not_nagged_and_cannot_make_them(desk: Desk, tasks: InlineTasks, qtbot: QtBot) -> None:
    blind = desk_without_names(desk, tasks)
    line, panel = RecoveryLine(blind.place), RecoveryPanel(blind.place)
    for each in (line, panel):
        qtbot.addWidget(each)
    assert line.isHidden()
    assert not panel.make.isEnabled()
    blind.office.close()


def test_a_header_that_cannot_be_read_is_told_in_settings(desk: Desk, panel: RecoveryPanel) -> None:
    for name in ("header", "header.copy"):
        (desk.office.folder / name).write_bytes(b"")
    panel.reload()
    assert panel.banner.text
