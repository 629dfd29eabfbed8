"""A name in Latin letters as a passport would write it, proposed from the local script. The passport itself decides.

Which country's rule is taken, is told first by the letters: ў is Belarusian alone, ї є ґ Ukrainian, ъ Russian, и is not
Belarusian. Where several alphabets have all the letters of a name («Максім», «Анна»), the person's languages decide,
then the nationality, and at last the first of Belarusian, Russian, Ukrainian. A name in Latin letters stays as it is;
of one in any other script nothing is proposed.

Sources:
    Belarusian: ICAO Doc 9303, part 3, section 6 (Cyrillic, with its Belarusian exceptions: Г is H, Ё is IO), as the
        Ministry of the Interior's resolution 200 of 28 June 2010 applies it when somebody names no spelling of their
        own. A Й that ends a word after Е, Ё, Ы, Ю, Я is left out (Дзмітрый is Dzmitry). Passports of before 2010, and
        those with a spelling by wish, may keep it: `Proposal.kept` is the name with it.
    Russian: ICAO Doc 9303, as ordered by the Ministry of Foreign Affairs, no. 2113 of 12 February 2020.
    Ukrainian: Cabinet of Ministers, resolution 55 of 27 January 2010.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from desktop.domain.people import preferred_language


class Rule:
    """By whose rule a name is written in Latin letters: the codes of the languages."""

    BELARUSIAN = "be"
    RUSSIAN = "ru"
    UKRAINIAN = "uk"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed name, by whose rule (empty: it was in Latin letters), and the other spelling that is met, if any."""

    name: str
    rule: str = ""
    kept: str = ""


_COMMON = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "і": "i", "ў": "u", "ґ": "g", "ї": "i", "є": "ie",
}  # fmt: skip
"""ICAO Doc 9303; what is Russian's own is what it says where no language is named."""
_TABLES = {
    Rule.BELARUSIAN: _COMMON | {"г": "h", "ё": "io"},
    Rule.RUSSIAN: _COMMON,
    Rule.UKRAINIAN: _COMMON | {"г": "h", "и": "y", "щ": "shch"},
}
_UKRAINIAN_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}

_ALPHABETS = {
    Rule.BELARUSIAN: frozenset("абвгґдеёжзійклмнопрстуўфхцчшыьэюя"),
    Rule.RUSSIAN: frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    Rule.UKRAINIAN: frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
}
_LANGUAGES = {Rule.BELARUSIAN: "беларуская", Rule.RUSSIAN: "русский", Rule.UKRAINIAN: "українська"}
_COUNTRIES = {"BY": Rule.BELARUSIAN, "RU": Rule.RUSSIAN, "UA": Rule.UKRAINIAN}

_SIGNS = "’'ʼ`‘´\N{COMBINING ACUTE ACCENT}"
_SOUNDLESS = str.maketrans("", "", _SIGNS)
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_SIGNS}])*")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00aa-\u02af\u1e00-\u1eff]")
_FINAL_Y = re.compile("(?<=[еёыюя])й$", re.IGNORECASE)
_ZGH = re.compile("зг", re.IGNORECASE)


def passport_name(text: str, languages: str = "", nationality: str = "") -> Proposal | None:
    """Propose the Latin spelling of a name; None where nothing can be proposed.

    Args:
        text: The name in the local script, in any case.
        languages: The person's, as entered ("be, pl").
        nationality: A country's code of two letters, or empty.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    letters = [letter for letter in name if letter.isalpha()]
    if not letters or not all(_known(letter) for letter in letters):
        return None
    if not _CYRILLIC.search(name):
        return Proposal(name)
    rule = rule_for(name, languages, nationality)
    proposed = _WORD.sub(lambda word: _write(word[0], rule, drop=True), name)
    kept = _WORD.sub(lambda word: _write(word[0], rule, drop=False), name)
    return Proposal(proposed, rule, "" if kept == proposed else kept)


def rule_for(name: str, languages: str = "", nationality: str = "") -> str:
    """Tell by whose rule a name in Cyrillic letters is written; see the top of this room."""
    letters = frozenset(_CYRILLIC.findall(name.casefold()))
    fitting = [rule for rule, alphabet in _ALPHABETS.items() if letters <= alphabet] or list(_ALPHABETS)
    spoken = preferred_language(languages, {rule: _LANGUAGES[rule] for rule in fitting})
    country = _COUNTRIES.get(nationality, "")
    return spoken or (country if country in fitting else fitting[0])


def _known(letter: str) -> bool:
    return letter.casefold() in _COMMON or bool(_LATIN.fullmatch(letter)) or letter in _SIGNS


def _write(word: str, rule: str, *, drop: bool) -> str:
    """Write one word. What is in capitals stays so; else a capital letter gives one capital and small ones."""
    if not _CYRILLIC.search(word):
        return word
    bare = word.translate(_SOUNDLESS)
    if rule == Rule.BELARUSIAN and drop:
        bare = _FINAL_Y.sub("", bare)
    if rule == Rule.UKRAINIAN:
        bare = _ZGH.sub(lambda found: found[0][0] + ("GH" if found[0][1].isupper() else "gh"), bare)
    table = _TABLES[rule]
    shouted = len(bare) > 1 and bare.isupper()
    written = []
    for place, letter in enumerate(bare):
        small = letter.casefold()
        latin = table.get(small, letter)
        if rule == Rule.UKRAINIAN and place == 0:
            latin = _UKRAINIAN_START.get(small, latin)
        if shouted:
            latin = latin.upper()
        elif small != letter and small in table:
            latin = latin.capitalize()
        written.append(latin)
    return "".join(written)
