"""The cash desk and advances from the terminal: cash in and out, counts, closed days, the report; given, settled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, place, second_language, verbs
from desktop.cli.main import DONE, Misuse
from desktop.cli.session import opened
from desktop.domain.advances import AdvanceDraft, ProofLine, SettlementDraft
from desktop.domain.cash import CashDraft, CashKind, CountDraft, Pieces
from desktop.domain.ids import CodeKind
from desktop.domain.ledger import MONEY_OUT, PaymentMethod
from desktop.domain.papers import LoosePaper
from desktop.i18n import LANGUAGES, ntr, screen_language, tr
from desktop.services import advances, campaigns, cash, cash_papers, wording
from desktop.services.loose_papers import Leaving, save_paper

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Parser, Subparsers
    from desktop.services.office import Office

_KINDS = {
    "in": CashKind.OTHER_IN,
    "out": CashKind.OTHER_OUT,
    "withdraw": CashKind.WITHDRAWAL,
    "deposit": CashKind.DEPOSIT,
}


def add_to(commands_of: Subparsers) -> None:
    """Add both commands to the command line's grammar."""
    _add_cash(verbs(commands_of, "cash", tr("the cash desk: withdraw, deposit, count, close a day, report")))
    _add_advances(verbs(commands_of, "advance", tr("advances: give one, settle one by proofs, list them by age")))


def _add_cash(of: Subparsers) -> None:
    said = {
        "in": tr("record other cash that came in; prints its code"),
        "out": tr("record other cash that went out; prints its code"),
        "withdraw": tr("record cash drawn from the bank; prints its code"),
        "deposit": tr("record cash brought to the bank; prints its code"),
    }
    for verb, kind in _KINDS.items():
        each = command(of, verb, record, said[verb], vault=False)
        each.set_defaults(kind=kind)
        each.add_argument("--amount", required=True)
        each.add_argument("--text", default="", help=tr("what for; it is kept in the book of names"))
        _currency(each)
        _day(each)
        _into_open(each)
    counted = command(of, "count", count, tr("record a count; the difference needs a reason"), vault=False)
    counted.add_argument("pieces", metavar="PIECES", nargs="*", help=tr("like 50x3 20x1 0.50x4"))
    counted.add_argument("--amount", help=tr("the whole, instead of the pieces"))
    counted.add_argument("--reason", default="", help=tr("how the difference is explained"))
    closed = command(of, "close", close, tr("close a day that was counted"), vault=False)
    for each in (counted, closed):
        _currency(each)
        _day(each)
    shown = command(of, "list", show, tr("say what the cash desks hold"), vault=False)
    shown.add_argument("--json", action="store_true", help=tr("for machines"))
    reported = command(of, "report", report, tr("write a cash report as a PDF"), vault=False)
    reported.add_argument("--from", dest="since", required=True, metavar="DATE")
    reported.add_argument("--to", dest="until", metavar="DATE", help=tr("today unless given"))
    reported.add_argument("--language", "--lang", dest="lang", choices=LANGUAGES)
    second_language(reported)
    reported.add_argument("--out", required=True, type=place, metavar="FILE.pdf")
    _currency(reported)


def _add_advances(of: Subparsers) -> None:
    methods = tuple(method.value for method in MONEY_OUT)
    given = command(of, "give", give, tr("hand out an advance; prints its code"), vault=False)
    given.add_argument("--campaign", required=True, metavar="C-0001")
    given.add_argument("--person", required=True, metavar="P-0001")
    given.add_argument("--amount", required=True)
    given.add_argument("--due", required=True, metavar="DATE", help=tr("when the proofs are due"))
    given.add_argument("--purpose", default="")
    settled = command(of, "settle", settle, tr("settle an advance, or a part of it, by proofs"), vault=False)
    settled.add_argument("code", metavar="A-0001")
    settled.add_argument("--item", action="append", type=int, default=[], metavar="N", help=tr("the expense item"))
    settled.add_argument("--amount", action="append", default=[], help=tr("once for each --item"))
    settled.add_argument("--proof", action="append", default=[], help=tr("the document, once for each --item"))
    settled.add_argument("--returned", default="0", help=tr("what was brought back"))
    settled.add_argument("--topped-up", default="0", help=tr("what was paid on top"))
    for each in (given, settled):
        each.add_argument("--method", choices=methods, default=PaymentMethod.CASH.value)
        _day(each)
        _into_open(each)
    back = command(of, "take-back", take_back, tr("take an advance or one of its settlements back"), vault=False)
    back.add_argument("code", metavar="A-0001")
    back.add_argument("--settlement", type=int, metavar="N")
    back.add_argument("--reason", required=True)
    _day(back)
    _into_open(back)
    listed = command(of, "list", ages, tr("sum what is open by age"), vault=False)
    listed.add_argument("--json", action="store_true", help=tr("for machines"))


def _currency(to: Parser) -> None:
    to.add_argument("--currency", help=tr("the base currency unless given"))


def _day(to: Parser) -> None:
    to.add_argument("--date", help=tr("today unless given"))


def _into_open(to: Parser) -> None:
    to.add_argument(
        "--into-open", action="store_true", help=tr("book what falls into a locked month on the first open day")
    )


def _currency_of(office: Office, options: argparse.Namespace) -> str:
    if options.currency:
        return str(options.currency).upper()
    return cash.base_currency(office)


# ------------------------------------------------------------------------------------------------------ the cash desk


def record(options: argparse.Namespace) -> int:
    """Record a cash voucher; print its code."""
    with opened(options) as office:
        amount = arguments.amount(options.amount, _currency_of(office, options))
        on = arguments.day(options.date, office.today())
        draft = CashDraft(options.kind, amount, on, options.text, into_open=options.into_open)
        print(cash.record_cash(office, draft).code)
    return DONE


def count(options: argparse.Namespace) -> int:
    """Record a count; say how it compares with the books."""
    with opened(options) as office:
        currency = _currency_of(office, options)
        pieces = _pieces(options, currency)
        on = arguments.day(options.date, office.today())
        found = cash.count_cash(office, CountDraft(currency, on, pieces, options.reason))
    counted, expected = wording.money(found.draft.counted), wording.money(found.expected)
    print(tr("Counted {counted}, expected {expected}").format(counted=counted, expected=expected))
    if found.voucher is not None:
        print(tr("The difference is booked as {code}").format(code=found.voucher))
    return DONE


def _pieces(options: argparse.Namespace, currency: str) -> tuple[Pieces, ...]:
    """Read "50x3 0.50x4", or a whole amount."""
    if (options.amount is None) == (not options.pieces):
        raise Misuse(tr("Give either the pieces, like 50x3 0.50x4, or --amount."))
    if options.amount is not None:
        return cash.smallest_pieces(arguments.amount(options.amount, currency))
    found: list[Pieces] = []
    for text in options.pieces:
        value, _times, number = text.casefold().partition("x")
        if not number.isdecimal():
            raise Misuse(tr("“{text}” cannot be read. Write pieces like 50x3.").format(text=text[:40]))
        found.append(Pieces(arguments.amount(value, currency).minor, int(number)))
    return tuple(found)


def close(options: argparse.Namespace) -> int:
    """Close a day."""
    with opened(options) as office:
        on = arguments.day(options.date, office.today())
        closed = cash.close_day(office, _currency_of(office, options), on)
    said = tr("The cash desk is closed up to {date} with {amount}.")
    print(said.format(date=wording.date(closed.on), amount=wording.money(closed.balance)))
    return DONE


def show(options: argparse.Namespace) -> int:
    """Say what each cash desk holds."""
    with opened(options) as office:
        desks = cash.cash_desks(office)
    if options.json:
        print(json.dumps([
            {
                "currency": desk.balance.currency,
                "balance": desk.balance.plain(),
                "closed": desk.closed.isoformat() if desk.closed is not None else None,
                "counted": desk.counted.isoformat() if desk.counted is not None else None,
            }
            for desk in desks
        ], indent=1))  # fmt: skip
        return DONE
    for desk in desks:
        closed = tr("Closed up to {date}").format(date=wording.date(desk.closed)) if desk.closed is not None else ""
        print(f"{wording.money(desk.balance):>20}  {closed}".rstrip())
    return DONE


def report(options: argparse.Namespace) -> int:
    """Write a cash report."""
    target = Path(options.out)
    with opened(options) as office:
        today = office.today()
        first, last = arguments.day(options.since, today), arguments.day(options.until, today)
        currency, language = _currency_of(office, options), options.lang or screen_language()
        pdf = cash_papers.cash_report_pdf(office, currency, first, last, language, options.second)
        save_paper(office, Leaving(LoosePaper.CASH_REPORT, pdf), target)
    print(tr("The cash report is written to {file}").format(file=target))
    return DONE


# ----------------------------------------------------------------------------------------------------------- advances


def give(options: argparse.Namespace) -> int:
    """Hand out an advance; print its code."""
    campaign = arguments.code(CodeKind.CAMPAIGN, options.campaign)
    person = arguments.code(CodeKind.PERSON, options.person)
    with opened(options) as office:
        currency = campaigns.load_campaign(office, campaign).draft.currency
        draft = AdvanceDraft(
            person=person,
            campaign=campaign,
            amount=arguments.amount(options.amount, currency),
            on=arguments.day(options.date, office.today()),
            due=arguments.day(options.due, office.today()),
            method=PaymentMethod(options.method),
            purpose=options.purpose,
            into_open=options.into_open,
        )
        print(advances.give_advance(office, draft).code)
    return DONE


def settle(options: argparse.Namespace) -> int:
    """Settle an advance, or a part of it; say what is still open."""
    if not len(options.item) == len(options.amount) == len(options.proof):
        raise Misuse(tr("Give one --amount and one --proof for each --item."))
    code = arguments.code(CodeKind.ADVANCE, options.code)
    with opened(options) as office:
        currency = advances.load_advance(office, code).draft.amount.currency
        on = arguments.day(options.date, office.today())
        lines = tuple(
            ProofLine(item, arguments.amount(amount, currency), proof, on)
            for item, amount, proof in zip(options.item, options.amount, options.proof, strict=True)
        )
        draft = SettlementDraft(
            on=on,
            lines=lines,
            returned=arguments.amount(options.returned, currency),
            topped_up=arguments.amount(options.topped_up, currency),
            method=PaymentMethod(options.method),
            into_open=options.into_open,
        )
        settled = advances.settle_advance(office, code, draft)
    print(tr("{code}: {amount} is open").format(code=code, amount=wording.money(settled.open)))
    return DONE


def take_back(options: argparse.Namespace) -> int:
    """Take an advance or a settlement back; print the counter-entry's number."""
    code = arguments.code(CodeKind.ADVANCE, options.code)
    with opened(options) as office:
        on, late = arguments.day(options.date, office.today()), options.into_open
        if options.settlement is None:
            made = advances.take_back_advance(office, code, options.reason, on, into_open=late)
        else:
            number = options.settlement
            made = advances.take_back_settlement(office, code, number, options.reason, on, into_open=late)
    print(tr("{code} is taken back by entry {entry}").format(code=code, entry=made.entry))
    return DONE


def ages(options: argparse.Namespace) -> int:
    """Sum what is open by age."""
    with opened(options) as office:
        sums = advances.ageing(office)
    if options.json:
        print(json.dumps([
            {"age": each.age.value, "open": each.open.plain(), "currency": each.open.currency, "count": each.count}
            for each in sums
        ], indent=1))  # fmt: skip
        return DONE
    for each in sums:
        number = ntr("{count} advance", "{count} advances", each.count)
        print(f"{wording.label(each.age):<16} {wording.money(each.open):>20}  {number}")
    if not sums:
        print(tr("No advance is open."))
    return DONE
