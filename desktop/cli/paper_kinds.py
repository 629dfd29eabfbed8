"""Commands of documents: issuing one of any kind, form and layout; their texts and their logo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import asked_naming, command, naming, second_language, verbs
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.domain.papers import PaperForm, PaperLayout, PaperTexts
from desktop.domain.receipts import DocumentKind, IssueRequest
from desktop.i18n import LANGUAGES, screen_language, tr
from desktop.services import documents, templates

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers

_KINDS = tuple(kind.value for kind in DocumentKind)


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    one = command(commands_of, "issue", issue, tr("issue a record's document; prints its number"))
    one.add_argument("code", metavar="CODE", help=tr("like D-0001, O-0001, K-0001, or P-0001/2026/EUR for a year"))
    one.add_argument("--kind", choices=_KINDS, help=tr("the usual one unless given"))
    one.add_argument("--language", "--lang", dest="lang", choices=LANGUAGES)
    second_language(one)
    naming(one)
    one.add_argument("--purpose", default="")
    one.add_argument("--form", choices=tuple(form.value for form in PaperForm), help=tr("the office's unless given"))
    one.add_argument(
        "--layout", choices=tuple(each.value for each in PaperLayout), help=tr("the office's unless given")
    )
    one.add_argument("--attachments", default="")
    one.add_argument("--debit", help=tr("the account's code"))
    one.add_argument("--credit", help=tr("the account's code"))
    one.add_argument("--payer", default="", help=tr("who brought or took cash that no person of the office's did"))
    one.add_argument("--end-to-end", default="", help=tr("the transfer's own mark"))
    one.add_argument("--donor-code", default="", help=tr("what the donor's tax office knows them by"))
    one.add_argument("--agreement", default="", help=tr("the number of the agreement of the gift"))
    one.add_argument("--replaces", metavar="NUMBER", help=tr("the void document that this one replaces"))
    of = verbs(commands_of, "texts", tr("show or change the texts of a kind of document"))
    for verb, run, text in (("show", show, tr("print the texts")), ("set", put, tr("save texts as a new version"))):
        each = command(of, verb, run, text, vault=False)
        each.add_argument("kind", choices=_KINDS)
        each.add_argument("--lang", choices=LANGUAGES)
        if verb == "set":
            for name in ("basis", "statement", "thanks", "footer"):
                each.add_argument(f"--{name}", help=tr("as before unless given; empty: the program's own"))
    logo = command(commands_of, "logo", choose, tr("choose the logo of documents"))
    logo.add_argument("file", nargs="?", type=Path, help=tr("none: no logo"))


def issue(options: argparse.Namespace) -> int:
    """Issue a document and print its number."""
    replaces = arguments.number(options.replaces) if options.replaces else None
    request = IssueRequest(
        options.lang or screen_language(),
        asked_naming(options),
        options.purpose,
        options.second,
        kind=DocumentKind(options.kind) if options.kind else None,
        form=PaperForm(options.form) if options.form else None,
        layout=PaperLayout(options.layout) if options.layout else None,
        attachments=options.attachments,
        debit=options.debit,
        credit=options.credit,
        payer=options.payer,
        end_to_end=options.end_to_end,
        donor_code=options.donor_code,
        agreement=options.agreement,
    )
    with opened(options) as office:
        print(documents.issue_document(office, arguments.issued_on(options.code), request, replaces).number)
    return DONE


def show(options: argparse.Namespace) -> int:
    """Print the texts of a kind in a language."""
    with opened(options) as office:
        template = templates.load_template(office, DocumentKind(options.kind), options.lang or screen_language())
    print(tr("Version {version}").format(version=template.version))
    for name in ("basis", "statement", "thanks", "footer"):
        print(f"{name}: {getattr(template.texts, name)}")
    return DONE


def put(options: argparse.Namespace) -> int:
    """Save texts as a new version and print its number."""
    kind, language = DocumentKind(options.kind), options.lang or screen_language()
    with opened(options) as office:
        before = templates.load_template(office, kind, language).texts
        given = {
            name: getattr(before, name) if getattr(options, name) is None else getattr(options, name)
            for name in ("basis", "statement", "thanks", "footer")
        }
        saved = templates.save_template(office, kind, language, PaperTexts(**given))
    print(tr("Version {version}").format(version=saved.version))
    return DONE


def choose(options: argparse.Namespace) -> int:
    """Choose the logo, or none."""
    with opened(options) as office:
        templates.choose_logo(office, options.file)
    print(tr("The logo stands on documents from now on.") if options.file else tr("Documents bear no logo now."))
    return DONE
