"""What a cash desk should hold at the end of a day, asked from the books while a form is being filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import Refused
from desktop.services.cash import expected_cash
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from desktop.domain.money import Money
    from desktop.ui.shared.date_field import DateField
    from desktop.ui.shared.fields import CodeField
    from desktop.ui.workplace import Workplace


class ExpectedCash:
    """Reads for the `currency` and the day that two fields say; only what was asked last is heard."""

    def __init__(self, place: Workplace, currency: CodeField, on: DateField, owner: QObject) -> None:
        self._office, self._latest = place.office, Latest(place.tasks)
        self._currency, self._on, self._owner = currency, on, owner

    def read(self, done: Callable[[Money], object], failed: Callable[[BaseException], object]) -> None:
        """Ask, where there is a day; one that cannot be read is told when the form is saved."""
        try:
            day = self._on.read()
        except Refused:
            return
        if day is not None:
            self._latest.run(
                expected_cash, self._office, self._currency.read(), day, done=done, failed=failed, owner=self._owner
            )
