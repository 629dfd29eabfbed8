"""The invented people of the sample office. Any likeness to a living person is chance."""

from __future__ import annotations

from datetime import date

from desktop.domain.cases import CaseStatus
from desktop.domain.pages import Concern
from desktop.domain.people import PersonCategory, PersonDraft

_B, _P, _D, _S = PersonCategory.BENEFICIARY, PersonCategory.PAYEE, PersonCategory.DONOR, PersonCategory.STAFF

PEOPLE: dict[str, PersonDraft] = {
    "weaver": PersonDraft(
        _B,
        name_local="Алеся Верабейчык",
        name_latin="Alesia Verabeichyk",
        alias="Weaver",
        languages="be, pl",
        country="PL",
        safe_channel="Signal, evenings",
        do_not_contact_via="Work phone",
        case_status=CaseStatus.RELEASED.value,
        article="342",
        sentence="1 year 6 months",
        detained_on=date(2023, 9, 12),
        released_on=date(2025, 3, 11),
        needs="Glasses, and a loom to work on",
        concerns=(Concern.HEALTH.value, Concern.RELATIVES.value),
    ),
    "carpenter": PersonDraft(
        _B,
        name_local="Тарас Дубровченко",
        name_latin="Taras Dubrovchenko",
        alias="Carpenter",
        languages="uk, en",
        country="LT",
        case_status=CaseStatus.WANTED.value,
        article="361-2",
        detained_on=date(2025, 10, 8),
        released_on=date(2025, 10, 8),
        concerns=(Concern.WHEREABOUTS.value,),
    ),
    "florist": PersonDraft(
        _B,
        name_local="Мілана Званцова",
        name_latin="Milana Zvantsova",
        alias="Florist",
        languages="be",
        country="GE",
        case_status=CaseStatus.ABROAD.value,
        article="342",
        detained_on=date(2025, 6, 3),
        released_on=date(2025, 6, 6),
    ),
    "clinic": PersonDraft(
        _P,
        name_local="Przychodnia Zielony Liść",
        name_bank="Przychodnia Zielony Lisc sp. z o.o.",
        alias="Clinic Z",
        country="PL",
        iban="PL61109010140000071219812874",
        languages="pl",
    ),
    "landlord": PersonDraft(
        _P, name_local="Zenon Wymyślny", name_latin="Zenon Wymyslny", alias="Landlord W", country="PL", languages="pl"
    ),
    "school": PersonDraft(_P, name_local="Kursai Šviesa", alias="Course S", country="LT", languages="lt, en"),
    "north": PersonDraft(_D, name_local="Ingrid Norrsken", alias="North Star", country="SE", languages="en"),
    "baker": PersonDraft(_D, name_local="Марыля Хлебаровіч", alias="Baker", country="PL", languages="be"),
    "choir": PersonDraft(_D, name_local="Choir of the Old Mill", alias="Old Mill", country="DE", languages="en"),
    "cashier": PersonDraft(_S, name_local="Эма Лічыльнік", name_latin="Ema Lichylnik", alias="Cashier", country="PL"),
}

PAGE_PEOPLE: dict[str, PersonDraft] = {
    "knee-surgery": PersonDraft(_B, name_local="Кірыл Забродскі", name_latin="Kiryl Zabrodski", alias="Fern 12"),
    "liky-dlia-mamy": PersonDraft(_B, name_local="Соломія Криницька", name_latin="Solomiia Krynytska", alias="Opal 14"),
    "navuka-nanova": PersonDraft(_B, name_local="Алеся Варанько", name_latin="Alesia Varanko", alias="Linden 46"),
    "pervoe-vremya": PersonDraft(_B, name_local="Тамара Лозинская", name_latin="Tamara Lozinskaya", alias="Delta 68"),
    "piersy-miesiac": PersonDraft(_B, name_local="Максім Лагодзіч", name_latin="Maksim Lahodzich", alias="Pine 90"),
    "warsztat": PersonDraft(_B, name_local="Hieranim Taraniecki", alias="Starling 36"),
    "winter-for-three": PersonDraft(_B, name_local="Вольга Грынкевіч", name_latin="Volha Hrynkevich", alias="Alder 89"),
}
