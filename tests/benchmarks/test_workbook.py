"""100,000 transactions against bare XlsxWriter with the same cells: goal 1.1 (DESIGN §7), printed only.

Ours is all of `make_workbook`: every sheet, the sums counted for each live formula, texts made harmless, charts and the
packing; 8,000 rows show what the other sheets cost, which does not grow with the transactions. The bare side writes the
two large sheets. Both keep the file in memory: XlsxWriter's `constant_memory` knows no tables, and writes each sheet to
the temporary folder first. Opening the file again and reconciling it comes on top; it is printed by itself.
"""

import io
import sys
import time
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from desktop.documents.reread import reconcile
from desktop.documents.workbook import make_workbook
from desktop.domain.progress import NoProgress
from desktop.domain.reports import WorkbookFacts
from tests.documents.workbook_facts import large

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.money import Money

ROUNDS = 3


def _bare(facts: WorkbookFacts) -> bytes:
    """The two large sheets alone, with the same cells, and nothing that makes them safe, exact or checked."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    text, day, money = (book.add_format({"num_format": each}) for each in ("@", "yyyy-mm-dd", "#,##0.00 [$EUR]"))
    sheet, income = book.add_worksheet(), book.add_worksheet()
    words = {"income": "Income", "fee": "Fee", "aid": "Aid"}
    gifts: dict[int, list[Money]] = {}
    first: dict[int, tuple[date, str, str, str]] = {}
    for row, each in enumerate(facts.transactions, 1):
        sheet.write_number(row, 0, each.number)
        sheet.write_datetime(row, 3, each.on, day)
        sheet.write_datetime(row, 4, each.on, day)
        texts = {1: each.document, 6: each.description, 7: "Medical" if each.line else "", 8: each.line,
                 10: each.campaign, 13: "Bank transfer", 14: words[each.type], 15: each.kind.value, 16: each.subject,
                 17: each.amount.currency, 26: each.document.replace("/", "-") + ".pdf", 29: each.campaign,
                 30: "Posted"}  # fmt: skip
        for column, value in texts.items():
            if value:
                sheet.write_string(row, column, value, text)
        sheet.write_number(row, 18, each.amount.minor / 100, money)
        if each.type != "aid":
            gifts.setdefault(each.number, []).append(each.amount)
            first.setdefault(each.number, (each.on, each.subject, each.document, each.campaign))
    for row, (number, amounts) in enumerate(gifts.items(), 1):
        on, subject, document, campaign = first[number]
        gross, fee = amounts[0].minor / 100, -sum(each.minor for each in amounts[1:]) / 100
        income.write_number(row, 0, number)
        income.write_datetime(row, 1, on, day)
        values = (document, "Donation", subject, "Card", "EUR", campaign, "Restricted to the campaign")
        for column, value in zip((2, 3, 4, 6, 7, 13, 14), values, strict=True):
            income.write_string(row, column, value, text)
        income.write_number(row, 8, gross, money)
        income.write_number(row, 9, fee, money)
        income.write_formula(row, 10, f"=ROUND(I{row + 1}-J{row + 1},2)", money, gross - fee)
    sheet.add_table(0, 0, len(facts.transactions), 31)
    income.add_table(0, 0, max(len(gifts), 1), 14)
    book.close()
    return out.getvalue()


def _peak() -> str:
    """The most memory that this process has ever had; Windows does not tell it so."""
    if sys.platform == "win32":
        return "an unknown amount"
    import resource

    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB"


@pytest.mark.full
@pytest.mark.parametrize("rows", [8_000, 100_000])
def test_a_workbook_of_many_transactions(rows: int, capsys: pytest.CaptureFixture[str]) -> None:
    facts = large(rows)
    ours, bare, data = [], [], b""
    for _ in range(ROUNDS):  # interleaved: the machine's moods meet both
        start = time.perf_counter()
        _bare(facts)
        bare.append(time.perf_counter() - start)
        start = time.perf_counter()
        data = make_workbook(facts, NoProgress())
        ours.append(time.perf_counter() - start)
    start = time.perf_counter()
    assert reconcile(data, facts) == ()
    again = time.perf_counter() - start
    with capsys.disabled():
        print(
            f"\nworkbook of {rows:,} transactions: {min(ours):.1f} s, bare XlsxWriter {min(bare):.1f} s, "
            f"ratio {min(ours) / min(bare):.2f} (goal 1.1); reading again {again:.1f} s; {len(data) / 2**20:.1f} MiB; "
            f"this process took {_peak()} at most"
        )
