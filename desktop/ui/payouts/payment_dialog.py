"""The payment file of the selected payouts: who is in it, who is not and why; then it is saved, with a passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.errors import Refused, Severity
from desktop.domain.papers import masked_iban
from desktop.domain.payment_files import Wishes
from desktop.domain.sepa import next_banking_day
from desktop.i18n import mark, ntr, tr
from desktop.services import wording
from desktop.services.payment_files import PLAIN, plan_payments, write_payments
from desktop.services.payout_bulk import BulkStep
from desktop.ui import errors, formatting
from desktop.ui.changes import Topic
from desktop.ui.payouts.bulk import BulkDialog
from desktop.ui.payouts.outcomes import Outcomes
from desktop.ui.reports.named import NamedExportDialog
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.dialog_frame import stack, verbs
from desktop.ui.shared.dialogs import fit
from desktop.ui.shared.fields import CheckField, CodeField
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.errors import Problem
    from desktop.domain.money import Money
    from desktop.services.payment_files import PaymentFile, PaymentLine, PaymentPlan
    from desktop.ui.workplace import Workplace

_HEADS = (mark("Code"), mark("Payee"), mark("Name on the account"), mark("IBAN"), mark("Amount"))
_WIDTHS = (76, 76, 190, 104, 116, 150, 320)
_AMOUNT = 4
_SIZE = (1240, 620)


@dataclass
class _Written:
    """What the worker wrote, once it did."""

    made: PaymentFile | None = None


class PaymentFileDialog(QDialog):
    """Plans when it is made and whenever a choice changes; what was looked at is what is saved."""

    def __init__(self, place: Workplace, codes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self._codes = place, tuple(codes)
        self._plan: PaymentPlan | None = None
        self._latest = Latest(place.tasks)
        named(self, "payments.dialog", tr("Payment file for the bank"))
        self.setWindowTitle("Skarbonka")
        fit(self, *_SIZE)
        self.banner, self.form = Banner("payments"), Form("payments")
        today = place.office.today
        self.on: DateField = self.form.add(
            DateField(
                "on", mark("The bank pays on"), today, hint=mark("A working day of banks"), needed=True, ahead=True
            )
        )
        self.on.write(next_banking_day(today()))
        self.account: CodeField = self.form.add(CodeField("account", mark("From the account"), self._accounts))
        self.addresses: CheckField = self.form.add(
            CheckField(
                "addresses",
                mark("With the payees' addresses, where they are known"),
                hint=mark("Within SEPA banks do not ask for them"),
            )
        )
        self.again: CheckField = self.form.add(
            CheckField("again", mark("Also payouts that an earlier file has already"))
        )
        self.heading = named(text_label("", "heading", wrap=True), "payments.summary")
        self.table = Outcomes("payments", tr("Payment file for the bank"), _HEADS, _WIDTHS, _AMOUNT)
        self.reason = named(text_label("", wrap=True), "payments.reason")
        self.keep, self.do_it = button("payments.keep"), button("payments.do", "primary", "save")
        self.paid = button("payments.paid")
        self._lay_out()
        self.account.write(next(iter(place.settings().payer.accounts), ""))
        for field in (self.account, self.addresses, self.again):
            field.edited.connect(self.look)
        self.on.left.connect(self.look)
        self.table.currentCellChanged.connect(lambda row, *_rest: self._tell(row))
        self.keep.clicked.connect(self.reject)
        self.do_it.clicked.connect(self.save)
        self.paid.clicked.connect(self._on_paid)
        self.look()

    def _lay_out(self) -> None:
        plain, row = text_label(tr(PLAIN), wrap=True), verbs(self.keep, self.do_it, before=self.paid)
        stack(self, self.heading, plain, self.banner, self.form, self.table, self.reason, row, grows=self.table)
        self.paid.setText(tr("Mark as paid…"))
        self.paid.hide()
        self.do_it.setText(tr("Save the file…"))
        self.keep.setText(tr("Cancel"))
        self.do_it.setDefault(True)
        for each in (self.keep, self.paid):
            each.setAutoDefault(False)

    def _accounts(self) -> list[tuple[str, str]]:
        return [(each, " ".join(each[at : at + 4] for at in range(0, len(each), 4)))
                for each in self.place.settings().payer.accounts]  # fmt: skip

    # ------------------------------------------------------------------ looking

    def look(self) -> None:
        """Plan with what is chosen now."""
        wishes = self._wishes()
        self._plan = None
        self.do_it.setEnabled(False)
        if wishes is None:
            return
        self.heading.setText(tr("Reading…"))
        self._latest.run(
            plan_payments, self.place.office, self._codes, wishes,
            done=self._on_planned, failed=self._on_failed, owner=self,
        )  # fmt: skip

    def _wishes(self) -> Wishes | None:
        """Read what is chosen; None where the day cannot be read, which is then said at it."""
        self.form.clear_problems()
        try:
            values = self.form.read()
        except Refused as refusal:
            self.form.problems(refusal.problems)
            return None
        return Wishes(values["on"], values["account"], again=values["again"], addresses=values["addresses"])

    def _on_failed(self, error: BaseException) -> None:
        self.heading.setText(tr("There is no file to save."))
        errors.show_on(self.banner, error)

    def _on_planned(self, plan: PaymentPlan) -> None:
        self._plan = plan
        self.banner.clear()
        rest = [*self.form.problems(plan.missing)]
        if rest:
            self.banner.show_error(
                tr("There is no file to save yet."), " ".join(wording.sentence(each) for each in rest)
            )
        elif plan.doubts:
            said = " ".join(wording.finding(each) for each in plan.doubts)
            self.banner.show_warning(tr("Approvals are in doubt."), said)
        self.table.setRowCount(len(plan.lines))
        for at, line in enumerate(plan.lines):
            self._show(at, line)
        self.table.setCurrentCell(next((at for at, line in enumerate(plan.lines) if line.problems), 0), 0)
        self._tell(self.table.currentRow())
        count, left = len(plan.payments), len(plan.lines) - len(plan.payments)
        said = _summed(count, plan.total)
        if left:
            without = ntr("{count} is not in it", "{count} are not in it", left)
            said = f"{said}, {without}"
        self.heading.setText(f"{said}.")
        self.again.setVisible(plan.wishes.again or any(_is_again(line.problems) for line in plan.lines))
        self.do_it.setEnabled(plan.ready)

    def _show(self, at: int, line: PaymentLine) -> None:
        payout, payment = line.payout, line.payment
        name, iban = (payment.name, masked_iban(payment.iban)) if payment is not None else ("", "")
        texts = (payout.code, payout.draft.payee, name, iban, formatting.money(payout.draft.amount))
        self.table.show_facts(at, texts)
        look = "error" if payment is None else "warning" if line.problems else "good"
        self.table.say(at, look, tr("Not in the file") if payment is None else tr("In the file"), line.problems)

    def _tell(self, row: int) -> None:
        """Say below the table what is said of the current row, which its cell may have no room for."""
        self.reason.setText(self.table.why(row))

    # ------------------------------------------------------------------ saving, and afterwards

    def save(self) -> None:
        """Ask where, and for the passphrase; then write what was looked at."""
        plan = self._plan
        if plan is None or not plan.ready or self._wishes() != plan.wishes:
            self.look()
            return
        prompts, written = self.place.prompts, _Written()
        name = f"payments-{plan.wishes.on.isoformat()}.xml"
        path = prompts.choose_save(tr("Save the payment file"), name, ((tr("SEPA payment file"), ("xml",)),))
        if path is None:
            return

        def write(own: str) -> None:
            written.made = write_payments(self.place.office, plan, path, own)

        if prompts.show(NamedExportDialog(self.place, path.name, write)) and written.made is not None:
            self._on_written(path.name, written.made)
        else:
            self.look()  # perhaps it was refused because something changed

    def _on_written(self, name: str, made: PaymentFile) -> None:
        self.form.hide()
        self.do_it.hide()
        self.heading.setText(f"{_summed(len(made.codes), made.total)}.")
        self.banner.show_good(
            tr("It is saved as {file}.").format(file=name),
            tr("Nothing is booked yet: once the bank has paid, mark these payouts as paid, with the day."),
        )
        self._codes = made.codes
        self.paid.setVisible(self.place.office.may("payout.paid"))
        self.keep.setText(tr("Close"))
        self.keep.setDefault(True)
        self.keep.setFocus()
        self.place.changes.announce(Topic.PAYOUTS)

    def _on_paid(self) -> None:
        """Mark those in the file as paid, with the day on which the bank did it; then there is nothing left to do."""
        dialog = BulkDialog(self.place, BulkStep.PAY, self._codes, self.window())
        self.place.prompts.show(dialog)
        if dialog.changed:
            self.accept()


def _summed(count: int, amount: Money) -> str:
    payments = ntr("{count} payment", "{count} payments", count)
    return f"{payments}, {formatting.money(amount)}"


def _is_again(problems: Sequence[Problem]) -> bool:
    return any(each.code == "payments.again" and each.severity is Severity.ERROR for each in problems)
