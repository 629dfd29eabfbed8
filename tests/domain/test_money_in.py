"""Lines of bank statements: their marks, what each is, suggestions, and what is refused of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desktop.domain.bank_statements import Statement, StatementLine
from desktop.domain.errors import Problem
from desktop.domain.match_rules import MatchRule, RuleBook, RuleDraft, check_rule, rule_of
from desktop.domain.money import Money
from desktop.domain.money_in import (
    By,
    Fate,
    Ground,
    Known,
    KnownFund,
    LineRow,
    LineState,
    NearGift,
    NearPayout,
    Preview,
    Taken,
    counts,
    marks,
)
from desktop.domain.money_in_codes import campaigns_named, payouts_named
from desktop.domain.money_in_plan import checked, drafted, followed, given_to, propose
from desktop.domain.periods import Month
from desktop.domain.progress import NoProgress
from desktop.domain.rates import PinnedRate, RateSource
from desktop.domain.shares import GENERAL_FUND, GiftShare

TODAY = date(2026, 5, 20)
OURS, THEIRS = "LT121000011101001000", "PL61109010140000071219812874"
RATE = PinnedRate("EUR", "USD", Decimal("1.25"), RateSource.ECB, TODAY)


def eur(text: str) -> Money:
    return Money.of(text, "EUR")


def line(amount: str | Money = "25", **more: Any) -> StatementLine:
    money = amount if isinstance(amount, Money) else eur(amount)
    plain = StatementLine(TODAY, money, Money.zero(money.currency), "Anna Kowalska", THEIRS, "Gift", place=1)
    return replace(plain, **more)


def statement(*lines: StatementLine, **more: Any) -> Statement:
    return replace(Statement("camt.053", OURS, "EUR", lines), **more)


def rate(given: str, _fund: str, _day: date) -> PinnedRate | Problem:
    return RATE if given == "USD" else Problem("rate.none_here", "rate")


GROUND = Ground(
    {
        "C-0001": KnownFund("C-0001", "EUR", titles=((("winter",), ("boots", "buts")), (("stiefel",), ("warm",)))),
        "C-0002": KnownFund("C-0002", "EUR", takes_money=False),
        "C-0003": KnownFund("C-0003", "USD", titles=((("winter",), ("coats",)),)),
        "C-0004": KnownFund("C-0004", "EUR", titles=((("help",),),)),
    },
    frozenset(),
    TODAY,
    rate,
)


def known(*rules: RuleDraft, **more: Any) -> Known:
    kept = [MatchRule(number, each) for number, each in enumerate(rules, 1)]
    return replace(Known(GROUND, RuleBook(kept)), **more)


def rows(statements: Sequence[Statement], about: Known | None = None) -> tuple[LineRow, ...]:
    return propose(statements, about or known(), NoProgress())


def one(given: StatementLine, about: Known | None = None) -> LineRow:
    return rows([statement(given)], about)[0]


# ---------------------------------------------------------------------------------------------------------- marks


def test_the_same_line_has_the_same_mark_in_an_overlapping_file() -> None:
    first, second = line(reference="A1"), line(reference="A2")
    assert marks([statement(first, second)])[1] == marks([statement(second)])[0]
    plain, other = line(), line(text="Another")
    assert marks([statement(plain, other)])[1] == marks([statement(other)])[0]
    spaced = line(iban="pl61 1090 1014 0000 0712 1981 2874", name="ANNA  KOWALSKA", text="gift")
    assert marks([statement(plain)]) == marks([statement(spaced)])


@pytest.mark.parametrize(
    "more",
    [
        {"text": "Another"}, {"name": "Olga"}, {"iban": ""}, {"amount": eur("26")}, {"on": TODAY - timedelta(1)},
        {"reference": "A1"},
    ],
)  # fmt: skip
def test_another_line_has_another_mark(more: dict[str, Any]) -> None:
    assert marks([statement(line())]) != marks([statement(line(**more))])
    assert marks([statement(line())]) != marks([statement(line(), account=THEIRS)])


def test_two_gifts_that_say_the_same_are_two_and_one_reference_is_one() -> None:
    twice = rows([statement(line(place=1), line(place=2))])
    assert [each.state for each in twice] == [LineState.NEW, LineState.NEW]
    referred = rows([statement(line(reference="A1", place=1)), statement(line(reference="A1", place=7))])
    assert [(each.state, each.twin) for each in referred] == [(LineState.NEW, 0), (LineState.DUPLICATE, 1)]


# --------------------------------------------------------------------------------------------------------- states


def test_a_line_that_was_taken_is_a_duplicate() -> None:
    mark = marks([statement(line())])[0]
    taken = Taken("D-0004", datetime(2026, 5, 1, tzinfo=UTC), 1)
    row = one(line(), known(taken={mark: taken}))
    assert (row.state, row.fate, row.found, row.taken) == (LineState.DUPLICATE, Fate.WAIT, "D-0004", taken)


def gift(code: str = "D-0001", days: int = 0, donor: str | None = None, net: str = "25") -> NearGift:
    return NearGift(code, TODAY + timedelta(days), eur("25"), eur(net), donor)


@pytest.mark.parametrize(
    ("gifts", "found"),
    [
        ([gift()], "D-0001"),
        ([gift(days=3)], "D-0001"),
        ([gift(days=4)], ""),
        ([gift(donor="P-0001")], "D-0001"),
        ([gift(donor="P-0002")], ""),
        ([gift(), gift("D-0002", donor="P-0001")], "D-0002"),
        ([gift(days=-2), gift("D-0002", days=1)], "D-0002"),
        ([replace(gift(), gross=eur("26"), net=eur("25"))], "D-0001"),
        ([replace(gift(), gross=eur("26"), net=eur("24"))], ""),
    ],
)
def test_a_gift_typed_by_hand_makes_a_line_suspect(gifts: list[NearGift], found: str) -> None:
    row = one(line(), known(gifts=gifts, ibans={THEIRS: "P-0001"}))
    assert (row.state, row.fate) == ((LineState.SUSPECT, Fate.WAIT) if found else (LineState.NEW, Fate.BOOK))
    assert row.found == found


def test_one_gift_answers_for_one_line() -> None:
    two = rows([statement(line(place=1), line(place=2))], known(gifts=[gift()]))
    assert [(each.state, each.found) for each in two] == [(LineState.SUSPECT, "D-0001"), (LineState.NEW, "")]


def test_money_that_went_names_its_payout_and_books_nothing() -> None:
    paid = [
        NearPayout("O-0001", TODAY, eur("25"), THEIRS.replace("PL", "pl ")),
        NearPayout("O-0002", TODAY, eur("25"), ""),
        NearPayout("O-0003", TODAY, eur("30"), THEIRS),
    ]
    about = known(payouts=paid)
    gone = [line("-25", place=1), line("-25", iban="", text="o-2", place=2), line("-25", place=3), line("-9", place=4)]
    found = rows([statement(*gone)], about)
    assert [(each.state, each.fate) for each in found] == [(LineState.OUT, Fate.WAIT)] * 4
    assert [each.found for each in found] == ["O-0001", "O-0002", "", ""]


def test_what_came_back_is_no_gift_and_names_its_payout() -> None:
    about = known(payouts=[NearPayout("O-0001", TODAY, eur("25"), THEIRS)])
    found = rows([statement(line(reversal=True), line("-7", reversal=True, place=2))], about)
    assert [(each.state, each.found) for each in found] == [(LineState.BACK, "O-0001"), (LineState.BACK, "")]


def test_own_money_is_no_gift() -> None:
    assert [one(each).state for each in (line(own=True), line("0"), line("-3", own=True))] == [LineState.OWN] * 3


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"on": TODAY + timedelta(1)}, "date.in_future"),
        ({"on": date(2026, 4, 30)}, "period.locked"),
        ({"fee": eur("25")}, "donation.fee_too_large"),
        ({"text": "GBP for C-0001", "amount": Money.of("5", "GBP"), "fee": Money.of("0", "GBP")}, "rate.none_here"),
    ],
)
def test_what_the_books_would_refuse_is_said_before(more: dict[str, Any], code: str) -> None:
    locked = replace(GROUND, locked={Month(2026, 4)})
    row = one(line(**more), replace(known(), ground=locked))
    assert (row.state, row.fate) == (LineState.REFUSED, Fate.WAIT)
    assert [each.code for each in row.problems] == [code]
    opened = replace(locked, into_open=True)
    assert (checked(row, opened).state is LineState.NEW) == (code == "period.locked")


def test_a_refused_gift_that_stands_here_already_stays_suspect() -> None:
    locked = replace(GROUND, locked={Month(2026, 5)})
    row = one(line(), replace(known(gifts=[gift()]), ground=locked))
    assert (row.state, [each.code for each in row.problems]) == (LineState.SUSPECT, ["period.locked"])
    assert not replace(row, fate=Fate.BOOK, campaign="C-0001").ready


# ---------------------------------------------------------------------------------------------------- suggestions


def test_a_donor_is_known_by_account_then_by_rule_then_by_name() -> None:
    rule = RuleDraft(words="kowalska", donor="P-0002", campaign=GENERAL_FUND)
    about = {"ibans": {THEIRS: "P-0001"}, "names": {"anna kowalska": "P-0003"}}
    found = one(line(), known(rule, **about))
    assert (found.donor, found.donor_by) == ("P-0001", By.IBAN)
    assert (found.campaign, found.campaign_by) == (GENERAL_FUND, By.RULE)
    found = one(line(iban=""), known(rule, **about))
    assert (found.donor, found.donor_by) == ("P-0002", By.RULE)
    found = one(line(iban=""), known(**about))
    assert (found.donor, found.donor_by) == ("P-0003", By.NAME)
    nobody = one(line(name="Olga", iban=""), known(**about))
    assert (nobody.donor, nobody.donor_by, nobody.campaign_by) == (None, By.NOBODY, By.NOBODY)


@pytest.mark.parametrize(
    ("text", "code", "by"),
    [
        ("for c-1", "C-0001", By.CODE),
        ("на С-0001", "C-0001", By.CODE),
        ("C-0001 or C-0004", "", By.NOBODY),
        ("C-0002, closed", "", By.NOBODY),
        ("C-0099, unknown", "", By.NOBODY),
        ("Winter boots!", "", By.NOBODY),
        ("the winter boots", "C-0001", By.TITLE),
        ("winter buts", "C-0001", By.TITLE),
        ("warm stiefel", "C-0001", By.TITLE),  # a title in another language
        ("warm boots", "", By.NOBODY),
        ("winter", "", By.NOBODY),
        ("help", "", By.NOBODY),
        ("winter boots coats", "", By.NOBODY),
        ("", "", By.NOBODY),
    ],
)
def test_a_campaign_is_known_by_its_code_or_the_words_of_its_title(text: str, code: str, by: By) -> None:
    row = one(line(text=text))
    assert (row.campaign, row.campaign_by) == (code, by)
    assert (row.ready, row.lacks) == (bool(code), not code)


def test_a_rule_for_a_campaign_that_takes_no_money_says_nothing() -> None:
    assert one(line(), known(RuleDraft(THEIRS, campaign="C-0002"))).campaign == ""
    assert one(line(), known(RuleDraft(THEIRS, campaign="C-0004"))).campaign == "C-0004"


def test_a_fund_in_another_currency_takes_the_official_rate() -> None:
    usd = line(amount=Money.of("10", "USD"), fee=Money.of("1", "USD"), text="C-0001")
    row = one(usd)
    assert (row.state, row.rate, row.ready) == (LineState.NEW, RATE, True)
    general = one(replace(usd, text=""))
    assert (general.state, general.rate, general.lacks) == (LineState.NEW, None, True)


def test_choices_are_checked_anew() -> None:
    row = one(line())
    mine = given_to(row, "C-0001", GROUND)
    assert (mine.campaign_by, mine.ready) == (By.CHOSEN, True)
    closed = given_to(row, "C-0002", GROUND)
    assert ([each.code for each in closed.problems], closed.state) == (["statement.fund_closed"], LineState.REFUSED)
    assert [each.code for each in given_to(row, "C-0099", GROUND).problems] == ["campaign.not_found"]
    assert given_to(closed, "C-0001", GROUND) == mine
    left = replace(closed, fate=Fate.LEAVE)
    assert given_to(left, "C-0001", GROUND).fate is Fate.LEAVE
    assert checked(replace(row, campaign="C-0002", fate=Fate.LEAVE), GROUND).fate is Fate.LEAVE
    own = one(line(own=True))
    assert given_to(own, "C-0001", GROUND) == own == checked(own, GROUND)


def test_a_split_line_is_a_gift_of_shares() -> None:
    shares = (GiftShare("C-0001", eur("10")), GiftShare(GENERAL_FUND, eur("15")))
    row = checked(replace(one(line()), shares=shares), GROUND)
    assert row.ready
    draft = drafted(row)
    assert (draft.campaign, draft.shares, draft.gross) == ("C-0001", shares, eur("25"))
    short = checked(replace(row, shares=shares[:1]), GROUND)
    assert [each.code for each in short.problems] == ["donation.shares_below"]


def test_the_gift_tells_the_sender_where_no_donor_does() -> None:
    row = one(line())
    assert drafted(row).reference == "Anna Kowalska · Gift"
    assert drafted(replace(row, donor="P-0001"), into_open=True).reference == "Gift"
    assert len(drafted(one(line(text="x" * 900))).reference) == 200


def test_a_new_rule_fills_what_nobody_said() -> None:
    rule = MatchRule(1, RuleDraft(THEIRS, donor="P-0002", campaign="C-0001"))
    found = rows([statement(line(), line(text="C-0004", place=2), line("-5", place=3), line(iban="", place=4))])
    told = followed([*found, replace(found[0], row=9, donor="P-0001", campaign="C-0004")], rule)
    assert [(each.row, each.donor, each.campaign) for each in told] == [
        (0, "P-0002", "C-0001"), (1, "P-0002", "C-0004"),
    ]  # fmt: skip


def test_what_may_be_chosen_follows_from_the_state() -> None:
    new = one(line())
    assert new.with_fate(Fate.LEAVE).fate is Fate.LEAVE
    assert new.with_fate(Fate.SAME) == new
    assert replace(new, state=LineState.OUT).choices == ()
    gift_taken = replace(new, state=LineState.DUPLICATE, taken=Taken("D-0001", datetime(2026, 5, 1, tzinfo=UTC), 1))
    assert gift_taken.choices == ()
    left = replace(gift_taken, taken=Taken("", datetime(2026, 5, 1, tzinfo=UTC), 1))
    asked = left.with_fate(Fate.BOOK)
    assert (asked.state, asked.fate) == (LineState.NEW, Fate.BOOK)
    found = Preview((new, replace(left, row=1))).with_rows([replace(asked, row=1)])
    assert [each.state for each in found.rows] == [LineState.NEW, LineState.NEW]


def test_rows_are_counted_and_summed() -> None:
    usd = line(amount=Money.of("7", "USD"), fee=Money.of("0", "USD"), place=3)
    found = Preview(rows([statement(line(text="C-0001"), line("30", place=2), usd, line(own=True))]))
    assert counts(found.rows) == {LineState.NEW: 3, LineState.OWN: 1}
    assert found.sums(LineState.NEW) == (eur("55"), Money.of("7", "USD"))
    assert [each.row for each in found.chosen] == [0]
    assert [state for state in LineState if state.may_be_booked] == [LineState.NEW, LineState.SUSPECT]
    assert replace(found.rows[0], fate=Fate.SAME).settled


# ---------------------------------------------------------------------------------------------------- codes, rules


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("C-0012", ("C-0012",)), ("с-12", ("C-0012",)), ("c 0012.", ("C-0012",)), ("C0012", ("C-0012",)),
        ("C – 12", ("C-0012",)), ("for C-1, C-2 and c-1", ("C-0001", "C-0002")), ("C 5 EUR", ()), ("ABC-12", ()),
        ("C-0", ()), ("C0000", ()), ("C-1234567890", ()), ("vitamin C", ()),
    ],
)  # fmt: skip
def test_codes_are_read_as_people_write_them(text: str, codes: tuple[str, ...]) -> None:
    assert campaigns_named(text) == codes
    assert payouts_named(text.replace("C", "O").replace("с", "о").replace("c", "o")) == tuple(
        each.replace("C", "O") for each in codes
    )


def test_rules_are_met_by_account_or_words_and_the_latest_counts() -> None:
    rules = [
        MatchRule(1, RuleDraft(words="Gift", donor="P-0001", campaign="C-0001")),
        MatchRule(2, RuleDraft(words="gift", donor="P-0002")),
        MatchRule(3, RuleDraft(words="gift", donor="P-0009"), removed=True),
        MatchRule(4, RuleDraft(THEIRS, "another", "P-0003")),
        MatchRule(5, RuleDraft("PL 61109010140000071219812874", "KOWALSKA", campaign="C-0004")),
    ]
    book = RuleBook(rules)
    assert book.said(line()) == ("P-0002", "C-0004")
    assert book.said(line(iban="")) == ("P-0002", "C-0001")
    assert book.said(line(text="none", iban="")) == (None, "")


def test_a_rule_needs_when_and_what() -> None:
    def wrong(draft: RuleDraft) -> list[tuple[str, str | None]]:
        return [(each.code, each.at) for each in check_rule(draft)]

    assert wrong(RuleDraft(THEIRS, donor="P-0001")) == []
    assert wrong(RuleDraft(words="ab", campaign="C-0001")) == [("rule.when", "words")]
    assert wrong(RuleDraft(words="abc")) == [("rule.what", "donor")]
    assert wrong(RuleDraft("1" * 61, "x" * 101, "P-0001")) == [("text.too_long", "words"), ("text.too_long", "iban")]


def test_always_for_this_sender_goes_by_the_account_or_the_name() -> None:
    assert rule_of(line(), "P-0001", "") == RuleDraft(THEIRS, "", "P-0001", "")
    assert rule_of(line(iban=""), None, "C-0001") == RuleDraft("", "anna kowalska", None, "C-0001")
    assert rule_of(line(iban="", name="An"), None, "C-0001") is None
    assert rule_of(line(), None, "") is None
