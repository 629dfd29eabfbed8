"""What a receipt says of a gift is frozen with it, and thaws to the same; a plain gift's facts stay as they were."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.people import NameUse
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipt_gifts import ReceiptGift, ReceiptShare, freeze_gift, thaw_gift
from desktop.domain.receipts import DocumentFacts, DocumentKind, Organisation, freeze, thaw

DAY = date(2026, 5, 4)
FULL = ReceiptGift(
    shares=(ReceiptShare("C-0001", "Housing", Money(60, "USD")), ReceiptShare("C-0009", "", Money(40, "USD"), True)),
    counted=Money(92, "EUR"),
    rate=PinnedRate("USD", "EUR", Decimal("0.92"), RateSource.ECB, DAY, "7"),
    given_back=Money(5, "USD"),
    asset="BTC",
    quantity="0.1",
    goods="Coats",
)


@pytest.mark.parametrize("gift", [FULL, ReceiptGift(), ReceiptGift(goods="Coats"), replace(FULL, rate=None)])
def test_it_thaws_to_what_was_frozen(gift: ReceiptGift) -> None:
    assert thaw_gift(freeze_gift(gift)) == gift


def test_a_plain_gifts_facts_are_as_they_always_were() -> None:
    facts = DocumentFacts(
        DocumentKind.DONATION_RECEIPT, "DR/2026/0001", "en", DAY, DAY, Organisation("Office"), "Heron", "P-0001",
        NameUse.ALIAS, Money(100, "EUR"), "one euro", "C-0001", "D-0001", PaymentMethod.BANK,
    )  # fmt: skip
    assert "gift" not in freeze(facts)
    told = replace(facts, gift=FULL)
    assert thaw(freeze(told)) == told
    assert told.digest() != facts.digest()
