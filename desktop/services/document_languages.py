"""In which languages a document for somebody is proposed: the office's, and the recipient's beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.people import preferred_language
from desktop.i18n import LANGUAGES, NATIVE_NAMES
from desktop.services.gathering import party_of

if TYPE_CHECKING:
    from desktop.services.office import Office

_KNOWN = {code: NATIVE_NAMES[code] for code in LANGUAGES}


def proposed_languages(office: Office, person: str | None = None) -> tuple[str, str]:
    """Give the office's language, and the one to stand beside it: the person's own, else the office's second one.

    The second is empty where there is none, or where it is the first again. A person's is the first of the languages
    entered for the person that documents speak.
    """
    with office.work() as work:
        settings = work.settings.load()
        own = ""
        if person:
            own = preferred_language(work.people.get(person).draft.languages, _KNOWN)
    second = own or settings.second_language
    return settings.language, "" if second == settings.language else second


def languages_for(office: Office, subject: str) -> tuple[str, str]:
    """Propose the languages of the document of a record.

    Raises:
        NotFound, Refused: There is none, or it can have no document.
    """
    with office.work() as work:
        party = party_of(work, subject)
    return proposed_languages(office, party)
