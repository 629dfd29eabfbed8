"""What an approver looks at before a payout: four eyes, and findings that forbid it or deserve a second look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.consents import ConsentRule, consent_problem
from desktop.domain.errors import Problem, Severity
from desktop.domain.ledger import PaymentMethod
from desktop.domain.payouts import PayeeRole, check_spending
from desktop.domain.people import PersonCategory
from desktop.domain.receipts import LONGEST_REASON

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from desktop.domain.campaigns import Item
    from desktop.domain.consents import Unconsented
    from desktop.domain.money import Money
    from desktop.domain.payouts import PayoutDraft

_ON_BEHALF = (PayeeRole.RELATIVE, PayeeRole.PROXY)
_HELPED = (PayeeRole.BENEFICIARY, PayeeRole.OTHER)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known around a payout when it is looked at.

    `known` is False where the book of names is not open: then nothing can be said of names and bank details.
    `iban_right` tells of the IBAN that it goes to (None: there is none). The others are codes: of live payouts with the
    same invoice, of other people with the same IBAN, of live payouts to the same person in the same month.
    `unconsented` are the people whom it is for and who did not agree to it; `consent_rule` says what follows.
    """

    known: bool = True
    named: bool = True
    has_document: bool = True
    iban_right: bool | None = True
    same_invoice: tuple[str, ...] = ()
    same_iban: tuple[str, ...] = ()
    this_month: tuple[str, ...] = ()
    unconsented: tuple[Unconsented, ...] = ()
    consent_rule: ConsentRule = ConsentRule.WARN


def must_consent(draft: PayoutDraft, category: PersonCategory, beneficiary: str | None) -> tuple[str, ...]:
    """Give the people who must have agreed to a payout: whom the campaign is for, and who takes the money for them.

    A clinic or a landlord is paid by a contract, not by consent. `category` is the payee's: somebody recorded as a
    payee, who is paid as if they were the beneficiary, is such a one too; somebody recorded as a beneficiary is helped
    in another's campaign as well, unless they are paid for a thing.
    """
    helped = draft.role in _HELPED and category is PersonCategory.BENEFICIARY
    gets = (draft.payee,) if helped or draft.role in _ON_BEHALF else ()
    return tuple(dict.fromkeys((*((beneficiary,) if beneficiary else ()), *gets)))


def needs_second(amount: Money | None, threshold: Money | None) -> bool:
    """Tell whether somebody other than the author must approve: above the threshold, or where that is not known.

    Args:
        amount: The payout in the threshold's currency; None when no rate says what it is.
        threshold: Up to which the author may approve too; None: always.
    """
    return threshold is not None and (amount is None or amount > threshold)


def check_approval(
    authors: Collection[int], approver: int, amount: Money | None, threshold: Money | None, override_reason: str = ""
) -> tuple[Problem, ...]:
    """Refuse an approval by somebody who wrote or changed the payout, above the threshold, unless a reason is given."""
    if len(override_reason) > LONGEST_REASON:
        return (Problem("text.too_long", "override", {"longest": LONGEST_REASON}),)
    if not is_override(authors, approver, amount, threshold) or override_reason.strip():
        return ()
    found = Problem("payout.own_approval_alone", "override", {"threshold": threshold})
    if amount is None:
        return (found, Problem("payout.no_rate_to_threshold", "override", {"threshold": threshold}))
    return (found,)


def is_override(authors: Collection[int], approver: int, amount: Money | None, threshold: Money | None) -> bool:
    """Tell whether an approval would be by its own author although a second person is needed."""
    return approver in authors and needs_second(amount, threshold)


def check_before_approval(
    draft: PayoutDraft, charged: Sequence[Money], items: Sequence[Item], available: Money, around: Circumstances
) -> tuple[Problem, ...]:
    """Say what speaks against a payout whose draft is right: errors forbid it, warnings are for the approver to weigh.

    `charged` is what its lines take from the fund; `items` and `available` are the campaign's, without what this
    payout itself reserves.
    """
    return (
        *check_spending(draft, charged, items, available),
        *_check_payee(draft, around),
        *_check_consents(around),
        *_check_repeated(around),
    )


def _check_consents(around: Circumstances) -> tuple[Problem, ...]:
    """Say who did not agree; where that cannot be seen, the rule holds all the same."""
    if around.known:
        return consent_problem(around.consent_rule, "payout.no_consent", around.unconsented, "payee")
    if around.consent_rule is ConsentRule.OFF:
        return ()
    severity = Severity.ERROR if around.consent_rule is ConsentRule.REFUSE else Severity.WARNING
    return (Problem("payout.consent_unseen", "payee", severity=severity),)


def _check_payee(draft: PayoutDraft, around: Circumstances) -> list[Problem]:
    if not around.known:
        return [_warning("payout.not_known", "payee")]
    found: list[Problem] = []
    if not around.named:
        found.append(_warning("payout.payee_unnamed", "payee", payee=draft.payee))
    if draft.method is PaymentMethod.BANK and around.iban_right is None:
        found.append(_warning("payout.no_iban", "iban", payee=draft.payee))
    if draft.method is PaymentMethod.BANK and around.iban_right is False:
        found.append(Problem("person.iban", "iban"))
    if draft.method is PaymentMethod.CASH and not around.has_document:
        found.append(_warning("payout.no_document", "payee", payee=draft.payee))
    if draft.role is PayeeRole.PROXY and not draft.authority.strip():
        found.append(Problem("payout.no_authority", "authority"))
    return found


def _check_repeated(around: Circumstances) -> list[Problem]:
    found: list[Problem] = []
    if around.same_invoice:
        found.append(_warning("payout.same_invoice", "invoice", payouts=around.same_invoice))
    if around.same_iban:
        found.append(_warning("payout.same_iban", "iban", people=around.same_iban))
    if around.this_month:
        found.append(_warning("payout.this_month", "payee", payouts=around.this_month))
    return found


def _warning(code: str, at: str, **params: object) -> Problem:
    return Problem(code, at, params, Severity.WARNING)
