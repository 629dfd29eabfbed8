"""Matching rules: what a line of a bank statement is likely for, said once by whoever knew it.

A rule says: if the sender's account is this one, or if name and text hold these words, then it is this donor's, or for
this campaign, or both.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.domain.bank_statements import StatementLine

LONGEST_WORDS = 100
LONGEST_IBAN = 60
SHORTEST_WORDS = 3
MOST_RULES = 2000


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as entered; each of `iban` and `words` that is given must be met. `campaign` may be the general fund."""

    iban: str = ""
    words: str = ""
    donor: str | None = None
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class MatchRule:
    """A rule that is kept. One that was removed says nothing any more."""

    number: int
    draft: RuleDraft
    revision: int = 1
    removed: bool = False


def bare_iban(text: str) -> str:
    """Give an account's number as it is compared: letters and digits alone, in capitals."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def plain_words(text: str) -> str:
    """Give a text as it is compared: in lower case, one blank between words."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def check_rule(draft: RuleDraft) -> tuple[Problem, ...]:
    """Say what is wrong with a rule: it is met by nothing or by nearly everything, or says nothing."""
    found = []
    if not draft.iban and len(draft.words) < SHORTEST_WORDS:
        found.append(Problem("rule.when", "words", {"shortest": SHORTEST_WORDS}))
    if draft.donor is None and not draft.campaign:
        found.append(Problem("rule.what", "donor"))
    for at, text, longest in (("words", draft.words, LONGEST_WORDS), ("iban", draft.iban, LONGEST_IBAN)):
        if len(text) > longest:
            found.append(Problem("text.too_long", at, {"longest": longest}))
    return tuple(found)


def rule_of(line: StatementLine, donor: str | None, campaign: str) -> RuleDraft | None:
    """Give the rule "always for this sender" of a line: by the account, else by the name; None where it has neither."""
    if donor is None and not campaign:
        return None
    if iban := bare_iban(line.iban):
        return RuleDraft(iban[:LONGEST_IBAN], "", donor, campaign)
    name = plain_words(line.name)[:LONGEST_WORDS].strip()
    return RuleDraft("", name, donor, campaign) if len(name) >= SHORTEST_WORDS else None


class RuleBook:
    """Rules that can be asked quickly: those by account are looked up, those by words alone are gone through."""

    def __init__(self, rules: Sequence[MatchRule]) -> None:
        """Take the rules; of several that are met, the latest one counts."""
        self._by_iban: dict[str, list[RuleDraft]] = {}
        self._others: list[RuleDraft] = []
        for each in sorted(rules, key=lambda rule: -rule.number):
            if each.removed:
                continue
            if each.draft.iban:
                self._by_iban.setdefault(bare_iban(each.draft.iban), []).append(each.draft)
            else:
                self._others.append(each.draft)

    def met(self, line: StatementLine) -> Iterator[RuleDraft]:
        """Give the rules that a line meets: those by its account first, the latest before older ones."""
        said = plain_words(f"{line.name} {line.text}")
        for each in self._by_iban.get(bare_iban(line.iban), ()) if line.iban else ():
            if plain_words(each.words) in said:
                yield each
        for each in self._others:
            if plain_words(each.words) in said:
                yield each

    def said(self, line: StatementLine) -> tuple[str | None, str]:
        """Give the donor and the campaign that rules name for a line; each by the first rule that names one."""
        donor, campaign = None, ""
        for each in self.met(line):
            donor = donor or each.donor
            campaign = campaign or each.campaign
        return donor, campaign
