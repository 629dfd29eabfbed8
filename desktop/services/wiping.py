"""The emergency wipe of a vault: its keys first, at once; then, when the books are closed, everything else of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import NotAVault

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.vault.wiping import Wiped


def begin_wipe(folder: Path) -> Wiped:
    """Destroy what opens a vault; from here on no passphrase and no paper does, whatever happens next.

    Raises:
        NotAVault: There is no vault here; nothing is touched.
    """
    from desktop.services.vaults import is_vault  # noqa: PLC0415 - late: cryptography
    from desktop.vault import wiping  # noqa: PLC0415 - late: as above

    if not is_vault(folder):
        raise NotAVault
    return wiping.destroy_keys(folder)


def finish_wipe(folder: Path) -> Wiped:
    """Delete the books of a vault whose keys are destroyed and whose books are closed."""
    from desktop.vault import wiping  # noqa: PLC0415 - late: as above

    return wiping.destroy_books(folder)


def wipe(folder: Path) -> Wiped:
    """Do both."""
    from desktop.vault.wiping import Wiped  # noqa: PLC0415 - late: as above

    keys, books = begin_wipe(folder), finish_wipe(folder)
    return Wiped(keys.gone + books.gone, (*keys.left, *books.left))
