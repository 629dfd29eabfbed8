"""A date: typed leniently (`22.11`, `22/11/26`, `2026-11-22`) or taken from a calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidgetAction

from desktop.domain.errors import Refused
from desktop.i18n import screen_language, tr
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.shared.fields import REQUIRED, Field
from desktop.ui.shared.heard import Line
from desktop.ui.shared.naming import named, say, tool_button
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Callable


class DateField(Field[date | None]):
    """`today` tells the office's date: it completes what is typed and is where the calendar opens.

    `ahead` reads a day without a year as one to come.
    """

    def __init__(
        self,
        name: str,
        title: str,
        today: Callable[[], date],
        *,
        hint: str = "",
        needed: bool = False,
        ahead: bool = False,
    ) -> None:
        self.line = Line()
        super().__init__(name, title, self.line, hint=hint, needed=needed)
        self._today, self._ahead = today, ahead
        self._day: date | None = None
        self.line.setMaximumWidth(scaled(150))
        self.line.setMinimumWidth(scaled(110))
        self.pick = tool_button("", "calendar")
        self.row.addWidget(self.pick)
        self.row.addStretch(1)
        self.line.typed.connect(self.on_edited)
        self.pick.clicked.connect(self._open_calendar)

    def settle(self, area: str) -> None:
        named(self.pick, f"{area}.{self.name}_calendar")
        super().settle(area)

    def retranslate(self) -> None:
        day = self._read_quietly()
        super().retranslate()
        say(self.pick, tr("{label}: calendar").format(label=tr(self.title)))
        if day is not None:
            self.line.setText(formatting.day(day))

    def read(self) -> date | None:
        text = self.line.text().strip()
        if not text:
            if self.needed:
                raise self.refuse(REQUIRED)
            return None
        if self._day is not None and text == formatting.day(self._day):
            return self._day
        return wording.read_day(text, self._today(), at=self.name, ahead=self._ahead)

    def write(self, value: date | None) -> None:
        self._day = value
        self.line.setText(formatting.day(value))

    def keep(self) -> Any:
        day = self._read_quietly()  # the same day on a screen in another language
        return self.line.text() if day is None else day.isoformat()

    def take(self, state: Any) -> None:
        try:
            self.write(date.fromisoformat(str(state)))
        except ValueError:
            self.line.setText(str(state))

    def tidy(self) -> None:
        day = self._read_quietly()
        if day is not None:
            self.write(day)

    def lock(self, locked: bool) -> None:
        self.line.setReadOnly(locked)
        self.pick.setEnabled(not locked)

    def _read_quietly(self) -> date | None:
        try:
            return self.read()
        except Refused:
            return self._day if self.line.text() == formatting.day(self._day) else None

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setLocale(QLocale(screen_language()))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = self._read_quietly() or self._today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        named(calendar, f"{self.line.objectName()}_days", tr("Calendar"))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)

        def choose(day: QDate) -> None:
            menu.close()
            self.write(date(day.year(), day.month(), day.day()))
            self.on_edited()
            self.left.emit()

        calendar.activated.connect(choose)
        calendar.clicked.connect(choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))
        calendar.setFocus()
