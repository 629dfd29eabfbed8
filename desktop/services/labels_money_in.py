"""The English labels of bank statements: what a line is, what becomes of it, how its donor was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.money_in import By, Fate, LineState
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

MONEY_IN_LABELS: dict[Enum, str] = {
    LineState.NEW: mark("New"),
    LineState.SUSPECT: mark("Perhaps here already"),
    LineState.DUPLICATE: mark("Duplicate"),
    LineState.REFUSED: mark("Refused"),
    LineState.OUT: mark("Money out"),
    LineState.BACK: mark("Came back"),
    LineState.OWN: mark("Own money or fee"),
    Fate.BOOK: mark("Book"),
    Fate.WAIT: mark("Not now"),
    Fate.LEAVE: mark("Leave out"),
    Fate.SAME: mark("It is that gift"),
    By.NOBODY: mark("nobody said"),
    By.IBAN: mark("by the account"),
    By.RULE: mark("by a rule"),
    By.NAME: mark("by the name"),
    By.CODE: mark("by the code"),
    By.TITLE: mark("by the title"),
    By.CHOSEN: mark("chosen"),
}
