"""What is chosen when a document is issued: its language, and how it names the person; and whether to issue now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.consents import ConsentRule
from desktop.domain.people import NameUse
from desktop.domain.receipts import IssueRequest
from desktop.i18n import LANGUAGES, NATIVE_NAMES, mark
from desktop.ui.shared.fields import CheckField, ChoiceField, CodeField
from desktop.ui.shared.naming import button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.ui.shared.form import Form
    from desktop.ui.workplace import Workplace

_LANGUAGE, _NAME_USE = "issue.language", "issue.name_use"


def document_languages() -> Sequence[tuple[str, str]]:
    """Give the languages that documents can be in, each by its own name."""
    return [(code, NATIVE_NAMES[code]) for code in LANGUAGES]


def second_languages() -> Sequence[tuple[str, str]]:
    """Give the languages that may stand beside the first one, and none."""
    return [("", "—"), *document_languages()]


class IssueChoices:
    """Fields in a form; language and naming that were chosen last are proposed again (they say nothing about anybody).

    What stands beside the language is the recipient's: it is proposed anew each time.
    """

    def __init__(self, form: Form, place: Workplace) -> None:
        self._place = place
        self.language = form.add(CodeField("language", mark("Language of the document"), document_languages))
        self.second = form.add(
            CodeField(
                "second_language",
                mark("Beside it"),
                second_languages,
                hint=mark("The recipient's language: all captions and the amount in words stand in both"),
            )
        )
        self.name_use: ChoiceField[NameUse] = form.add(
            ChoiceField(
                "name_use",
                mark("The person is named by"),
                tuple(NameUse)[::-1],
                hint=mark("A person without a name or an alias is named by the code"),
            )
        )
        self.propose()

    def propose(self) -> None:
        """Propose what was chosen last; at first the office's languages, and the name.

        Where the office refuses a name without consent, the alias comes first: it always may be issued.
        """
        memory, settings = self._place.memory, self._place.settings()
        spoken = memory.text(_LANGUAGE)
        self.language.write(spoken if spoken in LANGUAGES else settings.language)
        self.propose_second(settings.second_language)
        at_first = NameUse.ALIAS if settings.document_consent is ConsentRule.REFUSE else NameUse.NAME
        use = memory.text(_NAME_USE)
        self.name_use.write(NameUse(use) if use in {each.value for each in NameUse} else at_first)

    def propose_second(self, language: str) -> None:
        """Propose a language beside the first one, unless a person has chosen already."""
        if not self.second.changed:
            self.second.write("" if language == self.language.read() else language)

    def request(self, purpose: str = "") -> IssueRequest:
        """Give what is chosen now."""
        language, second = self.language.read(), self.second.read()
        return IssueRequest(language, self.name_use.read(), purpose, "" if second == language else second)

    def remember(self) -> None:
        """Propose this the next time."""
        self._place.memory.keep(_LANGUAGE, self.language.read())
        self._place.memory.keep(_NAME_USE, self.name_use.read().value)


class IssueNow:
    """A section of a form of money: whether to issue the document with it, the choices, and a button to see it first.

    Nothing of it is part of the draft: `take` removes its values from what the form read.
    """

    NAMES = ("issue_now", "language", "second_language", "name_use")

    def __init__(self, form: Form, place: Workplace, title: str, tick: str, on_preview: Callable[[], object]) -> None:
        form.section(title)
        self.tick: CheckField = form.add(CheckField("issue_now", tick), wide=True)
        self.choices = IssueChoices(form, place)
        self.preview_button = button(f"{form.area}.preview", "", "eye")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.preview_button)
        row.addStretch(1)
        holder = QWidget()
        holder.setLayout(row)
        form.add_wide(holder)
        self.preview_button.clicked.connect(lambda: on_preview())
        self.tick.edited.connect(self.enable)
        self.enable()

    def enable(self) -> None:
        """Choices and preview can be reached only while the tick is set."""
        wanted = self.tick.read()
        for each in (self.choices.language, self.choices.second, self.choices.name_use):
            each.lock(not wanted)
        self.preview_button.setEnabled(wanted)

    def request(self) -> IssueRequest | None:
        """Give what to issue with the record; None when nothing is wanted."""
        if not self.tick.read():
            return None
        return self.choices.request()
