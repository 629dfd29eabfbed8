"""The question before a record of money is taken back: why, and on which day. A refusal stands at its field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.i18n import mark, tr
from desktop.ui.money.late import LateBooking
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.reason_field import ReasonField
from desktop.ui.shared.step_dialog import StepDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.errors import Problem
    from desktop.ui.workplace import Workplace


class TakeBackDialog(StepDialog):
    """`take_back(office, code, reason, on)` runs in the worker; the dialog closes when it is done.

    It gets `into_open=True` too once the worker accepted the day that was offered in place of one in a locked month.
    """

    area = "take_back"
    title = mark("Take back {code}?")
    verb = mark("Take back")
    refused = mark("It cannot be taken back.")
    least_width = 520

    def __init__(self, place: Workplace, code: str, text: str, take_back: Callable[..., object],
                 parent: QWidget | None) -> None:  # fmt: skip
        title = tr(self.title).format(code=code)
        super().__init__(place, self.area, title, tr(self.verb), parent, text=text, danger=True)
        self._code, self._take_back = code, take_back
        self.add_fields()
        self.reason = self.form.add(ReasonField(), wide=True)
        self.on = self.form.add(DateField("on", mark("Date"), place.office.today, needed=True), wide=True)
        self.on.write(place.office.today())
        self.late = LateBooking(self.banner, self.do)
        self.on.edited.connect(self.late.forget)
        next(iter(self.form.fields.values())).editor.setFocus()

    def add_fields(self) -> None:
        """Add the fields of a kind of taking back that asks for more; they stand first."""

    def prepared(self, values: dict[str, Any]) -> Callable[..., object]:
        """Give the verb with what was entered besides the reason and the day."""
        return self._take_back

    def step(self, values: dict[str, Any]) -> object:
        verb = self.prepared(values)
        if self.late.accepted:
            verb = partial(verb, into_open=True)
        return verb(self.place.office, self._code, values["reason"], values["on"])

    def offer(self, problems: Iterable[Problem]) -> None:
        self.late.offer(problems)
