"""A backup's one file: a vault's header and its books, as they are encrypted, in an uncompressed ZIP with a seal.

Nothing in it is in plaintext but what a vault's folder shows as well: that it is one, whose, and of when. The seal is
made with the ledger's key over all its parts, so that parts of two backups never pass for one.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import json
import os
import secrets
import struct
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any

from desktop.domain.errors import BackupDamaged, DiskFailed, NewerSchema, NotABackup, VaultError
from desktop.domain.progress import NoProgress, Progress
from desktop.vault.copies import HEADER
from desktop.vault.files import disk_error, sync, sync_folder
from desktop.vault.header import MOST_BYTES
from desktop.vault.vault import IDENTITY_FILE, LEDGER_FILE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

ABOUT = "about"
FORMAT = 1
_BOOKS = (LEDGER_FILE, IDENTITY_FILE)
_MOST_ABOUT = 4096
_CHUNK = 1 << 20
# What the reader of archives says of one that a stranger or an accident changed.
_BROKEN = (zipfile.BadZipFile, RuntimeError, EOFError, ValueError, OverflowError, struct.error)
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself: the vault (32 hexadecimal digits), when (UTC), its parts' SHA-256, and the seal."""

    vault_id: str
    made_at: datetime
    parts: Mapping[str, str]
    seal: str

    def is_sealed_with(self, ledger_key: bytes | bytearray) -> bool:
        """Whether all parts are of one backup, made by somebody who held the ledger's key."""
        return hmac.compare_digest(self.seal, _seal(self.vault_id, self.made_at, self.parts, ledger_key))


def write_container(
    target: Path,
    header: bytes,
    books: Mapping[str, Path],
    vault_id: str,
    made_at: datetime,
    ledger_key: bytes | bytearray,
    progress: Progress | None = None,
) -> About:
    """Write a backup: whole and read back, or not at all.

    Args:
        target: The file; it must not exist.
        header: The vault's header.
        books: The books' encrypted files, by the names they have in a vault.
        vault_id: The vault's own identity.
        made_at: The moment, in UTC; kept to the second.
        ledger_key: What the seal is made with.
        progress: Hears how many bytes are written and read back.

    Raises:
        DiskFull, DiskFailed: The disk refused; there is no file.
        Stopped: The user stopped it; there is no file.
    """
    meter = _Meter(progress or NoProgress(), 2 * sum(path.stat().st_size for path in books.values()))
    moment = made_at.replace(microsecond=0)
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(6)}.new")
    try:
        descriptor = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            parts = _write_parts(file, header, books, meter)
            about = About(vault_id, moment, parts, _seal(vault_id, moment, parts, ledger_key))
            with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as container:
                container.writestr(zipfile.ZipInfo(ABOUT, _NO_TIME), _plain(about))
            file.flush()
            sync(file.fileno())
            with zipfile.ZipFile(file) as container:
                if _parts_of(container, about, meter) != parts:
                    raise DiskFailed
        if target.exists():
            raise FileExistsError(target)
        fresh.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise disk_error(error) from error
    finally:
        with suppress(OSError):
            fresh.unlink()
    return about


def _write_parts(file: IO[bytes], header: bytes, books: Mapping[str, Path], meter: _Meter) -> dict[str, str]:
    """Write the header and the books; give the SHA-256 of each."""
    parts = {HEADER: hashlib.sha256(header).hexdigest()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as container:
        container.writestr(zipfile.ZipInfo(HEADER, _NO_TIME), header)
        for name, path in books.items():
            with container.open(zipfile.ZipInfo(name, _NO_TIME), "w", force_zip64=True) as into:
                parts[name] = _pour(path, into, meter)
    return parts


def read_about(path: Path) -> About:
    """Read what a backup says of itself; nothing of it is proven yet.

    Raises:
        NotABackup: It is no backup of ours.
        BackupDamaged: It is one, and a part is missing or too much.
        NewerSchema: A newer program wrote it.
        DiskFailed: It cannot be read.
    """
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as container:
            return _about(container)
    except _BROKEN as error:
        raise NotABackup from error
    except OSError as error:
        raise NotABackup if _leads_astray(error) else DiskFailed from error


def unpack(path: Path, folder: Path, progress: Progress | None = None, only: Collection[str] | None = None) -> About:
    """Write a backup's parts into a folder, as a vault has them, each held against its SHA-256.

    Args:
        path: The backup.
        folder: An empty folder of its own.
        progress: Hears how many bytes are written.
        only: The parts that are wanted; all of them when None.

    Raises:
        NotABackup, BackupDamaged, NewerSchema: As `read_about` says, or a part is not what was written.
        DiskFull, DiskFailed: The disk refused.
        Stopped: The user stopped it.
    """
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as container:
            about = _about(container)
            wanted = {name: sha256 for name, sha256 in about.parts.items() if only is None or name in only}
            sizes = {name: container.getinfo(name).file_size for name in wanted}
            meter = _Meter(progress or NoProgress(), sum(sizes.values()))
            for name, expected in wanted.items():
                descriptor = os.open(
                    folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
                )
                with os.fdopen(descriptor, "wb") as into, container.open(name) as part:
                    found = _copied(part, into, meter)
                    into.flush()
                    sync(into.fileno())
                if found != expected:
                    raise BackupDamaged
    except _BROKEN as error:
        raise BackupDamaged from error
    except OSError as error:
        raise BackupDamaged if _leads_astray(error) else disk_error(error) from error
    return about


def read_through(path: Path) -> None:
    """Read all of a backup and hold each part against its SHA-256; whose seal it bears is another question.

    Raises:
        NotABackup, BackupDamaged, NewerSchema, DiskFailed: As `unpack` says.
    """
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as container:
            about = _about(container)
            if _parts_of(container, about, _Meter(NoProgress(), 0)) != about.parts:
                raise BackupDamaged
    except _BROKEN as error:
        raise BackupDamaged from error
    except OSError as error:
        raise BackupDamaged if _leads_astray(error) else DiskFailed from error


def _leads_astray(error: OSError) -> bool:
    """Whether the archive named a place before its own first byte: the disk is whole, and the file is not."""
    return error.errno == errno.EINVAL


class _Meter:
    """Counts bytes and says so."""

    def __init__(self, progress: Progress, whole: int) -> None:
        self._progress, self._whole, self._done = progress, whole, 0

    def add(self, count: int) -> None:
        self._done += count
        self._progress.step(self._done, self._whole)


def _pour(path: Path, into: IO[bytes], meter: _Meter) -> str:
    with path.open("rb") as part:
        return _copied(part, into, meter)


def _copied(part: IO[bytes], into: IO[bytes] | None, meter: _Meter) -> str:
    """Copy a part, or only read it; give its SHA-256."""
    digest = hashlib.sha256()
    while chunk := part.read(_CHUNK):
        digest.update(chunk)
        if into is not None:
            into.write(chunk)
        meter.add(len(chunk))
    return digest.hexdigest()


def _parts_of(container: zipfile.ZipFile, about: About, meter: _Meter) -> dict[str, str]:
    """Read what was written once more."""
    found = {}
    for name in about.parts:
        with container.open(name) as part:
            found[name] = _copied(part, None, meter)
    return found


def _about(container: zipfile.ZipFile) -> About:
    names = [info.filename for info in container.infolist()]
    # Ours are never packed: nothing of a stranger's is unpacked to find that out.
    stored = all(
        info.compress_type == zipfile.ZIP_STORED and info.file_size == info.compress_size
        for info in container.infolist()
    )
    if ABOUT not in names or container.getinfo(ABOUT).file_size > _MOST_ABOUT:
        raise NotABackup
    if not stored:
        raise BackupDamaged
    about = _read_about(container.read(ABOUT))
    if sorted(names) != sorted((ABOUT, *about.parts)):
        raise BackupDamaged
    if container.getinfo(HEADER).file_size > MOST_BYTES:
        raise BackupDamaged
    return about


def _read_about(data: bytes) -> About:
    """Read the plain part, which a stranger may have written."""
    try:
        plain: dict[str, Any] = json.loads(data)
        number = plain["format"]
        if type(number) is int and number > FORMAT:
            raise NewerSchema(book="backup", found=number, known=FORMAT)
        parts = {name: bytes.fromhex(text).hex() for name, text in plain["parts"].items()}
        made_at = datetime.fromisoformat(plain["made_at"]).astimezone(UTC)
        about = About(bytes.fromhex(plain["vault"]).hex(), made_at, parts, bytes.fromhex(plain["seal"]).hex())
        if _plain(about) != data or number != FORMAT:
            raise NotABackup
    except VaultError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise NotABackup from error
    if set(parts) - {HEADER, *_BOOKS} or not {HEADER, LEDGER_FILE} <= set(parts):
        raise BackupDamaged
    return about


def _plain(about: About) -> bytes:
    said = {
        "format": FORMAT,
        "vault": about.vault_id,
        "made_at": about.made_at.isoformat(),
        "parts": dict(about.parts),
        "seal": about.seal,
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii")


def _seal(vault_id: str, made_at: datetime, parts: Mapping[str, str], ledger_key: bytes | bytearray) -> str:
    told = json.dumps([FORMAT, vault_id, made_at.isoformat(), sorted(parts.items())], separators=(",", ":"))
    return hmac.new(ledger_key, b"skarbonka backup 1\x00" + told.encode("ascii"), hashlib.sha256).hexdigest()
