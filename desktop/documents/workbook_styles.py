"""How the workbook's cells look; the sheet writer that keeps texts harmless, money exact and columns wide enough."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from desktop.documents.workbook_words import cell_text
from desktop.domain.money import EXPONENTS, Money, exponent_of

if TYPE_CHECKING:
    import io
    from decimal import Decimal

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT, SIZE = "Arial", 10
INK, PALE, RULE, INPUT = "#1F3B4D", "#EEF2F5", "#B8C4CC", "#FFFBE6"
AMBER, AMBER_INK, RED, RED_INK = "#FFE8B3", "#6B4700", "#F8D0CC", "#8A1109"
GREEN, GREEN_INK = "#D5EBD8", "#14532D"
DATE_FORMAT = "yyyy-mm-dd"
DATE_FORMATS = {"en": DATE_FORMAT, "be": "dd.mm.yyyy"}

_LINE_POINTS = 13
_UNITS: dict[str, int] = {currency: int(10**exponent) for currency, exponent in EXPONENTS.items()}
_DAY_ZERO = date(1899, 12, 30).toordinal()

Look = Mapping[str, object]

HEADER: Look = {
    "bold": True, "font_color": "#FFFFFF", "bg_color": INK, "text_wrap": True, "align": "center", "valign": "vcenter",
    "border": 1, "border_color": "#FFFFFF",
}  # fmt: skip
TITLE: Look = {"bold": True, "font_size": 18, "font_color": INK}
SUBTITLE: Look = {"font_size": 13, "font_color": "#566773"}
HEADING: Look = {"bold": True, "font_size": 12, "font_color": INK, "bottom": 2, "bottom_color": INK}
LABEL: Look = {"font_color": "#566773"}
NOTE: Look = {"italic": True, "font_color": "#566773"}
BODY: Look = {"valign": "top", "bottom": 1, "bottom_color": "#DDE3E7"}
GROUP: Look = {"bold": True, "bg_color": PALE, "font_color": INK, "valign": "vcenter"}
SUBTOTAL: Look = {"bold": True, "top": 1, "bottom": 1, "bg_color": PALE}
TOTAL: Look = {"bold": True, "top": 1, "bottom": 1, "bg_color": "#D6E0E7"}


def money_format(currency: str) -> str:
    """Give the number format of a currency: "#,##0.00 [$EUR]", as many decimals as the currency has."""
    decimals = exponent_of(currency)
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f"{digits} [${currency}]"


def as_number(minor: int, currency: str) -> float:
    """Turn minor units into the number that a spreadsheet stores: the one place where money becomes a float.

    A spreadsheet knows no other numbers. Below 10**15 minor units (`money.MOST_MINOR`) a double holds every amount so
    closely that rounding to the currency's decimals gives the same cents back; `reread` proves it on each export.
    """
    return minor / _UNITS[currency]  # Python rounds the quotient of two whole numbers correctly


def day_number(day: date) -> int:
    """Count a day as a spreadsheet does."""
    return day.toordinal() - _DAY_ZERO


def new_workbook(out: io.BytesIO) -> Workbook:
    """Begin a workbook that is made in memory alone, and in which no text becomes a formula, a number or a link."""
    import xlsxwriter  # noqa: PLC0415 - late: heavy

    return xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,  # without it, each sheet would be written to the temporary folder in plaintext first
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": FONT, "font_size": SIZE},
        },
    )


class Styles:
    """Makes each look once; XlsxWriter would write a thousand equal formats otherwise."""

    def __init__(self, workbook: Workbook, language: str) -> None:
        """Remember the workbook that owns the formats."""
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}
        self.date_format = DATE_FORMATS.get(language, DATE_FORMAT)

    def get(self, *looks: Look, **more: object) -> Format:
        """Give the format of some looks laid over each other, the last one on top."""
        properties: dict[str, object] = {}
        for look in (*looks, more):
            properties.update(look)
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]


class Sheet:
    """Writes one worksheet by row and column from zero, and remembers how wide its columns must be."""

    def __init__(self, worksheet: Worksheet, styles: Styles, title: str) -> None:
        """Take the worksheet of XlsxWriter; `title` is its name on the tab."""
        self.raw, self.styles, self.title = worksheet, styles, title
        self._longest: dict[int, int] = {}

    def see(self, column: int, length: int) -> None:
        """Note that a cell of a column shows `length` characters."""
        if length > self._longest.get(column, 0):
            self._longest[column] = length

    def fit(self, column: int, least: float, most: float) -> None:
        """Make a column as wide as what it shows, within bounds."""
        self.raw.set_column(column, column, self.width(column, least, most))

    def width(self, column: int, least: float, most: float) -> float:
        """Give the width that `fit` makes a column, in characters."""
        return min(max(self._longest.get(column, 0) + 1.5, least), most)

    def height(self, row: int, *wrapped: tuple[str, float]) -> None:
        """Make a row as high as its longest wrapped text in a column of that width needs.

        Excel and LibreOffice do it by themselves only once a cell has been edited.
        """
        lines = max(lines_of(text, width) for text, width in wrapped)
        if lines > 1:
            self.raw.set_row(row, _LINE_POINTS * lines + 3)

    def text(self, row: int, column: int, text: str, *looks: Look, **more: object) -> None:
        """Write a text as a text: never a formula, a link or a number."""
        plain, quoted = cell_text(text)
        if quoted:
            more["quote_prefix"] = True
        cell_format = self.styles.get(*looks, **more)
        if plain:
            self.raw.write_string(row, column, plain, cell_format)
        else:
            self.raw.write_blank(row, column, None, cell_format)

    def fitted(self, row: int, column: int, text: str, *looks: Look, **more: object) -> None:
        """Write a text that its column is to be wide enough for."""
        self.see(column, len(text))
        self.text(row, column, text, *looks, **more)

    def blank(self, row: int, columns: range, *looks: Look, **more: object) -> None:
        """Give empty cells a look."""
        for column in columns:
            self.raw.write_blank(row, column, None, self.styles.get(*looks, **more))

    def money(self, row: int, column: int, money: Money, *looks: Look) -> None:
        """Write an amount as a number in its currency's format."""
        self._see_money(column, money.minor, money.currency)
        cell_format = self.styles.get(*looks, num_format=money_format(money.currency))
        self.raw.write_number(row, column, as_number(money.minor, money.currency), cell_format)

    def money_formula(self, row: int, column: int, formula: str, minor: int, currency: str, *looks: Look) -> None:
        """Write a live formula that comes to an amount; `minor` is what it comes to, and is cached."""
        self._see_money(column, minor, currency)
        cell_format = self.styles.get(*looks, num_format=money_format(currency))
        self.raw.write_formula(row, column, formula, cell_format, as_number(minor, currency))

    def share_formula(self, row: int, column: int, formula: str, part: int, whole: int, *looks: Look) -> None:
        """Write a live formula that comes to part ÷ whole as percents, or to nothing where the whole is nothing."""
        cell_format = self.styles.get(*looks, num_format="0.0%", align="right")
        self.raw.write_formula(row, column, formula, cell_format, part / whole if whole else "")

    def text_formula(self, row: int, column: int, formula: str, text: str, *looks: Look, **more: object) -> None:
        """Write a live formula that comes to a text, which is cached."""
        self.raw.write_formula(row, column, formula, self.styles.get(*looks, **more), text)

    def number(self, row: int, column: int, number: Decimal | int, *looks: Look, **more: object) -> None:
        """Write a plain number: a count or a quantity, never money."""
        self.raw.write_number(row, column, float(number), self.styles.get(*looks, **more))

    def date(self, row: int, column: int, day: date, *looks: Look) -> None:
        """Write a real date."""
        cell_format = self.styles.get(*looks, num_format=self.styles.date_format, align="left")
        self.raw.write_number(row, column, day_number(day), cell_format)

    def _see_money(self, column: int, minor: int, currency: str) -> None:
        self.see(column, money_length(minor, currency))


def money_length(minor: int, currency: str) -> int:
    """Count the characters of an amount as its format shows it."""
    decimals = exponent_of(currency)
    whole = len(f"{abs(minor) // 10**decimals:,}")
    return whole + (decimals + 1 if decimals else 0) + (1 if minor < 0 else 0) + 1 + len(currency)


def lines_of(text: str, width: float) -> int:
    """Estimate into how many lines a text breaks in a column of `width` characters; 40 at most."""
    room = max(int(width * 1.05) if text.isascii() else int(width) - 1, 1)  # Cyrillic letters are wider
    return min(sum(max(-(-len(part) // room), 1) for part in text.split("\n")), 40)
