"""Commands that import people and expense items from a table: look, map, and store all of it or nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, place
from desktop.cli.main import DONE, MISUSE, REFUSED, Misuse, complain
from desktop.cli.session import opened
from desktop.domain.errors import CannotRead, Refused
from desktop.domain.ids import CodeKind
from desktop.domain.table_fields import FIELDS, TableKind, field_named, folded
from desktop.domain.table_import import RowState, counts
from desktop.domain.table_maps import apply_saved, head_digest
from desktop.domain.table_rows import ENCODINGS, TableAsked
from desktop.domain.table_values import DayOrder
from desktop.i18n import ntr, tr
from desktop.services import table_import, tables, wording

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Parser, Subparsers
    from desktop.domain.table_import import RowPlan, TableDone, TablePreview
    from desktop.domain.table_maps import TableMap
    from desktop.domain.table_rows import TableText
    from desktop.services.office import Office
    from desktop.services.tables import TableRead

_ORDERS = {"dmy": DayOrder.DAY_FIRST, "mdy": DayOrder.MONTH_FIRST}
_SHOWN_REFUSED = 50


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    text = tr("import people from a table (xlsx, csv); prints the codes given")
    people = command(commands_of, "import-people", import_people, text)
    text = tr("import expense items from a table (xlsx, csv); prints the codes given")
    items = command(commands_of, "import-items", import_items, text)
    items.add_argument("--campaign", default="", metavar="C-0001", help=tr("of the rows that name no campaign"))
    items.add_argument("--currency", default="", help=tr("of amounts beside which none stands"))
    items.add_argument("--reason", default="", help=tr("why an approved plan changes"))
    for each, kind in ((people, TableKind.PEOPLE), (items, TableKind.ITEMS)):
        _add_common(each, kind)


def _add_common(to: Parser, kind: TableKind) -> None:
    to.add_argument("file", metavar="FILE", type=place)
    to.add_argument(
        "--map", dest="maps", action="append", default=[], metavar="NAME|COLUMN=FIELD",
        help=tr("a kept choice of columns, or what one column is: its head or number, and one of {fields}").format(
            fields=", ".join(each.value for each in FIELDS[kind])
        ),
    )  # fmt: skip
    to.add_argument("--dates", choices=tuple(_ORDERS), help=tr("the order of days and months"))
    to.add_argument("--sheet", default="", help=tr("the first one unless given"))
    to.add_argument("--encoding", choices=ENCODINGS, default="", help=tr("told by the letters unless given"))
    to.add_argument("--dry-run", action="store_true", help=tr("only say what would be stored"))
    to.add_argument("--skip-refused", action="store_true", help=tr("store the good rows where others are refused"))
    to.add_argument("--json", action="store_true", help=tr("for machines"))


def import_people(options: argparse.Namespace) -> int:
    """Import people; exit code 2 when the file is no table, 1 when a row is refused."""
    return _run(options, TableKind.PEOPLE, "")


def import_items(options: argparse.Namespace) -> int:
    """Import expense items; as `import_people`."""
    campaign = arguments.code(CodeKind.CAMPAIGN, options.campaign) if options.campaign else ""
    return _run(options, TableKind.ITEMS, campaign)


def _run(options: argparse.Namespace, kind: TableKind, campaign: str) -> int:
    try:
        table = tables.read_table_file(Path(options.file), TableAsked(options.sheet, options.encoding))
    except CannotRead as error:
        return complain(f"{options.file}: {wording.explain(error).why}", MISUSE)
    if options.sheet and options.sheet != table.sheet:
        raise Misuse(tr("There is no sheet “{sheet}”.").format(sheet=options.sheet[:60]))
    with opened(options) as office:
        chosen = _chosen(office, options, kind, table)
        preview = table_import.preview_table(office, table, chosen, campaign)
        refused = [each for each in preview.rows if each.state is RowState.REFUSED]
        done: TableDone | None = None
        if not options.dry_run and preview.chosen and (options.skip_refused or not refused):
            done = table_import.import_table(office, preview, getattr(options, "reason", ""))
    if options.json:
        print(json.dumps(_as_json(table, preview, done), ensure_ascii=False, indent=2))
    else:
        _print(preview, done, refused)
    return REFUSED if refused else DONE


# ------------------------------------------------------------------------------------------------------------ columns


def _chosen(office: Office, options: argparse.Namespace, kind: TableKind, table: TableText) -> TableMap:
    read = tables.look_at_table(office, kind, table)
    chosen = read.proposed
    for text in options.maps:
        column, equals, name = text.rpartition("=")
        chosen = _column(read, chosen, column, name) if equals else _saved(office, read, kind, text)
    if options.dates:
        chosen = replace(chosen, order=_ORDERS[options.dates])
    if getattr(options, "currency", ""):
        chosen = replace(chosen, currency=options.currency.upper())
    return chosen


def _saved(office: Office, read: TableRead, kind: TableKind, name: str) -> TableMap:
    found = next((each for each in tables.table_maps(office, kind) if each.name == name), None)
    if found is None:
        raise Misuse(tr("No choice of columns is kept as “{name}”.").format(name=name[:60]))
    return apply_saved(found, [head_digest(head) if head else "" for head in read.heads.texts], read.heads.first)


def _column(read: TableRead, chosen: TableMap, column: str, name: str) -> TableMap:
    field = field_named(chosen.kind, name)
    if field is None and name:
        raise Misuse(tr("“{name}” is no field. There are: {fields}.").format(
            name=name[:60], fields=", ".join(each.value for each in FIELDS[chosen.kind])
        ))  # fmt: skip
    heads = [folded(head) for head in read.heads.texts]
    if column.isascii() and column.isdecimal() and 1 <= int(column) <= len(heads):
        return chosen.with_column(int(column) - 1, field)
    if folded(column) and folded(column) in heads:
        return chosen.with_column(heads.index(folded(column)), field)
    raise Misuse(tr("There is no column “{column}”.").format(column=column[:60]))


# -------------------------------------------------------------------------------------------------------------- words


def _print(preview: TablePreview, done: TableDone | None, refused: list[RowPlan]) -> None:
    if done is not None:
        for code in (*done.added, *done.changed):
            print(code)
    said = ", ".join(f"{wording.label(state)}: {count}" for state, count in counts(preview.rows).items())
    complain(said, DONE)
    for each in refused[:_SHOWN_REFUSED]:
        reasons = wording.explain(Refused(*each.problems)).line()
        complain(tr("Row {line}: {reasons}").format(line=each.line, reasons=reasons), REFUSED)
    if len(refused) > _SHOWN_REFUSED:
        more = len(refused) - _SHOWN_REFUSED
        complain(ntr("… and {count} more row", "… and {count} more rows", more), REFUSED)
    if done is None and refused:
        complain(tr("Nothing was stored."), REFUSED)


def _as_json(table: TableText, preview: TablePreview, done: TableDone | None) -> dict[str, object]:
    """Give what happened as plain values without names; the keys are a promise to other programs."""
    return {
        "sheet": table.sheet,
        "counts": {state.value: count for state, count in counts(preview.rows).items()},
        "rows": [
            {
                "line": each.line,
                "state": each.state.value,
                "code": each.code if each.item is None else f"{each.code}.{each.item}",
                "changes": [change.field for change in each.changes],
                "problems": [{"code": problem.code, "at": problem.at} for problem in each.problems],
            }
            for each in preview.rows
        ],
        "added": list(done.added) if done is not None else [],
        "changed": list(done.changed) if done is not None else [],
        "stored": done is not None,
    }
