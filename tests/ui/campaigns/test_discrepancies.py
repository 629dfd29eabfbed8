"""Every discrepancy is a whole sentence, with its figures where there are any, in each language of the screens."""

from __future__ import annotations

import pytest

from desktop.domain.money import Money
from desktop.domain.pages import PageDraft, PageItem, PageStatus, PageWarning
from desktop.i18n import LANGUAGES, use_language
from desktop.ui.campaigns.discrepancies import Figures, in_words, picture_of
from desktop.ui.importing.checks import page_notes
from tests.services.office_kit import eur


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("warning", PageWarning)
@pytest.mark.parametrize("figures", [Figures(), Figures(eur("300"), eur("270"), eur("310"), eur("250"))])
def test_each_is_said(warning: PageWarning, figures: Figures, language: str) -> None:
    use_language(language)
    said = in_words(warning, figures)
    assert said.endswith(".")
    assert "{" not in said
    assert picture_of(warning) in ("info", "warning")


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (Figures(eur("300"), eur("270")), "the items make 270.00 EUR: 30.00 EUR less."),
        (Figures(eur("300"), eur("330")), "the items make 330.00 EUR: 30.00 EUR more."),
        (Figures(eur("300"), eur("300"), published=eur("310")), "two goals: 300.00 EUR and 310.00 EUR."),
        (Figures(eur("300"), Money.of("300", "PLN")), "The stated goal is not the sum of the items."),
    ],
)
def test_goals_that_differ(figures: Figures, words: str) -> None:
    assert words in in_words(PageWarning.GOAL_MISMATCH, figures)


def test_amounts_of_two_currencies_are_never_compared() -> None:
    figures = Figures(eur("300"), eur("300"), Money.of("9", "PLN"))
    assert in_words(PageWarning.OVERFUNDED, figures) == "More was collected than asked for."


def draft(*warnings: PageWarning, ambiguous: bool = False, published: Money | None = None) -> PageDraft:
    items = (PageItem("Shoes", eur("100")), PageItem("Coats", eur("50"), ambiguous=ambiguous))
    return PageDraft("T", "", items, eur("150"), published, None, PageStatus.OPEN, "EUR", warnings=warnings)


def test_two_goals_on_a_page_are_said_until_one_is_corrected() -> None:
    page = draft(PageWarning.GOAL_MISMATCH, published=eur("160"))
    assert "two goals" in page_notes(page, eur("150"), eur("150"), None, closed=False)[0][1]
    assert page_notes(page, eur("151"), eur("151"), None, closed=False) == []


def test_an_amount_with_two_readings_names_its_line() -> None:
    page = draft(PageWarning.AMBIGUOUS_AMOUNT, ambiguous=True)
    assert [text for _icon, text in page_notes(page, eur("150"), eur("150"), None, closed=False)] == [
        "Line 2: the amount can be read in two ways. 50.00 EUR, the more cautious one, was taken."
    ]
    page = draft(PageWarning.AMBIGUOUS_AMOUNT)
    assert "two ways" in page_notes(page, eur("150"), eur("150"), None, closed=False)[0][1]


def test_a_page_without_items_says_so_and_does_not_compare() -> None:
    notes = page_notes(draft(), eur("150"), None, None, closed=False)
    assert [text for _icon, text in notes] == ["No priced items were found: enter what the money is for."]
