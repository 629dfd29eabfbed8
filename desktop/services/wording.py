"""Domain values and errors in the reader's words: sentences, labels, amounts and dates, and lenient reading of both."""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from enum import Enum
from errno import EACCES, EPERM
from string import Formatter
from typing import TYPE_CHECKING

from desktop.domain import errors
from desktop.domain.errors import Problem, SkarbonkaError, refuse
from desktop.domain.money import Money, exponent_of
from desktop.domain.periods import Month
from desktop.i18n import formats, screen_language, tr
from desktop.services.explanations import (
    DAMAGE_REASONS,
    EXPLANATIONS,
    NO_MEMORY,
    NOT_ALLOWED,
    READ_REASONS,
    UNEXPECTED,
    WRITE_REASONS,
    Wording,
)
from desktop.services.labels import LABELS
from desktop.services.sentences import FINDINGS, PROBLEMS
from desktop.services.sentences_steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.rates import PinnedRate
    from desktop.domain.summaries import Finding

__all__ = [
    "Wording", "date", "explain", "finding", "label", "money", "month", "next_step", "rate", "read_day", "read_money",
    "read_rate", "sentence",
]  # fmt: skip

_LONGEST_ECHO = 40
_RATE = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,14})?", re.ASCII)


def money(amount: Money, language: str | None = None) -> str:
    """Write an amount with its currency in `language` (the screen's, unless another is given): "2,848.50 EUR"."""
    return formats.money(amount.minor, amount.currency, exponent_of(amount.currency), language or screen_language())


def date(day: Date, language: str | None = None) -> str:
    """Write a date with a four-digit year in `language` (the screen's, unless another is given)."""
    return formats.date(day, language or screen_language())


def month(value: Month) -> str:
    """Write a month in the screen's language: "March 2026"."""
    return formats.month(value.first, screen_language())


def label(member: Enum) -> str:
    """Give the label of a domain enumeration's member in the screen's language."""
    return tr(LABELS[member])


def sentence(problem: Problem) -> str:
    """Say a problem in the screen's language, with the step to take.

    An unknown code gives a plain sentence with the code in it.
    """
    step = next_step(problem)
    return f"{_matter(problem)} {step}" if step else _matter(problem)


def next_step(problem: Problem) -> str:
    """Say what to do about a problem, where its own sentence does not; else nothing."""
    step = STEPS.get(problem.code)
    return tr(step) if step is not None else ""


def _matter(problem: Problem) -> str:
    text = PROBLEMS.get(problem.code)
    if text is None:
        return tr("This was refused ({code}).").format(code=problem.code)
    return _fill(tr(text), problem.params)


def finding(found: Finding) -> str:
    """Say what verification found; `what` in its facts may choose a nearer sentence."""
    text = FINDINGS.get(f"{found.code}.{found.params.get('what')}") or FINDINGS.get(found.code)
    if text is None:
        return tr("Something does not agree ({code}).").format(code=found.code)
    return _fill(tr(text), found.params)


def explain(error: BaseException) -> Wording:
    """Say what happened, why, and what to do next.

    An error that is not the program's own gets a calm text without its values: they may hold a name.
    """
    if isinstance(error, errors.Refused):
        steps = dict.fromkeys(step for problem in error.problems if (step := next_step(problem)))
        matters = dict.fromkeys(_matter(problem) for problem in error.problems)
        return Wording(" ".join(matters), "", " ".join(steps))
    if isinstance(error, MemoryError):
        return _translated(NO_MEMORY, {})
    if not isinstance(error, SkarbonkaError):
        return _translated(UNEXPECTED, {"code": type(error).__name__})
    wording = next(EXPLANATIONS[kind] for kind in type(error).__mro__ if kind in EXPLANATIONS)
    if _is_no_right(error):
        wording = NOT_ALLOWED
    reason = _reason(error)
    if reason is not None:
        wording = Wording(wording.what, reason, wording.next)
    return _translated(wording, {"code": error.code, **error.params})


def _is_no_right(error: SkarbonkaError) -> bool:
    """Whether the system refused this user, and the disk itself is well."""
    if isinstance(error, errors.UnsafePlace):
        return error.params.get("reason") == "owner"
    cause = error.__cause__
    return type(error) is errors.DiskFailed and isinstance(cause, OSError) and cause.errno in {EACCES, EPERM}


def _reason(error: SkarbonkaError) -> str | None:
    """Give the more exact reason that an error carries, if it carries one."""
    given = str(error.params.get("reason"))
    if isinstance(error, errors.CannotRead):
        return READ_REASONS.get(given)
    if isinstance(error, errors.CannotWrite):
        return WRITE_REASONS.get(given)
    if isinstance(error, errors.DamagedDatabase):
        return DAMAGE_REASONS.get(given if error.params.get("book") else "unknown")
    return None


def _translated(wording: Wording, params: Mapping[str, object]) -> Wording:
    return Wording(*(_fill(tr(part), params) for part in (wording.what, wording.why, wording.next)))


def _fill(text: str, params: Mapping[str, object]) -> str:
    """Fill the places of a text; a missing parameter leaves an ellipsis, so that a sentence never fails."""
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    return text.format(**{name: _value(params[name]) if name in params else "…" for name in names})


def _value(value: object) -> str:
    """Write a parameter as the reader writes such things."""
    if isinstance(value, Money):
        return money(value)
    if isinstance(value, datetime):
        return date(value.date())
    if isinstance(value, Date):
        return date(value)
    if isinstance(value, Month):
        return month(value)
    if isinstance(value, Enum):
        return label(value)
    if isinstance(value, tuple | list | frozenset | set):
        return ", ".join(_value(each) for each in value)
    return str(value)


def read_money(text: str, currency: str, *, at: str | None = "amount") -> Money:
    """Read an amount as people type it ("1 200,50", "1200.5") in `currency`.

    Raises:
        Refused: amount.unreadable, amount.ambiguous, amount.too_many_decimals, amount.too_large, currency.unknown.
    """
    exponent = exponent_of(currency)
    try:
        amount: Decimal = formats.read_amount(text, exponent, screen_language())
    except ValueError as error:
        code = f"amount.{error}" if f"amount.{error}" in PROBLEMS else "amount.unreadable"
        raise refuse(code, at=at, text=text.strip()[:_LONGEST_ECHO], currency=currency, decimals=exponent) from None
    try:
        return Money.of(amount, currency)
    except errors.Refused as refusal:
        raise errors.Refused(*(Problem(each.code, at, each.params) for each in refusal.problems)) from None


def rate(pinned: PinnedRate, language: str | None = None) -> str:
    """Write a rate: "1 EUR = 1.0912 USD"."""
    text = formats.digits(pinned.text, language or screen_language())
    return f"1 {pinned.base} = {text} {pinned.quote}"


def read_rate(text: str, *, at: str | None = "rate") -> Decimal:
    """Read an exchange rate; its one point or comma is the decimal sign, whatever follows it.

    Raises:
        Refused: rate.unreadable.
    """
    if not _RATE.fullmatch(text.strip()):
        raise refuse("rate.unreadable", at=at, text=text.strip()[:_LONGEST_ECHO])
    return Decimal(text.strip().replace(",", "."))


def read_day(text: str, today: Date, *, at: str | None = "on", ahead: bool = False) -> Date:
    """Read a date as people type it ("22.11", "22/11/26", "2026-11-22"); `ahead`: without a year it is one to come.

    Raises:
        Refused: date.unreadable.
    """
    try:
        return formats.read_date(text, today, ahead=ahead)
    except ValueError:
        raise refuse("date.unreadable", at=at, text=text.strip()[:_LONGEST_ECHO]) from None
