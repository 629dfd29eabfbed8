"""One step for the selected payouts: what will happen to each, then how far it is, then what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.errors import Refused, Stopped
from desktop.i18n import mark, ntr, tr
from desktop.services.payout_bulk import BulkStep, do_bulk, preview_bulk
from desktop.ui import errors, formatting
from desktop.ui.changes import MONEY
from desktop.ui.documents.choices import IssueChoices
from desktop.ui.payouts.outcomes import Outcomes
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.dialog_frame import stack
from desktop.ui.shared.dialogs import fit
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import named, text_label
from desktop.ui.shared.work_row import WorkRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.receipts import IssueRequest
    from desktop.services.payout_bulk import BulkDone, BulkLine
    from desktop.ui.workplace import Workplace

TITLES = {
    BulkStep.SUBMIT: mark("Submit for approval"),
    BulkStep.APPROVE: mark("Approve"),
    BulkStep.VOUCHER: mark("Issue vouchers"),
    BulkStep.PAY: mark("Mark as paid…"),
}
_WILL = {
    BulkStep.SUBMIT: mark("Will wait for approval"),
    BulkStep.APPROVE: mark("Will be approved, its money reserved"),
    BulkStep.VOUCHER: mark("Gets a voucher"),
    BulkStep.PAY: mark("Will be booked as paid"),
}
_DONE = {
    BulkStep.SUBMIT: mark("Waits for approval"),
    BulkStep.APPROVE: mark("Approved"),
    BulkStep.VOUCHER: mark("Voucher {number}"),
    BulkStep.PAY: mark("Booked as paid"),
}
_HEADS = (mark("Code"), mark("Date"), mark("Payee"), mark("Amount"), mark("State"))
_WIDTHS = (76, 100, 76, 96, 110, 150, 200)
_AMOUNT = 3
_SIZE = (1240, 560)


class BulkDialog(QDialog):
    """Reads the preview when it is made; `changed` tells whether anything was done."""

    def __init__(self, place: Workplace, step: BulkStep, codes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self.step, self._codes = place, step, tuple(codes)
        self.changed = False
        self._lines: tuple[BulkLine, ...] = ()
        self._looked: date | None = None
        named(self, "bulk.dialog", tr(TITLES[step]))
        self.setWindowTitle("Skarbonka")
        fit(self, *_SIZE)
        self.banner, self.form = Banner("bulk"), Form("bulk")
        self.choices = IssueChoices(self.form, place) if step is BulkStep.VOUCHER else None
        self.on = self._day() if step is BulkStep.PAY else None
        self.heading = named(text_label(tr(TITLES[step]), "heading", wrap=True), "bulk.summary")
        self.table = Outcomes("bulk", tr(TITLES[step]), _HEADS, _WIDTHS, _AMOUNT)
        self.work = WorkRow("bulk", place.tasks, self)
        self.keep, self.do_it = self.work.keep, self.work.do_it
        self._lay_out()
        self.keep.clicked.connect(self.reject)
        self.do_it.clicked.connect(self.do)
        self._look()

    def _lay_out(self) -> None:
        stack(self, self.heading, self.banner, self.form, self.table, self.work, grows=self.table)
        self.form.setVisible(bool(self.form.fields))

    def _day(self) -> DateField:
        """Ask on which day the bank paid; the preview follows it."""
        field: DateField = self.form.add(DateField("on", mark("Paid on"), self.place.office.today, needed=True))
        field.write(self.place.office.today())
        field.left.connect(self._on_day)
        return field

    # ------------------------------------------------------------------ what is pressed

    def do(self) -> None:
        """Do the step to each that is not refused."""
        if self.work.busy or not self._on_day():
            return
        if self.choices is not None:
            self.choices.remember()
        self.heading.setText(tr("Working…"))
        self.work.run(
            do_bulk,
            self.place.office,
            self._lines,
            self.step,
            self._request(),
            self._looked,
            done=self._on_done,
            failed=self._on_failed,
        )

    def reject(self) -> None:
        """Close; not while something is being done."""
        if not self.work.busy:
            super().reject()

    # ------------------------------------------------------------------ what happens

    def _request(self) -> IssueRequest | None:
        return self.choices.request() if self.choices is not None else None

    def _on_day(self) -> bool:
        """Look again where another day was entered; whether what is shown is still what would be done."""
        if self.on is None or self.work.busy or self.do_it.isHidden():
            return True
        self.form.clear_problems()
        try:
            day = self.on.read()
        except Refused as refusal:
            self.form.problems(refusal.problems)
            return False
        if day == self._looked:
            return True
        self._look()
        return False

    def _look(self) -> None:
        self._looked = self.on.read() if self.on is not None else None
        self.heading.setText(tr("Reading…"))
        self.work.run(
            preview_bulk,
            self.place.office,
            self._codes,
            self.step,
            self._request(),
            self._looked,
            done=self._on_previewed,
            failed=self._on_failed,
        )

    def _on_failed(self, error: BaseException) -> None:
        self.do_it.setEnabled(False)
        self.keep.setText(tr("Close"))
        self.heading.setText(tr("Nothing was done."))
        if not isinstance(error, Stopped):
            errors.show_on(self.banner, error)

    def _on_previewed(self, lines: tuple[BulkLine, ...]) -> None:
        self._lines = lines
        self.table.setRowCount(len(lines))
        for at, line in enumerate(lines):
            payout = line.payout
            texts = (payout.code, formatting.day(payout.draft.on), payout.draft.payee,
                     formatting.money(payout.draft.amount), formatting.label(payout.state))  # fmt: skip
            self.table.show_facts(at, texts)
            warned = bool(line.problems) and not line.refused
            look = "error" if line.refused else "warning" if warned else "good"
            what = tr("Refused") if line.refused else tr(_WILL[self.step])
            self.table.say(at, look, what, line.problems)
        good = sum(not line.refused for line in lines)
        self.do_it.setEnabled(good > 0)
        self.do_it.setText(_verb(self.step, good))
        self.do_it.setDefault(True)
        self.heading.setText(_counted(ntr("{count} payout will be done", "{count} payouts will be done", good),
                                      len(lines) - good))  # fmt: skip

    def _on_done(self, results: tuple[BulkDone, ...]) -> None:
        places = {line.payout.code: at for at, line in enumerate(self._lines)}
        for each in results:
            if each.done:
                self.table.say(places[each.code], "good", tr(_DONE[self.step]).format(number=each.document), ())
            elif each.problems:
                self.table.say(places[each.code], "error", tr("Refused"), each.problems)
            else:
                self.table.say(places[each.code], "warning", tr("Not done: it was stopped"), ())
        done = sum(each.done for each in results)
        refused = sum(bool(each.problems) for each in results) + sum(line.refused for line in self._lines)
        self.changed = self.changed or done > 0
        self.heading.setText(_counted(ntr("{count} payout is done", "{count} payouts are done", done), refused))
        self.do_it.hide()
        self.keep.setText(tr("Close"))
        self.keep.setDefault(True)
        self.keep.setFocus()
        if done:
            self.place.changes.announce(*MONEY)


def _verb(step: BulkStep, count: int) -> str:
    if step is BulkStep.SUBMIT:
        return ntr("Submit {count} payout", "Submit {count} payouts", count)
    if step is BulkStep.APPROVE:
        return ntr("Approve {count} payout", "Approve {count} payouts", count)
    if step is BulkStep.PAY:
        return ntr("Mark {count} payout as paid", "Mark {count} payouts as paid", count)
    return ntr("Issue {count} voucher", "Issue {count} vouchers", count)


def _counted(done: str, refused: int) -> str:
    if not refused:
        return f"{done}."
    without = ntr("{count} is refused", "{count} are refused", refused)
    return f"{done}, {without}."
