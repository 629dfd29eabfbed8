"""New passphrases: how good one is, and one made by chance."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from desktop.domain.errors import Problem, Severity
from desktop.paths import resource

WORDS = 6
"""Out of 1,024 words by chance, that is 60 bits: with the cost of a guess, nobody tries them all."""
_SHORTEST_PASSPHRASE = 14
_FEWEST_SIGNS = 8
_FEWEST_WORDS = 4


def check_passphrase(text: str) -> tuple[Problem, ...]:
    """Say what is wrong with a new passphrase: an empty one is an error, one that can be guessed a warning.

    Strong enough are four words or more, or 14 signs or more of at least eight kinds.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return (Problem("passphrase.empty", "passphrase"),)
    words = {word.casefold() for word in plain.split() if len(word) >= 3}
    varied = len(set(plain.casefold())) >= _FEWEST_SIGNS
    if varied and (len(words) >= _FEWEST_WORDS or len(plain) >= _SHORTEST_PASSPHRASE):
        return ()
    return (Problem("passphrase.weak", "passphrase", severity=Severity.WARNING),)


def suggest_passphrase() -> str:
    """Make a passphrase of six words by chance, with one blank between them."""
    return " ".join(secrets.choice(_words()) for _ in range(WORDS))


@cache
def _words() -> tuple[str, ...]:
    return tuple(resource("words", "en.txt").read_text(encoding="utf-8").split())
