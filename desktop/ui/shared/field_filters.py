"""Filters of fields: the button "Filter by…", the strip that asks what, and a chip for each that is on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.domain.filters import Period, Span, month_before, month_of, year_of
from desktop.i18n import LANGUAGES, NATIVE_NAMES, tr
from desktop.ui.below import below
from desktop.ui.shared.filter_strip import FilterStrip
from desktop.ui.shared.filter_words import NO, YES, fits, period_words, rank_words, said
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.list_spec import Ask, FieldFilter, ListSpec
from desktop.ui.shared.naming import button, named
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction, QKeyEvent

    from desktop.ui.workplace import Workplace

_AWAY = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CROSS = "  ×"
_RANKS = (*(Span(each, each) for each in range(1, 6)), Span(6, None))


class Chip(QPushButton):
    """Something that the list is narrowed by. A click, Del or Enter takes it away: `gone`."""

    gone = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name)
        self.setProperty("look", "chip")
        self.clicked.connect(self.gone)

    def say(self, text: str) -> None:
        """Say what it is."""
        self.setText(f"{text}{_CROSS}".replace("&", "&&"))
        self.setAccessibleName(tr("{filter}: take it away").format(filter=text))
        self.setToolTip(tr("Take this filter away (Del)"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _AWAY:
            self.gone.emit()
        else:
            super().keyPressEvent(event)


class FieldFilters(QWidget):
    """`changed` when others are on. `add_button` stands beside the boxes; this widget, with strip and chips, below.

    `values` are the filters that are on, as `Query.filters` takes them. `tail` is where a list puts what else belongs
    to the chips; it is at their end.
    """

    changed = Signal()

    def __init__(self, place: Workplace, spec: ListSpec[Any]) -> None:
        super().__init__()
        self._place, self._area, self._fields = place, spec.area, spec.fields
        self.values: dict[str, str] = {}
        self.chips: dict[str, Chip] = {}
        self.strip: FilterStrip | None = None
        self.menu = QMenu(self)
        named(self.menu, f"{spec.area}.filter_menu")
        self.menu.aboutToShow.connect(self.fill_menu)
        self.add_button = button(f"{spec.area}.add_filter", "quiet")
        self.add_button.setMenu(self.menu)
        self.add_button.setVisible(bool(spec.fields))
        self.row = FlowRow()
        for field in spec.fields:
            chip = self.chips[field.name] = Chip(f"{spec.area}.chip_{field.name}")
            chip.hide()
            chip.gone.connect(partial(self._take_away, field.name))
            self.row.add(chip)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(NEAR)
        self._layout.addWidget(self.row)
        self._tell()

    def retranslate(self) -> None:
        self.add_button.setText(tr("Filter by…"))
        self.menu.setAccessibleName(tr("Filter by…"))
        self._tell()

    # ------------------------------------------------------------------ what is on

    def take(self, values: Mapping[str, str]) -> None:
        """Put these filters on and no others, without a word; what this list does not know is left away."""
        known = {field.name: field for field in self._fields}
        self.values = {name: value for name, value in values.items() if name in known and fits(known[name], value)}
        self.close_strip()
        self._tell()

    def put(self, name: str, value: str) -> None:
        """Put one filter on, in place of what it was."""
        self.values = {**self.values, name: value}
        self.close_strip()
        self._tell()
        self.chips[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _take_away(self, name: str) -> None:
        names = [each for each in self.chips if each in self.values]
        at = names.index(name) if name in names else 0
        self.values = {each: value for each, value in self.values.items() if each != name}
        left = [each for each in names if each != name]
        follower: QWidget = self.chips[left[min(at, len(left) - 1)]] if left else self.add_button
        follower.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        for field in self._fields:
            chip, value = self.chips[field.name], self.values.get(field.name, "")
            if value:
                chip.say(said(field, value))
            chip.setVisible(bool(value))
        self.fit()

    def fit(self) -> None:
        """Take room only while there is something to show."""
        shown = any(not each.isHidden() for each in below(self.row, QWidget))
        self.row.setVisible(shown)
        self.setVisible(shown or self.strip is not None)

    # ------------------------------------------------------------------ adding

    def fill_menu(self) -> None:
        """Offer the fields, in the words of the screen; what can be chosen at once stands beside them."""
        for action in self.menu.actions():
            former = action.menu()
            if former is not None:  # `clear` lets go of the entries alone
                former.deleteLater()
        self.menu.clear()
        for field in self._fields:
            choices = self._choices(field)
            if not choices:
                self._action(self.menu, field, "", tr(field.title), partial(self.ask, field))
                continue
            sub = self.menu.addMenu(tr(field.title))
            named(sub, f"{self._area}.filter_menu_{field.name}", tr(field.title))
            for value, text in choices:
                self._action(sub, field, value, text, partial(self.put, field.name, value))
            if field.ask is Ask.DAYS:
                self._action(sub, field, "range", tr("From – to…"), partial(self.ask, field))

    def _action(self, menu: QMenu, field: FieldFilter, value: str, text: str, act: Any) -> QAction:
        action = menu.addAction(text)
        action.setObjectName("_".join(part for part in (f"{self._area}.add_{field.name}", value) if part))
        action.triggered.connect(lambda _on=False: act())
        return action

    def _choices(self, field: FieldFilter) -> list[tuple[str, str]]:
        if field.ask is Ask.DAYS:
            return [(period.text, period_words(period)) for period in self._periods()]
        if field.ask is Ask.PRESENCE:
            return [(YES, tr(field.yes)), (NO, tr(field.no))]
        if field.ask is Ask.RANK:
            return [(span.text, rank_words(span)) for span in _RANKS]
        return [(code, NATIVE_NAMES[code]) for code in LANGUAGES] if field.ask is Ask.LANGUAGE else []

    def _periods(self) -> tuple[Period, ...]:
        """This month, the last one, this year, the last one: said by their names, which need no counting."""
        today = self._place.office.today()
        return month_of(today), month_before(today), year_of(today), year_of(today.replace(year=today.year - 1, day=1))

    def ask(self, field: FieldFilter) -> None:
        """Show the strip that asks what a field is filtered by."""
        self.close_strip()
        self.strip = FilterStrip(self._place, self._area, field, self.values.get(field.name, ""))
        self.strip.given.connect(partial(self.put, field.name))
        self.strip.closed.connect(self._on_closed)
        self._layout.insertWidget(0, self.strip)
        self.fit()
        self.strip.focus_first()

    def close_strip(self) -> None:
        """Put the strip away."""
        strip, self.strip = self.strip, None
        if strip is not None:
            strip.hide()
            strip.deleteLater()
            self.fit()

    def _on_closed(self) -> None:
        self.close_strip()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
