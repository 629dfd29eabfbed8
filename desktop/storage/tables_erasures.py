"""The ledger book's tables of erasures: what was erased when, and what is kept longer. Codes and days, no values."""

from __future__ import annotations

from sqlalchemy import Column, Text

from desktop.storage.tables_ledger import ledger_table, whole, words

# A person's code, a document's number, or a campaign's code for its story and page; never taken out again, so that
# each later backup tells a restored older one what to erase once more.
erasure = ledger_table("erasure", Column("subject", Text, primary_key=True), words("day"), sqlite_with_rowid=False)

# What the review list leaves out until a day; why lies in the identity book, as a remark.
keeping = ledger_table(
    "keeping",
    Column("subject", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    words("until"),
    words("at"),
    whole("actor"),
    sqlite_with_rowid=False,
)
