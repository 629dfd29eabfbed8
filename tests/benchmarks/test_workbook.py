"""100,000 transactions against bare XlsxWriter with the same cells: goal 1.1 (DESIGN §7), printed only."""

import io
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

ROWS, ROUNDS = 100_000, 3


def _bare(facts: WorkbookFacts) -> bytes:
    """The two large sheets alone, with the same cells, and nothing that makes them safe, exact or checked."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    text, day, money = (book.add_format({"num_format": each}) for each in ("@", "yyyy-mm-dd", "#,##0.00 [$EUR]"))
    sheet, income = book.add_worksheet(), book.add_worksheet()
    words = {"income": "Income", "fee": "Fee", "aid": "Aid"}
    gifts: dict[int, list[Money]] = {}
    first: dict[int, tuple[date, str, str, str, str]] = {}
    for row, each in enumerate(facts.transactions, 1):
        sheet.write_number(row, 0, each.number)
        sheet.write_datetime(row, 1, each.on, day)
        texts = (each.kind.value, words[each.type], each.subject, each.document, each.campaign, each.line, each.party,
                 each.description, "Bank transfer", "", each.amount.currency)  # fmt: skip
        for column, value in enumerate(texts, 2):
            if value:
                sheet.write_string(row, column, value, text)
        sheet.write_number(row, 13, each.amount.minor / 100, money)
        if each.type != "aid":
            gifts.setdefault(each.number, []).append(each.amount)
            first.setdefault(each.number, (each.on, each.subject, each.document, each.party, each.campaign))
    for row, (number, amounts) in enumerate(gifts.items(), 1):
        on, subject, document, party, campaign = first[number]
        gross, fee = amounts[0].minor / 100, -sum(each.minor for each in amounts[1:]) / 100
        income.write_number(row, 0, number)
        income.write_datetime(row, 1, on, day)
        for column, value in enumerate(("Donation", subject, document, party, "Card", campaign, "EUR"), 2):
            income.write_string(row, column, value, text)
        income.write_number(row, 9, gross, money)
        income.write_number(row, 10, fee, money)
        income.write_formula(row, 11, f"=ROUND(J{row + 1}-K{row + 1},2)", money, gross - fee)
    sheet.add_table(0, 0, len(facts.transactions), 13)
    income.add_table(0, 0, max(len(gifts), 1), 11)
    book.close()
    return out.getvalue()


@pytest.mark.full
@pytest.mark.serial
def test_a_workbook_of_a_hundred_thousand_transactions(capsys: pytest.CaptureFixture[str]) -> None:
    facts = large(ROWS)
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
            f"\nworkbook of {ROWS:,} transactions: {min(ours):.1f} s, bare XlsxWriter {min(bare):.1f} s, "
            f"ratio {min(ours) / min(bare):.2f} (goal 1.1); reading again {again:.1f} s; {len(data) / 2**20:.1f} MiB"
        )
