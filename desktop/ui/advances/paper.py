"""The settlement sheet of an advance: seen, printed, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.people import NameUse
from desktop.i18n import mark, tr
from desktop.services.cash_papers import settlement_pdf
from desktop.ui.cash.choices import language_choices, second_choices
from desktop.ui.shared.fields import ChoiceField, CodeField
from desktop.ui.shared.paper_page import PaperPage

if TYPE_CHECKING:
    from desktop.ui.workplace import Workplace


class SettlementPaperPage(PaperPage):
    """Of one advance."""

    def __init__(self, place: Workplace, code: str) -> None:
        super().__init__(place, "settlement_sheet", mark("Advances"))
        self._of = code
        self.language: CodeField = self.form.add(CodeField("language", mark("Language"), language_choices), wide=True)
        self.second: CodeField = self.form.add(
            CodeField("second_language", mark("Beside it"), second_choices), wide=True
        )
        self.names: ChoiceField[NameUse] = self.form.add(
            ChoiceField("names", mark("The holder is named by"), NameUse), wide=True
        )
        for field in (self.language, self.second, self.names):
            field.edited.connect(self.show_paper)
        self.begin()
        self.show_paper()

    def show_record(self, record: bytes | None) -> None:
        self.language.write(self.place.settings().language)
        self.second.write("")
        self.names.write(NameUse.NAME if self.place.office.has_identity else NameUse.CODE)

    def draw(self, values: dict[str, Any]) -> bytes:
        languages = values["language"], values["second_language"]
        return settlement_pdf(self.place.office, self._of, languages[0], values["names"], languages[1])

    def file_name(self) -> str:
        return f"settlement-{self._of}"

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Settlement of {code}").format(code=self._of))
