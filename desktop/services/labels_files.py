"""The English labels of attached files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.attachments import AttachmentKind
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

FILE_LABELS: dict[Enum, str] = {
    AttachmentKind.INVOICE: mark("Invoice"),
    AttachmentKind.SIGNED_SCAN: mark("Signed scan"),
    AttachmentKind.OTHER: mark("Other file"),
}
