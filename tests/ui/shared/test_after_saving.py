"""After a form is saved: the next row of the list, and warnings that nobody could read before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.services.people import load_person
from desktop.ui.items.page import ItemsSection
from desktop.ui.people.form import PersonForm
from desktop.ui.people.page import PeoplePage
from desktop.ui.tables.page import TableImportPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def section(qtbot: QtBot, desk: Desk) -> PeoplePage:
    for alias in ("Ant", "Bee", "Cat"):
        desk.kit.person(alias)
    made = PeoplePage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    return made


def form_of(section: PeoplePage, code: str) -> PersonForm:
    form = section.form
    assert isinstance(form, PersonForm)
    assert form.code == code
    return form


def test_save_and_next_goes_down_the_list_as_it_stands(section: PeoplePage, desk: Desk) -> None:
    section.rows.sort_by("alias", descending=True)
    section.open_code("P-0003")
    form = form_of(section, "P-0003")
    assert form.save_another.text() == "Save and next"
    form.form.fields["alias"].write("Aardvark")  # it would stand last now: what followed it before is next
    form.save(another=True)
    assert load_person(desk.office, "P-0003").draft.alias == "Aardvark"
    form_of(section, "P-0002").save(another=True)
    form_of(section, "P-0001").save(another=True)
    form_of(section, "P-0003").save(another=True)
    assert section.form is None
    assert section.rows.banner.text == "Saved. No further row follows in the list."


def test_a_filter_is_followed_too_and_a_new_record_has_no_next(section: PeoplePage) -> None:
    section.rows.filter.setText("bee")
    section.rows.apply_filter()
    section.open_code("P-0002")
    form_of(section, "P-0002").save(another=True)
    assert section.form is None
    section.begin_new()
    form = section.form
    assert isinstance(form, PersonForm)
    assert form.save_another.text() == "Save and new"
    form.form.fields["alias"].write("Dog")
    form.save(another=True)
    assert isinstance(section.form, PersonForm)
    assert section.form is not form
    assert section.form.code is None


def test_a_warning_that_stood_nowhere_is_said_on_the_list_once(section: PeoplePage) -> None:
    section.open_code("P-0001")
    form_of(section, "P-0001").form.fields["phone"].write("12")
    form_of(section, "P-0001").save()
    assert section.form is None
    assert section.rows.banner.text.startswith("Saved, and this is worth a look:")
    section.rows.banner._act.click()
    form = form_of(section, "P-0001")
    form.save()
    assert section.rows.banner.text == "", "once is enough"


def test_a_warning_that_was_read_is_not_repeated(section: PeoplePage) -> None:
    section.open_code("P-0001")
    form = form_of(section, "P-0001")
    form.form.fields["phone"].write("12")
    form.form.fields["phone"].left.emit()
    assert form.form.fields["phone"].problem
    form.save()
    assert section.rows.banner.text == ""


def test_on_the_next_form_it_is_said_with_the_way_back(section: PeoplePage) -> None:
    section.open_code("P-0001")
    form_of(section, "P-0001").form.fields["email"].write("nobody")
    form_of(section, "P-0001").save(another=True)
    form = form_of(section, "P-0002")
    assert form.banner.text.startswith("Saved, and this is worth a look:")
    assert form.banner._act.text() == "Go back to P-0001"
    form.banner.add_warning("More", "of it")
    assert form.banner.offers
    assert form.banner.text.endswith("More of it")
    form.banner._act.click()
    form_of(section, "P-0001")


def test_rows_pasted_on_a_list_go_to_the_import(section: PeoplePage, desk: Desk, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("Name\tPhone\nAnna\t1\n")
    section.rows.paste()
    assert isinstance(section.form, TableImportPage)
    assert section.form.columns.isVisible()
    items = ItemsSection(desk.place)
    qtbot.addWidget(items)
    items.show()
    items.rows.paste()
    assert isinstance(items.form, TableImportPage)
