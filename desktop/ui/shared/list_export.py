"""Saving a list as it is shown: where and as what is asked first, then it is made in the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.i18n import ntr, screen_language, tr
from desktop.services.list_export import ListForm, ListWanted, make_list_file, names_people, save_list_file
from desktop.services.named_exports import Typed
from desktop.services.users import prove_own
from desktop.ui import errors
from desktop.ui.shared.copied import CURRENCY, cell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from desktop.domain.listing import ListCell
    from desktop.domain.progress import Progress
    from desktop.services.office import Office
    from desktop.ui.shared.columns import Column
    from desktop.ui.shared.list_page import ListPage


def _produce(office: Office, wanted: ListWanted, path: Path, progress: Progress) -> int:
    made = make_list_file(office, wanted, progress)
    save_list_file(office, made, path, Typed.JUST_NOW)
    return made.rows


class ListExport(QObject):
    """Saves one list once."""

    def __init__(self, page: ListPage[Any]) -> None:
        super().__init__(page)
        self._page = page

    def begin(self) -> None:
        """Ask where and as what, then make the file."""
        page = self._page
        page.banner.clear()
        name = f"{page.spec.area}-{page.place.office.today().isoformat()}.{ListForm.WORKBOOK.value}"
        kinds = ((tr("Excel workbook"), (ListForm.WORKBOOK.value,)), (tr("CSV file"), (ListForm.CSV.value,)))
        path = page.place.prompts.choose_save(tr("Save the list"), name, kinds)
        if path is None:
            self.deleteLater()
            return
        if names_people(page.place.office, page.spec.kind) and not page.place.prompts.show(self._question(path)):
            self.deleteLater()
            return
        page.place.tasks.run(
            _produce,
            page.place.office,
            self._wanted(ListForm.CSV if path.suffix.lower() == ".csv" else ListForm.WORKBOOK),
            path,
            title=tr("Saving the list"),
            progress=lambda _done, _whole: None,
            done=lambda rows: self._on_saved(path, rows),
            failed=self._on_failed,
            owner=self,
        )

    def _question(self, path: Path) -> QDialog:
        """Give the dialog that asks for the passphrase once more, before the list is read."""
        from desktop.ui.reports.named import NamedExportDialog  # noqa: PLC0415  loads when it is first wanted

        office = self._page.place.office
        return NamedExportDialog(self._page.place, path.name, lambda own: prove_own(office, own))

    def _wanted(self, form: ListForm) -> ListWanted:
        page = self._page
        columns = page.shown_columns()
        return ListWanted(
            page.spec.kind,
            page.model.query,
            form,
            tr(page.spec.title),
            tuple(tr(column.title) for column in columns),
            frozenset(at for at, column in enumerate(columns) if column.amount is not None),
            tr(CURRENCY),
            _describe(columns),
            cell,
            screen_language(),
            page.model.count or 0,
            page.spec.read,
        )

    def _on_saved(self, path: Path, rows: int) -> None:
        said = ntr("{count} row, as the list shows it.", "{count} rows, as the list shows them.", rows)
        self._page.banner.show_good(tr("It is saved as {file}.").format(file=path.name), said)
        self.deleteLater()

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self._page.banner, error)
        self.deleteLater()


def _describe(columns: list[Column[Any]]) -> Callable[[Any], list[ListCell]]:
    """Give what makes the cells of a row: an amount where the column says one, else its words."""

    def cells(row: Any) -> list[ListCell]:
        found: list[ListCell] = []
        for column in columns:
            amount = column.amount(row) if column.amount is not None else None
            found.append(column.text(row) if amount is None else amount)
        return found

    return cells
