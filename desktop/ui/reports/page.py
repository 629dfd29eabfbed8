"""The Reports section: which campaigns, which period, how people are named; then the workbook is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout

from desktop.domain.errors import Problem, Refused
from desktop.domain.people import NameUse
from desktop.domain.reports import Variant
from desktop.i18n import LANGUAGES, NATIVE_NAMES, mark, ntr, tr
from desktop.services import wording
from desktop.services.donor_forms import donor_forms, fill_donor_form
from desktop.services.named_exports import save_report
from desktop.services.reports import (
    Export,
    WorkbookRequest,
    all_campaigns,
    check_workbook,
    consent_words,
    doubt_words,
    make_workbook,
    preview_sheets,
)
from desktop.ui import errors
from desktop.ui.deeds import Deed
from desktop.ui.language import follow_language
from desktop.ui.reports.forms import FormsDialog
from desktop.ui.reports.journal import JournalExport
from desktop.ui.reports.named import save_export
from desktop.ui.reports.pack import PackExport
from desktop.ui.reports.preview import WorkbookPreview
from desktop.ui.reports.side import Side
from desktop.ui.reports.table import CAMPAIGNS
from desktop.ui.shared import permit
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import CheckField, ChoiceField, CodeField, TextField
from desktop.ui.shared.flow import FlowLayout
from desktop.ui.shared.form import Form
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.naming import button, role, text_label
from desktop.ui.shared.steady import steady
from desktop.ui.shared.whole_rows import choose_row
from desktop.ui.theme import APART, FAR, NEAR, scaled
from desktop.ui.workplace import PageWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from desktop.domain.campaigns import CampaignRow
    from desktop.domain.progress import Progress
    from desktop.domain.templates import DonorTemplate, SheetGrid
    from desktop.domain.views import SavedView
    from desktop.services.office import Office
    from desktop.ui.deeds import Deeds
    from desktop.ui.workplace import Workplace

_NAMED_BY = {
    NameUse.CODE: mark("Codes only"),
    NameUse.ALIAS: mark("Aliases"),
    NameUse.NAME: mark("Names"),
}


_LIST_KEPT = 300
_TEXTS: dict[Deed, str] = {Deed.PAPER: mark("Preview the workbook"), Deed.EXPORT: mark("Export workbook…")}


def _languages() -> Sequence[tuple[str, str]]:
    return [(code, NATIVE_NAMES[code]) for code in LANGUAGES]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page asks of the worker. `every` campaign is found there too, so that no list is loaded on screen."""

    request: WorkbookRequest
    every: bool
    form: int | None
    preview: bool


def _produce(office: Office, wanted: Wanted, progress: Progress) -> tuple[Export, tuple[SheetGrid, ...]]:
    """Make the workbook, or fill the donor's form, in the worker; and read how its sheets begin, where asked."""
    request = wanted.request
    if wanted.every:
        request = replace(request, campaigns=all_campaigns(office), whole=True)
    if wanted.form is not None:
        export = fill_donor_form(office, wanted.form, request, progress)
    else:
        export = make_workbook(office, request, progress)
    return export, preview_sheets(export, computed=wanted.form is None) if wanted.preview else ()


class ReportsPage(PageWidget):
    """Campaigns to choose on the left, the workbook's options and the button on the right."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self.rows: ListPage[CampaignRow] = ListPage(place, CAMPAIGNS)
        self._wanted = ""
        self._export: Export | None = None
        self._forms: tuple[DonorTemplate, ...] = ()
        self.banner = Banner("reports.done")
        self.form = Form("reports")
        self.every = self.form.add(CheckField("every", mark("All campaigns")), wide=True)
        self._add_options()
        self.warning = text_label("", "hint", wrap=True)
        self.chosen = text_label("", "muted", wrap=True)
        self.export_button = button("reports.export", "primary", "save")
        self.export_button.clicked.connect(self._on_export)
        self.preview_button = button("reports.preview", "", "eye")
        self.preview_button.clicked.connect(self._on_preview)
        self.forms_button = button("reports.forms", "link")
        self.forms_button.clicked.connect(self._on_forms)
        self.journal = JournalExport(place, self.banner, self)
        self.pack = PackExport(place, self.banner, self, self._with_request)
        self.every.edited.connect(self._write_choice)
        self.name_use.edited.connect(self._write_choice)
        self.rows.selection.changed.connect(self._write_choice)
        self.rows.status_changed.connect(self.status_changed)
        self.rows.model.shown.connect(self._select_wanted)
        self._lay_out()
        self.variant.edited.connect(self._on_variant)
        self._on_variant()
        follow_language(self, self.retranslate)
        permit.guard(self, place.office)
        self._load_forms()

    def _add_options(self) -> None:
        today = self.place.office.today
        self.form.section(mark("Report"))
        self.variant: ChoiceField[Variant] = self.form.add(ChoiceField("variant", mark("Layout"), Variant), wide=True)
        self.donor_form = self.form.add(CodeField("donor_form", mark("Donor's form"), self._form_choices))
        self.grant = self.form.add(TextField("grant", mark("Grant")), wide=True)
        self.agreement = self.form.add(TextField("agreement", mark("Agreement number")), wide=True)
        self.form.section(mark("Period"))
        self.period_from = self.form.add(DateField("period_from", mark("From"), today))
        self.period_to = self.form.add(DateField("period_to", mark("To"), today))
        self.form.section(mark("What it shows"))
        self.name_use: ChoiceField[NameUse] = self.form.add(
            ChoiceField("name_use", mark("People are shown by"), NameUse, named_by=lambda each: tr(_NAMED_BY[each]))
        )
        self.language = self.form.add(CodeField("language", mark("Language"), _languages))
        self.language.write(self.place.settings().language)
        self.people = self.form.add(CheckField("people", mark("A sheet of beneficiaries")), wide=True)
        self.people.write(True)

    def _lay_out(self) -> None:
        panel = role(QFrame(), "ground")
        side = QVBoxLayout(panel)
        side.setContentsMargins(APART, FAR, FAR, APART)
        side.setSpacing(NEAR + 4)
        for widget in (self.banner, self.chosen, self.form, self.warning):
            side.addWidget(widget)
        row = FlowLayout()
        row.addWidget(self.export_button)
        row.addWidget(self.preview_button)
        side.addLayout(row)
        for link in (self.forms_button, self.pack.button, self.journal.button):
            side.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        side.addStretch(1)
        scroll = Side()
        steady(scroll)
        scroll.setWidgetResizable(True)
        scroll.setWidget(panel)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        self.rows.setMinimumWidth(scaled(_LIST_KEPT))  # less than it asks for: the options get their whole width
        split.addWidget(self.rows)
        split.addWidget(scroll)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.place.memory.follow(split, "reports.split")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    # ------------------------------------------------------------------ what the shell asks

    def open_code(self, code: str) -> None:
        """Select a campaign, so that its workbook is one click away."""
        if not code:
            return
        self._wanted = code
        self.every.write(False)
        self.rows.clear_filters()
        self._select_wanted()

    def show_view(self, view: SavedView) -> None:
        self.rows.views.open(view)

    def deeds(self) -> Deeds:
        """Preview and export as the buttons do; of the list's own commands, copying its rows."""
        buttons = ((Deed.PAPER, self.preview_button), (Deed.EXPORT, self.export_button))
        found: dict[Deed, Callable[[], object]] = {deed: each.click for deed, each in buttons if each.isEnabled()}
        rows = self.rows.deeds()
        if Deed.COPY in rows:
            found[Deed.COPY] = rows[Deed.COPY]
        return found

    def deed_texts(self) -> Mapping[Deed, str]:
        return _TEXTS

    def focus_filter(self) -> None:
        self.rows.focus_filter()

    def refresh(self) -> None:
        self.rows.refresh()

    def status(self) -> str:
        return self.rows.status()

    def retranslate(self) -> None:
        self.export_button.setText(tr("Export workbook…"))
        self.preview_button.setText(tr("Preview"))
        self.forms_button.setText(tr("Donors' forms…"))
        self.journal.retranslate()
        self.pack.retranslate()
        self._write_choice()

    # ------------------------------------------------------------------ what it does

    def _select_wanted(self) -> None:
        if not self._wanted:
            return
        for place, row in self.rows.model.loaded_rows():
            if row.code == self._wanted:
                self._wanted = ""
                choose_row(self.rows.table, place)
                return

    def _write_choice(self) -> None:
        count = len(self.rows.table.selected_rows())
        if self.every.read():
            text = tr("All campaigns go into the workbook, archived ones too.")
        elif count:
            text = ntr("{count} campaign goes into the workbook.", "{count} campaigns go into the workbook.", count)
        else:
            text = tr("Select campaigns in the list (Ctrl or Shift for several), or tick “All campaigns”.")
        self.chosen.setText(text)
        says_names = self.name_use.read() is not NameUse.CODE
        self.warning.setText(
            tr("This file will name people. Give it only to those who must know, and do not keep a copy on this disk.")
            if says_names
            else tr("The file holds codes instead of names. The key to the codes stays in the vault.")
        )

    def _form_choices(self) -> Sequence[tuple[str, str]]:
        return [(str(each.number), each.title) for each in self._forms]

    def _load_forms(self) -> None:
        self.place.tasks.run(donor_forms, self.place.office, done=self._on_forms_loaded, owner=self)

    def _on_forms_loaded(self, forms: tuple[DonorTemplate, ...]) -> None:
        self._forms = forms
        self.donor_form.retranslate()

    def _on_forms(self) -> None:
        chosen = set() if self.every.read() else set(self.rows.table.selected_rows())
        codes = tuple(row.code for place, row in self.rows.model.loaded_rows() if place in chosen)
        self.place.prompts.show(FormsDialog(self.place, codes, self))
        self._load_forms()

    def _on_variant(self) -> None:
        """Show the donor's forms where one is to be filled, and what only our own workbook has where not."""
        own = self.variant.read() is Variant.TEMPLATE
        self.donor_form.setVisible(own)
        self.people.setVisible(not own)

    def _on_export(self) -> None:
        self._with_request(partial(self._make, preview=False))

    def _on_preview(self) -> None:
        self._with_request(partial(self._make, preview=True))

    def _with_request(self, then: Callable[[WorkbookRequest, bool], None]) -> None:
        """Read what is chosen, and go on with it if nothing is wrong."""
        self.banner.clear()
        self.rows.selection.collect(lambda rows: self._on_chosen(rows, then))

    def _on_chosen(self, rows: list[CampaignRow], then: Callable[[WorkbookRequest, bool], None]) -> None:
        every = self.every.read()
        try:
            values = self.form.read()
            request = WorkbookRequest(
                tuple(sorted(row.code for row in rows)),
                values["name_use"],
                values["language"],
                values["period_from"],
                values["period_to"],
                variant=values["variant"],
                people=values["people"],
                grant=values["grant"],
                agreement=values["agreement"],
            )
            found = [each for each in check_workbook(request) if not (every and each.at == "campaigns")]
            own = request.variant is Variant.TEMPLATE
            if own and not values["donor_form"]:
                found.append(Problem("template.none_chosen", "donor_form"))
            if found:
                raise Refused(*found)
        except Refused as refusal:
            self._show_problems(refusal)
            return
        self.form.clear_problems()
        then(request, every)

    def _make(self, request: WorkbookRequest, every: bool, *, preview: bool) -> None:
        own = request.variant is Variant.TEMPLATE
        self._busy(True)
        self.place.tasks.run(
            _produce,
            self.place.office,
            Wanted(request, every, int(self.donor_form.read()) if own else None, preview),
            title=tr("Making the workbook"),
            progress=lambda _done, _whole: None,
            done=self._on_made,
            failed=self._on_failed,
        )

    def _show_problems(self, refusal: Refused) -> None:
        rest = self.form.problems(refusal.problems)
        said = " ".join(wording.sentence(problem) for problem in rest) or tr("Look at the marked fields.")
        self.banner.show_error(tr("No workbook yet."), said)
        self.form.focus_problem()

    def _busy(self, busy: bool) -> None:
        self.export_button.setEnabled(not busy)
        self.preview_button.setEnabled(not busy)

    def _on_made(self, made: tuple[Export, tuple[SheetGrid, ...]]) -> None:
        """Ask where to only when there is a file: what cannot be made is said before a name is chosen."""
        self._busy(False)
        self._export, grids = made
        if not grids or self.place.prompts.show(WorkbookPreview(grids, self)):
            self._choose_place()
        else:
            self._offer_saving()

    def _choose_place(self) -> None:
        export = self._export
        if export is None:
            return
        path = self.place.prompts.choose_save(
            tr("Save the workbook"), export.file_name, ((tr("Excel workbook"), ("xlsx",)),)
        )
        if path is None:
            self._offer_saving()
            return
        save_export(
            self.place,
            export,
            path,
            save_report,
            done=lambda: self._on_written(path),
            kept=self._offer_saving,
            failed=self._on_unwritten,
            owner=self,
        )

    def _offer_saving(self) -> None:
        self.banner.show_info(tr("The workbook is made but not saved."))
        self.banner.offer(tr("Save it…"), self._choose_place)

    def _on_written(self, path: Path) -> None:
        export, self._export = self._export, None
        agrees, show = tr("It was opened again and agrees with the ledger to the cent."), self.banner.show_good
        if export is not None and export.without_consent:
            agrees = f"{agrees} {consent_words(export)}"
        if export is not None and export.doubts:
            agrees, show = f"{doubt_words(export)} {agrees}", self.banner.show_warning
        show(tr("The workbook is saved as {file}.").format(file=path.name), agrees)

    def _on_unwritten(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)
        self.banner.offer(tr("Save it elsewhere…"), self._choose_place)

    def _on_failed(self, error: BaseException) -> None:
        self._busy(False)
        if isinstance(error, Refused):
            self._show_problems(error)
        else:
            errors.show_on(self.banner, error)
