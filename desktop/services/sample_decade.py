"""A whole invented decade of a big office: 100,000 people, 2,500 campaigns, 200,000 gifts, to see that it stays quick.

The same scale gives the same decade every time. Money is posted by the ledger's own rules; each month is one commit
with a record for everything that happened in it, so that `verify` proves all of it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.domain.campaigns import CampaignDraft, CampaignStatus, ItemDraft
from desktop.domain.donations import DonationDraft, gift_entry
from desktop.domain.errors import Refused
from desktop.domain.journal import Record
from desktop.domain.ledger import PaymentMethod
from desktop.domain.money import Money
from desktop.domain.pages import ItemCategory
from desktop.domain.payouts import PayoutDraft, PayoutLine
from desktop.domain.people import PersonCategory, PersonDraft
from desktop.services.campaigns import add_campaign, campaign_facts
from desktop.services.facts import entry_facts
from desktop.services.gift_facts import gift_facts
from desktop.services.payouts import record_within

if TYPE_CHECKING:
    from desktop.domain.progress import Progress
    from desktop.services.office import Office
    from desktop.services.sample_story import StoryClock
    from desktop.storage.work import Work

FIRST_DAY = date(2016, 1, 4)
MONTHS = 120
_DAYS_OF_MONTH = 28
_CURRENCY = "EUR"
_GIVEN = (
    "Адарка", "Арцём", "Вера", "Гардзей", "Ева", "Зміцер", "Кастусь", "Лявон", "Марта", "Паўліна", "Рыгор", "Тодар",
    "Тимофей", "Ульяна", "Остап", "Соломія", "Jadwiga", "Bogumił", "Rūta", "Vytenis", "Ingrid", "Oskar",
)  # fmt: skip
_FAMILY = (
    "Аўсянік", "Баравік", "Валошка", "Грачанік", "Дзятліна", "Жытнік", "Званочак", "Каліна", "Лебядзец", "Мятліца",
    "Рабінавіч", "Чабарок", "Рябинина", "Терновский", "Барвінок", "Калинюк", "Jarzębina", "Dąbek", "Ąžuolas", "Putinas",
    "Rönn", "Björkman",
)  # fmt: skip
_MIDDLE = ("ас", "ва", "го", "да", "ёр", "ма", "не", "па", "ры", "ся", "то", "ха")
_NEEDS = {
    "Rent": ItemCategory.HOUSING,
    "Medical care": ItemCategory.MEDICAL,
    "Living costs": ItemCategory.LIVING,
    "Tickets": ItemCategory.TRAVEL,
    "Legal help": ItemCategory.LEGAL,
    "Language course": ItemCategory.EDUCATION,
}
_TITLES = ("Першы месяц на новым месцы", "Лекі і абследаванне", "Адвакат для сям’і", "Дорога к своим", "Nowy początek")
_COUNTRIES = ("BY", "PL", "LT", "UA", "GE", "DE")
_CATEGORIES = {
    PersonCategory.BENEFICIARY: 30, PersonCategory.PAYEE: 8, PersonCategory.DONOR: 60, PersonCategory.STAFF: 2,
}  # fmt: skip
_FAMOUS_PER_CENT = 3


@dataclass(frozen=True, slots=True)
class Decade:
    """How much happens in it. The first campaign is famous: three of a hundred gifts are for it."""

    people: int
    campaigns: int
    donations: int
    payouts: int
    seed: int = 1


DECADE = Decade(people=100_000, campaigns=2_500, donations=200_000, payouts=7_500)
"""What the office of the plan has to stay quick with."""


class Teller:
    """Lets a decade happen in an empty office, month by month."""

    def __init__(self, office: Office, clock: StoryClock, scale: Decade, progress: Progress) -> None:
        """Prepare; `clock` must be the office's own and stand at the first day."""
        self._office, self._clock, self._scale, self._progress = office, clock, scale, progress
        self._random = random.Random(scale.seed)  # noqa: S311 - the same decade every time, and no secret
        self._people: list[str] = []
        self._campaigns: list[tuple[str, str, int]] = []

    def tell(self) -> None:
        """Let it all happen; a month is stored whole or not at all.

        Raises:
            Stopped: The user stopped it between two months.
        """
        for month in range(MONTHS):
            self._progress.step(month, MONTHS)
            first = self._clock.pass_days(30)
            with self._office.work() as work:
                made = [*self._come(work, month), *self._need(work, month, first)]
                made += self._give(work, month, first)
                made += self._pay(work, month, first)
                if made:
                    work.commit(made[0], *made[1:])
        self._progress.step(MONTHS, MONTHS)

    def _share(self, whole: int, month: int) -> int:
        """Spread a decade's count evenly over its months, exactly; what there is one of comes in the first."""
        return -(-whole * (month + 1) // MONTHS) + (-whole * month // MONTHS)

    def _day(self, first: date) -> date:
        return first - timedelta(self._random.randrange(_DAYS_OF_MONTH))

    # ------------------------------------------------------------------ who and what for

    def _come(self, work: Work, month: int) -> list[Record]:
        drafts = [self._person(len(self._people) + place) for place in range(self._share(self._scale.people, month))]
        codes = work.people.add_many(drafts)
        self._people += codes
        return [
            Record("person.added", code, {"category": draft.category.value, "revision": 1})
            for code, draft in zip(codes, drafts, strict=True)
        ]

    def _person(self, place: int) -> PersonDraft:
        chance = self._random
        middle = "".join(chance.choices(_MIDDLE, k=3)).capitalize()
        return PersonDraft(
            category=chance.choices(tuple(_CATEGORIES), tuple(_CATEGORIES.values()))[0],
            name_local=f"{chance.choice(_GIVEN)} {middle} {chance.choice(_FAMILY)}",
            alias=f"Alias {place + 1}",
            country=chance.choice(_COUNTRIES),
        )

    def _need(self, work: Work, month: int, first: date) -> list[Record]:
        made = []
        for _each in range(self._share(self._scale.campaigns, month)):
            whose, number = self._random.choice(self._people), len(self._campaigns) + 1
            labels = self._random.sample(sorted(_NEEDS), self._random.randint(2, 5))
            items = tuple(
                ItemDraft(label, Money(self._random.randrange(5, 200) * 1000, _CURRENCY), _NEEDS[label], priority=place)
                for place, label in enumerate(labels, 1)
            )
            draft = CampaignDraft(
                title=f"{self._random.choice(_TITLES)} {number}",
                currency=_CURRENCY,
                status=self._random.choice((CampaignStatus.OPEN, CampaignStatus.OPEN, CampaignStatus.PAUSED)),
                beneficiary=whose,
                goal=Money(sum(item.planned.minor for item in items), _CURRENCY),
                starts=self._day(first),
                items=items,
            )
            code = add_campaign(work, draft)
            self._campaigns.append((code, whose, len(items)))
            made.append(Record("campaign.saved", code, campaign_facts(work.campaigns.get(code))))
        return made

    # ------------------------------------------------------------------ money

    def _give(self, work: Work, month: int, first: date) -> list[Record]:
        drafts = [self._gift(first) for _each in range(self._share(self._scale.donations, month))]
        if not drafts:
            return []
        entries = [gift_entry(draft) for draft in drafts]
        number = work.ledger.post_many(entries)
        codes = work.donations.add_many(drafts, number)
        return [
            Record("donation.recorded", code, {**gift_facts(draft), **entry_facts(number + place, entry)})
            for place, (code, draft, entry) in enumerate(zip(codes, drafts, entries, strict=True))
        ]

    def _gift(self, first: date) -> DonationDraft:
        chance = self._random
        famous = chance.randrange(100) < _FAMOUS_PER_CENT
        gross = Money(chance.choice((1000, 2500, 5000, 10_000, chance.randrange(100, 50_000))), _CURRENCY)
        return DonationDraft(
            campaign=self._campaigns[0][0] if famous else chance.choice(self._campaigns)[0],
            gross=gross,
            fee=Money(gross.minor * chance.choice((0, 0, 14, 29)) // 1000, _CURRENCY),
            on=self._day(first),
            method=chance.choice((PaymentMethod.BANK, PaymentMethod.CARD, PaymentMethod.PROVIDER)),
            donor=chance.choice(self._people) if chance.randrange(2) else None,
        )

    def _pay(self, work: Work, month: int, first: date) -> list[Record]:
        """Pay what the rules allow: as in life, some of what is asked for is refused."""
        made = []
        for _each in range(self._share(self._scale.payouts, month)):
            code, whose, lines = self._random.choice(self._campaigns)
            amount = Money(self._random.randrange(20, 400) * 100, _CURRENCY)
            line = PayoutLine(self._random.randint(1, lines), amount)
            draft = PayoutDraft(code, whose, (line,), self._day(first), PaymentMethod.BANK)
            try:
                made.append(record_within(work, self._office, draft)[1])
            except Refused:
                continue
        return made
