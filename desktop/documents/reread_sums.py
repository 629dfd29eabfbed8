"""What the rows of a workbook's summaries must say, from the ledger's sums of campaigns and items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.money import Money, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.documents.workbook_figures import Figures
    from desktop.domain.reports import BudgetCampaign, BudgetLine


def cover_sums(campaigns: Sequence[BudgetCampaign], currency: str) -> dict[str, Money]:
    """Give what the Cover must say of some campaigns."""
    collected = total((each.collected for each in campaigns), currency)
    fees = total((each.fees for each in campaigns), currency)
    paid = total((each.paid for each in campaigns), currency)
    moved, advanced, committed = (
        total((getattr(each, key) for each in campaigns), currency) for key in ("moved", "advanced", "committed")
    )
    sums = {
        "planned": total((each.planned for each in campaigns), currency),
        "collected": collected,
        "fees": fees,
        "net": collected - fees,
        "paid": paid,
        "moved": moved,
        "advanced": advanced,
        "committed": committed,
        "available": collected - fees + moved - paid - advanced - committed,
    }
    goals = [each.goal for each in campaigns if each.goal is not None]
    return {**sums, "goal": total(goals, currency)} if goals else sums


def budget_sums(lines: Sequence[BudgetLine], figures: Figures, currency: str) -> dict[str, Money]:
    """Give what the Budget sheet must say of some items."""
    planned = total((line.planned for line in lines), currency)
    committed = total((line.committed for line in lines), currency)
    spent = [figures.spent(line.code, currency) for line in lines]
    cumulative = Money(sum(each.cumulative for each in spent), currency)
    return {
        "approved": total((line.approved for line in lines), currency),
        "reallocated": total((line.reallocated for line in lines), currency),
        "planned": planned,
        "funded": total((line.funded for line in lines), currency),
        "previous": Money(sum(each.previous for each in spent), currency),
        "period": Money(sum(each.period for each in spent), currency),
        "cumulative": cumulative,
        "committed": committed,
        "balance": total((line.limit for line in lines), currency) - cumulative - committed,
        "variance": cumulative - planned,
    }
