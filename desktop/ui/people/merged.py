"""Who was merged into a person, below their form: the old codes, and the way to separate them again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.services.merging import Separated, separate_people
from desktop.ui import errors
from desktop.ui.changes import MONEY
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.theme import APART, NEAR

if TYPE_CHECKING:
    from desktop.domain.people import Person
    from desktop.ui.workplace import Workplace


class MergedPanel(QWidget):
    """Hidden for nearly everybody. `separated(Separated)` when two are two again."""

    separated = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self._person: Person | None = None
        self._heading = text_label("", "heading")
        self._lead = named(text_label("", "muted", wrap=True), "person.merged_lead")
        self.banner = Banner("person_merged")
        self._card = role(QFrame(), "card")
        self._grid = QGridLayout(self._card)
        self._grid.setContentsMargins(APART, NEAR + 4, APART, NEAR + 4)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, APART, 0, 0)
        layout.setSpacing(NEAR)
        for each in (self._heading, self._lead, self.banner, self._card):
            layout.addWidget(each)
        self.hide()
        follow_language(self, self.retranslate)

    def show_person(self, person: Person | None) -> None:
        """Show who was merged into this person."""
        self._person = person
        self.retranslate()
        self.setVisible(person is not None and bool(person.merged))

    def retranslate(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        person = self._person
        if person is None:
            return
        self._heading.setText(tr("Merged into this person"))
        self._lead.setText(
            tr("These codes are {code} now. Documents that were issued to them keep them.").format(code=person.code)
        )
        for line, code in enumerate(person.merged):
            self._grid.addWidget(text_label(code), line, 0)
            verb = button(f"person.separate_{code}", "link")
            verb.setText(tr("Separate again…"))
            verb.setAccessibleName(tr("Separate {code} again").format(code=code))
            verb.setEnabled(self.place.office.has_identity)
            verb.clicked.connect(partial(self._on_separate, code))
            self._grid.addWidget(verb, line, 1)

    def _on_separate(self, code: str, *_checked: object) -> None:
        kept = self._person.code if self._person is not None else ""
        text = tr(
            "{code} becomes a person of its own again, with what was booked under that code. What was booked since "
            "stays with {person}. Its fields become what they were, but for those that were changed since."
        ).format(code=code, person=kept)
        if self.place.prompts.confirm(tr("Separate the two?"), text, tr("Separate")):
            self.place.tasks.run(
                separate_people, self.place.office, code, done=self._on_done, failed=self._on_failed, owner=self
            )

    def _on_done(self, separated: Separated) -> None:
        self.separated.emit(separated)
        self.place.changes.announce(*MONEY)

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)
