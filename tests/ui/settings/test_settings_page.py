"""Settings: the office's are saved in the vault; language and look change at once on this computer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt

from desktop.domain.errors import refuse
from desktop.domain.rates import EU_GRANT, LITHUANIA, POLAND, DayRule, RateRule, RateSource
from desktop.domain.receipts import Organisation
from desktop.domain.settings import OfficeSettings
from desktop.i18n import screen_language
from desktop.ui.changes import Changes, Topic
from desktop.ui.density import Density
from desktop.ui.settings import page as settings_page
from desktop.ui.settings import users as users_panel
from desktop.ui.settings.page import SettingsPage
from desktop.ui.shared.fields import CodeField
from desktop.ui.shared.percent_field import PercentField
from desktop.ui.theme import ThemeChoice
from desktop.ui.workplace import Workplace
from tests.ui.kit import Chosen, FakePrompts, InlineTasks, NoOffice, assert_named, memory_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.services.office import Office

STORED = OfficeSettings(Organisation("Lantern Aid", signatory="Ema Lichylnik"), "EUR", "en", sample=True)


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> list[OfficeSettings]:
    saved: list[OfficeSettings] = []

    def save(_office: object, settings: OfficeSettings) -> OfficeSettings:
        saved.append(settings)
        return settings

    monkeypatch.setattr(users_panel, "list_users", lambda _office: ())
    monkeypatch.setattr(settings_page, "load_settings", lambda _office: STORED)
    monkeypatch.setattr(settings_page, "save_settings", save)
    return saved


@pytest.fixture
def looks() -> Chosen:
    return Chosen()


@pytest.fixture
def page(
    qtbot: QtBot,
    tmp_path: Path,
    tasks: InlineTasks,
    prompts: FakePrompts,
    saved: list[OfficeSettings],
    looks: Chosen,
) -> SettingsPage:
    office = cast("Office", NoOffice())
    place = Workplace(
        office, tasks, Changes(), prompts, memory_in(tmp_path), lambda _section, _target: None, lambda: STORED
    )
    made = SettingsPage(place, looks)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_what_is_stored_is_shown_and_named(page: SettingsPage) -> None:
    assert page.form.form.fields["organisation.name"].read() == "Lantern Aid"
    assert page.form.form.fields["organisation.signatory"].read() == "Ema Lichylnik"
    assert not page.unsaved()
    assert_named(page)


def test_a_change_is_saved_and_announced_and_the_rest_is_kept(
    page: SettingsPage, saved: list[OfficeSettings], qtbot: QtBot
) -> None:
    heard: list[frozenset[Topic]] = []
    page.form.place.changes.announced.connect(heard.append)
    place_of_issue = page.form.form.fields["organisation.place"]
    qtbot.keyClicks(place_of_issue.editor, "Vilnius")
    assert page.unsaved()
    page.form.save()
    assert saved[0].organisation.place == "Vilnius"
    assert saved[0].organisation.name == "Lantern Aid"
    assert saved[0].sample
    assert heard == [frozenset((Topic.SETTINGS,))]
    assert not page.unsaved()
    assert page.form.banner.text


def test_documents_of_the_office_may_be_in_two_of_six_languages(
    page: SettingsPage, saved: list[OfficeSettings]
) -> None:
    language, second = (page.form.form.fields[name] for name in ("language", "second_language"))
    assert isinstance(language, CodeField)
    assert [language.box.itemData(n) for n in range(language.box.count())] == ["en", "be", "ru", "uk", "pl", "lt"]
    language.write("pl")
    second.write("lt")
    second.changed = True
    page.form.save()
    assert (saved[0].language, saved[0].second_language) == ("pl", "lt")


def test_an_office_needs_a_name(page: SettingsPage, saved: list[OfficeSettings]) -> None:
    page.form.form.fields["organisation.name"].write("")
    page.form.save()
    assert saved == []
    assert page.form.form.fields["organisation.name"].problem


def test_what_the_service_refuses_stands_at_its_field(page: SettingsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def save(*_: object) -> None:
        raise refuse("settings.currency_fixed", at="base_currency", currency="EUR")

    monkeypatch.setattr(settings_page, "save_settings", save)
    page.form.form.fields["base_currency"].write("PLN")
    page.form.save()
    assert "EUR" in page.form.form.fields["base_currency"].problem


def test_cancelling_brings_back_what_is_stored(page: SettingsPage, qtbot: QtBot) -> None:
    name = page.form.form.fields["organisation.name"]
    qtbot.keyClicks(name.editor, "X")
    page.form.cancel_button.click()
    assert name.read() == "Lantern Aid"
    assert not page.unsaved()


def test_the_language_changes_at_once_and_is_remembered(page: SettingsPage, saved: list[OfficeSettings]) -> None:
    box = page.form.language.box
    english = page.form.save_button.text()
    box.setCurrentIndex(box.findData("be"))
    box.activated.emit(box.currentIndex())
    assert screen_language() == "be"
    assert page.form.save_button.text() != english
    assert page.form.place.memory.text("language") == "be"
    assert not page.unsaved()
    assert saved == []


def test_the_look_changes_at_once_and_is_remembered(page: SettingsPage, looks: Chosen) -> None:
    box = page.form.theme.box
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert looks.choice is ThemeChoice.DARK
    assert page.form.place.memory.text("theme") == "dark"
    assert not page.unsaved()


def test_the_density_changes_at_once_and_is_remembered(page: SettingsPage, looks: Chosen) -> None:
    box = page.form.computer.density.box
    assert [box.itemText(at) for at in range(box.count())] == ["Comfortable", "Compact"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert looks.density is Density.COMPACT
    assert page.form.place.memory.text("density") == "compact"
    assert not page.unsaved()


def test_ctrl_s_saves(page: SettingsPage, saved: list[OfficeSettings], qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    name = page.form.form.fields["organisation.name"].editor
    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved == [STORED]


def test_a_usual_rule_of_rates_fills_its_fields(page: SettingsPage, saved: list[OfficeSettings]) -> None:
    rule = page.form.rate_rule
    assert (rule.preset.read(), rule.read()) == ("lithuania", LITHUANIA)
    assert rule.first.isHidden()
    rule.preset.write("poland")
    rule.preset.on_edited()
    page.form.save()
    assert saved[-1].rate_rule == POLAND


def test_the_mean_of_a_period_takes_both_its_ends_or_none(page: SettingsPage, saved: list[OfficeSettings]) -> None:
    rule = page.form.rate_rule
    rule.preset.write("eu_grant")
    rule.preset.on_edited()
    assert not rule.first.isHidden()
    rule.first.write(date(2026, 1, 1))
    page.form.save()
    assert rule.last.problem
    rule.last.write(date(2025, 6, 30))
    page.form.save()
    assert (rule.first.problem != "", saved) == (True, [])
    rule.last.write(date(2026, 6, 30))
    page.form.save()
    assert saved[-1].rate_rule == replace(EU_GRANT, period=(date(2026, 1, 1), date(2026, 6, 30)))


def test_a_rule_of_ones_own_is_named_so_and_checked(page: SettingsPage, saved: list[OfficeSettings]) -> None:
    rule = page.form.rate_rule
    rule.day_rule.write(DayRule.MONTH)
    rule.day_rule.on_edited()
    assert rule.preset.read() == ""
    page.form.save()
    assert (rule.day_rule.problem != "", saved) == (True, [])
    rule.source.write(RateSource.HAND)
    rule.source.on_edited()
    page.form.save()
    assert saved[-1].rate_rule == RateRule(RateSource.HAND, DayRule.MONTH)


def test_how_much_one_person_moves_within_a_plan(page: SettingsPage, saved: list[OfficeSettings]) -> None:
    field = page.form.form.fields["reallocation_limit"]
    assert isinstance(field, PercentField)
    assert field.line.text() == "15"
    for text in ("many", "101", "-1", "1.5", ""):
        field.line.setText(text)
        page.form.save()
        assert "whole percents" in field.problem
        assert saved == []
    field.line.setText("20 %")
    page.form.save()
    assert saved[-1].reallocation_limit == 20
