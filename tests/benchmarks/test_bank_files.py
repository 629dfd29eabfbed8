"""Files of a bank, both ways: 3,000 lines of a statement looked at, booked and taken back; a file of 300 payments.

Run with `--full -s`: the figures are printed, never asserted. The bare side reads the same XML with the standard
library, and books the same gifts by the form's own way, one by one, without a file.
"""

from __future__ import annotations

import time
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from desktop.domain.payment_files import Wishes
from desktop.domain.payouts import PayoutDraft, PayoutLine
from desktop.domain.people import PersonCategory
from desktop.services import money_in, payment_files, undo
from desktop.services.named_exports import Typed
from desktop.services.payout_steps import approve_payout, save_payout, submit_payout
from tests.intake.bank_files import Pay, camt, camt_entry
from tests.services.office_kit import TODAY, Kit, eur, make_office
from tests.services.test_payment_files import Fund

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.full]
LINES, PAYMENTS, ALONE = 3_000, 300, 100


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    office = make_office(tmp_path / "vault")
    yield Kit(office)
    office.close()


def file_of(campaign: str) -> bytes:
    """Write a statement: every third line tells its campaign, every fifth comes from a donor that is known."""
    entries = []
    for place in range(LINES):
        day = (TODAY - timedelta(days=place % 28)).isoformat()
        text = f"For {campaign}" if place % 3 == 0 else "Parama"
        name = f"Donor {place % 200}" if place % 5 == 0 else f"Somebody {place}"
        pay = Pay(f"{1 + place % 90}.{place % 100:02d}", name, "", text, f"R{place}", day)
        entries.append(camt_entry(pay))
    return camt("".join(entries))


def test_a_statement_of_many_lines(kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    campaign = kit.campaign("900").code
    for number in range(200):
        kit.person(f"Alias {number}", PersonCategory.DONOR, name_local=f"Donor {number}")
    path = tmp_path / "statement.xml"
    path.write_bytes(file_of(campaign))
    times = [time.perf_counter()]
    ElementTree.fromstring(path.read_bytes())  # noqa: S314  the test wrote it
    times.append(time.perf_counter())
    found = money_in.read_statement_file(path)
    times.append(time.perf_counter())
    preview = money_in.preview(kit.office, found, campaign)
    times.append(time.perf_counter())
    done = money_in.book(kit.office, preview)
    times.append(time.perf_counter())
    assert len(done.gifts) == LINES
    assert len(undo.undo(kit.office).codes) >= 1
    times.append(time.perf_counter())
    for _each in range(ALONE):
        kit.give(campaign, "1")
    times.append(time.perf_counter())
    bare, read, looked, booked, back, alone = (later - one for one, later in pairwise(times))
    with capsys.disabled():
        print(
            f"\nstatement of {LINES:,} lines, {path.stat().st_size / 1e6:.1f} MB: read in its own process {read:.2f} s"
            f" (bare XML {bare:.2f}), preview {looked:.2f} s, booked {booked:.2f} s"
            f" (ratio to as many by the form {booked / (alone * LINES / ALONE):.2f}), taken back {back:.2f} s"
        )


def test_a_file_of_many_payments(kit: Kit, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fund = Fund(kit)
    kit.give(fund.campaign, "9000")
    codes = []
    for _each in range(PAYMENTS):
        draft = PayoutDraft(fund.campaign, fund.payee, (PayoutLine(1, eur("1")),), TODAY)
        code = save_payout(fund.office, draft).payout.code
        submit_payout(fund.office, code)
        approve_payout(fund.office, code)
        codes.append(code)
    began = time.perf_counter()
    plan = payment_files.plan_payments(fund.office, codes, Wishes(TODAY))
    planned = time.perf_counter()
    made = payment_files.write_payments(fund.office, plan, tmp_path / "bank.xml", Typed.JUST_NOW)
    written = time.perf_counter()
    assert len(made.codes) == PAYMENTS
    ElementTree.fromstring((tmp_path / "bank.xml").read_bytes())  # noqa: S314  as above
    read = time.perf_counter()
    with capsys.disabled():
        print(
            f"\npayment file of {PAYMENTS}: looked at {planned - began:.2f} s, written {written - planned:.2f} s"
            f" (looked at once more in it; bare XML read {read - written:.3f} s)"
        )
