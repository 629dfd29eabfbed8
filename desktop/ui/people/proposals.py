"""Names that the form proposes: the Latin one from the local name, the bank's from the Latin one. A worker's word wins.

A proposal stands in its field marked as one, is saved as it stands, and goes on following the name that it comes from
until the worker types into its field, even if only to empty it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.domain.passport_names import passport_name
from desktop.i18n import tr
from desktop.services.people import normal_phone
from desktop.ui.shared.fields import TextField
from desktop.ui.shared.naming import named, text_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.passport_names import Proposal
    from desktop.ui.shared.form import Form


class PhoneField(TextField):
    """A phone number, shown as it is dialled from everywhere once it is left; what is no number stays as typed."""

    def tidy(self) -> None:
        text = self.line.text()
        if (normal := normal_phone(text)) != text:
            self.line.setText(normal)


class ProposedField(TextField):
    """A line that may be filled by `propose` while the worker typed nothing into it; says then that it was."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self.proposed = ""
        self._typed = False
        self._say: Callable[[], str] = str
        self._note = text_label("", "hint", wrap=True)
        self._note.hide()
        self.notes.addWidget(self._note)
        self.line.typed.connect(self._on_typed)

    def settle(self, area: str) -> None:
        named(self._note, f"{area}.{self.name}_proposed")
        super().settle(area)

    @property
    def free(self) -> bool:
        """Whether a proposal may be put here."""
        text = self.line.text().strip()
        return not self._typed and not self.line.isReadOnly() and text in ("", self.proposed)

    def propose(self, text: str, say: Callable[[], str]) -> None:
        """Put a proposal here, if the field is free; `say` tells in the screen's language where it comes from."""
        if not self.free or text == self.line.text().strip() == self.proposed:
            return
        self.line.setText(text)
        self.line.setCursorPosition(0)
        self.changed = True  # a draft of the form keeps it
        self._mark(text, say)

    def write(self, value: str) -> None:
        self._typed = False
        super().write(value)
        self._mark("", str)

    def keep(self) -> Any:
        text = self.line.text()
        return {"proposed": text} if text and text == self.proposed else text

    def take(self, state: Any) -> None:
        if isinstance(state, dict):
            self.write(str(state.get("proposed", "")))
            self._mark(self.line.text(), _check_it)
        else:
            self.write(str(state))
            self._typed = bool(state)

    def retranslate(self) -> None:
        self._note.setText(self._say() if self.proposed else "")
        super().retranslate()

    def _tell(self) -> None:
        super()._tell()
        if self.proposed:
            said = self.editor.accessibleDescription()
            self.editor.setAccessibleDescription(" ".join(part for part in (said, self._note.text()) if part))

    def _on_typed(self, _text: str) -> None:
        self._typed = True
        self._mark("", str)

    def _mark(self, proposed: str, say: Callable[[], str]) -> None:
        self.proposed, self._say = proposed, say
        self._note.setText(say() if proposed else "")
        self._note.setVisible(bool(proposed))
        self._tell()


class NameProposals(QObject):
    """Proposes names in a person's form whenever a field that they follow from is left."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form
        self.latin: ProposedField = form.fields["name_latin"]  # type: ignore[assignment]  # as the form made them
        self.bank: ProposedField = form.fields["name_bank"]  # type: ignore[assignment]
        for name in ("name_local", "languages", "nationality"):
            form.fields[name].left.connect(self.propose)
        self.latin.left.connect(self.propose_bank)

    def propose(self) -> None:
        """Propose the Latin name, and then the bank's."""
        read = {name: self._form.fields[name].read() for name in ("name_local", "languages", "nationality")}
        found = passport_name(read["name_local"], read["languages"], read["nationality"])
        self.latin.propose("" if found is None else found.name, lambda: _from_local(found))
        self.propose_bank()

    def propose_bank(self) -> None:
        """Propose the name as on the bank account."""
        self.bank.propose(self.latin.read(), _from_latin)


def _from_local(found: Proposal | None) -> str:
    if found is None or not found.kept:
        return _check_it()
    return tr("Proposed; check the passport. It may also say {name}.").format(name=found.kept)


def _check_it() -> str:
    return tr("Proposed; check the passport.")


def _from_latin() -> str:
    return tr("Proposed from the Latin name; check the bank's papers.")
