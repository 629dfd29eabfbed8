"""Whom something is for or from: a field that finds a person, goes to their page, or adds one under an alias."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from desktop.domain.people import PersonCategory, PersonDraft
from desktop.i18n import tr
from desktop.services.people import save_person
from desktop.ui import errors
from desktop.ui.changes import Topic
from desktop.ui.shared.naming import button, named, say, tool_button
from desktop.ui.shared.pickers import PersonPicker
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.people import Person
    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace

_LINE_WIDTH = 190


class BeneficiaryPicker(PersonPicker):
    """A person is never made silently: the worker asks for it and gives an alias. `banner` says what was refused.

    `category` is what a person added here is to the office.
    """

    def __init__(
        self,
        place: Workplace,
        name: str,
        title: str,
        banner: Banner,
        *,
        hint: str = "",
        needed: bool = False,
        category: PersonCategory = PersonCategory.BENEFICIARY,
    ) -> None:
        super().__init__(place, name, title, hint=hint, needed=needed)
        self._place, self._banner, self._category = place, banner, category
        self.open_button = tool_button("", "person")
        self.new_button = button("", "", "plus")
        self.row.addWidget(self.open_button)
        self.row.addWidget(self.new_button)
        self.open_button.clicked.connect(self._on_open)
        self.new_button.clicked.connect(self._on_new)
        self.line.textChanged.connect(lambda _text: self._enable())
        self._enable()

    def settle(self, area: str) -> None:
        named(self.open_button, f"{area}.{self.name}_open")
        named(self.new_button, f"{area}.{self.name}_new")
        super().settle(area)

    def retranslate(self) -> None:
        super().retranslate()
        say(self.open_button, tr("Go to this person"))
        say(self.new_button, tr("New person…"))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for a line that a code and some of a name fit into, and the bare buttons."""
        bare = self.open_button.sizeHint().width() * 2 + 2 * self.row.spacing()
        return QSize(scaled(_LINE_WIDTH) + bare, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the words of the button away where the line would have no room beside them."""
        self.new_button.setText(tr("New person…"))
        beside = self.open_button.sizeHint().width() + self.new_button.sizeHint().width() + 2 * self.row.spacing()
        if self.width() - beside < scaled(_LINE_WIDTH):
            self.new_button.setText("")

    def lock(self, locked: bool) -> None:
        super().lock(locked)
        self.new_button.setEnabled(not locked)

    def _enable(self) -> None:
        self.open_button.setEnabled(self._code is not None and self.line.text().strip() == self._shown)

    def _on_open(self) -> None:
        if self._code is not None:
            self._place.navigate("people", self._code)

    def _on_new(self) -> None:
        alias = self._place.prompts.ask_text(
            tr("A new person"),
            tr("Alias: stands for the person wherever the name must not. Names can be added on the person's page."),
            tr("Add the person"),
        )
        if alias:
            draft = PersonDraft(self._category, alias=alias)
            self._place.tasks.run(
                save_person, self._place.office, draft, done=self._on_added, failed=self._on_failed, owner=self
            )

    def _on_added(self, person: Person) -> None:
        self.write(person.code)
        self.on_edited()
        self._place.changes.announce(Topic.PEOPLE)

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self._banner, error)
