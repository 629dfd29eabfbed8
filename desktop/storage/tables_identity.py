"""The identity book's tables: whom the codes stand for. A row here has the id of its row in the ledger book.

Nothing here is needed to keep accounts: without this book every list shows codes. Columns ending in `_sort` are the
spelling in alphabetical order (`storage.folding`), those named `shown` what a list shows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Computed,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    column,
    func,
    table,
    text,
)  # fmt: skip

from desktop.storage.tables_ledger import sortable, tie, whole, words

identity_metadata = MetaData(schema="identity")


def _table(name: str, *columns: Any, **options: Any) -> Table:
    return Table(name, identity_metadata, *columns, sqlite_strict=True, **options)


def _number(name: str = "id") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


_PERSON_TEXTS = (
    "name_local", "name_latin", "name_bank", "alias", "birth_date", "nationality", "document", "national_id",
    "national_id_country", "phone", "email", "safe_channel", "do_not_contact_via", "languages", "country", "region",
    "city", "postcode", "address", "iban", "bic", "account_holder", "case_status", "article", "sentence", "held_at",
    "detained_on", "released_on", "needs", "notes", "concerns",
)  # fmt: skip

person_identity = _table(
    "person",
    _number(),
    tie(),
    *(words(name, default="") for name in _PERSON_TEXTS),
    words("name_sort", default=""),
    words("latin_sort", default=""),
    words("alias_sort", default=""),
    Column(
        "shown",
        Text,
        Computed(
            "coalesce(nullif(name_local, ''), nullif(name_latin, ''), nullif(name_bank, ''), nullif(alias, ''), '')",
            persisted=False,
        ),
    ),
)

# Whose bank details these are, however they are spaced.
iban_key = func.upper(func.replace(person_identity.c.iban, text("' '"), text("''")))
Index("person_by_iban", iban_key)

# Under what a person is found by whoever is like them (`storage.duplicates`): keys of `domain.duplicates`, as numbers.
person_key = _table(
    "person_key",
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("person_id", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Pairs of whom a worker said that they are two people, the lower number first.
not_same = _table(
    "not_same",
    Column("first_id", Integer, primary_key=True, autoincrement=False),
    Column("second_id", Integer, primary_key=True, autoincrement=False),
    words("at"),
    whole("actor"),
    sqlite_with_rowid=False,
)

# Who was merged into whom (`id` into `kept_id`), and what the kept person's own record was before and after.
merge = _table(
    "merge",
    _number(),
    whole("kept_id"),
    words("at"),
    whole("actor"),
    whole("was_archived"),
    words("before"),
    words("after"),
)
Index("merge_by_kept", merge.c.kept_id)

# Who is what to whom: `kind` says what the other one is to the person. A row that was removed says nothing any more.
relation = _table(
    "relation",
    _number(),
    whole("person_id"),
    whole("other_id"),
    words("kind"),
    words("note", default=""),
    words("at"),
    whole("actor"),
    whole("revision", default="1"),
    whole("removed", default="0"),
)
Index("relation_by_person", relation.c.person_id)
Index("relation_by_other", relation.c.other_id)

# What happened in a person's case, day by day; as above.
case_event = _table(
    "case_event",
    _number(),
    whole("person_id"),
    words("day"),
    words("kind"),
    words("text", default=""),
    words("at"),
    whole("actor"),
    whole("revision", default="1"),
    whole("removed", default="0"),
)
Index("case_event_by_person", case_event.c.person_id, case_event.c.day, case_event.c.id)

# Lines of bank statements that were taken, by digests alone, and the gift that each is: one without was left out on
# purpose. `made` tells that the import made the gift; `batch` numbers the imports; what was taken back is `removed`.
statement_line = _table(
    "statement_line",
    _number(),
    words("mark"),
    words("profile", default=""),
    whole("donation_id", null=True),
    whole("made", default="0"),
    whole("batch"),
    words("at"),
    whole("actor"),
    whole("removed", default="0"),
)
Index("statement_line_by_mark", statement_line.c.mark, statement_line.c.id)
Index("statement_line_by_batch", statement_line.c.batch)
Index("statement_line_by_donation", statement_line.c.donation_id)

# Whose a line likely is, and what for: where the account is `iban`, and name and text hold `said`.
match_rule = _table(
    "match_rule",
    _number(),
    words("iban", default=""),
    words("said", default=""),
    whole("donor_id", null=True),
    words("campaign", default=""),
    words("at"),
    whole("actor"),
    whole("revision", default="1"),
    whole("removed", default="0"),
)

campaign_identity = _table(
    "campaign",
    _number(),
    tie(),
    words("title", default=""),
    words("title_sort", default=""),
    words("story", default=""),
)

# A campaign's titles in other languages, as far as there are any; a blank one has no row.
campaign_title = _table(
    "campaign_title",
    Column("campaign_id", Integer, primary_key=True, autoincrement=False),
    Column("language", Text, primary_key=True),
    words("title"),
    sqlite_with_rowid=False,
)

item_identity = _table(
    "item",
    _number(),
    tie(),
    words("description", default=""),
    words("description_sort", default=""),
    words("title_sort", default=""),
)

donation_identity = _table(
    "donation",
    _number(),
    tie(),
    words("reference", default=""),
    words("goods", default=""),
    words("donor_sort", default=""),
    words("taken_back_because", default=""),
)

payout_identity = _table(
    "payout",
    _number(),
    tie(),
    words("purpose", default=""),
    words("authority", default=""),
    words("invoice", default=""),
    words("invoice_key", default=""),
    words("iban", default=""),
    words("payee_sort", default=""),
    words("taken_back_because", default=""),
)
Index("payout_by_invoice", payout_identity.c.invoice_key)
Index("payout_by_iban", payout_identity.c.iban)

pledge_identity = _table("pledge", _number(), tie(), words("note", default=""), words("donor_sort", default=""))

decision_identity = _table("decision", _number(), words("facts", default=""))

advance_identity = _table(
    "advance",
    _number(),
    tie(),
    words("purpose", default=""),
    words("person_sort", default=""),
    words("taken_back_because", default=""),
)

settlement_line_identity = _table(
    "settlement_line",
    Column("settlement_id", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    words("document", default=""),
)

cash_voucher_identity = _table("cash_voucher", _number(), words("text", default=""))

# Why something was done, in somebody's own words: a rejection, an override, an unlocking, a changed plan.
remark = _table(
    "remark",
    Column("id", Integer, primary_key=True),
    words("subject"),
    whole("sequence"),
    words("verb"),
    whole("actor"),
    words("at"),
    words("text"),
)
Index("remark_by_subject", remark.c.subject, remark.c.sequence)

# A donor's own form (an .xlsx) and its mapping, one for each grant; one that was removed keeps no bytes.
donor_form = _table(
    "donor_form",
    _number(),
    words("title"),
    words("sha256"),
    words("filling", default=""),
    words("added_at"),
    whole("removed", default="0"),
    Column("data", LargeBinary, nullable=False),
)

# What people agreed to: the last one given for a purpose counts.
consent = _table(
    "consent",
    _number(),
    whole("person_id"),
    words("purpose"),
    words("channel"),
    words("given"),
    words("until", default=""),
    words("witness", default=""),
    words("note", default=""),
    words("withdrawn", default=""),
    words("withdrawn_because", default=""),
)
Index("consent_by_person", consent.c.person_id, consent.c.purpose, consent.c.given, consent.c.id)
Index("consent_by_end", consent.c.until)

staff_identity = _table("staff", _number("number"), words("name", default=""))

document_identity = _table(
    "document",
    _number(),
    tie(),
    words("facts"),
    Column("pdf", LargeBinary, nullable=False),
    words("party", default=""),
    words("party_sort", default=""),
    words("void_reason", default=""),
)

# Attached files. A signed scan that waits for its document has no subject, and says in `waits` why; `code` is the text
# of its QR code; `signs` marks the scan whose filing made its document signed. The bytes come last: lists do not read
# them.
attachment = _table(
    "attachment",
    _number(),
    words("subject"),
    words("kind"),
    words("media"),
    words("sha256"),
    whole("size"),
    whole("pages"),
    words("name"),
    words("code", default=""),
    words("waits", default=""),
    whole("signs", default="0"),
    words("added_at"),
    whole("added_by"),
    words("removed_at", default=""),
    whole("removed_by", null=True),
    words("removed_because", default=""),
    Column("thumbnail", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
Index("attachment_by_subject", attachment.c.subject, attachment.c.id)
Index("attachment_by_sha256", attachment.c.sha256)
# The sentences of a kind's papers in a language: each change is a version of its own.
template = _table(
    "template",
    _number(),
    words("kind"),
    words("language"),
    whole("version"),
    words("at"),
    whole("actor"),
    words("facts"),
    UniqueConstraint("kind", "language", "version"),
)

page_source = _table(
    "page_source",
    _number("campaign_id"),
    words("sha256"),
    words("encoding", default=""),
    words("text"),
    words("facts"),
)
Index("page_source_sha256", page_source.c.sha256)

# What was typed into forms and not saved, each user's own.
draft_identity = _table(
    "draft",
    Column("key", Text, primary_key=True),
    whole("owner"),
    words("at"),
    words("section"),
    words("target"),
    words("title"),
    words("state"),
)

# See `tables_money.moment`.
moment_identity = _table("moment", _number(), whole("sequence"), words("hash"))

for _sorted, _names in (
    (person_identity, ("name_sort", "latin_sort", "alias_sort", "country", "case_status")),
    (campaign_identity, ("title_sort",)),
    (item_identity, ("description_sort", "title_sort")),
    (donation_identity, ("donor_sort",)),
    (payout_identity, ("payee_sort",)),
    (pledge_identity, ("donor_sort",)),
    (advance_identity, ("person_sort",)),
    (document_identity, ("party_sort",)),
):
    sortable(_sorted, *_names)

# FTS5 over trigrams of the folded spelling (`storage.search`); a virtual table, so the migration alone makes it.
search = table("search", column("rowid", Integer), column("words", Text), schema="identity")
