"""The list command: tables for readers and JSON for machines, streamed page by page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from desktop.cli.main import DONE
from desktop.cli.session import opened
from desktop.domain.listing import PAGE_SIZE, ListKind, Query
from desktop.domain.money import Money
from desktop.i18n import mark, tr
from desktop.services import lists, trash, users, wording

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from desktop.services.office import Office

_WIDEST = 48
TRASH = "trash"
"""What is archived, with when and by whom."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: the row's attribute, its key for machines, its heading for readers (empty: not shown)."""

    attribute: str
    heading: str = ""
    key: str = ""

    @property
    def name(self) -> str:
        """The key for machines."""
        return self.key or self.attribute


@dataclass(frozen=True, slots=True)
class ListShape:
    """What of a kind of list is shown. The users and the trash are no such list: their kind is None."""

    kind: ListKind | None
    columns: tuple[Column, ...]


LISTS: dict[str, ListShape] = {
    "people": ListShape(
        ListKind.PEOPLE,
        (
            Column("code", mark("Code")),
            Column("name", mark("Name")),
            Column("name_latin"),
            Column("alias", mark("Alias")),
            Column("category", mark("Category")),
            Column("country", mark("Country")),
            Column("status", mark("Status")),
            Column("campaigns", mark("Campaigns")),
            Column("paid", mark("Paid")),
            Column("last_payout", mark("Last payout")),
            Column("archived"),
            Column("erased"),
        ),
    ),
    "campaigns": ListShape(
        ListKind.CAMPAIGNS,
        (
            Column("code", mark("Code")),
            Column("title", mark("Title")),
            Column("beneficiary", mark("Person")),
            Column("status", mark("Status")),
            Column("goal", mark("Goal")),
            Column("collected", mark("Collected")),
            Column("funded", mark("Funded")),
            Column("paid", mark("Paid")),
            Column("available", mark("Available")),
            Column("percent", mark("%")),
            Column("ends"),
            Column("archived"),
        ),
    ),
    "items": ListShape(
        ListKind.ITEMS,
        (
            Column("campaign", mark("Campaign")),
            Column("line", mark("Item")),
            Column("label", mark("Label")),
            Column("description"),
            Column("category", mark("Category")),
            Column("priority"),
            Column("planned", mark("Planned")),
            Column("funded", mark("Funded")),
            Column("committed"),
            Column("paid", mark("Paid")),
            Column("allotted"),
            Column("remaining", mark("Remaining")),
            Column("archived"),
        ),
    ),
    "donations": ListShape(
        ListKind.DONATIONS,
        (
            Column("code", mark("Code")),
            Column("on", mark("Date"), "date"),
            Column("campaign", mark("Campaign")),
            Column("donor", mark("Donor")),
            Column("gross", mark("Gross")),
            Column("fee", mark("Fee")),
            Column("net", mark("Net")),
            Column("method", mark("Method")),
            Column("receipt", mark("Receipt")),
            Column("opening", mark("Brought in")),
            Column("taken_back", mark("Taken back")),
            Column("refunded"),
            Column("parts"),
        ),
    ),
    "pledges": ListShape(
        ListKind.PLEDGES,
        (
            Column("code", mark("Code")),
            Column("on", mark("Date"), "date"),
            Column("due", mark("Expected")),
            Column("campaign", mark("Campaign")),
            Column("donor", mark("Donor")),
            Column("amount", mark("Amount")),
            Column("state", mark("State")),
            Column("overdue", mark("Overdue")),
            Column("donation", mark("Donation")),
        ),
    ),
    "payouts": ListShape(
        ListKind.PAYOUTS,
        (
            Column("code", mark("Code")),
            Column("on", mark("Date"), "date"),
            Column("campaign", mark("Campaign")),
            Column("payee", mark("Payee")),
            Column("items", mark("Items")),
            Column("amount", mark("Amount")),
            Column("method", mark("Method")),
            Column("state", mark("State")),
            Column("voucher", mark("Voucher")),
        ),
    ),
    "advances": ListShape(
        ListKind.ADVANCES,
        (
            Column("code", mark("Code")),
            Column("on", mark("Given on"), "date"),
            Column("person", mark("Person")),
            Column("campaign", mark("Campaign")),
            Column("amount", mark("Amount")),
            Column("open", mark("Open")),
            Column("days", mark("Days")),
            Column("due", mark("Proofs due")),
            Column("method", mark("Method")),
            Column("state", mark("State")),
            Column("overdue"),
        ),
    ),
    "cash": ListShape(
        ListKind.CASH,
        (
            Column("on", mark("Date"), "date"),
            Column("code", mark("Code")),
            Column("document", mark("Voucher")),
            Column("kind", mark("Kind")),
            Column("why"),
            Column("campaign", mark("Campaign")),
            Column("change", mark("In or out")),
            Column("balance", mark("Balance")),
            Column("entry"),
        ),
    ),
    "documents": ListShape(
        ListKind.DOCUMENTS,
        (
            Column("number", mark("Number")),
            Column("kind", mark("Document")),
            Column("issued_on", mark("Date"), "date"),
            Column("party_code", mark("Person"), "party"),
            Column("campaign", mark("Campaign")),
            Column("amount", mark("Amount")),
            Column("state", mark("State")),
            Column("language", mark("Language")),
            Column("copies", mark("Copies")),
            Column("subject_code", "", "subject"),
            Column("redacted"),
        ),
    ),
    "decisions": ListShape(
        ListKind.DECISIONS,
        (
            Column("code", mark("Code")),
            Column("on", mark("Date"), "date"),
            Column("campaign", mark("Campaign")),
            Column("kind", mark("About")),
            Column("rule", mark("Rule")),
            Column("amount", mark("Amount")),
            Column("state", mark("State")),
            Column("author", mark("Decided by")),
            Column("approver", mark("Approved by")),
        ),
    ),
    "transfers": ListShape(
        ListKind.TRANSFERS,
        (
            Column("code", mark("Code")),
            Column("on", mark("Date"), "date"),
            Column("source", mark("Out of")),
            Column("target", mark("Into")),
            Column("amount", mark("Amount")),
            Column("decision", mark("Decision")),
            Column("taken_back", mark("Taken back")),
        ),
    ),
    "rates": ListShape(
        ListKind.RATES,
        (
            Column("on", mark("Date"), "date"),
            Column("pair", mark("Pair")),
            Column("rate", mark("Rate")),
            Column("source", mark("Source")),
            Column("table", mark("Table")),
        ),
    ),
    "users": ListShape(
        None,
        (
            Column("number", mark("Number")),
            Column("shown", mark("Name")),
            Column("name"),
            Column("added_at", mark("Since"), "since"),
            Column("reads_names", mark("Reads names")),
            Column("roles", mark("Roles")),
            Column("here", mark("Works now")),
            Column("removed_at", mark("Removed"), "removed"),
        ),
    ),
    TRASH: ListShape(
        None,
        (
            Column("code", mark("Code")),
            Column("name", mark("Name")),
            Column("at", mark("Archived")),
            Column("who", mark("Who")),
        ),
    ),
}


def show(options: argparse.Namespace) -> int:
    """Print a whole list, holding one page of it at a time."""
    shape = LISTS[options.what]
    with opened(options) as office:
        rows = _rows(office, shape, options)
        for line in _json_lines(shape, rows) if options.json else _table_lines(shape, rows):
            print(line)
    return DONE


def _rows(office: Office, shape: ListShape, options: argparse.Namespace) -> Iterable[Any]:
    if shape.kind is not None:
        return lists.stream_rows(office, shape.kind, Query(text=options.filter, archived=options.archived))
    if options.what == TRASH:
        return trash.stream_trash(office, options.filter)
    wanted = options.filter.strip().casefold()
    return [user for user in users.list_users(office, removed=options.archived) if wanted in user.shown.casefold()]


def _json_lines(shape: ListShape, rows: Iterable[Any]) -> Iterator[str]:
    """Write an array with one object a line, so that a reader may begin before the end."""
    before = "["
    for row in rows:
        yield before + json.dumps(as_json(shape, row), ensure_ascii=False)
        before = ","
    yield "]" if before == "," else "[]"


def as_json(shape: ListShape, row: object) -> dict[str, Any]:
    """Give a row as plain values: amounts as decimal strings, their common currency beside them, dates in ISO form."""
    values: dict[str, Any] = {}
    currencies: set[str] = set()
    for column in shape.columns:
        value = getattr(row, column.attribute)
        if isinstance(value, Money):
            currencies.add(value.currency)
        values[column.name] = _machine(value)
    if currencies:
        values["currency"] = currencies.pop()
    return values


def _machine(value: object) -> object:
    if isinstance(value, Money):
        return value.plain()
    if isinstance(value, tuple):
        return [
            {"amount": each.plain(), "currency": each.currency} if isinstance(each, Money) else _machine(each)
            for each in value
        ]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _table_lines(shape: ListShape, rows: Iterable[Any]) -> Iterator[str]:
    """Align columns by the widest cell of the first page; later rows are as wide as they need to be."""
    columns = [column for column in shape.columns if column.heading]
    cells = ([_reader(getattr(row, column.attribute)) for column in columns] for row in rows)
    first = list(islice(cells, PAGE_SIZE))
    headings = [tr(column.heading) for column in columns]
    widths = [max(len(row[index]) for row in (headings, *first)) for index in range(len(columns))]
    for row in chain([headings], first, cells):
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _reader(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return tr("yes")
    if isinstance(value, Money):
        return wording.money(value)
    if isinstance(value, tuple):
        return ", ".join(_reader(each) for each in value)
    if isinstance(value, Enum):
        return wording.label(value)
    if isinstance(value, date):
        return wording.date(value)
    text = " ".join(str(value).split())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
