"""The identity book's tables that came with this version, as they were then."""

from __future__ import annotations

NEW: dict[str, tuple[str, ...]] = {}
