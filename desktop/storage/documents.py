"""Issued documents: the register in the ledger book; the frozen facts, the paper and why it was voided in the other."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.errors import NotFound, refuse
from desktop.domain.ids import CodeKind, read_code
from desktop.domain.money import Money
from desktop.domain.receipts import RECEIPTS, VOUCHERS, Document, DocumentKind, DocumentState, Series
from desktop.storage.context import (
    campaign_code,
    campaign_id,
    person_code_or_none,
    person_id,
    read_moment,
    scale_of,
)  # fmt: skip
from desktop.storage.document_funds import about_or_named, funds_of
from desktop.storage.erasures import Erasures
from desktop.storage.folding import sort_key
from desktop.storage.search import Indexed, index_row
from desktop.storage.tables_identity import document_identity
from desktop.storage.tables_ledger import document, donation, payout
from desktop.storage.tables_ledger import series as counters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from desktop.storage.context import Desk

_NAMED_AT = {
    **dict.fromkeys(RECEIPTS, (CodeKind.DONATION, donation, "receipt")),
    **dict.fromkeys(VOUCHERS, (CodeKind.PAYOUT, payout, "voucher")),
}
"""The records that name their document; all others (an advance's voucher too) stand in the register alone."""

_LETTERS = {each.value: each for each in CodeKind}


class Documents:
    """The repository of receipts and vouchers."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def take_number(self, series: Series) -> int:
        """Take the next count of a series, in this transaction: it is given back if the work is not committed."""
        prefix = _prefix(series)
        where = (counters.c.prefix == prefix, counters.c.year == series.year)
        taken = self._desk.connection.execute(counters.update().where(*where).values(last=counters.c.last + 1))
        if not taken.rowcount:
            self._desk.connection.execute(
                counters.insert().values(
                    prefix=prefix,
                    year=series.year,
                    kind=series.kind.value,
                    currency=series.currency,
                    plain=int(series.plain),
                    last=1,
                )
            )
        return int(self._desk.connection.execute(select(counters.c.last).where(*where)).scalar_one())

    def add(self, new: Document, facts: Mapping[str, object], pdf: bytes, *, series: Series, count: int) -> None:
        """Store an issued document with its frozen facts and its paper, and name it at its donation or payout.

        Args:
            new: The document; its number must be that of `count` in `series`.
            facts: The frozen facts (`receipts.freeze`).
            pdf: The paper made at issue.
            series: The series that the number was taken from.
            count: The count that was taken.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        if new.number != series.number(count):
            raise ValueError("a document has the number that was taken for it")
        row_id = self._desk.next_id(document)
        self._desk.connection.execute(document.insert().values(id=row_id, **_values(new, series, count)))
        party = str(facts.get("party", ""))
        self._desk.connection.execute(
            document_identity.insert().values(
                id=row_id,
                facts=_text(facts),
                pdf=pdf,
                party=party,
                party_sort=sort_key(party),
            )
        )
        index_row(self._desk, Indexed.DOCUMENT, row_id, party, new=True)
        self._desk.tally(document, 1)
        self._name_at_subject(new.kind, new.subject_code, new.number, _number_key(series, count))

    def get(self, number: str) -> Document:
        """Load a document's line in the register.

        Raises:
            NotFound: There is no such document.
        """
        return self._document(self._row(number))

    def facts(self, number: str) -> dict[str, Any]:
        """Give the frozen facts of a document.

        Raises:
            NotFound: There is no such document.
            Refused: "identity.needed" without the identity book.
        """
        stored = json.loads(self._identity(number, "facts"))
        return dict(stored)

    def pdf(self, number: str) -> bytes:
        """Give the paper made at issue.

        Raises:
            NotFound: There is no such document.
            Refused: "identity.needed" without the identity book.
        """
        return bytes(self._identity(number, "pdf"))

    def void(self, number: str, reason: str, at: datetime) -> None:
        """Void a document: the number stays, and its donation or payout may be changed or get another.

        Raises:
            NotFound: There is no such document.
            Refused: "document.already_void"; "identity.needed" without the identity book, where the reason is kept.
        """
        row = self._row(number)
        if row.state == DocumentState.VOIDED.value:
            raise refuse("document.already_void", number=number)
        self._desk.need_identity()
        self._desk.connection.execute(
            document.update()
            .where(document.c.id == row.id)
            .values(state=DocumentState.VOIDED.value, voided_at=at.isoformat())
        )
        self._desk.connection.execute(
            document_identity.update().where(document_identity.c.id == row.id).values(void_reason=reason)
        )
        self._name_at_subject(DocumentKind(row.kind), row.subject, "", "")

    def hand_out(self, number: str, at: datetime) -> int:
        """Count that a document leaves the office: gives 0 for the original, then 1, 2 … for its copies.

        Raises:
            NotFound: There is no such document.
        """
        row = self._row(number)
        if not row.handed_out_at:
            self._update(row.id, handed_out_at=at.isoformat())
            return 0
        self._update(row.id, copies=row.copies + 1)
        return int(row.copies) + 1

    def set_state(self, number: str, state: DocumentState) -> None:
        """Say where a document stands now; a void one stays void, and `void` alone makes one so.

        Raises:
            NotFound: There is no such document.
            Refused: "document.already_void".
        """
        row = self._row(number)
        if row.state == DocumentState.VOIDED.value:
            raise refuse("document.already_void", number=number)
        if state is DocumentState.VOIDED:
            raise ValueError("a document is voided with a reason")
        self._update(row.id, state=state.value)

    def valid_for(self, subject_code: str, kinds: Sequence[DocumentKind] = ()) -> str | None:
        """Give the number of the document that rests on a record and is not void, if there is one.

        With `kinds` only those count. Where there are several, it is the last one's.
        """
        query = select(document.c.number).where(
            document.c.subject == subject_code, document.c.state != DocumentState.VOIDED.value
        )
        if kinds:
            query = query.where(document.c.kind.in_([kind.value for kind in kinds]))
        return self._desk.connection.execute(query.order_by(document.c.id.desc()).limit(1)).scalar_one_or_none()

    def for_subject(self, subject_code: str) -> tuple[Document, ...]:
        """Give all documents of a donation or payout, the void ones too, in the order of issue."""
        query = select(document).where(document.c.subject == subject_code).order_by(document.c.id)
        return tuple(self._document(row) for row in self._desk.connection.execute(query).all())

    def series_counts(self) -> Iterator[tuple[Series, tuple[int, ...], int]]:
        """Give each series with the counts that its documents have, and the last count that was taken."""
        last = {(row.prefix, row.year): row for row in self._desk.connection.execute(select(counters))}
        query = select(
            document.c.prefix, document.c.year, document.c.count.label("taken"), document.c.kind, document.c.currency
        )
        ordered = query.order_by(document.c.prefix, document.c.year, document.c.count)
        rows = self._desk.connection.execute(ordered).all()
        for key, group in groupby(rows, key=lambda row: (row.prefix, row.year)):
            found = list(group)
            row = last.pop(key, None)
            named = row or found[0]
            plain = bool(row.plain) if row else "-" not in key[0]
            series = Series(DocumentKind(named.kind), named.currency, key[1], plain)
            yield series, tuple(each.taken for each in found), row.last if row else 0
        for row in last.values():
            yield Series(DocumentKind(row.kind), row.currency, row.year, bool(row.plain)), (), row.last

    def digests(self) -> Iterator[tuple[str, str, str]]:
        """Give each number with the hash in the register and the hash of the paper that is kept.

        A redacted document has no paper any more: that of nothing stands for the register's.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        query = select(document.c.number, document.c.sha256, document_identity.c.pdf).join(
            document_identity, document_identity.c.id == document.c.id, isouter=True
        )
        redacted = Erasures(self._desk).everything().keys()
        streamed = query.order_by(document.c.id).execution_options(yield_per=50)
        with self._desk.connection.execute(streamed) as rows:
            for row in rows:
                none = row.number in redacted and row.pdf == b""
                yield row.number, row.sha256, row.sha256 if none else hashlib.sha256(row.pdf or b"").hexdigest()

    def redact(self, number: str, left: Mapping[str, object]) -> None:
        """Keep less of a document for good: what is `left` of its facts, without its paper and the words of its void.

        Raises:
            NotFound: There is no such document.
            Refused: "identity.needed" without the identity book.
        """
        row = self._row(number)
        self._desk.need_identity()
        kept = {"facts": _text(left), "pdf": b"", "party": "", "party_sort": "", "void_reason": ""}
        mine = document_identity.c.id == row.id
        self._desk.connection.execute(document_identity.update().where(mine).values(**kept))
        index_row(self._desk, Indexed.DOCUMENT, row.id)

    def _row(self, number: str) -> Any:
        row = self._desk.connection.execute(select(document).where(document.c.number == number)).one_or_none()
        if row is None:
            raise NotFound(subject=number)
        return row

    def _identity(self, number: str, column: str) -> Any:
        row = self._row(number)
        self._desk.need_identity()
        query = select(document_identity.c[column]).where(document_identity.c.id == row.id)
        found = self._desk.connection.execute(query).scalar_one_or_none()
        if found is None:
            raise NotFound(subject=number)
        return found

    def _update(self, row_id: int, **values: object) -> None:
        self._desk.connection.execute(document.update().where(document.c.id == row_id).values(**values))

    def _name_at_subject(self, kind: DocumentKind, subject: str, number: str, key: str) -> None:
        named_at = _NAMED_AT.get(kind)
        if named_at is None or not subject.startswith(named_at[0].value):
            return
        code_kind, table, column = named_at
        self._desk.connection.execute(
            table.update()
            .where(table.c.id == read_code(code_kind, subject))
            .values({column: number, f"{column}_key": key})
        )

    def funds(self, number: str) -> tuple[str, ...]:
        """Give the codes of all funds that a document's gift or payout is split over."""
        found = self.get(number)
        return funds_of(self._desk, (found.subject_code,)).get(found.subject_code) or (found.campaign,)

    def about(
        self, campaigns: Iterable[str], since: date | None, until: date | None, named: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """Give the numbers of the documents of some funds that were issued in a period, and of those that are named.

        They stand in the order of issue; a split gift's document is of each of its funds.
        """
        return about_or_named(self._desk, campaigns, since, until, named)

    def _document(self, row: Any) -> Document:
        reason = ""
        if self._desk.has_identity and row.state == DocumentState.VOIDED.value:
            query = select(document_identity.c.void_reason).where(document_identity.c.id == row.id)
            reason = self._desk.connection.execute(query).scalar_one_or_none() or ""
        return Document(
            number=row.number,
            kind=DocumentKind(row.kind),
            state=DocumentState(row.state),
            language=row.language,
            issued_on=date.fromisoformat(row.issued_on),
            amount=Money(row.amount, row.currency),
            subject_code=row.subject,
            campaign=campaign_code(row.campaign_id),
            party_code=person_code_or_none(row.party_id),
            sha256=row.sha256,
            handed_out=bool(row.handed_out_at),
            copies=row.copies,
            void_reason=reason,
            voided_at=read_moment(row.voided_at),
            replaces=row.replaces or None,
            redacted=Erasures(self._desk).day_of(row.number),
        )


def _text(facts: Mapping[str, object]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)


def _prefix(series: Series) -> str:
    """What a series' numbers begin with; series of one prefix and year share their counts."""
    return series.number(1).split("/")[0]


def _number_key(series: Series, count: int) -> str:
    """The key by which numbers stand in order: the count with all its noughts."""
    return f"{_prefix(series)}/{series.year:04d}/{count:09d}"


def _subject_key(subject: str) -> str:
    """Give the key by which subjects stand in order: "D-0012" gives "D000000012", "P-0003/2026/EUR" what it is for."""
    code, slash, rest = subject.partition("/")
    kind = _LETTERS[code[:1]]
    return f"{kind.value}{read_code(kind, code):09d}{slash}{rest}"


def _values(new: Document, series: Series, count: int) -> dict[str, Any]:
    return {
        "number": new.number,
        "number_key": _number_key(series, count),
        "prefix": _prefix(series),
        "year": series.year,
        "count": count,
        "kind": new.kind.value,
        "state": new.state.value,
        "language": new.language,
        "issued_on": new.issued_on.isoformat(),
        "amount": new.amount.minor,
        "currency": new.amount.currency,
        "scale": scale_of(new.amount.currency),
        "subject": new.subject_code,
        "subject_key": _subject_key(new.subject_code),
        "campaign_id": campaign_id(new.campaign),
        "party_id": None if new.party_code is None else person_id(new.party_code),
        "sha256": new.sha256,
        "replaces": new.replaces or "",
    }
