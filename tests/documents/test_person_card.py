"""A person's card on paper: captions with texts, tables from sheet to sheet, nothing empty, nobody outside its rows."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.documents.person_card import CardColumn, FactsPart, PersonCard, TablePart, draw_person_card
from desktop.i18n.both import Both
from tests.documents.papers_kit import notdef, pages, text
from tests.documents.test_office_papers import HEAD
from tests.documents.test_papers_layout import _check, watching

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "office_papers" / "person_card.en.txt"
EVENTS = (CardColumn("Date", 12), CardColumn("In a few words", 60), CardColumn("Amount", 20, right=True))
NAME = "Ганна Верабейчык"
CARD = PersonCard(
    HEAD,
    "P-0142",
    (
        FactsPart("Identity", (("Name", NAME), ("Alias", ""), ("Date of birth", "1984-03-09"))),
        FactsPart("Contact", (("Phone", ""), ("E-mail", " "))),
        FactsPart("Payment", (("IBAN", "PL61 1090 1014 0000 0712 1981 2874"),), 2),
        TablePart("Events", EVENTS, (("2026-05-01", "A search\nof the flat", "1.00 EUR"), ("2026-05-02", "", ""))),
        TablePart("Relations", EVENTS, ()),
    ),
)


def test_a_card_says_what_its_golden_text_says() -> None:
    assert text(draw_person_card(CARD)) == GOLDEN.read_text(encoding="utf-8")


def test_what_is_empty_is_left_out_with_its_title() -> None:
    said = text(draw_person_card(CARD))
    for missing in ("Alias", "Contact", "Phone", "Relations"):
        assert missing not in said
    bare = pages(draw_person_card(replace(CARD, parts=())))
    assert len(bare) == 1
    assert "P-0142" in bare[0]


def test_each_sheet_says_whose_it_is_that_it_is_to_be_locked_and_which_it_is() -> None:
    many = tuple((f"2026-05-{day % 28 + 1:02}", f"Event {day}", "") for day in range(120))
    sheets = pages(draw_person_card(replace(CARD, parts=(*CARD.parts[:1], TablePart("Events", EVENTS, many)))))
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, 1):
        said = " ".join(sheet.split())
        assert "P-0142" in said
        assert "Personal data: keep locked · Lantern Aid" in said
        assert "2026-05-21" in said
        assert f"Page {number} of {len(sheets)}" in said
        assert "In a few words" in said, "the heads stand on each sheet"
    assert sum(sheet.count("Event ") for sheet in sheets) == len(many)


def test_it_names_nobody_in_its_metadata_and_is_the_same_each_time() -> None:
    pdf = draw_person_card(CARD)
    assert pdf == draw_person_card(replace(CARD))
    assert pdf != draw_person_card(replace(CARD, parts=CARD.parts[:1]))
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert set(metadata.values()) <= {"Skarbonka", "D:20260521000000Z", "", "False", "/False"}


@pytest.mark.parametrize("said", ["Слова пра ўсё ", "Неразрыўнаеслова", "W" * 40], ids=["words", "one word", "wide"])
def test_long_texts_find_room_and_are_whole(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = watching(monkeypatch)
    long = Both(said * 40, said * 30)
    parts = (
        FactsPart(long, ((said * 9, said * 120), ("Alias", said * 2), ("Notes", said * 600))),
        TablePart("Events", EVENTS, ((said, said * 800, said), (said, said * 90, said))),
    )
    office = replace(HEAD.organisation, name=said * 20)
    pdf = draw_person_card(replace(CARD, parts=parts, head=replace(HEAD, organisation=office)))
    _check(sheets)
    assert notdef(pdf) == 0
    wanted = (600 + 120 + 800 + 90) * len("".join(said.split()))
    assert len("".join("".join(pages(pdf)).split())) >= wanted
