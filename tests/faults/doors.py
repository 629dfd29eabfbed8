"""The doors by which files of others come into an office, each gone through to its end: read, looked at, imported."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from openpyxl import Workbook

from desktop.domain.attachments import AttachmentKind
from desktop.domain.errors import CannotRead, Problem
from desktop.domain.imports import PageImport
from desktop.domain.money_in import Fate
from desktop.domain.pages import PageDraft
from desktop.domain.people import PersonCategory
from desktop.domain.table_fields import TableKind
from desktop.services import (
    attachments,
    bank_maps,
    documents,
    donor_forms,
    money_in,
    pages,
    rates,
    scans,
    table_import,
    tables,
    templates,
)
from desktop.services.office import Office
from tests.documents import template_kit
from tests.fuzz.mutator import Mutate, in_archive, mutated
from tests.fuzz.targets import seeds_of
from tests.intake import bank_files, strange_files
from tests.services.office_kit import TODAY, Kit
from tests.services.paper_kit import photographed, printed, scanned

_turns = count(1)
_PEOPLE = (
    ("Code", "Name", "Alias", "Passport", "Born", "IBAN", "Phone", "Category"),
    ("", "Anna {0} Kowalska", "Linden {0}", "AB{0}", "4.5.{year}", "", "+4860010{0}", "donor"),
    ("", "Андрэй {0}", "Maple {0}", "", "", "", "", "beneficiary"),
    ("P-0001", "", "North Star", "", "", "", "+3706001{0}", ""),
    ("", "Olga, «{0}»", "", "", "1985-12-31", "", "", "payee"),
)
_ITEMS = (
    ("Campaign", "No", "Label", "Amount", "Currency", "Qty", "Price", "Description"),
    ("C-0001", "", "Food for month {0}", "1 200,50", "EUR", "", "", "Хлеб"),
    ("C-0001", "1", "Rent", "6{0}", "EUR", "", "", ""),
    ("C-1", "", "Medicines {0}", "", "", "2", "3,50", "two"),
)


def make_busy_office(kit: Kit) -> None:
    """Fill an office with something of each kind, that files may be of, like, or against."""
    kit.campaign("500.00", "80.00", title="Зімовыя боты")
    kit.person("North Star")
    kit.person("A clinic", PersonCategory.PAYEE)
    kit.give("C-0001", "500.00", "P-0001", receipt="en")
    kit.pay("C-0001", "P-0002", {1: "100.00"}, voucher="en")
    bank_maps.keep_bank_map(kit.office, "Our bank", bank_files.MAP, bank_maps.look_at_bank_table(
        kit.office, tables.read_table_bytes(bank_files.OWN_TABLE.encode())
    ).heads)  # fmt: skip


@dataclass(frozen=True)
class Took:
    """What a door did with a file: how many rows it says that it added, and what it said of those it left out."""

    added: int
    told: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Door:
    """A way in.

    Attributes:
        take: Goes it to the end with a file; gives what it says that it did.
        seeds: Whole files to begin with; with `anew` they are asked for again each time, and differ.
        rows: The table in which it adds rows.
        mutate: How files are changed.
        back: Whether what it imports is a step that can be taken back.
    """

    take: Callable[[Office, Path], Took]
    seeds: Callable[[Office], Sequence[bytes]]
    rows: str
    mutate: Mutate = mutated
    back: bool = False
    anew: bool = False


def _page(office: Office, path: Path) -> Took:
    return _import_page(office, pages.read_page_file(path))


def _pasted_page(office: Office, path: Path) -> Took:
    return _import_page(office, pages.read_page_text(path.read_bytes().decode("utf-8", "replace")))


def _import_page(office: Office, page: PageDraft) -> Took:
    request = PageImport(page, pages.proposed_campaign(page), page.collected, TODAY, again=True)
    done = pages.import_page(office, request)
    assert done.items == len(request.campaign.items)
    return Took(1, pages.import_problems(request))


def _table(kind: TableKind) -> Callable[[Office, Path], Took]:
    def take(office: Office, path: Path) -> Took:
        read = tables.look_at_table(office, kind, tables.read_table_file(path))
        preview = table_import.preview_table(office, read.table, read.proposed)
        done = table_import.import_table(office, preview, "The plan grew")
        assert done.refused + done.skipped + len(done.added) + len(done.changed) == len(preview.rows)
        return Took(len(done.added), tuple(each for row in preview.rows for each in row.problems))

    return take


def _bank(office: Office, path: Path) -> Took:
    statements, table = bank_maps.read_bank_file(office, path)
    if table is not None and not statements:
        statements = bank_maps.read_bank_table(table.table, table.proposed)
    found = money_in.preview(office, statements, "C-0001")
    done = money_in.book(office, found)
    assert len(done.gifts) == sum(each.ready for each in found.rows)
    told = tuple(each for row in found.rows for each in row.problems if row.fate is not Fate.BOOK)
    return Took(len(done.gifts), (*found.warnings, *told))


def _rates(office: Office, path: Path) -> Took:
    table = rates.read_rate_file(path, TODAY.replace(day=1))
    done = rates.import_rates(office, table)
    return Took(done.new, table.warnings)


def _attach(office: Office, path: Path) -> Took:
    added = attachments.attach_file(office, "O-0001", AttachmentKind.INVOICE, path)
    attachments.attachment_pages(office, added.number)
    attachments.remove_attachment(office, added.number, "Only tried")  # a payout keeps but so many
    return Took(1)


def _scan(office: Office, path: Path) -> Took:
    """Take a file of scans, of which each page is a transaction; what had no page that can be read was refused."""
    taken = scans.take_scans(office, [path])
    for filed in taken.filed:
        scans.take_off(office, filed.attachment, "Only tried")
    for waiting in taken.waiting:
        assert scans.tray_picture(office, waiting.number)
    for _place, reason in taken.unread:
        if not (taken.filed or taken.waiting):
            raise CannotRead(reason=reason)
    return Took(len(taken.filed) + len(taken.waiting))


def _logo(office: Office, path: Path) -> Took:
    templates.choose_logo(office, path)
    assert templates.load_logo(office)
    return Took(0)


def _form(office: Office, path: Path) -> Took:
    kept = donor_forms.add_form(office, "Grant", path)
    donor_forms.load_form(office, kept.number)
    return Took(1)


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def _renewed(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Rows of somebody, or something, that no file had before."""
    turn = next(_turns)
    return [[cell.format(f"{turn:04}", year=1930 + turn % 70) for cell in row] for row in rows]


def _as_text(rows: Sequence[Sequence[str]]) -> Sequence[bytes]:
    lines = [";".join(row) for row in _renewed(rows)]
    return "\n".join(lines).encode(), "\r\n".join(lines).replace(";", "\t").encode("utf-16")


def _pages(_office: Office) -> Sequence[bytes]:
    return seeds_of("page")


def _statements(_office: Office) -> Sequence[bytes]:
    own = f"{bank_files.OWN_TABLE}".encode()
    return [*seeds_of("camt"), *seeds_of("mt940"), *seeds_of("ofx"), *seeds_of("bank_csv"), own]


def _pictures(_office: Office) -> Sequence[bytes]:
    return seeds_of("picture") + seeds_of("pdf")


def _scans(office: Office) -> Sequence[bytes]:
    """Give a voucher as a scanner, a telephone and a pile of two give it."""
    paper = printed(documents.view_document(office, "PV/2026/0001"), 110)
    other = strange_files.picture((400, 300), "PNG")
    return scanned([paper], 110), scanned([paper, paper.rotate(180)], 110), photographed(paper), other


DOORS: dict[str, Door] = {
    "page": Door(_page, _pages, "main.campaign", back=True),
    "pasted page": Door(_pasted_page, _pages, "main.campaign", back=True),
    "people": Door(
        _table(TableKind.PEOPLE), lambda _office: _as_text(_PEOPLE), "identity.person", back=True, anew=True
    ),
    "people's workbook": Door(
        _table(TableKind.PEOPLE),
        lambda _office: [_workbook(_renewed(_PEOPLE))],
        "identity.person",
        in_archive,
        back=True,
        anew=True,
    ),
    "items": Door(_table(TableKind.ITEMS), lambda _office: _as_text(_ITEMS), "main.item", back=True, anew=True),
    "items' workbook": Door(
        _table(TableKind.ITEMS),
        lambda _office: [_workbook(_renewed(_ITEMS))],
        "main.item",
        in_archive,
        back=True,
        anew=True,
    ),
    "bank statement": Door(_bank, _statements, "main.donation", back=True),
    "rates": Door(_rates, lambda _office: seeds_of("rates"), "main.rate"),
    "invoice": Door(_attach, _pictures, "identity.attachment"),
    "scan": Door(_scan, _scans, "identity.attachment"),
    "logo": Door(_logo, lambda _office: seeds_of("logo"), "main.document"),
    "donor's form": Door(
        _form, lambda _office: [template_kit.form(), *seeds_of("form")], "identity.donor_form", in_archive
    ),
}
