"""A second opinion: an office's closing figures, added up from the flat sheet by somebody who knows nothing else.

It reads a workbook as an accountant's script would: column titles, one row after another, decimal sums. It uses none of
the program's own code, so that a mistake there is not made here too.
"""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl import load_workbook

_SIGNS = {
    "Income": ("collected", 1), "Fee": ("fees", -1), "Aid": ("paid", -1), "Between funds": ("moved", 1),
    "Advance": ("advanced", -1),
}  # fmt: skip


@dataclass
class Closing:
    """What the rows add up to: by campaign, by expense item, by currency. Amounts are decimals in whole units."""

    rows: int = 0
    funds: dict[tuple[str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    items: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    currencies: dict[tuple[str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def balance(self, campaign: str) -> Decimal:
        """What a campaign's fund holds."""
        sums = {name: self.funds[campaign, name] for name, _sign in _SIGNS.values()}
        return sums["collected"] - sums["fees"] + sums["moved"] - sums["paid"] - sums["advanced"]


def close(workbook: bytes) -> Closing:
    """Add up the sheet Transactions."""
    sheet = load_workbook(io.BytesIO(workbook), read_only=True, data_only=True)["Transactions"]
    rows = sheet.iter_rows(values_only=True)
    at = {str(title): column for column, title in enumerate(next(rows))}
    found = Closing()
    for row in rows:
        if row[at["Entry"]] is None:
            continue
        found.rows += 1
        amount = Decimal(repr(row[at["Amount"]]))
        name, sign = _SIGNS[str(row[at["Type"]])]
        campaign, item, currency = (str(row[at[title]] or "") for title in ("Campaign", "Expense item", "Currency"))
        found.funds[campaign, name] += sign * amount
        found.currencies[currency, name] += sign * amount
        if name == "paid":
            found.items[item] += sign * amount
    return found
