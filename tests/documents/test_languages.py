"""Every language of documents: each letter is drawn and can be copied out again; office papers say what is golden."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import i18n, paths
from desktop.documents.cash_report import draw_cash_report
from desktop.documents.decision_note import draw_decision_note
from desktop.documents.papers import draw_document
from desktop.documents.settlement_sheet import draw_settlement_sheet
from tests.documents import test_office_papers as office
from tests.documents.papers_kit import RECEIPT, RENDERINGS, VOUCHER, facts, flat, notdef, seen, text
from tests.documents.test_decision_note import CASES
from tests.tools import papers

GOLDEN = papers.GOLDEN.parent / "office_papers"
SPOKEN = (*i18n.LANGUAGES, *papers.PAIRS)
ALPHABETS = {
    "en": "The quick brown fox jumps over the lazy dog, 1234567890",
    "be": "Аа Бб Вв Гг Дд Ее Ёё Жж Зз Іі Йй Кк Лл Мм Нн Оо Пп Рр Сс Тт Уу Ўў Фф Хх Цц Чч Шш Ыы Ьь Ээ Юю Яя аб’ект",
    "ru": "Аа Бб Вв Гг Дд Ее Ёё Жж Зз Ии Йй Кк Лл Мм Нн Оо Пп Рр Сс Тт Уу Фф Хх Цц Чч Шш Щщ Ъъ Ыы Ьь Ээ Юю Яя",
    "uk": "Аа Бб Вв Гг Ґґ Дд Ее Єє Жж Зз Ии Іі Її Йй Кк Лл Мм Нн Оо Пп Рр Сс Тт Уу Фф Хх Цц Чч Шш Щщ Ьь Юю Яя п’ять",
    "pl": "Zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ „cytat”",
    "lt": "Įlinkdama fechtuotojo špaga sublykčiojusi pragręžė apvalų arbūzą ĄČĘĖĮŠŲŪŽ ąčęėįšųūž „kabutės“",
}


@pytest.fixture(autouse=True)
def _translations(tmp_path: Path) -> Iterator[None]:
    papers.install_translations(tmp_path)
    yield
    i18n.install(paths.resources() / "translations")


def _head(language: str) -> office.PaperHead:
    first, _plus, second = language.partition("+")
    return replace(office.HEAD, language=first, second_language=second)


def office_papers(language: str) -> dict[str, bytes]:
    """Draw every paper that is no receipt or voucher."""
    first, _plus, second = language.partition("+")
    head = _head(language)
    drawn = {
        "cash_report": draw_cash_report(replace(office.CASH, head=head)),
        "settlement_sheet": draw_settlement_sheet(replace(office.SHEET, head=head)),
    }
    return drawn | {f"decision_note.{name}": draw_decision_note(make(), first, second) for name, make in CASES.items()}


@pytest.mark.parametrize("language", SPOKEN)
def test_no_letter_is_drawn_as_an_empty_box(language: str) -> None:
    for kind in (RECEIPT, VOUCHER):
        for rendering in RENDERINGS.values():
            assert notdef(draw_document(seen(facts(kind, language), rendering), rendering)) == 0
    for name, pdf in office_papers(language).items():
        assert notdef(pdf) == 0, name


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_letter_can_be_copied_out_again(language: str) -> None:
    said = ALPHABETS[language]
    pdf = draw_document(facts(RECEIPT, language, purpose=said, party=said), RENDERINGS["original"])
    assert notdef(pdf) == 0
    assert flat(pdf).count(said) == 2


@pytest.mark.parametrize("language", [*i18n.LANGUAGES, *papers.PAIRS[3:5]])
def test_an_office_paper_says_what_its_golden_text_says(language: str) -> None:
    for name, pdf in office_papers(language).items():
        if name.startswith("decision_note") and language in i18n.LANGUAGES:
            continue  # these stand with the notes
        golden = (GOLDEN / f"{name}.{language}.txt").read_text(encoding="utf-8")
        assert text(pdf) == golden, name
