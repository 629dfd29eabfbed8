"""A campaign's titles in other languages in its form: shown on demand, kept, in drafts, masked without names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from desktop.domain.settings import MASK
from desktop.i18n import LANGUAGES, use_language
from desktop.services import campaigns
from desktop.services.transfers import open_general_fund
from desktop.ui.campaigns.form import CampaignForm
from desktop.ui.shared import form_page
from tests.ui.desk import desk_without_names
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk
    from tests.ui.kit import InlineTasks

    Make = Callable[..., CampaignForm]

TITLES = (("be", "Цёплыя боты"), ("lt", "Šilti batai"))


@pytest.fixture
def make(qtbot: QtBot, desk: Desk) -> Make:
    def made(code: str | None = None, at: Desk | None = None) -> CampaignForm:
        form = CampaignForm((at or desk).place, code)
        qtbot.addWidget(form)
        form.resize(1140, 720)
        form.show()
        return form

    return made


def write(form: CampaignForm, name: str, value: object) -> None:
    form.form.fields[name].write(value)
    form.form.fields[name].on_edited()


def seen(form: CampaignForm) -> list[str]:
    return [language for language, field in form.titles.fields.items() if not field.isHidden()]


def test_they_are_closed_until_asked_for_and_stored(make: Make, desk: Desk, qtbot: QtBot) -> None:
    form = make()
    assert (seen(form), form.titles.button.text()) == ([], "Titles in other languages")
    form.titles.button.setFocus()
    qtbot.keyClick(form.titles.button, Qt.Key.Key_Space)
    assert seen(form) == list(LANGUAGES)
    assert_named(form)
    field = form.titles.fields["be"]
    assert (field.editor.objectName(), field.editor.accessibleName()) == ("campaign.title_be", "Title in Belarusian")
    write(form, "title", "Warm boots")
    for language, title in TITLES:
        write(form, f"title_{language}", f" {title} ")
    form.save()
    assert campaigns.load_campaign(desk.office, "C-0001").draft.titles == TITLES


def test_a_stored_campaign_shows_and_changes_them(make: Make, desk: Desk) -> None:
    code = desk.kit.campaign("5", title="Warm boots", titles=TITLES, language="en").code
    form = make(code)
    assert seen(form) == ["be", "ru", "uk", "pl", "lt"]
    assert form.titles.fields["lt"].read() == "Šilti batai"
    assert not form.dirty
    write(form, "title_lt", "")
    write(form, "title_pl", "Ciepłe buty")
    form.save()
    stored = campaigns.load_campaign(desk.office, code).draft
    assert (stored.title, stored.titles) == ("Warm boots", (("be", "Цёплыя боты"), ("pl", "Ciepłe buty")))


def test_the_appeals_own_language_is_asked_for_above_but_what_is_given_stays_in_sight(make: Make, desk: Desk) -> None:
    form = make(desk.kit.campaign("5", titles=TITLES, language="en").code)
    write(form, "language", "be")
    assert seen(form) == list(LANGUAGES), "a title for it is given apart"
    write(form, "language", "pl")
    assert seen(form) == ["en", "be", "ru", "uk", "lt"]
    form.titles.button.click()
    assert seen(form) == []
    form.save()
    assert campaigns.load_campaign(desk.office, "C-0001").draft.titles == TITLES, "what is not shown is not lost"


def test_what_is_wrong_with_one_is_seen(make: Make) -> None:
    form = make()
    write(form, "title", "Warm boots")
    write(form, "title_lt", "x" * 301)
    form.save()
    assert "too long" in form.form.fields["title_lt"].problem
    assert "lt" in seen(form)


def test_a_draft_brings_them_back(make: Make) -> None:
    first = make()
    first.titles.button.click()
    write(first, "title_be", "Цёплыя боты")
    state = json.loads(json.dumps(first.drafting.state()))
    second = make()
    second.drafting.take(state)
    assert second.titles.fields["be"].read() == "Цёплыя боты"
    assert seen(second) == list(LANGUAGES)
    assert second.titles.button.isChecked()


def test_a_duplicate_takes_them_and_the_general_fund_offers_none(make: Make, desk: Desk) -> None:
    code = desk.kit.campaign("5", titles=TITLES).code
    copy = make()
    copy.fill_like(code)
    assert copy.read_draft().titles == TITLES
    general = make(open_general_fund(desk.office, "EUR"))
    assert seen(general) == []
    assert not general.titles.button.isVisible()
    general.save()
    assert not general.banner.text


def test_who_may_not_save_reads_them(make: Make, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = desk.kit.campaign("5", titles=TITLES).code
    monkeypatch.setattr(form_page, "kept_from", lambda *_all: "Only to be read")
    form = make(code)
    lines = {each: form.titles.fields[each].line for each in seen(form)}
    assert (lines["be"].text(), lines["lt"].text()) == ("Цёплыя боты", "Šilti batai")
    assert all(line.isReadOnly() for line in lines.values())


def test_eyes_without_names_see_masks(make: Make, desk: Desk, tasks: InlineTasks) -> None:
    code = desk.kit.campaign("5", titles=TITLES).code
    blind = desk_without_names(desk, tasks)
    form = make(code, at=blind)
    assert seen(form) == []
    form.titles.button.click()
    lines = [form.titles.fields[each].line for each in seen(form)]
    assert len(lines) == len(LANGUAGES)
    assert {(line.text(), line.placeholderText(), line.isReadOnly()) for line in lines} == {("", MASK, True)}
    blind.office.close()


def test_they_are_told_in_the_language_of_the_screen(make: Make) -> None:
    form = make()
    use_language("be")
    assert form.titles.button.text() == "Назвы на іншых мовах"
    assert form.titles.fields["lt"].editor.accessibleName() == "Назва па-літоўску"
