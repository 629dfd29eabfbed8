"""What happened to three of the sample office's people, day by day, and who is close to whom. All of it is invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.domain.case_events import EventDraft, EventKind
from desktop.domain.relations import RelationDraft, RelationKind
from desktop.services import case_events, relations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.services.office import Office

_SOON = timedelta(days=12)

_EVENTS: dict[str, tuple[EventDraft, ...]] = {
    "florist": (
        EventDraft(date(2025, 6, 3), EventKind.SEARCH, "The shop was searched; both telephones were taken."),
        EventDraft(date(2025, 6, 3), EventKind.DETENTION, "Arrested in the shop, three days without a lawyer."),
        EventDraft(date(2025, 6, 6), EventKind.RELEASE, "Released until the trial, against a signature not to leave."),
        EventDraft(date(2025, 6, 21), EventKind.DEPARTURE, "Fled within one night, through two countries to Georgia."),
        EventDraft(date(2025, 7, 14), EventKind.CONTACT, "First letter to us; asks for a room and for a doctor."),
    ),
    "weaver": (
        EventDraft(date(2023, 9, 12), EventKind.DETENTION, "Arrested at home after a neighbour’s report."),
        EventDraft(date(2023, 11, 20), EventKind.TRIAL, "Heard behind closed doors; a colleague of the lawyer came."),
        EventDraft(date(2023, 11, 24), EventKind.SENTENCE, "One year and six months."),
        EventDraft(date(2024, 2, 2), EventKind.HEALTH, "Her eyes are worse; a parcel with medicine was let through."),
        EventDraft(date(2025, 3, 11), EventKind.RELEASE, "Released at the end of the term."),
        EventDraft(date(2025, 4, 19), EventKind.DEPARTURE, "Came to Poland with her loom in pieces."),
    ),
    "carpenter": (
        EventDraft(date(2025, 10, 8), EventKind.DETENTION, "Arrested on the way to work, let go in the evening."),
        EventDraft(date(2025, 11, 30), EventKind.CHARGE, "Charged for a donation that he made years ago."),
        EventDraft(date(2025, 12, 5), EventKind.DEPARTURE, "Fled to Lithuania; his workshop is sealed."),
    ),
}

_RELATIONS = (
    ("florist", "weaver", RelationKind.FRIEND, "they shared a cell for one night"),
    ("florist", "landlord", RelationKind.TRUSTED_PAYEE, "takes the rent for her room"),
    ("weaver", "baker", RelationKind.RELATIVE, "her aunt"),
    ("carpenter", "cashier", RelationKind.CONTACT, "he is reached through her"),
)


def tell_cases(office: Office, codes: Mapping[str, str]) -> None:
    """Note what happened in the cases, a hearing that is still to come, and the relations."""
    for key, events in _EVENTS.items():
        for event in events:
            case_events.save_event(office, codes[key], event)
    ahead = EventDraft(office.today() + _SOON, EventKind.TRIAL, "First hearing, without him; the lawyer goes.")
    case_events.save_event(office, codes["carpenter"], ahead)
    for key, other, kind, note in _RELATIONS:
        relations.save_relation(office, codes[key], RelationDraft(codes[other], kind, note))
