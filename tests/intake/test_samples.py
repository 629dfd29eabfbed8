"""The invented sample pages: each is read as its README says, and its whole story is kept."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from desktop import paths
from desktop.intake.page import read_page


@dataclass(frozen=True)
class Sample:
    """What a sample page must become. `story` holds the first and the last words of its story."""

    name: str
    language: str
    person: str | None
    items: str
    goal: str | None
    collected: str
    status: str
    currency: str
    story: tuple[str, str]
    warnings: str = ""
    categories: str = ""
    quantities: str = ""
    concerns: str = ""


SAMPLES = (
    Sample(
        "knee-surgery",
        "en",
        "Kiryl Zabrodski",
        "2450.00 650.00 185.50 614.50",
        "3900.00",
        "1275.00",
        "open",
        "EUR",
        ("My name is Kiryl", "I cannot earn it."),
        "",
        "medical medical medical housing",
        "1 10session 1 2month",
        "health criminal_case relatives whereabouts",
    ),
    Sample(
        "navuka-nanova",
        "be",
        "Алесі Варанько",
        "1140.00 465.00 380.00 215.00",
        None,
        "2310.00",
        "closed",
        "EUR",
        ("Дзевяць гадоў", "не такое страшнае."),
        "no_goal overfunded duplicate_block",
        "education housing equipment education",
        "6месяц 3месяц 1 1",
        "health criminal_case relatives minors",
    ),
    Sample(
        "piersy-miesiac",
        "be",
        "Maksimu Łahodziču",
        "320.00 210.00 140.00 95.00",
        "765.00",
        "540.00",
        "open",
        "EUR",
        ("Mianie vyzvalili", "na što jon pajšoŭ."),
        "",
        "housing food clothing documents",
        "1 1 1 1",
        "relatives",
    ),
    Sample(
        "pervoe-vremya",
        "ru",
        "Тамаре Лозинской",
        "700.00 450.00 850.00 600.00",
        "2600.00",
        "1940.00",
        "open",
        "EUR",
        ("Меня зовут Тамара", "медсёстры нужны везде."),
        "",
        "education documents medical living",
        "1 1 1 1",
        "health criminal_case relatives minors whereabouts",
    ),
    Sample(
        "liky-dlia-mamy",
        "uk",
        "Соломії Криницькій",
        "21600.00 14400.00 3500.00 8500.00",
        "48000.00",
        "17250.00",
        "open",
        "UAH",
        ("Я не вмію просити", "з чеками."),
        "foreign_currency",
        "medical medical travel medical",
        "6місяць 12сеанс 1 1",
        "health relatives helpers minors",
    ),
    Sample(
        "warsztat",
        "pl",
        "Hieranima Taranieckiego",
        "4200.00 2850.50 1350.00 599.50",
        "9000.00",
        "6120.75",
        "open",
        "PLN",
        ("Mam pięćdziesiąt trzy", "Przypis redakcji"),
        "foreign_currency",
        "medical equipment housing other",
        "1 1 3 1",
        "health criminal_case relatives helpers",
    ),
    Sample(
        "winter-for-three",
        "en",
        None,
        "1100.00 330.00 420.00",
        "1850.00",
        "1604.20",
        "closed",
        "EUR",
        ("When they took Ales", "shoes for everybody."),
        "underfunded_closed ambiguous_amount",
        "housing medical clothing",
        "1 1 1",
        "criminal_case relatives helpers minors",
    ),
)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_page_is_read(sample: Sample) -> None:
    draft = read_page((paths.resources() / "samples" / "pages" / f"{sample.name}.txt").read_bytes())
    found = Sample(
        sample.name,
        draft.language,
        draft.person,
        " ".join(item.amount.plain() for item in draft.items),
        draft.stated_goal.plain() if draft.stated_goal else None,
        draft.collected.plain() if draft.collected else "",
        draft.status.value,
        str(draft.currency),
        (draft.story[: len(sample.story[0])], draft.story[-len(sample.story[1]) :]),
        " ".join(warning.value for warning in draft.warnings),
        " ".join(item.category.value for item in draft.items),
        " ".join(f"{item.quantity}{item.unit}" for item in draft.items),
        " ".join(concern.value for concern in draft.concerns),
    )
    assert found == sample


def test_every_sample_page_is_expected_and_described() -> None:
    folder = paths.resources() / "samples" / "pages"
    names = {path.stem for path in folder.glob("*.txt")}
    assert names == {sample.name for sample in SAMPLES}
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "CC0" in readme
    assert all(f"`{name}.txt`" in readme for name in names)


def test_the_office_has_a_sample_in_each_language() -> None:
    assert {sample.language for sample in SAMPLES} == {"en", "be", "ru", "uk", "pl"}
