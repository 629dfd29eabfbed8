"""The auditor's pack from the Reports page: encrypted or not, made in the worker, saved; its passphrase shown once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desktop.domain.people import NameUse
from desktop.i18n import mark, ntr, tr
from desktop.services.auditors_pack import make_pack
from desktop.services.named_exports import save_pack
from desktop.services.reports import WorkbookRequest, all_campaigns, consent_words, doubt_words
from desktop.ui import errors
from desktop.ui.reports.named import save_export
from desktop.ui.shared.dialog_frame import stack, verbs
from desktop.ui.shared.fields import CheckField
from desktop.ui.shared.form import Form
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.progress import Progress
    from desktop.services.auditors_pack import Pack
    from desktop.services.office import Office
    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace

    WithRequest = Callable[[Callable[[WorkbookRequest, bool], None]], None]

_WIDTH = 520


def _produce(office: Office, request: WorkbookRequest, every: bool, encrypt: bool, progress: Progress) -> Pack:
    """Make the pack in the worker; `every` campaign is found there too."""
    if every:
        request = replace(request, campaigns=all_campaigns(office), whole=True)
    return make_pack(office, request, encrypt=encrypt, progress=progress)


class PackDialog(QDialog):
    """Says what a pack is, and asks whether to encrypt it: it is, unless the worker says otherwise."""

    def __init__(self, request: WorkbookRequest, parent: QWidget | None) -> None:
        super().__init__(parent)
        named(self, "pack.dialog", tr("Pack for an auditor"))
        self.setWindowTitle("Skarbonka")
        self.setMinimumWidth(scaled(_WIDTH))
        self.form = Form("pack")
        self.encrypt = self.form.add(
            CheckField(
                "encrypt",
                mark("Encrypt the pack (AES-256)"),
                hint=mark("A passphrase of six words is made and shown once, after the pack is saved."),
            ),
            wide=True,
        )
        self.encrypt.write(True)
        self.do_it, self.keep = button("pack.do", "primary", "save"), button("pack.keep")
        self.do_it.setText(tr("Make the pack…"))
        self.keep.setText(tr("Cancel"))
        self.do_it.clicked.connect(self.accept)
        self.keep.clicked.connect(self.reject)
        self.do_it.setDefault(True)
        self.keep.setAutoDefault(False)
        holds = tr("One ZIP with the workbook, every document of the chosen campaigns and period, an index and hashes.")
        stack(
            self,
            text_label(tr("Pack for an auditor"), "heading"),
            text_label(holds, wrap=True),
            text_label(_disclosed(request.name_use), wrap=True),
            self.form,
            verbs(self.keep, self.do_it),
        )


def _disclosed(use: NameUse) -> str:
    if use is NameUse.NAME:
        return tr(
            "It names people: its papers are the very ones that were issued, with their signed scans. Give it only to "
            "who must see them."
        )
    return tr(
        "Its papers are drawn anew without names, purposes and payment references, and marked as duplicates. Signed "
        "scans are not in it."
    )


class PassphraseDialog(QDialog):
    """Shows a pack's passphrase, which nobody can be told again."""

    def __init__(self, passphrase: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        named(self, "passphrase.dialog", tr("The passphrase of the pack"))
        self.setWindowTitle("Skarbonka")
        self.setMinimumWidth(scaled(_WIDTH))
        self.line = named(QLineEdit(passphrase), "passphrase.line", tr("The passphrase of the pack"))
        self.line.setReadOnly(True)
        self.line.setCursorPosition(0)
        self.close_button = button("passphrase.close", "primary")
        self.close_button.setText(tr("I have written it down"))
        self.close_button.clicked.connect(self.accept)
        self.close_button.setAutoDefault(False)
        once = tr(
            "It is shown this once and kept nowhere. Write it down, and let the auditor have it in another way "
            "than the pack itself. Whoever loses it asks for a new pack."
        )
        heading = text_label(tr("The passphrase of the pack"), "heading")
        stack(self, heading, self.line, text_label(once, wrap=True), verbs(self.close_button))
        self.line.setFocus()


class PackExport:
    """Holds the button `reports.pack`; `with_request` gives what the page chooses, once it is sound."""

    def __init__(self, place: Workplace, banner: Banner, owner: QWidget, with_request: WithRequest) -> None:
        self.place, self.banner, self._owner = place, banner, owner
        self.button = button("reports.pack", "link")
        self.button.clicked.connect(lambda: with_request(self._on_asked))
        self._pack: Pack | None = None

    def retranslate(self) -> None:
        """Write the button's text."""
        self.button.setText(tr("Pack for an auditor…"))
        self.button.setToolTip(tr("Workbook, documents, index and hashes in one ZIP"))

    def _on_asked(self, request: WorkbookRequest, every: bool) -> None:
        self.banner.clear()
        dialog = PackDialog(request, self._owner.window())
        if not self.place.prompts.show(dialog):
            return
        self.button.setEnabled(False)
        self.place.tasks.run(
            _produce,
            self.place.office,
            request,
            every,
            dialog.encrypt.read(),
            title=tr("Making the pack"),
            progress=lambda _done, _whole: None,
            done=self._on_made,
            failed=self._on_failed,
            owner=self._owner,
        )

    def _on_made(self, pack: Pack) -> None:
        self.button.setEnabled(True)
        self._pack = pack
        if self._may_go_out(pack):
            self._choose_place()
        else:
            self._pack = None
            self.banner.show_info(tr("The pack is not kept."), consent_words(pack))

    def _may_go_out(self, pack: Pack) -> bool:
        """Ask before a pack is saved that names people who did not agree; where the office refuses, it names none."""
        if not pack.without_consent or pack.withheld:
            return True
        recorded = tr("If it is saved, the history of the office says so.")
        return self.place.prompts.confirm(
            tr("Name people without their consent?"),
            f"{consent_words(pack)} {recorded}",
            tr("Save it all the same"),
            danger=True,
        )

    def _choose_place(self) -> None:
        pack = self._pack
        if pack is None:
            return
        path = self.place.prompts.choose_save(tr("Save the pack"), pack.file_name, ((tr("ZIP archive"), ("zip",)),))
        if path is None:
            self._offer_saving()
            return
        save_export(
            self.place,
            pack,
            path,
            save_pack,
            done=lambda: self._on_written(path, pack),
            kept=self._offer_saving,
            failed=self._on_unwritten,
            owner=self._owner,
        )

    def _offer_saving(self) -> None:
        self.banner.show_info(tr("The pack is made but not saved."))
        self.banner.offer(tr("Save it…"), self._choose_place)

    def _on_written(self, path: Path, pack: Pack) -> None:
        self._pack = None
        said = [ntr("{count} document is in it.", "{count} documents are in it.", pack.documents)]
        if pack.left_out:
            left = tr("Left out, as their papers name people: {numbers}.")
            said.append(left.format(numbers=", ".join(pack.left_out)))
        if pack.without_consent:
            said.append(consent_words(pack))
        if pack.doubts:
            said.insert(0, doubt_words(pack))
        show = self.banner.show_warning if pack.doubts else self.banner.show_good
        show(tr("The pack is saved as {file}.").format(file=path.name), " ".join(said))
        if pack.passphrase:
            self.place.prompts.show(PassphraseDialog(pack.passphrase, self._owner.window()))

    def _on_unwritten(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)
        self.banner.offer(tr("Save it elsewhere…"), self._choose_place)

    def _on_failed(self, error: BaseException) -> None:
        self.button.setEnabled(True)
        errors.show_on(self.banner, error)
