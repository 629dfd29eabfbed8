"""What lies around the vault, in words: each finding with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.surroundings import Guard, Surroundings
from desktop.i18n import mark, tr

if TYPE_CHECKING:
    from desktop.services.office import Office

_DISK = {
    Guard.GUARDED: mark("The disk that this vault lies on is encrypted."),
    Guard.OPEN: mark(
        "No encryption was found of the disk that this vault lies on. The vault is encrypted by itself; files that you "
        "save from it are not. Encrypt the disk, or save them to one that is encrypted."
    ),
    Guard.UNKNOWN: mark(
        "Whether the disk of this vault is encrypted could not be told here. Look in the system's settings: BitLocker "
        "in Windows, FileVault on a Mac, LUKS in Linux."
    ),
}
_SWAP = {
    Guard.GUARDED: mark("Memory that the system moves to a disk is encrypted there, or it moves none."),
    Guard.OPEN: mark(
        "The system may move parts of the memory to a disk without encryption (swap). Encrypt the swap or turn it off, "
        "and shut the computer down in place of hibernating."
    ),
    Guard.UNKNOWN: mark(
        "Whether memory that the system moves to a disk is encrypted could not be told here. Where the whole disk is "
        "encrypted it is; else shut the computer down in place of hibernating."
    ),
}
_PLACE = {
    Guard.GUARDED: mark("No sign was found that another program copies the folder of this vault."),
    Guard.OPEN: mark(
        "The folder of this vault is copied by a synchronising program, or lies on another computer: copies may be "
        "half-written, and older ones stay there for good. Close the office, move the folder to a place that is on "
        "this computer alone, and open it there; what is copied elsewhere should be its backups."
    ),
}


def surroundings(office: Office) -> Surroundings:
    """Look around the vault."""
    from desktop.vault.surroundings import look_around  # noqa: PLC0415 - late: nobody waits for it

    return look_around(office.folder)


def told(found: Surroundings) -> tuple[tuple[Guard, str], ...]:
    """Say what was found of the disk, of the swap and of the vault's place."""
    place = Guard.OPEN if found.copied else Guard.GUARDED
    return (
        (found.disk, tr(_DISK[found.disk])),
        (found.swap, tr(_SWAP[found.swap])),
        (place, tr(_PLACE[place])),
    )
