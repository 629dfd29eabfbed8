"""The English sentences of donors' own forms."""

from __future__ import annotations

from desktop.i18n import mark

FORMS: dict[str, str] = {
    "template.needs_a_title": mark("Say which grant the form is for."),
    "template.there_already": mark("This very form is kept for this grant already."),
    "template.none_chosen": mark("Choose the donor's form, or add it first under “Donors' forms…”."),
    "template.same": mark("This is the same file as before: nothing was changed."),
    "template.changed": mark("The form was replaced after it was mapped: look at the mapping again and save it."),
    "template.nothing_mapped": mark("Nothing would be written: choose a row for an item and a column for a figure."),
    "template.no_sheet": mark("The form has no sheet “{sheet}” any more: choose another one."),
    "template.no_cell": mark("Nothing can stand in {cell}: choose another cell."),
    "template.formula": mark("{cell} holds a formula of the donor, which would be lost: choose another cell."),
    "template.cell_twice": mark("{cell} would take two figures: give each its own cell."),
    "template.mapping_unreadable": mark("The file is no mapping: begin with what “forms --json” prints."),
    "template.items_left": mark("These items hold money but have no row in the form: {items}. Map them first."),
}
