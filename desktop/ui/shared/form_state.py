"""What is typed into a form as plain data by the names of its fields, and back again: the state of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from desktop.ui.shared.form import Form

State = dict[str, Any]


class Part(Protocol):
    """Something in a form that is no field: a grid, rows of shares. Its state is JSON-able data."""

    def keep(self) -> Any:
        """Give what is typed, also what is wrong or half done."""

    def take(self, state: Any) -> None:
        """Show what was typed."""


def fields_state(form: Form, *, changed_only: bool) -> State:
    """Give what is typed in a form's fields; of a record's form only what was changed."""
    return {
        name: field.keep() for name, field in form.fields.items() if field.keeps and (field.changed or not changed_only)
    }


def shown_fields(form: Form) -> list[str]:
    """Give the fields that are not hidden: some are opened by a button."""
    return [name for name, field in form.fields.items() if not field.isHidden()]


def take_fields(form: Form, state: State) -> None:
    """Show what was typed, twice: what follows from a field may change others, and what was typed counts."""
    known = {name: value for name, value in state.items() if name in form.fields}
    for name, value in known.items():
        form.fields[name].take(value)
    for name in known:
        form.fields[name].changed = True
        form.fields[name].edited.emit()
    for name, value in known.items():
        form.fields[name].take(value)


def show_fields(form: Form, names: list[str]) -> None:
    """Show again what a button had opened."""
    for name in names:
        if name in form.fields and form.fields[name].isHidden():
            form.fields[name].show()
