"""Gifts from the terminal: money and things that came in, what is given back of them, what was promised."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import asked_naming, command, naming, second_language
from desktop.cli.main import DONE, Misuse
from desktop.cli.session import opened
from desktop.domain.donation_checks import tidy_quantity
from desktop.domain.donations import DonationDraft
from desktop.domain.errors import Problem, Refused
from desktop.domain.ids import CodeKind
from desktop.domain.ledger import MOVING, PaymentMethod
from desktop.domain.money import Money, total
from desktop.domain.pledges import PledgeDraft
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipts import IssueRequest
from desktop.domain.shares import GENERAL_FUND, FeeBearer, GiftShare
from desktop.i18n import LANGUAGES, tr
from desktop.services import campaigns, donations, pledges, rates, refunds, settings

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from desktop.cli.grammar import Parser, Subparsers
    from desktop.services.office import Office

_SHARE = re.compile(r"\s*([^.=\s]+)(?:\.([0-9]{1,6}))?\s*=(.+)")
_BEARERS = tuple(bearer.value for bearer in FeeBearer)
_SOURCES = (RateSource.BANK.value, *(source.value for source in RateSource if source is not RateSource.BANK))


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    _add_donate(commands_of)
    back = command(commands_of, "refund", refund, tr("give a donation back to its donor, whole or in part"))
    back.add_argument("code", metavar="D-0001")
    back.add_argument("--amount", help=tr("all that can be given back unless given"))
    back.add_argument("--reason", required=True)
    back.add_argument("--no-receipt", action="store_true", help=tr("no new receipt over the rest"))
    back.add_argument("--undo", action="store_true", help=tr("take the last refund back: it was a slip"))
    _add_day(back)
    promised = command(commands_of, "pledge", pledge, tr("record a promised gift; prints its code"))
    promised.add_argument("--campaign", required=True, metavar="C-0001", help=tr("or “general”: the general fund"))
    promised.add_argument("--donor", required=True, metavar="P-0001")
    promised.add_argument("--amount", required=True)
    promised.add_argument("--currency", help=tr("the campaign's currency unless given"))
    promised.add_argument("--due", required=True, metavar="DATE", help=tr("the day until which it should come"))
    promised.add_argument("--date", help=tr("today unless given"))
    promised.add_argument("--note", default="")
    changed = command(commands_of, "change-pledge", change, tr("change what a donor promised, while it is open"))
    changed.add_argument("code", metavar="G-0001")
    changed.add_argument("--campaign", metavar="C-0001", help=tr("or “general”: the general fund"))
    changed.add_argument("--amount")
    changed.add_argument("--due", metavar="DATE", help=tr("the day until which it should come"))
    changed.add_argument("--note")
    withdrawn = command(commands_of, "withdraw-pledge", withdraw, tr("say that a promised gift will not come"))
    withdrawn.add_argument("code", metavar="G-0001")
    withdrawn.add_argument("--reason", required=True)


def _add_donate(to: Subparsers) -> None:
    given = command(to, "donate", donate, tr("record a donation; prints its code"))
    given.add_argument("--campaign", metavar="C-0001", help=tr("or “general”: the general fund"))
    given.add_argument("--item", type=int, metavar="N", help=tr("the expense item that it is for alone"))
    given.add_argument(
        "--share",
        action="append",
        metavar="C-0001.2=50.00",
        help=tr("a part of the gift, for a campaign or one of its expense items; may be repeated"),
    )
    given.add_argument("--amount", help=tr("the sum of the shares unless given"))
    given.add_argument("--currency", help=tr("the campaign's currency unless given"))
    given.add_argument("--fee", default="0", help=tr("what the bank or provider kept"))
    given.add_argument("--fee-bearer", choices=_BEARERS, default=FeeBearer.CAMPAIGN.value)
    given.add_argument("--rate", help=tr("what 1 of the gift's currency is in the campaign's; else the official rate"))
    given.add_argument("--rate-source", choices=_SOURCES, default=RateSource.BANK.value)
    given.add_argument("--donor", metavar="P-0001")
    given.add_argument("--reference", default="", help=tr("the bank's reference"))
    given.add_argument("--method", choices=[method.value for method in MOVING], default=PaymentMethod.BANK.value)
    given.add_argument("--asset", default="", metavar="BTC", help=tr("the crypto-currency"))
    given.add_argument("--quantity", default="", help=tr("how much of it; the amount is its value on receipt"))
    given.add_argument("--in-kind", default="", metavar="TEXT", help=tr("the things given; the amount is their value"))
    given.add_argument("--pledge", metavar="G-0001", help=tr("the promise that this gift keeps"))
    given.add_argument("--receipt", choices=LANGUAGES, metavar="LANG", help=tr("issue a receipt in this language"))
    second_language(given)
    naming(given)
    _add_day(given)


def _add_day(to: Parser) -> None:
    to.add_argument("--date", help=tr("today unless given"))
    to.add_argument(
        "--into-open", action="store_true", help=tr("book what falls into a locked month on the first open day")
    )


def donate(options: argparse.Namespace) -> int:
    """Record a gift; print its code, and the receipt's number if one is issued."""
    if bool(options.campaign) == bool(options.share) or not (options.amount or options.share):
        raise Misuse(tr("Say either --campaign and --amount, or one --share or more."))
    shares = [_split(text) for text in options.share or ()]
    first = shares[0][0] if shares else _fund(options.campaign)
    donor = arguments.code(CodeKind.PERSON, options.donor) if options.donor else None
    kept = arguments.code(CodeKind.PLEDGE, options.pledge) if options.pledge else None
    given = options.currency.upper() if options.currency else None
    if given and options.amount:  # misuse is said before the passphrase is asked for
        arguments.amount(options.amount, given)
    with opened(options) as office:
        fund = _currency(office, first, given)
        currency = given or fund
        parts = tuple(GiftShare(code, arguments.amount(text, currency), item) for code, item, text in shares)
        gross = arguments.amount(options.amount, currency) if options.amount else _sum(parts, currency)
        if options.item is not None:
            parts = (GiftShare(first, gross, options.item),)
        on = arguments.day(options.date, office.today())
        draft = DonationDraft(
            campaign=first,
            gross=gross,
            fee=arguments.amount(options.fee, currency),
            on=on,
            method=PaymentMethod.IN_KIND if options.in_kind else PaymentMethod(options.method),
            donor=donor,
            reference=options.reference.strip(),
            into_open=options.into_open,
            shares=parts,
            fee_bearer=FeeBearer(options.fee_bearer),
            rate=None if options.in_kind else _rate(office, options, currency, fund, on),
            asset=options.asset.strip().upper(),
            quantity=tidy_quantity(options.quantity),
            goods=options.in_kind.strip(),
        )
        request = IssueRequest(options.receipt, asked_naming(options), "", options.second) if options.receipt else None
        if kept is None:
            recorded = donations.record_donation(office, draft, request)
        else:
            recorded = pledges.keep_pledge(office, kept, draft, request)
    print(" ".join(part for part in (recorded.code, recorded.document) if part))
    return DONE


def refund(options: argparse.Namespace) -> int:
    """Give a donation back; print its code, and the new receipt's number if one is issued."""
    code = arguments.code(CodeKind.DONATION, options.code)
    if options.undo:
        return _undo_refund(options, code)
    with opened(options) as office:
        currency = donations.load_donation(office, code).draft.gross.currency
        amount = arguments.amount(options.amount, currency) if options.amount else None
        recorded = refunds.refund_donation(
            office,
            code,
            amount,
            options.reason,
            arguments.day(options.date, office.today()),
            replace_receipt=not options.no_receipt,
            into_open=options.into_open,
        )
    print(" ".join(part for part in (recorded.code, recorded.document) if part))
    return DONE


def _undo_refund(options: argparse.Namespace, code: str) -> int:
    with opened(options) as office:
        on = arguments.day(options.date, office.today())
        print(refunds.take_back_refund(office, code, options.reason, on, into_open=options.into_open).code)
    return DONE


def pledge(options: argparse.Namespace) -> int:
    """Record a promised gift; print its code."""
    fund, donor = _fund(options.campaign), arguments.code(CodeKind.PERSON, options.donor)
    with opened(options) as office:
        currency = options.currency.upper() if options.currency else _currency(office, fund, None)
        today = office.today()
        draft = PledgeDraft(
            campaign=fund,
            donor=donor,
            amount=arguments.amount(options.amount, currency),
            on=arguments.day(options.date, today),
            due=arguments.day(options.due, today, ahead=True),
            note=options.note,
        )
        print(pledges.record_pledge(office, draft).code)
    return DONE


def change(options: argparse.Namespace) -> int:
    """Change what an open pledge promises; what is not given stays."""
    code = arguments.code(CodeKind.PLEDGE, options.code)
    with opened(options) as office:
        before = pledges.load_pledge(office, code)
        draft = before.draft
        if options.campaign:
            draft = replace(draft, campaign=_fund(options.campaign))
        if options.amount:
            draft = replace(draft, amount=arguments.amount(options.amount, draft.amount.currency))
        if options.due:
            draft = replace(draft, due=arguments.day(options.due, office.today(), ahead=True))
        if options.note is not None:
            draft = replace(draft, note=options.note)
        pledges.change_pledge(office, code, draft, before.revision)
    print(tr("{code} is changed").format(code=code))
    return DONE


def withdraw(options: argparse.Namespace) -> int:
    """Say that a promised gift will not come."""
    code = arguments.code(CodeKind.PLEDGE, options.code)
    with opened(options) as office:
        pledges.withdraw_pledge(office, code, options.reason)
    print(tr("{code} is withdrawn").format(code=code))
    return DONE


def _fund(text: str) -> str:
    """Read the code of a campaign, or the word for the general fund."""
    return GENERAL_FUND if text.strip().casefold() == GENERAL_FUND else arguments.code(CodeKind.CAMPAIGN, text)


def _split(text: str) -> tuple[str, int | None, str]:
    """Read a share: the fund, its expense item, and the amount as it was typed."""
    found = _SHARE.fullmatch(text)
    if found is None:
        raise Misuse(tr("“{text}” is no share. Write it like {example}.").format(text=text, example="C-0001.2=50.00"))
    return _fund(found[1]), int(found[2]) if found[2] else None, found[3]


def _sum(parts: tuple[GiftShare, ...], currency: str) -> Money:
    return total((part.gross for part in parts), currency)


def _currency(office: Office, fund: str, given: str | None) -> str:
    """Give a fund's currency; the general fund has the gift's, or the base currency's."""
    if fund == GENERAL_FUND:
        return given or settings.load_settings(office).base_currency
    return campaigns.load_campaign(office, fund).draft.currency


def _rate(office: Office, options: argparse.Namespace, given: str, fund: str, on: date) -> PinnedRate | None:
    """Give the rate that was typed, or the official one where the gift is in another currency than its fund."""
    if options.rate:
        return PinnedRate(given, fund, arguments.rate(options.rate), RateSource(options.rate_source), on)
    if given == fund:
        return None
    found = rates.rate_for(office, given, fund, on)
    if isinstance(found, Problem):
        raise Refused(found)
    return found
