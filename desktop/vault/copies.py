"""The two copies of the header: the newer one counts, a damaged one is mended, both are written one after the other."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.domain.errors import DamagedHeader, DiskFailed, VaultError, VaultInUse
from desktop.vault.files import atomic_write, read_bounded
from desktop.vault.header import MOST_BYTES, Header, decode, encode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.vault.keys import KdfCost

HEADER = "header"
COPY = "header.copy"


def read_copies(folder: Path, floor: KdfCost) -> list[tuple[bytes, Header]]:
    """Read the whole copies of the header, the first one first.

    Raises:
        DamagedHeader: Neither can be used, or they are of two vaults.
        NewerSchema, UnsafePlace, DiskFailed: As `decode` and `read_bounded` say.
    """
    found: list[tuple[bytes, Header]] = []
    failure: VaultError = DamagedHeader(reason="missing")
    for name in (HEADER, COPY):
        try:
            data = read_bounded(folder / name, MOST_BYTES)
            if data is not None:
                found.append((data, decode(data, floor)))
        except DamagedHeader as error:
            failure = error
    if not found:
        raise failure
    if len({header.vault_id for _data, header in found}) > 1:
        # To mend one from the other could destroy the right one.
        raise DamagedHeader(reason="mixed")
    return found


def newest(found: list[tuple[bytes, Header]]) -> list[tuple[bytes, Header]]:
    """The copies to try: those of the last writing, each once. An older one may name a passphrase since taken away."""
    last = max(header.revision for _data, header in found)
    return list({data: (data, header) for data, header in found if header.revision == last}.values())


def repair(folder: Path, data: bytes, header: Header, floor: KdfCost) -> bool:
    """Write the copy that opened over one that is damaged, missing or older; True when something was mended.

    A copy that became newer since (another process has the vault open and changes who may open it) is left alone. A
    disk that refuses (a read-only medium) must not keep anybody from opening the vault.
    """
    repaired = False
    for name in (HEADER, COPY):
        with suppress(VaultError):
            if _gives_way(folder / name, data, header, floor):
                atomic_write(folder / name, data)
                repaired = True
    return repaired


def _gives_way(path: Path, data: bytes, header: Header, floor: KdfCost) -> bool:
    """Whether what a copy holds now is to be replaced."""
    try:
        held = read_bounded(path, MOST_BYTES)
        return held is None or (held != data and decode(held, floor).revision <= header.revision)
    except DamagedHeader:
        return True


def write_copies(folder: Path, before: bytes, header: Header, proof: Callable[[Header], None], floor: KdfCost) -> None:
    """Write a changed header: the copy first, and the header itself only when the copy, read back, stood the proof.

    Killed in between, the vault opens by the copy, which was whole or not there at all.

    Args:
        folder: The vault's.
        before: What the header held when the change was thought out.
        header: What it shall hold, with its seal.
        proof: Opens what was read back as its users will; raises when that fails.
        floor: The least cost of guessing that is accepted.

    Raises:
        VaultInUse: Another process changed the header meanwhile; nothing was written.
        DiskFull, DiskFailed, DamagedHeader: It could not be written or read back; both copies are as they were.
    """
    data = encode(header)
    decode(data, floor)  # what could not be read again must not be written
    if [held for held, _header in newest(read_copies(folder, floor))] != [before]:
        raise VaultInUse
    try:
        atomic_write(folder / COPY, data)
        proof(_read_back(folder / COPY, data, floor))
        atomic_write(folder / HEADER, data)
        _read_back(folder / HEADER, data, floor)
    except BaseException:
        for name in (COPY, HEADER):
            with suppress(VaultError):
                atomic_write(folder / name, before)
        raise


def _read_back(path: Path, data: bytes, floor: KdfCost) -> Header:
    """Read what was just written.

    Raises:
        DiskFailed: It is something else.
    """
    held = read_bounded(path, MOST_BYTES)
    if held != data:
        raise DiskFailed
    return decode(held, floor)
