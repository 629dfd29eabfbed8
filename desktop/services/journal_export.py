"""The whole ledger for accountants' own programs, checked against the kept sums before anything leaves the vault."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from desktop.domain.accounting import BookFormat, check_accounting
from desktop.domain.errors import DoesNotReconcile, refuse, refuse_errors
from desktop.domain.money import EXPONENTS
from desktop.domain.progress import NoProgress, Progress
from desktop.domain.reports import JournalEntry
from desktop.services.reports import Export
from desktop.services.settings import load_settings, save_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.documents.beancount import Journal
    from desktop.documents.book_csv import FlatCsv, GnuCash
    from desktop.documents.datev import Datev
    from desktop.documents.hledger import Hledger
    from desktop.domain.accounting import Accounting
    from desktop.services.office import Office
    from desktop.storage.work import Work

    Books = Journal | Hledger | FlatCsv | GnuCash | Datev

FORMATS = tuple(each.value for each in BookFormat)
_AT_ONCE = 500
_DATEV_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class BooksRequest:
    """Which form; of DATEV, which year and currency (None: the latest year, the base currency)."""

    form: BookFormat = BookFormat.BEANCOUNT
    year: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class BooksExport(Export):
    """A finished file. `left_out` counts the entries of other years and currencies, of which DATEV needs own files."""

    left_out: tuple[tuple[int, str, int], ...] = ()


def years(office: Office) -> tuple[tuple[int, str], ...]:
    """Give each year and currency in which anything is booked, the latest year first."""
    with office.work() as work:
        return work.movements.years()


def keep_wishes(office: Office, wishes: Accounting) -> Accounting:
    """Keep the accountant's wishes among the office's settings; nothing is written where they are the same.

    Raises:
        Refused: With what is wrong at which of them.
    """
    refuse_errors(check_accounting(wishes))
    settings = load_settings(office)
    if settings.accounting != wishes:
        save_settings(office, replace(settings, accounting=wishes))
    return wishes


def make_journal(office: Office, request: BooksRequest | None = None, progress: Progress | None = None) -> BooksExport:
    """Write the ledger in a form that other programs read: codes and money, never a name.

    Raises:
        Refused: DATEV cannot hold this currency, or nothing is booked in the year and currency asked for.
        DoesNotReconcile: What is written does not come to the sums that the office keeps; there is no file.
        Stopped: The user stopped it.
    """
    request = request or BooksRequest()
    progress = progress or NoProgress()
    with office.work() as work:
        books = _begin(work, office, request)
        for count, booked in enumerate(_entries(work), start=1):
            books.add(booked)
            if count % _AT_ONCE == 0:
                progress.step(count, 0)
        sums = work.movements.account_sums()
    differences = books.balances.differences(sums)
    if differences:
        raise DoesNotReconcile(what="; ".join(differences[:3]))
    left_out = _left_out(books)
    return BooksExport(books.finish(sums), _file_name(office, request, books), left_out=left_out)


def _begin(work: Work, office: Office, request: BooksRequest) -> Books:
    """Begin the file; each form's library loads when it is asked for."""
    from desktop.documents import beancount, book_csv, datev, hledger  # noqa: PLC0415 - late: only an export needs them

    settings = work.settings.load()
    if request.form is BookFormat.CSV:
        return book_csv.FlatCsv(settings.accounting)
    if request.form is BookFormat.GNUCASH:
        return book_csv.GnuCash()
    if request.form is BookFormat.HLEDGER:
        return hledger.Hledger()
    if request.form is BookFormat.BEANCOUNT:
        return beancount.Journal(settings.base_currency)
    currency = request.currency or settings.base_currency
    if EXPONENTS.get(currency, 0) > _DATEV_DECIMALS:
        raise refuse("accounting.decimals", at="currency", currency=currency)
    booked = work.movements.years()
    year = request.year or next((each for each, of in booked if of == currency), office.today().year)
    if booked and (year, currency) not in booked:
        raise refuse("accounting.nothing", at="year", year=str(year), currency=currency[:12])
    return datev.Datev(settings.accounting, year, currency, office.today())


def _left_out(books: Books) -> tuple[tuple[int, str, int], ...]:
    found = getattr(books, "left_out", {})
    return tuple((year, currency, count) for (year, currency), count in sorted(found.items()))


def _file_name(office: Office, request: BooksRequest, books: Books) -> str:
    """Name the file neutrally. DATEV takes only names that begin with EXTF_."""
    if request.form is BookFormat.DATEV:
        return f"EXTF_Buchungsstapel_{getattr(books, 'year', '')}_{getattr(books, 'currency', '')}.csv"
    which = "-gnucash" if request.form is BookFormat.GNUCASH else ""
    return f"journal{which}-{office.today().isoformat()}.{request.form.ending}"


def _entries(work: Work) -> Iterator[JournalEntry]:
    """Read every entry with what it rests on, some hundreds at a time."""
    entries = work.ledger.entries()
    while page := list(islice(entries, _AT_ONCE)):
        events = work.movements.events(number for number, _entry in page)
        for number, entry in page:
            event = events.get(number)
            code, document = (event.code, event.document or "") if event is not None else ("", "")
            yield JournalEntry(number, entry, code, document)
