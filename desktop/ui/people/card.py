"""A person's card on paper: seen, printed, saved; and the way to it from the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.papers import LoosePaper
from desktop.domain.people import NameUse
from desktop.i18n import mark, screen_language, tr
from desktop.services.loose_papers import Leaving
from desktop.services.person_card import person_card_pdf
from desktop.ui.cash.choices import language_choices, second_choices
from desktop.ui.shared.fields import ChoiceField, CodeField
from desktop.ui.shared.paper_page import PaperPage

if TYPE_CHECKING:
    from desktop.domain.people import PersonRow
    from desktop.ui.shared.list_page import ListPage
    from desktop.ui.workplace import Workplace

CARD = "card"
"""The target that opens somebody's card begins so: `navigate("people", "card P-0142")`."""


def card_target(code: str) -> str:
    """Give the target that opens a person's card."""
    return f"{CARD} {code}"


class PersonCardPage(PaperPage):
    """Of one person, in the language of the screen unless another is chosen; other people stand by their codes."""

    def __init__(self, place: Workplace, code: str) -> None:
        super().__init__(place, "person_card", mark("People"))
        self._of = code
        self.language: CodeField = self.form.add(CodeField("language", mark("Language"), language_choices), wide=True)
        self.second: CodeField = self.form.add(
            CodeField("second_language", mark("Beside it"), second_choices), wide=True
        )
        self.others: ChoiceField[NameUse] = self.form.add(
            ChoiceField(
                "others",
                mark("Other people are named by"),
                NameUse,
                hint=mark("Who asks for their own data gets nobody else's"),
            ),
            wide=True,
        )
        for field in (self.language, self.second, self.others):
            field.edited.connect(self.show_paper)
        self.begin()
        self.show_paper()

    def show_record(self, record: bytes | None) -> None:
        self.language.write(screen_language())
        self.second.write("")
        self.others.write(NameUse.CODE)

    def draw(self, values: dict[str, Any]) -> bytes:
        languages = values["language"], values["second_language"]
        return person_card_pdf(self.place.office, self._of, *languages, values["others"])

    def file_name(self) -> str:
        return f"{self._of}-card"

    def leaving(self, pdf: bytes) -> Leaving:
        return Leaving(LoosePaper.PERSON_CARD, pdf, self._of, NameUse.NAME)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Card of {code}").format(code=self._of))


class CardSelected:
    """Adds "Person's card…" to the list of people; it is on while one is selected whose names are here."""

    def __init__(self, page: ListPage[PersonRow]) -> None:
        self._page = page
        page.add_action("card", mark("Person's card…"), self._open, self._one, "print")

    def _one(self, rows: list[PersonRow]) -> bool:
        whole = len(self._page.table.selected_rows())
        return len(rows) == whole == 1 and self._page.place.office.has_identity and rows[0].erased is None

    def _open(self, rows: list[PersonRow]) -> None:
        self._page.place.navigate("people", card_target(rows[0].merged_into or rows[0].code))
