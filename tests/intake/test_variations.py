"""Pages as they vary in the world: languages, orders, amounts, headings; each with what the parser must make of it."""

from __future__ import annotations

import pytest

from desktop.intake.page import read_page, read_page_text
from tests.intake import cases_amounts, cases_languages, cases_layout, cases_needs
from tests.intake.pages import Case, facts

CASES = (*cases_needs.CASES, *cases_amounts.CASES, *cases_layout.CASES, *cases_languages.CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_becomes_what_it_says(case: Case) -> None:
    expected = {name: getattr(case, name) for name in ("items", "goal", "collected", "status", "warnings", "person")}
    assert facts(read_page_text(case.text)) == expected


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
        body = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n")
        data = (
            f"<!DOCTYPE html><html><head><title>x</title><style>p {{}}</style></head><body>{body}</body></html>"
        ).encode()
    else:
        data = text.encode(encoding)
    assert facts(read_page(data)) == facts(read_page_text(text))
