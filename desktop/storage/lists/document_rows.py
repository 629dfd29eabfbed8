"""The register of documents as a list."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.ids import CodeKind, read_code
from desktop.domain.money import Money
from desktop.domain.receipts import DocumentKind, DocumentRow, DocumentState
from desktop.storage.context import campaign_code, person_code_or_none
from desktop.storage.document_funds import about_campaigns, funds_of
from desktop.storage.erasures import Erasures
from desktop.storage.lists.matching import amounting, named, of_number, of_person
from desktop.storage.lists.spec import ListSpec, Sums, by_period, by_span, exactly
from desktop.storage.merged import by_person
from desktop.storage.search import Indexed
from desktop.storage.tables_identity import document_identity
from desktop.storage.tables_ledger import document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Column, ColumnElement

    from desktop.storage.context import Desk
    from desktop.storage.lists.typed import Typed


def load_documents(desk: Desk, ids: Sequence[int]) -> dict[int, DocumentRow]:
    """Read the documents of some ids as rows of the register; the party is named as on the paper."""
    named_as: dict[int, str] = {}
    if desk.has_identity:
        query = select(document_identity.c.id, document_identity.c.party).where(document_identity.c.id.in_(ids))
        named_as = {row.id: row.party for row in desk.connection.execute(query)}
    rows = desk.connection.execute(select(document).where(document.c.id.in_(ids))).all()
    funds, erased = funds_of(desk, {row.subject for row in rows}), Erasures(desk).everything()
    return {
        row.id: DocumentRow(
            row_id=row.id,
            number=row.number,
            kind=DocumentKind(row.kind),
            issued_on=date.fromisoformat(row.issued_on),
            party_code=person_code_or_none(row.party_id),
            party_name=named_as.get(row.id) or person_code_or_none(row.party_id) or "",
            campaign=campaign_code(row.campaign_id),
            amount=Money(row.amount, row.currency),
            state=DocumentState(row.state),
            language=row.language,
            copies=row.copies,
            subject_code=row.subject,
            campaigns=funds.get(row.subject) or (campaign_code(row.campaign_id),),
            redacted=erased.get(row.number),
        )
        for row in rows
    }


def _matches(desk: Desk, typed: Typed) -> list[ColumnElement[bool]]:
    return [
        *named(desk, document.c.id, Indexed.DOCUMENT, typed),
        *named(desk, document.c.party_key, Indexed.PERSON, typed),
        *named(desk, document.c.campaign_id, Indexed.CAMPAIGN, typed),
        *of_person(desk, document.c.party_key, typed),
        *(about_campaigns(partial(_between, each.low, each.high)) for each in typed.codes_of(CodeKind.CAMPAIGN)),
        *_on_subject(typed),
        *amounting(typed, document.c.amount_key),
        *of_number(typed),
        *([] if typed.number is None else [document.c.count == typed.number]),
    ]


def _for_campaign(value: str) -> ColumnElement[bool]:
    number = read_code(CodeKind.CAMPAIGN, value) if value else 0
    return about_campaigns(lambda column: column == number)


def _between(low: int, high: int, column: Column[Any]) -> ColumnElement[bool]:
    return column.between(low, high)


def _on_subject(typed: Typed) -> Iterator[ColumnElement[bool]]:
    for kind in (CodeKind.DONATION, CodeKind.PAYOUT):
        for each in typed.codes_of(kind):
            yield document.c.subject_key.between(f"{kind.value}{each.low:09d}", f"{kind.value}{each.high:09d}")


DOCUMENTS = ListSpec(
    table=document,
    natural=document.c.id,
    sorts={
        "number": document.c.number_key,
        "kind": document.c.kind,
        "issued_on": document.c.issued_on,
        "party_code": document.c.party_key,
        "party_name": document_identity.c.party_sort,
        "campaign": document.c.campaign_id,
        "amount": document.c.amount_key,
        "state": document.c.state,
        "language": document.c.language,
        "copies": document.c.copies,
        "subject_code": document.c.subject_key,
    },
    filters={
        "kind": exactly(document.c.kind),
        "state": exactly(document.c.state),
        "language": exactly(document.c.language),
        "currency": exactly(document.c.currency),
        "issued_on": by_period(document.c.issued_on),
        "amount": by_span(document.c.amount_key),
        "campaign": _for_campaign,
        "party_code": by_person(document.c.party_key),
        "subject_code": exactly(document.c.subject),
    },
    load=load_documents,
    sums=Sums(document.c.currency, document.c.id, {"amount": document.c.amount}),
    matches=_matches,
)
