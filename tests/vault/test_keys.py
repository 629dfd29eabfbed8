"""Keys: what is sealed opens with its own key and purpose alone; costs are bounded; memory is no passphrase."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import NotEnoughMemory
from desktop.vault import keys
from desktop.vault.keys import CEILING, FLOOR, Box, CannotOpen, KdfCost, Sealed

CHEAP = KdfCost(1, 1, 1)
SALT = b"0123456789abcdef"


@given(secret=st.binary(min_size=32, max_size=32), purpose=st.binary(max_size=40))
def test_what_is_sealed_opens(secret: bytes, purpose: bytes) -> None:
    key = keys.new_key()
    assert keys.unseal(key, keys.seal(key, secret, purpose), purpose) == secret


def test_another_key_purpose_or_byte_does_not_open() -> None:
    key = keys.new_key()
    sealed = keys.seal(key, bytes(32), b"this")
    with pytest.raises(CannotOpen):
        keys.unseal(keys.new_key(), sealed, b"this")
    with pytest.raises(CannotOpen):
        keys.unseal(key, sealed, b"that")
    for index in range(len(sealed.data)):
        altered = bytearray(sealed.data)
        altered[index] ^= 1
        with pytest.raises(CannotOpen):
            keys.unseal(key, Sealed(sealed.nonce, bytes(altered)), b"this")


def test_a_box_opens_for_its_receiver_alone() -> None:
    private, other = keys.new_private_key(), keys.new_private_key()
    secret = keys.new_key()
    box = keys.seal_to(keys.public_key(private), secret, b"ledger")
    assert keys.unseal_from(private, box, b"ledger") == secret
    for receiver, purpose in ((other, b"ledger"), (private, b"identity")):
        with pytest.raises(CannotOpen):
            keys.unseal_from(receiver, box, purpose)


def test_a_box_with_a_point_of_small_order_does_not_open() -> None:
    private = keys.new_private_key()
    box = keys.seal_to(keys.public_key(private), bytes(32), b"")
    with pytest.raises(CannotOpen):
        keys.unseal_from(private, Box(bytes(32), box.sealed), b"")


def test_two_seals_of_one_secret_differ() -> None:
    key, private = keys.new_key(), keys.new_private_key()
    assert keys.seal(key, bytes(32), b"") != keys.seal(key, bytes(32), b"")
    assert keys.seal_to(keys.public_key(private), bytes(32), b"") != keys.seal_to(
        keys.public_key(private), bytes(32), b""
    )


def test_the_derivation_is_argon2id_of_rfc_9106() -> None:
    # The reference program: echo -n "password" | argon2 somesalt0123456 -id -t 2 -k 1024 -p 1 -l 32; computed here by
    # the same library's one-shot form, so a change of parameters or of their order shows.
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    expected = Argon2id(salt=SALT, length=32, iterations=2, lanes=3, memory_cost=1024).derive(b"password")
    assert keys.derive("password", SALT, KdfCost(1, 2, 3)) == expected


@pytest.mark.parametrize(
    ("one", "other"), [("\u00e9", "e\u0301"), ("\u0439", "\u0438\u0306"), ("ﬁ", "fi"), ("Ａ", "A"), ("ў", "у\u0306")]
)
def test_a_passphrase_is_the_same_however_it_was_typed(one: str, other: str) -> None:
    assert one != other
    assert keys.derive(one, SALT, CHEAP) == keys.derive(other, SALT, CHEAP)


@given(st.text(max_size=20))
def test_any_text_can_be_a_passphrase(text: str) -> None:
    assert len(keys.derive(text, SALT, CHEAP)) == 32


def test_a_passphrase_with_stray_bytes_of_a_terminal_does_not_crash() -> None:
    assert len(keys.derive(b"\xff\xfe".decode("utf-8", "surrogateescape"), SALT, CHEAP)) == 32


def test_salt_cost_and_passphrase_all_matter() -> None:
    derived = {
        bytes(keys.derive(word, salt, cost))
        for word in ("a", "b")
        for salt in (SALT, bytes(16))
        for cost in (CHEAP, KdfCost(2, 1, 1), KdfCost(1, 2, 1), KdfCost(1, 1, 2))
    }
    assert len(derived) == 16


def test_a_wiped_secret_holds_nothing() -> None:
    secret = keys.new_key()
    assert any(secret)
    keys.wipe(secret)
    assert secret == bytes(32)


def test_the_passphrase_buffer_is_wiped_even_when_memory_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    buffers: list[bytearray] = []
    real = keys.passphrase_bytes

    def note(text: str) -> bytearray:
        buffers.append(real(text))
        return buffers[-1]

    monkeypatch.setattr(keys, "passphrase_bytes", note)

    class NoMemory:
        def __init__(self, **_parameters: object) -> None:
            pass

        def derive_into(self, _secret: bytearray, _key: bytearray) -> None:
            raise MemoryError

    keys.derive("secret", SALT, CHEAP)
    monkeypatch.setattr(keys, "Argon2id", NoMemory)
    with pytest.raises(NotEnoughMemory) as caught:
        keys.derive("secret", SALT, KdfCost(512, 3, 4))
    assert caught.value.params["mebibytes"] == 512
    assert [bytes(buffer) for buffer in buffers] == [bytes(6)] * 2


def test_a_machine_without_memory_says_so_and_not_wrong_passphrase() -> None:
    code = (
        "import resource\n"
        "from desktop.vault.keys import derive, KdfCost\n"
        "from desktop.domain.errors import NotEnoughMemory\n"
        "derive('x', bytes(16), KdfCost(1, 1, 1))\n"
        "resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))\n"
        "try:\n"
        "    derive('x', bytes(16), KdfCost(512, 1, 1))\n"
        "except NotEnoughMemory as error:\n"
        "    print('no memory', error.params['mebibytes'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "no memory 512\n"


def test_the_floor_and_the_ceiling_are_the_ones_of_the_requirements() -> None:
    assert KdfCost(64, 3, 4) == FLOOR
    assert CEILING.mebibytes == 1024


@pytest.mark.parametrize(
    ("cost", "fits"),
    [
        (FLOOR, True),
        (CEILING, True),
        (KdfCost(63, 3, 4), False),
        (KdfCost(64, 2, 4), False),
        (KdfCost(64, 3, 3), False),
        (KdfCost(1025, 3, 4), False),
        (KdfCost(64, 17, 4), False),
        (KdfCost(64, 3, 17), False),
    ],
)
def test_a_cost_lies_between_floor_and_ceiling_in_each_figure(cost: KdfCost, fits: bool) -> None:
    assert cost.within(FLOOR, CEILING) is fits


@pytest.mark.parametrize(
    ("seconds_of_64", "gibibytes", "expected"),
    [
        (0.05, 64, 512),
        (0.2, 64, 256),
        (0.3, 64, 128),
        (0.6, 64, 64),
        (3.0, 64, 64),
        (0.01, 4, 512),
        (0.01, 2, 256),
        (0.01, 1, 128),
        (0.01, 0.25, 64),
        (0.01, None, 64),
    ],
)
def test_calibration_keeps_to_a_second_and_an_eighth_of_the_memory(
    seconds_of_64: float, gibibytes: float | None, expected: int
) -> None:
    memory = None if gibibytes is None else int(gibibytes * (1 << 30))
    chosen = keys.calibrate(lambda cost: seconds_of_64 * cost.mebibytes / 64, lambda: memory)
    assert chosen == KdfCost(expected, FLOOR.passes, FLOOR.lanes)


def test_calibration_drops_a_cost_that_took_longer_than_foreseen() -> None:
    assert keys.calibrate(lambda cost: 0.4 if cost == FLOOR else 1.5, lambda: 1 << 40) == FLOOR


def test_calibration_on_this_machine_stays_between_floor_and_an_eighth_of_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keys, "memory_bytes", lambda: 1 << 30)
    assert keys.calibrate().mebibytes in {64, 128}


def test_a_cost_beyond_the_machine_takes_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(*_arguments: object) -> bytearray:
        raise NotEnoughMemory(mebibytes=64)

    monkeypatch.setattr(keys, "derive", no_memory)
    assert keys.calibrate(memory=lambda: 1 << 40) == FLOOR


def test_the_machines_memory_is_told_or_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (keys.memory_bytes() or 0) > 64 << 20

    def unknown(_name: str) -> int:
        raise ValueError

    monkeypatch.setattr(os, "sysconf", unknown)
    assert keys.memory_bytes() is None


def test_derivations_of_several_threads_wait_for_each_other_and_not_for_ever() -> None:
    """Without the lock the library stops for good: in a process of its own, so that it can be ended."""
    script = """
import threading
from desktop.vault import keys
done = []
def derive():
    for _ in range(10):
        done.append(bytes(keys.derive("word", bytes(16), keys.KdfCost(4, 1, 4))))
threads = [threading.Thread(target=derive) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(done) == 30 and len(set(done)) == 1
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_a_secret_that_is_taken_over_leaves_no_copy() -> None:
    given = bytes(range(1, 33))
    same = bytes([*given])
    own = keys.taken(same)
    assert (own, same) == (bytearray(given), bytes(32))
    assert keys.taken(b"") == b""
    assert len({bytes(keys.new_secret(16)) for _ in range(50)}) == 50


def test_the_librarys_version_is_a_number() -> None:
    assert keys.library_version().replace(".", "").isdecimal()
