"""The donors' own forms: add one for a grant, replace it by a newer file, map it, take it away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.domain.errors import Refused
from desktop.i18n import tr
from desktop.services import wording
from desktop.services.donor_forms import add_form, donor_forms, form_keys, load_form, remove_form, replace_form
from desktop.services.reports import all_campaigns
from desktop.ui import errors
from desktop.ui.documents.preview import fit_to_screen
from desktop.ui.reports.mapping import MappingDialog
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.flow import FlowLayout
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.theme import APART, FAR, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from desktop.domain.templates import DonorTemplate, SheetGrid
    from desktop.services.office import Office
    from desktop.ui.workplace import Workplace

_NUMBER = Qt.ItemDataRole.UserRole
_Loaded = tuple["DonorTemplate", "tuple[SheetGrid, ...]", "tuple[tuple[str, str], ...]"]


def _load(office: Office, number: int, campaigns: tuple[str, ...]) -> _Loaded:
    """Read in the worker all that mapping needs."""
    form, grids = load_form(office, number)
    return form, grids, form_keys(office, campaigns or all_campaigns(office))


class FormsDialog(QDialog):
    """Lists the forms; each verb runs in the worker. `campaigns` are those whose items may get rows: none means all."""

    def __init__(self, place: Workplace, campaigns: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "forms.dialog", tr("Donors' forms"))
        self.setWindowTitle("Skarbonka")
        self.place, self._campaigns = place, campaigns
        self.banner = Banner("forms")
        self.list = named(QListWidget(), "forms.list", tr("Donors' forms"))
        verbs: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("add", tr("Add a form…"), self._on_add),
            ("map", tr("Map…"), self._on_map),
            ("replace", tr("Newer file…"), self._on_replace),
            ("remove", tr("Remove…"), self._on_remove),
        )
        self.buttons = {}
        for name, text, run in verbs:
            made = self.buttons[name] = button(f"forms.{name}", "primary" if name == "add" else "")
            made.setText(text)
            made.setAutoDefault(False)
            made.clicked.connect(run)
        self.close_button = button("forms.close")
        self.close_button.setText(tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        self.list.itemActivated.connect(lambda _item: self._on_map())
        self.list.currentRowChanged.connect(lambda _row: self._allow())
        self._refresh()

    def _lay_out(self) -> None:
        caption = text_label(tr("Donors' forms"), "heading")
        lead = tr("A donor's own Excel form is kept here with its mapping, one for each grant, and filled at export.")
        flow = FlowLayout()
        for each in self.buttons.values():
            flow.addWidget(each)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, APART)
        layout.setSpacing(NEAR)
        layout.addWidget(caption)
        layout.addWidget(text_label(lead, "muted", wrap=True))
        layout.addWidget(self.banner)
        layout.addWidget(self.list, 1)
        layout.addLayout(flow)
        layout.addLayout(row)
        fit_to_screen(self, 640, 480)

    def number(self) -> int | None:
        """Give the chosen form's number."""
        item = self.list.currentItem()
        return None if item is None else int(item.data(_NUMBER))

    def _refresh(self) -> None:
        self.place.tasks.run(donor_forms, self.place.office, done=self._on_forms, failed=self._on_failed, owner=self)

    def _on_forms(self, forms: tuple[DonorTemplate, ...]) -> None:
        chosen = self.number()
        self.list.clear()
        for each in forms:
            state = (
                tr("changed since it was mapped") if each.changed else tr("ready") if each.ready else tr("not mapped")
            )
            item = QListWidgetItem(f"{each.title}  ({state})")
            item.setData(_NUMBER, each.number)
            self.list.addItem(item)
            if each.number == chosen:
                self.list.setCurrentItem(item)
        if chosen is None and self.list.count():
            self.list.setCurrentRow(self.list.count() - 1)
        if not forms:
            self.banner.show_info(tr("No forms yet."))
        self._allow()

    def _allow(self) -> None:
        for name in ("map", "replace", "remove"):
            self.buttons[name].setEnabled(self.number() is not None)

    def _run(self, verb: Callable[..., Any], *arguments: object) -> None:
        self.banner.clear()
        self.place.tasks.run(
            verb,
            self.place.office,
            *arguments,
            done=lambda _form: self._refresh(),
            failed=self._on_failed,
            owner=self,
        )

    def _file(self) -> Path | None:
        return self.place.prompts.choose_open(tr("The donor's form"), ((tr("Excel workbook"), ("xlsx",)),))

    def _on_add(self) -> None:
        path = self._file()
        if path is None:
            return
        title = self.place.prompts.ask_text(tr("Which grant is the form for?"), tr("Grant"), tr("Keep the form"))
        if title:
            self._run(add_form, title, path)

    def _on_replace(self) -> None:
        number, path = self.number(), self._file()
        if number is not None and path is not None:
            self._run(replace_form, number, path)

    def _on_remove(self) -> None:
        number = self.number()
        text = tr("The form and its mapping are taken away. Reports made with it stay where they were saved.")
        if number is not None and self.place.prompts.confirm(tr("Remove this form?"), text, tr("Remove"), danger=True):
            self._run(remove_form, number)

    def _on_map(self) -> None:
        number = self.number()
        if number is None:
            return
        self.banner.clear()
        self.place.tasks.run(
            partial(_load, number=number, campaigns=self._campaigns),
            self.place.office,
            done=self._on_loaded,
            failed=self._on_failed,
            owner=self,
        )

    def _on_loaded(self, loaded: _Loaded) -> None:
        form, grids, keys = loaded
        self.place.prompts.show(MappingDialog(self.place, form, grids, keys, self))
        self._refresh()

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            said = " ".join(wording.sentence(problem) for problem in error.problems)
            self.banner.show_error(tr("Nothing was changed."), said)
        else:
            errors.show_on(self.banner, error)
