"""The ledger book's tables of money beside donations and payouts: promises, refunds, decisions, advances, cash, rates.

What `tables_ledger` says of codes, amounts, days and computed columns holds here too.
"""

from __future__ import annotations

from sqlalchemy import Column, Computed, ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint

from desktop.storage.tables_ledger import (
    campaign,
    computed,
    donation,
    entry,
    ledger_table,
    number,
    person,
    sortable,
    tie,
    whole,
    words,
)

# A gift's parts: each goes to one fund, or to one of its expense items. A plain gift has one.
donation_share = ledger_table(
    "donation_share",
    Column("donation_id", Integer, ForeignKey(donation.c.id), primary_key=True),
    Column("position", Integer, primary_key=True),
    whole("campaign_id", ForeignKey(campaign.c.id)),
    whole("item", null=True),
    whole("gross"),
    whole("fee"),
    whole("fund_gross"),
    whole("fund_fee"),
    sqlite_with_rowid=False,
)
Index("donation_share_by_campaign", donation_share.c.campaign_id, donation_share.c.item)

donation_refund = ledger_table(
    "donation_refund",
    number(),
    whole("donation_id", ForeignKey(donation.c.id)),
    whole("entry", ForeignKey(entry.c.number)),
    words("day"),
    whole("amount"),
    whole("fund_amount"),
    whole("countered_by", ForeignKey(entry.c.number), null=True),
    UniqueConstraint("entry"),
)
Index("donation_refund_by_donation", donation_refund.c.donation_id)

pledge = ledger_table(
    "pledge",
    number(),
    tie(),
    whole("campaign_id", ForeignKey(campaign.c.id)),
    whole("donor_id", ForeignKey(person.c.id)),
    words("currency"),
    whole("scale"),
    whole("amount"),
    words("day"),
    words("due"),
    words("state"),
    whole("donation_id", ForeignKey(donation.c.id), null=True),
    whole("revision", default="1"),
    computed("amount_key", "amount * scale"),
)
sortable(pledge, "day", "due", "campaign_id", "donor_id", "amount_key", "state")

plan_revision = ledger_table(
    "plan_revision",
    number(),
    whole("campaign_id", ForeignKey(campaign.c.id)),
    whole("line"),
    whole("before"),
    whole("after"),
    words("kind"),
    words("at"),
    whole("actor"),
    whole("decision_id", null=True),
)
Index("plan_revision_by_item", plan_revision.c.campaign_id, plan_revision.c.line)

decision = ledger_table(
    "decision",
    number(),
    tie(),
    whole("campaign_id", ForeignKey(campaign.c.id)),
    words("kind"),
    words("rule"),
    words("day"),
    words("currency"),
    whole("scale"),
    whole("amount"),
    words("state"),
    whole("author"),
    whole("approver", null=True),
    words("approved_at", default=""),
    whole("override", default="0"),
    computed("amount_key", "amount * scale"),
)
sortable(decision, "day", "campaign_id", "kind", "state", "amount_key")

decision_line = ledger_table(
    "decision_line",
    Column("decision_id", Integer, ForeignKey(decision.c.id), primary_key=True),
    Column("position", Integer, primary_key=True),
    words("action"),
    whole("item", null=True),
    whole("to_id", ForeignKey(campaign.c.id), null=True),
    whole("donation_id", ForeignKey(donation.c.id), null=True),
    whole("amount"),
    sqlite_with_rowid=False,
)

transfer = ledger_table(
    "transfer",
    number(),
    tie(),
    whole("entry", ForeignKey(entry.c.number)),
    whole("from_id", ForeignKey(campaign.c.id)),
    whole("to_id", ForeignKey(campaign.c.id)),
    words("currency"),
    whole("scale"),
    whole("amount"),
    words("to_currency"),
    whole("to_amount"),
    words("day"),
    whole("decision_id", ForeignKey(decision.c.id), null=True),
    whole("countered_by", ForeignKey(entry.c.number), null=True),
    computed("amount_key", "amount * scale"),
    UniqueConstraint("entry"),
)
sortable(transfer, "day", "from_id", "to_id", "amount_key")

# `spent` by proofs, `returned` to the office; what proofs cost above the advance is topped up, and counted in `spent`.
advance = ledger_table(
    "advance",
    number(),
    tie(),
    whole("campaign_id", ForeignKey(campaign.c.id)),
    whole("person_id", ForeignKey(person.c.id)),
    whole("entry", ForeignKey(entry.c.number)),
    words("currency"),
    whole("scale"),
    whole("amount"),
    words("day"),
    words("due"),
    words("happened", default=""),
    words("method"),
    words("state"),
    whole("spent", default="0"),
    whole("returned", default="0"),
    whole("topped_up", default="0"),
    whole("countered_by", ForeignKey(entry.c.number), null=True),
    computed("open", "CASE WHEN countered_by IS NULL THEN amount + topped_up - spent - returned ELSE 0 END"),
    computed("amount_key", "amount * scale"),
    computed(
        "open_key", "CASE WHEN countered_by IS NULL THEN (amount + topped_up - spent - returned) * scale ELSE 0 END"
    ),
    UniqueConstraint("entry"),
)
sortable(advance, "day", "due", "campaign_id", "person_id", "amount_key", "open_key", "state")

settlement = ledger_table(
    "settlement",
    number(),
    whole("advance_id", ForeignKey(advance.c.id)),
    whole("entry", ForeignKey(entry.c.number)),
    words("day"),
    whole("spent"),
    whole("returned"),
    whole("topped_up"),
    words("method"),
    whole("countered_by", ForeignKey(entry.c.number), null=True),
    UniqueConstraint("entry"),
)
Index("settlement_by_advance", settlement.c.advance_id)

settlement_line = ledger_table(
    "settlement_line",
    Column("settlement_id", Integer, ForeignKey(settlement.c.id), primary_key=True),
    Column("position", Integer, primary_key=True),
    whole("item"),
    whole("amount"),
    words("day"),
    sqlite_with_rowid=False,
)

cash_voucher = ledger_table(
    "cash_voucher",
    number(),
    tie(),
    words("kind"),
    words("currency"),
    whole("scale"),
    whole("amount"),
    words("day"),
    words("happened", default=""),
    whole("entry", ForeignKey(entry.c.number)),
    whole("countered_by", ForeignKey(entry.c.number), null=True),
    computed("amount_key", "amount * scale"),
    UniqueConstraint("entry"),
)
sortable(cash_voucher, "day", "kind", "currency", "amount_key")

# What an entry changed a cash desk by: kept with the entry, provable from its postings, in the order of entry.
cash_movement = ledger_table(
    "cash_movement",
    number(),
    tie(),
    whole("entry", ForeignKey(entry.c.number)),
    words("currency"),
    whole("scale"),
    whole("amount"),
    words("day"),
    computed("in_key", "max(amount, 0) * scale"),
    computed("out_key", "max(-amount, 0) * scale"),
    UniqueConstraint("entry", "currency"),
)
sortable(cash_movement, "day", "in_key", "out_key")
Index("cash_movement_by_currency", cash_movement.c.currency, cash_movement.c.day)

# What came into and went out of the cash desk on a day: kept with each entry, provable from its postings.
cash_day = ledger_table(
    "cash_day",
    Column("currency", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    whole("came_in", default="0"),
    whole("went_out", default="0"),
    sqlite_with_rowid=False,
)

cash_count = ledger_table(
    "cash_count",
    number(),
    words("currency"),
    words("day"),
    words("at"),
    whole("actor"),
    whole("expected"),
    whole("counted"),
    words("pieces"),
    whole("voucher_id", ForeignKey(cash_voucher.c.id), null=True),
)
Index("cash_count_by_day", cash_count.c.currency, cash_count.c.day)

cash_close = ledger_table(
    "cash_close",
    Column("currency", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    words("at"),
    whole("actor"),
    whole("balance"),
    whole("count_id", ForeignKey(cash_count.c.id)),
    sqlite_with_rowid=False,
)

# A month ("2026-03") in which nothing is created, changed or voided; `asked_by` asked for its unlocking.
period_lock = ledger_table(
    "period_lock",
    Column("month", Text, primary_key=True),
    words("locked_at"),
    whole("locked_by"),
    whole("asked_by", null=True),
    words("asked_at", default=""),
    sqlite_with_rowid=False,
)

# As published: 1 `base` is `rate` `quote`. The unique index answers which rates a source has of some days.
rate = ledger_table(
    "rate",
    number(),
    tie(),
    words("source"),
    words("day"),
    words("base"),
    words("quote"),
    words("rate"),
    words("table_no", default=""),
    Column("pair", Text, Computed("base || '/' || quote", persisted=False)),
    UniqueConstraint("source", "day", "base", "quote"),
)
sortable(rate, "day", "pair", "source")

# Logos and words that documents bear, by their hash; what was ever used stays, for the copies.
picture = ledger_table("picture", Column("sha256", Text, primary_key=True), Column("data", LargeBinary, nullable=False))

staff = ledger_table(
    "staff",
    Column("number", Integer, primary_key=True, autoincrement=False),
    words("added_at"),
    words("removed_at", default=""),
)

# What a user without the key to the identity book half typed; with the key it lies in the identity book instead.
draft_ledger = ledger_table(
    "draft",
    Column("key", Text, primary_key=True),
    whole("owner"),
    words("at"),
    words("section"),
    words("target"),
    words("title"),
    words("state"),
)

# The last commit that went into both books, as both books know it: one that was put back alone differs.
moment = ledger_table("moment", number(), whole("sequence"), words("hash"))
