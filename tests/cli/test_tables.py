"""People and expense items from a table, at the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.intake.table_files import PLAIN, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

PEOPLE = "Name;Tel\nAnna Kowalska;+48600100200\nOlga Nowa;+48600100201\n"


def test_people_are_imported_and_their_codes_printed(run: Run, vault: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    said = run("import-people", vault, file, "--dry-run")
    assert (said.code, said.out) == (0, "")
    assert said.err == "skarbonka: New: 2, Changed: 0, Duplicate: 0, Refused: 0\n"
    assert run("list", vault, "people", "--json").out == "[]\n"
    assert run("import-people", vault, file).out == "P-0001\nP-0002\n"
    again = run("import-people", vault, file)
    assert (again.code, again.out) == (0, "")
    assert "Duplicate: 2" in again.err
    assert run("verify", vault).code == 0


def test_a_workbook_with_its_columns_said(run: Run, vault: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(workbook(PLAIN))
    said = run("import-people", vault, file, "--map", "Name=alias", "--map", "2=", "--json", "--dates", "dmy")
    told = json.loads(said.out)
    assert (said.code, told["added"], told["stored"], told["sheet"]) == (0, ["P-0001"], True, "People")
    assert told["rows"] == [{"line": 2, "state": "new", "code": "", "changes": [], "problems": []}]
    assert "Kowalska" not in said.out
    assert json.loads(run("list", vault, "people", "--json").out)[0]["alias"] == "Anna Kowalska"


def test_refused_rows_keep_all_out_unless_they_are_left_out(run: Run, vault: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE + ";+48\n" + "=x;1\n" * 60, encoding="utf-8")
    said = run("import-people", vault, file)
    assert (said.code, said.out) == (1, "")
    assert "Row 4: Enter at least one name or an alias." in said.err
    assert "and 11 more rows" in said.err
    assert "Nothing was stored." in said.err
    said = run("import-people", vault, file, "--skip-refused")
    assert (said.code, said.out) == (1, "P-0001\nP-0002\n")


def test_items_are_imported_into_a_campaign(run: Run, busy: Path, tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    file.write_bytes("Статья;Сумма\nХлеб;10,50\nЧай;5\n".encode("cp1251"))
    said = run("import-items", busy, file, "--campaign", "c-1")
    assert (said.code, "write why it changes" in said.err) == (1, True)
    said = run("import-items", busy, file, "--campaign", "C-0001", "--reason", "More needs", "--currency", "eur")
    assert (said.code, said.out) == (0, "C-0001.3\nC-0001.4\n")
    said = run("import-items", busy, file)
    assert "Row 2: The row does not say to which campaign it belongs." in said.err
    assert run("verify", busy).code == 0


def test_misuse(run: Run, vault: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    for extra, words in (
        (("--map", "Nobody"), "No choice of columns is kept"),
        (("--map", "Name=colour"), "is no field"),
        (("--map", "Town=alias"), "There is no column"),
        (("--map", "9=alias"), "There is no column"),
        (("--sheet", "Other"), "There is no sheet"),
    ):
        said = run("import-people", vault, file, *extra)
        assert (said.code, said.out) == (2, "")
        assert words in said.err
    html = tmp_path / "people.xlsx"
    html.write_text("<html><table>", encoding="utf-8")
    said = run("import-people", vault, html)
    assert said.code == 2
    assert "web page" in said.err
    assert run("import-people", vault, tmp_path / "none.csv").code == 2
    assert run("import-people", vault, file, "--map", "Name=").code == 1  # nothing names anybody any more


def test_a_kept_choice_of_columns_is_taken(run: Run, vault: Path, tmp_path: Path) -> None:
    from desktop.domain.table_fields import PersonField, TableKind
    from desktop.services import tables, vaults
    from tests.services.office_kit import CHEAP, PASSPHRASE

    office = vaults.open_vault(vault, PASSPHRASE, floor=CHEAP)
    read = tables.look_at_table(office, TableKind.PEOPLE, tables.read_table_bytes(b"Who;Tel\nA;1\n"))
    tables.keep_table_map(office, "Ours", read.proposed.with_column(0, PersonField.ALIAS), read.heads)
    office.close()
    file = tmp_path / "people.csv"
    file.write_text("Tel;Who\n+48600100200;Linden\n", encoding="utf-8")
    assert run("import-people", vault, file, "--map", "Ours").out == "P-0001\n"
    assert json.loads(run("list", vault, "people", "--json").out)[0]["alias"] == "Linden"
