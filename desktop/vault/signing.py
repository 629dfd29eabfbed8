"""Signatures of the journal: each user's own Ed25519 key, so that nobody can write in a colleague's name.

The private part is derived from the user's private key, which the passphrase opens: the slots hold nothing new, and
whoever gets a new key pair gets a new signing key with it. The public part stands in the header and in the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.vault.keys import KEY_BYTES, wipe
from desktop.vault.process import keep_in_memory

if TYPE_CHECKING:
    from collections.abc import Callable

_SEED = b"skarbonka signing 1"
_RECORD = b"skarbonka record 1\x00"


class Signer:
    """What signs in the name of one user of one vault, until it is wiped."""

    def __init__(self, vault_id: bytes, number: int, private: bytes | bytearray) -> None:
        """Derive the signing key from a user's private key, which the caller wipes."""
        self.number = number
        self._vault_id = vault_id
        self._seed = bytearray(KEY_BYTES)
        keep_in_memory(self._seed)
        HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=vault_id, info=_SEED).derive_into(private, self._seed)
        self.public = Ed25519PrivateKey.from_private_bytes(self._seed).public_key().public_bytes_raw()

    def sign(self, chained: str) -> bytes:
        """Sign a record by its chained hash; 64 bytes.

        Raises:
            RuntimeError: It was wiped: the vault is closed.
        """
        if not any(self._seed):
            raise RuntimeError("a closed vault signs nothing")
        return Ed25519PrivateKey.from_private_bytes(self._seed).sign(_said(self._vault_id, chained))

    def wipe(self) -> None:
        """Overwrite the key."""
        wipe(self._seed)


def signing_key(vault_id: bytes, private: bytes | bytearray) -> bytes:
    """Tell the public signing key that belongs to a user's private key."""
    signer = Signer(vault_id, 0, private)
    signer.wipe()
    return signer.public


def checker(vault_id: str, public: str) -> Callable[[str, bytes], bool]:
    """Make what tells whether a chained hash is signed by a key, which is named in hexadecimal and read once.

    By what is no key nothing is signed.
    """
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
    except ValueError:
        return lambda _chained, _signature: False

    def is_signed(chained: str, signature: bytes) -> bool:
        try:
            key.verify(signature, _said(bytes.fromhex(vault_id), chained))
        except InvalidSignature:
            return False
        return True

    return is_signed


def _said(vault_id: bytes, chained: str) -> bytes:
    """What is signed: said for this purpose and this vault alone."""
    return _RECORD + vault_id + chained.encode("ascii", "replace")
