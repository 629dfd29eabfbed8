"""The ledger book's chain of versions."""
