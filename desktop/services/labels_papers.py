"""The English labels of documents' forms and layouts, and of papers without a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.papers import LoosePaper, PaperForm, PaperLayout
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

PAPER_LABELS: dict[Enum, str] = {
    PaperForm.PLAIN: mark("Plain, for any country"),
    PaperForm.POLAND: mark("Poland: KW and KP"),
    PaperForm.LITHUANIA: mark("Lithuania: KIO and KPO"),
    PaperForm.EAST: mark("Ukraine, Belarus, Russia: KO-2 and KO-1"),
    PaperLayout.TWO_A5: mark("Two A5 on one A4, to be cut"),
    PaperLayout.A5: mark("One A5"),
    PaperLayout.A4: mark("One A4"),
    LoosePaper.DECISION_NOTE: mark("Note of a decision"),
    LoosePaper.CASH_REPORT: mark("Cash report"),
    LoosePaper.SETTLEMENT: mark("Settlement of an advance"),
    LoosePaper.NUMBERS_AUDIT: mark("Audit of numbers"),
    LoosePaper.PERSON_CARD: mark("Person's card"),
}
