"""Who is what to a person, below the form, seen from both sides; recording, changing and removing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.relations import RelationDraft, RelationKind
from desktop.i18n import mark, tr
from desktop.services.relations import RelationRow, list_relations, remove_relation, save_relation
from desktop.ui import formatting
from desktop.ui.people.records import RecordsPanel
from desktop.ui.shared.fields import ChoiceField, LongTextField
from desktop.ui.shared.pickers import PersonPicker
from desktop.ui.shared.step_dialog import StepDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.relations import Relation
    from desktop.ui.workplace import Workplace


class RelationDialog(StepDialog):
    """Asks who the other one is and what they are to the person; of one that is changed the other one stays."""

    refused = mark("It is not recorded.")

    def __init__(
        self, place: Workplace, person: str, row: RelationRow | None = None, parent: QWidget | None = None
    ) -> None:
        title = tr("Record a relation of {person}") if row is None else tr("Change a relation of {person}")
        super().__init__(place, "relation", title.format(person=person), tr("Record the relation"), parent)
        self._person, self._row = person, row
        form = self.form
        self.kind = form.add(ChoiceField("kind", mark("What the other one is"), RelationKind))
        if row is None:
            self.other = form.add(PersonPicker(place, "other", mark("The other one"), needed=True))
        note = form.add(
            LongTextField("note", mark("Note"), hint=mark("From when, what was agreed, where the paper lies"), lines=2),
            wide=True,
        )
        if row is not None:
            self.kind.write(row.relation.draft.kind)
            note.write(row.relation.draft.note)
        self.kind.editor.setFocus()

    def step(self, values: dict[str, Any]) -> Relation:
        office, row = self.place.office, self._row
        draft = RelationDraft(**{**values, "other": values.get("other") or ""})
        if row is None:
            return save_relation(office, self._person, draft)
        return save_relation(office, self._person, draft, row.relation.number, row.relation.revision)


class RelationsPanel(RecordsPanel[RelationRow]):
    """A line for each relation: what the other one is, who that is, the note."""

    def __init__(self, place: Workplace, person: str | None) -> None:
        super().__init__(place, "relations", person, (2, 3, 4, 0))

    def title(self) -> str:
        return tr("Relations")

    def adding_words(self) -> str:
        return tr("Record a relation…")

    def lead_words(self) -> str:
        if not self.rows:
            return tr("Relatives, lawyers, who is trusted to take the money: both people show it.")
        return ""

    def heads(self) -> tuple[str, ...]:
        return (tr("What the other one is"), tr("Who"), tr("Note"))

    def read(self, person: str) -> tuple[RelationRow, ...]:
        return list_relations(self.place.office, person)

    def adding(self) -> StepDialog:
        return RelationDialog(self.place, str(self.person), None, self.window())

    def cells(self, row: RelationRow) -> tuple[QWidget, ...]:
        draft, number = row.relation.draft, row.relation.number
        kind = formatting.label(draft.kind)
        who = f"{draft.other}  {row.name}" if row.name != draft.other else draft.other
        change = tr("Change: {what}").format(what=f"{kind}, {draft.other}")
        remove = tr("Remove: {what}").format(what=f"{kind}, {draft.other}")
        return (
            self.text(kind),
            self.link(f"relations.open_{number}", who, who, self.place.navigate, "people", draft.other),
            self.text(draft.note),
            self.verbs(
                self.link(f"relations.change_{number}", tr("Change…"), change, self._on_change, row),
                self.link(f"relations.remove_{number}", tr("Remove"), remove, self.remove, remove_relation, number),
            ),
        )

    def _on_change(self, row: RelationRow) -> None:
        self.ask(RelationDialog(self.place, str(self.person), row, self.window()))
