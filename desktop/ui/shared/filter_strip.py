"""The strip below the filters that asks what a field is filtered by: from – to, a person, a campaign, a currency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import Refused
from desktop.domain.filters import Period, Span, read_period, read_span
from desktop.domain.money import EXPONENTS
from desktop.i18n import mark, screen_language, tr
from desktop.i18n.countries import countries
from desktop.services import wording
from desktop.ui.language import follow_language
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import CodeField, Field, TextField
from desktop.ui.shared.filter_words import amount_words
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.list_spec import Ask, FieldFilter
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.shared.pickers import CampaignPicker, PersonPicker
from desktop.ui.theme import APART, NEAR, TIGHT, scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.ui.workplace import Workplace

_FIRST = ("EUR", "PLN", "USD", "GBP", "CZK", "GEL", "UAH", "CHF", "SEK", "NOK")
_PICK_WIDTH, _AMOUNT_WIDTH = 320, 150
_THOUSAND = 1000


class _AmountEnd(TextField):
    """One end of a range of amounts, read as leniently as in the forms; it is in no currency."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title, width=scaled(_AMOUNT_WIDTH))
        self.line.setMinimumWidth(scaled(_AMOUNT_WIDTH))  # a row that flows gives each the least that it asks for
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def figure(self) -> int | None:
        """Give the thousandths of a unit that were typed; raises Refused."""
        text = self.read()
        return int(wording.read_money(text, "EUR", at=self.name).amount * _THOUSAND) if text else None


class FilterStrip(QFrame):
    """`given(value)` with the canonical text of what was entered, `closed` when it is not wanted any more.

    Enter anywhere is the button, Escape puts the strip away. Nothing is entered twice: what is filtered by now is
    shown to be changed.
    """

    given = Signal(str)
    closed = Signal()

    def __init__(self, place: Workplace, area: str, field: FieldFilter, value: str) -> None:
        super().__init__()
        self._ask = field.ask
        self._title = field.title
        named(role(self, "card"), f"{area}.range")
        self.fields: tuple[Any, ...] = self._make_fields(place, field)
        self._heading = text_label("", "label")
        self._heading.setContentsMargins(0, self._below_labels(), 0, 0)
        self.set_button = button(f"{area}.range_set", "primary")
        self.cancel_button = button(f"{area}.range_cancel", "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(APART, NEAR, APART, NEAR)
        layout.addWidget(FlowRow(self._heading, *self.fields, self._make_buttons(), spacing=2 * NEAR))
        for each in self.fields:
            each.settle(area)
        self._write(value)
        self.set_button.clicked.connect(self.give)
        self.cancel_button.clicked.connect(self.closed)
        follow_language(self, self.retranslate)

    def _below_labels(self) -> int:
        """How far down the fields' lines begin."""
        return self.fontMetrics().height() + TIGHT

    def _make_buttons(self) -> QWidget:
        """Put the buttons where the fields' lines are, below the height of a label."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, self._below_labels(), 0, 0)
        row.setSpacing(NEAR)
        row.addWidget(self.set_button)
        row.addWidget(self.cancel_button)
        return holder

    def _make_fields(self, place: Workplace, field: FieldFilter) -> tuple[Field[Any], ...]:
        if self._ask is Ask.DAYS:
            return (
                DateField("range_from", mark("From"), lambda: place.office.today()),
                DateField("range_to", mark("To"), lambda: place.office.today()),
            )
        if self._ask is Ask.AMOUNTS:
            return _AmountEnd("range_from", mark("At least")), _AmountEnd("range_to", mark("At most"))
        if self._ask in (Ask.CAMPAIGN, Ask.PERSON):
            kind = CampaignPicker if self._ask is Ask.CAMPAIGN else PersonPicker
            picker = kind(place, "range_of", field.title)
            picker.setFixedWidth(scaled(_PICK_WIDTH))
            picker.on_chosen = lambda row: self.give() if row is not None else None
            return (picker,)
        return (CodeField("range_of", field.title, _currencies if self._ask is Ask.CURRENCY else _countries),)

    def _write(self, value: str) -> None:
        if not value:
            return
        if self._ask is Ask.DAYS:
            period = read_period(value)
            for field, end in zip(self.fields, (period.first, period.last), strict=True):
                field.write(end)
        elif self._ask is Ask.AMOUNTS:
            span = read_span(value)
            for field, figure in zip(self.fields, (span.low, span.high), strict=True):
                field.write(amount_words(figure))
        else:
            self.fields[0].write(value)

    def retranslate(self) -> None:
        self._heading.setText(tr(self._title))
        self._heading.setVisible(len(self.fields) > 1)  # one alone says its title itself
        self.setAccessibleName(tr(self._title))
        self.set_button.setText(tr("Show"))
        self.cancel_button.setText(tr("Cancel"))

    def focus_first(self) -> None:
        """Put the cursor where it is entered."""
        self.fields[0].editor.setFocus()

    def give(self) -> None:
        """Tell what was entered; nothing at all puts the strip away, what cannot be read stands at its field."""
        read: list[Any] = []
        for field in self.fields:
            field.show_problem("")
            field.tidy()
            try:
                read.append(field.figure() if isinstance(field, _AmountEnd) else field.read())
            except Refused as refusal:
                field.show_problem(wording.sentence(refusal.problems[0]))
                field.editor.setFocus()
                return
        value = self._value(read)
        if value:
            self.given.emit(value)
        else:
            self.closed.emit()

    def _value(self, read: list[Any]) -> str:
        if self._ask not in (Ask.DAYS, Ask.AMOUNTS):
            return read[0] or ""
        if read == [None, None]:
            return ""
        low, high = sorted(read) if None not in read else read  # the other way round is meant the same
        return Period(low, high).text if self._ask is Ask.DAYS else Span(low, high).text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.give()
        else:
            super().keyPressEvent(event)


def _currencies() -> list[tuple[str, str]]:
    return [(code, code) for code in (*_FIRST, *sorted(code for code in EXPONENTS if code not in _FIRST))]


def _countries() -> list[tuple[str, str]]:
    return [(code, f"{name} ({code})") for code, name in countries(screen_language())]
