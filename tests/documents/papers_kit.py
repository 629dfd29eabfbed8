"""Facts of receipts and vouchers for tests, about invented people, and what a drawn paper says."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

from pypdf import PdfReader

from desktop.documents.words import amount_in_words
from desktop.domain.coded_papers import redacted
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.people import NameUse
from desktop.domain.receipts import (
    DocumentFacts,
    DocumentKind,
    DocumentLine,
    Mark,
    Organisation,
    Rendering,
)

RECEIPT, VOUCHER = DocumentKind.DONATION_RECEIPT, DocumentKind.PAYMENT_VOUCHER

ORIGINAL = Rendering()
PREVIEW = Rendering(Mark.PREVIEW)
COPY = Rendering(Mark.COPY, copy_number=2, copied_on=date(2026, 12, 1))
VOID = Rendering(Mark.VOID, void_reason="The amount was wrong.", voided_on=date(2026, 11, 25))
REDACTED = Rendering(Mark.REDACTED)
RENDERINGS = {"original": ORIGINAL, "preview": PREVIEW, "copy": COPY, "void": VOID, "redacted": REDACTED}

OFFICE = Organisation(
    name="Example Aid Foundation",
    address="ul. Przykładowa 7/12, 00-950 Warszawa",
    registration="KRS 0000123456",
    country="PL",
    signatory="Anna Example",
    signatory_role="Head of office",
    cashier="Maria Sample",
    place="Warszawa",
)
LABELS = ("Examination of the spine and brain (MRI)", "Room rental for 3 months", "Training course")


def facts(kind: DocumentKind = RECEIPT, language: str = "en", lines: int = 2, **changes: Any) -> DocumentFacts:
    """Give the facts of an ordinary document; a voucher's amount is dealt out to `lines` lines.

    A `language` of two, as "pl+uk", gives a document in both.
    """
    language, _plus, second = language.partition("+")
    money = Money(284_850, "EUR")
    voucher = kind is VOUCHER
    given = DocumentFacts(
        kind=kind,
        number=f"{kind.value}/2026/0001",
        language=language,
        issued_on=date(2026, 11, 22),
        operation_on=date(2026, 11, 20),
        organisation=OFFICE,
        party="Кастусь Прыкладны",
        party_code="P-0003",
        name_use=NameUse.NAME,
        amount=money,
        words=amount_in_words(money, language),
        campaign="C-0001",
        subject="O-0004" if voucher else "D-0012",
        method=PaymentMethod.CASH if voucher else PaymentMethod.BANK,
        purpose="Medical examination and the first rent",
        reference="" if voucher else "2026/11/20-778",
        fee=None if voucher else Money(150, "EUR"),
        net=None if voucher else money - Money(150, "EUR"),
        lines=_lines(money, lines) if voucher and lines else (),
        journal_head="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        second_language=second,
        second_words=amount_in_words(money, second) if second else "",
    )
    return replace(given, **changes)


def _lines(money: Money, count: int) -> tuple[DocumentLine, ...]:
    return tuple(
        DocumentLine(number + 1, LABELS[number % len(LABELS)], part)
        for number, part in enumerate(money.split([1] * count))
    )


def seen(given: DocumentFacts, rendering: Rendering) -> DocumentFacts:
    """Take the number from a preview and what names people from a redacted paper, as the program does."""
    if rendering.mark is Mark.REDACTED:
        return redacted(given)
    return replace(given, number="") if rendering.mark is Mark.PREVIEW else given


def pages(pdf: bytes) -> list[str]:
    """Read each sheet's text, its spaces made even."""
    found = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        lines = (re.sub(r"\s+", " ", line).strip() for line in page.extract_text().splitlines())
        found.append("\n".join(filter(None, lines)))
    return found


def text(pdf: bytes) -> str:
    """Read a whole document's text."""
    return "\n\n".join(pages(pdf)) + "\n"


def flat(pdf: bytes) -> str:
    """Read a whole document's text as one line, so that a sentence may be looked for."""
    return re.sub(r"\s+", " ", text(pdf))


def notdef(pdf: bytes) -> int:
    """Count the letters that were drawn as the fonts' empty box."""
    streams = [page["/Contents"].get_object().get_data() for page in PdfReader(io.BytesIO(pdf)).pages]
    codes = re.findall(rb"<([0-9a-f]*)> Tj", b"\n".join(streams))
    assert codes, "nothing is drawn"
    return sum(bytes.fromhex(code.decode()).count(0) for code in codes)
