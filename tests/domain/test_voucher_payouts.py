"""What a voucher says of a payout that is no plain one survives freezing."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.money import Money
from desktop.domain.payouts import PayeeRole
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.voucher_payouts import VoucherPayout, freeze_payout, thaw_payout

FULL = VoucherPayout(
    PayeeRole.PROXY,
    "Letter of 2 May",
    "FV 1/2026",
    Money(9200, "EUR"),
    PinnedRate("USD", "EUR", Decimal("0.92"), RateSource.ECB, date(2026, 5, 4)),
)


@pytest.mark.parametrize("told", [FULL, VoucherPayout(), replace(FULL, counted=None, rate=None)])
def test_it_thaws_to_what_was_frozen(told: VoucherPayout) -> None:
    frozen = json.loads(json.dumps(freeze_payout(told)))
    assert thaw_payout(frozen) == told
    assert freeze_payout(thaw_payout(frozen)) == frozen
