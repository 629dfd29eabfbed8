"""Statements as SWIFT messages and as OFX, as banks of several countries write them."""

from datetime import date

import pytest

from desktop.domain.money import Money
from desktop.intake.bank.information import Information, read_information
from desktop.intake.bank.letters import letters_of
from desktop.intake.bank.reader import read_statements
from tests.intake.bank_files import ANNA, JONAS, OWN, Pay, mt940, mt940_line, ofx, ofx_payment
from tests.intake.test_bank_camt import codes, only, reason, refusal

GIFT = Pay("50.00", "Żaneta Gęśl", ANNA, "Na leczenie żółwia", "B-1")
BILL = Pay("-12.30", "Jonas Žąsinas", JONAS, "Sąskaita Nr. 7", "B-2", "2026-05-05")


@pytest.mark.parametrize("sign", ["?", "~", "<", "^"])
def test_subfields_behind_each_sign_say_the_same(sign: str) -> None:
    read = only(mt940(mt940_line(GIFT, sign) + mt940_line(BILL, sign), closing="C260531EUR137,70").encode())
    assert (read.profile, read.account, read.currency, read.warnings) == ("mt940", OWN, "EUR", ())
    assert (read.opening, read.closing) == (Money(10000, "EUR"), Money(13770, "EUR"))
    gift, bill = read.lines
    assert (gift.name, gift.iban, gift.text, gift.reference) == (GIFT.name, ANNA, GIFT.text, "B-1")
    assert (bill.on, bill.amount.minor, bill.name, bill.iban) == (date(2026, 5, 5), -1230, BILL.name, JONAS)
    assert (gift.place, bill.place) == (5, 7)


@pytest.mark.parametrize(
    ("codec", "pay"),
    [
        ("cp852", GIFT),
        ("cp1250", GIFT),
        ("cp852", Pay("5.00", "Žana", ANNA, "Parą nowych butów")),
        ("cp1250", Pay("5.00", "Žana", ANNA, "Parą „nowych” butów – z góry")),
        ("cp1257", Pay("5.00", "Ona", JONAS, "Ačiū „Dagiui“")),
        ("cp1251", Pay("5.00", "Я", JONAS, "«на лячэнне» – Ганне")),
        ("cp1257", Pay("5.00", "Jonas Žąsinas", JONAS, "Už mėnesį, ačiū šeimai")),
        ("cp1251", Pay("5.00", "Ганна Нязломная", ANNA, "На лячэнне")),
        ("utf-16", Pay("5.00", "Ганна Нязломная", ANNA, "На лячэнне")),
        ("utf-8-sig", GIFT),
    ],
)
def test_letters_of_each_code_page_are_told(codec: str, pay: Pay) -> None:
    (line,) = only(mt940(mt940_line(pay)).encode(codec)).lines
    assert (line.name, line.text) == (pay.name, pay.text)


def test_text_that_is_cut_into_pieces_is_whole_again() -> None:
    told = [
        "166?00GUTSCHRIFT?20EREF+NOTPROVIDED?21SVWZ+Spende fuer Anna und i?22hre Kinder",
        "?30COBADEFFXXX?32ANNA MUSTERFRAU UND KARL?33 M",
    ]
    assert read_information(told).text == "Spende fuer Anna und ihre Kinder"
    assert read_information(told).name.startswith("ANNA MUSTERFRAU")


def test_other_ways_of_telling_a_payment() -> None:
    polish = ["020<00WPŁATA<20Darowizna<27Żaneta Gęśl<28ul. Długa 1<31" + ANNA[2:]]
    assert read_information(polish) == Information("Żaneta Gęśl ul. Długa 1", ANNA, "Darowizna")
    slashes = ["/EREF/X-1//CNTP/" + JONAS + "/CBVILT2X/Jonas///REMI/USTD//Parama gyvūnams/"]
    assert read_information(slashes) == Information("Jonas", JONAS, "Parama gyvūnams")
    named = ["/TRTP/SEPA/IBAN/" + JONAS + "/NAME/Jonas/EREF/X-2"]
    assert read_information(named) == Information("Jonas", JONAS, "X-2")
    spoken = ["911 PRZELEW; Z RACH.: " + ANNA[2:] + "; OD: Żaneta Gęśl", "ul. Długa 1; TYT.: Darowizna; TNR: 1549.11"]
    assert read_information(spoken) == Information("Żaneta Gęśl ul. Długa 1", ANNA, "Darowizna")
    gone = ["944 PRZELEW KRAJOWY; NA RACH.: " + JONAS + "; DLA: Jonas; TNR: 1"]
    assert read_information(gone) == Information("Jonas", JONAS, "944 PRZELEW KRAJOWY")
    assert read_information(["Dla dzieci; od: Anna"]).text == "Dla dzieci; od: Anna"
    assert read_information(["Parama", "gyvūnams"]) == Information("", "", "Parama gyvūnams")
    assert read_information(["166?00GEBUEHR"]).text == "GEBUEHR"


def test_reversals_expected_lines_and_fees_of_a_swift_message() -> None:
    lines = ":61:260504RC50,00NMSCNONREF\n:61:260504RD20,NMSCNONREF\n:61:260504EC1,00NMSCNONREF\n"
    read = only(mt940(lines + ":61:260504DR3,00NCHGNONREF//F1\n").encode())
    assert [(line.amount.minor, line.reversal, line.own) for line in read.lines] == [
        (-5000, True, False),
        (2000, True, False),
        (-300, False, True),
    ]
    assert codes(read) == ["bank.not_booked"]


def test_a_day_of_booking_in_the_next_year_and_the_last() -> None:
    lines = ":61:2612310102C1,00NMSCNONREF\n:61:2601021231C1,00NMSCNONREF\n"
    assert [line.on for line in only(mt940(lines).encode()).lines] == [date(2027, 1, 2), date(2025, 12, 31)]


def test_pages_messages_with_envelope_and_several_accounts() -> None:
    first = mt940(mt940_line(GIFT)).replace("-\n", ":62M:C260504EUR150,00\n-\n")
    second = mt940(mt940_line(BILL), closing="C260531EUR137,70").replace(":60F:C260501EUR100", ":60M:C260504EUR150")
    read = only((first + second).encode())
    assert (len(read.lines), read.warnings, read.opening) == (2, (), Money(10000, "EUR"))
    other = mt940(mt940_line(GIFT), "D260501PLN1,00", account="PL61109010140000071219812874PLN")
    wrapped = "{1:F01BANKXXX}{2:I940BANK}{4:\r\n" + other.replace("\n-\n", "\n-}\n").replace("\n", "\r\n")
    both = read_statements((mt940(mt940_line(BILL)) + wrapped).encode())
    assert [(each.account, each.currency) for each in both] == [(OWN, "EUR"), (ANNA, "PLN")]
    assert both[1].opening == Money(-100, "PLN")


def test_a_report_within_a_day_has_no_balances() -> None:
    data = f":20:X\n:25:{OWN}\n:28C:1\n:34F:EUR0,\n:13D:2605041200+0200\n{mt940_line(GIFT)}:90C:1EUR50,\n-\n"
    read = only(data.encode())
    assert (read.profile, read.opening, len(read.lines)) == ("mt942", None, 1)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (":61:260504C50,001NMSC", "bank.decimals"),
        (":61:26O504C50,00NMSC", "bank.amount"),
        (":61:260230C50,00NMSC", "bank.day"),
        (":61:860504C50,00NMSC", "bank.day_absurd"),
        (":61:2605040230C50,00NMSC", "bank.day"),
        (":62F:C26", "bank.amount"),
    ],
)
def test_what_cannot_be_right_in_a_swift_message_is_refused_by_its_line(line: str, code: str) -> None:
    assert refusal(mt940(mt940_line(GIFT) + line + "\n").encode()) == (code, 7)


def test_broken_swift_messages_are_refused() -> None:
    assert refusal(mt940(mt940_line(GIFT), "C260501QQQ1,00").encode()) == ("bank.currency", 4)
    assert reason(b":20:X\n:25:X\n:61:260504C50,00NMSC\n") == "bank_damaged"
    assert reason(b":20:X\n:25:X\n:34F:?\n") == "bank_damaged"
    assert reason(b":20:X\n:25:X\n:28C:1\n") == "bank_no_statement"


def test_letters_that_are_none_are_refused() -> None:
    with pytest.raises(Exception, match=r"file\.cannot_read"):
        letters_of(b"a" * 50 + b"\x00" * 3 + b"b" * 50)
    with pytest.raises(Exception, match=r"file\.cannot_read"):
        letters_of(b"\xff\xfe" + b"\x00\xd8" * 50)


# ------------------------------------------------------------------------------------------------------------- OFX


@pytest.mark.parametrize("form", ["sgml", "xml"])
def test_both_forms_of_ofx_say_the_same(form: str) -> None:
    if form == "sgml":
        data = ofx(ofx_payment(GIFT) + ofx_payment(BILL)).encode("utf-8")
    else:
        head = '<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>'
        data = ofx(ofx_payment(GIFT, "/") + ofx_payment(BILL, "/"), head, "/").encode()
    read = only(data)
    assert (read.profile, read.account, read.currency) == ("ofx", OWN, "EUR")
    assert (read.opening, read.closing, read.warnings) == (None, Money(13770, "EUR"), ())
    gift, bill = read.lines
    assert (gift.on, gift.amount.minor, gift.name, gift.text) == (date(2026, 5, 4), 5000, GIFT.name, GIFT.text)
    assert (bill.amount.minor, bill.iban, bill.reference, bill.place) == (-1230, JONAS, "B-2", 2)


def test_ofx_of_old_code_pages_marks_and_fees() -> None:
    fee = ofx_payment(Pay("-1,50", "A &amp; B", "", "Už <sąskaitą>", "F-1")).replace("CREDIT", "SRVCHG")
    (line,) = only(ofx(fee).encode("cp1257")).lines
    assert (line.amount.minor, line.own, line.text) == (-150, True, "Už <sąskaitą>")
    latin = ofx(ofx_payment(GIFT)).replace("CHARSET:1257", "CHARSET:1252").encode("cp1250")
    assert only(latin).lines[0].name == GIFT.name
    card = ofx(ofx_payment(GIFT)).replace("<STMTRS>", "<CCSTMTRS>").replace("</STMTRS>", "</CCSTMTRS>")
    assert len(only(card.encode()).lines) == 1
    wide = ofx(ofx_payment(GIFT)).encode("utf-16")
    assert only(wide).lines[0].name == GIFT.name


def test_broken_and_hostile_ofx_is_refused() -> None:
    plain = ofx(ofx_payment(GIFT))
    assert reason(plain.replace("</OFX>", "").encode()) == "bank_damaged"
    assert reason(plain.replace("<OFX>", "<!DOCTYPE OFX [<!ENTITY x 'y'>]><OFX>").encode()) == "bank_declarations"
    assert reason(b"OFXHEADER:100\n\n<OFX></OFX>") == "bank_no_statement"
    assert refusal(ofx(ofx_payment(Pay("5.001"))).encode()) == ("bank.decimals", 1)
    assert refusal(ofx(ofx_payment(Pay("5", day="1812-05-04"))).encode()) == ("bank.day_absurd", 1)
    assert refusal(ofx(ofx_payment(Pay("5", day="May"))).encode()) == ("bank.day", 1)
    assert refusal(plain.replace("<CURDEF>EUR", "<CURDEF>zloty").encode()) == ("bank.currency", 1)
