"""The way out where a document would name a person who did not agree to it: the consent is recorded at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.consents import Purpose
from desktop.domain.errors import Severity
from desktop.i18n import tr
from desktop.services import wording
from desktop.services.named_papers import NO_CONSENT
from desktop.ui.changes import Topic
from desktop.ui.people.consent_dialogs import ConsentDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.errors import Problem
    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace

_CODES = ("document.no_consent", NO_CONSENT)


def offer_consent(
    place: Workplace, banner: Banner, problems: Iterable[Problem], again: Callable[[], object], parent: QWidget
) -> bool:
    """Say on a banner what a missing consent means here, and offer to record it; tell whether one is missing.

    `again` is done once the dialog is closed: looking once more whether it is missing, or clearing what was said.
    """
    found = next((problem for problem in problems if problem.code in _CODES), None)
    if found is None:
        return False
    if found.code == NO_CONSENT:
        banner.show_error(tr("It is not handed out."), wording.sentence(found))
    elif found.severity is Severity.ERROR:
        banner.show_error(tr("This paper may not have the name without a consent."))
    else:
        banner.show_warning(tr("The person did not agree that accountants see the name."))
    person, purpose = found.params["person"], found.params["purpose"]

    def record() -> None:
        dialog = ConsentDialog(place, str(person), Purpose(purpose), parent)
        if place.prompts.show(dialog) and dialog.made is not None:
            place.changes.announce(Topic.PEOPLE)
        again()

    banner.offer(tr("Record a consent…"), record)
    return True
