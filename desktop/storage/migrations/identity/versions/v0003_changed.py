"""The identity book's tables that this version gave another shape, each as it was then."""

from __future__ import annotations

CHANGED: dict[str, tuple[str, ...]] = {}

# What a new column holds of an old row, as SQL; others get their defaults.
FILLED: dict[str, dict[str, str]] = {}
