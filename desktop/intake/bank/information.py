"""What a bank tells of a payment in the field :86:, in the ways in which banks of our countries write it.

Numbered subfields behind a sign ("?20", "~20", "<20", "^20"): text in 20 to 29 and 60 to 65, the other side's account
in 31 or 38, its name in 32 and 33 (or 27 to 29, as some Polish banks do). Words between slashes ("/REMI/", "/NAME/").
Words before colons, apart by semicolons ("OD:", "TYT.:"), as mBank writes. Or plain text.
Within the text may stand the words of SEPA ("SVWZ+", "EREF+").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.intake.bank.gathering import LONGEST_NAME, LONGEST_TEXT, account_of, is_iban, words

_MARKED = re.compile(r"\s{0,3}(?:[0-9]{3})?\s{0,3}([?~^<@|!])(?=[0-9]{2})", re.ASCII)
_SLASHED = re.compile(
    r"/(EREF|REMI|NAME|IBAN|BIC|CSID|MARF|TRCD|TRTP|BENM|ORDP|ADDR|CNTP|ISDT|PURP|OCMT|PREF|ID|RTRN|ULTD|ULTC|ULTB)/+"
)
_SPOKEN = re.compile(r"(?:^|;)\s{0,3}(Z RACH\.|NA RACH\.|OD|DLA|TYT\.|TNR|DATA STEMPLA|ID IPH):", re.IGNORECASE)
_SEPA = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|RREF|BREF|ANAM)\+")
_TEXTS = (*range(20, 30), *range(60, 66))
_CHUNKS = (27, 35)  # a subfield that is full goes on in the next without a blank
_LONGEST = 8_000
_ONE_WORD = 3  # pieces that one word alone makes, which may stand in any text


@dataclass(frozen=True, slots=True)
class Information:
    """Who was on the other side, and what was written."""

    name: str = ""
    iban: str = ""
    text: str = ""


def read_information(lines: list[str]) -> Information:
    """Read the lines of a field."""
    whole = "".join(lines)[:_LONGEST]
    found = _MARKED.match(whole)
    if found is not None:
        return _numbered(whole[found.start(1) :], found[1])
    spoken = " ".join(lines)[:_LONGEST]
    if _SLASHED.match(whole.lstrip()):
        return _slashed(whole)
    pieces = _SPOKEN.split(spoken)
    if len(pieces) > _ONE_WORD:
        return _spoken(pieces)
    return _tagged(spoken, "", "")


def _numbered(text: str, sign: str) -> Information:
    pieces = re.split(re.escape(sign) + r"([0-9]{2})", text)
    fields: dict[int, str] = {}
    for number, value in zip(pieces[1::2], pieces[2::2], strict=True):
        fields[int(number)] = fields.get(int(number), "") + value
    name = words(fields.get(32, "") + _glue(fields.get(32, "")) + fields.get(33, ""))
    texts = [fields.get(number, "") for number in _TEXTS]
    if not name and fields.get(27, "").strip() and not fields.get(26, "").strip():
        name = words(*(fields.get(number, "") for number in (27, 28, 29)))
        texts[7:10] = ["", "", ""]
    accounts = [account_of(fields.get(number, "").lstrip("/")) for number in (38, 31)]
    iban = next((each for each in accounts if is_iban(each)), next(filter(None, accounts), ""))
    joined = "".join(each + _glue(each) for each in texts if each)
    return _tagged(joined if joined.strip() else fields.get(0, ""), name, iban)


def _glue(piece: str) -> str:
    return "" if len(piece) in _CHUNKS else " "


def _slashed(text: str) -> Information:
    pieces = _SLASHED.split(text)
    fields: dict[str, str] = {}
    for key, value in zip(pieces[1::2], pieces[2::2], strict=True):
        fields.setdefault(key, value.strip("/ "))
    name, iban = fields.get("NAME", ""), fields.get("IBAN", "")
    if not (name and iban) and (side := fields.get("CNTP", "").split("/"))[0]:
        iban = iban or side[0]
        name = name or (side[2] if len(side) > 2 else "")
    said = re.sub(r"^(?:USTD//|STRD/[A-Z]{3}/)", "", fields.get("REMI", ""))
    return _made(name, iban, said or fields.get("EREF", ""))


def _spoken(pieces: list[str]) -> Information:
    fields = {key.upper(): value.strip() for key, value in zip(pieces[1::2], pieces[2::2], strict=True)}
    name = fields.get("OD") or fields.get("DLA", "")
    iban = fields.get("Z RACH.") or fields.get("NA RACH.", "")
    return _made(name, iban, fields.get("TYT.") or pieces[0])


def _tagged(text: str, name: str, iban: str) -> Information:
    """Take the words of SEPA out of a text, if there are any."""
    pieces = _SEPA.split(text)
    fields = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    said = words(pieces[0], fields.get("SVWZ", "")) or fields.get("EREF", "").strip()
    return _made(name or fields.get("ANAM", ""), iban or fields.get("IBAN", ""), said)


def _made(name: str, iban: str, text: str) -> Information:
    return Information(words(name)[:LONGEST_NAME], account_of(iban), words(text)[:LONGEST_TEXT])
