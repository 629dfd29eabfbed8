"""Signing keys: each user's own, named by the header, and one that another key was put in the place of is noticed."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.errors import DamagedHeader, DiskFailed
from desktop.vault import inside, recovery, users, vault
from desktop.vault.copies import COPY, HEADER
from desktop.vault.header import Header, decode, encode
from desktop.vault.keys import KdfCost
from desktop.vault.signing import Signer, checker, signing_key
from desktop.vault.vault import OpenVault

CHEAP = KdfCost(1, 1, 1)
WORD = "кот идёт домой"
SECOND = "second word of the office"
RECORD = "ab" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def new(folder: Path) -> OpenVault:
    return vault.create(folder, WORD, CHEAP)


def unlock(folder: Path, word: str = WORD) -> OpenVault:
    return vault.unlock(folder, word, floor=CHEAP)


def header_of(folder: Path) -> Header:
    return decode((folder / HEADER).read_bytes(), CHEAP)


def rewrite(folder: Path, header: Header, opened: OpenVault) -> None:
    for name in (HEADER, COPY):
        (folder / name).write_bytes(encode(header.sealed_with(opened.keys.ledger)))


def signer_of(opened: OpenVault) -> Signer:
    assert opened.signer is not None
    return opened.signer


def without_keys(folder: Path, opened: OpenVault) -> None:
    """The header of a vault made before there were signatures."""
    header = header_of(folder)
    rewrite(folder, replace(header, users=tuple(replace(user, signing=None) for user in header.users)), opened)


def test_a_record_is_signed_by_its_user_for_its_vault_alone(folder: Path, tmp_path: Path, new: OpenVault) -> None:
    signature = signer_of(new).sign(RECORD)
    assert len(signature) == 64
    is_signed = checker(new.vault_id, signer_of(new).public.hex())
    assert is_signed(RECORD, signature)
    assert not is_signed("ac" * 32, signature)
    assert not is_signed(RECORD, signature[:-1] + bytes([signature[-1] ^ 1]))
    assert not is_signed(RECORD, b"")
    assert not is_signed("é", signature)
    assert not checker("00" * 16, signer_of(new).public.hex())(RECORD, signature)
    other = vault.create(tmp_path / "other", WORD, CHEAP)
    assert not checker(new.vault_id, signer_of(other).public.hex())(RECORD, signature)


@pytest.mark.parametrize("name", ["", "zz", "00" * 31, "00" * 33])
def test_what_is_no_key_signs_nothing(new: OpenVault, name: str) -> None:
    assert not checker(new.vault_id, name)(RECORD, signer_of(new).sign(RECORD))


def test_the_key_is_the_same_at_each_opening_and_the_header_names_it(folder: Path, new: OpenVault) -> None:
    again = unlock(folder)
    assert signer_of(again).public == signer_of(new).public == header_of(folder).users[0].signing
    assert again.holders == new.holders
    assert (again.revision, header_of(folder).revision) == (1, 1)
    assert encode(header_of(folder))[8:10] == b"\x00\x03"


def test_the_same_private_key_signs_differently_in_another_vault() -> None:
    assert signing_key(bytes(16), bytes(32)) != signing_key(bytes(15) + b"1", bytes(32))


def test_each_user_has_a_key_of_their_own_which_stays_with_another_passphrase(folder: Path, new: OpenVault) -> None:
    users.add_user(folder, WORD, SECOND, floor=CHEAP)
    second = unlock(folder, SECOND)
    assert signer_of(second).number == 2
    assert signer_of(second).public != signer_of(new).public
    users.change_passphrase(folder, SECOND, "a third one", number=2, floor=CHEAP)
    assert signer_of(unlock(folder, "a third one")).public == signer_of(second).public


def test_a_wiped_signer_signs_nothing(new: OpenVault) -> None:
    new.wipe()
    assert not any(new.keys.ledger)
    with pytest.raises(RuntimeError):
        signer_of(new).sign(RECORD)


def test_an_older_header_gets_its_users_key_at_their_opening(folder: Path, new: OpenVault) -> None:
    users.add_user(folder, WORD, SECOND, floor=CHEAP)
    without_keys(folder, new)
    assert encode(header_of(folder))[8:10] == b"\x00\x01"
    opened = unlock(folder)
    assert [user.signing for user in header_of(folder).users] == [signer_of(opened).public, None]
    assert [each.signing for each in opened.holders] == [signer_of(opened).public, None]
    assert opened.revision == header_of(folder).revision == 3
    assert unlock(folder).revision == 3, "it is written once"
    second = unlock(folder, SECOND)
    assert header_of(folder).users[1].signing == signer_of(second).public


def test_a_disk_that_takes_no_header_keeps_nobody_out(
    folder: Path, new: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_keys(folder, new)

    def refuse(*_arguments: object) -> None:
        raise DiskFailed

    monkeypatch.setattr(inside, "write_copies", refuse)
    opened = unlock(folder)
    assert signer_of(opened).public == signer_of(new).public
    assert opened.revision == 1


def test_a_key_put_in_a_users_place_is_noticed(folder: Path, new: OpenVault) -> None:
    header = header_of(folder)
    forged = replace(header, users=(replace(header.users[0], signing=bytes(32)),))
    rewrite(folder, forged, new)
    with pytest.raises(DamagedHeader) as damaged:
        unlock(folder)
    assert damaged.value.params["reason"] == "signing"


def test_the_holders_of_an_altered_header_are_not_believed(folder: Path, new: OpenVault) -> None:
    assert users.proven_holders(folder, new.keys.ledger, CHEAP) == new.holders
    for name in (HEADER, COPY):
        (folder / name).write_bytes(encode(replace(header_of(folder), revision=9)))
    with pytest.raises(DamagedHeader):
        users.proven_holders(folder, new.keys.ledger, CHEAP)


def test_the_recovery_papers_sign_nothing_and_a_new_passphrase_brings_a_new_key(folder: Path, new: OpenVault) -> None:
    texts = recovery.make_parts(folder, WORD, floor=CHEAP).texts
    opened = recovery.unlock_with_parts(folder, texts[0], texts[1], floor=CHEAP)
    assert opened.signer is None
    opened.wipe()
    assert opened.revision == 2
    recovery.set_passphrase(folder, texts[0], texts[1], 1, SECOND, floor=CHEAP)
    again = unlock(folder, SECOND)
    assert signer_of(again).public != signer_of(new).public
    assert header_of(folder).users[0].signing == signer_of(again).public
