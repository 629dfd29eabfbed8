"""The tables of both books by their names: `ledger_metadata` and `identity_metadata`."""

from __future__ import annotations

from desktop.storage import tables_erasures, tables_money  # they declare their tables in the ledger's metadata
from desktop.storage.tables_identity import identity_metadata
from desktop.storage.tables_ledger import ledger_metadata

__all__ = ["identity_metadata", "ledger_metadata", "tables_erasures", "tables_money"]
