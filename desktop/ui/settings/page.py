"""The Settings section: organisation, signatory, currency; language and theme of this computer."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout

from desktop.domain.consents import ConsentRule
from desktop.domain.receipts import Organisation
from desktop.domain.settings import IDLE_MINUTES, OfficeSettings, check_settings
from desktop.i18n import mark, ntr, tr
from desktop.services.settings import load_settings, save_settings
from desktop.ui.changes import Topic
from desktop.ui.documents.choices import document_languages, second_languages
from desktop.ui.recovery.panel import RecoveryPanel
from desktop.ui.settings.backups import BackupsPanel
from desktop.ui.settings.computer import ComputerFields
from desktop.ui.settings.papers import PaperFields
from desktop.ui.settings.payer import PayerFields
from desktop.ui.settings.rate_rule import RateRuleFields
from desktop.ui.settings.retention import RetentionFields
from desktop.ui.settings.templates import PapersPanel
from desktop.ui.settings.users import UsersPanel
from desktop.ui.shared.fields import CheckField, ChoiceField, CodeField, MoneyField, TextField
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.percent_field import PercentField
from desktop.ui.start.create import currencies
from desktop.ui.surroundings.panel import SurroundingsPanel
from desktop.ui.theme import FAR
from desktop.ui.workplace import BACKUPS, PageWidget, Workplace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.errors import Problem
    from desktop.ui.captures import ScreenGuard
    from desktop.ui.shared.form import Form
    from desktop.ui.theme import Looks

_ORGANISATION: tuple[tuple[str, str, str], ...] = (
    ("name", mark("Organisation"), mark("As it stands on receipts")),
    ("registration", mark("Registration number"), ""),
    ("address", mark("Address"), ""),
    ("country", mark("Country"), ""),
    ("place", mark("Place of issue"), mark("The town that stands beside the date")),
    ("signatory", mark("Signatory"), mark("Who signs receipts and vouchers")),
    ("signatory_role", mark("Signatory's role"), ""),
    ("cashier", mark("Cashier"), mark("Who hands out cash")),
    ("accountant", mark("Chief accountant"), mark("Who signs cash orders beside the head")),
    ("company_code", mark("Company code"), mark("REGON, įmonės kodas, EDRPOU or OKPO")),
    ("tax_number", mark("Tax number"), mark("NIP, PVM, UNP or INN")),
    ("status", mark("Status"), mark("What makes gifts deductible, like “paramos gavėjas”")),
)


class SettingsForm(FormPage[OfficeSettings, OfficeSettings]):
    """Language and theme change at once and belong to this computer; the rest is saved in the vault."""

    def __init__(self, place: Workplace, looks: Looks, guard: ScreenGuard | None = None) -> None:
        super().__init__(place, "settings", "settings", mark("Back"))
        self.back.hide()
        self.head.setContentsMargins(FAR, 0, FAR, 0)
        self.save_another.hide()  # there is only one office
        form = self.form
        self.computer = ComputerFields(form, place, looks, guard)
        self.language, self.theme = self.computer.language, self.computer.theme
        form.section(mark("Organisation"))
        for name, title, hint in _ORGANISATION:
            form.add(TextField(f"organisation.{name}", title, hint=hint, needed=name == "name"))
        form.section(mark("Accounts"))
        form.add(
            CodeField("base_currency", mark("Base currency"), currencies, hint=mark("Accounts and reports are in it"))
        )
        form.add(CodeField("language", mark("Language of new documents"), document_languages))
        form.add(
            CodeField(
                "second_language",
                mark("Beside it"),
                second_languages,
                hint=mark("Where the recipient's own language is not known"),
            )
        )
        self.threshold: MoneyField = form.add(
            MoneyField(
                "approval_threshold",
                mark("A second person approves above"),
                place.settings().base_currency,
                hint=mark("In the base currency. Empty: whoever writes a payout may approve it too"),
            )
        )
        form.add(
            PercentField(
                "reallocation_limit",
                mark("Reallocation by one person"),
                hint=mark("So much of an item's plan, as first approved; more is decided by two"),
            )
        )
        self.retention = _add_rules(form)
        form.fields["base_currency"].edited.connect(self._on_currency)
        self.payer = PayerFields(form)
        self.papers = PaperFields(form)
        self.papers_panel = PapersPanel(place)
        self.users = UsersPanel(place)
        self.body.addWidget(self.papers_panel)
        self.backups = BackupsPanel(place)
        self.body.addWidget(self.users)
        self.recovery = RecoveryPanel(place)
        self.body.addWidget(self.recovery)
        self.body.addWidget(self.backups)
        self.surroundings = SurroundingsPanel(place)
        self.body.addWidget(self.surroundings)
        self.rate_rule = RateRuleFields(form, lambda: place.office.today())
        self.begin()

    @property
    def history_subject(self) -> str:
        return "office"

    def load(self, code: str) -> OfficeSettings:
        return load_settings(self.place.office)

    def show_record(self, record: OfficeSettings | None) -> None:
        if record is None:
            return
        for each in fields(Organisation):
            self.form.fields[f"organisation.{each.name}"].write(getattr(record.organisation, each.name))
        self.threshold.set_currency(record.base_currency)
        self.form.write(record)
        self.form.fields["idle_minutes"].write(str(record.idle_minutes))
        self.rate_rule.write(record.rate_rule)
        self.papers.write(record.papers)
        self.payer.write(record.payer)
        self.retention.write(record.retention)
        for name in ("signatory", "cashier", "accountant") if self.place.office.hides else ():
            self.form.fields[f"organisation.{name}"].lock(True)

    def read_draft(self) -> OfficeSettings:
        values = self.form.read()
        organisation = Organisation(**{each.name: values[f"organisation.{each.name}"] for each in fields(Organisation)})
        before = self.record or self.place.settings()
        return replace(
            before,
            organisation=organisation,
            base_currency=values["base_currency"],
            language=values["language"],
            second_language=values["second_language"],
            approval_threshold=values["approval_threshold"],
            reallocation_limit=values["reallocation_limit"],
            payout_consent=values["payout_consent"],
            document_consent=values["document_consent"],
            rate_rule=self.rate_rule.read(),
            papers=self.papers.read(),
            payer=self.payer.read(),
            idle_minutes=int(values["idle_minutes"]),
            covers=values["covers"],
            retention=self.retention.read(),
        )

    def check(self, draft: OfficeSettings) -> Iterable[Problem]:
        return check_settings(draft)

    def store(self, draft: OfficeSettings) -> OfficeSettings:
        # The logo is kept by a verb of its own, perhaps since this page was read.
        return save_settings(self.place.office, replace(draft, logo=load_settings(self.place.office).logo))

    def stored(self, record: OfficeSettings) -> None:
        self.place.changes.announce(Topic.SETTINGS)
        self.banner.show_good(tr("Saved."))

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Settings"))

    def forget(self) -> None:
        """Show what is stored again."""
        if self.record is not None:
            self.show_record(self.record)
            self.banner.clear()

    def _on_currency(self) -> None:
        self.threshold.set_currency(self.form.fields["base_currency"].read())


class SettingsPage(PageWidget):
    """The form as a section of its own."""

    def __init__(self, place: Workplace, looks: Looks, guard: ScreenGuard | None = None) -> None:
        super().__init__()
        self.form = SettingsForm(place, looks, guard)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self.form.back_asked.connect(self.form.forget)

    def open_code(self, code: str) -> None:
        """Show the backups for `BACKUPS`; everything else is the form itself."""
        if code == BACKUPS:
            self.form.backups.copy.setFocus()
            self.form.reveal(self.form.backups.copy)

    def unsaved(self) -> bool:
        return self.form.dirty

    def open_form(self) -> FormPage[Any, Any]:
        return self.form


def _add_consents(form: Form) -> None:
    form.section(mark("Consents"))
    form.add(
        ChoiceField(
            "payout_consent",
            mark("A payout without a consent"),
            ConsentRule,
            hint=mark("Of the beneficiary, and of a relative or proxy who takes the money"),
        )
    )
    form.add(
        ChoiceField(
            "document_consent",
            mark("A name without a consent"),
            ConsentRule,
            hint=mark("On documents and workbooks, which accountants and auditors see"),
        )
    )


def _add_rules(form: Form) -> RetentionFields:
    _add_consents(form)
    _add_lock(form)
    return RetentionFields(form)


def _add_lock(form: Form) -> None:
    form.section(mark("Locking"))
    form.add(
        CodeField(
            "idle_minutes",
            mark("Locks itself after"),
            idle_choices,
            hint=mark("Without a hand at keyboard or mouse. What is typed is kept as a draft"),
        )
    )
    form.add(CheckField("covers", mark("Cover the windows while another program is in front")), wide=True)


def idle_choices() -> list[tuple[str, str]]:
    """Give the minutes after which the office may lock itself, and never."""
    minutes = [(str(each), ntr("{count} minute", "{count} minutes", each)) for each in IDLE_MINUTES]
    return [*minutes, ("0", tr("Never"))]
