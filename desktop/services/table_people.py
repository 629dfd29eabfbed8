"""People from a table: what each row would do, and all chosen rows stored in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desktop.domain.errors import Problem, Refused, Severity, refuse
from desktop.domain.journal import Record
from desktop.domain.people import Person, PersonDraft
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
from desktop.services.people import PEOPLE, person_problems, taken_aliases, tidied_person
from desktop.services.tables import readers
from desktop.services.undo import Gesture

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from desktop.domain.progress import Progress
    from desktop.domain.table_import import RowValues
    from desktop.domain.table_maps import TableMap
    from desktop.domain.table_rows import TableText
    from desktop.services.office import Office
    from desktop.storage.people_matching import Matches, PersonKeys
    from desktop.storage.work import Work


_AT_ONCE = 500
"""Rows stored together: few enough that a stop is heard soon."""


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
        planning = _Planning(matches, today, _known(work, matches, read))
        rows: list[RowPlan] = []
        for place, values, draft in read:
            progress.step(len(read) + len(rows), whole)
            rows.append(planning.plan(place, table.lines[place], values, draft))
        said = {place: values for place, values, _draft in read}
        rows = _with_likely(work, rows, said, progress)
    return TablePreview(TableKind.PEOPLE, tuple(rows))


def _known(work: Work, matches: Matches, read: Sequence[tuple[int, RowValues, PersonDraft]]) -> dict[str, Person]:
    """Load all people whom rows may mean, by the codes that rows may call them."""
    said = {values.code for _place, values, _draft in read if values.code}
    called = said.union(matches.alias.values(), matches.document.values(), matches.iban.values())
    called.update(code for people in matches.name.values() for code, _born in people)
    now = {code: work.people.now(code) for code in called}
    found = work.people.own_many(set(now.values()))
    return {code: found[kept] for code, kept in now.items() if kept in found}


def _with_likely(
    work: Work, rows: Sequence[RowPlan], said: Mapping[int, RowValues], progress: Progress
) -> list[RowPlan]:
    """Look whom the rows that would be new are likely, in any script and spelling, as the form's strip does.

    A shared phone, e-mail or account alone makes no duplicate of a row: it is told.
    """
    new = [(at, row.draft) for at, row in enumerate(rows) if row.state is RowState.NEW]
    drafts = [draft for _at, draft in new if isinstance(draft, PersonDraft)]
    likely = {at: each for (at, _draft), each in zip(new, work.duplicates.alike_many(drafts, progress), strict=True)
              if each is not None}  # fmt: skip
    people = work.people.own_many({each.code for each in likely.values()})
    planned = list(rows)
    for at, each in likely.items():
        row = rows[at]
        told = Problem(
            "import.looks_like", None, {"code": each.code, "reasons": each.likeness.reasons}, Severity.WARNING
        )
        if not each.likeness.of_contact:
            planned[at] = _alike(replace(row, problems=(*row.problems, told)), people[each.code], said[row.row])
        elif all(problem.code != "import.same_account" for problem in row.problems):
            planned[at] = replace(row, problems=(*row.problems, told))
    return planned


class _Planning:
    """Plans one row after another."""

    def __init__(self, matches: Matches, today: date, known: dict[str, Person]) -> None:
        self._known, self._matches, self._today = known, matches, today
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
        person = self._known.get(code)
        if person is None:
            return replace(bare, problems=(*values.problems, Problem("person.not_found", "code", {"code": code})))
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
            return _alike(bare, self._known[alike], values)
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


def _alike(bare: RowPlan, person: Person, values: RowValues) -> RowPlan:
    """Say of a row that it is likely a person who is here: left out, unless the worker says otherwise."""
    merged = tidied_person(drafted(person.draft, values.values))
    return replace(
        bare,
        state=RowState.DUPLICATE,
        choice=RowChoice.SKIP,
        twin=Twin.ALIKE,
        code=person.code,
        revision=person.revision,
        merged=merged,
        changes=() if person.archived else changes_between(person.draft, merged),
    )


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
    with office.work() as work:
        gesture = Gesture(office, work)
        storing = _Storing(work, gesture)
        waiting: list[RowPlan] = []
        for done, row in enumerate(wanted):
            progress.step(done, len(wanted))
            waiting.append(row)
            if len(waiting) == _AT_ONCE or done == len(wanted) - 1:
                storing.store(waiting)
                waiting = []
        gesture.commit(*storing.told())
    added = tuple(code for row, code in storing.stored if row.choice is RowChoice.ADD)
    changed = tuple(code for row, code in storing.stored if row.choice is RowChoice.CHANGE)
    left = [each for each in preview.rows if each.choice is RowChoice.SKIP]
    failed = sum(each.state is RowState.REFUSED for each in left)
    return TableDone(TableKind.PEOPLE, added, changed, len(left) - failed, failed)


class _Storing:
    """Stores rows, many together; what is refused of each is gathered, and said when all are stored."""

    def __init__(self, work: Work, gesture: Gesture) -> None:
        self._work, self._gesture = work, gesture
        self._refused: list[Problem] = []
        self._records: list[Record] = []
        self.stored: list[tuple[RowPlan, str]] = []

    def store(self, rows: Sequence[RowPlan]) -> None:
        """Store some rows, in their order."""
        changing = self._unchanged([row for row in rows if row.choice is RowChoice.CHANGE])
        self._work.people.save_many([(row.code, _said(row), row.revision) for row in changing])
        new = iter(self._work.people.add_many([_said(row) for row in rows if row.choice is RowChoice.ADD]))
        kept = {row.row for row in changing}
        for row in rows:
            if row.choice is RowChoice.ADD:
                code, verb, revision = next(new), "person.added", 1
                self._gesture.adds(PEOPLE, code)
            elif row.row in kept:
                code, verb, revision = row.code, "person.changed", row.revision + 1
            else:
                continue
            self.stored.append((row, code))
            facts = {"category": _said(row).category.value, "revision": revision}
            self._records.append(Record(verb, code, facts))

    def _unchanged(self, rows: Sequence[RowPlan]) -> list[RowPlan]:
        """Give the rows whose people stand as they were looked at."""
        found = self._gesture.changes_all(PEOPLE, [row.code for row in rows])
        fit: dict[str, RowPlan] = {}
        for row in rows:
            person = found[row.code]
            assert isinstance(person, Person)  # noqa: S101  what the keeper gave
            stands = (person.revision, person.erased, self._work.people.now(row.code))
            if stands == (row.revision, None, row.code) and row.code not in fit:
                fit[row.code] = row
            else:
                self._refused.append(Problem("import.changed_meanwhile", f"rows.{row.row}.", {"code": row.code}))
        return list(fit.values())

    def told(self) -> tuple[Record, ...]:
        """Give the records, the import's own first, if nothing was refused and each alias is one person's."""
        said = [(code, _said(row).alias) for row, code in self.stored]
        for place, code in taken_aliases(self._work, said):
            at = f"rows.{self.stored[place][0].row}.alias"
            self._refused.append(Problem("person.alias_taken", at, {"code": code}))
        if self._refused:
            raise Refused(*self._refused)
        new = sum(row.choice is RowChoice.ADD for row, _code in self.stored)
        told = {"added": new, "changed": len(self.stored) - new}
        return Record("table.imported", TableKind.PEOPLE.value, told), *self._records


def _said(row: RowPlan) -> PersonDraft:
    """Give what a row says of its person when it is stored as was chosen."""
    draft = row.draft if row.choice is RowChoice.ADD else row.merged
    assert isinstance(draft, PersonDraft)  # noqa: S101  what may be chosen has one
    return draft
