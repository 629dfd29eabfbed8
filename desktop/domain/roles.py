"""Roles: who may do what in the program. A table says for each verb of the journal which roles it belongs to.

One limit is not of this kind: who holds no key to the book of names reads no names, whatever the program says. All that
stands here the program keeps alone; the journal says afterwards who did what, and verification compares that with the
roles of that day.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Role(Enum):
    """What somebody does in the office. A user may have several; a viewer only looks."""

    VIEWER = "viewer"
    CASEWORKER = "caseworker"
    FINANCE = "finance"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


Roles = frozenset[Role]
EVERYTHING: Roles = frozenset(Role)
"""What a user has of whom nobody said anything: as it was before there were roles."""
USUAL: Roles = frozenset({Role.CASEWORKER})
"""What a new user is offered."""

REPLAYED = "replayed"
"""The fact of a record that repeats what was done already, by somebody who had the role: an erasure, after a backup was
restored. It asks for no role."""

_CASES: Roles = frozenset({Role.CASEWORKER})
_MONEY: Roles = frozenset({Role.FINANCE})
_APPROVAL: Roles = frozenset({Role.APPROVER})
_OFFICE: Roles = frozenset({Role.ADMINISTRATOR})
_DESK: Roles = _CASES | _MONEY

MAY: Mapping[str, Roles] = {
    # What nobody is kept from: the way in, keys and copies. Whoever changes nothing may need them most.
    **dict.fromkeys(
        (
            "user.key_file_made", "user.key_file_dropped",
            "user.passphrase_changed", "user.key", "users.caught_up", "keys.renewed", "recovery.rehearsed",
            "recovery.used", "backup.copied", "office.created",
            # What goes out changes nothing here: the limit to names is their key.
            "report.exported", "books.exported", "paper.saved", "paper.printed",
        ),
        EVERYTHING,
    ),
    **dict.fromkeys(
        (
            "user.added", "user.renamed", "user.removed", "user.names_closed", "user.names_opened", "staff.roles",
            "recovery.made", "settings.saved", "template.saved", "logo.chosen", "vault.accepted",
            "clock.accepted",
        ),
        _OFFICE,
    ),
    **dict.fromkeys(
        ("person.erased", "campaign.erased", "document.redacted", "decision.redacted", "record.kept"), _OFFICE | _CASES
    ),
    **dict.fromkeys(("form.added", "form.replaced", "form.mapped", "form.removed"), _OFFICE | _MONEY),
    **dict.fromkeys(
        (
            "person.archived", "person.brought_back", "person.merged", "person.merged_into", "person.separated",
            "person.separated_from", "person.not_same", "person.may_be_same", "consent.recorded", "consent.withdrawn",
            "relation.added", "relation.changed", "relation.removed", "event.added", "event.changed", "event.removed",
            "campaign.archived", "campaign.brought_back", "page.imported",
        ),
        _CASES,
    ),
    **dict.fromkeys(
        (
            "person.added", "person.changed", "campaign.saved", "pledge.recorded", "pledge.changed",
            "pledge.withdrawn", "payout.drafted", "payout.changed", "payout.submitted", "payout.cancelled",
            "payout.split", "decision.proposed", "decision.withdrawn", "document.issued", "document.signed",
            "document.voided", "document.unsigned", "document.scan_added", "document.scan_taken_off", "scan.waits",
            "scan.thrown_away", "attachment.added", "attachment.removed", "table.imported", "table.mapped",
            "table.map_removed",
        ),
        _DESK,
    ),
    **dict.fromkeys(
        ("document.handed_out", "attachment.handed_out", "list.exported", "fund.opened"), _DESK | _APPROVAL
    ),
    **dict.fromkeys(
        (
            "statement.imported", "statement.taken_back", "statement.rule_kept", "statement.rule_removed",
            "donation.recorded", "donation.taken_back", "donation.refunded", "refund.taken_back", "payout.recorded",
            "payout.paid", "payout.taken_back", "advance.given", "advance.settled", "advance.settlement_taken_back",
            "advance.taken_back", "cash.recorded", "cash.taken_back", "cash.counted", "cash.day_closed",
            "transfer.recorded", "transfer.taken_back", "rates.imported", "rates.filled", "rate.added",
            "rate.replaced", "month.locked", "month.unlock_asked", "pack.exported", "payments.exported",
        ),
        _MONEY,
    ),
    **dict.fromkeys(
        ("payout.approved", "payout.returned", "payout.rejected", "decision.approved", "month.unlocked"), _APPROVAL
    ),
}  # fmt: skip
"""Which roles a verb of the journal belongs to: one of them is enough. What stands nowhere here needs all."""


def may(roles: Roles, verb: str) -> bool:
    """Whether somebody with these roles may do what the journal calls by this verb; with all of them, anything."""
    return roles == EVERYTHING or not roles.isdisjoint(MAY.get(verb, frozenset()))


def who_may(verb: str) -> tuple[Role, ...]:
    """Give the roles that a verb belongs to, in the order of roles."""
    return in_order(MAY.get(verb, frozenset()))


def in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Give roles in their own order, each once."""
    found = set(roles)
    return tuple(role for role in Role if role in found)


def check_roles(number: int, roles: Roles, others: Mapping[int, Roles]) -> tuple[Problem, ...]:
    """Say what is wrong with a user's roles: there are none, or nobody would be an administrator any more.

    Args:
        number: Whose they will be.
        roles: The roles.
        others: The roles of all who may open the vault, by number.
    """
    if not roles:
        return (Problem("roles.none", "roles"),)
    kept = {**others, number: roles}
    if not any(Role.ADMINISTRATOR in each for each in kept.values()):
        return (Problem("roles.last_administrator", "roles"),)
    return ()
