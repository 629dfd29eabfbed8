"""Payouts from the terminal: recorded in one step, or drafted, submitted, approved, paid, split and dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import asked_naming, command, naming, second_language, verbs
from desktop.cli.main import DONE, Misuse
from desktop.cli.session import opened
from desktop.domain.errors import Refused, Severity
from desktop.domain.ids import CodeKind
from desktop.domain.ledger import MONEY_OUT, PaymentMethod
from desktop.domain.payouts import PayeeRole, PayoutDraft, PayoutLine
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.receipts import IssueRequest
from desktop.i18n import LANGUAGES, tr
from desktop.services import campaigns, payout_steps, payouts, settings, wording
from desktop.services.history_words import verb_text
from desktop.services.payout_review import PayoutReview, review_payout
from desktop.services.rates import rate_for

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from desktop.cli.grammar import Subparsers
    from desktop.domain.payouts import Payout
    from desktop.services.office import Office

_METHODS = tuple(method.value for method in MONEY_OUT)


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    once = command(commands_of, "pay", pay, tr("record a payout in one step; prints its code"))
    _add_draft(once, tr("today unless given"))
    _add_booking(once)
    once.add_argument("--override", default="", metavar="REASON", help=tr("why nobody else approved it"))
    of = verbs(commands_of, "payout", tr("draft a payout, submit, approve, pay or split it, or send it back"))
    new = command(of, "new", draft, tr("draft a payout; prints its code"), vault=False)
    _add_draft(new, tr("the day it is due; today unless given"))
    shown = command(of, "show", show, tr("say where a payout stands and what speaks against it"), vault=False)
    submitted = command(of, "submit", submit, tr("submit a draft for approval"), vault=False)
    approved = command(of, "approve", approve, tr("approve a submitted payout: its money is reserved"), vault=False)
    approved.add_argument("--override", default="", metavar="REASON", help=tr("why nobody else approves it"))
    dropped = [
        command(of, name, run, text, vault=False)
        for name, run, text in (
            ("return", give_back, tr("send a payout back for changes")),
            ("reject", reject, tr("reject a submitted payout")),
            ("cancel", cancel, tr("cancel a payout that is not paid")),
        )
    ]
    for each in dropped:
        each.add_argument("--reason", required=True)
    paid = command(of, "pay", pay_approved, tr("pay an approved payout, whole or in part"), vault=False)
    paid.add_argument("--item", action="append", type=int, metavar="N", default=[], help=tr("all of it unless given"))
    paid.add_argument("--amount", action="append", default=[], help=tr("once for each --item"))
    paid.add_argument("--date", help=tr("today unless given"))
    paid.add_argument("--method", choices=_METHODS)
    paid.add_argument("--rate", help=tr("the exchange rate it was paid at"))
    _add_booking(paid)
    split = command(of, "split", split_up, tr("split an approved payout into instalments"), vault=False)
    split.add_argument("--date", action="append", required=True, help=tr("once for each instalment"))
    split.add_argument("--amount", action="append", default=[], help=tr("once for each --date; even ones without it"))
    for each in (shown, submitted, approved, *dropped, paid, split):
        each.add_argument("code", metavar="O-0001")
    limit = command(of, "threshold", threshold, tr("say or set above which amount somebody else approves"), vault=False)
    limit.add_argument("amount", nargs="?", metavar="AMOUNT", help=tr("“none”: nobody else is needed"))


def _add_draft(to: argparse.ArgumentParser, date_help: str) -> None:
    to.add_argument("--campaign", required=True, metavar="C-0001")
    to.add_argument("--item", required=True, action="append", type=int, metavar="N", help=tr("the expense item"))
    to.add_argument("--amount", required=True, action="append", help=tr("once for each --item"))
    to.add_argument("--payee", required=True, metavar="P-0001")
    to.add_argument("--role", choices=tuple(role.value for role in PayeeRole), default="beneficiary")
    to.add_argument("--authority", default="", help=tr("by which paper a proxy takes the money"))
    to.add_argument("--purpose", default="", help=tr("what the voucher says"))
    to.add_argument("--invoice", default="", help=tr("the number of the invoice that is paid"))
    to.add_argument("--currency", help=tr("the campaign's currency unless given"))
    to.add_argument("--rate", help=tr("what 1 of that currency is in the campaign's; the official rate unless given"))
    to.add_argument("--date", help=date_help)
    to.add_argument("--method", choices=_METHODS, default="bank")


def _add_booking(to: argparse.ArgumentParser) -> None:
    to.add_argument("--voucher", choices=LANGUAGES, metavar="LANG", help=tr("issue a voucher in this language"))
    second_language(to)
    naming(to)
    to.add_argument(
        "--into-open", action="store_true", help=tr("book what falls into a locked month on the first open day")
    )


def pay(options: argparse.Namespace) -> int:
    """Record a payout; print its code, and the voucher's number if one is issued."""
    _check_pairs(options)
    with opened(options) as office:
        made = replace(_read_draft(office, options), into_open=options.into_open)
        recorded = payouts.record_payout(office, made, _request(options), override=options.override)
    _print(recorded.code, recorded.document)
    return DONE


def draft(options: argparse.Namespace) -> int:
    """Draft a payout; print its code."""
    _check_pairs(options)
    with opened(options) as office:
        print(payout_steps.save_payout(office, _read_draft(office, options)).payout.code)
    return DONE


def show(options: argparse.Namespace) -> int:
    """Say where a payout stands."""
    code = arguments.code(CodeKind.PAYOUT, options.code)
    with opened(options) as office:
        review = review_payout(office, code)
    _print(review.payout.code, wording.label(review.payout.state), wording.money(review.payout.draft.amount))
    for line in _sayings(review):
        print(line)
    return DONE


def _sayings(review: PayoutReview) -> list[str]:
    said = [
        (tr("Stops it: {sentence}") if problem.severity is Severity.ERROR else tr("Note: {sentence}")).format(
            sentence=wording.sentence(problem)
        )
        for problem in review.findings
    ]
    said.extend(
        tr("{date}: {verb}, user {user}").format(
            date=wording.date(step.at.date()), verb=verb_text(step.verb), user=step.actor
        )
        + (f". {step.reason}" if step.reason else "")
        for step in review.steps
    )
    return said


def submit(options: argparse.Namespace) -> int:
    """Submit a draft."""
    code = arguments.code(CodeKind.PAYOUT, options.code)
    with opened(options) as office:
        _print_state(payout_steps.submit_payout(office, code))
    return DONE


def approve(options: argparse.Namespace) -> int:
    """Approve a submitted payout; say first what deserves a second look."""
    code = arguments.code(CodeKind.PAYOUT, options.code)
    with opened(options) as office:
        for problem in review_payout(office, code).findings:
            if problem.severity is Severity.WARNING:
                print(tr("Note: {sentence}").format(sentence=wording.sentence(problem)))
        _print_state(payout_steps.approve_payout(office, code, options.override))
    return DONE


def give_back(options: argparse.Namespace) -> int:
    """Send a payout back for changes."""
    code = arguments.code(CodeKind.PAYOUT, options.code)
    with opened(options) as office:
        _print_state(payout_steps.return_payout(office, code, options.reason))
    return DONE


def reject(options: argparse.Namespace) -> int:
    """Reject a submitted payout."""
    code = arguments.code(CodeKind.PAYOUT, options.code)
    with opened(options) as office:
        _print_state(payout_steps.reject_payout(office, code, options.reason))
    return DONE


def cancel(options: argparse.Namespace) -> int:
    """Cancel a payout that is not paid."""
    code = arguments.code(CodeKind.PAYOUT, options.code)
    with opened(options) as office:
        _print_state(payout_steps.cancel_payout(office, code, options.reason))
    return DONE


def pay_approved(options: argparse.Namespace) -> int:
    """Pay an approved payout; print its code, the voucher's number and the code of the rest."""
    _check_pairs(options)
    code = arguments.code(CodeKind.PAYOUT, options.code)
    with opened(options) as office:
        stored = payouts.load_payout(office, code)
        on = arguments.day(options.date, office.today())
        rate = None
        if options.rate:
            fund = stored.fund_amount.currency
            rate = PinnedRate(stored.draft.currency, fund, arguments.rate(options.rate), RateSource.BANK, on)
        recorded = payouts.pay_payout(
            office,
            code,
            on,
            method=PaymentMethod(options.method) if options.method else None,
            rate=rate,
            lines=_lines(options, stored.draft.currency),
            voucher=_request(options),
            into_open=options.into_open,
        )
    _print(recorded.code, recorded.document, recorded.rest)
    return DONE


def split_up(options: argparse.Namespace) -> int:
    """Split an approved payout into instalments; print each code with its day and amount."""
    code = arguments.code(CodeKind.PAYOUT, options.code)
    with opened(options) as office:
        days = [arguments.day(each, office.today()) for each in options.date]
        currency = payouts.load_payout(office, code).draft.currency
        amounts = [arguments.amount(each, currency) for each in options.amount]
        for part in payout_steps.split_by_dates(office, code, days, amounts=amounts):
            _print(part.code, wording.date(part.draft.on), wording.money(part.draft.amount))
    return DONE


def threshold(options: argparse.Namespace) -> int:
    """Say above which amount somebody else approves a payout, or set it."""
    with opened(options) as office:
        now = settings.load_settings(office)
        if options.amount is not None:
            none = options.amount.strip().casefold() == "none"
            amount = None if none else arguments.amount(options.amount, now.base_currency)
            now = settings.save_settings(office, replace(now, approval_threshold=amount))
    limit = now.approval_threshold
    if limit is None:
        print(tr("Nobody else is needed to approve a payout."))
    else:
        print(tr("Above {amount} somebody else approves a payout.").format(amount=wording.money(limit)))
    return DONE


# ------------------------------------------------------------------ what is typed


def _check_pairs(options: argparse.Namespace) -> None:
    if len(options.item) != len(options.amount):
        raise Misuse(tr("Give one --amount for each --item."))


def _read_draft(office: Office, options: argparse.Namespace) -> PayoutDraft:
    campaign = arguments.code(CodeKind.CAMPAIGN, options.campaign)
    payee = arguments.code(CodeKind.PERSON, options.payee)
    fund = campaigns.load_campaign(office, campaign).draft.currency
    currency = options.currency.strip().upper() if options.currency else fund
    on = arguments.day(options.date, office.today())
    return PayoutDraft(
        campaign=campaign,
        payee=payee,
        lines=_lines(options, currency),
        on=on,
        method=PaymentMethod(options.method),
        purpose=options.purpose,
        role=PayeeRole(options.role),
        authority=options.authority,
        invoice=options.invoice,
        rate=_rate(office, options.rate, currency, fund, on) if currency != fund else None,
    )


def _lines(options: argparse.Namespace, currency: str) -> tuple[PayoutLine, ...]:
    return tuple(
        PayoutLine(item, arguments.amount(amount, currency))
        for item, amount in zip(options.item, options.amount, strict=True)
    )


def _rate(office: Office, typed: str | None, currency: str, fund: str, on: date) -> PinnedRate:
    """Give the rate that was typed, as the bank's, or else the official one."""
    if typed:
        return PinnedRate(currency, fund, arguments.rate(typed), RateSource.BANK, on)
    found = rate_for(office, currency, fund, on)
    if not isinstance(found, PinnedRate):
        raise Refused(found)
    return found


def _request(options: argparse.Namespace) -> IssueRequest | None:
    return IssueRequest(options.voucher, asked_naming(options), "", options.second) if options.voucher else None


def _print_state(payout: Payout) -> None:
    _print(payout.code, wording.label(payout.state))


def _print(*parts: str | None) -> None:
    print(" ".join(part for part in parts if part))
