"""The passphrase: the first line of standard input, or asked for at a terminal; never an argument."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.main import Misuse
from desktop.i18n import tr

if TYPE_CHECKING:
    import argparse

_BYTE_ORDER_MARK = "\ufeff"
_MOST_BYTES = 65_536


def read_passphrase() -> str:
    """Read the passphrase that opens a vault."""
    return getpass.getpass(tr("Passphrase: ")) if _is_terminal() else _first_line()


def read_opener(options: argparse.Namespace) -> str:
    """Read what opens the vault: the passphrase, with the key file that the command names."""
    from desktop.services.key_files import opener  # noqa: PLC0415 - late: help needs no vault's libraries

    return opener(read_passphrase(), Path(options.key_file) if options.key_file else None)


def read_part(number: int) -> str:
    """Read a part of the recovery key, which is typed in the open: whoever types it compares it with the paper."""
    if not _is_terminal():
        return _first_line()
    return input(tr("One part: ") if number == 1 else tr("Another part: "))


def read_new_passphrase() -> str:
    """Read a new passphrase: asked for twice at a terminal, one line from a pipe."""
    if not _is_terminal():
        return _first_line()
    first = getpass.getpass(tr("New passphrase: "))
    if getpass.getpass(tr("The same again: ")) != first:
        raise Misuse(tr("The two passphrases differ."))
    return first


def _is_terminal() -> bool:
    if sys.stdin is None:  # closed by whoever started the command
        raise Misuse(tr("There is no standard input to read the passphrase from."))
    return sys.stdin.isatty()


def _first_line() -> str:
    """Read one line as UTF-8, whatever the terminal's encoding: the same bytes must open the same vault everywhere."""
    raw = getattr(sys.stdin, "buffer", None)
    line = sys.stdin.readline(_MOST_BYTES) if raw is None else raw.readline(_MOST_BYTES)
    if len(line) >= _MOST_BYTES:
        raise Misuse(tr("The passphrase is too long."))
    if isinstance(line, bytes):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            raise Misuse(tr("The passphrase is not UTF-8 text.")) from None
    return str(line).removeprefix(_BYTE_ORDER_MARK).rstrip("\r\n")
