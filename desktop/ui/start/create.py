"""A new office: its name, currency and folder, and a passphrase typed twice. Only what cannot be left for later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from desktop.domain.consents import ConsentRule
from desktop.domain.errors import Refused, Severity
from desktop.domain.money import EXPONENTS
from desktop.domain.receipts import Organisation
from desktop.domain.settings import OfficeSettings
from desktop.i18n import mark, screen_language, tr
from desktop.services import wording
from desktop.ui import errors
from desktop.ui.shared.fields import CheckField, CodeField, TextField
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button, tool_button
from desktop.ui.shared.new_passphrase import NewPassphrase
from desktop.ui.start import work
from desktop.ui.start.frame import StartScreen
from desktop.ui.tasks import Latest, Tasks
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from desktop.domain.errors import Problem
    from desktop.ui.memory import Memory
    from desktop.ui.prompts import Prompts

FIRST_CURRENCIES = ("EUR", "PLN", "USD", "GBP", "CZK", "GEL", "UAH", "CHF", "SEK", "NOK")


def currencies() -> list[tuple[str, str]]:
    """Give all currencies, those that offices of the region use first."""
    rest = sorted(code for code in EXPONENTS if code not in FIRST_CURRENCIES)
    return [(code, code) for code in (*FIRST_CURRENCIES, *rest)]


class CreateScreen(StartScreen):
    """`opened(Opened)` when the vault is made, `back_asked`."""

    opened = Signal(object)
    back_asked = Signal()

    def __init__(self, tasks: Tasks, prompts: Prompts, memory: Memory) -> None:
        super().__init__("create", memory)
        self._tasks, self._prompts = tasks, prompts
        self._latest = Latest(tasks)
        self._latest_place = Latest(tasks)
        self.form = Form("create")
        self.name: TextField = self.form.add(
            TextField("organisation.name", mark("Organisation"), needed=True),
            wide=True,
        )
        self.currency: CodeField = self.form.add(
            CodeField("base_currency", mark("Base currency"), currencies, hint=mark("Accounts and reports are in it")),
            wide=True,
        )
        self.folder: TextField = self.form.add(
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
        self.passphrase = NewPassphrase(self.form, tasks, mark("Passphrase"), mark("Passphrase again"))
        self.later = Form("create")
        self.papers: CheckField = self.later.add(
            CheckField(
                "papers",
                mark("Make recovery papers now"),
                hint=mark("Three sheets to print; any two open the vault if the passphrase is forgotten"),
            ),
            wide=True,
        )
        self.papers.write(True)
        self.make = button("create.make", "primary")
        self.back = button("create.back")
        self.card.addWidget(self.form)
        self.card.addWidget(self.passphrase)
        self.card.addWidget(self.later)
        row = QHBoxLayout()
        row.setContentsMargins(0, NEAR, 0, 0)
        row.addWidget(self.make)
        row.addWidget(self.back)
        row.addStretch(1)
        self.card.addLayout(row)
        self._connect()
        self.begin()
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.folder.write(str(Path(documents) / "Skarbonka"))
        self.name.editor.setFocus()

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose)
        self.make.clicked.connect(self._on_make)
        self.back.clicked.connect(self.back_asked)
        self.folder.left.connect(self._judge_place)
        self.passphrase.entered.connect(self._on_make)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Escape"), self, lambda: self.back_asked.emit(), context=context)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("New office"))
        self.lead.setText(
            tr(
                "Whoever has the folder and the passphrase can read everything in it. "
                "Without the passphrase, only two of the recovery papers open it."
            )
        )
        self.choose.setToolTip(tr("Choose a folder"))
        self.choose.setAccessibleName(tr("Choose a folder"))
        self.make.setText(tr("Create the office"))
        self.back.setText(tr("Back"))

    def _on_choose(self) -> None:
        folder = self._prompts.choose_folder(tr("Choose where the vault's folder will be"))
        if folder is not None:
            empty = folder.is_dir() and not any(folder.iterdir())
            self.folder.write(str(folder if empty else folder / "Skarbonka"))
            self._judge_place()

    def _judge_place(self) -> None:
        text = self.folder.line.text().strip()
        if text:
            folder = Path(text).expanduser()
            self._latest_place.run(work.judge_place, folder, done=self._on_place_judged, owner=self)

    def _on_place_judged(self, problems: tuple[Problem, ...]) -> None:
        """A synchronised or network folder is warned of, not refused: some offices have no other."""
        said = " ".join(wording.sentence(each) for each in problems)
        self.folder.show_problem(said, Severity.WARNING)

    def _on_make(self) -> None:
        self.banner.clear()
        self.form.clear_problems()
        try:
            values = self.form.read()
        except Refused as refusal:
            self._show(refusal.problems)
            return
        problems = self.passphrase.problems()
        if problems:
            self._show(problems)
            return
        settings = OfficeSettings(
            Organisation(values["organisation.name"]),
            values["base_currency"],
            screen_language(),
            document_consent=ConsentRule.REFUSE,
        )
        self._busy(True)
        folder = Path(values["folder"]).expanduser()
        self._tasks.run(
            work.create,
            folder,
            self.passphrase.read(),
            settings,
            self.papers.read(),
            done=self._on_made,
            failed=self._on_failed,
            owner=self,
        )

    def _busy(self, busy: bool) -> None:
        self.form.setEnabled(not busy)
        self.passphrase.setEnabled(not busy)
        self.later.setEnabled(not busy)
        self.make.setEnabled(not busy)
        self.make.setText(tr("Creating…") if busy else tr("Create the office"))

    def _show(self, problems: tuple[Problem, ...]) -> None:
        rest = self.form.problems(problems)
        if rest:
            self.banner.show_error(" ".join(wording.sentence(each) for each in rest))
        self.form.focus_problem()

    def _on_made(self, opened: object) -> None:
        self.passphrase.clear()
        self.opened.emit(opened)

    def _on_failed(self, error: BaseException) -> None:
        self._busy(False)
        if isinstance(error, Refused):
            self._show(error.problems)
        else:
            errors.show_on(self.banner, error)
