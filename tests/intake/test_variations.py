"""Pages as they vary in the world: languages, orders, amounts, headings; each with what the parser must make of it."""

from __future__ import annotations

import pytest

from desktop.domain.errors import CannotRead
from desktop.intake.names import person_in
from desktop.intake.page import read_page, read_page_text
from tests.intake import cases_amounts, cases_hostile, cases_languages, cases_layout, cases_needs
from tests.intake.pages import Case, facts

CASES = (
    *cases_needs.CASES,
    *cases_amounts.CASES,
    *cases_layout.CASES,
    *cases_languages.CASES,
    *cases_hostile.CASES,
)


@pytest.mark.parametrize("case", [*CASES, *cases_hostile.ONE_LINE], ids=lambda case: case.name)
def test_a_page_becomes_what_it_says(case: Case) -> None:
    expected = {name: getattr(case, name) for name in ("items", "goal", "collected", "status", "warnings", "person")}
    assert facts(read_page_text(case.text)) == expected


@pytest.mark.sampled(4)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "crlf", "cr", "nbsp", "thin", "narrow", "html"],
)
def test_an_encoding_changes_nothing(case: Case, encoding: str) -> None:
    text = case.text
    spaces = {"nbsp": "\u00a0", "thin": "\u2009", "narrow": "\u202f"}
    if encoding == "crlf":
        data = text.replace("\n", "\r\n").encode()
    elif encoding == "cr":
        data = text.replace("\n", "\r").encode()
    elif encoding in spaces:
        data = text.replace(" ", spaces[encoding]).encode()
    elif encoding == "html":
        body = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n").replace("\t", "</td><td>")
        data = (
            f"<!DOCTYPE html><html><head><title>x</title><style>p {{}}</style></head><body>{body}</body></html>"
        ).encode()
    else:
        data = text.encode(encoding)
    assert facts(read_page(data)) == facts(read_page_text(text))


@pytest.mark.parametrize("broken", [b"\xff", b"\xed\xa0\x80", b"\xe2\x82"])
def test_utf8_with_a_broken_letter_is_refused_and_not_read_in_another_alphabet(broken: bytes) -> None:
    data = cases_layout.CASES[0].text.encode().replace(b"Help", b"He" + broken + b"lp", 1)
    with pytest.raises(CannotRead) as refusal:
        read_page(data)
    assert refusal.value.params["reason"] == "encoding"


@pytest.mark.parametrize(
    ("title", "person"),
    [
        ("Help “Dmitry Nekrasov” rebuild his life", "Dmitry Nekrasov"),
        ('Help for "Mama" Olga Petrova', "Olga Petrova"),
        ("Help for Dmitry   Nekrasov", "Dmitry Nekrasov"),
        ("Anna-Maria Schmidt needs surgery", "Anna-Maria Schmidt"),
        ("Help for Vika (28)", "Vika"),
        ("Помощь Вике", "Вике"),
        ("Дапамога Вользе", "Вользе"),
        ("Допомога Ользі Петренко", "Ользі Петренко"),
        ("Pomoc Marcie", "Marcie"),
        ("Помощь НЕКРАСОВУ ДМИТРИЮ", "НЕКРАСОВУ ДМИТРИЮ"),
        ("Help for Sviatlana Petrova's team", "Sviatlana Petrova"),
        ("Help for Kastus Kalinouski Regiment", None),
        ("Помощь полку Кастуся Калиновского", None),
        ("Помощь фонду «Анна Иванова»", None),
        ("Help for BYSOL volunteers", None),
        ("HELP FOR POLITICAL PRISONERS", None),
        ("Новые окна для детей", None),
        ("Van for volunteers", None),
    ],
)
def test_a_person_is_told_from_an_organisation(title: str, person: str | None) -> None:
    assert person_in(title) == person
