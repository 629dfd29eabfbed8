"""What the command line's grammar is made of: a parser that says misuse in one line, commands on a vault, names."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from desktop.cli.main import MISUSE, complain
from desktop.domain.people import NameUse
from desktop.i18n import LANGUAGES, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[[argparse.Namespace], int]
    Subparsers: TypeAlias = argparse._SubParsersAction["Parser"]  # noqa: SLF001 - it has no public name


class Parser(argparse.ArgumentParser):
    """Says misuse in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is; end with exit code 2."""
        hint = tr("See “{command} --help”.").format(command=self.prog)
        complain(f"{message}. {hint}", MISUSE)
        sys.exit(MISUSE)


def command(to: Subparsers, name: str, run: Run, text: str, *, vault: bool = True) -> Parser:
    """Add a command, on a vault unless it needs none."""
    added = to.add_parser(name, help=text, description=text, allow_abbrev=False)
    added.set_defaults(run=run)
    if vault:
        _on_vault(added)
    return added


def verbs(to: Subparsers, name: str, text: str) -> Subparsers:
    """Add a command on a vault that has verbs of its own: `skarbonka months VAULT lock 2026-03`."""
    added = to.add_parser(name, help=text, description=text, allow_abbrev=False)
    _on_vault(added)
    return added.add_subparsers(metavar=tr("VERB"), required=True, parser_class=Parser)


def _on_vault(to: Parser) -> None:
    to.add_argument("vault", metavar="VAULT", type=place, help=tr("the vault's folder"))
    said = tr("the key file, where the passphrase needs one")
    to.add_argument("--key-file", dest="key_file", metavar="FILE", type=place, help=said)


def place(text: str) -> str:
    """Refuse an empty name: a script's unset variable would otherwise mean the folder one stands in."""
    if not text.strip():
        raise argparse.ArgumentTypeError(tr("the name is empty"))
    return text


def naming(to: argparse.ArgumentParser) -> None:
    """Add the choice of how a document names the person; not made, the most that the office allows."""
    said = tr("how the document names the person; by name where that is allowed unless given")
    to.add_argument("--names", choices=[use.value for use in NameUse], help=said)


def asked_naming(options: argparse.Namespace) -> NameUse | None:
    """Give how the document was asked to name the person; None where nothing was said."""
    return NameUse(options.names) if options.names else None


def second_language(to: argparse.ArgumentParser) -> None:
    """Add the choice of a language that stands beside the document's own: the recipient's."""
    to.add_argument("--second-language", dest="second", choices=LANGUAGES, default="",
                    help=tr("a document in two languages: the recipient's beside the first"))  # fmt: skip
