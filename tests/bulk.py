"""Fills a store with many people, campaigns and entries at once: prepared rows into the repositories' own tables."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from desktop.domain.ids import CodeKind, make_code
from desktop.storage.folding import search_words, sort_key
from desktop.storage.search import Indexed
from desktop.storage.sums import refund
from desktop.storage.tables_identity import (
    campaign_identity,
    donation_identity,
    item_identity,
    payout_identity,
    person_identity,
    search,
)  # fmt: skip
from desktop.storage.tables_ledger import (
    campaign,
    donation,
    entry,
    item,
    payout,
    payout_line,
    person,
    person_paid,
    posting,
    tally,
)  # fmt: skip
from desktop.storage.tables_money import donation_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

    from desktop.storage.store import Store
    from desktop.storage.work import Work

FIRST = (
    "Андрэй", "Алена", "Вольга", "Дзмітры", "Ігар", "Кацярына", "Мікалай", "Наталля", "Святлана", "Сяргей", "Юлія",
    "Александр", "Екатерина", "Фёдор", "Ganna", "Maciej", "Łucja", "Tomas", "Giedrė", "Yuliia", "Oleksandr", "Zoя",
)  # fmt: skip
LAST = (
    "Кавалевіч", "Новік", "Ластаўка", "Бусел", "Журавель", "Сініца", "Жаўрук", "Салавей", "Кулік", "Зязюля", "Дрозд",
    "Скворцов", "Воробьёв", "Голубева", "Czapla", "Żuraw", "Gołąb", "Gandras", "Lelieka", "Holub", "Snihur", "Чайка",
)  # fmt: skip
NEEDS = ("Lawyer", "Адвакат", "Rent", "Лекі", "Ежа", "Tickets", "Вопратка", "School", "Перадача", "Surgery")
FROM = date(2020, 8, 9)
_LETTERS = "абвгдежзіклмнопрстуфхцчшэюя"


@dataclass(frozen=True)
class Size:
    """How much of each. `in_first` per cent of the donations go to the first campaign, as to a famous one."""

    people: int
    campaigns: int
    donations: int
    payouts: int
    in_first: int = 0


@cache
def folded(word: str) -> str:
    return search_words(word)


class Bulk:
    """Makes rows from a seed, so that two runs fill two stores alike."""

    def __init__(self, size: Size, seed: int = 1) -> None:
        self.size = size
        self.random = random.Random(seed)
        self.lines: dict[int, int] = {}
        self.sorts: list[str] = [""]

    def load(self, work: Work) -> None:
        connection = work._connection
        kept = [tuple(row) for row in connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'posting_is_of_the_last_entry'"
        )]  # fmt: skip
        for name, _sql in kept:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        self._people(connection)
        self._campaigns(connection)
        self._money(connection)
        _sum_up(connection, work)
        for _name, sql in kept:
            connection.exec_driver_sql(sql)

    def _people(self, connection: Connection) -> None:
        ledger, identity, index = [], [], []
        for number in range(1, self.size.people + 1):
            last = self.random.choice(LAST)
            # A third part makes people differ, as real ones do.
            names = [self.random.choice(FIRST), last, "".join(self.random.choices(_LETTERS, k=5)).capitalize()]
            name = " ".join(names)
            self.sorts.append(sort_key(name))
            category = self.random.choices(("beneficiary", "payee", "donor", "staff"), (30, 8, 60, 2))[0]
            ledger.append({"id": number, "category": category, "archived": int(self.random.random() < 0.02)})
            alias = f"Alias {number}"
            identity.append({
                "id": number, "name_local": name, "alias": alias, "name_sort": self.sorts[-1],
                "alias_sort": sort_key(alias), "country": self.random.choice(("BY", "PL", "LT", "UA", "GE")),
            })  # fmt: skip
            words = " ".join((*(folded(part) for part in names), folded("Alias"), f"^^{number}"))
            index.append({"rowid": Indexed.PERSON.place(number), "words": words})
        _insert(connection, person, ledger)
        _insert(connection, person_identity, identity)
        _insert(connection, search, index)

    def _campaigns(self, connection: Connection) -> None:
        funds, titles, items, described, index = [], [], [], [], []
        for number in range(1, self.size.campaigns + 1):
            title = f"{self.random.choice(NEEDS)} для {self.random.choice(FIRST)} {number}"
            funds.append({
                "id": number, "currency": "EUR", "scale": 10, "publicity": "anonymous",
                "status": self.random.choice(("open", "open", "closed", "paused", "settled")),
                "beneficiary_id": self.random.randint(1, self.size.people),
                "goal": self.random.choice((None, 100_000, 200_000, 300_000)),
                "ends": (FROM + timedelta(self.random.randrange(2500))).isoformat(),
                "archived": int(self.random.random() < 0.05),
            })  # fmt: skip
            titles.append({"id": number, "title": title, "title_sort": sort_key(title)})
            index.append({"rowid": Indexed.CAMPAIGN.place(number), "words": search_words(title)})
            self.lines[number] = self.random.randint(2, 5)
            for line in range(1, self.lines[number] + 1):
                label = self.random.choice(NEEDS)
                items.append({
                    "id": len(items) + 1, "campaign_id": number, "line": line, "label": label,
                    "label_sort": sort_key(label), "label_words": folded(label), "category": "other", "quantity": "1",
                    "priority": 1, "currency": "EUR", "scale": 10, "planned": self.random.randrange(5, 200) * 1000,
                })  # fmt: skip
                described.append({
                    "id": len(items), "description": label, "description_sort": sort_key(label),
                    "title_sort": sort_key(title),
                })  # fmt: skip
        _insert(connection, campaign, funds)
        _insert(connection, campaign_identity, titles)
        _insert(connection, item, items)
        _insert(connection, item_identity, described)
        _insert(connection, search, index)

    def _money(self, connection: Connection) -> None:
        entries: list[dict[str, Any]] = []
        lines: list[dict[str, Any]] = []
        gifts, shares, gift_names, payouts, payout_lines, payout_names = [], [], [], [], [], []
        for number in range(1, self.size.donations + 1):
            fund, day = self._fund(), self._day(number, self.size.donations)
            donor = self.random.choice((None, self.random.randint(1, self.size.people)))
            gross = self.random.randrange(100, 500_000)
            fee = self.random.choice((0, gross // 50))
            entries.append({"number": len(entries) + 1, "kind": "donation", "day": day})
            lines.extend(_postings(len(entries), fund, (
                ("bank", gross - fee, None, donor), ("fees", fee, None, None), ("donations", -gross, None, donor)
            )))  # fmt: skip
            gifts.append({
                "id": number, "campaign_id": fund, "entry": len(entries), "currency": "EUR", "scale": 10,
                "gross": gross, "fee": fee, "fund_currency": "EUR", "fund_gross": gross, "fund_fee": fee, "day": day,
                "donor_id": donor,
                "method": self.random.choice(("bank", "card", "provider")),
            })  # fmt: skip
            shares.append({
                "donation_id": number, "position": 1, "campaign_id": fund, "gross": gross, "fee": fee,
                "fund_gross": gross, "fund_fee": fee,
            })  # fmt: skip
            gift_names.append({"id": number, "donor_sort": self.sorts[donor or 0]})
        for number in range(1, self.size.payouts + 1):
            fund, day = self.random.randint(1, self.size.campaigns), self._day(number, self.size.payouts)
            payee, line = self.random.randint(1, self.size.people), self.random.randint(1, self.lines[fund])
            amount = self.random.randrange(100, 50_000)
            entries.append({"number": len(entries) + 1, "kind": "payout", "day": day})
            lines.extend(_postings(
                len(entries), fund, (("aid", amount, line, payee), ("bank", -amount, None, payee))
            ))  # fmt: skip
            payouts.append({
                "id": number, "campaign_id": fund, "payee_id": payee, "entry": len(entries), "currency": "EUR",
                "scale": 10, "amount": amount, "fund_currency": "EUR", "fund_amount": amount, "day": day,
                "method": "bank", "state": "paid",
                "items_key": f"{line:06d}",
            })  # fmt: skip
            payout_lines.append(
                {
                    "payout_id": number,
                    "position": 1,
                    "campaign_id": fund,
                    "item": line,
                    "amount": amount,
                    "charged": amount,
                }
            )
            payout_names.append({"id": number, "payee_sort": self.sorts[payee]})
        for table, rows in (
            (entry, entries), (posting, lines), (donation, gifts), (donation_share, shares),
            (donation_identity, gift_names), (payout, payouts),
            (payout_line, payout_lines), (payout_identity, payout_names),
        ):  # fmt: skip
            _insert(connection, table, rows)

    def _fund(self) -> int:
        famous = self.size.in_first and self.random.randrange(100) < self.size.in_first
        return 1 if famous else self.random.randint(1, self.size.campaigns)

    def _day(self, number: int, whole: int) -> str:
        return (FROM + timedelta(number * 2000 // whole + self.random.randrange(20))).isoformat()


def _postings(
    number: int, fund: int, lines: tuple[tuple[str, int, int | None, int | None], ...]
) -> Iterator[dict[str, Any]]:
    for position, (account, minor, line, whose) in enumerate((each for each in lines if each[1]), start=1):
        yield {
            "entry": number, "position": position, "account": account, "minor": minor, "currency": "EUR",
            "campaign_id": fund, "item": line, "person_id": whose,
        }  # fmt: skip


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), 20_000):
        connection.execute(table.insert(), rows[start : start + 20_000])


def _sum_up(connection: Connection, work: Work) -> None:
    """Make the kept sums what the rows say, each in one statement."""

    def of(account: str, sign: int) -> Any:
        total = select(func.coalesce(func.sum(posting.c.minor * sign), 0))
        return total.where(posting.c.campaign_id == campaign.c.id, posting.c.account == account).scalar_subquery()

    connection.execute(update(campaign).values(collected=of("donations", -1), fees=of("fees", 1), paid=of("aid", 1)))
    paid_lines = select(func.coalesce(func.sum(payout_line.c.amount), 0)).where(
        payout_line.c.campaign_id == item.c.campaign_id, payout_line.c.item == item.c.line
    )
    connection.execute(update(item).values(paid=paid_lines.scalar_subquery()))
    paid = select(payout.c.payee_id, payout.c.currency, func.sum(payout.c.amount)).group_by(payout.c.payee_id)
    connection.execute(person_paid.insert().from_select(["person_id", "currency", "paid"], paid))
    mine = payout.c.payee_id == person.c.id
    connection.execute(
        update(person).values(
            last_payout=select(func.coalesce(func.max(payout.c.day), "")).where(mine).scalar_subquery(),
            paid_key=select(func.coalesce(func.sum(payout.c.amount), 0) * 10).where(mine).scalar_subquery(),
            campaigns=select(func.count()).where(campaign.c.beneficiary_key == person.c.id).scalar_subquery(),
        )
    )
    for number in connection.execute(select(campaign.c.id)).scalars().all():
        refund(work._desk, number)
    for table in (person, campaign, item, donation, payout):
        _tally(connection, table)


def _tally(connection: Connection, table: Table) -> None:
    archived = table.c.archived if "archived" in table.c else None
    counted = select(func.count().label("found"), *([] if archived is None else [archived])).select_from(table)
    for row in connection.execute(counted if archived is None else counted.group_by(archived)):
        put_away = 0 if archived is None else row.archived
        connection.execute(tally.insert().values(kind=table.name, archived=put_away, count=row.found))


def fill(store: Store, size: Size, seed: int = 1) -> None:
    """Fill an empty store; it passes every check afterwards."""
    from tests.factories import note

    with store.work(1) as work:
        Bulk(size, seed).load(work)
        work.commit(note(make_code(CodeKind.CAMPAIGN, 1)))
