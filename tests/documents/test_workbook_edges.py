"""Workbooks at their edges: nothing, one thing, far periods, huge amounts, hostile texts, no decimals and three."""

import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from desktop.documents.reread import reconcile
from desktop.documents.workbook import make_workbook
from desktop.domain.money import Money
from desktop.domain.people import NameUse
from desktop.domain.progress import NoProgress
from desktop.domain.reports import Variant, WorkbookFacts
from tests.documents.workbook_facts import Office, empty, example, valued
from tests.documents.workbook_office import values

LONG = "=" + "Ў" * 32_766


def _one(**more: object) -> WorkbookFacts:
    office = Office()
    office.campaign("C-0001", "EUR", [("Rent", 50000)])
    office.income("C-0001", date(2026, 8, 3), 1)
    return replace(office.facts(), **more)  # type: ignore[arg-type]


def _huge(currency: str) -> WorkbookFacts:
    """Ten digits before the decimals, to the last unit, in and out."""
    office, minor = Office(), 9_999_999_999 * (10 ** {"JPY": 0, "EUR": 2, "KWD": 3}[currency]) + 7
    office.campaign("C-0001", currency, [("Rent", minor), ("More", 1)])
    office.income("C-0001", date(2026, 8, 3), minor, 3)
    office.pay("C-0001", date(2026, 8, 4), 1, minor - 11)
    office.pay("C-0001", date(2026, 8, 5), 2, 1)
    return valued(office.facts())


def _texts() -> WorkbookFacts:
    office = Office()
    names = ("=1+1", "+48 22", "@home", "\tTab", "-", LONG, "🙂" * 20_000)
    office.campaign("C-0001", "EUR", [(name, 100) for name in names], title=LONG, beneficiary="=cmd|'/C calc'!A0")
    for name in names:
        office.income("C-0001", date(2026, 8, 3), 100, party=name, person=name, description=name, reference=name)
    return office.facts(organisation="=1+1", grant=LONG[:200], agreement="@x", name_use=NameUse.NAME)


EDGES = {
    "nothing": empty(),
    "no transactions": replace(_one(), transactions=(), campaigns=tuple(
        replace(each, collected=Money(0, "EUR")) for each in _one().campaigns
    )),
    "one transaction": _one(),
    "before all data": example(period_from=date(1999, 1, 1), period_to=date(1999, 12, 31)),
    "after all data": example(period_from=date(2090, 1, 1), period_to=date(2090, 12, 31)),
    "a day": example(period_from=date(2026, 8, 3), period_to=date(2026, 8, 3)),
    **{currency: _huge(currency) for currency in ("JPY", "EUR", "KWD")},
    "texts": _texts(),
}  # fmt: skip


def _made(facts: WorkbookFacts) -> bytes:
    return make_workbook(facts, NoProgress())


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("variant", [Variant.SIMPLE, Variant.EU, Variant.FACE])
def test_each_edge_is_written_and_read_back(edge: str, variant: Variant) -> None:
    facts = EDGES[edge] if variant is Variant.SIMPLE else valued(EDGES[edge], variant)
    assert reconcile(_made(facts), facts) == ()


@pytest.mark.parametrize(("currency", "shown"), [("JPY", 0), ("EUR", 2), ("KWD", 3)])
def test_a_huge_amount_is_whole_and_its_column_shows_it(currency: str, shown: int) -> None:
    book = load_workbook(io.BytesIO(_made(_huge(currency))))
    for name, word, header in (
        ("Transactions", "Amount", 1),
        ("Cover", "Collected", None),
        ("Budget", "Cumulative", 5),
    ):
        sheet = book[name]
        head = header or next(row[0].row for row in sheet.iter_rows() if word in [cell.value for cell in row])
        letter = next(cell.column_letter for cell in sheet[head] if cell.value == word)
        digits = len("9,999,999,999") + (shown + 1 if shown else 0) + len(" EUR")
        wide = column_index_from_string(letter)
        widths = [each.width for each in sheet.column_dimensions.values() if each.min <= wide <= each.max]
        assert widths[0] >= digits, (name, word)
    assert (10**10 - 1) * 10**shown + 7 == round(values(_made(_huge(currency)))["Transactions", "S2"] * 10**shown)  # type: ignore[operator]
