"""Many documents taken out at once: into one PDF, or a file each. Each is the original or a marked copy, as ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, SkarbonkaError, Stopped, refuse_errors
from desktop.domain.listing import ListKind, Query
from desktop.domain.progress import NoProgress, Progress
from desktop.services.documents import export_document, file_name, take_out
from desktop.services.exports import written_with
from desktop.services.lists import stream_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from desktop.domain.receipts import DocumentKind
    from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class PaperBatch:
    """What came of a batch: `done` are out and recorded, `left` are untouched; `error` is what ended it early."""

    done: tuple[str, ...]
    left: tuple[str, ...] = ()
    error: SkarbonkaError | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents, where they are not named one by one. None and empty: all."""

    kind: DocumentKind | None = None
    campaign: str = ""
    since: date | None = None
    until: date | None = None


def chosen_numbers(office: Office, choice: Choice) -> tuple[str, ...]:
    """Give the numbers of the documents of a choice, in the order of issue; a split gift's is of each of its funds."""
    filters = {"campaign": choice.campaign} if choice.campaign else {}
    if choice.kind is not None:
        filters["kind"] = choice.kind.value
    found = {
        row.row_id: row.number
        for row in stream_rows(office, ListKind.DOCUMENTS, Query(filters=filters, archived=True))
        if (choice.since is None or choice.since <= row.issued_on)
        and (choice.until is None or row.issued_on <= choice.until)
    }
    return tuple(found[row_id] for row_id in sorted(found))


def export_joined(
    office: Office, numbers: Sequence[str], path: Path, *, anyway: bool = False, progress: Progress | None = None
) -> PaperBatch:
    """Take documents out into one PDF, all of them or none: each is recorded in the same transaction.

    `anyway`: the worker was told that people named there do not agree any more (`services.named_papers`).

    Raises:
        Refused: No document is chosen, or one of them may not go out.
        NotFound: One of them is not there.
        CannotWrite: The place does not allow it; nothing is recorded.
        Stopped: The user stopped it; nothing is recorded.
    """
    from desktop.documents.joined import join_pdfs  # noqa: PLC0415 - late: only a batch needs it

    progress, numbers = progress or NoProgress(), _checked(numbers)
    with office.work() as work:
        taken = []
        for at, number in enumerate(numbers):
            progress.step(at, len(numbers))
            taken.append(take_out(work, office, number, anyway=anyway))
        first, *more = [record for _handed, record in taken]
        with written_with(path, join_pdfs((handed.pdf for handed, _record in taken), office.today())):
            work.commit(first, *more)
    return PaperBatch(numbers)


def export_each(
    office: Office, numbers: Sequence[str], folder: Path, *, anyway: bool = False, progress: Progress | None = None
) -> PaperBatch:
    """Take documents out into a folder, a file each under a neutral name; no file that is there is overwritten.

    Each is written and recorded by itself: when it is stopped, or a file cannot be written, those done are done.
    `anyway`: as above.

    Raises:
        Refused: No document is chosen.
    """
    progress, numbers = progress or NoProgress(), _checked(numbers)
    for at, number in enumerate(numbers):
        try:
            progress.step(at, len(numbers))
            export_document(office, number, _free(folder, number), anyway=anyway)
        except Stopped:
            return PaperBatch(numbers[:at], numbers[at:])
        except SkarbonkaError as error:
            return PaperBatch(numbers[:at], numbers[at:], error)
    return PaperBatch(numbers)


def _checked(numbers: Sequence[str]) -> tuple[str, ...]:
    if not numbers:
        refuse_errors((Problem("document.none_chosen", "numbers"),))
    return tuple(dict.fromkeys(numbers))


def _free(folder: Path, number: str) -> Path:
    """Give a name that no file in the folder has: a copy never takes the place of the original."""
    path = folder / file_name(number)
    count = 1
    while path.exists():
        count += 1
        path = folder / f"{file_name(number).removesuffix('.pdf')}-{count}.pdf"
    return path
