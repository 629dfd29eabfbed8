"""The register by campaign: the paper of a split gift is found under each campaign that it is for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, select

from desktop.domain.donations import GiftShare
from desktop.domain.listing import ListKind, Query
from desktop.services.auditors_pack import document_numbers
from desktop.services.lists import stream_rows
from desktop.services.paper_batch import Choice, chosen_numbers
from desktop.services.reports import WorkbookRequest
from desktop.storage.lists.document_rows import DOCUMENTS
from desktop.storage.lists.paging import reading
from desktop.storage.tables_ledger import document
from tests.services.office_kit import TODAY, Kit, eur, make_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SPLIT_GIFT, PLAIN_GIFT, PAYOUT = "DR/2026/0001", "DR/2026/0002", "PV/2026/0001"


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """A gift for both campaigns, one for the first alone, and a payout of the second."""
    office = make_office(tmp_path / "vault")
    made = Kit(office)
    donor = made.person("Oak")
    first, second = made.campaign("100").code, made.campaign("100").code
    shares = (GiftShare(first, eur("60")), GiftShare(second, eur("40")))
    made.give(first, "100", donor, receipt="en", shares=shares)
    made.give(first, "5", donor, receipt="en")
    made.pay(second, donor, {1: "3"}, voucher="en")
    yield made
    office.close()


def found(kit: Kit, query: Query) -> set[str]:
    return {row.number for row in stream_rows(kit.office, ListKind.DOCUMENTS, query)}


@pytest.mark.parametrize("sort", ["", "number", "amount"])
def test_a_split_papers_campaigns_all_find_it(kit: Kit, sort: str) -> None:
    assert found(kit, Query(sort, filters={"campaign": "C-0001"})) == {SPLIT_GIFT, PLAIN_GIFT}
    assert found(kit, Query(sort, filters={"campaign": "C-0002"})) == {SPLIT_GIFT, PAYOUT}
    assert found(kit, Query(sort, filters={"campaign": "C-0003"})) == set()
    assert found(kit, Query(sort, filters={"campaign": ""})) == set()


def test_its_code_typed_into_the_filter_finds_it_too(kit: Kit) -> None:
    assert found(kit, Query(text="C-0002")) == {SPLIT_GIFT, PAYOUT}
    assert found(kit, Query(text="C-0001")) == {SPLIT_GIFT, PLAIN_GIFT}
    assert found(kit, Query(text="C-0007")) == set()


def test_a_batch_and_a_pack_of_one_campaign_have_it(kit: Kit) -> None:
    assert chosen_numbers(kit.office, Choice(campaign="C-0002")) == (SPLIT_GIFT, PAYOUT)
    assert set(document_numbers(kit.office, WorkbookRequest(("C-0002",)))) == {SPLIT_GIFT, PAYOUT}
    assert document_numbers(kit.office, WorkbookRequest(("C-0001", "C-0002"))) == (SPLIT_GIFT, PLAIN_GIFT, PAYOUT)


def test_a_pack_is_of_its_period_and_of_what_its_entries_rest_on(kit: Kit) -> None:
    after = TODAY + timedelta(days=1)
    with kit.office.work() as work:
        about = work.documents.about
        assert about(["C-0002"], TODAY, TODAY) == about(["C-0002"], None, None) == (SPLIT_GIFT, PAYOUT)
        assert about(["C-0002"], after, None) == about(["C-0002"], None, TODAY - timedelta(days=1)) == ()
        assert about(["C-0002"], after, None, [PLAIN_GIFT, "", "DR/2026/0099"]) == (PLAIN_GIFT,)
        assert about([], None, None) == ()


def test_a_pack_does_not_go_through_the_register(kit: Kit) -> None:
    said: list[Any] = []
    with kit.office.work() as work:
        engine = work._connection.engine
        note = lambda _c, _cursor, statement, values, _x, _many: said.append((statement, values))  # noqa: E731
        event.listen(engine, "before_cursor_execute", note)
        work.documents.about(["C-0002"], TODAY, None, [PAYOUT])
        event.remove(engine, "before_cursor_execute", note)
        steps = [
            row[3]
            for statement, values in said
            for row in work._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    assert [step for step in steps if step.startswith("SCAN") and "listed" not in step] == [], steps


def test_the_filter_reads_indexes_alone(kit: Kit) -> None:
    """What is left is few or read in the order of an index; neither the register nor the shares are gone through."""
    with kit.office.work() as work:
        asked = reading(work._desk, DOCUMENTS, Query(filters={"campaign": "C-0002"}))
        ids = select(document.c.id).where(*asked.conditions)
        compiled = ids.compile(dialect=work._connection.dialect, compile_kwargs={"literal_binds": True})
        steps = [row[3] for row in work._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")]
    assert "MULTI-INDEX OR" in steps
    assert [step for step in steps if step.startswith("SCAN")] == [], steps
