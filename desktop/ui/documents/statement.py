"""Which annual statement: whose, of which year, in which currency. The issue dialog follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.errors import Refused
from desktop.domain.people import PersonCategory
from desktop.domain.statements import StatementSubject
from desktop.i18n import mark, tr
from desktop.ui.shared.dialog_frame import stack, verbs
from desktop.ui.shared.fields import CodeField
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.pickers import PersonPicker
from desktop.ui.start.create import currencies
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.workplace import Workplace

_YEARS = 10


class StatementDialog(QDialog):
    """Asks for a donor, a year and a currency; `subject` is what was chosen."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.subject = ""
        title = tr("Annual statement for a donor")
        named(self, "statement.dialog", title)
        self.setWindowTitle("Skarbonka")
        self.setMinimumWidth(scaled(460))
        self.form = Form("statement")
        self.form.add_wide(text_label(title, "heading", wrap=True))
        note = tr("It lists every gift of money of one year, less what was given back. Anonymous gifts stand on none.")
        self.form.add_wide(text_label(note, "muted", wrap=True))
        self.donor = self.form.add(
            PersonPicker(place, "donor", mark("Donor"), (PersonCategory.DONOR,), needed=True), wide=True
        )
        self.year = self.form.add(CodeField("year", mark("Year"), self._years))
        self.currency = self.form.add(CodeField("currency", mark("Currency"), currencies))
        # In spring the last year is asked for, in autumn this one.
        today = place.office.today()
        self.year.write(str(today.year - 1 if today.month <= 6 else today.year))
        self.currency.write(place.settings().base_currency)
        self.do_it = button("statement.do", "primary")
        self.do_it.setText(tr("Go on…"))
        self.do_it.setDefault(True)
        self.cancel = button("statement.cancel")
        self.cancel.setText(tr("Cancel"))
        stack(self, self.form, verbs(self.cancel, self.do_it))
        self.do_it.clicked.connect(self._on_do)
        self.cancel.clicked.connect(self.reject)

    def _years(self) -> Sequence[tuple[str, str]]:
        this = self.place.office.today().year
        return [(str(year), str(year)) for year in range(this, this - _YEARS, -1)]

    def _on_do(self) -> None:
        self.form.leave()
        try:
            values = self.form.read()
        except Refused as refusal:
            self.form.problems(refusal.problems)
            self.form.focus_problem()
            return
        self.subject = str(StatementSubject(values["donor"], int(values["year"]), values["currency"]))
        self.accept()
