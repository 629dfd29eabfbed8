"""Receipts and vouchers: numbers taken at issue, facts frozen at issue, void and copy but never delete."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import Problem, refuse
from desktop.domain.ids import CodeKind
from desktop.domain.ledger import PaymentMethod, canonical
from desktop.domain.money import Money
from desktop.domain.papers import DocumentPaper, freeze_paper, thaw_paper
from desktop.domain.people import NameUse
from desktop.domain.receipt_gifts import ReceiptGift, freeze_gift, thaw_gift
from desktop.domain.voucher_payouts import VoucherPayout, freeze_payout, thaw_payout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.domain.papers import PaperForm, PaperLayout

LONGEST_REASON = 500
TEMPLATE_VERSION = 1
_NUMBER = re.compile(r"([A-Z]{2}(?:-[A-Z]{3})?)/([0-9]{4})/([0-9]{4,9})")


class DocumentKind(Enum):
    """What a document is; the value is the series' first letters."""

    DONATION_RECEIPT = "DR"
    PAYMENT_VOUCHER = "PV"
    IN_KIND_RECEIPT = "IK"
    ANNUAL_STATEMENT = "AS"
    MONEY_IN_VOUCHER = "MV"
    TRANSFER_CONFIRMATION = "TC"


RECEIPTS = (DocumentKind.DONATION_RECEIPT, DocumentKind.IN_KIND_RECEIPT)
"""The kinds of which a gift has one: what its donor gets."""

VOUCHERS = (DocumentKind.PAYMENT_VOUCHER, DocumentKind.TRANSFER_CONFIRMATION)
"""The kinds of which a payout has one: a paper that is signed, or the confirmation of a transfer."""


def siblings(kind: DocumentKind) -> tuple[DocumentKind, ...]:
    """Give the kinds of which a record has one valid document at a time, this one among them."""
    return next((kinds for kinds in (RECEIPTS, VOUCHERS) if kind in kinds), (kind,))


class DocumentState(Enum):
    """issued → signed (scan attached), or voided. A voided number stays."""

    ISSUED = "issued"
    SIGNED = "signed"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Series:
    """A gapless run of numbers: one per kind, currency and year. The base currency's series shows no currency."""

    kind: DocumentKind
    currency: str
    year: int
    plain: bool = True

    def number(self, count: int) -> str:
        """Write the number of the `count`-th document of this series: "DR/2026/0001", "DR-USD/2026/0001"."""
        if count < 1:
            raise ValueError("numbers count from 1")
        prefix = self.kind.value if self.plain else f"{self.kind.value}-{self.currency}"
        return f"{prefix}/{self.year:04d}/{count:04d}"


def tidy_number(text: str) -> str:
    """Read a document number leniently (case, spaces); refuse what is none."""
    tidy = re.sub(r"\s+", "", text).upper()
    if not _NUMBER.fullmatch(tidy):
        raise refuse("document.number_unreadable", at="number", text=text[:40])
    return tidy


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who issues: as printed on every document. All texts, all but the name may be empty.

    `company_code` is the number in the register of firms (REGON, įmonės kodas, ЄДРПОУ, ОКПО), `tax_number` NIP or its
    like, `status` what makes its gifts deductible ("paramos gavėjas").
    """

    name: str
    address: str = ""
    registration: str = ""
    country: str = ""
    signatory: str = ""
    signatory_role: str = ""
    cashier: str = ""
    place: str = ""
    company_code: str = ""
    tax_number: str = ""
    accountant: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A line of a voucher: the expense item's number in its campaign, its label, the amount."""

    item: int
    label: str
    amount: Money


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """All that a document says, frozen at issue: a later change of a person, template or signatory never reaches it.

    `number` is empty in a preview. `party` is the donor or payee as disclosed (`name_use`), `party_code` the code.
    `words` is the amount in words in `language`; `second_language` is the recipient's beside it, with the words in it
    (`second_words`), or empty. `fee` and `net` belong to donation receipts, `lines` to vouchers.
    `journal_head` is the head of the journal's chain before this issue. `gift` and `payout` tell
    of one that is no plain one. `paper` says how it is set; documents of former versions have none, and are drawn
    as they were then. `frozen` is the digest of all that was frozen at issue, where less is told since. `labels` are
    the hashes of the words that the paper's own captions were taken from, for each language; a copy takes them again.
    `replaces` is the number of the void document that this one stands in for.
    """

    kind: DocumentKind
    number: str
    language: str
    issued_on: date
    operation_on: date
    organisation: Organisation
    party: str
    party_code: str
    name_use: NameUse
    amount: Money
    words: str
    campaign: str
    subject: str
    method: PaymentMethod
    purpose: str = ""
    reference: str = ""
    fee: Money | None = None
    net: Money | None = None
    lines: tuple[DocumentLine, ...] = ()
    journal_head: str = ""
    template: int = TEMPLATE_VERSION
    gift: ReceiptGift | None = None
    payout: VoucherPayout | None = None
    second_language: str = ""
    second_words: str = ""
    paper: DocumentPaper | None = None
    frozen: str = ""
    labels: tuple[str, ...] = ()
    replaces: str = ""

    def digest(self) -> str:
        """SHA-256 over the facts as they were frozen at issue; its first 12 characters stand in the QR code."""
        return self.frozen or self.left()

    def left(self) -> str:
        """SHA-256 over what is told now, which is less where a document was redacted."""
        return hashlib.sha256(canonical(freeze(self))).hexdigest()

    def qr_text(self) -> str:
        """What the QR code holds: number, date, amount, currency and 12 characters of the digest. No name."""
        return code_text(self.number, self.issued_on, self.amount, self.digest())


def code_text(number: str, issued_on: date, amount: Money, digest: str) -> str:
    """Write what the QR code of a document holds; `digest` is that of its frozen facts."""
    return "|".join(("SKB1", number, issued_on.isoformat(), amount.plain(), amount.currency, digest[:12]))


class Mark(Enum):
    """What stands across a rendering of the frozen facts."""

    ORIGINAL = "original"
    PREVIEW = "preview"
    COPY = "copy"
    VOID = "void"
    REDACTED = "redacted"


@dataclass(frozen=True, slots=True)
class Rendering:
    """How to draw the facts this time: as the original, a preview, the n-th copy on a date, or voided."""

    mark: Mark = Mark.ORIGINAL
    copy_number: int = 0
    copied_on: date | None = None
    void_reason: str = ""
    voided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An issued document. `subject_code` is the donation or payout it rests on; `copies` counts reprints.

    `replaces` is the number that this one stands in for; `sha256` is of the PDF made at issue. `redacted` is the day
    since when it tells no names, and has no PDF any more.
    """

    number: str
    kind: DocumentKind
    state: DocumentState
    language: str
    issued_on: date
    amount: Money
    subject_code: str
    campaign: str
    party_code: str | None
    sha256: str
    handed_out: bool = False
    copies: int = 0
    void_reason: str = ""
    voided_at: datetime | None = None
    replaces: str | None = None
    redacted: date | None = None

    @property
    def signs_payout(self) -> bool:
        """Whether a payout stands as signed once this paper came back; an advance's voucher has none."""
        return self.kind is DocumentKind.PAYMENT_VOUCHER and self.subject_code.startswith(CodeKind.PAYOUT.value)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A line of the register of documents. `campaigns` are all funds that its gift or payout is split over."""

    row_id: int
    number: str
    kind: DocumentKind
    issued_on: date
    party_code: str | None
    party_name: str
    campaign: str
    amount: Money
    state: DocumentState
    language: str
    copies: int
    subject_code: str
    campaigns: tuple[str, ...] = ()
    redacted: date | None = None


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """What the worker chooses when issuing: the language, and how the donor or payee is named.

    `second_language` is the recipient's, side by side with the first; empty for a document in one language. What is
    None is as usual: the `kind` that the record has, the office's own `form` and `layout` and account codes; the name
    where the person agreed or the office does not refuse it, else the alias, else the code (`name_use`). `payer` names
    who brought or took cash where no person of the office's did, `end_to_end` the mark of a transfer.
    `donor_code` and `agreement` belong to receipts that name their donor.
    """

    language: str
    name_use: NameUse | None = NameUse.NAME
    purpose: str = ""
    second_language: str = ""
    kind: DocumentKind | None = None
    form: PaperForm | None = None
    layout: PaperLayout | None = None
    attachments: str = ""
    debit: str | None = None
    credit: str | None = None
    payer: str = ""
    end_to_end: str = ""
    donor_code: str = ""
    agreement: str = ""


def check_void(state: DocumentState, reason: str) -> tuple[Problem, ...]:
    """Say why a document cannot be voided: it already is, or the reason is missing or too long."""
    if state is DocumentState.VOIDED:
        return (Problem("document.already_void", None),)
    if not reason.strip():
        return (Problem("document.void_needs_reason", "reason"),)
    if len(reason) > LONGEST_REASON:
        return (Problem("text.too_long", "reason", {"longest": LONGEST_REASON}),)
    return ()


@dataclass(frozen=True, slots=True)
class NumberingFault:
    """What is wrong with a series: a number missing, twice, or beyond the counter."""

    series: Series
    count: int
    what: str


def numbering_faults(series: Series, counts: Sequence[int], last: int) -> tuple[NumberingFault, ...]:
    """Check that a series' stored counts are exactly 1 … `last`: gapless, none twice, none beyond."""
    found: list[NumberingFault] = []
    seen = set(counts)
    found.extend(NumberingFault(series, count, "missing") for count in range(1, last + 1) if count not in seen)
    found.extend(NumberingFault(series, count, "beyond") for count in sorted(seen) if not 1 <= count <= last)
    found.extend(NumberingFault(series, count, "twice") for count in sorted(seen) if counts.count(count) > 1)
    return tuple(found)


def freeze(facts: DocumentFacts) -> dict[str, object]:
    """Turn facts into plain JSON values that `thaw` gives back exactly."""
    return {
        "kind": facts.kind.value,
        "number": facts.number,
        "language": facts.language,
        "issued_on": facts.issued_on.isoformat(),
        "operation_on": facts.operation_on.isoformat(),
        "organisation": freeze_organisation(facts.organisation),
        "party": facts.party,
        "party_code": facts.party_code,
        "name_use": facts.name_use.value,
        "amount": _freeze_money(facts.amount),
        "words": facts.words,
        "campaign": facts.campaign,
        "subject": facts.subject,
        "method": facts.method.value,
        "purpose": facts.purpose,
        "reference": facts.reference,
        "fee": _freeze_money(facts.fee) if facts.fee is not None else None,
        "net": _freeze_money(facts.net) if facts.net is not None else None,
        "lines": [[line.item, line.label, *_freeze_money(line.amount)] for line in facts.lines],
        "journal_head": facts.journal_head,
        "template": facts.template,
        **({"gift": freeze_gift(facts.gift)} if facts.gift is not None else {}),
        **({"payout": freeze_payout(facts.payout)} if facts.payout is not None else {}),
        **({"paper": freeze_paper(facts.paper)} if facts.paper is not None else {}),
        **({"second": [facts.second_language, facts.second_words]} if facts.second_language else {}),
        **({"frozen": facts.frozen} if facts.frozen else {}),
        **({"labels": list(facts.labels)} if facts.labels else {}),
        **({"replaces": facts.replaces} if facts.replaces else {}),
    }


_LATER = ("company_code", "tax_number", "accountant", "status")


def freeze_organisation(office: Organisation) -> dict[str, str]:
    """Leave out what came later and is empty: documents of former versions keep their digests."""
    told = {each.name: str(getattr(office, each.name)) for each in fields(office)}
    return {name: text for name, text in told.items() if text or name not in _LATER}


def _freeze_money(money: Money) -> list[object]:
    return [money.minor, money.currency]


def thaw(frozen: Mapping[str, Any]) -> DocumentFacts:
    """Turn frozen values back into facts; the digest is the same as before."""
    return DocumentFacts(
        kind=DocumentKind(frozen["kind"]),
        number=frozen["number"],
        language=frozen["language"],
        issued_on=date.fromisoformat(frozen["issued_on"]),
        operation_on=date.fromisoformat(frozen["operation_on"]),
        organisation=Organisation(**frozen["organisation"]),
        party=frozen["party"],
        party_code=frozen["party_code"],
        name_use=NameUse(frozen["name_use"]),
        amount=Money(*frozen["amount"]),
        words=frozen["words"],
        campaign=frozen["campaign"],
        subject=frozen["subject"],
        method=PaymentMethod(frozen["method"]),
        purpose=frozen["purpose"],
        reference=frozen["reference"],
        fee=Money(*frozen["fee"]) if frozen["fee"] is not None else None,
        net=Money(*frozen["net"]) if frozen["net"] is not None else None,
        lines=tuple(DocumentLine(item, label, Money(minor, code)) for item, label, minor, code in frozen["lines"]),
        journal_head=frozen["journal_head"],
        template=frozen["template"],
        gift=thaw_gift(frozen["gift"]) if "gift" in frozen else None,
        payout=thaw_payout(frozen["payout"]) if "payout" in frozen else None,
        second_language=frozen["second"][0] if "second" in frozen else "",
        second_words=frozen["second"][1] if "second" in frozen else "",
        paper=thaw_paper(frozen["paper"]) if "paper" in frozen else None,
        frozen=frozen.get("frozen", ""),
        labels=tuple(frozen.get("labels", ())),
        replaces=frozen.get("replaces", ""),
    )
