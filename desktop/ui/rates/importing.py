"""Importing a table of rates: the file is chosen or dropped, what it would change is shown, then it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette

from desktop.domain.errors import NotFound, Problem, Refused
from desktop.domain.rate_tables import RateImport
from desktop.i18n import mark, ntr, tr
from desktop.services import wording
from desktop.services.rates import import_rates, preview_rates, read_rate_file
from desktop.ui import errors, formatting
from desktop.ui.changes import MONEY, Topic
from desktop.ui.icons import icon
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import REQUIRED
from desktop.ui.shared.file_card import FileCard
from desktop.ui.shared.form_page import FormPage
from desktop.ui.shared.naming import named, restyle, text_label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace

_SHOWN_CONFLICTS = 8
_ON_ACCENT, _ON_BUTTON = QPalette.ColorRole.BrightText, QPalette.ColorRole.ButtonText
_SHOWN_CURRENCIES = 12


def _look(office: Office, path: Path, month: date | None) -> RateImport:
    return preview_rates(office, read_rate_file(path, month))


class RateImportForm(FormPage[RateImport, RateImport]):
    """`imported(RateImport)` when it is done."""

    imported = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, "rate_import", None, mark("Rates"))
        self.path: Path | None = None
        self.seen: RateImport | None = None
        self.card = FileCard("rate_import.choose")
        self.choose_button = self.card.choose
        self.choose_button.clicked.connect(self.choose)
        self.lead = named(text_label("", "", wrap=True), "rate_import.lead")
        self.file = named(text_label("", "muted", wrap=True), "rate_import.file")
        self.month: DateField = self.form.add(
            DateField(
                "month", mark("Month"), place.office.today, hint=mark("Any day of the month, then Enter"), needed=True
            )
        )
        self.month.hide()
        self.month.left.connect(self._read_again)
        self.month.line.returnPressed.connect(self.month.leave)
        self.summary = named(text_label("", "heading", wrap=True), "rate_import.summary")
        self.details = named(text_label("", "", wrap=True), "rate_import.details")
        self.conflicts = named(text_label("", "warning", wrap=True), "rate_import.conflicts")
        for at, widget in enumerate((self.lead, self.card, self.file)):
            self.body.insertWidget(at, widget)
        for widget in (self.summary, self.details, self.conflicts):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.save_another.hide()  # one table at a time
        self.begin()

    # ------------------------------------------------------------------ the file

    def choose(self) -> None:
        """Ask for the file."""
        kinds = ((tr("Tables of rates"), ("zip", "csv", "xml", "json")), (tr("All files"), ("*",)))
        path = self.place.prompts.choose_open(tr("Choose a table of exchange rates"), kinds)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Read a file and show what it would change."""
        self.path, self.seen = path, None
        self.banner.clear()
        self.month.hide()
        self.month.write(None)
        self._write()
        self._read(None)

    def _read_again(self) -> None:
        try:
            month = self.month.read()
        except Refused as refusal:
            self.form.problems(refusal.problems)
            return
        self._read(month)

    def _read(self, month: date | None) -> None:
        self._reading(True)
        self.place.tasks.run(
            _look, self.place.office, self.path, month, done=self._on_read, failed=self._on_unread, owner=self
        )

    def _reading(self, reading: bool) -> None:
        self.choose_button.setEnabled(not reading)
        self.say_beside(tr("Reading…") if reading else "")

    def _on_read(self, seen: RateImport) -> None:
        self._reading(False)
        self.seen = seen
        self.form.clear_problems()
        self.banner.clear()
        self._write()
        if self.save_button.isEnabled():
            self.save_button.setFocus()

    def _on_unread(self, error: BaseException) -> None:
        self._reading(False)
        self._write()
        if isinstance(error, Refused) and any(problem.at == "month" for problem in error.problems):
            self.month.show()
            self.month.editor.setFocus()
            self.banner.show_info(" ".join(wording.sentence(problem) for problem in error.problems))
        else:
            errors.show_on(self.banner, error)

    # ------------------------------------------------------------------ the preview

    def _write(self) -> None:
        seen = self.seen
        self.offer(seen is not None and seen.new > 0)
        for widget in (self.summary, self.details, self.conflicts):
            widget.setVisible(seen is not None)
        restyle(self.choose_button, "look", "primary" if seen is None else "")
        self.choose_button.setIcon(icon("folder", _ON_ACCENT if seen is None else _ON_BUTTON))
        self.file.setVisible(self.path is not None)
        if self.path is not None:
            self.file.setText(tr("File: {file}").format(file=self.path.name))
        if seen is None:
            return
        self.summary.setText(_summary(seen))
        self.details.setText("\n".join(_details(seen)))
        self.conflicts.setText("\n".join(_conflicts(seen)))
        self.conflicts.setVisible(bool(seen.conflicts))

    # ------------------------------------------------------------------ the kit's hooks

    @property
    def dirty(self) -> bool:
        """A file that was looked at can be looked at again: nothing is lost."""
        return False

    def load(self, code: str) -> RateImport:
        """A table is read and imported; nothing is ever loaded here."""
        raise NotFound(subject=code)

    def show_record(self, record: RateImport | None) -> None:
        self._write()

    def read_draft(self) -> RateImport:
        if self.seen is None:
            raise Refused(Problem(REQUIRED))
        return self.seen

    def store(self, draft: RateImport) -> RateImport:
        return import_rates(self.place.office, draft.table)

    def stored(self, record: RateImport) -> None:
        self.place.changes.announce(Topic.RATES, *MONEY)
        self.imported.emit(record)

    def focus_first(self) -> None:
        self.choose_button.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Import exchange rates"))
        self.save_button.setText(tr("Import"))
        self.lead.setText(tr("What the table would change is shown first. Nothing is stored before you say “Import”."))
        self.card.tell(
            tr("Drop a file here or choose one: ECB (zip, csv, xml), NBP (csv, xml, json), NBRB (json), InforEuro."),
            tr("Choose a file…"),
        )
        self._write()


def _summary(seen: RateImport) -> str:
    if not seen.new:
        return tr("Nothing new: all rates of this table are here already.")
    return ntr("{count} new rate will be stored.", "{count} new rates will be stored.", seen.new)


def _details(seen: RateImport) -> Iterable[str]:
    """Say what the table is, what of it is here already, and what was left out."""
    table = seen.table
    first, last = table.days
    yield tr("Source: {source}").format(source=formatting.label(table.source))
    yield tr("Days: {first} to {last}").format(first=formatting.day(first), last=formatting.day(last))
    shown = ", ".join(table.currencies[:_SHOWN_CURRENCIES])
    more = len(table.currencies) - _SHOWN_CURRENCIES
    codes = tr("{codes} and {count} more").format(codes=shown, count=more) if more > 0 else shown
    yield tr("Currencies: {codes}").format(codes=codes)
    if seen.same and seen.new:
        yield ntr("{count} rate is here already.", "{count} rates are here already.", seen.same)
    for problem in table.warnings:
        yield wording.sentence(problem)


def _conflicts(seen: RateImport) -> Iterable[str]:
    """Say which rates differ from the kept ones, which stay."""
    count = len(seen.conflicts)
    yield ntr(
        "{count} rate differs from the one kept here, which stays:",
        "{count} rates differ from those kept here, which stay:",
        count,
    )
    for each in seen.conflicts[:_SHOWN_CONFLICTS]:
        yield tr("{date}: kept {kept}, in the file {read}").format(
            date=formatting.day(each.kept.on), kept=formatting.rate(each.kept), read=formatting.rate(each.read)
        )
    if count > _SHOWN_CONFLICTS:
        yield tr("… and {count} more").format(count=count - _SHOWN_CONFLICTS)
