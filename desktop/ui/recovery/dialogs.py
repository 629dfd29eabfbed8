"""Dialogs of the recovery papers: make a set, look at it and print it, rehearse with two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog

from desktop.i18n import mark, tr
from desktop.services.recovery import draw_papers, make_recovery, rehearse_recovery
from desktop.ui import errors
from desktop.ui.documents.choices import document_languages
from desktop.ui.recovery.fields import add_parts
from desktop.ui.settings.user_dialogs import UserDialog
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.dialog_frame import stack, verbs
from desktop.ui.shared.dialogs import fit
from desktop.ui.shared.fields import CodeField
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.pdf_view import PdfPreview
from desktop.ui.shared.step_dialog import StepDialog
from desktop.ui.tasks import Latest

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.recovery import RecoveryPapers
    from desktop.ui.workplace import Workplace

_SIZE = (760, 700)
_REHEARSAL_SIZE = (640, 520)  # with room for what may be said at both fields


class MakeRecoveryDialog(UserDialog):
    """Makes a set of three parts: `papers` are there when it is done."""

    def __init__(self, place: Workplace, *, again: bool) -> None:
        opens = tr(
            "Three sheets are printed, any two of which open this vault without a passphrase: the accounts and the "
            "names. Keep each with another person or in another place. One sheet alone opens nothing."
        )
        if again:
            old = tr(
                "The sheets printed before will open this vault no more: destroy them. "
                "A copy or a backup made before still opens with them."
            )
            opens = f"{opens}\n\n{old}"
        super().__init__(place, "make_recovery", tr("Make recovery papers"), opens, tr("Make them"))
        self._made: list[RecoveryPapers] = []

    @property
    def papers(self) -> RecoveryPapers:
        """What was made."""
        return self._made[0]

    def work(self) -> Callable[[], object]:
        self.form.read()
        own, office = self.own.read(), self.place.office
        return lambda: self._made.append(make_recovery(office, own))


class PapersDialog(QDialog):
    """Shows the sheets of a set and prints them, all from memory; closed, they are gone."""

    def __init__(self, place: Workplace, papers: RecoveryPapers, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.place, self._papers = place, papers
        self._pdf = b""
        self._printed = False
        self._latest = Latest(place.tasks)
        named(self, "recovery_papers.dialog", tr("Recovery papers"))
        self.setWindowTitle("Skarbonka")
        self.banner = Banner("recovery_papers")
        self.form = Form("recovery_papers")
        self.language: CodeField = self.form.add(
            CodeField("language", mark("Language of the papers"), document_languages), wide=True
        )
        self.language.write(place.settings().language)
        self.preview = PdfPreview("recovery_papers")
        self.print_button = button("recovery_papers.print", "primary", "print")
        self.print_button.setText(tr("Print…"))
        self.close_button = button("recovery_papers.close")
        self.close_button.setText(tr("Close"))
        heading, once = text_label(tr("Recovery papers"), "heading", wrap=True), text_label(_only_now(), wrap=True)
        row = verbs(self.close_button, self.print_button)
        stack(self, heading, once, self.banner, self.form, self.preview, row, grows=self.preview)
        self.print_button.clicked.connect(self._on_print)
        self.close_button.clicked.connect(self.reject)
        self.language.edited.connect(self._draw)
        fit(self, *_SIZE)
        self._draw()

    def reject(self) -> None:
        """Close; asked about first while nothing was printed, for the parts are shown only now."""
        title, text = tr("Close without printing?"), tr("The digits are kept nowhere, and cannot be shown again.")
        if self._printed or self.place.prompts.confirm(title, text, tr("Close"), danger=True, keep=tr("Go back")):
            super().reject()

    def _draw(self) -> None:
        self.print_button.setEnabled(False)
        self._latest.run(
            draw_papers, self._papers, self.language.read(), done=self._on_drawn, failed=self._on_failed, owner=self
        )

    def _on_drawn(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.preview.show_pdf(pdf)
        self.print_button.setEnabled(True)

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)

    def _on_print(self) -> None:
        printing = self.place.prompts.choose_printer(self._pdf)
        if printing is None:
            return
        if printing.paint(self._pdf):
            self._printed = True
            self.banner.show_good(
                tr("The papers are printed."),
                tr("Rehearse once that two of them open the vault: in the menu “Office”."),
            )
        else:
            self.banner.show_error(tr("It was not printed."), tr("The printer refused."))


def _only_now() -> str:
    return tr(
        "These sheets are shown only now: print them, or write the digits down by hand. A printer may keep what it "
        "printed: use one of your own, not one that many share."
    )


class RehearseRecoveryDialog(StepDialog):
    """Opens the vault's keys with two parts, and keeps the day."""

    refused = mark("The vault does not open with these.")
    keeps_draft = False  # two parts open the vault: they are nowhere but on paper

    def __init__(self, place: Workplace, parent: QWidget | None) -> None:
        super().__init__(place, "rehearse_recovery", tr("Rehearse the recovery"), tr("Try them"), parent)
        self.form.add_wide(
            text_label(
                tr("Take two of the three sheets and type their digits. The vault's keys are opened with them, as they "
                   "would be after a forgotten passphrase; nothing is changed but the day of the rehearsal."),
                wrap=True,
            )
        )  # fmt: skip
        self.first, self.second = add_parts(self.form)
        self.first.editor.setFocus()
        fit(self, *_REHEARSAL_SIZE)

    def step(self, values: dict[str, Any]) -> Any:
        return rehearse_recovery(self.place.office, values["part_1"], values["part_2"])
