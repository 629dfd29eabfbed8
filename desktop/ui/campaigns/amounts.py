"""A dialog of amounts that must come to a sum: one field for each, the sum live beside what it must be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.domain.errors import Refused
from desktop.domain.money import Money, total
from desktop.i18n import tr
from desktop.services import wording
from desktop.ui import errors, formatting
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.dialog_frame import BETWEEN, Scrolled, stack, verbs
from desktop.ui.shared.fields import MoneyField
from desktop.ui.shared.form import Form
from desktop.ui.shared.kept_dialog import KeptDialog
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ui.workplace import Workplace

_WIDTH = 760


class AmountsDialog(KeptDialog):
    """Call `settle` when all fields are there. `exact` says that the sum must be met, not only not exceeded."""

    def __init__(
        self, place: Workplace, area: str, title: str, text: str, whole: Money, parent: QWidget | None, *, exact: bool
    ) -> None:
        super().__init__(parent)
        self.place, self.area, self.whole, self.exact = place, area, whole, exact
        self.amounts: list[MoneyField] = []
        self._busy = False
        named(self, f"{area}.dialog", title)
        self.setWindowTitle("Skarbonka")
        self.banner = Banner(area)
        self.form = Form(area)
        self.sum_label: QLabel = named(text_label("", "label", wrap=True), f"{area}.sum")
        self.do_it = button(f"{area}.do", "primary")
        self.keep = button(f"{area}.keep")
        self.keep.setText(tr("Cancel"))
        self.do_it.clicked.connect(self.on_do)
        self.keep.clicked.connect(self.reject)
        self.below = QVBoxLayout()
        self.below.setSpacing(BETWEEN)
        self.why = Form(area)
        fields = Scrolled(self.form, self.below, self.why)
        row = verbs(self.keep, self.do_it, before=self.sum_label, wide=True)
        heading, said = text_label(title, "heading"), text_label(text, wrap=True)
        stack(self, heading, said, self.banner, fields, row, grows=fields)
        self.keep.setAutoDefault(False)
        self.setMinimumWidth(scaled(_WIDTH))

    def add_amount(self, name: str, title: str, hint: str = "") -> MoneyField:
        """Add a field for one amount; its title is somebody's own words."""
        field: MoneyField = self.form.add(MoneyField(name, title, self.whole.currency, hint=hint))
        self.amounts.append(field)
        return field

    def settle(self) -> None:
        """Follow what is typed from now on."""
        self.form.changed.connect(self.tell_sum)
        self.tell_sum()

    def amount_of(self, field: MoneyField) -> Money:
        """Read one amount; an empty one is nothing. Raises Refused."""
        return field.read() or Money.zero(self.whole.currency)

    def tell_sum(self) -> None:
        """Say how far the amounts come."""
        try:
            given = total((self.amount_of(field) for field in self.amounts), self.whole.currency)
        except Refused:
            self.sum_label.setText(tr("An amount cannot be read yet."))
            self.do_it.setEnabled(False)
            return
        left = self.whole - given
        if not left:
            text = tr("{given} of {whole}: nothing is left.")
        elif left.minor > 0:
            text = tr("{given} of {whole}: {left} is left.")
        else:
            text = tr("{given} of {whole}: {left} too much.")
        shown = left if left.minor > 0 else -left
        said = text.format(
            given=formatting.money(given), whole=formatting.money(self.whole), left=formatting.money(shown)
        )
        self.sum_label.setText(said)
        self.sum_label.setAccessibleName(said)
        self.do_it.setEnabled(not self._busy and (not left or (not self.exact and left.minor > 0)))

    def on_do(self) -> None:
        """Do what the dialog is for; override."""

    def run(self, work: Callable[..., object], *what: object) -> None:
        """Do it in the worker, and close when it is done."""
        for form in (self.form, self.why):
            form.clear_problems()
        self.banner.clear()
        self._busy = True
        self.do_it.setEnabled(False)
        office = self.place.office
        self.place.tasks.run(
            self.settling, office, partial(work, office, *what),
            done=lambda _result: self._on_done(), failed=self._on_failed, owner=self,
        )  # fmt: skip

    def reject(self) -> None:
        """Close without doing it; not while it is being done."""
        if not self._busy:
            super().reject()

    def _on_done(self) -> None:
        self._busy = False
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._busy = False
        self.tell_sum()
        if isinstance(error, Refused):
            self.show_problems(error)
        else:
            errors.show_on(self.banner, error)

    def show_problems(self, refusal: Refused) -> None:
        """Put what is wrong at its field, and the rest above."""
        rest = self.why.problems(self.form.problems(refusal.problems))
        said = " ".join(wording.sentence(problem) for problem in rest) or tr("Look at the marked fields.")
        self.banner.show_error(tr("Not done yet."), said)
        if not self.form.focus_problem():
            self.why.focus_problem()
