"""The versions of the identity book's schema, oldest first; each is frozen once it was released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.storage.migrations.identity.versions import (
    v0001_first_tables,
    v0002_money_whole,
    v0003_documents_whole,
    v0004_drafts,
    v0005_merged,
    v0006_erasable,
    v0007_proof,
    v0008_cases,
    v0009_bank_statements,
    v0010_campaign_titles,
)

if TYPE_CHECKING:
    from types import ModuleType

MODULES: tuple[ModuleType, ...] = (
    v0001_first_tables,
    v0002_money_whole,
    v0003_documents_whole,
    v0004_drafts,
    v0005_merged,
    v0006_erasable,
    v0007_proof,
    v0008_cases,
    v0009_bank_statements,
    v0010_campaign_titles,
)
