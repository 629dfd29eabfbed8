"""A section of money: its list, the form of a new record, and the page of a recorded one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.domain.ids import CodeKind
from desktop.ui.money.form import MoneyForm, Start
from desktop.ui.shared.section import SectionPage
from desktop.ui.workplace import NEW

if TYPE_CHECKING:
    from desktop.domain.summaries import Recorded
    from desktop.ui.money.record import MoneyRecordPage
    from desktop.ui.shared.list_page import ListPage
    from desktop.ui.workplace import Workplace

MakeNew = Callable[[Start], MoneyForm[Any]]
MakeRecord = Callable[[str, str], "MoneyRecordPage[Any]"]


CHANGE = "change"


class MoneyPage(SectionPage):
    """Goes to a record ("D-0001"), begins one (`NEW`, "new:C-0001" for a campaign), changes one ("change:O-0001")."""

    alike: tuple[str, ...] = (CodeKind.PAYOUT.value,)

    def __init__(self, place: Workplace, rows: ListPage[Any], make_new: MakeNew, make_record: MakeRecord) -> None:
        super().__init__(place, rows, self._make)
        self._make_new, self._make_record = make_new, make_record
        self._start = Start()
        self._greeting = ""

    def _make(self, code: str | None) -> MoneyForm[Any] | MoneyRecordPage[Any]:
        start, self._start = self._start, Start()
        greeting, self._greeting = self._greeting, ""
        new, _colon, campaign = (code or NEW).partition(":")
        if new == CHANGE:
            form = self._make_new(replace(start, change=campaign))
        elif new == NEW:
            form = self._make_new(replace(start, campaign=campaign) if campaign else start)
        else:
            return self._make_record(new, greeting)
        form.recorded.connect(self._on_recorded)
        return form

    def _on_recorded(self, made: Recorded, following: Start, another: bool) -> None:
        if another:
            self._start = following
            self.open_code(NEW)
        else:
            self._greeting = following.said
            self.open_code(made.code)
