"""What a receipt tells of a gift that is no plain one: its parts, its rate, what was given back, the things given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.wordings import write_digits
from desktop.documents.workbook_words import source_label
from desktop.domain.ledger import PaymentMethod
from desktop.i18n.both import joined

if TYPE_CHECKING:
    from desktop.documents.wordings import Wording
    from desktop.domain.money import Money
    from desktop.domain.rates import PinnedRate
    from desktop.domain.receipt_gifts import ReceiptShare


def gift_details(wording: Wording) -> list[tuple[str, str]]:
    """Give captions and texts; none for a plain gift."""
    gift = wording.facts.gift
    if gift is None:
        return []
    t = wording.t
    return [
        (t.tr("Goods"), gift.goods),
        (t.tr("Crypto-currency received"), f"{gift.quantity} {gift.asset}".strip()),
        (t.tr("Entered in our books as"), counted_text(wording, gift.counted, gift.rate)),
        (t.tr("Given back of this gift"), "" if gift.given_back is None else wording.money(gift.given_back)),
        (t.tr("The gift is for"), joined((_part(wording, share) for share in gift.shares), "\n")),
    ]


def counted_text(wording: Wording, counted: Money | None, rate: PinnedRate | None) -> str:
    """Say what foreign money came to, and at which rate of which table; empty where there is none."""
    if counted is None or rate is None:
        return ""
    table = "" if rate.via else rate.table
    return wording.t.tr("{amount} (1 {base} = {rate} {quote}; {source}, {date})").format(
        amount=wording.money(counted),
        base=rate.base,
        rate=write_digits(rate.text, wording.t),
        quote=rate.quote,
        source=joined(filter(None, (source_label(wording.t, rate.source), table))),
        date=wording.day(rate.on),
    )


def _part(wording: Wording, share: ReceiptShare) -> str:
    fund = wording.t.tr("General fund") if share.general else wording.t.tr("campaign {code}").format(code=share.fund)
    amount = wording.money(share.amount)
    said = joined((amount, fund), ": ")
    return joined((said, share.label), ", ") if share.label else said


def statement(wording: Wording) -> str:
    """Say what the receipt confirms, and what the gift may be spent on."""
    t, facts = wording.t, wording.facts
    if facts.method is PaymentMethod.IN_KIND:
        return t.tr("We confirm that these goods were received. The amount is their value as we estimate it.")
    said = [t.tr("We confirm that this donation was received and entered in our books.")]
    shares = facts.gift.shares if facts.gift is not None else ()
    if len(shares) > 1:
        said.append(t.tr("Each part may be spent on what it is named for alone."))
    elif shares and shares[0].general:
        said.append(t.tr("It may be spent wherever the organisation needs it."))
    elif shares:
        said.append(t.tr("It may be spent on the expense item named above alone."))
    elif facts.campaign:
        said.append(t.tr("It may be spent on the campaign named above alone."))
    return joined(said)
