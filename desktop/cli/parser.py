"""The grammar of the command line; its words are in the terminal's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cli import (
    accounts,
    backups,
    bank_files,
    bill,
    cases,
    cash,
    commands,
    consents,
    duplicates,
    erasing,
    finding,
    funding,
    gifts,
    history,
    listing,
    many,
    money_in,
    months,
    office_checks,
    packs,
    pages,
    paper_kinds,
    papers,
    payments,
    payouts,
    proof,
    rates,
    recovery,
    scans,
    staff,
    tables,
    workbooks,
)
from desktop.cli.grammar import Parser
from desktop.cli.grammar import command as _command
from desktop.cli.grammar import place as _place
from desktop.domain.roles import USUAL
from desktop.i18n import LANGUAGES, tr

if TYPE_CHECKING:
    from desktop.cli.grammar import Subparsers


def make_parser() -> Parser:
    """Make the parser of all commands."""
    parser = Parser(
        prog="skarbonka",
        description=tr("Budgets of campaigns, donations, payouts and receipts in an encrypted vault."),
        epilog=tr("Without a command the window opens. The passphrase is asked for, or the first line of the input."),
        allow_abbrev=False,
    )
    commands_of = parser.add_subparsers(metavar=tr("COMMAND"), required=True, parser_class=Parser)
    _add_pages(commands_of)
    _add_office(commands_of)
    _add_money(commands_of)
    _add_papers(commands_of)
    backups.add_to(commands_of)
    months.add_to(commands_of)
    cash.add_to(commands_of)
    accounts.add_to(commands_of)
    packs.add_to(commands_of)
    rates.add_to(commands_of)
    funding.add_to(commands_of)
    consents.add_to(commands_of)
    cases.add_to(commands_of)
    office_checks.add_to(commands_of)
    finding.add_to(commands_of)
    duplicates.add_to(commands_of)
    history.add_to(commands_of)
    workbooks.add_to(commands_of)
    scans.add_to(commands_of)
    recovery.add_to(commands_of)
    staff.add_to(commands_of)
    tables.add_to(commands_of)
    many.add_to(commands_of)
    erasing.add_to(commands_of)
    proof.add_to(commands_of)
    bill.add_to(commands_of)
    bank_files.add_to(commands_of)
    return parser


def _add_pages(to: Subparsers) -> None:
    read = _command(to, "read-page", pages.read_page, tr("say what a campaign page says; needs no vault"), vault=False)
    read.add_argument("file", metavar="FILE", type=_place)
    read.add_argument("--json", action="store_true", help=tr("for machines"))
    take = _command(to, "import-page", pages.import_pages, tr("import campaign pages; prints the codes given"))
    take.add_argument("files", metavar="FILE", nargs="+", type=_place)
    take.add_argument("--alias", default="", help=tr("a new person under this alias gets the campaigns"))
    take.add_argument("--person", help=tr("the person who gets the campaigns, like P-0001"))
    take.add_argument("--again", action="store_true", help=tr("import a page that is already here once more"))
    shown = _command(to, "page-text", pages.show_page, tr("print a campaign's page as text, for a web site"))
    shown.add_argument("code", metavar="CODE")


def _add_office(to: Subparsers) -> None:
    new = _command(to, "new", commands.new, tr("make an empty vault"))
    new.add_argument("--organisation", default="", help=tr("who issues documents"))
    new.add_argument("--currency", default="EUR", help=tr("the base currency"))
    new.add_argument("--language", choices=LANGUAGES, help=tr("the office's language"))
    new.add_argument("--second-language", choices=LANGUAGES, default="", help=tr("stands beside it"))
    shown = _command(to, "list", listing.show, tr("list what the vault holds"))
    shown.add_argument("what", choices=tuple(listing.LISTS))
    shown.add_argument("--json", action="store_true", help=tr("for machines"))
    shown.add_argument("--filter", default="", metavar="TEXT", help=tr("only rows with this text"))
    shown.add_argument("--archived", action="store_true", help=tr("archived ones too"))
    person = _command(to, "add-person", commands.add_person, tr("add a person; prints the code"))
    person.add_argument("--alias", default="")
    person.add_argument("--name", default="", help=tr("the name in the local script"))
    person.add_argument("--category", choices=("beneficiary", "payee", "donor", "staff"), default="beneficiary")
    archive = _command(to, "archive", commands.archive, tr("put a person or campaign out of the lists"))
    archive.add_argument("code", metavar="CODE")
    archive.add_argument("--undo", action="store_true", help=tr("bring back"))
    user = _command(to, "add-user", commands.add_user, tr("let one more person open the vault; prints the number"))
    user.add_argument("--name", default="", help=tr("the person's name; it is kept in the book of names"))
    user.add_argument("--without-names", action="store_true", help=tr("the book of names stays closed to the person"))
    said = tr("roles with commas between them; caseworker unless given")
    user.add_argument("--role", metavar="ROLE,ROLE", type=staff.read_roles, default=USUAL, help=said)
    user.epilog = tr("Your own passphrase is the first line of the input, the new person's the second.")
    _command(to, "verify", commands.verify_vault, tr("check both books, the journal, the sums and the numbers"))
    sample = _command(to, "sample", commands.sample, tr("make a whole invented office to try things in"), vault=False)
    sample.add_argument("folder", metavar="DIR", type=_place)
    sample.add_argument(
        "--scale", choices=("story", "year", "decade"), default="story", help=tr("how much happens in it")
    )


def _add_money(to: Subparsers) -> None:
    gifts.add_to(to)
    money_in.add_to(to)
    payouts.add_to(to)
    payments.add_to(to)
    back = _command(
        to, "take-back", commands.take_back, tr("take a donation, payout or transfer back by a counter-entry")
    )
    back.add_argument("code", metavar="CODE")
    back.add_argument("--reason", required=True)
    back.add_argument("--date", help=tr("today unless given"))
    back.add_argument(
        "--into-open", action="store_true", help=tr("book what falls into a locked month on the first open day")
    )


def _add_papers(to: Subparsers) -> None:
    paper_kinds.add_to(to)
    papers.add_to(to)
    document = _command(to, "document", papers.document, tr("take a document out: the original once, then copies"))
    document.add_argument("number", metavar="NUMBER")
    document.add_argument("--out", required=True, type=_place, metavar="FILE.pdf")
    document.add_argument(
        "--anyway",
        action="store_true",
        help=tr("also what names people who do not agree any more, where the office warns; it is recorded"),
    )
    void = _command(to, "void", papers.void, tr("make a document void; its number stays"))
    void.add_argument("number", metavar="NUMBER")
    void.add_argument("--reason", required=True)
    signed = _command(to, "signed", papers.signed, tr("file that a signed document came back"))
    signed.add_argument("number", metavar="NUMBER")
