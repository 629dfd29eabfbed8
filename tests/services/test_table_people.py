"""People from a table: the preview of each row, choices, one transaction, and what stops it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.duplicates import Reason
from desktop.domain.errors import Refused, Severity, Stopped
from desktop.domain.journal import Record
from desktop.domain.pages import Concern
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.domain.table_fields import PersonField, TableKind
from desktop.domain.table_import import RowChoice, RowPlan, RowState, TablePreview, Twin
from desktop.domain.table_maps import TableMap
from desktop.domain.text import tidied
from desktop.services import people, table_people, tables, undo, wording
from desktop.services.table_import import import_table, preview_table
from desktop.services.verification import verify
from tests.services.office_kit import Kit, make_office

P = PersonField
HEAD = "Code;Name;Alias;Passport;Born;IBAN;Phone;Category\n"


def look(kit: Kit, text: str, **more: Any) -> TablePreview:
    read = tables.look_at_table(kit.office, TableKind.PEOPLE, tables.read_table_bytes(text.encode()))
    return preview_table(kit.office, read.table, replace(read.proposed, **more))


def brief(row: RowPlan) -> tuple[RowState, RowChoice, str, list[str]]:
    return row.state, row.choice, row.code, [each.code for each in row.problems]


def records(kit: Kit) -> list[tuple[str, str]]:
    with kit.office.work() as work:
        return [(link.record.verb, link.record.subject) for link, _hash in work.journal.links()]


NEW = (RowState.NEW, RowChoice.ADD, "", [])


def test_new_rows_are_added_in_one_transaction(kit: Kit) -> None:
    preview = look(kit, HEAD + ";Anna Kowalska;Linden;AB123;4.5.1990;;+48600100200;donor\n;Olga;;;;;;\n")
    assert [brief(each) for each in preview.rows] == [NEW, NEW]
    before = len(records(kit))
    done = import_table(kit.office, preview)
    assert (done.added, done.changed, done.skipped, done.refused) == (("P-0001", "P-0002"), (), 0, 0)
    assert people.load_person(kit.office, "P-0001").draft == PersonDraft(
        PersonCategory.DONOR, "Anna Kowalska", alias="Linden", document="AB123", birth_date=date(1990, 5, 4),
        phone="+48600100200",
    )  # fmt: skip
    assert records(kit)[before:] == [
        ("table.imported", "people"), ("person.added", "P-0001"), ("person.added", "P-0002"),
    ]  # fmt: skip
    assert verify(kit.office).findings == ()


def test_the_journal_tells_no_personal_values(kit: Kit) -> None:
    import_table(kit.office, look(kit, HEAD + ";Anna Kowalska;Linden;AB123;4.5.1990;;+48600100200;\n"))
    with kit.office.work() as work:
        told = str([(link.record.subject, dict(link.record.facts)) for link, _hash in work.journal.links()])
    assert not any(each in told for each in ("Anna", "Kowalska", "Linden", "AB123", "1990", "600100"))


def test_known_people_are_matched_by_code_alias_and_document(kit: Kit) -> None:
    kit.person("Linden", document="AB 123-4", phone="+48600100200")
    kit.person("Maple", document="CD5")
    kit.person("Birch")
    preview = look(
        kit, HEAD + "p-1;;;;;;+48600100299;\n;Maria Nowa;;cd-5;;;;\n;;birch;;1.2.1980;;;\n;;birch;;;;+48600100200;\n"
    )
    assert [(each.state, each.code) for each in preview.rows] == [
        (RowState.CHANGED, "P-0001"), (RowState.CHANGED, "P-0002"), (RowState.CHANGED, "P-0003"),
        (RowState.DUPLICATE, "P-0003"),
    ]  # fmt: skip
    assert [(each.field, each.before, each.after) for each in preview.rows[0].changes] == [
        ("phone", "+48600100200", "+48600100299")
    ]
    assert (preview.rows[3].twin, preview.rows[3].twin_line, preview.rows[3].choices) == (
        Twin.ROW, 4, (RowChoice.SKIP,),
    )  # fmt: skip
    done = import_table(kit.office, preview)
    assert (done.changed, done.skipped) == (("P-0001", "P-0002", "P-0003"), 1)
    maple = people.load_person(kit.office, "P-0002")
    assert (maple.draft.name_local, maple.draft.document, maple.draft.alias) == ("Maria Nowa", "cd-5", "Maple")
    assert verify(kit.office).findings == ()


def test_an_empty_cell_takes_nothing_away_and_the_same_is_a_duplicate(kit: Kit) -> None:
    kit.person("Linden", phone="+48600100200")
    preview = look(kit, HEAD + ";;Linden;;;;+48600100200;\n;;linden;;;;;\n")
    assert brief(preview.rows[0])[:3] == (RowState.DUPLICATE, RowChoice.SKIP, "P-0001")
    assert preview.rows[0].twin is Twin.SAME
    with pytest.raises(Refused, match=r"import\.nothing_chosen"):
        import_table(kit.office, preview)


def test_people_who_are_likely_the_same(kit: Kit) -> None:
    kit.person("Linden", name_local="Anna Kowalska", birth_date=date(1990, 5, 4))
    preview = look(kit, HEAD + ";anna kowalska;;;4.5.1990;;+48600100200;\n;Anna Kowalska;;;4.5.1991;;;\n")
    assert [(each.state, each.twin, each.code) for each in preview.rows] == [
        (RowState.DUPLICATE, Twin.ALIKE, "P-0001"), (RowState.NEW, None, ""),
    ]  # fmt: skip
    assert preview.rows[0].choices == (RowChoice.SKIP, RowChoice.ADD, RowChoice.CHANGE)
    changed = preview.with_choice({preview.rows[0].row}, RowChoice.CHANGE)
    done = import_table(kit.office, changed)
    assert (done.added, done.changed) == (("P-0002",), ("P-0001",))
    assert people.load_person(kit.office, "P-0001").draft.phone == "+48600100200"
    again = look(kit, HEAD + ";Anna Kowalska;;;;;;\n")
    assert import_table(kit.office, again.with_choice({1}, RowChoice.ADD)).added == ("P-0003",)


def test_people_who_are_here_in_another_script_are_likely_the_same(kit: Kit) -> None:
    kit.person("Linden", name_latin="Andrei Kavalevich")
    kit.person("Maple", name_local="Вера Лес", phone="+375291234567")
    kit.person("Birch", name_local="Ганна Сярова", document="MP1234567")
    preview = look(
        kit,
        HEAD + ";Ковалевич Андрей;;;;;;\n;Ганна Чужая;;mp 1234567;;;;\n;;Ясень;;;;8 029 123 45 67;\n;Olga Nova;;;;;;\n"
        ";Андрей Ковалевич;;;;;;\n",
    )
    assert [(each.state, each.choice, each.twin, each.code) for each in preview.rows] == [
        (RowState.DUPLICATE, RowChoice.SKIP, Twin.ALIKE, "P-0001"),
        (RowState.CHANGED, RowChoice.CHANGE, None, "P-0003"),
        (RowState.NEW, RowChoice.ADD, None, ""),
        (RowState.NEW, RowChoice.ADD, None, ""),
        (RowState.DUPLICATE, RowChoice.SKIP, Twin.ALIKE, "P-0001"),
    ]
    first, _changed, phone, other, _last = preview.rows
    assert [(each.code, each.params["code"], each.params["reasons"]) for each in first.problems] == [
        ("import.looks_like", "P-0001", (Reason.SWAPPED,))
    ]
    said = wording.sentence(first.problems[0])
    assert said == "Looks like P-0001: names alike, in another order. Check that they are different people."
    assert [(each.code, each.severity) for each in phone.problems if each.code != "person.phone"] == [
        ("import.looks_like", Severity.WARNING)
    ]
    assert not other.problems
    changed = preview.with_choice({first.row}, RowChoice.CHANGE)
    assert import_table(kit.office, changed).changed == ("P-0001", "P-0003")
    assert people.load_person(kit.office, "P-0001").draft.name_local == "Ковалевич Андрей"


def test_concerns_come_from_a_column_and_none_is_taken_away(kit: Kit) -> None:
    kit.person("Linden", concerns=("helpers",))
    preview = look(kit, "Alias;Рызыкі\nlinden;здароўе\nMaple;health, children\nBirch;storm\n")
    assert [each.state for each in preview.rows] == [RowState.CHANGED, RowState.NEW, RowState.REFUSED]
    assert [each.code for each in preview.rows[2].problems] == ["import.concern"]
    import_table(kit.office, preview)
    assert people.load_person(kit.office, "P-0001").draft.concerns == ("helpers", "health")
    assert people.load_person(kit.office, "P-0002").draft.concerns == ("health", "minors")


def test_rows_that_repeat_each_other(kit: Kit) -> None:
    preview = look(
        kit,
        HEAD + ";Anna;Linden;;;;;\n;Olga;linden;;;;;\n;Maria;;AB1;;;;\n;Marya;;ab-1;;;;\n;Rita;;;;;;\n;rita;;;;;;\n"
        ";Rita;;;1.1.1990;;;\n;Nina;;;1.1.1990;;;\n;Nina;;;1.1.1991;;;\n",
    )
    assert [(each.state, each.twin_line) for each in preview.rows] == [
        (RowState.NEW, 0), (RowState.DUPLICATE, 2), (RowState.NEW, 0), (RowState.DUPLICATE, 4), (RowState.NEW, 0),
        (RowState.DUPLICATE, 6), (RowState.DUPLICATE, 6), (RowState.NEW, 0), (RowState.NEW, 0),
    ]  # fmt: skip
    twice = preview.with_choice({2}, RowChoice.ADD)
    with pytest.raises(Refused) as refused:
        import_table(kit.office, twice)
    assert [(each.code, each.at) for each in refused.value.problems] == [("person.alias_taken", "rows.2.alias")]
    with kit.office.work() as work:
        assert not work.people.exists("P-0001")  # nothing of it was stored


def test_what_is_refused_says_why(kit: Kit) -> None:
    kit.person("Linden", document="AB1")
    kit.person("Maple")
    people.archive_person(kit.office, "P-0002")
    preview = look(
        kit,
        HEAD + "P-0099;Anna;;;;;;\nP-0002;Anna;;;;;;\n;;;;;;+48600100200;\n;=cmd;;;;;;\n;Anna;;;soon;;;\n"
        ";Anna;;;;LT12 0000 0000 0000 0000;;\n;;maple;AB1;;;;\nP-0001;;maple;;;;;\n;Anna;;;1.1.1800;;;\n",
    )
    assert [brief(each)[3] for each in preview.rows] == [
        ["person.not_found"], ["person.archived"], ["person.needs_a_name"], ["import.formula_text"],
        ["date.unreadable"], ["person.iban"], ["person.archived"], ["person.alias_taken"], ["person.birth_year"],
    ]  # fmt: skip
    assert {each.state for each in preview.rows} == {RowState.REFUSED}
    assert {each.choices for each in preview.rows} == {(RowChoice.SKIP,)}


def test_warnings_do_not_refuse(kit: Kit) -> None:
    kit.person("Linden", iban="LT601010012345678901")
    preview = look(kit, HEAD + ";Anna;;;03/04/1990;lt60 1010 0123 4567 8901;12;\n")
    assert brief(preview.rows[0]) == (
        RowState.NEW, RowChoice.ADD, "", ["import.two_days", "person.phone", "import.same_account"],
    )  # fmt: skip


def test_a_record_that_changed_meanwhile_stops_all(kit: Kit) -> None:
    kit.person("Linden")
    preview = look(kit, HEAD + ";;Linden;;;;+48600100200;\n;Olga;;;;;;\n")
    person = people.load_person(kit.office, "P-0001")
    people.save_person(kit.office, replace(person.draft, notes="called"), "P-0001", person.revision)
    with pytest.raises(Refused) as refused:
        import_table(kit.office, preview)
    assert [(each.code, each.at) for each in refused.value.problems] == [("import.changed_meanwhile", "rows.1.")]
    with kit.office.work() as work:
        assert not work.people.exists("P-0002")


def test_two_rows_that_would_change_one_person_are_refused(kit: Kit) -> None:
    kit.person("Linden", name_local="Anna Kowalska")
    preview = look(kit, HEAD + "P-0001;;;;;;+48600100200;\n;Anna Kowalska;;;;;+48600100299;\n")
    both = preview.with_choice({2}, RowChoice.CHANGE)
    assert [each.code for each in both.chosen] == ["P-0001", "P-0001"]
    with pytest.raises(Refused) as refused:
        import_table(kit.office, both)
    assert [(each.code, each.at) for each in refused.value.problems] == [("import.changed_meanwhile", "rows.2.")]
    assert people.load_person(kit.office, "P-0001").draft.phone == ""


def test_rows_are_stored_in_their_order_however_many_go_together(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_people, "_AT_ONCE", 3)
    for alias in ("Linden", "Maple", "Birch"):
        kit.person(alias)
    rows = ";;Linden;;;;+48600100201;\n;Olga;;;;;;\n;;Maple;;;;+48600100202;\n;Nina;;;;;;\n;Rita Nowak;Willow;;;;;\n"
    before = len(records(kit))
    done = import_table(kit.office, look(kit, HEAD + rows + ";;Birch;;;;+48600100203;\n;Zoya;;;;;;\n"))
    assert done.added == ("P-0004", "P-0005", "P-0006", "P-0007")
    assert done.changed == ("P-0001", "P-0002", "P-0003")
    assert [subject for _verb, subject in records(kit)[before:]] == [
        "people", "P-0001", "P-0004", "P-0002", "P-0005", "P-0006", "P-0003", "P-0007",
    ]  # fmt: skip
    assert people.load_person(kit.office, "P-0006").draft.name_local == "Rita Nowak"
    with kit.office.work() as work:
        assert work.duplicates.alike(PersonDraft(name_local="Nowak Rita"))
    step = undo.undo(kit.office)
    assert len(step.codes) == 7
    assert people.load_person(kit.office, "P-0002").draft.phone == ""
    assert [people.load_person(kit.office, code).archived for code in done.added] == [True] * 4
    assert verify(kit.office).findings == ()


def test_a_step_back_of_many_asks_for_aliases(kit: Kit) -> None:
    kit.person("Linden")
    import_table(kit.office, look(kit, HEAD + "P-0001;;Maple;;;;;\n;Olga;;;;;;\n"))
    kit.person("Linden")
    kit.office.steps.past = kit.office.steps.past.without_last()
    with pytest.raises(Refused, match=r"person\.alias_taken"):
        undo.undo(kit.office)
    assert not people.load_person(kit.office, "P-0002").archived


def test_an_import_is_one_step_back_and_forward(kit: Kit) -> None:
    kit.person("Linden", phone="+48600100200")
    import_table(kit.office, look(kit, HEAD + ";;Linden;;;;+48600100299;\n;Olga;;;;;;\n"))
    undo.undo(kit.office)
    assert people.load_person(kit.office, "P-0001").draft.phone == "+48600100200"
    assert people.load_person(kit.office, "P-0002").archived
    undo.redo(kit.office)
    assert people.load_person(kit.office, "P-0001").draft.phone == "+48600100299"
    assert not people.load_person(kit.office, "P-0002").archived
    person = people.load_person(kit.office, "P-0001")
    with kit.office.work() as work:  # somebody else
        work.people.save("P-0001", replace(person.draft, notes="called"), person.revision)
        work.commit(Record("person.changed", "P-0001", {"category": "donor", "revision": person.revision + 1}))
    with pytest.raises(Refused, match=r"undo\.changed"):
        undo.undo(kit.office)
    assert not people.load_person(kit.office, "P-0002").archived
    assert verify(kit.office).findings == ()


class StopAt:
    """Stops the work at a step."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self, done: int, whole: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise Stopped


def test_stopping_stores_nothing(kit: Kit) -> None:
    rows = "".join(f";Person {number};;;;;;\n" for number in range(10))
    preview = look(kit, HEAD + rows)
    for at in (0, 5):
        with pytest.raises(Stopped):
            import_table(kit.office, preview, progress=StopAt(at))
        with kit.office.work() as work:
            assert not work.people.exists("P-0001")
    read = tables.look_at_table(kit.office, TableKind.PEOPLE, tables.read_table_bytes((HEAD + rows).encode()))
    for at in (0, 10, 15):
        with pytest.raises(Stopped):
            preview_table(kit.office, read.table, read.proposed, progress=StopAt(at))


def test_a_map_that_names_nobody_and_a_table_without_rows_are_refused(kit: Kit) -> None:
    table = tables.read_table_bytes(b"Phone;Town\n1;2\n")
    with pytest.raises(Refused, match=r"import\.needs_name_column"):
        preview_table(kit.office, table, TableMap(TableKind.PEOPLE, (P.PHONE, None)))
    with pytest.raises(Refused, match=r"import\.no_rows"):
        preview_table(kit.office, table, TableMap(TableKind.PEOPLE, (P.ALIAS, None), 2))


def test_maps_are_kept_replaced_and_taken_away(kit: Kit) -> None:
    read = tables.look_at_table(kit.office, TableKind.PEOPLE, tables.read_table_bytes(b"Who;Tel\nAnna;1\n"))
    chosen = read.proposed.with_column(0, P.ALIAS)
    tables.keep_table_map(kit.office, " Ours ", chosen, read.heads)
    again = tables.look_at_table(kit.office, TableKind.PEOPLE, tables.read_table_bytes(b"Tel;Who\n1;Anna\n"))
    assert (again.saved, again.proposed.columns) == ("Ours", (P.PHONE, P.ALIAS))
    tables.keep_table_map(kit.office, "Ours", read.proposed.with_column(0, P.NAME_LATIN), read.heads)
    assert [each.name for each in tables.table_maps(kit.office, TableKind.PEOPLE)] == ["Ours"]
    assert tables.table_maps(kit.office, TableKind.ITEMS) == ()
    items = tables.look_at_table(kit.office, TableKind.ITEMS, tables.read_table_bytes(b"What;Sum\nBread;1\n"))
    with pytest.raises(Refused, match=r"import\.map_other_kind"):
        tables.keep_table_map(kit.office, "Ours", items.proposed.with_column(0, None), items.heads)
    with pytest.raises(Refused, match=r"import\.map_name"):
        tables.keep_table_map(kit.office, " ", chosen, read.heads)
    from desktop.services import settings as office_settings

    office_settings.save_settings(kit.office, office_settings.load_settings(kit.office))
    assert len(tables.table_maps(kit.office, TableKind.PEOPLE)) == 1
    tables.forget_table_map(kit.office, "Ours")
    tables.forget_table_map(kit.office, "Ours")
    assert tables.table_maps(kit.office, TableKind.PEOPLE) == ()
    assert [verb for verb, _subject in records(kit)].count("table.map_removed") == 1
    assert verify(kit.office).findings == ()


def test_too_many_maps_are_refused(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_SAVED", 1)
    read = tables.look_at_table(kit.office, TableKind.PEOPLE, tables.read_table_bytes(b"Name;Tel\nAnna;1\n"))
    tables.keep_table_map(kit.office, "One", read.proposed, read.heads)
    with pytest.raises(Refused, match=r"import\.map_many"):
        tables.keep_table_map(kit.office, "Two", read.proposed, read.heads)


def test_pasted_rows_are_read(kit: Kit) -> None:
    table = tables.read_pasted("Імя\tТэлефон\nГанна\t+37529\n")
    assert tables.look_at_table(kit.office, TableKind.PEOPLE, table).proposed.columns == (P.NAME_LOCAL, P.PHONE)


def test_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(b"Name;Tel\nAnna;1\n")  # whatever its name says
    assert tables.read_table_file(path).rows[1] == ("Anna", "1")


# ------------------------------------------------------------------------------------------------------- there and back

_TEXT = st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x4FF), max_size=30).filter(
    lambda text: not text.lstrip().startswith(("=", "@", "#"))
)
_DRAFTS = st.builds(
    PersonDraft,
    category=st.sampled_from(PersonCategory),
    name_local=_TEXT, name_latin=_TEXT, name_bank=_TEXT, document=_TEXT, phone=_TEXT, safe_channel=_TEXT,
    do_not_contact_via=_TEXT, languages=_TEXT, account_holder=_TEXT,
    bic=st.sampled_from(("", "WBKPPLPP", "CBVILT2XXXX")),
    address=st.lists(_TEXT, max_size=3).map("\n".join), notes=st.lists(_TEXT, max_size=3).map("\n".join),
    birth_date=st.none() | st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    country=st.sampled_from(("", "LT", "PL", "BY")), nationality=st.sampled_from(("", "BY", "UA")),
    concerns=st.sets(st.sampled_from(Concern)).map(lambda some: tuple(each.value for each in Concern if each in some)),
    iban=st.sampled_from(("", "LT601010012345678901")), email=st.sampled_from(("", "a@example.org")),
)  # fmt: skip


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    office = make_office(tmp_path_factory.mktemp("office") / "vault")
    yield Kit(office)
    office.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts=st.lists(_DRAFTS, min_size=1, max_size=5), separator=st.sampled_from(";,\t"), excel=st.booleans())
def test_drafts_written_to_a_table_come_back_the_same(
    lasting: Kit, drafts: list[PersonDraft], separator: str, excel: bool
) -> None:
    names = [each.name for each in fields(PersonDraft)]
    whole = io.StringIO()
    writer = csv.writer(whole, delimiter=separator, lineterminator="\r\n" if excel else "\n")
    writer.writerow(names)
    wanted = []
    for number, draft in enumerate(drafts):
        made = tidied(replace(draft, alias=f"Linden {number}"), ("address", "notes"))
        wanted.append(made)
        writer.writerow([_shown(getattr(made, name)) for name in names])
    data = whole.getvalue().encode("utf-8-sig" if excel else "utf-8")
    from desktop.domain.table_rows import TableAsked
    from desktop.intake.tables.reader import read_table

    read = tables.look_at_table(lasting.office, TableKind.PEOPLE, read_table(data, TableAsked()))
    preview = preview_table(lasting.office, read.table, read.proposed)
    assert [each.draft for each in preview.rows] == wanted


def _shown(value: object) -> str:
    if isinstance(value, PersonCategory):
        return value.value
    if isinstance(value, tuple):
        return ", ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")
