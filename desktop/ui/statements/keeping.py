"""The draft of an import: the lines as they were read, and what was chosen for them; all else is looked at anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.domain.bank_statements import Statement, StatementLine
from desktop.domain.drafts import LONGEST_STATE
from desktop.domain.money import Money
from desktop.domain.money_in import By, Fate
from desktop.domain.shares import GiftShare
from desktop.services import bank_maps, money_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from desktop.domain.bank_columns import BankMap
    from desktop.domain.money_in import LineRow, Preview
    from desktop.domain.progress import Progress
    from desktop.services.bank_maps import BankTable
    from desktop.services.office import Office
    from desktop.ui.shared.form_state import State

_MOST_KEPT = LONGEST_STATE // 2
_LINE = 80  # what a line takes besides its letters

Looked = tuple[tuple[Statement, ...], "Preview", "Preview", dict[str, str]]
"""The lines, what each was proposed to be, what was chosen, and whom and what codes stand for."""
Read = tuple["Looked | None", "BankTable | None"]
"""What the lines are, and the table that the file is, where the program does not know the bank."""


def read_source(office: Office, path: Path, *, progress: Progress) -> Read:
    """Read a file, and say what each line is, or show the table that it is (worker thread)."""
    statements, table = bank_maps.read_bank_file(office, path, progress=progress)
    return look(office, statements, progress=progress) if statements else None, table


def read_table(office: Office, table: BankTable, chosen: BankMap, name: str, *, progress: Progress) -> Read:
    """Read a table by what its columns are, and keep that under a name, if there is one (worker thread)."""
    looked = look(office, bank_maps.read_bank_table(table.table, chosen), progress=progress)
    if name:
        bank_maps.keep_bank_map(office, name, chosen, table.heads)
    return looked, replace(table, proposed=chosen, saved=name)


def look(office: Office, statements: Sequence[Statement], *, progress: Progress) -> Looked:
    """Say what each line is (worker thread)."""
    found = money_in.preview(office, statements, progress=progress)
    return tuple(statements), found, found, _called(office, found.rows)


def take_up(office: Office, state: State, *, progress: Progress) -> Looked:
    """Say what each line of a draft is, with what was chosen for it (worker thread)."""
    statements, proposed, found, _names = look(
        office, [_statement(each) for each in state["statements"]], progress=progress
    )
    chosen = {int(row): told for row, told in state["chosen"].items()}
    rows = [_chosen(each, chosen[each.row]) for each in found.rows if each.row in chosen and each.choices]
    into_open = bool(state["into_open"])
    looked = money_in.look_again(office, rows, into_open=into_open)
    found = replace(found.with_rows(looked), into_open=into_open)
    return statements, proposed, found, _called(office, found.rows)


def look_again(office: Office, rows: Sequence[LineRow], into_open: bool) -> tuple[tuple[LineRow, ...], dict[str, str]]:
    """Check rows that were chosen otherwise (worker thread)."""
    looked = money_in.look_again(office, rows, into_open=into_open)
    return looked, _called(office, looked)


def _called(office: Office, rows: Iterable[LineRow]) -> dict[str, str]:
    return money_in.called(office, (each.donor for each in rows))


def fits(statements: Iterable[Statement]) -> bool:
    """Tell whether a statement is small enough to be kept in a draft."""
    lines = (line for each in statements for line in each.lines)
    size = sum(_LINE + len(line.name) + len(line.iban) + len(line.text) + len(line.reference) for line in lines)
    return size <= _MOST_KEPT


def state_of(statements: Sequence[Statement], before: Preview, now: Preview) -> State:
    """Give the lines, and what was chosen otherwise than proposed, as plain values."""
    chosen = {
        str(row.row): _choice(row) for proposed, row in zip(before.rows, now.rows, strict=True) if row != proposed
    }
    return {"statements": [_plain(each) for each in statements], "chosen": chosen, "into_open": now.into_open}


def _plain(statement: Statement) -> dict[str, Any]:
    return {
        "is": [statement.profile, statement.account, statement.currency],
        "lines": [
            [
                line.on.isoformat(), line.amount.minor, line.amount.currency, line.fee.minor, line.name, line.iban,
                line.text, line.reference, line.own, line.place, line.reversal,
            ]
            for line in statement.lines
        ],
    }  # fmt: skip


def _statement(state: dict[str, Any]) -> Statement:
    profile, account, currency = state["is"]
    lines = []
    for on, amount, unit, fee, *said in state["lines"]:
        lines.append(StatementLine(date.fromisoformat(on), Money(amount, unit), Money(fee, unit), *said))
    return Statement(profile, account, currency, tuple(lines))


def _choice(row: LineRow) -> dict[str, Any]:
    return {
        "fate": row.fate.value,
        "donor": [row.donor, row.donor_by.value],
        "campaign": [row.campaign, row.campaign_by.value],
        "shares": [[each.campaign, each.gross.minor, each.gross.currency, each.item] for each in row.shares],
    }


def _chosen(row: LineRow, state: dict[str, Any]) -> LineRow:
    (donor, donor_by), (campaign, campaign_by) = state["donor"], state["campaign"]
    shares = tuple(GiftShare(code, Money(minor, unit), item) for code, minor, unit, item in state["shares"])
    return replace(
        row.with_fate(Fate(state["fate"])),
        donor=donor,
        donor_by=By(donor_by),
        campaign=campaign,
        campaign_by=By(campaign_by),
        shares=shares,
    )
