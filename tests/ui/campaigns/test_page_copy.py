"""Copying a campaign's page: what lies on the clipboard, what is said of it, and where the button is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop.domain.campaigns import Publicity
from desktop.domain.people import PersonCategory
from desktop.services.transfers import open_general_fund
from desktop.ui.campaigns.form import CampaignForm
from tests.ui.desk import desk_without_names
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk
    from tests.ui.kit import InlineTasks


def opened(qtbot: QtBot, desk: Desk, code: str | None) -> CampaignForm:
    form = CampaignForm(desk.place, code)
    qtbot.addWidget(form)
    form.show()
    return form


def test_what_is_saved_is_copied(qtbot: QtBot, desk: Desk) -> None:
    form = opened(qtbot, desk, desk.kit.campaign("5", title="Help for a weaver").code)
    assert_named(form)
    form.page_copy.button.click()
    assert QGuiApplication.clipboard().text().startswith("Help for a weaver\n\nHow much is needed?")
    assert "15 seconds" in form.banner.text
    form.form.fields["title"].write("Help for a smith")
    form.form.fields["title"].on_edited()
    form.page_copy.button.click()
    assert QGuiApplication.clipboard().text().startswith("Help for a weaver")
    assert "saved last" in form.banner.text


def test_a_name_that_the_appeal_should_not_say_is_told(qtbot: QtBot, desk: Desk) -> None:
    person = desk.kit.person("Weaver", PersonCategory.BENEFICIARY, name_local="Алесь Некрасаў")
    code = desk.kit.campaign("5", beneficiary=person, publicity=Publicity.ALIAS, story="Некрасаў пайшоў.").code
    form = opened(qtbot, desk, code)
    form.page_copy.button.click()
    assert "names the beneficiary" in form.banner.text
    assert "read it before" in form.banner.text


def test_a_title_in_another_language_that_names_somebody_is_told(qtbot: QtBot, desk: Desk) -> None:
    person = desk.kit.person("Weaver", PersonCategory.BENEFICIARY, name_local="Алесь Некрасаў")
    code = desk.kit.campaign("5", beneficiary=person, titles=(("ru", "Помощь Некрасаву"),)).code
    form = opened(qtbot, desk, code)
    form.page_copy.button.click()
    assert "A title in another language names the beneficiary." in form.banner.text


def test_there_is_no_page_of_a_new_campaign_the_general_fund_or_a_closed_book(
    qtbot: QtBot, desk: Desk, tasks: InlineTasks
) -> None:
    code, general = desk.kit.campaign("5").code, open_general_fund(desk.office, "EUR")
    assert not opened(qtbot, desk, code).page_copy.button.isHidden()
    assert opened(qtbot, desk, None).page_copy.button.isHidden()
    assert opened(qtbot, desk, general).page_copy.button.isHidden()
    nameless = desk_without_names(desk, tasks)
    assert opened(qtbot, nameless, code).page_copy.button.isHidden()
