"""The English labels of consents: what for, how given, how they stand, what the office does without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.consents import ConsentChannel, ConsentRule, ConsentState, Purpose
from desktop.domain.summaries import TaskKind
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

CONSENT_LABELS: dict[Enum, str] = {
    Purpose.DATA: mark("Help and payment: the office keeps the data"),
    Purpose.ACCOUNTANT: mark("Accountants and auditors see the name"),
    Purpose.DONOR: mark("The donor who pays sees the name"),
    Purpose.PARTNER: mark("Another organisation that helps sees the name"),
    Purpose.PUBLISH_NAME: mark("The name is published"),
    Purpose.PUBLISH_PHOTO: mark("A photo is published"),
    Purpose.PUBLISH_STORY: mark("The story is published"),
    Purpose.OTHER: mark("Something else: the note says it"),
    ConsentChannel.PAPER: mark("Signed on paper"),
    ConsentChannel.MESSENGER: mark("By messenger"),
    ConsentChannel.EMAIL: mark("By e-mail"),
    ConsentChannel.CALL: mark("By phone or video"),
    ConsentChannel.WITNESSED: mark("Orally, before a witness"),
    ConsentState.VALID: mark("In force"),
    ConsentState.EXPIRING: mark("Expires soon"),
    ConsentState.EXPIRED: mark("Expired"),
    ConsentState.WITHDRAWN: mark("Withdrawn"),
    ConsentState.MISSING: mark("Not recorded"),
    ConsentRule.OFF: mark("Is not looked at"),
    ConsentRule.WARN: mark("Is said, and can go on"),
    ConsentRule.REFUSE: mark("Is refused"),
    TaskKind.CONSENT_EXPIRED: mark("People one of whose consents expired"),
    TaskKind.CONSENT_EXPIRING: mark("People one of whose consents expires soon"),
    TaskKind.CONSENT_MISSING: mark("People who are helped without a recorded consent"),
}
