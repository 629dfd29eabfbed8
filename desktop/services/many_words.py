"""The words of changing one field of several records: what the fields are called, and how their values are written."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from desktop.domain.cases import status_of
from desktop.domain.many import AS_TEXT, ManyKind
from desktop.i18n import NATIVE_NAMES, mark, ntr, screen_language, tr
from desktop.i18n.countries import countries
from desktop.services import wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.many import ManyChange, ManyPreview

TITLES: Mapping[ManyKind, Mapping[str, str]] = {
    ManyKind.PEOPLE: {
        "category": mark("Category"),
        "case_status": mark("Status"),
        "held_at": mark("Where held"),
        "country": mark("Country of stay"),
        "nationality": mark("Nationality"),
        "region": mark("Region"),
        "city": mark("City"),
        "languages": mark("Languages"),
        "safe_channel": mark("Safe channel"),
        "do_not_contact_via": mark("Do not contact via"),
    },
    ManyKind.CAMPAIGNS: {
        "status": mark("Status"),
        "starts": mark("Starts"),
        "ends": mark("Ends"),
        "publicity": mark("The appeal names the beneficiary"),
        "language": mark("Language of the appeal"),
        "funding": mark("Money goes to the items"),
    },
    ManyKind.ITEMS: {
        "category": mark("Category"),
        "priority": mark("Priority"),
        "donor_line": mark("Donor line"),
    },
}
"""The titles of the fields, as on the records' own forms; their order is that of the choice."""


def shown(change: ManyChange, value: Any) -> str:
    """Write a value of the changed field as people read it."""
    if value is None or value == "":
        return tr("empty")
    if change.field in AS_TEXT:
        status = status_of(value)
        return str(value) if status is None else wording.label(status)
    if isinstance(value, Enum):
        return wording.label(value)
    if isinstance(value, date):
        return wording.date(value)
    if change.field in ("country", "nationality"):
        return dict(countries(screen_language())).get(value, str(value))
    return NATIVE_NAMES.get(value, str(value)) if change.field == "language" else str(value)


def counted(preview: ManyPreview) -> str:
    """Say what a preview comes to: "12 records change, 3 stay as they are, 2 records are refused"."""
    changed, refused = len(preview.changed), len(preview.refused)
    said = [ntr("{count} record changes", "{count} records change", changed)]
    if preview.same:
        said.append(ntr("{count} stays as it is", "{count} stay as they are", preview.same))
    if refused:
        said.append(ntr("{count} record is refused", "{count} records are refused", refused))
    return ", ".join(said)
