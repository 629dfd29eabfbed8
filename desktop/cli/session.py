"""An office opened for one command."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.passphrase import read_passphrase
from desktop.services import vaults

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from desktop.services.office import Office


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Office]:
    """Open the vault named on the command line with the passphrase given, and close it again."""
    office = vaults.open_vault(Path(options.vault), read_passphrase())
    try:
        yield office
    finally:
        office.close()
