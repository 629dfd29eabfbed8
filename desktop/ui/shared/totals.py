"""Sums for the status bar: of selected rows, and of all that a list shows while nothing is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.money import Money
from desktop.i18n import tr
from desktop.services import lists
from desktop.ui import formatting
from desktop.ui.tasks import unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from desktop.ui.shared.columns import Column
    from desktop.ui.shared.list_page import ListPage
    from desktop.ui.tasks import Job

REST_MILLISECONDS = 400
"""A list is summed up when nothing was asked of it for so long: typing in a filter never waits for sums."""


def summed(columns: Sequence[Column[Any]]) -> tuple[Column[Any], ...]:
    """Give the columns whose amounts are added up."""
    return tuple(column for column in columns if column.money is not None)


def add_up(columns: Sequence[Column[Any]], rows: Iterable[Any]) -> dict[str, tuple[Money, ...]]:
    """Add up rows by column and currency; two currencies are never added."""
    sums: dict[str, dict[str, Money]] = {}
    for row in rows:
        for column in columns:
            found = column.money(row) if column.money is not None else None
            for amount in (found,) if isinstance(found, Money) else found or ():
                of_column = sums.setdefault(column.name, {})
                of_column[amount.currency] = of_column.get(amount.currency, Money.zero(amount.currency)) + amount
    return {name: tuple(each[currency] for currency in sorted(each)) for name, each in sums.items()}


def in_words(columns: Sequence[Column[Any]], sums: Mapping[str, tuple[Money, ...]]) -> str:
    """Say sums: bare when there is one column of amounts, else each after its title, and none that is nothing."""
    if len(columns) == 1:
        return formatting.moneys(sums[columns[0].name]) if columns[0].name in sums else ""
    found = ((each, [amount for amount in sums.get(each.name, ()) if amount]) for each in columns)
    return " · ".join(f"{tr(each.title)} {formatting.moneys(amounts)}" for each, amounts in found if amounts)


class Totals(QObject):
    """Sums up a list, as it is filtered, once it is at rest; `said` is empty until then. `told` when it changed."""

    told = Signal()

    def __init__(self, rows: ListPage[Any]) -> None:
        super().__init__(rows)
        self._rows, self._columns = rows, summed(rows.spec.columns)
        self._sums: dict[str, tuple[Money, ...]] = {}
        self._job: Job | None = None
        self.rest = QTimer(self, singleShot=True, interval=REST_MILLISECONDS)
        self.rest.timeout.connect(self.read)
        if self._columns:
            rows.model.asking.connect(self._on_asking)
            rows.model.counted.connect(lambda _count: self.rest.start())

    @property
    def said(self) -> str:
        """The sums in words."""
        words = in_words(self._columns, self._sums)
        return tr("Sum of the list: {amounts}").format(amounts=words) if words else ""

    def read(self) -> None:
        """Sum the list up now, if anybody looks at it."""
        rows = self._rows
        if not self._columns or not rows.isVisible() or not rows.model.rowCount():
            return
        job = rows.place.tasks.run(
            lists.read_totals,
            rows.place.office,
            rows.spec.kind,
            rows.model.query,
            done=self._on_read,
            failed=self._on_unread,
            progress=unseen,
            owner=self,
        )
        self._job = None if job.finished else job

    def _on_asking(self) -> None:
        """Something else is asked of the list: what is being summed up for the status bar waits."""
        self.rest.stop()
        job, self._job = self._job, None
        if job is not None:
            job.drop()
        self._sums = {}

    def _on_read(self, sums: dict[str, tuple[Money, ...]]) -> None:
        self._job, self._sums = None, sums
        self.told.emit()

    def _on_unread(self, _error: BaseException) -> None:
        """Nobody asked for the sums: what is in the way is said by the list itself."""
        self._job = None
