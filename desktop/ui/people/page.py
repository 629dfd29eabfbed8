"""The People section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.people.form import PersonForm
from desktop.ui.people.table import PEOPLE
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.section import SectionPage

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace


def make_people_page(place: Workplace) -> SectionPage:
    """Build the section."""
    return SectionPage(place, ListPage(place, PEOPLE), lambda code: PersonForm(place, code))
