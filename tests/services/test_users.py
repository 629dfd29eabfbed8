"""Users: each opens the vault with an own passphrase; the journal knows numbers, the identity book names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.errors import DiskFailed, DiskFull, NotFound, Refused, VaultError, WrongPassphrase
from desktop.services import marks, passphrases, renewal, users, vaults
from desktop.services.verification import verify
from desktop.storage.staff import Staff
from desktop.vault import users as header
from desktop.vault.copies import COPY, HEADER
from tests.services.office_kit import CHEAP, PASSPHRASE, Kit, SetClock, books, open_office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.staff import VaultUser
    from desktop.services.office import Office

SECOND = "copper willow seven northern lights"
THIRD = "violet harvest quiet marble window"


def open_as(folder: Path, passphrase: str) -> Office:
    return vaults.open_vault(folder, passphrase, clock=SetClock(), floor=CHEAP)


def add(office: Office, name: str = "Ганна", passphrase: str = SECOND, **more: bool) -> VaultUser:
    return users.add_user(office, PASSPHRASE, name, passphrase, **more)


def shown(office: Office, **more: bool) -> list[tuple[int, str]]:
    return [(user.number, user.shown) for user in users.list_users(office, **more)]


def told(office: Office) -> list[tuple[int, str, str, dict[str, object]]]:
    """What the journal tells of users."""
    with office.work() as work:
        links = [link for link, _hash in work.journal.links()]
    return [
        (link.actor, link.record.verb, link.record.subject, dict(link.record.facts))
        for link in links
        if link.record.verb.startswith("user") and link.record.verb != "user.key"
    ]


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.at) for problem in caught.value.problems]


def test_a_second_user_works_under_an_own_number(kit: Kit) -> None:
    office, folder = kit.office, kit.office.folder
    assert users.list_users(office)[0].here
    added = add(office)
    assert (added.number, added.name, added.reads_names, added.here) == (2, "Ганна", True, False)
    assert added.added_at.date() == office.today()
    assert shown(office) == [(1, "User 1"), (2, "Ганна")]
    assert verify(office).good
    office.close()
    second = open_as(folder, SECOND)
    try:
        assert second.user == 2
        assert users.own_name(second) == "Ганна"
        Kit(second).campaign("100.00")
        with second.work() as work:
            last = work.journal.last()
            assert last is not None
            assert last.actor == 2
            assert [users.user_name(work, number) for number in (1, 2)] == ["User 1", "Ганна"]
        assert [user.here for user in users.list_users(second)] == [False, True]
        assert told(second) == [(1, "user.added", "U-2", {"number": 2, "names": True})]
        assert verify(second).good
    finally:
        second.close()


def test_a_user_without_the_book_of_names_sees_numbers_and_gives_no_names(kit: Kit) -> None:
    folder = kit.office.folder
    add(kit.office, with_identity=False)
    assert not users.list_users(kit.office)[1].reads_names
    kit.office.close()
    second = open_as(folder, SECOND)
    try:
        assert not second.has_identity
        assert users.own_name(second) == ""
        assert shown(second) == [(1, "User 1"), (2, "User 2")]
        for name, reads in (("Пётр", False), ("", True)):
            with pytest.raises(Refused) as caught:
                users.add_user(second, SECOND, name, THIRD, with_identity=reads)
            assert codes(caught) == [("identity.needed", None)]
        with pytest.raises(Refused):
            users.rename_user(second, 2, "Пётр")
        with pytest.raises(Refused) as caught:
            renewal.remove_user(second, SECOND, 1)
        assert codes(caught) == [("user.last_with_names", None)]
        third = users.add_user(second, SECOND, "", THIRD, with_identity=False)
        assert (third.number, third.shown) == (3, "User 3")
        renewal.remove_user(second, SECOND, 3)
        assert verify(second).good
    finally:
        second.close()


@pytest.mark.parametrize(
    ("name", "passphrase", "expected"),
    [
        (" \u202e ", SECOND, ("user.needs_a_name", "name")),
        ("Марыля ", SECOND, ("user.name_taken", "name")),
        ("Ганна", " ", ("passphrase.empty", "passphrase")),
        ("Ганна", PASSPHRASE, ("passphrase.taken", "passphrase")),
    ],
)
def test_what_will_not_do_stands_at_its_field_and_changes_nothing(
    kit: Kit, name: str, passphrase: str, expected: tuple[str, str]
) -> None:
    users.rename_user(kit.office, 1, "Марыля")
    before = books(kit.office.folder)
    with pytest.raises(Refused) as caught:
        add(kit.office, name, passphrase)
    assert codes(caught) == [expected]
    assert books(kit.office.folder) == before


@pytest.mark.parametrize(
    "verb",
    [
        lambda office: users.add_user(office, SECOND, "Пётр", THIRD),
        lambda office: users.change_passphrase(office, SECOND, THIRD),
        lambda office: renewal.remove_user(office, "wrong", 2),
    ],
)
def test_the_passphrase_asked_for_is_ones_own_and_no_colleagues(kit: Kit, verb: Callable[[Office], object]) -> None:
    add(kit.office)
    before = books(kit.office.folder)
    with pytest.raises(Refused) as caught:
        verb(kit.office)
    assert codes(caught) == [("passphrase.not_yours", "own_passphrase")]
    assert books(kit.office.folder) == before


def test_a_user_is_renamed_and_the_journal_does_not_tell_the_name(kit: Kit) -> None:
    add(kit.office)
    assert users.rename_user(kit.office, 2, " Ганна  Б. ").name == "Ганна Б."
    users.rename_user(kit.office, 2, "ганна б.")
    assert users.rename_user(kit.office, 1, "Марыля").shown == "Марыля"
    with pytest.raises(Refused):
        users.rename_user(kit.office, 1, "Ганна Б.")
    with pytest.raises(NotFound):
        users.rename_user(kit.office, 7, "Пётр")
    assert told(kit.office)[-1] == (1, "user.renamed", "U-1", {"number": 1})
    assert not any("анна" in str(each) for each in told(kit.office))


def test_a_changed_passphrase_opens_and_the_old_one_does_not(kit: Kit) -> None:
    folder = kit.office.folder
    users.change_passphrase(kit.office, PASSPHRASE, SECOND)
    with pytest.raises(Refused):
        users.change_passphrase(kit.office, SECOND, "")
    assert told(kit.office) == [(1, "user.passphrase_changed", "U-1", {"number": 1})]
    kit.office.close()
    with pytest.raises(WrongPassphrase):
        open_office(folder)
    office = open_as(folder, SECOND)
    assert verify(office).good
    office.close()


def test_who_is_removed_opens_no_more_and_keeps_number_and_name(kit: Kit) -> None:
    folder = kit.office.folder
    add(kit.office)
    renewal.remove_user(kit.office, PASSPHRASE, 2)
    assert shown(kit.office) == [(1, "User 1")]
    gone = users.list_users(kit.office, removed=True)[1]
    assert (gone.shown, gone.reads_names, gone.removed_at is not None) == ("Ганна", False, True)
    for number, error in ((2, NotFound), (9, NotFound), (1, Refused)):
        with pytest.raises(error):
            renewal.remove_user(kit.office, PASSPHRASE, number)
    assert add(kit.office, "Ганна", THIRD).number == 3
    assert verify(kit.office).good
    kit.office.close()
    with pytest.raises(WrongPassphrase):
        open_as(folder, SECOND)


# ------------------------------------------------------------------------------------------- cut off between the two


def test_a_user_whom_the_header_alone_knows_is_caught_up_at_opening(kit: Kit) -> None:
    folder = kit.office.folder
    kit.office.close()
    header.add_user(folder, PASSPHRASE, SECOND, floor=CHEAP)
    office = open_office(folder)
    assert shown(office) == [(1, "User 1"), (2, "User 2")]
    assert told(office) == [(1, "users.caught_up", "office", {"added": [2], "removed": []})]
    assert verify(office).good
    office.close()
    again = open_as(folder, SECOND)
    assert len(told(again)) == 1
    again.close()


def test_a_user_whom_the_books_alone_know_is_caught_up_at_opening(kit: Kit) -> None:
    folder = kit.office.folder
    add(kit.office)
    header.remove_user(folder, PASSPHRASE, 2, floor=CHEAP)
    assert shown(kit.office) == [(1, "User 1")]
    assert [found.code for found in verify(kit.office).findings] == ["verify.user_differs"]
    kit.office.close()
    office = open_office(folder)
    assert told(office)[-1] == (1, "users.caught_up", "office", {"added": [], "removed": [2]})
    assert verify(office).good
    office.close()


def test_a_user_whom_the_books_could_not_take_does_not_open_the_vault(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(Staff, "add", full)
        with pytest.raises(DiskFull):
            add(kit.office)
    assert shown(kit.office) == [(1, "User 1")]
    assert verify(kit.office).good


def test_even_when_nothing_can_be_taken_back_the_list_says_who_opens(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **_more: object) -> None:
        raise DiskFailed

    with monkeypatch.context() as patch:
        patch.setattr(Staff, "add", failing)
        patch.setattr(header, "remove_user", failing)
        with pytest.raises(DiskFailed):
            add(kit.office)
    assert shown(kit.office) == [(1, "User 1"), (2, "User 2")]
    with monkeypatch.context() as patch:
        patch.setattr(Staff, "remove", failing)
        with pytest.raises(Refused) as caught:
            renewal.remove_user(kit.office, PASSPHRASE, 2)
        assert codes(caught) == [("keys.unfinished", None)]
    assert shown(kit.office) == [(1, "User 1")]


def test_an_older_header_put_back_does_not_bring_back_who_was_removed(kit: Kit) -> None:
    folder = kit.office.folder
    add(kit.office)
    older = {name: (folder / name).read_bytes() for name in (HEADER, COPY)}
    header.remove_user(folder, PASSPHRASE, 2, floor=CHEAP)  # as programs did that left the keys as they were
    kit.office.close()
    open_office(folder).close()
    for name, data in older.items():
        (folder / name).write_bytes(data)
    with pytest.raises(Refused) as caught:
        open_as(folder, SECOND)
    assert codes(caught) == [("user.removed", None)]
    office = open_office(folder)
    try:
        assert [found.code for found in verify(office).findings] == ["verify.older_header", "verify.user_differs"]
        renewal.remove_user(office, PASSPHRASE, 2)
        assert [found.code for found in verify(office).findings] == ["verify.older_header"]
        marks.accept(office)
        assert verify(office).good
    finally:
        office.close()


@pytest.mark.parametrize("error", [DiskFull, DiskFailed])
def test_a_header_that_could_not_be_written_leaves_the_books_as_they_were(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, error: type[VaultError]
) -> None:
    from desktop.vault import copies

    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr(copies, "atomic_write", failing)
    with pytest.raises(error):
        add(kit.office)
    assert told(kit.office) == []
    assert verify(kit.office).good


# ------------------------------------------------------------------------------------------------ six words by chance


def test_a_suggested_passphrase_is_six_good_words_and_another_each_time() -> None:
    words = passphrases._words()
    assert len(set(words)) == len(words) == 1024
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 8 for word in words)
    made = {passphrases.suggest_passphrase() for _ in range(200)}
    assert len(made) == 200
    assert all(len(each.split(" ")) == passphrases.WORDS == 6 for each in made)
    assert not any(passphrases.check_passphrase(each) for each in made if len(set(each.split())) >= 4)
