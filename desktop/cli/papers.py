"""Commands that put something on paper: documents, a person's card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, place, second_language
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.domain.ids import CodeKind
from desktop.domain.papers import LoosePaper
from desktop.domain.people import NameUse
from desktop.i18n import LANGUAGES, screen_language, tr
from desktop.services import documents
from desktop.services.loose_papers import Leaving, save_paper
from desktop.services.person_card import person_card_pdf

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers


def add_to(commands_of: Subparsers) -> None:
    """Add the commands of papers without a number to the command line's grammar."""
    card = command(commands_of, "person-card", person_card, tr("write what is held of a person as PDF"))
    card.add_argument("person", metavar="P-0001")
    card.add_argument("--lang", choices=LANGUAGES)
    second_language(card)
    said = tr("how the card names other people; by their codes unless given")
    card.add_argument("--others", choices=[use.value for use in NameUse], default=NameUse.CODE.value, help=said)
    card.add_argument("--out", required=True, type=place, metavar="FILE.pdf")


def person_card(options: argparse.Namespace) -> int:
    """Write a person's card."""
    code, target = arguments.code(CodeKind.PERSON, options.person), Path(options.out)
    with opened(options) as office:
        language = options.lang or screen_language()
        pdf = person_card_pdf(office, code, language, options.second, NameUse(options.others))
        save_paper(office, Leaving(LoosePaper.PERSON_CARD, pdf, code, NameUse.NAME), target)
    print(tr("{number}: written to {file}").format(number=code, file=target))
    return DONE


def document(options: argparse.Namespace) -> int:
    """Write a document's PDF: the original the first time, a marked copy afterwards."""
    number, target = arguments.number(options.number), Path(options.out)
    with opened(options) as office:
        handed = documents.export_document(office, number, target, anyway=options.anyway)
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
