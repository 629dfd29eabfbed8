"""Attachments: files kept with documents, money, people and campaigns, under a neutral name that the office gives.

They lie in the identity book. The journal is told of each by its hash alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem

if TYPE_CHECKING:
    from datetime import datetime

LARGEST_FILE = 20 << 20
"""Bytes of one file, as it comes and as it is kept."""
MOST_PAGES = 200
MOST_FILES = 60
"""Files of one thing, those removed not counted."""
PDF, JPEG = "application/pdf", "image/jpeg"
_ENDINGS = {PDF: "pdf", JPEG: "jpg"}


class AttachmentKind(Enum):
    """What a file is."""

    INVOICE = "invoice"
    SIGNED_SCAN = "signed_scan"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be kept: a PDF as it came, or a picture made anew from its pixels. `thumbnail` is a small JPEG."""

    kind: AttachmentKind
    media: str
    sha256: str
    pages: int
    data: bytes
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is kept. `subject` is the code or the document's number that it belongs to.

    `size` is in bytes. A removed one has lost its bytes; what it was, when and why it went stays.
    """

    number: int
    subject: str
    kind: AttachmentKind
    media: str
    sha256: str
    size: int
    pages: int
    name: str
    added_at: datetime
    added_by: int
    removed_at: datetime | None = None
    removed_by: int | None = None
    removed_because: str = ""

    @property
    def removed(self) -> bool:
        """Whether its bytes are gone."""
        return self.removed_at is not None


def neutral_name(subject: str, kind: AttachmentKind, place: int, media: str) -> str:
    """Name a file by what it belongs to: "O-0001-invoice-1.pdf". What it was called outside is not kept."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", subject).strip("-")
    return f"{plain}-{kind.value.replace('_', '-')}-{place}.{_ENDINGS[media]}"


def check_file(size: int, kept: int) -> tuple[Problem, ...]:
    """Say that a file is too large, or that a thing has too many files already."""
    if size > LARGEST_FILE:
        return (Problem("attachment.too_large", "file", {"most": LARGEST_FILE >> 20}),)
    if kept >= MOST_FILES:
        return (Problem("attachment.too_many", "file", {"most": MOST_FILES}),)
    return ()
