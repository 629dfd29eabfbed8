"""The ledger book's tables: codes and money, statuses and dates. No name, contact, story or free text about a person.

Codes are stored as their numbers (P-0012 is 12). Amounts are minor units. A day is ISO text, empty for none. `scale`
brings an amount to thousandths of a unit (10 for EUR, 1000 for JPY), so that figures sort across currencies; they are
never added. Columns ending in `_key` are computed by the database and exist to be sorted by.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Computed, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint, text

ledger_metadata = MetaData()


def whole(name: str, *more: Any, default: str | None = None, null: bool = False) -> Column[int]:
    """Make a column of whole numbers that must hold one."""
    return Column(name, Integer, *more, nullable=null, server_default=None if default is None else text(default))


def words(name: str, *more: Any, default: str | None = None, null: bool = False) -> Column[str]:
    """Make a column of text that must hold some, be it empty."""
    return Column(name, Text, *more, nullable=null, server_default=default)


def computed(name: str, expression: str) -> Column[int]:
    """Make a column of whole numbers that the database computes from its row and only indexes store."""
    return Column(name, Integer, Computed(expression, persisted=False))


def sortable(table: Table, *names: str) -> None:
    """Index columns so that a list sorted by them is read in order, ties by id; its outline reads nothing else.

    The id stands in them as `tie`: SQLite does not seek by an id in a comparison of rows, and would look for a page
    among many equal keys from the first of them.
    """
    for name in names:
        columns = [table.c[name], table.c.tie, *([table.c.archived] if "archived" in table.c else [])]
        Index(f"{table.name}_by_{name}", *columns)


def tie() -> Column[int]:
    """Make the column that breaks ties between equal keys: the id once more."""
    return computed("tie", "id")


def _table(name: str, *columns: Any, **options: Any) -> Table:
    # STRICT: a column of whole numbers takes no fraction and no text, whoever writes.
    return Table(name, ledger_metadata, *columns, sqlite_strict=True, **options)


def _number() -> Column[int]:
    return Column("id", Integer, primary_key=True)


tally = _table(
    "tally",
    Column("kind", Text, primary_key=True),
    Column("archived", Integer, primary_key=True, autoincrement=False),
    whole("count"),
    sqlite_with_rowid=False,
)

person = _table(
    "person",
    _number(),
    tie(),
    words("category"),
    whole("archived", default="0"),
    whole("revision", default="1"),
    whole("campaigns", default="0"),
    words("last_payout", default=""),
    whole("paid_key", default="0"),
)
sortable(person, "category", "campaigns", "last_payout", "paid_key")
Index("person_by_archived", person.c.archived, person.c.tie)

person_paid = _table(
    "person_paid",
    Column("person_id", Integer, ForeignKey(person.c.id), primary_key=True),
    Column("currency", Text, primary_key=True),
    whole("paid"),
    sqlite_with_rowid=False,
)

campaign = _table(
    "campaign",
    _number(),
    tie(),
    words("currency"),
    whole("scale"),
    words("status"),
    whole("beneficiary_id", ForeignKey(person.c.id), null=True),
    whole("goal", null=True),
    whole("published_goal", null=True),
    words("starts", default=""),
    words("ends", default=""),
    words("publicity"),
    words("language", default=""),
    words("source_sha256", default=""),
    whole("archived", default="0"),
    whole("revision", default="1"),
    # Sums, kept in the transaction that moves the money, and provable from the postings.
    whole("planned", default="0"),
    whole("collected", default="0"),
    whole("fees", default="0"),
    whole("paid", default="0"),
    whole("funded", default="0"),
    computed("beneficiary_key", "coalesce(beneficiary_id, 0)"),
    computed("goal_shown", "coalesce(goal, planned)"),
    computed("available", "collected - fees - paid"),
    computed("goal_key", "coalesce(goal, planned) * scale"),
    computed("collected_key", "collected * scale"),
    computed("funded_key", "funded * scale"),
    computed("paid_key", "paid * scale"),
    computed("available_key", "(collected - fees - paid) * scale"),
    computed(
        "percent_key",
        "CASE WHEN coalesce(goal, planned) > 0 THEN collected * 100 / coalesce(goal, planned) ELSE -1 END",
    ),
)
sortable(campaign, "beneficiary_key", "status", "ends")
sortable(campaign, "goal_key", "collected_key", "funded_key", "paid_key", "available_key", "percent_key")
Index("campaign_by_archived", campaign.c.archived, campaign.c.tie)
Index("campaign_source", campaign.c.source_sha256)

item = _table(
    "item",
    _number(),
    tie(),
    whole("campaign_id", ForeignKey(campaign.c.id)),
    whole("line"),
    words("label"),
    words("label_sort"),
    words("label_words"),
    words("category"),
    words("quantity"),
    words("unit", default=""),
    whole("unit_price", null=True),
    words("unit_currency", default=""),
    whole("priority"),
    words("donor_line", default=""),
    whole("archived", default="0"),
    words("currency"),
    whole("scale"),
    whole("planned"),
    whole("funded", default="0"),
    whole("committed", default="0"),
    whole("paid", default="0"),
    computed("place", "campaign_id * 1000000 + line"),
    computed("planned_key", "planned * scale"),
    computed("funded_key", "funded * scale"),
    computed("committed_key", "committed * scale"),
    computed("paid_key", "paid * scale"),
    computed("remaining_key", "(planned - committed - paid) * scale"),
    UniqueConstraint("campaign_id", "line"),
)
sortable(item, "place", "line", "label_sort", "category", "priority")
sortable(item, "planned_key", "funded_key", "committed_key", "paid_key", "remaining_key")
Index("item_by_archived", item.c.archived, item.c.tie)

entry = _table(
    "entry",
    Column("number", Integer, primary_key=True, autoincrement=False),
    words("kind"),
    words("day"),
    whole("counters", ForeignKey("entry.number"), null=True),
    UniqueConstraint("counters"),
)
Index("entry_by_day", entry.c.day)

posting = _table(
    "posting",
    Column("entry", Integer, ForeignKey(entry.c.number), primary_key=True),
    Column("position", Integer, primary_key=True),
    words("account"),
    whole("minor"),
    words("currency"),
    whole("campaign_id", ForeignKey(campaign.c.id), null=True),
    whole("item", null=True),
    whole("person_id", ForeignKey(person.c.id), null=True),
    sqlite_with_rowid=False,
)
Index("posting_by_campaign", posting.c.campaign_id)
Index("posting_by_person", posting.c.person_id, posting.c.account)

donation = _table(
    "donation",
    _number(),
    tie(),
    whole("campaign_id", ForeignKey(campaign.c.id)),
    whole("entry", ForeignKey(entry.c.number)),
    words("currency"),
    whole("scale"),
    whole("gross"),
    whole("fee"),
    words("day"),
    words("method"),
    whole("donor_id", ForeignKey(person.c.id), null=True),
    whole("opening", default="0"),
    whole("countered_by", ForeignKey(entry.c.number), null=True),
    words("receipt", default=""),
    words("receipt_key", default=""),
    computed("donor_key", "coalesce(donor_id, 0)"),
    computed("taken_back", "countered_by IS NOT NULL"),
    computed("wants_receipt", "receipt = '' AND donor_id IS NOT NULL AND countered_by IS NULL AND opening = 0"),
    computed("gross_key", "gross * scale"),
    computed("fee_key", "fee * scale"),
    computed("net_key", "(gross - fee) * scale"),
    UniqueConstraint("entry"),
)
sortable(donation, "day", "campaign_id", "donor_key", "gross_key", "fee_key", "net_key", "method", "receipt_key")
sortable(donation, "opening", "taken_back")
Index("donation_wants_receipt", donation.c.wants_receipt, donation.c.tie)

payout = _table(
    "payout",
    _number(),
    tie(),
    whole("campaign_id", ForeignKey(campaign.c.id)),
    whole("payee_id", ForeignKey(person.c.id)),
    whole("entry", ForeignKey(entry.c.number)),
    words("currency"),
    whole("scale"),
    whole("amount"),
    words("day"),
    words("method"),
    words("state"),
    whole("countered_by", ForeignKey(entry.c.number), null=True),
    words("items_key"),
    words("voucher", default=""),
    words("voucher_key", default=""),
    computed("wants_voucher", "voucher = '' AND countered_by IS NULL"),
    computed("amount_key", "amount * scale"),
    UniqueConstraint("entry"),
)
sortable(payout, "day", "campaign_id", "payee_id", "items_key", "amount_key", "method", "state", "voucher_key")
Index("payout_wants_voucher", payout.c.wants_voucher, payout.c.tie)

payout_line = _table(
    "payout_line",
    Column("payout_id", Integer, ForeignKey(payout.c.id), primary_key=True),
    Column("position", Integer, primary_key=True),
    whole("campaign_id"),
    whole("item"),
    whole("amount"),
    sqlite_with_rowid=False,
)
Index("payout_line_by_item", payout_line.c.campaign_id, payout_line.c.item)

series = _table(
    "series",
    Column("prefix", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    words("kind"),
    words("currency"),
    whole("plain"),
    whole("last"),
    sqlite_with_rowid=False,
)

document = _table(
    "document",
    _number(),
    tie(),
    words("number"),
    words("prefix"),
    whole("year"),
    whole("count"),
    words("kind"),
    words("state"),
    words("language"),
    words("issued_on"),
    whole("amount"),
    words("currency"),
    whole("scale"),
    words("subject"),
    words("subject_key"),
    whole("campaign_id", ForeignKey(campaign.c.id)),
    whole("party_id", ForeignKey(person.c.id), null=True),
    words("sha256"),
    words("replaces", default=""),
    words("handed_out_at", default=""),
    whole("copies", default="0"),
    words("voided_at", default=""),
    words("number_key"),
    computed("party_key", "coalesce(party_id, 0)"),
    computed("wants_signature", "kind = 'PV' AND state = 'issued'"),
    computed("amount_key", "amount * scale"),
    UniqueConstraint("number"),
    UniqueConstraint("prefix", "year", "count"),
)
sortable(document, "number_key", "kind", "issued_on", "party_key", "campaign_id", "amount_key", "state", "language")
sortable(document, "copies", "subject_key")
Index("document_subject", document.c.subject)
Index("document_count", document.c.count)
Index("document_wants_signature", document.c.wants_signature, document.c.tie)

journal = _table(
    "journal",
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    words("at"),
    whole("actor"),
    words("verb"),
    words("subject"),
    words("facts"),
    words("previous"),
    words("hash"),
    whole("clock_went_back", default="0"),
)
Index("journal_subject", journal.c.subject, journal.c.sequence)

setting = _table(
    "setting",
    Column("name", Text, primary_key=True),
    words("value"),
    sqlite_with_rowid=False,
)
