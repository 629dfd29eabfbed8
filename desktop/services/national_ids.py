"""National numbers of persons: whether their check digits are right. What is told here warns, and never stops anybody.

A free text ("passport AB 1234567, PESEL 44051401359") is looked through for what has the shape of such a number; words
beside it, the nationality and the country of stay say which it is, where two countries' numbers have one shape.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, Severity
from desktop.domain.people import NationalNumber

if TYPE_CHECKING:
    from collections.abc import Iterable

_OF_COUNTRY = {
    "BY": NationalNumber.BELARUSIAN,
    "LT": NationalNumber.ASMENS_KODAS,
    "PL": NationalNumber.PESEL,
    "UA": NationalNumber.RNOKPP,
}
_BELARUSIAN = re.compile(r"[1-7]\d{6}[ABCEHKM]\d{3}[A-Z]{2}\d", re.ASCII)
_LOOKALIKES = str.maketrans("АВСЕНКМРТХ", "ABCEHKMPTX")
_WEIGHTS = (7, 3, 1)

_SHAPES = (
    (re.compile(r"(?<![A-Z0-9])[1-7]\d{6}[A-Z]\d{3}[A-Z]{2}\d(?![A-Z0-9])", re.ASCII), (NationalNumber.BELARUSIAN,)),
    (re.compile(r"(?<![A-Z0-9])\d{11}(?![A-Z0-9])", re.ASCII), (NationalNumber.PESEL, NationalNumber.ASMENS_KODAS)),
    # Ten digits are many things (a Russian passport): they are looked at where something says that they are this.
    (re.compile(r"(?<![A-Z0-9])\d{10}(?![A-Z0-9])", re.ASCII), (NationalNumber.RNOKPP,)),
)
_WORDS = {
    NationalNumber.PESEL: re.compile(r"\bPESEL\b"),
    NationalNumber.ASMENS_KODAS: re.compile(r"\bASMENS\s+KOD"),
    NationalNumber.RNOKPP: re.compile(r"\b(?:РНОКПП|RNOKPP|ІПН|ИНН|IPN)\b"),
}


def check_national_id(country: str, text: str) -> bool | None:
    """Tell whether a text is a right national number of a person in a country (a code of two letters).

    Spaces and dashes do not matter. None: no rule is known for the country, or nothing is said.
    """
    number = _OF_COUNTRY.get(country.upper())
    bare = re.sub(r"[\s\u2010-\u2015-]", "", text)
    return None if number is None or not bare else _is_right(number, bare)


def national_id_problems(text: str, countries: Iterable[str] = (), at: str = "document") -> tuple[Problem, ...]:
    """Warn of national numbers in a text whose check digits are wrong.

    Args:
        text: What was entered, with any words around the number.
        countries: The person's nationality and country of stay; empty ones say nothing.
        at: The field that the warning stands at.
    """
    upper = text.upper()
    named = {number for number, words in _WORDS.items() if words.search(upper)}
    likely = {_OF_COUNTRY[country] for country in countries if country in _OF_COUNTRY}
    found: list[Problem] = []
    plain = upper.translate(_LOOKALIKES)
    for shape, numbers in _SHAPES:
        meant = [each for each in numbers if each in named] or list(numbers)
        if meant == [NationalNumber.RNOKPP] and NationalNumber.RNOKPP not in named | likely:
            continue
        for each in shape.findall(plain):
            if not any(_is_right(number, each) for number in meant):
                told = [number for number in meant if number in likely] or meant
                found.append(Problem("person.national_id", at, {"number": tuple(told)}, Severity.WARNING))
    return tuple(found)


def _is_right(number: NationalNumber, bare: str) -> bool:
    if number is NationalNumber.BELARUSIAN:
        return _is_right_belarusian(bare.upper().translate(_LOOKALIKES))
    from stdnum.lt import asmens  # noqa: PLC0415 - late: few forms hold such numbers
    from stdnum.pl import pesel  # noqa: PLC0415 - as above
    from stdnum.ua import rntrc  # noqa: PLC0415 - as above

    modules = {
        NationalNumber.PESEL: pesel,
        NationalNumber.ASMENS_KODAS: asmens,
        NationalNumber.RNOKPP: rntrc,
    }
    return bool(modules[number].is_valid(bare))


def _is_right_belarusian(bare: str) -> bool:
    """Tell whether the last digit fits: the others weigh 7, 3, 1 in turn, and letters count from A = 10."""
    if not _BELARUSIAN.fullmatch(bare):
        return False
    weighed = sum(int(sign, 36) * _WEIGHTS[place % 3] for place, sign in enumerate(bare[:-1]))
    return weighed % 10 == int(bare[-1])
