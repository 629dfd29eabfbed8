"""A campaign page that lies in a file is read by the helper process: whatever it does to its reader stays there.

Short pasted text is not: see `services.pages.read_page_text`.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import CannotRead, Refused
from desktop.domain.money import Money
from desktop.domain.pages import Concern, ItemCategory, PageDraft, PageItem, PageStatus, PageWarning
from desktop.intake.apart.answers import ask, decimal_of, text_of
from desktop.intake.apart.wire import Broken
from desktop.intake.text import MOST_BYTES, MOST_LINES

if TYPE_CHECKING:
    from collections.abc import Mapping

REASONS = frozenset((
    "empty", "too_large", "archive", "pdf", "office_file", "image", "binary", "encoding", "html", "no_page",
))  # fmt: skip
_LONGEST_NAME = 1000


def read_page_apart(data: bytes) -> PageDraft:
    """Read a file as a campaign page.

    Raises:
        CannotRead: As `page.read_page` says, and too_slow or reader_failed.
    """
    if len(data) > MOST_BYTES:
        raise CannotRead(reason="too_large")
    digest = hashlib.sha256(data).hexdigest()
    return ask({"kind": "page"}, data, lambda plain, _blob: _understood(plain, digest), reasons=REASONS)


def read_text_apart(text: str) -> PageDraft:
    """Read pasted text as a campaign page; its hash is over the text in UTF-8. Raises as `read_page_apart`."""
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    return ask({"kind": "page text"}, data, lambda plain, _blob: _understood(plain, digest), reasons=REASONS)


def told(question: Mapping[str, Any], data: bytes) -> tuple[object, bytes]:
    """Read a page, in the helper."""
    from desktop.intake.page import read_page, read_page_text  # noqa: PLC0415 - after the limits are set

    try:
        page = read_page(data) if question["kind"] == "page" else read_page_text(data.decode())
    except MemoryError:
        raise CannotRead(reason="too_large") from None
    return {
        "texts": [page.title, page.story, page.text],
        "names": [page.alias, page.language, page.encoding],
        "person": page.person,
        "currency": page.currency,
        "status": page.status.value,
        "items": [_plain_item(item) for item in page.items],
        "amounts": [_plain_money(amount) for amount in (page.stated_goal, page.published_goal, page.collected)],
        "concerns": [concern.value for concern in page.concerns],
        "warnings": [warning.value for warning in page.warnings],
    }, b""


def _plain_money(amount: Money | None) -> list[object] | None:
    return None if amount is None else [amount.minor, amount.currency]


def _plain_item(item: PageItem) -> list[object]:
    words = [item.description, item.unit, item.name]
    return [words, _plain_money(item.amount), item.category.value, str(item.quantity), item.ambiguous]


def _understood(plain: Any, digest: str) -> PageDraft:
    title, story, text = (text_of(each, MOST_BYTES) for each in plain["texts"])
    alias, language, encoding = (text_of(each, _LONGEST_NAME) for each in plain["names"])
    person, currency = plain["person"], plain["currency"]
    try:
        stated, published, collected = (_money(each) for each in plain["amounts"])
        items = tuple(_item(each) for each in plain["items"])
    except Refused:
        raise Broken from None
    if len(items) > MOST_LINES:
        raise Broken
    return PageDraft(
        title,
        story,
        items,
        stated,
        published,
        collected,
        PageStatus(plain["status"]),
        None if currency is None else text_of(currency, 3),
        person=None if person is None else text_of(person, _LONGEST_NAME),
        alias=alias,
        language=language,
        concerns=tuple(Concern(each) for each in plain["concerns"]),
        warnings=tuple(PageWarning(each) for each in plain["warnings"]),
        text=text,
        source_sha256=digest,
        encoding=encoding,
    )


def _money(told: Any) -> Money | None:
    return None if told is None else Money(*told)


def _item(told: Any) -> PageItem:
    words, amount, category, quantity, ambiguous = told
    description, unit, name = (text_of(each, MOST_BYTES) for each in words)
    money = _money(amount)
    if money is None or type(ambiguous) is not bool:
        raise Broken
    return PageItem(description, money, ItemCategory(category), decimal_of(quantity), unit, ambiguous, name)
