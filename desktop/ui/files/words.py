"""How a file is told of: its sort, its size, its day; and what became of several that were added."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.attachments import PDF
from desktop.i18n import ntr, tr
from desktop.ui import errors, formatting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.attachments import Attachment
    from desktop.services.files import AddedFiles, FileShown, FileSource

_KILO = 1024
_MEGA = _KILO * _KILO


def size_words(size: int) -> str:
    """Write a size in bytes, rounded up: nothing that is there is of no size."""
    if size < _MEGA:
        return tr("{size} KB").format(size=-(-size // _KILO))
    return tr("{size} MB").format(size=-(-size // _MEGA))


def sort_words(file: Attachment) -> str:
    """Say what a file is: a picture, or a PDF of so many pages."""
    if file.media != PDF:
        return tr("Picture")
    return ntr("PDF, {count} page", "PDF, {count} pages", file.pages)


def came_words(shown: FileShown) -> str:
    """Say when a file came and who brought it."""
    day = formatting.day(shown.file.added_at.astimezone().date())
    return tr("{day}, {user}").format(day=day, user=shown.added_by)


def gone_words(shown: FileShown) -> str:
    """Say of a removed file what it was, when it went, who took it away and why."""
    file = shown.file
    day = formatting.day(file.removed_at.astimezone().date()) if file.removed_at is not None else ""
    said = tr("{file}: removed on {day}, {user}").format(file=file.name, day=day, user=shown.removed_by)
    return f"{said}: {file.removed_because}" if file.removed_because else said


def spoken(shown: FileShown) -> str:
    """Say all of a file in one line, for a screen reader and the tool tip."""
    file = shown.file
    parts = (file.name, formatting.label(file.kind), sort_words(file), size_words(file.size), came_words(shown))
    return ", ".join(parts)


def added_words(result: AddedFiles, sources: Sequence[FileSource]) -> tuple[str, str]:
    """Say how many files were added; and then why others were not, by what they are called on this computer."""
    done = ntr("{count} file is added.", "{count} files are added.", len(result.added))
    said = []
    if result.stopped:
        said.append(tr("It was stopped: what is not here yet was not added."))
    for at, error in result.refused:
        source = sources[at]
        called = source.name if isinstance(source, Path) else tr("The pasted picture")
        said.append(f"{called}: {errors.in_words(error)}")
    if result.added:
        said.append(tr("If one is wrong, choose it here and “Remove…”: a key does not take it back."))
    return done if result.added or not result.refused else tr("Nothing was added."), " ".join(said)
