"""A paper for eyes that may not see names: the frozen facts with a code or alias in the name's place."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from desktop.domain.papers import PaperTexts, impersonal
from desktop.domain.people import NameUse
from desktop.domain.receipts import DocumentFacts, freeze

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class CodedFacts(DocumentFacts):
    """Facts with less in them than was frozen. `frozen` is the digest of those: the check code stays the register's."""

    frozen: str = ""

    def digest(self) -> str:
        """Give the digest of the facts as they were frozen at issue."""
        return self.frozen


def coded(facts: DocumentFacts, party: str, use: NameUse = NameUse.CODE) -> CodedFacts:
    """Put `party`, a code or an alias, in the place of a name, and leave out what was typed freely about people."""
    values = {each.name: getattr(facts, each.name) for each in fields(DocumentFacts)}
    told = CodedFacts(**values, frozen=facts.digest())
    payout = facts.payout
    return replace(
        told,
        party=party,
        name_use=use,
        purpose="",
        reference="",
        payout=replace(payout, authority="", invoice="") if payout is not None else None,
        paper=None if facts.paper is None else impersonal(facts.paper),
    )


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
