"""Lists of the sample office, sorted both ways by what is worked out of several tables, stand as their rows say."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from desktop.domain.listing import ListKind, Query
from desktop.services import lists, vaults
from tests.services.office_kit import CHEAP, PASSPHRASE
from tests.storage.test_lists import naive_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.services.office import Office

_DERIVED = {
    (ListKind.DONATIONS, "note"): 2,
    (ListKind.PEOPLE, "alert"): 2,
}
"""What is worked out of several tables, and how many different things the sample office has of it at least."""


@pytest.fixture
def office(sample_vault: Path, tmp_path: Path) -> Iterator[Office]:
    office = vaults.open_vault(shutil.copytree(sample_vault, tmp_path / "Sample"), PASSPHRASE, floor=CHEAP)
    yield office
    office.close()


@pytest.mark.parametrize(("kind", "sort"), _DERIVED)
def test_what_is_worked_out_sorts_as_its_rows_say(office: Office, kind: ListKind, sort: str) -> None:
    for descending in (False, True):
        rows = list(lists.stream_rows(office, kind, Query(sort, descending, archived=True)))
        keys = [naive_key(kind, row, sort) for row in rows]
        assert keys == sorted(keys, reverse=descending)
    assert len({key[0] for key in keys}) >= _DERIVED[kind, sort]
