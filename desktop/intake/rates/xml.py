"""Tables as XML: the National Bank of Poland's daily and archive forms, and the ECB's.

A file that declares anything of its own (a DOCTYPE, and with it entities) is refused before a word of it is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from desktop.domain.errors import CannotRead
from desktop.domain.rates import RateSource
from desktop.intake.rates.gathering import Gathering, day_of, is_code, number, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from desktop.domain.rate_tables import RateTable

_DEEPEST = 20
_MOST_ELEMENTS = 500_000
_LONGEST_TEXT = 1_000  # what is longer is no number, code or date, and gathering it would be work without end


@dataclass(slots=True)
class _Element:
    """An element with its name (without a prefix), attributes, text and children; `line` counts from 1."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list[_Element] = field(default_factory=list)

    def child(self, name: str) -> str:
        """Give the text of the child of this name, or nothing."""
        return next((each.text.strip() for each in self.children if each.name == name), "")

    def all(self, name: str) -> Iterator[_Element]:
        """Give this element and all below it that have the name."""
        if self.name == name:
            yield self
        for each in self.children:
            yield from each.all(name)


def read_xml(data: bytes) -> RateTable:
    """Read an XML table, whichever of the known ones it is.

    Raises:
        CannotRead: with reason damaged, declarations, no_rates or table_too_large.
        Refused: an element that cannot be read, or two rates for one day.
    """
    root = _tree(data)
    if root.name == "tabela_kursow":
        return _nbp_daily(root)
    if root.name in ("ArrayOfExchangeRatesTable", "ExchangeRatesTable", "ExchangeRatesSeries"):
        return _nbp_service(root)
    if root.name == "Envelope":
        return _ecb(root)
    raise CannotRead(reason="no_rates")


def _tree(data: bytes) -> _Element:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    path = [_Element("", {}, 0)]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(path) > _DEEPEST or count > _MOST_ELEMENTS:
            raise CannotRead(reason="table_too_large")
        element = _Element(name.rpartition(":")[2], attributes, parser.CurrentLineNumber)
        path[-1].children.append(element)
        path.append(element)

    def end(_: str) -> None:
        path.pop()

    def characters(text: str) -> None:
        if not path[-1].children and len(path[-1].text) < _LONGEST_TEXT:
            path[-1].text += text

    def declared(*_: object) -> NoReturn:
        raise CannotRead(reason="declarations")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise CannotRead(reason="damaged") from None
    return path[0].children[0]


def _units(text: str, line: int) -> int:
    units = number(text or "1", line)
    if units is None or units != int(units) or not 1 <= units <= 1_000_000:
        raise unreadable(line, text)
    return int(units)


def _add(gathering: Gathering, element: _Element, code: str, rate: Decimal | None, day: str, table: str) -> None:
    """Add what an element says of a currency; `day` is as it is written."""
    on = day_of(day)
    if not is_code(code):
        raise unreadable(element.line, code)
    if on is None:
        raise unreadable(element.line, day)
    units = _units(element.child("przelicznik"), element.line)
    gathering.add(code, rate, units, on, element.line, table)


def _nbp_daily(root: _Element) -> RateTable:
    gathering = Gathering(RateSource.NBP)
    table, day = root.child("numer_tabeli"), root.child("data_publikacji")
    for each in root.all("pozycja"):
        mean = number(each.child("kurs_sredni"), each.line)  # a table of buying and selling rates has none
        _add(gathering, each, each.child("kod_waluty"), mean, day, table)
    return gathering.table()


def _nbp_service(root: _Element) -> RateTable:
    gathering = Gathering(RateSource.NBP)
    for table in root.all("ExchangeRatesTable"):
        for rate in table.all("Rate"):
            mean = number(rate.child("Mid"), rate.line)
            _add(gathering, rate, rate.child("Code"), mean, table.child("EffectiveDate"), table.child("No"))
    for series in root.all("ExchangeRatesSeries"):
        for rate in series.all("Rate"):
            mean = number(rate.child("Mid"), rate.line)
            _add(gathering, rate, series.child("Code"), mean, rate.child("EffectiveDate"), rate.child("No"))
    return gathering.table()


def _ecb(root: _Element) -> RateTable:
    gathering = Gathering(RateSource.ECB)
    for day in root.all("Cube"):
        if "time" not in day.attributes:
            continue
        for each in day.children:
            rate = number(each.attributes.get("rate", ""), each.line)
            _add(gathering, each, each.attributes.get("currency", ""), rate, day.attributes["time"], "")
    return gathering.table()
