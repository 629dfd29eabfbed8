"""A donor's form: cells, mappings, what is wrong with one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.templates import (
    DonorTemplate,
    Figure,
    Filling,
    FormFact,
    SheetGrid,
    check_filling,
    column_letters,
    column_number,
    left_out,
    split_cell,
)

GRID = SheetGrid("Report", (("a", "b"),), frozenset({"D9"}), frozenset({"B1"}))
FILLING = Filling("Report", (("1.1", 4), ("C-0001.2", 5)), ((Figure.PERIOD, "C"),), ((FormFact.GRANT, "B2"),), "ab")


@given(st.integers(1, 20_000))
def test_letters_and_numbers_of_columns(number: int) -> None:
    assert column_number(column_letters(number)) == number


def test_cells_are_read() -> None:
    assert split_cell("B12") == ("B", 12)
    assert split_cell("IV10000") == ("IV", 10000)
    for none in ("", "B0", "b1", "B10001", "IW1", "B1:C2", "1B"):
        assert split_cell(none) is None


def test_every_cell_that_is_written() -> None:
    assert FILLING.targets() == {
        "B2": FormFact.GRANT, "C4": (Figure.PERIOD, "1.1"), "C5": (Figure.PERIOD, "C-0001.2"),
    }  # fmt: skip
    assert Filling.from_facts(FILLING.facts()) == FILLING


def test_a_mapping_is_made_and_taken_back_piece_by_piece() -> None:
    made = Filling("Report").with_row("1.1", 4).with_row("1.1", 7).with_column(Figure.PERIOD, "C")
    made = made.with_cell(FormFact.GRANT, "A1")
    assert made.targets() == {"A1": FormFact.GRANT, "C7": (Figure.PERIOD, "1.1")}
    gone = made.with_row("1.1", None).with_column(Figure.PERIOD, None).with_cell(FormFact.GRANT, None)
    assert gone == Filling("Report")


@pytest.mark.parametrize(
    ("filling", "codes"),
    [
        (FILLING, []),
        (replace(FILLING, sheet="Other"), ["template.no_sheet"]),
        (Filling("Report"), ["template.nothing_mapped"]),
        (replace(FILLING, columns=()), ["template.nothing_mapped"]),
        (replace(FILLING, cells=((FormFact.GRANT, "D9"),)), ["template.formula"]),
        (replace(FILLING, cells=((FormFact.GRANT, "B1"),)), ["template.no_cell"]),
        (replace(FILLING, cells=((FormFact.GRANT, "ZZZ1"),)), ["template.no_cell"]),
        (replace(FILLING, cells=((FormFact.GRANT, "C4"),)), ["template.cell_twice"]),
        (replace(FILLING, rows=(("a", 4), ("b", 4))), ["template.cell_twice"]),
    ],
)
def test_what_is_wrong_with_a_mapping(filling: Filling, codes: list[str]) -> None:
    assert [problem.code for problem in check_filling(filling, (GRID,))] == codes


def test_items_with_money_need_a_row() -> None:
    lines = {
        "C-0001.1": ("1.1", True), "C-0001.2": ("", True), "C-0001.3": ("2", True), "C-0001.4": ("2", False),
        "C-0001.5": ("", True),
    }  # fmt: skip
    assert left_out(FILLING, lines) == ("C-0001.3", "C-0001.5")


def test_a_replaced_form_is_noticed() -> None:
    form = DonorTemplate(1, "Grant", "ab", FILLING, datetime(2026, 1, 1, tzinfo=UTC))
    assert (form.changed, form.ready) == (False, True)
    later = replace(form, sha256="cd")
    assert (later.changed, later.ready) == (True, False)
    assert not replace(form, filling=Filling()).ready
