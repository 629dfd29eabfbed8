"""From a passphrase to a book's key: Argon2id opens a private key, and a book's key is sealed to its public key.

So a user is added, and a passphrase changed, without any colleague's passphrase. Secrets live in bytearrays, which are
overwritten after use; what the library itself copies is out of reach, and the manual says so.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.backends.openssl.backend import backend
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.domain.errors import NotEnoughMemory

if TYPE_CHECKING:
    from collections.abc import Callable

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
SEALED_BYTES = KEY_BYTES + 16
_KIBIBYTES = 1024
_MEBIBYTE = 1024 * 1024
_STEPS = (128, 256, 512)
_MOST_SECONDS = 1.0
_MEMORY_SHARE = 8
# The library's lanes share one pool of threads: of two derivations at once both wait for ever, or one finds no memory
# (seen with cryptography 50.0). One at a time then; little is lost, for one uses several cores already.
_one_derivation = threading.Lock()


def library_version() -> str:
    """Tell the version of OpenSSL that the keys are made with; the books' engine has one of its own."""
    return backend.openssl_version_text().split()[1]


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess of a passphrase costs: memory in MiB, passes over it, lanes in parallel (Argon2id's m, t, p)."""

    mebibytes: int
    passes: int
    lanes: int

    def within(self, floor: KdfCost, ceiling: KdfCost) -> bool:
        """Whether no figure is under the floor's or over the ceiling's."""
        return (
            floor.mebibytes <= self.mebibytes <= ceiling.mebibytes
            and floor.passes <= self.passes <= ceiling.passes
            and floor.lanes <= self.lanes <= ceiling.lanes
        )


# A header that asks for less would make guessing cheap; one that asks for more would stop the machine.
FLOOR = KdfCost(64, 3, 4)
CEILING = KdfCost(1024, 16, 16)


@dataclass(frozen=True, slots=True)
class Sealed:
    """32 secret bytes under AES-256-GCM, with what they belong to as associated data."""

    nonce: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """32 secret bytes sealed to a public key: only its private key opens them."""

    ephemeral: bytes
    sealed: Sealed


class CannotOpen(Exception):
    """The key is not the one it was sealed with, or what it belongs to is not what was said."""


def wipe(secret: bytearray) -> None:
    """Overwrite a secret in place."""
    for index in range(len(secret)):
        secret[index] = 0


def taken(secret: bytes) -> bytearray:
    """Take a secret over from who gives bytes that cannot be changed, and overwrite those: nobody else may hold them.

    The caller wipes it.
    """
    own = bytearray(secret)
    ctypes.memset(id(secret) + sys.getsizeof(b"") - 1, 0, len(secret))
    return own


def new_secret(count: int) -> bytearray:
    """Make so many random bytes. The caller wipes them."""
    return taken(os.urandom(count))


def new_key() -> bytearray:
    """Make 32 random bytes."""
    return new_secret(KEY_BYTES)


def passphrase_bytes(passphrase: str) -> bytearray:
    """Bring a passphrase to one form, however it was typed: NFKC in UTF-8. The caller wipes it."""
    return bytearray(unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass"))


def derive(passphrase: str, salt: bytes, cost: KdfCost, file: bytes | bytearray | None = None) -> bytearray:
    """Turn a passphrase into a 32-byte key, at the given cost. The caller wipes it.

    `file` is a key file's secret, where there is one: Argon2id takes it as its own secret value, so that nobody without
    it can try a guess.

    Raises:
        NotEnoughMemory: The machine has not the memory that this cost asks for.
    """
    secret = passphrase_bytes(passphrase)
    key = bytearray(KEY_BYTES)
    try:
        with _one_derivation:
            Argon2id(
                salt=salt,
                length=KEY_BYTES,
                iterations=cost.passes,
                lanes=cost.lanes,
                memory_cost=cost.mebibytes * _KIBIBYTES,
                secret=None if file is None else bytes(file),
            ).derive_into(secret, key)  # type: ignore[arg-type]  # its stubs say bytes; any buffer is taken
    except MemoryError as error:
        raise NotEnoughMemory(mebibytes=cost.mebibytes) from error
    finally:
        wipe(secret)
    return key


def calibrate(
    measure: Callable[[KdfCost], float] | None = None, memory: Callable[[], int | None] | None = None
) -> KdfCost:
    """Choose the dearest cost that this machine bears: at most 1 s and an eighth of its memory, never below `FLOOR`.

    Args:
        measure: Tells the seconds that a cost takes; tried out on this machine when None.
        memory: Tells the machine's memory in bytes, or None when unknown; asked of the system when None.
    """
    measure = measure or _seconds
    total = (memory or memory_bytes)()
    best = FLOOR
    most = (total or 0) // _MEMORY_SHARE // _MEBIBYTE
    seconds = measure(best)
    for mebibytes in _STEPS:
        # Twice the memory takes at least twice the time: what cannot fit need not be tried.
        if mebibytes > most or seconds * 2 > _MOST_SECONDS:
            break
        dearer = KdfCost(mebibytes, FLOOR.passes, FLOOR.lanes)
        seconds = measure(dearer)
        if seconds > _MOST_SECONDS:
            break
        best = dearer
    return best


def _seconds(cost: KdfCost) -> float:
    """Measure one derivation; a cost beyond this machine's memory takes for ever."""
    start = time.perf_counter()
    try:
        wipe(derive("calibration", bytes(SALT_BYTES), cost))
    except NotEnoughMemory:
        return float("inf")
    return time.perf_counter() - start


def memory_bytes() -> int | None:
    """Tell how much memory this machine has; None when the system does not say."""
    if sys.platform == "win32":  # pragma: no cover  measured on Windows only
        kibibytes = ctypes.c_ulonglong()
        found = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kibibytes))
        return kibibytes.value * _KIBIBYTES if found else None
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return None


def seal(key: bytes | bytearray, secret: bytes | bytearray, belongs_to: bytes) -> Sealed:
    """Encrypt a secret so that it opens only with this key and for this purpose."""
    nonce = os.urandom(NONCE_BYTES)
    return Sealed(nonce, AESGCM(key).encrypt(nonce, secret, belongs_to))


def unseal(key: bytes | bytearray, sealed: Sealed, belongs_to: bytes) -> bytearray:
    """Open what `seal` made. The caller wipes it.

    Raises:
        CannotOpen: Another key, another purpose, or altered bytes.
    """
    secret = bytearray(len(sealed.data) - (SEALED_BYTES - KEY_BYTES))
    try:
        AESGCM(key).decrypt_into(sealed.nonce, sealed.data, belongs_to, secret)
    except InvalidTag as error:
        raise CannotOpen from error
    return secret


def new_private_key() -> bytearray:
    """Make a user's private key."""
    return taken(X25519PrivateKey.generate().private_bytes_raw())


def public_key(private: bytearray) -> bytes:
    """Tell the public key of a private key."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def recovery_private(secret: bytearray, vault_id: bytes) -> bytearray:
    """Make the private key that belongs to a secret on paper, for this vault. The caller wipes it.

    The secret is random, 128 bits of it: nobody guesses it, so nothing needs to slow a guess down.
    """
    key = bytearray(KEY_BYTES)
    HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=vault_id, info=b"skarbonka recovery 1").derive_into(secret, key)
    return key


def seal_to(public: bytes, secret: bytes | bytearray, belongs_to: bytes) -> Box:
    """Seal a secret to a public key: whoever seals needs no secret of the receiver."""
    ephemeral = X25519PrivateKey.generate()
    own = ephemeral.public_key().public_bytes_raw()
    key = _agreed(ephemeral, public, own, public)
    try:
        return Box(own, seal(key, secret, belongs_to))
    finally:
        wipe(key)


def unseal_from(private: bytearray, box: Box, belongs_to: bytes) -> bytearray:
    """Open what `seal_to` made for this private key. The caller wipes it.

    Raises:
        CannotOpen: Another key, another purpose, or altered bytes.
    """
    receiver = X25519PrivateKey.from_private_bytes(private)
    try:
        key = _agreed(receiver, box.ephemeral, box.ephemeral, receiver.public_key().public_bytes_raw())
    except ValueError as error:
        # A point of small order, which no honest sealing makes.
        raise CannotOpen from error
    try:
        return unseal(key, box.sealed, belongs_to)
    finally:
        wipe(key)


def _agreed(own: X25519PrivateKey, other: bytes, ephemeral: bytes, receiver: bytes) -> bytearray:
    """Agree on the key of one box; both public keys are mixed in, so a box cannot be moved to another receiver."""
    shared = taken(own.exchange(X25519PublicKey.from_public_bytes(other)))
    key = bytearray(KEY_BYTES)
    HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=ephemeral + receiver, info=b"skarbonka box 1").derive_into(
        shared, key
    )
    wipe(shared)
    return key
