"""Statements in the banks' XML, as several versions and several banks write it."""

from datetime import date
from typing import Any

import pytest

from desktop.domain.bank_statements import Statement
from desktop.domain.errors import CannotRead, Refused, Severity
from desktop.domain.money import Money
from desktop.intake.bank import apart
from desktop.intake.bank.apart import read_statements_apart
from desktop.intake.bank.reader import read_statements
from tests.intake.bank_files import ANNA, JONAS, OWN, Pay, balance, camt, camt_details, camt_entry

GIFT = Pay("50.00", "Ганна Нязломная", ANNA, "Na leczenie żółwia", "B-1")
BILL = Pay("-12.30", "Jonas Žąsinas", JONAS, "Sąskaita Nr. 7", "B-2", "2026-05-05")


def only(data: bytes) -> Statement:
    (statement,) = read_statements(data)
    return statement


def reason(data: bytes) -> Any:
    with pytest.raises(CannotRead) as error:
        read_statements(data)
    return error.value.params["reason"]


def refusal(data: bytes) -> Any:
    with pytest.raises(Refused) as error:
        read_statements(data)
    (problem,) = error.value.problems
    return problem.code, problem.params["line"]


def codes(statement: Statement) -> list[str]:
    assert all(each.severity is Severity.WARNING for each in statement.warnings)
    return [each.code for each in statement.warnings]


@pytest.mark.parametrize("version", [2, 3, 4, 6, 8])
def test_a_statement_of_each_version_says_the_same(version: int) -> None:
    entries = camt_entry(GIFT, version) + camt_entry(BILL, version)
    read = only(camt(entries, version, balance("OPBD", "100.00") + balance("CLBD", "137.70")))
    assert (read.profile, read.account, read.currency, read.warnings) == ("camt.053", OWN, "EUR", ())
    assert (read.opening, read.closing) == (Money(10000, "EUR"), Money(13770, "EUR"))
    gift, bill = read.lines
    assert (gift.on, gift.amount, gift.fee) == (date(2026, 5, 4), Money(5000, "EUR"), Money(0, "EUR"))
    assert (gift.name, gift.iban, gift.text, gift.reference) == (GIFT.name, ANNA, GIFT.text, "B-1")
    assert (bill.amount.minor, bill.name, bill.iban, bill.place) == (-1230, BILL.name, JONAS, 2)
    assert (gift.own, gift.reversal) == (False, False)


@pytest.mark.parametrize(
    ("kind", "message"), [("052", "BkToCstmrAcctRpt"), ("054", "BkToCstmrDbtCdtNtfctn")], ids=["052", "054"]
)
def test_a_report_and_a_notification_are_read_too(kind: str, message: str) -> None:
    read = only(camt(camt_entry(GIFT), 2, "", message, kind))
    assert (read.profile, len(read.lines), read.opening) == (f"camt.{kind}", 1, None)


@pytest.mark.parametrize("version", [2, 8])
def test_an_entry_of_several_payments_gives_a_line_for_each(version: int) -> None:
    parts = camt_details(GIFT, version, "30.00") + camt_details(Pay("20.00", "Павал", text="Дзякуй"), version, "20.00")
    whole = Pay("50.00", reference="BULK")
    first, second = only(camt(camt_entry(whole, version, details=parts), version)).lines
    assert [(each.amount.minor, each.reference, each.place) for each in (first, second)] == [
        (3000, "BULK/1", 1),
        (2000, "BULK/2", 1),
    ]
    assert (first.name, second.name, second.text) == (GIFT.name, "Павал", "Дзякуй")


def test_payments_that_do_not_add_up_stay_one_line_and_it_is_said() -> None:
    parts = camt_details(GIFT, 8, "30.00") + camt_details(GIFT, 8, "10.00")
    read = only(camt(camt_entry(Pay("50.00", reference="BULK"), 8, details=parts), 8))
    assert ([line.amount.minor for line in read.lines], codes(read)) == ([5000], ["bank.kept_whole"])


def test_charges_within_an_entry_are_its_fee_and_others_are_none() -> None:
    charge = '<Chrgs><Rcrd><Amt Ccy="EUR">1.50</Amt><CdtDbtInd>DBIT</CdtDbtInd>{}</Rcrd></Chrgs>'
    within = charge.format("<ChrgInclInd>true</ChrgInclInd>")
    apart_of = charge.format("<ChrgInclInd>false</ChrgInclInd>")
    lines = only(camt(camt_entry(Pay("48.50"), 8, within) + camt_entry(Pay("-51.50"), 8, within), 8)).lines
    assert [(line.amount.minor, line.fee.minor, line.change.minor) for line in lines] == [
        (5000, 150, 4850),
        (-5000, 150, -5150),
    ]
    assert [line.fee.minor for line in only(camt(camt_entry(GIFT, 8, apart_of), 8)).lines] == [0]


def test_old_charges_are_a_fee_where_the_payments_amount_says_so() -> None:
    charge = '<Chrgs><Amt Ccy="EUR">1.50</Amt></Chrgs>'
    told = '<AmtDtls><TxAmt><Amt Ccy="EUR">50.00</Amt></TxAmt></AmtDtls>'
    lines = only(camt(camt_entry(Pay("48.50"), 2, charge + told) + camt_entry(Pay("48.50"), 2, charge))).lines
    assert [(line.amount.minor, line.fee.minor) for line in lines] == [(5000, 150), (4850, 0)]


def test_charges_of_several_payments_stand_at_the_first() -> None:
    within = '<Chrgs><Rcrd><Amt Ccy="EUR">1.00</Amt><ChrgInclInd>true</ChrgInclInd></Rcrd></Chrgs>'
    parts = camt_details(GIFT, 8, "30.00") + camt_details(GIFT, 8, "20.00")
    lines = only(camt(camt_entry(Pay("49.00"), 8, within, parts), 8)).lines
    assert [(line.amount.minor, line.fee.minor) for line in lines] == [(3000, 100), (2000, 0)]


def test_a_returned_payment_is_a_reversal_and_names_the_other_side() -> None:
    details = camt_details(Pay("-20.00", "Jonas Žąsinas", JONAS), 2)
    (line,) = only(camt(camt_entry(Pay("20.00"), 2, "<RvslInd>true</RvslInd>", details))).lines
    assert (line.reversal, line.amount.minor, line.name, line.iban) == (True, 2000, "Jonas Žąsinas", JONAS)


def test_our_own_name_is_never_the_other_sides() -> None:
    nameless = Pay("20.00")
    (line,) = only(camt(camt_entry(nameless))).lines
    assert (line.name, line.iban) == ("", "")
    unnumbered = camt_entry(nameless).replace(f"<IBAN>{OWN}</IBAN>", "")
    assert only(camt(unnumbered)).lines[0].name == ""
    turned = camt_entry(Pay("20.00"), details=camt_details(Pay("-20.00", "Jonas", JONAS), 2))
    assert only(camt(turned)).lines[0].name == "Jonas", "a bank that leaves the sides as they were"


def test_pending_entries_are_left_out_and_counted() -> None:
    pending = camt_entry(GIFT).replace("<Sts>BOOK</Sts>", "<Sts>PDNG</Sts>")
    read = only(camt(pending + camt_entry(BILL)))
    assert ([line.reference for line in read.lines], codes(read)) == (["B-2"], ["bank.not_booked"])


def test_a_statement_that_does_not_add_up_says_by_how_much() -> None:
    read = only(camt(camt_entry(GIFT), balances=balance("OPBD", "-5.00") + balance("CLBD", "40.00")))
    (warning,) = read.warnings
    assert (warning.code, warning.params["difference"]) == ("bank.balance", Money(-500, "EUR"))


def test_a_fee_of_the_bank_and_money_between_own_accounts_are_no_gifts() -> None:
    fee = "<BkTxCd><Domn><Cd>ACMT</Cd><Fmly><Cd>MDOP</Cd><SubFmlyCd>CHRG</SubFmlyCd></Fmly></Domn></BkTxCd>"
    (line,) = only(camt(camt_entry(Pay("-3.00"), 2, fee))).lines
    assert line.own
    data = camt(camt_entry(Pay("10.00", "Мы", JONAS))).decode()
    stmt = data[data.index("<Stmt>") : data.index("</Stmt>") + 7]
    two = data.replace(stmt, stmt + stmt.replace(OWN, JONAS))
    first, second = read_statements(two.encode())
    assert (first.account, second.account, first.lines[0].own) == (OWN, JONAS, True)


def test_structured_remittance_and_what_stands_in_for_a_text() -> None:
    strd = "<Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf><AddtlRmtInf>за май</AddtlRmtInf></Strd>"
    entries = camt_entry(GIFT, details=f"<TxDtls><RmtInf>{strd}</RmtInf></TxDtls>")
    entries += camt_entry(GIFT, details="<TxDtls><Refs><EndToEndId>DON-7</EndToEndId></Refs></TxDtls>")
    entries += camt_entry(GIFT, details="<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs></TxDtls>")
    lines = only(camt(entries)).lines
    assert [line.text for line in lines] == ["RF18539007547034 за май", "DON-7", ""]
    assert [line.reference for line in lines] == ["B-1", "B-1#2", "B-1#3"]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (Pay("50.001"), "bank.decimals"),
        (Pay("5o.00"), "bank.amount"),
        (Pay("1e9"), "bank.amount"),
        (Pay("9" * 15), "bank.amount"),
        (Pay("5.00", day="1926-05-04"), "bank.day_absurd"),
        (Pay("5.00", day="2226-05-04"), "bank.day_absurd"),
        (Pay("5.00", day="2026-02-30"), "bank.day"),
        (Pay("5.00", day="4 мая"), "bank.day"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_place(bad: Pay, code: str) -> None:
    assert refusal(camt(camt_entry(GIFT) + camt_entry(bad))) == (code, 2)


def test_noughts_behind_the_cents_are_no_decimals_too_many() -> None:
    assert only(camt(camt_entry(Pay("50.00000")))).lines[0].amount.minor == 5000


def test_a_refusal_shows_no_name() -> None:
    with pytest.raises(Refused) as error:
        read_statements(camt(camt_entry(Pay("Anna Kowalska"))))
    assert error.value.problems[0].params["text"] == "…"


def test_hostile_xml_is_refused() -> None:
    plain = camt(camt_entry(GIFT))
    bomb = plain.replace(b"<Document", b'<!DOCTYPE a [<!ENTITY x "y">]><Document')
    assert reason(bomb) == "bank_declarations"
    assert reason(plain[:-40]) == "bank_damaged"
    assert reason(plain.replace(b"<GrpHdr/>", b"<x>" * 50 + b"</x>" * 50)) == "bank_too_large"
    assert reason(plain.replace(b"<GrpHdr/>", b"<x/>" * 200_001)) == "bank_too_large"
    assert reason(plain.replace(b"<GrpHdr/>", b"<x>" + b"y" * 30_000 + b"</x>")) == "bank_damaged"
    assert reason(plain.replace(b"<Ntry>", b"<Ntry><Ntry>").replace(b"</Ntry>", b"</Ntry></Ntry>")) == "bank_damaged"
    assert reason(b"<Document>BkToCstmr camt.053</Document>") == "bank_no_statement"
    assert reason(b"<html><body>hello</body></html>") == "bank_no_statement"
    assert reason(b"%PDF-1.7") == "bank_pdf"
    assert reason(b"\x1f\x8b123") == "bank_archive"
    assert reason(b"\xef\xbb\xbf \n") == "empty"
    assert reason(bytes(20 * 1024 * 1024 + 1)) == "bank_too_large"


def test_a_long_indented_statement_is_no_long_text() -> None:
    entry = camt_entry(GIFT).replace("><", ">\n" + " " * 40 + "<")
    assert len(only(camt(entry * 800)).lines) == 800


def test_utf16_and_old_code_pages_are_read() -> None:
    text = camt(camt_entry(GIFT)).decode()
    wide = text.replace("UTF-8", "UTF-16").encode("utf-16")
    assert only(wide).lines[0].name == GIFT.name
    polish = camt(camt_entry(Pay("1.00", "Żaneta Gęśl"))).decode().replace("Фонд «Дапамога»", "X")
    assert only(polish.replace("UTF-8", "windows-1250").encode("cp1250")).lines[0].name == "Żaneta Gęśl"


def test_the_helper_gives_what_its_reader_gives() -> None:
    within = '<Chrgs><Rcrd><Amt Ccy="EUR">1.50</Amt><ChrgInclInd>true</ChrgInclInd></Rcrd></Chrgs>'
    data = camt(camt_entry(GIFT, 8, within), 8, balance("OPBD", "1.00") + balance("CLBD", "1.00"))
    assert read_statements_apart(data, "май.xml") == read_statements(data)
    with pytest.raises(Refused) as error:
        read_statements_apart(camt(camt_entry(Pay("50.001"))))
    assert error.value.problems[0].code == "bank.decimals"
    with pytest.raises(CannotRead) as none:
        read_statements_apart(bytes(20 * 1024 * 1024 + 1))
    assert none.value.params["reason"] == "bank_too_large"
    assert apart.told({"name": ""}, data)[1] == b""
