"""The auditor's pack: what is in it, what is not, what its hashes say, and that it never lies about half-written."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
import pyzipper
from openpyxl import load_workbook
from pypdf import PdfReader

from desktop.domain.attachments import AttachmentKind
from desktop.domain.errors import CannotWrite, Refused, Stopped
from desktop.domain.ledger import PaymentMethod
from desktop.domain.people import NameUse
from desktop.services import attachments, documents
from desktop.services.auditors_pack import document_numbers, make_pack
from desktop.services.named_exports import save_pack
from desktop.services.reports import WorkbookRequest, all_campaigns
from desktop.services.verification import verify
from tests.intake.strange_files import pdf, picture
from tests.services.office_kit import Kit, make_office, open_without_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.services.office import Office

NAME = "Ганна Вэрас"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with a receipt, a voucher whose purpose names its payee, a void one, and one of another campaign."""
    made = make_office(tmp_path / "vault")
    kit = Kit(made)
    donor, payee = kit.person("=Lime", name_local=NAME), kit.person("Oak", name_local="Пётр Дуб")
    first, second = kit.campaign("100").code, kit.campaign("100").code
    kit.give(first, "90", donor, receipt="be", on=date(2026, 4, 2))
    kit.pay(first, payee, {1: "10"}, voucher="en", purpose="Rent of Пётр Дуб", on=date(2026, 4, 3))
    kit.pay(first, payee, {1: "11"}, voucher="en", on=date(2026, 5, 3))
    documents.void_document(made, "PV/2026/0002", "Пётр came twice")
    kit.give(second, "5", donor, receipt="en", method=PaymentMethod.CASH)
    yield made
    made.close()


def opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def read(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)


def index(files: dict[str, bytes]) -> dict[str, dict[str, str]]:
    rows = csv.DictReader(io.StringIO(files["index.csv"].decode("utf-8-sig"), newline=""), delimiter=";")
    return {row["Number"]: row for row in rows}


def test_a_pack_by_names_holds_the_very_papers_of_the_register(office: Office) -> None:
    pack = make_pack(office, WorkbookRequest(all_campaigns(office), NameUse.NAME))
    files = opened(pack.data)
    assert [name for name in files if "/" in name] == [
        "documents/DR-2026-0001.pdf", "documents/PV-2026-0001.pdf", "documents/PV-2026-0002.pdf",
        "documents/DR-2026-0002.pdf",
    ]  # fmt: skip
    rows = index(files)
    for number in ("DR/2026/0001", "PV/2026/0001", "DR/2026/0002"):
        assert rows[number]["SHA-256 of the file"] == rows[number]["SHA-256 in the register"]
    assert "VOID" in read(files["documents/PV-2026-0002.pdf"])
    assert "Пётр came twice" in read(files["documents/PV-2026-0002.pdf"])
    assert rows["DR/2026/0001"]["Person"] == NAME
    assert NAME.encode() in files["index.txt"]


def test_every_hash_of_the_list_is_that_of_its_file(office: Office) -> None:
    files = opened(make_pack(office, WorkbookRequest(all_campaigns(office))).data)
    listed = dict(reversed(line.split("  ")) for line in files["SHA256SUMS.txt"].decode().splitlines())
    assert set(listed) == set(files) - {"SHA256SUMS.txt"}
    assert all(hashlib.sha256(files[name]).hexdigest() == digest for name, digest in listed.items())
    with office.work() as work:
        assert work.head() in files["READ-ME.txt"].decode()
    load_workbook(io.BytesIO(files["workbook.xlsx"]))


@pytest.mark.parametrize(("use", "shown"), [(NameUse.CODE, "P-0001"), (NameUse.ALIAS, "=Lime")])
def test_a_pack_without_names_holds_none_in_any_file(office: Office, use: NameUse, shown: str) -> None:
    pack = make_pack(office, WorkbookRequest(all_campaigns(office), use))
    files = opened(pack.data)
    assert pack.left_out == ()
    for name, data in files.items():
        said = read(data) if name.endswith(".pdf") else data.decode("utf-8", "ignore")
        if name.endswith(".xlsx"):
            said = b"".join(opened(data).values()).decode("utf-8", "ignore")
        assert not [word for word in ("Ганна", "Вэрас", "Пётр", "Дуб") if word in said], name
    rows = index(files)
    assert rows["DR/2026/0001"]["Person"].lstrip("'") == shown
    assert not rows["DR/2026/0001"]["Person"].startswith("=")
    paper = read(files["documents/DR-2026-0001.pdf"])
    assert shown in paper
    assert "ДУБЛІКАТ" in paper
    original = read(opened(make_pack(office, WorkbookRequest(all_campaigns(office), NameUse.NAME)).data)[
        "documents/DR-2026-0001.pdf"
    ])  # fmt: skip
    code = next(line for line in original.splitlines() if "DR/2026/0001  ·" in line).rpartition(" ")[2]
    assert code in paper


def test_a_paper_that_still_names_somebody_is_left_out_and_said(tmp_path: Path) -> None:
    office = make_office(tmp_path / "vault")
    kit = Kit(office)
    payee = kit.person("Oak", name_local="Line Oakley")
    campaign = kit.campaign("100").code  # its expense item is called "Line 1"
    kit.give(campaign, "50")
    kit.pay(campaign, payee, {1: "10"}, voucher="en")
    pack = make_pack(office, WorkbookRequest((campaign,)))
    assert pack.left_out == ("PV/2026/0001",)
    files = opened(pack.data)
    assert not [name for name in files if name.endswith(".pdf")]
    assert "left out" in files["index.txt"].decode()
    office.close()


def test_the_period_and_the_campaign_choose_the_papers(office: Office) -> None:
    def numbers(*campaigns: str, since: date | None = None, until: date | None = None) -> tuple[str, ...]:
        return document_numbers(office, WorkbookRequest(campaigns, period_from=since, period_to=until))

    assert numbers("C-0002") == ("DR/2026/0002",)
    assert len(numbers("C-0001")) == 3
    assert "DR/2026/0001" in numbers("C-0001", until=date(2026, 4, 30)), "issued later, of a gift in the period"
    assert numbers("C-0001", since=date(2030, 1, 1)) == ()
    with pytest.raises(Refused):
        make_pack(office, WorkbookRequest(()))


def test_the_same_facts_give_the_same_bytes(office: Office) -> None:
    request = WorkbookRequest(all_campaigns(office), NameUse.ALIAS, "be")
    first, second = opened(make_pack(office, request).data), opened(make_pack(office, request).data)
    assert {name for name in first if first[name] != second[name]} == set()
    assert make_pack(office, request).data == make_pack(office, request).data


def test_an_encrypted_pack_opens_with_its_passphrase_alone(office: Office) -> None:
    pack = make_pack(office, WorkbookRequest(all_campaigns(office), NameUse.NAME), encrypt=True)
    assert len(pack.passphrase.split()) == 6
    assert b"%PDF" not in pack.data
    assert NAME.encode() not in pack.data
    with pyzipper.AESZipFile(io.BytesIO(pack.data)) as archive:
        assert all(each.flag_bits & 1 for each in archive.infolist())
        assert all(each.wz_aes_strength == 3 for each in archive.infolist()), "256 bits"
        with pytest.raises(RuntimeError):
            archive.read("index.txt")
        archive.setpassword(b"wrong wrong wrong")
        with pytest.raises(RuntimeError):
            archive.read("index.txt")
        archive.setpassword(pack.passphrase.encode())
        assert NAME in archive.read("index.txt").decode()
    other = make_pack(office, WorkbookRequest(all_campaigns(office)), encrypt=True)
    assert other.passphrase != pack.passphrase


def test_saving_records_what_went_out_and_nothing_where_nothing_did(office: Office, tmp_path: Path) -> None:
    pack = make_pack(office, WorkbookRequest(all_campaigns(office)))
    head = Kit(office).head()
    with pytest.raises(CannotWrite):
        save_pack(office, pack, tmp_path / "nowhere" / "pack.zip")
    assert Kit(office).head() == head
    target = tmp_path / "pack.zip"
    save_pack(office, pack, target)
    assert target.read_bytes() == pack.data
    assert Kit(office).head() != head
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["pack.zip"]
    assert verify(office).good


def test_a_stopped_pack_leaves_nothing(office: Office, tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, whole: int) -> None:
            if whole:
                raise Stopped

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Stopped):
        make_pack(office, WorkbookRequest(all_campaigns(office)), progress=Impatient())
    assert sorted(tmp_path.iterdir()) == before


def test_without_the_book_of_names_there_is_no_pack(office: Office, tmp_path: Path) -> None:
    office.close()
    without = open_without_names(tmp_path / "vault")
    with pytest.raises(Refused) as refusal:
        make_pack(without, WorkbookRequest(("C-0001",)))
    assert refusal.value.problems[0].code == "identity.needed"
    without.close()


def test_signed_scans_go_along_by_names_alone(office: Office) -> None:
    scan = attachments.attach(office, "PV/2026/0001", AttachmentKind.SIGNED_SCAN, picture())
    attachments.attach(office, "PV/2026/0001", AttachmentKind.OTHER, pdf(1))
    files = opened(make_pack(office, WorkbookRequest(("C-0001",), NameUse.NAME)).data)
    assert [name for name in files if name.startswith("scans/")] == [f"scans/{scan.name}"]
    assert hashlib.sha256(files[f"scans/{scan.name}"]).hexdigest() == scan.sha256
    assert f"scans/{scan.name}".encode() in files["SHA256SUMS.txt"]
    coded = opened(make_pack(office, WorkbookRequest(("C-0001",))).data)
    assert not [name for name in coded if name.startswith("scans/")]
