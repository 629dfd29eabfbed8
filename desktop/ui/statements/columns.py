"""The step between, for a bank's own table that the program does not know: what each column is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop.domain.bank_columns import BankField, BankMap, DecimalSign
from desktop.domain.table_values import DayOrder
from desktop.i18n import mark, tr
from desktop.ui import formatting
from desktop.ui.density import follow_density
from desktop.ui.language import follow_language
from desktop.ui.shared.fields import CodeField, TextField
from desktop.ui.shared.form import Form
from desktop.ui.shared.lines import line_height
from desktop.ui.shared.naming import ChoiceBox, named, speak, text_label
from desktop.ui.shared.table import room_for_title
from desktop.ui.theme import NEAR, TIGHT, scaled

if TYPE_CHECKING:
    from desktop.services.bank_maps import BankTable

_HEADS = (mark("Column"), mark("First values"), mark("What it is"))
_FIELDS = tuple(BankField)
_HEAD_WIDTH, _FIELD_WIDTH = 220, 260
_SHOWN_VALUES, _SHOWN_ROWS = 4, 50
_LONGEST_SHOWN = 160
_MOST_LINES = 12


class ColumnsStep(QWidget):
    """`chosen()` gives the map as it is chosen, `map_name` the name under which it is kept; empty: it is not."""

    def __init__(self) -> None:
        super().__init__()
        self.found: BankTable | None = None
        self.boxes: list[ChoiceBox] = []
        self.lead = text_label("", "", wrap=True)
        self.table = named(QTableWidget(), "bank.columns")
        self.table.setTabKeyNavigation(False)
        self.form = Form("bank_columns")
        self.account = self.form.add(TextField("account", mark("Own account"), hint=mark("Tables do not tell it")))
        self.currency = self.form.add(TextField("currency", mark("Currency where none is said")))
        self.order = self.form.add(CodeField("order", mark("Order of dates"), _orders))
        self.sign = self.form.add(CodeField("sign", mark("Before the cents stands"), _signs))
        self.map_name = self.form.add(TextField("name", mark("Name to keep it under")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self.lead)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.form)
        self._dress()
        follow_language(self, self.retranslate)
        follow_density(self, self._fit_lines)

    def _dress(self) -> None:
        table = self.table
        table.setColumnCount(len(_HEADS))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(1, table.horizontalHeader().ResizeMode.Stretch)
        table.setColumnWidth(0, scaled(_HEAD_WIDTH))
        table.setColumnWidth(2, scaled(_FIELD_WIDTH))

    # ------------------------------------------------------------------ what is shown

    def show_table(self, found: BankTable) -> None:
        """Show a table, with what its columns likely are."""
        self.found = found
        self._fill([0 if each is None else _FIELDS.index(each) + 1 for each in found.proposed.columns])
        self.account.write(found.proposed.account)
        self.currency.write(found.proposed.currency)
        self.order.write(found.proposed.order.value if found.proposed.order is not None else "")
        self.sign.write(found.proposed.sign.value if found.proposed.sign is not None else "")
        self.map_name.write(found.saved)

    def chosen(self) -> BankMap:
        """Give the map as it is chosen now."""
        assert self.found is not None  # noqa: S101  a table is shown
        order, sign = self.order.read(), self.sign.read()
        return BankMap(
            tuple(_FIELDS[box.currentIndex() - 1] if box.currentIndex() > 0 else None for box in self.boxes),
            self.found.heads.first,
            DayOrder(order) if order else None,
            DecimalSign(sign) if sign else None,
            self.currency.read().strip().upper(),
            self.account.read().strip(),
        )

    def retranslate(self) -> None:
        self.lead.setText(
            tr(
                "The program does not know this bank’s table. "
                "Say what its columns are: the day and the amount at least."
            )
        )
        speak(self.table, tr("Columns of the table"))
        self.table.setHorizontalHeaderLabels([tr(each) for each in _HEADS])
        self.table.horizontalHeader().setMinimumSectionSize(room_for_title(self.table, tr(_HEADS[1])))
        if self.found is not None:
            self._fill([box.currentIndex() for box in self.boxes])

    def _fill(self, chosen: list[int]) -> None:
        assert self.found is not None  # noqa: S101  a table is shown
        table, heads = self.found.table, self.found.heads
        self.boxes = []
        self.table.setRowCount(len(heads.texts))
        for place, head in enumerate(heads.texts):
            title = head or tr("Column {number}").format(number=place + 1)
            rows = table.rows[heads.first : heads.first + _SHOWN_ROWS]
            values = dict.fromkeys(row[place] for row in rows if place < len(row) and row[place])
            shown = " · ".join(" ".join(each.split()) for each in list(values)[:_SHOWN_VALUES])[:_LONGEST_SHOWN]
            for at, text in enumerate((title, shown)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(place, at, item)
            box = named(ChoiceBox(), f"bank.column_{place + 1}", tr("What “{column}” is").format(column=title))
            box.addItem(tr("Leave out"))
            for each in _FIELDS:
                box.addItem(formatting.label(each))
            box.setCurrentIndex(chosen[place])
            self.boxes.append(box)
            self.table.setCellWidget(place, 2, box)
        self._fit_lines()

    def _fit_lines(self) -> None:
        """Let the columns be seen without scrolling, while they are not too many."""
        height, lines = line_height(TIGHT), min(self.table.rowCount(), _MOST_LINES)
        self.table.verticalHeader().setDefaultSectionSize(height)
        self.table.setMinimumHeight(height * lines + self.table.horizontalHeader().sizeHint().height() + 4)


def _orders() -> list[tuple[str, str]]:
    return [("", tr("As the dates tell")), *((each.value, formatting.label(each)) for each in DayOrder)]


def _signs() -> list[tuple[str, str]]:
    return [("", tr("As the amounts tell")), *((each.value, formatting.label(each)) for each in DecimalSign)]
