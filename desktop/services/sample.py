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
from desktop.services import documents, exports, lists, reports, sample_decade, vaults
from desktop.services.sample_decade import DECADE, Decade, Teller
from desktop.services.sample_story import STEPS, Story, StoryClock
from desktop.services.sample_year import FIRST_DAY, YEAR, Scale, Year

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
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
    story_clock, progress = StoryClock(), progress or NoProgress()

    def fill(office: Office, written: list[Path]) -> None:
        Story(office, story_clock if clock is None else None, progress).tell()
        progress.step(STEPS - 1, STEPS)
        _write_passphrase(folder, written)
        _write_papers(office, folder, written)
        _write_workbooks(office, folder, ("en", "be"), written)
        progress.step(STEPS, STEPS)

    return _make(folder, clock or story_clock, fill)


def make_year(folder: Path, scale: Scale = YEAR, *, progress: Progress | None = None) -> SampleMade:
    """Make an office in which a whole year has happened: `vault`, `passphrase.txt` and its workbook; or nothing.

    Its papers stay in the vault: there are thousands of them. It takes some minutes at the whole scale.

    Args:
        folder: As in `make_sample`.
        scale: How much happens.
        progress: Hears how far it is.

    Raises:
        VaultExists, VaultError, CannotWrite: As `make_sample`.
        Stopped: The user stopped it.
    """
    clock = StoryClock(FIRST_DAY)

    def fill(office: Office, written: list[Path]) -> None:
        Year(office, clock, scale, progress or NoProgress()).tell()
        _write_passphrase(folder, written)
        _write_workbooks(office, folder, ("en",), written)

    return _make(folder, clock, fill)


def make_decade(folder: Path, scale: Decade = DECADE, *, progress: Progress | None = None) -> SampleMade:
    """Make an office in which a whole decade has happened: `vault` and `passphrase.txt`, or nothing.

    It has no papers and no workbook beside it: what it is for is to see that a big office stays quick.

    Args:
        folder: As in `make_sample`.
        scale: How much happens.
        progress: Hears how far it is.

    Raises:
        VaultExists, VaultError, CannotWrite: As `make_sample`.
        Stopped: The user stopped it.
    """
    clock = StoryClock(sample_decade.FIRST_DAY)

    def fill(office: Office, written: list[Path]) -> None:
        Teller(office, clock, scale, progress or NoProgress()).tell()
        _write_passphrase(folder, written)

    return _make(folder, clock, fill)


def _make(folder: Path, clock: Clock, fill: Callable[[Office, list[Path]], None]) -> SampleMade:
    """Make a vault in a folder, let `fill` put an office in it and files beside it, and leave all of it or nothing."""
    from desktop.vault import files  # noqa: PLC0415 - late: a vault's libraries load when one is made
    from desktop.vault.keys import FLOOR  # noqa: PLC0415 - as above

    folder = folder.absolute()
    if (folder / "vault").exists() or (folder / "passphrase.txt").exists():
        raise VaultExists
    new_places = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(new_places):
        files.private_folder(place)
    written: list[Path] = []
    try:
        office = vaults.create_vault(folder / "vault", PASSPHRASE, SETTINGS, clock=clock, cost=FLOOR)
        try:
            fill(office, written)
        finally:
            office.close()
    except BaseException:  # half a sample helps nobody, and would stand in the way of the next attempt
        _sweep(folder, written, new_places)
        raise
    return SampleMade(folder / "vault", PASSPHRASE, tuple(written))


def _sweep(folder: Path, written: list[Path], new_places: list[Path]) -> None:
    """Take away what was made, and only that."""
    for each in written:
        each.unlink(missing_ok=True)
    shutil.rmtree(folder / "vault", ignore_errors=True)
    for place in new_places:
        with suppress(OSError):
            place.rmdir()


def _write_passphrase(folder: Path, written: list[Path]) -> None:
    passphrase = folder / "passphrase.txt"
    exports.write_export(passphrase, f"{PASSPHRASE}\n".encode())
    written.append(passphrase)


def _write_papers(office: Office, folder: Path, written: list[Path]) -> None:
    """Write every paper beside the vault, and note each of them."""
    for number in _numbers(office):
        target = folder / documents.file_name(number)
        documents.export_document(office, number, target)
        written.append(target)


def _write_workbooks(office: Office, folder: Path, languages: Sequence[str], written: list[Path]) -> None:
    """Write the workbook of all campaigns beside the vault, in each language."""
    request = reports.WorkbookRequest(campaigns=reports.all_campaigns(office))
    for language in languages:
        made = reports.make_workbook(office, replace(request, language=language))
        target = folder / (made.file_name if language == "en" else made.file_name.replace(".xlsx", f"-{language}.xlsx"))
        exports.write_export(target, made.data)
        written.append(target)


def _numbers(office: Office) -> list[str]:
    return [row.number for row in lists.stream_rows(office, ListKind.DOCUMENTS, Query())]
