"""What reports and verification read across repositories: what an entry rests on, and the register of documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.domain.ids import CodeKind, make_code
from desktop.domain.ledger import PaymentMethod
from desktop.storage.context import campaign_id
from desktop.storage.tables_ledger import document, donation, payout

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from desktop.storage.context import Desk


_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Source:
    """What an entry rests on. `method` is None for an opening sum, `document` empty where none is valid."""

    code: str
    method: PaymentMethod | None
    document: str


class Movements:
    """The reader across repositories."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def sources(self, campaigns: Collection[str]) -> dict[int, Source]:
        """Give what the entries of some campaigns rest on, by the entries' numbers. Counter-entries are not in it."""
        numbers = [campaign_id(code) for code in campaigns]
        gifts = self._desk.connection.execute(
            select(donation.c.entry, donation.c.id, donation.c.method, donation.c.receipt, donation.c.opening).where(
                donation.c.campaign_id.in_(numbers)
            )
        )
        found = {
            row.entry: Source(
                make_code(CodeKind.DONATION, row.id), None if row.opening else PaymentMethod(row.method), row.receipt
            )
            for row in gifts
        }
        paid = self._desk.connection.execute(
            select(payout.c.entry, payout.c.id, payout.c.method, payout.c.voucher).where(
                payout.c.campaign_id.in_(numbers)
            )
        )
        for row in paid:
            found[row.entry] = Source(make_code(CodeKind.PAYOUT, row.id), PaymentMethod(row.method), row.voucher)
        return found

    def register(self) -> Iterator[tuple[str, str]]:
        """Give each issued document's number and the digest of its paper, in the order of issue."""
        query = select(document.c.number, document.c.sha256).order_by(document.c.id)
        with self._desk.connection.execute(query.execution_options(yield_per=_AT_ONCE)) as rows:
            for row in rows:
                yield row.number, row.sha256
