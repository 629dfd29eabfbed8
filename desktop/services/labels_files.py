"""The English labels of attached files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.attachments import AttachmentKind
from desktop.domain.scans import Waits
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
}
