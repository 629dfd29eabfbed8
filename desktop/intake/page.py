"""A campaign page, as text or as a file, becomes a draft: title, story, items, goal, sum collected, status.

Lines are cleaned (`text`, `markup`), told apart (`lines`), gathered into parts (`layout`), read (`needs`, `status`) and
assembled here. Nothing is corrected: what does not agree is a warning. Every step takes time linear in the page's size.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import CannotRead
from desktop.domain.pages import PageDraft, PageItem, PageStatus, PageWarning, goal_warnings, sum_of_items
from desktop.intake.amounts import to_money
from desktop.intake.languages import convention_of, language_of
from desktop.intake.layout import Layout, lay_out
from desktop.intake.lines import Kind, Line, make_lines
from desktop.intake.markup import is_markup, visible_text
from desktop.intake.names import person_in
from desktop.intake.needs import Needs, read_needs
from desktop.intake.proposals import category_of, concerns_in, count_in, name_of, propose_alias, quantity_of
from desktop.intake.text import check_text, decode, tidy
from desktop.intake.unfold import unfold
from desktop.intake.vocabulary import HELP_WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.domain.money import Money
    from desktop.intake.prices import Price
    from desktop.intake.pricing import Priced
    from desktop.intake.status import Status

_MOST_COMPARED = 50
_BASE = "EUR"  # what is foreign is foreign to this; the office's own base currency is chosen at import


def read_page(data: bytes) -> PageDraft:
    """Read a file as a campaign page.

    Raises:
        CannotRead: with reason empty, too_large, archive, pdf, office_file, image, binary, encoding, html or no_page.
    """
    decoded = decode(data)
    draft = read_page_text(decoded.text)
    return replace(draft, source_sha256=hashlib.sha256(data).hexdigest(), encoding=decoded.encoding)


def read_page_text(text: str) -> PageDraft:
    """Read pasted text as a campaign page; its hash is over the text in UTF-8.

    Raises:
        CannotRead: with reason empty, too_large, binary, html (a web page without a campaign) or no_page.
    """
    if not is_markup(text):
        draft = _read(text, folded=True)
    else:
        shown = visible_text(text)
        draft = _read(shown) or _read(visible_text(text, keep_newlines=True)) or _read(shown, folded=True)
    if draft is None:
        raise CannotRead(reason="html" if is_markup(text) else "no_page")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return replace(draft, text=text, source_sha256=digest)


def _read(shown: str, *, folded: bool = False) -> PageDraft | None:
    """Read what a reader sees, perhaps with its line breaks lost; None when it is no campaign page."""
    check_text(shown)
    working = unfold(tidy(shown)) if folded else tidy(shown)
    language = language_of(working)
    layout = lay_out(make_lines(working, convention_of(language)))
    sections, repeated = _sections(layout)
    return _assemble(layout, sections, repeated, language) if _is_page(layout, sections) else None


# -- what was found -------------------------------------------------------------------------------------------------


def _sections(layout: Layout) -> tuple[list[Needs], bool]:
    """Read each list of needs, once: the same list again is not a second list. Say whether one was repeated."""
    assumed = _assumed_currency(layout)
    sections: list[Needs] = []
    seen: set[tuple[object, ...]] = set()
    repeated = False
    for lines in layout.needs:
        needs = read_needs(lines)
        if assumed and not needs.items:
            needs = read_needs([replace(line, assumed=assumed) for line in lines])
        elif assumed:
            needs = read_needs(_with_currency(lines, assumed))
        if needs.is_empty:
            continue
        listed = tuple((item.description, item.price.value) for item in needs.items)
        key: tuple[object, ...] = listed or tuple(goal.value for goal in needs.goals)
        repeated = repeated or key in seen
        sections.append(replace(needs, items=[]) if key in seen else needs)
        seen.add(key)
    return sections, repeated


def _with_currency(lines: Sequence[Line], assumed: str) -> list[Line]:
    """Give the currency of the list to its items that lack one; they are marked as doubtful."""
    listed = [line for line in lines if line.prices and not line.is_lone_price][:_MOST_COMPARED]
    return [
        replace(line, assumed=assumed, doubtful=True) if line.lacks_currency_beside(listed) else line for line in lines
    ]


def _assumed_currency(layout: Layout) -> str | None:
    """Give the currency that a number without one is in: the one of the status, or else of the items."""
    stated: list[Price] = [*layout.status.collected, *layout.status.goals]
    stated += [price for line in layout.goals for price in line.prices]
    listed = (price for part in layout.needs for line in part for price in line.prices)
    for prices in (stated, listed):
        found = {price.currency for price in prices if price.currency}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _is_page(layout: Layout, sections: Sequence[Needs]) -> bool:
    """Tell a campaign page by its marks: two points of evidence are needed."""
    status: Status = layout.status
    evidence = 2 * layout.has_anchor + 2 * bool(status.collected) + status.is_closed + layout.has_story_tab
    amounts = bool(sections or layout.goals)
    evidence += amounts + (HELP_WORD.search(layout.title) is not None)
    return evidence >= 2 and (amounts or bool(status.collected) or layout.has_anchor)


# -- the draft ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Till:
    """Turns prices into money of the page's currency and remembers that one of them had two readings."""

    currency: str | None
    ambiguous: bool = False

    def money(self, price: Price | None) -> Money | None:
        """Give the money of a price; None when its currency is unknown or it is larger than any money."""
        code = price.currency or self.currency if price else None
        if price is None or code is None:
            return None
        made = to_money(price.value, code)
        if made is None:
            self.ambiguous = True
            return None
        self.ambiguous = self.ambiguous or price.ambiguous or made[1]
        return made[0]


def _assemble(layout: Layout, sections: Sequence[Needs], repeated: bool, language: str) -> PageDraft:
    till = _Till(_assumed_currency(layout))
    items = tuple(item for section in sections for priced in section.items if (item := _item(priced, till, language)))
    published = next(iter(_moneys(layout.status.goals, till)), None)
    goals = _moneys((goal for section in sections for goal in section.goals), till)
    goals += _moneys((price for line in layout.goals for price in line.prices[:1]), till)
    stated = goals[0] if goals else published
    collected = _moneys(layout.status.collected, till)
    story = _story(layout.story)
    person = person_in(layout.title)
    draft = PageDraft(
        title=layout.title,
        story=story,
        items=items,
        stated_goal=stated,
        published_goal=published,
        collected=_most_cautious(collected),
        status=_status(layout.status),
        currency=_currency([*(item.amount for item in items), *goals, *collected]),
        person=person,
        alias=propose_alias(),
        language=language,
        concerns=concerns_in("\n".join((story, *(item.description for item in items)))),
    )
    unread = any(line.has_unread_money for lines in layout.needs for line in lines)
    is_ambiguous = till.ambiguous or unread or any(item.ambiguous for item in items)
    goals_differ = len({*goals, *((published,) if published is not None else ())}) > 1
    return replace(
        draft, warnings=_warnings(draft, collected, is_ambiguous, goals_differ, repeated or layout.status.stands_twice)
    )


def _moneys(prices: Iterable[Price], till: _Till) -> list[Money]:
    return [money for price in prices if (money := till.money(price)) is not None]


def _item(priced: Priced, till: _Till, language: str) -> PageItem | None:
    amount = till.money(priced.price)
    if amount is None:
        return None
    description = priced.description
    category = category_of(description)
    unclear = priced.price.ambiguous or (priced.per_unit and count_in(description) is not None)
    quantity = (
        quantity_of(description, amount, language, priced.price.count)
        if not unclear
        else quantity_of("", amount, language)
    )
    name = name_of(description, category, language)
    return PageItem(description, amount, category, quantity.count, quantity.unit, unclear, name)


def _story(lines: Sequence[Line]) -> str:
    """Put the story together again: its paragraphs as they stood, blank lines at most one at a time."""
    kept: list[str] = []
    for line in lines:
        if line.kind is not Kind.BLANK:
            kept.append(line.text)
        elif kept and kept[-1]:
            kept.append("")
    return "\n".join(kept).strip()


def _status(status: Status) -> PageStatus:
    if status.is_closed:
        return PageStatus.CLOSED
    return PageStatus.OPEN if status.collected else PageStatus.UNKNOWN


def _most_cautious(collected: Sequence[Money]) -> Money | None:
    """Take the lowest of the sums that a page gives; the first where they are in several currencies."""
    if not collected:
        return None
    return min(money for money in collected if money.currency == collected[0].currency)


def _currency(amounts: Sequence[Money]) -> str | None:
    """Give the page's currency; None when it has several, or none."""
    currencies = {amount.currency for amount in amounts}
    return currencies.pop() if len(currencies) == 1 else None


def _warnings(
    draft: PageDraft, collected: Sequence[Money], is_ambiguous: bool, goals_differ: bool, repeated: bool
) -> tuple[PageWarning, ...]:
    found = list(goal_warnings(draft.stated_goal, sum_of_items(draft.items), draft.collected, draft.status))
    if goals_differ and PageWarning.GOAL_MISMATCH not in found:
        found.insert(0, PageWarning.GOAL_MISMATCH)
    amounts = [*(item.amount for item in draft.items), *collected, draft.stated_goal, draft.published_goal]
    currencies = {amount.currency for amount in amounts if amount is not None}
    more = (
        (PageWarning.CONFLICTING_COLLECTED, len(set(collected)) > 1),
        (PageWarning.NO_ITEMS, not draft.items),
        (PageWarning.FOREIGN_CURRENCY, bool(currencies - {_BASE})),
        (PageWarning.AMBIGUOUS_AMOUNT, is_ambiguous),
        (PageWarning.DUPLICATE_BLOCK, repeated),
    )
    return (*found, *(warning for warning, holds in more if holds))
