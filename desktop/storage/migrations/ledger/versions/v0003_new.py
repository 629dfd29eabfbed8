"""The ledger book's tables that came with this version, as they were then."""

from __future__ import annotations

NEW: dict[str, tuple[str, ...]] = {
    "picture": (
        """
        CREATE TABLE picture (
            sha256 TEXT NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (sha256)
        ) STRICT
        """,
    ),
}
