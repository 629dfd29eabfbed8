"""Relations and events on a person's page: recorded, changed, removed; a name leads to the other person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain.case_events import EventDraft, EventKind
from desktop.domain.people import PersonCategory
from desktop.domain.relations import RelationDraft, RelationKind
from desktop.i18n import use_language
from desktop.services.case_events import list_events, save_event
from desktop.services.relations import list_relations, save_relation
from desktop.ui.people.events import EventDialog
from desktop.ui.people.form import PersonForm
from desktop.ui.people.relations import RelationDialog
from tests.services.office_kit import TODAY
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from desktop.ui.people.records import RecordsPanel
    from tests.ui.desk import Desk

    Open = Callable[..., PersonForm]


@pytest.fixture
def open_form(qtbot: QtBot, desk: Desk) -> Open:
    desk.kit.person("Heron", PersonCategory.BENEFICIARY, name_local="Ігар Выдуманы")
    desk.kit.person("Swift", PersonCategory.PAYEE, name_local="Вера Выдуманая")

    def opened(code: str | None = "P-0001", at: Desk | None = None) -> PersonForm:
        form = PersonForm((at or desk).place, code)
        qtbot.addWidget(form)
        form.resize(1140, 720)
        form.show()
        assert_named(form)
        return form

    return opened


def texts(panel: RecordsPanel[object]) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]


def press(panel: RecordsPanel[object], name: str) -> None:
    button = panel.findChild(QPushButton, name)
    assert button is not None
    button.click()


def test_a_relation_is_recorded_changed_and_removed(open_form: Open, desk: Desk, qtbot: QtBot) -> None:
    form = open_form()

    def record(dialog: object) -> bool:
        assert isinstance(dialog, RelationDialog)
        dialog.kind.write(RelationKind.LAWYER)
        dialog.other.write("P-0002")
        dialog.do()
        return dialog.made is not None

    desk.prompts.will_answer(record)
    form.relations.add.click()
    qtbot.waitUntil(lambda: "Lawyer" in texts(form.relations))
    (row,) = list_relations(desk.office, "P-0002")
    assert row.relation.draft == RelationDraft("P-0001", RelationKind.CLIENT)

    def change(dialog: object) -> bool:
        assert isinstance(dialog, RelationDialog)
        dialog.kind.write(RelationKind.FRIEND)
        dialog.do()
        return dialog.made is not None

    desk.prompts.will_answer(change)
    press(form.relations, "relations.change_1")
    qtbot.waitUntil(lambda: "Friend" in texts(form.relations))
    press(form.relations, "relations.open_1")
    press(form.relations, "relations.remove_1")
    assert list_relations(desk.office, "P-0001") == ()
    assert "Friend" not in texts(form.relations)


def test_events_are_recorded_changed_and_removed(open_form: Open, desk: Desk, qtbot: QtBot) -> None:
    form = open_form()

    def record(dialog: object) -> bool:
        assert isinstance(dialog, EventDialog)
        dialog.kind.write(EventKind.OTHER)
        dialog.do()
        assert dialog.form.fields["text"].problem, "something else wants words"
        dialog.words.write("A letter came")
        dialog.do()
        return dialog.made is not None

    desk.prompts.will_answer(record)
    form.events.add.click()
    qtbot.waitUntil(lambda: "A letter came" in texts(form.events))

    def change(dialog: object) -> bool:
        assert isinstance(dialog, EventDialog)
        assert dialog.words.read() == "A letter came"
        dialog.kind.write(EventKind.CONTACT)
        dialog.do()
        return dialog.made is not None

    desk.prompts.will_answer(change)
    press(form.events, "events.change_1")
    (event,) = list_events(desk.office, "P-0001")
    assert event.draft == EventDraft(TODAY, EventKind.CONTACT, "A letter came")
    press(form.events, "events.remove_1")
    assert list_events(desk.office, "P-0001") == ()


def test_they_are_hidden_where_there_is_nothing_to_record(
    open_form: Open, desk: Desk, tasks: InlineTasks, qtbot: QtBot
) -> None:
    save_relation(desk.office, "P-0001", RelationDraft("P-0002", RelationKind.SPOUSE))
    save_event(desk.office, "P-0001", EventDraft(TODAY, text="x"))
    new = open_form(None)
    assert new.relations.isHidden()
    assert new.events.isHidden()
    blind = desk_without_names(desk, tasks)
    form = open_form("P-0001", blind)
    assert form.relations.isHidden()
    assert form.relations.rows == ()
    blind.office.close()


def test_their_texts_follow_the_language(open_form: Open, desk: Desk) -> None:
    save_relation(desk.office, "P-0001", RelationDraft("P-0002", RelationKind.SPOUSE))
    form = open_form()
    before = texts(form.relations)
    use_language("be")
    assert texts(form.relations) != before
