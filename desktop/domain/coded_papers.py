"""A paper for eyes that may not see names: the frozen facts with a code or alias in the name's place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.papers import PaperTexts, impersonal
from desktop.domain.people import NameUse
from desktop.domain.receipts import freeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.receipts import DocumentFacts

_SHORTEST = 3


def coded(facts: DocumentFacts, party: str, use: NameUse = NameUse.CODE) -> DocumentFacts:
    """Put `party`, a code or an alias, in the place of a name, and leave out what was typed freely about people.

    The check code stays the register's: that of the facts as they were frozen at issue.
    """
    payout = facts.payout
    return replace(
        facts,
        frozen=facts.digest(),
        party=party,
        name_use=use,
        purpose="",
        reference="",
        payout=replace(payout, authority="", invoice="") if payout is not None else None,
        paper=None if facts.paper is None else impersonal(facts.paper),
    )


def redacted(facts: DocumentFacts) -> DocumentFacts:
    """Give what is left of a document for good: amounts, days, items and codes, and nobody's name or account."""
    told = coded(facts, facts.party_code)
    return replace(told, paper=None if told.paper is None else replace(told.paper, iban=""))


def names_in(facts: DocumentFacts, name: str) -> tuple[str, ...]:
    """Give the parts of a name, three letters or longer, that still stand anywhere in the facts.

    What the office says of itself on all its papers, its own particulars and template texts, is not looked through.
    """
    paper = None if facts.paper is None else replace(facts.paper, texts=PaperTexts(), second_texts=PaperTexts())
    frozen = freeze(replace(facts, paper=paper))
    said = " ".join(_texts({key: value for key, value in frozen.items() if key != "organisation"})).casefold()
    return tuple(part for part in name.split() if len(part) >= _SHORTEST and part.casefold() in said)


def _texts(value: object) -> Iterator[str]:
    """Give all texts within plain JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
