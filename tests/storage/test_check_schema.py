"""What a book holds besides rows is what the program made: nothing less, nothing else, nothing more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.summaries import Finding
from desktop.storage.check_schema import check_schema
from tests.tools.schema_sums import ROOM, written

if TYPE_CHECKING:
    from desktop.storage.work import Work

LOST, CHANGED, ADDED = (f"verify.schema_{what}" for what in ("lost", "changed", "added"))


def findings(work: Work, *statements: str) -> list[Finding]:
    """Change the books as another program could, and give what is found."""
    for statement in statements:
        work._connection.exec_driver_sql(statement)
    return list(work.checks.schema())


def test_the_sums_are_those_of_a_new_office(work: Work) -> None:
    """After a new schema: python -m tests.tools.schema_sums."""
    assert ROOM.read_text(encoding="utf-8") == written(work)
    assert findings(work) == []


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (
            ("DROP TRIGGER entry_is_not_changed", "DROP TRIGGER entry_is_not_deleted"),
            Finding(LOST, {"book": "ledger", "count": 2, "name": "trigger.entry_is_not_changed"}),
        ),
        (
            ("DROP TRIGGER identity.document_is_not_deleted",),
            Finding(LOST, {"book": "identity", "count": 1, "name": "trigger.document_is_not_deleted"}),
        ),
        (
            (
                "DROP TRIGGER entry_is_not_deleted",
                "CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry BEGIN SELECT 1; END",
            ),
            Finding(CHANGED, {"book": "ledger", "count": 1, "name": "trigger.entry_is_not_deleted"}),
        ),
        (
            ("CREATE TRIGGER quietly AFTER INSERT ON posting BEGIN SELECT 1; END",),
            Finding(ADDED, {"book": "ledger", "count": 1, "name": "trigger.quietly"}),
        ),
        (
            ("CREATE TABLE identity.aside (a TEXT)", "CREATE INDEX identity.aside_a ON aside (a)"),
            Finding(ADDED, {"book": "identity", "count": 2, "name": "index.aside_a"}),
        ),
    ],
    ids=["gone", "gone from the book of names", "toothless", "one more", "a table aside"],
)
def test_what_another_program_did_is_said_with_its_name(
    work: Work, statements: tuple[str, ...], found: Finding
) -> None:
    assert findings(work, *statements) == [found]


def test_spaces_do_not_count_and_a_missing_index_does(work: Work) -> None:
    name, sql = work._connection.exec_driver_sql(
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL LIMIT 1"
    ).one()
    assert findings(work, f"DROP INDEX {name}", sql.replace(" ", "  ")) == []
    assert [each.code for each in findings(work, f"DROP INDEX {name}")] == [LOST]


def test_where_the_book_of_names_is_closed_the_ledger_alone_is_looked_at(work: Work) -> None:
    gone = "DROP TRIGGER identity.document_is_not_deleted"
    closed = replace(work.checks._desk, has_identity=False)
    assert [each.code for each in findings(work, gone)] == [LOST]
    assert list(check_schema(closed)) == []
