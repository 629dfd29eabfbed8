"""A record's form: lenient input, problems where they belong, nothing lost when saving fails, nothing unnamed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.errors import DamagedDatabase, Severity, Stopped, refuse
from desktop.domain.money import Money
from desktop.domain.settings import OfficeSettings
from desktop.i18n import use_language
from desktop.services import lists
from desktop.ui.changes import Changes, Topic
from desktop.ui.workplace import Workplace
from tests.ui.kit import FakePrompts, InlineTasks, NoOffice, assert_named, memory_in
from tests.ui.rows import person_row
from tests.ui.shared.sample_form import SampleForm, Stored, sample_campaign

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.services.office import Office

Make = Callable[[str | None], SampleForm]


@pytest.fixture
def stored() -> Stored:
    return Stored(sample_campaign(), [])


@pytest.fixture
def place(tmp_path: Path, tasks: InlineTasks, prompts: FakePrompts) -> Workplace:
    office = cast("Office", NoOffice())
    return Workplace(
        office, tasks, Changes(), prompts, memory_in(tmp_path), lambda _section, _target: None, OfficeSettings
    )


@pytest.fixture
def make(qtbot: QtBot, place: Workplace, stored: Stored) -> Make:
    def made(code: str | None) -> SampleForm:
        form = SampleForm(place, stored, code)
        qtbot.addWidget(form)
        form.resize(900, 700)
        with qtbot.waitExposed(form):
            form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        return form

    return made


def leave(widget: QWidget) -> None:
    widget.clearFocus()
    QApplication.sendPostedEvents()


def test_everything_is_named(make: Make) -> None:
    assert_named(make("C-0001"))


def test_a_record_is_shown_and_clean(make: Make) -> None:
    form = make("C-0001")
    assert form.form.fields["title"].read() == "Help for a family"
    assert form.form.fields["goal"].line.text() == "1,500.00"
    assert form.grid.model.rowCount() == 2
    assert not form.dirty


def test_what_is_typed_is_stored_and_announced(make: Make, stored: Stored, qtbot: QtBot, place: Workplace) -> None:
    form = make("C-0001")
    heard: list[frozenset[Topic]] = []
    place.changes.announced.connect(heard.append)
    goal = form.form.fields["goal"]
    goal.line.selectAll()
    qtbot.keyClicks(goal.line, "2 000,50")
    assert form.dirty
    with qtbot.waitSignal(form.closed):
        form.save()
    assert stored.saved[0].goal == Money(200050, "EUR")
    assert heard == [frozenset((Topic.CAMPAIGNS, Topic.ITEMS))]
    assert not form.dirty


def test_leaving_a_field_tidies_it_or_says_what_is_wrong_with_it_alone(make: Make, qtbot: QtBot) -> None:
    form = make(None)
    goal = form.form.fields["goal"]
    goal.line.setFocus()
    qtbot.keyClicks(goal.line, "1200.5")
    leave(goal.line)
    assert goal.line.text() == "1,200.50"
    goal.line.setFocus()
    goal.line.selectAll()
    qtbot.keyClicks(goal.line, "12x")
    leave(goal.line)
    assert "12x" in goal.problem
    assert form.form.fields["title"].problem == ""  # empty, but not visited yet


def test_dates_are_lenient(make: Make, qtbot: QtBot) -> None:
    form = make(None)
    starts = form.form.fields["starts"]
    starts.line.setFocus()
    qtbot.keyClicks(starts.line, "22/11/26")
    leave(starts.line)
    assert starts.line.text() == "2026-11-22"
    use_language("be")
    assert starts.line.text() == "22.11.2026"
    assert starts.read().isoformat() == "2026-11-22"


def test_saving_with_errors_says_each_at_its_field_and_goes_to_the_first(make: Make, stored: Stored) -> None:
    form = make("C-0001")
    form.form.fields["title"].write("")
    form.form.fields["goal"].line.setText("many")
    form.save()
    assert stored.saved == []
    assert "Not saved" in form.banner.text
    assert form.form.fields["title"].problem
    assert form.form.fields["goal"].problem
    assert form.focusWidget() is form.form.fields["title"].editor


def test_what_the_domain_refuses_stands_at_its_field(make: Make, stored: Stored) -> None:
    form = make("C-0001")
    form.form.fields["ends"].line.setText("2026-10-01")
    form.save()
    assert stored.saved == []
    assert form.form.fields["ends"].problem
    form.form.fields["ends"].line.setText("2026-12-01")
    form.save()
    assert len(stored.saved) == 1


@pytest.mark.parametrize(
    "error", [refuse("changed_meanwhile"), DamagedDatabase(book="ledger"), KeyError("a name"), Stopped()]
)
def test_a_failure_loses_nothing(make: Make, stored: Stored, error: BaseException) -> None:
    form = make("C-0001")
    form.form.fields["title"].line.setText("Another title")
    form.form.fields["title"].on_edited()
    stored.failing = error
    form.save()
    assert form.banner.text
    assert "a name" not in form.banner.text
    assert form.form.fields["title"].read() == "Another title"
    assert form.dirty
    assert form.save_button.isEnabled()
    stored.failing = None
    form.save()
    assert stored.saved[0].title == "Another title"


def test_the_keys_save_and_leave(make: Make, stored: Stored, qtbot: QtBot) -> None:
    form = make("C-0001")
    form.form.fields["title"].line.setFocus()
    with qtbot.waitSignal(form.closed):
        qtbot.keyClick(form.form.fields["title"].line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert form.save_another.text() == "Save and next"
    with qtbot.waitSignal(form.next_asked):
        qtbot.keyClick(form.form.fields["title"].line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(stored.saved) == 2
    with qtbot.waitSignal(form.back_asked):
        qtbot.keyClick(form.form.fields["title"].line, Qt.Key.Key_Escape)


def test_texts_follow_the_language(make: Make) -> None:
    form = make(None)
    assert form.save_button.text() == "Save"
    use_language("be")
    box = form.form.fields["status"].box
    assert box.count() == len(CampaignStatus)
    assert form.save_button.text()


def test_what_kept_it_from_being_saved_is_said_in_the_language_of_now(make: Make) -> None:
    page = make(None)
    page.save()
    said, at_field = page.banner.text, [each.problem for each in page.form.fields.values()]
    assert any(at_field)
    use_language("be")
    again = [each.problem for each in page.form.fields.values()]
    assert page.banner.text != said
    assert [bool(each) for each in again] == [bool(each) for each in at_field]
    assert not set(filter(None, again)) & set(filter(None, at_field))
    page.banner.clear()
    use_language("en")
    assert not page.banner.text, "what was taken away does not come back"


def test_warnings_stand_at_the_field_and_block_nothing(make: Make) -> None:
    form = make(None)
    field = form.form.fields["goal"]
    field.show_problem("Look at this", Severity.WARNING)
    assert "Look at this" in field.problem
    assert field.editor.property("bad") == "false"


class TestPicking:
    @pytest.fixture(autouse=True)
    def _people(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rows = [person_row(1), person_row(2), person_row(12)]

        def pick(_office: object, text: str, _categories: object = (), limit: int = 20) -> tuple[object, ...]:
            return tuple(row for row in rows if text.casefold() in f"{row.code} {row.name_latin}".casefold())[:limit]

        monkeypatch.setattr(lists, "pick_people", pick)

    def test_typing_offers_and_a_choice_is_taken(self, make: Make, qtbot: QtBot) -> None:
        form = make(None)
        picker = form.form.fields["beneficiary"]
        picker.line.setFocus()
        qtbot.keyClicks(picker.line, "prozvishcha 2")
        qtbot.waitUntil(lambda: picker._model.rowCount() == 1)
        taken: list[object] = []
        picker.on_chosen = taken.append
        qtbot.keyClick(picker._popup, Qt.Key.Key_Return)
        assert picker.read() == "P-0002"
        assert taken
        assert "P-0002" in picker.line.text()

    def test_leaving_takes_the_only_one_that_fits(self, make: Make, qtbot: QtBot) -> None:
        form = make(None)
        picker = form.form.fields["beneficiary"]
        picker.line.setFocus()
        qtbot.keyClicks(picker.line, "prozvishcha 12")
        qtbot.waitUntil(lambda: picker._model.rowCount() == 1)
        picker._popup.hide()
        leave(picker.line)
        assert picker.read() == "P-0012"

    def test_a_code_is_shown_with_its_name(self, make: Make) -> None:
        picker = make(None).form.fields["beneficiary"]
        picker.write("P-0012")
        assert picker.read() == "P-0012"
        assert "Прозвішча 12" in picker.line.text()

    def test_what_was_typed_but_not_chosen_is_refused(self, make: Make, stored: Stored, qtbot: QtBot) -> None:
        form = make("C-0001")
        picker = form.form.fields["beneficiary"]
        picker.line.setFocus()
        qtbot.keyClicks(picker.line, "prozvishcha")
        qtbot.waitUntil(lambda: picker._model.rowCount() == 3)
        form.save()
        assert stored.saved == []
        assert picker.problem

    def test_emptying_takes_nobody(self, make: Make) -> None:
        picker = make(None).form.fields["beneficiary"]
        picker.write("P-0001")
        picker.line.clear()
        assert picker.read() is None
