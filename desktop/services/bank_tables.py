"""A bank's own table, whose columns the program does not know: looked at, and read by what a worker says they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.bank_columns import BankMap
    from desktop.domain.bank_statements import Statement
    from desktop.domain.table_rows import TableText


def statements_by_map(table: TableText, chosen: BankMap) -> tuple[Statement, ...]:
    """Read a table by a map; `services.tables.read_table_bytes` gives the table, `domain.bank_heads` what is likely.

    Raises:
        CannotRead: The map tells no day or no money, or its dates may be two each; the reason is a stable word.
        Refused: A row cannot be read.
    """
    from desktop.intake.bank.mapped import read_mapped  # noqa: PLC0415 - late: few sessions read statements

    return read_mapped(table, chosen)
