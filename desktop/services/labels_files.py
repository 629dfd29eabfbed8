"""The English labels of attached files, and of what is to be done about the recovery papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.attachments import AttachmentKind
from desktop.domain.recovery import RecoveryNeed
from desktop.domain.scans import Waits
from desktop.domain.surroundings import Guard
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

FILE_LABELS: dict[Enum, str] = {
    AttachmentKind.INVOICE: mark("Invoice"),
    AttachmentKind.SIGNED_SCAN: mark("Signed scan"),
    AttachmentKind.OTHER: mark("Other file"),
    Waits.NO_CODE: mark("No code of a document could be read on it"),
    Waits.UNKNOWN: mark("Its code names a document that this office never issued"),
    Waits.DIFFERS: mark("Its code does not agree with the register: look who made this paper"),
    Waits.VOIDED: mark("Its document is void"),
    Waits.FILED_ALREADY: mark("Its document has a signed scan already"),
    Waits.LOCKED: mark("Its document is dated in a locked month"),
    Waits.TAKEN_OFF: mark("It was taken off its document"),
    Guard.GUARDED: mark("Encrypted"),
    Guard.OPEN: mark("Not encrypted"),
    Guard.UNKNOWN: mark("Could not be told"),
    RecoveryNeed.MAKE: mark("There are no recovery papers: a passphrase that is forgotten is lost for ever."),
    RecoveryNeed.TRY: mark("The recovery papers were never tried: rehearse once that two of them open the vault."),
    RecoveryNeed.TRY_AGAIN: mark("The recovery papers were last tried over a year ago: rehearse again."),
    RecoveryNeed.NOTHING: mark("The recovery papers are made and tried."),
}
