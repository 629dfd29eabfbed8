"""Donors' own forms with their mappings, whole in the identity book: a form may name the people who made it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desktop.domain.errors import NotFound
from desktop.domain.templates import DonorTemplate, Filling
from desktop.storage.tables_identity import donor_form

if TYPE_CHECKING:
    from desktop.storage.context import Desk

_TOLD = [each for each in donor_form.c if each.name != "data"]


class DonorForms:
    """The repository of donors' forms. Each method refuses with "identity.needed" without the identity book."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, title: str, data: bytes, at: datetime) -> DonorTemplate:
        """Keep a new form."""
        self._desk.need_identity()
        number = self._desk.next_id(donor_form)
        self._desk.connection.execute(
            donor_form.insert().values(
                id=number, title=title, sha256=hashlib.sha256(data).hexdigest(), added_at=at.isoformat(), data=data
            )
        )
        return self.get(number)

    def all(self) -> tuple[DonorTemplate, ...]:
        """Tell of all forms that are still here, by title."""
        self._desk.need_identity()
        query = select(*_TOLD).where(donor_form.c.removed == 0).order_by(donor_form.c.title, donor_form.c.id)
        return tuple(_template(row) for row in self._desk.connection.execute(query))

    def get(self, number: int) -> DonorTemplate:
        """Tell of a form.

        Raises:
            NotFound: There is none, or it was removed.
        """
        return _template(self._row(number))

    def data(self, number: int) -> bytes:
        """Give a form's bytes."""
        self._row(number)
        query = select(donor_form.c.data).where(donor_form.c.id == number)
        return bytes(self._desk.connection.execute(query).scalar_one())

    def replace(self, number: int, data: bytes) -> None:
        """Put another file in place of a form; its mapping stays as it is, made for the old one."""
        self._update(number, sha256=hashlib.sha256(data).hexdigest(), data=data)

    def map(self, number: int, filling: Filling) -> None:
        """Keep which cell takes what."""
        self._update(number, filling=json.dumps(filling.facts()))

    def remove(self, number: int) -> None:
        """Empty a form; its number is never used again."""
        self._update(number, removed=1, data=b"", filling="")

    def bring_back(self, number: int, data: bytes, filling: Filling) -> None:
        """Put a form's file and mapping back as they were, also where it was removed."""
        self._desk.need_identity()
        told = json.dumps(filling.facts()) if filling != Filling() else ""
        values = {"sha256": hashlib.sha256(data).hexdigest(), "data": data, "filling": told, "removed": 0}
        self._desk.connection.execute(donor_form.update().where(donor_form.c.id == number).values(**values))

    def _row(self, number: int) -> Any:
        self._desk.need_identity()
        row = self._desk.connection.execute(
            select(*_TOLD).where(donor_form.c.id == number, donor_form.c.removed == 0)
        ).one_or_none()
        if row is None:
            raise NotFound(subject=f"form {number}")
        return row

    def _update(self, number: int, **values: object) -> None:
        self._row(number)
        self._desk.connection.execute(donor_form.update().where(donor_form.c.id == number).values(**values))


def _template(row: Any) -> DonorTemplate:
    filling = Filling.from_facts(json.loads(row.filling)) if row.filling else Filling()
    return DonorTemplate(row.id, row.title, row.sha256, filling, datetime.fromisoformat(row.added_at))
