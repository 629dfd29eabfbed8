"""The only modal dialogs, file choosers and print dialogs. Passed down to pages; tests pass their own answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLineEdit, QWidget

from desktop.i18n import tr
from desktop.ui.later import later
from desktop.ui.shared.dialogs import AskDialog, ConfirmDialog, PrintWarning
from desktop.ui.shared.kept_dialog import KeptDialog
from desktop.ui.shared.naming import named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.ui.dialog_drafts import DialogDrafts
    from desktop.ui.memory import Memory
    from desktop.ui.shared.printing import Printing

PRINT_UNWARNED = "printing.unwarned"
"""Whether nobody is to be told on this computer what printing leaves behind."""

_OF_THEIR_WORDS = ("dialog.window",)
"""Questions: as large as what they ask."""

FileKind = tuple[str, tuple[str, ...]]
"""A translated name and its endings: (tr("Workbooks"), ("xlsx",))."""


class Prompts:
    """Asks the person at the screen. `window` gives the window that dialogs belong to.

    `drafts` keeps what is typed in them while an office is open.
    """

    def __init__(self, window: Callable[[], QWidget | None], memory: Memory | None = None) -> None:
        self._window, self._memory = window, memory
        self._folder = ""  # where a file was chosen last
        self._warned = memory is None
        self.drafts: DialogDrafts | None = None

    def confirm(self, title: str, text: str, verb: str, *, danger: bool = False, keep: str = "") -> bool:
        """Ask whether to do what `verb` names ("Void the receipt"). The safe answer is the default.

        Args:
            title: The question in a few words.
            text: What will happen, and whether it can be undone.
            verb: The button that does it; never "Yes".
            danger: Whether it destroys or voids something.
            keep: The button that does not; "Cancel" when empty.
        """
        return self._run(ConfirmDialog(self._window(), title, text, verb, keep or tr("Cancel"), danger=danger))

    def ask_text(self, title: str, label: str, verb: str, *, text: str = "", danger: bool = False) -> str | None:
        """Ask for a short text that must not be empty (a reason); None when it was cancelled."""
        dialog = AskDialog(self._window(), title, label, verb, text, danger=danger)
        return dialog.text() if self._run(dialog) else None

    def choose_open(self, title: str, kinds: Sequence[FileKind]) -> Path | None:
        """Ask for a file to read."""
        return self._choose(title, kinds, QFileDialog.AcceptMode.AcceptOpen, QFileDialog.FileMode.ExistingFile, "")

    def choose_files(self, title: str, kinds: Sequence[FileKind]) -> tuple[Path, ...]:
        """Ask for one file or several to read; none when it was cancelled."""
        return self._choose_many(
            title, kinds, QFileDialog.AcceptMode.AcceptOpen, QFileDialog.FileMode.ExistingFiles, ""
        )

    def choose_save(self, title: str, suggested: str, kinds: Sequence[FileKind]) -> Path | None:
        """Ask where to write a file; `suggested` is its name. An existing file is asked about by the chooser."""
        return self._choose(title, kinds, QFileDialog.AcceptMode.AcceptSave, QFileDialog.FileMode.AnyFile, suggested)

    def choose_folder(self, title: str) -> Path | None:
        """Ask for a folder."""
        return self._choose(title, (), QFileDialog.AcceptMode.AcceptOpen, QFileDialog.FileMode.Directory, "")

    def choose_printer(self, pdf: bytes, *, whole: bool = False) -> Printing | None:
        """Ask for a printer for a PDF like this one; None when it was cancelled. Nothing is printed yet.

        With `whole` all pages are printed: the PDF is the first of several. Before the first one of a session it is
        said that printing leaves traces, unless that was waved away on this computer.
        """
        if not self._may_print():
            return None
        from desktop.ui.shared.printing import choose_printer  # noqa: PLC0415  libraries that few sessions need

        return choose_printer(self._window(), pdf, whole=whole)

    def _may_print(self) -> bool:
        """Say once in a session what printing leaves behind; False when it is then left alone."""
        if self._warned or self._memory is None or self._memory.flag(PRINT_UNWARNED, default=False):
            return True
        dialog = PrintWarning(self._window())
        said = dialog.exec() == QDialog.DialogCode.Accepted
        if said and dialog.never_again:
            self._memory.keep(PRINT_UNWARNED, True)
        dialog.deleteLater()
        self._warned = said
        return said

    def show(self, dialog: QDialog) -> bool:
        """Show a dialog of a page's own (an import, a preview); whether it was accepted."""
        return self._run(dialog)

    def _run(self, dialog: QDialog) -> bool:
        self._as_left(dialog)
        drafts = self.drafts  # of the office over which it is opened: a lock may take that away meanwhile
        if isinstance(dialog, KeptDialog) and drafts is not None:
            drafts.opened(dialog)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        while not accepted and isinstance(dialog, KeptDialog) and self._goes_on(dialog):
            accepted = dialog.exec() == QDialog.DialogCode.Accepted
        if isinstance(dialog, KeptDialog) and drafts is not None:
            drafts.closed(dialog, done=accepted)
        dialog.deleteLater()
        return accepted

    def _as_left(self, dialog: QDialog) -> None:
        """Give a dialog the size that somebody drew, and remember the one that it is left with if that is another."""
        memory, key = self._memory, f"{dialog.objectName()}.size"
        if memory is None or not dialog.objectName() or dialog.objectName() in _OF_THEIR_WORDS:
            return
        kept = [int(part) for part in memory.text(key).split("-") if part.isdecimal()]
        room = dialog.screen().availableGeometry().size()
        if len(kept) == 2:
            dialog.resize(QSize(*kept).boundedTo(room))
        first: list[QSize] = []
        later(dialog, lambda: first.append(dialog.size()))

        def remember() -> None:
            if first and dialog.size() != first[0]:
                memory.keep(key, f"{dialog.width()}-{dialog.height()}")

        dialog.finished.connect(lambda _result: remember())

    def _goes_on(self, dialog: KeptDialog) -> bool:
        """Ask about what was typed in a dialog that is being closed; whether it is opened again. Never on a lock."""
        if dialog.aside or not dialog.unsaved:
            return False
        leaves = self.confirm(
            tr("Leave without saving?"),
            tr("What you entered here has not been saved and would be lost."),
            tr("Leave without saving"),
            danger=True,
            keep=tr("Go on editing"),
        )
        return not leaves and not dialog.aside

    def _choose(
        self,
        title: str,
        kinds: Sequence[FileKind],
        accept: QFileDialog.AcceptMode,
        mode: QFileDialog.FileMode,
        suggested: str,
    ) -> Path | None:
        return next(iter(self._choose_many(title, kinds, accept, mode, suggested)), None)

    def _choose_many(
        self,
        title: str,
        kinds: Sequence[FileKind],
        accept: QFileDialog.AcceptMode,
        mode: QFileDialog.FileMode,
        suggested: str,
    ) -> tuple[Path, ...]:
        dialog = QFileDialog(self._window(), title)
        dialog.setAcceptMode(accept)
        dialog.setFileMode(mode)
        if self._folder and Path(self._folder).is_dir():
            dialog.setDirectory(self._folder)
        if kinds:
            dialog.setNameFilters([f"{name} ({' '.join('*.' + end for end in ends)})" for name, ends in kinds])
            dialog.setDefaultSuffix(kinds[0][1][0])
        if suggested:
            dialog.selectFile(suggested)
        _name_parts(dialog, title)
        accept_text = tr("Save") if accept is QFileDialog.AcceptMode.AcceptSave else tr("Choose")
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, accept_text)
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, tr("Cancel"))
        chosen = dialog.selectedFiles() if dialog.exec() == QDialog.DialogCode.Accepted else []
        self._folder = dialog.directory().absolutePath()
        _forget_way(dialog)
        dialog.deleteLater()
        return tuple(Path(each) for each in chosen)


def _forget_way(dialog: QFileDialog) -> None:
    """Leave a file chooser at home: Qt writes where it stands last, and has been, into the user's own settings.

    A folder may be called after a person, or lie on a stick that is kept elsewhere.
    """
    dialog.setDirectory(QDir.homePath())
    dialog.setHistory([])


def _name_parts(dialog: QFileDialog, title: str) -> None:
    """Give a file chooser and its parts accessible ids; the system's own chooser has no parts of Qt."""
    named(dialog, "dialog.file", title)
    line: QLineEdit | None = dialog.findChild(QLineEdit, "fileNameEdit")
    buttons: QDialogButtonBox | None = dialog.findChild(QDialogButtonBox)
    if line is not None:
        line.setAccessibleIdentifier("dialog.file_name")
    for button in buttons.buttons() if buttons is not None else ():
        rejects = buttons is not None and buttons.buttonRole(button) is QDialogButtonBox.ButtonRole.RejectRole
        button.setAccessibleIdentifier("dialog.file_cancel" if rejects else "dialog.file_accept")
