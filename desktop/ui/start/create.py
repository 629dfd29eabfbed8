"""A new office in four short pages: where it is, who it is, what locks it, and what is about to be made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.errors import Refused
from desktop.domain.money import EXPONENTS
from desktop.domain.papers import PaperForm
from desktop.domain.presets import PRESETS, OfficePlace, first_settings
from desktop.domain.receipts import Organisation
from desktop.i18n import LANGUAGES, NATIVE_NAMES, mark, screen_language, tr
from desktop.services import wording
from desktop.ui import errors
from desktop.ui.shared.fields import CheckField, ChoiceField, CodeField, TextField
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button, text_label, tool_button
from desktop.ui.shared.new_passphrase import NewPassphrase
from desktop.ui.start import work
from desktop.ui.start.frame import StartScreen
from desktop.ui.start.place import PlaceJudge
from desktop.ui.tasks import Latest, Tasks
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from desktop.domain.errors import Problem
    from desktop.domain.settings import OfficeSettings
    from desktop.ui.memory import Memory
    from desktop.ui.prompts import Prompts

FIRST_CURRENCIES = ("EUR", "PLN", "USD", "GBP", "CZK", "GEL", "UAH", "CHF", "SEK", "NOK")
_USUAL = {
    OfficePlace.LITHUANIA: mark(
        "Rates of the European Central Bank, cash orders KIO and KPO, documents kept ten years"
    ),
    OfficePlace.POLAND: mark("Rates of the National Bank (NBP), cash vouchers KW and KP, documents kept five years"),
    OfficePlace.ELSEWHERE: mark("Rates of the European Central Bank, plain vouchers, documents kept ten years"),
}
_ASKED = (
    ("name", mark("Organisation"), mark("As it stands on receipts")),
    ("address", mark("Address"), ""),
    ("registration", mark("Registration number"), ""),
    ("signatory", mark("Signatory"), mark("Who signs receipts and vouchers")),
    ("signatory_role", mark("Signatory's role"), ""),
)
_ASKED_BY_FORM = (
    ("cashier", mark("Cashier"), mark("Who hands out cash")),
    ("accountant", mark("Chief accountant"), mark("Who signs cash orders beside the head")),
)
"""Asked where the usual vouchers have a place for them."""
_LEADS = (
    mark("Where the office keeps its books: what is usual there is set for you, and can be changed in the settings."),
    mark("Who issues the receipts. Only the name is needed now; the rest can be filled in later, in the settings."),
    mark(
        "Whoever has the folder and the passphrase can read everything in it. "
        "Without the passphrase, only two of the recovery papers open it."
    ),
    mark("This will be made. Nothing is sent anywhere."),
)


def currencies() -> list[tuple[str, str]]:
    """Give all currencies, those that offices of the region use first."""
    rest = sorted(code for code in EXPONENTS if code not in FIRST_CURRENCIES)
    return [(code, code) for code in (*FIRST_CURRENCIES, *rest)]


def _first_place() -> OfficePlace:
    return {"lt": OfficePlace.LITHUANIA, "pl": OfficePlace.POLAND}.get(screen_language(), OfficePlace.ELSEWHERE)


class CreateScreen(StartScreen):
    """`opened(Opened)` when the vault is made, `back_asked`, `sample_asked` by who would rather look first.

    A page is left for the next one once it is right.
    """

    opened = Signal(object)
    back_asked = Signal()
    sample_asked = Signal()

    def __init__(self, tasks: Tasks, prompts: Prompts, memory: Memory) -> None:
        super().__init__("create", memory)
        self._tasks, self._prompts = tasks, prompts
        self._latest = Latest(tasks)
        self._language_chosen = False
        self.here = 0
        self.forms = tuple(Form("create") for _page in _LEADS)
        self._pages = tuple(self._page(form) for form in self.forms)
        self._make_place(self.forms[0])
        self.organisation: dict[str, TextField] = {
            name: self.forms[1].add(
                TextField(f"organisation.{name}", title, hint=hint, needed=name == "name"), wide=True
            )
            for name, title, hint in _ASKED
        }
        for name, title, hint in _ASKED_BY_FORM:
            self.organisation[name] = self.forms[1].add(TextField(f"organisation.{name}", title, hint=hint))
        self.name = self.organisation["name"]
        self._make_lock(self.forms[2])
        self._summary = text_label("", wrap=True)
        self.forms[3].add_wide(self._summary)
        self.papers: CheckField = self.forms[3].add(
            CheckField(
                "papers",
                mark("Make recovery papers now"),
                hint=mark("Three sheets to print; any two open the vault if the passphrase is forgotten"),
            ),
            wide=True,
        )
        self.papers.write(True)
        self.sample = button("create.sample", "link")
        self._sample_hint = text_label("", "hint", wrap=True)
        self.forms[3].add_wide(FlowRow(self.sample))
        self.forms[3].add_wide(self._sample_hint)
        self.next = button("create.next", "primary")
        self.make = button("create.make", "primary")
        self.back = button("create.back")
        for page in self._pages:
            self.card.addWidget(page)
        row = FlowRow(self.next, self.make, self.back)
        row.setContentsMargins(0, NEAR, 0, 0)
        self.card.addWidget(row)
        self._connect()
        self._on_place()
        self.begin()
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.folder.write(str(Path(documents) / "Skarbonka"))
        self.show_page(0)

    # ------------------------------------------------------------------ building

    def _page(self, form: Form) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR + 4)
        column.addWidget(form)
        return page

    def _make_place(self, form: Form) -> None:
        self.place: ChoiceField[OfficePlace] = form.add(
            ChoiceField("place", mark("The office is in"), OfficePlace),
            wide=True,
        )
        self.place.write(_first_place())
        self._usual = text_label("", "hint", wrap=True)
        form.add_wide(self._usual)
        self.currency: CodeField = form.add(
            CodeField("base_currency", mark("Base currency"), currencies, hint=mark("Accounts and reports are in it")),
            wide=True,
        )
        self.documents: CodeField = form.add(
            CodeField(
                "language",
                mark("Language of new documents"),
                lambda: [(code, NATIVE_NAMES[code]) for code in LANGUAGES],
                hint=mark("Each document may still be in another one"),
            ),
            wide=True,
        )

    def _make_lock(self, form: Form) -> None:
        self.folder: TextField = form.add(
            TextField(
                "folder",
                mark("Folder of the vault"),
                hint=mark("A new folder; it may lie on an encrypted stick"),
                needed=True,
            ),
            wide=True,
        )
        self.choose = tool_button("create.choose_folder", "folder")
        self.folder.row.addWidget(self.choose)
        self._judge = PlaceJudge(self._tasks, self.folder, self)
        self.passphrase = NewPassphrase(form, self._tasks, mark("Passphrase"), mark("Passphrase again"))
        layout = self._pages[2].layout()
        assert layout is not None  # noqa: S101  each page has one
        layout.addWidget(self.passphrase)

    def _connect(self) -> None:
        self.place.edited.connect(self._on_place)
        self.documents.edited.connect(self._on_language_chosen)
        self.choose.clicked.connect(self._on_choose)
        self.next.clicked.connect(self._on_next)
        self.make.clicked.connect(self._on_make)
        self.back.clicked.connect(self._on_back)
        self.sample.clicked.connect(self.sample_asked)
        self.passphrase.entered.connect(self._on_next)
        for field in self.organisation.values():
            field.line.returnPressed.connect(self._on_next)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Escape"), self, self._on_back, context=context)

    def retranslate(self) -> None:
        super().retranslate()
        self.choose.setToolTip(tr("Choose a folder"))
        self.choose.setAccessibleName(tr("Choose a folder"))
        self.next.setText(tr("Continue"))
        self.make.setText(tr("Create the office"))
        self.back.setText(tr("Back"))
        self.sample.setText(tr("Look at the sample office first"))
        self._sample_hint.setText(
            tr("Invented people and campaigns, to try everything. This office is not made then: these pages ask again.")
        )
        self._follow_language()
        self._write_page()

    def _write_page(self) -> None:
        self.heading.setText(
            tr("New office: step {step} of {steps}").format(step=self.here + 1, steps=len(self._pages))
        )
        self.lead.setText(tr(_LEADS[self.here]))
        self._usual.setText(tr(_USUAL[self.place.read()]))
        self._summary.setText(
            tr(
                "{organisation}: an empty office in {currency}, its documents in {language}. It is locked in {folder}"
            ).format(
                organisation=self.name.line.text().strip(),
                currency=self.currency.read(),
                language=NATIVE_NAMES.get(self.documents.read(), ""),
                folder=self.folder.line.text().strip(),
            )
        )

    # ------------------------------------------------------------------ from page to page

    def show_page(self, page: int) -> None:
        """Show a page; what was typed into the others stays."""
        self.here = page
        for place, each in enumerate(self._pages):
            each.setVisible(place == page)
        last = page == len(self._pages) - 1
        self.next.setVisible(not last)
        self.make.setVisible(last)
        self.next.setDefault(not last)
        self.make.setDefault(last)
        self._write_page()
        self.first_field().setFocus()

    def first_field(self) -> QWidget:
        return (self.place.box, self.name.editor, self.folder.editor, self.make)[self.here]

    def _on_next(self) -> None:
        self.banner.clear()
        found = self._problems(self.here)
        if found:
            self._show(found)
        elif self.here < len(self._pages) - 1:
            self.show_page(self.here + 1)

    def _on_back(self) -> None:
        self.banner.clear()
        if self.here:
            self.show_page(self.here - 1)
        else:
            self.back_asked.emit()

    def _problems(self, page: int) -> tuple[Problem, ...]:
        """Say what is wrong on a page."""
        form = self.forms[page]
        form.clear_problems()
        try:
            form.read()
        except Refused as refusal:
            return refusal.problems
        return self.passphrase.problems() if page == 2 else ()

    # ------------------------------------------------------------------ what is chosen

    def _on_place(self) -> None:
        """Take what is usual at the place; a language that was chosen by hand stays."""
        self.currency.write(PRESETS[self.place.read()].currency)
        self._follow_language()
        self._usual.setText(tr(_USUAL[self.place.read()]))
        for name in self._form_names():
            self.organisation[name].setVisible(self._asks(name))

    def _form_names(self) -> tuple[str, ...]:
        return tuple(name for name, _title, _hint in _ASKED_BY_FORM)

    def _asks(self, name: str) -> bool:
        """Whether somebody is asked for: cash vouchers of a country have places for all, plain ones for one."""
        plain = PRESETS[self.place.read()].form is PaperForm.PLAIN
        return name not in self._form_names() or not plain

    def _follow_language(self) -> None:
        if not self._language_chosen:
            self.documents.write(PRESETS[self.place.read()].language or screen_language())

    def _on_language_chosen(self) -> None:
        self._language_chosen = True

    def _on_choose(self) -> None:
        folder = self._prompts.choose_folder(tr("Choose where the vault's folder will be"))
        if folder is not None:
            empty = folder.is_dir() and not any(folder.iterdir())
            self.folder.write(str(folder if empty else folder / "Skarbonka"))
            self._judge.judge()

    # ------------------------------------------------------------------ making it

    def _settings(self) -> OfficeSettings:
        organisation = Organisation(
            **{name: field.read() for name, field in self.organisation.items() if self._asks(name)}
        )
        place = self.place.read()
        return first_settings(place, organisation, self.currency.read(), self.documents.read())

    def _on_make(self) -> None:
        self.banner.clear()
        for page in range(len(self._pages)):
            found = self._problems(page)
            if found:
                self._show(found)
                return
        self._busy(True)
        self.opening = True
        self._tasks.run(
            work.create,
            Path(self.folder.read()).expanduser(),
            self.passphrase.read(),
            self._settings(),
            self.papers.read(),
            done=self._on_made,
            failed=self._on_failed,
            owner=self,
            dropped=work.close_again,
        )

    def _busy(self, busy: bool) -> None:
        for page in self._pages:
            page.setEnabled(not busy)
        self.make.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self.make.setText(tr("Creating…") if busy else tr("Create the office"))

    def _show(self, problems: tuple[Problem, ...]) -> None:
        """Put each sentence at its field, and go to the first page that has one."""
        rest: tuple[Problem, ...] = tuple(problems)
        wrong = []
        for page, form in enumerate(self.forms):
            before, rest = rest, tuple(form.problems(rest))
            if len(rest) < len(before):
                wrong.append(page)
        if rest:
            self.banner.show_error(" ".join(wording.sentence(each) for each in rest))
        if wrong:
            if wrong[0] != self.here:
                self.show_page(wrong[0])
            self.forms[wrong[0]].focus_problem()

    def _on_made(self, opened: work.Opened) -> None:
        self.passphrase.clear()
        if not self._closes_again(self._tasks, opened):
            self.opened.emit(opened)

    def _on_failed(self, error: BaseException) -> None:
        self._busy(False)
        self.opening = self._given_up = False
        if isinstance(error, Refused):
            self._show(error.problems)
        else:
            errors.show_on(self.banner, error)
