"""A person's form and the list of people: entered, changed, archived; problems at their fields; names kept apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from desktop.domain.cases import CaseStatus
from desktop.domain.listing import Query
from desktop.domain.pages import Concern
from desktop.domain.people import PersonCategory
from desktop.i18n import use_language
from desktop.services.lists import pick_people, read_page
from desktop.services.people import load_person, save_person
from desktop.ui.changes import Topic
from desktop.ui.people.form import PersonForm
from desktop.ui.people.page import make_people_page
from desktop.ui.people.table import PEOPLE
from desktop.ui.workplace import NEW
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from desktop.ui.shared.section import SectionPage
    from tests.ui.desk import Desk

    Make = Callable[..., PersonForm]

IBAN = "PL61109010140000071219812874"


@pytest.fixture
def make(qtbot: QtBot, desk: Desk) -> Make:
    def made(code: str | None = None, at: Desk | None = None) -> PersonForm:
        form = PersonForm((at or desk).place, code)
        qtbot.addWidget(form)
        form.resize(1140, 720)
        form.show()
        return form

    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SectionPage:
    made = make_people_page(desk.place)
    qtbot.addWidget(made)
    made.show()
    return made


def write(form: PersonForm, **values: object) -> None:
    for name, value in values.items():
        form.form.fields[name].write(value)
        form.form.fields[name].on_edited()


WHOLE: dict[str, object] = {
    "category": PersonCategory.PAYEE,
    "alias": "Heron",
    "name_local": "Ігар Выдуманы",
    "name_latin": "Ihar Vydumany",
    "name_bank": "IHAR VYDUMANY",
    "birth_date": date(1990, 2, 28),
    "nationality": "BY",
    "document": "passport AB 0000000",
    "national_id": "4280290A010PB5",
    "national_id_country": "BY",
    "safe_channel": "by letter",
    "do_not_contact_via": "phone",
    "phone": "+48512345678",
    "email": "heron@example.org",
    "country": "PL",
    "languages": "be, ru",
    "region": "podlaskie",
    "city": "Białystok",
    "postcode": "00-000",
    "address": "ul. Wymyślona 7\nm. 2",
    "iban": IBAN,
    "bic": "WBKPPLPP",
    "account_holder": "Somebody Else",
    "case_status": CaseStatus.IMPRISONED.value,
    "article": "342",
    "sentence": "3 years",
    "held_at": "Colony of nowhere",
    "detained_on": date(2024, 2, 3),
    "released_on": date(2027, 2, 3),
    "needs": "Warm boots.",
    "concerns": (Concern.HEALTH.value, Concern.RELATIVES.value),
    "notes": "Asks to be called in the evening.",
}


def test_everything_entered_is_stored_and_comes_back(make: Make, desk: Desk, qtbot: QtBot) -> None:
    form = make()
    assert not form.dirty
    write(form, **WHOLE)
    assert form.dirty
    with qtbot.waitSignal(form.closed):
        form.save()
    stored = load_person(desk.office, "P-0001").draft
    assert {name: getattr(stored, name) for name in WHOLE} == WHOLE
    assert desk.heard == [frozenset((Topic.PEOPLE,))]
    again = make("P-0001")
    assert {name: again.form.fields[name].read() for name in WHOLE} == WHOLE
    assert not again.dirty
    assert "P-0001" in again.heading.text()
    assert "Ігар Выдуманы" in again.heading.text()
    assert_named(again)


def test_the_case_is_shown_of_who_gets_help_and_where_something_is_said(make: Make) -> None:
    form = make()
    case = form.form.fields["article"]
    assert not case.isHidden()
    write(form, category=PersonCategory.DONOR)
    assert case.isHidden()
    write(form, article="342", category=PersonCategory.PAYEE)
    assert not case.isHidden()


def test_the_status_is_a_column_and_a_filter(desk: Desk) -> None:
    desk.kit.person("Heron", PersonCategory.BENEFICIARY, case_status="detained")
    desk.kit.person("Swift", PersonCategory.BENEFICIARY)
    (row,) = read_page(desk.office, PEOPLE.kind, Query(filters={"status": "detained"})).rows
    (column,) = (each for each in PEOPLE.columns if each.name == "status")
    assert (row.code, column.text(row)) == ("P-0001", "Detained")


def test_a_change_is_stored_on_its_revision(make: Make, desk: Desk) -> None:
    code = desk.kit.person("Heron")
    form, rival = make(code), make(code)
    write(form, notes="Mine")
    form.save()
    write(rival, notes="Theirs")
    rival.save()
    assert "Somebody has changed this" in rival.banner.text
    assert rival.form.fields["notes"].read() == "Theirs"
    assert load_person(desk.office, code).draft.notes == "Mine"


def test_saving_and_beginning_another(make: Make, desk: Desk, qtbot: QtBot) -> None:
    form = make()
    write(form, alias="Heron")
    with qtbot.waitSignal(form.another_asked):
        form.save(another=True)
    assert load_person(desk.office, "P-0001").draft.alias == "Heron"


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ({"notes": "nobody"}, "alias"),
        ({"alias": "Heron", "iban": "PL00109010140000071219812874"}, "iban"),
        ({"alias": "Heron", "birth_date": date(1850, 1, 1)}, "birth_date"),
        ({"alias": "Heron", "birth_date": date(2026, 5, 21)}, "birth_date"),
        ({"alias": "H" * 300}, "alias"),
        ({"alias": "Taken"}, "alias"),
    ],
)
def test_what_is_wrong_stands_at_its_field(make: Make, desk: Desk, values: dict[str, object], at: str) -> None:
    desk.kit.person("Taken")
    form = make()
    write(form, **values)
    form.save()
    assert form.form.fields[at].problem
    assert "Not saved" in form.banner.text
    assert form.dirty
    assert len(pick_people(desk.office, "")) == 1


def test_a_date_that_cannot_be_read_is_refused_at_its_field(make: Make, desk: Desk) -> None:
    form = make()
    write(form, alias="Heron")
    form.form.fields["birth_date"].line.setText("in spring")
    form.save()
    assert "in spring" in form.form.fields["birth_date"].problem
    assert pick_people(desk.office, "") == ()


def test_warnings_do_not_block(make: Make, desk: Desk) -> None:
    form = make()
    write(form, alias="Heron", email="no address", phone="12")
    form.save()
    assert load_person(desk.office, "P-0001").draft.email == "no address"


def leave(form: PersonForm, **values: str) -> None:
    """Type into fields, and leave each."""
    for name, text in values.items():
        line = form.form.fields[name].line
        line.selectAll()
        line.insert(text)
        form.form.fields[name].leave()


def told(form: PersonForm, name: str) -> str:
    note = form.findChild(QLabel, f"person.{name}_proposed")
    return "" if note.isHidden() else note.text()


def test_the_latin_name_and_the_banks_are_proposed_and_marked(make: Make, desk: Desk) -> None:
    form = make()
    leave(form, name_local="Дзмітрый Бабрыковіч")
    assert form.form.fields["name_latin"].read() == "Dzmitry Babrykovich"
    assert told(form, "name_latin") == "Proposed; check the passport. It may also say Dzmitryi Babrykovich."
    assert "check the passport" in form.form.fields["name_latin"].editor.accessibleDescription()
    assert form.form.fields["name_bank"].read() == "Dzmitry Babrykovich"
    assert told(form, "name_bank") == "Proposed from the Latin name; check the bank's papers."
    assert_named(form)
    leave(form, name_local="Ігар Бабрыковіч")  # a proposal follows
    assert form.form.fields["name_latin"].read() == form.form.fields["name_bank"].read() == "Ihar Babrykovich"
    assert told(form, "name_latin") == "Proposed; check the passport."
    use_language("be")
    assert told(form, "name_latin") != "Proposed; check the passport."
    form.save()
    stored = load_person(desk.office, "P-0001").draft
    assert (stored.name_latin, stored.name_bank) == ("Ihar Babrykovich", "Ihar Babrykovich")
    assert not told(make("P-0001"), "name_latin"), "what is stored is no proposal any more"


def test_a_workers_word_is_never_proposed_over(make: Make) -> None:
    form = make()
    leave(form, name_local="Ігар")
    leave(form, name_latin="Igor")
    assert not told(form, "name_latin")
    assert form.form.fields["name_bank"].read() == "Igor", "the bank's name followed"
    leave(form, name_local="Ганна")
    assert form.form.fields["name_latin"].read() == "Igor"
    leave(form, name_latin="")
    leave(form, name_bank="IGOR P")
    leave(form, name_local="Марыя")
    assert form.form.fields["name_latin"].read() == "", "emptied by the worker"
    assert form.form.fields["name_bank"].read() == "IGOR P"


def test_languages_tell_by_whose_rule_and_nothing_to_propose_takes_it_away(make: Make) -> None:
    form = make()
    leave(form, name_local="Юлия Ковальчук")
    assert form.form.fields["name_latin"].read() == "Iuliia Kovalchuk"
    leave(form, languages="uk")
    assert form.form.fields["name_latin"].read() == "Yulyia Kovalchuk"
    leave(form, name_local="გიორგი")
    assert form.form.fields["name_latin"].read() == form.form.fields["name_bank"].read() == ""
    assert not told(form, "name_latin")
    assert not told(form, "name_bank")


def test_what_is_stored_is_not_proposed_over(make: Make, desk: Desk) -> None:
    code = desk.kit.person("Heron", name_local="Ігар", name_latin="Igor")
    form = make(code)
    leave(form, name_local="Ганна")
    assert form.form.fields["name_latin"].read() == "Igor"
    assert form.form.fields["name_bank"].read() == "Igor"
    assert told(form, "name_bank")


def test_a_draft_knows_what_was_proposed(make: Make) -> None:
    form, again = make(), make()
    leave(form, name_local="Ігар", name_bank="IGOR")
    again.drafting.take(form.drafting.state())
    assert again.form.fields["name_latin"].read() == "Ihar"
    assert told(again, "name_latin") == "Proposed; check the passport."
    leave(again, name_local="Ганна")
    assert again.form.fields["name_latin"].read() == "Hanna"
    assert again.form.fields["name_bank"].read() == "IGOR"


def test_a_phone_is_shown_as_dialled_from_everywhere_and_other_words_stay(make: Make) -> None:
    form = make()
    leave(form, phone="00370 612 34567")
    assert form.form.fields["phone"].read() == "+37061234567"
    leave(form, phone="ask the sister")
    assert form.form.fields["phone"].read() == "ask the sister"


def test_a_wrong_bic_stands_in_the_way_and_a_wrong_number_of_a_document_does_not(make: Make, desk: Desk) -> None:
    form = make()
    leave(form, alias="Heron", bic="WBKPPLP", document="PESEL 44051401358")
    assert "BIC" in form.form.fields["bic"].problem
    assert "Polish PESEL" in form.form.fields["document"].problem
    leave(form, bic="WBKPPLPP")
    form.save()
    assert load_person(desk.office, "P-0001").draft.document == "PESEL 44051401358"


def test_archiving_and_bringing_back_keep_what_is_being_typed(make: Make, desk: Desk) -> None:
    code = desk.kit.person("Heron")
    form = make(code)
    assert form.archive_button.text() == "Archive"
    write(form, notes="half a note")
    form.archive_button.click()
    assert load_person(desk.office, code).archived
    assert form.archive_button.text() == "Bring back"
    assert form.form.fields["notes"].read() == "half a note"
    assert form.dirty
    form.archive_button.click()
    assert not load_person(desk.office, code).archived
    form.save()
    assert load_person(desk.office, code).draft.notes == "half a note"


def test_a_new_person_cannot_be_archived_yet(make: Make) -> None:
    assert make().archive_button.isHidden()


def test_concerns_of_a_later_version_survive(make: Make, desk: Desk) -> None:
    code = desk.kit.person("Heron", concerns=("health", "of_tomorrow"))
    form = make(code)
    write(form, notes="x")
    form.save()
    assert load_person(desk.office, code).draft.concerns == ("health", "of_tomorrow")


def test_without_the_book_of_names_it_is_read_only(make: Make, desk: Desk, tasks: InlineTasks) -> None:
    code = desk.kit.person("Heron", name_local="Ігар Выдуманы")
    blind = desk_without_names(desk, tasks)
    form = make(code, blind)
    assert "no key" in form.banner.text
    assert form.form.fields["alias"].line.isReadOnly()
    assert form.heading.text() == code
    blind.office.close()


def test_texts_follow_the_language(make: Make) -> None:
    form = make()
    english = form.heading.text()
    use_language("be")
    assert form.heading.text() != english
    assert form.form.fields["category"].box.itemText(0) != "Beneficiary"


class TestList:
    def test_every_sort_and_filter_is_known_to_the_storage(self, desk: Desk) -> None:
        desk.kit.person("Heron")
        for column in PEOPLE.columns:
            for descending in (False, True):
                assert read_page(desk.office, PEOPLE.kind, Query(column.sort, descending)).rows
        for spec in PEOPLE.filters:
            for choice in spec.choices:
                read_page(desk.office, PEOPLE.kind, Query(filters={spec.name: choice.value}))

    def test_a_row_opens_its_form_and_leaving_it_comes_back(self, page: SectionPage, desk: Desk) -> None:
        desk.kit.person("Heron", PersonCategory.BENEFICIARY)
        page.rows.refresh()
        assert_named(page)
        page.rows.table.opened.emit(0)
        assert isinstance(page.form, PersonForm)
        assert page.form.code == "P-0001"
        page.form.cancel_button.click()
        assert page.form is None

    def test_what_is_typed_is_asked_about_before_it_is_lost(self, page: SectionPage, desk: Desk) -> None:
        page.open_code(NEW)
        assert isinstance(page.form, PersonForm)
        write(page.form, alias="Heron")
        assert page.unsaved()
        desk.prompts.will_answer(False, True)
        page.form.cancel_button.click()
        assert page.form is not None
        page.form.cancel_button.click()
        assert page.form is None
        assert pick_people(desk.office, "") == ()

    def test_a_saved_person_appears_and_an_archived_one_goes(self, page: SectionPage, desk: Desk) -> None:
        page.open_code(NEW)
        assert isinstance(page.form, PersonForm)
        write(page.form, alias="Heron")
        page.form.save()
        assert page.form is None
        assert page.rows.model.rowCount() == 1
        page.open_code("P-0001")
        assert isinstance(page.form, PersonForm)
        page.form.archive_button.click()
        assert page.rows.model.rowCount() == 0
        page.rows.archived.setChecked(True)
        assert page.rows.model.rowCount() == 1

    def test_a_name_is_found_from_another_script(self, page: SectionPage, desk: Desk) -> None:
        desk.kit.person("Heron", name_local="Андрэй Кавалевіч", name_latin="Andrei Kavalevich")
        desk.kit.person("Swift", name_local="Ганна Іншая")
        page.rows.refresh()
        for text in ("Андрей Ковалевич", "Andrey Kovalevich", "heron"):
            page.rows.filter.setText(text)
            page.rows.apply_filter()
            assert [page.rows.model.index(row, 0).data() for row in range(page.rows.model.rowCount())] == ["P-0001"]


def test_a_person_saved_elsewhere_is_shown_with_the_new_facts(make: Make, desk: Desk) -> None:
    code = desk.kit.person("Heron")
    before = load_person(desk.office, code)
    save_person(desk.office, before.draft, code, before.revision)
    form = make(code)
    write(form, notes="fine")
    form.save()
    assert load_person(desk.office, code).draft.notes == "fine"
