"""Files of banks and payment providers: read, before anything is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.bank_statements import LARGEST_STATEMENT
from desktop.services.incoming import read_incoming

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.bank_statements import Statement


def read_statement_file(path: Path) -> tuple[Statement, ...]:
    """Read the statements of a file; the helper process opens it.

    Raises:
        CannotRead: The file is missing, too large or no statement; the reason is a stable word.
        Refused: A line of it cannot be read.
    """
    return read_statement_bytes(read_incoming(path, LARGEST_STATEMENT), path.name)


def read_statement_bytes(data: bytes, name: str) -> tuple[Statement, ...]:
    """Read the statements of a file's bytes; raises as `read_statement_file`."""
    from desktop.intake.bank.apart import read_statements_apart  # noqa: PLC0415 - late: few sessions read statements

    return read_statements_apart(data, name)
