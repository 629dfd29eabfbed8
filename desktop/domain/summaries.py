"""What the verbs give back and Home shows: frozen summaries for a window or a terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.settings import OfficeSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.backups import BackupState
    from desktop.domain.money import Money
    from desktop.domain.periods import Month


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made: the codes it gave."""

    campaign: str
    person: str | None
    items: int
    opening: Money | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a record of money made: its code, entry (none for a gift in kind), and the number of a document issued.

    `rest` is the code of the payout that holds what was not paid yet.
    """

    code: str
    entry: int | None
    document: str | None = None
    rest: str | None = None


class TaskKind(Enum):
    """What may wait to be done: on Home, or on the page of checks alone."""

    NO_RECEIPT = "no_receipt"  # donations of known donors without a receipt
    TO_APPROVE = "to_approve"  # payouts that wait for an approval
    APPROVED = "approved"  # approved payouts that wait to be paid
    RETURNED = "returned"  # payouts sent back to be changed
    PLEDGES_OVERDUE = "pledges_overdue"  # promised gifts that should have come by now
    NO_VOUCHER = "no_voucher"  # payouts without a voucher
    TO_SIGN = "to_sign"  # vouchers whose signed copy is not filed
    TO_PAY = "to_pay"  # campaigns with money to pay out
    GOAL_DIFFERS = "goal_differs"  # stated goal and items disagree
    SURPLUS = "surplus"  # closed above the goal: a decision is due
    SHORTFALL = "shortfall"  # closed below the goal: a decision is due
    NO_BENEFICIARY = "no_beneficiary"  # campaigns that belong to nobody yet
    ADVANCE_OVERDUE = "advance_overdue"  # open advances whose proofs are overdue
    ENDING = "ending"  # open campaigns that end within two weeks
    CONSENT_EXPIRED = "consent_expired"  # people one of whose consents expired
    CONSENT_EXPIRING = "consent_expiring"  # people one of whose consents expires within a month
    TO_REVIEW = "to_review"  # records of all kinds that were kept for as long as their class is
    OVERSPENT = "overspent"  # expense items with more paid and reserved than may be spent
    OVERDRAWN = "overdrawn"  # campaigns with less than nothing available
    DECISION_TO_APPROVE = "decision_to_approve"  # decisions that a colleague proposed, and this user may approve
    COPY_DUE = "copy_due"  # the newest backup on another disk is too old; nothing is counted
    # Checks alone:
    PROPOSED = "proposed"  # decisions of anybody that wait for their approval
    UNSIGNED = "unsigned"  # paid payouts whose signed voucher is not filed
    RECEIPT_STANDS = "receipt_stands"  # refunded gifts whose receipt still says the whole
    APPROVAL_LATE = "approval_late"  # payouts that wait long for an approval
    CONSENT_MISSING = "consent_missing"  # people who are helped now, and whose consent to it is not recorded
    UNDECIDED = "undecided"  # campaigns closed with a difference, and no decision on it


@dataclass(frozen=True, slots=True)
class HomeTask:
    """A line of "what waits": how many, and the first code of them to go to; none where it is about no record."""

    kind: TaskKind
    count: int
    first: str


@dataclass(frozen=True, slots=True)
class CampaignProgress:
    """A bar of Home's chart."""

    code: str
    title: str
    goal: Money
    collected: Money
    funded: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class MonthFlow:
    """What came in for campaigns and what was paid out of them in a calendar month, in one currency.

    Gifts count gross, with what was taken back left out; what a campaign brought from before its ledger counts nowhere.
    """

    month: Month
    came: Money
    went: Money


@dataclass(frozen=True, slots=True)
class Home:
    """Home at a glance. Currencies never mix; `counts` are people, campaigns, donations, payouts, documents.

    `months` are the last twelve, the oldest first, for each currency in which anything moved in them. `copied` tells
    whether a backup was ever brought to another disk. `settings` are the office's at that moment. `cash` is what each
    cash desk holds; `backups` how old the copies are, None while nobody looked, or where none can be made: `read_only`
    says that nothing can be written.
    """

    progress: tuple[CampaignProgress, ...]
    tasks: tuple[HomeTask, ...]
    collected: tuple[Money, ...]
    paid: tuple[Money, ...]
    available: tuple[Money, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, tuple[MonthFlow, ...]] = field(default_factory=dict)
    copied: bool = False
    settings: OfficeSettings = field(default_factory=OfficeSettings)
    cash: tuple[Money, ...] = ()
    backups: BackupState | None = None
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that verification found wrong: a stable code and the facts for its sentence."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verification:
    """What verification read, and what it found; no findings means that all is well."""

    entries: int
    postings: int
    records: int
    documents: int
    head: str
    findings: tuple[Finding, ...] = ()

    @property
    def good(self) -> bool:
        """Whether everything agrees."""
        return not self.findings
