"""What happened in a person's case, below the form, the newest first; recording, changing and removing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.case_events import CaseEvent, EventDraft, EventKind, check_event
from desktop.i18n import mark, tr
from desktop.services.case_events import list_events, remove_event, save_event
from desktop.ui import formatting
from desktop.ui.people.records import RecordsPanel
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, LongTextField
from desktop.ui.shared.step_dialog import StepDialog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.errors import Problem
    from desktop.ui.workplace import Workplace


class EventDialog(StepDialog):
    """Asks on which day, what sort of thing, and its words."""

    refused = mark("It is not recorded.")

    def __init__(
        self, place: Workplace, person: str, event: CaseEvent | None = None, parent: QWidget | None = None
    ) -> None:
        title = tr("Record an event of {person}") if event is None else tr("Change an event of {person}")
        super().__init__(place, "event", title.format(person=person), tr("Record the event"), parent)
        self._person, self._event = person, event
        form, today = self.form, place.office.today
        ahead = mark("May lie ahead: a trial is set before it is held")
        self.on: DateField = form.add(DateField("on", mark("Date"), today, hint=ahead, needed=True))
        self.kind = form.add(ChoiceField("kind", mark("What happened"), EventKind))
        self.words: LongTextField = form.add(LongTextField("text", mark("In a few words"), lines=4), wide=True)
        draft = event.draft if event is not None else None
        self.on.write(draft.on if draft is not None else today())
        if draft is not None:
            self.kind.write(draft.kind)
            self.words.write(draft.text)
        form.check_with(self._problems_now)
        self.on.editor.setFocus()

    def step(self, values: dict[str, Any]) -> CaseEvent:
        office, event = self.place.office, self._event
        if event is None:
            return save_event(office, self._person, EventDraft(**values))
        return save_event(office, self._person, EventDraft(**values), event.number, event.revision)

    def _problems_now(self) -> Iterable[Problem]:
        return check_event(EventDraft(**self.form.read()), self.place.office.today())


class EventsPanel(RecordsPanel[CaseEvent]):
    """A line for each event: the day, what sort of thing, its words."""

    def __init__(self, place: Workplace, person: str | None) -> None:
        super().__init__(place, "events", person, (0, 2, 7, 0))

    def title(self) -> str:
        return tr("Events of the case")

    def adding_words(self) -> str:
        return tr("Record an event…")

    def lead_words(self) -> str:
        return "" if self.rows else tr("Nothing is recorded yet: a search, a trial, a letter, help that was given.")

    def heads(self) -> tuple[str, ...]:
        return (tr("Date"), tr("What happened"), tr("In a few words"))

    def read(self, person: str) -> tuple[CaseEvent, ...]:
        return list_events(self.place.office, person)

    def adding(self) -> StepDialog:
        return EventDialog(self.place, str(self.person), None, self.window())

    def cells(self, row: CaseEvent) -> tuple[QWidget, ...]:
        draft, number = row.draft, row.number
        if draft is None:
            return ()
        day, kind = formatting.day(draft.on), formatting.label(draft.kind)
        change = tr("Change: {what}").format(what=f"{day}, {kind}")
        remove = tr("Remove: {what}").format(what=f"{day}, {kind}")
        return (
            self.text(day),
            self.text(kind),
            self.text(draft.text),
            self.verbs(
                self.link(f"events.change_{number}", tr("Change…"), change, self._on_change, row),
                self.link(f"events.remove_{number}", tr("Remove"), remove, self.remove, remove_event, number),
            ),
        )

    def _on_change(self, row: CaseEvent) -> None:
        self.ask(EventDialog(self.place, str(self.person), row, self.window()))
