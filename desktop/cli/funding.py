"""Funding from the terminal: rules, moves within a plan, decisions on surplus and shortfall, transfers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli import arguments
from desktop.cli.grammar import command, place, second_language
from desktop.cli.main import DONE, Misuse
from desktop.cli.session import opened
from desktop.domain.decisions import (
    DecisionAction,
    DecisionDraft,
    DecisionKind,
    DecisionLine,
    proposed_lines,
    standing,
)
from desktop.domain.funding import FundingRule
from desktop.domain.ids import CodeKind
from desktop.domain.papers import LoosePaper
from desktop.domain.transfers import TransferDraft
from desktop.i18n import LANGUAGES, tr
from desktop.services import campaigns, decisions, funding, transfers, wording
from desktop.services.loose_papers import Leaving, save_paper

if TYPE_CHECKING:
    import argparse

    from desktop.cli.grammar import Subparsers
    from desktop.domain.campaigns import Campaign
    from desktop.domain.money import Money
    from desktop.services.office import Office

RULES = {"priority": FundingRule.PRIORITY, "pro-rata": FundingRule.PRO_RATA, "by-hand": FundingRule.MANUAL}
_GENERAL = "general"


def add_to(commands_of: Subparsers) -> None:
    """Add the commands to the command line's grammar."""
    fund = command(commands_of, "fund", fund_items, tr("say by which rule a campaign's money goes to its items"))
    fund.add_argument("code", metavar="C-0001")
    fund.add_argument("--rule", choices=tuple(RULES), required=True)
    fund.add_argument("--item", action="append", default=[], metavar="2=48.00", help=tr("by hand: what an item gets"))
    closed = command(commands_of, "close", close, tr("close a campaign; says what must be decided then"))
    closed.add_argument("code", metavar="C-0001")
    _add_plan(commands_of)
    _add_decisions(commands_of)
    moved = command(commands_of, "transfer", transfer, tr("move money from the general fund to a campaign"))
    moved.add_argument("--from", dest="source", default=_GENERAL, metavar="general|C-0001")
    moved.add_argument("--to", dest="target", required=True, metavar="C-0001")
    moved.add_argument("--amount", required=True)
    moved.add_argument("--currency", help=tr("of the general fund: that of the campaign unless given"))
    moved.add_argument("--reason", required=True)
    moved.add_argument("--date", help=tr("today unless given"))
    moved.add_argument(
        "--into-open", action="store_true", help=tr("book what falls into a locked month on the first open day")
    )


def _add_plan(to: Subparsers) -> None:
    moved = command(to, "reallocate", reallocate, tr("move a part of the plan from one expense item to another"))
    moved.add_argument("code", metavar="C-0001")
    moved.add_argument("--from", dest="source", type=int, required=True, metavar="N")
    moved.add_argument("--to", dest="target", type=int, required=True, metavar="N")
    moved.add_argument("--amount", required=True)
    moved.add_argument("--reason", required=True)
    moved.add_argument(
        "--propose", action="store_true", help=tr("as a decision that somebody else approves; prints its code")
    )
    history = command(to, "plan", plan, tr("say how a campaign's plan came to be what it is"))
    history.add_argument("code", metavar="C-0001")


def _add_decisions(to: Subparsers) -> None:
    decided = command(to, "decide", decide, tr("propose what becomes of a surplus or shortfall; prints the code"))
    decided.add_argument("code", metavar="C-0001")
    decided.add_argument("--rule", choices=tuple(RULES), default="by-hand")
    targets = (
        ("--to", "targets", "general=100.00", tr("to the general fund or another campaign")),
        ("--extend", "extended", "2=48.00", tr("more for an expense item")),
        ("--give-back", "given_back", "D-0001=10.00", tr("back to the donor of a donation")),
        ("--allot", "allotted", "2=48.00", tr("in a shortfall: what an item gets")),
    )
    for name, dest, example, text in targets:
        decided.add_argument(name, dest=dest, action="append", default=[], metavar=example, help=text)
    decided.add_argument("--reason", required=True)
    approved = command(to, "approve", approve, tr("approve a decision and carry it out"))
    approved.add_argument("code", metavar="F-0001")
    approved.add_argument("--override", default="", metavar="REASON", help=tr("why nobody else approves it"))
    dropped = command(to, "withdraw", withdraw, tr("withdraw a proposed decision"))
    dropped.add_argument("code", metavar="F-0001")
    dropped.add_argument("--reason", required=True)
    note = command(to, "decision", note_out, tr("write the note of a decision"))
    note.add_argument("code", metavar="F-0001")
    note.add_argument(
        "--language",
        "--lang",
        dest="lang",
        choices=LANGUAGES,
        default="",
        help=tr("the office's language unless given"),
    )
    second_language(note)
    note.add_argument("--out", required=True, type=place, metavar="FILE.pdf")


def fund_items(options: argparse.Namespace) -> int:
    """Choose a rule, or allot by hand; print what each item is funded with."""
    code = arguments.code(CodeKind.CAMPAIGN, options.code)
    with opened(options) as office:
        campaign = campaigns.load_campaign(office, code)
        amounts = dict(_by_line(options.item, campaign.draft.currency))
        campaign = funding.fund_campaign(office, code, RULES[options.rule], amounts, campaign.revision)
    for item in campaign.items:
        if not item.draft.archived:
            print(f"{item.line} {wording.money(item.funded)}")
    return DONE


def close(options: argparse.Namespace) -> int:
    """Close a campaign; say what it has above or below its plan."""
    code = arguments.code(CodeKind.CAMPAIGN, options.code)
    with opened(options) as office:
        campaign = campaigns.close_campaign(office, code)
    print(standing_in_words(campaign))
    return DONE


def standing_in_words(campaign: Campaign) -> str:
    """Say what a campaign has above or below its plan."""
    found = standing(campaign)
    if found.kind is None:
        return tr("{campaign}: nothing to decide").format(campaign=campaign.code)
    said = (
        tr("{campaign}: a surplus of {amount} to decide on")
        if found.kind is DecisionKind.SURPLUS
        else tr("{campaign}: a shortfall of {amount} to decide on")
    )
    amount = found.difference if found.kind is DecisionKind.SURPLUS else -found.difference
    return said.format(campaign=campaign.code, amount=wording.money(amount))


def reallocate(options: argparse.Namespace) -> int:
    """Move a part of the plan, or propose to."""
    code = arguments.code(CodeKind.CAMPAIGN, options.code)
    with opened(options) as office:
        currency = campaigns.load_campaign(office, code).draft.currency
        amount = arguments.amount(options.amount, currency)
        if options.propose:
            lines = (
                DecisionLine(DecisionAction.REDUCE, amount, options.source),
                DecisionLine(DecisionAction.EXTEND, amount, options.target),
            )
            kind, rule = DecisionKind.REALLOCATION, FundingRule.MANUAL
            draft = DecisionDraft(code, kind, rule, lines, options.reason, office.today())
            print(decisions.propose_decision(office, draft).code)
            return DONE
        campaign = funding.reallocate(office, code, options.source, options.target, amount, options.reason)
    for item in campaign.items:
        if item.line in (options.source, options.target):
            print(f"{item.line} {wording.money(item.planned)}")
    return DONE


def plan(options: argparse.Namespace) -> int:
    """Print the revisions of a plan, oldest first."""
    code = arguments.code(CodeKind.CAMPAIGN, options.code)
    with opened(options) as office:
        for each in funding.plan_history(office, code):
            said = tr("{date}: item {line} from {before} to {after}, {kind}, user {user}").format(
                date=wording.date(each.at.date()),
                line=each.change.line,
                before=wording.money(each.change.before),
                after=wording.money(each.change.after),
                kind=each.decision or wording.label(each.kind),
                user=each.by,
            )
            print(f"{said}. {each.reason}" if each.reason else said)
    return DONE


def decide(options: argparse.Namespace) -> int:
    """Propose a decision; print its code and its lines."""
    code = arguments.code(CodeKind.CAMPAIGN, options.code)
    rule = RULES[options.rule]
    with opened(options) as office:
        campaign = campaigns.load_campaign(office, code)
        lines = _lines(office, options, campaign.draft.currency)
        if not lines:
            lines = proposed_lines(campaign, rule)
        kind = standing(campaign).kind or DecisionKind.SURPLUS
        draft = DecisionDraft(code, kind, rule, lines, options.reason, office.today())
        decision = decisions.propose_decision(office, draft)
    print(decision.code)
    for line in decision.draft.lines:
        about = line.to or line.donation or str(line.item)
        print(f"{wording.label(line.action)}: {about} {wording.money(line.amount)}")
    return DONE


def _lines(office: Office, options: argparse.Namespace, currency: str) -> tuple[DecisionLine, ...]:
    lines = [
        DecisionLine(action, amount, line)
        for action, typed in ((DecisionAction.EXTEND, options.extended), (DecisionAction.ALLOT, options.allotted))
        for line, amount in _by_line(typed, currency)
    ]
    for target, amount in _pairs(options.targets, currency):
        lines.append(DecisionLine(DecisionAction.TRANSFER, amount, to=_fund(office, target, currency)))
    for donation, amount in _pairs(options.given_back, currency):
        gift = arguments.code(CodeKind.DONATION, donation)
        lines.append(DecisionLine(DecisionAction.REFUND, amount, donation=gift))
    return tuple(lines)


def approve(options: argparse.Namespace) -> int:
    """Approve a decision."""
    code = arguments.code(CodeKind.DECISION, options.code)
    with opened(options) as office:
        decision = decisions.approve_decision(office, code, options.override)
    print(f"{decision.code} {wording.label(decision.state)}")
    return DONE


def withdraw(options: argparse.Namespace) -> int:
    """Withdraw a decision."""
    code = arguments.code(CodeKind.DECISION, options.code)
    with opened(options) as office:
        decision = decisions.withdraw_decision(office, code, options.reason)
    print(f"{decision.code} {wording.label(decision.state)}")
    return DONE


def note_out(options: argparse.Namespace) -> int:
    """Write a decision's note as a PDF."""
    code, target = arguments.code(CodeKind.DECISION, options.code), Path(options.out)
    with opened(options) as office:
        pdf = decisions.draw_note(office, code, options.lang, options.second)
        save_paper(office, Leaving(LoosePaper.DECISION_NOTE, pdf, code), target)
    print(tr("{number}: written to {file}").format(number=code, file=target))
    return DONE


def transfer(options: argparse.Namespace) -> int:
    """Move money between two funds; print the transfer's code."""
    with opened(options) as office:
        currency = options.currency.strip().upper() if options.currency else _currency(office, options)
        draft = TransferDraft(
            _fund(office, options.source, currency),
            _fund(office, options.target, currency),
            arguments.amount(options.amount, currency),
            arguments.day(options.date, office.today()),
            options.reason,
            into_open=options.into_open,
        )
        print(transfers.transfer(office, draft).code)
    return DONE


def _currency(office: Office, options: argparse.Namespace) -> str:
    """Give the currency of the campaign among the two funds."""
    named = [each for each in (options.target, options.source) if not _is_general(each)]
    if not named:
        raise Misuse(tr("Name a campaign, or give --currency."))
    return campaigns.load_campaign(office, arguments.code(CodeKind.CAMPAIGN, named[0])).draft.currency


def _is_general(text: str) -> bool:
    return text.strip().casefold() == _GENERAL


def _fund(office: Office, text: str, currency: str) -> str:
    if _is_general(text):
        return transfers.open_general_fund(office, currency)
    return arguments.code(CodeKind.CAMPAIGN, text)


def _pairs(typed: list[str], currency: str) -> list[tuple[str, Money]]:
    """Read "general=100.00"."""
    found: list[tuple[str, Money]] = []
    for text in typed:
        what, sign, amount = text.partition("=")
        if not sign or not what.strip():
            raise Misuse(tr("“{text}” is no target with an amount, like general=100.00.").format(text=text))
        found.append((what, arguments.amount(amount, currency)))
    return found


def _by_line(typed: list[str], currency: str) -> list[tuple[int, Money]]:
    """Read "2=48.00"."""
    found: list[tuple[int, Money]] = []
    for what, amount in _pairs(typed, currency):
        if not what.strip().isdecimal():
            raise Misuse(tr("“{text}” is no expense item's number.").format(text=what))
        found.append((int(what), amount))
    return found
