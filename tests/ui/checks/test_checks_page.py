"""The Checks page: rules in words, and the way to what breaks them."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.domain.checks import Rule
from desktop.domain.errors import Stopped
from desktop.domain.summaries import TaskKind
from desktop.i18n import use_language
from desktop.ui.changes import Topic
from desktop.ui.checks.page import ChecksPage
from tests.services.office_kit import eur
from tests.ui.desk import Desk
from tests.ui.kit import assert_named


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ChecksPage:
    code = desk.kit.campaign("100", goal=eur("120")).code
    desk.kit.give(code, "5", on=date(2026, 2, 2))
    made = ChecksPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    return made


def state(page: ChecksPage, rule: Rule) -> str:
    found = page.findChild(QLabel, f"checks.state_{rule.value}")
    assert found is not None
    return found.text()


def test_it_looks_when_it_is_shown_and_leads_to_what_was_found(page: ChecksPage, desk: Desk) -> None:
    assert page.results == ()
    page.show()
    assert_named(page)
    assert state(page, Rule.BALANCED) == "In order"
    assert state(page, Rule.GOALS) == "1 to look at"
    assert "2 rules ask for a look." in [label.text() for label in page.findChildren(QLabel)]
    assert page.findChild(QPushButton, "checks.go_balanced") is None
    for rule in (Rule.GOALS, Rule.MONTHS):
        link = page.findChild(QPushButton, f"checks.go_{rule.value}")
        assert link is not None
        link.click()
    assert desk.gone == [("campaigns", TaskKind.GOAL_DIFFERS), ("months", "2026-02")]
    use_language("be")
    assert_named(page)


def test_a_change_is_looked_at_when_the_page_is(page: ChecksPage, desk: Desk) -> None:
    page.show()
    looked = len(desk.place.tasks.jobs)  # type: ignore[attr-defined]
    page.hide()
    desk.place.changes.announce(Topic.CAMPAIGNS)
    assert len(desk.place.tasks.jobs) == looked  # type: ignore[attr-defined]
    page.show()
    assert len(desk.place.tasks.jobs) == looked + 1  # type: ignore[attr-defined]
    desk.place.changes.announce(Topic.CAMPAIGNS)
    page.again.click()
    assert len(desk.place.tasks.jobs) == looked + 3  # type: ignore[attr-defined]


def test_stopping_is_said(page: ChecksPage, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.ui.checks import page as module

    def stop(*_all: object, **_named: object) -> None:
        raise Stopped

    monkeypatch.setattr(module, "run_checks", stop)
    page.show()
    assert "Stopped" in page.banner.text
    assert page.again.isEnabled()
