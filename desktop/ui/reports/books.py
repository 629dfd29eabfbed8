"""The question before the ledger goes to an accountant's program: which form, and what that form needs to know."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.accounting import CLEARING, SKR03, Accounting, BookFormat, check_accounting
from desktop.domain.ledger import Account
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.services.journal_export import BooksRequest
from desktop.ui.documents.preview import fit_to_screen
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.dialog_frame import stack, verbs
from desktop.ui.shared.fields import ChoiceField, CodeField, Field, TextField
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button, named, role, text_label
from desktop.ui.theme import NEAR, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_TOLD = {
    BookFormat.CSV: mark("One line for each posting. Columns and codes are in English, for programs to read."),
    BookFormat.GNUCASH: mark(
        "In GnuCash: File, Import, Transactions from CSV, with the settings “GnuCash Export Format”, dates y-m-d, and "
        "a decimal point. Each account has its currency as its last name."
    ),
    BookFormat.BEANCOUNT: mark("Text that Beancount and Fava load. It ends with the balances, which they check."),
    BookFormat.HLEDGER: mark("Text that hledger and Ledger read. It ends with the balances, which they check."),
    BookFormat.DATEV: mark(
        "A batch of one year in one currency, for the tax adviser. The accounts below are only a beginning: ask which "
        "ones to book on."
    ),
}
_ACCOUNTS = {
    Account.BANK.value: mark("Bank"),
    Account.CASH.value: mark("Cash desk"),
    Account.BROUGHT_FORWARD.value: mark("Brought forward"),
    Account.DONATIONS.value: mark("Donations"),
    Account.FEES.value: mark("Fees"),
    Account.AID.value: mark("Aid paid out"),
    Account.TRANSFERS.value: mark("Moved between funds"),
    Account.ADVANCES.value: mark("Advances"),
    Account.EXCHANGE.value: mark("Currency exchange"),
    Account.CASH_DIFFERENCE.value: mark("Cash differences"),
    CLEARING: mark("Clearing account"),
}
_WIDTH, _HEIGHT, _TALL = 620, 330, 680


def _separators() -> Sequence[tuple[str, str]]:
    return [(";", tr("Semicolon")), (",", tr("Comma")), ("\t", tr("Tab"))]


def _decimals() -> Sequence[tuple[str, str]]:
    return [(",", tr("Comma: 1200,50")), (".", tr("Point: 1200.50"))]


class BooksDialog(QDialog):
    """Reads the wishes and the request; nothing is made here. `years` are those in which anything is booked."""

    def __init__(
        self, wishes: Accounting, years: Sequence[tuple[int, str]], currency: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._wishes, self._years = wishes, years
        named(self, "books.dialog", tr("The ledger for other programs"))
        self.setWindowTitle("Skarbonka")
        self.banner = Banner("books")
        self.form = Form("books")
        self.told = text_label("", "hint", wrap=True)
        self._add_fields()
        self.form.check_with(lambda: check_accounting(self.wishes()))
        self._write(wishes, currency)
        self.do_it, self.keep = button("books.do", "primary", "save"), button("books.keep")
        self.do_it.setText(tr("Make the file…"))
        self.keep.setText(tr("Cancel"))
        self.do_it.clicked.connect(self._on_do)
        self.keep.clicked.connect(self.reject)
        self.do_it.setDefault(True)
        self.keep.setAutoDefault(False)
        self.which.edited.connect(self._show_what_is_needed)
        self._lay_out()
        self._show_what_is_needed()
        self.which.editor.setFocus()

    def _add_fields(self) -> None:
        self.which: ChoiceField[BookFormat] = self.form.add(
            ChoiceField("which", mark("Program"), BookFormat, named_by=wording.label), wide=True
        )
        self.form.add_wide(self.told)
        self.separator = self.form.add(CodeField("separator", mark("Between columns"), _separators))
        self.decimal = self.form.add(CodeField("decimal", mark("Before decimals"), _decimals))
        self.year = self.form.add(CodeField("year", mark("Year and currency"), self._years_told))
        self.form.gap()
        self.consultant = self.form.add(TextField("consultant", mark("Beraternummer (tax adviser)")))
        self.client = self.form.add(TextField("client", mark("Mandantennummer (office)")))
        self.accounts = {name: self.form.add(TextField(f"account.{name}", title)) for name, title in _ACCOUNTS.items()}

    def _years_told(self) -> Sequence[tuple[str, str]]:
        return [(f"{year} {currency}", f"{year} · {currency}") for year, currency in self._years]

    def _write(self, wishes: Accounting, currency: str) -> None:
        self.separator.write(wishes.separator)
        self.decimal.write(wishes.decimal)
        self.consultant.write(str(wishes.consultant))
        self.client.write(str(wishes.client))
        for name, field in self.accounts.items():
            field.write(wishes.accounts.get(name, SKR03[name]))
        own = next((f"{year} {of}" for year, of in self._years if of == currency), "")
        if own:
            self.year.write(own)

    def _lay_out(self) -> None:
        inner = role(QFrame(), "ground")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, NEAR, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        heading = text_label(tr("The ledger for other programs"), "heading")
        holds = text_label(tr("Codes and money of all campaigns; names are never in it."), "muted", wrap=True)
        stack(self, heading, holds, self.banner, scroll, verbs(self.keep, self.do_it), grows=scroll)

    def _show_what_is_needed(self) -> None:
        form = self.which.read()
        self.told.setText(tr(_TOLD[form]))
        csv: list[Field[Any]] = [self.separator, self.decimal]
        datev: list[Field[Any]] = [self.year, self.consultant, self.client, *self.accounts.values()]
        for field in csv:
            field.setVisible(form is BookFormat.CSV)
        for field in datev:
            field.setVisible(form is BookFormat.DATEV)
        fit_to_screen(self, scaled(_WIDTH), scaled(_TALL if form is BookFormat.DATEV else _HEIGHT))

    # ------------------------------------------------------------------ what is asked for

    @property
    def request(self) -> BooksRequest:
        """What is to be made."""
        form = self.which.read()
        year, _space, currency = self.year.read().partition(" ")
        if form is BookFormat.DATEV and year:
            return BooksRequest(form, int(year), currency)
        return BooksRequest(form)

    def wishes(self) -> Accounting:
        """Give the wishes as they are shown, whatever is wrong with them."""
        numbers: dict[str, int] = {}
        for name, field in (("consultant", self.consultant), ("client", self.client)):
            text = field.read().strip()
            numbers[name] = int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else 0
        return replace(
            self._wishes,
            separator=self.separator.read(),
            decimal=self.decimal.read(),
            consultant=numbers["consultant"],
            client=numbers["client"],
            accounts={name: field.read().strip() for name, field in self.accounts.items()},
        )

    def _on_do(self) -> None:
        found = check_accounting(self.wishes())
        if found:
            if self.which.read() is not BookFormat.DATEV:
                self.which.write(BookFormat.DATEV)  # only DATEV's fields can be wrong: show them
                self._show_what_is_needed()
            rest = self.form.problems(found)
            said = " ".join(wording.sentence(problem) for problem in rest) or tr("Look at the marked fields.")
            self.banner.show_error(tr("No file yet."), said)
            self.form.focus_problem()
            return
        self.accept()
