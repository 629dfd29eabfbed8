"""The office's settings, kept in the ledger book by name."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import select

from desktop.domain.accounting import Accounting
from desktop.domain.bank_maps import SavedBankMap
from desktop.domain.consents import ConsentRule
from desktop.domain.money import Money
from desktop.domain.paper_rules import PaperRules
from desktop.domain.payment_files import Payer
from desktop.domain.rates import RateRule
from desktop.domain.receipts import Organisation
from desktop.domain.retention import Terms
from desktop.domain.settings import OfficeSettings, masked, unmasked
from desktop.domain.table_maps import SavedMap
from desktop.storage.tables_ledger import setting

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from desktop.storage.context import Desk

_ORGANISATION = "organisation."
_YES = "yes"
_MAP = "table_map."
_BANK_MAP = "bank_map."
ROLES = "roles."
"""Before a user's number: the roles, which are `storage.staff`'s and no settings."""


class Settings:
    """The repository of settings."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def load(self) -> OfficeSettings:
        """Load the settings; what was never settled is as in `OfficeSettings()`. Hidden names are masked."""
        stored = self._stored()
        return masked(stored) if self._desk.hides else stored

    def _stored(self) -> OfficeSettings:
        mine = select(setting).where(_of_settings())
        stored = {row.name: row.value for row in self._desk.connection.execute(mine)}
        usual = OfficeSettings()
        return OfficeSettings(
            organisation=Organisation(
                **{
                    each.name: stored.get(_ORGANISATION + each.name, getattr(usual.organisation, each.name))
                    for each in fields(Organisation)
                }
            ),
            base_currency=stored.get("base_currency", usual.base_currency),
            language=stored.get("language", usual.language),
            second_language=stored.get("second_language", usual.second_language),
            sample=stored.get("sample", "") == _YES,
            rate_rule=RateRule.from_facts(json.loads(stored["rate_rule"]))
            if "rate_rule" in stored
            else usual.rate_rule,
            approval_threshold=_money(stored.get("approval_threshold", "")),
            reallocation_limit=int(stored.get("reallocation_limit", usual.reallocation_limit)),
            accounting=Accounting.from_facts(json.loads(stored["accounting"]))
            if "accounting" in stored
            else usual.accounting,
            payout_consent=ConsentRule(stored.get("payout_consent", usual.payout_consent)),
            document_consent=ConsentRule(stored.get("document_consent", usual.document_consent)),
            papers=PaperRules.from_facts(json.loads(stored["papers"])) if "papers" in stored else usual.papers,
            logo=stored.get("logo", ""),
            idle_minutes=int(stored.get("idle_minutes", usual.idle_minutes)),
            covers=stored.get("covers", "") == _YES,
            retention=Terms.from_facts(json.loads(stored.get("retention", "{}"))),
            payer=Payer.from_facts(json.loads(stored.get("payer", "{}"))),
        )

    def save(self, settings: OfficeSettings) -> None:
        """Store the settings in place of those before; a masked name stays as it is."""
        settings = unmasked(settings, self._stored())
        organisation = settings.organisation
        values = {
            **{_ORGANISATION + each.name: getattr(organisation, each.name) for each in fields(Organisation)},
            "base_currency": settings.base_currency,
            "language": settings.language,
            "second_language": settings.second_language,
            "sample": _YES if settings.sample else "",
            "rate_rule": json.dumps(settings.rate_rule.facts()),
            "approval_threshold": _money_text(settings.approval_threshold),
            "reallocation_limit": str(settings.reallocation_limit),
            "accounting": json.dumps(settings.accounting.facts()),
            "payout_consent": settings.payout_consent.value,
            "document_consent": settings.document_consent.value,
            "papers": json.dumps(settings.papers.facts()),
            "logo": settings.logo,
            "idle_minutes": str(settings.idle_minutes),
            "covers": _YES if settings.covers else "",
            "retention": json.dumps(settings.retention.facts()),
            "payer": json.dumps(settings.payer.facts()),
        }
        self._desk.connection.execute(setting.delete().where(_of_settings()))
        self._desk.connection.execute(
            setting.insert(), [{"name": name, "value": value} for name, value in values.items()]
        )

    def table_maps(self) -> tuple[SavedMap, ...]:
        """Give the saved maps of tables' columns, by name."""
        kept = select(setting).where(setting.c.name.startswith(_MAP, autoescape=True)).order_by(setting.c.name)
        rows = self._desk.connection.execute(kept)
        return tuple(SavedMap.from_facts(row.name.removeprefix(_MAP), json.loads(row.value)) for row in rows)

    def keep_table_map(self, saved: SavedMap) -> None:
        """Keep a map of a table's columns, in place of the one of its name."""
        self.forget_table_map(saved.name)
        kept = {"name": _MAP + saved.name, "value": json.dumps(saved.facts())}
        self._desk.connection.execute(setting.insert().values(kept))

    def forget_table_map(self, name: str) -> bool:
        """Take a map away; tells whether there was one."""
        gone = self._desk.connection.execute(setting.delete().where(setting.c.name == _MAP + name))
        return bool(gone.rowcount)

    def bank_maps(self) -> tuple[SavedBankMap, ...]:
        """Give the saved maps of banks' tables, by name."""
        kept = select(setting).where(setting.c.name.startswith(_BANK_MAP, autoescape=True)).order_by(setting.c.name)
        rows = self._desk.connection.execute(kept)
        return tuple(SavedBankMap.from_facts(row.name.removeprefix(_BANK_MAP), json.loads(row.value)) for row in rows)

    def keep_bank_map(self, saved: SavedBankMap) -> None:
        """Keep a map of a bank's table, in place of the one of its name."""
        self.forget_bank_map(saved.name)
        kept = {"name": _BANK_MAP + saved.name, "value": json.dumps(saved.facts())}
        self._desk.connection.execute(setting.insert().values(kept))

    def forget_bank_map(self, name: str) -> None:
        """Take a map of a bank's table away."""
        self._desk.connection.execute(setting.delete().where(setting.c.name == _BANK_MAP + name))


def _of_settings() -> ColumnElement[bool]:
    """Which rows are settings of the office, and not something else that is kept by name."""
    name = setting.c.name
    maps = name.startswith(_MAP, autoescape=True) | name.startswith(_BANK_MAP, autoescape=True)
    return ~maps & ~name.startswith(ROLES, autoescape=True)


def _money(text: str) -> Money | None:
    """Read an amount as stored: minor units and currency; empty for none."""
    minor, _space, currency = text.partition(" ")
    return Money(int(minor), currency) if text else None


def _money_text(amount: Money | None) -> str:
    return "" if amount is None else f"{amount.minor} {amount.currency}"
