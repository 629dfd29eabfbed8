"""Payments out as a file for the bank: who pays, what may be in it, and what keeps a payout out.

A file is a SEPA credit transfer (ISO 20022 pain.001.001.09), in euros. It names people and accounts, so it is made from
both books and exists outside of the vault alone. What the bank shows is a payout's code and its campaign's, no name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, Severity
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import total
from desktop.domain.payouts import PayoutState
from desktop.domain.sepa import (
    LONGEST_NAME,
    address_of,
    bare_iban,
    iban_problem,
    is_banking_day,
    next_banking_day,
    sepa_text,
    structured,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from desktop.domain.money import Money
    from desktop.domain.payouts import Payout
    from desktop.domain.people import Person
    from desktop.domain.sepa import Address

CURRENCY = "EUR"
MOST_PAYMENTS = 1000
MOST_CENTS = 99_999_999_999
"""The largest amount that the scheme carries in one payment."""
MOST_AHEAD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Payer:
    """How the office appears to its bank, kept among the settings.

    `name` is the organisation's in Latin letters; empty: its name as documents have it. `country` is an ISO code.
    """

    name: str = ""
    street: str = ""
    building: str = ""
    postcode: str = ""
    town: str = ""
    country: str = ""
    accounts: tuple[str, ...] = ()

    def facts(self) -> dict[str, object]:
        """Give it as plain values, to be stored."""
        return {**{name: getattr(self, name) for name in _TEXTS}, "accounts": list(self.accounts)}

    @classmethod
    def from_facts(cls, facts: Mapping[str, object]) -> Payer:
        """Read what `facts` gave; nothing for what was not there yet."""
        accounts = facts.get("accounts")
        known = tuple(str(each) for each in accounts) if isinstance(accounts, list) else ()
        return cls(**{name: str(facts.get(name, "")) for name in _TEXTS}, accounts=known)

    def address(self) -> Address | None:
        """Give the address as banks take it; None while town or country are missing."""
        return structured(self.town, self.country, self.street, self.building, self.postcode)


_TEXTS = ("name", "street", "building", "postcode", "town", "country")


def check_payer(payer: Payer) -> tuple[Problem, ...]:
    """Say what is wrong with what is kept about the payer; what is missing is said when there is a file to make."""
    found = [
        Problem("payments.letters", f"payer.{name}")
        for name in _TEXTS[:-1]
        if getattr(payer, name).strip() and not sepa_text(getattr(payer, name))
    ]
    wrong = [each for each in payer.accounts if iban_problem(each)]
    if wrong:
        found.append(Problem("payments.own_iban", "payer.accounts", {"ending": bare_iban(wrong[0])[-4:]}))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Payment:
    """One transfer of a file: all that the bank is told of a payout, in SEPA's letters."""

    code: str
    campaign: str
    amount: Money
    name: str
    iban: str
    address: Address | None = None

    @property
    def remittance(self) -> str:
        """What stands on the payee's statement: codes, and nobody's name."""
        return f"{self.code} {self.campaign}"


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """A whole file: its number, which a bank takes once, when it was made, the day, who pays and what."""

    number: str
    made: datetime
    on: date
    name: str
    address: Address
    iban: str
    payments: tuple[Payment, ...]

    @property
    def total(self) -> Money:
        """The control sum."""
        return total((each.amount for each in self.payments), CURRENCY)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was chosen for a file: the day, which own account pays (empty: the first), and more.

    `again` takes in payouts that an earlier file has already. Only with `addresses` payees' addresses are told: no bank
    within SEPA asks for them, and what is not told cannot leak there.
    """

    on: date
    account: str = ""
    again: bool = False
    addresses: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around a payout: the day of the `earlier` file that has it, and whether its approval is proven."""

    earlier: date | None = None
    proven: bool = True


def check_day(on: date, today: date) -> tuple[Problem, ...]:
    """Say what is wrong with the day on which the bank shall pay."""
    if on < today:
        return (Problem("payments.day_past", "on", {"date": on, "next": next_banking_day(today)}),)
    if on > today + MOST_AHEAD:
        return (Problem("payments.day_far", "on", {"date": on}),)
    if not is_banking_day(on):
        return (Problem("payments.no_banking_day", "on", {"date": on, "next": next_banking_day(on)}),)
    return ()


def check_paying(payer: Payer, organisation: str, account: str) -> tuple[Problem, ...]:
    """Say what is missing of the payer: an account, a name in Latin letters, a structured address."""
    found: list[Problem] = []
    if not payer.accounts:
        found.append(Problem("payments.no_account", "account"))
    elif own_account(payer, account) not in map(bare_iban, payer.accounts):
        found.append(Problem("payments.not_our_account", "account"))
    elif iban_problem(own_account(payer, account)):
        found.append(Problem("payments.own_iban", "account", {"ending": own_account(payer, account)[-4:]}))
    if not own_name(payer, organisation):
        found.append(Problem("payments.own_name"))
    if payer.address() is None:
        found.append(Problem("payments.own_address"))
    return tuple(found)


def own_account(payer: Payer, account: str = "") -> str:
    """Give the account that pays: the one that was chosen, or the first."""
    return bare_iban(account or next(iter(payer.accounts), ""))


def own_name(payer: Payer, organisation: str) -> str:
    """Give the payer's name in SEPA's letters, cut to what fits; empty where it cannot be written."""
    return sepa_text(payer.name or organisation)[:LONGEST_NAME].rstrip()


def judge(
    payout: Payout, payee: Person, wishes: Wishes, around: Around | None = None
) -> tuple[Payment | None, tuple[Problem, ...]]:
    """Make a payout's transfer, or say what keeps it out of the file; warnings keep nothing out."""
    around, draft = around or Around(), payout.draft
    iban, name, found = bare_iban(draft.iban or payee.draft.iban), _name_of(payee), list(_check_payout(payout))
    if draft.method is PaymentMethod.BANK:
        found.extend(_check_account(payee.code, iban))
        found.extend(_check_name(payee, name))
    if not around.proven:
        found.append(Problem("payments.unproven", None, {"code": payout.code}))
    if around.earlier is not None:
        severity = Severity.WARNING if wishes.again else Severity.ERROR
        found.append(Problem("payments.again", None, {"code": payout.code, "date": around.earlier}, severity))
    if any(problem.severity is Severity.ERROR for problem in found):
        return None, tuple(found)
    if draft.iban and payee.draft.iban and iban != bare_iban(payee.draft.iban):
        found.append(_warn("payments.other_account", payee=payee.code))
    if draft.on > wishes.on:
        found.append(_warn("payments.not_due", code=payout.code, date=draft.on))
    address = address_of(payee.draft) if wishes.addresses else None
    fitting = name[:LONGEST_NAME].rstrip()
    return Payment(payout.code, draft.campaign, draft.amount, fitting, iban, address), tuple(found)


def _check_payout(payout: Payout) -> Sequence[Problem]:
    """Check what a file can pay at all: an approved payout by bank, in euros, not above what the scheme carries."""
    found: list[Problem] = []
    if payout.state is not PayoutState.APPROVED:
        found.append(Problem("payments.not_approved", None, {"code": payout.code, "state": payout.state}))
    if payout.draft.method is not PaymentMethod.BANK:
        found.append(Problem("payments.not_bank", None, {"method": payout.draft.method}))
    if payout.draft.currency != CURRENCY:
        found.append(Problem("payments.not_euro", None, {"currency": payout.draft.currency}))
    elif payout.draft.amount.minor > MOST_CENTS:
        found.append(Problem("payments.too_much", None, {"amount": payout.draft.amount}))
    return found


def _check_account(payee: str, iban: str) -> Sequence[Problem]:
    if not iban:
        return (Problem("payments.no_iban", None, {"payee": payee}),)
    wrong = iban_problem(iban)
    if wrong:
        code = "payments.not_sepa" if wrong == "elsewhere" else "payments.iban"
        return (Problem(code, None, {"payee": payee, "country": iban[:2]}),)
    return ()


def _name_of(payee: Person) -> str:
    """Give the name on the account in SEPA's letters: of whom it belongs to, else the payee's as known best."""
    draft = payee.draft
    texts = (draft.account_holder, draft.name_bank, draft.name_latin, draft.name_local)
    known = next((text for text in texts if text.strip()), "")
    return sepa_text(known, draft.languages, draft.nationality)


def _check_name(payee: Person, name: str) -> Sequence[Problem]:
    draft, whose = payee.draft, {"payee": payee.code}
    if not any(text.strip() for text in (draft.account_holder, draft.name_bank, draft.name_latin, draft.name_local)):
        return (Problem("payments.no_name", None, whose),)
    if not name:
        return (Problem("payments.name_letters", None, whose),)
    found = []
    if not draft.account_holder.strip() and not draft.name_bank.strip():
        found.append(_warn("payments.name_guessed", payee=payee.code))
    if len(name) > LONGEST_NAME:
        found.append(_warn("payments.name_cut", payee=payee.code, longest=LONGEST_NAME))
    return found


def _warn(code: str, /, **params: object) -> Problem:
    return Problem(code, None, params, Severity.WARNING)
