"""The Advances section: what is out, by age, and each advance with its settlements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.domain.advances import AdvanceAge, AdvanceRow, AgeSum
from desktop.domain.ids import CodeKind
from desktop.i18n import ntr, tr
from desktop.services.advances import ageing
from desktop.ui import errors, formatting
from desktop.ui.advances.form import AdvanceForm
from desktop.ui.advances.paper import SettlementPaperPage
from desktop.ui.advances.record import AdvancePage
from desktop.ui.advances.settle import SettleForm
from desktop.ui.advances.table import ADVANCES
from desktop.ui.shared.flow import FlowLayout
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.naming import named, text_label
from desktop.ui.shared.section import SectionPage
from desktop.ui.tasks import Latest
from desktop.ui.workplace import NEW

if TYPE_CHECKING:
    from desktop.ui.shared.form_page import FormPage
    from desktop.ui.workplace import Workplace

SETTLE, PAPER = "settle:", "sheet:"


class AdvanceList(ListPage[AdvanceRow]):
    """The list; above it what is open, by age and currency."""

    def __init__(self, place: Workplace) -> None:
        self._sums: tuple[AgeSum, ...] = ()
        self.strip: dict[AdvanceAge, QLabel] = {}
        super().__init__(place, ADVANCES)
        self._latest = Latest(place.tasks)
        self._holder = QWidget()
        row = FlowLayout(self._holder)
        for age in AdvanceAge:
            self.strip[age] = named(text_label("", "tile"), f"advances.age_{age.value}")
            row.addWidget(self.strip[age])
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self._holder)
        self._holder.hide()
        place.changes.subscribe(self, ADVANCES.topics, self.read_ages)
        self.read_ages()

    def retranslate(self) -> None:
        super().retranslate()
        self._write_ages()

    def read_ages(self) -> None:
        """Read what is open by age."""
        self._latest.run(ageing, self.place.office, done=self._on_ages, failed=self._on_unread, owner=self)

    def refresh(self) -> None:
        super().refresh()
        self.read_ages()

    def _on_ages(self, sums: tuple[AgeSum, ...]) -> None:
        self._sums = sums
        self._holder.setVisible(bool(sums))
        self._write_ages()

    def _on_unread(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)

    def _write_ages(self) -> None:
        for age, label in self.strip.items():
            mine = [each for each in self._sums if each.age is age]
            count = sum(each.count for each in mine)
            figures = formatting.moneys(each.open for each in mine)
            said = ntr("{count} advance", "{count} advances", count) if count else tr("none")
            label.setText(f"{formatting.label(age)}\n{figures}\n{said}")


class AdvancesPage(SectionPage):
    """Goes to an advance ("A-0001"), begins one (`NEW`, "new:C-0001"), settles one or shows its sheet."""

    alike = (CodeKind.ADVANCE.value,)

    def __init__(self, place: Workplace) -> None:
        self._greeting = ""
        super().__init__(place, AdvanceList(place), self._make)

    def _make(self, code: str | None) -> FormPage[Any, Any]:
        greeting, self._greeting = self._greeting, ""
        new, _colon, campaign = (code or NEW).partition(":")
        if new == NEW:
            form = AdvanceForm(self.place, campaign)
            form.recorded.connect(self._on_recorded)
            return form
        if code is not None and code.startswith(SETTLE):
            settle = SettleForm(self.place, campaign)
            settle.settled.connect(self._on_settled)
            return settle
        if code is not None and code.startswith(PAPER):
            return SettlementPaperPage(self.place, campaign)
        page = AdvancePage(self.place, new, greeting)
        page.settle_asked.connect(lambda asked: self.open_code(f"{SETTLE}{asked}"))
        page.paper_asked.connect(lambda asked: self.open_code(f"{PAPER}{asked}"))
        return page

    def _on_recorded(self, code: str) -> None:
        self._greeting = tr("{code} is recorded.").format(code=code)
        self.open_code(code)

    def _on_settled(self, code: str) -> None:
        self._greeting = tr("The settlement is recorded.")
        self.open_code(code)


def make_advances_page(place: Workplace) -> AdvancesPage:
    """Build the section."""
    return AdvancesPage(place)
