"""Donors' own forms: keep one for a grant, say which cell takes what, fill it in and compare it with the ledger."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import CannotRead, DoesNotReconcile, NotFound, Problem, refuse, refuse_errors
from desktop.domain.journal import Record
from desktop.domain.progress import NoProgress, Progress
from desktop.domain.reports import Variant
from desktop.domain.revisions import moved_between_items
from desktop.domain.templates import LARGEST_TEMPLATE, LONGEST_TITLE, check_filling, left_out
from desktop.domain.text import one_line
from desktop.services.incoming import read_incoming
from desktop.services.report_facts import gather_workbook
from desktop.services.reports import Export, WorkbookRequest, check_sums, check_workbook, finished
from desktop.services.undo import Gesture, Keeper, Putting

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.templates import DonorTemplate, Filling, SheetGrid
    from desktop.services.office import Office
    from desktop.storage.work import Work


def donor_forms(office: Office) -> tuple[DonorTemplate, ...]:
    """Tell of all forms; nothing where no names are held."""
    if not office.has_identity:
        return ()
    with office.work() as work:
        return work.donor_forms.all()


def load_form(office: Office, number: int) -> tuple[DonorTemplate, tuple[SheetGrid, ...]]:
    """Give a form and its sheets to look at.

    Raises:
        NotFound: There is no such form.
    """
    with office.work() as work:
        form, data = work.donor_forms.get(number), work.donor_forms.data(number)
    return form, look_at(data)


def look_at(data: bytes) -> tuple[SheetGrid, ...]:
    """Give the sheets of a form; it is opened in a process of its own first.

    Raises:
        CannotRead: It is no plain .xlsx, or one with macros or links to other files; the reason is a stable word.
    """
    from desktop.documents.template_apart import grids_apart  # noqa: PLC0415 - late: few sessions map a form

    return grids_apart(data)


def add_form(office: Office, title: str, path: Path) -> DonorTemplate:
    """Keep a donor's form for a grant.

    Raises:
        CannotRead: It is no form.
        Refused: It has no title, the same file is here already, or this office holds no names.
    """
    office.need_identity()
    title = one_line(title)
    if not title:
        raise refuse("template.needs_a_title", at="title")
    if len(title) > LONGEST_TITLE:
        raise refuse("text.too_long", at="title", longest=LONGEST_TITLE)
    data = _read(path)
    with office.work() as work:
        digest = hashlib.sha256(data).hexdigest()
        if any(each.sha256 == digest and each.title == title for each in work.donor_forms.all()):
            raise refuse("template.there_already", at="title")
        gesture = Gesture(office, work)
        form = work.donor_forms.add(title, data, office.now())
        gesture.adds(FORMS, _subject(form.number))
        gesture.commit(Record("form.added", _subject(form.number), {"sha256": form.sha256}))
    return form


def replace_form(office: Office, number: int, path: Path) -> DonorTemplate:
    """Put a newer file in place of a form. Its mapping stays, but must be looked at again before it is used.

    Raises:
        CannotRead: It is no form.
        Refused: It is the same file.
        NotFound: There is no such form.
    """
    office.need_identity()
    data = _read(path)
    with office.work() as work:
        before = work.donor_forms.get(number)
        if before.sha256 == hashlib.sha256(data).hexdigest():
            raise refuse("template.same", at="file")
        gesture = Gesture(office, work)
        gesture.changes(FORMS, _subject(number))
        work.donor_forms.replace(number, data)
        after = work.donor_forms.get(number)
        gesture.commit(Record("form.replaced", _subject(number), {"sha256": after.sha256, "before": before.sha256}))
    return after


def map_form(office: Office, number: int, filling: Filling) -> DonorTemplate:
    """Keep which cell of a form takes what; the mapping holds for the form as it is now.

    Raises:
        Refused: Nothing is mapped, a cell is taken twice, holds a formula, or is none.
        NotFound: There is no such form.
    """
    office.need_identity()
    form, grids = load_form(office, number)
    filling = replace(filling, sha256=form.sha256)
    refuse_errors(check_filling(filling, grids))
    with office.work() as work:
        if work.donor_forms.get(number).sha256 != form.sha256:
            raise refuse("template.changed", at="file")
        gesture = Gesture(office, work)
        gesture.changes(FORMS, _subject(number))
        work.donor_forms.map(number, filling)
        facts = {"sha256": form.sha256, "rows": len(filling.rows), "columns": len(filling.columns)}
        gesture.commit(Record("form.mapped", _subject(number), {**facts, "cells": len(filling.cells)}))
        return work.donor_forms.get(number)


def remove_form(office: Office, number: int) -> None:
    """Take a form and its mapping away; raises NotFound."""
    office.need_identity()
    with office.work() as work:
        before = work.donor_forms.get(number)
        gesture = Gesture(office, work)
        gesture.changes(FORMS, _subject(number))
        work.donor_forms.remove(number)
        gesture.commit(Record("form.removed", _subject(number), {"sha256": before.sha256}))


def fill_donor_form(office: Office, number: int, request: WorkbookRequest, progress: Progress | None = None) -> Export:
    """Fill a donor's form with the figures of some campaigns.

    Raises:
        Refused: The form was replaced after it was mapped, nothing is mapped, an item with money has no row, or a rate
            into the report's currency is not here.
        DoesNotReconcile: The filled form, opened again, does not say what the ledger says; there is no file.
        NotFound: There is no such form, or a campaign is not there.
    """
    from desktop.documents.template_fill import fill_form, form_lines, reconcile_form  # noqa: PLC0415 - late

    refuse_errors(check_workbook(request))
    with office.work() as work:
        form, data = work.donor_forms.get(number), work.donor_forms.data(number)
    if form.changed:
        raise refuse("template.changed", at="file")
    if not form.ready:
        raise refuse("template.nothing_mapped", at="file")
    request = replace(request, campaigns=tuple(dict.fromkeys(request.campaigns)), variant=Variant.TEMPLATE)
    facts = gather_workbook(office, request, progress or NoProgress())
    check_sums(facts)
    facts = replace(facts, grant=request.grant or form.title)
    if form.filling.rows and (missing := left_out(form.filling, form_lines(facts))):
        refuse_errors((Problem("template.items_left", "campaigns", {"items": ", ".join(missing[:8])}),))
    filled = fill_form(data, facts, form.filling)
    differences = reconcile_form(filled, data, facts, form.filling)
    if differences:
        raise DoesNotReconcile(what="; ".join(differences[:3]))
    name = f"report-{office.today().isoformat()}.xlsx"
    return finished(office, filled, name, facts)


def form_keys(office: Office, campaigns: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Give what lines of a form may stand for: donor lines of items, then the items; each with a word on it."""
    lines: dict[str, str] = {}
    items: list[tuple[str, str]] = []
    with office.work() as work:
        moved = moved_between_items(work.plans.everything())
        for code in campaigns:
            for item in work.campaigns.get(code).items:
                if item.draft.archived and not item.paid and not moved.get((code, item.line)):
                    continue
                if item.draft.donor_line:
                    lines.setdefault(item.draft.donor_line, item.draft.label)
                items.append((f"{item.campaign}.{item.line}", item.draft.label))
    return (*sorted(lines.items()), *items)


def _read(path: Path) -> bytes:
    data = read_incoming(path, LARGEST_TEMPLATE)
    if not look_at(data):
        raise CannotRead(reason="template_no_xlsx")
    return data


def _subject(number: int) -> str:
    return f"form {number}"


@dataclass(frozen=True, slots=True)
class _Stood:
    """A form as it stood, with its bytes; None where it is removed."""

    form: DonorTemplate
    data: bytes


def _stood(work: Work, code: str) -> _Stood | None:
    number = int(code.rpartition(" ")[2])
    try:
        return _Stood(work.donor_forms.get(number), work.donor_forms.data(number))
    except NotFound:
        return None


def _put(asked: Putting) -> list[Record]:
    """Make a form again what it was, its file and its mapping; a new one is removed, a removed one is there again."""
    number, forms = int(asked.code.rpartition(" ")[2]), asked.work.donor_forms
    if not isinstance(asked.wanted, _Stood):
        before = forms.get(number)
        forms.remove(number)
        return [Record("form.removed", asked.code, {"sha256": before.sha256})]
    wanted = asked.wanted
    forms.bring_back(number, wanted.data, wanted.form.filling)
    verb = "form.added" if asked.now is None else "form.replaced"
    return [Record(verb, asked.code, {"sha256": wanted.form.sha256})]


FORMS = Keeper("donor form", _stood, _put)
"""How donors' forms are put back."""
