"""A table of 20,000 people imported, changed by a second table, and taken back, beside the bare rows of the same.

Run with `--full -s`: the figures are printed, never asserted. The bare side writes the same people's rows into both
books by one statement for each table, without the search, the keys of duplicates, or a record in the journal.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from desktop.domain.table_fields import TableKind
from desktop.services import tables, undo
from desktop.services.table_import import import_table, preview_table
from desktop.storage.people import identity_values
from desktop.storage.tables_identity import person_identity
from desktop.storage.tables_ledger import person
from tests.bulk import FIRST, LAST
from tests.services.office_kit import make_office

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.table_import import TablePreview
    from desktop.services.office import Office

pytestmark = [pytest.mark.full]
ROWS = 20_000


def table(phone: int) -> bytes:
    lines = ["Code;Name;Alias;Passport;Born;Phone;Category"]
    for place in range(ROWS):
        name = f"{FIRST[place % len(FIRST)]} {LAST[place * 7 % len(LAST)]} {place}"
        lines.append(f";{name};Alias {place};AB{place};4.5.{1940 + place % 60};+48600{phone + place:06d};donor")
    return "\n".join(lines).encode()


def looked_at(office: Office, phone: int) -> tuple[TablePreview, float]:
    began = time.perf_counter()
    read = tables.look_at_table(office, TableKind.PEOPLE, tables.read_table_bytes(table(phone)))
    preview = preview_table(office, read.table, read.proposed)
    return preview, time.perf_counter() - began


def bare(office: Office, preview: TablePreview) -> float:
    """Write the rows alone, and take them back."""
    began = time.perf_counter()
    with office.work() as work:
        drafts = [(place, each.draft) for place, each in enumerate(preview.rows, start=1)]
        connection = work._connection
        connection.execute(person.insert(), [{"id": number, "category": "donor"} for number, _draft in drafts])
        connection.execute(
            person_identity.insert(),
            [{"id": number, **identity_values(draft)} for number, draft in drafts],  # type: ignore[arg-type]
        )
    return time.perf_counter() - began


def test_a_table_of_many_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = make_office(tmp_path / "vault")
    told = []
    preview, seen = looked_at(office, 100_000)
    least = bare(office, preview)
    for what in ("added", "changed"):
        if what == "changed":
            preview, seen = looked_at(office, 300_000)
        began = time.perf_counter()
        done = import_table(office, preview)
        took = time.perf_counter() - began
        assert len(getattr(done, what)) == ROWS
        told.append(f"{what}: preview {seen:.1f} s, import {took:.1f} s (ratio {took / least:.1f})")
    for what in ("change taken back", "adding taken back"):
        began = time.perf_counter()
        assert len(undo.undo(office).codes) == ROWS
        told.append(f"{what}: {time.perf_counter() - began:.1f} s")
    office.close()
    with capsys.disabled():
        print(f"\ntable of {ROWS:,} people, bare rows {least:.1f} s; " + "; ".join(told))
