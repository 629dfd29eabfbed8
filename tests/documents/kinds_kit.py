"""Facts of every kind of document, form and layout for tests, about invented people."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop.documents.paper_texts import own_texts
from desktop.documents.words import amount_in_words
from desktop.domain.ledger import PaymentMethod
from desktop.domain.papers import DocumentPaper, PaperForm, PaperLayout, StatementGift
from desktop.domain.payouts import PayeeRole
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipt_gifts import ReceiptGift
from desktop.domain.receipts import DocumentKind, Organisation
from desktop.domain.voucher_payouts import VoucherPayout
from tests.documents.papers_kit import facts

if TYPE_CHECKING:
    from desktop.domain.money import Money
    from desktop.domain.receipts import DocumentFacts

DR, IK, AS = DocumentKind.DONATION_RECEIPT, DocumentKind.IN_KIND_RECEIPT, DocumentKind.ANNUAL_STATEMENT
PV, MV, TC = DocumentKind.PAYMENT_VOUCHER, DocumentKind.MONEY_IN_VOUCHER, DocumentKind.TRANSFER_CONFIRMATION
FORMS = {
    **{(kind, PaperForm.PLAIN): "" for kind in DocumentKind},
    **{(kind, form): form.value for kind in (PV, MV) for form in PaperForm if form is not PaperForm.PLAIN},
}
"""Every kind with every form that it can follow, and how the golden file names it."""

OFFICES = {
    PaperForm.PLAIN: Organisation(
        "Example Aid Foundation", "1 Example Street, 00-950 Warsaw", "KRS 0000123456", "PL", "Anna Example",
        "Head of office", "Maria Sample", "Warsaw", "012345678", "521-000-00-00",
    ),
    PaperForm.POLAND: Organisation(
        "Fundacja Przykładowa Pomoc", "ul. Przykładowa 7/12, 00-950 Warszawa", "KRS 0000123456", "PL",
        "Anna Przykładowa", "Prezes zarządu", "Maria Wzór", "Warszawa", "012345678", "521-000-00-00",
    ),
    PaperForm.LITHUANIA: Organisation(
        "VšĮ „Pavyzdinė pagalba“", "Pavyzdžio g. 7-12, Vilnius", "", "LT", "Ona Pavyzdė", "Direktorė", "Jonas Pavyzdys",
        "Vilnius", "300000001", "LT100000000001", "Rūta Pavyzdienė", "paramos gavėjas",
    ),
    PaperForm.EAST: Organisation(
        "Благодійний фонд «Приклад»", "вул. Прикладна, 7, Київ", "", "UA", "Ганна Прикладна", "Керівник",
        "Марія Зразок", "Київ", "12345678", "", "Олена Приклад",
    ),
}  # fmt: skip


def _voucher_paper(form: PaperForm, amount: Money) -> DocumentPaper:
    rate = PinnedRate("EUR", "PLN", Decimal("4.2514"), RateSource.NBP, date(2026, 11, 19), "223/A/NBP/2026")
    return {
        PaperForm.PLAIN: DocumentPaper(),
        PaperForm.POLAND: DocumentPaper(
            address="ul. Długa 5/1, Gdańsk", attachments="1 faktura", debit="550-1", credit="100",
            converted=rate.convert(amount), rate=rate,
        ),
        PaperForm.LITHUANIA: DocumentPaper(
            address="Gedimino pr. 1-2, Vilnius", document="Pasas 12345678", attachments="1 sąskaita"
        ),
        PaperForm.EAST: DocumentPaper(
            document="Паспорт КВ 123456, виданий 01.02.2020", attachments="1 чек", debit="949", credit="301"
        ),
    }[form]  # fmt: skip


def document(kind: DocumentKind, form: PaperForm = PaperForm.PLAIN, layout: PaperLayout = PaperLayout.A4,
             language: str = "en", lines: int = 2, **changes: Any) -> DocumentFacts:  # fmt: skip
    """Give the facts of an ordinary document of a kind, with the program's own sentences."""
    out = kind in (PV, TC)
    given = facts(PV if out else DR, language, lines)
    amount = given.amount
    method = PaymentMethod.CASH if kind in (PV, MV) else PaymentMethod.BANK
    paper = _voucher_paper(form, amount)
    if kind is MV:
        paper = replace(paper, document="", address="")
    given = replace(
        given, kind=kind, number=f"{kind.value}/2026/0001", method=method, organisation=OFFICES[form],
        subject="O-0004" if out else "D-0012", fee=given.fee if kind is DR else None,
        net=given.net if kind is DR else None, reference=given.reference if kind in (DR, TC) else "",
    )  # fmt: skip
    if kind is IK:
        given = replace(given, method=PaymentMethod.IN_KIND, gift=ReceiptGift(goods="40 blankets and 12 tents"))
    if kind is AS:
        paper = replace(paper, year=2026, gifts=gifts(amount, lines))
        given = replace(given, subject="P-0003/2026/EUR", purpose="")
    if kind is TC:
        paper = replace(paper, iban="•••• 4567", end_to_end="O-0004")
    given = replace(given, paper=replace(paper, form=form, layout=layout, grounds=form is PaperForm.EAST), **changes)
    assert given.paper is not None
    given = replace(given, paper=replace(given.paper, texts=own_texts(given, language)))
    if given.second_language:
        second = given.second_language
        assert given.paper is not None
        given = replace(
            given, second_words=amount_in_words(amount, second),
            paper=replace(given.paper, second_texts=own_texts(given, second)),
        )  # fmt: skip
    return given


def gifts(amount: Money, count: int) -> tuple[StatementGift, ...]:
    """Deal an amount out to so many gifts."""
    return tuple(
        StatementGift(f"D-{n:04d}", date(2026, 1 + n % 12, 1 + n % 28), "C-0001", PaymentMethod.BANK, part)
        for n, part in enumerate(amount.split([1] * count), 1)
    )


def by_proxy(given: DocumentFacts) -> DocumentFacts:
    """Give a voucher whose money a proxy takes."""
    assert given.paper is not None
    return replace(
        given,
        payout=VoucherPayout(PayeeRole.PROXY, "Power of attorney of 3 October 2026", "Invoice 778"),
        paper=replace(given.paper, behalf="Алена Прыкладная", document="Passport MP1234567"),
    )


LONG = {
    "name": "Міжнародны дабрачынны фонд дапамогі людзям, якія апынуліся ў бядзе",
    "address": "вул. Вельмі Доўгая імя Доўгага Чалавека 117, корпус 12, памяшканне 1234, 220030 Мінск",
    "person": "Канстанцін-Аляксандр Прыкладны-Вельмідоўгі Ѭ",
    "role": "Намесніца старшыні праўлення па фінансавых пытаннях",
    "purpose": "Ѫ Абследаванне, лячэнне і рэабілітацыя ў клініцы, праезд, пражыванне і харчаванне падчас лячэння. "
    * 14,
    "label": "Ѫ Пражыванне і харчаванне ў горадзе падчас абследавання і лячэння",
}
"""Long texts as they occur; the letters Ѫ and Ѭ are counted."""


def long_document(kind: DocumentKind, form: PaperForm, layout: PaperLayout, language: str) -> DocumentFacts:
    """Give a document with all that makes one long: names, a purpose, ten items, a proxy; of two languages as "en+be".

    It needs two sheets.
    """
    first, _plus, second = language.partition("+")
    office = replace(
        OFFICES[form], name=LONG["name"], address=LONG["address"], signatory=LONG["person"],
        signatory_role=LONG["role"], cashier=LONG["person"], accountant=LONG["person"],
    )  # fmt: skip
    given = document(kind, form, layout, first, 10, second_language=second, organisation=office,
                     party=f"{LONG['person']} {LONG['person']}", purpose=LONG["purpose"])  # fmt: skip
    given = replace(given, lines=tuple(replace(line, label=LONG["label"]) for line in given.lines))
    return by_proxy(given) if kind is PV else given


def logo() -> bytes:
    """Draw an invented logo as a PNG."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (240, 120), "white")
    pen = ImageDraw.Draw(image)
    pen.ellipse((10, 10, 110, 110), fill="#b03020")
    pen.rectangle((120, 40, 230, 80), fill="#204080")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
