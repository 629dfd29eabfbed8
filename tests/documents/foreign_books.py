"""Readers of what accountants' programs take, written from those programs' own descriptions; they refuse all else.

GnuCash: the columns and the preset "GnuCash Export Format" of gnucash/import-export/csv-imp (its importer is a window
without a way to script it). DATEV: the description of the booking batch, EXTF 700, category 21, format 13.
"""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.money import Money

Sums = Counter[tuple[str, str]]


def read_flat(data: bytes, separator: str = ";", decimal: str = ",") -> tuple[list[dict[str, str]], Sums]:
    """Read the CSV as a spreadsheet does; give its rows and what each account comes to."""
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))
    sums: Sums = Counter()
    for row in rows:
        assert None not in row, row
        assert None not in row.values(), row
        sums[row["Account"], row["Currency"]] += _minor(row["Amount"].replace(decimal, "."), row["Currency"])
    return rows, _plain(sums)


def read_gnucash(data: bytes) -> tuple[dict[str, list[dict[str, str]]], Sums]:
    """Read as the importer does in its multi-split mode: lines of one transaction agree in all that belongs to it."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    head, *lines = rows
    assert len(head) == 18
    own = ("Date", "Transaction ID", "Number", "Description", "Notes", "Commodity/Currency", "Void Reason")
    found: dict[str, list[dict[str, str]]] = {}
    sums: Sums = Counter()
    commodity_of: dict[str, str] = {}
    for line in lines:
        assert len(line) == 18
        row = dict(zip(head, line, strict=True))
        date.fromisoformat(row["Date"])
        space, _colons, currency = row["Commodity/Currency"].partition("::")
        assert space == "CURRENCY"
        first = found.setdefault(row["Transaction ID"], [row])
        if first[0] is not row:
            assert all(first[0][name] == row[name] for name in own)
            assert next(reversed(found)) == row["Transaction ID"], "lines of a transaction stand together"
            first.append(row)
        name = row["Full Account Name"]
        assert name.endswith(f":{row['Account Name']}")
        assert commodity_of.setdefault(name, currency) == currency, "an account has one commodity"
        assert row["Reconcile"] == "n"
        assert Decimal(row["Rate/Price"]) == 1
        assert row["Amount Num."] == row["Value Num."]
        sums[name.rpartition(":")[0], currency] += _minor(row["Amount Num."], currency)
    for each in found.values():
        assert sum(Decimal(row["Value Num."]) for row in each) == 0
        assert len(each) >= 2
    return found, _plain(sums)


@dataclass
class Batch:
    """What a batch of DATEV says."""

    year: int
    currency: str
    rows: list[dict[str, str]]
    sums: Counter[str]


_HEAD = (
    r'"EXTF"', "700", "21", '"Buchungsstapel"', "13", r"20\d{15}", "", r'"[^"]{0,2}"', r'"[^"]{0,25}"', '""',
    r"\d{4,7}", r"\d{1,5}", r"\d{8}", "[4-8]", r"\d{8}", r"\d{8}", r'"[^"]{0,30}"', r'"(?:[A-Z]{2})?"', "1", "0",
    "[01]", '"[A-Z]{3}"', "", '""', "", "", '"\\d{0,2}"', "", "", '""', '"[^"]{0,16}"',
)  # fmt: skip
_FIELDS = {
    0: r"\d{1,10},\d{2}", 1: '"[SH]"', 2: '"[A-Z]{3}"', 6: r"\d{4,9}", 7: r"\d{4,9}", 9: r"[0-3]\d[01]\d",
    10: r'"[A-Za-z0-9$&%*+\-/]{0,36}"', 11: r'"[A-Za-z0-9$&%*+\-/]{0,12}"', 13: r'"[^"]{0,60}"',
    20: '"[^"]{0,20}"', 21: '"[^"]{0,210}"', 36: r'"[^"]{0,36}"', 37: r'"[^"]{0,36}"', 113: "[01]",
}  # fmt: skip


def read_datev(data: bytes) -> Batch:
    """Read a batch as strictly as the description has it."""
    text = data.decode("cp1252")
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    assert not any("\n" in line or "\r" in line for line in lines)
    head = lines[0].split(";")
    assert len(head) == 31
    for pattern, value in zip(_HEAD, head, strict=True):
        assert re.fullmatch(pattern, value), (pattern, value)
    begins, first, last = head[12], head[14], head[15]
    year = int(begins[:4])
    assert begins[4:] == "0101"
    assert begins <= first <= last <= f"{year}1231"
    names = lines[1].split(";")
    assert len(names) == 125
    assert names[36].startswith("KOST1")
    assert names[113] == "Festschreibung"
    rows = []
    sums: Counter[str] = Counter()
    for line in lines[2:]:
        values = line.split(";")
        assert len(values) == 125
        for place, value in enumerate(values):
            assert re.fullmatch(_FIELDS.get(place, ""), value), (names[place], value)
        amount = int(values[0].replace(",", ""))
        assert amount > 0
        assert values[6] != values[7]
        assert len(values[6]) == len(values[7]) == int(head[13])
        on = date(year, int(values[9][2:]), int(values[9][:2]))
        assert first <= f"{on:%Y%m%d}" <= last
        assert values[2] == head[21]
        sign = 1 if values[1] == '"S"' else -1
        sums[values[6]] += sign * amount
        sums[values[7]] -= sign * amount
        rows.append(dict(zip(names, (value.strip('"') for value in values), strict=True)))
    return Batch(year, head[21].strip('"'), rows, Counter({key: minor for key, minor in sums.items() if minor}))


def _minor(text: str, currency: str) -> int:
    return Money.of(Decimal(text), currency).minor


def _plain(sums: Sums) -> Sums:
    return Counter({key: minor for key, minor in sums.items() if minor})
