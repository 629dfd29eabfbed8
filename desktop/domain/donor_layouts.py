"""How two donors group costs: the headings of the European Union's Annex VI, and which of them an expense item is for.

Sources: PRAG annex e3h7 (interim and final financial report), annex e3b3 (budget headings); UNDG "Funding Authorization
and Certificate of Expenditures" (FACE), with its columns A to G.
"""

from __future__ import annotations

import re
from enum import Enum

from desktop.domain.pages import ItemCategory


class EuHeading(Enum):
    """A heading of the financial report; the value is its number. Seven, nine and eleven are sums."""

    HUMAN_RESOURCES = 1
    TRAVEL = 2
    EQUIPMENT = 3
    LOCAL_OFFICE = 4
    OTHER_COSTS = 5
    OTHER = 6
    DIRECT = 7
    CONTINGENCY = 8
    TOTAL_DIRECT = 9
    INDIRECT = 10
    TOTAL = 11

    @property
    def is_sum(self) -> bool:
        """Whether it only adds up headings above it."""
        return self in SUMS_OF


SUMS_OF: dict[EuHeading, tuple[EuHeading, ...]] = {
    EuHeading.DIRECT: (
        EuHeading.HUMAN_RESOURCES,
        EuHeading.TRAVEL,
        EuHeading.EQUIPMENT,
        EuHeading.LOCAL_OFFICE,
        EuHeading.OTHER_COSTS,
        EuHeading.OTHER,
    ),
    EuHeading.TOTAL_DIRECT: (EuHeading.DIRECT, EuHeading.CONTINGENCY),
    EuHeading.TOTAL: (EuHeading.TOTAL_DIRECT, EuHeading.INDIRECT),
}

_BY_CATEGORY = {
    ItemCategory.TRAVEL.value: EuHeading.TRAVEL,
    ItemCategory.EQUIPMENT.value: EuHeading.EQUIPMENT,
    ItemCategory.LEGAL.value: EuHeading.OTHER_COSTS,
    ItemCategory.EDUCATION.value: EuHeading.OTHER_COSTS,
    ItemCategory.DOCUMENTS.value: EuHeading.OTHER_COSTS,
}
_LEADING = re.compile(r"\s*(\d{1,2})(?!\d)")


def eu_heading(donor_line: str, category: str) -> EuHeading:
    """Give the heading of an expense item: by the number that its donor line begins with ("2.1"), else by its category.

    What is paid for people in need (medicine, housing, food) is none of an office's own costs: "Other".
    """
    found = _LEADING.match(donor_line)
    if found and 1 <= int(found[1]) <= len(EuHeading):
        heading = EuHeading(int(found[1]))
        if not heading.is_sum:
            return heading
    return _BY_CATEGORY.get(category, EuHeading.OTHER)
