"""The file for the bank: its structure by the schema's rules, to the cent, the same bytes, and no way out by markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from desktop.documents.pain001 import NAMESPACE, make_pain001
from desktop.domain.money import Money
from desktop.domain.payment_files import Payment, PaymentOrder
from desktop.domain.sepa import Address, sepa_text

if TYPE_CHECKING:
    from collections.abc import Iterator

LT, PL = "LT121000011101001000", "PL61109010140000071219812874"
MADE = datetime(2026, 5, 20, 9, 0, 1, tzinfo=UTC)
OURS = Address("Vilnius", "LT", "Gedimino pr.", "9", "01103")
ANNA = Payment("O-0007", "C-0002", Money(12_345, "EUR"), "Anna Lis", PL, Address("Lodz", "PL"))
BARE = Payment("O-0008", "C-0002", Money(1, "EUR"), "Clinic", LT)
ORDER = PaymentOrder("SK-1", MADE, date(2026, 5, 21), "Lantern Aid", OURS, LT, (ANNA, BARE))

_TEXT35, _TEXT70, _TEXT140, _NUMBER = r".{1,35}", r".{1,70}", r".{1,140}", r"[0-9]{1,15}"
_AMOUNT = r"(?!0+\.00$)[0-9]{1,9}\.[0-9]{2}"
_ADDRESS = (("StrtNm", "?", _TEXT70), ("BldgNb", "?", r".{1,16}"), ("PstCd", "?", r".{1,16}"),
            ("TwnNm", "", _TEXT35), ("Ctry", "", r"[A-Z]{2}"))  # fmt: skip
_PARTY = (("Nm", "", _TEXT70), ("PstlAdr", "?", _ADDRESS))
_ACCOUNT = (("Id", "", (("IBAN", "", r"[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}"),)),)
_TRANSFER = (
    ("PmtId", "", (("InstrId", "?", _TEXT35), ("EndToEndId", "", _TEXT35))),
    ("Amt", "", (("InstdAmt", "", _AMOUNT),)),
    ("Cdtr", "", _PARTY),
    ("CdtrAcct", "", _ACCOUNT),
    ("RmtInf", "?", (("Ustrd", "", _TEXT140),)),
)
#: What is used of the schema, in its order: an element, how often ("?" at most once, "+" once or more), what is in it.
SCHEMA = (
    ("CstmrCdtTrfInitn", "", (
        ("GrpHdr", "", (
            ("MsgId", "", _TEXT35), ("CreDtTm", "", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), ("NbOfTxs", "", _NUMBER),
            ("CtrlSum", "?", r"[0-9]{1,15}\.[0-9]{2}"), ("InitgPty", "", (("Nm", "?", _TEXT70),)),
        )),
        ("PmtInf", "+", (
            ("PmtInfId", "", _TEXT35), ("PmtMtd", "", "TRF"), ("BtchBookg", "?", "true|false"),
            ("NbOfTxs", "?", _NUMBER), ("CtrlSum", "?", r"[0-9]{1,15}\.[0-9]{2}"),
            ("PmtTpInf", "?", (("SvcLvl", "", (("Cd", "", "SEPA"),)),)),
            ("ReqdExctnDt", "", (("Dt", "", r"\d{4}-\d\d-\d\d"),)),
            ("Dbtr", "", _PARTY), ("DbtrAcct", "", _ACCOUNT),
            ("DbtrAgt", "", (("FinInstnId", "", (("Othr", "", (("Id", "", "NOTPROVIDED"),)),)),)),
            ("ChrgBr", "?", "SLEV"), ("CdtTrfTxInf", "+", _TRANSFER),
        )),
    )),
)  # fmt: skip


def faults(element: ElementTree.Element, rule: object, path: str = "") -> Iterator[str]:
    """Hold an element against a rule: a pattern for its text, or the elements in it in their order."""
    if isinstance(rule, str):
        if len(element) or not re.fullmatch(rule, element.text or ""):
            yield f"{path}: {element.text!r}"
        return
    assert isinstance(rule, tuple)
    if (element.text or "").strip():
        yield f"{path}: a text where elements are"
    left = list(element)
    for name, often, within in rule:
        taken = 0
        while left and left[0].tag == f"{{{NAMESPACE}}}{name}" and (often == "+" or not taken):
            yield from faults(left.pop(0), within, f"{path}/{name}")
            taken += 1
        if not taken and often != "?":
            yield f"{path}/{name} is missing"
    yield from (f"{path}: {each.tag} is out of place" for each in left)


def read(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314  our own bytes


def texts(root: ElementTree.Element, name: str) -> list[str]:
    return [each.text or "" for each in root.iter(f"{{{NAMESPACE}}}{name}")]


def test_it_is_built_as_the_schema_says() -> None:
    root = read(make_pain001(ORDER))
    assert root.tag == f"{{{NAMESPACE}}}Document"
    assert list(faults(root, SCHEMA)) == []


def test_the_validator_sees_what_is_wrong() -> None:
    """Each control breaks one rule of the schema."""
    right = make_pain001(ORDER).decode()
    for before, after in (
        ("<Ctry>PL</Ctry>", ""),
        ("<TwnNm>Lodz</TwnNm>", "<AdrLine>Lodz</AdrLine>"),
        ("<Nm>Anna Lis</Nm>", "<Nm></Nm>"),
        ("123.45", "123.4"),
        ("TRF", "TRA"),
        ("<ChrgBr>SLEV</ChrgBr>", "<ChrgBr>SLEV</ChrgBr><ChrgBr>SLEV</ChrgBr>"),
        (f"<IBAN>{PL}</IBAN>", "<IBAN>x</IBAN>"),
        ("<Amt>", "<Amt>1"),
    ):
        assert before in right
        assert list(faults(read(right.replace(before, after, 1).encode()), SCHEMA)), before


def test_amounts_are_to_the_cent_and_sum_up() -> None:
    root = read(make_pain001(ORDER))
    assert texts(root, "InstdAmt") == ["123.45", "0.01"]
    assert [each.get("Ccy") for each in root.iter(f"{{{NAMESPACE}}}InstdAmt")] == ["EUR", "EUR"]
    assert texts(root, "CtrlSum") == ["123.46", "123.46"]
    assert texts(root, "NbOfTxs") == ["2", "2"]


def test_it_says_who_and_whom_and_when() -> None:
    root = read(make_pain001(ORDER))
    assert texts(root, "Nm") == ["Lantern Aid", "Lantern Aid", "Anna Lis", "Clinic"]
    assert texts(root, "IBAN") == [LT, PL, LT]
    assert texts(root, "TwnNm") == ["Vilnius", "Lodz"]
    assert (texts(root, "EndToEndId"), texts(root, "Ustrd")) == (
        ["O-0007", "O-0008"],
        ["O-0007 C-0002", "O-0008 C-0002"],
    )
    assert (texts(root, "Dt"), texts(root, "CreDtTm")) == (["2026-05-21"], ["2026-05-20T09:00:01Z"])
    assert (texts(root, "MsgId"), texts(root, "PmtInfId")) == (["SK-1"], ["SK-1-1"])


def test_the_same_order_gives_the_same_bytes() -> None:
    there = MADE.astimezone(timezone(timedelta(hours=3)))
    assert make_pain001(ORDER) == make_pain001(replace(ORDER, made=there))
    assert make_pain001(ORDER) != make_pain001(replace(ORDER, number="SK-2"))


def test_markup_in_a_name_stays_a_text() -> None:
    """In SEPA's letters no markup is left; and what stood there all the same could not break out."""
    hostile = '</Nm></Cdtr><Cdtr><Nm>Eve & "co" <!--]]>'
    for name in (hostile, sepa_text(hostile)):
        root = read(make_pain001(replace(ORDER, payments=(replace(ANNA, name=name),))))
        assert texts(root, "Nm")[2:] == [name]
        assert list(faults(root, SCHEMA)) == []


def test_five_hundred_payments_are_one_file() -> None:
    many = tuple(replace(ANNA, code=f"O-{at:04d}", amount=Money(10_000 + at, "EUR")) for at in range(500))
    root = read(make_pain001(replace(ORDER, payments=many)))
    assert list(faults(root, SCHEMA)) == []
    assert texts(root, "CtrlSum") == ["51247.50"] * 2
    assert len(set(texts(root, "EndToEndId"))) == 500
