"""The settlement sheet of an advance: seen, printed, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.papers import LoosePaper
from desktop.domain.people import NameUse
from desktop.i18n import mark, tr
from desktop.services.cash_papers import settlement_pdf
from desktop.services.documents import check_naming
from desktop.services.loose_papers import Leaving
from desktop.ui.cash.choices import language_choices, second_choices
from desktop.ui.documents.consent import offer_consent
from desktop.ui.shared.fields import ChoiceField, CodeField
from desktop.ui.shared.paper_page import PaperPage

if TYPE_CHECKING:
    from desktop.domain.errors import Refused
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
        self._chosen = False
        self._drawn = NameUse.CODE
        self.names.edited.connect(self._on_chosen)
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

    def _on_drawn(self, pdf: bytes) -> None:
        super()._on_drawn(pdf)
        self._drawn = self.names.read()
        self.place.tasks.run(
            check_naming,
            self.place.office,
            self._of,
            self._drawn,
            done=lambda problems: offer_consent(self.place, self.banner, problems, self.show_paper, self.window()),
            failed=self._on_failed,
            owner=self,
        )

    def _on_chosen(self) -> None:
        self._chosen = True

    def _refuse(self, refusal: Refused) -> None:
        if not self._chosen and any(each.at == self.names.name for each in refusal.problems):
            self._chosen = True  # nobody asked for the name: the paper begins with what may be shown
            self.names.write(NameUse.CODE)
            self.show_paper()
            return
        super()._refuse(refusal)
        offer_consent(self.place, self.banner, refusal.problems, self.show_paper, self.window())

    def file_name(self) -> str:
        return f"settlement-{self._of}"

    def leaving(self, pdf: bytes) -> Leaving:
        return Leaving(LoosePaper.SETTLEMENT, pdf, self._of, self._drawn)

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.setText(tr("Settlement of {code}").format(code=self._of))
