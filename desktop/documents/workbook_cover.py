"""The Cover: whose workbook it is, each campaign in a line of live sums, the checks that it agrees with the ledger."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from desktop.documents.workbook_book import BUDGET, COVER, Book, cell, quoted
from desktop.documents.workbook_figures import currencies, fund_sums
from desktop.documents.workbook_lists import FUND_KEYS, OK, counted, ledger_cells, verdict
from desktop.documents.workbook_styles import (
    BODY,
    GREEN,
    GREEN_INK,
    HEADING,
    LABEL,
    NOTE,
    RED,
    RED_INK,
    SUBTITLE,
    TITLE,
    TOTAL,
    Look,
)  # fmt: skip
from desktop.documents.workbook_words import disclosure_label, rule_label, status_label
from desktop.domain.money import Money, exponent_of, total
from desktop.domain.people import NameUse
from desktop.i18n import formats, mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.documents.workbook_figures import Fund
    from desktop.domain.reports import BudgetCampaign

COLUMNS = {
    "campaign": mark("Campaign"),
    "title": mark("Title"),
    "beneficiary": mark("Beneficiary"),
    "status": mark("Status"),
    "currency": mark("Cur."),
    "goal": mark("Goal"),
    "planned": mark("Planned"),
    "collected": mark("Collected"),
    "fees": mark("Fees"),
    "net": mark("Net"),
    "moved": mark("Between funds"),
    "paid": mark("Paid"),
    "advanced": mark("Advanced"),
    "committed": mark("Committed"),
    "available": mark("Available"),
    "share": mark("Collected of goal"),
    "check": mark("Check"),
}
"""Keys for the code, words for the reader."""

OPTIONAL = ("title", "moved", "advanced", "committed")
"""Columns that stand only where something stands in them; a title also only where names were chosen."""

SUMS = ("goal", "planned", "collected", "fees", "net", "moved", "paid", "advanced", "committed", "available")
_LIVE = {
    "collected": ("", "Type_Income"),
    "fees": ("0-", "Type_Fee"),
    "moved": ("", "Type_Moved"),
    "paid": ("0-", "Type_Aid"),
    "advanced": ("0-", "Type_Advance"),
}
"""The sums that come live from the transactions: a sign to turn them, and their type."""
PERIOD_FROM, PERIOD_TO = (4, 1), (5, 1)
_LINE = 150
_ONE_PAGE = 14
_CHECK: Look = {"bold": True, "align": "center", "valign": "vcenter", "border": 1, "border_color": "#B8C4CC"}


def write_cover(book: Book) -> None:
    """Write the sheet; the checks refer to sheets that are already written."""
    Cover(book).write()


class Cover:
    """Writes the sheet from top to bottom."""

    def __init__(self, book: Book) -> None:
        """Choose the columns."""
        self.book, self.sheet = book, book.sheets[COVER]
        self.named = book.facts.name_use is NameUse.NAME and any(each.title for each in book.facts.campaigns)
        used = {key for key in OPTIONAL[1:] if any(getattr(each, key) for each in book.facts.campaigns)}
        used |= {key for fund in book.figures.funds.values() for key in ("moved", "advanced") if getattr(fund, key)}
        keys = [key for key in COLUMNS if key not in OPTIONAL or key in used or (key == "title" and self.named)]
        self.at = book.places.cover_columns
        self.at.update({key: column for column, key in enumerate(keys)})
        self.row = 0
        self.first = 0
        self.verdict_at = 0
        self.verdicts: list[bool] = []

    def write(self) -> None:
        """Write facts, summary, checks and the lines to sign on."""
        self._facts()
        self._summary()
        self._checks()
        self._words()
        self._signatures()
        self._finish()

    def _facts(self) -> None:
        book, facts, sheet = self.book, self.book.facts, self.sheet
        sheet.text(0, 0, facts.organisation or book.tr("Budget workbook"), TITLE)
        sheet.raw.set_row(0, 28)
        sheet.text(1, 0, book.tr("Budget workbook"), SUBTITLE)
        sheet.raw.set_row(1, 20)
        for (row, column), name, word, day in (
            (PERIOD_FROM, "Period_From", book.tr("Period from"), book.figures.period_from),
            (PERIOD_TO, "Period_To", book.tr("Period to"), book.figures.period_to),
        ):
            self._label(row, word)
            sheet.date(row, column, day, {"bold": True})
            book.workbook.define_name(name, f"={book.ref(COVER, row, column)}")
        if facts.period_from is None:
            sheet.text(4, 2, book.tr("(from the first transaction on)"), LABEL)
        if facts.period_to is None:
            sheet.text(5, 2, book.tr("(until the workbook was made)"), LABEL)
        lines = (
            (book.tr("Grant"), facts.grant),
            (book.tr("Agreement number"), facts.agreement),
            (book.tr("Campaigns"), self._campaigns()),
            (book.tr("Currency"), self._currencies()),
            (book.tr("Rate method"), rule_label(book.texts, facts.rule)),
            (book.tr("Disclosure"), disclosure_label(book.texts, facts.name_use)),
            (book.tr("Made on"), formats.long_date(facts.made_at.date(), book.texts.language)),
            (book.tr("Generated by"), "Skarbonka"),
            (book.tr("Journal head"), facts.journal_head),
            (book.tr("All checks"), ""),
        )
        for row, (word, text) in enumerate(lines, 6):
            self._label(row, word)
            sheet.text(row, 1, text, {"bold": word == book.tr("Disclosure")})
        self.row = 6 + len(lines) + 1
        self.verdict_at = self.row - 2

    def _label(self, row: int, word: str) -> None:
        self.sheet.fitted(row, 0, word, LABEL)

    def _campaigns(self) -> str:
        codes = [each.code for each in self.book.facts.campaigns]
        return ", ".join(codes) if len(codes) <= 8 else f"{len(codes)}: {codes[0]} … {codes[-1]}"

    def _currencies(self) -> str:
        found = currencies(self.book.facts)
        if len(found) < 2:
            return "".join(found)
        return self.book.tr("{currencies}: each summed by itself, nothing converted").format(
            currencies=", ".join(found)
        )

    def _heading(self, text: str) -> None:
        self.sheet.blank(self.row, range(len(self.at)), HEADING)
        self.sheet.text(self.row, 0, text, HEADING)
        self.sheet.raw.set_row(self.row, 22)
        self.row += 1

    def _summary(self) -> None:
        book, sheet = self.book, self.sheet
        day = book.day(book.facts.made_at.date())
        self._heading(book.tr("Summary until {day}, as in the ledger").format(day=day))
        book.headers(sheet, self.row, [book.tr(COLUMNS[key]) for key in self.at])
        self.first = self.row = self.row + 1
        for campaign in book.facts.campaigns:
            self._campaign(campaign)
        if not book.facts.campaigns:
            sheet.text(self.row, 0, book.tr("No campaigns"), NOTE)
            self.row += 1
        last = self.row - 1
        for currency in currencies(book.facts):
            self._total(currency, last)
        self.row += 1

    def _campaign(self, campaign: BudgetCampaign) -> None:
        book, sheet, row, at = self.book, self.sheet, self.row, self.at
        currency, fund = campaign.currency, book.figures.fund(campaign.code, campaign.currency)
        sheet.fitted(row, at["campaign"], campaign.code, BODY, bold=True, num_format="@")
        if self.named:
            sheet.text(row, at["title"], campaign.title, BODY, text_wrap=True)
        sheet.height(row, (campaign.title if self.named else "", 36), (campaign.beneficiary, 24))
        sheet.fitted(row, at["beneficiary"], campaign.beneficiary, BODY, num_format="@", text_wrap=True)
        sheet.fitted(row, at["status"], status_label(book.texts, campaign.status), BODY)
        sheet.text(row, at["currency"], currency, BODY)
        if campaign.goal is None:
            sheet.fitted(row, at["goal"], book.tr("not stated"), BODY, LABEL, align="right")
        else:
            sheet.money(row, at["goal"], campaign.goal, BODY)
        planned = f"={book.ref(BUDGET, book.places.subtotals[campaign.code], book.places.budget_columns['planned'])}"
        sheet.money_formula(row, at["planned"], planned, campaign.planned.minor, currency, BODY)
        for key, (sign, kind) in _LIVE.items():
            if key not in at:
                continue
            formula = (
                f"=ROUND({sign}SUMIFS({book.tx('amount')},{book.tx('campaign')},${cell(row, at['campaign'])},"
                f"{book.tx('type')},{kind},{book.tx('currency')},${cell(row, at['currency'])}),{exponent_of(currency)})"
            )
            sheet.money_formula(row, at[key], formula, getattr(fund, key), currency, BODY)
        if "committed" in at:
            sheet.money(row, at["committed"], campaign.committed, BODY)
        self._derived(currency, fund, campaign.committed.minor, BODY)
        goal = campaign.goal if campaign.goal is not None else campaign.planned
        base = cell(row, at["goal" if campaign.goal is not None else "planned"])
        share = f'=IF({base}=0,"",{cell(row, at["collected"])}/{base})'
        sheet.share_formula(row, at["share"], share, fund.collected, goal.minor, BODY)
        self._check_campaign(campaign)
        book.places.campaigns[campaign.code] = row
        self.row += 1

    def _derived(self, currency: str, fund: Fund, committed: int, look: Look) -> None:
        row, at, places = self.row, self.at, exponent_of(currency)
        net = f"=ROUND({cell(row, at['collected'])}-{cell(row, at['fees'])},{places})"
        left = cell(row, at["net"])
        for key, sign in (("moved", "+"), ("paid", "-"), ("advanced", "-"), ("committed", "-")):
            if key in at:
                left += f"{sign}{cell(row, at[key])}"
        self.sheet.money_formula(row, at["net"], net, fund.collected - fund.fees, currency, look)
        available = f"=ROUND({left},{places})"
        self.sheet.money_formula(row, at["available"], available, fund.balance - committed, currency, look)

    def _check_campaign(self, campaign: BudgetCampaign) -> None:
        row, at = self.row, self.at
        ledger = ledger_cells(self.book, campaign.code)
        pairs = [(cell(row, at[key]), ledger[key]) for key in FUND_KEYS if key in at]
        same = ",".join(f"ROUND({left}-{right},3)=0" for left, right in pairs)
        self._verdict(row, at["check"], f'=IF(AND({same}),"OK","DIFF")', _agrees(self.book, campaign))

    def _verdict(self, row: int, column: int, formula: str, good: bool) -> None:
        self.sheet.text_formula(row, column, formula, verdict(good), _CHECK)
        raw, styles = self.sheet.raw, self.book.styles
        green, red = styles.get(bg_color=GREEN, font_color=GREEN_INK), styles.get(bg_color=RED, font_color=RED_INK)
        area = (row, column, row, column)
        raw.conditional_format(*area, {"type": "cell", "criteria": "==", "value": quoted(OK), "format": green})
        raw.conditional_format(*area, {"type": "cell", "criteria": "!=", "value": quoted(OK), "format": red})

    def _total(self, currency: str, last: int) -> None:
        book, sheet, row, at = self.book, self.sheet, self.row, self.at
        mine = [each for each in book.facts.campaigns if each.currency == currency]
        fund, committed = fund_sums(book.figures, book.facts, currency), _committed(mine, currency)
        goals = [each.goal for each in mine if each.goal is not None]
        minors = {
            **({"goal": total(goals, currency).minor} if goals else {}),  # a goal that nobody stated is not nothing
            "planned": total((each.planned for each in mine), currency).minor,
            **{key: getattr(fund, key) for key in _LIVE if key in at},
            **({"committed": committed} if "committed" in at else {}),
        }
        sheet.blank(row, range(len(at)), TOTAL)
        sheet.fitted(row, 0, book.tr("Total {currency}").format(currency=currency), TOTAL)
        column = at["currency"]
        span = f"{cell(self.first, column, fixed=True)}:{cell(last, column, fixed=True)}"
        for key, minor in minors.items():
            area = f"{cell(self.first, at[key])}:{cell(last, at[key])}"
            formula = f"=ROUND(SUMIFS({area},{span},{quoted(currency)}),{exponent_of(currency)})"
            sheet.money_formula(row, at[key], formula, minor, currency, TOTAL)
        self._derived(currency, fund, committed, TOTAL)
        self.row += 1

    def _checks(self) -> None:
        """Write the live checks, each a verdict and the sentence that it judges."""
        book, facts, at = self.book, self.book.facts, self.at
        self._heading(book.tr("Checks"))
        last = max(self.first, self.first + len(facts.campaigns) - 1)
        area = f"{cell(self.first, at['check'])}:{cell(last, at['check'])}"
        count = len(facts.transactions)
        self._check(
            f'=IF(COUNT({book.tx("amount")})={count},"OK","DIFF")',
            book.tr("All transactions of the ledger are here: {count}").format(count=count),
            good=True,
        )
        self._check(
            counted(area, len(facts.campaigns)),
            book.tr("Transactions = the ledger's summaries of each campaign"),
            good=all(_agrees(book, campaign) for campaign in facts.campaigns),
        )
        self._check(
            book.places.checks["items"],
            book.tr("Transactions = the ledger's summary of each expense item (paid)"),
            good=all(_item_agrees(book, campaign) for campaign in facts.campaigns),
        )
        known = {line.code for campaign in facts.campaigns for line in campaign.lines}
        self._check(
            book.places.checks["budget"],
            book.tr("Budget (cumulative) = Transactions (aid until the end of the period)"),
            good=not any(spent.cumulative for (code, _), spent in book.figures.lines.items() if code not in known),
        )
        self._check(
            book.places.checks["income"],
            book.tr("Income (gross, fees) = Transactions (income, fees)"),
            good=True,
        )
        count = len(self.verdicts)
        area = f"{cell(self.row - count, 0)}:{cell(self.row - 1, 0)}"
        self._verdict(self.verdict_at, 1, counted(area, count), all(self.verdicts))
        self.row += 1

    def _check(self, formula: str, text: str, *, good: bool) -> None:
        self._verdict(self.row, 0, formula, good)
        self.verdicts.append(good)
        self.sheet.text(self.row, 1, text)
        self.row += 1

    def _words(self) -> None:
        """Say in words what was compared when the workbook was made, for each currency."""
        book, facts = self.book, self.book.facts
        self._heading(book.tr("Reconciliation with the ledger"))
        day = book.day(facts.made_at.date())
        good = all(_agrees(book, each) and _item_agrees(book, each) for each in facts.campaigns)
        for currency in currencies(facts):
            self._lines(self._reconciled(currency))
        said = book.tr(
            "On {day} these sums were the same as the ledger's own summaries for every campaign and expense item, "
            "to the cent. The checks above compute the same again, live."
        )
        denied = book.tr("On {day} these sums were NOT the same as the ledger's summaries. Do not use this workbook.")
        self._lines((said if good else denied).format(day=day))
        self.row += 1

    def _reconciled(self, currency: str) -> str:
        """Say what the transactions of one currency come to; moves, advances and reserves only where there are any."""
        book = self.book
        fund = fund_sums(book.figures, book.facts, currency)
        committed = _committed([each for each in book.facts.campaigns if each.currency == currency], currency)
        plain = book.tr(
            "{currency}: the transactions of this workbook come to {collected} collected, {fees} in fees and "
            "{paid} paid out, which leaves {available} available."
        )
        fuller = book.tr(
            "{currency}: the transactions of this workbook come to {collected} collected, {fees} in fees, {moved} "
            "moved between funds, {paid} paid out and {advanced} in open advances; with {committed} reserved for "
            "approved payouts, {available} are available."
        )
        sums = {key: self._money(Money(getattr(fund, key), currency)) for key in FUND_KEYS}
        return (fuller if fund.moved or fund.advanced or committed else plain).format(
            currency=currency,
            committed=self._money(Money(committed, currency)),
            available=self._money(Money(fund.balance - committed, currency)),
            **sums,
        )

    def _money(self, money: Money) -> str:
        return formats.money(money.minor, money.currency, exponent_of(money.currency), self.book.texts.language)

    def _lines(self, sentence: str) -> None:
        for line in textwrap.wrap(sentence, _LINE):
            self.sheet.text(self.row, 0, line)
            self.row += 1

    def _signatures(self) -> None:
        book, sheet = self.book, self.sheet
        for role in (book.tr("Prepared by"), book.tr("Checked by"), book.tr("Approved by")):
            sheet.raw.set_row(self.row, 26)
            sheet.text(self.row, 0, role, LABEL, valign="bottom")
            sheet.blank(self.row, range(1, 4), bottom=1)
            sheet.text(self.row, 5, book.tr("Date and signature"), LABEL, valign="bottom", align="right")
            sheet.blank(self.row, range(6, 9), bottom=1)
            self.row += 1

    def _finish(self) -> None:
        sheet, at, book = self.sheet, self.at, self.book
        sheet.fit(0, 16, 26)
        if self.named:
            sheet.raw.set_column(at["title"], at["title"], 36)
        sheet.fit(at["beneficiary"], 14, 24)
        sheet.fit(at["status"], 10, 18)
        sheet.raw.set_column(at["currency"], at["currency"], 6)
        for key in SUMS:
            if key in at:
                sheet.fit(at[key], 13, 40)
        sheet.raw.set_column(at["share"], at["share"], 11)
        sheet.raw.set_column(at["check"], at["check"], 9)
        sheet.raw.hide_gridlines(2)
        book.page(sheet)
        if len(book.facts.campaigns) <= _ONE_PAGE:
            sheet.raw.fit_to_pages(1, 1)
        sheet.raw.activate()


def _agrees(book: Book, campaign: BudgetCampaign) -> bool:
    fund = book.figures.fund(campaign.code, campaign.currency)
    return all(getattr(fund, key) == getattr(campaign, key).minor for key in FUND_KEYS)


def _committed(campaigns: Iterable[BudgetCampaign], currency: str) -> int:
    return total((each.committed for each in campaigns), currency).minor


def _item_agrees(book: Book, campaign: BudgetCampaign) -> bool:
    return all(
        book.figures.spent(line.code, line.paid.currency).whole == line.paid.minor for line in campaign.lines
    )  # fmt: skip
