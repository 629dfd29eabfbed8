"""The question which campaign a new expense item belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.errors import Refused
from desktop.i18n import mark, tr
from desktop.services import wording
from desktop.ui.shared.dialog_frame import stack, verbs
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.pickers import CampaignPicker
from desktop.ui.theme import scaled
from desktop.ui.workplace import NEW

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace


class ChooseCampaign(QDialog):
    """Asks for a campaign; once it was accepted, `code` is the one chosen, or `NEW` for one that is to be made."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = ""
        named(self, "choose_campaign.dialog", tr("New expense item"))
        self.setWindowTitle("Skarbonka")
        self.setMinimumWidth(scaled(460))
        self.picker = CampaignPicker(
            place, "campaign", mark("Campaign"), hint=mark("An expense item is a line of a campaign"), needed=True
        )
        self.picker.settle("choose_campaign")
        self.do_it = button("choose_campaign.add", "primary")
        self.do_it.setText(tr("Add an item"))
        self.begin_button = button("choose_campaign.new", "link")
        self.begin_button.setText(tr("New campaign"))
        self.keep = button("choose_campaign.cancel")
        self.keep.setText(tr("Cancel"))
        heading = text_label(tr("Which campaign does it belong to?"), "heading", wrap=True)
        stack(self, heading, self.picker, verbs(self.keep, self.do_it, before=self.begin_button))
        for each in (self.begin_button, self.keep, self.do_it):
            each.setAutoDefault(False)
        self.begin_button.clicked.connect(self._on_new)
        self.keep.clicked.connect(self.reject)
        self.do_it.clicked.connect(self.accept)
        self.picker.on_chosen = lambda row: self.do_it.setFocus() if row is not None else None
        self.picker.line.setFocus()

    def accept(self) -> None:
        """Take the campaign chosen, or say below the field that none is."""
        self.picker.tidy()
        try:
            self.code = self.picker.read() or ""
        except Refused as refusal:
            self.picker.show_problem(wording.sentence(refusal.problems[0]))
            self.picker.line.setFocus()
            return
        super().accept()

    def _on_new(self) -> None:
        self.code = NEW
        super().accept()
