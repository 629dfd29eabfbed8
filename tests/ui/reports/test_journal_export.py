"""The journal for accountants' programs from the Reports page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import DoesNotReconcile
from desktop.ui.reports import journal
from desktop.ui.reports.page import ReportsPage
from tests.ui.money import make_fund

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ReportsPage:
    make_fund(desk, "600")
    made = ReportsPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    return made


def test_the_journal_is_made_and_saved_where_the_worker_says(page: ReportsPage, desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "books.beancount"
    desk.prompts.will_answer(None, tmp_path / "missing" / "x", target)
    page.journal.button.click()
    assert "not saved" in page.banner.text
    page.banner._act.click()
    assert page.banner._act.text() == "Save it elsewhere…"
    assert not target.exists()
    page.banner._act.click()
    assert "agrees to the cent" in page.banner.text
    assert "Income:Donations:C-0001  -600.00 EUR" in target.read_text(encoding="utf-8")


def test_what_does_not_agree_is_said_and_asks_for_no_place(
    page: ReportsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise DoesNotReconcile(what="Assets:Bank")

    monkeypatch.setattr(journal, "make_journal", fail)
    page.journal.button.click()
    assert page.banner.text
    assert page.journal.button.isEnabled()
    assert desk.prompts.asked == []
