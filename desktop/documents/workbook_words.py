"""The workbook's words for kinds, types, methods, states and categories, and what it may write into a cell."""

from __future__ import annotations

import re

from desktop.domain.campaigns import CampaignStatus
from desktop.domain.ledger import Account, EntryKind, PaymentMethod
from desktop.domain.pages import ItemCategory
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.rates import DayRule, PinnedRate, RateRule, RateSource
from desktop.domain.reports import RowStatus
from desktop.i18n import Texts, mark

INCOME, FEE, AID, MOVED, ADVANCE = "income", "fee", "aid", "moved", "advance"

LONGEST_CELL = 32_000
"""Excel takes 32,767 characters in a cell."""

# Excel, LibreOffice and Google Sheets take a text that begins so for a formula once it has been edited or exported to
# CSV (OWASP, "CSV Injection"); the wide forms are read the same way under East Asian settings.
_STARTS_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|^\\s*[=+\\-@＝＋－＠]")

_TYPES = {
    INCOME: mark("Income"),
    FEE: mark("Fee"),
    AID: mark("Aid"),
    MOVED: mark("Between funds"),
    ADVANCE: mark("Advance"),
}
_KINDS = {
    EntryKind.OPENING: mark("Brought forward"),
    EntryKind.DONATION: mark("Donation"),
    EntryKind.PAYOUT: mark("Payout"),
    EntryKind.COUNTER: mark("Correction"),
    EntryKind.REFUND: mark("Refund"),
    EntryKind.TRANSFER: mark("Between funds"),
    EntryKind.ADVANCE: mark("Advance"),
    EntryKind.SETTLEMENT: mark("Settlement"),
    EntryKind.CASH: mark("Cash desk"),
}
_METHODS = {
    PaymentMethod.BANK: mark("Bank transfer"),
    PaymentMethod.CARD: mark("Card"),
    PaymentMethod.CASH: mark("Cash"),
    PaymentMethod.PROVIDER: mark("Payment provider"),
    PaymentMethod.CRYPTO: mark("Crypto-currency"),
    PaymentMethod.IN_KIND: mark("In kind"),
}
_SOURCES = {
    RateSource.ECB: mark("European Central Bank"),
    RateSource.NBP: mark("National Bank of Poland"),
    RateSource.NBRB: mark("National Bank of Belarus"),
    RateSource.INFOREUR: "InforEuro",
    RateSource.HAND: mark("Entered by hand"),
    RateSource.BANK: mark("As the bank charged it"),
}
_STATUSES = {
    CampaignStatus.DRAFT.value: mark("Draft"),
    CampaignStatus.IN_REVIEW.value: mark("In review"),
    CampaignStatus.OPEN.value: mark("Open"),
    CampaignStatus.PAUSED.value: mark("Paused"),
    CampaignStatus.CLOSED.value: mark("Closed"),
    CampaignStatus.SETTLED.value: mark("Settled"),
    CampaignStatus.CANCELLED.value: mark("Cancelled"),
}
_CATEGORIES = {
    ItemCategory.MEDICAL.value: mark("Medical"),
    ItemCategory.HOUSING.value: mark("Housing"),
    ItemCategory.FOOD.value: mark("Food"),
    ItemCategory.CLOTHING.value: mark("Clothing"),
    ItemCategory.TRAVEL.value: mark("Travel"),
    ItemCategory.DOCUMENTS.value: mark("Documents"),
    ItemCategory.LEGAL.value: mark("Legal"),
    ItemCategory.EDUCATION.value: mark("Education"),
    ItemCategory.EQUIPMENT.value: mark("Equipment"),
    ItemCategory.LIVING.value: mark("Living costs"),
    ItemCategory.OTHER.value: mark("Other"),
}
_VOUCHERS = {"DR": mark("Donation receipt"), "PV": mark("Payment voucher")}
_ACCOUNTS = {
    Account.BANK.value: mark("Bank"),
    Account.CASH.value: mark("Cash"),
    Account.BROUGHT_FORWARD.value: mark("Brought forward"),
}
_ROWS = {
    RowStatus.POSTED: mark("Posted"),
    RowStatus.SIGNED: mark("Signed"),
    RowStatus.TAKEN_BACK: mark("Taken back"),
    RowStatus.CORRECTION: mark("Correction"),
}
_PEOPLE = {
    PersonCategory.BENEFICIARY.value: mark("Beneficiary"),
    PersonCategory.PAYEE.value: mark("Payee"),
    PersonCategory.DONOR.value: mark("Donor"),
    PersonCategory.STAFF.value: mark("Staff"),
}
_DAY_RULES = {
    DayRule.ON_DAY: mark("of the day"),
    DayRule.DAY_BEFORE: mark("of the day before"),
    DayRule.MONTH: mark("of the month"),
    DayRule.PERIOD_MEAN: mark("mean of the period's months"),
}
_DISCLOSURES = {
    NameUse.CODE: mark("Codes only: people are not named"),
    NameUse.ALIAS: mark("Aliases instead of names"),
    NameUse.NAME: mark("NAMES OF PEOPLE: keep this file encrypted and delete it when it is no longer needed"),
}


def type_label(texts: Texts, kind: str) -> str:
    """Name a transaction's type ("income", "fee", "aid", "moved" or "advance")."""
    return texts.tr(_TYPES[kind])


def kind_label(texts: Texts, kind: EntryKind) -> str:
    """Name what kind of entry a transaction belongs to."""
    return texts.tr(_KINDS[kind])


def method_label(texts: Texts, method: PaymentMethod | None) -> str:
    """Name a payment method; an opening sum has none."""
    return texts.tr(_METHODS[method]) if method else ""


def source_label(texts: Texts, source: RateSource) -> str:
    """Name who said a rate."""
    return texts.tr(_SOURCES[source])


def rate_text(rate: PinnedRate) -> str:
    """Write a rate as what one unit of a currency is worth in the other: "1 USD = 0.92 EUR"."""
    return f"1 {rate.base} = {rate.rate:f} {rate.quote}"


def status_label(texts: Texts, status: str) -> str:
    """Name a campaign's status; a text that is no status is kept as it is."""
    return texts.tr(_STATUSES[status]) if status in _STATUSES else status


def category_label(texts: Texts, category: str) -> str:
    """Name an expense item's category; a text that is no category is kept as it is."""
    return texts.tr(_CATEGORIES[category]) if category in _CATEGORIES else category


def disclosure_label(texts: Texts, use: NameUse) -> str:
    """Say how much the workbook discloses of people."""
    return texts.tr(_DISCLOSURES[use])


def voucher_label(texts: Texts, kind: str) -> str:
    """Name a document's kind; a kind that this workbook does not know keeps its letters."""
    return texts.tr(_VOUCHERS[kind]) if kind in _VOUCHERS else kind


def account_label(texts: Texts, account: str) -> str:
    """Name what money moved through; nothing where none moved."""
    return texts.tr(_ACCOUNTS[account]) if account in _ACCOUNTS else account


def row_label(texts: Texts, status: RowStatus) -> str:
    """Name where a transaction stands."""
    return texts.tr(_ROWS[status])


def proof_label(texts: Texts, kind: EntryKind) -> str:
    """Name the paper that an entry rests on outside the office."""
    return texts.tr("Proof") if kind is EntryKind.SETTLEMENT else texts.tr("Invoice")


def person_label(texts: Texts, category: str) -> str:
    """Name what a person is to the office; nothing where nobody is told."""
    return texts.tr(_PEOPLE[category]) if category in _PEOPLE else category


def rule_label(texts: Texts, rule: RateRule | None) -> str:
    """Say whose rates count and of which day."""
    if rule is None:
        return ""
    return f"{texts.tr(_SOURCES[rule.source])}, {texts.tr(_DAY_RULES[rule.day_rule])}"


def cell_text(text: str) -> tuple[str, bool]:
    """Make a text fit for a cell, and say whether it must be marked as text ("quote prefix").

    Tabs and line ends become spaces, other control characters and halves of surrogate pairs go. What looks like
    the start of a formula stays legible, but is marked, so that it stays a text when the cell is edited.
    """
    if not _ODD.search(text) and len(text) <= LONGEST_CELL:
        return text, False
    plain = _UNWRITABLE.sub("", re.sub(r"[\t\r\n]+", " ", text)).strip()
    if len(plain) > LONGEST_CELL:
        plain = plain[: LONGEST_CELL - 1] + "…"
    return plain, _STARTS_FORMULA.match(plain) is not None
