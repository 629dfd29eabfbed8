"""Commands that put something on paper: documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.i18n import tr
from desktop.services import documents

if TYPE_CHECKING:
    import argparse


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
