"""Spelling made comparable: in what order names stand, and in which one spelling of many they are searched.

Two foldings. `sort_key` keeps the alphabet's order (ё after е, ў after у, ł after l) and ignores case. `search_forms`
is deliberately coarse: one name is written «Андрэй Кавалевіч», «Андрей Ковалевич», "Andrei Kavalevich" and "Andrey
Kovalevich", and each must find all of them, so letters that the region's spellings exchange become one.
"""

from __future__ import annotations

import re
import unicodedata

# Stands behind every letter of every alphabet in use, so that "ё" sorts after all words in "е" and before "ж".
_AFTER = "\ue000"
_SORTED_BY = {
    "й": "й", "ё": "е" + _AFTER, "є": "е" + _AFTER, "ґ": "г" + _AFTER, "і": "и" + _AFTER, "ї": "и" + _AFTER * 2,
    "ў": "у" + _AFTER, "ł": "l" + _AFTER, "đ": "d" + _AFTER, "ø": "o" + _AFTER, "æ": "ae", "œ": "oe", "ı": "i",
}  # fmt: skip

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "e", "ё": "io", "є": "ie", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "č": "ch", "š": "sh", "ž": "zh", "ż": "zh", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i",
    "ŭ": "u", "’": "", "'": "", "ʼ": "", "`": "", "‘": "", "´": "", "\N{COMBINING ACUTE ACCENT}": "",
}  # fmt: skip
_TO_LATIN = str.maketrans(_LATIN)

# In this order. "ch" is hidden as "C" while a bare "c" becomes "k".
_EXCHANGED = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("shch|szcz|sch", "s"),
        ("zh", "z"),
        ("sh|sz", "s"),
        ("tsch|tch|ch|cz", "C"),
        ("kh|gh", "h"),
        ("ph", "f"),
        ("th|t[sz]", "t"),
        ("dz", "d"),
        ("c?k|c|q", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("g", "h"),
        ("[jy]", "i"),
    )
)
_SOFT = re.compile("i(?=[aeou])")
_SOFT_OPEN = re.compile("i[ao]")
_SHORT_U = re.compile("(?<=[aeio])u")
_TWICE = re.compile(r"([a-z])\1+")
_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")
# What a last letter would become if the next one were typed too: "k" of "kh", "c" of "ch", "p" of "ph", "i" of "ia".
_UNFINISHED = {"k": "h", "c": "c", "p": "f", **dict.fromkeys("iyjиіый", "")}

WORD_START = "^"
"""Marks the start of a word in the index, twice, so that one or two letters find words that begin with them."""


def sort_key(text: str) -> str:
    """Give the key by which a text stands in alphabetical order, whatever its case; empty for nothing."""
    found: list[str] = []
    for letter in text.casefold():
        known = _SORTED_BY.get(letter)
        if known is not None:
            found.append(known)
            continue
        for part in unicodedata.normalize("NFKD", letter):
            found.append(_AFTER if unicodedata.combining(part) else _SORTED_BY.get(part, part))
    return _SPACES.sub(" ", "".join(found)).strip(" \t\"'«»„“”‘’([{-–—.,")


def search_words(*texts: str) -> str:
    """Give what is indexed for some texts: every word in its search forms, each with the mark of its start."""
    forms = dict.fromkeys(form for text in texts for word in words_of(text) for form in search_forms(word))
    return " ".join(f"{WORD_START * 2}{form}" for form in forms)


def words_of(text: str) -> tuple[str, ...]:
    """Split a text into its words, in lower case; apostrophes do not split."""
    plain = text.casefold().translate({ord(mark): None for mark in "’'ʼ`‘´"})
    return tuple(_WORD.findall(unicodedata.normalize("NFC", plain)))


def search_forms(word: str) -> tuple[str, ...]:
    """Give the forms of one word: one spelling, and a second where я or ё may be heard as е (Святлана, Светлана)."""
    latin = to_latin(word)
    for pattern, replacement in _EXCHANGED:
        latin = pattern.sub(replacement, latin)
    latin = _TWICE.sub(r"\1", latin.lower())
    return tuple(dict.fromkeys(form for form in (_settle(latin), _settle(_SOFT_OPEN.sub("e", latin))) if form))


def needles(word: str) -> tuple[str, ...]:
    """Give what to look for in `search_words` when `word` is typed: any of these finds it.

    Three letters and more are found anywhere in a word; fewer at the start of one.
    """
    typed = dict.fromkeys(search_forms(word))
    last = word[-1:].casefold()
    if last in _UNFINISHED:
        unfinished = (form + _UNFINISHED[last] for form in search_forms(word[:-1]) or ("",))
        typed.update(dict.fromkeys(form for form in unfinished if form))
    return tuple(WORD_START * max(0, 3 - len(form)) + form for form in typed)


def _settle(latin: str) -> str:
    """Fold what depends on the neighbours: soft vowels, the short u, unstressed o."""
    settled = _SHORT_U.sub("v", _SOFT.sub("", latin)).replace("o", "a")
    return _TWICE.sub(r"\1", settled)


def to_latin(word: str) -> str:
    """Write a word in lower case in plain Latin letters and digits."""
    latin = word.casefold().translate(_TO_LATIN)
    if not latin.isascii():
        latin = "".join(part for part in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(part))
    if not latin.isascii():
        from anyascii import anyascii  # noqa: PLC0415  its tables take 18 ms, and few offices need them

        latin = anyascii(latin).casefold()
    return "".join(letter for letter in latin if letter.isascii() and letter.isalnum())
