"""Which heading of the European Union's report an expense item is for."""

import pytest

from desktop.domain.donor_layouts import SUMS_OF, EuHeading, eu_heading
from desktop.domain.pages import ItemCategory


@pytest.mark.parametrize(
    ("donor_line", "category", "heading"),
    [
        ("1.1.2", "medical", EuHeading.HUMAN_RESOURCES),
        (" 4", "medical", EuHeading.LOCAL_OFFICE),
        ("8", "other", EuHeading.CONTINGENCY),
        ("10", "other", EuHeading.INDIRECT),
        ("7.1", "travel", EuHeading.TRAVEL),  # a sum holds no items
        ("0", "travel", EuHeading.TRAVEL),
        ("12", "equipment", EuHeading.EQUIPMENT),
        ("2026-A", "legal", EuHeading.OTHER_COSTS),
        ("A.1", "housing", EuHeading.OTHER),
        ("", "no such", EuHeading.OTHER),
    ],
)
def test_the_donor_line_counts_before_the_category(donor_line: str, category: str, heading: EuHeading) -> None:
    assert eu_heading(donor_line, category) is heading


def test_every_category_has_a_heading_that_is_no_sum() -> None:
    assert not any(eu_heading("", each.value).is_sum for each in ItemCategory)


def test_the_sums_hold_every_heading_once() -> None:
    def parts(heading: EuHeading) -> list[EuHeading]:
        return [each for part in SUMS_OF[heading] for each in (parts(part) if part.is_sum else [part])]

    assert sorted(each.value for each in parts(EuHeading.TOTAL)) == [1, 2, 3, 4, 5, 6, 8, 10]
