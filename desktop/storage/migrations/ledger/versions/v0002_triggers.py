"""The triggers by which the ledger book itself refuses to change what is kept, as of this version.

What is written stays as written, whoever asks: a correction is a new entry, a void is a state. What is not paid yet may
still be changed.
"""

from __future__ import annotations

_KEPT = (
    "entry", "posting", "journal", "entry_rate", "donation_share", "decision_line", "plan_revision", "settlement_line",
    "cash_count", "cash_close", "cash_movement",
)  # fmt: skip
_NEVER_DELETED = (
    "person", "campaign", "item", "donation", "donation_refund", "payout", "document", "series", "pledge", "decision",
    "transfer", "advance", "settlement", "cash_voucher", "staff",
)  # fmt: skip
_WHOLE = (
    " AND (SELECT coalesce(sum(amount), 0) FROM payout_line WHERE payout_id = NEW.payout_id)"
    " >= (SELECT amount FROM payout WHERE id = NEW.payout_id)"
)
_PAID = "(SELECT entry FROM payout WHERE id = {row}.payout_id) IS NOT NULL"

# Name, event, table, and the condition under which it is refused.
_REFUSED = (
    *((f"{table}_is_not_changed", "UPDATE", table, "") for table in _KEPT),
    *((f"{table}_is_not_deleted", "DELETE", table, "") for table in (*_KEPT, *_NEVER_DELETED)),
    ("payout_line_is_not_changed", "UPDATE", "payout_line", _PAID.format(row="OLD")),
    ("payout_line_is_not_deleted", "DELETE", "payout_line", _PAID.format(row="OLD")),
    ("payout_line_is_not_added", "INSERT", "payout_line", _PAID.format(row="NEW") + _WHOLE),
    ("entry_has_the_next_number", "INSERT", "entry", "NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM entry)"),
    ("posting_is_of_the_last_entry", "INSERT", "posting", "NEW.entry <> (SELECT max(number) FROM entry)"),
    ("journal_has_the_next_number", "INSERT", "journal",
     "NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM journal)"),
    ("person_keeps_its_code", "UPDATE OF id", "person", ""),
    ("campaign_keeps_its_code", "UPDATE OF id, kind, source_sha256", "campaign", ""),
    ("item_keeps_its_line", "UPDATE OF id, campaign_id, line", "item", ""),
    ("donation_is_not_changed",
     "UPDATE OF id, campaign_id, entry, currency, scale, gross, fee, fee_bearer, fund_currency, fund_gross, fund_fee, "
     "parts, day, happened, method, asset, quantity, donor_id, opening", "donation", ""),
    ("donation_stays_taken_back", "UPDATE OF countered_by, withdrawn", "donation",
     "OLD.countered_by IS NOT NULL OR OLD.withdrawn = 1"),
    ("pledge_is_not_changed", "UPDATE OF id, campaign_id, donor_id, currency, scale, amount, day, due", "pledge", ""),
    ("donation_refund_is_not_changed", "UPDATE OF id, donation_id, entry, day, amount, fund_amount", "donation_refund",
     ""),
    ("donation_refund_stays_taken_back", "UPDATE OF countered_by", "donation_refund", "OLD.countered_by IS NOT NULL"),
    ("payout_keeps_its_code", "UPDATE OF id, author, part_of", "payout", ""),
    ("payout_is_not_changed",
     "UPDATE OF campaign_id, payee_id, entry, currency, scale, amount, fund_currency, fund_amount, day, happened, "
     "method, role, rate, approver, approved_at, override, items_key", "payout", "OLD.entry IS NOT NULL"),
    ("payout_stays_taken_back", "UPDATE OF countered_by, state", "payout", "OLD.countered_by IS NOT NULL"),
    ("payout_is_paid_with_an_entry", "UPDATE OF state", "payout",
     "NEW.state IN ('paid', 'signed', 'taken_back') AND NEW.entry IS NULL"),
    ("document_is_not_changed",
     "UPDATE OF id, number, prefix, year, count, kind, language, issued_on, amount, currency, scale, "
     "subject, subject_key, campaign_id, party_id, sha256, replaces, number_key", "document", ""),
    ("document_stays_void", "UPDATE OF state, voided_at", "document", "OLD.state = 'voided'"),
    ("series_counts_by_one", "UPDATE", "series",
     "NEW.last <> OLD.last + 1 OR NEW.prefix <> OLD.prefix OR NEW.year <> OLD.year"),
    ("decision_is_not_changed", "UPDATE OF id, campaign_id, kind, rule, day, currency, scale, amount, author",
     "decision", ""),
    ("decision_stays_approved", "UPDATE OF state, approver, approved_at, override", "decision",
     "OLD.state <> 'proposed'"),
    ("transfer_is_not_changed",
     "UPDATE OF id, entry, from_id, to_id, currency, scale, amount, to_currency, to_amount, day, decision_id",
     "transfer", ""),
    ("transfer_stays_taken_back", "UPDATE OF countered_by", "transfer", "OLD.countered_by IS NOT NULL"),
    ("advance_is_not_changed",
     "UPDATE OF id, campaign_id, person_id, entry, currency, scale, amount, day, happened, method", "advance", ""),
    ("advance_stays_taken_back", "UPDATE OF countered_by", "advance", "OLD.countered_by IS NOT NULL"),
    ("settlement_is_not_changed", "UPDATE OF id, advance_id, entry, day, spent, returned, topped_up, method",
     "settlement", ""),
    ("settlement_stays_taken_back", "UPDATE OF countered_by", "settlement", "OLD.countered_by IS NOT NULL"),
    ("cash_voucher_is_not_changed", "UPDATE OF id, kind, currency, scale, amount, day, happened, entry",
     "cash_voucher", ""),
    ("cash_voucher_stays_taken_back", "UPDATE OF countered_by", "cash_voucher", "OLD.countered_by IS NOT NULL"),
)  # fmt: skip

TRIGGERS = tuple(
    f"CREATE TRIGGER {name} BEFORE {event} ON {table}{' WHEN ' if when else ''}{when}"
    f" BEGIN SELECT RAISE(ABORT, 'kept: {name}'); END"
    for name, event, table, when in _REFUSED
)
