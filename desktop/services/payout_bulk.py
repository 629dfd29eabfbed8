"""One step for several payouts at once: what it would do to each, told before it is done; then one after another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.errors import NotFound, Problem, Refused, Severity, Stopped, refuse_errors
from desktop.domain.progress import NoProgress
from desktop.services.documents import issue_document
from desktop.services.issuing import gather, subject_draft
from desktop.services.payout_review import findings
from desktop.services.payout_steps import approve_payout, approve_within, submit_payout, submit_within
from desktop.services.payouts import pay_payout, pay_within
from desktop.services.periods import require_open

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.payouts import Payout
    from desktop.domain.progress import Progress
    from desktop.domain.receipts import IssueRequest
    from desktop.services.office import Office
    from desktop.storage.work import Work

MOST_AT_ONCE = 1000


class BulkStep(Enum):
    """What is done to several payouts."""

    SUBMIT = "submit"
    APPROVE = "approve"
    VOUCHER = "voucher"
    PAY = "pay"


@dataclass(frozen=True, slots=True)
class BulkLine:
    """A payout that a step is meant for: as it stands, and what speaks against the step (errors forbid it)."""

    payout: Payout
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the step will not be done to it."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class BulkDone:
    """What became of one: `done`; or why it was refused; neither when the work was stopped before its turn."""

    code: str
    done: bool = False
    document: str = ""
    problems: tuple[Problem, ...] = ()


def preview_bulk(
    office: Office,
    codes: Sequence[str],
    step: BulkStep,
    request: IssueRequest | None = None,
    on: date | None = None,
    *,
    progress: Progress | None = None,
) -> tuple[BulkLine, ...]:
    """Say what a step would do to each, one after another: the money that the first reserves is gone for the next.

    It is tried in a work that is not committed, so that the rules are the very same. `on` is the day of payment, of the
    step that marks as paid.

    Raises:
        Stopped: From `progress`.
    """
    progress, lines = progress or NoProgress(), []
    with office.work() as work:
        for at, code in enumerate(codes):
            progress.step(at, len(codes))
            payout = work.payouts.get(code)
            lines.append(BulkLine(payout, _try(work, office, payout, step, request, on)))
    return tuple(lines)


def do_bulk(
    office: Office,
    lines: Sequence[BulkLine],
    step: BulkStep,
    request: IssueRequest | None = None,
    on: date | None = None,
    *,
    progress: Progress | None = None,
) -> tuple[BulkDone, ...]:
    """Do a step to each that was not refused in the preview, each in a transaction of its own.

    When it is stopped, what was done stays done, and the rest is given back untouched. What changed since the preview
    is refused.
    """
    progress, wanted = progress or NoProgress(), [line for line in lines if not line.refused]
    results: list[BulkDone] = []
    for at, line in enumerate(wanted):
        code = line.payout.code
        try:
            progress.step(at, len(wanted))
            results.append(BulkDone(code, True, _do(office, line.payout, step, request, on)))
        except Stopped:
            return (*results, *(BulkDone(each.payout.code) for each in wanted[at:]))
        except Refused as refusal:
            results.append(BulkDone(code, problems=refusal.problems))
        except NotFound:
            results.append(BulkDone(code, problems=(Problem("changed_meanwhile"),)))
    return tuple(results)


def _try(
    work: Work, office: Office, payout: Payout, step: BulkStep, request: IssueRequest | None, on: date | None
) -> tuple[Problem, ...]:
    try:
        if step is BulkStep.SUBMIT:
            submit_within(work, office, payout.code)
            return ()
        if step is BulkStep.APPROVE:
            found = findings(work, payout) if payout.state.waits else ()
            approve_within(work, office, payout.code)
            return found
        if step is BulkStep.PAY:
            pay_within(work, office, payout.code, on or office.today())
            return ()
        _check_voucher(work, office, payout, request)
    except Refused as refusal:
        return refusal.problems
    return ()


def _check_voucher(work: Work, office: Office, payout: Payout, request: IssueRequest | None) -> None:
    """Refuse what issuing would refuse, without taking a number."""
    office.need_identity()
    draft = subject_draft(work, payout.code)
    if (valid := work.documents.valid_for(payout.code)) is not None:
        refuse_errors((Problem("document.already_issued", None, {"number": valid, "code": payout.code}),))
    require_open(work, office.today(), payout.code)
    if request is not None:
        gather(work, draft, payout.code, request, office.today())


def _do(office: Office, payout: Payout, step: BulkStep, request: IssueRequest | None, on: date | None) -> str:
    if step is BulkStep.SUBMIT:
        submit_payout(office, payout.code, payout.revision)
    elif step is BulkStep.APPROVE:
        approve_payout(office, payout.code, revision=payout.revision)
    elif step is BulkStep.PAY:
        pay_payout(office, payout.code, on or office.today(), revision=payout.revision)
    elif request is not None:
        return issue_document(office, payout.code, request).number
    return ""
