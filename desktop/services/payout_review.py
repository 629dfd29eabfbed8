"""What an approver sees of a payout: the findings for and against it, who may approve it, and its history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.consents import Purpose
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money, total
from desktop.domain.payout_checks import Circumstances, check_before_approval, must_consent, needs_second
from desktop.domain.payouts import Payout, PayoutState
from desktop.domain.rates import PinnedRate
from desktop.services.consents import unconsented
from desktop.services.payment_records import files_with
from desktop.services.people import iban_is_right
from desktop.services.rates import official_rate
from desktop.services.users import shown_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from desktop.domain.campaigns import Campaign, Item
    from desktop.domain.errors import Problem
    from desktop.domain.payouts import PayoutDraft
    from desktop.services.office import Office
    from desktop.storage.work import Work

WRITTEN = ("payout.drafted", "payout.changed")


@dataclass(frozen=True, slots=True)
class PayoutStep:
    """Something that was done to a payout: the verb of its record, by whom (a user's number), when, and why."""

    verb: str
    actor: int
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PayoutReview:
    """A payout with all that its approver looks at.

    `findings` are empty once it is paid or dropped. `second` says that somebody other than its authors must approve it,
    `own` that who looks now is one of them, `approvers` are the numbers of the users who may. `names` are the users' as
    shown, by their numbers.
    """

    payout: Payout
    findings: tuple[Problem, ...]
    second: bool
    own: bool
    approvers: tuple[int, ...]
    threshold: Money | None
    steps: tuple[PayoutStep, ...]
    family: tuple[str, ...]
    names: Mapping[int, str]


def review_payout(office: Office, code: str) -> PayoutReview:
    """Look at a payout; raises NotFound."""
    with office.work() as work:
        payout = work.payouts.get(code)
        threshold = work.settings.load().approval_threshold
        second = needs_second(in_base(work, payout.draft.amount, payout.draft.on), threshold)
        writers = authors(work, payout)
        return PayoutReview(
            payout=payout,
            findings=findings(work, payout) if payout.state.waits else (),
            second=second,
            own=office.user in writers,
            approvers=other_users(work, writers),
            threshold=threshold,
            steps=_steps(work, code),
            family=tuple(each for each in work.payouts.family(code) if each != code),
            names={user.number: shown_name(user.number, user.name) for user in work.staff.everybody()},
        )


def findings(work: Work, payout: Payout) -> tuple[Problem, ...]:
    """Say what speaks against a stored payout: errors forbid its approval."""
    campaign = work.campaigns.get(payout.draft.campaign)
    items, available = without_reservation(campaign, payout)
    around = circumstances(work, payout.draft, campaign.draft.beneficiary, work.payouts.family(payout.code))
    return check_before_approval(payout.draft, payout.charged, items, available, around)


def circumstances(work: Work, draft: PayoutDraft, beneficiary: str | None, family: Sequence[str] = ()) -> Circumstances:
    """Gather what is known around a payout; `family` are it and its parts, which do not count as others."""
    person = work.people.get(draft.payee)
    iban = draft.iban or person.draft.iban
    known = person.draft
    return Circumstances(
        known=person.known,
        named=any(name.strip() for name in (known.name_local, known.name_latin, known.name_bank)),
        has_document=bool(known.document.strip()),
        iban_right=iban_is_right(iban) if iban.strip() else None,
        same_invoice=work.payouts.with_invoice(draft.invoice, family),
        same_iban=work.payouts.others_with_iban(iban, draft.payee),
        this_month=work.payouts.in_month(draft.payee, draft.on, family),
        unconsented=unconsented(work, must_consent(draft, known.category, beneficiary), Purpose.DATA),
        consent_rule=work.settings.load().payout_consent,
    )


def iban_of(work: Work, draft: PayoutDraft) -> str:
    """Give the IBAN that a bank transfer goes to: the payout's own, or the payee's; empty for other methods."""
    if draft.method is not PaymentMethod.BANK:
        return ""
    return draft.iban or work.people.get(draft.payee).draft.iban


def without_reservation(campaign: Campaign, payout: Payout) -> tuple[tuple[Item, ...], Money]:
    """Give a campaign's items and available money as they would be if a payout reserved nothing."""
    available = campaign.totals.available
    if payout.state is not PayoutState.APPROVED or campaign.code != payout.draft.campaign:
        return campaign.items, available
    held: dict[int, Money] = {}
    for line, money in zip(payout.draft.lines, payout.charged, strict=True):
        held[line.item] = held.get(line.item, Money.zero(money.currency)) + money
    items = tuple(
        replace(item, committed=item.committed - held[item.line]) if item.line in held else item
        for item in campaign.items
    )
    return items, available + total(held.values(), available.currency)


def with_own_money(campaign: Campaign, payout: Payout) -> Campaign:
    """Give a campaign as it would be if a payout reserved nothing: what a change of the payout may spend."""
    items, available = without_reservation(campaign, payout)
    freed = available - campaign.totals.available
    totals = replace(campaign.totals, committed=campaign.totals.committed - freed)
    return replace(campaign, items=items, totals=totals)


def in_base(work: Work, amount: Money, on: date) -> Money | None:
    """Give an amount in the office's base currency by its official rate; None when there is no such rate."""
    base = work.settings.load().base_currency
    if amount.currency == base:
        return amount
    rate = official_rate(work, amount.currency, base, on)
    return rate.convert(amount) if isinstance(rate, PinnedRate) else None


def authors(work: Work, payout: Payout) -> frozenset[int]:
    """Give the users who wrote or changed a payout."""
    changed = (link.actor for link in work.journal.history(payout.code) if link.record.verb in WRITTEN)
    return frozenset((payout.author, *changed))


def other_users(work: Work, besides: frozenset[int]) -> tuple[int, ...]:
    """Give the numbers of the users who may open the vault, but those `besides`."""
    users = (user.number for user in work.staff.everybody() if user.removed_at is None)
    return tuple(number for number in users if number not in besides)


def _steps(work: Work, code: str) -> tuple[PayoutStep, ...]:
    """Give what was done to a payout, in order."""
    said = {(remark.sequence, remark.verb): remark.text for remark in work.remarks.of(code)}
    links = sorted((*work.journal.history(code), *files_with(work, code)), key=lambda link: link.sequence)
    return tuple(
        PayoutStep(link.record.verb, link.actor, link.at, said.get((link.sequence, link.record.verb), ""))
        for link in links
    )
