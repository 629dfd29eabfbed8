"""A figure that the program works out while the worker types: it stands among the fields and cannot be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.ui import formatting
from desktop.ui.shared.fields import Field
from desktop.ui.shared.naming import text_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from desktop.domain.money import Money


class FigureField(Field[None]):
    """Shows an amount; reads as nothing."""

    keeps = False

    def __init__(self, name: str, title: str, *, hint: str = "") -> None:
        self.figure: QLabel = text_label(formatting.NOTHING, "heading")
        super().__init__(name, title, self.figure, hint=hint)
        self._amount: Money | None = None

    def retranslate(self) -> None:
        super().retranslate()
        self.show_amount(self._amount)

    def show_amount(self, amount: Money | None) -> None:
        """Show an amount, a dash for none."""
        self._amount = amount
        self.figure.setText(formatting.money(amount))

    def read(self) -> None:
        return None

    def write(self, value: None) -> None:
        """Nothing is entered here."""

    def keep(self) -> Any:
        """Nothing is entered here."""

    def take(self, state: Any) -> None:
        """Nothing is entered here."""

    def lock(self, locked: bool) -> None:
        """It is never edited."""
