"""Verification of plans and decisions: each revision, decision and frozen note is what the journal told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.decision_note import thaw_note
from desktop.domain.decisions import DecisionState
from desktop.domain.errors import NotFound, Refused
from desktop.domain.listing import PAGE_SIZE, ListKind, Query
from desktop.services.campaigns import revision_fact
from desktop.services.decisions import decision_facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.listing import Cursor
    from desktop.services.told import Told, ToldDecision
    from desktop.storage.work import Work

_UNREADABLE = (ArithmeticError, ValueError, KeyError, TypeError, NotFound, Refused)  # a row that no program wrote


def compare_plans(work: Work, told: Told, find: Callable[..., None]) -> None:
    """Compare each revision of a plan with what the journal told of it; `find` takes what differs."""
    known = {fact[0]: fact for fact in told.revisions if isinstance(fact, list) and fact}
    try:
        for revision in work.plans.everything():
            if known.pop(revision.number, None) != revision_fact(revision):
                find("verify.plan_broken", campaign=revision.campaign)
    except _UNREADABLE:
        find("verify.unreadable")
        return
    for fact in known.values():
        find("verify.plan_broken", campaign=fact[1])


def compare_decisions(work: Work, told: Told, find: Callable[..., None], *, with_notes: bool) -> None:
    """Compare each decision with what the journal told of it, and its note with the digest recorded at the approval."""
    unseen = dict(told.decisions)
    after: Cursor | None = None
    while True:
        try:
            page = work.lists.page(ListKind.DECISIONS, Query(), after, PAGE_SIZE)
        except _UNREADABLE:
            find("verify.unreadable")
            return
        for row in page.rows:
            known = unseen.pop(row.code, None)
            if known is None or not _same(work, row.code, known, with_notes=with_notes):
                find("verify.decision_changed", decision=row.code)
        if page.last is None:
            break
        after = page.last
    for code in sorted(unseen):
        find("verify.decision_changed", decision=code)


def _same(work: Work, code: str, known: ToldDecision, *, with_notes: bool) -> bool:
    try:
        decision = work.decisions.get(code)
        same = decision_facts(decision) == known.proposed and (
            (decision.state, decision.author, decision.approver, decision.override)
            == (known.state, known.author, known.approver, known.override)
        )
        if same and with_notes and decision.state is DecisionState.APPROVED:
            note = thaw_note(work.decisions.facts(code))
            same = note.digest() == known.note and known.left == (note.left() if note.frozen else "")
            for _language, sha256 in note.labels:
                work.templates.labels(sha256)  # it could not be drawn without them
    except _UNREADABLE:
        return False
    return same
