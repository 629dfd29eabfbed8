"""What is done with several documents at once: printed as one job, saved as one PDF or a file each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from desktop.i18n import ntr, tr
from desktop.services.documents import hand_out, view_document
from desktop.services.named_papers import check_handing
from desktop.services.paper_batch import export_each, export_joined
from desktop.ui import errors
from desktop.ui.changes import Topic
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.naming import button, text_label
from desktop.ui.theme import NEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop.domain.receipts import DocumentRow
    from desktop.services.documents import HandedOut
    from desktop.services.named_papers import Held
    from desktop.services.paper_batch import PaperBatch
    from desktop.ui.shared.printing import PrintRun
    from desktop.ui.shared.selection import Selection
    from desktop.ui.workplace import Workplace


_FEW = 10


class BatchBar(QWidget):
    """Shown while several documents are selected, and until what it did is read."""

    def __init__(self, place: Workplace, selection: Selection[DocumentRow]) -> None:
        super().__init__()
        self.place, self.selection = place, selection
        self._run: PrintRun | None = None
        self._anyway, self._left_out = False, ""
        self.banner = Banner("batch")
        self.words = text_label("", "muted", wrap=True)
        self.print_button = button("batch.print", "", "print")
        self.one_button = button("batch.one", "", "save")
        self.each_button = button("batch.each", "", "save")
        self.stop_button = button("batch.stop")
        self.print_button.clicked.connect(lambda: self._with_numbers(self._on_print))
        self.one_button.clicked.connect(lambda: self._with_numbers(self._on_one))
        self.each_button.clicked.connect(lambda: self._with_numbers(self._on_each))
        self.stop_button.clicked.connect(self._on_stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        layout.addWidget(self.words)
        layout.addWidget(FlowRow(self.print_button, self.one_button, self.each_button, self.stop_button))
        layout.addWidget(self.banner)
        self._busy(False)
        follow_language(self, self.retranslate)

    @property
    def buttons(self) -> tuple[QAbstractButton, ...]:
        """What can be done with all of them; hidden while one alone is selected."""
        return (self.print_button, self.one_button, self.each_button)

    def retranslate(self) -> None:
        self.print_button.setText(tr("Print all…"))
        self.one_button.setText(tr("Save as one PDF…"))
        self.each_button.setText(tr("Save a file each…"))
        self.stop_button.setText(tr("Stop"))
        self.words.setText(
            tr(
                "What was not handed out yet goes out as the original, everything else as a marked copy. Each is "
                "recorded."
            )
        )

    def show_for(self, count: int) -> None:
        """Show it for this many selected documents; what was said stays until something else is selected."""
        if self._run is None:
            self.setVisible(count > 1 and self.place.office.has_identity)

    def _busy(self, busy: bool, *, stoppable: bool = False) -> None:
        for each in (self.print_button, self.one_button, self.each_button):
            each.setEnabled(not busy)
        self.stop_button.setVisible(stoppable)
        self.stop_button.setEnabled(True)

    def _with_numbers(self, then: Callable[[tuple[str, ...]], None]) -> None:
        """Go on with the numbers of all selected documents, in the order of the register, that may go out."""
        self.banner.clear()
        self._anyway, self._left_out = False, ""
        self.selection.collect(
            lambda rows: self._check(tuple(row.number for row in sorted(rows, key=lambda row: row.row_id)), then)
        )

    def _check(self, numbers: tuple[str, ...], then: Callable[[tuple[str, ...]], None]) -> None:
        self._busy(True)
        self.place.tasks.run(
            check_handing,
            self.place.office,
            numbers,
            done=lambda held: self._on_checked(numbers, held, then),
            failed=self._on_failed,
            owner=self,
        )

    def _on_checked(
        self, numbers: tuple[str, ...], held: tuple[Held, ...], then: Callable[[tuple[str, ...]], None]
    ) -> None:
        """Ask about those that name people who do not agree to it any more, as the office's rule has it."""
        self._busy(False)
        if held:
            named = [each.number for each in held]
            rest = tuple(number for number in numbers if number not in set(named))
            said = _said(held)
            refused = any(each.refused for each in held)
            if refused and not rest:
                self.banner.show_error(tr("Nothing is handed out."), said)
                return
            if not self._goes_on(said, refused=refused):
                if refused:
                    return
                numbers = rest
            elif refused:
                numbers = rest
            else:
                self._anyway = True
            if not self._anyway:
                self._left_out = tr("Left out for want of consent: {numbers}.").format(numbers=_few(named))
        if numbers:
            then(numbers)

    def _goes_on(self, said: str, *, refused: bool) -> bool:
        ask, title = self.place.prompts.confirm, tr("Some of them name people who do not agree any more")
        if refused:
            return ask(title, said, tr("Go on without them"))
        recorded = tr("If they go out, the history of each says so.")
        return ask(title, f"{said} {recorded}", tr("Hand them out too"), danger=True, keep=tr("Leave them out"))

    # ------------------------------------------------------------------ files

    def _on_one(self, numbers: tuple[str, ...]) -> None:
        name = f"documents-{self.place.office.today().isoformat()}.pdf"
        path = self.place.prompts.choose_save(tr("Save as one PDF"), name, ((tr("PDF document"), ("pdf",)),))
        if path is None:
            return
        self._begin(
            export_joined, numbers, path, lambda batch: self._say_saved(batch, tr("as {file}").format(file=path.name))
        )

    def _on_each(self, numbers: tuple[str, ...]) -> None:
        folder = self.place.prompts.choose_folder(tr("Choose a folder for the files"))
        if folder is None:
            return
        said = tr("in the folder {folder}").format(folder=folder.name)
        self._begin(export_each, numbers, folder, lambda batch: self._say_saved(batch, said))

    def _begin(
        self,
        work: Callable[..., PaperBatch],
        numbers: tuple[str, ...],
        where: Path,
        done: Callable[[PaperBatch], None],
    ) -> None:
        self._busy(True)
        self.place.tasks.run(
            partial(work, anyway=self._anyway),
            self.place.office,
            numbers,
            where,
            title=tr("Saving documents"),
            progress=lambda _done, _whole: None,
            done=done,
            failed=self._on_failed,
            owner=self,
        )

    def _say_saved(self, batch: PaperBatch, where: str) -> None:
        self._busy(False)
        self.place.changes.announce(Topic.DOCUMENTS)
        said = ntr("{count} document is saved.", "{count} documents are saved.", len(batch.done))
        if batch.error is not None:
            self.banner.show_error(errors.in_words(batch.error), f"{said} {_rest(batch.left)}")
            return
        if batch.left:
            self.banner.show_info(tr("Stopped."), f"{said} {_rest(batch.left)}")
            return
        self.banner.show_good(said, f"{where} {self._left_out}".strip())

    # ------------------------------------------------------------------ the printer

    def _on_print(self, numbers: tuple[str, ...]) -> None:
        if not numbers:
            return
        self._busy(True)
        self.place.tasks.run(
            view_document,
            self.place.office,
            numbers[0],
            done=lambda pdf: self._on_sized(pdf, numbers),
            failed=self._on_failed,
            owner=self,
        )

    def _on_sized(self, pdf: bytes, numbers: tuple[str, ...]) -> None:
        from desktop.ui.shared.printing import PrintRun  # noqa: PLC0415  libraries that few sessions need

        self._busy(False)
        printing = self.place.prompts.choose_printer(pdf, whole=True)
        if printing is None:
            return
        if not printing.begin():
            self.banner.show_error(tr("The printer refused."), tr("Nothing was handed out."))
            return
        self._run = PrintRun(printing, numbers)
        self._busy(True, stoppable=True)
        self._print_next()

    def _print_next(self) -> None:
        run = self._run
        if run is None:
            return
        self.banner.show_info(
            tr("Printing {place} of {count}…").format(place=len(run.done) + 1, count=len(run.numbers))
        )
        if not run.next_one(self._take):
            self._end_print()

    def _take(self, number: str) -> None:
        """Take one document out when it is its turn, so that what comes after a stop is untouched."""
        self.place.tasks.run(
            partial(hand_out, anyway=self._anyway),
            self.place.office,
            number,
            done=self._on_taken,
            failed=self._on_print_failed,
            owner=self,
        )

    def _on_taken(self, handed: HandedOut) -> None:
        if self._run is not None:
            self._run.add(handed.pdf)
            self._print_next()

    def _on_stop(self) -> None:
        if self._run is not None:
            self._run.stopped = True
            self.stop_button.setEnabled(False)

    def _end_print(self, error: BaseException | None = None) -> None:
        run, self._run = self._run, None
        if run is None:
            return
        run.printing.end()
        self._busy(False)
        self.place.changes.announce(Topic.DOCUMENTS)
        said = ntr("{count} document is printed.", "{count} documents are printed.", len(run.done))
        if error is not None:
            self.banner.show_error(errors.in_words(error), f"{said} {_rest(run.left)}")
        elif run.left:
            self.banner.show_info(tr("Stopped."), f"{said} {_rest(run.left)}")
        else:
            self.banner.show_good(said, self._left_out)

    def _on_print_failed(self, error: BaseException) -> None:
        self._end_print(error)

    def _on_failed(self, error: BaseException) -> None:
        self._busy(False)
        errors.show_on(self.banner, error)


def _said(held: tuple[Held, ...]) -> str:
    """Say which of the chosen documents name people who do not agree, and what can be done."""
    said = ntr("{count} document names somebody without a consent in force",
               "{count} documents name people without a consent in force", len(held))  # fmt: skip
    people = dict.fromkeys(str(problem.params["person"]) for each in held for problem in each.problems)
    numbers, codes = _few([each.number for each in held]), _few(list(people))
    do = tr("Record new consents on their pages; or void these and issue them by the code or another alias.")
    return f"{said}: {numbers} ({codes}). {do}"


def _few(names: list[str]) -> str:
    return ", ".join(names[:_FEW]) + (", …" if len(names) > _FEW else "")


def _rest(left: Sequence[str]) -> str:
    """Say how many are untouched, and where the next batch would begin."""
    if not left:
        return ""
    rest = ntr("{count} is left as it was.", "{count} are left as they were.", len(left))
    begins = tr("The first of these is {number}.").format(number=left[0])
    return f"{rest} {begins}"
