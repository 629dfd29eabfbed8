"""What the columns of a bank's own table are, kept for the next table with the same heads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.bank_columns import BankField, BankMap, DecimalSign
from desktop.domain.bank_heads import proposed_columns
from desktop.domain.errors import Problem
from desktop.domain.table_maps import LONGEST_NAME, Heads, head_digest
from desktop.domain.table_values import DayOrder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from desktop.domain.table_rows import TableText


@dataclass(frozen=True, slots=True)
class SavedBankMap:
    """A map kept under a name; of the heads only digests are kept. `account` is the office's own."""

    name: str
    heads: tuple[tuple[str, BankField], ...]
    order: DayOrder | None = None
    sign: DecimalSign | None = None
    currency: str = ""
    account: str = ""

    def facts(self) -> dict[str, object]:
        """Give the map as plain values."""
        return {
            "heads": [[digest, field.value] for digest, field in self.heads],
            "order": self.order.value if self.order is not None else "",
            "sign": self.sign.value if self.sign is not None else "",
            "currency": self.currency,
            "account": self.account,
        }

    @classmethod
    def from_facts(cls, name: str, facts: Mapping[str, Any]) -> SavedBankMap:
        """Make a map of plain values."""
        return cls(
            name,
            tuple((str(digest), BankField(field)) for digest, field in facts["heads"]),
            DayOrder(facts["order"]) if facts["order"] else None,
            DecimalSign(facts["sign"]) if facts["sign"] else None,
            str(facts["currency"]),
            str(facts["account"]),
        )

    def fits(self, heads: Heads) -> bool:
        """Whether a table has all columns that the map knows."""
        return bool(self.heads) and {digest for digest, _field in self.heads} <= set(map(head_digest, heads.texts))

    def applied(self, heads: Heads) -> BankMap:
        """Give the map for a table with these heads."""
        known = dict(self.heads)
        columns = tuple(known.get(head_digest(head)) if head else None for head in heads.texts)
        return BankMap(columns, heads.first, self.order, self.sign, self.currency, self.account)


def propose_bank_map(heads: Heads, saved: Iterable[SavedBankMap], table: TableText) -> tuple[BankMap, str]:
    """Propose what the columns are, and the name of the kept map that was used; empty for none."""
    fitting = [each for each in saved if each.fits(heads)]
    if fitting:
        best = max(fitting, key=lambda each: len(each.heads))
        return best.applied(heads), best.name
    return proposed_columns(heads, table), ""


def bank_map_saved(name: str, chosen: BankMap, heads: Heads) -> SavedBankMap:
    """Give a map as it is kept: by the heads of the columns that are something."""
    pairs: Sequence[tuple[str, BankField | None]] = list(zip(heads.texts, chosen.columns, strict=True))
    known = tuple((head_digest(head), field) for head, field in pairs if head and field is not None)
    return SavedBankMap(name, known, chosen.order, chosen.sign, chosen.currency, chosen.account)


def check_bank_map(saved: SavedBankMap) -> tuple[Problem, ...]:
    """Say why a map cannot be kept: without a name, or for a table that has no heads to know it again by."""
    found: list[Problem] = []
    if not saved.name.strip():
        found.append(Problem("import.map_name", "name"))
    if len(saved.name) > LONGEST_NAME:
        found.append(Problem("text.too_long", "name", {"longest": LONGEST_NAME}))
    if not saved.heads:
        found.append(Problem("import.map_heads", "name"))
    return tuple(found)
