"""Key files: 256 random bits in a small text file, without which a passphrase opens nothing.

The file is kept elsewhere than the vault, on a stick or a card. It has a checksum, so that a slip or damage is told
from another file, and a fingerprint, which the vault's header knows too, so that the wrong file is told at once.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from desktop.domain.errors import refuse

SECRET_BYTES = 32
MOST_BYTES = 4096
SUFFIX = ".skarbonka-key"
_FIRST_LINE = "skarbonka key file 1"
_FINGERPRINT_BYTES, _CHECK_BYTES = 8, 4
_GROUP = 8
_LINE = re.compile(r"(key|check|fingerprint): ([0-9a-fA-F \-]+)", re.ASCII)


@dataclass(frozen=True, slots=True, repr=False)
class KeyFile:
    """What a key file holds. `secret` is to be overwritten after use; `fingerprint` is no secret: 16 hex digits."""

    secret: bytearray
    fingerprint: str

    @property
    def shown(self) -> str:
        """The fingerprint as people compare it: "A1B2-C3D4-E5F6-0718"."""
        return shown_fingerprint(self.fingerprint)

    def wipe(self) -> None:
        """Overwrite the secret."""
        self.secret[:] = bytes(len(self.secret))


class WithKeyFile(str):
    """A passphrase with the key file that belongs to it; it goes wherever a passphrase goes."""

    __slots__ = ("key_file",)
    key_file: KeyFile

    def __new__(cls, passphrase: str, key_file: KeyFile) -> WithKeyFile:
        """Put both together."""
        made = super().__new__(cls, passphrase)
        made.key_file = key_file
        return made


def key_file_of(passphrase: str) -> KeyFile | None:
    """Give the key file that came with a passphrase, if one did."""
    return passphrase.key_file if isinstance(passphrase, WithKeyFile) else None


def with_key_file(passphrase: str, key_file: KeyFile | None) -> str:
    """Put a passphrase and a key file together, or take what came with it away."""
    return str.__str__(passphrase) if key_file is None else WithKeyFile(passphrase, key_file)


def shown_fingerprint(fingerprint: str) -> str:
    """Write a fingerprint as people compare it: "A1B2-C3D4-E5F6-0718"."""
    upper = fingerprint.upper()
    return "-".join(upper[place : place + 4] for place in range(0, len(upper), 4))


def key_file_from(secret: bytearray) -> KeyFile:
    """Make a key file's value out of its random bytes."""
    digest = hashlib.sha256(b"skarbonka key file 1\x00" + secret).hexdigest()
    return KeyFile(secret, digest[: 2 * _FINGERPRINT_BYTES])


def write_key_file(key_file: KeyFile) -> bytes:
    """Write the file's text."""
    digits = key_file.secret.hex()
    grouped = " ".join(digits[place : place + _GROUP] for place in range(0, len(digits), _GROUP))
    lines = (
        _FIRST_LINE,
        f"fingerprint: {key_file.shown}",
        f"key: {grouped}",
        f"check: {_check(key_file.secret)}",
        "",
    )
    return "\n".join(lines).encode("ascii")


def read_key_file(data: bytes) -> KeyFile:
    """Read a key file's text, whatever its ends of lines.

    Raises:
        Refused: It is no key file ("key_file.not_one"), or was changed ("key_file.damaged").
    """
    text = data[: MOST_BYTES + 1].decode("utf-8-sig", "replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or lines[0].casefold() != _FIRST_LINE:
        raise refuse("key_file.not_one", at="key_file")
    found = [match for match in map(_LINE.fullmatch, lines[1:]) if match]
    digits = {match[1]: re.sub("[ -]", "", match[2]).lower() for match in found}
    if len(digits) != 3 or len(lines) != 4 or len(digits["key"]) != 2 * SECRET_BYTES:
        raise refuse("key_file.damaged", at="key_file")
    made = key_file_from(bytearray.fromhex(digits["key"]))
    if (digits["check"], digits["fingerprint"]) != (_check(made.secret), made.fingerprint):
        made.wipe()
        raise refuse("key_file.damaged", at="key_file")
    return made


def _check(secret: bytearray) -> str:
    return hashlib.sha256(b"skarbonka key file check\x00" + secret).hexdigest()[: 2 * _CHECK_BYTES]
