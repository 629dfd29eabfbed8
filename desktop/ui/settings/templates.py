"""Texts of documents: the sentences of each kind in each language, beside the paper as it will look; and the logo."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.errors import Refused
from desktop.domain.papers import PaperTexts
from desktop.domain.receipts import DocumentKind
from desktop.i18n import LANGUAGES, NATIVE_NAMES, mark, tr
from desktop.services import wording
from desktop.services.templates import choose_logo, load_template, preview_template, save_template
from desktop.ui import errors, formatting
from desktop.ui.changes import Topic
from desktop.ui.documents.preview import fit_to_screen
from desktop.ui.language import follow_language
from desktop.ui.shared.banner import Banner
from desktop.ui.shared.fields import ChoiceField, CodeField, LongTextField
from desktop.ui.shared.form import Form
from desktop.ui.shared.kept_dialog import KeptDialog
from desktop.ui.shared.naming import button, named, text_label
from desktop.ui.shared.pdf_view import PdfPreview
from desktop.ui.tasks import Latest
from desktop.ui.theme import APART, FAR, NEAR, scaled

if TYPE_CHECKING:
    from desktop.domain.paper_templates import Template
    from desktop.domain.settings import OfficeSettings
    from desktop.ui.shared.form_state import State
    from desktop.ui.workplace import Workplace

_SIDE = 420
_TYPING_MILLISECONDS = 300
_TITLES: dict[str, str] = {
    "basis": mark("Legal basis"),
    "statement": mark("What the paper confirms"),
    "thanks": mark("Thanks"),
    "footer": mark("Last line"),
}


class TemplatesDialog(KeptDialog):
    """Edits one kind and language at a time. Saving makes a new version; issued documents keep theirs."""

    asks_first = False  # it asks by itself, also when another kind or language is chosen

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._shown: Template | None = None
        self._taken: State = {}
        self._latest, self._reading = Latest(place.tasks), Latest(place.tasks)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        named(self, "templates.dialog", tr("Texts of documents"))
        self.setWindowTitle("Skarbonka")
        self.banner = Banner("templates")
        self.view = PdfPreview("templates")
        self._make_form()
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(NEAR + 4)
        side.addWidget(self.banner)
        side.addWidget(self._scrolled(), 1)
        side.addLayout(self._make_buttons())
        holder = QWidget()
        holder.setFixedWidth(scaled(_SIDE))
        holder.setLayout(side)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(FAR, FAR, FAR, APART)
        layout.setSpacing(FAR)
        layout.addWidget(holder)
        layout.addWidget(self.view, 1)
        fit_to_screen(self, 1120, 760)
        self._connect()
        self.read_texts()

    def _make_form(self) -> None:
        self.form = Form("templates")
        self.form.add_wide(text_label(tr("Texts of documents"), "heading", wrap=True))
        note = tr("Empty: the program's own sentence. Documents that are issued keep the texts they were issued with.")
        self.form.add_wide(text_label(note, "muted", wrap=True))
        self.kind: ChoiceField[DocumentKind] = self.form.add(ChoiceField("kind", mark("Document"), DocumentKind))
        self.language = self.form.add(
            CodeField("language", mark("Language"), lambda: [(code, NATIVE_NAMES[code]) for code in LANGUAGES])
        )
        self.language.write(self.place.settings().language)
        self.texts: dict[str, LongTextField] = {
            name: self.form.add(LongTextField(f"texts.{name}", title, lines=3), wide=True)
            for name, title in _TITLES.items()
        }
        self.version = named(text_label("", "muted", wrap=True), "templates.version")
        self.form.add_wide(self.version)

    def _make_buttons(self) -> QHBoxLayout:
        self.save = button("templates.save", "primary")
        self.save.setText(tr("Save as a new version"))
        self.close_button = button("templates.close")
        self.close_button.setText(tr("Close"))
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        row.addWidget(self.save)
        row.addWidget(self.close_button)
        row.addStretch(1)
        return row

    def _scrolled(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.form)
        return scroll

    def _connect(self) -> None:
        self._typing.timeout.connect(self.show_preview)
        self.kind.edited.connect(self._on_chosen)
        self.language.edited.connect(self._on_chosen)
        for field in self.texts.values():
            field.edited.connect(self._typing.start)
        self.save.clicked.connect(self._on_save)
        self.close_button.clicked.connect(self.reject)

    # ------------------------------------------------------------------ what is shown

    def read_texts(self) -> None:
        """Read the texts of what is chosen."""
        self._reading.run(
            load_template, self.place.office, self.kind.read(), self.language.read(),
            done=self._on_read, failed=self._on_failed, owner=self,
        )  # fmt: skip

    def show_preview(self) -> None:
        """Draw an invented document with these texts."""
        self._typing.stop()
        self._latest.run(
            preview_template, self.place.office, self.kind.read(), self.language.read(), self._written(),
            done=self.view.show_pdf, failed=self._on_failed, owner=self,
        )  # fmt: skip

    def _written(self) -> PaperTexts:
        return PaperTexts(**{name: field.read() for name, field in self.texts.items()})

    def _on_read(self, template: Template) -> None:
        self._shown = template
        for each in fields(PaperTexts):
            self.texts[each.name].write(getattr(template.texts, each.name))
        self.form.clear_problems()
        self.form.clean()
        self.version.setText(_version_text(template))
        taken, self._taken = self._taken, {}
        for name, text in taken.items():
            if name in self.texts:
                self.texts[name].take(text)
        self.show_preview()

    @property
    def dirty(self) -> bool:
        """Whether texts were changed and are not saved."""
        return self._shown is not None and self._written() != self._shown.texts

    def typed_state(self) -> State:
        """Keep the kind, the language and the texts, where these are not saved."""
        if not self.dirty and not self._taken:
            return {}
        texts = self._taken or {name: field.keep() for name, field in self.texts.items()}
        return {"more": {"kind": self.kind.keep(), "language": self.language.keep(), "texts": texts}}

    def take_more(self, more: State) -> None:
        """Go to the kind and the language, and write the texts when those that are kept there were read."""
        self.kind.take(more.get("kind"))
        self.language.take(more.get("language"))
        self._taken = dict(more.get("texts", {}))
        self.read_texts()

    def _on_chosen(self) -> None:
        """Go to another kind or language, unless there is something unsaved that the worker wants to keep."""
        shown = self._shown
        if shown is not None and not self._may_lose():
            self.kind.write(shown.kind)
            self.language.write(shown.language)
            return
        self.banner.clear()
        self.read_texts()

    def _may_lose(self) -> bool:
        return (
            self.aside
            or not self.dirty
            or self.place.prompts.confirm(
                tr("Leave without saving?"),
                tr("What you entered here has not been saved and would be lost."),
                tr("Leave without saving"),
                danger=True,
                keep=tr("Go on editing"),
            )
        )

    def reject(self) -> None:
        """Close; ask about texts that are not saved."""
        if self._may_lose():
            super().reject()

    # ------------------------------------------------------------------ what is done

    def _on_save(self) -> None:
        self.banner.clear()
        self.save.setEnabled(False)
        self.place.tasks.run(
            save_template, self.place.office, self.kind.read(), self.language.read(), self._written(),
            done=self._on_saved, failed=self._on_failed, owner=self,
        )  # fmt: skip

    def _on_saved(self, template: Template) -> None:
        self.save.setEnabled(True)
        self._on_read(template)
        self.banner.show_good(tr("Saved."))

    def _on_failed(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        if isinstance(error, Refused):
            rest = self.form.problems(error.problems)
            if rest:
                self.banner.show_error(" ".join(wording.sentence(problem) for problem in rest))
        else:
            errors.show_on(self.banner, error)


def _version_text(template: Template) -> str:
    if template.at is None:
        return tr("Version 1: the program's own texts.")
    day = formatting.day(template.at.astimezone().date())
    said = tr("Version {version}, saved on {date} by user {number}.")
    return said.format(version=template.version, date=day, number=template.actor)


class PapersPanel(QWidget):
    """Buttons in the settings: texts of documents, the logo and its taking away."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self.banner = Banner("papers")
        self._heading = text_label("", "heading")
        self._lead = text_label("", "muted", wrap=True)
        self.texts = button("papers.texts", "", "documents")
        self.logo = button("papers.logo")
        self.no_logo = button("papers.no_logo")
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        for each in (self.texts, self.logo, self.no_logo):
            row.addWidget(each)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, APART, 0, 0)
        layout.setSpacing(NEAR)
        for widget in (self._heading, self._lead, self.banner):
            layout.addWidget(widget)
        layout.addLayout(row)
        self.texts.clicked.connect(lambda: place.prompts.show(TemplatesDialog(place, self.window())))
        self.logo.clicked.connect(self._on_logo)
        self.no_logo.clicked.connect(lambda: self._choose(None))
        place.changes.subscribe(self, (Topic.SETTINGS,), self._show)
        follow_language(self, self.retranslate)
        self._show()

    def retranslate(self) -> None:
        self._heading.setText(tr("What stands on documents"))
        self._lead.setText(tr("The logo is drawn anew without what a photo tells beside, and kept in the vault."))
        self.texts.setText(tr("Texts of documents…"))
        self.logo.setText(tr("Choose a logo…"))
        self.no_logo.setText(tr("No logo"))

    def _show(self) -> None:
        self.no_logo.setVisible(bool(self.place.settings().logo))

    def _on_logo(self) -> None:
        path = self.place.prompts.choose_open(tr("Choose a logo"), ((tr("Pictures"), ("png", "jpg", "jpeg", "gif")),))
        if path is not None:
            self._choose(path)

    def _choose(self, path: object) -> None:
        self.banner.clear()
        self.place.tasks.run(
            choose_logo, self.place.office, path, done=self._on_chosen, failed=self._on_failed, owner=self
        )

    def _on_chosen(self, settings: OfficeSettings) -> None:
        self.place.changes.announce(Topic.SETTINGS)
        self._show()
        self.banner.show_good(tr("The logo stands on documents from now on.") if settings.logo else tr("Saved."))

    def _on_failed(self, error: BaseException) -> None:
        errors.show_on(self.banner, error)
