"""Files of every kind: what is text is decoded, what is not is refused by its own reason."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile

import pytest

from desktop.domain.errors import CannotRead
from desktop.intake.page import read_page, read_page_text
from desktop.intake.text import MOST_BYTES, MOST_CHARACTERS, decode, tidy

_RUSSIAN = (
    "Помощь бывшей медсестре\n\n• История\n\nМеня задержали на работе, я лечила людей.\n\nСколько нужно?\n\n2 000 €\n\n"
    "• Аренда — 1 200,50 €\n• Еда — 799,50 €\n\nСобрано: € 683 из 2 000\n"
)
_BELARUSIAN = (
    "Дапамога былой медсястры\n\n• Гісторыя\n\nМяне затрымалі на працы ў бальніцы.\n\nКолькі трэба?\n\n2 000 €\n\n"
    "• Арэнда — 1 200,50 €\n• Ежа — 799,50 €\n\nСабрана: € 683 з 2 000\n"
)
_POLISH = (
    "Pomoc dla byłej pielęgniarki\n\n• Historia\n\nZostałam zatrzymana, leczę się.\n\nIle potrzeba?\n\n2 000 €\n\n"
    "• Czynsz — 1 200,50 €\n• Żywność — 799,50 €\n\nZebrano: € 683 z 2 000\n"
)
_ENGLISH = (
    "Help for a nurse\n\n• Story\n\nI was “detained” at work — twice.\n\nHow much is needed?\n\n€2000\n\n"
    "• Rent — €1 200.50\n• Food — €799.50\n\nCollected: € 683 in 2 000\n"
)


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (_RUSSIAN, "cp1251", "cp1251"),
        (_BELARUSIAN, "cp1251", "cp1251"),
        (_ENGLISH, "cp1251", "cp1251"),
        (_POLISH, "cp1250", "cp1250"),
        (_ENGLISH, "cp1252", "cp1250"),
        (_RUSSIAN, "utf-8", "utf-8"),
        (_RUSSIAN, "utf-8-sig", "utf-8-sig"),
        (_BELARUSIAN, "utf-16", "utf-16-le"),
        (_BELARUSIAN, "utf-16-le", "utf-16-le"),
        (_BELARUSIAN, "utf-16-be", "utf-16-be"),
        (_ENGLISH, "utf-16-le", "utf-16-le"),
        (_ENGLISH, "utf-32", "utf-32"),
    ],
)
def test_an_encoding_is_told(text: str, encoding: str, named: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding == named
    draft = read_page(text.encode(encoding))
    assert [item.amount.plain() for item in draft.items] == ["1200.50", "799.50"]
    assert draft.warnings == ()
    assert draft.encoding == named


def test_an_old_mail_encoding_is_told_from_windows() -> None:
    text = _RUSSIAN.replace("€", "EUR").replace("—", "-").replace("•", "*")
    assert decode(text.encode("koi8-r")).text == text


def test_spaces_of_windows_1251_are_no_letters() -> None:
    text = _RUSSIAN.replace(" ", "\u00a0")
    assert decode(text.encode("cp1251")).text == text


def test_a_utf8_file_cut_within_a_letter_is_read() -> None:
    assert decode((_RUSSIAN + "Ж").encode()[:-1]).text == _RUSSIAN


def test_damaged_utf8_is_refused_and_not_read_as_something_else() -> None:
    data = _RUSSIAN.encode()
    with pytest.raises(CannotRead) as refusal:
        decode(data[:100] + b"\xff" + data[100:])
    assert refusal.value.params["reason"] == "encoding"


def _zip(name: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, _ENGLISH)
    return held.getvalue()


def _tar() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        entry = tarfile.TarInfo("page.txt")
        entry.size = len(_ENGLISH.encode())
        archive.addfile(entry, io.BytesIO(_ENGLISH.encode()))
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (_zip("page.txt"), "archive"),
        (_zip("word/document.xml"), "office_file"),
        (gzip.compress(_ENGLISH.encode()), "archive"),
        (lzma.compress(_ENGLISH.encode()), "archive"),
        (bz2.compress(_ENGLISH.encode()), "archive"),
        (_tar(), "archive"),
        (b"7z\xbc\xaf\x27\x1c" + b"\x00" * 40, "archive"),
        (b"Rar!\x1a\x07\x01\x00" + b"x" * 40, "archive"),
        (b"%PDF-1.7\n1 0 obj", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "office_file"),
        (b"{\\rtf1 Help}", "office_file"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 40, "image"),
        (b"GIF89a" + b"\x00" * 40, "image"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 40, "binary"),
        (b"a\x00\x00\x00\x91\x02\x83\x04" * 40, "binary"),
        (b"\x01\x02\x03 text" * 40, "binary"),
        (b"x" * (MOST_BYTES + 1), "too_large"),
        (b"word " * (MOST_CHARACTERS // 5 + 1), "too_large"),
        (b"w\n" * 20_000, "too_large"),
        (b"Lorem ipsum dolor sit amet.", "no_page"),
        (b'{"a": 1}', "no_page"),
        (b"date;amount\n2024-01-01;500 EUR\n2024-02-01;300 EUR\n", "no_page"),
        (b"Invoice 5\nWork - 500 EUR\nTotal: 500 EUR\n", "no_page"),
        (b"<html><body><p>Hello</p></body></html>", "html"),
    ],
)
def test_what_is_no_page_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(CannotRead) as refusal:
        read_page(data)
    assert refusal.value.params["reason"] == reason


def test_noise_of_bytes_is_refused() -> None:
    noise = random.Random(7)
    for _ in range(50):
        with pytest.raises(CannotRead):
            read_page(noise.randbytes(3000))


def test_pasted_text_is_held_to_the_same_limits() -> None:
    for text, reason in (
        ("  \n", "empty"),
        ("a" * (MOST_CHARACTERS + 1), "too_large"),
        ("a\x00b", "binary"),
        ("hello", "no_page"),
    ):
        with pytest.raises(CannotRead) as refusal:
            read_page_text(text)
        assert refusal.value.params["reason"] == reason


def test_tidy_text_has_one_kind_of_everything() -> None:
    assert tidy("a\u00a0b\u2009c\r\nd\re\u2028f\u200bg\u00adh") == "a b c\nd\ne\nfgh"
    assert tidy("и\u0306 e\u0301") == "й é"


def test_the_original_text_is_kept_as_decoded() -> None:
    text = _ENGLISH.replace(" ", "\u00a0").replace("\n", "\r\n")
    assert read_page(text.encode()).text == text
    assert read_page_text(text).text == text
