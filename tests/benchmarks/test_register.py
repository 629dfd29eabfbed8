"""The register of 200,000 documents: a page, an outline and a pack's numbers of one campaign, a famous one and a usual.

Run with `--full -s`: the times are printed beside a bare query's for the same rows, never asserted; that no filter of
the register goes through all of it is asserted in tests/services/test_documents_by_campaign.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.listing import ListKind, Query
from tests.benchmarks.test_lists import _bare, compare
from tests.bulk import Size, fill
from tests.factories import TestVault

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

pytestmark = [pytest.mark.full]
SIZE = Size(people=20_000, campaigns=2_500, donations=160_000, payouts=40_000, in_first=5)
_REGISTER = """
INSERT INTO document (id, number, prefix, year, count, kind, state, language, issued_on, amount, currency, scale,
                      subject, subject_key, campaign_id, party_id, sha256, number_key)
SELECT {first} + id, '{kind}/2026/' || printf('%04d', id), '{kind}', 2026, id, '{kind}',
       CASE id % 10 WHEN 0 THEN 'voided' WHEN 1 THEN 'signed' ELSE 'issued' END, 'be', day, {amount}, 'EUR', 10,
       '{letter}-' || printf('%04d', id), '{letter}' || printf('%09d', id), campaign_id, {party}, '',
       '{kind}/2026/' || printf('%09d', id)
FROM {table}
"""
_NAMES = """
INSERT INTO identity.document (id, facts, pdf, party, party_sort)
SELECT id, '{}', x'', coalesce('Name ' || party_id, ''), printf('name %09d', coalesce(party_id, 0)) FROM main.document
"""


def _issue_all(connection: Connection) -> None:
    """Give each gift a receipt and each payout a voucher, as rows alone."""
    for kind, table, letter, amount, party, first in (
        ("DR", "donation", "D", "gross", "donor_id", 0),
        ("PV", "payout", "O", "amount", "payee_id", SIZE.donations),
    ):
        said = {"kind": kind, "table": table, "letter": letter, "amount": amount, "party": party, "first": first}
        connection.exec_driver_sql(_REGISTER.format_map(said))
    connection.exec_driver_sql(_NAMES)
    whole = SIZE.donations + SIZE.payouts
    connection.exec_driver_sql(f"INSERT OR REPLACE INTO tally (kind, archived, count) VALUES ('document', 0, {whole})")
    connection.commit()


def test_the_register_of_many(tmp_path: Path) -> None:
    store = TestVault.new(tmp_path / "many").create()
    fill(store, SIZE)
    with store.work(1) as work:
        _issue_all(work._connection)
    print()
    with store.work(1) as work:
        for code, number in (("C-0001", 1), ("C-1234", 1234)):
            bare = _bare(work, "SELECT id, number_key FROM document WHERE campaign_id = ? ORDER BY number_key", number)
            for asked in (Query("number"), Query("amount"), Query("number", filters={"state": "issued"})):
                query = Query(asked.sort, filters={"campaign": code, **asked.filters})
                count = work.lists.outline(ListKind.DOCUMENTS, query).count
                what = f"of {code}, {count} rows by {query.sort}{', issued' if asked.filters else ''}"
                compare(f"outline {what}", lambda q=query: work.lists.outline(ListKind.DOCUMENTS, q), bare)
                compare(f"page {what}", lambda q=query: work.lists.page(ListKind.DOCUMENTS, q), bare)
            compare(f"numbers of a pack of {code}", lambda c=code: work.documents.about([c], None, None), bare)
    store.close()
