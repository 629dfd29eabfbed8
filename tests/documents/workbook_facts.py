"""Facts of invented offices for the workbook's tests: they agree with themselves, like those of a ledger."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from desktop.domain.ledger import EntryKind, PaymentMethod
from desktop.domain.money import Money
from desktop.domain.people import NameUse
from desktop.domain.rates import DayRule, PinnedRate, RateRule, RateSource
from desktop.domain.reports import BudgetCampaign, BudgetLine, GiftInKind, TransactionRow, Variant, WorkbookFacts

MADE = datetime(2026, 11, 22, 14, 30, 59, tzinfo=UTC)
HEAD = "9f2b6c0e5d4a83f17c6b5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a09"


class Office:
    """Builds facts move by move, keeping the sums that a ledger would keep."""

    def __init__(self) -> None:
        self.number = 0
        self.rows: list[TransactionRow] = []
        self.campaigns: list[BudgetCampaign] = []

    def campaign(self, code: str, currency: str, items: Sequence[tuple[str, int]], **more: Any) -> None:
        zero = Money.zero(currency)
        lines = tuple(
            BudgetLine(code, at, label, "medical", "", "1", None, Money(planned, currency), zero, zero, zero)
            for at, (label, planned) in enumerate(items, 1)
        )
        made = BudgetCampaign(code, "", "P-0001", "open", None, *[zero] * 6, lines)
        self.campaigns.append(replace(made, **more))

    def _at(self, code: str) -> int:
        return next(at for at, each in enumerate(self.campaigns) if each.code == code)

    def line(self, code: str, line: int, **more: Any) -> None:
        at = self._at(code)
        lines = tuple(replace(each, **more) if each.line == line else each for each in self.campaigns[at].lines)
        self.campaigns[at] = replace(self.campaigns[at], lines=lines)

    def _row(self, code: str, minor: int, type_: str, **more: Any) -> None:
        money = Money(minor, self.campaigns[self._at(code)].currency)
        row = TransactionRow(
            self.number, MADE.date(), EntryKind.DONATION, "", code, "", "", "", PaymentMethod.BANK, money, type_, ""
        )
        self.rows.append(replace(row, **more))

    def income(self, code: str, on: date, gross: int, fee: int = 0, **more: Any) -> None:
        self.number += 1
        more = {"on": on, "subject": f"D-{self.number:04d}", **more}
        self._row(code, gross, "income", **more)
        if fee:
            self._row(code, -fee, "fee", **more)
        at = self._at(code)
        each = self.campaigns[at]
        self.campaigns[at] = replace(
            each,
            collected=each.collected + Money(gross, each.currency),
            fees=each.fees + Money(fee, each.currency),
        )

    def pay(self, code: str, on: date, line: int, minor: int, **more: Any) -> None:
        self.number += 1
        more = {"on": on, "subject": f"O-{self.number:04d}", "kind": EntryKind.PAYOUT, **more}
        self._row(code, -minor, "aid", line=f"{code}.{line}", **more)
        at = self._at(code)
        each = self.campaigns[at]
        paid = Money(minor, each.currency)
        self.line(code, line, paid=each.lines[line - 1].paid + paid, funded=each.lines[line - 1].paid + paid)
        self.campaigns[at] = replace(self.campaigns[at], paid=each.paid + paid)

    def move(self, code: str, on: date, minor: int, **more: Any) -> None:
        """Move money into a fund from another (below nothing: out of it)."""
        self.number += 1
        self._row(code, minor, "moved", **{"number": self.number, "on": on, "kind": EntryKind.TRANSFER, **more})
        self._add(code, "moved", minor)

    def advance(self, code: str, on: date, minor: int, **more: Any) -> None:
        """Hand money out before there are proofs (below nothing: take it back)."""
        self.number += 1
        self._row(code, -minor, "advance", **{"number": self.number, "on": on, "kind": EntryKind.ADVANCE, **more})
        self._add(code, "advanced", minor)

    def _add(self, code: str, name: str, minor: int) -> None:
        at = self._at(code)
        each = self.campaigns[at]
        self.campaigns[at] = replace(each, **{name: getattr(each, name) + Money(minor, each.currency)})

    def facts(self, **more: Any) -> WorkbookFacts:
        made = WorkbookFacts(
            "Example Aid Office", "en", MADE, None, None, NameUse.CODE, tuple(self.campaigns), tuple(self.rows), HEAD
        )
        return replace(made, **more)


def empty(**more: Any) -> WorkbookFacts:
    """An office without campaigns."""
    return Office().facts(**more)


def example(**more: Any) -> WorkbookFacts:
    """Four campaigns in three currencies of 2, 2 and 0 decimals, one of them empty; corrections, a closed period."""
    office = Office()
    office.campaign(
        "C-0001",
        "EUR",
        [
            ("Rehabilitation course after release", 92000),
            ("Dental treatment, three months", 98000),
            ("Living costs for the first three months after the release, paid out month by month", 80000),
        ],
        status="closed",
    )
    office.line("C-0001", 1, unit="month", quantity="4", unit_price=Money(23000, "EUR"))
    office.line("C-0001", 2, unit="visit", quantity="2.5", unit_price=Money(39200, "EUR"), category="medical")
    office.line("C-0001", 3, unit="month", quantity="3", unit_price=Money(26667, "EUR"), category="living")
    items = [("Legal aid", 50000), ("Rent", 50000), ("Training", 100000)]
    office.campaign("C-0002", "EUR", items, beneficiary="P-0002", goal=Money(200000, "EUR"))
    office.line("C-0002", 1, category="legal", donor_line="A.1")
    office.line("C-0002", 2, category="housing", donor_line="A.2", committed=Money(5000, "EUR"))
    office.line("C-0002", 3, category="education")
    office.campaign("C-0003", "USD", [("Laptop", 123456)], beneficiary="P-0003", status="paused")
    office.campaign("C-0004", "JPY", [("Tickets", 250000)], beneficiary="", status="draft")
    office.campaign("C-0005", "EUR", [], beneficiary="", status="draft")
    office.income("C-0001", date(2026, 1, 15), 284800, kind=EntryKind.OPENING, method=None, party="")
    office.pay("C-0001", date(2026, 2, 3), 1, 92000, party="P-0011", document="KW/2026/0001", description="Course fee")
    office.pay("C-0001", date(2026, 6, 30), 2, 60000, party="P-0012", document="KW/2026/0002")
    office.pay("C-0001", date(2026, 7, 1), 2, 30000, party="P-0012", document="KW/2026/0003")
    office.pay("C-0001", date(2026, 9, 30), 3, 80100, party="P-0001", description="Three months")
    office.income(
        "C-0002", date(2026, 3, 2), 60000, 150, party="P-0021", document="R/2026/0001", method=PaymentMethod.CARD
    )
    office.income("C-0002", date(2026, 8, 9), 8300, 31, party="", method=PaymentMethod.PROVIDER)
    office.income("C-0002", date(2026, 8, 10), -8300, -31, kind=EntryKind.COUNTER, counters=7)
    office.pay("C-0002", date(2026, 10, 1), 1, 46000, party="P-0013", method=PaymentMethod.CASH)
    office.pay("C-0002", date(2026, 11, 2), 1, 500, party="P-0013")
    office.pay("C-0002", date(2026, 11, 3), 1, -500, kind=EntryKind.COUNTER, counters=10)
    office.income("C-0003", date(2026, 8, 20), 10001, 7)
    office.income("C-0004", date(2025, 12, 31), 199999)
    office.pay("C-0004", date(2026, 8, 1), 1, 1)
    return office.facts(**{"period_from": date(2026, 7, 1), "period_to": date(2026, 9, 30), **more})


def whole(**more: Any) -> WorkbookFacts:
    """The example with all that money does: moves between funds, advances, reserves, foreign gifts, late entries."""
    office, rate = Office(), PinnedRate("USD", "EUR", Decimal("0.92"), RateSource.BANK, date(2026, 8, 3))
    items = [("Rent", 50000), ("Dentist", 50000), ("Training", 100000)]
    office.campaign("C-0001", "EUR", items, committed=Money(7700, "EUR"))
    office.line("C-0001", 2, allotted=Money(18300, "EUR"), committed=Money(7700, "EUR"))
    office.campaign("C-0002", "EUR", [], beneficiary="", status="open")
    office.campaign("C-0003", "PLN", [("Tickets", 100000)])
    foreign = {"rate": rate, "official": replace(rate, rate=Decimal("0.93"), source=RateSource.ECB)}
    office.income("C-0001", date(2026, 8, 3), 9200, given=Money(10000, "USD"), **foreign)
    office.income("C-0001", date(2026, 8, 4), 100000, happened=date(2026, 6, 30))
    office.pay("C-0001", date(2026, 8, 5), 2, 4600, given=Money(-5000, "USD"), **foreign)
    office.pay("C-0001", date(2026, 8, 6), 1, 1000, given=Money(-1100, "USD"), rate=rate)
    office.move("C-0001", date(2026, 8, 7), -14800, subject="T-0001")
    office.move("C-0002", date(2026, 8, 7), 14800, subject="T-0001")
    office.advance("C-0001", date(2026, 8, 8), 20000, subject="A-0001", party="P-0009")
    office.advance("C-0001", date(2026, 8, 9), -15000, subject="A-0001", party="P-0009", kind=EntryKind.SETTLEMENT)
    return office.facts(**{"period_from": date(2026, 7, 1), "period_to": date(2026, 9, 30), **more})


def moved(**more: Any) -> WorkbookFacts:
    """The same with a plan that was moved between items, a far move among them, and gifts of things."""
    facts = whole(**more)
    first = facts.campaigns[0]
    moves = (Money(-5000, "EUR"), Money(8000, "EUR"), Money(-3000, "EUR"))
    lines = tuple(replace(line, moved=by) for line, by in zip(first.lines, moves, strict=True))
    things = (
        GiftInKind("D-0901", date(2026, 7, 9), "C-0001", "C-0001.2", Money(12345, "EUR"), "IK/2026/0001", "P-0007"),
        GiftInKind("D-0902", date(2026, 8, 9), "C-0003", "", Money(50000, "PLN"), person="P-0007"),
    )
    if facts.name_use is NameUse.NAME:
        things = tuple(replace(each, goods="Two winter coats", party="Ana Example") for each in things)
    return replace(facts, campaigns=(replace(first, lines=lines), *facts.campaigns[1:]), in_kind=things)


_WORTH = {"USD": "0.92", "JPY": "0.0061", "PLN": "0.2317", "GEL": "0.33", "KWD": "3.0123", "BYN": "0.281"}


def valued(facts: WorkbookFacts, variant: Variant = Variant.SIMPLE) -> WorkbookFacts:
    """The same facts with what all is worth in EUR, as a donor's form needs it."""
    rates = {
        currency: PinnedRate(currency, "EUR", Decimal(rate), RateSource.INFOREUR, date(2026, 7, 1))
        for currency, rate in _WORTH.items()
    }
    rows = []
    for row in facts.transactions:
        rate = rates.get(row.amount.currency)
        rows.append(replace(row, worth=row.amount if rate is None else rate.convert(row.amount), worth_rate=rate))
    campaigns = tuple(replace(each, worth=rates.get(each.currency)) for each in facts.campaigns)
    rule = RateRule(RateSource.INFOREUR, DayRule.PERIOD_MEAN)
    return replace(facts, transactions=tuple(rows), campaigns=campaigns, variant=variant, rule=rule)


def large(count: int, **more: Any) -> WorkbookFacts:
    """An office of `count` transactions or a few more, over forty campaigns of four items each."""
    office, start = Office(), date(2020, 1, 1)
    for at in range(40):
        office.campaign(f"C-{at + 1:04d}", "EUR", [(f"Item {line}", 10_000_000) for line in range(1, 5)])
    rows: list[TransactionRow] = []
    sums = [[0, 0, 0] for _ in range(40)]
    paid = [[0] * 4 for _ in range(40)]
    number = 0
    while len(rows) < count:
        number += 1
        at, on = number % 40, start + timedelta(days=number % 2400)
        code, subject = f"C-{at + 1:04d}", f"D-{number:06d}"
        if number % 4:
            gross, fee = 1000 + number % 977, 15 + number % 7
            for minor, type_ in ((gross, "income"), (-fee, "fee")):
                rows.append(TransactionRow(
                    number, on, EntryKind.DONATION, subject, code, "", f"P-{number % 5000:04d}", f"Gift no. {number}",
                    PaymentMethod.CARD, Money(minor, "EUR"), type_, f"R/2026/{number:06d}",
                ))  # fmt: skip
            sums[at][0] += gross
            sums[at][1] += fee
        else:
            line, minor = number % 3, 500 + number % 801
            rows.append(TransactionRow(
                number, on, EntryKind.PAYOUT, subject, code, f"{code}.{line + 1}", f"P-{number % 900:04d}",
                f"Payout no. {number}", PaymentMethod.BANK, Money(-minor, "EUR"), "aid", f"KW/2026/{number:06d}",
            ))  # fmt: skip
            sums[at][2] += minor
            paid[at][line] += minor
    office.campaigns = [
        replace(
            each,
            collected=Money(collected, "EUR"), fees=Money(fees, "EUR"), paid=Money(out, "EUR"),
            lines=tuple(replace(line, paid=Money(spent, "EUR")) for line, spent in zip(each.lines, lines, strict=True)),
        )
        for each, (collected, fees, out), lines in zip(office.campaigns, sums, paid, strict=True)
    ]  # fmt: skip
    office.rows = rows
    return office.facts(**more)


HOSTILE = (
    "=1+1", "+1", "-2", "@SUM(A1)", "\t=1+1", "\r=1+1", "\x00=1+1", " =1+1", "=HYPERLINK(\"http://x\",\"y\")", "＝1+1",
    "|calc", "=cmd|'/C calc'!A0", "http://example.org", "mailto:a@example.org", "internal:Cover!A1", "1234", "0001",
    "1e5", "2026-01-01", "{=A1}", "a\nb", "&lt;b&gt; & <c> \"d\" 'e'", "_x0041_", "\ud800", "\ufffe",
    "x" * 40_000, "A*?~", "TRUE",
    "«Скарбонка» ў ’ — №", "‮abc", "'=1", '"', "",
)  # fmt: skip

_GEL = PinnedRate("GEL", "CHF", Decimal("0.3123456"), RateSource.HAND, date(2026, 1, 2), "12/A")
_text = st.one_of(st.sampled_from([text for text in HOSTILE if len(text) < 100]), st.text(max_size=30))
_currency = st.sampled_from(["EUR", "USD", "JPY", "KWD", "BYN"])
_day = st.dates(date(2020, 1, 1), date(2026, 11, 22))
_minor = st.one_of(st.integers(1, 500), st.integers(1, 10**12))


@st.composite
def offices(draw: st.DrawFn) -> WorkbookFacts:
    """Any office that agrees with itself: hostile texts, several currencies, corrections, open or closed periods."""
    office = Office()
    moves, foreign = draw(st.booleans()), draw(st.booleans())
    for at in range(draw(st.integers(0, 3))):
        currency, code = draw(_currency), f"C-{at + 1:04d}"
        items = draw(st.lists(st.tuples(_text, _minor), max_size=3))
        goal = draw(st.none() | _minor)
        office.campaign(
            code, currency, items, beneficiary=draw(_text), title=draw(_text),
            status=draw(st.sampled_from(["open", "closed", "=1"])),
            goal=None if goal is None else Money(goal, currency),
        )  # fmt: skip
        for line in range(1, len(items) + 1):
            price = draw(st.none() | _minor)
            office.line(
                code, line, unit=draw(_text), donor_line=draw(_text),
                quantity=draw(st.sampled_from(["1", "2.5", "0.001", "many", "NaN", str(Decimal(10) ** 20)])),
                unit_price=None if price is None else Money(price, currency),
                committed=Money(draw(st.integers(0, 100)), currency),
            )  # fmt: skip
        for _ in range(draw(st.integers(0, 5))):
            texts = {"party": draw(_text), "description": draw(_text), "document": draw(_text)}
            on, minor = draw(_day), draw(_minor) * draw(st.sampled_from([1, 1, 1, -1]))
            if draw(st.booleans()) and items:
                office.pay(code, on, draw(st.integers(1, len(items))), minor, **texts)
            else:
                office.income(code, on, minor, draw(st.integers(0, 3)), **texts)
            if moves:
                draw(st.sampled_from([office.move, office.advance]))(code, draw(_day), draw(_minor), **texts)
            if foreign:
                office.income(
                    code, draw(_day), draw(_minor),
                    happened=draw(st.none() | _day), given=Money(draw(_minor), "GEL"), rate=_GEL,
                )  # fmt: skip
    start, end = draw(st.none() | _day), draw(st.none() | _day)
    if start and end and end < start:
        start, end = end, start
    return _moved(draw, office).facts(
        organisation=draw(_text), language=draw(st.sampled_from(["en", "be", "xx"])), journal_head=draw(_text),
        period_from=start, period_to=end, name_use=draw(st.sampled_from(list(NameUse))), in_kind=_things(draw, office),
    )  # fmt: skip


def _moved(draw: st.DrawFn, office: Office) -> Office:
    """Move a part of the plan from the first item of each campaign to its last one, or more than all of it."""
    for at, each in enumerate(office.campaigns):
        if len(each.lines) > 1 and draw(st.booleans()):
            by = Money(draw(_minor), each.currency)
            first, *between, last = each.lines
            lines = (replace(first, moved=-by), *between, replace(last, moved=by))
            office.campaigns[at] = replace(each, lines=lines)
    return office


def _things(draw: st.DrawFn, office: Office) -> tuple[GiftInKind, ...]:
    return tuple(
        GiftInKind(
            f"D-9{at:03d}", draw(_day), each.code, draw(st.sampled_from(["", "=1", f"{each.code}.1"])),
            Money(draw(_minor), each.currency), draw(_text), draw(_text), draw(_text), draw(_text),
        )
        for at, each in enumerate(office.campaigns)
        if draw(st.booleans())
    )  # fmt: skip
