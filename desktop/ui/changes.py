"""What changed in the office, so that open pages reload: one signal, told apart by topic."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Topic(StrEnum):
    """Kinds of records. Announce all that a verb touched: a payout changes payouts, items, campaigns and people."""

    PEOPLE = "people"
    CAMPAIGNS = "campaigns"
    ITEMS = "items"
    DONATIONS = "donations"
    PAYOUTS = "payouts"
    DOCUMENTS = "documents"
    SETTINGS = "settings"
    USERS = "users"
    RATES = "rates"
    MONTHS = "months"
    CASH = "cash"
    ADVANCES = "advances"
    BACKUPS = "backups"
    RECOVERY = "recovery"
    FILES = "files"


MONEY = (
    Topic.DONATIONS,
    Topic.PAYOUTS,
    Topic.ITEMS,
    Topic.CAMPAIGNS,
    Topic.PEOPLE,
    Topic.DOCUMENTS,
    Topic.CASH,
    Topic.ADVANCES,
)
"""What any movement of money may have changed."""


class Changes(QObject):
    """Tells pages that records of some topics changed."""

    announced = Signal(frozenset)

    def announce(self, *topics: Topic) -> None:
        """Say that records of these topics changed; each subscriber is called once, whatever the number of topics.

        Once the office was left nobody is told.
        """
        if isValid(self):
            self.announced.emit(frozenset(topics))

    def subscribe(self, owner: QObject, topics: Iterable[Topic], reload: Callable[[], object]) -> None:
        """Call `reload` when one of `topics` is announced, until `owner` is gone."""
        wanted = frozenset(topics)

        def on_announced(topics_now: frozenset[Topic]) -> None:
            if isValid(owner) and wanted & topics_now:
                reload()

        connection = self.announced.connect(on_announced)
        owner.destroyed.connect(lambda *_: self._forget(connection))

    def _forget(self, connection: object) -> None:
        if isValid(self):
            self.announced.disconnect(connection)
