"""What does not agree on a page as it stands corrected: recomputed from the figures, the rest as the page showed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.pages import PageStatus, PageWarning, goal_warnings
from desktop.i18n import tr
from desktop.ui import formatting
from desktop.ui.campaigns.discrepancies import Figures, in_words, picture_of

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.domain.pages import PageDraft
    from desktop.ui.importing.notes import Note

_OF_THE_PAGE = (PageWarning.CONFLICTING_COLLECTED, PageWarning.FOREIGN_CURRENCY, PageWarning.DUPLICATE_BLOCK)


def page_notes(
    page: PageDraft, goal: Money | None, planned: Money | None, collected: Money | None, *, closed: bool
) -> list[Note]:
    """Say each discrepancy. `goal`, `planned` and `collected` are as the worker corrected them."""
    figures = Figures(goal, planned, collected, page.published_goal)
    warnings = list(goal_warnings(goal, planned, collected, PageStatus.CLOSED if closed else PageStatus.OPEN))
    untouched = goal == page.stated_goal and planned == page.item_sum
    if PageWarning.GOAL_MISMATCH in page.warnings and PageWarning.GOAL_MISMATCH not in warnings and untouched:
        warnings.insert(0, PageWarning.GOAL_MISMATCH)  # the page gives several goals
    if planned is None:
        warnings.append(PageWarning.NO_ITEMS)
    warnings.extend(warning for warning in _OF_THE_PAGE if warning in page.warnings)
    notes = [(picture_of(warning), in_words(warning, figures)) for warning in warnings]
    return notes + _ambiguous(page)


def _ambiguous(page: PageDraft) -> list[Note]:
    """Say of which item an amount could be read in two ways; of the page, when it is no item's."""
    if PageWarning.AMBIGUOUS_AMOUNT not in page.warnings:
        return []
    text = tr("Line {line}: the amount can be read in two ways. {amount}, the more cautious one, was taken.")
    lines = [
        ("warning", text.format(line=place, amount=formatting.money(item.amount)))
        for place, item in enumerate(page.items, 1)
        if item.ambiguous
    ]
    return lines or [("warning", in_words(PageWarning.AMBIGUOUS_AMOUNT, Figures()))]
