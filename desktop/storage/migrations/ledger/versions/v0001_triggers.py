"""The triggers by which the ledger book itself refuses to change what is kept.

What is written stays as written, whoever asks: a correction is a new entry, a void is a state.
"""

from __future__ import annotations

# Name, event, table, and the condition under which it is refused.
_REFUSED = (
    ("entry_is_not_changed", "UPDATE", "entry", ""),
    ("entry_is_not_deleted", "DELETE", "entry", ""),
    ("posting_is_not_changed", "UPDATE", "posting", ""),
    ("posting_is_not_deleted", "DELETE", "posting", ""),
    ("journal_is_not_changed", "UPDATE", "journal", ""),
    ("journal_is_not_deleted", "DELETE", "journal", ""),
    ("payout_line_is_not_changed", "UPDATE", "payout_line", ""),
    ("payout_line_is_not_deleted", "DELETE", "payout_line", ""),
    ("entry_has_the_next_number", "INSERT", "entry", "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM entry)"),
    ("posting_is_of_the_last_entry", "INSERT", "posting", "NEW.entry <> (SELECT max(number) FROM entry)"),
    (
        "journal_has_the_next_number",
        "INSERT",
        "journal",
        "NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM journal)",
    ),
    ("person_is_not_deleted", "DELETE", "person", ""),
    ("campaign_is_not_deleted", "DELETE", "campaign", ""),
    ("item_is_not_deleted", "DELETE", "item", ""),
    ("donation_is_not_deleted", "DELETE", "donation", ""),
    ("payout_is_not_deleted", "DELETE", "payout", ""),
    ("document_is_not_deleted", "DELETE", "document", ""),
    ("series_is_not_deleted", "DELETE", "series", ""),
    ("person_keeps_its_code", "UPDATE OF id", "person", ""),
    ("campaign_keeps_its_code", "UPDATE OF id, source_sha256", "campaign", ""),
    ("item_keeps_its_line", "UPDATE OF id, campaign_id, line", "item", ""),
    (
        "donation_is_not_changed",
        "UPDATE OF id, campaign_id, entry, currency, scale, gross, fee, day, method, donor_id, opening",
        "donation",
        "",
    ),
    ("donation_stays_taken_back", "UPDATE OF countered_by", "donation", "OLD.countered_by IS NOT NULL"),
    (
        "payout_is_not_changed",
        "UPDATE OF id, campaign_id, payee_id, entry, currency, scale, amount, day, method, items_key",
        "payout",
        "",
    ),
    ("payout_stays_taken_back", "UPDATE OF countered_by, state", "payout", "OLD.countered_by IS NOT NULL"),
    (
        "document_is_not_changed",
        "UPDATE OF id, number, prefix, year, count, kind, language, issued_on, amount, currency, scale, "
        "subject, subject_key, campaign_id, party_id, sha256, replaces, number_key",
        "document",
        "",
    ),
    ("document_stays_void", "UPDATE OF state, voided_at", "document", "OLD.state = 'voided'"),
    (
        "series_counts_by_one",
        "UPDATE",
        "series",
        "NEW.last <> OLD.last + 1 OR NEW.prefix <> OLD.prefix OR NEW.year <> OLD.year",
    ),
)

TRIGGERS = tuple(
    f"CREATE TRIGGER {name} BEFORE {event} ON {table}{' WHEN ' if when else ''}{when}"
    f" BEGIN SELECT RAISE(ABORT, 'kept: {name}'); END"
    for name, event, table, when in _REFUSED
)
