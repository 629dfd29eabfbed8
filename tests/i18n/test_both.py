"""Texts of two languages side by side: shown, filled in, joined, taken apart."""

import pytest

from desktop import i18n
from desktop.i18n.both import Both, Figure, first_part, joined, parts


def test_a_text_of_both_shows_both_and_what_is_the_same_once() -> None:
    both = Both("Amount", "Сума")
    assert both == "Amount / Сума"
    assert parts(both) == ("Amount", "Сума")
    assert first_part(both) == "Amount"
    assert Both("Total", "Total") == "Total"
    assert parts(Both("Total", "Total")) == parts("Total") == ("Total",)
    assert first_part("Total") == "Total"


def test_each_part_is_filled_in_with_its_own() -> None:
    day = Figure("2026-11-22", "22.11.2026")
    assert day == "2026-11-22"
    filled = Both("Void since {day} ({what})", "Ануляваны {day} ({what})").format(day=day, what=Both("gift", "дар"))
    assert parts(filled) == ("Void since 2026-11-22 (gift)", "Ануляваны 22.11.2026 (дар)")
    assert parts(Both("{0} of {1}", "{0} з {1}").format(1, 2)) == ("1 of 2", "1 з 2")
    assert parts(Both("Same {0}", "Same {0}").format(day)) == ("Same 2026-11-22", "Same 22.11.2026")


def test_sentences_are_joined_language_by_language() -> None:
    said = joined((Both("One.", "Адзін."), Both("Two.", "Два."), "3"))
    assert parts(said) == ("One. Two. 3", "Адзін. Два. 3")
    assert parts(joined((Figure("1.00", "1,00"), Both("gift", "дар")), ": ")) == ("1.00: gift", "1,00: дар")
    assert parts(joined(("a", "b"), ", ")) == ("a, b",)


@pytest.mark.parametrize(("second", "parts_said"), [("be", ("Date", "Дата")), ("en", ("Date",)), ("", ("Date",))])
def test_a_document_may_speak_two_languages(second: str, parts_said: tuple[str, ...]) -> None:
    t = i18n.speech("en", second)
    assert t.language == "en"
    assert parts(t.tr("Date")) == parts_said
    assert t.tr("") == ""
    assert first_part(t.ntr("{count} day", "{count} days", 2)) == "2 days"
    assert first_part(t.ptr("menu", "Save")) == "Save"
