"""The ledger as a DATEV batch of bookings (Buchungsstapel: EXTF, version 700, category 21, format 13).

Windows-1252, semicolons, CRLF; a header of 31 fields, a line of 125 headings, then one row per booking of two accounts:
the amount above nothing with S (debit) or H (credit) for the first of them, the day as DDMM. The year stands in the
header alone, so a file holds one calendar year, and amounts of one currency. An entry is dealt out into pairs of a
debit and a credit; the sums of every account stay as they are. Codes only, never a name.
Source: DATEV's description of the format (developer.datev.de, booking batch) and its example file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anyascii import anyascii

from desktop.documents.account_names import Balances
from desktop.domain.accounting import CLEARING
from desktop.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from desktop.domain.accounting import Accounting
    from desktop.domain.ledger import Posting
    from desktop.domain.reports import AccountSum, JournalEntry

_FIRST = (
    "Umsatz (ohne Soll/Haben-Kz)", "Soll/Haben-Kennzeichen", "WKZ Umsatz", "Kurs", "Basis-Umsatz", "WKZ Basis-Umsatz",
    "Konto", "Gegenkonto (ohne BU-Schlüssel)", "BU-Schlüssel", "Belegdatum", "Belegfeld 1", "Belegfeld 2", "Skonto",
    "Buchungstext", "Postensperre", "Diverse Adressnummer", "Geschäftspartnerbank", "Sachverhalt", "Zinssperre",
    "Beleglink",
)  # fmt: skip
_MIDDLE = (
    "KOST1 - Kostenstelle", "KOST2 - Kostenstelle", "Kost-Menge", "EU-Land u. UStID (Bestimmung)",
    "EU-Steuersatz (Bestimmung)", "Abw. Versteuerungsart", "Sachverhalt L+L", "Funktionsergänzung L+L",
    "BU 49 Hauptfunktionstyp", "BU 49 Hauptfunktionsnummer", "BU 49 Funktionsergänzung",
)  # fmt: skip
_LAST = (
    "Stück", "Gewicht", "Zahlweise", "Forderungsart", "Veranlagungsjahr", "Zugeordnete Fälligkeit", "Skontotyp",
    "Auftragsnummer", "Buchungstyp", "USt-Schlüssel (Anzahlungen)", "EU-Land (Anzahlungen)",
    "Sachverhalt L+L (Anzahlungen)", "EU-Steuersatz (Anzahlungen)", "Erlöskonto (Anzahlungen)", "Herkunft-Kz",
    "Buchungs GUID", "KOST-Datum", "SEPA-Mandatsreferenz", "Skontosperre", "Gesellschaftername", "Beteiligtennummer",
    "Identifikationsnummer", "Zeichnernummer", "Postensperre bis", "Bezeichnung SoBil-Sachverhalt",
    "Kennzeichen SoBil-Buchung", "Festschreibung", "Leistungsdatum", "Datum Zuord. Steuerperiode", "Fälligkeit",
    "Generalumkehr (GU)", "Steuersatz", "Land", "Abrechnungsreferenz", "BVV-Position",
    "EU-Land u. UStID (Ursprung)", "EU-Steuersatz (Ursprung)", "Abw. Skontokonto",
)  # fmt: skip
COLUMNS = (
    *_FIRST,
    *(f"Beleginfo - {part} {place}" for place in range(1, 9) for part in ("Art", "Inhalt")),
    *_MIDDLE,
    *(f"Zusatzinformation - {part} {place}" for place in range(1, 21) for part in ("Art", "Inhalt")),
    *_LAST,
)
_PLACE = {name: place for place, name in enumerate(COLUMNS)}
_QUOTED = frozenset(
    _PLACE[name]
    for name in (
        "Soll/Haben-Kennzeichen", "WKZ Umsatz", "Belegfeld 1", "Belegfeld 2", "Buchungstext", "KOST1 - Kostenstelle",
        "KOST2 - Kostenstelle", "Beleginfo - Art 1", "Beleginfo - Inhalt 1",
    )
)  # fmt: skip
_UNFIT = re.compile(r"[^A-Za-z0-9$&%*+\-/]")
_ENCODING = "cp1252"


@dataclass(slots=True)
class Datev:
    """A batch of one year and one currency; entries of others are counted in `left_out` by year and currency."""

    wishes: Accounting
    year: int
    currency: str
    made_on: date
    balances: Balances = field(default_factory=Balances)
    left_out: Counter[tuple[int, str]] = field(default_factory=Counter)
    _rows: list[tuple[str, ...]] = field(default_factory=list)
    _days: set[date] = field(default_factory=set)

    def add(self, booked: JournalEntry) -> None:
        """Write one entry's part in this currency, if it is of this year."""
        on, entry = booked.entry.on, booked.entry
        for posting in entry.postings:
            self.balances.add(posting)
        currencies = dict.fromkeys(posting.money.currency for posting in entry.postings)
        for currency in currencies:
            if on.year != self.year or currency != self.currency:
                self.left_out[on.year, currency] += 1
                continue
            self._days.add(on)
            for debit, credit, minor in pairs([p for p in entry.postings if p.money.currency == currency]):
                self._add(booked, debit, credit, minor)

    def finish(self, _sums: Iterable[AccountSum]) -> bytes:
        """Give the whole file."""
        lines = [self._header(), COLUMNS, *self._rows]
        return "".join(";".join(line) + "\r\n" for line in lines).encode(_ENCODING)

    def _number(self, posting: Posting) -> str:
        return self.wishes.accounts[posting.account.value]

    def _add(self, booked: JournalEntry, debit: Posting, credit: Posting, minor: int) -> None:
        """Write one pair; where both are on one account, two rows over the clearing account."""
        ours, theirs, between = self._number(debit), self._number(credit), self.wishes.accounts[CLEARING]
        if ours == theirs:
            self._row(booked, minor, "S", (ours, between), debit)
            self._row(booked, minor, "H", (theirs, between), credit)
        else:
            told = max((debit, credit), key=lambda each: (each.item is not None, each.campaign is not None))
            self._row(booked, minor, "S", (ours, theirs), told)

    def _row(self, booked: JournalEntry, minor: int, side: str, accounts: tuple[str, str], told: Posting) -> None:
        on = booked.entry.on
        fund = told.campaign or ""
        said = f"{booked.entry.kind.value} {booked.code} {told.person or ''}"
        values = {
            "Umsatz (ohne Soll/Haben-Kz)": _amount(Money(minor, self.currency)),
            "Soll/Haben-Kennzeichen": side,
            "WKZ Umsatz": self.currency,
            "Konto": accounts[0],
            "Gegenkonto (ohne BU-Schlüssel)": accounts[1],
            "Belegdatum": f"{on:%d%m}",
            "Belegfeld 1": _UNFIT.sub("", booked.document or booked.code)[:36],
            "Belegfeld 2": f"{booked.number}"[:12],
            "Buchungstext": _text(said, 60),
            "Beleginfo - Art 1": "Entry",
            "Beleginfo - Inhalt 1": f"{booked.number}",
            "KOST1 - Kostenstelle": _text(fund, 36),
            "KOST2 - Kostenstelle": _text(f"{fund}.{told.item}" if fund and told.item is not None else "", 36),
            "Festschreibung": "0",
        }
        row = [""] * len(COLUMNS)
        for name, value in values.items():
            place = _PLACE[name]
            row[place] = f'"{value}"' if place in _QUOTED else value
        self._rows.append(tuple(row))

    def _header(self) -> tuple[str, ...]:
        first = min(self._days) if self._days else self.made_on.replace(year=self.year, month=1, day=1)
        last = max(self._days) if self._days else first
        wishes = self.wishes
        return (
            '"EXTF"', "700", "21", '"Buchungsstapel"', "13",
            f"{self.made_on:%Y%m%d}000000000",  # the day alone: the same facts give the same bytes
            "", '""', '"Skarbonka"', '""',
            str(wishes.consultant), str(wishes.client), f"{self.year:04d}0101",
            str(len(wishes.accounts[CLEARING])), f"{first:%Y%m%d}", f"{last:%Y%m%d}",
            f'"Skarbonka {self.year} {self.currency}"', '""', "1", "0", "0", f'"{self.currency}"',
            "", '""', "", "", '""', "", "", '""', '""',
        )  # fmt: skip


def pairs(postings: Sequence[Posting]) -> Iterator[tuple[Posting, Posting, int]]:
    """Deal postings that come to nothing out into pairs of a debit and a credit, with amounts in minor units."""
    debits = [posting for posting in postings if posting.money.minor > 0]
    open_credits = [(posting, -posting.money.minor) for posting in reversed(postings) if posting.money.minor < 0]
    for debit in debits:
        left = debit.money.minor
        while left:
            credit, owed = open_credits.pop()
            part = min(left, owed)
            yield debit, credit, part
            left -= part
            if owed > part:
                open_credits.append((credit, owed - part))


def _amount(money: Money) -> str:
    """Write an amount as DATEV does, always with two decimals; a currency with three is refused before."""
    whole, _point, part = money.plain().partition(".")
    return f"{whole},{part:0<2}"


def _text(text: str, longest: int) -> str:
    """Give a text that Windows-1252 and the format can hold: other letters in Latin, no quote, no break."""
    plain = "".join(sign if _fits(sign) else anyascii(sign) for sign in " ".join(text.split()))
    return plain.replace('"', "'").replace(";", ",")[:longest]


def _fits(sign: str) -> bool:
    try:
        sign.encode(_ENCODING)
    except UnicodeEncodeError:
        return False
    return sign.isprintable()
