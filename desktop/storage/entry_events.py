"""What entries rest on: the event's code and the valid document, for entries of any kind and their counter-entries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from desktop.domain.ids import CodeKind, make_code
from desktop.domain.receipts import DocumentState
from desktop.storage.document_funds import valid_papers
from desktop.storage.tables_ledger import document, donation, entry, payout
from desktop.storage.tables_money import advance, cash_voucher, donation_refund, settlement, transfer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Column, ColumnElement

    from desktop.storage.context import Desk


@dataclass(frozen=True, slots=True)
class Event:
    """What an entry rests on. `why` is the stored kind of a cash voucher, empty for all else."""

    code: str
    document: str | None = None
    why: str = ""


# The column of the entry, the kind of the code and the column of its number, the columns of the document and the kind.
_PLACES: tuple[tuple[Column[int], CodeKind, Column[int], Column[str] | None, Column[str] | None], ...] = (
    (donation.c.entry, CodeKind.DONATION, donation.c.id, donation.c.receipt, None),
    (payout.c.entry, CodeKind.PAYOUT, payout.c.id, payout.c.voucher, None),
    (donation_refund.c.entry, CodeKind.DONATION, donation_refund.c.donation_id, None, None),
    (transfer.c.entry, CodeKind.TRANSFER, transfer.c.id, None, None),
    (advance.c.entry, CodeKind.ADVANCE, advance.c.id, None, None),
    (settlement.c.entry, CodeKind.ADVANCE, settlement.c.advance_id, None, None),
    (cash_voucher.c.entry, CodeKind.CASH_VOUCHER, cash_voucher.c.id, None, cash_voucher.c.kind),
)


_UNNAMED = (CodeKind.ADVANCE, CodeKind.CASH_VOUCHER)  # their documents stand in the register alone

_earlier = settlement.alias("earlier")
PLACE_OF_SETTLEMENT = (
    select(func.count())
    .where(_earlier.c.advance_id == settlement.c.advance_id, _earlier.c.id <= settlement.c.id)
    .scalar_subquery()
    .label("place")
)
"""A settlement's number among those of its advance, as its voucher's subject has it."""


def events_of(desk: Desk, entries: Iterable[int]) -> dict[int, Event]:
    """Give what some entries rest on, by their numbers; a counter-entry rests on what it took back."""
    wanted = set(entries)
    countered = select(entry.c.number, entry.c.counters).where(entry.c.counters.is_not(None))
    found_among = desk.connection.execute(countered.where(entry.c.number.in_(wanted)))
    originals = {row.number: row.counters for row in found_among}
    looked_for = wanted | set(originals.values())
    found: dict[int, Event] = {}
    unnamed: dict[int, str] = {}
    for at, kind, number, paper, why in _PLACES:
        columns: list[Any] = [at.label("at"), number.label("number")]
        columns.extend(column.label(name) for name, column in (("paper", paper), ("why", why)) if column is not None)
        if at is settlement.c.entry:
            columns.append(PLACE_OF_SETTLEMENT)
        for row in desk.connection.execute(select(*columns).where(at.in_(looked_for))).mappings():
            code = make_code(kind, row["number"])
            found[row["at"]] = Event(code, row.get("paper") or None, row.get("why", ""))
            if kind in _UNNAMED:
                unnamed[row["at"]] = f"{code}/{row['place']}" if "place" in row else code
    papers = valid_papers(desk, unnamed.values())
    for event, subject in unnamed.items():
        found[event] = replace(found[event], document=papers.get(subject))
    for counter, original in originals.items():
        if original in found:
            found[counter] = Event(found[original].code, None, found[original].why)
    return {number: found[number] for number in wanted if number in found}


def original_of(number: Column[int]) -> ColumnElement[int]:
    """Give the entry that a counter-entry takes back, or the entry itself, as a part of a statement."""
    return func.coalesce(_countered(number), number)


def paper_or_code(number: Column[int]) -> ColumnElement[str]:
    """Give the document, else the code, of what an entry rests on, as `events_of` tells them: a key to sort by."""
    codes: list[ColumnElement[Any]] = []
    papers: list[ColumnElement[Any]] = []
    for at, kind, of, paper, _why in _PLACES:
        code = func.printf(f"{kind.value}-%04d", of)
        codes.append(_told(code, at, number))
        if paper is not None:
            papers.append(_told(func.nullif(paper, ""), at, number))
        elif kind in _UNNAMED:
            settled = at is settlement.c.entry
            subject = func.printf("%s/%d", code, PLACE_OF_SETTLEMENT.element) if settled else code
            valid = select(document.c.number).where(
                document.c.subject == _told(subject, at, number), document.c.state != DocumentState.VOIDED.value
            )
            papers.append(valid.order_by(document.c.id.desc()).limit(1).scalar_subquery())
    named = case((_countered(number).is_(None), func.coalesce(*papers)))
    return func.coalesce(named, *codes, "")


def _told(what: ColumnElement[Any], at: Column[int], number: Column[int]) -> ColumnElement[Any]:
    """Look up what is told of an entry where `at` names it; however deep it stands, the entry is the outermost's."""
    return select(what).where(at == original_of(number)).correlate(number.table).scalar_subquery()


def _countered(number: Column[int]) -> ColumnElement[Any]:
    return select(entry.c.counters).where(entry.c.number == number).correlate(number.table).scalar_subquery()
