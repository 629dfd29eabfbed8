"""What each line of a bank statement likely is: proposed from what the books know, and checked as a gift would be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.domain.donation_checks import LONGEST_REFERENCE, GiftFund, check_donation
from desktop.domain.donations import DonationDraft
from desktop.domain.errors import Problem, Refused, Severity
from desktop.domain.match_rules import RuleBook, bare_iban, plain_words
from desktop.domain.money_in import By, Fate, LineRow, LineState, marks
from desktop.domain.money_in_codes import campaigns_named, payouts_named
from desktop.domain.periods import book
from desktop.domain.rates import PinnedRate
from desktop.domain.shares import GENERAL_FUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.domain.bank_statements import Statement, StatementLine
    from desktop.domain.match_rules import MatchRule
    from desktop.domain.money import Money
    from desktop.domain.money_in import Ground, Known, KnownFund, NearGift, NearPayout, TitleWords
    from desktop.domain.progress import Progress

NEAR = timedelta(days=3)
"""A gift that was typed by hand may be dated so many days before or after the bank's own day."""
_OPEN = (LineState.NEW, LineState.SUSPECT, LineState.REFUSED)  # states that a choice may change
_LONG_WORD = 8  # a title of one word must be so long to be told from the words of any text


def propose(statements: Sequence[Statement], known: Known, progress: Progress) -> tuple[LineRow, ...]:
    """Say of each line what it is, and what would become of it.

    Raises:
        Stopped: From `progress`.
    """
    planning = _Planning(known)
    lines = [(each.profile, line) for each in statements for line in each.lines]
    rows = []
    for row, ((profile, line), mark) in enumerate(zip(lines, marks(statements), strict=True)):
        progress.step(row, len(lines))
        rows.append(planning.plan(row, profile, mark, line))
    return tuple(rows)


class _Planning:
    """Plans one line after another; a gift or a payout that stands here answers for one line only."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._seen: dict[str, int] = {}
        self._gifts: dict[Money, list[NearGift]] = {}
        for gift in known.gifts:
            self._gifts.setdefault(gift.gross, []).append(gift)
            if gift.net != gift.gross:
                self._gifts.setdefault(gift.net, []).append(gift)
        self._payouts: dict[Money, list[NearPayout]] = {}
        for payout in known.payouts:
            self._payouts.setdefault(payout.amount, []).append(payout)
        self._used: set[str] = set()
        self._titles = _titles(known.ground.funds.values())

    def plan(self, row: int, profile: str, mark: str, line: StatementLine) -> LineRow:
        """Say of one line what it is."""
        bare = LineRow(row, profile, mark, line, LineState.OWN)
        if line.own or not line.amount:
            return bare
        if line.reversal:
            return replace(bare, state=LineState.BACK, found=self._paid(replace(line, amount=-line.amount)))
        if line.amount.minor < 0:
            return replace(bare, state=LineState.OUT, found=self._paid(line))
        if (taken := self._known.taken.get(mark)) is not None:
            return replace(bare, state=LineState.DUPLICATE, taken=taken, found=taken.gift)
        if mark in self._seen:
            return replace(bare, state=LineState.DUPLICATE, twin=self._seen[mark])
        self._seen[mark] = line.place
        bare = self._suggested(bare)
        if gift := self._typed(line, bare.donor):
            return checked(replace(bare, state=LineState.SUSPECT, found=gift), self._known.ground)
        return checked(replace(bare, state=LineState.NEW, fate=Fate.BOOK), self._known.ground)

    def _paid(self, line: StatementLine) -> str:
        """Find the payout whose money this is: named in the text, or of this account and amount."""
        named = payouts_named(f"{line.name} {line.text}")
        iban = bare_iban(line.iban)
        for each in self._payouts.get(-line.amount, ()):
            if each.code not in self._used and (each.code in named or (iban and bare_iban(each.iban) == iban)):
                self._used.add(each.code)
                return each.code
        return ""

    def _typed(self, line: StatementLine, donor: str | None) -> str:
        """Find the gift that somebody typed by hand: the nearest day first, and whose donor is the same."""
        alike: dict[NearGift, None] = dict.fromkeys(
            (*self._gifts.get(line.amount, ()), *self._gifts.get(line.amount - line.fee, ()))
        )
        near = [
            each
            for each in alike
            if abs(each.on - line.on) <= NEAR
            and each.code not in self._used
            and (donor is None or each.donor is None or each.donor == donor)
        ]
        if not near:
            return ""
        best = min(near, key=lambda each: (donor is None or each.donor != donor, abs(each.on - line.on), each.code))
        self._used.add(best.code)
        return best.code

    def _suggested(self, row: LineRow) -> LineRow:
        """Say whose the line is, and what for, as far as it tells."""
        line, known = row.line, self._known
        ruled, ruled_campaign = known.rules.said(line)
        donor, donor_by = known.ibans.get(bare_iban(line.iban)) if line.iban else None, By.IBAN
        if donor is None:
            donor, donor_by = ruled, By.RULE
        if donor is None:
            donor, donor_by = known.names.get(plain_words(line.name)), By.NAME
        campaign, campaign_by = self._named(line.text), By.CODE
        if not campaign and (ruled_campaign == GENERAL_FUND or self._takes(ruled_campaign)):
            campaign, campaign_by = ruled_campaign, By.RULE
        if not campaign:
            campaign, campaign_by = self._titled(line.text), By.TITLE
        return replace(
            row,
            donor=donor,
            donor_by=donor_by if donor is not None else By.NOBODY,
            campaign=campaign,
            campaign_by=campaign_by if campaign else By.NOBODY,
        )

    def _named(self, text: str) -> str:
        there = [code for code in campaigns_named(text) if self._takes(code)]
        return there[0] if len(there) == 1 else ""

    def _takes(self, code: str) -> bool:
        fund = self._known.ground.funds.get(code)
        return fund is not None and fund.takes_money

    def _titled(self, text: str) -> str:
        """Give the one campaign all words of one of whose titles the text holds."""
        if not text:
            return ""
        said = frozenset(self._known.fold(text))
        found = {
            code
            for word in said
            for code, title in self._titles.get(word, ())
            if all(not said.isdisjoint(forms) for forms in title)
        }
        return found.pop() if len(found) == 1 else ""


def _titles(funds: Iterable[KnownFund]) -> dict[str, list[tuple[str, TitleWords]]]:
    """Give titles with their funds' codes by the spellings of their longest word; none that tells too little."""
    found: dict[str, list[tuple[str, TitleWords]]] = {}
    for fund in funds:
        for title in fund.titles if fund.takes_money else ():
            longest = max(title, key=lambda forms: len(forms[0]), default=())
            if longest and (len(title) > 1 or len(longest[0]) >= _LONG_WORD):
                for form in longest:
                    found.setdefault(form, []).append((fund.code, title))
    return found


# ------------------------------------------------------------------------------------------------------------ choosing


def checked(row: LineRow, ground: Ground) -> LineRow:
    """Give a row with the rate that it needs, and what the books would refuse of its gift; refused ones wait."""
    if row.state not in _OPEN:
        return row
    refused = row.state is LineState.REFUSED
    row = replace(row, rate=None, problems=(), state=LineState.NEW if refused else row.state)
    if refused and row.fate is Fate.WAIT:
        row = replace(row, fate=Fate.BOOK)
    rated = _rated(row, ground)
    if isinstance(rated, Problem):
        return _refused(row, (rated,))
    problems = _problems(rated, ground)
    return _refused(rated, problems) if problems else rated


def given_to(row: LineRow, campaign: str, ground: Ground) -> LineRow:
    """Give a row that a gift may be made of to a campaign, in place of what it was for."""
    if row.state not in _OPEN:
        return row
    return checked(replace(row, campaign=campaign, campaign_by=By.CHOSEN, shares=()), ground)


def followed(rows: Iterable[LineRow], rule: MatchRule) -> list[LineRow]:
    """Give the rows of which a new rule says what nobody said yet, as it says; they are to be checked."""
    book, found = RuleBook([rule]), []
    for row in rows:
        donor, campaign = book.said(row.line) if row.state.may_be_booked else (None, "")
        told = row
        if donor and row.donor is None:
            told = replace(told, donor=donor, donor_by=By.RULE)
        if campaign and not (row.campaign or row.shares):
            told = replace(told, campaign=campaign, campaign_by=By.RULE)
        if told is not row:
            found.append(told)
    return found


def _refused(row: LineRow, problems: tuple[Problem, ...]) -> LineRow:
    """Say what is refused; what was already suspect stays that."""
    if row.state is LineState.SUSPECT:
        return replace(row, problems=problems)
    return replace(row, problems=problems, state=LineState.REFUSED, fate=row.fate if row.settled else Fate.WAIT)


def _rated(row: LineRow, ground: Ground) -> LineRow | Problem:
    given = row.line.amount.currency
    first = row.shares[0].campaign if row.shares else row.campaign
    fund = ground.funds.get(first)
    if fund is None or fund.currency == given:
        return row
    rate = ground.rate(given, fund.currency, row.line.on)
    return replace(row, rate=rate) if isinstance(rate, PinnedRate) else rate


def _problems(row: LineRow, ground: Ground) -> tuple[Problem, ...]:
    draft = drafted(row, into_open=ground.into_open)
    try:
        book(draft.on, ground.locked, ground.today, into_open=ground.into_open)
    except Refused as refused:
        return refused.problems
    funds = {}
    lines = {each.item for each in draft.parts if each.item is not None}  # whether there are such, booking asks
    for each in draft.parts:
        fund = ground.funds.get(each.campaign)
        if fund is None and each.campaign != GENERAL_FUND:
            return (Problem("campaign.not_found", "campaign", {"campaign": each.campaign}),)
        if fund is not None and not fund.takes_money:
            return (Problem("statement.fund_closed", "campaign", {"campaign": each.campaign}),)
        funds[each.campaign] = GiftFund(draft.gross.currency if fund is None else fund.currency, lines)
    found = check_donation(draft, funds, ground.today)
    return tuple(each for each in found if each.severity is Severity.ERROR)


def drafted(row: LineRow, *, into_open: bool = False) -> DonationDraft:
    """Give the gift that a row would be; where nobody said what for, the general fund stands in."""
    line = row.line
    said = (*(() if row.donor else (line.name,)), line.text)
    return DonationDraft(
        campaign=row.shares[0].campaign if row.shares else row.campaign or GENERAL_FUND,
        gross=line.amount,
        fee=line.fee,
        on=line.on,
        donor=row.donor,
        reference=" · ".join(each for each in said if each)[:LONGEST_REFERENCE],
        into_open=into_open,
        shares=row.shares,
        rate=row.rate,
    )
