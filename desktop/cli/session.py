"""An office opened for one command."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.passphrase import read_opener
from desktop.domain.errors import READ_ONLY
from desktop.i18n import tr
from desktop.services import marks, vaults, wording
from desktop.services.clock import clock_doubt, clock_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from desktop.services.office import Office


@contextmanager
def opened(options: argparse.Namespace, *, doubted: bool = False, clocked: bool = False) -> Iterator[Office]:
    """Open the vault named on the command line with the passphrase given, and close it again.

    What speaks for an older copy of it (`doubted`) or against the clock (`clocked`) is said on standard error, unless
    the command says it by itself.
    """
    office = vaults.open_vault(Path(options.vault), read_opener(options))
    try:
        if office.read_only:
            print(tr("Note: {sentence}").format(sentence=wording.sentence(READ_ONLY)), file=sys.stderr)
        for each in () if doubted else marks.doubts(office):
            print(tr("Note: {sentence}").format(sentence=wording.finding(each)), file=sys.stderr)
        if not clocked and (doubt := clock_doubt(office)) is not None:
            print(tr("Note: {sentence}").format(sentence=" ".join(clock_words(doubt))), file=sys.stderr)
        yield office
    finally:
        office.close()


def tell_place(folder: Path) -> None:
    """Say where other programs would copy a vault that shall be made there; it is made all the same."""
    for problem in vaults.check_place(folder):
        print(tr("Note: {sentence}").format(sentence=wording.sentence(problem)), file=sys.stderr)
