"""The words that receipts, vouchers and notes of decisions may bear, to be kept with them: a copy says what was said.

A document that is issued keeps the hash of these words in each of its languages; the words lie under that hash once for
all documents of a release (`storage.templates`). Drawn again, by whatever later release, a paper takes them from there.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.documents.forms import fixed_words
from desktop.i18n import texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.i18n import Texts

CAPTIONS = (
    "APPROVED",
    "Address",
    "Agreement number",
    "All gifts of the year",
    "All items",
    "Allotted",
    "Amount",
    "Amount in {currency}",
    "Amount, {currency}",
    "Annual statement",
    "Approved by",
    "Approved by its author: {reason}",
    "As the bank charged it",
    "Attachments",
    "Authorised signature",
    "Authority",
    "Back to the donor of {donation}",
    "Bank transfer",
    "By hand",
    "By priority",
    "COPY FOR THE OFFICE",
    "Campaign",
    "Campaign and method",
    "Campaign {code}",
    "Card",
    "Cash",
    "Cashier",
    "Check code {code}",
    "Chief accountant",
    "Clinic",
    "Collected",
    "Company code",
    "Credit account",
    "Crypto-currency",
    "Crypto-currency received",
    "DUPLICATE",
    "DUPLICATE {number}",
    "Date",
    "Date of donation",
    "Date of issue",
    "Date of payment",
    "Date received",
    "Debit / credit",
    "Debit account",
    "Decided by",
    "Difference",
    "Donation receipt",
    "Each part may be spent on what it is named for alone.",
    "End-to-end id",
    "Entered by hand",
    "Entered in our books as",
    "European Central Bank",
    "Expense item",
    "Expense item, amounts in {currency}",
    "Fees",
    "From other funds",
    "Funding decision",
    "General fund",
    "General fund ({code})",
    "Given back of this gift",
    "Goal",
    "Goods",
    "Grounds",
    "I have received the amount stated above.",
    "Identity document",
    "In Poland a tax deduction needs proof of a bank transfer to us; this paper is no such proof.",
    "In kind",
    "In proportion",
    "In words",
    "In-kind receipt",
    "InforEuro",
    "Invoice",
    "Issued by",
    "It may be spent on the campaign named above alone.",
    "It may be spent on the expense item named above alone.",
    "It may be spent wherever the organisation needs it.",
    "Journal {head}",
    "Landlord",
    "Leaves the campaign, amounts in {currency}",
    "Method of payment",
    "Money-in voucher",
    "Moved within the plan",
    "National Bank of Belarus",
    "National Bank of Poland",
    "No goods or services were given in exchange.",
    "No number",
    "No.",
    "Number of gifts",
    "ORIGINAL",
    "On behalf of",
    "Only if you wish: I agree that accountants and auditors see my name.",
    "Other payee",
    "PREVIEW",
    "PROPOSED",
    "Page {page} of {pages}",
    "Paid to",
    "Paid to them as",
    "Payee",
    "Payment provider",
    "Payment reference",
    "Payment service fee",
    "Payment voucher",
    "Place for the stamp",
    "Place of issue",
    "Planned",
    "Planned after",
    "Planned before",
    "Planned for the items",
    "Preview: not a document. It has no number and proves nothing; the number is given at issue.",
    "Proposed: not approved yet, and nothing was moved.",
    "Proxy",
    "Purpose",
    "REDACTED",
    "Reason",
    "Reason: {reason}",
    "Received after the fee",
    "Received from",
    "Recipient's signature",
    "Record",
    "Registration no. {number}",
    "Relative",
    "Replaces",
    "Rule",
    "Shortfall",
    "Status",
    "Surplus",
    "Tax number",
    "Tax or personal code",
    "The gift is for",
    "To be signed by",
    "To the account",
    "Transfer confirmation",
    "VOID",
    "Value",
    "Void since {date}: this document is cancelled.",
    "Void: this document is cancelled.",
    "We confirm that these gifts were received in {year} and entered in our books.",
    "We confirm that these goods were received. The amount is their value as we estimate it.",
    "We confirm that this donation was received and entered in our books.",
    "We confirm that we sent this transfer. It is confirmed by the bank and needs no signature.",
    "We have received the amount stated above in cash.",
    "Without a second person",
    "Year",
    "campaign {code}",
    "{amount} (1 {base} = {rate} {quote}; {source}, {date})",
)
"""All texts that the rooms of papers ask a language for; a test compares."""

FORMER: Mapping[str, str] = {}
"""A text that was worded anew, and how it was called when it was first kept: `"Paid out to": "Paid to"`.

Texts are kept under their English words. Whoever words one anew says so here, else copies of older documents would
take the new words; a test holds every text that was ever kept against this.
"""


class KeptWords(NamedTuple):
    """The words of one language as they are kept: their hash, and the bytes."""

    sha256: str
    data: bytes


def words_of(language: str) -> KeptWords:
    """Give the words of a language as this release says them."""
    return _words_of(texts(language))


@lru_cache(maxsize=16)
def _words_of(spoken: Texts) -> KeptWords:
    said = {caption: spoken.tr(caption) for caption in CAPTIONS} | {word: word for word in fixed_words()}
    data = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return KeptWords(hashlib.sha256(data).hexdigest(), data)


def read_words(data: bytes) -> dict[str, str]:
    """Read kept words: each caption as the rooms ask for it now, with what it said when it was kept."""
    said: dict[str, str] = json.loads(data)
    return {now: said[before] for now, before in FORMER.items() if before in said} | said
