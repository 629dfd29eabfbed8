"""Campaigns and their expense items: a public appeal is a restricted fund, an expense item a line of its budget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.clock import EARLIEST_YEAR
from desktop.domain.errors import Problem, Severity
from desktop.domain.funding import FundingRule
from desktop.domain.money import EXPONENTS, Money, total
from desktop.domain.pages import ItemCategory, PageStatus, PageWarning, goal_warnings
from desktop.domain.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.ledger import FundTotals

LONGEST_TITLE = 300
LONGEST_LABEL = 200
LONGEST_STORY = 200_000
MOST_ITEMS = 200
LATEST_YEAR = 2100
TITLE_LANGUAGES = ("be", "en", "lt", "pl", "ru", "uk")
"""What a title may be told in besides: the languages that papers and reports are issued in."""

Titles = tuple[tuple[str, str], ...]
"""Titles with their languages, in the order of these."""


class CampaignStatus(Enum):
    """Where a campaign stands. Money may move until it is settled or cancelled: late gifts reach closed ones too."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    SETTLED = "settled"
    CANCELLED = "cancelled"

    @property
    def is_running(self) -> bool:
        """Whether the appeal is not over: a decision on what it had at its end does not hold for it."""
        return self in (CampaignStatus.DRAFT, CampaignStatus.IN_REVIEW, CampaignStatus.OPEN, CampaignStatus.PAUSED)

    @property
    def takes_money(self) -> bool:
        """Whether donations and payouts may still be recorded."""
        return self not in (CampaignStatus.SETTLED, CampaignStatus.CANCELLED)


class FundKind(Enum):
    """What a fund is: a public appeal, or the office's general fund (one for each currency)."""

    APPEAL = "appeal"
    GENERAL = "general"


class Publicity(Enum):
    """How the appeal names its beneficiary in public."""

    NAME = "name"
    ALIAS = "alias"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An expense item as entered. `label` is short and free of names: it stands in the ledger book and in reports.

    `description` is the page's own words and lives in the identity book. `planned` is the line's amount; it need not
    be quantity × unit price exactly (980 for three months does not divide). `line` is None for a new line.
    """

    label: str
    planned: Money
    category: ItemCategory = ItemCategory.OTHER
    quantity: Decimal = Decimal(1)
    unit: str = ""
    unit_price: Money | None = None
    priority: int = 1
    donor_line: str = ""
    description: str = ""
    line: int | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """A campaign as entered. Titles and story live in the identity book: they may name people.

    `title` is the working title, which screens show; `titles` are for reports in other languages, if given.

    `currency` is the fund's; every amount of the campaign is in it. `goal` is the stated goal (None: none stated),
    `published_goal` the one repeated beside the progress line. `beneficiary` is a person's code. `funding` is the rule
    by which money goes to the items.
    """

    title: str
    currency: str = "EUR"
    status: CampaignStatus = CampaignStatus.DRAFT
    beneficiary: str | None = None
    goal: Money | None = None
    published_goal: Money | None = None
    starts: date | None = None
    ends: date | None = None
    publicity: Publicity = Publicity.ANONYMOUS
    language: str = ""
    story: str = ""
    items: tuple[ItemDraft, ...] = ()
    funding: FundingRule = FundingRule.PRIORITY
    titles: Titles = ()

    def title_in(self, language: str) -> str:
        """The title for whoever reads this language: the one given for it, else the working title."""
        return dict(self.titles).get(language) or self.title

    @property
    def all_titles(self) -> tuple[str, ...]:
        """The working title and those in other languages."""
        return (self.title, *(title for _language, title in self.titles))


@dataclass(frozen=True, slots=True)
class Item:
    """An expense item with its chain of money: planned, funded, committed, paid, remaining.

    `earmarked` is what gifts for this item alone brought. `allotted` is what a decision gives it in place of its plan.
    """

    campaign: str
    line: int
    draft: ItemDraft
    funded: Money
    committed: Money
    paid: Money
    earmarked: Money
    allotted: Money | None = None

    @property
    def planned(self) -> Money:
        """The line's amount."""
        return self.draft.planned

    @property
    def remaining(self) -> Money:
        """What may still be committed: the plan, or what a decision allots, less committed and paid."""
        limit = self.planned if self.allotted is None else self.allotted
        return limit - self.committed - self.paid


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as stored, with its items (archived ones last) and its sums.

    `source_sha256` is the hash of the imported page, empty when it was not imported. `decided` is the code of the last
    decision on its surplus or shortfall, empty when there was none since it was closed.
    """

    code: str
    draft: CampaignDraft
    items: tuple[Item, ...]
    totals: FundTotals
    archived: bool
    revision: int
    source_sha256: str = ""
    known: bool = True
    kind: FundKind = FundKind.APPEAL
    decided: str = ""

    @property
    def planned(self) -> Money:
        """The sum of the live items."""
        return total((item.planned for item in self.items if not item.draft.archived), self.draft.currency)

    @property
    def goal(self) -> Money:
        """The stated goal, or the sum of the items where none is stated."""
        return self.draft.goal if self.draft.goal is not None else self.planned

    @property
    def funded(self) -> Money:
        """What of the items is covered."""
        return total((item.funded for item in self.items), self.draft.currency)

    @property
    def warnings(self) -> tuple[PageWarning, ...]:
        """The goal checked three ways, as on a page; the general fund is nobody's appeal and has none.

        What was decided on is not warned of.
        """
        if self.kind is FundKind.GENERAL:
            return ()
        status = PageStatus.CLOSED if self.draft.status is CampaignStatus.CLOSED else PageStatus.OPEN
        live = [item for item in self.items if not item.draft.archived]
        found = goal_warnings(self.draft.goal, self.planned if live else None, self.totals.collected, status)
        return tuple(each for each in found if each not in _DECIDED) if self.decided else found


_DECIDED = (PageWarning.OVERFUNDED, PageWarning.UNDERFUNDED_CLOSED)
"""What is not said any more once it was decided what becomes of it."""


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A line of the campaigns list; `goal` falls back to the sum of items, `percent` is collected of it (floored)."""

    row_id: int
    code: str
    title: str
    beneficiary: str | None
    status: CampaignStatus
    goal: Money
    collected: Money
    funded: Money
    paid: Money
    available: Money
    ends: date | None
    archived: bool
    kind: FundKind = FundKind.APPEAL

    @property
    def percent(self) -> int | None:
        """Collected as whole percents of the goal; None when there is no goal."""
        return self.collected.minor * 100 // self.goal.minor if self.goal.minor > 0 else None


class ItemFunding(Enum):
    """How far an expense item is covered by the money of its fund."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


class ItemPayment(Enum):
    """How far an expense item is paid."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A line of the expense items list; `ends` is the last day of its campaign, by when it is needed."""

    row_id: int
    campaign: str
    campaign_title: str
    line: int
    label: str
    description: str
    category: ItemCategory
    priority: int
    planned: Money
    funded: Money
    committed: Money
    paid: Money
    archived: bool
    allotted: Money | None = None
    ends: date | None = None

    @property
    def limit(self) -> Money:
        """What it may cost: the plan, or what a decision allots."""
        return self.planned if self.allotted is None else self.allotted

    @property
    def remaining(self) -> Money:
        """What may still be committed: the plan, or what a decision allots, less committed and paid."""
        return self.limit - self.committed - self.paid

    @property
    def funding(self) -> ItemFunding:
        """How far it is covered."""
        if self.funded >= self.limit:
            return ItemFunding.WHOLE
        return ItemFunding.PART if self.funded.minor > 0 else ItemFunding.NONE

    @property
    def payment(self) -> ItemPayment:
        """How far it is paid."""
        if self.paid >= self.limit:
            return ItemPayment.WHOLE
        return ItemPayment.PART if self.paid.minor > 0 else ItemPayment.NONE


def check_item(draft: ItemDraft, currency: str, *, at: str) -> tuple[Problem, ...]:
    """Say what is wrong with one line; `at` is its place in the grid ("items.2")."""
    found: list[Problem] = []
    if not draft.label.strip():
        found.append(Problem("item.needs_a_label", f"{at}.label"))
    if len(draft.label) > LONGEST_LABEL:
        found.append(Problem("text.too_long", f"{at}.label", {"longest": LONGEST_LABEL}))
    if draft.planned.currency != currency:
        found.append(Problem("item.other_currency", f"{at}.planned", {"currency": currency}))
    if draft.planned.minor <= 0:
        found.append(Problem("amount.not_positive", f"{at}.planned", {"amount": draft.planned}))
    if draft.quantity <= 0:
        found.append(Problem("item.quantity", f"{at}.quantity"))
    if not 1 <= draft.priority <= 99:
        found.append(Problem("item.priority", f"{at}.priority"))
    if (
        draft.unit_price is not None
        and draft.unit_price.currency == draft.planned.currency
        and draft.unit_price.times(draft.quantity) != draft.planned
    ):
        found.append(
            Problem(
                "item.does_not_multiply_out",
                f"{at}.planned",
                {"product": draft.unit_price.times(draft.quantity), "planned": draft.planned},
                Severity.WARNING,
            )
        )
    return tuple(found)


def tidied_titles(titles: Iterable[tuple[str, str]]) -> Titles:
    """Give titles fit to keep, in order; blank ones are dropped."""
    fit = ((language, one_line(title)) for language, title in titles)
    return tuple(sorted((language, title) for language, title in fit if title))


def check_campaign(draft: CampaignDraft) -> tuple[Problem, ...]:
    """Say what is wrong with a campaign's draft: errors block, warnings (a line that does not multiply out) do not."""
    if draft.currency not in EXPONENTS:
        return (*_check_texts(draft), Problem("currency.unknown", "currency", {"text": draft.currency[:12]}))
    return (*_check_texts(draft), *_check_goals(draft), *_check_dates(draft), *_check_items(draft))


def _check_texts(draft: CampaignDraft) -> list[Problem]:
    found: list[Problem] = []
    if not draft.title.strip():
        found.append(Problem("campaign.needs_a_title", "title"))
    for name, text, longest in (("title", draft.title, LONGEST_TITLE), ("story", draft.story, LONGEST_STORY)):
        if len(text) > longest:
            found.append(Problem("text.too_long", name, {"longest": longest}))
    return [*found, *_check_titles(draft.titles)]


def _check_titles(titles: Titles) -> list[Problem]:
    found: list[Problem] = []
    told = [language for language, _title in titles]
    for language, title in titles:
        at = title_field(language)
        if language not in TITLE_LANGUAGES:
            found.append(Problem("campaign.title_language", at, {"language": language[:12]}))
        if len(title) > LONGEST_TITLE:
            found.append(Problem("text.too_long", at, {"longest": LONGEST_TITLE}))
    twice = [each for each in TITLE_LANGUAGES if told.count(each) > 1]
    return [*found, *(Problem("campaign.title_twice", title_field(each), {"language": each}) for each in twice)]


def title_field(language: str) -> str:
    """Name the field of a language's title: problems are told there."""
    return f"title_{language}"


def _check_goals(draft: CampaignDraft) -> list[Problem]:
    found: list[Problem] = []
    for name, goal in (("goal", draft.goal), ("published_goal", draft.published_goal)):
        if goal is None:
            continue
        if goal.currency != draft.currency:
            found.append(Problem("item.other_currency", name, {"currency": draft.currency}))
        if goal.minor <= 0:
            found.append(Problem("amount.not_positive", name, {"amount": goal}))
    return found


def _check_dates(draft: CampaignDraft) -> list[Problem]:
    found: list[Problem] = []
    if draft.starts and draft.ends and draft.ends < draft.starts:
        found.append(Problem("campaign.ends_before_start", "ends", {"starts": draft.starts, "ends": draft.ends}))
    for name, day in (("starts", draft.starts), ("ends", draft.ends)):
        if day and not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            found.append(Problem("date.absurd", name, {"date": day}))
    return found


def _check_items(draft: CampaignDraft) -> list[Problem]:
    found: list[Problem] = []
    if len(draft.items) > MOST_ITEMS:
        found.append(Problem("campaign.too_many_items", "items", {"most": MOST_ITEMS}))
    for index, item in enumerate(draft.items[:MOST_ITEMS]):
        found.extend(check_item(item, draft.currency, at=f"items.{index}"))
    return found
