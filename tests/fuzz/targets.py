"""What is fuzzed: every reader of what others may have written, each with seeds and the refusals that it documents."""

import io
import json
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from openpyxl import Workbook
from PySide6.QtCore import QSettings

from desktop.documents.template_grid import heard, read_grids
from desktop.documents.template_guard import guard
from desktop.domain import key_files
from desktop.domain.errors import (
    BackupDamaged,
    CannotRead,
    DamagedHeader,
    NewerSchema,
    NotABackup,
    Refused,
    VaultError,
    WrongPassphrase,
)
from desktop.domain.ids import CodeKind, read_code
from desktop.domain.scans import named_by
from desktop.domain.table_rows import TableAsked
from desktop.domain.views import ViewState, read_state
from desktop.intake import logo, page_apart
from desktop.intake.apart import answers
from desktop.intake.apart.codes import find_codes
from desktop.intake.apart.pixels import Unfit, pages
from desktop.intake.apart.wire import Broken, Part, read_part, write_part
from desktop.intake.bank import apart as bank_apart
from desktop.intake.bank.mapped import read_mapped
from desktop.intake.bank.reader import read_statements
from desktop.intake.page import read_page, read_page_text
from desktop.intake.rates import apart as rates_apart
from desktop.intake.rates.reader import read_rates
from desktop.intake.tables.reader import packed, read_table
from desktop.services import attempts, wording
from desktop.storage import moved
from desktop.storage.lists.typed import read_typed
from desktop.ui.memory import Memory
from desktop.vault import container, header, marks, parts, recovery, unseen, vault
from tests.fuzz.mutator import Mutate, in_archive, mutated
from tests.intake import bank_files, rate_files, strange_files, table_files
from tests.services.office_kit import CHEAP, PASSPHRASE

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).with_name("corpus")


@dataclass(frozen=True)
class Target:
    """A reader.

    Attributes:
        read: What is called with a changed file; what it returns is looked at by length and kind alone.
        seeds: Whole files to begin with; those in the folder corpus/NAME come beside.
        refusals: What it may raise. Any other exception is a finding.
        mutate: How files are changed.
    """

    read: Callable[[bytes], object]
    seeds: Callable[[], Sequence[bytes]]
    refusals: tuple[type[BaseException], ...]
    mutate: Mutate = mutated


# ------------------------------------------------------------------------------------------------------------ intake


def _rates(data: bytes) -> object:
    table = read_rates(data, date(2026, 5, 1))
    plain, _blob = rates_apart.told({"month": "2026-05-01"}, data)
    assert rates_apart._understood(json.loads(json.dumps(plain)), b"") == table
    return len(table.rates), len(table.warnings)


def _rate_seeds() -> list[bytes]:
    return [*rate_files.TABLES.values(), rate_files.zipped(rate_files.ECB_HISTORY)]


def _page(data: bytes) -> object:
    page = read_page(data)
    plain, _blob = page_apart.told({"kind": "page"}, data)
    text = json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogatepass")
    read = page_apart._understood(json.loads(text.decode("utf-8", "surrogatepass")), page.source_sha256)
    assert read == page
    return len(page.items), page.status, page.warnings


def _page_text(data: bytes) -> object:
    return len(read_page_text(data.decode("utf-8", "replace")).items)


def _page_seeds() -> list[bytes]:
    samples = sorted((ROOT / "resources/samples/pages").glob("*.txt"))
    return [path.read_bytes() for path in samples] + [f"<html><body><p>{samples[0].read_text()}".encode()]


def _table(data: bytes) -> object:
    table = read_table(data, TableAsked("", ""))
    for told, blob in packed(table):
        write_part(io.BytesIO(), Part(told, blob))
    return len(table.rows), table.separator, table.encoding


def _bank(data: bytes) -> object:
    read = read_statements(data)
    plain, _blob = bank_apart.told({"name": ""}, data)
    assert bank_apart._understood(json.loads(json.dumps(plain)), b"") == read
    return [(each.profile, len(each.lines), each.closing is None, len(each.warnings)) for each in read]


def _camt_seeds() -> list[bytes]:
    one, other = bank_files.Pay("5.00", "Žana", bank_files.JONAS, "Ž", "B-1"), bank_files.Pay("-12.30", "Б")
    parts = bank_files.camt_details(one, 8, "3.00") + bank_files.camt_details(one, 8, "2.00")
    charge = (
        '<Chrgs><Rcrd><Amt Ccy="EUR">1.50</Amt><ChrgInclInd>true</ChrgInclInd></Rcrd></Chrgs><RvslInd>true</RvslInd>'
    )
    ends = bank_files.balance("OPBD", "1.00") + bank_files.balance("CLBD", "-6.30")
    return [
        bank_files.camt(bank_files.camt_entry(one) + bank_files.camt_entry(other), 2, ends),
        bank_files.camt(bank_files.camt_entry(one, 8, charge, parts), 8, ends),
    ]


def _mt940_seeds() -> list[bytes]:
    pay = bank_files.Pay("5.00", "Žana", bank_files.JONAS, "Paramą", "B-1")
    lines = "".join(bank_files.mt940_line(pay, sign) for sign in ("?", "~", ""))
    slashed = ":61:2612310102RC1,00NMSCNONREF\n:86:/CNTP/X/Y/Z///REMI/USTD//text/EREF/1\n"
    slashed += ":61:260504D1,00NTRFNONREF//X\n:86:911 X; NA RACH.: 1; DLA: Y; TYT.: Z\n"
    return [bank_files.mt940(lines + slashed, closing="C260531EUR5,00").encode(codec) for codec in ("utf-8", "cp1257")]


def _ofx_seeds() -> list[bytes]:
    pay = bank_files.Pay("5.00", "Žana & Co", bank_files.JONAS, "Paramą", "B-1")
    xml = '<?xml version="1.0"?><?OFX OFXHEADER="200"?>'
    return [
        bank_files.ofx(bank_files.ofx_payment(pay)).encode("cp1257"),
        bank_files.ofx(bank_files.ofx_payment(pay, "/"), xml, "/").encode(),
    ]


def _bank_table(data: bytes) -> object:
    if not data.startswith(b"#"):
        return _bank(data)
    table = read_table(data, TableAsked("", ""))
    return [(each.currency, len(each.lines), len(each.warnings)) for each in read_mapped(table, bank_files.MAP)]


def _bank_table_seeds() -> list[bytes]:
    tables = (
        bank_files.REVOLUT, bank_files.REVOLUT_PERSONAL, bank_files.WISE_STATEMENT, bank_files.WISE_HISTORY,
        bank_files.STRIPE, bank_files.PAYPAL, f"#{bank_files.OWN_TABLE}",
    )  # fmt: skip
    return [table.encode() for table in tables]


def _picture(data: bytes) -> object:
    found = []
    for page in pages(data, 3):
        if page.image.width * page.image.height < 200_000:
            find_codes(page.image)
        found.append((page.media, page.image.size > (100, 100)))
    return tuple(found)


def _picture_seeds() -> list[bytes]:
    small = [strange_files.picture((40, 30), form) for form in ("JPEG", "PNG", "WEBP", "TIFF")]
    return [*small, strange_files.photo_with_exif((60, 40)), strange_files.pages_as_tiff(2)]


def _pdf_seeds() -> list[bytes]:
    return [
        strange_files.pdf(1, (60, 80)),
        strange_files.pdf(2, (60, 80), b"0 0 m 50 50 l S"),
        strange_files.locked_pdf(),
    ]


def _logo_seeds() -> list[bytes]:
    return [*_picture_seeds(), *(strange_files.picture((40, 30), form) for form in ("GIF", "BMP"))]


def _wire(data: bytes) -> object:
    return len(read_part(io.BytesIO(data)).blob)


def _wire_seeds() -> list[bytes]:
    seeds = []
    for part in (Part({"end": True}), Part({"refused": "locked"}), Part({"width": 3, "height": 2}, bytes(18))):
        stream = io.BytesIO()
        write_part(stream, part)
        seeds.append(stream.getvalue())
    return seeds


def _answer(data: bytes) -> object:
    """What a helper that is not itself any more may say of a page, of rates, of a problem."""
    plain = json.loads(data)
    for understand in (
        lambda: page_apart._understood(plain, ""),
        lambda: rates_apart._understood(plain, b""),
        lambda: answers.problem_of(plain, rates_apart.REFUSALS),
        lambda: bank_apart._understood(plain, b""),
        lambda: logo._understood(plain, bytes(18)),
        lambda: heard(data),
    ):
        try:
            understand()
        except (Broken, ValueError, TypeError, KeyError, AttributeError, RecursionError, ArithmeticError):
            continue
    return type(plain)


def _answer_seeds() -> list[bytes]:
    page = page_apart.told({"kind": "page"}, _page_seeds()[0])[0]
    rates = rates_apart.told({"month": None}, rate_files.ECB_HISTORY)[0]
    bank = bank_apart.told({"name": ""}, _camt_seeds()[0])[0]
    problem = ["rate.table_cell", None, {"line": 3, "date": {"date": "2026-05-01"}, "codes": ["A"]}, "error"]
    grid = [["Budget", [["a", "1"]], ["A1"], ["A1:B2"]]]
    return [json.dumps(each).encode() for each in (page, rates, bank, problem, [3, 2], grid)]


# --------------------------------------------------------------------------------------------------------- documents


def _form(data: bytes) -> object:
    guard(data)
    return len(read_grids(data))


def _form_seeds() -> list[bytes]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Budget line", "Planned", "Spent"], ["Food", 100, 20.5], ["All", "=B2", None]):
        sheet.append(row)
    sheet.merge_cells("A5:C6")
    out = io.BytesIO()
    book.save(out)
    return [out.getvalue(), table_files.workbook(table_files.PLAIN)]


# ------------------------------------------------------------------------------------------------------------- vault


@cache
def _vault() -> tuple[bytes, bytes]:
    """A small vault's header, without and with recovery papers."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "vault"
        vault.create(folder, PASSPHRASE, CHEAP)
        plain = (folder / vault.HEADER).read_bytes()
        recovery.make_parts(folder, PASSPHRASE, floor=CHEAP)
        return plain, (folder / vault.HEADER).read_bytes()


def _header(data: bytes) -> object:
    return len(header.decode(data, CHEAP).users)


def _resealed(dice: random.Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """Change a header's body, and let its length and digest be right again: a stranger can do so too."""
    if dice.random() < 0.2:
        return mutated(dice, data, pool)
    front, body = data[:10], mutated(dice, data[14:-32], [each[14:-32] for each in pool])
    whole = front + len(body).to_bytes(4, "big") + body
    return whole + sha256(whole).digest()


def _unlock(data: bytes) -> object:
    """Both copies of a header are changed, and the vault opened with its passphrase."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        folder.chmod(0o700)
        for name in (vault.HEADER, vault.COPY):
            (folder / name).write_bytes(data)
        opened = vault.unlock(folder, PASSPHRASE, floor=CHEAP)
        opened.keys.wipe()
        return opened.user


def _costing_little(dice: random.Random, data: bytes, pool: Sequence[bytes]) -> bytes:
    """As `_resealed`; a header that would take seconds of guessing is changed again."""
    while True:
        changed = _resealed(dice, data, pool)
        try:
            found = header.decode(changed, CHEAP)
        except VaultError:
            return changed
        if all(slot.cost.mebibytes <= 32 and slot.cost.passes <= 3 for user in found.users for slot in user.slots):
            return changed


def _container(data: bytes) -> object:
    with tempfile.TemporaryDirectory() as room:
        path, place = Path(room) / "some.backup", Path(room) / "out"
        path.write_bytes(data)
        place.mkdir()
        container.read_about(path)
        return sorted(container.unpack(path, place).parts)


@cache
def _container_seed() -> bytes:
    with tempfile.TemporaryDirectory() as room:
        for name in ("ledger.db", "identity.db"):
            (Path(room) / name).write_bytes(name.encode() * 40)
        path = Path(room) / "some.backup"
        books = {name: Path(room) / name for name in ("ledger.db", "identity.db")}
        container.write_container(path, _vault()[0], books, "ab" * 16, datetime(2026, 5, 20, tzinfo=UTC), bytes(32))
        return path.read_bytes()


def _part(data: bytes) -> object:
    return parts.read_part(data.decode("utf-8", "replace"), "first").number


def _part_seeds() -> list[bytes]:
    return [parts.write_part(parts.Part(number, 3, b"vaul", bytes(16))).encode() for number in (1, 2, 3)]


def _journal(data: bytes) -> object:
    with tempfile.TemporaryDirectory() as room:
        for name in ("ledger.db", "identity.db"):
            (Path(room) / name).write_bytes(b"")
        journal = Path(room) / "ledger.db-journal"
        journal.write_bytes(data)
        moved.mend_moved(Path(room) / "ledger.db", Path(room) / "identity.db")
        return journal.stat().st_size == len(data)


def _journal_seeds() -> list[bytes]:
    seeds = []
    for name in (b"/a/ledger.db-mj0123AB9CD", "E:\\стик\\ledger.db-mj0123AB9CD".encode()):
        end = len(name).to_bytes(4, "big") + sum(name).to_bytes(4, "big") + bytes.fromhex("d9d505f920a163d7")
        seeds.append(bytes(512) + b"\0\4\0\1" + name + end)
    return seeds


# ------------------------------------------------------------------------- what lies in the open on this computer


def _key_file(data: bytes) -> object:
    return len(key_files.read_key_file(data).secret)


def _key_file_seeds() -> list[bytes]:
    made = key_files.key_file_from(bytearray(range(key_files.SECRET_BYTES)))
    return [key_files.write_key_file(made)]


def _lying(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """Read a changed file from a folder, where it lies under its name."""

    def from_file(data: bytes) -> object:
        with tempfile.TemporaryDirectory() as room:
            path = Path(room) / name
            path.write_bytes(data)
            return read(path)

    return from_file


def _mark_seeds() -> list[bytes]:
    with tempfile.TemporaryDirectory() as room:
        path, whole = Path(room) / "some.mark", {"ledger": "ab" * 32, "identity": "cd" * 32}
        seeds = []
        for mark in (marks.Mark(7, "ef" * 32, 3, "01" * 16, whole), marks.Mark(0, "", 1)):
            marks._write(path, mark)
            seeds.append(path.read_bytes())
        return seeds


def _tries(data: bytes) -> object:
    """Wrong passphrases that were counted: what cannot be read counts none, and lets nobody try more at once."""
    folder = Path("/nowhere/vault")
    path = attempts._path(attempts._name(folder))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    try:
        left = attempts.seconds_left(folder)
        assert 0 <= left <= attempts.LONGEST_WAIT
        return left > 0
    finally:
        attempts._forget(attempts._name(folder))


def _note_seeds() -> list[bytes]:
    return [json.dumps(["/media/stick/.report.xlsx.0123456789abcdef.new", 4711]).encode()]


def _window(path: Path) -> object:
    """The window's own small file: sizes, columns, the last vault's folder."""
    memory = Memory(QSettings(str(path), QSettings.Format.IniFormat))
    memory.settle("ab" * 16, 2)
    read = (memory.text("language"), memory.number("people.width", 7), memory.flag("covers", True))
    return read, memory.shape("window.geometry").size() > 0, len(memory.recent_users), memory.last_vault is None


_WINDOW = b"""[General]
language=be
theme=dark
vault=/home/office/Skarbonka
users=2-1-3
people.width=140
covers=no

[window]
geometry=AdnQywADAAA

[0123456789ab-2]
language=lt
"""


# ------------------------------------------------------------------------------------------------- what people type


def _typed(data: bytes) -> object:
    text = data.decode("utf-8", "replace")
    return len(read_typed(text)), named_by(text)


def _amount(data: bytes) -> object:
    text = data.decode("utf-8", "replace")
    for read in (
        lambda: wording.read_money(text, "EUR"),
        lambda: wording.read_money(text, "JPY"),
        lambda: wording.read_rate(text),
        lambda: wording.read_day(text, date(2026, 5, 20)),
        lambda: read_code(CodeKind.CAMPAIGN, text),
    ):
        try:
            read()
        except Refused:
            continue
    return len(text)


def _view(data: bytes) -> object:
    state = read_state(data.decode("utf-8", "replace"))
    assert read_state(state.written()) == state
    return state.text != "", len(state.filters), len(state.columns), state.sort, state.descending


def _view_seeds() -> list[bytes]:
    filters = MappingProxyType({"status": "active"})
    return [ViewState("anna", filters, "code", descending=True, columns=("code", "title")).written().encode()]


_TYPED = [
    b"C-0001", b"DR/2026/0001", b"1 200,50", b"1.200,50 EUR", b"22.11.2026", b"Anna Nowak", b"12%", b"SKB1|DR/2026/1|x",
]  # fmt: skip
_TABLES = [b"Name;Sum\nAnna;12,50\n", "Імя\tСума\nАнна\t3\n".encode("utf-16")]

TARGETS: dict[str, Target] = {
    "rates": Target(_rates, _rate_seeds, (CannotRead, Refused)),
    "page": Target(_page, _page_seeds, (CannotRead,)),
    "page_text": Target(_page_text, _page_seeds, (CannotRead,)),
    "table": Target(_table, lambda: _TABLES, (CannotRead,)),
    "camt": Target(_bank, _camt_seeds, (CannotRead, Refused)),
    "mt940": Target(_bank, _mt940_seeds, (CannotRead, Refused)),
    "ofx": Target(_bank, _ofx_seeds, (CannotRead, Refused)),
    "bank_csv": Target(_bank_table, _bank_table_seeds, (CannotRead, Refused)),
    "workbook": Target(_table, lambda: [table_files.workbook(table_files.PLAIN)], (CannotRead,), in_archive),
    "picture": Target(_picture, _picture_seeds, (Unfit, MemoryError)),
    "pdf": Target(_picture, _pdf_seeds, (Unfit, MemoryError)),
    "logo": Target(lambda data: logo.told({}, data)[0], _logo_seeds, (Refused,)),
    "form": Target(_form, _form_seeds, (CannotRead,), in_archive),
    "wire": Target(_wire, _wire_seeds, (Broken,)),
    "answer": Target(_answer, _answer_seeds, (ValueError, RecursionError)),
    "header": Target(_header, _vault, (DamagedHeader, NewerSchema), _resealed),
    "unlock": Target(_unlock, _vault, (DamagedHeader, NewerSchema, WrongPassphrase), _costing_little),
    "container": Target(_container, lambda: [_container_seed()], (NotABackup, BackupDamaged, NewerSchema), in_archive),
    "part": Target(_part, _part_seeds, (Refused,)),
    "journal": Target(_journal, _journal_seeds, ()),
    "key_file": Target(_key_file, _key_file_seeds, (Refused,)),
    "mark": Target(_lying("some.mark", lambda path: marks._read(path) is None), _mark_seeds, ()),
    "tries": Target(_tries, lambda: [b"[3, 1780000000.5]", b"[0, 0]"], ()),
    "note": Target(_lying("some.note", lambda path: unseen._read(path) is None), _note_seeds, ()),
    "window": Target(_lying("window.ini", _window), lambda: [_WINDOW], ()),
    "view": Target(_view, _view_seeds, ()),
    "typed": Target(_typed, lambda: _TYPED, ()),
    "amount": Target(_amount, lambda: _TYPED, ()),
}


def seeds_of(name: str) -> list[bytes]:
    """The files a target begins with: those made here, and those kept in the corpus."""
    kept = sorted((CORPUS / name).glob("*")) if (CORPUS / name).is_dir() else []
    return [*TARGETS[name].seeds(), *(path.read_bytes() for path in kept)]
