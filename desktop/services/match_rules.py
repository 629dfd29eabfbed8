"""Matching rules: kept when somebody said "always for this sender", looked through, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.match_rules import MOST_RULES, MatchRule, bare_iban, check_rule
from desktop.domain.shares import GENERAL_FUND
from desktop.domain.text import tidied
from desktop.services.campaigns import require_campaign
from desktop.services.people import require_person
from desktop.services.undo import Gesture, Keeper

if TYPE_CHECKING:
    from desktop.domain.match_rules import RuleDraft
    from desktop.services.office import Office
    from desktop.services.undo import Putting
    from desktop.storage.work import Work

_SUBJECT = "bank"
_KEPT, _REMOVED = Record("statement.rule_kept", _SUBJECT), Record("statement.rule_removed", _SUBJECT)


def match_rules(office: Office) -> tuple[MatchRule, ...]:
    """Give the rules that hold, the oldest first; none without the identity book."""
    with office.work() as work:
        return work.match_rules.live()


def keep_match_rule(office: Office, draft: RuleDraft) -> MatchRule:
    """Keep a rule; one that says the very same is kept already.

    Raises:
        Refused: It is met by nothing, says nothing, names whom or what there is not, or there are too many;
            identity.needed.
    """
    office.need_identity()
    draft = tidied(replace(draft, iban=bare_iban(draft.iban)))
    refuse_errors(check_rule(draft))
    with office.work() as work:
        if draft.donor is not None:
            require_person(work, draft.donor, at="donor")
        if draft.campaign and draft.campaign != GENERAL_FUND:
            require_campaign(work, draft.campaign)
        same = next((each for each in work.match_rules.live() if each.draft == draft), None)
        if same is not None:
            return same
        if work.match_rules.count() >= MOST_RULES:
            raise refuse("rule.many", at="words", most=MOST_RULES)
        gesture = Gesture(office, work)
        number = work.match_rules.add(draft, office.now(), office.user)
        gesture.adds(RULES, str(number))
        gesture.commit(_KEPT)
        return work.match_rules.get(number)


def remove_match_rule(office: Office, number: int) -> None:
    """Take a rule away; one that is away already stays so.

    Raises:
        NotFound: There is none.
        Refused: identity.needed.
    """
    office.need_identity()
    with office.work() as work:
        if work.match_rules.get(number).removed:
            return
        gesture = Gesture(office, work)
        gesture.changes(RULES, str(number))
        work.match_rules.remove(number)
        gesture.commit(_REMOVED)


def _read(work: Work, code: str) -> MatchRule:
    return work.match_rules.get(int(code))


def _put(asked: Putting) -> list[Record]:
    """Let a rule say again what it said, or take it away."""
    number, wanted, now = int(asked.code), asked.wanted, asked.now
    assert isinstance(now, MatchRule)  # noqa: S101  what `_read` gave
    if wanted is None or (isinstance(wanted, MatchRule) and wanted.removed):
        asked.work.match_rules.remove(number)
        return [_REMOVED]
    assert isinstance(wanted, MatchRule)  # noqa: S101  as above
    asked.work.match_rules.write(number, wanted.draft, now.revision)
    return [_KEPT]


RULES = Keeper("matching rule", _read, _put)
"""How matching rules are taken back."""
