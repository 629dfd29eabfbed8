"""Asks the helper to read a whole file, and gives what it read as plain values; refusals come back as themselves.

For readers whose answer is a few facts and texts: each has an `apart` module that says which words it may refuse with
and checks what came back as if the helper were the file.
"""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeVar

from desktop.domain.errors import CannotRead, Problem, Refused, Severity
from desktop.domain.money import EXPONENTS, Money
from desktop.intake.apart.process import hear, program
from desktop.intake.apart.wire import FLAG, Broken, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

T = TypeVar("T")
_SECONDS = 60
_MEBIBYTES = 1024
_CHUNK = 8 << 20
_LONGEST_ANSWER = 256 << 20
_LONGEST_FACT = 200
_MOST_FACTS = 50


def ask(
    question: Mapping[str, object],
    data: bytes,
    understand: Callable[[Any, bytes], T],
    *,
    reasons: frozenset[str] = frozenset(),
    codes: frozenset[str] = frozenset(),
    seconds: int = _SECONDS,
) -> T:
    """Let the helper read a file.

    Args:
        question: What is asked; `kind` names the reader.
        data: The file.
        understand: Makes the answer of the plain values and the bytes that came; raises ValueError, TypeError, KeyError
            or Broken for what no reader says.
        reasons: The reasons of CannotRead that this reader has.
        codes: The codes of problems that it refuses with, or warns with.
        seconds: The longest it may take.

    Raises:
        CannotRead: With one of `reasons`, or too_slow, or reader_failed.
        Refused: With problems of `codes`.
    """
    command = [*program(), FLAG, json.dumps({"read": dict(question), "mebibytes": _MEBIBYTES})]
    with closing(hear(command, data, seconds)) as parts:
        try:
            return understand(*_heard(parts, reasons, codes))
        except (Broken, ValueError, TypeError, KeyError, AttributeError, RecursionError, ArithmeticError):
            raise CannotRead(reason="reader_failed") from None


def _heard(parts: Generator[Part, None, None], reasons: frozenset[str], codes: frozenset[str]) -> tuple[Any, bytes]:
    told: list[bytes] = []
    size = 0
    for part in parts:
        if "refused" in part.told:
            raise CannotRead(reason=_word(part.told["refused"], reasons))
        if "problems" in part.told:
            raise Refused(*(problem_of(each, codes) for each in part.told["problems"]))
        size += len(part.blob)
        if size > _LONGEST_ANSWER:
            raise Broken
        if part.told.get("raw"):
            return json.loads(b"".join(told).decode("utf-8", "surrogatepass")), part.blob
        told.append(part.blob)
    return json.loads(b"".join(told).decode("utf-8", "surrogatepass")), b""


def answer(value: object, blob: bytes = b"") -> Generator[Part, None, None]:
    """Say an answer in parts: plain values, then bytes if there are any."""
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    for begin in range(0, len(text), _CHUNK):
        yield Part({}, text[begin : begin + _CHUNK])
    if blob:
        yield Part({"raw": True}, blob)


def refusal(error: CannotRead | Refused) -> Part:
    """Say why a file is not taken."""
    if isinstance(error, CannotRead):
        return Part({"refused": error.params.get("reason")})
    return Part({"problems": [plain_problem(problem) for problem in error.problems]})


def _word(reason: object, known: frozenset[str]) -> str:
    return reason if isinstance(reason, str) and reason in known else "reader_failed"


def plain_problem(problem: Problem) -> list[object]:
    """Give a problem as plain values."""
    facts = {name: _plain_fact(value) for name, value in problem.params.items()}
    return [problem.code, problem.at, facts, problem.severity.value]


def problem_of(told: Any, codes: frozenset[str]) -> Problem:
    """Make a problem again, if it is one of `codes`.

    Raises:
        Broken, ValueError, TypeError: It is none.
    """
    code, at, facts, severity = told
    if code not in codes or not (at is None or (isinstance(at, str) and len(at) <= _LONGEST_FACT)):
        raise Broken
    if len(facts) > _MOST_FACTS:
        raise Broken
    made = {text_of(name, _LONGEST_FACT): _fact(value) for name, value in facts.items()}
    return Problem(code, at, made, Severity(severity))


def _plain_fact(value: object) -> object:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Money):
        return {"money": [value.minor, value.currency]}
    return list(value) if isinstance(value, tuple) else value


def _fact(value: object) -> object:
    if isinstance(value, dict):
        ((kind, text),) = value.items()
        if kind == "money":
            return _money(*text)
        return date.fromisoformat(text) if kind == "date" else decimal_of(text)
    if isinstance(value, list):
        if len(value) > _MOST_FACTS:
            raise Broken
        return tuple(text_of(each, _LONGEST_FACT) for each in value)
    return value if type(value) is int else text_of(value, _LONGEST_FACT)


def _money(minor: object, currency: object) -> Money:
    code = text_of(currency, 3)
    if type(minor) is not int or code not in EXPONENTS:
        raise Broken
    return Money(minor, code)


# ------------------------------------------------------------------------------------------------------ plain values


def text_of(value: object, most: int) -> str:
    """Take a text of at most so many characters.

    Raises:
        Broken: It is none.
    """
    if not isinstance(value, str) or len(value) > most:
        raise Broken
    return value


def decimal_of(value: object) -> Decimal:
    """Take a number that was written as text.

    Raises:
        Broken: It is none.
    """
    try:
        made = Decimal(text_of(value, _LONGEST_FACT))
    except InvalidOperation:
        raise Broken from None
    if not made.is_finite():
        raise Broken
    return made
