"""The lines of a statement as a model: only those of the state that is wanted; a cell is a lookup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop.domain.money_in import By, LineState
from desktop.domain.shares import GENERAL_FUND
from desktop.i18n import mark, ntr, tr
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.theme import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.domain.money_in import LineRow

Index = QModelIndex | QPersistentModelIndex
HEADS = (
    mark("State"), mark("What happens"), mark("Date"), mark("Amount"), mark("Fee"), mark("Sender"), mark("Text"),
    mark("Donor"), mark("Campaign"), mark("Why"),
)  # fmt: skip
WIDTHS = (134, 96, 108, 118, 72, 120, 126, 120, 120, 150)
FEE = 4
_TONES = {
    LineState.REFUSED: "danger", LineState.SUSPECT: "warning", LineState.DUPLICATE: "muted", LineState.OUT: "muted",
    LineState.OWN: "muted", LineState.BACK: "muted",
}  # fmt: skip
_RIGHT = (3, 4)


class LinesModel(QAbstractTableModel):
    """Shows `rows`; `called` says whom and what codes stand for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[LineRow] = ()
        self.called: Mapping[str, str] = {}

    def show_rows(self, rows: Sequence[LineRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def renew(self, rows: Sequence[LineRow]) -> None:
        """Show the same lines with other choices: the selection stays."""
        self.rows = rows
        self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(HEADS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(HEADS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.ForegroundRole and column == 0 and row.state in _TONES:
            return QColor(getattr(tokens(), _TONES[row.state]))
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _RIGHT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, row: LineRow, column: int) -> str:
        line = row.line
        match column:
            case 0:
                return formatting.label(row.state)
            case 1:
                return formatting.label(row.fate) if row.choices else ""
            case 2:
                return formatting.day(line.on)
            case 3:
                return formatting.money(line.amount)
            case 4:
                return formatting.money(line.fee) if line.fee else ""
            case 5:
                return line.name
            case 6:
                return line.text
            case 7:
                return self.called_so(row.donor or "")
            case 8:
                return self.purpose(row)
            case _:
                return self.why(row)

    def called_so(self, code: str) -> str:
        """Write a code with what it stands for."""
        if code == GENERAL_FUND:
            return tr("General fund")
        name = self.called.get(code, "")
        return f"{code}  {name}" if name and name != code else code

    def purpose(self, row: LineRow) -> str:
        """Say what a line is for."""
        if row.shares:
            return ntr("{count} campaign", "{count} campaigns", len(row.shares))
        return self.called_so(row.campaign)

    def why(self, row: LineRow) -> str:
        """Say why a line is what it is, and how its donor and its campaign were found."""
        said = [wording.sentence(problem) for problem in row.problems]
        if row.state is LineState.SUSPECT:
            said.insert(0, tr("{code} has this amount and about this day.").format(code=row.found))
        elif row.state is LineState.DUPLICATE:
            said.insert(0, _before(row))
        elif row.found:
            said.insert(0, tr("Payout {code}.").format(code=row.found))
        elif row.lacks:
            said.insert(0, tr("Choose a campaign for it."))
        if row.choices:
            said.extend(_how(row))
        return " ".join(said)


def _before(row: LineRow) -> str:
    """Say what became of a line that was taken before."""
    if row.taken is None:
        return tr("The same as line {line}.").format(line=row.twin)
    day = formatting.day(row.taken.at.date())
    if row.taken.gift:
        return tr("It became {code} on {date}.").format(code=row.taken.gift, date=day)
    return tr("It was left out on purpose on {date}.").format(date=day)


def _how(row: LineRow) -> list[str]:
    found = []
    if row.donor_by not in (By.NOBODY, By.CHOSEN):
        found.append(tr("Donor {how}.").format(how=formatting.label(row.donor_by)))
    if row.campaign_by not in (By.NOBODY, By.CHOSEN):
        found.append(tr("Campaign {how}.").format(how=formatting.label(row.campaign_by)))
    return found
