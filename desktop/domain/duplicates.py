"""Who may be the same person entered twice: what two records have in common, weighed, with reasons in words.

Nothing is decided here: only a worker merges. What the office calls somebody (their category) never counts.
Names come folded by the search's own spelling, so that «Ковалевич», «Кавалевіч» and "Kavalevich" are one word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from desktop.domain.people import PersonDraft

Word = tuple[str, ...]
"""One word of a name in the spellings that it may be heard as (Святлана, Светлана)."""
Name = tuple[Word, ...]

LIKELY = 50
"""From this score on two people are told to be likely the same; measured by the table in `tests/domain`."""

MOST_WORDS = 4
_PHONE_TELLS = 8  # the last digits: the country's code or its trunk's 8 stand before them
_PHONE_LEAST = 7
_DOCUMENT = re.compile(r"[A-Z0-9]{6,}")
_DOCUMENT_DIGITS = 5
_PHONE_TYPED = re.compile(r"[+\d\s()./\u2010-\u2015-]+")
_IBAN_TYPED = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_EMAIL_TYPED = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONG_WORD = 6
_ENDS = 3


class Reason(Enum):
    """What speaks for or against two records being of one person."""

    DOCUMENT = "document"
    IBAN = "iban"
    PHONE = "phone"
    EMAIL = "email"
    ALIAS = "alias"
    NEAR_ALIAS = "near_alias"
    NAME = "name"
    SWAPPED = "swapped"
    TYPO = "typo"
    BIRTH = "birth"
    OTHER_BIRTH = "other_birth"
    OTHER_NAME = "other_name"

    @property
    def speaks_against(self) -> bool:
        """Whether it makes it less likely."""
        return self in (Reason.OTHER_BIRTH, Reason.OTHER_NAME)


_WEIGHT = {
    Reason.DOCUMENT: 90,
    Reason.ALIAS: 60,
    Reason.NAME: 60,
    Reason.SWAPPED: 60,
    Reason.EMAIL: 55,
    Reason.IBAN: 50,
    Reason.PHONE: 50,
    Reason.TYPO: 50,
    Reason.NEAR_ALIAS: 50,
    Reason.BIRTH: 30,
    Reason.OTHER_NAME: -25,
    Reason.OTHER_BIRTH: -45,
}


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a person is compared. Names are folded words; phones, e-mails, IBANs and documents are bare."""

    names: tuple[Name, ...] = ()
    alias: Name = ()
    born: date | None = None
    phones: frozenset[str] = frozenset()
    email: str = ""
    iban: str = ""
    documents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two records are of one person: a score of 0 to 100, and what made it, the weightiest first."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def likely(self) -> bool:
        """Whether to tell a worker of it."""
        return self.score >= LIKELY

    @property
    def of_contact(self) -> bool:
        """Whether nothing but phone, e-mail or account speaks for it: families and offices share these."""
        return set(self.reasons) <= {Reason.PHONE, Reason.EMAIL, Reason.IBAN}


@dataclass(frozen=True, slots=True)
class Alike:
    """A person who is likely the one that is compared: the code, and why."""

    code: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two people who are likely one, the lower code first. `dismissed`: a worker said that they are not."""

    first: str
    second: str
    likeness: Likeness
    dismissed: bool = False


def traits_of(draft: PersonDraft, words: Callable[[str], Name]) -> Traits:
    """Give what of a draft is compared; `words` folds a name into its words' spellings."""
    names = dict.fromkeys(words(text) for text in (draft.name_local, draft.name_latin, draft.name_bank))
    return Traits(
        names=tuple(name for name in names if name),
        alias=words(draft.alias),
        born=draft.birth_date,
        phones=_phones(draft.phone),
        email=draft.email.strip().casefold(),
        iban="".join(draft.iban.split()).upper(),
        documents=_documents(f"{draft.document} {''.join(draft.national_id.split())}"),
    )


def likeness(one: Traits, other: Traits) -> Likeness:
    """Weigh what two people have in common."""
    found = list(_same_things(one, other))
    name = _names_alike(one, other)
    if name is not None:
        found.append(name)
    elif _alias_alike(one, other):
        found.append(Reason.ALIAS)
    elif found and _full(one) and _full(other):
        found.append(Reason.OTHER_NAME)
    if found and one.born and other.born:
        found.append(Reason.BIRTH if one.born == other.born else Reason.OTHER_BIRTH)
    score = sum(_WEIGHT[reason] for reason in found)
    found.sort(key=lambda reason: -abs(_WEIGHT[reason]))
    return Likeness(min(max(score, 0), 100), tuple(found))


def alias_likeness(one: Name, other: Name) -> Likeness | None:
    """Weigh two aliases by themselves: the same in any script, however short, or the same but for a slip in one word.

    Records are not paired by a short alias, nor by a near one; who types an alias is told of both. Figures never slip:
    "Fern 12" and "Fern 13" are two.
    """
    if not one or len(one) != len(other):
        return None
    unlike = [pair for pair in zip(one, other, strict=True) if not set(pair[0]) & set(pair[1])]
    if not unlike:
        return Likeness(_WEIGHT[Reason.ALIAS], (Reason.ALIAS,))
    figures = any(letter.isdigit() for word in unlike[0] for form in word for letter in form)
    if len(unlike) > 1 or figures or not _slipped(*unlike[0]):
        return None
    return Likeness(_WEIGHT[Reason.NEAR_ALIAS], (Reason.NEAR_ALIAS,))


def keys_of(traits: Traits) -> frozenset[str]:
    """Give the keys under which a person is found by whoever is like them; two who are likely one share a key.

    A name gives a key for each two of its words in any order, and for one word with the beginning or the end of
    another, so that a slip in either word leaves a key.
    """
    found = {f"p{phone}" for phone in traits.phones} | {f"d{number}" for number in traits.documents}
    found |= {f"{mark}{text}" for mark, text in (("e", traits.email), ("i", traits.iban)) if text}
    for name in (*traits.names, traits.alias):
        found |= set(_name_keys(name))
    if traits.alias:
        found.add("a" + " ".join(sorted(word[0] for word in traits.alias)))
    return frozenset(found)


def keys_typed(text: str) -> frozenset[str]:
    """Give the keys by which somebody is found whose phone, IBAN, e-mail or document's number was typed, whole.

    Spaces and dashes do not matter, nor the phone's prefix. What is too short to be one of these gives no key.
    """
    plain = text.strip().upper()
    joined = re.sub(r"[\s\u2010-\u2015-]", "", plain)
    found: set[str] = set()
    if _PHONE_TYPED.fullmatch(plain):
        found |= {f"p{phone}" for phone in _phones(plain)}
    if _IBAN_TYPED.fullmatch(joined):
        found.add(f"i{joined}")
    if _EMAIL_TYPED.fullmatch(plain):
        found.add(f"e{text.strip().casefold()}")
    if not set(plain) & set("+()"):  # signs of a phone alone
        # A document may be kept with its series apart ("MP 1234567"): then its digits alone are its key.
        numbers = _documents(plain) | _documents(joined) | _documents(joined.lstrip(_LATIN))
        found |= {f"d{number}" for number in numbers}
    return frozenset(found)


def one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter that was changed, left out, added, or by two exchanged.

    A vowel at the end is no slip: it is what makes Ivanova of Ivanov, and Aliaksandra of Aliaksandr.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    if long == f"{short}a":
        return False
    at = next((place for place, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    exchanged = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return exchanged or short[at + 1 :] == long[at + 1 :]


def _phones(text: str) -> frozenset[str]:
    parts = re.split(r"[,;/]", text)
    digits = ("".join(letter for letter in part if letter.isdigit()) for part in parts)
    return frozenset(each[-_PHONE_TELLS:] for each in digits if len(each) >= _PHONE_LEAST)


def _documents(text: str) -> frozenset[str]:
    found = _DOCUMENT.findall(text.upper())
    return frozenset(each for each in found if sum(letter.isdigit() for letter in each) >= _DOCUMENT_DIGITS)


def _same_things(one: Traits, other: Traits) -> Iterator[Reason]:
    for reason, same in (
        (Reason.DOCUMENT, one.documents & other.documents),
        (Reason.IBAN, one.iban and one.iban == other.iban),
        (Reason.PHONE, one.phones & other.phones),
        (Reason.EMAIL, one.email and one.email == other.email),
    ):
        if same:
            yield reason


def _names_alike(one: Traits, other: Traits) -> Reason | None:
    """Give how the best two of their names agree; an alias may be a name too."""
    best: Reason | None = None
    for mine, theirs in product((*one.names, one.alias), (*other.names, other.alias)):
        found = _name_alike(mine, theirs)
        if found is Reason.NAME:
            return found
        best = found if best is None or found is Reason.SWAPPED else best
    return best


def _name_alike(mine: Name, theirs: Name) -> Reason | None:
    short, long = sorted((mine[:MOST_WORDS], theirs[:MOST_WORDS]), key=len)
    if len(short) < 2:
        return None
    best: Reason | None = None
    for order in permutations(range(len(long)), len(short)):
        pairs = [(word, long[at]) for word, at in zip(short, order, strict=True)]
        unlike = [pair for pair in pairs if not set(pair[0]) & set(pair[1])]
        if not unlike:
            if list(order) == sorted(order):
                return Reason.NAME
            best = Reason.SWAPPED
        elif len(unlike) == 1 and best is None and _slipped(*unlike[0]):
            best = Reason.TYPO
    return best


def _slipped(one: Word, other: Word) -> bool:
    return any(
        min(len(mine), len(theirs)) >= _LONG_WORD - 1 and max(len(mine), len(theirs)) >= _LONG_WORD
        for mine, theirs in product(one, other)
        if one_slip(mine, theirs)
    )


def _alias_alike(one: Traits, other: Traits) -> bool:
    """Tell whether they go under the same alias, whatever its script; a lone short word is nobody's own."""
    mine, theirs = ({form for word in each.alias for form in word} for each in (one, other))
    same = len(one.alias) == len(other.alias) and len(mine & theirs) >= len(one.alias)
    return same and sum(len(word[0]) for word in one.alias) >= _LONG_WORD


def _full(traits: Traits) -> bool:
    return any(len(name) > 1 for name in traits.names)


def _name_keys(name: Name) -> Iterator[str]:
    for one, other in combinations(name[:MOST_WORDS], 2):
        for mine, theirs in dict.fromkeys(((one[0], other[0]), (one[-1], other[-1]))):
            yield "n" + " ".join(sorted((mine, theirs)))
            for kept, slipped in ((mine, theirs), (theirs, mine)):
                if len(slipped) >= _LONG_WORD - 1:
                    yield f"t{kept}^{slipped[:_ENDS]}"
                    yield f"t{kept}${slipped[-_ENDS:]}"
