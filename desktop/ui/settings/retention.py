"""How long each class of records is kept before it is due for review: a section of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.retention import LONGEST_TERM, Clock, Terms
from desktop.i18n import mark, ntr
from desktop.ui.shared.fields import CodeField

if TYPE_CHECKING:
    from desktop.ui.shared.form import Form

_FIELDS: dict[Clock, tuple[str, str]] = {
    Clock.PEOPLE: (mark("People without activity"), ""),
    Clock.DONORS: (mark("Donors without gifts"), mark("Claims may be made for 6 years in Poland")),
    Clock.STORIES: (mark("Stories and pages"), mark("After the campaign is over")),
    Clock.FILES: (mark("Attached files"), mark("But for invoices and signed papers")),
    Clock.DOCUMENTS: (
        mark("Documents and proofs"),
        mark("From the end of the year. Accounting law asks for 5 years in Poland, 10 in Lithuania"),
    ),
}


def year_choices() -> list[tuple[str, str]]:
    """Give the terms that may be chosen."""
    return [(str(years), ntr("{count} year", "{count} years", years)) for years in range(1, LONGEST_TERM + 1)]


class RetentionFields:
    """Reads and writes the terms."""

    def __init__(self, form: Form) -> None:
        form.section(mark("Kept for"))
        self._fields: dict[Clock, CodeField] = {
            clock: form.add(CodeField(f"retention.{clock.value}", title, year_choices, hint=hint))
            for clock, (title, hint) in _FIELDS.items()
        }

    def write(self, terms: Terms) -> None:
        """Show terms."""
        for clock, field in self._fields.items():
            field.write(str(terms.years(clock)))

    def read(self) -> Terms:
        """Give what is chosen."""
        return Terms(**{clock.value: int(field.read()) for clock, field in self._fields.items()})
