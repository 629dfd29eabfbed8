"""A vault is made and opened; each thing that can be wrong has its own error, and none of them is a traceback."""

import hashlib
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.errors import (
    DamagedHeader,
    DiskFailed,
    NewerSchema,
    NotAVault,
    NotEnoughMemory,
    UnsafePlace,
    VaultExists,
    WrongPassphrase,
)
from desktop.vault import copies as copies_room
from desktop.vault import keys as crypto
from desktop.vault import vault
from desktop.vault.copies import COPY, HEADER
from desktop.vault.header import FORMAT, Header, Slot, User, Wrap, decode, encode, slot_belongs_to, wrap_belongs_to
from desktop.vault.keys import FLOOR, Box, KdfCost, Sealed
from desktop.vault.signing import signing_key
from desktop.vault.slots import Keys
from desktop.vault.vault import OpenVault

CHEAP = KdfCost(1, 1, 1)
WORD = "кот идёт домой"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def new(folder: Path) -> OpenVault:
    return vault.create(folder, WORD, CHEAP)


def unlock(folder: Path, word: str = WORD) -> OpenVault:
    return vault.unlock(folder, word, floor=CHEAP)


def copies(folder: Path) -> tuple[bytes, bytes]:
    return (folder / HEADER).read_bytes(), (folder / COPY).read_bytes()


def rewrite(folder: Path, header: Header, names: tuple[str, ...] = (HEADER, COPY)) -> None:
    for name in names:
        (folder / name).write_bytes(encode(header))


def test_a_new_vault_opens_with_its_passphrase_to_the_same_keys(folder: Path, new: OpenVault) -> None:
    opened = unlock(folder)
    assert (opened.keys.ledger, opened.keys.identity) == (new.keys.ledger, new.keys.identity)
    assert (opened.vault_id, opened.user, opened.repaired) == (new.vault_id, 1, False)
    assert len(new.keys.ledger) == 32
    assert new.keys.ledger != new.keys.identity
    assert opened.ledger_path == folder / "ledger.db"
    assert opened.identity_path == folder / "identity.db"


def test_a_new_vault_is_its_owners_alone_and_holds_two_equal_copies(folder: Path, new: OpenVault) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == {HEADER: 0o600, COPY: 0o600}
    first, second = copies(folder)
    assert first == second


def test_two_vaults_with_one_passphrase_share_nothing(folder: Path, tmp_path: Path, new: OpenVault) -> None:
    other = vault.create(tmp_path / "other", WORD, CHEAP)
    assert other.keys.ledger != new.keys.ledger
    assert other.vault_id != new.vault_id
    one, two = decode((folder / HEADER).read_bytes(), CHEAP), decode((tmp_path / "other" / HEADER).read_bytes(), CHEAP)
    assert one.users[0].slots[0].salt != two.users[0].slots[0].salt
    assert one.users[0].public != two.users[0].public


def test_neither_passphrase_nor_keys_stand_in_the_header(folder: Path, new: OpenVault) -> None:
    data = copies(folder)[0]
    assert new.keys.identity is not None
    for secret in (WORD.encode(), bytes(new.keys.ledger), bytes(new.keys.identity)):
        assert secret not in data
        assert secret.hex().encode() not in data


def test_the_passphrase_opens_however_it_was_typed(tmp_path: Path) -> None:
    vault.create(tmp_path / "v", "\u0439\u00e9", CHEAP)
    assert unlock(tmp_path / "v", "\u0438\u0306e\u0301").user == 1


@pytest.mark.parametrize("word", ["", "кот идет домой", WORD + " ", WORD.upper()])
def test_another_passphrase_is_wrong(folder: Path, new: OpenVault, word: str) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(folder, word)


def test_production_measures_a_cost_that_production_accepts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crypto, "calibrate", lambda: FLOOR)
    vault.create(folder, WORD)
    assert vault.unlock(folder, WORD).user == 1


def test_production_refuses_a_cost_under_the_floor(folder: Path, new: OpenVault) -> None:
    with pytest.raises(DamagedHeader) as caught:
        vault.unlock(folder, WORD)
    assert caught.value.params["reason"] == "cost"


# ------------------------------------------------------------------------------------------------- places and folders


def test_an_empty_folder_becomes_a_vault(folder: Path) -> None:
    folder.mkdir()
    vault.create(folder, WORD, CHEAP)
    assert unlock(folder).user == 1


@pytest.mark.parametrize("kind", ["vault", "other file", "no folder"])
def test_nothing_is_made_where_something_is(folder: Path, kind: str) -> None:
    if kind == "no folder":
        folder.write_bytes(b"")
    else:
        folder.mkdir(mode=0o755)
        (folder / "notes.txt").write_bytes(b"")
        if kind == "vault":
            (folder / HEADER).write_bytes(b"")
    before = folder.stat().st_mode
    with pytest.raises(VaultExists):
        vault.create(folder, WORD, CHEAP)
    assert folder.stat().st_mode == before


def test_no_vault_is_made_or_opened_through_a_link(folder: Path, tmp_path: Path, new: OpenVault) -> None:
    (tmp_path / "link").symlink_to(folder)
    with pytest.raises(UnsafePlace):
        unlock(tmp_path / "link")
    (tmp_path / "to nothing").symlink_to(tmp_path / "nothing")
    with pytest.raises(UnsafePlace):
        vault.create(tmp_path / "to nothing", WORD, CHEAP)


def test_a_linked_header_is_refused(folder: Path, tmp_path: Path, new: OpenVault) -> None:
    (folder / HEADER).rename(tmp_path / "header elsewhere")
    (folder / HEADER).symlink_to(tmp_path / "header elsewhere")
    with pytest.raises(UnsafePlace):
        unlock(folder)


def test_a_vault_that_everybody_can_write_to_is_refused(folder: Path, new: OpenVault) -> None:
    folder.chmod(0o777)
    with pytest.raises(UnsafePlace):
        unlock(folder)


def test_what_is_no_vault_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path, tmp_path / "none", tmp_path / "file"):
        assert not vault.is_vault(path)
        with pytest.raises(NotAVault):
            unlock(path)


def test_a_vault_is_recognised_by_any_of_its_parts(folder: Path, new: OpenVault) -> None:
    assert vault.is_vault(folder)
    (folder / HEADER).unlink()
    assert vault.is_vault(folder)
    (folder / COPY).unlink()
    assert not vault.is_vault(folder)
    (folder / "ledger.db").write_bytes(b"x")
    assert vault.is_vault(folder)


def test_a_folder_that_cannot_be_looked_into_is_a_failure_of_the_disk(
    folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", refuse)
    assert vault.is_vault(folder) is False
    with pytest.raises(DiskFailed):
        unlock(folder)


# ------------------------------------------------------------------------------------------------------ damage, repair


@pytest.mark.parametrize("name", [HEADER, COPY])
@pytest.mark.parametrize("damage", [None, b"", b"garbage", bytes(2**20)])
def test_a_damaged_copy_is_mended_from_the_other(folder: Path, new: OpenVault, name: str, damage: bytes | None) -> None:
    whole = copies(folder)[0]
    (folder / name).unlink()
    if damage is not None:
        (folder / name).write_bytes(damage)
    assert unlock(folder).repaired is True
    assert copies(folder) == (whole, whole)
    assert unlock(folder).repaired is False


@pytest.mark.parametrize("damaged", [(HEADER,), (COPY,)])
def test_nothing_is_mended_by_a_wrong_passphrase(folder: Path, new: OpenVault, damaged: tuple[str]) -> None:
    (folder / damaged[0]).write_bytes(b"garbage")
    with pytest.raises(WrongPassphrase):
        unlock(folder, "wrong")
    assert (folder / damaged[0]).read_bytes() == b"garbage"


def test_a_disk_that_cannot_be_written_opens_without_mending(
    folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise DiskFailed

    (folder / HEADER).write_bytes(b"garbage")
    monkeypatch.setattr(copies_room, "atomic_write", refuse)
    opened = unlock(folder)
    assert opened.repaired is False
    assert opened.keys.ledger == new.keys.ledger


def test_without_any_whole_copy_the_header_is_damaged(folder: Path, new: OpenVault) -> None:
    for name in (HEADER, COPY):
        (folder / name).write_bytes(b"garbage")
    with pytest.raises(DamagedHeader):
        unlock(folder)


def test_books_without_a_header_are_a_damaged_vault_and_not_none(folder: Path, new: OpenVault) -> None:
    (folder / HEADER).unlink()
    (folder / COPY).unlink()
    (folder / "ledger.db").write_bytes(b"x")
    with pytest.raises(DamagedHeader) as caught:
        unlock(folder)
    assert caught.value.params["reason"] == "missing"


def test_truncated_at_every_length_one_copy_opens_and_two_are_damaged(folder: Path, new: OpenVault) -> None:
    whole = copies(folder)[0]
    for length in range(0, len(whole), 7):
        (folder / HEADER).write_bytes(whole[:length])
        assert unlock(folder).keys.ledger == new.keys.ledger
        assert copies(folder) == (whole, whole)
    for length in range(len(whole)):
        for name in (HEADER, COPY):
            (folder / name).write_bytes(whole[:length])
        with pytest.raises(DamagedHeader):
            unlock(folder)


def test_random_flips_in_both_copies_open_rightly_or_are_damage(folder: Path, new: OpenVault) -> None:
    whole = copies(folder)[0]
    dice = random.Random(20_261_123)
    damaged = 0
    for _round in range(400):
        for name in (HEADER, COPY):
            data = bytearray(whole)
            for _flip in range(dice.choice((0, 1, 1, 3))):
                data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
            (folder / name).write_bytes(data)
        try:
            assert unlock(folder).keys.ledger == new.keys.ledger
        except DamagedHeader:
            damaged += 1
    assert 150 < damaged < 350


def test_headers_of_two_vaults_are_not_mended_from_each_other(folder: Path, tmp_path: Path, new: OpenVault) -> None:
    vault.create(tmp_path / "other", WORD, CHEAP)
    (folder / COPY).write_bytes((tmp_path / "other" / COPY).read_bytes())
    before = copies(folder)
    with pytest.raises(DamagedHeader) as caught:
        unlock(folder)
    assert caught.value.params["reason"] == "mixed"
    assert copies(folder) == before


def test_a_copy_of_a_later_program_is_never_overwritten(folder: Path, new: OpenVault) -> None:
    front = b"SKARBNKA" + (FORMAT + 1).to_bytes(2, "big") + (1).to_bytes(4, "big") + b"?"
    (folder / COPY).write_bytes(front + hashlib.sha256(front).digest())
    before = copies(folder)
    with pytest.raises(NewerSchema):
        unlock(folder)
    assert copies(folder) == before


def test_an_older_copy_gives_way_to_the_newer_and_its_passphrase_no_longer_opens(
    folder: Path, tmp_path: Path, new: OpenVault
) -> None:
    old = decode(copies(folder)[0], CHEAP)
    header = with_passphrase(old, "new word", new.keys)
    rewrite(folder, header, (COPY,))
    with pytest.raises(WrongPassphrase):
        unlock(folder)
    assert unlock(folder, "new word").repaired is True
    assert copies(folder) == (encode(header), encode(header))


def with_passphrase(header: Header, word: str, keys: Keys) -> Header:
    """The same vault after a change of passphrase: a new key pair, made without knowing the old passphrase."""
    made = vault._first_header(b"another vault id", word, CHEAP, keys, crypto.new_private_key())
    user, slot = made.users[0], made.users[0].slots[0]
    private = crypto.unseal(
        crypto.derive(word, slot.salt, CHEAP),
        slot.sealed,
        slot_belongs_to(made.vault_id, 1, user.public, slot.kind, slot.salt, slot.cost),
    )
    about = slot_belongs_to(header.vault_id, 1, user.public, slot.kind, slot.salt, slot.cost)
    sealed = crypto.seal(crypto.derive(word, slot.salt, CHEAP), private, about)
    held = {"ledger": keys.ledger, "identity": keys.identity}
    wraps = tuple(
        Wrap(book, 1, crypto.seal_to(user.public, key, wrap_belongs_to(header.vault_id, 1, book, 1)))
        for book, key in held.items()
        if key is not None
    )
    changed = User(1, user.public, (replace(slot, sealed=sealed),), wraps, signing_key(header.vault_id, private))
    return replace(header, revision=header.revision + 1, users=(changed,)).sealed_with(keys.ledger)


# ---------------------------------------------------------------------------------------------------- several users


def test_a_second_user_without_the_identity_key_opens_the_ledger_alone(folder: Path, new: OpenVault) -> None:
    """The format's promise: a user is added with a public key only, and may lack a book."""
    header = decode(copies(folder)[0], CHEAP)
    private, salt = crypto.new_private_key(), os.urandom(16)
    public = crypto.public_key(private)
    about = slot_belongs_to(header.vault_id, 2, public, "passphrase", salt, CHEAP)
    slot = Slot("passphrase", salt, CHEAP, crypto.seal(crypto.derive("second", salt, CHEAP), private, about))
    wrap = Wrap("ledger", 1, crypto.seal_to(public, new.keys.ledger, wrap_belongs_to(header.vault_id, 2, "ledger", 1)))
    users = (*header.users, User(2, public, (slot,), (wrap,)))
    rewrite(folder, replace(header, revision=2, users=users).sealed_with(new.keys.ledger))
    second = unlock(folder, "second")
    assert (second.user, second.keys.ledger, second.keys.identity) == (2, new.keys.ledger, None)
    assert unlock(folder).keys.identity == new.keys.identity
    second.keys.wipe()
    assert second.keys.ledger == bytes(32)


def test_the_newest_generation_of_a_books_key_is_the_one_that_opens(folder: Path, new: OpenVault) -> None:
    header = decode(copies(folder)[0], CHEAP)
    user = header.users[0]
    key = crypto.new_key()
    about = wrap_belongs_to(header.vault_id, 1, "identity", 2)
    users = (replace(user, wraps=(Wrap("identity", 2, crypto.seal_to(user.public, key, about)), *user.wraps)),)
    rewrite(folder, replace(header, users=users).sealed_with(new.keys.ledger))
    assert unlock(folder).keys.identity == key


# ------------------------------------------------------------------------------------------------ changed by a stranger


def tampered(header: Header) -> dict[str, Header]:
    """Headers of the right form and digest, changed by somebody who knows no passphrase."""
    user = header.users[0]
    stolen = crypto.new_key()
    boxes = tuple(
        replace(wrap, box=crypto.seal_to(user.public, stolen, wrap_belongs_to(header.vault_id, 1, wrap.book, 1)))
        for wrap in user.wraps
    )
    blunt = tuple(replace(wrap, box=Box(wrap.box.ephemeral, Sealed(bytes(12), bytes(48)))) for wrap in user.wraps)
    return {
        "a user added": replace(header, users=(*header.users, replace(user, number=2))),
        "other keys sealed": replace(header, users=(replace(user, wraps=boxes),)),
        "the ledger left out": replace(header, users=(replace(user, wraps=user.wraps[1:]),)),
        "the revision raised": replace(header, revision=9),
        "boxes that do not open": replace(header, users=(replace(user, wraps=blunt),)),
        "books exchanged": replace(
            header,
            users=(
                replace(
                    user,
                    wraps=(
                        replace(user.wraps[0], box=user.wraps[1].box),
                        replace(user.wraps[1], box=user.wraps[0].box),
                    ),
                ),
            ),
        ),
    }


@pytest.mark.parametrize(
    "what",
    [
        "a user added",
        "other keys sealed",
        "the ledger left out",
        "the revision raised",
        "boxes that do not open",
        "books exchanged",
    ],
)
def test_a_change_by_a_stranger_is_damage_and_never_opens_with_a_wrong_key(
    folder: Path, new: OpenVault, what: str
) -> None:
    header = tampered(decode(copies(folder)[0], CHEAP))[what]
    rewrite(folder, header)
    with pytest.raises(DamagedHeader):
        unlock(folder)


def test_a_changed_copy_of_the_same_revision_gives_way_to_the_right_one(folder: Path, new: OpenVault) -> None:
    right = decode(copies(folder)[0], CHEAP)
    rewrite(folder, tampered(right)["other keys sealed"], (HEADER,))
    opened = unlock(folder)
    assert opened.keys.ledger == new.keys.ledger
    assert opened.repaired is True
    assert copies(folder) == (encode(right), encode(right))


def test_a_slot_moved_to_a_cheaper_cost_or_another_vault_does_not_open(folder: Path, new: OpenVault) -> None:
    header = decode(copies(folder)[0], CHEAP)
    for changed in (
        replace(header, vault_id=bytes(16)),
        replace(header, users=(replace(header.users[0], public=bytes(32)),)),
        replace(header, users=(replace(header.users[0], number=2),)),
    ):
        rewrite(folder, changed)
        with pytest.raises(WrongPassphrase):
            unlock(folder)


# ------------------------------------------------------------------------------------------------------ memory, secrets


def test_short_memory_is_no_wrong_passphrase(folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(*_arguments: object) -> bytearray:
        raise NotEnoughMemory(mebibytes=512)

    monkeypatch.setattr(crypto, "derive", no_memory)
    with pytest.raises(NotEnoughMemory):
        unlock(folder)


def test_short_memory_in_a_real_process_is_told_as_such(folder: Path) -> None:
    vault.create(folder, "x", KdfCost(512, 1, 1))
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from desktop.domain.errors import VaultError\n"
        "from desktop.vault import vault\n"
        "from desktop.vault.keys import KdfCost\n"
        "resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))\n"
        "try:\n"
        "    vault.unlock(Path(sys.argv[1]), 'x', floor=KdfCost(1, 1, 1))\n"
        "except VaultError as error:\n"
        "    print(error.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout == "vault.not_enough_memory\n"


def test_keys_show_in_no_text_and_are_wiped(new: OpenVault) -> None:
    assert new.keys.identity is not None
    texts = f"{new} {new!r} {new.keys} {new.keys!r}"
    for key in (new.keys.ledger, new.keys.identity):
        assert key.hex() not in texts
        assert repr(bytes(key)) not in texts
    new.keys.wipe()
    assert [bytes(new.keys.ledger), bytes(new.keys.identity)] == [bytes(32)] * 2


def test_derived_and_private_keys_are_wiped_after_an_unlock(
    folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets: list[bytearray] = []
    for name in ("derive", "unseal"):
        real = getattr(crypto, name)

        def note(*arguments: object, real: object = real) -> bytearray:
            secrets.append(real(*arguments))  # type: ignore[operator]
            return secrets[-1]

        monkeypatch.setattr(crypto, name, note)
    opened = unlock(folder)
    kept = [secret for secret in secrets if any(secret)]
    assert len(secrets) >= 4
    assert kept == [opened.keys.ledger, opened.keys.identity]
