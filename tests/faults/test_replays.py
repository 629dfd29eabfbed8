"""What the engine's own checks let pass: pages, files and headers put back to an older state, forged rows.

Every page of a book proves itself, so an older one in the same place passes. A small real vault is left at one moment
and left again at a later one; then parts of it are put back, one after the other, and each is said by its own name.
The controls: an untouched vault is not doubted, and with the marks taken away, pages pass that are found with them.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from desktop import paths
from desktop.domain.errors import VaultError
from desktop.domain.journal import Link, Record, chain
from desktop.domain.ledger import canonical
from desktop.domain.payouts import PayoutDraft, PayoutLine
from desktop.domain.people import PersonCategory
from desktop.services import documents, marks, payout_steps, settings, users
from desktop.services.verification import verify
from desktop.storage.sqlcipher import load
from desktop.vault import vault
from desktop.vault.copies import COPY, HEADER
from tests.services.office_kit import CHEAP, PASSPHRASE, TODAY, Kit, as_user, eur, make_office, open_office

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.office import Office

PAGE = 4096
SECOND = "otter lamp granite violin meadow crisp"
BOOKS = ("ledger.db", "identity.db")
FILES = (HEADER, COPY, *BOOKS)
FEW = 5


@dataclass
class Left:
    """A vault as it was left, as it was left before, and the mark that this computer kept of it."""

    folder: Path
    older: Path
    newer: Path
    state: Path

    def as_left(self) -> None:
        for name in FILES:
            shutil.copyfile(self.newer / name, self.folder / name)
        shutil.rmtree(paths.state_folder())
        shutil.copytree(self.state, paths.state_folder())

    def put_back(self, *names: str) -> None:
        self.as_left()
        for name in names:
            shutil.copyfile(self.older / name, self.folder / name)

    def replay(self, book: str, page: int) -> None:
        """Put an older page back in its place."""
        self.as_left()
        with (self.folder / book).open("r+b") as file:
            file.seek(page * PAGE)
            file.write((self.older / book).read_bytes()[page * PAGE : (page + 1) * PAGE])

    def changed_pages(self, book: str) -> list[int]:
        before, now = (self.older / book).read_bytes(), (self.newer / book).read_bytes()
        count = min(len(before), len(now)) // PAGE
        return [p for p in range(count) if before[p * PAGE : (p + 1) * PAGE] != now[p * PAGE : (p + 1) * PAGE]]

    def doubts(self) -> set[str]:
        """What an opening says; a vault that cannot be opened any more says it by itself."""
        try:
            office = open_office(self.folder)
        except VaultError as error:
            return {type(error).__name__}
        with closing(office):
            return {each.code for each in marks.doubts(office)}

    def verified(self) -> set[str]:
        try:
            office = open_office(self.folder)
        except VaultError as error:
            return {type(error).__name__}
        with closing(office):
            try:
                return {each.code for each in verify(office).findings}
            except VaultError as error:
                return {type(error).__name__}

    def forget(self) -> None:
        shutil.rmtree(paths.state_folder(), ignore_errors=True)

    def raw(self, *statements: str | tuple[str, tuple[object, ...]]) -> None:
        """Change the ledger book as somebody would who holds its key, with another program."""
        opened = vault.unlock(self.folder, PASSPHRASE, floor=CHEAP)
        connection = load().connect(str(opened.ledger_path), isolation_level=None)
        try:
            connection.execute(f"PRAGMA key = \"x'{opened.keys.ledger.hex()}'\"")
            triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for name, _sql in triggers:
                connection.execute(f'DROP TRIGGER "{name}"')
            for each in statements:
                text, values = (each, ()) if isinstance(each, str) else each
                assert connection.execute(text, values).rowcount >= 1, text
            for _name, sql in triggers:  # whoever cares to hide it puts them back
                connection.execute(sql)
        finally:
            connection.close()
            opened.wipe()


@pytest.fixture
def left(tmp_path: Path) -> Left:
    folder = tmp_path / "vault"
    office = make_office(folder)
    kit = Kit(office)
    users.add_user(office, PASSPHRASE, "Second", SECOND)
    as_user(office, 2, SECOND)
    settings.save_settings(office, replace(settings.load_settings(office), approval_threshold=eur("50")))
    kit.campaign("300", "200")
    kit.person("Payee", PersonCategory.PAYEE, iban="LT121000011101001000")
    kit.person("Donor")
    kit.give("C-0001", "250", "P-0002", "2", receipt="en")
    office.close()
    shutil.copytree(folder, tmp_path / "older")
    office = open_office(folder)
    kit = Kit(office)
    kit.give("C-0001", "70", "P-0002", receipt="be")
    kit.person("Another")
    draft = PayoutDraft("C-0001", "P-0001", (PayoutLine(1, eur("60")),), TODAY)
    payout_steps.submit_payout(office, payout_steps.save_payout(office, draft).payout.code)
    documents.void_document(office, "DR/2026/0001", "Wrong")
    users.add_user(office, PASSPHRASE, "Third", "copper willow seven northern lights")
    office.close()
    shutil.copytree(folder, tmp_path / "newer")
    shutil.copytree(paths.state_folder(), tmp_path / "kept")
    return Left(folder, tmp_path / "older", tmp_path / "newer", tmp_path / "kept")


def test_a_vault_as_it_was_left_is_not_doubted(left: Left) -> None:
    left.as_left()
    assert left.verified() == set()
    left.forget()
    assert left.verified() == set()


def replayed(left: Left, book: str, most: int | None) -> None:
    """Put pages back, and hold what is said with the mark against what the engine and the contents say without."""
    pages = left.changed_pages(book)
    assert len(pages) > FEW
    tried = pages if most is None else pages[:: max(len(pages) // most, 1)][:most]
    passed = 0
    for page in tried:
        left.replay(book, page)
        said = left.doubts()
        assert said, (book, page)
        assert said & {"verify.page_replayed", "verify.older_file", "verify.books_apart", "verify.other_history",
                       "DamagedDatabase"}, (book, page, said)  # fmt: skip
        left.replay(book, page)
        left.forget()
        passed += not left.doubts()
    print(f"{book}: {len(tried)} pages put back, all said; without the mark {passed} of them pass")
    assert passed, "a control: without the mark the engine opens replayed pages as if nothing were wrong"


@pytest.mark.parametrize("book", BOOKS)
def test_every_page_put_back_is_said_at_the_opening(left: Left, book: str) -> None:
    replayed(left, book, FEW)


@pytest.mark.full
@pytest.mark.parametrize("book", BOOKS)
def test_every_page_put_back_is_said_in_full(left: Left, book: str) -> None:
    replayed(left, book, None)


def test_a_page_put_back_is_not_called_an_edited_row_nor_a_forged_approval(left: Left) -> None:
    seen: set[str] = set()
    for page in left.changed_pages("identity.db")[-FEW:]:
        left.replay("identity.db", page)
        seen |= left.doubts()
    assert "verify.page_replayed" in seen
    assert not seen & {"verify.approval_forged", "verify.entry_changed"}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (FILES, {"verify.older_file", "verify.older_header"}),
        (BOOKS, {"verify.older_file"}),
        (("ledger.db",), {"verify.older_file", "verify.books_apart"}),
        (("identity.db",), {"verify.books_apart", "verify.page_replayed"}),
        ((HEADER, COPY), {"verify.older_header"}),
        ((HEADER,), set()),
    ],
)
def test_every_file_put_back_is_said_by_its_name(left: Left, names: tuple[str, ...], expected: set[str]) -> None:
    left.put_back(*names)
    assert left.doubts() == expected


def test_two_books_of_two_moments_are_seen_on_a_computer_that_never_saw_the_vault(left: Left) -> None:
    for book in BOOKS:
        left.put_back(book)
        left.forget()
        assert left.doubts() == {"verify.books_apart"}
    left.put_back(*BOOKS)
    left.forget()
    assert left.doubts() == set(), "a control: a whole older copy is known by the mark alone"


def test_headers_of_two_vaults_are_told_apart_from_all_this(left: Left, tmp_path: Path) -> None:
    other = make_office(tmp_path / "other")
    other.close()
    left.as_left()
    shutil.copyfile(tmp_path / "other" / HEADER, left.folder / HEADER)
    assert left.doubts() == {"DamagedHeader"}
    shutil.copyfile(tmp_path / "other" / COPY, left.folder / COPY)
    assert left.doubts() == {"DamagedDatabase"}


def forged(link: Link) -> tuple[str, tuple[object, ...]]:
    return (
        "INSERT INTO journal (sequence, at, actor, verb, subject, facts, previous, hash, clock_went_back)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (link.sequence, link.at.isoformat(), link.actor, link.record.verb, link.record.subject,
         canonical(link.record.facts).decode(), link.previous, link.hash, int(link.clock_went_back)),
    )  # fmt: skip


def approval(office: Office) -> tuple[Record, Link, str]:
    other = replace(office, user=2, signer=None)
    with other.work() as work:
        record = payout_steps.approve_within(work, other, "O-0001")
        link = chain(work.journal.last(), office.now(), 2, record)
        ((at,),) = work._connection.exec_driver_sql("SELECT approved_at FROM payout WHERE id = 1").all()
    return record, link, at


def test_an_approval_forged_with_the_books_key_is_said_by_its_name(left: Left) -> None:
    left.as_left()
    with closing(open_office(left.folder)) as office:
        _record, link, at = approval(office)
        funds = "UPDATE campaign SET committed = committed + 6000 WHERE id = 1"
        items = "UPDATE item SET committed = committed + 6000 WHERE campaign_id = 1 AND line = 1"
    row = f"UPDATE payout SET state = 'approved', approver = 2, approved_at = '{at}' WHERE id = 1"
    left.raw(row, funds, items, forged(link))
    left.forget()
    assert left.verified() == {"verify.approval_forged"}, "the rows agree with the record; the signature alone tells"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE posting SET minor = minor * 2 WHERE entry = 1", "verify.entry_changed"),
        ("UPDATE donation SET day = '2026-05-02' WHERE id = 2", "verify.event_differs"),
        ("UPDATE payout SET payee_id = 2 WHERE id = 1", "verify.payout_changed"),
        ("UPDATE campaign SET goal = 99900 WHERE id = 1", "verify.campaign_changed"),
        ("UPDATE document SET amount = amount + 1 WHERE id = 2", "verify.register_differs"),
        ("UPDATE setting SET value = replace(value, '50', '90') WHERE name LIKE '%thresh%'", "verify.settings_changed"),
    ],
)  # fmt: skip
def test_an_edited_row_is_said_by_its_name_on_any_computer(left: Left, statement: str, code: str) -> None:
    left.as_left()
    left.raw(statement)
    left.forget()
    found = left.verified()
    assert code in found
    assert not found & {"verify.approval_forged", "verify.page_replayed", "verify.older_file", "verify.books_apart"}
