"""People from a table: what each row would do, and all chosen rows stored in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, Refused, Severity, refuse
from desktop.domain.journal import Record
from desktop.domain.people import PersonDraft
from desktop.domain.table_fields import TableKind
from desktop.domain.table_import import (
    RowChoice,
    RowPlan,
    RowState,
    TableDone,
    TablePreview,
    Twin,
    changes_between,
    drafted,
    read_row,
)  # fmt: skip
from desktop.services.people import PEOPLE, check_alias_free, person_problems, tidied_person
from desktop.services.tables import at_row, readers
from desktop.services.undo import Gesture

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.people import Person
    from desktop.domain.progress import Progress
    from desktop.domain.table_import import RowValues
    from desktop.domain.table_maps import TableMap
    from desktop.domain.table_rows import TableText
    from desktop.services.office import Office
    from desktop.storage.people_matching import Matches, PersonKeys
    from desktop.storage.work import Work


@dataclass(slots=True)
class _Seen:
    """What rows of the file above a row are, each with its number in the file."""

    codes: dict[str, int] = field(default_factory=dict)
    aliases: dict[str, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    people: dict[str, list[tuple[date | None, int]]] = field(default_factory=dict)


def preview_people(office: Office, table: TableText, chosen: TableMap, progress: Progress) -> TablePreview:
    """Say what each row would do; nothing is stored.

    Raises:
        Refused: identity.needed.
        Stopped: From `progress`.
    """
    office.need_identity()
    today, how = office.today(), readers()
    whole = 2 * (len(table.rows) - chosen.first)
    read: list[tuple[int, RowValues, PersonDraft]] = []
    for place in range(chosen.first, len(table.rows)):
        progress.step(len(read), whole)
        values = read_row(table.rows[place], chosen, how, today)
        read.append((place, values, tidied_person(drafted(PersonDraft(chosen.category), values.values))))
    from desktop.storage.people_matching import PersonKeys  # noqa: PLC0415  late: it loads the database's library

    with office.work() as work:
        matches = work.people.match({PersonKeys.of(draft) for _place, _values, draft in read}, progress)
        planning = _Planning(work, matches, today)
        rows: list[RowPlan] = []
        for place, values, draft in read:
            progress.step(len(read) + len(rows), whole)
            rows.append(planning.plan(place, table.lines[place], values, draft))
    return TablePreview(TableKind.PEOPLE, tuple(rows))


class _Planning:
    """Plans one row after another."""

    def __init__(self, work: Work, matches: Matches, today: date) -> None:
        self._work, self._matches, self._today = work, matches, today
        self._seen = _Seen()

    def plan(self, place: int, line: int, values: RowValues, draft: PersonDraft) -> RowPlan:
        """Say what a row would do."""
        bare = RowPlan(place, line, RowState.REFUSED, RowChoice.SKIP, shown=_shown(draft) or values.code)
        if values.refused:
            return replace(bare, problems=values.problems)
        from desktop.storage.people_matching import PersonKeys  # noqa: PLC0415  as above

        keys = PersonKeys.of(draft)
        code = values.code or self._matches.alias.get(keys.alias) or self._matches.document.get(keys.document) or ""
        if code:
            return self._of_record(bare, code, values, keys)
        return self._of_nobody(bare, values, draft, keys)

    def _of_record(self, bare: RowPlan, code: str, values: RowValues, keys: PersonKeys) -> RowPlan:
        if not self._work.people.exists(code):
            return replace(bare, problems=(*values.problems, Problem("person.not_found", "code", {"code": code})))
        person = self._work.people.get(code)
        bare = replace(bare, code=person.code, revision=person.revision, shown=_shown(person.draft) or bare.shown)
        twin = self._seen.codes.get(person.code)
        if twin is not None:
            return _as_row(bare, twin)
        merged = tidied_person(drafted(person.draft, values.values))
        problems = (*values.problems, *self._problems(person, merged, keys))
        if any(each.severity is Severity.ERROR for each in problems):
            return replace(bare, problems=problems)
        self._seen.codes[person.code] = bare.line
        changes = changes_between(person.draft, merged)
        if not changes:
            return replace(bare, state=RowState.DUPLICATE, twin=Twin.SAME, problems=problems)
        self._seen.aliases.setdefault(keys.alias, bare.line)
        return replace(
            bare, state=RowState.CHANGED, choice=RowChoice.CHANGE, merged=merged, changes=changes, problems=problems
        )

    def _problems(self, person: Person, merged: PersonDraft, keys: PersonKeys) -> list[Problem]:
        found = list(person_problems(merged, self._today))
        if person.archived:
            found.append(Problem("person.archived", "code", {"code": person.code}))
        holder = self._matches.alias.get(keys.alias, person.code)
        if holder != person.code:
            found.append(Problem("person.alias_taken", "alias", {"code": holder}))
        return found

    def _of_nobody(self, bare: RowPlan, values: RowValues, draft: PersonDraft, keys: PersonKeys) -> RowPlan:
        problems = (*values.problems, *person_problems(draft, self._today))
        if any(each.severity is Severity.ERROR for each in problems):
            return replace(bare, problems=problems)
        holder = self._matches.iban.get(keys.iban)
        alike = self._alike(draft, keys)
        if holder and holder != alike:
            problems = (*problems, Problem("import.same_account", "iban", {"code": holder}, Severity.WARNING))
        bare = replace(bare, draft=draft, problems=problems)
        twin = self._twin(bare.line, draft, keys)
        if twin:
            return _as_row(bare, twin)
        if alike:
            person = self._work.people.get(alike)
            merged = tidied_person(drafted(person.draft, values.values))
            return replace(
                bare,
                state=RowState.DUPLICATE,
                twin=Twin.ALIKE,
                code=person.code,
                revision=person.revision,
                merged=merged,
                changes=() if person.archived else changes_between(person.draft, merged),
            )
        return replace(bare, state=RowState.NEW, choice=RowChoice.ADD)

    def _alike(self, draft: PersonDraft, keys: PersonKeys) -> str:
        """Find who has the same name, and no other day of birth."""
        for code, born in self._matches.name.get(keys.name, ()):
            if born is None or draft.birth_date is None or born == draft.birth_date:
                return code
        return ""

    def _twin(self, line: int, draft: PersonDraft, keys: PersonKeys) -> int:
        """Give the number of the row above that is the same person; 0 for none."""
        seen = self._seen
        found = 0
        if keys.alias:
            found = seen.aliases.setdefault(keys.alias, line)
        if keys.document and found in (0, line):
            found = seen.documents.setdefault(keys.document, line)
        if found not in (0, line):
            return found
        same = seen.people.setdefault(keys.name, [])
        for born, above in same:
            if born is None or draft.birth_date is None or born == draft.birth_date:
                return above
        same.append((draft.birth_date, line))
        return 0


def _as_row(bare: RowPlan, line: int) -> RowPlan:
    return replace(bare, state=RowState.DUPLICATE, twin=Twin.ROW, twin_line=line)


def _shown(draft: PersonDraft) -> str:
    return draft.name_local or draft.name_latin or draft.name_bank or draft.alias


def import_people(office: Office, preview: TablePreview, progress: Progress) -> TableDone:
    """Store the chosen rows in one transaction, each with its own record in the journal, or none of them.

    Raises:
        Refused: A person was changed since the preview (import.changed_meanwhile), or an alias was taken; each problem
            stands at its row ("rows.3.alias").
        Stopped: From `progress`; nothing is stored.
    """
    office.need_identity()
    wanted = preview.chosen
    if not wanted:
        raise refuse("import.nothing_chosen")
    added: list[str] = []
    changed: list[str] = []
    records: list[Record] = []
    refused: list[Problem] = []
    with office.work() as work:
        gesture = Gesture(office, work)
        for done, row in enumerate(wanted):
            progress.step(done, len(wanted))
            try:
                code = _store(work, gesture, row)
            except Refused as refusal:
                refused.extend(at_row(refusal, row.row).problems)
                continue
            person = work.people.get(code)
            new = row.choice is RowChoice.ADD
            (added if new else changed).append(code)
            facts = {"category": person.draft.category.value, "revision": person.revision}
            records.append(Record("person.added" if new else "person.changed", code, facts))
        if refused:
            raise Refused(*refused)
        told = {"added": len(added), "changed": len(changed)}
        gesture.commit(Record("table.imported", TableKind.PEOPLE.value, told), *records)
    left = [each for each in preview.rows if each.choice is RowChoice.SKIP]
    failed = sum(each.state is RowState.REFUSED for each in left)
    return TableDone(TableKind.PEOPLE, tuple(added), tuple(changed), len(left) - failed, failed)


def _store(work: Work, gesture: Gesture, row: RowPlan) -> str:
    if row.choice is RowChoice.ADD:
        draft = row.draft
        assert isinstance(draft, PersonDraft)  # noqa: S101  what may be added has a draft
        check_alias_free(work, draft.alias)
        code = work.people.add(draft)
        gesture.adds(PEOPLE, code)
        return code
    merged = row.merged
    assert isinstance(merged, PersonDraft)  # noqa: S101  what may be changed has one
    if work.people.get(row.code).revision != row.revision:
        raise refuse("import.changed_meanwhile", code=row.code)
    check_alias_free(work, merged.alias, row.code)
    gesture.changes(PEOPLE, row.code)
    work.people.save(row.code, merged, row.revision)
    return row.code
