"""Names in titles, categories, quantities, pseudonyms, concerns, languages: proposals that are never forced."""

from __future__ import annotations

import pytest

from desktop.domain.money import Money
from desktop.domain.pages import Concern, ItemCategory
from desktop.intake.languages import convention_of, language_of
from desktop.intake.names import person_in
from desktop.intake.page import read_page_text
from desktop.intake.proposals import category_of, concerns_in, name_of, propose_alias, quantity_of


@pytest.mark.parametrize(
    ("title", "person"),
    [
        ("Helping a former political prisoner learn a new profession", None),
        ("Helping A Former Political Prisoner Learn A New Profession", None),
        ("From prison to family: help for former political prisoner Siarhei Buraczok", "Siarhei Buraczok"),
        ("Help for Maryna", "Maryna"),
        ("Help Anna and her children", "Anna"),
        ("Support Maryna's treatment", "Maryna"),
        ("Help for Alena Kavalchuk's family", "Alena Kavalchuk"),
        ("Zmicier Bulba needs help", "Zmicier Bulba"),
        ("Help for Dmitry N.", "Dmitry N."),
        ("Help For Former Political Prisoner Aliaksei Hrodzenski", "Aliaksei Hrodzenski"),
        ("Political Prisoner Needs Help", None),
        ("Help Belarus", None),
        ("Support for Red Cross volunteers in Poland", None),
        ("From Minsk to Warsaw", None),
        ("Volha needs surgery", "Volha"),
        ("Дапамога былому палітвязню Дзмітрыю Бурачку", "Дзмітрыю Бурачку"),
        ("Дапамажыце Таццяне Жук вярнуцца", "Таццяне Жук"),
        ("Дапамога сям'і палітвязня", None),
        ("Надзея на новае жыццё", None),
        ("Лячэнне для Алены", "Алены"),
        ("Помощь бывшему политзаключённому Ивану Ковалёву", "Ивану Ковалёву"),
        ("Новая жизнь в Варшаве", None),
        ("ПОМОЩЬ ИВАНУ ПЕТРОВУ", "ИВАНУ ПЕТРОВУ"),
        ("Сергей Иванов: из тюрьмы домой", "Сергей Иванов"),
        ("Допомога колишньому політв'язню Дмитру Гнатюку", "Дмитру Гнатюку"),
        ("Допоможіть Оксані Шевчук", "Оксані Шевчук"),
        ("Нове життя в Україні", None),
        ("Pomoc dla rodziny z Mińska", None),
        ("Pomoc dla byłego więźnia politycznego Dmitrija Buraczka", "Dmitrija Buraczka"),
        ("Wsparcie dla Aleksandra", "Aleksandra"),
        ("Dapamoha byłomu palitviaźniu Zmitru Buračku", "Zmitru Buračku"),
        ("", None),
        ("Help for «Green Ivan Hill»", None),
    ],
)
def test_the_person_in_a_title(title: str, person: str | None) -> None:
    assert person_in(title) == person


@pytest.mark.parametrize(
    ("description", "category"),
    [
        ("Room rental for 3 months", ItemCategory.HOUSING),
        ("Examination of the spine, painkillers", ItemCategory.MEDICAL),
        ("training course for IT projects", ItemCategory.EDUCATION),
        ("clothes for winter", ItemCategory.CLOTHING),
        ("a visa", ItemCategory.DOCUMENTS),
        ("Арэнда пакоя", ItemCategory.HOUSING),
        ("Лячэнне зубоў", ItemCategory.MEDICAL),
        ("Билеты на самолёт", ItemCategory.TRAVEL),
        ("Харчування", ItemCategory.FOOD),
        ("Adwokat", ItemCategory.LEGAL),
        ("Ноутбук", ItemCategory.EQUIPMENT),
        ("a thing", ItemCategory.OTHER),
        ("", ItemCategory.OTHER),
        ("Проїзд до лікарні", ItemCategory.TRAVEL),
    ],
)
def test_the_category_of_an_item(description: str, category: ItemCategory) -> None:
    assert category_of(description) is category


@pytest.mark.parametrize(
    ("description", "minor", "language", "count", "unit"),
    [
        ("Room rental for 3 months", 90000, "en", 3, "month"),
        ("Room rental for 3 months", 98000, "en", 1, ""),
        ("Арэнда на 4 месяцы", 40000, "be", 4, "месяц"),
        ("два білети", 40000, "uk", 2, "квиток"),
        ("10 sesji", 50000, "pl", 10, "sesja"),
        ("Rent", 90000, "en", 1, ""),
        ("3 kinds of paper", 90000, "en", 1, ""),
        ("for 1 month", 90000, "en", 1, ""),
        ("24-hour care", 90000, "en", 1, ""),
    ],
)
def test_a_quantity_is_proposed_only_where_it_divides(
    description: str, minor: int, language: str, count: int, unit: str
) -> None:
    quantity = quantity_of(description, Money(minor, "EUR"), language)
    assert (int(quantity.count), quantity.unit) == (count, unit)


def test_a_short_name_is_no_sentence_of_somebody() -> None:
    assert name_of("I need it because my leg hurts", ItemCategory.MEDICAL, "en") == "Medical care"
    assert name_of("мне трэба гэта", ItemCategory.LIVING, "be") == "Пражыванне"
    assert (
        name_of("Examination of the spine, head, vessels, brain and a course of therapy", ItemCategory.MEDICAL, "en")
        == "Examination of the spine"
    )
    assert name_of("ježa i prajezd", ItemCategory.FOOD, "be") == "Ježa i prajezd"
    assert name_of("", ItemCategory.OTHER, "de") == "Other expense"
    assert len(name_of("word " * 40, ItemCategory.OTHER, "en")) <= 60


def test_a_pseudonym_is_drawn_by_chance_and_not_from_the_page() -> None:
    assert propose_alias(lambda words: words[0]) == "Acorn 10"
    assert len({propose_alias() for _ in range(40)}) > 20
    text = "Help for Anna\n\nHow much is needed?\n\nRent — €5\n\nCollected: €3"
    assert len({read_page_text(text).alias for _ in range(20)}) > 5
    assert read_page_text(text) == read_page_text(text), "the pseudonym is no part of what the page says"


@pytest.mark.parametrize(
    ("story", "concern"),
    [
        ("I was sentenced under article 342.", Concern.CRIMINAL_CASE),
        ("my back pain", Concern.HEALTH),
        ("my wife and her sister", Concern.RELATIVES),
        ("a colleague hid me", Concern.HELPERS),
        ("our little daughter, a child of six", Concern.MINORS),
        ("I live in Tbilisi now", Concern.WHEREABOUTS),
        ("артыкул 342 крымінальнага кодэкса", Concern.CRIMINAL_CASE),
        ("мая жонка", Concern.RELATIVES),
        ("Я живу в Варшаве", Concern.WHEREABOUTS),
        ("уголовное дело по статье 342", Concern.CRIMINAL_CASE),
        ("моя мати хворіє", Concern.HEALTH),
        ("moja córka i żona", Concern.RELATIVES),
        ("zostałem skazany", Concern.CRIMINAL_CASE),
    ],
)
def test_a_concern_is_proposed(story: str, concern: Concern) -> None:
    assert concern in concerns_in(story)


def test_a_harmless_text_raises_no_concern() -> None:
    assert concerns_in("We collect for new chairs and a kettle.") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How much is needed?", "en"),
        ("Колькі трэба? Дапамога ў лячэнні", "be"),
        ("Сколько нужно? Помощь в лечении", "ru"),
        ("Скільки потрібно? Допомога в лікуванні", "uk"),
        ("Ile potrzeba? Pomoc w leczeniu, będzie dobrze", "pl"),
        ("Kolki treba? Dapamoha ŭ lačenni", "be"),
        ("", "en"),
        ("12345", "en"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_each_language_has_its_decimal_mark() -> None:
    assert [convention_of(language).decimal_mark for language in ("en", "be", "ru", "uk", "pl")] == [
        ".",
        ",",
        ",",
        ",",
        ",",
    ]
