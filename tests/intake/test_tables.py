"""Tables that somebody made are read into rows of texts: each encoding, separator and kind of cell."""

import datetime
import io
from collections.abc import Sequence

import openpyxl
import pytest

from desktop.domain.errors import CannotRead, Stopped
from desktop.domain.table_rows import TableAsked, TableText
from desktop.intake.apart import helper
from desktop.intake.apart.wire import Part, read_part
from desktop.intake.tables import apart
from desktop.intake.tables.apart import read_table_apart
from desktop.intake.tables.reader import read_table
from tests.intake.table_files import PLAIN, sheet, strings, text_cell, workbook

HEADS = {
    "be": ("Імя", "Тэлефон", "Горад"),
    "ru": ("Фамилия", "Телефон", "Ещё"),
    "pl": ("Imię i nazwisko", "Telefon", "Źródło, łódź"),
    "lt": ("Vardas, pavardė", "Telefonas", "Šalis ąčęėįšųūž"),
}
ROWS = {
    "be": ("Ганна Ўладаўна", "+375 29 123-45-67", "Гродна; Мінск"),
    "ru": ("Ёлкина Анна", "8 029 123", 'ул. "Новая", 5\nкв. 7'),
    "pl": ("Żółć Śmigła", "+48 600 100 200", 'plac "Nowy"; 5\nm. 7'),
    "lt": ("Šarūnė Žąsytė", "+370 600 10000", 'gatvė "Nauja"; 5\nbt. 7'),
}


def written(language: str, separator: str) -> str:
    """A table with a title above it, quotes, and line breaks within cells."""

    def record(cells: Sequence[str]) -> str:
        return separator.join('"' + cell.replace('"', '""') + '"' for cell in cells)

    rows = [record(HEADS[language]), *[record(ROWS[language])] * 5]
    return "\r\n".join([*rows, ""])


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("language", "codec", "told"),
    [
        ("be", "utf-8", "utf-8"),
        ("ru", "utf-8-sig", "utf-8"),
        ("be", "utf-16", "utf-16"),
        ("ru", "utf-16-le", "utf-16"),
        ("ru", "cp1251", "cp1251"),
        ("be", "cp1251", "cp1251"),
        ("pl", "cp1250", "cp1250"),
        ("lt", "cp1257", "cp1257"),
        ("lt", "utf-8", "utf-8"),
    ],
)
def test_each_encoding_with_each_separator(language: str, codec: str, told: str, separator: str) -> None:
    table = read_table(written(language, separator).encode(codec), TableAsked())
    assert (table.encoding, table.separator) == (told, separator)
    assert table.rows[0] == HEADS[language]
    assert set(table.rows[1:]) == {ROWS[language]}
    assert table.lines[0] == 1


def test_a_chosen_encoding_is_taken() -> None:
    data = "Имя;Город\nЛёва;Минск\n".encode("koi8-r")
    assert read_table("Имя;Город\n".encode("cp1251"), TableAsked(encoding="cp1250")).rows[0][0] != "Имя"
    assert read_table(data, TableAsked()).rows[1] == ("Лёва", "Минск")
    assert read_table("Žemė;a\n".encode("cp1257"), TableAsked(encoding="cp1257")).rows[0][0] == "Žemė"
    with pytest.raises(CannotRead) as refused:
        read_table("a;b\n".encode("utf-16-be"), TableAsked(encoding="utf-8"))
    assert refused.value.params["reason"] == "binary"


def test_lines_are_those_of_the_file() -> None:
    table = read_table(b'sep=;\n\nName;Place\n\n"Anna\nMaria";Vilnius\nOlga;Riga\n', TableAsked())
    assert table.separator == ";"
    assert list(zip(table.lines, table.rows, strict=True)) == [
        (3, ("Name", "Place")),
        (5, ("Anna\nMaria", "Vilnius")),
        (7, ("Olga", "Riga")),
    ]


def test_quotes_that_follow_no_rule_are_taken_as_they_come() -> None:
    table = read_table(b'Name;Place\n"Anna" K.;Vilnius\nthe "5 corners";Riga\n', TableAsked())
    assert table.rows[1:] == (("Anna K.", "Vilnius"), ('the "5 corners"', "Riga"))


def test_one_column_and_decimal_commas() -> None:
    assert read_table(b"Anna\nOlga\n", TableAsked()).rows == (("Anna",), ("Olga",))
    assert read_table(b"What;Sum\nBread, milk;1,50\nTea;2,75\n", TableAsked()).rows[1] == ("Bread, milk", "1,50")


def test_a_workbook_that_a_library_wrote() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Людзі"
    page["A1"] = "People of the year"
    page.merge_cells("A1:D1")
    page.append(["Name", "Born", "Sum", "Formula"])
    page.append(["Żółć Ąžė", datetime.date(1990, 5, 4), 1200.5, "=1+1"])
    page.append([None, datetime.datetime.fromisoformat("1990-05-04T10:30"), 1.234, True])
    page["A9"] = 375291234567
    second = book.create_sheet("Другі")
    second["B2"] = 0.1 + 0.2
    hidden = book.create_sheet("Hidden")
    hidden["A1"] = "x"
    hidden.sheet_state = "hidden"
    whole = io.BytesIO()
    book.save(whole)
    table = read_table(whole.getvalue(), TableAsked())
    assert (table.sheets, table.sheet, table.unvalued) == (("Людзі", "Другі"), "Людзі", 1)
    assert table.rows == (
        ("People of the year",) * 4,
        ("Name", "Born", "Sum", "Formula"),
        ("Żółć Ąžė", "1990-05-04", "1200.5"),
        ("", "1990-05-04 10:30", "1.2340", "TRUE"),
        ("375291234567",),
    )
    assert table.lines == (1, 2, 3, 4, 9)
    assert read_table(whole.getvalue(), TableAsked("Другі")).rows == (("", "0.3"),)
    assert read_table(whole.getvalue(), TableAsked("no such")).sheet == "Людзі"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="A1"><v>1200.5</v></c>', "1200.5"),
        ('<c r="A1"><v>1E+3</v></c>', "1000"),
        ('<c r="A1"><v>1E+300</v></c>', "1E+300"),
        ('<c r="A1"><v>much</v></c>', "much"),
        ('<c r="A1" s="1"><v>1</v></c>', "1900-01-01"),
        ('<c r="A1" s="1"><v>59</v></c>', "1900-02-28"),
        ('<c r="A1" s="2"><v>61</v></c>', "1900-03-01"),
        ('<c r="A1" s="2"><v>43831.75</v></c>', "2020-01-01 18:00"),
        ('<c r="A1" s="1"><v>0.5</v></c>', "0.5"),
        ('<c r="A1" s="1"><v>99999999</v></c>', "99999999"),
        ('<c r="A1" s="1"><v>soon</v></c>', "soon"),
        ('<c r="A1" s="77"><v>43831</v></c>', "43831"),
        ('<c r="A1" s="x"><v>43831</v></c>', "43831"),
        ('<c r="A1" t="d"><v>2020-01-01T10:30:00</v></c>', "2020-01-01 10:30"),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSE"),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="A1" t="str"><f>A2</f><v>Anna</v></c>', "Anna"),
        ('<c r="A1" t="s"><v>0</v></c>', "Anna Maria"),
        ('<c t="s"><v>1</v></c>', "Naoko"),
        ('<c r="A1" t="inlineStr"><is><r><t>An</t></r><r><t>na</t></r></is></c>', "Anna"),
    ],
)
def test_each_kind_of_cell(cell: str, shown: str) -> None:
    texts = strings(
        "<si><r><t>Anna </t></r><r><t>Maria</t></r></si>",
        "<si><t>Naoko</t><rPh sb='0' eb='1'><t>reading</t></rPh></si>",
    )
    data = workbook(f'<row r="1">{cell}</row>', {"xl/sharedStrings.xml": texts})
    assert read_table(data, TableAsked()).rows == ((shown,),)


def test_days_may_count_from_1904_and_rows_and_cells_may_lack_places() -> None:
    book = (
        '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="A" r:id="rId1"/>'
        '<sheet name="Chart" r:id="rId9"/></sheets></workbook>'
    )
    data = workbook('<row><c s="1"><v>1</v></c><c><v>2</v></c></row><row><c/></row>', {"xl/workbook.xml": book})
    table = read_table(data, TableAsked())
    assert (table.sheets, table.rows, table.lines) == (("A",), (("1904-01-02", "2"),), (1,))


def test_joined_heads_stand_over_each_of_their_columns() -> None:
    rows = (
        f'<row r="1">{text_cell("A1", "Code")}{text_cell("B1", "Names")}</row>'
        f'<row r="2">{text_cell("B2", "local")}{text_cell("C2", "Latin")}</row>'
    )
    joined = (
        '<mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="A1:A2"/><mergeCell ref="F9:G9"/><mergeCell/></mergeCells>'
    )
    data = workbook(more={"xl/worksheets/sheet1.xml": sheet(rows, joined)})
    assert read_table(data, TableAsked()).rows == (("Code", "Names", "Names"), ("", "local", "Latin"))


class Steps:
    """Hears progress, and stops when it is told to."""

    def __init__(self, most: int = 10**9) -> None:
        self.heard: list[tuple[int, int]] = []
        self._most = most

    def step(self, done: int, whole: int) -> None:
        self.heard.append((done, whole))
        if len(self.heard) > self._most:
            raise Stopped


def test_a_table_comes_whole_through_the_helper() -> None:
    many = "Name;Notes\n" + "".join(f"Person {number};{'é' * 400}\n" for number in range(6000))
    steps = Steps()
    table = read_table_apart(many.encode(), TableAsked(), steps)
    assert table == read_table(many.encode(), TableAsked())
    assert len(table.rows) == 6001
    assert table.width == 2
    assert len(steps.heard) > 1
    assert steps.heard[-1] == (6001, 6001)
    with pytest.raises(Stopped):
        read_table_apart(many.encode(), TableAsked(), Steps(0))
    assert read_table_apart(workbook(PLAIN), TableAsked()).rows[1] == ("Anna Kowalska", "+48 600 100 200")


def test_the_helper_says_why_it_refuses() -> None:
    with pytest.raises(CannotRead) as refused:
        read_table_apart(b"Name\n" + b"x" * 40_000 + b"\n", TableAsked())
    assert dict(refused.value.params) == {"reason": "table_cell", "line": 2}
    with pytest.raises(CannotRead) as refused:
        read_table_apart(b"%PDF-1.7 ...", TableAsked())
    assert dict(refused.value.params) == {"reason": "no_table"}


def answered(data: bytes) -> list[Part]:
    target = io.BytesIO()
    helper.answer_table({"sheet": "", "encoding": ""}, data, target)
    target.seek(0)
    parts = []
    while target.tell() < len(target.getvalue()):
        parts.append(read_part(target))
    return parts


def test_what_the_helper_answers() -> None:
    parts = answered(b"a;b\n1;2\n")
    assert [sorted(part.told) for part in parts] == [
        ["encoding", "rows", "separator", "sheet", "sheets", "unvalued"],
        [],
        ["end"],
    ]
    assert answered(b"")[0].told == {"refused": {"reason": "empty"}}


def test_the_helper_may_run_out_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> TableText:
        raise MemoryError

    monkeypatch.setattr("desktop.intake.tables.reader.read_table", full)
    assert answered(b"a;b\n")[0].told == {"refused": {"reason": "table_bomb"}}


HEAD = {"rows": 1, "sheets": [], "sheet": "", "encoding": "", "separator": "", "unvalued": 0}


@pytest.mark.parametrize(
    "parts",
    [
        [Part({**HEAD, "rows": 2}), Part({}, b'[[1,["a"]]]')],
        [Part({**HEAD, "unvalued": -1}), Part({}, b'[[1,["a"]]]')],
        [Part({**HEAD, "sheets": "x"}), Part({}, b'[[1,["a"]]]')],
        [Part({**HEAD, "sheets": ["x"] * 500}), Part({}, b'[[1,["a"]]]')],
        [Part(HEAD), Part({}, b'[[1,["a", 5]]]')],
        [Part(HEAD), Part({}, b'[[1,"abc"]]')],
        [Part(HEAD), Part({}, b'[["1",["a"]]]')],
        [Part(HEAD), Part({}, b"not json")],
        [Part(HEAD), Part({}, b'[[1, ["a"], 3]]')],
        [Part(HEAD), Part({}, b'[[1,["' + b"x" * 40_000 + b'"]]]')],
        [Part(HEAD), Part({}, ("[" + ",".join(['[1,["a"]]'] * 60_000) + "]").encode())],
        [Part({}), Part({}, b'[[1,["a"]]]')],
        [Part({"refused": {"reason": "<b>anything"}})],
        [Part({"refused": "table_bomb"})],
    ],
)
def test_a_helper_that_says_anything_else_is_not_believed(parts: list[Part], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "hear", lambda *_: (part for part in parts))
    with pytest.raises(CannotRead) as refused:
        read_table_apart(b"", TableAsked())
    assert refused.value.params["reason"] == "reader_failed"
