"""read-page and import-page: exactly the keys promised, one sentence on failure, nothing half imported."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.people import PersonCategory
from desktop.services import vaults
from desktop.services.exports import write_export
from tests.cli.conftest import PAGE, Run
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit

REAL = Path(__file__).resolve().parents[3] / "shared" / "pages"
EXPECTED = {
    "closed-over-goal.txt": {
        "person": None,
        "stated_goal": None,
        "items": ["920.00", "980.00", "800.00"],
        "item_sum": "2700.00",
        "collected": "2848.00",
        "status": "closed",
        "warnings": ["no_goal", "overfunded", "duplicate_block"],
    },
    "open-under-goal.txt": {
        "person": "Dmitry Nekrasov",
        "stated_goal": "2000.00",
        "items": ["500.00", "500.00", "1000.00"],
        "item_sum": "2000.00",
        "collected": "683.00",
        "status": "open",
        "warnings": [],
    },
}
KEYS = ["title", "person", "stated_goal", "currency", "items", "item_sum", "collected", "status", "warnings"]


def test_the_real_pages_are_read_to_the_cent(run: Run) -> None:
    """The two real pages lie beside the checkout where the program is made, and are no part of it."""
    for name, expected in EXPECTED.items():
        if not REAL.is_dir():
            continue
        said = run("read-page", REAL / name, "--json")
        assert (said.code, said.err) == (0, "")
        found = json.loads(said.out)
        assert list(found) == KEYS
        assert all(list(item) == ["description", "amount", "currency"] for item in found["items"])
        assert {found["currency"], *(item["currency"] for item in found["items"])} == {"EUR"}
        amounts = [item["amount"] for item in found["items"]]
        assert {**found, "items": amounts, "warnings": set(found["warnings"])} == {
            **found, **expected, "warnings": set(expected["warnings"] or []),
        }  # fmt: skip


def test_a_page_is_read_for_machines(run: Run, page: Path) -> None:
    found = json.loads(run("read-page", page, "--json").out)
    assert list(found) == KEYS
    assert found["items"][1] == {"description": "room rental", "amount": "1500.00", "currency": "EUR"}
    assert (found["stated_goal"], found["item_sum"], found["collected"]) == ("2000.00", "2000.00", "683.00")


def test_two_currencies_have_no_sum(run: Run, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed.txt"
    mixed.write_text(PAGE.replace("€1500", "1500 zł"), encoding="utf-8")
    found = json.loads(run("read-page", mixed, "--json").out)
    assert found["item_sum"] is None
    assert "foreign_currency" in found["warnings"]


def test_a_page_is_read_for_people(run: Run, page: Path) -> None:
    said = run("read-page", page)
    assert said.code == 0
    assert "2,000.00 EUR" in said.out
    assert "The collection is running" in said.out
    assert "  2. 1,500.00 EUR  room rental" in said.out


def test_warnings_are_said_in_words(run: Run, tmp_path: Path) -> None:
    over = tmp_path / "over.txt"
    over.write_text(PAGE.replace("683", "2683"), encoding="utf-8")
    assert "! More was collected than asked for" in run("read-page", over).out


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02" * 50, b"PK\x03\x04" + b"x" * 60, b"Hello, world.", b"x" * 5_000_000, None]
)
def test_what_is_no_page_is_one_sentence_and_code_2(run: Run, tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "file"
    if data is not None:
        write_export(path, data)
    for more in ((), ("--json",)):
        said = run("read-page", path, *more)
        assert (said.code, said.out) == (2, "")
        assert said.err.count("\n") == 1
        assert said.err.startswith(f"skarbonka: {path}: ")
        assert said.err.rstrip().endswith(".")


def test_an_import_prints_the_codes_it_gave(run: Run, vault: Path, page: Path) -> None:
    said = run("import-page", vault, page, "--alias", "Weaver")
    assert (said.code, said.err) == (0, "")
    assert said.out.split()[:2] == ["C-0001", "P-0001"]
    assert "683.00 EUR brought in" in said.out
    assert said.out.count("\n") == 1


def test_several_files_of_one_command_belong_to_one_new_person(run: Run, vault: Path, page: Path) -> None:
    other = page.with_name("other.txt")
    other.write_text(PAGE.replace("warm clothes", "boots"), encoding="utf-8")
    said = run("import-page", vault, page, other, "--alias", "Weaver")
    assert [line.split()[:2] for line in said.out.splitlines()] == [["C-0001", "P-0001"], ["C-0002", "P-0001"]]


def test_a_file_that_fails_is_named_and_the_others_come_in(run: Run, vault: Path, page: Path) -> None:
    bad = page.with_name("bad.txt")
    bad.write_text("nothing here")
    missing = page.with_name("missing.txt")
    said = run("import-page", vault, bad, page, missing, page)
    assert said.code == 1
    assert said.out.split()[0] == "C-0001"
    lines = said.err.splitlines()
    assert [line.split(": ")[1] for line in lines] == [str(bad), str(missing), str(page)]
    assert "already here as C-0001" in lines[2]
    assert len(json.loads(run("list", vault, "campaigns", "--json").out)) == 1


def test_a_page_comes_in_again_when_asked_for(run: Run, vault: Path, page: Path) -> None:
    run("import-page", vault, page)
    assert run("import-page", vault, page).code == 1
    assert run("import-page", vault, page, "--again").out.startswith("C-0002")


def test_an_existing_person_is_named_by_code(run: Run, busy: Path, page: Path) -> None:
    said = run("import-page", busy, page, "--again", "--person", "p-3")
    assert said.out.split()[:2] == ["C-0002", "P-0003"]
    assert run("import-page", busy, page, "--again", "--person", "P-0044").code == 1
    assert run("import-page", busy, page, "--again", "--alias", "weaver").code == 1
    assert run("import-page", busy, page, "--person", "nobody").code == 2


def test_a_page_is_printed_as_text_and_read_again(run: Run, vault: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    run("import-page", vault, page)
    said = run("page-text", vault, "c-1")
    assert said.code == 0
    again = tmp_path / "again.txt"
    again.write_text(said.out, encoding="utf-8")
    first, second = (json.loads(run("read-page", each, "--json").out) for each in (page, again))
    assert second["items"] == first["items"]
    assert second["stated_goal"] == first["stated_goal"]
    assert run("page-text", vault, "C-0009").code == 1


def test_a_title_in_another_language_that_names_somebody_is_told(run: Run, vault: Path) -> None:
    with closing(vaults.open_vault(vault, PASSPHRASE, floor=CHEAP)) as office:
        kit = Kit(office)
        weaver = kit.person("Weaver", PersonCategory.BENEFICIARY, name_local="Алесь Некрасаў")
        for titles in ((), (("ru", "Помощь Некрасаву"),)):
            kit.campaign("5", language="en", beneficiary=weaver, titles=titles)
    assert run("page-text", vault, "c-1").err == ""
    said = run("page-text", vault, "c-2")
    assert (said.code, said.out.splitlines()[0]) == (0, "A need")
    assert "A title in another language names the beneficiary" in said.err
