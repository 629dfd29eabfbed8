"""The Charts sheet: budget beside paid, and money in and out by month, each currency by itself."""

from __future__ import annotations

from datetime import date

from desktop.documents.workbook_book import BUDGET, CHARTS, Book, quoted
from desktop.documents.workbook_figures import Month, currencies
from desktop.documents.workbook_styles import BODY, FONT, HEADING, INK, LABEL, NOTE, TITLE, day_number, money_format
from desktop.domain.money import exponent_of

_MOST_BARS, _MOST_MONTHS = 30, 24
_BLUE, _PALE_BLUE, _GREEN = INK, "#A9BECC", "#4E8A6B"
_CHART_COLUMN = 4
_ROW_PIXELS, _MONTHS_PIXELS = 20, 300
_SCALE, _PAGE_ROWS = 80, 40


def write_charts(book: Book) -> None:
    """Write, for each currency, budget beside paid per item and the money in and out per month."""
    Charts(book).write()


class Charts:
    """Writes the sheet block by block: a small table of live references with its chart on the right."""

    def __init__(self, book: Book) -> None:
        """Start below the title."""
        self.book, self.sheet = book, book.sheets[CHARTS]
        self.row = 2
        self.page_start = 0
        self.breaks: list[int] = []

    def write(self) -> None:
        """Write all blocks; a block that would be cut by the end of a page starts a new one."""
        book, sheet = self.book, self.sheet
        sheet.text(0, 0, book.tr("Charts"), TITLE)
        for currency in currencies(book.facts):
            self._items(currency)
            self._months(currency)
        sheet.fit(0, 14, 24)
        for column in (1, 2):
            sheet.fit(column, 14, 40)
        sheet.raw.hide_gridlines(2)
        book.page(sheet)
        sheet.raw.set_print_scale(_SCALE)  # instead of fitting: breaks between charts count only so
        sheet.raw.set_h_pagebreaks(self.breaks)

    def _block(self, title: str, words: tuple[str, str, str], rows: int, pixels: int) -> int:
        """Write a block's head, on a new page if it does not fit; gives the row of its first figures."""
        height = max(rows + 2, pixels // _ROW_PIXELS + 1)
        if self.row + height - self.page_start > _PAGE_ROWS and self.row > 2:
            self.breaks.append(self.row)
            self.page_start = self.row
        first = self.row + 2
        self.sheet.blank(self.row, range(1, 3), HEADING)
        self.sheet.text(self.row, 0, title, HEADING)
        for column, word in enumerate(words):
            self.sheet.fitted(self.row + 1, column, word, LABEL, align="right" if column else "left")
        self.row += height + 1
        return first

    def _items(self, currency: str) -> None:
        book, sheet, columns = self.book, self.sheet, self.book.places.budget_columns
        bars, cut = _bars(book, currency)
        title = book.tr("Budget and paid, {currency}").format(currency=currency)
        if cut:
            title = book.tr("Budget and paid of the {count} largest campaigns, {currency}").format(
                count=_MOST_BARS, currency=currency
            )
        pixels = 100 + len(bars) * (34 if len(bars) <= 12 else 23) if bars else 0
        words = (book.tr("Expense item"), book.tr("Revised budget"), book.tr("Cumulative"))
        first = self._block(title, words, max(len(bars), 1), pixels)
        if not bars:
            sheet.text(first, 0, book.tr("No expense items yet"), NOTE)
            return
        for row, (name, source, planned, paid) in enumerate(bars, first):
            sheet.fitted(row, 0, name, BODY, num_format="@")
            for column, key, minor in ((1, "planned", planned), (2, "cumulative", paid)):
                sheet.money_formula(row, column, f"={book.ref(BUDGET, source, columns[key])}", minor, currency, BODY)
        _draw(book, "bar", title, currency, (first, first + len(bars) - 1), (_PALE_BLUE, _BLUE), pixels)

    def _months(self, currency: str) -> None:
        book, sheet, months, tx = self.book, self.sheet, _months(self.book, currency), self.book.tx
        if not months:
            return
        title = book.tr("Collected and paid by month, {currency}").format(currency=currency)
        words = (book.tr("Month"), book.tr("Collected"), book.tr("Paid"))
        first = self._block(title, words, len(months), _MONTHS_PIXELS)
        for row, day in enumerate(months, first):
            sheet.raw.write_number(row, 0, day_number(day), book.styles.get(BODY, num_format="yyyy-mm", align="left"))
            found = book.figures.months[currency].get(day) or Month()
            when = f'{tx("on")},">="&$A{row + 1},{tx("on")},"<"&EDATE($A{row + 1},1)'
            for column, kind, sign, minor in (
                (1, "Type_Income", "", found.collected),
                (2, "Type_Aid", "0-", found.paid),
            ):
                summed = f"SUMIFS({tx('amount')},{tx('type')},{kind},{tx('currency')},{quoted(currency)},{when})"
                formula = f"=ROUND({sign}{summed},{exponent_of(currency)})"
                sheet.money_formula(row, column, formula, minor, currency, BODY)
        _draw(book, "column", title, currency, (first, first + len(months) - 1), (_GREEN, _BLUE), _MONTHS_PIXELS)


def _bars(book: Book, currency: str) -> tuple[list[tuple[str, int, int, int]], bool]:
    """Choose what the bars show: expense items, or campaigns where items are too many; (name, row, planned, paid)."""
    mine = [each for each in book.facts.campaigns if each.currency == currency]
    lines = [line for each in mine for line in each.lines]
    if len(lines) <= _MOST_BARS:
        rows, spent = book.places.items, book.figures.spent
        return [
            (line.code, rows[line.code], line.planned.minor, spent(line.code, currency).cumulative) for line in lines
        ], False
    bars = []
    for each in sorted(mine, key=lambda one: (-one.planned.minor, one.code))[:_MOST_BARS]:
        paid = sum(book.figures.spent(line.code, currency).cumulative for line in each.lines)
        bars.append((each.code, book.places.subtotals[each.code], each.planned.minor, paid))
    return bars, len(mine) > _MOST_BARS


def _months(book: Book, currency: str) -> list[date]:
    """Name the first days of the months from the first to the last transaction, at most the last 24."""
    found = book.figures.months.get(currency, {})
    if not found:
        return []
    day, last, months = min(found), max(found), []
    while day <= last:
        months.append(day)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return months[-_MOST_MONTHS:]


def _draw(
    book: Book, kind: str, title: str, currency: str, rows: tuple[int, int], colours: tuple[str, str], pixels: int
) -> None:
    """Draw two series over rows (first, last) of the Charts sheet, right of their figures."""
    sheet, (first, last) = book.sheets[CHARTS], rows
    chart = book.workbook.add_chart({"type": kind})
    for column, colour in enumerate(colours, 1):
        chart.add_series(
            {
                "name": [sheet.title, first - 1, column],
                "categories": [sheet.title, first, 0, last, 0],
                "values": [sheet.title, first, column, last, column],
                "fill": {"color": colour},
                "border": {"color": INK, "width": 0.5},
                "gap": 60 if last - first > 2 else 200,
                "overlap": 0,
            }
        )
    font = {"name": FONT, "size": 9, "color": "#404A50"}
    lines = {"visible": True, "line": {"color": "#DDE3E7", "width": 0.75}}
    money = {"num_font": font, "num_format": money_format(currency), "major_gridlines": lines, "min": 0}
    names = {"num_font": font, "major_gridlines": {"visible": False}}
    if kind == "bar":  # lying bars: the names stand on the y axis, the first one on top
        chart.set_y_axis({**names, "reverse": True})
        chart.set_x_axis({**money, "label_position": "high"})
    else:
        chart.set_x_axis({**names, "text_axis": True, "num_format": "yyyy-mm"})
        chart.set_y_axis(money)
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 11, "color": INK}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": 760, "height": pixels})
    options = {"object_position": 3, "description": title, "y_offset": 6}
    sheet.raw.insert_chart(first - 2, _CHART_COLUMN, chart, options)
