"""The fields in which the new value is given: for each field of a record the one that its own form has."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from desktop.domain.many import AS_TEXT, FIELDS, ManyKind
from desktop.i18n import mark, screen_language, tr
from desktop.i18n.countries import countries
from desktop.services.many_words import TITLES
from desktop.ui.campaigns.choices import page_languages
from desktop.ui.people.case import status_choices
from desktop.ui.shared.date_field import DateField
from desktop.ui.shared.fields import ChoiceField, CodeField, TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.ui.shared.fields import Field

    Choices = Callable[[], Sequence[tuple[str, str]]]

VALUE = mark("New value")
_EMPTIES = mark("Left empty, it empties the field")
_MOST_PRIORITIES = 99


def which_field(kind: ManyKind) -> CodeField:
    """Make the choice of the field that is changed."""
    field = CodeField("field", mark("Field"), lambda: [(name, tr(title)) for name, title in TITLES[kind].items()])
    field.keeps = True
    return field


def value_field(kind: ManyKind, name: str, today: Callable[[], date]) -> Field[Any]:
    """Make the field in which the new value of a field is given."""
    wanted = FIELDS[kind][name]
    if name in AS_TEXT:
        return CodeField(name, VALUE, status_choices)
    if issubclass(wanted, Enum):
        return ChoiceField(name, VALUE, wanted)
    if wanted is date:
        return DateField(name, VALUE, today, hint=_EMPTIES)
    if wanted is int:
        return CodeField(name, VALUE, _priorities)
    if (choices := _CHOICES.get(name)) is not None:
        return CodeField(name, VALUE, choices)
    return TextField(name, VALUE, hint=_EMPTIES)


def value_of(kind: ManyKind, field: Field[Any]) -> Any:
    """Read the new value as it stands in a draft; raises Refused."""
    value = field.read()
    return int(value) if FIELDS[kind][field.name] is int else value


def _priorities() -> Sequence[tuple[str, str]]:
    return [(str(each), str(each)) for each in range(1, _MOST_PRIORITIES + 1)]


def _country_choices() -> Sequence[tuple[str, str]]:
    return (("", "—"), *countries(screen_language()))


_CHOICES: dict[str, Choices] = {
    "country": _country_choices, "nationality": _country_choices, "language": page_languages,
}  # fmt: skip
