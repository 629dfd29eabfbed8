"""What does not agree in a campaign or on its page, in whole sentences with the figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.pages import PageWarning
from desktop.i18n import tr
from desktop.ui import formatting

if TYPE_CHECKING:
    from desktop.domain.money import Money

_MINOR = (PageWarning.NO_GOAL, PageWarning.DUPLICATE_BLOCK)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the sentences speak of: the stated goal, the one published beside the progress, the items, the collected."""

    goal: Money | None = None
    planned: Money | None = None
    collected: Money | None = None
    published: Money | None = None


def picture_of(warning: PageWarning) -> str:
    """Give the icon's name of a discrepancy."""
    return "info" if warning in _MINOR else "warning"


def in_words(warning: PageWarning, figures: Figures) -> str:
    """Say a discrepancy; without the figures, its name."""
    goal = figures.goal if figures.goal is not None else figures.planned
    gap = _gap(figures.collected, goal)
    sentence = ""
    if warning is PageWarning.GOAL_MISMATCH:
        sentence = _mismatch(figures)
    elif warning is PageWarning.OVERFUNDED and gap:
        sentence = tr(
            "{amount} more was collected than asked for. It stays with this campaign until it is decided on."
        ).format(amount=gap)
    elif warning is PageWarning.UNDERFUNDED_CLOSED and gap:
        sentence = tr("The collection ended {amount} below its goal.").format(amount=gap)
    elif warning is PageWarning.NO_GOAL and figures.planned is not None:
        sentence = tr("No goal is stated: the sum of the items, {amount}, counts as the goal.").format(
            amount=formatting.money(figures.planned)
        )
    elif warning is PageWarning.CONFLICTING_COLLECTED:
        sentence = tr("The page gives different sums collected. The lowest one was taken: check it.")
    elif warning is PageWarning.NO_ITEMS:
        sentence = tr("No priced items were found: enter what the money is for.")
    elif warning is PageWarning.DUPLICATE_BLOCK:
        sentence = tr("The page says the same twice; it was counted once.")
    return sentence or f"{formatting.label(warning)}."


def _mismatch(figures: Figures) -> str:
    goal, planned, published = figures.goal, figures.planned, figures.published
    if goal is not None and published is not None and goal != published:
        return tr("The page gives two goals: {one} and {other}.").format(
            one=formatting.money(goal), other=formatting.money(published)
        )
    gap = _gap(goal, planned)
    if goal is None or planned is None or not gap or goal == planned:
        return ""
    more = planned > goal
    text = (
        tr("The stated goal is {goal}, the items make {sum}: {amount} more.")
        if more
        else tr("The stated goal is {goal}, the items make {sum}: {amount} less.")
    )
    return text.format(goal=formatting.money(goal), sum=formatting.money(planned), amount=gap)


def _gap(one: Money | None, other: Money | None) -> str:
    """Write how far two amounts are apart; nothing where they cannot be compared."""
    if one is None or other is None or one.currency != other.currency:
        return ""
    return formatting.money(one - other if one > other else other - one)
