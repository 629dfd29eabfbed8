"""The English labels of funding's enumerations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.campaigns import ItemFunding, ItemPayment
from desktop.domain.decisions import DecisionAction, DecisionKind, DecisionState
from desktop.domain.funding import FundingRule
from desktop.domain.revisions import RevisionKind
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

FUNDING_LABELS: dict[Enum, str] = {
    FundingRule.PRIORITY: mark("By priority"),
    FundingRule.PRO_RATA: mark("In proportion"),
    FundingRule.MANUAL: mark("By hand"),
    ItemFunding.NONE: mark("Not funded"),
    ItemFunding.PART: mark("Funded in part"),
    ItemFunding.WHOLE: mark("Funded in full"),
    ItemPayment.NONE: mark("Nothing paid"),
    ItemPayment.PART: mark("Paid in part"),
    ItemPayment.WHOLE: mark("Paid in full"),
    DecisionKind.SURPLUS: mark("Surplus"),
    DecisionKind.SHORTFALL: mark("Shortfall"),
    DecisionKind.REALLOCATION: mark("Reallocation"),
    DecisionState.PROPOSED: mark("Proposed"),
    DecisionState.APPROVED: mark("Approved"),
    DecisionState.WITHDRAWN: mark("Withdrawn"),
    DecisionAction.EXTEND: mark("More for an item"),
    DecisionAction.REDUCE: mark("Less for an item"),
    DecisionAction.TRANSFER: mark("To another fund"),
    DecisionAction.REFUND: mark("Back to the donor"),
    DecisionAction.ALLOT: mark("Allotted to an item"),
    RevisionKind.EDIT: mark("Changed"),
    RevisionKind.REALLOCATION: mark("Moved between items"),
    RevisionKind.DECISION: mark("Decided"),
}
