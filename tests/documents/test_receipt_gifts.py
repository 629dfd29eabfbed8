"""Receipts of gifts that are no plain ones say what came, at which rate, what is left of it, what it is bound to."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.documents.papers import draw_document
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipt_gifts import ReceiptGift, ReceiptShare
from tests.documents.papers_kit import ORIGINAL, facts, flat

EUR = Money(5100, "EUR")
RATE = PinnedRate("USD", "EUR", Decimal("0.92"), RateSource.ECB, date(2026, 5, 19))
ONE = ReceiptShare("C-0001", "Housing", EUR)
OTHER = ReceiptShare("C-0002", "", EUR)
GENERAL = ReceiptShare("C-0003", "", EUR, general=True)


@pytest.mark.parametrize(
    ("gift", "said"),
    [
        (ReceiptGift(shares=(ONE, OTHER), given_back=Money(4900, "EUR")),
         ("51.00 EUR: campaign C-0001, Housing", "51.00 EUR: campaign C-0002", "49.00 EUR",
          "Each part may be spent on what it is named for alone.")),
        (ReceiptGift(shares=(ONE,)), ("It may be spent on the expense item named above alone.",)),
        (ReceiptGift(shares=(GENERAL,)), ("51.00 EUR: General fund", "wherever the organisation needs it")),
        (ReceiptGift(counted=Money(9200, "EUR"), rate=RATE),
         ("92.00 EUR (1 USD = 0.92 EUR; European Central Bank, 2026-05-19)", "on the campaign named above alone")),
        (ReceiptGift(asset="BTC", quantity="0.0153"), ("0.0153 BTC",)),
    ],
)  # fmt: skip
def test_it_says_all_of_it(gift: ReceiptGift, said: tuple[str, ...]) -> None:
    paper = flat(draw_document(facts(gift=gift), ORIGINAL))
    for each in said:
        assert each in paper
    assert ("Campaign C-0001" in paper) == (not gift.shares)


def test_things_have_a_value_and_no_money_was_received() -> None:
    things = replace(facts(gift=ReceiptGift(goods="30 winter coats")), method=PaymentMethod.IN_KIND, fee=None, net=None)
    paper = flat(draw_document(things, ORIGINAL))
    assert "30 winter coats" in paper
    assert "Value 2,848.50 EUR" in paper
    assert "these goods were received" in paper
