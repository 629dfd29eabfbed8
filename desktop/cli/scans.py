"""Commands of the register: signed papers that came back, and the audit of numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, place
from desktop.cli.main import DONE, REFUSED
from desktop.cli.session import opened
from desktop.domain.errors import CannotRead
from desktop.domain.papers import LoosePaper
from desktop.i18n import LANGUAGES, ntr, screen_language, tr
from desktop.services import numbers, scans, wording
from desktop.services.loose_papers import Leaving, save_paper

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.domain.scans import TakenScans


def attach_scan(options: argparse.Namespace) -> int:
    """File scans of signed papers by their QR codes, or all that find no document to the one given."""
    number = arguments.number(options.document) if options.document else ""
    with opened(options) as office:
        taken = scans.take_scans(office, [Path(file) for file in options.files])
        by_hand = {page.number: scans.file_scan(office, page.number, number) for page in taken.waiting if number}
    for filed in (*taken.filed, *by_hand.values()):
        said = tr("{number}: signed") if filed.signed else tr("{number}: a scan was added")
        print(said.format(number=filed.document))
    _say_rest(options.files, taken, tuple(by_hand))
    return REFUSED if taken.unread else DONE


def _say_rest(files: list[str], taken: TakenScans, by_hand: tuple[int, ...]) -> None:
    for known in taken.known:
        if known:
            print(tr("{number}: this very page is filed already").format(number=known))
        else:
            print(tr("This very page waits in the tray already"))
    for page in taken.waiting:
        if page.number not in by_hand:
            why = wording.label(page.waits)
            print(tr("In the tray: {why} {document}").format(why=why, document=page.document).rstrip())
    for at, reason in taken.unread:
        explained = wording.explain(CannotRead(reason=reason))
        print(tr("{file}: {why}").format(file=Path(files[at - 1]).name, why=explained.why or explained.what))
    count = len(taken.filed) + len(by_hand)
    print(ntr("{count} page filed", "{count} pages filed", count).format(count=count))


def audit_numbers(options: argparse.Namespace) -> int:
    """Write the audit of numbers of a period, a year unless given."""
    target = Path(options.out)
    with opened(options) as office:
        today = office.today()
        first = arguments.day(options.since, today) if options.since else today.replace(month=1, day=1)
        last = arguments.day(options.until, today) if options.until else today
        language = options.lang or screen_language()
        pdf = numbers.numbers_audit_pdf(office, first, last, language, options.series, not options.without_reasons)
        found = numbers.audit_numbers(office, first, last, options.series)
        save_paper(office, Leaving(LoosePaper.NUMBERS_AUDIT, pdf), target)
    missing = [number for each in found for number in each.missing]
    print(tr("The audit of numbers is written to {file}").format(file=target))
    print(tr("Missing: {numbers}").format(numbers=", ".join(missing)) if missing else tr("No number is missing"))
    return REFUSED if missing else DONE


def add_to(to: Subparsers) -> None:
    """Add the commands to the parser."""
    audit = command(to, "audit-numbers", audit_numbers, tr("write every number of the register as PDF, gaps told"))
    audit.add_argument("--from", dest="since", metavar="DATE", help=tr("the first of January unless given"))
    audit.add_argument("--to", dest="until", metavar="DATE", help=tr("today unless given"))
    audit.add_argument("--series", default="", metavar="PV-USD", help=tr("one series alone"))
    audit.add_argument("--without-reasons", action="store_true", help=tr("why something is void is left out"))
    audit.add_argument("--lang", choices=LANGUAGES)
    audit.add_argument("--out", required=True, type=place, metavar="FILE.pdf")
    attach = command(to, "attach-scan", attach_scan, tr("file scans of signed papers by their QR codes"))
    attach.add_argument("files", metavar="FILE", nargs="+", type=place)
    attach.add_argument("--document", metavar="NUMBER", help=tr("file what finds no document by itself to this one"))
