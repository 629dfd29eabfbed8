"""Signed scans: read from files, matched by their QR codes, filed to their documents; the tray of those that wait."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from desktop.domain.attachments import MOST_PAGES, AttachmentKind, check_file
from desktop.domain.errors import CannotRead, NotFound, Refused, Stopped, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.payouts import PayoutState
from desktop.domain.progress import NoProgress, Progress
from desktop.domain.receipts import DocumentState, thaw, tidy_number
from desktop.domain.remarks import check_reason
from desktop.domain.scans import Filed, TakenScans, TrayPage, Waits, judge, named_by
from desktop.domain.text import one_line
from desktop.services.attachments import LONGEST_SIDE, attachment_facts, new_picture
from desktop.services.incoming import read_incoming
from desktop.services.periods import require_open

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.domain.attachments import NewFile
    from desktop.domain.receipts import Document
    from desktop.intake.apart.caller import PixelPage
    from desktop.services.office import Office
    from desktop.storage.work import Work

LARGEST_SCAN = 64 << 20
"""Bytes of one file of scans: forty pages of A4 in colour at 300 dots an inch have some 40 million."""
_SHARES_OF_FILE = 1000


def take_scans(office: Office, paths: Sequence[Path], progress: Progress | None = None) -> TakenScans:
    """Read files of scanned or photographed pages, and file each page to the document that its QR code names.

    Each page is a transaction of its own: stopped or cut off in the midst, what was filed stays filed, and the same
    files given again go on where it ended.

    Raises:
        Refused: This office holds no names.
    """
    office.need_identity()
    taking = _Taking(office, progress or NoProgress(), len(paths))
    try:
        for place, path in enumerate(paths, 1):
            taking.step(place, 0, 1)
            try:
                _take_file(taking, place, read_incoming(path, LARGEST_SCAN))
            except CannotRead as error:
                taking.unread.append((place, str(error.params.get("reason"))))
    except Stopped:
        return taking.result(stopped=True)
    return taking.result()


class _Taking:
    """What became of the pages so far."""

    def __init__(self, office: Office, progress: Progress, files: int) -> None:
        self.office, self._progress, self._files = office, progress, files
        self.filed: list[Filed] = []
        self.waiting: list[TrayPage] = []
        self.known: list[str] = []
        self.unread: list[tuple[int, str]] = []

    def step(self, place: int, page: int, pages: int) -> None:
        """Say how far it is: a file is a thousand parts, whatever it holds."""
        self._progress.step(
            (place - 1) * _SHARES_OF_FILE + _SHARES_OF_FILE * page // pages, self._files * _SHARES_OF_FILE
        )

    def result(self, *, stopped: bool = False) -> TakenScans:
        return TakenScans(tuple(self.filed), tuple(self.waiting), tuple(self.known), tuple(self.unread), stopped)


def _take_file(taking: _Taking, place: int, data: bytes) -> None:
    from desktop.intake.apart.caller import Asked, read_apart  # noqa: PLC0415 - late: few sessions open files

    if not data:
        raise CannotRead(reason="empty")
    if len(data) > LARGEST_SCAN:
        raise CannotRead(reason="too_large_scan")
    with closing(read_apart(data, Asked(LONGEST_SIDE, codes=True, most=MOST_PAGES))) as pages:
        for page in pages:
            _take_page(taking, page)
            taking.step(place, page.number, page.count)


def _take_page(taking: _Taking, page: PixelPage) -> None:
    """File a page to each document that it names (two vouchers may lie on one sheet), or put it into the tray."""
    new = new_picture(page, AttachmentKind.SIGNED_SCAN)
    for code in page.codes or ("",):
        with taking.office.work() as work:
            where = work.attachments.place_of(new.sha256, code)
            if where is not None:
                taking.known.append(where)
                continue
            waits = _judge(work, taking.office, code)
            if waits is None:
                taking.filed.append(_file_new(work, taking.office, new, code))
                continue
            waiting = work.attachments.take_in(new, code, waits, taking.office.now(), taking.office.user)
            facts = {"sha256": new.sha256, "waits": waits.value, "named": waiting.document}
            work.commit(Record("scan.waits", _scan(waiting.number), facts))
            taking.waiting.append(waiting)


def _judge(work: Work, office: Office, code: str) -> Waits | None:
    number = named_by(code)
    try:
        document = work.documents.get(number) if number else None
        digest = thaw(work.documents.facts(number)).digest() if document else ""
    except NotFound:
        document, digest = None, ""
    has_scan = document is not None and bool(work.attachments.scans(number))
    locked = document is not None and _is_locked(work, document)
    return judge(code, document, digest, locked=locked, has_scan=has_scan)


def _is_locked(work: Work, document: Document) -> bool:
    try:
        require_open(work, document.issued_on, document.number)
    except Refused:
        return True
    return False


def _file_new(work: Work, office: Office, new: NewFile, code: str) -> Filed:
    number = named_by(code)
    refuse_errors(check_file(len(new.data), len(work.attachments.scans(number))))
    added = work.attachments.add(number, new, office.now(), office.user)
    work.attachments.update(added.number, code=code)
    return _sign(work, number, added.number)


def _sign(work: Work, number: str, scan: int) -> Filed:
    """Make the document signed by a scan that is filed to it, and commit."""
    document = work.documents.get(number)
    signs = document.state is DocumentState.ISSUED
    if signs:
        work.documents.set_state(number, DocumentState.SIGNED)
        work.attachments.update(scan, signs=1)
        _follow(work, document, PayoutState.SIGNED)
    verb = "document.signed" if signs else "document.scan_added"
    facts = {"subject": document.subject_code, **attachment_facts(work.attachments.get(scan))}
    work.commit(Record(verb, number, facts))
    return Filed(scan, number, signs)


def _follow(work: Work, document: Document, state: PayoutState) -> None:
    """Let the payout stand where its voucher does."""
    if document.signs_payout:
        work.payouts.set_state(document.subject_code, state)


def tray(office: Office) -> tuple[TrayPage, ...]:
    """Tell of the pages that wait to be filed; none where no names are held."""
    if not office.has_identity:
        return ()
    with office.work() as work:
        return work.attachments.tray()


def tray_picture(office: Office, page: int) -> bytes:
    """Give a waiting page as JPEG; raises NotFound when it does not wait any more."""
    with office.work() as work:
        work.attachments.tray_page(page)
        return work.attachments.data(page)


def file_scan(office: Office, page: int, number: str) -> Filed:
    """File a page of the tray by hand, to the document that a person saw on it.

    Raises:
        NotFound: The page does not wait any more, or there is no such document.
        Refused: The document is void, or dated in a locked month.
    """
    number = tidy_number(number)
    with office.work() as work:
        work.attachments.tray_page(page)
        document = work.documents.get(number)
        if document.state is DocumentState.VOIDED:
            raise refuse("scan.void", at="number", number=number)
        require_open(work, document.issued_on, number)
        filed = work.attachments.get(page)
        refuse_errors(check_file(filed.size, len(work.attachments.scans(number))))
        name = work.attachments.next_name(number, filed.kind, filed.media)
        work.attachments.update(page, subject=number, name=name, waits="")
        return _sign(work, number, page)


def throw_away(office: Office, page: int) -> None:
    """Take a page of the tray away for good: its bytes go, its hash stays in the journal.

    Raises:
        NotFound: It does not wait any more.
    """
    with office.work() as work:
        waiting = work.attachments.tray_page(page)
        sha256 = work.attachments.get(page).sha256
        work.attachments.remove(page, "", office.now(), office.user)
        work.commit(Record("scan.thrown_away", _scan(page), {"sha256": sha256, "named": waiting.document}))


def take_off(office: Office, scan: int, reason: str) -> Document:
    """Take a scan off its document, with the reason: it goes to the tray, and what it signed is not signed any more.

    Raises:
        NotFound: There is no such scan.
        Refused: No reason is given, or the document is dated in a locked month.
    """
    reason = one_line(reason)
    refuse_errors(check_reason(reason))
    with office.work() as work:
        found = work.attachments.get(scan)
        number = found.subject
        if found.kind is not AttachmentKind.SIGNED_SCAN or found.removed or not number:
            raise NotFound(subject=f"#{scan}")
        document = work.documents.get(number)
        require_open(work, document.issued_on, number)
        signed = work.attachments.signing(number) == scan
        work.attachments.update(scan, subject="", waits=Waits.TAKEN_OFF.value, signs=0)
        others = work.attachments.scans(number)
        if signed and others:
            work.attachments.update(others[0].number, signs=1)
        unsigned = signed and not others and document.state is DocumentState.SIGNED
        if unsigned:
            work.documents.set_state(number, DocumentState.ISSUED)
            _follow(work, document, PayoutState.PAID)
        verb = "document.unsigned" if unsigned else "document.scan_taken_off"
        work.remarks.add(number, verb, office.user, office.now(), reason)
        work.commit(Record(verb, number, {"subject": document.subject_code, **attachment_facts(found)}))
        return work.documents.get(number)


def scans_of(office: Office, number: str) -> tuple[int, ...]:
    """Give the numbers of the scans that are filed to a document; none where no names are held."""
    if not office.has_identity:
        return ()
    with office.work() as work:
        return tuple(each.number for each in work.attachments.scans(number))


def _scan(number: int) -> str:
    return f"scan #{number}"
