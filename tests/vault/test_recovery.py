"""Two of three parts open the vault; each wrong part has its own reason; a kill leaves the old set or the new one."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from desktop.domain.errors import (
    DamagedHeader,
    DiskFailed,
    DiskFull,
    NotEnoughMemory,
    NotFound,
    Refused,
    VaultError,
    WrongPassphrase,
)
from desktop.vault import copies, inside, recovery, users, vault
from desktop.vault import keys as crypto
from desktop.vault.copies import COPY, HEADER
from desktop.vault.files import atomic_write
from desktop.vault.header import Header, decode, encode
from desktop.vault.keys import KdfCost
from desktop.vault.parts import MOST_SETS, Part, read_part, write_part
from desktop.vault.recovery import Parts
from desktop.vault.slots import Keys
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


@pytest.fixture
def made(folder: Path, new: OpenVault) -> Parts:
    return make(folder)


def make(folder: Path, word: str = WORD) -> Parts:
    return recovery.make_parts(folder, word, floor=CHEAP)


def unlock(folder: Path, parts: Parts, one: int = 0, two: int = 1, number: int | None = None) -> OpenVault:
    return recovery.unlock_with_parts(folder, parts.texts[one], parts.texts[two], number, floor=CHEAP)


def forget(folder: Path, parts: Parts, number: int = 1, word: str = THIRD) -> None:
    recovery.set_passphrase(folder, parts.texts[2], parts.texts[0], number, word, floor=CHEAP)


def opens(folder: Path, word: str) -> int | None:
    try:
        return vault.unlock(folder, word, floor=CHEAP).user
    except WrongPassphrase:
        return None


def parts_open(folder: Path, parts: Parts) -> bool:
    try:
        unlock(folder, parts)
    except Refused:
        return False
    return True


def header_of(folder: Path) -> Header:
    return decode((folder / HEADER).read_bytes(), CHEAP)


def held(folder: Path) -> tuple[bytes, bytes]:
    return (folder / HEADER).read_bytes(), (folder / COPY).read_bytes()


def rewrite(folder: Path, header: Header) -> None:
    for name in (HEADER, COPY):
        (folder / name).write_bytes(encode(header))


def refused(do: Callable[[], object]) -> tuple[str, str | None, dict[str, object]]:
    with pytest.raises(Refused) as caught:
        do()
    found = caught.value.problems[0]
    return found.code, found.at, dict(found.params)


# ----------------------------------------------------------------------------------------------------- any two open all


def test_any_two_parts_open_both_books_and_say_so_of_themselves(folder: Path, new: OpenVault, made: Parts) -> None:
    for one, two in permutations(range(3), 2):
        opened = unlock(folder, made, one, two)
        assert (opened.keys.ledger, opened.keys.identity) == (new.keys.ledger, new.keys.identity)
        assert (opened.user, opened.holders, opened.vault_id) == (1, new.holders, new.vault_id)
    read = [read_part(text, "part_1") for text in made.texts]
    assert [(each.number, each.set_number, each.vault.hex()) for each in read] == [
        (number, 1, new.vault_id[:8]) for number in (1, 2, 3)
    ]
    assert recovery.set_number(folder, CHEAP) == made.set_number == 1
    assert opens(folder, WORD) == 1
    assert unlock(folder, made).repaired is False


def test_a_vault_without_a_set_says_so(folder: Path, new: OpenVault) -> None:
    assert recovery.set_number(folder, CHEAP) is None
    assert refused(lambda: unlock(folder, Parts(1, ("1", "2", "3")))) == ("recovery.none", None, {})


def test_the_secret_is_in_no_file_of_the_vault(folder: Path, made: Parts) -> None:
    data = b"".join(held(folder))
    for text in made.texts:
        share = read_part(text, "part_1").share
        assert share not in data
        assert share.hex().encode() not in data


def test_users_who_come_and_go_leave_the_parts_as_they_are(folder: Path, made: Parts) -> None:
    users.add_user(folder, WORD, SECOND, floor=CHEAP)
    users.change_passphrase(folder, WORD, THIRD, number=1, floor=CHEAP)
    users.remove_user(folder, THIRD, 2, floor=CHEAP)
    assert parts_open(folder, made)


def test_who_cannot_read_names_cannot_make_parts_that_open_them(folder: Path, new: OpenVault) -> None:
    users.add_user(folder, WORD, SECOND, with_identity=False, floor=CHEAP)
    before = held(folder)
    assert refused(lambda: make(folder, SECOND)) == ("identity.needed", None, {})
    with pytest.raises(WrongPassphrase):
        recovery.make_parts(folder, WORD, number=2, floor=CHEAP)
    assert held(folder) == before


def test_sets_are_counted_and_begin_again_after_the_last(folder: Path, new: OpenVault, made: Parts) -> None:
    assert make(folder).set_number == 2
    header = header_of(folder)
    assert header.recovery is not None
    last = replace(header, recovery=replace(header.recovery, set_number=MOST_SETS)).sealed_with(new.keys.ledger)
    rewrite(folder, last)
    assert make(folder).set_number == 1


# -------------------------------------------------------------------------------------------------- what does not open


def test_each_wrong_part_has_its_own_reason(folder: Path, tmp_path: Path, new: OpenVault, made: Parts) -> None:
    other_folder = tmp_path / "other"
    other = vault.create(other_folder, WORD, CHEAP)
    others = make(other_folder)
    one, two, _three = made.texts

    def use(first: str, second: str) -> Callable[[], object]:
        return lambda: recovery.unlock_with_parts(folder, first, second, floor=CHEAP)

    vaults = {"vault": other.vault_id[:8], "here": new.vault_id[:8]}
    assert refused(use(one, others.texts[1])) == ("recovery.other_vault", "part_2", vaults)
    assert refused(use(others.texts[0], two)) == ("recovery.other_vault", "part_1", vaults)
    assert refused(use(two, two.replace(" ", ""))) == ("recovery.same_part", "part_2", {"number": 2})
    assert refused(use("", two))[:2] == ("recovery.part_empty", "part_1")
    assert refused(use(one, one[:-1] + str((int(one[-1]) + 1) % 10)))[:2] == ("recovery.part_group", "part_2")
    read = read_part(two, "part_2")
    forged = write_part(Part(2, 1, read.vault, bytes(16)))
    assert refused(use(one, forged)) == ("recovery.no_pair", "part_2", {})
    make(folder)
    assert refused(use(one, two)) == ("recovery.other_set", "part_1", {"found": 1, "here": 2})


def test_a_header_that_was_altered_is_not_believed(folder: Path, new: OpenVault, made: Parts) -> None:
    header = header_of(folder)
    forged = replace(header, users=(replace(header.users[0], number=9),))
    rewrite(folder, forged)
    with pytest.raises(DamagedHeader):
        unlock(folder, made)
    (folder / COPY).write_bytes(encode(header))
    opened = unlock(folder, made)
    assert (opened.user, opened.repaired) == (1, True)
    assert header_of(folder) == header


# ----------------------------------------------------------------------------------------------------------- rehearsing


def test_a_rehearsal_opens_the_very_keys_that_are_in_use(folder: Path, new: OpenVault, made: Parts) -> None:
    def check(keys: Keys) -> int:
        return recovery.check_parts(folder, made.texts[1], made.texts[2], keys, floor=CHEAP)

    assert check(new.keys) == 1
    assert check(Keys(new.keys.ledger, None)) == 1
    for wrong in (
        Keys(crypto.new_key(), new.keys.identity),
        Keys(new.keys.ledger, crypto.new_key()),
    ):
        with pytest.raises(DamagedHeader):
            check(wrong)
    assert vault.unlock(folder, WORD, floor=CHEAP).keys.ledger == new.keys.ledger, "nothing in use was wiped"


# ----------------------------------------------------------------------------------------------- a forgotten passphrase


def test_a_forgotten_passphrase_gives_way_to_a_new_one(folder: Path, new: OpenVault, made: Parts) -> None:
    users.add_user(folder, WORD, SECOND, with_identity=False, floor=CHEAP)
    forget(folder, made)
    assert [opens(folder, word) for word in (WORD, SECOND, THIRD)] == [None, 2, 1]
    opened = vault.unlock(folder, THIRD, floor=CHEAP)
    assert (opened.keys.ledger, opened.keys.identity) == (new.keys.ledger, new.keys.identity)
    assert parts_open(folder, made), "the parts open the vault as before"
    assert header_of(folder).users[0].slots[0].cost == CHEAP


def test_who_could_not_read_names_cannot_after_it_either(folder: Path, made: Parts) -> None:
    users.add_user(folder, WORD, SECOND, with_identity=False, floor=CHEAP)
    forget(folder, made, 2)
    opened = vault.unlock(folder, THIRD, floor=CHEAP)
    assert (opened.user, opened.keys.identity) == (2, None)
    assert unlock(folder, made, number=2).user == 2


def test_a_passphrase_of_another_user_and_an_unknown_user_are_refused(folder: Path, made: Parts) -> None:
    users.add_user(folder, WORD, SECOND, floor=CHEAP)
    before = held(folder)
    assert refused(lambda: forget(folder, made, 1, SECOND))[:2] == ("passphrase.taken", "passphrase")
    for number in (3, 0):
        with pytest.raises(NotFound):
            forget(folder, made, number)
        with pytest.raises(NotFound):
            unlock(folder, made, number=number)
    assert held(folder) == before
    forget(folder, made, 1, WORD)  # it was remembered after all
    assert opens(folder, WORD) == 1


# ------------------------------------------------------------------------------------------- kills, full disks, damage

OLD, NEW = "old", "new"


def change(what: str, folder: Path, before: Parts) -> None:
    """Do one of the two changes; also called in a process that is killed."""
    if what == "make":
        make(folder)
    else:
        forget(folder, before)


def state(folder: Path, what: str, before: Parts) -> str:
    """Tell whether the vault is old or new; anything else fails."""
    found = (opens(folder, WORD), opens(folder, THIRD), parts_open(folder, before))
    new = {"make": (1, None, False), "forget": (None, 1, True)}[what]
    assert found in ((1, None, True), new)
    assert len(set(held(folder))) == 1, "opening mended the other copy"
    return NEW if found == new else OLD


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("what", ["make", "forget"])
def test_killed_at_each_write_the_vault_is_old_or_new(
    folder: Path, made: Parts, what: str, place: int, after: bool
) -> None:
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from desktop.vault import copies\n"
        "from tests.vault.test_recovery import Parts, change\n"
        "write, done = copies.atomic_write, []\n"
        "def deadly(path, data):\n"
        f"    if len(done) == {place} and not {after}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    write(path, data); done.append(path)\n"
        f"    if len(done) == {place + 1}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "copies.atomic_write = deadly\n"
        f"change({what!r}, Path(sys.argv[1]), Parts(1, tuple(sys.argv[2:])))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(folder), *made.texts], check=False, cwd=Path(__file__).parents[2]
    )
    assert ended.returncode == -signal.SIGKILL
    assert state(folder, what, made) == (OLD if place == 0 and not after else NEW)


@pytest.mark.parametrize("error", [DiskFull, DiskFailed, NotEnoughMemory])
@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("what", ["make", "forget"])
def test_what_failed_is_as_if_it_had_never_begun(
    folder: Path, made: Parts, monkeypatch: pytest.MonkeyPatch, what: str, place: int, error: type[VaultError]
) -> None:
    before, done = held(folder), []

    def failing(path: Path, data: bytes) -> None:
        done.append(path)
        if len(done) == place + 1:
            raise error
        atomic_write(path, data)

    monkeypatch.setattr(copies, "atomic_write", failing)
    with pytest.raises(error):
        change(what, folder, made)
    assert held(folder) == before
    monkeypatch.undo()
    assert state(folder, what, made) == OLD


def test_the_control_a_header_written_in_place_is_neither_old_nor_new(folder: Path, made: Parts) -> None:
    """Both copies cut off in the middle, as careless writing leaves them: nothing opens, so the battery sees it."""
    for name in (HEADER, COPY):
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(DamagedHeader):
        state(folder, "make", made)


def test_a_set_is_proven_by_opening_it_before_it_counts(
    folder: Path, made: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(folder)
    monkeypatch.setattr(recovery, "join", lambda _one, _two: bytearray(os.urandom(16)))
    with pytest.raises(Refused):
        make(folder)
    assert held(folder) == before
    assert inside.enter(folder, WORD, None, CHEAP).found.user.number == 1
