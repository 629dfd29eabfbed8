"""What a receipt or voucher says, in its own language: captions, figures, dates, marks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import exponent_of
from desktop.domain.receipts import DocumentFacts, DocumentKind, Mark, Rendering
from desktop.i18n import formats, texts

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.money import Money

_HEAD_SHOWN = 16
_DIGEST_SHOWN = 12


class Wording:
    """The texts of one rendering of one document. Captions that several rooms draw stand here."""

    def __init__(self, facts: DocumentFacts, rendering: Rendering) -> None:
        """Choose the document's language, whatever the screen speaks."""
        self.facts = facts
        self.rendering = rendering
        self.t = texts(facts.language)

    @property
    def language(self) -> str:
        """The language that the texts are in: English where the document's has none."""
        return self.t.language

    @property
    def title(self) -> str:
        """What the document is."""
        if self.facts.kind is DocumentKind.DONATION_RECEIPT:
            return self.t.tr("Donation receipt")
        return self.t.tr("Payment voucher")

    @property
    def number(self) -> str:
        """The number, or that there is none yet."""
        return self.facts.number or self.t.tr("No number")

    @property
    def method(self) -> str:
        """How the money came or went."""
        return {
            PaymentMethod.BANK: self.t.tr("Bank transfer"),
            PaymentMethod.CARD: self.t.tr("Card"),
            PaymentMethod.CASH: self.t.tr("Cash"),
            PaymentMethod.PROVIDER: self.t.tr("Payment provider"),
            PaymentMethod.CRYPTO: self.t.tr("Crypto-currency"),
            PaymentMethod.IN_KIND: self.t.tr("In kind"),
        }[self.facts.method]

    @property
    def operation(self) -> str:
        """What the date of operation is the date of."""
        if self.facts.kind is DocumentKind.DONATION_RECEIPT:
            return self.t.tr("Date of donation")
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
        return formats.money(amount.minor, amount.currency, exponent_of(amount.currency), self.language)

    def figures(self, amount: Money) -> str:
        """Write an amount without its currency, for a column that names it above."""
        return formats.number(amount.minor, exponent_of(amount.currency), self.language)

    def day(self, day: date) -> str:
        """Write a date."""
        return formats.date(day, self.language)

    @cached_property
    def check(self) -> str:
        """The first characters of the facts' digest, as they stand in the QR code."""
        return self.facts.digest()[:_DIGEST_SHOWN]

    @property
    def footer(self) -> str:
        """What ties the paper to the ledger; in a preview, which is tied to nothing, what that means."""
        if self.rendering.mark is Mark.PREVIEW or not self.facts.number:
            return self.t.tr(
                "Preview: not a document. It has no number and proves nothing; the number is given at issue."
            )
        parts = [self.facts.number]
        if self.facts.journal_head:
            parts.append(self.t.tr("Journal {head}").format(head=self.facts.journal_head[:_HEAD_SHOWN]))
        parts.append(self.t.tr("Check code {code}").format(code=self.check))
        return "  ·  ".join(parts)

    def page(self, page: int, pages: int) -> str:
        """Count the sheets."""
        return self.t.tr("Page {page} of {pages}").format(page=page, pages=pages)

    def tags(self, *, for_office: bool = False) -> tuple[str, ...]:
        """Which of the papers this is, one or two words; only the first rendering's own paper is the original."""
        mark, rendering = self.rendering.mark, self.rendering
        if mark is Mark.COPY:
            copy = self.t.tr("DUPLICATE {number}").format(number=rendering.copy_number)
            which = f"{copy} · {self.day(rendering.copied_on)}" if rendering.copied_on else copy
        else:
            which = {Mark.VOID: self.t.tr("VOID"), Mark.PREVIEW: self.t.tr("PREVIEW")}.get(mark, "")
        paper = self.t.tr("COPY FOR THE OFFICE") if for_office else ""
        return tuple(filter(None, (which, paper))) or (self.t.tr("ORIGINAL"),)

    @property
    def watermark(self) -> str:
        """The word across the sheet; none on an original."""
        return {
            Mark.ORIGINAL: "",
            Mark.COPY: self.t.tr("DUPLICATE"),
            Mark.VOID: self.t.tr("VOID"),
            Mark.PREVIEW: self.t.tr("PREVIEW"),
        }[self.rendering.mark]

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
