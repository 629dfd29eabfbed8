"""The command that changes one field of several people, campaigns or expense items at once."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from desktop.cli import arguments
from desktop.cli.grammar import command
from desktop.cli.main import DONE, REFUSED, Misuse, complain
from desktop.cli.percent import Percent
from desktop.cli.session import opened
from desktop.domain.errors import Refused
from desktop.domain.ids import CodeKind
from desktop.domain.many import AS_TEXT, FIELDS, ManyChange, ManyKind
from desktop.i18n import tr
from desktop.services import many, wording
from desktop.services.many_words import counted, shown

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.domain.many import ManyPreview


def add_to(commands_of: Subparsers) -> None:
    """Add the command to the command line's grammar."""
    text = tr("change one field of several people, campaigns or expense items at once")
    change = command(commands_of, "change", change_records, text)
    fields = "; ".join(", ".join(FIELDS[kind]) for kind in ManyKind)
    change.add_argument("field", metavar="FIELD", help=fields)
    change.add_argument("value", metavar="VALUE", help=tr("the new value; an empty one empties the field"))
    change.add_argument(
        "codes", metavar="CODE", nargs="+", help=tr("records of one kind, like P-0001, C-0001, C-0001.2")
    )
    change.add_argument("--dry-run", action="store_true", help=tr("only say what would be stored"))
    change.add_argument("--skip-refused", action="store_true", help=tr("change the others where some are refused"))


def change_records(options: argparse.Namespace) -> int:
    """Change a field, all or nothing unless told otherwise; exit code 1 when a record is refused."""
    kind = _kind_of(options.codes)
    if options.field not in FIELDS[kind]:
        raise Misuse(tr("“{name}” is no field. There are: {fields}.").format(
            name=options.field[:60], fields=", ".join(FIELDS[kind])
        ))  # fmt: skip
    with opened(options) as office:
        change = ManyChange(kind, options.field, _value(kind, options.field, options.value, office.today()))
        preview = many.preview_many(office, change, options.codes, progress=Percent())
        if not options.dry_run and preview.changed and (options.skip_refused or not preview.refused):
            many.change_many(office, preview, progress=Percent())
    _print(preview)
    return REFUSED if preview.refused else DONE


def _kind_of(codes: list[str]) -> ManyKind:
    kinds = set()
    for text in codes:
        campaign, dot, line = text.partition(".")
        if text.strip()[:1].upper() == CodeKind.PERSON.value:
            arguments.code(CodeKind.PERSON, text)
            kinds.add(ManyKind.PEOPLE)
        else:
            arguments.code(CodeKind.CAMPAIGN, campaign)
            kinds.add(ManyKind.ITEMS if dot and line.isdecimal() else ManyKind.CAMPAIGNS)
    if len(kinds) != 1:
        raise Misuse(tr("The codes are of records of more than one kind."))
    return kinds.pop()


def _value(kind: ManyKind, field: str, text: str, today: date) -> Any:
    """Read a value as it stands in a draft; raises Misuse."""
    wanted, text = FIELDS[kind][field], text.strip()
    if issubclass(wanted, Enum):
        members = {str(each.value): each for each in wanted}
        if text not in members and not (field in AS_TEXT and not text):
            raise Misuse(tr("“{text}” is none of these: {choices}.").format(
                text=text[:60], choices=", ".join(members)
            ))  # fmt: skip
        return text if field in AS_TEXT else members[text]
    if wanted is date:
        return arguments.day(text, today) if text else None
    if wanted is int:
        if not (text.isascii() and text.isdecimal()):
            raise Misuse(tr("“{text}” is no number.").format(text=text[:60]))
        return int(text[:9])
    return text.upper() if field in ("country", "nationality") else text


def _print(preview: ManyPreview) -> None:
    change = preview.change
    for line in preview.changed:
        print(f"{line.code}\t{shown(change, line.before)}\t{shown(change, line.after)}")
    for line in preview.refused:
        complain(f"{line.code}: {wording.explain(Refused(*line.problems)).line()}", REFUSED)
    complain(counted(preview), DONE)
