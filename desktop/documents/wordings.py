"""What a receipt or voucher says, in its own language: captions, figures, dates, marks."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import exponent_of
from desktop.domain.receipts import RECEIPTS, DocumentFacts, DocumentKind, Mark, Rendering
from desktop.i18n import TwoTexts, formats, speech
from desktop.i18n.both import Both, Figure, first_part, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from desktop.domain.money import Money
    from desktop.i18n import Texts

_HELD = re.compile(r"(?<=\d) (?=\w)")
"""The space between cents in digits and their name, where a line must not end."""
_HEAD_SHOWN = 16
_DIGEST_SHOWN = 12


def write_money(amount: Money, t: Texts) -> Figure:
    """Write an amount with its currency as a document's language does."""
    return _figure(
        t, lambda language: formats.money(amount.minor, amount.currency, exponent_of(amount.currency), language)
    )


def write_day(day: date, t: Texts) -> Figure:
    """Write a date as a document's language does; in a sentence of the second language, as that one does."""
    return _figure(t, lambda language: formats.date(day, language))


def write_digits(plain: str, t: Texts) -> Figure:
    """Write plain digits, as a rate has them, as a document's language does."""
    return _figure(t, lambda language: formats.digits(plain, language))


def _figure(t: Texts, write: Callable[[str], str]) -> Figure:
    second = t.second.language if isinstance(t, TwoTexts) else t.language
    return Figure(write(t.language), write(second))


class Wording:
    """The texts of one rendering of one document. Captions that several rooms draw stand here."""

    def __init__(self, facts: DocumentFacts, rendering: Rendering, kept: Sequence[Mapping[str, str]] = ()) -> None:
        """Choose the document's language, or its two side by side, whatever the screen speaks.

        `kept` are the words that the document was issued with (`documents.captions`); without them, today's.
        """
        self.facts = facts
        self.rendering = rendering
        self.t = speech(facts.language, facts.second_language, kept)

    @property
    def language(self) -> str:
        """The language that figures are in, and the first one of texts: English where the document's has none."""
        return self.t.language

    @property
    def words(self) -> str:
        """The amount in words: in both languages where the document has two."""
        first, second = (_HELD.sub("\u00a0", said) for said in (self.facts.words, self.facts.second_words))
        return Both(first, second) if self.facts.second_language else first

    @property
    def title(self) -> str:
        """What the document is."""
        return {
            DocumentKind.DONATION_RECEIPT: self.t.tr("Donation receipt"),
            DocumentKind.IN_KIND_RECEIPT: self.t.tr("In-kind receipt"),
            DocumentKind.ANNUAL_STATEMENT: self.t.tr("Annual statement"),
            DocumentKind.PAYMENT_VOUCHER: self.t.tr("Payment voucher"),
            DocumentKind.MONEY_IN_VOUCHER: self.t.tr("Money-in voucher"),
            DocumentKind.TRANSFER_CONFIRMATION: self.t.tr("Transfer confirmation"),
        }[self.facts.kind]

    @property
    def number(self) -> str:
        """The number, or that there is none yet."""
        return self.facts.number or self.t.tr("No number")

    @property
    def method(self) -> str:
        """How the money came or went."""
        return self.method_of(self.facts.method)

    def method_of(self, method: PaymentMethod) -> str:
        """Name a way of paying."""
        return {
            PaymentMethod.BANK: self.t.tr("Bank transfer"),
            PaymentMethod.CARD: self.t.tr("Card"),
            PaymentMethod.CASH: self.t.tr("Cash"),
            PaymentMethod.PROVIDER: self.t.tr("Payment provider"),
            PaymentMethod.CRYPTO: self.t.tr("Crypto-currency"),
            PaymentMethod.IN_KIND: self.t.tr("In kind"),
        }[method]

    @property
    def operation(self) -> str:
        """What the date of operation is the date of."""
        if self.facts.kind in RECEIPTS:
            return self.t.tr("Date of donation")
        if self.facts.kind is DocumentKind.MONEY_IN_VOUCHER:
            return self.t.tr("Date received")
        return self.t.tr("Date of payment")

    def details(self) -> list[tuple[str, str]]:
        """What is known of the operation, each a caption and a text that may be empty."""
        facts, t = self.facts, self.t
        return [
            (self.operation, self.day(facts.operation_on)),
            (t.tr("Date of issue"), self.day(facts.issued_on)),
            (t.tr("Place of issue"), facts.organisation.place),
            (t.tr("Method of payment"), self.method),
            (t.tr("Payment reference"), facts.reference),
            (t.tr("Campaign"), "" if facts.gift is not None and facts.gift.shares else facts.campaign),
            (t.tr("Record"), facts.subject),
        ]

    def money(self, amount: Money) -> str:
        """Write an amount with its currency."""
        return write_money(amount, self.t)

    def figures(self, amount: Money) -> str:
        """Write an amount without its currency, for a column that names it above."""
        return formats.number(amount.minor, exponent_of(amount.currency), self.language)

    def day(self, day: date) -> str:
        """Write a date."""
        return write_day(day, self.t)

    @cached_property
    def check(self) -> str:
        """The first characters of the facts' digest, as they stand in the QR code."""
        return self.facts.digest()[:_DIGEST_SHOWN]

    @property
    def footer(self) -> str:
        """What ties the paper to the ledger; in a preview, which is tied to nothing, what that means.

        In the first language alone: one line at the sheet's foot.
        """
        return first_part(self._footer())

    def _footer(self) -> str:
        if self.rendering.mark is Mark.PREVIEW or not self.facts.number:
            return self.t.tr(
                "Preview: not a document. It has no number and proves nothing; the number is given at issue."
            )
        parts = [self.facts.number]
        if self.facts.journal_head:
            parts.append(self.t.tr("Journal {head}").format(head=self.facts.journal_head[:_HEAD_SHOWN]))
        parts.append(self.t.tr("Check code {code}").format(code=self.check))
        return joined(parts, "  ·  ")

    def page(self, page: int, pages: int) -> str:
        """Count the sheets, in the first language."""
        return first_part(self.t.tr("Page {page} of {pages}").format(page=page, pages=pages))

    def tags(self, *, for_office: bool = False) -> tuple[str, ...]:
        """Which of the papers this is, one or two words; only the first rendering's own paper is the original."""
        mark, rendering = self.rendering.mark, self.rendering
        if mark is Mark.COPY:
            copy = self.t.tr("DUPLICATE")
            if rendering.copy_number:
                copy = self.t.tr("DUPLICATE {number}").format(number=rendering.copy_number)
            which = joined((copy, self.day(rendering.copied_on)), " · ") if rendering.copied_on else copy
        else:
            which = {
                Mark.VOID: self.t.tr("VOID"),
                Mark.PREVIEW: self.t.tr("PREVIEW"),
                Mark.REDACTED: self.t.tr("REDACTED"),
            }.get(mark, "")
        paper = self.t.tr("COPY FOR THE OFFICE") if for_office else ""
        return tuple(filter(None, (which, paper))) or (self.t.tr("ORIGINAL"),)

    @property
    def watermark(self) -> str:
        """The word across the sheet, in the first language; none on an original."""
        return first_part(
            {
                Mark.ORIGINAL: "",
                Mark.COPY: self.t.tr("DUPLICATE"),
                Mark.VOID: self.t.tr("VOID"),
                Mark.PREVIEW: self.t.tr("PREVIEW"),
                Mark.REDACTED: self.t.tr("REDACTED"),
            }[self.rendering.mark]
        )

    @property
    def notice(self) -> tuple[str, str]:
        """Why and since when a document is void: a beginning to be set in bold, and the reason; else empty.

        Copies and previews say what they are in their tag and foot, so that they look as the original does.
        """
        rendering = self.rendering
        if rendering.mark is not Mark.VOID:
            return "", ""
        bold = self.t.tr("Void: this document is cancelled.")
        if rendering.voided_on:
            bold = self.t.tr("Void since {date}: this document is cancelled.").format(
                date=self.day(rendering.voided_on)
            )
        reason = rendering.void_reason.strip()
        return bold, self.t.tr("Reason: {reason}").format(reason=reason) if reason else ""
