"""The ledger book's tables: codes and money, statuses and dates. No name, contact, story or free text about a person.

Codes are stored as their numbers (P-0012 is 12). Amounts are minor units. A day is ISO text, empty for none. `scale`
brings an amount to thousandths of a unit (10 for EUR, 1000 for JPY), so that figures sort across currencies; they are
never added. Columns ending in `_key` are computed by the database and exist to be sorted by.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Computed,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

ledger_metadata = MetaData()

# What a fund can still pay out: what reached it, less what was paid, handed out in advance or reserved.
_AVAILABLE = "collected - fees + moved - paid - advanced - committed"
# What reached the office of a gift: a fee that the office or the donor bears is not taken from it.
_NET = "CASE WHEN fee_bearer = 'campaign' THEN gross - fee ELSE gross END"


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


def ledger_table(name: str, *columns: Any, **options: Any) -> Table:
    """Declare a table of the ledger book."""
    # STRICT: a column of whole numbers takes no fraction and no text, whoever writes.
    return Table(name, ledger_metadata, *columns, sqlite_strict=True, **options)


def number() -> Column[int]:
    """Make the column of a thing's number: its code without the letter."""
    return Column("id", Integer, primary_key=True)


tally = ledger_table(
    "tally",
    Column("kind", Text, primary_key=True),
    Column("archived", Integer, primary_key=True, autoincrement=False),
    whole("count"),
    sqlite_with_rowid=False,
)

person = ledger_table(
    "person",
    number(),
    tie(),
    words("category"),
    whole("archived", default="0"),
    whole("revision", default="1"),
    whole("campaigns", default="0"),
    words("last_payout", default=""),
    whole("paid_key", default="0"),
    whole("merged_into", ForeignKey("person.id"), null=True),  # who this is now
)
sortable(person, "category", "campaigns", "last_payout", "paid_key")
Index("person_by_archived", person.c.archived, person.c.tie)
Index("person_merged", person.c.merged_into, sqlite_where=person.c.merged_into.is_not(None))

person_paid = ledger_table(
    "person_paid",
    Column("person_id", Integer, ForeignKey(person.c.id), primary_key=True),
    Column("currency", Text, primary_key=True),
    whole("paid"),
    sqlite_with_rowid=False,
)

campaign = ledger_table(
    "campaign",
    number(),
    tie(),
    words("kind", default="appeal"),
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
    whole("moved", default="0"),
    whole("advanced", default="0"),
    whole("committed", default="0"),
    words("funding_rule", default="priority"),
    words("decided", default=""),
    computed("beneficiary_key", "coalesce(beneficiary_id, 0)"),
    computed("goal_shown", "coalesce(goal, planned)"),
    computed("available", _AVAILABLE),
    computed("goal_key", "coalesce(goal, planned) * scale"),
    computed("collected_key", "collected * scale"),
    computed("funded_key", "funded * scale"),
    computed("paid_key", "paid * scale"),
    computed("available_key", f"({_AVAILABLE}) * scale"),
    computed(
        "percent_key",
        "CASE WHEN coalesce(goal, planned) > 0 THEN collected * 100 / coalesce(goal, planned) ELSE -1 END",
    ),
)
sortable(campaign, "beneficiary_key", "status", "ends")
sortable(campaign, "goal_key", "collected_key", "funded_key", "paid_key", "available_key", "percent_key")
Index("campaign_by_archived", campaign.c.archived, campaign.c.tie)
Index("campaign_source", campaign.c.source_sha256)
Index("campaign_by_kind", campaign.c.kind, campaign.c.currency)

item = ledger_table(
    "item",
    number(),
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
    # What gifts for this item alone brought (net), and what a decision allots to it in place of its plan.
    whole("earmarked", default="0"),
    whole("allotted", null=True),
    computed("place", "campaign_id * 1000000 + line"),
    computed("planned_key", "planned * scale"),
    computed("funded_key", "funded * scale"),
    computed("committed_key", "committed * scale"),
    computed("paid_key", "paid * scale"),
    computed("remaining_key", "(coalesce(allotted, planned) - committed - paid) * scale"),
    UniqueConstraint("campaign_id", "line"),
)
sortable(item, "place", "line", "label_sort", "category", "priority")
sortable(item, "planned_key", "funded_key", "committed_key", "paid_key", "remaining_key")
Index("item_by_archived", item.c.archived, item.c.tie)

entry = ledger_table(
    "entry",
    Column("number", Integer, primary_key=True, autoincrement=False),
    words("kind"),
    words("day"),
    whole("counters", ForeignKey("entry.number"), null=True),
    words("happened", default=""),
    UniqueConstraint("counters"),
)
Index("entry_by_day", entry.c.day)

# The rates an entry was made at: the one used ("transaction") and the official one ("reporting"), pinned for ever.
entry_rate = ledger_table(
    "entry_rate",
    Column("entry", Integer, ForeignKey(entry.c.number), primary_key=True),
    Column("kind", Text, primary_key=True),
    words("base"),
    words("quote"),
    words("rate"),
    words("source"),
    words("day"),
    words("table_no", default=""),
    sqlite_with_rowid=False,
)

posting = ledger_table(
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

# Amounts are in the gift's own currency; those named `fund_` in the currency of the campaigns that it went to.
donation = ledger_table(
    "donation",
    number(),
    tie(),
    whole("campaign_id", ForeignKey(campaign.c.id)),
    whole("entry", ForeignKey(entry.c.number), null=True),
    words("currency"),
    whole("scale"),
    whole("gross"),
    whole("fee"),
    words("fee_bearer", default="campaign"),
    words("fund_currency"),
    whole("fund_gross"),
    whole("fund_fee"),
    whole("parts", default="1"),
    words("day"),
    words("happened", default=""),
    words("method"),
    words("asset", default=""),
    words("quantity", default=""),
    whole("donor_id", ForeignKey(person.c.id), null=True),
    whole("opening", default="0"),
    whole("countered_by", ForeignKey(entry.c.number), null=True),
    whole("withdrawn", default="0"),
    whole("refunded", default="0"),
    whole("fund_refunded", default="0"),
    words("receipt", default=""),
    words("receipt_key", default=""),
    computed("net", _NET),
    computed("donor_key", "coalesce(donor_id, 0)"),
    # A gift in kind has no entry that could be countered: taken back, it is withdrawn.
    computed("taken_back", "countered_by IS NOT NULL OR withdrawn = 1"),
    computed(
        "wants_receipt",
        "receipt = '' AND donor_id IS NOT NULL AND countered_by IS NULL AND opening = 0 AND entry IS NOT NULL "
        f"AND refunded < {_NET}",
    ),
    computed("gross_key", "gross * scale"),
    computed("fee_key", "fee * scale"),
    computed("net_key", f"({_NET}) * scale"),
    UniqueConstraint("entry"),
)
sortable(donation, "day", "campaign_id", "donor_key", "gross_key", "fee_key", "net_key", "method", "receipt_key")
sortable(donation, "opening", "taken_back")
Index("donation_wants_receipt", donation.c.wants_receipt, donation.c.tie)

# Amounts of a payout are in the currency that the payee gets, `fund_amount` and `charged` in the campaign's; `rate`
# stands between the two. `day` is the day it is due until it is paid. `part_of` is the first payout of those it was
# split into.
payout = ledger_table(
    "payout",
    number(),
    tie(),
    whole("campaign_id", ForeignKey(campaign.c.id)),
    whole("payee_id", ForeignKey(person.c.id)),
    whole("entry", ForeignKey(entry.c.number), null=True),
    words("currency"),
    whole("scale"),
    whole("amount"),
    words("fund_currency"),
    whole("fund_amount"),
    words("day"),
    words("happened", default=""),
    words("method"),
    words("state"),
    words("role", default="beneficiary"),
    words("rate", default=""),
    whole("author", default="1"),
    words("submitted_at", default=""),
    whole("approver", null=True),
    words("approved_at", default=""),
    whole("override", default="0"),
    whole("part_of", ForeignKey("payout.id"), null=True),
    whole("revision", default="1"),
    whole("countered_by", ForeignKey(entry.c.number), null=True),
    words("items_key"),
    words("voucher", default=""),
    words("voucher_key", default=""),
    computed("wants_voucher", "voucher = '' AND countered_by IS NULL AND entry IS NOT NULL"),
    computed("amount_key", "amount * scale"),
    UniqueConstraint("entry"),
)
sortable(payout, "day", "campaign_id", "payee_id", "items_key", "amount_key", "method", "state", "voucher_key")
Index("payout_wants_voucher", payout.c.wants_voucher, payout.c.tie)
Index("payout_part_of", payout.c.part_of)

payout_line = ledger_table(
    "payout_line",
    Column("payout_id", Integer, ForeignKey(payout.c.id), primary_key=True),
    Column("position", Integer, primary_key=True),
    whole("campaign_id"),
    whole("item"),
    whole("amount"),
    whole("charged"),
    sqlite_with_rowid=False,
)
Index("payout_line_by_item", payout_line.c.campaign_id, payout_line.c.item)

series = ledger_table(
    "series",
    Column("prefix", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    words("kind"),
    words("currency"),
    whole("plain"),
    whole("last"),
    sqlite_with_rowid=False,
)

document = ledger_table(
    "document",
    number(),
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

journal = ledger_table(
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
    Column("signature", LargeBinary),
)
Index("journal_subject", journal.c.subject, journal.c.sequence)

setting = ledger_table("setting", Column("name", Text, primary_key=True), words("value"), sqlite_with_rowid=False)
