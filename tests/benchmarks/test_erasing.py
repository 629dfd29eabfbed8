"""How long erasing one person, and looking for what is due, takes in a large office; printed, never asserted."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.services import erasing, retention
from tests.bulk import Size, fill
from tests.services.office_kit import PASSPHRASE, make_office

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.full]
SIZE = Size(100_000, 1_000, 200_000, 50_000)


def test_one_person_in_a_large_office(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    fill(office.store, SIZE)
    with office.work() as work:
        donors = [row.code for row in work.people.pick("", 20) if not work.shredder(row.code).matters().campaigns]
    print()
    for place, code in enumerate(donors):
        if erasing.view_erasure(office, code).problems:
            continue
        begun = time.monotonic()
        erasing.erase_person(office, code, PASSPHRASE)
        print(f"erased number {place + 1} of {SIZE.people:,} people: {time.monotonic() - begun:.2f} s")
        if place > 3:
            break
    office.clock.moment += timedelta(days=366 * 8)  # type: ignore[attr-defined]
    begun = time.monotonic()
    rows = retention.review(office)
    print(f"{len(rows):,} rows due for review: {time.monotonic() - begun:.2f} s")
    office.close()
