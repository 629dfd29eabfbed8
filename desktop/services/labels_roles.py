"""The English labels of roles, and the honest sentence on what each may and what holds the limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.roles import Role
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

ROLE_LABELS: dict[Enum, str] = {
    Role.VIEWER: mark("Viewer"),
    Role.CASEWORKER: mark("Caseworker"),
    Role.FINANCE: mark("Finance"),
    Role.APPROVER: mark("Approver"),
    Role.ADMINISTRATOR: mark("Administrator"),
}
ROLE_HINTS: dict[Role, str] = {
    Role.VIEWER: mark("Looks at everything, and changes nothing"),
    Role.CASEWORKER: mark("People, consents, campaigns, drafts of payouts, documents"),
    Role.FINANCE: mark("Donations, payments, advances, cash, transfers, rates, locking months"),
    Role.APPROVER: mark("Approves payouts and decisions, confirms the unlocking of months"),
    Role.ADMINISTRATOR: mark("Users and their roles, settings, texts of documents, recovery papers"),
}
