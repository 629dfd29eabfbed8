"""What the Budget sheet flags: spending near and over the budget, far moves between items, missing explanations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.workbook_amounts import REQUIRED
from desktop.documents.workbook_book import BUDGET, Book, cell, quoted
from desktop.documents.workbook_figures import currencies
from desktop.documents.workbook_styles import AMBER, AMBER_INK, INPUT, LABEL, RED, RED_INK, Look, money_format
from desktop.domain.money import exponent_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROW = 2
_LOOK: Look = {"bold": True, "bg_color": INPUT, "locked": False, "align": "center"}


def write_thresholds(book: Book, at: Mapping[str, int]) -> None:
    """Write how many percent a line may differ, and how many may be moved, without a word; the office may change both.

    The name of each stands left of its number.
    """
    for key, name, word, percent in (
        ("approved", "Explain_Above", book.tr("Explain differences above"), book.facts.explain_above),
        ("previous", "Moved_Above", book.tr("Explain moves above"), book.facts.moved_above),
    ):
        book.sheets[BUDGET].text(_ROW, at[key] - 1, word, LABEL, align="right")
        book.sheets[BUDGET].number(_ROW, at[key], percent, _LOOK, num_format='0" %"')
        book.workbook.define_name(name, f"={book.ref(BUDGET, _ROW, at[key])}")


def moved_far(at: Mapping[str, int], row: int, currency: str) -> str:
    """Give the condition that more was moved to or from a line than the threshold allows."""
    moved, approved = (f"${cell(row, at[key])}" for key in ("reallocated", "approved"))
    return f"ROUND(ABS({moved})*100-{approved}*Moved_Above,{exponent_of(currency)})>0"


def write_flags(book: Book, at: Mapping[str, int], first: int, last: int) -> None:
    """Colour what is over 90 % amber and over 100 % red; the column Alert says the same without colour."""
    raw, styles = book.sheets[BUDGET].raw, book.styles
    variance, cumulative, planned = (f"${cell(first, at[key])}" for key in ("variance", "cumulative", "planned"))
    over = f"=AND(ISNUMBER({variance}),{variance}>0)"
    near = f"=AND(ISNUMBER({variance}),ROUND({cumulative}*10-{planned}*9,4)>0)"
    red = styles.get(bg_color=RED, font_color=RED_INK, bold=True)
    amber = styles.get(bg_color=AMBER, font_color=AMBER_INK)
    for key in ("used", "variance", "alert"):
        area = (first, at[key], last, at[key])
        raw.conditional_format(*area, {"type": "formula", "criteria": over, "format": red, "stop_if_true": True})
        raw.conditional_format(*area, {"type": "formula", "criteria": near, "format": amber})
    missing = f"=${cell(first, at['due'])}={quoted(book.tr(REQUIRED))}"
    for key in ("due", "explanation"):
        area = (first, at[key], last, at[key])
        raw.conditional_format(*area, {"type": "formula", "criteria": missing, "format": amber})
    _flag_moves(book, at, first, last)


def _flag_moves(book: Book, at: Mapping[str, int], first: int, last: int) -> None:
    """Colour moves past the threshold and give them a sign; a sign's format is that of one currency."""
    for currency in currencies(book.facts):
        shown = money_format(currency)
        flag = book.styles.get(bg_color=AMBER, font_color=AMBER_INK, num_format=f'"▲ "{shown};"▲ "-{shown}')
        mine = f"${cell(first, at['currency'])}={quoted(currency)}"
        rule = {"type": "formula", "criteria": f"=AND({mine},{moved_far(at, first, currency)})", "format": flag}
        book.sheets[BUDGET].raw.conditional_format(first, at["reallocated"], last, at["reallocated"], rule)
