"""Countries by their ISO 3166 codes, named in the reader's language."""

from __future__ import annotations

from functools import lru_cache

# Codes that Babel names but that ISO 3166 gives to no country or territory.
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})


@lru_cache(maxsize=8)
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Give (code, name) of all countries and territories, sorted by name as `language` writes it."""
    from babel import Locale  # noqa: PLC0415 - late: the first window does not need it

    named = Locale.parse(language).territories
    found = [
        (code, str(name))
        for code, name in named.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    ]
    return tuple(sorted(found, key=lambda each: each[1].casefold()))
