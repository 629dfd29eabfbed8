"""What SEPA asks of a payment: accounts, the letters of its messages, structured addresses, and banking days.

Sources:
    Letters: EPC217-08, the Latin letters, digits and signs that every bank of the scheme takes; what else is written is
        turned into them as its conversion table does (ä is a, & is +).
    Countries: EPC409-09, the scheme's geographical scope. The lengths of IBANs are those of their registry (ISO 13616).
    Addresses: EPC153-22. Town and country stand in fields of their own; all unstructured ones are refused since 15
        November 2026.
    Days: the calendar of the Eurosystem's TARGET.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.domain.passport_names import passport_name

if TYPE_CHECKING:
    from desktop.domain.people import PersonDraft

LONGEST_NAME = LONGEST_STREET = 70
LONGEST_BUILDING = LONGEST_POSTCODE = 16
LONGEST_TOWN = 35

_LENGTHS = {
    "AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
}  # fmt: skip
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_COUNTRY = re.compile(r"[A-Z]{2}")

_ALLOWED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ı": "i", "ŋ": "n", "ħ": "h",
    "ŧ": "t",
}  # fmt: skip
_SIGNS = {
    "&": "+", ";": ",", "_": "-", "[": "(", "{": "(", "<": "(", "]": ")", "}": ")", ">": ")", '"': "'", "`": "'",
    "´": "'", "‘": "'", "’": "'", "ʼ": "'", "‚": ",", "„": "'", "“": "'", "”": "'", "«": "'", "»": "'", "\\": "/",
    "‐": "-", "‑": "-", "–": "-", "—": "-",
}  # fmt: skip
_HOUSE = re.compile(r"(?P<street>[^\d\n]*[^\W\d_][^\d\n]*?)[ ,]+(?P<house>\d+ ?[A-Za-z]?(?:[/-]\d+[A-Za-z]?)*)")


def bare_iban(text: str) -> str:
    """Give an IBAN as banks take it: without spaces, in capitals."""
    return "".join(text.split()).upper()


def iban_problem(text: str) -> str:
    """Tell why no SEPA payment goes to an account: "wrong" digits, or a country that is "elsewhere"; else nothing."""
    iban = bare_iban(text)
    if not _IBAN.fullmatch(iban) or int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 != 1:
        return "wrong"
    if iban[:2] not in _LENGTHS:
        return "elsewhere"
    return "" if len(iban) == _LENGTHS[iban[:2]] else "wrong"


def sepa_text(text: str, languages: str = "", nationality: str = "") -> str:
    """Write a text in the letters that every bank takes; empty where one of its letters has no such spelling.

    Cyrillic letters are written as a passport would, by the rule that `passport_name` finds.
    """
    clean = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign)[0] != "C")
    if any(sign.isalpha() for sign in clean):
        proposed = passport_name(clean, languages, nationality)
        if proposed is None:
            return ""
        clean = proposed.name
    written: list[str] = []
    for sign in " ".join(clean.split()):
        plain = _plain(sign)
        if plain is None:
            return ""
        written.append(plain)
    return " ".join("".join(written).split())


def _plain(sign: str) -> str | None:
    """Write one letter or sign; None for a letter that has no spelling."""
    if sign in _ALLOWED:
        return sign
    if sign in _SIGNS or unicodedata.category(sign)[0] == "M":
        return _SIGNS.get(sign, "")
    small = _LETTERS.get(sign.lower())
    if small is not None:
        return small if sign.islower() else small.capitalize()
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if part in _ALLOWED)
    return plain or (None if sign.isalnum() else ".")


@dataclass(frozen=True, slots=True)
class Address:
    """A structured address in SEPA's letters: town and country are always there, the rest may be empty."""

    town: str
    country: str
    street: str = ""
    building: str = ""
    postcode: str = ""


def structured(
    town: str,
    country: str,
    street: str = "",
    building: str = "",
    postcode: str = "",
    *,
    languages: str = "",
) -> Address | None:
    """Write an address in SEPA's letters; None where it has no town or country that can be written.

    A part that is too long or cannot be written is left out: half a street leads nobody anywhere.
    """
    written_town = _short(town, LONGEST_TOWN, languages)
    if not written_town or not _COUNTRY.fullmatch(country):
        return None
    return Address(
        written_town,
        country,
        _short(street, LONGEST_STREET, languages),
        _short(building, LONGEST_BUILDING, languages),
        _short(postcode, LONGEST_POSTCODE, languages),
    )


def address_of(person: PersonDraft) -> Address | None:
    """Give a person's address as a bank takes it; the number of the house apart where it is plain which it is."""
    street = ", ".join(line.strip(" ,") for line in person.address.splitlines() if line.strip(" ,"))
    found = _HOUSE.fullmatch(street)
    street, building = (found["street"].rstrip(), found["house"]) if found else (street, "")
    return structured(person.city, person.country, street, building, person.postcode, languages=person.languages)


def _short(text: str, longest: int, languages: str) -> str:
    written = sepa_text(text, languages)
    return written if len(written) <= longest else ""


def is_banking_day(day: date) -> bool:
    """Whether banks settle euros on a day: not on week-ends, nor on TARGET's six holidays."""
    easter = _easter(day.year)
    moving = (easter - timedelta(days=2), easter + timedelta(days=1))
    fixed = (day.month, day.day) in ((1, 1), (5, 1), (12, 25), (12, 26))
    return day.weekday() < 5 and not fixed and day not in moving


def next_banking_day(day: date) -> date:
    """Give a day itself if banks settle euros on it, or else the first one after it."""
    while not is_banking_day(day):
        day += timedelta(days=1)
    return day


def _easter(year: int) -> date:
    """Give Easter Sunday of the western churches (the rule of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)
