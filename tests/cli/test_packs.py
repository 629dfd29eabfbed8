"""The auditor's pack and many documents at once, from the terminal."""

import zipfile
from pathlib import Path

import pyzipper
from pypdf import PdfReader

from tests.cli.conftest import Run


def give(run: Run, vault: Path, count: int) -> None:
    for _each in range(count):
        said = run(
            "donate", vault, "--campaign", "C-0001", "--amount", "10.00", "--donor", "P-0002", "--date", "2026-05-01"
        )
        assert said.code == 0, said.err
        assert run("issue", vault, said.out.split()[0]).code == 0


def test_a_pack_is_written_and_an_encrypted_one_says_its_passphrase(run: Run, busy: Path, tmp_path: Path) -> None:
    give(run, busy, 2)
    target = tmp_path / "pack.zip"
    said = run("auditors-pack", busy, "--out", target)
    assert (said.code, said.err) == (0, "")
    assert "2 documents" in said.out
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        assert "workbook.xlsx" in names
        assert len([name for name in names if name.startswith("documents/DR-")]) == 2
    said = run("auditors-pack", busy, "--campaign", "C-1", "--names", "name", "--encrypt", "--out", target)
    passphrase = said.out.strip().splitlines()[-1].rpartition(": ")[2]
    with pyzipper.AESZipFile(target) as archive:
        archive.setpassword(passphrase.encode())
        assert archive.read("READ-ME.txt")
    assert run("auditors-pack", busy, "--out", tmp_path / "nowhere" / "x.zip").code == 1
    assert run("auditors-pack", busy, "--campaign", "C-9", "--out", target).code == 1


def test_many_documents_go_into_one_pdf_or_a_file_each(run: Run, busy: Path, tmp_path: Path) -> None:
    give(run, busy, 3)
    folder = tmp_path / "papers"
    folder.mkdir()
    said = run("documents", busy, "--into", folder, "--kind", "DR")
    assert (said.code, said.err) == (0, "")
    first = sorted(path.name for path in folder.iterdir())
    assert len(first) == 3
    assert run("documents", busy, "--into", folder).code == 0
    assert len(list(folder.iterdir())) == 6, "a copy takes no original's place"
    target = tmp_path / "all.pdf"
    numbers = [name.removesuffix(".pdf").replace("-", "/") for name in first[:2]]
    assert "2 documents" in run("documents", busy, *numbers, "--out", target).out
    assert len(PdfReader(target).pages) == 2
    assert run("documents", busy, *numbers, "--kind", "PV", "--out", target).code == 2
    assert run("documents", busy, "--kind", "PV", "--out", target).code == 1
    assert run("documents", busy, "--into", tmp_path / "none").code == 1
    assert run("documents", busy).code == 2


def test_what_names_people_who_do_not_agree_any_more_is_left_out_and_said(run: Run, busy: Path, tmp_path: Path) -> None:
    donor = run("add-person", busy, "--alias", "Lime", "--name", "Ганна Вэрас", "--category", "donor").out.strip()
    said = run("donate", busy, "--campaign", "C-0001", "--amount", "9", "--donor", donor, "--date", "2026-05-01")
    number = run("issue", busy, said.out.split()[0]).out.split()[0]
    recorded = run("consents", busy, "record", donor, "--purpose", "accountant")
    assert run("consents", busy, "withdraw", recorded.out.strip()).code == 0
    target = tmp_path / "all.pdf"
    one = run("document", busy, number, "--out", target)
    assert (one.code, target.exists()) == (1, False)
    assert f"{number} names {donor}: “Accountants and auditors see the name” - Withdrawn." in one.err
    many = run("documents", busy, "--kind", "DR", "--out", target)
    assert (many.code, target.exists()) == (1, False)
    assert f"{number} names {donor}" in many.err
    said = run("documents", busy, "--kind", "DR", "--out", target, "--anyway")
    assert (said.code, said.err) == (0, "")
    assert run("document", busy, number, "--out", target, "--anyway").code == 0
    pack = run("auditors-pack", busy, "--names", "name", "--out", tmp_path / "pack.zip")
    assert "Note: " in pack.out
    assert donor in pack.out
