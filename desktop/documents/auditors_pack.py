"""The auditor's pack: one ZIP with the workbook, the papers, an index of them, hashes, and how to check them.

Built in memory. Without a passphrase the same facts give the same bytes; with one every file is encrypted with AES-256
(WinZip's form, which 7-Zip, WinZip and Keka open); the names of the files stay readable, so they hold codes alone.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.documents.paper import NEUTRAL
from desktop.domain.accounting import neutral
from desktop.domain.people import NameUse
from desktop.domain.receipts import DocumentState
from desktop.i18n import formats, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from desktop.domain.receipts import Document
    from desktop.i18n import Texts

_STORED = (".pdf", ".xlsx", ".zip", ".jpg", ".png")  # packed by themselves already
_OWNER_READS = 0o600 << 16
_UNIX = 3
_WIDTH = 96
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class PackPaper:
    """A document in the pack: its line in the register, the party as disclosed, and its files by their names.

    `files` is empty where the paper could not be given without a name; the index says so.
    """

    document: Document
    party: str
    operation_on: date
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What the pack says of itself."""

    organisation: str
    language: str
    made_on: date
    campaigns: tuple[str, ...]
    period_from: date | None
    period_to: date | None
    name_use: NameUse
    journal_head: str


def build_pack(
    facts: PackFacts, workbook: tuple[str, bytes], papers: Sequence[PackPaper], passphrase: str = ""
) -> bytes:
    """Put everything into one archive; with a passphrase it is encrypted."""
    files = [workbook, *(file for paper in papers for file in paper.files)]
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files}
    index = _index(facts, papers, hashes)
    files += [("index.csv", index), ("index.txt", _readable(facts, papers, hashes))]
    files.append(("READ-ME.txt", _told(facts, papers).encode()))
    hashes |= {name: hashlib.sha256(data).hexdigest() for name, data in files[-3:]}
    sums = "".join(f"{digest}  {name}\n" for name, digest in sorted(hashes.items()))
    files.append(("SHA256SUMS.txt", sums.encode()))
    return _archive(files, facts.made_on, passphrase)


def _archive(files: Sequence[tuple[str, bytes]], day: date, passphrase: str) -> bytes:
    """Write the archive: no file's own time, owner or place gets into it, only the pack's day."""
    out = io.BytesIO()
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    if passphrase:
        import pyzipper  # noqa: PLC0415 - late: only an encrypted pack needs it

        with pyzipper.AESZipFile(out, "w", encryption=pyzipper.WZ_AES) as locked:
            locked.setpassword(passphrase.encode())
            locked.setencryption(pyzipper.WZ_AES, nbits=256)
            for name, data in files:
                locked.writestr(_entry(pyzipper.zipfile_aes.AESZipInfo(name, stamp), name), data)
        return out.getvalue()
    with zipfile.ZipFile(out, "w") as plain:
        for name, data in files:
            plain.writestr(_entry(zipfile.ZipInfo(name, stamp), name), data)
    return out.getvalue()


def _entry(entry: zipfile.ZipInfo, name: str) -> zipfile.ZipInfo:
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _OWNER_READS
    return entry


def _index(facts: PackFacts, papers: Sequence[PackPaper], hashes: dict[str, str]) -> bytes:
    """Write the index as a CSV that spreadsheets open; nothing in it is taken for a formula."""
    t = texts(facts.language)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            t.tr("Number"), t.tr("Type"), t.tr("State"), t.tr("Date of issue"), t.tr("Date of operation"),
            t.tr("Amount"), t.tr("Currency"), t.tr("Person"), t.tr("Campaign"), t.tr("Record"), t.tr("Replaces"),
            t.tr("File"), t.tr("SHA-256 of the file"), t.tr("SHA-256 in the register"),
        ]
    )  # fmt: skip
    for paper in papers:
        document = paper.document
        told = (
            document.number, document.kind.value, document.state.value, document.issued_on.isoformat(),
            paper.operation_on.isoformat(), document.amount.plain(), document.amount.currency, paper.party,
            document.campaign, document.subject_code, document.replaces or "",
        )  # fmt: skip
        for name in [name for name, _data in paper.files] or [""]:
            row = (*told, name, hashes.get(name, ""), document.sha256)
            writer.writerow([neutral(each) for each in row])
    return (BOM + text.getvalue()).encode()


def _readable(facts: PackFacts, papers: Sequence[PackPaper], hashes: dict[str, str]) -> bytes:
    """Write the index for a reader's eyes."""
    t = texts(facts.language)
    lines = [t.tr("Documents"), "=" * _WIDTH]
    for paper in papers:
        document = paper.document
        void = "  " + t.tr("VOID") if document.state is DocumentState.VOIDED else ""
        said = f"{document.amount.plain()} {document.amount.currency}"
        day = formats.date(document.issued_on, t.language)
        lines.append(f"{document.number:<18} {day:<12} {said:>18}  {document.subject_code:<8} {paper.party}{void}")
        lines.extend(f"    {name}  {hashes[name][:16]}…" for name, _data in paper.files)
        if not paper.files:
            lines.append("    " + t.tr("Its paper names people, and is left out here."))
    return ("\r\n".join([*(" ".join(line.splitlines()) for line in lines), ""])).encode()


def _told(facts: PackFacts, papers: Sequence[PackPaper]) -> str:
    return "\r\n".join([*_about(texts(facts.language), facts, papers), "", *_how_to_check(facts), ""])


def _about(t: Texts, facts: PackFacts, papers: Sequence[PackPaper]) -> Iterator[str]:
    """Say what the pack holds."""
    since, until = (
        formats.date(day, t.language) if day is not None else "…" for day in (facts.period_from, facts.period_to)
    )
    uses = {
        NameUse.CODE: t.tr("Codes only"),
        NameUse.ALIAS: t.tr("Aliases"),
        NameUse.NAME: t.tr("Names"),
    }
    title = t.tr("Pack for an auditor")
    yield f"{NEUTRAL}: {title}"
    yield ""
    for caption, text in (
        (t.tr("Organisation"), facts.organisation),
        (t.tr("Period"), f"{since} – {until}"),
        (t.tr("Campaigns"), ", ".join(facts.campaigns)),
        (t.tr("People are shown by"), uses[facts.name_use]),
        (t.tr("Made on"), formats.date(facts.made_on, t.language)),
        (t.tr("Journal head"), facts.journal_head),
        (t.tr("Documents"), str(len(papers))),
    ):
        yield f"{caption}: {' '.join(text.split())}"


def _how_to_check(facts: PackFacts) -> Iterator[str]:
    """Say how an auditor sees that nothing was changed."""
    t = texts(facts.language)
    yield t.tr("How to check that nothing was changed")
    yield t.tr("Linux: in this folder, run: sha256sum -c SHA256SUMS.txt")
    yield t.tr("macOS: in this folder, run: shasum -a 256 -c SHA256SUMS.txt")
    yield t.tr("Windows: certutil -hashfile FILE SHA256, and compare with SHA256SUMS.txt.")
    yield t.tr(
        "Where a paper's hash is the one in the register, it is the very paper made at issue. A paper drawn anew, "
        "void or with codes instead of names, has another hash and the same check code."
    )
    yield t.tr(
        "The journal head ties the pack to the office's books: the office shows with “skarbonka verify” that its chain "
        "is whole, and that this head stands in it."
    )
