"""How an office sets its documents: by whose form, on which sheet and with which account codes each kind is set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import Problem
from desktop.domain.papers import PaperForm, PaperLayout
from desktop.domain.receipts import VOUCHERS, DocumentKind

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_ACCOUNT = 40
FORMED = (DocumentKind.PAYMENT_VOUCHER, DocumentKind.MONEY_IN_VOUCHER)
"""The kinds that a country's form is known for."""


@dataclass(frozen=True, slots=True)
class KindRule:
    """How one kind is set, and the accounts that its vouchers name (may be empty)."""

    layout: PaperLayout
    debit: str = ""
    credit: str = ""


def usual_rule(kind: DocumentKind) -> KindRule:
    """Vouchers are two papers on one sheet; whatever goes out of the house has a sheet of its own."""
    halved = kind in (*VOUCHERS, DocumentKind.MONEY_IN_VOUCHER)
    return KindRule(PaperLayout.TWO_A5 if halved else PaperLayout.A4)


@dataclass(frozen=True, slots=True)
class PaperRules:
    """The office's rules. `form` is that of its cash vouchers; a kind that has no rule in `kinds` is set as usual."""

    form: PaperForm = PaperForm.PLAIN
    kinds: tuple[tuple[DocumentKind, KindRule], ...] = ()

    def of(self, kind: DocumentKind) -> KindRule:
        """Give the rule of a kind."""
        return dict(self.kinds).get(kind) or usual_rule(kind)

    def with_rule(self, kind: DocumentKind, rule: KindRule) -> PaperRules:
        """Give these rules with another one for a kind."""
        kept = {**dict(self.kinds), kind: rule}
        told = tuple((each, kept[each]) for each in DocumentKind if each in kept and kept[each] != usual_rule(each))
        return replace(self, kinds=told)

    def facts(self) -> dict[str, object]:
        """Give the rules as plain values that `from_facts` reads back."""
        kinds = {kind.value: [rule.layout.value, rule.debit, rule.credit] for kind, rule in self.kinds}
        return {"form": self.form.value, "kinds": kinds}

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> PaperRules:
        """Read rules back."""
        kinds = tuple(
            (DocumentKind(kind), KindRule(PaperLayout(layout), debit, credit))
            for kind, (layout, debit, credit) in facts["kinds"].items()
        )
        return cls(PaperForm(facts["form"]), kinds)


def check_accounts(debit: str, credit: str) -> tuple[Problem, ...]:
    """Say which code of an account is too long."""
    return tuple(
        Problem("text.too_long", name, {"longest": LONGEST_ACCOUNT})
        for name, code in (("debit", debit), ("credit", credit))
        if len(code) > LONGEST_ACCOUNT
    )
