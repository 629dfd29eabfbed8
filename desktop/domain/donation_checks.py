"""What can be wrong with a gift as entered, said at the field that it belongs to.

A gift for one fund says it at its plain fields ("campaign", "item"); one that is split at those of its shares
("shares.2.gross").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.clock import check_date
from desktop.domain.errors import Problem
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import check_positive, total
from desktop.domain.rates import OLDEST_DAYS
from desktop.domain.shares import FeeBearer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from desktop.domain.donations import DonationDraft

LONGEST_REFERENCE = 200
LONGEST_GOODS = 500
LONGEST_QUANTITY = 40
MOST_SHARES = 50
_ASSET = re.compile(r"[A-Z0-9]{2,12}")
_QUANTITY = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,18})?")


@dataclass(frozen=True, slots=True)
class GiftFund:
    """What must be known of a fund to give to it: its currency, and the lines of its expense items in use."""

    currency: str
    lines: Collection[int]


def tidy_quantity(text: str) -> str:
    """Read a quantity of crypto-currency leniently: a comma is a point, blanks between digits are nothing."""
    return re.sub(r"[ \u00a0\u202f]", "", text).replace(",", ".")


def check_donation(draft: DonationDraft, funds: Mapping[str, GiftFund], today: date) -> tuple[Problem, ...]:
    """Say what is wrong with a donation; `funds` holds every fund that its shares name."""
    found = [*check_positive(draft.gross, at="gross"), *check_date(draft.on, today, at="on")]
    found.extend(_check_fee(draft))
    found.extend(_check_shares(draft, funds))
    found.extend(_check_rate(draft, funds[draft.parts[0].campaign].currency))
    found.extend(_check_method(draft))
    if len(draft.reference) > LONGEST_REFERENCE:
        found.append(Problem("text.too_long", "reference", {"longest": LONGEST_REFERENCE}))
    if not found:
        found.extend(_check_worth(draft))
    return tuple(found)


def _check_fee(draft: DonationDraft) -> Iterator[Problem]:
    fee, gross = draft.fee, draft.gross
    if fee.currency != gross.currency:
        yield Problem("donation.fee_currency", "fee", {"currency": gross.currency})
    elif fee.minor < 0:
        yield Problem("amount.negative", "fee", {"amount": fee})
    elif fee and draft.in_kind:
        yield Problem("donation.in_kind_fee", "fee")
    elif gross.minor > 0 and fee >= gross and draft.fee_bearer is not FeeBearer.DONOR:
        yield Problem("donation.fee_too_large", "fee", {"fee": fee, "gross": gross})


def _at(draft: DonationDraft, index: int, name: str) -> str:
    return name if len(draft.parts) == 1 else f"shares.{index}.{name}"


def _check_shares(draft: DonationDraft, funds: Mapping[str, GiftFund]) -> Iterator[Problem]:
    parts, currency = draft.parts, draft.gross.currency
    if len(parts) > MOST_SHARES:
        yield Problem("donation.too_many_shares", "shares", {"most": MOST_SHARES})
        return
    expected, seen = funds[parts[0].campaign].currency, set()
    for index, share in enumerate(parts):
        fund = funds[share.campaign]
        if fund.currency != expected:
            yield Problem(
                "donation.funds_differ",
                _at(draft, index, "campaign"),
                {"campaign": share.campaign, "currency": fund.currency, "expected": expected},
            )
        if share.item is not None and share.item not in fund.lines:
            yield Problem("item.no_such_line", _at(draft, index, "item"), {"line": share.item})
        if (share.campaign, share.item) in seen:
            yield Problem("donation.share_twice", _at(draft, index, "campaign"), {"campaign": share.campaign})
        seen.add((share.campaign, share.item))
        if share.gross.currency != currency:
            yield Problem("donation.share_currency", _at(draft, index, "gross"), {"currency": currency})
        elif len(parts) > 1:
            yield from check_positive(share.gross, at=_at(draft, index, "gross"))
    if all(share.gross.currency == currency for share in parts):
        rest = draft.gross - total((share.gross for share in parts), currency)
        if rest:
            facts = {"gross": draft.gross, "rest": rest if rest.minor > 0 else -rest}
            yield Problem("donation.shares_below" if rest.minor > 0 else "donation.shares_above", "shares", facts)


def _check_rate(draft: DonationDraft, fund_currency: str) -> Iterator[Problem]:
    """Check that a rate leads from the gift's currency to the fund's, as of the gift's own days."""
    given, rate = draft.gross.currency, draft.rate
    facts = {"campaign": draft.parts[0].campaign, "expected": fund_currency, "given": given}
    if draft.in_kind or given == fund_currency:
        if rate is not None:
            yield Problem("donation.rate_not_needed", "rate", facts)
        return
    if rate is None:
        yield Problem("donation.needs_rate", "rate", facts)
    elif {rate.base, rate.quote} != {given, fund_currency}:
        yield Problem("donation.rate_of_others", "rate", facts)
    else:
        day = draft.happened or draft.on
        if rate.on > draft.on:
            yield Problem("donation.rate_later", "rate", {"date": rate.on, "on": draft.on})
        elif not rate.source.is_monthly and (day - rate.on).days > OLDEST_DAYS:
            yield Problem("donation.rate_old", "rate", {"date": rate.on, "on": day, "most": OLDEST_DAYS})


def _check_method(draft: DonationDraft) -> Iterator[Problem]:
    if draft.method is PaymentMethod.CRYPTO:
        if not _ASSET.fullmatch(draft.asset):
            yield Problem("donation.needs_asset", "asset")
        if not _QUANTITY.fullmatch(draft.quantity) or not draft.quantity.strip("0."):
            yield Problem("donation.needs_quantity", "quantity")
    elif draft.asset or draft.quantity:
        yield Problem("donation.crypto_only", "asset" if draft.asset else "quantity")
    if draft.in_kind:
        if not draft.goods:
            yield Problem("donation.needs_goods", "goods")
    elif draft.goods:
        yield Problem("donation.in_kind_only", "goods")
    if len(draft.goods) > LONGEST_GOODS:
        yield Problem("text.too_long", "goods", {"longest": LONGEST_GOODS})


def _check_worth(draft: DonationDraft) -> Iterator[Problem]:
    """Refuse a share that comes to less than the smallest coin of its fund's currency."""
    if draft.in_kind:
        return
    for index, share in enumerate(draft.booked.shares):
        if not share.fund_gross:
            yield Problem("donation.worth_nothing", _at(draft, index, "gross"), {"currency": share.fund_gross.currency})
