"""Protection concerns as ticks: what a worker should think of before anything about this person leaves the office."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from desktop.domain.pages import Concern
from desktop.ui import formatting
from desktop.ui.shared.fields import Field
from desktop.ui.shared.naming import named

_COLUMNS = 3


class ConcernsField(Field[tuple[str, ...]]):
    """Several concerns at once; the value holds their stored words, in the list's order."""

    def __init__(self, name: str, title: str, *, hint: str = "") -> None:
        ticks = QWidget()
        super().__init__(name, title, ticks, hint=hint)
        grid = QGridLayout(ticks)
        grid.setContentsMargins(0, 0, 0, 0)
        self._ticks: dict[Concern, QCheckBox] = {}
        self._others: tuple[str, ...] = ()
        self._writing = False
        for place, concern in enumerate(Concern):
            tick = QCheckBox()
            tick.toggled.connect(self._on_toggled)  # over accessibility a box is toggled, not clicked
            grid.addWidget(tick, *divmod(place, _COLUMNS))
            self._ticks[concern] = tick
        ticks.setFocusProxy(next(iter(self._ticks.values())))

    def settle(self, area: str) -> None:
        super().settle(area)
        for concern, tick in self._ticks.items():
            named(tick, f"{area}.{self.name}_{concern.value}")

    def retranslate(self) -> None:
        super().retranslate()
        for concern, tick in self._ticks.items():
            tick.setText(formatting.label(concern))

    def read(self) -> tuple[str, ...]:
        return (*(concern.value for concern, tick in self._ticks.items() if tick.isChecked()), *self._others)

    def write(self, value: tuple[str, ...]) -> None:
        self._writing = True
        for concern, tick in self._ticks.items():
            tick.setChecked(concern.value in value)
        self._writing = False
        known = {concern.value for concern in Concern}
        # What a later version knows and this one does not must survive an edit here.
        self._others = tuple(each for each in value if each not in known)

    def keep(self) -> Any:
        return list(self.read())

    def take(self, state: Any) -> None:
        self.write(tuple(str(each) for each in state))

    def _on_toggled(self, _on: bool) -> None:
        if not self._writing:
            self.on_edited()
