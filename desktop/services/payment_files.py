"""Payments out as a file for the bank: what goes in and what cannot, and the file itself by the one door for names.

That a payout is in a file is told by the file's record in the journal (`payment_records`): by it a payout that is put
into a second file is noticed. Neither the payouts nor their money are changed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, Refused, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.ledger import PaymentMethod, canonical
from desktop.domain.money import total
from desktop.domain.payment_files import (
    CURRENCY,
    MOST_PAYMENTS,
    Around,
    PaymentOrder,
    check_day,
    check_paying,
    judge,
    own_account,
    own_name,
)
from desktop.domain.payouts import PayoutState
from desktop.domain.progress import NoProgress
from desktop.i18n import mark
from desktop.services.approvals import prove_approvals
from desktop.services.campaigns import require_campaign
from desktop.services.named_exports import let_out
from desktop.services.payment_records import CODES, EXPORTED, FILES, codes_in, files, stands_as_told
from desktop.services.people import require_person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from desktop.domain.money import Money
    from desktop.domain.payment_files import Payment, Wishes
    from desktop.domain.payouts import Payout
    from desktop.domain.people import Person
    from desktop.domain.progress import Progress
    from desktop.domain.sepa import Address
    from desktop.domain.settings import OfficeSettings
    from desktop.domain.summaries import Finding
    from desktop.services.named_exports import Typed
    from desktop.services.office import Office
    from desktop.storage.work import Work

PLAIN = mark(
    "The file is not encrypted: it names the people who are paid, with their bank accounts. Hand it to the bank alone, "
    "and delete it when the bank has taken it."
)
"""What is said wherever such a file is written, in English."""


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A payout that was chosen for a file: its transfer, or None and what keeps it out; warnings keep nothing out."""

    payout: Payout
    payment: Payment | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """What a file would be: each chosen payout, what is `missing` for any file, and `doubts` about the approvals."""

    wishes: Wishes
    lines: tuple[PaymentLine, ...]
    name: str
    address: Address | None
    account: str
    missing: tuple[Problem, ...] = ()
    doubts: tuple[Finding, ...] = ()

    @property
    def payments(self) -> tuple[Payment, ...]:
        """What goes in."""
        return tuple(line.payment for line in self.lines if line.payment is not None)

    @property
    def total(self) -> Money:
        """The control sum."""
        return total((each.amount for each in self.payments), CURRENCY)

    @property
    def ready(self) -> bool:
        """Whether there is a file to write."""
        return bool(self.payments) and not self.missing


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """A file that was written: its number, which payouts are in it, the sum and the day on which the bank shall pay."""

    number: str
    codes: tuple[str, ...]
    total: Money
    on: date


def payable(office: Office) -> tuple[str, ...]:
    """Give all approved payouts by bank in euros, in order."""
    with office.work() as work:
        waiting = (work.payouts.get(code) for code in work.payouts.waiting())
        return tuple(
            each.code
            for each in waiting
            if each.state is PayoutState.APPROVED
            and each.draft.method is PaymentMethod.BANK
            and each.draft.currency == CURRENCY
        )


def plan_payments(
    office: Office, codes: Sequence[str], wishes: Wishes, *, progress: Progress | None = None
) -> PaymentPlan:
    """Say what a file would be: nothing is written.

    Args:
        office: The open office.
        codes: The payouts, each counted once; they come in the order of their codes.
        wishes: The day, the account and the rest.
        progress: Told payout by payout.

    Raises:
        Refused: The book of names is not open; there are none, or too many.
        NotFound: There is no such payout.
        Stopped: From `progress`.
    """
    office.need_identity()
    chosen = sorted(set(codes), key=lambda code: (len(code), code))
    if not chosen:
        raise refuse("payments.none")
    if len(chosen) > MOST_PAYMENTS:
        raise refuse("payments.too_many", count=len(chosen), most=MOST_PAYMENTS)
    doubts, progress = prove_approvals(office), progress or NoProgress()
    with office.work() as work:
        settings, around = work.settings.load(), _around(work, doubts)
        beside = _Beside(work)
        lines: list[PaymentLine] = []
        for at, code in enumerate(chosen):
            progress.step(at, len(chosen))
            lines.append(_line(work, code, wishes, around.get(code), beside))
    return _plan(office, settings, wishes, tuple(lines), doubts)


def _plan(
    office: Office,
    settings: OfficeSettings,
    wishes: Wishes,
    lines: tuple[PaymentLine, ...],
    doubts: tuple[Finding, ...],
) -> PaymentPlan:
    payer, named = settings.payer, settings.organisation.name
    missing = (*check_day(wishes.on, office.today()), *check_paying(payer, named, wishes.account))
    account = own_account(payer, wishes.account)
    return PaymentPlan(wishes, lines, own_name(payer, named), payer.address(), account, missing, doubts)


class _Beside:
    """The payees and campaigns of payouts, each read once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._people: dict[str, Person] = {}
        self._refused: dict[tuple[str, str], tuple[Problem, ...]] = {}

    def payee(self, code: str) -> Person:
        """Give a payee."""
        if code not in self._people:
            self._people[code] = self._work.people.get(code)
        return self._people[code]

    def refusal(self, campaign: str, payee: str) -> tuple[Problem, ...]:
        """Say why no payout could be marked as paid afterwards: then it is not paid."""
        pair = campaign, payee
        if pair not in self._refused:
            self._refused[pair] = ()
            try:
                require_campaign(self._work, campaign)
                require_person(self._work, payee, at="payee")
            except Refused as refusal:
                self._refused[pair] = refusal.problems
        return self._refused[pair]


def _line(work: Work, code: str, wishes: Wishes, around: Around | None, beside: _Beside) -> PaymentLine:
    payout = work.payouts.get(code)
    if payout.state is PayoutState.APPROVED and not stands_as_told(work, payout):
        around = Around(around.earlier if around is not None else None, proven=False)
    payment, problems = judge(payout, beside.payee(payout.draft.payee), wishes, around)
    refusal = beside.refusal(payout.draft.campaign, payout.draft.payee) if payment is not None else ()
    return PaymentLine(payout, None, refusal) if refusal else PaymentLine(payout, payment, problems)


def _around(work: Work, doubts: Sequence[Finding]) -> Mapping[str, Around]:
    """Give what is known around payouts: the last earlier file of each, and whose approval is not proven."""
    found = {code: Around(earlier=link.at.date()) for link in reversed(files(work)) for code in codes_in(link)}
    for subject in {str(each.params["subject"]) for each in doubts if "subject" in each.params}:
        found[subject] = Around(found.get(subject, Around()).earlier, proven=False)
    return found


def write_payments(office: Office, plan: PaymentPlan, path: Path, own: str | Typed | None = None) -> PaymentFile:
    """Write the file of a plan where the user wants it, with its record: neither without the other.

    Args:
        office: The open office.
        plan: What was looked at; what changed since is refused.
        path: The file.
        own: The acting user's passphrase, once more: the file names people.

    Raises:
        Refused: Something is missing, nothing is left to pay, something changed since, or the passphrase is not this
            user's. There is no file.
        CannotWrite: The place does not allow it; nothing is recorded.
    """
    from desktop.documents.pain001 import make_pain001  # noqa: PLC0415 - late: only a file needs it

    office.need_role(EXPORTED)
    now = plan_payments(office, [line.payout.code for line in plan.lines], plan.wishes)
    refuse_errors(now.missing)
    if now != plan:
        raise refuse("payments.changed")
    if not now.payments or now.address is None:
        raise refuse("payments.none")
    made = office.now()
    number = f"SK{made:%Y%m%d%H%M%S}-{_digest(now)}"
    order = PaymentOrder(number, made, now.wishes.on, now.name, now.address, now.account, now.payments)
    codes = [each.code for each in now.payments]
    facts = {
        CODES: codes, "count": len(codes), "amount": order.total.minor, "currency": CURRENCY,
        "on": now.wishes.on.isoformat(),
    }  # fmt: skip
    let_out(office, make_pain001(order), path, Record(EXPORTED, FILES, facts), own, named=True)
    return PaymentFile(number, tuple(codes), order.total, now.wishes.on)


def _digest(plan: PaymentPlan) -> str:
    """Tell plans apart that are written within one second, without telling what is in them."""
    told = [[each.code, each.amount.minor, each.iban] for each in plan.payments]
    return hashlib.sha256(canonical({"from": plan.account, "to": told})).hexdigest()[:12]
