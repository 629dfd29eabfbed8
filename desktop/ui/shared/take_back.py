"""The question before a record of money is taken back: why, and on which day. A refusal stands at its field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import Problem, Refused
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui import errors
from desktop.ui.money.late import LateBooking
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import LongTextField
from desktop.ui.shared.form import Form
from desktop.ui.shared.kept_dialog import KeptDialog
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import APART, FAR, NEAR, scaled

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.ui.workplace import Workplace

_WIDTH = 520
_REASON_MISSING = "reason.missing"


class TakeBackDialog(KeptDialog):
    """`take_back(office, code, reason, on)` runs in the worker; the dialog closes when it is done.

    It gets `into_open=True` too once the worker accepted the day that was offered in place of one in a locked month.
    """

    area = "take_back"
    title = mark("Take back {code}?")
    verb = mark("Take back")
    refused = mark("It cannot be taken back.")

    def __init__(self, place: Workplace, code: str, text: str, take_back: Callable[..., object],
                 parent: QWidget | None) -> None:  # fmt: skip
        super().__init__(parent)
        self.place, self._code, self._take_back = place, code, take_back
        self._busy = False
        named(self, f"{self.area}.dialog", tr(self.title).format(code=code))
        self.setWindowTitle("Skarbonka")
        self.setMinimumWidth(scaled(_WIDTH))
        self.banner = Banner(self.area)
        self.form = Form(self.area)
        self.add_fields()
        self.reason = self.form.add(
            LongTextField("reason", mark("Reason"), hint=mark("It is kept in the book of names"), needed=True, lines=3),
            wide=True,
        )
        self.on = self.form.add(DateField("on", mark("Date"), place.office.today, needed=True), wide=True)
        self.on.write(place.office.today())
        self.late = LateBooking(self.banner, self._on_take_back)
        self.on.edited.connect(self.late.forget)
        self.do_it = button(f"{self.area}.do", "danger")
        self.do_it.setText(tr(self.verb))
        self.keep = button(f"{self.area}.keep")
        self.keep.setText(tr("Cancel"))
        self.do_it.clicked.connect(self._on_take_back)
        self.keep.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setContentsMargins(0, APART, 0, 0)
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.do_it)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, FAR, FAR, APART)
        layout.setSpacing(NEAR + 4)
        layout.addWidget(text_label(tr(self.title).format(code=code), "heading"))
        layout.addWidget(text_label(text, wrap=True))
        layout.addWidget(self.banner)
        layout.addWidget(self.form)
        layout.addLayout(row)
        self.do_it.setAutoDefault(False)
        self.keep.setDefault(True)
        next(iter(self.form.fields.values())).editor.setFocus()

    def add_fields(self) -> None:
        """Add the fields of a kind of taking back that asks for more; they stand first."""

    def prepared(self, values: dict[str, Any]) -> Callable[..., object]:
        """Give the verb with what was entered besides the reason and the day."""
        return self._take_back

    def reject(self) -> None:
        """Close without doing it; not while it is being done."""
        if not self._busy:
            super().reject()

    def _on_take_back(self) -> None:
        if self._busy:
            return
        try:
            values = self.form.read()
        except Refused as refusal:
            found = [Problem(_REASON_MISSING, "reason") if each.at == "reason" else each for each in refusal.problems]
            self._show_problems(Refused(*found))
            return
        day: date = values["on"]
        self.form.clear_problems()
        self.banner.clear()
        self._set_busy(True)
        verb, office = self.prepared(values), self.place.office
        if self.late.accepted:
            verb = partial(verb, into_open=True)
        self.place.tasks.run(
            self.settling,
            office,
            partial(verb, office, self._code, values["reason"], day),
            done=lambda _result: self._on_done(),
            failed=self._on_failed,
            owner=self,
        )

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.do_it.setEnabled(not busy)

    def _on_done(self) -> None:
        self._set_busy(False)
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if isinstance(error, Refused):
            self._show_problems(error)
        else:
            errors.show_on(self.banner, error)

    def _show_problems(self, refusal: Refused) -> None:
        rest = self.form.problems(refusal.problems)
        if rest or self.late.day_in(refusal.problems) is not None:
            said = " ".join(wording.sentence(problem) for problem in rest) or tr("Look at the marked fields.")
            self.banner.show_error(tr(self.refused), said)
            self.late.offer(refusal.problems)
        self.form.focus_problem()
