"""Template texts: the sentences of each kind of document in each language, a new version with every change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem
from desktop.domain.ledger import canonical
from desktop.domain.papers import PaperTexts, freeze_texts

if TYPE_CHECKING:
    from datetime import datetime

    from desktop.domain.receipts import DocumentKind

LONGEST_TEXT = 1_000
OWN_VERSION = 1
"""The version of the program's own texts; the first change of them makes the second."""


@dataclass(frozen=True, slots=True)
class Template:
    """A version of a kind's texts in a language. `at` and `actor` say when it was made and by whom.

    The program's own texts are version 1, which nobody made: all texts empty, `at` None.
    """

    kind: DocumentKind
    language: str
    texts: PaperTexts = field(default_factory=PaperTexts)
    version: int = OWN_VERSION
    at: datetime | None = None
    actor: int = 0


def check_texts(texts: PaperTexts) -> tuple[Problem, ...]:
    """Say which texts are too long to be printed on a paper."""
    return tuple(
        Problem("text.too_long", f"texts.{each.name}", {"longest": LONGEST_TEXT})
        for each in fields(texts)
        if len(getattr(texts, each.name)) > LONGEST_TEXT
    )


def texts_digest(texts: PaperTexts) -> str:
    """SHA-256 over the texts, for the journal: it keeps no sentence that somebody wrote."""
    return hashlib.sha256(canonical(freeze_texts(texts))).hexdigest()
