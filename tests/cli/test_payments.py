"""Payment files from the terminal: the payer, what is in the file, what is not and why, and the second file."""

from dataclasses import replace
from pathlib import Path

from desktop.services import people, vaults
from tests.cli.conftest import Run
from tests.documents.test_pain001 import SCHEMA, faults, read, texts
from tests.services.office_kit import CHEAP, PASSPHRASE

LT = "LT121000011101001000"


def approve(run: Run, vault: Path, amount: str, *more: str) -> str:
    new = ("--campaign", "C-0001", "--payee", "P-0003", "--item", "1", "--amount", amount)
    code = run("payout", vault, "new", *new, *more).out.strip()
    run("payout", vault, "submit", code)
    run("payout", vault, "approve", code)
    return code


def test_a_file_for_the_bank(run: Run, busy: Path, tmp_path: Path) -> None:
    out = tmp_path / "bank.xml"
    assert run("payment-file", busy, "--out", out).err == (
        "skarbonka: No payout can go into the file. Choose approved payouts by bank, in euros.\n"
    )
    code, cash = approve(run, busy, "10"), approve(run, busy, "5", "--method", "cash")
    refused = run("payment-file", busy, "--out", out)
    assert (refused.code, refused.out) == (1, "")
    assert f"{code}: Not in the file: No IBAN of P-0003 is known." in refused.err
    office = vaults.open_vault(busy, PASSPHRASE, floor=CHEAP)
    payee = people.load_person(office, "P-0003")
    people.save_person(office, replace(payee.draft, name_bank="Клініка", iban=LT), "P-0003", payee.revision)
    office.close()
    assert "Enter its IBAN in Settings" in run("payment-file", busy, "--out", out).err
    assert run("payer", busy, "--account", "LT00").code == 1
    own = ("--town", "Vilnius", "--country", "lt", "--account", "LT12 1000 0111 0100 1000", "--account", " ")
    assert run("payer", busy, *own).out == f"town: Vilnius\ncountry: LT\naccount: {LT}\n"
    assert run("payer", busy).out.endswith(f"account: {LT}\n")

    past = run("payment-file", busy, cash, code, "--out", out, "--date", "2026-01-03")
    assert (past.code, "has passed" in past.err, out.exists()) == (1, True, False)
    assert past.out == ""
    some = run("payment-file", busy, cash, code, "--out", out)
    assert (some.code, f"{cash}: Not in the file: It is paid as “Cash”, not by bank." in some.err) == (1, True)
    root = read(out.read_bytes())
    assert list(faults(root, SCHEMA)) == []
    assert (texts(root, "EndToEndId"), texts(root, "Nm")[2:]) == ([code], ["Klinika"])
    assert (
        f"{texts(root, 'MsgId')[0]} is written to {out}: 1 payment, 10.00 EUR, on {texts(root, 'Dt')[0]}." in some.out
    )
    assert "The file is not encrypted" in some.err
    assert run("payment-file", busy, "--out", out).code == 1, "it is in a file already"
    again = run("payment-file", busy, "--out", out, "--again", "--with-addresses")
    assert (again.code, f"{code} P-0003 10.00 EUR" in again.out, "already in a file" in again.err) == (0, True, True)
    assert "A payment file for the bank was written" in run("history", busy, code).out
    assert run("verify", busy).code == 0
