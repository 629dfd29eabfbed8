"""Texts and the logo of documents: read, changed with a new version each time, shown before they are kept."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import refuse_errors
from desktop.domain.journal import Record
from desktop.domain.paper_templates import Template, check_texts, texts_digest
from desktop.domain.papers import PaperTexts
from desktop.domain.receipts import DocumentKind, Mark, Rendering
from desktop.domain.text import tidied
from desktop.services.incoming import read_incoming
from desktop.services.issuing import check_languages, draw
from desktop.services.settings import OFFICE, SETTINGS
from desktop.services.specimens import specimen
from desktop.services.undo import Gesture, Keeper, Putting

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.settings import OfficeSettings
    from desktop.services.office import Office
    from desktop.storage.work import Work

_LONG = tuple(each.name for each in fields(PaperTexts))


def load_template(office: Office, kind: DocumentKind, language: str) -> Template:
    """Read the texts of a kind in a language as they are now."""
    check_languages(language, "")
    with office.work() as work:
        return work.templates.current(kind, language)


def template_versions(office: Office, kind: DocumentKind, language: str) -> tuple[Template, ...]:
    """Read all versions of a kind's texts in a language that somebody made."""
    check_languages(language, "")
    with office.work() as work:
        return work.templates.versions(kind, language)


def save_template(office: Office, kind: DocumentKind, language: str, texts: PaperTexts) -> Template:
    """Keep texts as a new version; the same texts once more make none. Documents that are issued keep theirs.

    Raises:
        Refused: A text is too long, the language is not known, or the identity book is needed and not open.
    """
    check_languages(language, "")
    texts = tidied(texts, _LONG)
    refuse_errors(check_texts(texts))
    with office.work() as work:
        before = work.templates.current(kind, language)
        if before.texts == texts:
            return before
        gesture = Gesture(office, work)
        gesture.changes(TEMPLATES, f"{kind.value} {language}")
        new, record = _add(work, office, before, texts)
        gesture.commit(record)
    return new


def _add(work: Work, office: Office, before: Template, texts: PaperTexts) -> tuple[Template, Record]:
    """Keep texts as the version after `before`."""
    new = replace(before, texts=texts, version=before.version + 1, at=office.now(), actor=office.user)
    work.templates.add(new)
    facts = {"kind": new.kind.value, "language": new.language, "version": new.version, "texts": texts_digest(texts)}
    return new, Record("template.saved", "office", facts)


def _read(work: Work, code: str) -> Template:
    kind, _space, language = code.partition(" ")
    return work.templates.current(DocumentKind(kind), language)


def _put(asked: Putting) -> list[Record]:
    now, wanted = asked.now, asked.wanted
    assert isinstance(now, Template)  # noqa: S101  what `current` gave
    assert isinstance(wanted, Template)  # noqa: S101  texts are never added
    return [_add(asked.work, asked.office, now, wanted.texts)[1]]


TEMPLATES = Keeper("template", _read, _put)
"""How texts of documents are put back: as a new version."""


def preview_template(office: Office, kind: DocumentKind, language: str, texts: PaperTexts) -> bytes:
    """Draw a paper of an invented donor or payee with these texts; nothing is kept.

    Raises:
        Refused: A text is too long, or the language is not known.
    """
    check_languages(language, "")
    texts = tidied(texts, _LONG)
    refuse_errors(check_texts(texts))
    with office.work() as work:
        settings = work.settings.load()
        logo = work.templates.picture(settings.logo)
        facts = specimen(settings, kind, language, texts, office.today())
    return draw(facts, Rendering(Mark.PREVIEW), logo)


def choose_logo(office: Office, path: Path | None) -> OfficeSettings:
    """Take a picture as the logo of documents from now on, drawn anew without all that it told beside; None: no logo.

    Raises:
        Refused: "logo.unreadable", "logo.too_large".
        CannotRead: The file is missing or too large.
    """
    from desktop.intake.logo import MOST_BYTES, read_logo  # noqa: PLC0415 - late: heavy

    data = b""
    if path is not None:
        data = read_logo(read_incoming(path, MOST_BYTES))
    sha256 = hashlib.sha256(data).hexdigest() if data else ""
    with office.work() as work:
        gesture = Gesture(office, work)
        gesture.changes(SETTINGS, OFFICE)
        settings = replace(work.settings.load(), logo=sha256)
        if data:
            work.templates.keep_picture(sha256, data)
        work.settings.save(settings)
        gesture.commit(Record("logo.chosen", "office", {"logo": sha256}))
    return settings


def load_logo(office: Office) -> bytes:
    """Read the logo as a PNG; nothing for none."""
    with office.work() as work:
        return work.templates.picture(work.settings.load().logo)
