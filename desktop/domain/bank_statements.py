"""Bank statements: what a bank, card company or payment provider says came to and went from an account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.errors import Problem
    from desktop.domain.money import Money

LARGEST_STATEMENT = 20 * 1024 * 1024
"""Bytes of a statement's file at most."""
MOST_LINES = 200_000
"""Lines of a statement's file at most."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a statement: money that came (`amount` positive) or went (negative), in the account's currency.

    `on` is the day on which it was booked. `fee` is what the bank or provider kept of it, never negative: `amount` is
    before it. `name` and `iban` are the other side's as the bank wrote them, `text` what was written with the payment.
    `reference` is the bank's own mark of the line, unique within the account; empty where the file has none. `own` says
    that money moved between the office's own accounts or currencies, or is a fee alone: no gift. `place` is the line's
    number in the file, from 1, to be shown with what is wrong with it. `reversal` says that the line takes an earlier
    one back: a payment that was returned, a refund.
    """

    on: date
    amount: Money
    fee: Money
    name: str = ""
    iban: str = ""
    text: str = ""
    reference: str = ""
    own: bool = False
    place: int = 0
    reversal: bool = False

    @property
    def change(self) -> Money:
        """What the line does to the account's balance."""
        return self.amount - self.fee


@dataclass(frozen=True, slots=True)
class Statement:
    """A file that was read: `profile` names its kind ("camt.053", "mt940", "revolut.business"), `account` its IBAN.

    A file of several accounts or currencies is several statements. `opening` and `closing` are the balances that the
    file tells; None where it tells none. `warnings` say what was left out, or does not add up.
    """

    profile: str
    account: str
    currency: str
    lines: tuple[StatementLine, ...]
    opening: Money | None = None
    closing: Money | None = None
    warnings: tuple[Problem, ...] = ()
