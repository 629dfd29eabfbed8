"""Commands that put something on paper: documents and the budget workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.domain.ids import CodeKind
from desktop.domain.people import NameUse
from desktop.domain.receipts import IssueRequest
from desktop.i18n import screen_language, tr
from desktop.services import documents, exports, reports

if TYPE_CHECKING:
    import argparse


def issue(options: argparse.Namespace) -> int:
    """Issue a document and print its number."""
    code = arguments.subject(options.code)
    replaces = arguments.number(options.replaces) if options.replaces else None
    request = IssueRequest(options.lang or screen_language(), NameUse(options.names), options.purpose)
    with opened(options) as office:
        print(documents.issue_document(office, code, request, replaces).number)
    return DONE


def document(options: argparse.Namespace) -> int:
    """Write a document's PDF: the original the first time, a marked copy afterwards."""
    number, target = arguments.number(options.number), Path(options.out)
    with opened(options) as office:
        handed = documents.export_document(office, number, target)
    if handed.document.copies:
        said = tr("{number}: copy {copy} written to {file}")
    else:
        said = tr("{number}: written to {file}")
    print(said.format(number=number, copy=handed.document.copies, file=target))
    return DONE


def void(options: argparse.Namespace) -> int:
    """Make a document void."""
    number = arguments.number(options.number)
    with opened(options) as office:
        documents.void_document(office, number, options.reason)
    print(tr("{number} is void").format(number=number))
    return DONE


def signed(options: argparse.Namespace) -> int:
    """File that the signed paper came back."""
    number = arguments.number(options.number)
    with opened(options) as office:
        documents.sign_document(office, number)
    print(tr("{number} is signed").format(number=number))
    return DONE


def report(options: argparse.Namespace) -> int:
    """Write a budget workbook of one, several or all campaigns."""
    chosen = tuple(arguments.code(CodeKind.CAMPAIGN, text) for text in options.campaign or ())
    target = Path(options.out)
    with opened(options) as office:
        today = office.today()
        request = reports.WorkbookRequest(
            campaigns=chosen or reports.all_campaigns(office),
            name_use=NameUse(options.names),
            language=options.lang or screen_language(),
            period_from=arguments.day(options.since, today) if options.since else None,
            period_to=arguments.day(options.until, today) if options.until else None,
        )
        export = reports.make_workbook(office, request)
        exports.write_export(target, export.data)
    print(tr("The workbook is written to {file}").format(file=target))
    return DONE
