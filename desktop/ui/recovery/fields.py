"""The fields that two recovery papers are typed into, digits in the open: they are compared with the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import Refused
from desktop.i18n import mark
from desktop.ui.shared.fields import LongTextField

if TYPE_CHECKING:
    from desktop.domain.errors import Problem
    from desktop.ui.shared.form import Form

_LINES = 3


def add_parts(form: Form) -> tuple[LongTextField, LongTextField]:
    """Add the two fields, "part_1" and "part_2". When one is left, a slip is told at once, and in which group it is."""
    hint = mark("Twelve groups of six digits. Blanks do not matter")
    first: LongTextField = form.add(LongTextField("part_1", mark("One part"), hint=hint, lines=_LINES), wide=True)
    second: LongTextField = form.add(LongTextField("part_2", mark("Another part"), lines=_LINES), wide=True)
    form.check_with(lambda: [*_slips(first), *_slips(second)])
    return first, second


def _slips(field: LongTextField) -> tuple[Problem, ...]:
    """Say what is wrong with what was typed so far; nothing typed yet is no slip."""
    from desktop.services.recovery import check_part  # noqa: PLC0415  late: few need it

    text = field.read()
    if text:
        try:
            check_part(text, field.name)
        except Refused as refusal:
            return refusal.problems
    return ()
