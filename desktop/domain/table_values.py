"""What texts of a table's cells mean: days in several orders, words for categories; and what a cell looks like."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.money import EXPONENTS
from desktop.domain.pages import Concern
from desktop.domain.people import PersonCategory

if TYPE_CHECKING:
    from collections.abc import Iterable


class Looks:
    """What a cell looks like by itself."""

    NOTHING = "nothing"
    PERSON_CODE = "person_code"
    CAMPAIGN_CODE = "campaign_code"
    DAY = "day"
    IBAN = "iban"
    EMAIL = "email"
    PHONE = "phone"
    AMOUNT = "amount"
    CURRENCY = "currency"
    CYRILLIC_NAME = "cyrillic_name"
    LATIN_NAME = "latin_name"
    WORDS = "words"


_ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?", re.ASCII)
_PARTS = re.compile(r"(\d{1,2})([-./ ])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_YEAR_WORD = re.compile(r"\s*(?:г|р|r|m)\.?$")
_CODE = re.compile(r"[PpCc]-\d{1,9}", re.ASCII)
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"(?:\+|00)[\d][\d ()./-]{6,20}", re.ASCII)
_AMOUNT = re.compile(r"[-+]?(?:[€$£₴] ?)?\d[\d  .,'’ ]*(?: ?(?:[€$£₴]|[A-Z]{3}|zł|руб\.?))?", re.ASCII)
_NAME = re.compile(r"[^\W\d_]+(?:[-'’ʼ. ]+[^\W\d_]+){1,4}\.?")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_FORMULA = ("=", "@")
_BROKEN = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
_MONTHS = 12


def looks_like(text: str) -> str:
    """Tell what a cell looks like."""
    plain = text.strip()
    if not plain:
        return Looks.NOTHING
    if _CODE.fullmatch(plain):
        return Looks.PERSON_CODE if plain[0] in "Pp" else Looks.CAMPAIGN_CODE
    if _ISO.fullmatch(plain) or _PARTS.fullmatch(_YEAR_WORD.sub("", plain)):
        return Looks.DAY
    if _IBAN.fullmatch(plain.replace(" ", "").upper()):
        return Looks.IBAN
    if _EMAIL.fullmatch(plain):
        return Looks.EMAIL
    if _PHONE.fullmatch(plain):
        return Looks.PHONE
    if _AMOUNT.fullmatch(plain):
        return Looks.AMOUNT
    if plain in EXPONENTS:
        return Looks.CURRENCY
    if _NAME.fullmatch(plain):
        return Looks.CYRILLIC_NAME if _CYRILLIC.search(plain) else Looks.LATIN_NAME
    return Looks.WORDS


_OF_A_HEAD = frozenset({Looks.NOTHING, Looks.WORDS, Looks.CYRILLIC_NAME, Looks.LATIN_NAME, Looks.CURRENCY})


def may_be_head(text: str) -> bool:
    """Tell whether a cell may be a head: it is no day, amount, code, address or number of its own."""
    return looks_like(text) in _OF_A_HEAD


def is_formula(text: str) -> bool:
    """Tell a text that a spreadsheet would take for a formula: no name and no label begins so."""
    return text.startswith(_FORMULA)


def is_broken(text: str) -> bool:
    """Tell what a spreadsheet writes where a formula failed."""
    return text.strip().upper() in _BROKEN


# ----------------------------------------------------------------------------------------------------------- days


class DayOrder(Enum):
    """In which order the day and the month of a date stand."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def order_of_days(texts: Iterable[str]) -> DayOrder | None:
    """Tell the order of days and months in a column; None where each of its dates may be read both ways.

    With dots the day stands first, as nobody writes otherwise.
    """
    seen = False
    for text in texts:
        found = _PARTS.fullmatch(_YEAR_WORD.sub("", text.strip()))
        if found is None:
            continue
        if found[2] == "." or int(found[1]) > _MONTHS:
            return DayOrder.DAY_FIRST
        if int(found[3]) > _MONTHS:
            return DayOrder.MONTH_FIRST
        seen = seen or found[1] != found[3]
    return None if seen else DayOrder.DAY_FIRST


def may_be_two_days(text: str) -> bool:
    """Tell whether a date could be two days: "03/04/1990" is the third of April or the fourth of March."""
    found = _PARTS.fullmatch(_YEAR_WORD.sub("", text.strip()))
    return (
        found is not None and found[2] != "." and found[1] != found[3] and max(int(found[1]), int(found[3])) <= _MONTHS
    )


def read_day(text: str, order: DayOrder, today: date) -> date | None:
    """Read a day: "1990-05-04", "4.5.1990", "5/4/1990" by the order; a year of two digits is the last such year."""
    plain = text.strip()
    try:
        if found := _ISO.fullmatch(plain):
            return date(int(found[1]), int(found[3]), int(found[4]))
        if found := _PARTS.fullmatch(_YEAR_WORD.sub("", plain)):
            first, second = int(found[1]), int(found[3])
            by_day = order is DayOrder.DAY_FIRST or found[2] == "."
            day, month = (first, second) if by_day else (second, first)
            return date(_year(found[4], today), month, day)
    except ValueError:
        return None
    return None


def _year(digits: str, today: date) -> int:
    if len(digits) > 2:
        return int(digits)
    year = today.year - today.year % 100 + int(digits)
    return year if year <= today.year else year - 100


# ---------------------------------------------------------------------------------------------------------- words

_CATEGORIES: dict[PersonCategory, str] = {
    PersonCategory.BENEFICIARY: (
        "атрымальнік дапамогі|бенефіцыяр|падапечны|получатель помощи|бенефициар|подопечный|отримувач допомоги|"
        "бенефіціар|підопічний|beneficjent|podopieczny|paramos gavėjas|naudos gavėjas|globotinis"
    ),
    PersonCategory.PAYEE: (
        "атрымальнік выплаты|получатель выплаты|получатель платежа|одержувач виплати|отримувач виплати|"
        "odbiorca|odbiorca płatności|gavėjas|mokėjimo gavėjas"
    ),
    PersonCategory.DONOR: "донар|донор|жертвователь|ахвярадавец|жертводавець|darczyńca|donoras|rėmėjas|aukotojas",
    PersonCategory.STAFF: "супрацоўнік|сотрудник|співробітник|pracownik|darbuotojas|personel|personalas|worker",
}


def person_category(text: str) -> PersonCategory | None:
    """Tell what a person is to the office by a word in any of the languages; None where the word is none."""
    word = text.strip().casefold()
    return next((each for each, words in _CATEGORIES.items() if word and word in (each.value, *words.split("|"))), None)


_CONCERNS: dict[Concern, str] = {
    Concern.HEALTH: "health|illness|здароўе|хвароба|здоровье|болезнь|здоров’я|хвороба|zdrowie|choroba|sveikata|liga",
    Concern.CRIMINAL_CASE: (
        "criminal case|prosecution|крымінальная справа|крымінальны пераслед|уголовное дело|уголовное преследование|"
        "кримінальна справа|sprawa karna|baudžiamoji byla"
    ),
    Concern.RELATIVES: (
        "relatives|family|сваякі|сям’я|родственники|семья|родичі|родина|krewni|rodzina|giminaičiai|šeima"
    ),
    Concern.HELPERS: "helpers|памочнікі|помощники|помічники|pomagający|pomocnicy|pagalbininkai",
    Concern.MINORS: "children|minors|дзеці|непаўналетнія|дети|несовершеннолетние|діти|неповнолітні|dzieci|vaikai",
    Concern.WHEREABOUTS: (
        "whereabouts|location|месцазнаходжанне|местонахождение|місцеперебування|miejsce pobytu|buvimo vieta"
    ),
}
_APART = re.compile(r"[,;/|\n]")


def read_concerns(text: str) -> tuple[tuple[Concern, ...], tuple[str, ...]]:
    """Read protection concerns, apart by commas, in any of the languages; gives them, and the words that are none."""
    found: dict[Concern, None] = {}
    strange: list[str] = []
    for part in _APART.split(text):
        word = " ".join(part.casefold().replace("'", "’").replace("ʼ", "’").replace("_", " ").split())
        concern = next(
            (each for each, words in _CONCERNS.items() if word in (each.value.replace("_", " "), *words.split("|"))),
            None,
        )
        if concern is not None:
            found[concern] = None
        elif word:
            strange.append(part.strip())
    return tuple(each for each in Concern if each in found), tuple(strange)
