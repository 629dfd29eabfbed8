"""The People section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.services.people import archive_people
from desktop.ui.people.form import PersonForm
from desktop.ui.people.table import PEOPLE
from desktop.ui.shared.archiving import Archiving
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.section import SectionPage

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace


def make_people_page(place: Workplace) -> SectionPage:
    """Build the section."""
    rows = ListPage(place, PEOPLE)
    Archiving(rows, archive_people)
    return SectionPage(place, rows, lambda code: PersonForm(place, code))
