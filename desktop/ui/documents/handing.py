"""Handing a document out: to a printer, or into a file. The first one out is the original, all others marked copies."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import Refused, Severity
from desktop.domain.receipts import Document, DocumentState
from desktop.i18n import mark, ntr, tr
from desktop.services import wording
from desktop.services.documents import HandedOut, export_document, file_name, hand_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.ui.shared.printing import Printing
    from desktop.ui.workplace import Workplace

_PRINTED = (
    mark("The original of {number} is printed."),
    mark("Copy {copy} of {number} is printed, and marked so."),
    mark("{number} is printed, marked VOID."),
)
_SAVED = (
    mark("The original of {number} is saved as {file}."),
    mark("Copy {copy} of {number} is saved as {file}, and marked so."),
    mark("{number} is saved as {file}, marked VOID."),
)


def before(document: Document) -> str:
    """Say what the next one handed out will be."""
    if document.state is DocumentState.VOIDED:
        return tr("Whatever is printed or saved now is marked VOID.")
    if not document.handed_out:
        return tr("Not handed out yet: the first print or file is the original.")
    if not document.copies:
        return tr("The original is handed out. The next print or file is marked as copy 1.")
    said = ntr("The original and {count} copy are handed out.", "The original and {count} copies are handed out.",
               document.copies)  # fmt: skip
    following = tr("The next print or file is marked as copy {copy}.").format(copy=document.copies + 1)
    return f"{said} {following}"


def _after(texts: tuple[str, str, str], document: Document, file: str = "") -> str:
    """Say what was handed out."""
    original, copy, void = texts
    text = void if document.state is DocumentState.VOIDED else copy if document.copies else original
    return tr(text).format(number=document.number, copy=document.copies, file=file)


class Handing(QObject):
    """Prints and saves one document at a time. `handed(document, text)` when it is out, `failed(error)` when not.

    A cancelled printer or file uses nothing up. `busy(bool)` tells when buttons must rest.
    """

    handed = Signal(object, str)
    refused = Signal(str)
    failed = Signal(object)
    busy = Signal(bool)

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._working = False

    def print_paper(self, number: str, pdf: bytes) -> None:
        """Ask for a printer (`pdf` tells it the size), then hand out and print."""
        if self._working:
            return
        printing = self._place.prompts.choose_printer(pdf)
        if printing is None:
            return
        self._take(hand_out, (number,), lambda handed: self._on_printing(printing, handed))

    def save_paper(self, number: str) -> None:
        """Ask for a file, then hand out into it."""
        if self._working:
            return
        path = self._place.prompts.choose_save(
            tr("Save {number}").format(number=number), file_name(number), ((tr("PDF document"), ("pdf",)),)
        )
        if path is None:
            return
        self._take(export_document, (number, path), lambda handed: self._on_saved(handed, path))

    def _take(
        self,
        verb: Callable[..., HandedOut],
        wanted: tuple[object, ...],
        done: Callable[[HandedOut], None],
        *,
        anyway: bool = False,
    ) -> None:
        """Hand out in the worker; where only a warning stands against it, ask and go on if the answer is so."""

        def failed(error: BaseException) -> None:
            if self._goes_on(error):
                self._take(verb, wanted, done, anyway=True)
            else:
                self._on_failed(error)

        self._work(True)
        self._place.tasks.run(
            partial(verb, anyway=anyway), self._place.office, *wanted, done=done, failed=failed, owner=self
        )

    def _goes_on(self, error: BaseException) -> bool:
        """Ask whether a paper goes out though a person whom it names does not agree any more."""
        if not isinstance(error, Refused) or any(each.severity is Severity.ERROR for each in error.problems):
            return False
        said = " ".join(wording.sentence(problem) for problem in error.problems)
        recorded = tr("If you go on, the history of the document says so.")
        return self._place.prompts.confirm(
            tr("Hand it out without consent?"), f"{said} {recorded}", tr("Hand it out all the same"), danger=True
        )

    def _work(self, working: bool) -> None:
        self._working = working
        self.busy.emit(working)

    def _on_printing(self, printing: Printing, handed: HandedOut) -> None:
        self._work(False)
        if printing.paint(handed.pdf):
            self.handed.emit(handed.document, _after(_PRINTED, handed.document))
        else:
            self.refused.emit(
                tr("It is recorded as handed out all the same: what is printed next is marked as a copy.")
            )

    def _on_saved(self, handed: HandedOut, path: Path) -> None:
        self._work(False)
        self.handed.emit(handed.document, _after(_SAVED, handed.document, path.name))

    def _on_failed(self, error: BaseException) -> None:
        self._work(False)
        self.failed.emit(error)
