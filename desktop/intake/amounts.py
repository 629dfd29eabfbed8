"""Amounts of money as people write them: a number in any usual style beside a currency's sign, code or word.

A number with two honest readings ("1.500" on an English page) keeps the lower one and is marked ambiguous. Nothing here
guesses a currency that is not written: such a number is an amount without a currency.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from desktop.domain.money import MOST_MINOR, Money, exponent_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNS: dict[str, str] = {
    "€": "EUR",
    "US$": "USD",
    "$": "USD",
    "£": "GBP",
    "₴": "UAH",
    "₽": "RUB",
    "₾": "GEL",
    "₺": "TRY",
    "₸": "KZT",
    "₪": "ILS",
    "֏": "AMD",
    "¥": "JPY",
    "￥": "JPY",
}
# Words and their inflections, as regular expressions; the first that matches wins.
_WORDS: tuple[tuple[str, str], ...] = (
    (r"eur(?:o|os|a|ach|ów)?|eŭra|eўra|евро|еўра|эўра|эура|еура|євро|евра|евр\.", "EUR"),
    (r"usd|(?:us )?dollars?|bucks|долл?(?:ар(?:а|ы|ов|аў|ів|и)?)?\.?|далар(?:аў|ы|а)?|dolar(?:y|a|ów|aŭ)?", "USD"),
    (r"gbp|pounds?|фунт(?:а|ы|ов|аў|ів|и)?|funt(?:y|a|ów)?", "GBP"),
    (
        r"uah|hryvnias?|hryvnyas?|грн|гривен|гривн(?:а|я|и|і|ы|ю|ей)|гривень|грывень|грыўн(?:я|ы|і|яў)|hrywien"
        r"|hrywn(?:a|y)",
        "UAH",
    ),
    (r"pln|zł|zl|zloty(?:ch|s|e)?|złot(?:y|ych|e|ego)|зл|злот(?:ых|ые|ы|ый|ого|ий|і)|злот(?:ых|ыя)", "PLN"),
    (r"gel|lari|лари|ларі|лары", "GEL"),
    (
        r"byn|br|бел\.? ?руб(?:\.|л(?:ей|я|ёў|і|ів))?|белорусских рублей|беларускіх рублёў|білоруських рублів"
        r"|bel\. ?rub\.?"
        r"|belarusian rubles?|rubli białoruskich",
        "BYN",
    ),
    (r"rub|рос\.? ?руб(?:\.|л(?:ей|я|ёў|і|ів))?|российских рублей|расійскіх рублёў|russian rubles?", "RUB"),
    (r"rubles?|roubles?|руб|рублей|рубл(?:я|ь|і|ы|ёў|ёв|ів|ей)|р\.|rubl(?:i|e|oŭ)", "?"),
    (r"mdl|lei|лей|лее?в|leu", "MDL"),
    (r"czk|kč|koruny?|korun", "CZK"),
    (r"(?-i:CHF|NOK|SEK|DKK|CAD|AUD|JPY|KZT|AMD|RON|HUF|BGN|ILS|RSD|ISK|AZN|UZS|KGS)", "="),
)
_LETTER = r"[^\W\d_]"
_CURRENCY = "|".join(
    [re.escape(sign) for sign in _SIGNS] + [rf"(?<!{_LETTER})(?:{'|'.join(words for words, _ in _WORDS)})(?!{_LETTER})"]
)
_THOUSAND = (
    r"(?<=[0-9])[kк]|тыс(?:яч(?:а|и|у|i|і|аў)?)?|тысяча?ў?|тис(?:яч[аіу]?)?|tys(?:i[ąę]c[ey]?|ięcy)?|thousand|тыщ"
    r"|млн|mln|million|мільйон\w{0,3}"
)
_TOKEN = re.compile(
    rf"(?P<number>[0-9]+(?:[ .,'’][0-9]+)*)(?:(?P<thousand> ?(?:{_THOUSAND})(?!{_LETTER})\.?)|[.,][-–—](?![0-9]))?"
    rf"|(?P<currency>(?:{_CURRENCY})(?:(?<=\w)\.(?=\s*[0-9,;)])|(?<=\w)\.$)?)",
    re.IGNORECASE,
)
_KNOWN = re.compile("|".join(f"(?P<w{at}>{words})" for at, (words, _) in enumerate(_WORDS)), re.IGNORECASE)
_FIGURE_BEFORE = re.compile(r"[0-9½¼¾][.,]?\s{0,2}[-–−]?\s?$")
_FIGURE_BEHIND = re.compile(r"\s{0,2}[-–−]?\s?[0-9½¼¾]")
# The last word of a round sum in words ("five hundred euros"): not read, but never passed over in silence.
_SPELLED_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:hundred|thousand|fifty|сто|дзвесце|двести|двісті|трыста|триста|чатырыста|четыреста|чотириста"
    r"|[^\W\d_]{2,6}сот|тысяч\w?|тисяч\w?|sto|dwieście|trzysta|czterysta|[^\W\d_]{3,8}set|tysi[ąę]c\w{0,2})\s{1,2}$",
    re.IGNORECASE,
)
# Money that is in no currency of a bank.
_UNKNOWN_MONEY = re.compile(r"[0-9] ?(?:USDT|USDC|BTC|ETH|TON|SATS?)\b|\b(?:USDT|USDC|BTC|ETH) ?[0-9]", re.IGNORECASE)
_GROUPS = re.compile(r"[ .,'’]")
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Convention:
    """How a page's language writes numbers: its decimal mark, and which rouble it means by the bare word."""

    decimal_mark: str = "."
    rouble: str = "RUB"


ENGLISH = Convention()
CONTINENTAL = Convention(",")
BELARUSIAN = Convention(",", "BYN")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a line, with its currency when one stands beside it.

    `value` is the lower reading in whole units; `ambiguous` says that there is a higher one. `start` and `end` are the
    place of number and currency in the line.
    """

    value: Decimal
    currency: str | None
    start: int
    end: int
    ambiguous: bool = False

    @property
    def is_count(self) -> bool:
        """Tell whether this can be a number of things: small, whole and without a currency."""
        return self.currency is None and not self.ambiguous and 0 < self.value <= 1000 and self.value % 1 == 0


def to_money(value: Decimal, currency: str) -> tuple[Money, bool] | None:
    """Make money of a value, rounding down what the currency cannot hold; the flag says that it had to.

    None when it is larger than any office's money.
    """
    exact = value.scaleb(exponent_of(currency))
    minor = exact.to_integral_value(ROUND_DOWN)
    if abs(minor) > MOST_MINOR:
        return None
    return Money(int(minor), currency), minor != exact


def read_number(text: str, decimal_mark: str) -> tuple[Decimal, bool] | None:
    """Read a number with its separators; the flag says that it has two readings and this is the lower one.

    None when the separators make no number ("12.05.2024").
    """
    parts = _GROUPS.split(text)
    marks = "".join(_GROUPS.findall(text)).replace("’", "'")
    if sum(map(len, parts)) > _MOST_DIGITS:
        return None
    if not marks:
        return Decimal(text), False
    fraction = marks[-1] if marks[-1] in ".," and marks.count(marks[-1]) == 1 else ""
    grouping = marks[:-1] if fraction else marks
    if len(set(grouping)) > 1 or (fraction in grouping and fraction):
        return None
    whole_parts = parts[:-1] if fraction else parts
    if not _is_grouped(whole_parts):
        return None
    whole = "".join(whole_parts)
    if not fraction:
        return Decimal(whole), False
    lower = Decimal(f"{whole}.{parts[-1]}")
    if len(parts[-1]) != 3:
        return (lower, False) if len(parts[-1]) < 3 else None
    return _three_digits_after(parts, lower, fraction, bool(grouping), decimal_mark)


def _three_digits_after(
    parts: list[str], lower: Decimal, mark: str, grouped: bool, decimal_mark: str
) -> tuple[Decimal, bool] | None:
    """Decide what "1,234" or "1.500" is: grouped by the page's own habit, or one of two readings."""
    if grouped:
        return lower, True
    if parts[0].startswith("0"):
        return lower, False
    if len(parts[0]) > 3:
        return None
    if mark != decimal_mark:
        return Decimal("".join(parts)), False
    return lower, True


def _is_grouped(parts: list[str]) -> bool:
    if len(parts) == 1:
        return True
    return 1 <= len(parts[0]) <= 3 and parts[0] != "0" and all(len(part) == 3 for part in parts[1:])


def currency_of(word: str, convention: Convention) -> str | None:
    """Give the ISO 4217 code of a sign, code or word; None when it names no currency."""
    word = word.strip()
    sign = _SIGNS.get(word.upper())
    if sign:
        return sign
    for form in (word, word.rstrip("."), word + "."):
        found = _KNOWN.fullmatch(form)
        if found:
            code = _WORDS[int((found.lastgroup or "w0")[1:])][1]
            if code == "=":
                return form
            return convention.rouble if code == "?" else code
    return None


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    times: int = 0  # of a number: what a word such as "thousand" multiplies it by; 0 for a currency
    fragment: bool = False  # of a number: cut out of digits that stand together and make no single number


def find_amounts(text: str, convention: Convention = ENGLISH) -> tuple[Amount, ...]:
    """Find all numbers of a line from left to right, each with the currency that belongs to it."""
    tokens = list(_tokens(text))
    found: list[Amount] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        after = tokens[at + 2] if at + 2 < len(tokens) else None
        if not token.times:
            if following is None or not following.times or not _beside(text, token, following):
                at += 1
                continue
            amount = _amount(following, token, convention)
            at += 2
        elif following and not following.times and _takes(text, token, following, after):
            amount = _amount(token, following, convention)
            at += 2
        else:
            amount = _amount(token, None, convention)
            at += 1
        if amount:
            found.append(amount)
    return tuple(found)


def unread_money(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a currency stands beside figures that make no amount ("€ 500.00.00", "€ -5", "500 USDT").

    `spans` are the places of what was read.
    """
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if not match["currency"] or any(first <= start and end <= last for first, last in spans):
            continue
        lead = text[max(0, start - 24) : start]
        if _FIGURE_BEFORE.search(lead) or _SPELLED_BEFORE.search(lead) or _FIGURE_BEHIND.match(text, end):
            return True
    return _UNKNOWN_MONEY.search(text) is not None


def _takes(text: str, number: _Token, currency: _Token, after: _Token | None) -> bool:
    """Tell whether a currency belongs to the number before it, and not to the one after ("3 €500")."""
    if not _beside(text, number, currency):
        return False
    tight_before = number.end == currency.start
    tight_after = after is not None and after.times > 0 and currency.end == after.start
    return tight_before or not tight_after


def _beside(text: str, first: _Token, second: _Token) -> bool:
    gap = text[first.end : second.start]
    return len(gap) <= 2 and not gap.strip(" ")


def _amount(number: _Token, currency: _Token | None, convention: Convention) -> Amount | None:
    reading = read_number(number.text, convention.decimal_mark)
    code = currency_of(currency.text, convention) if currency else None
    if reading is None or (currency and code is None):
        return None
    value, ambiguous = reading
    if currency and currency.text == "р." and 1900 <= value < 2100:  # "2020 р." is a year in Ukrainian
        code = None
    ambiguous = ambiguous or (number.fragment and code is not None)
    places = [number.start, number.end] + ([currency.start, currency.end] if currency else [])
    return Amount(value * number.times, code, min(places), max(places), ambiguous)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        if match["currency"]:
            tokens.append(_Token(match[0], match.start(), match.end()))
            continue
        times = 1
        if match["thousand"]:
            times = 1_000_000 if match["thousand"].strip().lower().startswith(("млн", "mln", "mil", "міл")) else 1000
        tokens.extend(_split_spaces(match["number"], match.start(), match.end(), times))
    return tokens


def _split_spaces(number: str, start: int, end: int, times: int) -> list[_Token]:
    """Cut "3 500 2000" at the spaces that group nothing; a space groups exactly three digits."""
    pieces: list[tuple[int, str]] = []
    at, broken = start, False
    for part in number.split(" "):
        lead, tail = _digits_around(part)
        last = pieces[-1][1] if pieces else ""
        if pieces and lead == 3 and _may_grow(last) and not (tail == 3 and _has_mark(part)):
            pieces[-1] = (pieces[-1][0], f"{last} {part}")
        elif pieces and part in ("0", "00") and last.isdigit():  # "1 00 €": nothing costs "00"; the space is a slip
            pieces[-1] = (pieces[-1][0], last + part)
            broken = True
        else:
            pieces.append((at, part))
        at += len(part) + 1
    several = len(pieces) > 1 or broken
    tokens = [_Token(piece, place, place + len(piece), 1, several) for place, piece in pieces]
    tokens[-1] = _Token(tokens[-1].text, tokens[-1].start, end, times, several)
    return tokens


def _digits_around(part: str) -> tuple[int, int]:
    """Count the digits before the first mark and after the last one."""
    pieces = _GROUPS.split(part)
    return len(pieces[0]), len(pieces[-1])


def _has_mark(part: str) -> bool:
    return _GROUPS.search(part) is not None


def _may_grow(number: str) -> bool:
    """Tell whether a further group may follow: one to three digits first, no other separators, no leading zero."""
    first, _, _ = number.partition(" ")
    return not _has_mark(number.replace(" ", "")) and len(first) <= 3 and not first.startswith("0")
