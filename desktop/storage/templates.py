"""Texts, logos and words of documents: each version of a text stays, and so does each logo and set of words."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from desktop.domain.errors import NotFound
from desktop.domain.paper_templates import Template
from desktop.domain.papers import PaperTexts, freeze_texts
from desktop.domain.receipts import DocumentKind
from desktop.storage.context import read_moment
from desktop.storage.tables_identity import template
from desktop.storage.tables_money import picture

if TYPE_CHECKING:
    from desktop.storage.context import Desk


class Templates:
    """The repository of texts and logos."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def current(self, kind: DocumentKind, language: str) -> Template:
        """Give the last version of a kind's texts in a language; the program's own where nobody changed them.

        Without the identity book, which keeps them, these are the program's own.
        """
        found = self.versions(kind, language)
        return found[-1] if found else Template(kind, language)

    def versions(self, kind: DocumentKind, language: str) -> tuple[Template, ...]:
        """Give all versions that somebody made, in their order."""
        if not self._desk.has_identity:
            return ()
        query = select(template).where(template.c.kind == kind.value, template.c.language == language)
        return tuple(_read(row) for row in self._desk.connection.execute(query.order_by(template.c.version)))

    def add(self, new: Template) -> None:
        """Keep a version.

        Raises:
            Refused: "identity.needed" without the identity book.
        """
        self._desk.need_identity()
        if new.at is None:
            raise ValueError("a version that is kept was made by somebody")
        self._desk.connection.execute(
            template.insert().values(
                id=self._desk.next_id(template),
                kind=new.kind.value,
                language=new.language,
                version=new.version,
                at=new.at.isoformat(),
                actor=new.actor,
                facts=json.dumps(freeze_texts(new.texts), ensure_ascii=False, sort_keys=True),
            )
        )

    def keep_picture(self, sha256: str, data: bytes) -> None:
        """Keep a logo under its hash; one that is kept already is the same."""
        self._desk.connection.execute(insert(picture).values(sha256=sha256, data=data).on_conflict_do_nothing())

    def picture(self, sha256: str) -> bytes:
        """Give a logo by its hash; nothing for none.

        Raises:
            NotFound: There is no such logo.
        """
        if not sha256:
            return b""
        query = select(picture.c.data).where(picture.c.sha256 == sha256)
        found = self._desk.connection.execute(query).scalar_one_or_none()
        if found is None:
            raise NotFound(subject=sha256)
        return bytes(found)

    def keep_labels(self, sha256: str, data: bytes) -> None:
        """Keep the words that papers bear under their hash, beside the logos; what is kept already is the same."""
        self.keep_picture(sha256, data)

    def labels(self, sha256: str) -> bytes:
        """Give the words that papers bear by their hash.

        Raises:
            NotFound: There are none, or they are not those any more.
        """
        data = self.picture(sha256)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise NotFound(subject=sha256)
        return data


def _read(row: Any) -> Template:
    texts = PaperTexts(**json.loads(row.facts))
    return Template(DocumentKind(row.kind), row.language, texts, row.version, read_moment(row.at), row.actor)
