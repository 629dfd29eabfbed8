"""The matching rules that are kept: by what a line is known, whose it is and what for; and taking one away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop.domain.shares import GENERAL_FUND
from desktop.i18n import mark, tr
from desktop.services import money_in
from desktop.services.match_rules import match_rules, remove_match_rule
from desktop.ui import errors
from desktop.ui.language import follow_language
from desktop.ui.shared.flow import FlowRow
from desktop.ui.shared.lines import keep_lines
from desktop.ui.shared.naming import button, named, speak, text_label
from desktop.ui.theme import NEAR, scaled

if TYPE_CHECKING:
    from desktop.domain.match_rules import MatchRule
    from desktop.services.office import Office
    from desktop.ui.shared.banner import Banner
    from desktop.ui.workplace import Workplace

_HEADS = (mark("Sender’s account"), mark("Name or text holds"), mark("Donor"), mark("Campaign"))
_WIDTHS = (260, 220, 220)
_LEAST_LINES = 4

Read = tuple[tuple["MatchRule", ...], dict[str, str]]


def read_rules(office: Office) -> Read:
    """Read the rules, and whom and what their codes stand for (worker thread)."""
    found = match_rules(office)
    return found, money_in.called(office, (each.draft.donor for each in found))


class RulesPanel(QWidget):
    """`refresh` reads the rules anew; where none are kept, there is nothing to see."""

    def __init__(self, place: Workplace, banner: Banner) -> None:
        super().__init__()
        self._place, self._banner = place, banner
        self.rules: tuple[MatchRule, ...] = ()
        self._called: dict[str, str] = {}
        self.heading = text_label("", "heading")
        self.table = named(QTableWidget(), "bank.rules")
        self.remove = button("bank.remove_rule")
        self._body = QWidget()
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(NEAR)
        for each in (self.heading, self.table, FlowRow(self.remove)):
            inner.addWidget(each, 1 if each is self.table else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, NEAR, 0, 0)
        layout.addWidget(self._body)
        self._dress()
        self._body.hide()
        self.remove.clicked.connect(self._on_remove)
        follow_language(self, self.retranslate)

    def _dress(self) -> None:
        table = self.table
        table.setColumnCount(len(_HEADS))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        keep_lines(table, least=_LEAST_LINES)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, width in enumerate(_WIDTHS):
            table.setColumnWidth(place, scaled(width))
        table.itemSelectionChanged.connect(self._enable)

    def refresh(self) -> None:
        """Read the rules as they are now."""
        self._place.tasks.run(read_rules, self._place.office, done=self._on_read, failed=self._on_failed, owner=self)

    def retranslate(self) -> None:
        self.heading.setText(tr("Matching rules"))
        self.remove.setText(tr("Remove the rule"))
        speak(self.table, tr("Matching rules"))
        self.table.setHorizontalHeaderLabels([tr(each) for each in _HEADS])
        self._fill()

    def _fill(self) -> None:
        self.table.setRowCount(len(self.rules))
        for place, each in enumerate(self.rules):
            draft = each.draft
            campaign = tr("General fund") if draft.campaign == GENERAL_FUND else self._so(draft.campaign)
            for at, text in enumerate((draft.iban, draft.words, self._so(draft.donor or ""), campaign)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(place, at, item)
        self._enable()

    def _so(self, code: str) -> str:
        name = self._called.get(code, "")
        return f"{code}  {name}" if name and name != code else code

    def _enable(self) -> None:
        self.remove.setEnabled(bool(self.table.selectedItems()))

    def _on_read(self, read: Read) -> None:
        self.rules, self._called = read
        self._body.setVisible(bool(self.rules))
        self._fill()

    def _on_remove(self) -> None:
        rule = self.rules[self.table.currentRow()]
        self._place.tasks.run(
            remove_match_rule,
            self._place.office,
            rule.number,
            done=lambda _nothing: self.refresh(),
            failed=self._on_failed,
            owner=self,
        )

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self._banner, error)
