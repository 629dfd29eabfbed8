"""Issuing within a unit of work: facts gathered and frozen, the number taken, the paper drawn, all or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse, refuse_errors
from desktop.domain.receipts import (
    Document,
    DocumentFacts,
    DocumentState,
    Rendering,
    Series,
    freeze,
    siblings,
)
from desktop.services.consents import naming_problems
from desktop.services.facts import DOCUMENT, DOCUMENT_FACTS, DOCUMENT_PDF
from desktop.services.gathering import check_languages as check_languages
from desktop.services.gathering import gather as gather
from desktop.services.gathering import gather_for
from desktop.services.gathering import subject_draft as subject_draft
from desktop.services.periods import require_open

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.domain.receipts import IssueRequest
    from desktop.services.office import Office
    from desktop.storage.work import Work


@dataclass(frozen=True, slots=True)
class Issued:
    """A document just issued, with the digest of its frozen facts for the journal."""

    document: Document
    facts_digest: str


def document_facts(issued: Issued) -> dict[str, object]:
    """Tell the journal of an issued document: its number and the digests of its paper and its facts."""
    return {
        DOCUMENT: issued.document.number,
        DOCUMENT_PDF: issued.document.sha256,
        DOCUMENT_FACTS: issued.facts_digest,
        "replaces": issued.document.replaces,
    }


def draw(
    facts: DocumentFacts, rendering: Rendering, logo: bytes = b"", kept: Sequence[Mapping[str, str]] = ()
) -> bytes:
    """Draw a paper with the logo that it bears and the words kept for it; the library loads with the first one."""
    from desktop.documents.papers import draw_document  # noqa: PLC0415 - late: heavy

    return draw_document(facts, rendering, logo, kept)


def redraw(work: Work, facts: DocumentFacts, rendering: Rendering) -> bytes:
    """Draw a paper of frozen facts, or of less of them, with the logo and the words that it was issued with."""
    return draw(facts, rendering, logo_of(work, facts), labels_of(work, facts))


def logo_of(work: Work, facts: DocumentFacts) -> bytes:
    """Give the logo that a paper bears; nothing for none."""
    return work.templates.picture(facts.paper.logo) if facts.paper is not None else b""


def labels_of(work: Work, facts: DocumentFacts) -> tuple[dict[str, str], ...]:
    """Give the words that a paper was issued with, for each language; a document of a former version has none."""
    from desktop.documents.captions import read_words  # noqa: PLC0415 - late: heavy

    return tuple(read_words(work.templates.labels(sha256)) for sha256 in facts.labels)


def keep_labels(work: Work, *languages: str) -> tuple[str, ...]:
    """Keep the words that a paper may bear in its languages, whatever becomes of it; give their hashes."""
    from desktop.documents.captions import words_of  # noqa: PLC0415 - late: heavy

    kept = [words_of(language) for language in languages if language]
    for words in kept:
        work.templates.keep_labels(*words)
    return tuple(words.sha256 for words in kept)


def issue(work: Work, office: Office, subject: str, request: IssueRequest, replaces: str | None = None) -> Issued:
    """Issue the document of a record: its number is taken here, in the caller's transaction.

    Raises:
        Refused: A valid document of its sort is there already, the record was taken back, the replacement does not
            fit, or the person is named and did not agree to it.
    """
    facts = gather_for(work, subject, request, office.today())
    subject = facts.subject
    if (valid := work.documents.valid_for(subject, siblings(facts.kind))) is not None:
        raise refuse("document.already_issued", number=valid, code=subject)
    require_open(work, office.today(), subject)  # only where the clock went back
    if facts.party_code:
        refuse_errors(naming_problems(work, facts.party_code, facts.name_use))
    if replaces is None:
        replaces = predecessor(work, facts)
    else:
        check_replaces(work, replaces, facts)
    currency = facts.amount.currency
    plain = currency == work.settings.load().base_currency
    series = Series(facts.kind, currency, facts.issued_on.year, plain)
    count = work.documents.take_number(series)
    facts = replace(
        facts,
        number=series.number(count),
        labels=keep_labels(work, facts.language, facts.second_language),
        replaces=replaces or "",
    )
    pdf = draw(facts, Rendering(), logo_of(work, facts))
    document = Document(
        number=facts.number,
        kind=facts.kind,
        state=DocumentState.ISSUED,
        language=facts.language,
        issued_on=facts.issued_on,
        amount=facts.amount,
        subject_code=subject,
        campaign=facts.campaign,
        party_code=facts.party_code or None,
        sha256=hashlib.sha256(pdf).hexdigest(),
        replaces=replaces,
    )
    work.documents.add(document, freeze(facts), pdf, series=series, count=count)
    return Issued(document, facts.digest())


def predecessor(work: Work, facts: DocumentFacts) -> str | None:
    """Give the last voided document of a record and sort: a new one always says which it stands in for."""
    kinds = siblings(facts.kind)
    former = [each for each in work.documents.for_subject(facts.subject) if each.kind in kinds]
    voided = [each for each in former if each.state is DocumentState.VOIDED]
    return voided[-1].number if voided else None


def check_replaces(work: Work, number: str, facts: DocumentFacts) -> None:
    """Refuse a replacement of a valid document, or of another record's or sort's."""
    replaced = work.documents.get(number)
    if replaced.subject_code != facts.subject or replaced.kind not in siblings(facts.kind):
        raise refuse("document.replaces_other", number=number)
    if replaced.state is not DocumentState.VOIDED:
        raise refuse("document.replaces_valid", number=number)
