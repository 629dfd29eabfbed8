"""Which letters a bank wrote: UTF-8, UTF-16, or an old code page of Poland, of Lithuania or of Cyrillic."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from desktop.domain.errors import CannotRead
from desktop.intake.text import BYTE_MARKS

_SAMPLE = 5_000
_TELLING = re.compile(rb"[A-Za-z]{0,30}[\x80-\xff][A-Za-z\x80-\xff]{0,30}")
_GERMAN = "äöüÄÖÜß"
_OWN = {
    "cp1250": frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ" + _GERMAN),
    "cp1257": frozenset("ąčęėįšųūžĄČĘĖĮŠŲŪŽ" + _GERMAN),
    "cp852": frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ" + _GERMAN),
}
_FOREIGN = frozenset("čšžČŠŽ")  # in names of neighbours: they tell neither way
_AROUND = "„”“’‘«»–—…€§°\u00a0"
_CYRILLIC = re.compile("[\u0400-\u04ff]+")


def letters_of(data: bytes) -> str:
    """Decode a text; `data` is no workbook, picture or archive.

    Raises:
        CannotRead: with reason binary or encoding.
    """
    for mark, codec, _ in BYTE_MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(codec, "replace"))
    if data[1:2] == b"\x00" or data[:1] == b"\x00":
        return _checked(data.decode("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", "replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(data.decode(_code_page(data), "replace"))


def _checked(text: str) -> str:
    if "\x00" in text.rstrip("\x00\x1a"):
        raise CannotRead(reason="binary")
    if text.count("\ufffd") * 50 > len(text):
        raise CannotRead(reason="encoding")
    return text.rstrip("\x00\x1a")


def _code_page(data: bytes) -> str:
    """Choose the code page in which most letters are of its languages, and words are of one script.

    Only words with a letter that is none of ASCII's tell anything.
    """
    sample = b" ".join(found[0] for found in islice(_TELLING.finditer(data), _SAMPLE))
    return max(("cp1250", "cp1257", "cp852", "cp1251"), key=lambda codec: _fits(sample.decode(codec, "replace"), codec))


def _fits(text: str, codec: str) -> int:
    """Count letters that fit a code page, less what does not: signs, and a capital behind a small letter, in a word."""
    score = 0
    own = _OWN.get(codec)
    for word in text.split():
        strange = [sign for sign in word.strip(_AROUND) if sign > "\x7f"]
        if own is None:
            score += len(strange) if _CYRILLIC.fullmatch("".join(filter(str.isalpha, word))) else -len(strange)
        else:
            score += sum(1 if sign in own else 0 if sign in _FOREIGN else -1 for sign in strange)
        score -= sum(1 for one, next_one in pairwise(word) if one.islower() and next_one.isupper())
    return score
