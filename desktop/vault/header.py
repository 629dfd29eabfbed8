"""The header's format: who may open the vault and with what, in bytes that a stranger may have written.

    magic 8 · format 2 · length 4 · body (canonical JSON) · SHA-256 32

A header that holds nothing new is written in the format that older programs read; one with a recovery key is of format
2, one that names its users' signing keys of format 3, one of which a user needs a key file of format 4; of these they
say that a newer program made it.

The digest finds accidents, in whatever format. Each key slot is sealed with what surrounds it as associated data, and
the whole body carries a seal made with the ledger's key, so a change by somebody without the keys is found too.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.errors import DamagedHeader, NewerSchema
from desktop.vault.keys import (
    CEILING,
    FLOOR,
    KEY_BYTES,
    NONCE_BYTES,
    SALT_BYTES,
    SEALED_BYTES,
    Box,
    KdfCost,
    Sealed,
)

MAGIC = b"SKARBNKA"
FORMAT = 4
_FIRST_FORMAT, _WITH_RECOVERY, _WITH_SIGNING = 1, 2, 3
MOST_BYTES = 256 * 1024
VAULT_ID_BYTES = 16
DIGEST_BYTES = 32
LEDGER = "ledger"
IDENTITY = "identity"
BOOKS = (LEDGER, IDENTITY)
RECOVERY_NUMBER = 0  # no user has it
PASSPHRASE, WITH_FILE = "passphrase", "passphrase+file"  # the kinds of slots
FINGERPRINT_BYTES = 8
_FRONT = len(MAGIC) + 2 + 4
_MOST_USERS = 200
_MOST_SLOTS = 16
_MOST_WRAPS = 16
_MOST_COUNT = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to open a user's private key: a passphrase at a cost. There may be several, during a change of it.

    `file` is the fingerprint of the key file that it needs too, in hexadecimal; empty where it needs none.
    """

    kind: str
    salt: bytes
    cost: KdfCost
    sealed: Sealed
    file: str = ""


@dataclass(frozen=True, slots=True)
class Wrap:
    """A book's key, sealed to one user. `generation` counts the book's keys: during a change of keys there are two."""

    book: str
    generation: int
    box: Box


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may open the vault: a number, a public key, slots for the private key, and sealed book keys.

    `signing` is the public key of the user's signatures; None until a user of an older vault opens it.
    """

    number: int
    public: bytes
    slots: tuple[Slot, ...]
    wraps: tuple[Wrap, ...]
    signing: bytes | None = None


@dataclass(frozen=True, slots=True)
class Recovery:
    """The key on paper: the number of its set of parts, its public key, and both books' keys sealed to that."""

    set_number: int
    public: bytes
    wraps: tuple[Wrap, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The whole header. `revision` grows with each writing; `seal` is made with the ledger's key."""

    vault_id: bytes
    revision: int
    users: tuple[User, ...]
    seal: bytes = bytes(DIGEST_BYTES)
    recovery: Recovery | None = None

    @property
    def format(self) -> int:
        """The oldest format that holds all of it."""
        if any(slot.file for user in self.users for slot in user.slots):
            return FORMAT
        if any(user.signing is not None for user in self.users):
            return _WITH_SIGNING
        return _FIRST_FORMAT if self.recovery is None else _WITH_RECOVERY

    def sealed_with(self, ledger_key: bytes | bytearray) -> Header:
        """Return this header with the seal that belongs to it."""
        return replace(self, seal=self._seal(ledger_key))

    def is_sealed_with(self, ledger_key: bytes | bytearray) -> bool:
        """Whether nobody without the ledger's key has changed anything."""
        return hmac.compare_digest(self.seal, self._seal(ledger_key))

    def _seal(self, ledger_key: bytes | bytearray) -> bytes:
        body = _canonical(_plain(replace(self, seal=bytes(DIGEST_BYTES))))
        return hmac.new(ledger_key, b"skarbonka header 1\x00" + body, hashlib.sha256).digest()


def slot_belongs_to(
    vault_id: bytes, user: int, public: bytes, kind: str, salt: bytes, cost: KdfCost, file: str = ""
) -> bytes:
    """The associated data of a slot: moved to another vault, user, cost or key file, it does not open."""
    return _canonical(
        {
            **({"file": file} if file else {}),
            "vault": vault_id.hex(),
            "user": user,
            "public": public.hex(),
            "kind": kind,
            "salt": salt.hex(),
            "cost": [cost.mebibytes, cost.passes, cost.lanes],
        }
    )


def wrap_belongs_to(vault_id: bytes, user: int, book: str, generation: int) -> bytes:
    """The associated data of a book's sealed key: it opens as this book's, for this user, in this vault."""
    return _canonical({"vault": vault_id.hex(), "user": user, "book": book, "generation": generation})


def encode(header: Header) -> bytes:
    """Write a header as bytes."""
    body = _canonical(_plain(header))
    front = MAGIC + header.format.to_bytes(2, "big") + len(body).to_bytes(4, "big") + body
    return front + hashlib.sha256(front).digest()


def decode(data: bytes, floor: KdfCost = FLOOR) -> Header:
    """Read a header from bytes that anybody may have written; only the one form that `encode` makes is accepted.

    Args:
        data: The file's bytes.
        floor: The least cost of guessing that is accepted.

    Raises:
        DamagedHeader: With a `reason`: not a header, altered, or not of the strict form.
        NewerSchema: A whole header of a later format.
    """
    if not _FRONT + DIGEST_BYTES <= len(data) <= MOST_BYTES or not data.startswith(MAGIC):
        raise DamagedHeader(reason="form")
    if not hmac.compare_digest(hashlib.sha256(data[:-DIGEST_BYTES]).digest(), data[-DIGEST_BYTES:]):
        raise DamagedHeader(reason="digest")
    number = int.from_bytes(data[8:10], "big")
    if number > FORMAT:
        raise NewerSchema(book="header", found=number, known=FORMAT)
    body = data[_FRONT:-DIGEST_BYTES]
    if int.from_bytes(data[10:14], "big") != len(body):
        raise DamagedHeader(reason="form")
    try:
        header = _header(json.loads(body))
        if _canonical(_plain(header)) != body or header.format != number:
            raise _Malformed("canonical")
    except (ValueError, RecursionError) as error:
        raise DamagedHeader(reason="form") from error
    if any(not slot.cost.within(floor, CEILING) for user in header.users for slot in user.slots):
        raise DamagedHeader(reason="cost")
    return header


class _Malformed(ValueError):
    """The body says something that `encode` never writes."""


def _canonical(plain: dict[str, Any]) -> bytes:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _plain(header: Header) -> dict[str, Any]:
    """The header as JSON's own values: bytes as lower-case hexadecimal."""
    recovery = header.recovery
    more = {} if recovery is None else {"recovery": _plain_recovery(recovery)}
    return {
        **more,
        "vault": header.vault_id.hex(),
        "revision": header.revision,
        "seal": header.seal.hex(),
        "users": [
            {
                "user": user.number,
                "public": user.public.hex(),
                "slots": [
                    {
                        "kind": slot.kind,
                        "salt": slot.salt.hex(),
                        "cost": [slot.cost.mebibytes, slot.cost.passes, slot.cost.lanes],
                        "nonce": slot.sealed.nonce.hex(),
                        "sealed": slot.sealed.data.hex(),
                        **({"file": slot.file} if slot.file else {}),
                    }
                    for slot in user.slots
                ],
                "wraps": _plain_wraps(user.wraps),
                **({} if user.signing is None else {"signing": user.signing.hex()}),
            }
            for user in header.users
        ],
    }


def _plain_recovery(recovery: Recovery) -> dict[str, Any]:
    return {"set": recovery.set_number, "public": recovery.public.hex(), "wraps": _plain_wraps(recovery.wraps)}


def _plain_wraps(wraps: tuple[Wrap, ...]) -> list[dict[str, Any]]:
    return [
        {
            "book": wrap.book,
            "generation": wrap.generation,
            "ephemeral": wrap.box.ephemeral.hex(),
            "nonce": wrap.box.sealed.nonce.hex(),
            "sealed": wrap.box.sealed.data.hex(),
        }
        for wrap in wraps
    ]


def _header(plain: object) -> Header:
    paper = {"recovery"} if isinstance(plain, dict) and "recovery" in plain else set()
    fields = _object(plain, {"vault", "revision", "seal", "users"} | paper)
    users = tuple(_user(user) for user in _list(fields["users"], _MOST_USERS))
    if len({user.number for user in users}) != len(users):
        raise _Malformed("users")
    return Header(
        _bytes(fields["vault"], VAULT_ID_BYTES),
        _count(fields["revision"]),
        users,
        _bytes(fields["seal"], DIGEST_BYTES),
        _recovery(fields["recovery"]) if paper else None,
    )


def _recovery(plain: object) -> Recovery:
    fields = _object(plain, {"set", "public", "wraps"})
    return Recovery(_count(fields["set"]), _bytes(fields["public"], KEY_BYTES), _wraps(fields["wraps"]))


def _user(plain: object) -> User:
    signs = {"signing"} if isinstance(plain, dict) and "signing" in plain else set()
    fields = _object(plain, {"user", "public", "slots", "wraps"} | signs)
    return User(
        _count(fields["user"]),
        _bytes(fields["public"], KEY_BYTES),
        tuple(_slot(slot) for slot in _list(fields["slots"], _MOST_SLOTS)),
        _wraps(fields["wraps"]),
        _bytes(fields["signing"], KEY_BYTES) if signs else None,
    )


def _wraps(plain: object) -> tuple[Wrap, ...]:
    wraps = tuple(_wrap(wrap) for wrap in _list(plain, _MOST_WRAPS))
    if len({(wrap.book, wrap.generation) for wrap in wraps}) != len(wraps):
        raise _Malformed("wraps")
    return wraps


def _slot(plain: object) -> Slot:
    file = {"file"} if isinstance(plain, dict) and "file" in plain else set()
    fields = _object(plain, {"kind", "salt", "cost", "nonce", "sealed"} | file)
    kind = WITH_FILE if file else PASSPHRASE
    if fields["kind"] != kind:
        raise _Malformed("kind")
    cost = _list(fields["cost"], 3)
    if len(cost) != 3:
        raise _Malformed("cost")
    return Slot(
        kind,
        _bytes(fields["salt"], SALT_BYTES),
        KdfCost(*(_count(figure) for figure in cost)),
        _sealed(fields),
        _bytes(fields["file"], FINGERPRINT_BYTES).hex() if file else "",
    )


def _wrap(plain: object) -> Wrap:
    fields = _object(plain, {"book", "generation", "ephemeral", "nonce", "sealed"})
    if fields["book"] not in BOOKS:
        raise _Malformed("book")
    return Wrap(
        str(fields["book"]),
        _count(fields["generation"]),
        Box(_bytes(fields["ephemeral"], KEY_BYTES), _sealed(fields)),
    )


def _sealed(fields: dict[str, object]) -> Sealed:
    return Sealed(_bytes(fields["nonce"], NONCE_BYTES), _bytes(fields["sealed"], SEALED_BYTES))


def _object(plain: object, names: set[str]) -> dict[str, object]:
    if not isinstance(plain, dict) or set(plain) != names:
        raise _Malformed("fields")
    return plain


def _list(plain: object, most: int) -> list[object]:
    if not isinstance(plain, list) or not 1 <= len(plain) <= most:
        raise _Malformed("list")
    return plain


def _count(plain: object) -> int:
    if type(plain) is not int or not 1 <= plain <= _MOST_COUNT:
        raise _Malformed("count")
    return plain


def _bytes(plain: object, length: int) -> bytes:
    if not isinstance(plain, str) or len(plain) != 2 * length:
        raise _Malformed("bytes")
    return bytes.fromhex(plain)
