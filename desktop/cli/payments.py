"""Payments out from the terminal: a file for the bank, and how the office itself appears in it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, place
from desktop.cli.main import DONE, REFUSED
from desktop.cli.session import opened
from desktop.domain.errors import refuse
from desktop.domain.ids import CodeKind
from desktop.domain.payment_files import Wishes
from desktop.domain.sepa import next_banking_day
from desktop.i18n import ntr, tr
from desktop.services import payment_files, settings, wording
from desktop.services.named_exports import Typed

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.domain.payment_files import Payer
    from desktop.services.payment_files import PaymentPlan

_PARTS = ("name", "street", "building", "postcode", "town", "country")


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    made = command(commands_of, "payment-file", write, tr("write approved payouts as a SEPA payment file for the bank"))
    made.add_argument("codes", metavar="O-0001", nargs="*", help=tr("all approved ones by bank in euros unless given"))
    made.add_argument("--out", required=True, type=place, metavar="FILE")
    made.add_argument("--date", help=tr("when the bank shall pay; the next working day unless given"))
    made.add_argument(
        "--account", default="", metavar="IBAN", help=tr("which own account pays; the first unless given")
    )
    made.add_argument("--again", action="store_true", help=tr("also payouts that an earlier file has already"))
    made.add_argument("--with-addresses", action="store_true", help=tr("tell the bank payees' addresses too"))
    own = command(commands_of, "payer", show_payer, tr("say or set how the office appears to its bank"))
    own.add_argument("--name", help=tr("the organisation's name in Latin letters"))
    own.add_argument("--street")
    own.add_argument("--building", help=tr("the number of the house"))
    own.add_argument("--postcode")
    own.add_argument("--town")
    own.add_argument("--country", metavar="LT", help=tr("two letters"))
    own.add_argument("--account", action="append", metavar="IBAN", help=tr("an own account; once for each"))


def write(options: argparse.Namespace) -> int:
    """Write a payment file; say what is in it, and what is not and why."""
    named = [arguments.code(CodeKind.PAYOUT, each) for each in options.codes]
    with opened(options) as office:
        today = office.today()
        on = arguments.day(options.date, today, ahead=True) if options.date else next_banking_day(today)
        codes = named or payment_files.payable(office)
        wishes = Wishes(on, options.account, again=options.again, addresses=options.with_addresses)
        plan = payment_files.plan_payments(office, codes, wishes)
        _tell(plan)
        if not plan.payments:
            raise refuse("payments.none")
        made = payment_files.write_payments(office, plan, Path(options.out), Typed.JUST_NOW)
    for each in plan.lines:
        if each.payment is not None:
            print(each.payout.code, each.payout.draft.payee, wording.money(each.payment.amount))
    count = ntr("{count} payment", "{count} payments", len(made.codes))
    said = tr("The payment file {number} is written to {file}: {payments}, {amount}, on {date}.")
    print(
        said.format(
            number=made.number,
            file=options.out,
            payments=count,
            amount=wording.money(made.total),
            date=wording.date(made.on),
        )
    )
    print(tr("Note: {sentence}").format(sentence=tr(payment_files.PLAIN)), file=sys.stderr)
    return DONE if len(made.codes) == len(plan.lines) else REFUSED


def _tell(plan: PaymentPlan) -> None:
    """Say what is doubtful, what deserves a second look, and what is not in the file and why."""
    for doubt in plan.doubts:
        print(tr("Note: {sentence}").format(sentence=wording.finding(doubt)), file=sys.stderr)
    for line in plan.lines:
        for problem in line.problems:
            said = tr("Note: {sentence}") if line.payment is not None else tr("Not in the file: {sentence}")
            sentence = said.format(sentence=wording.sentence(problem))
            print(f"{line.payout.code}: {sentence}", file=sys.stderr)


def show_payer(options: argparse.Namespace) -> int:
    """Say how the office appears to its bank, after changing what is given."""
    given = {name: getattr(options, name) for name in _PARTS if getattr(options, name) is not None}
    if options.account is not None:
        given["accounts"] = tuple(each for each in options.account if each.strip())
    with opened(options) as office:
        stored = settings.load_settings(office)
        if given:
            stored = settings.save_settings(office, replace(stored, payer=replace(stored.payer, **given)))
        _print(stored.payer)
    return DONE


def _print(payer: Payer) -> None:
    for name in _PARTS:
        if text := getattr(payer, name):
            print(f"{name}: {text}")
    for account in payer.accounts:
        print(f"account: {account}")
