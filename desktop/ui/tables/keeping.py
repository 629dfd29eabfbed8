"""The draft of an import: the table as it was read and put right, what its columns are, what was chosen for rows."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from desktop.domain.drafts import LONGEST_STATE
from desktop.domain.people import PersonCategory
from desktop.domain.table_fields import field_named
from desktop.domain.table_import import RowChoice
from desktop.domain.table_maps import TableMap
from desktop.domain.table_rows import TableText
from desktop.domain.table_values import DayOrder
from desktop.services import tables

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.progress import Progress
    from desktop.domain.table_fields import TableKind
    from desktop.domain.table_import import TablePreview
    from desktop.domain.table_maps import SavedMap
    from desktop.domain.table_rows import TableAsked
    from desktop.services.office import Office
    from desktop.services.tables import TableRead
    from desktop.ui.shared.form_state import State
    from desktop.ui.tables.page import TableImportPage

MOST_KEPT = LONGEST_STATE // 2
"""Letters of a table that is kept in a draft: beside them stand quotes, numbers of lines and what was chosen."""
_ROW, _CELL = 16, 4  # what a row and a cell take besides their letters

Found = tuple["TableRead", "tuple[SavedMap, ...]"]


def read_source(
    office: Office, kind: TableKind, source: Path | str | TableText, asked: TableAsked, *, progress: Progress
) -> Found:
    """Read a file or pasted rows, or take a draft's table, and say what its columns likely are (worker thread)."""
    if isinstance(source, TableText):
        table = source
    elif isinstance(source, str):
        table = tables.read_pasted(source, progress=progress)
    else:
        table = tables.read_table_file(source, asked, progress=progress)
    return tables.look_at_table(office, kind, table), tables.table_maps(office, kind)


def fits(table: TableText) -> bool:
    """Tell whether a table is small enough to be kept in a draft."""
    return sum(_ROW + sum(_CELL + len(cell) for cell in row) for row in table.rows) <= MOST_KEPT


class Keeping:
    """One for each page. `awaiting` while a draft is being taken up: what the rows would do is looked at anew."""

    def __init__(self, page: TableImportPage) -> None:
        self._page = page
        self._taking: State | None = None
        self._taken = False
        self._measured: tuple[TableText | None, bool] = (None, True)

    @property
    def awaiting(self) -> bool:
        """Whether a draft is not whole yet."""
        return self._taking is not None

    @property
    def fits(self) -> bool:
        """Whether the table can be kept."""
        table = self._page.table
        if table is not None and table is not self._measured[0]:
            self._measured = (table, fits(table))
        return table is None or self._measured[1]

    # ------------------------------------------------------------------ out

    def state(self) -> State:
        """Give the table and all that was chosen; empty before there is one."""
        page = self._page
        if page.table is None:
            return {}
        state: State = {
            "table": _table_state(page.table),
            "map": _map_state(page.columns.chosen()),
            "looked": page.looking,
        }
        if page.columns.campaign is not None:
            state["campaign"] = page.columns.campaign.keep()
        if page.looking:
            state["choices"] = _choices(page.looked, page.preview.preview)
            state["reason"] = page.preview.reason.keep()
        return state

    # ------------------------------------------------------------------ in

    def take(self, state: State) -> None:
        """Read again what a draft holds, once; `read`, `looked` and `failed` go on with it."""
        page = self._page
        if self._taken or not state.get("table"):
            return
        self._taken, self._taking = True, state
        told = state["table"]
        table = TableText(
            **{**told, "rows": tuple(map(tuple, told["rows"])), "lines": tuple(told["lines"]),
               "sheets": tuple(told["sheets"])}
        )  # fmt: skip
        page.look_at(table)

    def read(self) -> None:
        """Go on when the table's columns are shown."""
        state, page = self._taking, self._page
        if state is None:
            return
        page.columns.show_map(_map_of(page.kind, state["map"]))
        if page.columns.campaign is not None and state.get("campaign") is not None:
            page.columns.campaign.take(state["campaign"])
        if state["looked"]:
            page.look()
        else:
            self._end()

    def looked(self) -> None:
        """Go on when it is shown what each row would do."""
        state, page = self._taking, self._page
        if state is None:
            return
        preview = page.preview.preview
        for choice, rows in state.get("choices", {}).items():
            preview = preview.with_choice(set(rows), RowChoice(choice)) if preview is not None else None
        if preview is not None and page.chosen_map is not None:
            page.show_rows(preview, page.chosen_map)
        page.preview.reason.take(state.get("reason", ""))
        self._end()

    def failed(self) -> None:
        """Leave the page as it came to be: something that the rows rest on is another by now."""
        if self._taking is not None:
            self._end()

    def _end(self) -> None:
        self._taking = None
        self._page.touch()
        self._page.drafting.go_on()


def _table_state(table: TableText) -> dict[str, Any]:
    lists = {"rows": list(map(list, table.rows)), "lines": list(table.lines), "sheets": list(table.sheets)}
    return {**{each.name: getattr(table, each.name) for each in fields(TableText)}, **lists}


def _choices(before: TablePreview | None, now: TablePreview | None) -> dict[str, list[int]]:
    """Give the rows, by their places, for which a worker chose otherwise than was proposed."""
    chosen: dict[str, list[int]] = {}
    if before is not None and now is not None:
        for proposed, row in zip(before.rows, now.rows, strict=True):
            if row.choice is not proposed.choice:
                chosen.setdefault(row.choice.value, []).append(row.row)
    return chosen


def _map_state(chosen: TableMap) -> dict[str, Any]:
    return {
        "columns": [None if each is None else each.value for each in chosen.columns],
        "first": chosen.first,
        "order": chosen.order.value if chosen.order is not None else "",
        "currency": chosen.currency,
        "category": chosen.category.value,
    }


def _map_of(kind: TableKind, state: dict[str, Any]) -> TableMap:
    columns = tuple(None if each is None else field_named(kind, each) for each in state["columns"])
    order = DayOrder(state["order"]) if state["order"] else None
    return TableMap(kind, columns, state["first"], order, state["currency"], PersonCategory(state["category"]))
