"""How documents are set, among the office's settings: whose form, which sheet for each kind, which account codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.paper_rules import FORMED, KindRule, PaperRules
from desktop.domain.papers import PaperForm, PaperLayout
from desktop.domain.receipts import DocumentKind
from desktop.i18n import mark
from desktop.ui.shared.fields import ChoiceField, TextField

if TYPE_CHECKING:
    from desktop.ui.shared.form import Form

_SHEETS: dict[DocumentKind, str] = {
    DocumentKind.DONATION_RECEIPT: mark("Sheet of donation receipts"),
    DocumentKind.IN_KIND_RECEIPT: mark("Sheet of in-kind receipts"),
    DocumentKind.ANNUAL_STATEMENT: mark("Sheet of annual statements"),
    DocumentKind.PAYMENT_VOUCHER: mark("Sheet of payment vouchers"),
    DocumentKind.MONEY_IN_VOUCHER: mark("Sheet of money-in vouchers"),
    DocumentKind.TRANSFER_CONFIRMATION: mark("Sheet of transfer confirmations"),
}
_ACCOUNTS: dict[DocumentKind, tuple[str, str]] = {
    DocumentKind.PAYMENT_VOUCHER: (mark("Payment vouchers: debit"), mark("Payment vouchers: credit")),
    DocumentKind.MONEY_IN_VOUCHER: (
        mark("Money-in vouchers: debit"),
        mark("Money-in vouchers: credit"),
    ),
}


class PaperFields:
    """Fields in the form of the settings."""

    def __init__(self, form: Form) -> None:
        form.section(mark("Documents"))
        self.form: ChoiceField[PaperForm] = form.add(
            ChoiceField("papers.form", mark("Form of cash vouchers"), PaperForm)
        )
        form.gap()
        self.sheets: dict[DocumentKind, ChoiceField[PaperLayout]] = {
            kind: form.add(ChoiceField(f"papers.{kind.value}.layout", title, PaperLayout))
            for kind, title in _SHEETS.items()
        }
        self.accounts: dict[DocumentKind, tuple[TextField, TextField]] = {
            kind: (
                form.add(TextField(f"papers.{kind.value}.debit", debit)),
                form.add(TextField(f"papers.{kind.value}.credit", credit)),
            )
            for kind, (debit, credit) in _ACCOUNTS.items()
        }

    def write(self, rules: PaperRules) -> None:
        """Show rules."""
        self.form.write(rules.form)
        for kind, field in self.sheets.items():
            field.write(rules.of(kind).layout)
        for kind, (debit, credit) in self.accounts.items():
            debit.write(rules.of(kind).debit)
            credit.write(rules.of(kind).credit)

    def read(self) -> PaperRules:
        """Give the rules."""
        rules = PaperRules(self.form.read())
        for kind, field in self.sheets.items():
            debit, credit = (each.read() for each in self.accounts[kind]) if kind in FORMED else ("", "")
            rules = rules.with_rule(kind, KindRule(field.read(), debit, credit))
        return rules
