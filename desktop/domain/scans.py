"""Signed scans: whose paper a page is, by the whole text of its QR code; and why one waits in the tray.

A code says `SKB1|number|date|amount|currency|digest`, twelve characters of the frozen facts' digest. A page is filed by
itself only where all of it agrees with the register: a number alone could be anybody's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.receipts import DocumentState, code_text

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.domain.receipts import Document

_CODE = re.compile(r"SKB1\|([A-Z]{2}(?:-[A-Z]{3})?/[0-9]{4}/[0-9]{4,9})\|[^|]*\|[^|]*\|[A-Z]{3}\|[0-9a-f]{12}")


class Waits(Enum):
    """Why a scanned page waits in the tray."""

    NO_CODE = "no_code"
    UNKNOWN = "unknown"
    DIFFERS = "differs"
    VOIDED = "voided"
    FILED_ALREADY = "filed_already"
    LOCKED = "locked"
    TAKEN_OFF = "taken_off"


@dataclass(frozen=True, slots=True)
class TrayPage:
    """A page that waits to be filed. `document` is the number that its code names, empty where it names none."""

    number: int
    waits: Waits
    document: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Filed:
    """A page that went to its document. `signed` tells whether this made it signed, or it was that already."""

    attachment: int
    document: str
    signed: bool


@dataclass(frozen=True, slots=True)
class TakenScans:
    """What became of the pages of some files.

    `filed` went to their documents, `waiting` to the tray, `known` were there already (the numbers of their documents,
    or empty for one that waits in the tray). `unread` are places of files (from 1) that could not be opened, with the
    reason's word. `stopped`: somebody stopped it; what was filed before stays filed.
    """

    filed: tuple[Filed, ...] = ()
    waiting: tuple[TrayPage, ...] = ()
    known: tuple[str, ...] = ()
    unread: tuple[tuple[int, str], ...] = ()
    stopped: bool = False


def named_by(code: str) -> str:
    """Give the number that a code names; empty when it is no code of an office."""
    found = _CODE.fullmatch(code)
    return found.group(1) if found else ""


def judge(code: str, document: Document | None, digest: str, *, locked: bool, has_scan: bool) -> Waits | None:
    """Say why a page with this code cannot be filed by itself; None when it can.

    Args:
        code: The text of the page's QR code; empty for none.
        document: The document that it names, as registered.
        digest: The digest of that document's frozen facts.
        locked: Whether the document is dated in a locked month.
        has_scan: Whether a scan is filed to it already.
    """
    if not named_by(code):
        return Waits.NO_CODE
    if document is None:
        return Waits.UNKNOWN
    if code != code_text(document.number, document.issued_on, document.amount, digest):
        return Waits.DIFFERS
    if document.state is DocumentState.VOIDED:
        return Waits.VOIDED
    if has_scan:
        return Waits.FILED_ALREADY
    return Waits.LOCKED if locked else None
