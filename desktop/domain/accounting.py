"""How the ledger is handed to accountants' own programs: which form, its signs, and the accountant's own accounts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem
from desktop.domain.ledger import Account

if TYPE_CHECKING:
    from collections.abc import Mapping

SEPARATORS = (";", ",", "\t")
DECIMALS = (",", ".")
CLEARING = "clearing"
"""The account between two postings on one and the same account: a row of DATEV needs two different ones."""

CONSULTANTS = (1001, 9_999_999)
CLIENTS = (1, 99_999)
_NUMBER = re.compile(r"[1-9][0-9]{3,7}|0[0-9]{3,7}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


class BookFormat(Enum):
    """A form that other programs read; the value is its name on the command line."""

    CSV = "csv"
    GNUCASH = "gnucash"
    BEANCOUNT = "beancount"
    HLEDGER = "hledger"
    DATEV = "datev"

    @property
    def ending(self) -> str:
        """The ending of its files."""
        return _ENDINGS[self]


_ENDINGS = {
    BookFormat.CSV: "csv",
    BookFormat.GNUCASH: "csv",
    BookFormat.BEANCOUNT: "beancount",
    BookFormat.HLEDGER: "journal",
    BookFormat.DATEV: "csv",
}

SKR03 = {
    Account.BANK.value: "1200",
    Account.CASH.value: "1000",
    Account.BROUGHT_FORWARD.value: "1370",
    Account.DONATIONS.value: "8200",
    Account.FEES.value: "4970",
    Account.AID.value: "2380",
    Account.TRANSFERS.value: "1792",
    Account.ADVANCES.value: "1510",
    Account.EXCHANGE.value: "1360",
    Account.CASH_DIFFERENCE.value: "2300",
    CLEARING: "1590",
}
"""What to begin with, after the German chart SKR 03: the office's tax adviser says which accounts are booked on."""


@dataclass(frozen=True, slots=True)
class Accounting:
    """The accountant's wishes, kept among the office's settings.

    `separator` and `decimal` are of the CSV file. `consultant` and `client` are DATEV's Berater- and Mandantennummer;
    `accounts` gives the number of each account of ours, and of the clearing account, all equally long.
    """

    separator: str = ";"
    decimal: str = ","
    consultant: int = CONSULTANTS[0]
    client: int = CLIENTS[0]
    accounts: Mapping[str, str] = field(default_factory=lambda: dict(SKR03))

    def facts(self) -> dict[str, object]:
        """Give it as plain values, to be stored."""
        return {
            "separator": self.separator,
            "decimal": self.decimal,
            "consultant": self.consultant,
            "client": self.client,
            "accounts": dict(self.accounts),
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, object]) -> Accounting:
        """Read what `facts` gave; an account that was not there yet keeps its usual number."""
        accounts = facts["accounts"]
        if not isinstance(accounts, dict):
            raise TypeError("accounts are stored by name")
        return cls(
            separator=str(facts["separator"]),
            decimal=str(facts["decimal"]),
            consultant=int(str(facts["consultant"])),
            client=int(str(facts["client"])),
            accounts=SKR03 | {str(name): str(number) for name, number in accounts.items()},
        )


def check_accounting(wishes: Accounting) -> tuple[Problem, ...]:
    """Say what is wrong: signs that no reader knows, numbers that DATEV refuses, accounts of different lengths."""
    found: list[Problem] = []
    if wishes.separator not in SEPARATORS:
        found.append(Problem("accounting.separator", "separator"))
    if wishes.decimal not in DECIMALS:
        found.append(Problem("accounting.decimal", "decimal"))
    for name, value, (least, most) in (
        ("consultant", wishes.consultant, CONSULTANTS),
        ("client", wishes.client, CLIENTS),
    ):
        if not least <= value <= most:
            found.append(Problem("accounting.number", name, {"least": least, "most": most}))
    bad = sorted(name for name in SKR03 if not _NUMBER.fullmatch(wishes.accounts.get(name, "")))
    found.extend(Problem("accounting.account", f"account.{name}") for name in bad)
    if not bad and len({len(number) for number in wishes.accounts.values()}) > 1:
        found.append(Problem("accounting.lengths", f"account.{Account.BANK.value}"))
    clearing = wishes.accounts.get(CLEARING)
    if not bad and clearing in [number for name, number in wishes.accounts.items() if name != CLEARING]:
        found.append(Problem("accounting.clearing", f"account.{CLEARING}"))
    return tuple(found)


def neutral(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula: an apostrophe goes before one that would begin it."""
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA[:4]) else text
