"""A whole invented office: people, campaigns, money, papers, a workbook; the same every time."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import VaultExists
from desktop.domain.listing import ListKind, Query
from desktop.domain.progress import NoProgress, Progress
from desktop.domain.receipts import Organisation
from desktop.domain.settings import OfficeSettings
from desktop.services import documents, exports, lists, reports, vaults
from desktop.services.sample_story import STEPS, Story, StoryClock

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.clock import Clock
    from desktop.services.office import Office

PASSPHRASE = "amber river candle meadow pocket window"  # noqa: S105 - of a vault that holds invented people alone

SETTINGS = OfficeSettings(
    organisation=Organisation(
        name="Lantern Aid",
        address="ul. Wymyślona 7, 00-000 Białystok",
        registration="0000000000",
        country="PL",
        signatory="Ema Lichylnik",
        signatory_role="Treasurer",
        cashier="Ema Lichylnik",
        place="Białystok",
    ),
    base_currency="EUR",
    language="en",
    sample=True,
)


@dataclass(frozen=True, slots=True)
class SampleMade:
    """Where the sample office is: its vault, its passphrase, and the files beside it."""

    vault: Path
    passphrase: str
    files: tuple[Path, ...]


def make_sample(folder: Path, *, clock: Clock | None = None, progress: Progress | None = None) -> SampleMade:
    """Make the sample office in a folder: `vault`, `passphrase.txt`, its papers and its workbook; or nothing.

    Args:
        folder: Where; made if it is not there. It must hold no `vault` and no `passphrase.txt` yet.
        clock: Tells the office's time instead of the story's own clock.
        progress: Hears how far it is.

    Raises:
        VaultExists: There is a vault already.
        VaultError, CannotWrite: The place does not allow it.
    """
    from desktop.vault import files  # noqa: PLC0415 - late: a vault's libraries load when one is made
    from desktop.vault.keys import FLOOR  # noqa: PLC0415 - as above

    folder = folder.absolute()
    if (folder / "vault").exists() or (folder / "passphrase.txt").exists():
        raise VaultExists
    new_places = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(new_places):
        files.private_folder(place)
    story_clock = StoryClock()
    progress = progress or NoProgress()
    written: list[Path] = []
    try:
        office = vaults.create_vault(folder / "vault", PASSPHRASE, SETTINGS, clock=clock or story_clock, cost=FLOOR)
        try:
            Story(office, story_clock if clock is None else None, progress).tell()
            progress.step(STEPS - 1, STEPS)
            _write_files(office, folder, written)
        finally:
            office.close()
    except BaseException:  # half a sample helps nobody, and would stand in the way of the next attempt
        _sweep(folder, written, new_places)
        raise
    progress.step(STEPS, STEPS)
    return SampleMade(folder / "vault", PASSPHRASE, tuple(written))


def _sweep(folder: Path, written: list[Path], new_places: list[Path]) -> None:
    """Take away what was made, and only that."""
    for each in written:
        each.unlink(missing_ok=True)
    shutil.rmtree(folder / "vault", ignore_errors=True)
    for place in new_places:
        with suppress(OSError):
            place.rmdir()


def _write_files(office: Office, folder: Path, written: list[Path]) -> None:
    """Write the passphrase, every paper and the workbook beside the vault, and note each of them."""
    passphrase = folder / "passphrase.txt"
    exports.write_export(passphrase, f"{PASSPHRASE}\n".encode())
    written.append(passphrase)
    for number in _numbers(office):
        target = folder / documents.file_name(number)
        documents.export_document(office, number, target)
        written.append(target)
    request = reports.WorkbookRequest(campaigns=reports.all_campaigns(office))
    for language in ("en", "be"):
        made = reports.make_workbook(office, replace(request, language=language))
        target = folder / (made.file_name if language == "en" else made.file_name.replace(".xlsx", f"-{language}.xlsx"))
        exports.write_export(target, made.data)
        written.append(target)


def _numbers(office: Office) -> list[str]:
    return [row.number for row in lists.stream_rows(office, ListKind.DOCUMENTS, Query())]
