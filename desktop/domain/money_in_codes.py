"""Codes in the text of a payment, as people write them: "C-0012", «с-12», "C0012", "O 0007"."""

from __future__ import annotations

import re

from desktop.domain.ids import CodeKind, make_code

# The letter may be the Cyrillic one that looks the same, the mark between may be any dash, a blank, or missing. Without
# a dash the number must have its four digits, or "C 5 EUR" would be a campaign.
_NUMBER = r"(?:\s?[-\u2010-\u2015\u2212]\s?0*([1-9]\d{0,8})|\s?(\d{4,9}))(?!\d)"
_CAMPAIGN = re.compile(r"(?<!\w)[CcСс]" + _NUMBER)
_PAYOUT = re.compile(r"(?<!\w)[OoОо]" + _NUMBER)


def campaigns_named(text: str) -> tuple[str, ...]:
    """Give the codes of campaigns that a text names, each once."""
    return _named(_CAMPAIGN, CodeKind.CAMPAIGN, text)


def payouts_named(text: str) -> tuple[str, ...]:
    """Give the codes of payouts that a text names, each once."""
    return _named(_PAYOUT, CodeKind.PAYOUT, text)


def _named(pattern: re.Pattern[str], kind: CodeKind, text: str) -> tuple[str, ...]:
    numbers = (int(found.group(1) or found.group(2)) for found in pattern.finditer(text))
    return tuple(dict.fromkeys(make_code(kind, number) for number in numbers if number))
