"""Matching rules of bank statements, all of each in the identity book: an account or a name says who somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import func, select

from desktop.domain.match_rules import MatchRule, RuleDraft
from desktop.storage.context import person_id
from desktop.storage.merged import code_now_or_none
from desktop.storage.sayings import Sayings
from desktop.storage.tables_identity import match_rule

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk


class MatchRules(Sayings[RuleDraft, MatchRule]):
    """The repository of matching rules."""

    table = match_rule
    silent: ClassVar[Mapping[str, Any]] = {"iban": "", "said": "", "donor_id": None, "campaign": ""}

    def add(self, draft: RuleDraft, at: datetime, actor: int) -> int:
        """Store a rule; gives its number.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        return self._add(draft, at, actor)

    def live(self) -> tuple[MatchRule, ...]:
        """Give the rules that hold, the oldest first; none without the identity book."""
        if not self._desk.has_identity:
            return ()
        query = select(match_rule).where(match_rule.c.removed == 0).order_by(match_rule.c.id)
        return tuple(self.saying_of(row) for row in self._desk.connection.execute(query))

    def count(self) -> int:
        """Count the rules that hold."""
        if not self._desk.has_identity:
            return 0
        query = select(func.count()).select_from(match_rule).where(match_rule.c.removed == 0)
        return int(self._desk.connection.execute(query).scalar_one())

    def values_of(self, draft: RuleDraft) -> dict[str, Any]:
        """Give a draft as it stands in the columns."""
        donor = None if draft.donor is None else person_id(draft.donor)
        return {"iban": draft.iban, "said": draft.words, "donor_id": donor, "campaign": draft.campaign}

    def saying_of(self, row: Any) -> MatchRule:
        """Read a row, with the donor as they are known now."""
        draft = RuleDraft(row.iban, row.said, code_now_or_none(self._desk, row.donor_id), row.campaign)
        return MatchRule(row.id, draft, row.revision, bool(row.removed))


def rules_naming(numbers: Sequence[int], campaigns: Sequence[str]) -> ColumnElement[bool]:
    """Tell which rules lead to some people, or to some campaigns: their words say who these are."""
    return match_rule.c.donor_id.in_(numbers) | match_rule.c.campaign.in_(campaigns)


def rules_holding(desk: Desk, ibans: Collection[str], words: Collection[str]) -> ColumnElement[bool]:
    """Tell which rules are for one of some accounts, or hold one of some words, in lower case."""
    live = desk.connection.execute(select(match_rule).where(match_rule.c.removed == 0))
    found = [row.id for row in live if row.iban in ibans or any(word in row.said.casefold() for word in words)]
    return match_rule.c.id.in_(found)
