"""The files of a thing as its page shows them, and several taken in at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import SkarbonkaError, Stopped
from desktop.domain.progress import NoProgress
from desktop.services.attachments import attach, attach_file
from desktop.services.users import shown_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.attachments import Attachment, AttachmentKind
    from desktop.domain.progress import Progress
    from desktop.services.office import Office

FileSource = Path | bytes
"""A file that lies on this computer, or the bytes of a picture that was copied."""


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file with who brought it, who took it away, and its small picture (a JPEG; empty where it is removed)."""

    file: Attachment
    added_by: str
    removed_by: str = ""
    thumbnail: bytes = b""


@dataclass(frozen=True, slots=True)
class AddedFiles:
    """What became of several files: those that are kept now, and why others are not, by their places."""

    added: tuple[Attachment, ...] = ()
    refused: tuple[tuple[int, SkarbonkaError], ...] = ()
    stopped: bool = False


def read_files(office: Office, subject: str) -> tuple[FileShown, ...]:
    """Give the files of a thing in the order in which they came, the removed too; none where no names are held."""
    if not office.has_identity:
        return ()
    with office.work() as work:
        names, files = work.staff.names(), work.attachments.of(subject)
        pictures = work.attachments.thumbnails(each.number for each in files if not each.removed)
        return tuple(
            FileShown(
                each,
                shown_name(each.added_by, names.get(each.added_by, "")),
                "" if each.removed_by is None else shown_name(each.removed_by, names.get(each.removed_by, "")),
                pictures.get(each.number, b""),
            )
            for each in files
        )


def count_files(office: Office, subject: str) -> int:
    """Count the files of a thing that are not removed; none where no names are held."""
    if not office.has_identity:
        return 0
    with office.work() as work:
        return sum(not each.removed for each in work.attachments.of(subject))


def add_files(
    office: Office,
    subject: str,
    kind: AttachmentKind,
    sources: Sequence[FileSource],
    *,
    progress: Progress | None = None,
) -> AddedFiles:
    """Attach several files to a thing, each by itself; see `attachments.attach` for what is refused.

    Stopped in between, what is attached stays attached.
    """
    progress = progress or NoProgress()
    added: list[Attachment] = []
    refused: list[tuple[int, SkarbonkaError]] = []
    for at, source in enumerate(sources):
        try:
            progress.step(at, len(sources))
            take = attach_file if isinstance(source, Path) else attach
            added.append(take(office, subject, kind, source))  # type: ignore[arg-type]  # each takes its own
        except Stopped:
            return AddedFiles(tuple(added), tuple(refused), stopped=True)
        except SkarbonkaError as error:
            refused.append((at, error))
    return AddedFiles(tuple(added), tuple(refused))
