"""The faces: their letters, their widths as ReportLab has them, their subsets."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from desktop.documents.fonts import FALLBACK, faces
from desktop.i18n import LANGUAGES

ALPHABETS = {
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя’",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "lt": "aąbcčdeęėfghiįyjklmnoprsštuųūvzž",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
}
SIGNS = "0123456789 .,:;-–—/%()'’‘\"“”„«»…№§&@€£₴₽\u00a0"


def missing(text: str) -> list[str]:
    """Name the letters that a face cannot draw."""
    return sorted({letter for letter in text for face in faces() if not face.has(letter)})


def test_the_languages_of_the_region_are_covered() -> None:
    assert set(LANGUAGES) <= set(ALPHABETS)
    for letters in ALPHABETS.values():
        # Georgian has no capitals in common use; DejaVu has none.
        assert missing(letters) == []
        assert missing("".join(letter.upper() for letter in letters if letter not in ALPHABETS["ka"])) == []
    assert missing(SIGNS + FALLBACK) == []


def test_what_is_missing_is_named() -> None:
    assert missing("a中b😀") == ["中", "😀"]


@pytest.mark.parametrize("face", faces(), ids=lambda face: face.fontName)
def test_widths_are_those_that_are_drawn(face: object) -> None:
    for text in ("Дваццаць два еўра", "1\u00a0000,50 EUR", "Łukasz ქართული"):
        assert face.width(text, 9.5) == pytest.approx(stringWidth(text, face.fontName, 9.5))  # type: ignore[attr-defined]


@pytest.mark.parametrize("face", faces(), ids=lambda face: face.fontName)
def test_common_letters_share_one_subset_and_rare_ones_get_another(face: object) -> None:
    class Document:
        pass

    document = Document()
    face.begin(document)  # type: ignore[attr-defined]
    common = "".join(letters + letters.upper() for name, letters in ALPHABETS.items() if name != "ka") + "№«»…"
    pieces = face.splitString(common, document)  # type: ignore[attr-defined]
    assert {subset for subset, _codes in pieces} == {0}
    assert all(0 not in codes for _subset, codes in pieces)
    assert {subset for subset, _codes in face.splitString("აბგ", document)} == {1}  # type: ignore[attr-defined]
