"""The register of erasures, and what is kept longer than its term: codes and days in the ledger book."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from desktop.storage.context import person_code, person_id
from desktop.storage.merged import merged_with
from desktop.storage.tables_erasures import erasure, keeping
from desktop.storage.tables_identity import remark
from desktop.storage.tables_ledger import campaign, document, person
from desktop.storage.tables_money import decision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from desktop.storage.context import Desk


class Erasures:
    """The repository of what was erased, by its subject: "P-0007", "C-0003", "PV/2026/0001", "X-0002"."""

    def __init__(self, desk: Desk) -> None:
        """Work at a unit of work's desk."""
        self._desk = desk

    def add(self, subject: str, day: date) -> None:
        """Say for good that something was erased on a day."""
        self._desk.connection.execute(erasure.insert().values(subject=subject, day=day.isoformat()))
        self._desk.known.pop("erased", None)

    def day_of(self, subject: str) -> date | None:
        """Give the day on which something was erased; None where it was not."""
        return self.everything().get(subject)

    def everything(self) -> dict[str, date]:
        """Give the whole register; it is short, and remembered for the rest of the work."""
        if not self._desk.known.get("erased"):
            rows = self._desk.connection.execute(select(erasure).order_by(erasure.c.subject))
            self._desk.known["erased"] = [{row.subject: date.fromisoformat(row.day) for row in rows}]
        found: dict[str, date] = self._desk.known["erased"][0]
        return found

    def holds(self, subject: str) -> bool:
        """Tell whether there is such a person, campaign, document or decision here."""
        if "/" in subject:
            numbered = select(document.c.id).where(document.c.number == subject)
            return self._desk.connection.execute(numbered).first() is not None
        kind, _dash, number = subject.partition("-")
        table = {"P": person, "C": campaign}.get(kind, decision)
        return self._desk.connection.execute(select(table.c.id).where(table.c.id == int(number))).first() is not None

    def codes_of(self, code: str) -> tuple[str, ...]:
        """Give all codes that stand for one person, the one they go by first."""
        return tuple(person_code(number) for number in merged_with(self._desk, person_id(code)))

    def shred_story(self, code: str, at: datetime, actor: int) -> None:
        """Take a campaign's title, story, descriptions, imported page and files; refuses without the identity book."""
        from desktop.storage.erasing import optimize_search, shred_story  # noqa: PLC0415  few sessions erase anything

        shred_story(self._desk, code, at, actor)
        self.forget_remarks((code,))
        optimize_search(self._desk)

    def forget_remarks(self, subjects: Iterable[str]) -> None:
        """Empty why things were done to some subjects."""
        self._desk.connection.execute(remark.update().where(remark.c.subject.in_(list(subjects))).values(text=""))

    def keep(self, subject: str, what: str, until: date, at: datetime, actor: int) -> None:
        """Leave something out of the review until a day."""
        values = {"until": until.isoformat(), "at": at.isoformat(), "actor": actor}
        self._desk.connection.execute(
            insert(keeping)
            .values(subject=subject, what=what, **values)
            .on_conflict_do_update(index_elements=["subject", "what"], set_=values)
        )

    def kept(self, today: date) -> frozenset[tuple[str, str]]:
        """Give what is kept longer on a day: each subject with its class."""
        rows = self._desk.connection.execute(select(keeping).where(keeping.c.until >= today.isoformat()))
        return frozenset((row.subject, row.what) for row in rows)
