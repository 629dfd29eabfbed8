"""The dialogs before something is gone for good: each says what goes and what stays, and is not done by one press."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog

from desktop.domain.errors import refuse
from desktop.i18n import mark, tr
from desktop.services.erasing import erase_person
from desktop.services.erasing_words import goes, stays, wipe_warning
from desktop.services.retention import keep_until
from desktop.ui.settings.user_dialogs import UserDialog
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.dialog_frame import stack, verbs
from desktop.ui.shared.fields import LongTextField, TextField
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.step_dialog import StepDialog
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.erasing import Erasure
    from desktop.domain.retention import DueRow
    from desktop.ui.workplace import Workplace

_WIPE_WIDTH = 560


def _points(lines: tuple[str, ...]) -> str:
    return "\n".join(f"•  {line}" for line in lines)


class EraseDialog(UserDialog):
    """Erases a person: the code is typed once more, and the passphrase."""

    def __init__(self, place: Workplace, plan: Erasure) -> None:
        self._plan = plan
        text = tr("This cannot be taken back. What goes:") + f"\n{_points(goes(plan))}"
        text += "\n\n" + tr("What stays:") + f"\n{_points(stays(plan))}"
        title = tr("Erase {code}?").format(code=plan.codes[0])
        super().__init__(place, "erase", title, text, tr("Erase for good"), danger=True)
        said = tr("Type {code} to go on").format(code=plan.codes[0])
        self.code: TextField = self.form.add(TextField("code", said, needed=True), wide=True)
        self.code.line.returnPressed.connect(self.try_it)

    def work(self) -> Callable[[], object]:
        values = self.form.read()
        code, office = self._plan.codes[0], self.place.office
        if values["code"].upper() != code:
            raise refuse("erase.retype", at="code", code=code)
        own = values["own_passphrase"]
        return lambda: erase_person(office, code, own)


class KeepDialog(StepDialog):
    """Leaves a row of the review out until a day, with a reason."""

    refused = mark("It is not kept longer.")

    def __init__(self, place: Workplace, row: DueRow, parent: QWidget | None) -> None:
        title = tr("Keep {subject} longer").format(subject=row.of or row.subject)
        super().__init__(place, "keep", title, tr("Keep it"), parent)
        self._row = row
        self.form.add(DateField("until", mark("Until"), place.office.today, needed=True, ahead=True), wide=True)
        self.form.add(
            LongTextField("reason", mark("Reason"), hint=mark("Like a court case or a question of a donor"), lines=3),
            wide=True,
        )

    def step(self, values: dict[str, Any]) -> Any:
        keep_until(self.place.office, self._row, values["until"], values["reason"])
        return True


class WipeDialog(QDialog):
    """The emergency: a word is typed, and nothing is asked twice."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        title = tr("Destroy this vault?")
        named(self, "wipe.dialog", title)
        self.setWindowTitle("Skarbonka")
        self.setMinimumWidth(scaled(_WIPE_WIDTH))
        self.form = Form("wipe")
        self.word = tr("DESTROY")
        said = tr("Type {word} to go on").format(word=self.word)
        self.typed: TextField = self.form.add(TextField("word", said), wide=True)
        self.do_it, self.keep = button("wipe.do", "danger"), button("wipe.keep")
        self.do_it.setText(tr("Destroy for good"))
        self.keep.setText(tr("Cancel"))
        self.do_it.clicked.connect(self.accept)
        self.keep.clicked.connect(self.reject)
        warning = text_label(wipe_warning(), wrap=True)
        # Wider than two thirds of a screen, Qt would cut the dialog's width after it had measured the height.
        warning.setMaximumWidth(scaled(_WIPE_WIDTH))
        heading = text_label(title, "heading", wrap=True)
        stack(self, heading, warning, self.form, verbs(self.keep, self.do_it))
        for each in (self.do_it, self.keep):
            each.setAutoDefault(False)
        self.typed.line.textChanged.connect(lambda _text: self._look())
        self.typed.line.returnPressed.connect(lambda: self.do_it.click())
        self.typed.line.setFocus()
        self._look()

    def _look(self) -> None:
        self.do_it.setEnabled(self.typed.line.text().strip().casefold() == self.word.casefold())
