"""A field for whole percents."""

from __future__ import annotations

from typing import Any

from desktop.domain.errors import Problem, Refused
from desktop.ui.shared.fields import Field
from desktop.ui.shared.heard import Line
from desktop.ui.shared.naming import role, text_label
from desktop.ui.theme import scaled

_WIDTH = 90


class PercentField(Field[int]):
    """Whole percents from 0 to 100; anything else is refused in words."""

    def __init__(self, name: str, title: str, *, hint: str = "") -> None:
        self.line = Line()
        super().__init__(name, title, self.line, hint=hint, needed=True)
        self.line.setMaximumWidth(scaled(_WIDTH))
        self.row.addWidget(role(text_label("%"), "muted"))
        self.row.addStretch(1)
        self.line.typed.connect(self.on_edited)

    def read(self) -> int:
        text = self.line.text().strip().rstrip("%").strip()
        if not text.isascii() or not text.isdecimal() or int(text) > 100:
            raise Refused(Problem("settings.percent", self.name))
        return int(text)

    def write(self, value: int) -> None:
        self.line.setText(str(value))

    def keep(self) -> Any:
        return self.line.text()

    def take(self, state: Any) -> None:
        self.line.setText(str(state))

    def lock(self, locked: bool) -> None:
        self.line.setReadOnly(locked)
