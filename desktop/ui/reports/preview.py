"""The finished workbook on the screen, sheet by sheet, before it is saved anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.ui.documents.preview import fit_to_screen
from desktop.ui.reports.sheet_grid import SheetView
from desktop.ui.shared.naming import ChoiceBox, button, named, text_label
from desktop.ui.theme import APART, FAR, NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.templates import SheetGrid


class WorkbookPreview(QDialog):
    """Shows what the sheets say; accepted when the worker goes on to save it."""

    def __init__(self, grids: Sequence[SheetGrid], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "reports.preview_dialog", tr("Preview"))
        self.setWindowTitle("Skarbonka")
        self._grids = tuple(grids)
        self.sheets = named(ChoiceBox(), "reports.preview_sheet", tr("Sheet"))
        self.view = SheetView("reports.preview_grid", tr("Cells of the sheet"))
        for grid in self._grids:
            self.sheets.addItem(grid.title)
        caption = text_label(tr("Sheet"), "label")
        caption.setBuddy(self.sheets)
        self.save_button, self.close_button = button("reports.preview_save", "primary"), button("reports.preview_close")
        self.save_button.setText(tr("Save…"))
        self.close_button.setText(tr("Close"))
        self.save_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        top = QHBoxLayout()
        top.addWidget(caption)
        top.addWidget(self.sheets)
        top.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(text_label(tr("So its sheets begin. Nothing is on the disk yet."), "muted", wrap=True), 1)
        row.addWidget(self.close_button)
        row.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(FAR, APART, FAR, APART)
        layout.setSpacing(NEAR)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)
        self.sheets.currentIndexChanged.connect(self._on_sheet)
        fit_to_screen(self, 1080, 760)
        self._on_sheet(0)

    def _on_sheet(self, place: int) -> None:
        if 0 <= place < len(self._grids):
            self.view.show_grid(self._grids[place])
