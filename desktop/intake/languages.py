"""Which of the office's languages a text is in: told by its letters and its small common words."""

from __future__ import annotations

import re

from desktop.intake.amounts import BELARUSIAN, CONTINENTAL, ENGLISH, Convention

LANGUAGES = ("en", "be", "ru", "uk", "pl")

_CYRILLIC = re.compile("[а-яё]")
_LETTERS: dict[str, re.Pattern[str]] = {
    "be": re.compile("[ўŭ]"),
    "uk": re.compile("[їєґ]"),
    "ru": re.compile("[иъщ]"),
    "pl": re.compile("[ąęółśżźń]"),
}
_COMMON: dict[str, frozenset[str]] = {
    "en": frozenset("the and of to for is was my help with needed collected after from".split()),
    "be": frozenset(
        "што як гэта дапамога дапамагчы для пасля быў была трэба мне яго яе каб колькі збор сабрана з на у i і".split()
    )
    | frozenset("što heta paslia dapamoha byŭ była treba mianie jaho kolki zbor sabrana kab dla ŭ".split()),
    "ru": frozenset(
        "что как это помощь помочь для после был была нужно мне его её чтобы сколько сбор собрано и в с на".split()
    ),
    "uk": frozenset(
        "що як це допомога допомогти для після був була потрібно мені його її щоб скільки збір зібрано і в з на"
        " та".split()
    ),
    "pl": frozenset(
        "że jak to pomoc dla po był była potrzeba mnie jego jej aby ile zbiórka zebrano i w z na się jest".split()
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 2000


def language_of(text: str) -> str:
    """Tell the language of a page ("en", "be", "ru", "uk", "pl"); English when nothing speaks for another."""
    sample = text[:20000].lower()
    words = _WORD.findall(sample)[:_MOST_WORDS]
    scores = {language: sum(word in common for word in words) for language, common in _COMMON.items()}
    for language, letters in _LETTERS.items():
        scores[language] += 2 * len(letters.findall(sample))
    cyrillic = len(_CYRILLIC.findall(sample))
    latin = sum(map(len, words)) - cyrillic
    if cyrillic > latin:
        candidates = ("be", "ru", "uk")
        # Russian has neither і nor ў; its и makes it the loudest of the three, so one і in fifty letters silences it.
        if sample.count("і") * 50 > cyrillic:
            scores["ru"] = 0
        if "ы" in sample or "э" in sample:
            scores["uk"] -= 2 * (sample.count("ы") + sample.count("э"))
        else:
            scores["uk"] += sample.count("і")
    else:
        candidates = ("en", "pl", "be")
    return max(candidates, key=lambda language: scores[language])


def convention_of(language: str) -> Convention:
    """Give how a language writes numbers."""
    if language == "be":
        return BELARUSIAN
    return ENGLISH if language == "en" else CONTINENTAL
