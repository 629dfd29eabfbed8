"""Attached files, whole in the identity book: their bytes, and what became of them."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desktop.domain.attachments import Attachment, AttachmentKind, neutral_name
from desktop.domain.errors import NotFound, refuse
from desktop.domain.ids import CodeKind
from desktop.domain.scans import TrayPage, Waits, named_by
from desktop.storage.context import person_code, person_id, read_moment
from desktop.storage.merged import merged_with
from desktop.storage.tables_identity import attachment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.domain.attachments import NewFile
    from desktop.storage.context import Desk

TRAY = ""
"""The subject of a scan that waits."""
_TOLD = [each for each in attachment.c if each.name not in ("data", "thumbnail")]


class Attachments:
    """The repository of attached files. Each method refuses with "identity.needed" without the identity book."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, subject: str, file: NewFile, at: datetime, actor: int) -> Attachment:
        """Keep a file with a thing, under the next neutral name."""
        self._desk.need_identity()
        number = self._desk.next_id(attachment)
        self._desk.connection.execute(
            attachment.insert().values(
                id=number,
                subject=subject,
                kind=file.kind.value,
                media=file.media,
                sha256=file.sha256,
                size=len(file.data),
                pages=file.pages,
                name=self.next_name(subject, file.kind, file.media),
                added_at=at.isoformat(),
                added_by=actor,
                thumbnail=file.thumbnail,
                data=file.data,
            )
        )
        return self.get(number)

    def next_name(self, subject: str, kind: AttachmentKind, media: str) -> str:
        """Give the neutral name that no file of a thing had yet."""
        count = select(func.count()).where(attachment.c.subject == subject, attachment.c.kind == kind.value)
        names = select(attachment.c.name).where(attachment.c.subject == subject)
        taken = set(self._desk.connection.execute(names).scalars())
        place = int(self._desk.connection.execute(count).scalar_one()) + 1
        while (name := neutral_name(subject, kind, place, media)) in taken:
            place += 1
        return name

    def get(self, number: int) -> Attachment:
        """Tell of a file.

        Raises:
            NotFound: There is none.
        """
        return _attachment(self._row(number))

    def of(self, subject: str) -> tuple[Attachment, ...]:
        """Tell of all files of a thing, the removed too, in the order in which they came.

        A person's are those of all who were merged into them too.
        """
        self._desk.need_identity()
        query = select(*_TOLD).where(attachment.c.subject.in_(self._subjects(subject))).order_by(attachment.c.id)
        return tuple(_attachment(row) for row in self._desk.connection.execute(query))

    def _subjects(self, subject: str) -> tuple[str, ...]:
        if not subject.startswith(f"{CodeKind.PERSON.value}-"):
            return (subject,)
        return tuple(person_code(number) for number in merged_with(self._desk, person_id(subject)))

    def data(self, number: int) -> bytes:
        """Give a file's bytes.

        Raises:
            NotFound: There is none.
            Refused: "attachment.removed".
        """
        return self._bytes(number, "data")

    def thumbnail(self, number: int) -> bytes:
        """Give a file's small picture, a JPEG; raises as `data`."""
        return self._bytes(number, "thumbnail")

    def thumbnails(self, numbers: Iterable[int]) -> dict[int, bytes]:
        """Give the small pictures of some files by their numbers; those that are gone have none."""
        self._desk.need_identity()
        where = (attachment.c.id.in_(list(numbers)), attachment.c.removed_at == "")
        rows = self._desk.connection.execute(select(attachment.c.id, attachment.c.thumbnail).where(*where))
        return {row.id: bytes(row.thumbnail) for row in rows}

    def remove(self, number: int, reason: str, at: datetime, actor: int) -> None:
        """Take a file's bytes away for good; that it was here, and why it is not, stays.

        Raises:
            NotFound: There is none.
            Refused: "attachment.removed": it is gone already.
        """
        if self.get(number).removed:
            raise refuse("attachment.removed")
        self.update(
            number,
            removed_at=at.isoformat(),
            removed_by=actor,
            removed_because=reason,
            thumbnail=b"",
            data=b"",
        )

    def take_in(self, file: NewFile, code: str, waits: Waits, at: datetime, actor: int) -> TrayPage:
        """Keep a scanned page in the tray until it is filed or thrown away."""
        number = self.add(TRAY, file, at, actor).number
        self.update(number, code=code, waits=waits.value)
        return self.tray_page(number)

    def tray(self) -> tuple[TrayPage, ...]:
        """Tell of all pages that wait, in the order in which they came."""
        self._desk.need_identity()
        where = (attachment.c.subject == TRAY, attachment.c.removed_at == "")
        query = select(*_TOLD).where(*where).order_by(attachment.c.id)
        return tuple(_tray_page(row) for row in self._desk.connection.execute(query))

    def tray_page(self, number: int) -> TrayPage:
        """Tell of a page that waits.

        Raises:
            NotFound: It does not wait: it is filed, thrown away, or was never there.
        """
        row = self._row(number)
        if row.subject != TRAY or row.removed_at:
            raise NotFound(subject=f"#{number}")
        return _tray_page(row)

    def scans(self, document: str) -> tuple[Attachment, ...]:
        """Tell of the scans that are filed to a document."""
        kept = (each for each in self.of(document) if each.kind is AttachmentKind.SIGNED_SCAN and not each.removed)
        return tuple(kept)

    def signing(self, document: str) -> int | None:
        """Give the scan whose filing made a document signed."""
        query = select(attachment.c.id).where(attachment.c.subject == document, attachment.c.signs == 1)
        return self._desk.connection.execute(query.limit(1)).scalar_one_or_none()

    def place_of(self, sha256: str, code: str) -> str | None:
        """Give the document that a page with these bytes is filed to, empty for the tray; None when it is not here."""
        where = (attachment.c.sha256 == sha256, attachment.c.code == code, attachment.c.removed_at == "")
        query = select(attachment.c.subject).where(*where, attachment.c.kind == AttachmentKind.SIGNED_SCAN.value)
        return self._desk.connection.execute(query.limit(1)).scalar_one_or_none()

    def update(self, number: int, **values: object) -> None:
        """Change what may change of a file: whose it is, its name, and what it waits for."""
        self._desk.need_identity()
        self._desk.connection.execute(attachment.update().where(attachment.c.id == number).values(**values))

    def altered(self) -> Iterator[tuple[int, str]]:
        """Name each kept file whose bytes are not those that were attached, with what it belongs to."""
        self._desk.need_identity()
        query = select(attachment.c.id, attachment.c.subject, attachment.c.sha256, attachment.c.data).where(
            attachment.c.removed_at == ""
        )
        with self._desk.connection.execute(query.execution_options(yield_per=5)) as rows:
            for row in rows:
                if hashlib.sha256(row.data).hexdigest() != row.sha256:
                    yield row.id, row.subject

    def _row(self, number: int) -> Any:
        self._desk.need_identity()
        query = select(*_TOLD).where(attachment.c.id == number)
        row = self._desk.connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(subject=f"#{number}")
        return row

    def _bytes(self, number: int, column: str) -> bytes:
        if self.get(number).removed:
            raise refuse("attachment.removed")
        query = select(attachment.c[column]).where(attachment.c.id == number)
        return bytes(self._desk.connection.execute(query).scalar_one())


def _tray_page(row: Any) -> TrayPage:
    return TrayPage(row.id, Waits(row.waits), named_by(row.code), datetime.fromisoformat(row.added_at))


def _attachment(row: Any) -> Attachment:
    return Attachment(
        number=row.id,
        subject=row.subject,
        kind=AttachmentKind(row.kind),
        media=row.media,
        sha256=row.sha256,
        size=row.size,
        pages=row.pages,
        name=row.name,
        added_at=datetime.fromisoformat(row.added_at),
        added_by=row.added_by,
        removed_at=read_moment(row.removed_at),
        removed_by=row.removed_by,
        removed_because=row.removed_because,
    )
