"""Taken lines of bank statements and matching rules that lead nowhere: no program writes them so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import literal, select

from desktop.domain.summaries import Finding
from desktop.storage.tables_identity import match_rule, statement_line
from desktop.storage.tables_ledger import donation, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.storage.context import Desk


def check_statements(desk: Desk) -> Iterator[Finding]:
    """Look at each kind of value once; nothing is seen without the identity book."""
    if not desk.has_identity:
        return
    for column, wrong in (
        (statement_line.c.donation_id, statement_line.c.donation_id.not_in(select(donation.c.id))),
        (statement_line.c.made, (statement_line.c.made == 1) & statement_line.c.donation_id.is_(None)),
        (match_rule.c.donor_id, match_rule.c.donor_id.not_in(select(person.c.id))),
    ):
        if desk.connection.execute(select(literal(1)).select_from(column.table).where(wrong).limit(1)).first():
            yield Finding("verify.strange_value", {"where": f"{column.table.name}.{column.name}"})
