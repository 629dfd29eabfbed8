"""Several users open one vault, each with an own passphrase; whatever interrupts a change, the vault is old or new."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.errors import (
    DamagedHeader,
    DiskFailed,
    DiskFull,
    NotEnoughMemory,
    NotFound,
    Refused,
    UnsafePlace,
    VaultError,
    VaultInUse,
    WrongPassphrase,
)
from desktop.domain.staff import MOST_USERS
from desktop.vault import copies, users, vault
from desktop.vault import keys as crypto
from desktop.vault.copies import COPY, HEADER
from desktop.vault.files import atomic_write
from desktop.vault.header import Header, User, Wrap, decode, encode, wrap_belongs_to
from desktop.vault.keys import KdfCost
from desktop.vault.slots import new_slot
from desktop.vault.vault import OpenVault

CHEAP = KdfCost(1, 1, 1)
WORD = "кот идёт домой"
SECOND = "second word of the office"
THIRD = "third word of the office"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def new(folder: Path) -> OpenVault:
    return vault.create(folder, WORD, CHEAP)


def unlock(folder: Path, word: str = WORD) -> OpenVault:
    return vault.unlock(folder, word, floor=CHEAP)


def add(folder: Path, word: str = WORD, fresh: str = SECOND, **more: object) -> int:
    return users.add_user(folder, word, fresh, floor=CHEAP, **more)  # type: ignore[arg-type]


def change(folder: Path, old: str = WORD, fresh: str = SECOND, number: int | None = None) -> None:
    users.change_passphrase(folder, old, fresh, number=number, floor=CHEAP)


def remove(folder: Path, number: int, word: str = WORD, own: int | None = None) -> None:
    users.remove_user(folder, word, number, own_number=own, floor=CHEAP)


def held(folder: Path) -> tuple[bytes, bytes]:
    return (folder / HEADER).read_bytes(), (folder / COPY).read_bytes()


def header_of(folder: Path) -> Header:
    return decode(held(folder)[0], CHEAP)


def opens(folder: Path, word: str) -> int | None:
    try:
        return unlock(folder, word).user
    except WrongPassphrase:
        return None


def rewrite(folder: Path, header: Header) -> None:
    for name in (HEADER, COPY):
        (folder / name).write_bytes(encode(header))


def reading(opened: OpenVault) -> list[tuple[int, bool]]:
    return [(each.number, each.reads_names) for each in opened.holders]


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


# -------------------------------------------------------------------------------------------------------------- adding


def test_a_second_user_opens_the_same_books_with_a_passphrase_of_her_own(folder: Path, new: OpenVault) -> None:
    assert add(folder) == 2
    first, second = unlock(folder), unlock(folder, SECOND)
    assert (first.user, second.user) == (1, 2)
    assert (second.keys.ledger, second.keys.identity) == (new.keys.ledger, new.keys.identity)
    assert second.holders == first.holders
    assert reading(second) == [(1, True), (2, True)]
    assert reading(new) == [(1, True)]
    assert users.holders(folder, CHEAP) == first.holders
    header = header_of(folder)
    assert header.revision == 2
    assert len({user.public for user in header.users}) == len({user.slots[0].salt for user in header.users}) == 2
    assert len(set(held(folder))) == 1


def test_who_opened_last_is_tried_first_and_a_wrong_hint_costs_nothing_else(
    folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each derivation takes up to a second: with the hint one is enough, whoever's slot stands where."""
    second, third = add(folder, WORD, SECOND), add(folder, WORD, THIRD)
    made: list[bytes] = []
    derive = crypto.derive

    def counted(passphrase: str, salt: bytes, cost: KdfCost) -> bytearray:
        made.append(salt)
        return derive(passphrase, salt, cost)

    monkeypatch.setattr(crypto, "derive", counted)
    for first, word, user, tries in (
        ((), THIRD, third, 3),
        ((third,), THIRD, third, 1),
        ((second, third), THIRD, third, 2),
        ((99, third), WORD, 1, 2),
        ((third, second), WORD, 1, 3),
    ):
        made.clear()
        assert vault.unlock(folder, word, floor=CHEAP, first=first).user == user
        assert len(made) == tries, first
    made.clear()
    with pytest.raises(WrongPassphrase):
        vault.unlock(folder, "nobody's words at all", floor=CHEAP, first=(third,))
    assert len(set(made)) == len(made) == 3


def test_a_user_without_the_book_of_names_passes_it_on_to_nobody(folder: Path, new: OpenVault) -> None:
    assert add(folder, with_identity=False) == 2
    second = unlock(folder, SECOND)
    assert (second.keys.ledger, second.keys.identity) == (new.keys.ledger, None)
    assert add(folder, SECOND, THIRD) == 3
    assert unlock(folder, THIRD).keys.identity is None
    assert reading(unlock(folder)) == [(1, True), (2, False), (3, False)]


def test_both_generations_of_a_books_key_are_passed_on(folder: Path, new: OpenVault) -> None:
    header = header_of(folder)
    user, key = header.users[0], crypto.new_key()
    wrap = Wrap("identity", 2, crypto.seal_to(user.public, key, wrap_belongs_to(header.vault_id, 1, "identity", 2)))
    changed = replace(header, users=(replace(user, wraps=(*user.wraps, wrap)),))
    rewrite(folder, changed.sealed_with(new.keys.ledger))
    add(folder)
    assert {(each.book, each.generation) for each in header_of(folder).users[1].wraps} == {
        ("ledger", 1),
        ("identity", 1),
        ("identity", 2),
    }
    assert unlock(folder, SECOND).keys.identity == key


def test_guessing_costs_the_new_user_as_much_as_the_one_who_added_her(folder: Path) -> None:
    vault.create(folder, WORD, KdfCost(2, 2, 1))
    add(folder)
    assert header_of(folder).users[1].slots[0].cost == KdfCost(2, 2, 1)


def test_a_number_is_never_given_again(folder: Path, new: OpenVault) -> None:
    assert [add(folder), add(folder, fresh=THIRD)] == [2, 3]
    remove(folder, 2)
    assert add(folder, fresh="the fourth of the office") == 4
    remove(folder, 4)
    assert add(folder, fresh="the fifth of the office", highest=4) == 5


def test_one_passphrase_is_not_for_two(folder: Path, new: OpenVault) -> None:
    before = held(folder)
    with pytest.raises(Refused) as caught:
        add(folder, fresh="кот идёт домой".replace("й", "и\u0306"))
    assert codes(caught) == ["passphrase.taken"]
    assert held(folder) == before
    add(folder)
    with pytest.raises(Refused):
        add(folder)


def test_only_somebody_inside_adds_and_only_as_themselves(folder: Path, new: OpenVault) -> None:
    with pytest.raises(WrongPassphrase):
        add(folder, "wrong", SECOND)
    add(folder)
    before = held(folder)
    with pytest.raises(WrongPassphrase):
        add(folder, SECOND, THIRD, number=1)
    assert held(folder) == before
    assert add(folder, SECOND, THIRD, number=2) == 3


def test_more_users_than_anybody_would_wait_for_are_refused(
    folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_USERS == 20
    monkeypatch.setattr(users, "MOST_USERS", 1)
    with pytest.raises(Refused) as caught:
        add(folder)
    assert codes(caught) == ["user.too_many"]


def test_a_vault_in_an_unsafe_place_takes_nobody_in(folder: Path, new: OpenVault) -> None:
    folder.chmod(0o777)
    with pytest.raises(UnsafePlace):
        add(folder)


# ---------------------------------------------------------------------------------------------- changing a passphrase


def test_a_changed_passphrase_opens_and_the_old_one_no_more(folder: Path, new: OpenVault) -> None:
    add(folder, fresh=THIRD)
    change(folder)
    assert [opens(folder, word) for word in (WORD, SECOND, THIRD)] == [None, 1, 2]
    assert unlock(folder, SECOND).keys.identity == new.keys.identity
    assert [len(user.slots) for user in header_of(folder).users] == [1, 1]
    assert len(set(held(folder))) == 1


@pytest.mark.parametrize("fresh", [WORD, THIRD])
def test_a_passphrase_that_opens_already_is_refused(folder: Path, new: OpenVault, fresh: str) -> None:
    add(folder, fresh=THIRD)
    before = held(folder)
    with pytest.raises(Refused) as caught:
        change(folder, WORD, fresh)
    assert codes(caught) == ["passphrase.taken"]
    assert held(folder) == before


def test_nobody_changes_anothers_passphrase(folder: Path, new: OpenVault) -> None:
    add(folder)
    with pytest.raises(WrongPassphrase):
        change(folder, WORD, THIRD, number=2)
    with pytest.raises(WrongPassphrase):
        change(folder, "wrong", THIRD)
    assert [opens(folder, word) for word in (WORD, SECOND, THIRD)] == [1, 2, None]


def half_changed(folder: Path, keys: OpenVault) -> Header:
    """The vault as it stands when a change of passphrase was cut off: the old one and the new one open."""
    header = header_of(folder)
    inside = users._enter(folder, WORD, None, CHEAP)
    user = inside.found.user
    slot = new_slot(header.vault_id, user.number, user.public, inside.found.private, SECOND, CHEAP)
    both = inside.with_user(replace(user, slots=(slot, *user.slots)))
    changed = replace(header, revision=header.revision + 1, users=both).sealed_with(keys.keys.ledger)
    rewrite(folder, changed)
    return changed


def test_the_old_passphrase_opens_until_the_new_one_has_opened_once(folder: Path, new: OpenVault) -> None:
    changed = half_changed(folder, new)
    assert [opens(folder, WORD), opens(folder, WORD)] == [1, 1]
    assert header_of(folder) == changed
    assert opens(folder, SECOND) == 1
    assert opens(folder, WORD) is None
    assert header_of(folder).revision == changed.revision + 1


def test_a_disk_that_refuses_keeps_nobody_from_opening_after_a_change_was_cut_off(
    folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise DiskFailed

    half_changed(folder, new)
    monkeypatch.setattr(copies, "atomic_write", refuse)
    assert [opens(folder, SECOND), opens(folder, WORD)] == [1, 1]


def test_a_change_after_one_that_was_cut_off_leaves_one_slot(folder: Path, new: OpenVault) -> None:
    half_changed(folder, new)
    change(folder, WORD, THIRD)
    assert [opens(folder, word) for word in (WORD, SECOND, THIRD)] == [None, None, 1]


# ------------------------------------------------------------------------------------------------------- taking away


def test_who_is_taken_away_opens_no_more(folder: Path, new: OpenVault) -> None:
    add(folder)
    add(folder, fresh=THIRD)
    remove(folder, 2)
    assert [opens(folder, word) for word in (WORD, SECOND, THIRD)] == [1, None, 3]
    assert reading(unlock(folder)) == [(1, True), (3, True)]
    remove(folder, 1, THIRD)
    assert [opens(folder, word) for word in (WORD, SECOND, THIRD)] == [None, None, 3]


def test_a_copy_made_before_opens_still_as_the_screen_says(folder: Path, tmp_path: Path, new: OpenVault) -> None:
    add(folder)
    before = held(folder)
    remove(folder, 2)
    stolen = tmp_path / "stolen"
    stolen.mkdir(mode=0o700)
    for name, data in zip((HEADER, COPY), before, strict=True):
        (stolen / name).write_bytes(data)
    assert unlock(stolen, SECOND).keys.ledger == new.keys.ledger


def test_nobody_takes_away_themselves_or_the_last_who_reads_names(folder: Path, new: OpenVault) -> None:
    with pytest.raises(Refused) as caught:
        remove(folder, 1)
    assert codes(caught) == ["user.last"]
    add(folder, with_identity=False)
    before = held(folder)
    with pytest.raises(Refused) as caught:
        remove(folder, 1)
    assert codes(caught) == ["user.oneself"]
    with pytest.raises(Refused) as caught:
        remove(folder, 1, SECOND)
    assert codes(caught) == ["user.last_with_names"]
    with pytest.raises(NotFound):
        remove(folder, 3)
    with pytest.raises(WrongPassphrase):
        remove(folder, 2, WORD, own=2)
    assert held(folder) == before


def test_where_nobody_reads_names_users_go_all_the_same(folder: Path, new: OpenVault) -> None:
    header = header_of(folder)
    user = header.users[0]
    blind = replace(user, wraps=tuple(each for each in user.wraps if each.book == "ledger"))
    rewrite(folder, replace(header, users=(blind,)).sealed_with(new.keys.ledger))
    add(folder)
    remove(folder, 2)
    assert opens(folder, SECOND) is None


# ------------------------------------------------------------------------------------------- kills, full disks, damage

CHANGES: dict[str, tuple[Callable[[Path], object], int]] = {
    "add": (lambda folder: add(folder, fresh=THIRD), 2),
    "change": (lambda folder: change(folder, SECOND, THIRD), 4),
    "remove": (lambda folder: remove(folder, 2), 2),
}
OLD, NEW = "old", "new"


def state(folder: Path, what: str) -> str:
    """Tell whether the vault is old or new; anything else fails. User 1 opens it always."""
    found = (opens(folder, WORD), opens(folder, SECOND), opens(folder, THIRD))
    before = (1, 2, None)
    after = {"add": (1, 2, 3), "change": (1, None, 2), "remove": (1, None, None)}[what]
    assert found in (before, after)
    assert len(set(held(folder))) == 1, "opening mended the other copy"
    return OLD if found == before else NEW


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("what", "place"), [(what, place) for what in CHANGES for place in range(CHANGES[what][1])])
def test_killed_at_each_write_the_vault_is_old_or_new(
    folder: Path, new: OpenVault, what: str, place: int, after: bool
) -> None:
    add(folder)
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from desktop.vault import copies\n"
        "from tests.vault.test_users import CHANGES\n"
        "write, done = copies.atomic_write, []\n"
        "def deadly(path, data):\n"
        f"    if len(done) == {place} and not {after}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    write(path, data); done.append(path)\n"
        f"    if len(done) == {place + 1}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "copies.atomic_write = deadly\n"
        f"CHANGES[{what!r}][0](Path(sys.argv[1]))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(folder)], check=False, cwd=Path(__file__).parents[2])
    assert ended.returncode == -signal.SIGKILL
    if what == "change" and (place, after) in {(0, True), (1, False), (1, True), (2, False)}:
        # Both open until the new one has opened once, and then the old one does no more.
        assert [opens(folder, word) for word in (WORD, SECOND, THIRD)] == [1, 2, 2]
        assert state(folder, what) == NEW
    else:
        nothing_yet = place == 0 and not after
        assert state(folder, what) == (OLD if nothing_yet else NEW)


@pytest.mark.parametrize("error", [DiskFull, DiskFailed, NotEnoughMemory])
@pytest.mark.parametrize(("what", "place"), [(what, place) for what in CHANGES for place in range(2)])
def test_what_failed_is_as_if_it_had_never_begun(
    folder: Path,
    new: OpenVault,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    place: int,
    error: type[VaultError],
) -> None:
    add(folder)
    before, done = held(folder), []

    def failing(path: Path, data: bytes) -> None:
        done.append(path)
        if len(done) == place + 1:
            raise error
        atomic_write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(copies, "atomic_write", failing)
        with pytest.raises(error):
            CHANGES[what][0](folder)
    assert held(folder) == before
    assert state(folder, what) == OLD


@pytest.mark.parametrize("what", list(CHANGES))
@pytest.mark.parametrize("name", [COPY, HEADER])
def test_a_disk_that_keeps_other_bytes_than_it_was_given_is_noticed(
    folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch, what: str, name: str
) -> None:
    add(folder)
    before, done = held(folder), []

    def lying(path: Path, data: bytes) -> None:
        lies = path.name == name and not done
        if path.name == name:
            done.append(path)
        atomic_write(path, data[:-1] if lies else data)

    with monkeypatch.context() as patch:
        patch.setattr(copies, "atomic_write", lying)
        with pytest.raises(DiskFailed):
            CHANGES[what][0](folder)
    assert held(folder) == before


@pytest.mark.parametrize("what", list(CHANGES))
def test_a_new_header_that_does_not_open_is_taken_back(
    folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """The proof is more than equal bytes: a slot sealed wrongly would lock its user out."""
    add(folder)
    before = held(folder)
    real = copies._read_back

    def other_keys(path: Path, data: bytes, floor: KdfCost) -> Header:
        return replace(real(path, data, floor), vault_id=bytes(16))

    with monkeypatch.context() as patch:
        patch.setattr(copies, "_read_back", other_keys)
        with pytest.raises(WrongPassphrase):
            CHANGES[what][0](folder)
    assert held(folder) == before


@pytest.mark.parametrize("what", list(CHANGES))
@pytest.mark.parametrize("name", [HEADER, COPY])
@pytest.mark.parametrize("damage", [None, b"garbage", "older"])
def test_a_damaged_copy_is_mended_before_anything_is_changed(
    folder: Path, new: OpenVault, what: str, name: str, damage: bytes | str | None
) -> None:
    older = held(folder)[0]
    add(folder)
    if damage is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(older if isinstance(damage, str) else damage)
    CHANGES[what][0](folder)
    assert state(folder, what) == NEW


def test_nothing_is_changed_in_a_header_that_a_stranger_altered(folder: Path, new: OpenVault) -> None:
    header = header_of(folder)
    stranger = replace(header.users[0], number=9)
    rewrite(folder, replace(header, users=(*header.users, stranger)))
    with pytest.raises(DamagedHeader):
        add(folder)
    rewrite(folder, replace(header, users=(with_other_public(header.users[0]),)))
    with pytest.raises(WrongPassphrase):
        change(folder)


def with_other_public(user: User) -> User:
    return replace(user, public=os.urandom(32))


def test_a_header_that_another_process_changed_meanwhile_is_not_written_over(
    folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = users.new_user

    def slow(*arguments: object) -> User:
        monkeypatch.setattr(users, "new_user", real)
        assert add(folder, fresh=THIRD) == 2  # another process is faster
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(users, "new_user", slow)
    with pytest.raises(VaultInUse):
        add(folder)
    assert [opens(folder, word) for word in (WORD, SECOND, THIRD)] == [1, None, 2]


def test_opening_mends_nothing_by_a_header_that_is_older_by_now(
    folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second process reads the header, and the first one adds a user while the passphrase is being tried."""
    real = crypto.derive

    def meanwhile(passphrase: str, salt: bytes, cost: KdfCost) -> bytearray:
        monkeypatch.setattr(crypto, "derive", real)
        add(folder)
        return real(passphrase, salt, cost)

    monkeypatch.setattr(crypto, "derive", meanwhile)
    opened = unlock(folder)
    assert opened.repaired is False
    assert opens(folder, SECOND) == 2


def test_secrets_are_wiped_after_each_change(folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets: list[bytearray] = []
    for name in ("derive", "unseal", "new_private_key"):
        real = getattr(crypto, name)

        def note(*arguments: object, real: Callable[..., bytearray] = real) -> bytearray:
            secrets.append(real(*arguments))
            return secrets[-1]

        monkeypatch.setattr(crypto, name, note)
    add(folder)
    change(folder, SECOND, THIRD)
    remove(folder, 2)
    assert len(secrets) > 20
    assert not any(any(secret) for secret in secrets)
