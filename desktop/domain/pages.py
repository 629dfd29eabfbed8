"""A campaign page as a draft: what the page says, and what does not agree with itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from desktop.domain.money import Money, total


class PageStatus(Enum):
    """What the page says of the collection."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class PageWarning(Enum):
    """A discrepancy that the page itself shows; reported, never corrected."""

    GOAL_MISMATCH = "goal_mismatch"
    OVERFUNDED = "overfunded"
    UNDERFUNDED_CLOSED = "underfunded_closed"
    CONFLICTING_COLLECTED = "conflicting_collected"
    NO_ITEMS = "no_items"
    NO_GOAL = "no_goal"
    FOREIGN_CURRENCY = "foreign_currency"
    AMBIGUOUS_AMOUNT = "ambiguous_amount"
    DUPLICATE_BLOCK = "duplicate_block"


class ItemCategory(Enum):
    """What an expense item is spent on; neutral enough to stand in the ledger book."""

    MEDICAL = "medical"
    HOUSING = "housing"
    FOOD = "food"
    CLOTHING = "clothing"
    TRAVEL = "travel"
    DOCUMENTS = "documents"
    LEGAL = "legal"
    EDUCATION = "education"
    EQUIPMENT = "equipment"
    LIVING = "living"
    OTHER = "other"


class Concern(Enum):
    """A protection concern that a page's words suggest; proposed to the worker, never decided."""

    HEALTH = "health"
    CRIMINAL_CASE = "criminal_case"
    RELATIVES = "relatives"
    HELPERS = "helpers"
    MINORS = "minors"
    WHEREABOUTS = "whereabouts"


@dataclass(frozen=True, slots=True)
class PageItem:
    """A priced line. `description` is the page's own words; the rest are proposals that the worker may change.

    `quantity` and `unit` ("3", "month") are proposed where the words say so and the amount divides exactly; `name` is a
    short neutral name for the item, in the page's language.
    """

    description: str
    amount: Money
    category: ItemCategory = ItemCategory.OTHER
    quantity: Decimal = Decimal(1)
    unit: str = ""
    ambiguous: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class PageDraft:
    """What a campaign page says. `text` is the page as decoded, `source_sha256` is over the file's own bytes.

    `person` is the name found in the title (never created as a person silently); `alias` a pseudonym to propose.
    `published_goal` is the goal repeated beside the collected sum ("in 2 000"), if it is.
    """

    title: str
    story: str
    items: tuple[PageItem, ...]
    stated_goal: Money | None
    published_goal: Money | None
    collected: Money | None
    status: PageStatus
    currency: str | None
    person: str | None = None
    alias: str = field(default="", compare=False)  # drawn by chance: two readings of one page are equal all the same
    language: str = ""
    concerns: tuple[Concern, ...] = ()
    warnings: tuple[PageWarning, ...] = ()
    text: str = ""
    source_sha256: str = ""
    encoding: str = ""

    @property
    def item_sum(self) -> Money | None:
        """The sum of the items; None when there are none or they are in several currencies."""
        return sum_of_items(self.items)


def sum_of_items(items: tuple[PageItem, ...]) -> Money | None:
    """Sum the items; two currencies are never added, and no items have no sum."""
    currencies = {item.amount.currency for item in items}
    if len(currencies) != 1:
        return None
    return total((item.amount for item in items), currencies.pop())


def goal_warnings(
    stated_goal: Money | None, item_sum: Money | None, collected: Money | None, status: PageStatus
) -> tuple[PageWarning, ...]:
    """Check a goal three ways (DESIGN §4.3): stated goal, sum of items, sum collected.

    Amounts in different currencies are not compared.
    """
    found: list[PageWarning] = []
    if stated_goal is None:
        found.append(PageWarning.NO_GOAL)
    elif item_sum is not None and item_sum.currency == stated_goal.currency and item_sum != stated_goal:
        found.append(PageWarning.GOAL_MISMATCH)
    goal = stated_goal if stated_goal is not None else item_sum
    if goal is not None and collected is not None and goal.currency == collected.currency:
        if collected > goal:
            found.append(PageWarning.OVERFUNDED)
        elif collected < goal and status is PageStatus.CLOSED:
            found.append(PageWarning.UNDERFUNDED_CLOSED)
    return tuple(found)
