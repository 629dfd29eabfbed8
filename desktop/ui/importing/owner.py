"""Whom an imported campaign belongs to. Nothing is chosen beforehand: a person is never made silently."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from desktop.i18n import mark, tr
from desktop.ui.importing.reading import likely_under
from desktop.ui.shared.fields import REQUIRED, Field
from desktop.ui.shared.naming import button, named
from desktop.ui.shared.pickers import describe_person
from desktop.ui.tasks import Latest
from desktop.ui.theme import NEAR, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.people import PersonRow
    from desktop.ui.shared.fields import TextField
    from desktop.ui.workplace import Workplace


class Owner(Enum):
    """The three answers."""

    PERSON = "person"
    NEW = "new"
    NOBODY = "nobody"


TEXTS = {
    Owner.PERSON: mark("An existing person"),
    Owner.NEW: mark("A new person, under an alias"),
    Owner.NOBODY: mark("Nobody yet: it will be decided later"),
}


class OwnerField(Field[Owner]):
    """One of three answers; none is chosen until the worker does."""

    def __init__(self, name: str, title: str) -> None:
        holder = QWidget()
        super().__init__(name, title, holder, needed=True)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        self._group = QButtonGroup(self)
        self._writing = False
        self.radios: dict[Owner, QRadioButton] = {}
        for owner in Owner:
            radio = QRadioButton()
            radio.toggled.connect(self._on_toggled)  # over accessibility a button is toggled, not clicked
            self._group.addButton(radio)
            column.addWidget(radio)
            self.radios[owner] = radio
        holder.setFocusProxy(self.radios[Owner.PERSON])

    def settle(self, area: str) -> None:
        super().settle(area)
        for owner, radio in self.radios.items():
            named(radio, f"{area}.{self.name}_{owner.value}")

    def retranslate(self) -> None:
        super().retranslate()
        for owner, radio in self.radios.items():
            radio.setText(tr(TEXTS[owner]))

    @property
    def chosen(self) -> Owner | None:
        """The answer, if there is one."""
        return next((owner for owner, radio in self.radios.items() if radio.isChecked()), None)

    def read(self) -> Owner:
        chosen = self.chosen
        if chosen is None:
            raise self.refuse(REQUIRED)
        return chosen

    def write(self, value: Owner | None) -> None:
        self._writing = True
        self._group.setExclusive(False)
        for owner, radio in self.radios.items():
            radio.setChecked(owner is value)
        self._group.setExclusive(True)
        self._writing = False

    def keep(self) -> Any:
        chosen = self.chosen
        return chosen.value if chosen is not None else None

    def take(self, state: Any) -> None:
        self.write(next((owner for owner in Owner if owner.value == state), None))

    def lock(self, locked: bool) -> None:
        for radio in self.radios.values():
            radio.setEnabled(not locked)

    def _on_toggled(self, on: bool) -> None:
        if on and not self._writing:
            self.on_edited()
            self.left.emit()


class LikelyPeople(QWidget):
    """People whom the page may be about, or who go under the alias that is typed, each a click away; `taken(row)`."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._named: tuple[PersonRow, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(NEAR)

    def follow(self, place: Workplace, alias: TextField) -> None:
        """Look for who goes under the alias, or a near one, as it is typed; what is overtaken is dropped."""
        latest = Latest(place.tasks)

        def look() -> None:
            latest.run(likely_under, place.office, alias.read(), done=self._show, owner=self)

        alias.edited.connect(look)

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        """Offer these people, whom the page may name."""
        self._named = tuple(rows)
        self._show(())

    def _show(self, under_alias: Sequence[PersonRow]) -> None:
        rows = {row.code: row for row in (*under_alias, *self._named)}.values()
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row in rows:
            offer = button(f"import.likely_{row.code}", "", "person")
            offer.setText(tr("May be {person}").format(person=describe_person(row)[1]))
            offer.clicked.connect(lambda _checked=False, row=row: self.taken.emit(row))
            self._row.addWidget(offer)
        self._row.addStretch(1)
        self.setVisible(bool(rows))
