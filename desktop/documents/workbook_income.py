"""The Income sheet (the table tblIncome): each gift gross, its fee, what arrived, and what it is restricted to.

Gifts in kind stand below the money, in a column of their own: their value is in no sum of money.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.workbook_book import IN_COLUMNS, IN_KIND, INCOME_SHEET, Book, cell
from desktop.documents.workbook_figures import currencies
from desktop.documents.workbook_flat import PARTY, STEP, Cell, Rows, see_money, see_numbers, table
from desktop.documents.workbook_styles import LABEL, NOTE, TITLE, TOTAL, Sheet, as_number, day_number
from desktop.documents.workbook_words import kind_label, method_label
from desktop.domain.ledger import EntryKind, PaymentMethod
from desktop.domain.money import Money, exponent_of
from desktop.domain.people import NameUse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.documents.workbook_figures import IncomeRow
    from desktop.domain.progress import Progress
    from desktop.domain.reports import GiftInKind

_TOP = 4
_RESTRICTION = (20, 60)


def write_income(book: Book, progress: Progress) -> None:
    """Write the totals per currency and the table tblIncome: gross, fee and net of each donation."""
    sheet, income = book.sheets[INCOME_SHEET], list(book.figures.income.values())
    done, header = len(book.facts.transactions), _TOP + len(currencies(book.facts)) + 1
    things = book.facts.in_kind
    left_out = {"party"} if book.facts.name_use is NameUse.CODE else set()
    left_out |= set(() if things else IN_KIND) | set(() if any(each.goods for each in things) else ("goods",))
    at = {key: column for column, key in enumerate(key for key in IN_COLUMNS if key not in left_out)}
    writer = _Income(book, sheet, at)
    for row, each in enumerate(income, header + 1):
        if row % STEP == 0:
            progress.step(done + (row - header) // 2, 2 * done)
        writer.write(row, each)
    for row, gift in enumerate(things, header + 1 + len(income)):
        writer.write_things(row, gift)
    see_numbers(sheet, [each.number for each in income])
    for key in ("gross", "fee", "net"):
        see_money(sheet, at[key], (Money(each.gross, each.currency) for each in income))
    own = book.facts.currency
    see_money(sheet, at["worth"], (Money(each.worth, own) for each in income if each.worth is not None))
    _sums(book, sheet, at, income)
    table(
        book,
        sheet,
        "tblIncome",
        {key: IN_COLUMNS[key] for key in at},
        header,
        header + max(len(income) + len(things), 1),
    )
    sheet.raw.freeze_panes(header + 1, 2)
    book.page(sheet, header)


class _Income:
    """Writes row after row."""

    def __init__(self, book: Book, sheet: Sheet, at: Mapping[str, int]) -> None:
        self._book, self._sheet, self._at, self._rows = book, sheet, at, Rows(sheet, book)
        self._told: dict[tuple[object, ...], list[Cell]] = {}
        self._general = {each.code for each in book.facts.campaigns if each.general}
        self._free, self._bound = book.tr("Unrestricted"), book.tr("Restricted to the campaign")

    def write(self, row: int, each: IncomeRow) -> None:
        """Write one gift."""
        at, rows, number, currency = self._at, self._rows, self._rows.number, each.currency
        money, places = rows.money(currency), exponent_of(currency)
        number(row, at["number"], each.number, rows.plain)
        number(row, at["on"], day_number(each.on), rows.day)
        told = (each.kind, each.method, currency, each.campaign, each.items)
        cells = self._told.get(told)
        if cells is None:
            cells = self._told[told] = self._recurring(each)
        rows.texts(row, cells)
        single = ((at["document"], each.document), (at["subject"], each.subject), (at["person"], each.person))
        rows.texts(row, rows.ready(*single))
        long = [(at["restriction"], self._restriction(each), _RESTRICTION)]
        if "party" in at:
            long.append((at["party"], each.party, PARTY))
            rows.texts(row, rows.ready((at["party"], each.party), wrap=True))
        if rows.tall(*long):
            rows.high(row, *long)
        number(row, at["gross"], as_number(each.gross, currency), money)
        number(row, at["fee"], as_number(each.fee, currency), money)
        net = f"=ROUND({cell(row, at['gross'])}-{cell(row, at['fee'])},{places})"
        self._sheet.raw.write_formula(row, at["net"], net, money, as_number(each.gross - each.fee, currency))
        if each.rate is not None:
            number(row, at["rate"], float(each.rate.factor(currency)), rows.rate)
        if each.worth is not None:
            own = self._book.facts.currency
            number(row, at["worth"], as_number(each.worth, own), rows.money(own))

    def _recurring(self, each: IncomeRow) -> list[Cell]:
        """Make ready what many gifts have in common."""
        at, rows, words = self._at, self._rows, self._book.texts
        return [
            *rows.ready(
                (at["kind"], kind_label(words, each.kind)),
                (at["method"], method_label(words, each.method)),
                (at["currency"], each.currency),
                (at["campaign"], each.campaign),
            ),
            *rows.ready((at["restriction"], self._restriction(each)), wrap=True),
        ]

    def write_things(self, row: int, each: GiftInKind) -> None:
        """Write a gift in kind: no entry, no gross, no fee, no net."""
        at, rows, words, currency = self._at, self._rows, self._book.texts, each.value.currency
        rows.number(row, at["on"], day_number(each.on), rows.day)
        rows.texts(
            row,
            rows.ready(
                (at["document"], each.document),
                (at["kind"], kind_label(words, EntryKind.DONATION)),
                (at["subject"], each.subject),
                (at["person"], each.person),
                (at["method"], method_label(words, PaymentMethod.IN_KIND)),
                (at["currency"], currency),
                (at["campaign"], each.campaign),
            ),
        )
        items = (each.line,) if each.line else ()
        long = [(at["restriction"], self._bound_to(each.campaign, items), _RESTRICTION)]
        long += [
            (at[key], text, bounds)
            for key, text, bounds in (("party", each.party, PARTY), ("goods", each.goods, _RESTRICTION))
            if key in at
        ]
        rows.texts(row, rows.ready(*((column, text) for column, text, _ in long), wrap=True))
        if rows.tall(*long):
            rows.high(row, *long)
        rows.number(row, at["value"], as_number(each.value.minor, currency), rows.money(currency))

    def _restriction(self, each: IncomeRow) -> str:
        return self._bound_to(each.campaign, each.items)

    def _bound_to(self, campaign: str, items: tuple[str, ...]) -> str:
        """Say what a gift may be used for: the items it was given for, its campaign, or anything."""
        if items:
            return ", ".join(items)
        return self._free if campaign in self._general else self._bound


def _sums(book: Book, sheet: Sheet, at: Mapping[str, int], income: Sequence[IncomeRow]) -> None:
    """Write the title and the sums of each currency above the table."""
    sheet.text(0, 0, book.tr("Income"), TITLE)
    note = book.tr("Donations as given (gross), what banks and providers kept (fee), what arrived (net)")
    sheet.text(1, 0, note, NOTE)
    if "value" in at:
        said = book.tr("Things given in kind stand last, with their value; they are in no sum of money")
        sheet.text(2, 0, said, NOTE)
        see_money(sheet, at["value"], (each.value for each in book.facts.in_kind))
    for key in ("currency", *(key for key in ("gross", "fee", "net", "value") if key in at)):
        align = "left" if key == "currency" else "right"
        sheet.text(_TOP - 1, at[key], book.tr(IN_COLUMNS[key]), LABEL, align=align)
    for row, currency in enumerate(currencies(book.facts), _TOP):
        gross = sum(each.gross for each in income if each.currency == currency)
        fee = sum(each.fee for each in income if each.currency == currency)
        sheet.text(row, at["currency"], currency, TOTAL)
        value = sum(each.value.minor for each in book.facts.in_kind if each.value.currency == currency)
        for key, minor in (("gross", gross), ("fee", fee), ("net", gross - fee), ("value", value)):
            if key not in at:
                continue
            summed = f"SUMIFS({book.income(key)},{book.income('currency')},{cell(row, at['currency'])})"
            formula = f"=ROUND({summed},{exponent_of(currency)})"
            sheet.money_formula(row, at[key], formula, minor, currency, TOTAL)
