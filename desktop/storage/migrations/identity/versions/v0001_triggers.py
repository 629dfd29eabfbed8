"""The triggers by which the identity book itself keeps issued documents and imported pages.

What is written stays as written, whoever asks: a correction is a new entry, a void is a state.
"""

from __future__ import annotations

# Name, event, table, and the condition under which it is refused.
_REFUSED = (
    ("document_is_not_deleted", "DELETE", "document", ""),
    ("document_is_not_changed", "UPDATE OF id, facts, pdf, party, party_sort", "document", ""),
    ("document_stays_void", "UPDATE OF void_reason", "document", "OLD.void_reason <> ''"),
    ("page_source_is_not_changed", "UPDATE", "page_source", ""),
)

TRIGGERS = tuple(
    f"CREATE TRIGGER identity.{name} BEFORE {event} ON {table}{' WHEN ' if when else ''}{when}"
    f" BEGIN SELECT RAISE(ABORT, 'kept: {name}'); END"
    for name, event, table, when in _REFUSED
)
