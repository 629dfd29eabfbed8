"""Matching rules of bank statements, all of each in the identity book: an account or a name says who somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.errors import NotFound, refuse
from desktop.domain.match_rules import MatchRule, RuleDraft
from desktop.storage.context import person_id
from desktop.storage.merged import code_now_or_none
from desktop.storage.tables_identity import match_rule

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk


class MatchRules:
    """The repository of matching rules."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, draft: RuleDraft, at: datetime, actor: int) -> int:
        """Store a rule; gives its number.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        number = self._desk.next_id(match_rule)
        values = {"id": number, "at": at.isoformat(), "actor": actor, **_values(draft)}
        self._desk.connection.execute(match_rule.insert().values(values))
        return number

    def get(self, number: int) -> MatchRule:
        """Load a rule, also one that was removed.

        Raises:
            NotFound: There is no such rule, or the identity book is not open.
        """
        query = select(match_rule).where(match_rule.c.id == number)
        row = self._desk.connection.execute(query).one_or_none() if self._desk.has_identity else None
        if row is None:
            raise NotFound(subject=str(number))
        return self._rule(row)

    def live(self) -> tuple[MatchRule, ...]:
        """Give the rules that hold, the oldest first; none without the identity book."""
        if not self._desk.has_identity:
            return ()
        query = select(match_rule).where(match_rule.c.removed == 0).order_by(match_rule.c.id)
        return tuple(self._rule(row) for row in self._desk.connection.execute(query))

    def count(self) -> int:
        """Count the rules that hold."""
        if not self._desk.has_identity:
            return 0
        query = select(func.count()).select_from(match_rule).where(match_rule.c.removed == 0)
        return int(self._desk.connection.execute(query).scalar_one())

    def write(self, number: int, draft: RuleDraft, revision: int) -> None:
        """Let a rule say something, or say something again, over the `revision` that was read.

        Raises:
            Refused: "changed_meanwhile"; "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        changed = self._desk.connection.execute(
            match_rule.update()
            .where(match_rule.c.id == number, match_rule.c.revision == revision)
            .values(**_values(draft), removed=0, revision=match_rule.c.revision + 1)
        )
        if not changed.rowcount:
            raise refuse("changed_meanwhile")

    def remove(self, number: int) -> None:
        """Take a rule's words away; that there was one stays.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        silence_rules(self._desk, match_rule.c.id == number)

    def _rule(self, row: Any) -> MatchRule:
        draft = RuleDraft(row.iban, row.said, code_now_or_none(self._desk, row.donor_id), row.campaign)
        return MatchRule(row.id, draft, row.revision, bool(row.removed))


def silence_rules(desk: Desk, which: ColumnElement[bool]) -> None:
    """Make rules say nothing any more."""
    empty = {**_values(RuleDraft()), "removed": 1, "revision": match_rule.c.revision + 1}
    desk.connection.execute(match_rule.update().where(which, match_rule.c.removed == 0).values(empty))


def rules_naming(numbers: Sequence[int], campaigns: Sequence[str]) -> ColumnElement[bool]:
    """Tell which rules lead to some people, or to some campaigns: their words say who these are."""
    return match_rule.c.donor_id.in_(numbers) | match_rule.c.campaign.in_(campaigns)


def rules_holding(desk: Desk, ibans: Collection[str], words: Collection[str]) -> ColumnElement[bool]:
    """Tell which rules are for one of some accounts, or hold one of some words, in lower case."""
    live = desk.connection.execute(select(match_rule).where(match_rule.c.removed == 0))
    found = [row.id for row in live if row.iban in ibans or any(word in row.said.casefold() for word in words)]
    return match_rule.c.id.in_(found)


def _values(draft: RuleDraft) -> dict[str, Any]:
    donor = None if draft.donor is None else person_id(draft.donor)
    return {"iban": draft.iban, "said": draft.words, "donor_id": donor, "campaign": draft.campaign}
