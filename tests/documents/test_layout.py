"""Rows dealt out to sheets: kept together, headed again, the foot never alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.layout import BODY, CAPTION, Cell, Row, columns, gap, grid, height_of, over, paginate


def _row(name: str, height: float = 10, **more: object) -> Row:
    return replace(Row(height, (Cell(0, name, BODY),)), **more)  # type: ignore[arg-type]


def _names(sheets: list[list[Row]]) -> list[list[str]]:
    return [[row.cells[0].text for row in sheet if row.cells] for sheet in sheets]


def test_rows_go_on_to_the_next_sheet() -> None:
    rows = [_row(name) for name in "abcde"]
    assert _names(paginate(rows, 20, 30, 0)) == [["a", "b"], ["c", "d", "e"]]


def test_rows_kept_together_move_together() -> None:
    rows = [_row("a"), _row("b", keep=True), _row("c")]
    assert _names(paginate(rows, 20, 30, 0)) == [["a"], ["b", "c"]]


def test_a_kept_block_taller_than_a_sheet_is_let_go() -> None:
    rows = [_row(name, keep=name != "d") for name in "abcd"]
    assert _names(paginate(rows, 20, 20, 0)) == [["a", "b"], ["c", "d"]]


def test_a_table_is_headed_again_on_a_new_sheet() -> None:
    head = _row("head", keep=True)
    rows = [head, *(_row(name, head=(head,)) for name in "abc")]
    assert _names(paginate(rows, 30, 30, 0)) == [["head", "a", "b"], ["head", "c"]]


def test_the_foot_takes_the_last_rows_with_it() -> None:
    rows = [_row("a"), _row("b"), _row("c")]
    assert _names(paginate(rows, 40, 40, 10)) == [["a", "b", "c"]]
    assert _names(paginate(rows, 35, 40, 10)) == [["a", "b"], ["c"]]
    kept = [_row("a"), _row("b", keep=True), _row("c")]
    assert _names(paginate(kept, 35, 40, 10)) == [["a"], ["b", "c"]]


def test_rows_taken_along_with_the_foot_are_headed_again() -> None:
    head = _row("head", keep=True)
    rows = [head, *(_row(name, head=(head,)) for name in "abc")]
    assert _names(paginate(rows, 45, 60, 10)) == [["head", "a", "b"], ["head", "c"]]


def test_a_foot_that_finds_no_room_beside_a_single_block_gets_a_sheet() -> None:
    assert len(paginate([_row("a")], 15, 40, 10)) == 2
    assert paginate([], 15, 40, 10) == [[]]


def test_the_foot_takes_no_more_of_a_block_than_has_room_above_it() -> None:
    rows = [_row("a", 1), _row("b", 5, keep=True), _row("c", 12, keep=True), _row("d", 12)]
    assert _names(paginate(rows, 30, 40, 12)) == [["a", "b"], ["c", "d"]]


def test_a_first_sheet_too_small_for_a_block_stays_empty_of_it() -> None:
    assert _names(paginate([_row("a", 30)], 20, 40, 5)) == [[], ["a"]]


@given(
    st.lists(st.tuples(st.integers(1, 12), st.booleans()), max_size=60),
    st.integers(20, 60),
    st.integers(40, 80),
    st.integers(0, 20),
)
def test_no_row_is_lost_and_no_sheet_overflows(
    shapes: list[tuple[int, bool]], first: int, others: int, tail: int
) -> None:
    rows = [_row(str(n), height, keep=keep) for n, (height, keep) in enumerate(shapes)]
    sheets = paginate(rows, first, others, tail)
    assert [name for sheet in _names(sheets) for name in sheet] == [str(n) for n in range(len(rows))]
    for number, sheet in enumerate(sheets):
        assert height_of(sheet) <= (others if number else first)
    assert height_of(sheets[-1]) + tail <= (others if len(sheets) > 1 else first) or not rows


def test_columns_take_as_many_rows_as_the_longest() -> None:
    rows = columns((0, "caption", CAPTION, 100), (50, "one\ntwo\nthree", BODY, 100))
    assert [[cell.text for cell in row.cells] for row in rows] == [["caption", "one"], ["two"], ["three"]]
    assert [row.keep for row in rows] == [True, False, False]
    assert columns((0, "", CAPTION, 100)) == []


def test_a_grid_leaves_out_what_is_empty() -> None:
    rows = grid([("a", "1"), ("b", " "), ("c", "3"), ("d", "4")], 0, 200, 2, BODY)
    assert _names([rows]) == [["a", "1", "d", "4"]]
    assert [cell.text for row in rows for cell in row.cells] == ["a", "c", "1", "3", "d", "4"]


@pytest.mark.parametrize("rows", [[gap(3)], [_row("a"), _row("b")]])
def test_a_ground_holds_its_rows_together(rows: list[Row]) -> None:
    shaded = over(rows, shade=(1, 2))
    assert all(row.shade == (1, 2) and row.keep for row in shaded)
