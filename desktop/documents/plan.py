"""What stands on a document, by its kind: captions, what is known, the table, the sentences; however it is laid out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from desktop.documents.layout import CAPTION, Cell, Row, Rule, gap, heading, line
from desktop.documents.paper import MM
from desktop.documents.receipt_gift import counted_text, gift_details
from desktop.documents.signing import Signing, signing_of
from desktop.documents.text import Style, wrap
from desktop.documents.voucher import item_rows
from desktop.documents.voucher_payout import payout_details
from desktop.domain.ledger import PaymentMethod
from desktop.domain.papers import PaperTexts
from desktop.domain.payouts import PayeeRole
from desktop.domain.receipts import RECEIPTS, VOUCHERS, DocumentKind
from desktop.i18n.both import Both, first_part

if TYPE_CHECKING:
    from desktop.documents.wordings import Wording
    from desktop.domain.papers import DocumentPaper

_CELL = Style(9, 11.4)
_PAD = 0.4 * MM
_DAY_WIDTH, _CODE_WIDTH = 18 * MM, 22 * MM

Pairs = list[tuple[str, str]]


class Plan(NamedTuple):
    """The parts of a document. `of_form` is what a form asks for, `stamped` leaves room for a stamp.

    `purpose` is what the purpose is called.
    """

    party: str
    of_party: Pairs
    details: Pairs
    of_form: Pairs
    amount: str
    sentences: list[str]
    footer: str
    signing: Signing
    stamped: bool
    purpose: str

    @staticmethod
    def rows(wording: Wording, x: float, to: float, amount_width: float) -> list[Row]:
        """Set the document's table: a voucher's expense items, a statement's gifts."""
        paper = wording.facts.paper
        if paper is not None and paper.gifts:
            return gift_rows(wording, paper, x, to, amount_width)
        return item_rows(wording, x, to, amount_width)


def plan_of(wording: Wording, paper: DocumentPaper) -> Plan:
    """Say what stands on a document."""
    facts, t = wording.facts, wording.t
    texts = _spoken(paper.texts, paper.second_texts)
    things = facts.kind is DocumentKind.IN_KIND_RECEIPT
    statement = facts.kind is DocumentKind.ANNUAL_STATEMENT
    return Plan(
        party=_party(wording),
        of_party=_of_party(wording, paper),
        details=_details(wording, paper),
        of_form=_of_form(wording, paper),
        amount=t.tr("Value") if things else t.tr("All gifts of the year") if statement else t.tr("Amount"),
        sentences=[each for each in (texts.statement, texts.basis, texts.thanks) if each.strip()],
        footer=texts.footer,
        signing=signing_of(wording),
        stamped=facts.kind is not DocumentKind.TRANSFER_CONFIRMATION,
        purpose=t.tr("Grounds") if paper.grounds else t.tr("Purpose"),
    )


def _party(wording: Wording) -> str:
    """Say what the party is to the office: a transfer is handed to nobody."""
    kind, t = wording.facts.kind, wording.t
    if kind is DocumentKind.TRANSFER_CONFIRMATION:
        return t.tr("Payee")
    return t.tr("Paid to") if kind in VOUCHERS else t.tr("Received from")


def _spoken(first: PaperTexts, second: PaperTexts) -> PaperTexts:
    """Say each sentence in both languages, where there are two."""
    return PaperTexts(
        *(Both(getattr(first, name), getattr(second, name)) for name in ("basis", "statement", "thanks", "footer"))
    )


def _of_party(wording: Wording, paper: DocumentPaper) -> Pairs:
    t, payout = wording.t, wording.facts.payout
    proxy = payout is not None and payout.role is PayeeRole.PROXY
    return [
        (t.tr("Address"), paper.address),
        (t.tr("Tax or personal code"), paper.donor_code),
        (t.tr("Identity document"), paper.document),
        (t.tr("On behalf of"), paper.behalf),
        (t.tr("Authority"), payout.authority if payout is not None and proxy else ""),
    ]


def _details(wording: Wording, paper: DocumentPaper) -> Pairs:
    facts, t = wording.facts, wording.t
    if facts.kind is DocumentKind.ANNUAL_STATEMENT:
        return [
            (t.tr("Year"), str(paper.year)),
            (t.tr("Date of issue"), wording.day(facts.issued_on)),
            (t.tr("Place of issue"), facts.organisation.place),
            (t.tr("Number of gifts"), str(len(paper.gifts))),
            (t.tr("Replaces"), facts.replaces),
        ]
    issued = "" if facts.issued_on == facts.operation_on else wording.day(facts.issued_on)
    pairs = [
        (wording.operation, wording.day(facts.operation_on)),
        (t.tr("Date of issue"), issued),
        (t.tr("Place of issue"), facts.organisation.place),
        (t.tr("Method of payment"), "" if facts.method is PaymentMethod.IN_KIND else wording.method),
        (t.tr("Campaign"), "" if facts.gift is not None and facts.gift.shares else facts.campaign),
        (t.tr("Record"), facts.subject),
        (t.tr("Payment reference"), facts.reference),
        (t.tr("Replaces"), facts.replaces),
    ]
    if facts.kind in RECEIPTS and facts.fee:
        pairs.append((t.tr("Payment service fee"), wording.money(facts.fee)))
        if facts.net is not None:
            pairs.append((t.tr("Received after the fee"), wording.money(facts.net)))
    pairs += [pair for pair in gift_details(wording) if not _told_by_cash(wording, pair[0])]
    pairs += [pair for pair in payout_details(wording) if pair[0] != t.tr("Authority")]
    return pairs


def _of_form(wording: Wording, paper: DocumentPaper) -> Pairs:
    """Give what a form asks for beside: attachments, accounts, the amount in its currency, where a transfer went."""
    t = wording.t
    return [
        (t.tr("Agreement number"), paper.agreement),
        (t.tr("Attachments"), paper.attachments),
        (t.tr("Debit account"), paper.debit),
        (t.tr("Credit account"), paper.credit),
        _converted(wording, paper),
        (t.tr("To the account"), paper.iban),
        (t.tr("End-to-end id"), paper.end_to_end),
    ]


def _told_by_cash(wording: Wording, caption: str) -> bool:
    """A money-in voucher is of the cash of that day: what was given back later is no part of it."""
    return wording.facts.kind is DocumentKind.MONEY_IN_VOUCHER and caption == wording.t.tr("Given back of this gift")


def _converted(wording: Wording, paper: DocumentPaper) -> tuple[str, str]:
    """Say what the amount is in the form's own currency, at which rate of which table."""
    money, rate = paper.converted, paper.rate
    if money is None or rate is None:
        return "", ""
    # In the first language alone: the second would say the same figures again.
    said = first_part(counted_text(wording, money, rate))
    return wording.t.tr("Amount in {currency}").format(currency=money.currency), said


def gift_rows(wording: Wording, paper: DocumentPaper, x: float, to: float, amount_width: float) -> list[Row]:
    """Set a statement's gifts as a table: day, record, what it is for and how it came, amount."""
    t = wording.t
    code_x = x + _DAY_WIDTH
    fund_x = code_x + _CODE_WIDTH
    fund_width = to - fund_x - amount_width
    head = heading(
        CAPTION.leading + 3,
        Cell(x, t.tr("Date"), CAPTION),
        Cell(code_x, t.tr("Record"), CAPTION),
        Cell(fund_x, t.tr("Campaign and method"), CAPTION),
        Cell(to, t.tr("Amount, {currency}").format(currency=wording.facts.amount.currency), CAPTION, right=True),
    )
    rows = [*head]
    for gift in paper.gifts:
        said = wrap(f"{gift.fund} · {method_text(wording, gift.method)}", _CELL, fund_width) or ["—"]
        rows.append(Row(_PAD, rule=Rule(x, to), keep=True, head=head))
        for n, text in enumerate(said):
            cells = [Cell(fund_x, text, _CELL)]
            if n == 0:
                amount = Cell(to, wording.figures(gift.amount), _CELL, right=True)
                cells = [Cell(x, wording.day(gift.on), _CELL), Cell(code_x, gift.code, _CELL), *cells, amount]
            rows.append(Row(_CELL.leading, tuple(cells), keep=True, head=head))
        rows.append(gap(_PAD))
    return [*rows[:-1], replace(rows[-1], keep=True), line(x, to)]


def method_text(wording: Wording, method: PaymentMethod) -> str:
    """Say how a gift came, in the paper's first language: a cell of a table holds no two."""
    return first_part(wording.method_of(method))
