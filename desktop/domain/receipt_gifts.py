"""What a receipt says of a gift that is not a plain one: its parts, its rate, what was given back, what was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.money import Money
from desktop.domain.rates import PinnedRate

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ReceiptShare:
    """A part of a gift: the fund's code, the label of the expense item that it is for alone, and the amount.

    `general` marks the office's general fund, which is bound to no campaign.
    """

    fund: str
    label: str
    amount: Money
    general: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptGift:
    """What a receipt says beyond gross, fee and net.

    `shares` are all parts of a gift that is split, earmarked to an item, or for the general fund. `counted` is what the
    gift came to in the funds' currency, at `rate`. `given_back` was refunded before this receipt, which is over the
    rest. `quantity` of `asset` is crypto-currency; `goods` are things, and the amount is their value.
    """

    shares: tuple[ReceiptShare, ...] = ()
    counted: Money | None = None
    rate: PinnedRate | None = None
    given_back: Money | None = None
    asset: str = ""
    quantity: str = ""
    goods: str = ""


def freeze_gift(gift: ReceiptGift) -> dict[str, object]:
    """Turn it into plain JSON values, without what a gift lacks."""
    frozen: dict[str, object] = {
        "shares": [[each.fund, each.label, *_freeze(each.amount), each.general] for each in gift.shares],
        "counted": None if gift.counted is None else _freeze(gift.counted),
        "rate": None if gift.rate is None else gift.rate.facts(),
        "given_back": None if gift.given_back is None else _freeze(gift.given_back),
        "asset": gift.asset,
        "quantity": gift.quantity,
        "goods": gift.goods,
    }
    return {name: value for name, value in frozen.items() if value}


def thaw_gift(frozen: Mapping[str, Any]) -> ReceiptGift:
    """Turn frozen values back; freezing them again gives the same."""
    counted, rate, given_back = (frozen.get(name) for name in ("counted", "rate", "given_back"))
    return ReceiptGift(
        shares=tuple(
            ReceiptShare(fund, label, Money(minor, currency), general)
            for fund, label, minor, currency, general in frozen.get("shares", ())
        ),
        counted=None if counted is None else Money(*counted),
        rate=None if rate is None else PinnedRate.from_facts(rate),
        given_back=None if given_back is None else Money(*given_back),
        asset=frozen.get("asset", ""),
        quantity=frozen.get("quantity", ""),
        goods=frozen.get("goods", ""),
    )


def _freeze(money: Money) -> list[object]:
    return [money.minor, money.currency]
