"""The journal: every event in order, each record chained to the one before it by SHA-256.

A record holds codes, amounts and digests, never personal values: it survives the erasure of a person. Order is by
sequence, not by clock; a clock that went backwards is marked on the record.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.ledger import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Record:
    """What one unit of work did: a verb ("donation.recorded"), the code it was done to, and coded facts."""

    verb: str
    subject: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A record in its place in the chain. `at` is UTC; `actor` is a user's number."""

    sequence: int
    at: datetime
    actor: int
    record: Record
    previous: str
    clock_went_back: bool = False

    @property
    def hash(self) -> str:
        """SHA-256 over this link with the hash of the one before it."""
        return hashlib.sha256(
            canonical(
                {
                    "sequence": self.sequence,
                    "at": self.at.isoformat(),
                    "actor": self.actor,
                    "verb": self.record.verb,
                    "subject": self.record.subject,
                    "facts": dict(self.record.facts),
                    "previous": self.previous,
                    "clock_went_back": self.clock_went_back,
                }
            )
        ).hexdigest()


def chain(previous: Link | None, at: datetime, actor: int, record: Record) -> Link:
    """Make the next link after `previous` (None for the first)."""
    if previous is None:
        return Link(1, at, actor, record, GENESIS)
    return Link(previous.sequence + 1, at, actor, record, previous.hash, clock_went_back=at < previous.at)


def first_break(links: Iterable[tuple[Link, str]]) -> int | None:
    """Find the sequence number at which a stored chain (link, stored hash) breaks; None when it is whole."""
    expected_sequence, previous = 1, GENESIS
    for link, stored in links:
        if link.sequence != expected_sequence or link.previous != previous or link.hash != stored:
            return expected_sequence
        expected_sequence, previous = link.sequence + 1, stored
    return None
