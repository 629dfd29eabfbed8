"""The lines of a statement as a model: what each is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from desktop.domain.money_in import By, LineState
from desktop.domain.shares import GENERAL_FUND
from desktop.i18n import mark, ntr, tr
from desktop.services import wording
from desktop.ui import formatting
from desktop.ui.importing.rows import ImportRows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.money_in import LineRow

FEE = 4


class LinesModel(ImportRows["LineRow"]):
    """`called` says whom and what codes stand for."""

    heads = (
        mark("State"), mark("What happens"), mark("Date"), mark("Amount"), mark("Fee"), mark("Sender"), mark("Text"),
        mark("Donor"), mark("Campaign"), mark("Why"),
    )  # fmt: skip
    widths = (134, 96, 108, 118, 72, 120, 126, 120, 120, 150)
    tones: ClassVar = {
        LineState.REFUSED: "danger", LineState.SUSPECT: "warning", LineState.DUPLICATE: "muted",
        LineState.OUT: "muted", LineState.OWN: "muted", LineState.BACK: "muted",
    }  # fmt: skip
    right = (3, FEE)

    def __init__(self) -> None:
        super().__init__()
        self.called: Mapping[str, str] = {}

    def text(self, row: LineRow, column: int) -> str:
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
