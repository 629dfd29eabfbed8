"""A dialog of one step: a title, a form, a verb and Cancel; a refusal stands at its field, and what was typed stays."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import Refused
from desktop.i18n import tr
from desktop.services import wording
from desktop.ui import errors
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.dialog_frame import Scrolled, stack, verbs
from desktop.ui.shared.form import Form
from desktop.ui.shared.kept_dialog import KeptDialog
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.errors import Problem
    from desktop.ui.workplace import Workplace

_WIDTH = 620


class StepDialog(KeptDialog):
    """`made` is what the step gave, None while it is not done. `refused` (marked English) is said when it is not.

    Its buttons are `area.do` and `area.keep`; while it is being done it takes no second press, and stays open. `text`
    stands below the title. Where there is `danger`, Enter cancels.
    """

    refused = ""
    least_width = 620

    def __init__(
        self,
        place: Workplace,
        area: str,
        title: str,
        verb: str,
        parent: QWidget | None,
        *,
        text: str = "",
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.place = place
        self.made: Any = None
        self._busy = self._over = False
        named(self, f"{area}.dialog", title)
        self.setWindowTitle("Skarbonka")
        self.setMinimumWidth(scaled(self.least_width))
        self.banner, self.form = Banner(area), Form(area)
        self.do_it, self.keep = button(f"{area}.do", "danger" if danger else "primary"), button(f"{area}.keep")
        self.do_it.setText(verb)
        self.keep.setText(tr("Cancel"))
        self.do_it.clicked.connect(self.do)
        self.keep.clicked.connect(self.reject)
        said = [text_label(text, wrap=True)] if text else []
        self.row = verbs(self.keep, self.do_it)
        heading, inner = text_label(title, "heading", wrap=True), Scrolled(self.form)
        stack(self, heading, *said, self.banner, inner, self.row, grows=inner)
        self.do_it.setAutoDefault(not danger)
        (self.keep if danger else self.do_it).setDefault(True)

    @abstractmethod
    def step(self, values: dict[str, Any]) -> Any:
        """Do it (worker thread: touch no widget)."""

    def gather(self) -> dict[str, Any]:
        """Read what is entered; raises Refused."""
        return self.form.read()

    def placed(self, problem: Problem) -> Problem:
        """Give a problem at the field of the form that it belongs to."""
        return problem

    def offer(self, problems: Iterable[Problem]) -> None:
        """Offer a way out of a refusal on the banner, if there is one."""

    def reject(self) -> None:
        """Close without doing it; not while it is being done."""
        if not self._busy:
            super().reject()

    def do(self) -> None:
        """Do the step with what is entered, if it can be read."""
        if self._busy or self._over:
            return
        try:
            values = self.gather()
        except Refused as refusal:
            self._on_failed(refusal)
            return
        self.form.clear_problems()
        self.banner.clear()
        self.set_busy(True)
        self.place.tasks.run(self._store, values, done=self._on_done, failed=self._on_failed, owner=self)

    def _store(self, values: dict[str, Any]) -> Any:
        """Do it, and let the kept draft go with it (worker thread)."""
        return self.settling(self.place.office, lambda: self.step(values))

    def set_busy(self, busy: bool) -> None:
        """Take no press while it is being done."""
        self._busy = busy
        self.do_it.setEnabled(not busy)

    def _on_done(self, made: Any) -> None:
        self.set_busy(False)
        self.made, self._over = made, True
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self.set_busy(False)
        if not isinstance(error, Refused):
            errors.show_on(self.banner, error)
            return
        rest = self.form.problems([self.placed(each) for each in error.problems])
        said = " ".join(wording.sentence(problem) for problem in rest) or tr("Look at the marked fields.")
        self.banner.show_error(tr(self.refused), said)
        self.offer(error.problems)
        self.form.focus_problem()
