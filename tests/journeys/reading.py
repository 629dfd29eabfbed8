"""Reads every text of a screen, spoken ones too, to find words that were left in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Words that are the same in every language: the program, its kinds of file and money, other languages' own names,
#: numbers that states give (įmonės kodas, paramos gavėjas: the letters between are no Latin ones here).
SAME_EVERYWHERE = frozenset({
    "Skarbonka", "English", "Lietuvi", "Polski", "EUR", "PDF", "XLSX", "IBAN", "BIC", "SHA", "UTF", "Excel", "Signal",
    "Beancount", "InforEuro", "Ctrl", "Shift", "Enter", "Alt", "Esc", "Tab", "Caps", "Lock", "header", "txt",
    "CSV", "camt", "OFX", "Markdown", "ZIP", "AES", "WinZip", "Zip", "Keka", "CUPS", "Linux", "GnuCash", "Export",
    "Format", "File", "Import",
    "Transactions", "from", "hledger", "Ledger", "Fava", "DATEV", "EXTF", "Beraternummer", "Mandantennummer",
    "BitLocker", "FileVault", "LUKS", "Mac", "Windows",
    "REGON", "PESEL", "asmens", "EDRPOU", "OKPO", "NIP", "PVM", "INN", "mon", "kodas", "paramos", "gav", "jas",
})  # fmt: skip
_WORD = re.compile(r"[A-Za-z]{3,}")
_CODE = re.compile(r"\b[A-Z]{3}\b")  # a currency's


def texts(root: QWidget, *, cells: bool = True) -> Iterator[tuple[str, str]]:
    """Give each visible text with the name of what it stands on: written, offered, headed and spoken.

    `cells` False leaves out what stands in tables: data may be in any language.
    """
    for each in (root, *root.findChildren(QWidget)):
        if not each.isVisible():
            continue
        name = each.objectName() or type(each).__name__
        spoken = (each.accessibleName(), each.accessibleDescription())
        yield from ((name, text) for text in (*_written(each, cells), *spoken))
    for action in root.findChildren(QAction):
        if action.isVisible() and "." in action.objectName():  # the others are Qt's own, and never shown
            yield action.objectName(), action.text().replace("&", "")


def _written(widget: QWidget, cells: bool) -> Iterator[str]:
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield widget.text().replace("&", "")
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, (QLineEdit, QPlainTextEdit)):
        yield widget.placeholderText()
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, (QListView, QHeaderView)):
        yield from _table(widget, cells)


def _table(table: QAbstractItemView, cells: bool) -> Iterator[str]:
    """Give a table's heads, and the cells of its first rows, whose words are labels as often as data."""
    model = table.model()
    if model is None:
        return
    columns = range(model.columnCount())
    if isinstance(table, QTableView):
        yield from (str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in columns)
    rows = range(min(model.rowCount(), 30) if cells else 0)
    yield from (str(model.index(row, at).data() or "") for row in rows for at in columns)


def left_in_english(root: QWidget, also: frozenset[str] = frozenset()) -> list[str]:
    """Give "name: text" of each text with a Latin word that is no name known to be the same in every language."""
    found = []
    for name, text in texts(root):
        words = set(_WORD.findall(text)) - SAME_EVERYWHERE - also
        if any(not _CODE.fullmatch(word) for word in words):
            found.append(f"{name}: {text}")
    return found
