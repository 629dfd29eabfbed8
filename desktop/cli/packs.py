"""Commands for auditors and for many documents at once: the pack, and papers in one PDF or a file each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, place
from desktop.cli.main import DONE, REFUSED, Misuse, complain
from desktop.cli.session import opened
from desktop.domain.errors import Refused
from desktop.domain.ids import CodeKind
from desktop.domain.people import NameUse
from desktop.domain.receipts import DocumentKind
from desktop.i18n import LANGUAGES, ntr, screen_language, tr
from desktop.services import auditors_pack, named_exports, paper_batch, reports, wording
from desktop.services.named_exports import Typed
from desktop.services.named_papers import check_handing

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    text = tr("write workbook, documents, index and hashes of a period into one ZIP")
    pack = command(commands_of, "auditors-pack", write_pack, text)
    pack.add_argument("--campaign", action="append", metavar="C-0001", help=tr("all campaigns unless given"))
    pack.add_argument("--names", choices=[each.value for each in NameUse], default=NameUse.CODE.value,
                      help=tr("how people are named"))  # fmt: skip
    pack.add_argument("--lang", choices=LANGUAGES)
    pack.add_argument("--from", dest="since", metavar="DATE")
    pack.add_argument("--to", dest="until", metavar="DATE")
    pack.add_argument("--encrypt", action="store_true", help=tr("encrypt it; a passphrase is made and printed once"))
    pack.add_argument("--out", required=True, type=place, metavar="FILE.zip")
    text = tr("take many documents out: into one PDF, or a file each")
    papers = command(commands_of, "documents", write_papers, text)
    papers.add_argument(
        "numbers", metavar="NUMBER", nargs="*", help=tr("all that the choices below leave, unless given")
    )
    papers.add_argument("--kind", choices=[each.value for each in DocumentKind])
    papers.add_argument("--campaign", default="", metavar="C-0001")
    papers.add_argument("--from", dest="since", metavar="DATE")
    papers.add_argument("--to", dest="until", metavar="DATE")
    said = tr("also what names people who do not agree any more, where the office warns; it is recorded")
    papers.add_argument("--anyway", action="store_true", help=said)
    where = papers.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=place, metavar="FILE.pdf", help=tr("one PDF of all"))
    where.add_argument("--into", type=place, metavar="DIR", help=tr("a file each"))


def write_pack(options: argparse.Namespace) -> int:
    """Write an auditor's pack; its passphrase is printed, and kept nowhere."""
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
        pack = auditors_pack.make_pack(office, request, encrypt=options.encrypt)
        named_exports.save_pack(office, pack, target, Typed.JUST_NOW)
    if pack.doubts:
        print(tr("Note: {sentence}").format(sentence=reports.doubt_words(pack)), file=sys.stderr)
    count = ntr("{count} document", "{count} documents", pack.documents)
    print(tr("The pack is written to {file}: {documents}").format(file=target, documents=count))
    if pack.without_consent:
        print(tr("Note: {sentence}").format(sentence=reports.consent_words(pack)))
    for number in pack.left_out:
        print(tr("{number}: left out, its paper names people").format(number=number))
    if pack.passphrase:
        print(tr("Passphrase, shown this once: {passphrase}").format(passphrase=pack.passphrase))
    return DONE


def write_papers(options: argparse.Namespace) -> int:
    """Take documents out; the originals the first time, marked copies afterwards. What may not go out is left out."""
    with opened(options) as office:
        today = office.today()
        choice = paper_batch.Choice(
            DocumentKind(options.kind) if options.kind else None,
            arguments.code(CodeKind.CAMPAIGN, options.campaign) if options.campaign else "",
            arguments.day(options.since, today) if options.since else None,
            arguments.day(options.until, today) if options.until else None,
        )
        if options.numbers and choice != paper_batch.Choice():
            raise Misuse(tr("Name the documents one by one, or choose them by kind, campaign and day; not both."))
        named = tuple(arguments.number(text) for text in options.numbers)
        numbers = named or paper_batch.chosen_numbers(office, choice)
        held = [each for each in check_handing(office, numbers) if each.refused or not options.anyway]
        numbers = tuple(number for number in numbers if number not in {each.number for each in held})
        if not numbers and held:
            raise Refused(*(problem for each in held for problem in each.problems))
        write, where = (
            (paper_batch.export_joined, options.out) if options.out else (paper_batch.export_each, options.into)
        )
        batch = write(office, numbers, Path(where), anyway=options.anyway)
    count = ntr("{count} document", "{count} documents", len(batch.done))
    print(tr("{documents} written to {file}").format(documents=count, file=where))
    for each in held:
        complain(" ".join(wording.sentence(problem) for problem in each.problems), REFUSED)
    if batch.error is not None:
        return complain(wording.explain(batch.error).line(), REFUSED)
    if held:
        return REFUSED
    return DONE
