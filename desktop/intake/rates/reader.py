"""A file of exchange rates, of whatever kind: told by its content, never by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.domain.errors import CannotRead
from desktop.intake.rates.records import read_json
from desktop.intake.rates.sheet import text_of, unpacked
from desktop.intake.rates.tables import read_csv
from desktop.intake.rates.xml import read_xml

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.rate_tables import RateTable

_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def read_rates(data: bytes, month: date | None = None) -> RateTable:
    """Read a table of exchange rates; `month` dates a monthly list that does not say which month it is of.

    Raises:
        CannotRead: with reason empty, table_too_large, zip_members, zip_bomb, spreadsheet, binary, damaged,
            declarations, no_currency or no_rates.
        Refused: rate.table_cell or rate.table_twice with the line, or rate.table_month at `month`.
    """
    content = unpacked(data)
    text = text_of(content)
    beginning = text[:4096].lstrip("\ufeff \t\r\n")
    if beginning.startswith("<"):
        if _WEB_PAGE.search(beginning):
            raise CannotRead(reason="no_rates")
        return read_xml(content)
    if beginning.startswith(("{", "[")):
        return read_json(text.lstrip("\ufeff"), month)
    return read_csv(text, month)
