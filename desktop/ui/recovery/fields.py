"""The fields that two recovery papers are typed into, digits in the open: they are compared with the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.errors import Refused
from desktop.i18n import mark
from desktop.services import wording
from desktop.ui.shared.fields import LongTextField

if TYPE_CHECKING:
    from desktop.ui.shared.form import Form

_LINES = 2


def add_parts(form: Form) -> tuple[PartField, PartField]:
    """Add the two fields to a form, "part_1" and "part_2"."""
    first = PartField("part_1", mark("One part"), mark("Twelve groups of six digits. Blanks do not matter"))
    second = PartField("part_2", mark("Another part"), "")
    return form.add(first, wide=True), form.add(second, wide=True)


class PartField(LongTextField):
    """A part of the recovery key. When it is left, a slip is told at once, and which group it is in."""

    def __init__(self, name: str, title: str, hint: str) -> None:
        super().__init__(name, title, hint=hint, lines=_LINES)
        self.left.connect(self._judge)

    def _judge(self) -> None:
        from desktop.services.recovery import check_part  # noqa: PLC0415  late: few need it

        try:
            check_part(self.read(), self.name)
        except Refused as refusal:
            self.show_problem(" ".join(wording.sentence(problem) for problem in refusal.problems))
        else:
            self.show_problem("")
