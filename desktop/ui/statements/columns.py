"""The step between, for a bank's own table that the program does not know: what each column is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.bank_columns import BankField, BankMap, DecimalSign
from desktop.domain.table_values import DayOrder
from desktop.i18n import mark, tr
from desktop.ui import formatting
from desktop.ui.importing.columns import ImportColumns
from desktop.ui.language import follow_language
from desktop.ui.shared.fields import CodeField, TextField
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import text_label
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from desktop.services.bank_maps import BankTable
    from desktop.ui.shared.naming import ChoiceBox


class ColumnsStep(QWidget):
    """`chosen()` gives the map as it is chosen, `map_name` the name under which it is kept; empty: it is not."""

    def __init__(self) -> None:
        super().__init__()
        self.found: BankTable | None = None
        self.lead = text_label("", "", wrap=True)
        self.table = ImportColumns("bank", tuple(BankField))
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
        follow_language(self, self.retranslate)

    @property
    def boxes(self) -> list[ChoiceBox]:
        """What each column is said to be."""
        return self.table.boxes

    # ------------------------------------------------------------------ what is shown

    def show_table(self, found: BankTable) -> None:
        """Show a table, with what its columns likely are."""
        self.found = found
        self.table.show_table(found.table, found.heads, found.proposed.columns)
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
            self.table.chosen(),
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


def _orders() -> list[tuple[str, str]]:
    return [("", tr("As the dates tell")), *((each.value, formatting.label(each)) for each in DayOrder)]


def _signs() -> list[tuple[str, str]]:
    return [("", tr("As the amounts tell")), *((each.value, formatting.label(each)) for each in DecimalSign)]
