"""Donations, payouts, documents and the workbook from the terminal."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.cli.conftest import Run


def one(run: Run, vault: Path, what: str, index: int = -1) -> dict[str, object]:
    rows = json.loads(run("list", vault, what, "--json").out)
    row = rows[index]
    assert isinstance(row, dict)
    return row


def test_a_donation_with_a_receipt(run: Run, busy: Path) -> None:
    said = run(
        "donate", busy, "--campaign", "C-0001", "--amount", "100.00", "--currency", "EUR", "--fee", "1.50",
        "--donor", "P-0002", "--date", "22.05.2026", "--receipt", "en",
    )  # fmt: skip
    assert (said.code, said.err) == (0, "")
    code, number = said.out.split()
    assert code == "D-0002"
    assert number.startswith("DR/")
    row = one(run, busy, "donations", 1)
    assert (row["date"], row["gross"], row["fee"], row["net"], row["currency"]) == (
        "2026-05-22", "100.00", "1.50", "98.50", "EUR",
    )  # fmt: skip
    assert (row["donor"], row["receipt"], row["opening"]) == ("P-0002", number, False)


def test_the_campaigns_currency_is_used_unless_said(run: Run, busy: Path) -> None:
    assert run("donate", busy, "--campaign", "c-1", "--amount", "1 200,50").out == "D-0002\n"
    assert one(run, busy, "donations", 1)["gross"] == "1200.50"


def test_a_payout_with_a_voucher(run: Run, busy: Path) -> None:
    said = run(
        "pay", busy, "--campaign", "C-0001", "--item", "1", "--amount", "100.00", "--payee", "P-0003",
        "--voucher", "be",
    )  # fmt: skip
    code, number = said.out.split()
    assert (said.code, code) == (0, "O-0001")
    assert number.startswith("PV/")
    row = one(run, busy, "payouts")
    assert (row["amount"], row["currency"], row["payee"], row["state"]) == ("100.00", "EUR", "P-0003", "paid")
    items = json.loads(run("list", busy, "items", "--json").out)
    assert [(row["line"], row["planned"], row["paid"], row["remaining"]) for row in items] == [
        (1, "500.00", "100.00", "400.00"),
        (2, "1500.00", "0.00", "1500.00"),
    ]


def test_one_payout_for_several_items(run: Run, busy: Path) -> None:
    pay = ("pay", busy, "--campaign", "C-0001", "--payee", "P-0003")
    assert run(*pay, "--item", 1, "--amount", "10", "--item", 2, "--amount", "20").code == 0
    assert one(run, busy, "payouts")["amount"] == "30.00"
    assert run(*pay, "--item", 1, "--item", 2, "--amount", "20").code == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("donate", "--campaign", "C-0001", "--amount", "0"), 1),
        (("donate", "--campaign", "C-0001", "--amount", "-5"), 1),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--fee", "5"), 1),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--currency", "PLN"), 1),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--currency", "ZZZ"), 1),
        (("donate", "--campaign", "C-0009", "--amount", "5"), 1),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--donor", "P-0099"), 1),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--receipt", "en"), 1),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--date", "2199-01-01"), 1),
        (("donate", "--campaign", "C-0001", "--amount", "five"), 2),
        (("donate", "--campaign", "C-0001", "--amount", "5.005", "--currency", "EUR"), 1),
        (("donate", "--campaign", "everyone", "--amount", "5"), 2),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--date", "soon"), 2),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--receipt", "xx"), 2),
        (("donate", "--campaign", "C-0001", "--amount", "5", "--colour", "red"), 2),
        (("donate", "--campaign", "C-0001"), 2),
        (("pay", "--campaign", "C-0001", "--item", "1", "--amount", "500.01", "--payee", "P-0003"), 1),
        (("pay", "--campaign", "C-0001", "--item", "2", "--amount", "683.01", "--payee", "P-0003"), 1),
        (("pay", "--campaign", "C-0001", "--item", "7", "--amount", "1", "--payee", "P-0003"), 1),
        (("pay", "--campaign", "C-0001", "--item", "one", "--amount", "1", "--payee", "P-0003"), 2),
        (("document", "PV/2026/0009", "--out", "x.pdf"), 1),
        (("document", "nine", "--out", "x.pdf"), 2),
        (("take-back", "D-0009", "--reason", "x"), 1),
        (("take-back", "D-0001", "--reason", " "), 1),
        (("void", "DR/2026/0001", "--reason", "x"), 1),
        (("archive", "P-0077"), 1),
        (("archive", "C-0001"), 1),
        (("report", "--campaign", "C-0009", "--out", "x.xlsx"), 1),
        (("add-person",), 1),
    ],
)
def test_refusals_are_1_and_misuse_is_2_each_one_line(
    run: Run, busy: Path, arguments: tuple[str, ...], code: int
) -> None:
    before = run("verify", busy).out
    said = run(arguments[0], busy, *arguments[1:])
    assert (said.code, said.out) == (code, "")
    assert said.err.count("\n") == 1
    assert said.err.startswith("skarbonka: ")
    assert "Traceback" not in said.err
    assert run("verify", busy).out == before


def test_a_document_leaves_once_and_then_as_a_copy(run: Run, busy: Path, tmp_path: Path) -> None:
    donate = ("donate", busy, "--campaign", "C-0001", "--amount", "5", "--donor", "P-0002", "--receipt", "en")
    number = run(*donate, "--names", "alias").out.split()[1]
    first = run("document", busy, number.lower(), "--out", tmp_path / "a.pdf")
    assert (first.code, first.err) == (0, "")
    assert run("document", busy, number, "--out", tmp_path / "b.pdf").out.count("copy 1") == 1
    pages = PdfReader(io.BytesIO((tmp_path / "a.pdf").read_bytes())).pages
    assert "North Star" in pages[0].extract_text()
    said = run("document", busy, number, "--out", tmp_path / "none" / "c.pdf")
    assert said.code == 1
    assert one(run, busy, "documents")["copies"] == 1


def test_void_replace_and_sign(run: Run, busy: Path) -> None:
    number = run(
        "donate", busy, "--campaign", "C-0001", "--amount", "5", "--donor", "P-0002", "--receipt", "en"
    ).out.split()[1]
    assert run("take-back", busy, "D-0002", "--reason", "slip").code == 1
    assert run("void", busy, number, "--reason", "wrong language").out == f"{number} is void\n"
    second = run("issue", busy, "D-0002", "--lang", "be", "--replaces", number).out.strip()
    assert second == number[:-1] + "2"
    assert run("signed", busy, second).out == f"{second} is signed\n"
    states = {row["number"]: row["state"] for row in json.loads(run("list", busy, "documents", "--json").out)}
    assert states == {number: "voided", second: "signed"}


def test_a_document_in_two_languages(run: Run, busy: Path, tmp_path: Path) -> None:
    run("donate", busy, "--campaign", "C-0001", "--amount", "5", "--donor", "P-0002")
    told = ("--donor-code", "39001010000", "--agreement", "A/7")
    number = run("issue", busy, "D-0002", "--language", "pl", "--second-language", "uk", *told).out.strip()
    target = tmp_path / "receipt.pdf"
    assert run("document", busy, number, "--out", target).code == 0
    said = "".join(page.extract_text() for page in PdfReader(target).pages)
    assert "Potwierdzenie darowizny" in said
    assert "Квитанція про пожертву" in said
    assert "39001010000" in said
    assert "A/7" in said
    assert run("issue", busy, "D-0002", "--second-language", "xx").code == 2


def test_taking_back_and_archiving(run: Run, busy: Path) -> None:
    run("pay", busy, "--campaign", "C-0001", "--item", "1", "--amount", "5", "--payee", "P-0003")
    assert run("take-back", busy, "O-0001", "--reason", "returned").code == 0
    assert run("take-back", busy, "D-0001", "--reason", "slip").code == 0
    assert run("archive", busy, "C-0001").code == 0
    assert json.loads(run("list", busy, "campaigns", "--json").out) == []
    assert len(json.loads(run("list", busy, "campaigns", "--json", "--archived").out)) == 1
    assert run("archive", busy, "C-0001", "--undo").code == 0
    assert run("archive", busy, "P-0003").code == 0
    assert run("verify", busy).code == 0


def test_the_workbook(run: Run, busy: Path, tmp_path: Path) -> None:
    run("pay", busy, "--campaign", "C-0001", "--item", "1", "--amount", "100.00", "--payee", "P-0003")
    target = tmp_path / "budget.xlsx"
    said = run("report", busy, "--campaign", "C-0001", "--from", "2026-01-01", "--out", target)
    assert (said.code, said.err) == (0, "")
    book = load_workbook(target)
    text = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert "P-0003" in text
    assert "Clinic" not in text
    assert run("report", busy, "--names", "alias", "--lang", "be", "--out", target).code == 0


def test_verify_says_what_it_read_and_found(run: Run, busy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run("verify", busy)
    assert said.code == 0
    assert said.out.splitlines()[0] == "1 entry read"
    assert said.out.splitlines()[-1] == "Everything agrees."
    monkeypatch.setattr("desktop.storage.checks.is_damaged", lambda _connection, book: book == "ledger")
    said = run("verify", busy)
    assert said.code == 1
    assert "The ledger book is damaged" in said.out
