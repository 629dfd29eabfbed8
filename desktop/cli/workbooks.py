"""Commands for reports: the workbook in its variants, and donors' own forms with their mappings."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, place
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.domain.errors import refuse
from desktop.domain.ids import CodeKind
from desktop.domain.people import NameUse
from desktop.domain.reports import Variant
from desktop.domain.templates import Filling
from desktop.i18n import LANGUAGES, screen_language, tr
from desktop.services import donor_forms, named_exports, reports
from desktop.services.named_exports import Typed

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.services.office import Office

_VARIANTS = ("simple", "eu", "face")
_NAME_USES = ("code", "alias", "name")


def add_to(to: Subparsers) -> None:
    """Add the commands; `report` is the workbook's older name."""
    for name in ("workbook", "report"):
        made = command(to, name, workbook, tr("write a budget workbook"))
        made.add_argument("--campaign", action="append", metavar="C-0001", help=tr("all campaigns unless given"))
        made.add_argument("--variant", choices=_VARIANTS, default="simple", help=tr("whose layout"))
        made.add_argument("--form", type=int, metavar="NUMBER", help=tr("fill this donor's own form instead"))
        made.add_argument("--names", choices=_NAME_USES, default="code", help=tr("how people are named"))
        made.add_argument("--language", "--lang", dest="lang", choices=LANGUAGES)
        made.add_argument("--from", dest="since", metavar="DATE")
        made.add_argument("--to", dest="until", metavar="DATE")
        made.add_argument("--grant", default="", help=tr("the grant's name, for the cover"))
        made.add_argument("--agreement", default="", help=tr("the agreement's number, for the cover"))
        made.add_argument("--no-people", action="store_true", help=tr("leave the sheet of beneficiaries out"))
        made.add_argument("--out", required=True, type=place, metavar="FILE.xlsx")
    forms = command(to, "forms", list_forms, tr("list the donors' own forms"))
    forms.add_argument("--json", action="store_true", help=tr("for machines: with the mappings"))
    added = command(to, "add-form", add_form, tr("keep a donor's own form; prints its number"))
    added.add_argument("file", type=place, metavar="FILE.xlsx")
    added.add_argument("--grant", required=True, help=tr("which grant it is for"))
    added.add_argument("--replaces", type=int, metavar="NUMBER", help=tr("the form that this newer file replaces"))
    mapped = command(to, "map-form", map_form, tr("say which cell of a form takes what, as a file of JSON does"))
    mapped.add_argument("number", type=int, metavar="NUMBER")
    mapped.add_argument("file", type=place, metavar="FILE.json")


def workbook(options: argparse.Namespace) -> int:
    """Write a workbook, or a donor's form, of one, several or all campaigns."""
    chosen = tuple(arguments.code(CodeKind.CAMPAIGN, text) for text in options.campaign or ())
    target = Path(options.out)
    with opened(options) as office:
        request = _request(office, options, chosen)
        if options.form is not None:
            export = donor_forms.fill_donor_form(office, options.form, request)
        else:
            export = reports.make_workbook(office, request)
        named_exports.save_report(office, export, target, Typed.JUST_NOW)
    if export.doubts:
        print(tr("Note: {sentence}").format(sentence=reports.doubt_words(export)), file=sys.stderr)
    if export.without_consent:
        print(tr("Note: {sentence}").format(sentence=reports.consent_words(export)))
    print(tr("The workbook is written to {file}").format(file=target))
    return DONE


def _request(office: Office, options: argparse.Namespace, chosen: tuple[str, ...]) -> reports.WorkbookRequest:
    today = office.today()
    return reports.WorkbookRequest(
        campaigns=chosen or reports.all_campaigns(office),
        name_use=NameUse(options.names),
        language=options.lang or screen_language(),
        period_from=arguments.day(options.since, today) if options.since else None,
        period_to=arguments.day(options.until, today) if options.until else None,
        variant=Variant(options.variant),
        people=not options.no_people,
        whole=not chosen,
        grant=options.grant,
        agreement=options.agreement,
    )


def list_forms(options: argparse.Namespace) -> int:
    """List the donors' own forms."""
    with opened(options) as office:
        forms = donor_forms.donor_forms(office)
    if options.json:
        told = [
            {"number": each.number, "grant": each.title, "sha256": each.sha256, "filling": each.filling.facts()}
            for each in forms
        ]
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return DONE
    for each in forms:
        state = tr("changed since it was mapped") if each.changed else tr("ready") if each.ready else tr("not mapped")
        print(f"{each.number}  {each.title}  {state}")
    return DONE


def add_form(options: argparse.Namespace) -> int:
    """Keep a donor's form, or put a newer file in its place; print its number."""
    with opened(options) as office:
        if options.replaces is not None:
            form = donor_forms.replace_form(office, options.replaces, Path(options.file))
        else:
            form = donor_forms.add_form(office, options.grant, Path(options.file))
    print(form.number)
    return DONE


def map_form(options: argparse.Namespace) -> int:
    """Keep a mapping from a file of JSON, of the shape that `forms --json` prints."""
    try:
        told = json.loads(Path(options.file).read_text(encoding="utf-8"))
        filling = Filling.from_facts({"sha256": "", "rows": [], "columns": [], "cells": [], **told})
    except (OSError, ValueError, TypeError, KeyError):
        raise refuse("template.mapping_unreadable", at="file") from None
    with opened(options) as office:
        form = donor_forms.map_form(office, options.number, filling)
    print(tr("{count} cells of the form will be written").format(count=len(form.filling.targets())))
    return DONE
