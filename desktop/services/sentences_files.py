"""The English sentences of attached files and signed scans."""

from __future__ import annotations

from desktop.i18n import mark

FILES: dict[str, str] = {
    "attachment.too_large": mark("The file is larger than {most} MB: make it smaller first."),
    "attachment.too_many": mark("There are {most} files here already, which is the most."),
    "attachment.there_already": mark("This very file is attached to {code} already."),
    "attachment.removed": mark("This file was removed: its content is gone."),
    "attachment.is_scan": mark("This is a signed scan: take it off its document instead."),
    "scan.void": mark(
        "{number} is void: no signed paper is filed to it. If another was signed in its place, file it there."
    ),
    "attachment.no_subject": mark("Nothing can be attached to “{code}”."),
}
