"""Whose paper a scanned page is: the whole code must agree, and what stands in the way is told."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.money import Money
from desktop.domain.numbers import NumberLine, audit_series
from desktop.domain.receipts import Document, DocumentKind, DocumentState, Series, code_text
from desktop.domain.scans import Waits, judge, named_by

DAY, SUM, DIGEST = date(2026, 5, 20), Money(10_000, "EUR"), "0123456789abcdef"
CODE = code_text("PV/2026/0001", DAY, SUM, DIGEST)


def document(state: DocumentState = DocumentState.ISSUED) -> Document:
    return Document(
        number="PV/2026/0001",
        kind=DocumentKind.PAYMENT_VOUCHER,
        state=state,
        language="en",
        issued_on=DAY,
        amount=SUM,
        subject_code="O-0001",
        campaign="C-0001",
        party_code="P-0001",
        sha256="",
    )


def test_a_code_holds_all_that_is_compared() -> None:
    assert CODE == "SKB1|PV/2026/0001|2026-05-20|100.00|EUR|0123456789ab"
    assert judge(CODE, document(), DIGEST, locked=False, has_scan=False) is None


@pytest.mark.parametrize("code", ["", "https://example.org", "SKB1|PV/2026/1|||EUR|0123456789ab", CODE + "0", CODE[1:]])
def test_what_is_no_code_names_nothing(code: str) -> None:
    assert named_by(code) == ""
    assert judge(code, None, "", locked=False, has_scan=False) is Waits.NO_CODE


@pytest.mark.parametrize(
    ("old", "new"),
    [("2026-05-20", "2026-05-21"), ("100.00", "900.00"), ("EUR", "USD"), ("0123456789ab", "0123456789ac")],
)
def test_each_part_of_a_code_must_agree(old: str, new: str) -> None:
    changed = CODE.replace(old, new)
    assert named_by(changed) == "PV/2026/0001"
    assert judge(changed, document(), DIGEST, locked=False, has_scan=False) is Waits.DIFFERS


@pytest.mark.parametrize(
    ("state", "locked", "has_scan", "waits"),
    [
        (DocumentState.VOIDED, True, True, Waits.VOIDED),
        (DocumentState.SIGNED, True, True, Waits.FILED_ALREADY),
        (DocumentState.SIGNED, False, False, None),
        (DocumentState.ISSUED, True, False, Waits.LOCKED),
    ],
)
def test_what_stands_in_the_way_is_told(
    state: DocumentState, locked: bool, has_scan: bool, waits: Waits | None
) -> None:
    assert judge(CODE, document(state), DIGEST, locked=locked, has_scan=has_scan) is waits


def test_a_code_of_nobody_is_unknown() -> None:
    assert judge(CODE, None, "", locked=False, has_scan=False) is Waits.UNKNOWN


def test_a_series_tells_its_voids_and_its_gaps() -> None:
    series = Series(DocumentKind.PAYMENT_VOUCHER, "USD", 2026, plain=False)
    lines = [
        NumberLine(count, series.number(count), DAY, SUM, state, "O-0001")
        for count, state in ((4, DocumentState.ISSUED), (2, DocumentState.VOIDED))
    ]
    audit = audit_series(series, 5, [1, 2, 4], lines)
    assert audit.name == "PV-USD/2026"
    assert [line.count for line in audit.lines] == [2, 4]
    assert audit.voided == 1
    assert audit.missing == ("PV-USD/2026/0003", "PV-USD/2026/0005")
