"""The decade of a big office, small: everything of it is there, proven, and the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import Stopped
from desktop.domain.listing import ListKind, Query
from desktop.services import lists, sample, vaults
from desktop.services.sample_decade import MONTHS, Decade
from desktop.services.verification import verify
from desktop.vault import keys
from tests.services.office_kit import CHEAP

if TYPE_CHECKING:
    from pathlib import Path

SMALL = Decade(people=250, campaigns=9, donations=700, payouts=60)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "FLOOR", CHEAP)


def test_the_decade_is_whole_and_the_same_every_time(tmp_path: Path) -> None:
    heads = []
    for name in ("one", "two"):
        made = sample.make_decade(tmp_path / name, SMALL)
        assert [path.name for path in made.files] == ["passphrase.txt"]
        office = vaults.open_vault(made.vault, made.passphrase)
        found = verify(office)
        counts = {kind: lists.read_outline(office, kind, Query(archived=True)).count for kind in ListKind}
        assert next(iter(lists.stream_rows(office, ListKind.PEOPLE, Query(text="alias 77")))).alias == "Alias 77"
        office.close()
        assert found.good, found.findings
        heads.append(found.head)
        assert counts[ListKind.PEOPLE] == SMALL.people
        assert counts[ListKind.CAMPAIGNS] == SMALL.campaigns
        assert counts[ListKind.DONATIONS] == SMALL.donations
        assert 0 < counts[ListKind.PAYOUTS] <= SMALL.payouts
    assert heads[0] == heads[1]


def test_a_decade_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    class Enough:
        def step(self, done: int, whole: int) -> None:
            assert whole == MONTHS
            if done == 2:
                raise Stopped

    with pytest.raises(Stopped):
        sample.make_decade(tmp_path / "out", SMALL, progress=Enough())
    assert not (tmp_path / "out").exists()
