"""What a document is set as: by which country's form, on which sheet, with which texts; and what the form asks for."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.rates import PinnedRate

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHOWN_OF_IBAN = 4
_GROUP = 4
WITHHELD = "•••"
"""Stands for what a paper does not tell any more."""


class LoosePaper(Enum):
    """A paper without a number of its own, as a stable word in the journal."""

    DECISION_NOTE = "decision_note"
    CASH_REPORT = "cash_report"
    SETTLEMENT = "settlement"
    NUMBERS_AUDIT = "numbers_audit"
    PERSON_CARD = "person_card"


class PaperForm(Enum):
    """Whose custom a voucher follows: KW and KP, KIO and KPO, KO-2 and KO-1, or none of them."""

    PLAIN = "plain"
    POLAND = "pl"
    LITHUANIA = "lt"
    EAST = "east"


SIGNERS: Mapping[PaperForm, tuple[str, ...]] = {
    PaperForm.PLAIN: ("signatory",),
    PaperForm.POLAND: ("signatory", "cashier"),  # a chief accountant signs a KP where the office has one
    PaperForm.LITHUANIA: ("signatory", "cashier", "accountant"),
    PaperForm.EAST: ("signatory", "cashier", "accountant"),
}
"""Who must be named on the vouchers of a form, by the names of `Organisation`'s fields."""


class PaperLayout(Enum):
    """On which sheet a document is set: A4 with two A5 papers and a line to cut, one A5, or one A4."""

    TWO_A5 = "two_a5"
    A5 = "a5"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class PaperTexts:
    """The sentences of a paper: by which law it is given, what it confirms, thanks, a last line; any may be empty.

    On a template an empty one stands for the program's own.
    """

    basis: str = ""
    statement: str = ""
    thanks: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class StatementGift:
    """A line of an annual statement: the gift's code, its day, what it is for, how it came, and what is left of it."""

    code: str
    on: date
    fund: str
    method: PaymentMethod
    amount: Money


@dataclass(frozen=True, slots=True)
class DocumentPaper:
    """How a document is set and what more it tells, frozen with its facts; any text may be empty.

    `texts` are in the document's language, `second_texts` in its second one. `logo` is the SHA-256 of the picture.
    `document` is the party's proof of identity, `address` theirs. `behalf` is for whom a
    proxy takes the money. `debit` and `credit` are codes of the accounts. `converted` is what the amount comes to in
    the form's own currency, at `rate`. `iban` shows the last four signs; `end_to_end` is the transfer's own mark.
    `year` and `gifts` belong to an annual statement. `asks_consent`: the recipient may tick that accountants and
    auditors see their name, since no consent to it was on record at issue. `grounds`: the form calls the purpose so.
    `donor_code` is what a donor's tax office knows them by, `agreement` the number of the agreement of a gift.
    """

    form: PaperForm = PaperForm.PLAIN
    layout: PaperLayout = PaperLayout.A4
    texts: PaperTexts = field(default_factory=PaperTexts)
    second_texts: PaperTexts = field(default_factory=PaperTexts)
    logo: str = ""
    document: str = ""
    address: str = ""
    behalf: str = ""
    attachments: str = ""
    debit: str = ""
    credit: str = ""
    converted: Money | None = None
    rate: PinnedRate | None = None
    iban: str = ""
    end_to_end: str = ""
    year: int = 0
    gifts: tuple[StatementGift, ...] = ()
    asks_consent: bool = False
    grounds: bool = False
    donor_code: str = ""
    agreement: str = ""


_TEXTS = (
    "logo", "document", "address", "behalf", "attachments", "debit", "credit", "iban", "end_to_end", "donor_code",
    "agreement",
)  # fmt: skip


def masked_iban(iban: str) -> str:
    """Show no more of an account than its last four signs: "•••• 4567"; nothing of one that has no more than these."""
    signs = "".join(iban.split())
    return f"•••• {signs[-_SHOWN_OF_IBAN:]}" if len(signs) > _SHOWN_OF_IBAN else ""


def grouped_iban(iban: str) -> str:
    """Write an account as it is read aloud, four signs at a time: "PL61 1090 1014 0000 0712 1981 2874"."""
    signs = "".join(iban.split())
    return " ".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def impersonal(paper: DocumentPaper) -> DocumentPaper:
    """Leave out what a paper tells of people: proof of identity, address, for whom a proxy came, free words.

    Proof of identity and attachments leave a mark where there were any: a form has a line to write them on by hand, and
    an empty one would say that the office never asked.
    """
    told = dict.fromkeys(("address", "behalf", "end_to_end", "donor_code", "agreement"), "")
    marked = {name: WITHHELD if getattr(paper, name) else "" for name in ("document", "attachments")}
    return replace(paper, **told, **marked, asks_consent=False)  # type: ignore[arg-type]


def freeze_paper(paper: DocumentPaper) -> dict[str, object]:
    """Turn it into plain JSON values, without what a paper lacks."""
    frozen: dict[str, object] = {
        "form": paper.form.value,
        "layout": paper.layout.value,
        "texts": freeze_texts(paper.texts),
        "second_texts": freeze_texts(paper.second_texts),
        **{name: getattr(paper, name) for name in _TEXTS},
        "converted": None if paper.converted is None else [paper.converted.minor, paper.converted.currency],
        "rate": None if paper.rate is None else paper.rate.facts(),
        "year": paper.year,
        "gifts": [
            [gift.code, gift.on.isoformat(), gift.fund, gift.method.value, gift.amount.minor, gift.amount.currency]
            for gift in paper.gifts
        ],
        "asks_consent": paper.asks_consent,
        "grounds": paper.grounds,
    }
    return {name: value for name, value in frozen.items() if value}


def thaw_paper(frozen: Mapping[str, Any]) -> DocumentPaper:
    """Turn frozen values back; freezing them again gives the same."""
    converted, rate = frozen.get("converted"), frozen.get("rate")
    return DocumentPaper(
        form=PaperForm(frozen["form"]),
        layout=PaperLayout(frozen["layout"]),
        texts=PaperTexts(**frozen.get("texts", {})),
        second_texts=PaperTexts(**frozen.get("second_texts", {})),
        **{name: frozen.get(name, "") for name in _TEXTS},
        converted=None if converted is None else Money(*converted),
        rate=None if rate is None else PinnedRate.from_facts(rate),
        year=frozen.get("year", 0),
        gifts=tuple(
            StatementGift(code, date.fromisoformat(on), fund, PaymentMethod(method), Money(minor, currency))
            for code, on, fund, method, minor, currency in frozen.get("gifts", ())
        ),
        asks_consent=frozen.get("asks_consent", False),
        grounds=frozen.get("grounds", False),
    )


def freeze_texts(texts: PaperTexts) -> dict[str, str]:
    """Turn a paper's sentences into plain values, without the empty ones."""
    return {each.name: value for each in fields(texts) if (value := str(getattr(texts, each.name)))}
