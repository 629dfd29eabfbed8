"""Remarks: kept in the identity book, tied to the record of what was done, read in order."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from desktop.domain.errors import Refused
from desktop.domain.journal import Record
from desktop.domain.remarks import check_reason
from desktop.storage.store import Store
from tests.factories import TestVault

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)


def test_a_remark_belongs_to_the_record_that_its_work_writes(store: Store) -> None:
    with store.work(2) as work:
        work.remarks.add("O-0001", "payout.rejected", 2, NOW, "The invoice is for somebody else")
        work.remarks.add("O-0001", "payout.rejected", 2, NOW, "")
        link = work.commit(Record("payout.rejected", "O-0001"))
    with store.work(1) as work:
        (found,) = work.remarks.of("O-0001")
        assert (found.sequence, found.actor, found.text) == (link.sequence, 2, "The invoice is for somebody else")
        assert found.at == NOW
        assert work.remarks.of("O-0002") == ()


def test_without_the_book_of_names_there_are_no_remarks(vault: TestVault) -> None:
    vault.create().close()
    with closing(vault.open(identity=False)) as store, store.work(1) as work:
        assert work.remarks.of("O-0001") == ()
        with pytest.raises(Refused, match=r"identity\.needed"):
            work.remarks.add("O-0001", "payout.rejected", 1, NOW, "no")


@pytest.mark.parametrize(("text", "codes"), [("why", []), (" ", ["reason.missing"]), ("w" * 501, ["text.too_long"])])
def test_a_reason_is_needed_and_not_too_long(text: str, codes: list[str]) -> None:
    assert [problem.code for problem in check_reason(text)] == codes
