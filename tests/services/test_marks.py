"""What this computer saw last of a vault: an older copy, another history, a page or a book put back are each said."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.errors import DiskFailed
from desktop.services import marks, users, vaults
from desktop.services.backups import list_backups, make_backup, restore_backup
from desktop.services.office import Office
from desktop.services.verification import verify
from desktop.vault import vault
from desktop.vault.copies import COPY, HEADER
from desktop.vault.marks import Mark, read_mark
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, SetClock, make_office, open_office

SECOND = "otter lamp granite violin meadow crisp"
FILES = (HEADER, COPY, "ledger.db", "identity.db")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault that was worked on and closed here."""
    office = make_office(tmp_path / "vault")
    Kit(office).person("Somebody")
    office.close()
    return tmp_path / "vault"


@pytest.fixture
def older(folder: Path, tmp_path: Path) -> Path:
    """How that vault was before it was worked on once more."""
    shutil.copytree(folder, tmp_path / "older")
    work_on(folder)
    return tmp_path / "older"


def work_on(folder: Path, *aliases: str) -> None:
    with closing(open_office(folder)) as office:
        for alias in aliases or ("Another", "And one more"):
            Kit(office).person(alias)


def put_back(older: Path, folder: Path, *names: str) -> None:
    for name in names:
        shutil.copyfile(older / name, folder / name)


def said(folder: Path) -> set[str]:
    """What is said at an opening; `verify` says the same."""
    with closing(open_office(folder)) as office:
        found = {each.code for each in marks.doubts(office)}
        assert found <= {each.code for each in verify(office).findings}
        return found


def mark_of(office: Office) -> Mark | None:
    return read_mark(paths.state_folder(), office.vault_id)


def test_a_vault_as_it_was_left_is_not_doubted(folder: Path) -> None:
    for _time in range(2):
        assert said(folder) == set()
    work_on(folder)
    assert said(folder) == set()


def test_the_mark_knows_the_head_and_while_it_is_open_no_pages(folder: Path) -> None:
    with closing(open_office(folder)) as office:
        with office.work() as work:
            last = work.journal.last()
        assert last is not None
        mark = mark_of(office)
        assert mark is not None
        assert (mark.sequence, mark.head, mark.revision, dict(mark.pages)) == (last.sequence, last.hash, 1, {})
    closed = mark_of(office)
    assert closed is not None
    assert sorted(closed.pages) == ["identity", "ledger"]


def test_it_is_written_now_and_then_while_work_is_done(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "_EVERY", 2)
    with closing(open_office(folder)) as office:
        seen = []
        for alias in ("One", "Two", "Three", "Four"):
            Kit(office).person(alias)
            mark = mark_of(office)
            assert mark is not None
            seen.append(mark.sequence)
        assert seen == [2, 4, 4, 6]


def test_an_older_copy_is_said_until_it_is_accepted(folder: Path, older: Path) -> None:
    put_back(older, folder, *FILES)
    for _time in range(2):
        assert said(folder) == {"verify.older_file"}
    with closing(open_office(folder)) as office:
        (found,) = marks.doubts(office)
        assert found.params == {"records": 2, "seen": 4}
        assert marks.accept(office) == (found,)
        assert marks.doubts(office) == ()
        assert marks.accept(office) == ()
        with office.work() as work:
            last = work.journal.last()
        assert last is not None
        assert (last.record.verb, last.record.facts) == ("vault.accepted", {"found": ["verify.older_file"]})
        assert verify(office).good
    assert said(folder) == set()


def test_an_older_copy_that_went_on_is_another_history(folder: Path, older: Path) -> None:
    put_back(older, folder, *FILES)
    with closing(open_office(folder)) as office:
        for _time in range(3):
            Kit(office).campaign("100")
    assert said(folder) == {"verify.other_history"}


def test_the_newer_copy_is_not_doubted_after_the_older_one_was_looked_at(folder: Path, older: Path) -> None:
    assert said(older) == {"verify.older_file"}
    assert said(folder) == set()


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("ledger.db", {"verify.books_apart", "verify.older_file"}),
        ("identity.db", {"verify.books_apart", "verify.page_replayed"}),
    ],
)
def test_one_book_put_back_is_said(folder: Path, older: Path, name: str, codes: set[str]) -> None:
    put_back(older, folder, name)
    assert said(folder) == codes
    with closing(open_office(folder)) as office:
        (apart,) = [each for each in marks.doubts(office) if each.code == "verify.books_apart"]
        assert apart.params["book"] == name.removesuffix(".db")
        marks.accept(office)
        assert marks.doubts(office) == ()
    assert said(folder) == set()


def test_an_older_header_is_said(folder: Path, older: Path) -> None:
    with closing(open_office(folder)) as office:
        users.add_user(office, PASSPHRASE, "Second", SECOND)
    put_back(older, folder, HEADER, COPY)
    assert said(folder) == {"verify.older_header"}


def test_a_page_put_back_is_said_with_its_book(folder: Path, older: Path) -> None:
    before, path = (older / "identity.db").read_bytes(), folder / "identity.db"
    now = bytearray(path.read_bytes())
    place = next(at for at in range(4096, len(before), 4096) if before[at : at + 4096] != now[at : at + 4096])
    now[place : place + 4096] = before[place : place + 4096]
    path.write_bytes(now)
    with closing(open_office(folder)) as office:
        (found,) = marks.doubts(office)
        assert (found.code, found.params) == ("verify.page_replayed", {"book": "identity"})


def test_a_vault_that_was_moved_is_not_asked_for_its_pages(folder: Path, tmp_path: Path) -> None:
    folder.rename(tmp_path / "moved")
    assert said(tmp_path / "moved") == set()


def test_a_killed_program_leaves_no_pages_to_ask_for(folder: Path) -> None:
    office = open_office(folder)
    Kit(office).person("Third")
    office.store.close()  # what is left of a program that was killed: no mark of the closed files
    assert said(folder) == set()


def test_a_mark_that_is_gone_or_damaged_is_no_error(folder: Path) -> None:
    (mark,) = (paths.state_folder() / "marks").iterdir()
    mark.write_text("nonsense")
    assert said(folder) == set()
    mark.unlink()
    assert said(folder) == set()


def test_a_restored_backup_of_the_last_moment_has_other_pages_and_is_not_doubted(folder: Path, tmp_path: Path) -> None:
    with closing(open_office(folder)) as office:
        made = make_backup(office)
        assert list_backups(office)
        kept = tmp_path / made.path.name
        shutil.copyfile(made.path, kept)
    shutil.rmtree(folder)
    restore_backup(kept, PASSPHRASE, folder, floor=CHEAP)
    assert said(folder) == set()


def test_a_backup_that_the_program_restored_is_expected_there_alone(folder: Path, tmp_path: Path) -> None:
    with closing(open_office(folder)) as office:
        made = make_backup(office)
    work_on(folder)
    restored = tmp_path / "restored"
    restore_backup(made.path, PASSPHRASE, restored, floor=CHEAP)
    assert said(restored) == set()
    shutil.copytree(restored, tmp_path / "carried")
    assert said(tmp_path / "carried") == {"verify.older_file"}, "elsewhere the vault's own mark counts"
    assert said(folder) == set(), "the vault itself is as it was left"
    shutil.copytree(restored, tmp_path / "kept")
    work_on(restored)
    assert said(restored) == set()
    shutil.rmtree(restored)
    shutil.copytree(tmp_path / "kept", restored)
    assert said(restored) == {"verify.older_file"}, "from then on it is held against what it was there"


def test_who_reads_no_names_sees_what_the_ledger_tells(folder: Path, older: Path) -> None:
    put_back(older, folder, "ledger.db")
    opened = vault.unlock(folder, PASSPHRASE, floor=CHEAP)
    opened.keys.identity = None
    with closing(vaults.open_books(opened, SetClock(), CHEAP)) as office:
        assert {each.code for each in marks.doubts(office)} == {"verify.older_file"}
        marks.accept(office)
        assert marks.doubts(office) == ()


def test_a_header_that_cannot_be_read_at_closing_keeps_the_revision_that_was_known(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office(folder)

    def refuse(*_arguments: object) -> int:
        raise DiskFailed

    monkeypatch.setattr("desktop.vault.users.revision", refuse)
    office.close()
    mark = mark_of(office)
    assert mark is not None
    assert mark.revision == 1
