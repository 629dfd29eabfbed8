"""A statement of whatever make: told by its content, never by its name. Runs in the helper: the file may be hostile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.domain.bank_statements import LARGEST_STATEMENT
from desktop.domain.errors import CannotRead
from desktop.domain.table_rows import TableAsked
from desktop.intake.bank.camt import read_camt
from desktop.intake.bank.gathering import statements_of
from desktop.intake.bank.letters import letters_of
from desktop.intake.bank.mt940 import is_mt940, read_mt940
from desktop.intake.bank.ofx import is_ofx, read_ofx
from desktop.intake.bank.profiles import read_profile
from desktop.intake.tables.reader import read_table
from desktop.intake.text import kind_by_signature

if TYPE_CHECKING:
    from desktop.domain.bank_statements import Statement

_BEGINNING = 65_536
_CAMT = re.compile(rb"camt\.05[234]|<(?:\w+:)?BkToCstmr")
_FIELD = re.compile(rb"^\s?\x01?(?:\{[^\r\n]{0,200})?:2[05][A-Z]?:", re.MULTILINE)
_HEAD = 4_096
_BY_KIND = {"archive": "bank_archive", "pdf": "bank_pdf"}


def read_statements(data: bytes, name: str = "") -> tuple[Statement, ...]:
    """Read the statements of a file: one for each account and currency.

    Args:
        data: The file.
        name: Its name; some providers write the account there and nowhere else.

    Raises:
        CannotRead: It is none, or none that can be read; the reason is a stable word. bank_unknown_table is one of
            columns that nobody has named yet.
        Refused: bank.amount, bank.decimals, bank.currency, bank.day, bank.day_absurd or bank.cells with the line.
    """
    if len(data) > LARGEST_STATEMENT:
        raise CannotRead(reason="bank_too_large")
    if not data.strip(b"\x00\t\n\r\x0b\x0c \xff\xfe\xef\xbb\xbf"):
        raise CannotRead(reason="empty")
    kind = kind_by_signature(data)
    if kind not in (None, "office_file"):
        raise CannotRead(reason=_BY_KIND.get(str(kind), "bank_no_statement"))
    if kind is None:
        beginning = data[:_BEGINNING].replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf\t\r\n ")
        if beginning.startswith(b"<") and _CAMT.search(beginning):
            return read_camt(data)
        if is_ofx(beginning[:_HEAD]):
            return read_ofx(data)
        if beginning.startswith(b"<"):
            raise CannotRead(reason="bank_no_statement")
        if _FIELD.search(beginning):
            text = letters_of(data)
            if is_mt940(text[:_BEGINNING]):
                return read_mt940(text)
    return _table(data, name)


def _table(data: bytes, name: str) -> tuple[Statement, ...]:
    try:
        table = read_table(data, TableAsked())
    except CannotRead as error:
        if error.params.get("reason") in ("table_cell", "no_table"):  # no bank writes such cells: it is no table at all
            raise CannotRead(reason="bank_no_statement") from None
        raise
    accounts = read_profile(table, name)
    if accounts is None:
        raise CannotRead(reason="bank_unknown_table")
    return statements_of(accounts)
