"""A list as a file: amounts are numbers, texts are texts, the journal tells of it, and nothing is there by halves."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from desktop.documents import list_sheet
from desktop.domain.errors import CannotWrite, DoesNotReconcile, Refused, Stopped
from desktop.domain.listing import ListKind, Query
from desktop.domain.progress import NoProgress
from desktop.services import list_export, lists
from desktop.services.history import history
from desktop.services.list_export import ListForm, ListWanted, make_list_file, save_list_file
from desktop.services.named_exports import Typed
from desktop.services.verification import verify
from desktop.ui.shared.copied import cell
from tests.services.office_kit import PASSPHRASE, Kit, make_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.money import Money
    from desktop.services.office import Office

FORMULA = '=HYPERLINK("http://evil",1)'


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path / "vault")
    kit = Kit(made)
    donor = kit.person(FORMULA)
    campaign = kit.campaign("500.00").code
    for amount in ("0.01", "12.30", "2848.50"):
        kit.give(campaign, amount, donor)
    kit.give(campaign, "7")
    yield made
    made.close()


def wanted(form: ListForm, language: str = "en", **more: Any) -> ListWanted:
    def describe(row: Any) -> tuple[str | Money, ...]:
        return row.code, row.donor_name, row.gross, row.fee or ""

    asked: dict[str, Any] = {"query": Query("code"), **more}
    return ListWanted(
        ListKind.DONATIONS,
        form=form,
        title="Money in: [all]",
        titles=("Code", "Donor", "Given", "Fee"),
        money=frozenset({2, 3}),
        currency_title="Currency",
        describe=describe,
        safe=cell,
        language=language,
        **asked,
    )


def test_a_workbook_holds_numbers_and_harmless_texts(office: Office) -> None:
    made = make_list_file(office, wanted(ListForm.WORKBOOK), NoProgress())
    assert made.rows == 4
    book = load_workbook(io.BytesIO(made.data))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Code", "Donor", "Given", "Fee")
    assert [row[2] for row in rows[1:]] == [0.01, 12.3, 2848.5, 7]
    assert rows[1][1] == FORMULA
    assert sheet["B2"].data_type == "s"
    assert "EUR" in sheet["C2"].number_format
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("Skarbonka", "Skarbonka")
    assert sheet.freeze_panes == "A2"
    assert made.data == make_list_file(office, wanted(ListForm.WORKBOOK), NoProgress()).data


@pytest.mark.parametrize(("language", "separator", "amount"), [("en", ",", "2848.50"), ("be", ";", "2848,50")])
def test_csv_says_the_currency_beside_each_amount(office: Office, language: str, separator: str, amount: str) -> None:
    made = make_list_file(office, wanted(ListForm.CSV, language), NoProgress())
    rows = list(csv.reader(io.StringIO(made.data.decode("utf-8-sig")), delimiter=separator))
    assert rows[0] == ["Code", "Donor", "Given", "Currency", "Fee", "Currency"]
    assert rows[3] == ["D-0003", f"'{FORMULA}", amount, "EUR", "", ""]


def test_only_what_the_query_shows_is_saved_page_by_page(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_export, "PAGE_SIZE", 2)
    asked: list[object] = []

    def read(*args: Any, **more: Any) -> Any:
        asked.append(args[3])
        return lists.read_page(*args, limit=2, **more)

    made = make_list_file(office, wanted(ListForm.CSV, read=read), NoProgress())
    assert made.rows == 4
    assert len(asked) == 2
    found = make_list_file(office, wanted(ListForm.CSV, query=Query("code", text="D-0002")), NoProgress())
    assert found.rows == 1


def test_what_is_read_back_differently_is_no_file(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_sheet, "as_number", lambda minor, _currency: minor + 1.0)
    with pytest.raises(DoesNotReconcile):
        make_list_file(office, wanted(ListForm.WORKBOOK), NoProgress())


def test_more_rows_than_a_sheet_has_are_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_sheet, "MOST_ROWS", 3)
    with pytest.raises(DoesNotReconcile):
        make_list_file(office, wanted(ListForm.WORKBOOK), NoProgress())


def test_it_can_be_stopped(office: Office) -> None:
    class Stop:
        def step(self, done: int, whole: int) -> None:
            raise Stopped

    with pytest.raises(Stopped):
        make_list_file(office, wanted(ListForm.WORKBOOK), Stop())


def test_the_journal_tells_that_it_went_out(office: Office, tmp_path: Path) -> None:
    made = make_list_file(office, wanted(ListForm.CSV), NoProgress())
    with pytest.raises(Refused, match=r"passphrase\.not_yours"):
        save_list_file(office, made, tmp_path / "list.csv")
    assert not (tmp_path / "list.csv").exists()
    save_list_file(office, made, tmp_path / "list.csv", PASSPHRASE)
    assert (tmp_path / "list.csv").read_bytes() == made.data
    line = history(office, "office")[-1]
    assert line.verb == "list.exported"
    assert verify(office).good


def test_nothing_is_told_of_a_file_that_could_not_be_written(office: Office, tmp_path: Path) -> None:
    made = make_list_file(office, wanted(ListForm.CSV), NoProgress())
    before = Kit(office).head()
    with pytest.raises(CannotWrite):
        save_list_file(office, made, tmp_path / "nowhere" / "list.csv", Typed.JUST_NOW)
    assert Kit(office).head() == before


def test_no_file_is_left_that_the_journal_does_not_know(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_list_file(office, wanted(ListForm.CSV), NoProgress())
    monkeypatch.setattr(
        "desktop.storage.journal.Journal.append_all", lambda *_: (_ for _ in ()).throw(RuntimeError("no record"))
    )
    with pytest.raises(RuntimeError):
        save_list_file(office, made, tmp_path / "list.csv", Typed.JUST_NOW)
    assert not (tmp_path / "list.csv").exists()
