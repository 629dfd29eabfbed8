"""What a voucher says of a payout that is not a plain one: who takes it for whom, its invoice, its rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.money import Money
from desktop.domain.payouts import PayeeRole
from desktop.domain.rates import PinnedRate

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class VoucherPayout:
    """What a voucher says beyond amount and lines.

    `role` is the payee's; `authority` the paper by which a proxy takes the money. `counted` is what it took from the
    fund, in the fund's currency, at `rate`.
    """

    role: PayeeRole = PayeeRole.BENEFICIARY
    authority: str = ""
    invoice: str = ""
    counted: Money | None = None
    rate: PinnedRate | None = None


def freeze_payout(payout: VoucherPayout) -> dict[str, object]:
    """Turn it into plain JSON values, without what a payout lacks."""
    frozen: dict[str, object] = {
        "role": payout.role.value,
        "authority": payout.authority,
        "invoice": payout.invoice,
        "counted": None if payout.counted is None else [payout.counted.minor, payout.counted.currency],
        "rate": None if payout.rate is None else payout.rate.facts(),
    }
    return {name: value for name, value in frozen.items() if value}


def thaw_payout(frozen: Mapping[str, Any]) -> VoucherPayout:
    """Turn frozen values back; freezing them again gives the same."""
    counted, rate = frozen.get("counted"), frozen.get("rate")
    return VoucherPayout(
        role=PayeeRole(frozen["role"]),
        authority=frozen.get("authority", ""),
        invoice=frozen.get("invoice", ""),
        counted=None if counted is None else Money(*counted),
        rate=None if rate is None else PinnedRate.from_facts(rate),
    )
