"""Attaching files to documents, money, people, campaigns; looking at them as pixels, handing out, removing."""

from __future__ import annotations

import hashlib
import io
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.domain.attachments import JPEG, LARGEST_FILE, MOST_PAGES, PDF, AttachmentKind, NewFile, check_file
from desktop.domain.errors import CannotRead, refuse, refuse_errors
from desktop.domain.ids import CodeKind
from desktop.domain.journal import Record
from desktop.domain.remarks import check_reason
from desktop.domain.text import one_line
from desktop.services.exports import written_with
from desktop.services.incoming import read_incoming

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.attachments import Attachment
    from desktop.domain.progress import Progress
    from desktop.intake.apart.caller import PixelPage
    from desktop.services.office import Office
    from desktop.storage.work import Work

LONGEST_SIDE = 2400
"""Pixels of a picture that is kept: a page of A4 at 200 dots an inch."""
_THUMBNAIL = 240
_SHOWN = 1600
_QUALITY = 82


def attach_file(office: Office, subject: str, kind: AttachmentKind, path: Path) -> Attachment:
    """Attach a file by its path; see `attach`."""
    return attach(office, subject, kind, read_incoming(path, LARGEST_FILE))


def attach(office: Office, subject: str, kind: AttachmentKind, data: bytes) -> Attachment:
    """Attach a picture or a PDF to a payout, donation, person or campaign (by code) or to a document (by number).

    The file is opened in a process of its own. A picture is made anew from its pixels, so that nothing of its making
    (place, camera, time) is left; a PDF is kept as it is, since its own bytes may be evidence.

    Raises:
        CannotRead: It is no picture and no PDF, or damaged, locked, or too large when opened.
        Refused: There is no such thing, the file is too large or there already, or this office holds no names.
    """
    office.need_identity()
    refuse_errors(check_file(len(data), 0))
    with office.work() as work:
        require_subject(work, subject)
    new = prepare(data, kind)
    with office.work() as work:
        kept = [each for each in work.attachments.of(subject) if not each.removed]
        refuse_errors(check_file(len(new.data), len(kept)))
        if any(each.sha256 == new.sha256 for each in kept):
            raise refuse("attachment.there_already", at="file", code=subject)
        added = work.attachments.add(subject, new, office.now(), office.user)
        work.commit(Record("attachment.added", subject, attachment_facts(added)))
    return added


def attachments(office: Office, subject: str) -> tuple[Attachment, ...]:
    """Tell of all files of a thing, the removed too; nothing where no names are held."""
    if not office.has_identity:
        return ()
    with office.work() as work:
        return work.attachments.of(subject)


def attachment_thumbnail(office: Office, number: int) -> bytes:
    """Give a file's small picture, a JPEG."""
    with office.work() as work:
        return work.attachments.thumbnail(number)


def attachment_pages(
    office: Office, number: int, progress: Progress | None = None, *, first_only: bool = False
) -> tuple[bytes, ...]:
    """Give a file's pages to look at, or the first alone, as JPEG; a PDF is drawn in a process of its own each time."""
    from desktop.intake.apart.caller import Asked, read_apart  # noqa: PLC0415 - late: few sessions open files

    with office.work() as work:
        found, data = work.attachments.get(number), work.attachments.data(number)
    if found.media == JPEG:
        return (data,)
    drawn = []
    with closing(read_apart(data, Asked(_SHOWN, first_only=first_only, most=MOST_PAGES))) as pages:
        for page in pages:
            drawn.append(jpeg(page))
            if progress is not None:
                progress.step(page.number, page.count)
    return tuple(drawn)


def export_attachment(office: Office, number: int, path: Path) -> Attachment:
    """Write a file out where the user asks, and record that it left."""
    with office.work() as work:
        found = work.attachments.get(number)
        with written_with(path, work.attachments.data(number)):
            work.commit(Record("attachment.handed_out", found.subject, attachment_facts(found)))
    return found


def remove_attachment(office: Office, number: int, reason: str) -> Attachment:
    """Remove a file's bytes for good, with the reason; that it was here stays. A signed scan is taken off instead.

    Raises:
        Refused: No reason is given, it is gone already, or it is a signed scan (`services.scans.take_off`).
    """
    reason = one_line(reason)
    refuse_errors(check_reason(reason))
    with office.work() as work:
        found = work.attachments.get(number)
        if found.kind is AttachmentKind.SIGNED_SCAN:
            raise refuse("attachment.is_scan")
        work.attachments.remove(number, reason, office.now(), office.user)
        work.commit(Record("attachment.removed", found.subject, attachment_facts(found)))
        return work.attachments.get(number)


def attachment_facts(found: Attachment) -> dict[str, object]:
    """Tell the journal of a file: its number, its kind and its hash."""
    return {"attachment": found.number, "kind": found.kind.value, "sha256": found.sha256, "size": found.size}


def require_subject(work: Work, subject: str) -> None:
    """Refuse what nothing can be attached to; raises NotFound where there is no such thing."""
    kind = subject[:1] if subject[1:2] == "-" else ""
    if "/" in subject:
        work.documents.get(subject)
    elif kind == CodeKind.PAYOUT.value:
        work.payouts.get(subject)
    elif kind == CodeKind.DONATION.value:
        work.donations.get(subject)
    elif kind == CodeKind.PERSON.value:
        person = work.people.get(subject)
        if person.erased is not None:
            raise refuse("person.erased", code=person.code, date=person.erased)
    elif kind == CodeKind.CAMPAIGN.value:
        work.campaigns.get(subject)
        if (day := work.erasures.day_of(subject)) is not None:
            raise refuse("campaign.erased", code=subject, date=day)
    else:
        raise refuse("attachment.no_subject", code=subject[:40])


# ------------------------------------------------------------------------------------------- from files to what is kept


def prepare(data: bytes, kind: AttachmentKind) -> NewFile:
    """Open a file apart, and give what will be kept of it.

    Raises:
        CannotRead: With the reason as a stable word.
    """
    from desktop.intake.apart.caller import Asked, read_apart  # noqa: PLC0415 - late: as above

    if not data:
        raise CannotRead(reason="empty")
    with closing(read_apart(data, Asked(LONGEST_SIDE, first_only=True, most=MOST_PAGES))) as pages:
        page = next(pages, None)
    if page is None:
        raise CannotRead(reason="picture_damaged")
    if page.media == PDF:
        if page.count > 1:
            _open_all(data)
        return NewFile(kind, PDF, hashlib.sha256(data).hexdigest(), page.count, data, thumbnail(page))
    if page.count > 1:  # only some programs show more than the first of them
        raise CannotRead(reason="several_pictures")
    return new_picture(page, kind)


def _open_all(data: bytes) -> None:
    """Open each page of a PDF, small: one that breaks off is refused now, while it can still be asked for again."""
    from desktop.intake.apart.caller import Asked, read_apart  # noqa: PLC0415 - late: as above

    with closing(read_apart(data, Asked(_THUMBNAIL, most=MOST_PAGES))) as pages:
        for _page in pages:
            pass


def new_picture(page: PixelPage, kind: AttachmentKind) -> NewFile:
    """Make a page's pixels the picture that is kept."""
    data = jpeg(page)
    return NewFile(kind, JPEG, hashlib.sha256(data).hexdigest(), 1, data, thumbnail(page))


def jpeg(page: PixelPage) -> bytes:
    """Write a page's pixels as JPEG, with nothing else in it."""
    return _encode(page, max(page.width, page.height))


def thumbnail(page: PixelPage) -> bytes:
    """Write a page small."""
    return _encode(page, _THUMBNAIL)


def _encode(page: PixelPage, longest: int) -> bytes:
    from PIL import Image  # noqa: PLC0415 - late: few sessions make pictures

    image = Image.frombytes("RGB", (page.width, page.height), page.pixels)
    if max(image.size) > longest:
        image.thumbnail((longest, longest))
    written = io.BytesIO()
    image.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
