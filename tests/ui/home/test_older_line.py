"""The line on Home says that the vault looks like an older copy, until that is what somebody expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import DiskFailed
from desktop.domain.summaries import Finding
from desktop.i18n import use_language
from desktop.services import marks
from desktop.ui.home.older_line import OlderLine
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

OLDER = Finding("verify.older_file", {"records": 3, "seen": 5})
HEADER = Finding("verify.older_header", {"found": 1, "seen": 2})


@pytest.fixture
def line(desk: Desk, qtbot: QtBot) -> OlderLine:
    made = OlderLine(desk.place)
    qtbot.addWidget(made)
    return made


def test_nothing_is_said_of_a_vault_as_it_was_left(line: OlderLine) -> None:
    assert line.text == ""


def test_it_stays_until_it_is_accepted(desk: Desk, line: OlderLine) -> None:
    desk.office.watch.doubts = (OLDER, HEADER)
    line.reload()
    assert "has 3 records, and this computer has seen 5" in line.text
    assert "an older one than this computer saw" in line.text
    assert not line._close.isVisibleTo(line)
    assert line._act.text() == "This is what I expected"
    assert_named(line)
    use_language("be")
    line._say()
    assert line.text
    assert "older" not in line.text
    line._act.click()
    assert line.text == ""
    assert marks.doubts(desk.office) == ()
    with desk.office.work() as work:
        last = work.journal.last()
    assert last is not None
    assert last.record.verb == "vault.accepted"


def test_a_disk_that_refuses_is_said(desk: Desk, line: OlderLine, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.office.watch.doubts = (OLDER,)
    line.reload()

    def refuse(_office: object) -> None:
        raise DiskFailed

    monkeypatch.setattr("desktop.ui.home.older_line.accept", refuse)
    line._act.click()
    assert line._act.text() == "Try again"
    assert line.text
