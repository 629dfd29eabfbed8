"""Access is taken away for good: the books get new keys, which nobody's passphrase is needed for."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import DamagedDatabase, DiskFull, Refused, Stopped, VaultError, WrongPassphrase
from desktop.domain.people import PersonCategory
from desktop.services import backups, recovery, renewal, users, vaults
from desktop.services.verification import verify
from desktop.storage import renewing, store
from desktop.storage.renewing import opens_with
from desktop.vault import renewal as header_renewal
from desktop.vault import vault
from desktop.vault.copies import COPY, HEADER, newest, read_copies
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, SetClock, open_office

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.office import Office

SECOND = "copper willow seven northern lights"
THIRD = "violet harvest quiet marble window"


def open_as(folder: Path, passphrase: str) -> Office:
    return vaults.open_vault(folder, passphrase, clock=SetClock(), floor=CHEAP)


def generations(folder: Path) -> list[set[tuple[str, int]]]:
    header = newest(read_copies(folder, CHEAP))[0][1]
    wraps = [user.wraps for user in header.users] + ([header.recovery.wraps] if header.recovery else [])
    return [{(wrap.book, wrap.generation) for wrap in each} for each in wraps]


def verbs(office: Office) -> list[tuple[str, str, dict[str, object]]]:
    with office.work() as work:
        links = [link.record for link, _hash in work.journal.links()]
    return [(each.verb, each.subject, dict(each.facts)) for each in links if each.verb.startswith(("user.", "keys."))]


def staffed(kit: Kit, *, second_reads: bool = True) -> Path:
    """Two more users: the second, and the third, who works with codes; recovery papers too."""
    kit.person("Weaver", PersonCategory.BENEFICIARY)
    users.add_user(kit.office, PASSPHRASE, "Ганна", SECOND, with_identity=second_reads)
    users.add_user(kit.office, PASSPHRASE, "Пётр", THIRD, with_identity=False)
    return kit.office.folder


def test_who_is_removed_opens_neither_the_vault_nor_its_books_with_the_keys_of_before(kit: Kit, tmp_path: Path) -> None:
    folder = staffed(kit)
    papers = recovery.make_recovery(kit.office, PASSPHRASE)
    shutil.copytree(folder, tmp_path / "copied")
    before = vault.unlock(folder, SECOND, floor=CHEAP)
    steps: list[tuple[int, int]] = []

    class Heard:
        def step(self, done: int, whole: int) -> None:
            steps.append((done, whole))

    renewal.remove_user(kit.office, PASSPHRASE, 2, Heard())
    assert steps
    assert verbs(kit.office)[-2:] == [
        ("user.removed", "U-2", {"number": 2}),
        ("keys.renewed", "keys", {"ledger": 2, "identity": 2}),
    ]
    # The open office goes on as before: it writes, verifies, and makes backups with the new keys.
    kit.person("After")
    made = backups.make_backup(kit.office)
    assert backups.rehearse(kit.office, made.path, PASSPHRASE).findings == 0
    assert recovery.rehearse_recovery(kit.office, papers.parts[0], papers.parts[2]).set_number == 1
    assert verify(kit.office).good
    kit.office.close()
    assert generations(folder) == [{("ledger", 2), ("identity", 2)}, {("ledger", 2)}, {("ledger", 2), ("identity", 2)}]
    with pytest.raises(WrongPassphrase):
        open_as(folder, SECOND)
    assert before.keys.identity is not None
    assert not opens_with(folder / "ledger.db", "ledger", before.keys.ledger)
    assert not opens_with(folder / "identity.db", "identity", before.keys.identity)
    for passphrase, reads in ((PASSPHRASE, True), (THIRD, False)):
        office = open_as(folder, passphrase)
        assert office.has_identity is reads
        assert verify(office).good
        office.close()
    copied = open_as(tmp_path / "copied", SECOND)  # as the dialog says
    assert copied.user == 2
    copied.close()
    again = recovery.recover(folder, papers.parts[0], papers.parts[1], 1, SECOND, clock=SetClock(), floor=CHEAP)
    assert verify(again).good
    again.close()


def test_a_user_of_the_ledger_alone_takes_only_the_ledgers_key_away(kit: Kit) -> None:
    folder = staffed(kit, second_reads=False)
    kit.office.close()
    second = open_as(folder, SECOND)
    with pytest.raises(Refused) as caught:
        renewal.open_names(second, SECOND, 3)
    assert caught.value.problems[0].code == "identity.needed"
    renewal.remove_user(second, SECOND, 3)
    assert verbs(second)[-1] == ("keys.renewed", "keys", {"ledger": 2})
    assert verify(second).good
    second.close()
    office = open_office(folder)
    assert office.has_identity
    assert verify(office).good
    office.close()
    assert generations(folder) == [{("ledger", 2), ("identity", 1)}, {("ledger", 2)}]


def test_names_are_closed_to_a_user_and_opened_again(kit: Kit) -> None:
    folder = staffed(kit)
    renewal.close_names(kit.office, PASSPHRASE, 2)
    renewal.close_names(kit.office, PASSPHRASE, 2)  # closed already: nothing is done
    assert verbs(kit.office)[-2:] == [
        ("user.names_closed", "U-2", {"number": 2}),
        ("keys.renewed", "keys", {"identity": 2}),
    ]
    kit.office.close()
    second = open_as(folder, SECOND)
    assert not second.has_identity
    with pytest.raises(Refused) as caught:
        renewal.remove_user(second, SECOND, 1)
    assert caught.value.problems[0].code == "user.last_with_names"
    second.close()
    office = open_office(folder)
    renewal.open_names(office, PASSPHRASE, 2)
    assert verbs(office)[-1] == ("user.names_opened", "U-2", {"number": 2})
    assert verify(office).good
    office.close()
    second = open_as(folder, SECOND)
    assert second.has_identity
    second.close()


def test_who_reads_no_names_removes_nobody_who_does(kit: Kit) -> None:
    folder = staffed(kit)
    kit.office.close()
    third = open_as(folder, THIRD)
    with pytest.raises(Refused) as caught:
        renewal.remove_user(third, THIRD, 2)
    assert [problem.code for problem in caught.value.problems] == ["keys.needs_names"]
    third.close()


def test_a_stop_while_the_backup_is_made_leaves_everything_as_it_was(kit: Kit) -> None:
    folder = staffed(kit)
    before = generations(folder)

    class Stops:
        def step(self, done: int, whole: int) -> None:
            raise Stopped

    with pytest.raises(Stopped):
        renewal.remove_user(kit.office, PASSPHRASE, 2, Stops())
    assert generations(folder) == before
    assert verify(kit.office).good


@pytest.mark.parametrize("book", ["ledger", "identity"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_disk_that_refuses_half_way_is_said_and_the_next_opening_finishes(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, book: str, after: bool
) -> None:
    folder = staffed(kit)
    real = renewing.renew_key

    def failing(books: object, which: str, *rest: object) -> None:
        if which != book or after:
            real(books, which, *rest)  # type: ignore[arg-type]
        if which == book:
            raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(store, "renew_key", failing)
        with pytest.raises(Refused) as caught:
            renewal.remove_user(kit.office, PASSPHRASE, 2)
    assert [problem.code for problem in caught.value.problems] == ["keys.unfinished"]
    kit.person("Meanwhile")  # the office goes on
    made = backups.make_backup(kit.office)
    assert backups.rehearse(kit.office, made.path, PASSPHRASE).findings == 0
    with pytest.raises(Refused) as caught:
        renewal.remove_user(kit.office, PASSPHRASE, 3)
    assert caught.value.problems[0].code == "keys.unfinished_before"
    kit.office.close()
    third = open_as(folder, THIRD)  # as far as this user's keys reach
    assert verify(third).good
    third.close()
    assert generations(folder)[1] == {("ledger", 2)}
    office = open_office(folder)
    assert verify(office).good
    assert [verb for verb, _subject, _facts in verbs(office)].count("keys.renewed") >= 1
    assert not office.keys.pairs  # type: ignore[union-attr]
    office.close()
    assert generations(folder) == [{("ledger", 2), ("identity", 2)}, {("ledger", 2)}]


def test_a_disk_that_refuses_again_keeps_nobody_out(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = staffed(kit)

    def failing(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(store, "renew_key", failing)
    with pytest.raises(Refused):
        renewal.remove_user(kit.office, PASSPHRASE, 2)
    kit.office.close()
    office = open_office(folder)
    assert verify(office).good
    office.close()
    assert {("ledger", 1), ("ledger", 2)} <= generations(folder)[0]


def test_an_older_header_put_back_opens_nothing(kit: Kit) -> None:
    folder = staffed(kit)
    older = {name: (folder / name).read_bytes() for name in (HEADER, COPY)}
    renewal.remove_user(kit.office, PASSPHRASE, 2)
    kit.office.close()
    for name, data in older.items():
        (folder / name).write_bytes(data)
    with pytest.raises(DamagedDatabase):
        open_as(folder, SECOND)


def test_a_book_that_is_open_is_not_tried(kit: Kit) -> None:
    with pytest.raises(VaultError):
        opens_with(kit.office.folder / "ledger.db", "ledger", bytes(32))


def test_an_engine_that_says_nothing_has_not_done_it(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    staffed(kit)
    with monkeypatch.context() as patch:
        patch.setattr(renewing, "is_damaged", lambda *_: True)
        with pytest.raises(DamagedDatabase):
            renewal.remove_user(kit.office, PASSPHRASE, 2)
    assert verify(kit.office).good


def test_a_header_with_another_seal_is_not_changed(kit: Kit) -> None:
    with pytest.raises(VaultError):
        header_renewal.forget_former(kit.office.folder, bytearray(32), {"ledger"}, CHEAP)
