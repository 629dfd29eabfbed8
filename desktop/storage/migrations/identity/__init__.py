"""The identity book's chain of versions."""
