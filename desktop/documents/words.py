"""An amount of money in words, as the document's language writes it.

`num2words` spells the bare number (checked against grammar in the tests); the gender of the last word, the currency's
name and its plural are ours, because its own currency texts have gaps and faults. How cents are written is custom, and
custom differs (reference: cash rules of each country):

- English: in words ("and fifty cents"); a whole amount ends with "only", so that nothing can be added after it.
- Belarusian, Russian, Ukrainian: two digits and the unit ("50 капеек"): cash orders ask for roubles in words and
  kopecks in digits, always both.
- Polish: a fraction of a hundred after a comma (", 50/100"), cash practice for every currency.
- Lithuanian: two digits and the unit's abbreviation ("50 ct"): the cash rules ask for cents in digits.

A currency without names of its own is written by its ISO code, with a fraction ("50/100", "050/1000") if it has a
minor unit. The text begins with a capital letter: cash orders are filled from the line's beginning so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.documents.currencies import NAMES, Forms
from desktop.domain.money import Money, exponent_of

if TYPE_CHECKING:
    from collections.abc import Callable


def _plural_english(count: int) -> int:
    return 0 if count == 1 else 1


def _plural_east_slavic(count: int) -> int:
    if count % 100 in (11, 12, 13, 14):
        return 2
    return {1: 0, 2: 1, 3: 1, 4: 1}.get(count % 10, 2)


def _plural_polish(count: int) -> int:
    """As in the East, but 21, 101 … take the genitive: "dwadzieścia jeden złotych"."""
    return 2 if count % 10 == 1 and count != 1 else _plural_east_slavic(count)


def _plural_lithuanian(count: int) -> int:
    if 11 <= count % 100 <= 19 or count % 10 == 0:
        return 2
    return 0 if count % 10 == 1 else 1


class _Grammar(NamedTuple):
    """A language's plural rule, how the last word of a number bends to a gender, and its word for below nothing."""

    plural: Callable[[int], int]
    bends: dict[str, dict[str, str]]
    minus: str


_LITHUANIAN_WOMEN = {
    "vienas": "viena",
    "du": "dvi",
    "keturi": "keturios",
    "penki": "penkios",
    "šeši": "šešios",
    "septyni": "septynios",
    "aštuoni": "aštuonios",
    "devyni": "devynios",
}
_GRAMMARS = {
    "en": _Grammar(_plural_english, {}, "minus"),
    "be": _Grammar(_plural_east_slavic, {"f": {"адзін": "адна", "два": "дзве"}}, "мінус"),
    "ru": _Grammar(_plural_east_slavic, {"f": {"один": "одна", "два": "две"}}, "минус"),
    "uk": _Grammar(_plural_east_slavic, {"f": {"один": "одна", "два": "дві"}}, "мінус"),
    "pl": _Grammar(_plural_polish, {"f": {"dwa": "dwie"}}, "minus"),
    "lt": _Grammar(_plural_lithuanian, {"f": _LITHUANIAN_WOMEN}, "minus"),
}
WORD_LANGUAGES = tuple(_GRAMMARS)
"""Languages that amounts can be written in."""

_POLISH_ONE = {"f": "jedna", "n": "jedno"}
_POLISH_POWERS = {"tysiąc", "milion", "miliard", "bilion", "biliard", "trylion"}


def amount_in_words(money: Money, language: str) -> str:
    """Write an amount in words.

    Args:
        money: Any amount; below nothing it begins with the language's "minus".
        language: One of `WORD_LANGUAGES`; another one is written in English, as all texts are.

    Returns:
        One line that begins with a capital letter: "Two thousand euros only", "Дзве тысячы еўра 00 цэнтаў".
    """
    language = language if language in _GRAMMARS else "en"
    exponent = exponent_of(money.currency)
    whole, part = divmod(abs(money.minor), 10**exponent)
    forms = NAMES[language].get(money.currency)
    if forms is None:
        fraction = f"{_before_fraction(language)}{part:0{exponent}d}/{10**exponent}"
        ending = fraction if exponent else " only" if language == "en" else ""
        text = f"{_spelled(whole, language, 'm')} {money.currency}{ending}"
    else:
        text = _named(whole, language, forms) + _cents(part, language, forms)
    if money.minor < 0:
        text = f"{_GRAMMARS[language].minus} {text}"
    return text[0].upper() + text[1:]


def _named(count: int, language: str, forms: Forms) -> str:
    return f"{_spelled(count, language, forms.gender)} {forms.whole[_GRAMMARS[language].plural(count)]}"


def _before_fraction(language: str) -> str:
    return ", " if language == "pl" else " "


def _cents(part: int, language: str, forms: Forms) -> str:
    if language == "en":
        if not part:
            return " only"
        return f" and {_spelled(part, language, 'm')} {forms.part[_plural_english(part)]}"
    if not forms.part:
        return f"{_before_fraction(language)}{part:02d}/100"
    if len(forms.part) == 1:
        return f" {part:02d} {forms.part[0]}"
    return f" {part:02d} {forms.part[_GRAMMARS[language].plural(part)]}"


def _spelled(count: int, language: str, gender: str) -> str:
    """Spell a whole number; its last word agrees with a noun of `gender`."""
    from num2words import num2words  # noqa: PLC0415 - late: 40 ms that a first window does not need

    words = str(num2words(count, lang=language)).replace(",", "").replace("'", "’").split()
    if language == "pl":
        words = [word for each in words for word in (("jeden", each) if each in _POLISH_POWERS else (each,))]
        if count == 1:
            words = [_POLISH_ONE.get(gender, "jeden")]
    words[-1] = _GRAMMARS[language].bends.get(gender, {}).get(words[-1], words[-1])
    return " ".join(words)
