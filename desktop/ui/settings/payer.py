"""How the office appears to its bank, among the office's settings: its own accounts, its Latin name, its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.payment_files import Payer
from desktop.i18n import mark, screen_language
from desktop.i18n.countries import countries
from desktop.ui.shared.fields import CodeField, LongTextField, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.shared.form import Form

_TEXTS = (
    ("name", mark("Name at the bank"), mark("In Latin letters. Empty: the organisation's name, written so")),
    ("street", mark("Street"), ""),
    ("building", mark("House number"), ""),
    ("postcode", mark("Postcode"), ""),
    ("town", mark("Town"), mark("Banks refuse a payment file without town and country")),
)


def _country_choices() -> Sequence[tuple[str, str]]:
    return (("", "—"), *countries(screen_language()))


class PayerFields:
    """Fields in the form of the settings."""

    def __init__(self, form: Form) -> None:
        form.section(mark("Payment files"))
        self.texts: dict[str, TextField | CodeField] = {
            name: form.add(TextField(f"payer.{name}", title, hint=hint)) for name, title, hint in _TEXTS
        }
        self.texts["country"] = form.add(CodeField("payer.country", mark("Country of the address"), _country_choices))
        self.accounts: LongTextField = form.add(
            LongTextField(
                "payer.accounts",
                mark("Own accounts"),
                hint=mark("The IBANs that payments go out from, one in each line; the first is proposed"),
                lines=2,
            ),
            wide=True,
        )

    def write(self, payer: Payer) -> None:
        """Show what is kept."""
        for name, field in self.texts.items():
            field.write(getattr(payer, name))
        self.accounts.write("\n".join(payer.accounts))

    def read(self) -> Payer:
        """Give what is entered."""
        lines = (line.strip() for line in self.accounts.read().splitlines())
        return Payer(**{name: field.read() for name, field in self.texts.items()}, accounts=tuple(filter(None, lines)))
