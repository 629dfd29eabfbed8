"""A finished workbook opened again from its bytes and compared with the facts that it was made from, to the cent.

It knows the workbook as a reader does, by the words on its sheets, and not by how it was written.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from desktop.documents.reread_report import report_columns, report_rows
from desktop.documents.reread_sums import budget_sums, cover_sums
from desktop.documents.workbook_book import (
    BENEFICIARIES,
    BUDGET,
    CASH,
    COVER,
    IN_COLUMNS,
    IN_KIND,
    INCOME_SHEET,
    REPORT,
    TRANSACTIONS,
    TX_COLUMNS,
    TX_FOREIGN,
    TX_OPTIONAL,
    column_word,
    sheet_titles,
)  # fmt: skip
from desktop.documents.workbook_budget import COLUMNS as BUDGET_COLUMNS
from desktop.documents.workbook_budget import OPTIONAL as BUDGET_OPTIONAL
from desktop.documents.workbook_cash import CLOSING, OPENING
from desktop.documents.workbook_cash import COLUMNS as CASH_COLUMNS
from desktop.documents.workbook_cover import COLUMNS as COVER_COLUMNS
from desktop.documents.workbook_cover import OPTIONAL as COVER_OPTIONAL
from desktop.documents.workbook_figures import gather
from desktop.documents.workbook_lists import DIFF, OK, TYPES
from desktop.documents.workbook_people import COLUMNS as PEOPLE_COLUMNS
from desktop.documents.workbook_styles import as_number
from desktop.documents.workbook_words import ADVANCE, AID, FEE, INCOME, MOVED, type_label
from desktop.domain.money import Money, exponent_of, total
from desktop.domain.progress import NoProgress
from desktop.i18n import Texts, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.workbook import Workbook

    from desktop.documents.workbook_figures import Spent
    from desktop.domain.progress import Progress
    from desktop.domain.reports import BudgetCampaign, GiftInKind, WorkbookFacts

CHECKS = 5
"""How many checks the Cover makes, besides the one over all of them."""

_OPTIONAL = {*COVER_OPTIONAL, *BUDGET_OPTIONAL, *TX_OPTIONAL, *TX_FOREIGN, *IN_KIND}
"""Columns that are left out where nothing would stand in them."""

_STEP = 1000
_ENOUGH = 50
"""More differences than these help nobody."""

Row = Sequence[object]


def reconcile(data: bytes, facts: WorkbookFacts, progress: Progress | None = None) -> tuple[str, ...]:
    """Compare a workbook's cached figures and its transactions with the facts.

    Args:
        data: The bytes of the .xlsx file.
        facts: What it was made from; their sums are the ledger's own summaries.
        progress: Told about every thousand transactions.

    Returns:
        The differences, each naming a code, a figure and both amounts, without any person's name; none if all agrees.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - late: heavy

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        reader = _Reader(book, facts, texts(facts.language), progress or NoProgress())
        reader.read()
    finally:
        book.close()
    return tuple(reader.found[:_ENOUGH])


def minor_of(value: object, currency: str) -> int | None:
    """Turn a cell's number back into minor units; None if it is no number or not a whole count of them."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        scaled = Decimal(repr(value)).scaleb(exponent_of(currency))
    except InvalidOperation:
        return None
    return int(scaled) if scaled == scaled.to_integral_value() else None


@dataclass(slots=True)
class _Sums:
    """What the Transactions sheet itself adds up to, in minor units, by code and currency."""

    funds: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    lines: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))


class _Reader:
    """Reads sheet after sheet and collects differences."""

    def __init__(self, book: Workbook, facts: WorkbookFacts, words: Texts, progress: Progress) -> None:
        self._book, self._facts, self._words, self._progress = book, facts, words, progress
        self._titles = sheet_titles(words, facts.variant, people=facts.people)
        self._above: list[Row] = []
        self.found: list[str] = []

    def read(self) -> None:
        """Compare everything."""
        missing = [title for title in self._titles.values() if title not in self._book.sheetnames]
        if missing:
            self.found.append("missing sheets: " + ", ".join(missing))
            return
        self._summaries(self._transactions())
        self._income()
        self._cover()
        if self._facts.people:
            self._beneficiaries()
        self._budget()
        self._cash()
        if REPORT in self._titles:
            self._report()

    def _same(self, place: str, value: object, money: Money) -> None:
        """Note a difference between a cell and the amount that it should show."""
        if minor_of(value, money.currency) != money.minor:
            self.found.append(f"{place}: {value} in the workbook, {money.plain()} {money.currency} in the ledger")

    def _rows(self, sheet: str) -> Iterator[Row]:
        return self._book[self._titles[sheet]].iter_rows(values_only=True)

    def _table(self, sheet: str, columns: Mapping[str, str]) -> tuple[dict[str, int], Iterator[Row]]:
        """Find a sheet's header row by its words; gives where each column stands and the rows below."""
        wanted = {key: column_word(self._words, word, self._facts) for key, word in columns.items()}
        rows = self._rows(sheet)
        self._above = []
        for row in rows:
            at = {key: row.index(word) for key, word in wanted.items() if word in row}
            if at.keys() >= wanted.keys() - _OPTIONAL:
                return at, rows
            self._above.append(row)
        self.found.append(f"{self._titles[sheet]}: no header row")
        return {}, iter(())

    def _transactions(self) -> _Sums:
        """Compare each transaction with its fact, and add the sheet's own amounts up."""
        at, rows = self._table(TRANSACTIONS, TX_COLUMNS)
        labels = {kind: type_label(self._words, kind) for kind in TYPES.values()}
        kinds = {label: kind for kind, label in labels.items()}
        keys = ("number", "on", "type", "campaign", "line", "currency")
        places = [at[key] for key in keys] if at else []
        sums, count, facts = _Sums(), 0, self._facts.transactions
        facts_currency = self._facts.currency
        for row in rows:
            if row[at["number"]] is None:
                continue
            if count < len(facts):
                fact = facts[count]
                wanted = (fact.number, fact.on, labels[fact.type], fact.campaign, fact.line, fact.amount.currency)
                read = tuple(_plain(row[place]) for place in places)
                if read != wanted:
                    self.found.append(f"transaction {fact.number}: its row differs from the ledger")
                self._same(f"transaction {fact.number}", row[at["amount"]], fact.amount)
                if fact.worth is not None:
                    self._same(f"transaction {fact.number} in {facts_currency}", row[at["worth"]], fact.worth)
            count += 1
            if count % _STEP == 0:
                self._progress.step(count, len(facts))
            self._add(sums, [_plain(row[place]) for place in places], row[at["amount"]], kinds)
        if count != len(facts):
            self.found.append(f"transactions: {count} in the workbook, {len(facts)} in the ledger")
        return sums

    def _add(self, sums: _Sums, read: list[object], amount: object, kinds: Mapping[str, str]) -> None:
        kind, campaign, line, currency = (str(value) for value in read[2:])
        minor = minor_of(amount, currency) if len(currency) == 3 else None
        if minor is None or kind not in kinds:
            self.found.append(f"transaction {read[0]}: no amount")
            return
        sums.funds[campaign, currency, kinds[kind]] += minor
        if kinds[kind] == AID:
            sums.lines[line, currency] -= minor

    def _summaries(self, sums: _Sums) -> None:
        """Compare the sheet's own sums with the ledger's summaries."""
        left = dict(sums.funds)
        for campaign in self._facts.campaigns:
            code, currency = campaign.code, campaign.currency
            for name, kind, sign, money in (
                ("collected", INCOME, 1, campaign.collected),
                ("fees", FEE, -1, campaign.fees),
                ("paid", AID, -1, campaign.paid),
                ("moved", MOVED, 1, campaign.moved),
                ("advanced", ADVANCE, -1, campaign.advanced),
            ):
                summed = Money(sign * left.pop((code, currency, kind), 0), currency)
                self._equal(f"{code} {name}", summed, money)
            for line in campaign.lines:
                self._equal(f"{line.code} paid", Money(sums.lines.pop((line.code, currency), 0), currency), line.paid)
        self.found.extend(f"{code}: {currency} moved outside the workbook's campaigns" for code, currency, _ in left)
        self.found.extend(f"{code or 'no item'}: {currency} paid for no item" for code, currency in sums.lines)

    def _equal(self, place: str, summed: Money, ledger: Money) -> None:
        if summed != ledger:
            self.found.append(f"{place}: transactions {summed.plain()}, ledger {ledger.plain()} {ledger.currency}")

    def _income(self) -> None:
        """Compare the donations' gross and fee sums of each campaign, and the totals above them."""
        at, rows = self._table(INCOME_SHEET, IN_COLUMNS)
        totals = {row[at["currency"]]: row for row in self._above} if at else {}
        for currency, mine in self._by_currency().items():
            sums = cover_sums(mine, currency)
            things = (each.value for each in self._facts.in_kind if each.value.currency == currency)
            wanted = {"gross": sums["collected"], "fee": sums["fees"], "net": sums["net"]}
            wanted["value"] = total(things, currency)
            self._sums(f"Income {currency}", totals.get(currency, ()), at, wanted)
        self._donations(at, rows)

    def _donations(self, at: Mapping[str, int], rows: Iterator[Row]) -> None:
        sums: dict[tuple[str, str], int] = defaultdict(int)
        things = list(self._facts.in_kind)
        for row in rows:
            if not at or row[at["number"]] is None:
                if "value" in at and row[at["value"]] is not None:
                    self._things(row, at, things)
                continue
            currency = str(row[at["currency"]])
            gross, fee, net = (minor_of(row[at[key]], currency) for key in ("gross", "fee", "net"))
            if gross is None or fee is None or gross - fee != net:
                self.found.append(f"income {row[at['number']]}: gross, fee and net do not agree")
                continue
            sums[str(row[at["campaign"]]), "gross"] += gross
            sums[str(row[at["campaign"]]), "fee"] += fee
        self.found.extend(f"{each.subject}: a gift in kind is missing" for each in things)
        for campaign in self._facts.campaigns:
            currency = campaign.currency
            for key, money in (("gross", campaign.collected), ("fee", campaign.fees)):
                self._equal(f"{campaign.code} income {key}", Money(sums[campaign.code, key], currency), money)

    def _things(self, row: Row, at: Mapping[str, int], left: list[GiftInKind]) -> None:
        """Compare a gift in kind with the next one of the facts: it has a value, and no money."""
        wanted = left.pop(0) if left else None
        if wanted is None or (row[at["subject"]], row[at["campaign"]]) != (wanted.subject, wanted.campaign):
            self.found.append(f"income {row[at['subject']]}: not in the office's book")
            return
        self._same(f"{wanted.subject} in kind", row[at["value"]], wanted.value)
        if any(row[at[key]] is not None for key in ("gross", "fee", "net", "worth")):
            self.found.append(f"{wanted.subject}: a gift in kind counts as money")

    def _cover(self) -> None:
        """Compare the summary's lines and totals; every check must have come out well."""
        at, rows = self._table(COVER, COVER_COLUMNS)
        below = list(rows)
        by_code = {row[0]: row for row in reversed(below) if row and row[0]}
        for campaign in self._facts.campaigns:
            row = by_code.get(campaign.code)
            if row is None:
                self.found.append(f"{campaign.code}: not on the Cover")
                continue
            self._sums(f"Cover {campaign.code}", row, at, cover_sums((campaign,), campaign.currency))
            if row[at["check"]] != OK:
                self.found.append(f"Cover {campaign.code}: its check is not {OK}")
        for currency, mine in self._by_currency().items():
            label = self._words.tr("Total {currency}").format(currency=currency)
            self._sums(f"Cover {currency}", by_code.get(label, ()), at, cover_sums(mine, currency))
        verdicts = [row[0] for row in below if row and row[0] in (OK, DIFF)]
        if verdicts != [OK] * CHECKS:
            self.found.append(f"Cover: checks {', '.join(map(str, verdicts))}")

    def _beneficiaries(self) -> None:
        """Compare planned, collected and paid of each campaign and currency once more where they stand by person."""
        at, rows = self._table(BENEFICIARIES, PEOPLE_COLUMNS)
        by_code = {row[at["campaign"]] or row[0]: row for row in rows} if at else {}
        wanted = {each.code: cover_sums((each,), each.currency) for each in self._facts.campaigns}
        for currency, mine in self._by_currency().items():
            wanted[self._words.tr("Total {currency}").format(currency=currency)] = cover_sums(mine, currency)
        for label, sums in wanted.items():
            left = {key: sums[key] for key in ("planned", "collected", "paid")}
            left["outstanding"] = sums["planned"] - sums["paid"]
            self._sums(f"Beneficiaries {label}", by_code.get(label, ()), at, left)

    def _report(self) -> None:
        """Compare the donor's own form, row by row."""
        at, rows = self._table(REPORT, report_columns(self._facts.variant))
        found: dict[str, Row] = {}
        for row in rows if at else ():
            label = row[at["code"]] or row[0]
            if label is not None:
                found.setdefault(str(label), row)
        for label, sums in report_rows(self._facts, gather(self._facts), self._words).items():
            self._sums(f"{self._titles[REPORT]} {label}", found.get(label, ()), at, sums)

    def _cash(self) -> None:
        """Compare each currency's opening and closing."""
        at, rows = self._table(CASH, CASH_COLUMNS)
        by_label = {row[0]: row for row in rows} if at else {}
        for each in self._facts.cash:
            currency = each.opening.currency
            for word, money in ((OPENING, each.opening), (CLOSING, each.closing)):
                label = self._words.tr(word).format(currency=currency)
                self._sums(f"Cash {currency}", by_label.get(label, ()), at, {"balance": money})

    def _sums(self, place: str, row: Row, at: Mapping[str, int], wanted: Mapping[str, Money]) -> None:
        for key, money in wanted.items():
            if key in _OPTIONAL and key not in at and not money:
                continue
            self._same(f"{place} {key}", row[at[key]] if at.get(key, len(row)) < len(row) else None, money)

    def _by_currency(self) -> dict[str, list[BudgetCampaign]]:
        found: dict[str, list[BudgetCampaign]] = defaultdict(list)
        for campaign in self._facts.campaigns:
            found[campaign.currency].append(campaign)
        return found

    def _budget(self) -> None:
        """Compare each item's line, each campaign's subtotal and each currency's total."""
        at, rows = self._table(BUDGET, BUDGET_COLUMNS)
        figures = gather(self._facts)
        by_label = {row[0] or row[1]: row for row in rows}  # sums have no code, but a description
        wanted: dict[str, Mapping[str, Money]] = {}
        for currency, mine in self._by_currency().items():
            label = self._words.tr("Total {currency}").format(currency=currency)
            wanted[label] = budget_sums([line for each in mine for line in each.lines], figures, currency)
            for each in mine:
                label = self._words.tr("Subtotal {code}").format(code=each.code)
                wanted[label] = budget_sums(each.lines, figures, currency)
                wanted |= {line.code: budget_sums((line,), figures, currency) for line in each.lines}
        for label, sums in wanted.items():
            self._sums(f"Budget {label}", by_label.get(label, ()), at, sums)
        for each in self._facts.campaigns:
            for line in each.lines:
                spent = figures.spent(line.code, each.currency)
                self._payments(line.code, by_label.get(line.code, ()), at, spent, each.currency)

    def _payments(self, code: str, row: Row, at: Mapping[str, int], spent: Spent, currency: str) -> None:
        """Compare how many payments an item had in the period, and what one came to."""
        counted, cost = (
            row[at[key]] if at.get(key, len(row)) < len(row) else None for key in ("payments", "unit_cost")
        )
        wanted = as_number(spent.period, currency) / spent.payments if spent.payments else None
        if counted != spent.payments or (cost or None) != (wanted or None):
            self.found.append(f"Budget {code}: its payments differ from the ledger")


def _plain(value: object) -> object:
    """Turn a cell's value into what the facts hold."""
    if value is None:
        return ""
    return value.date() if isinstance(value, datetime) else value
