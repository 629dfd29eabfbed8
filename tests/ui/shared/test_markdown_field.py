"""A story in Markdown: typed as it is, looked at as it reads, and nothing that it names is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser

from desktop import paths
from desktop.i18n import install, use_language
from desktop.ui.shared.form import Form
from desktop.ui.shared.markdown_field import MarkdownField
from tests.ui.kit import unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

STORY = "# After release\n\nShe needs **treatment**.\n\n- rent\n- food\n"


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    install(paths.resources() / "translations")
    made = Form("campaign")
    made.add(MarkdownField("story", "Story", hint="Lies in the book of names"), wide=True)
    qtbot.addWidget(made)
    made.show()
    yield made
    use_language("en")


@pytest.fixture
def field(form: Form) -> MarkdownField:
    found = form.fields["story"]
    assert isinstance(found, MarkdownField)
    return found


def test_it_is_looked_at_and_written_on(form: Form, field: MarkdownField) -> None:
    field.write(STORY)
    assert unnamed(form) == []
    assert (field.text.isVisible(), field.reading.isVisible(), field.preview.text()) == (True, False, "As it reads")
    field.preview.click()
    assert (field.text.isVisible(), field.reading.isVisible(), field.preview.text()) == (False, True, "Write on")
    assert field.reading.toPlainText() == "After release\nShe needs treatment.\nrent\nfood"
    assert field.reading.document().firstBlock().blockFormat().headingLevel() == 1
    assert (field.read(), field.keep()) == (STORY.strip(), STORY)
    field.write("Another *one*")
    assert field.reading.toPlainText() == "Another one"
    field.preview.setFocus()
    field.preview.click()
    assert field.text.isVisible()
    assert not field.reading.isVisible()


def test_it_reads_from_the_beginning(field: MarkdownField) -> None:
    field.write("\n\n".join(f"Part {number}" for number in range(60)))
    field.preview.click()
    bar = field.reading.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == 0


def test_looking_is_no_change_and_is_there_when_nothing_may_be_typed(field: MarkdownField) -> None:
    field.write(STORY)
    field.lock(True)
    field.preview.click()
    assert field.preview.isEnabled()
    assert not field.changed
    assert field.reading.isReadOnly()


def test_what_is_wrong_is_shown_where_it_is_typed(field: MarkdownField) -> None:
    field.write(STORY)
    field.preview.click()
    field.show_problem("")
    assert field.reading.isVisible()
    field.show_problem("Too long")
    assert field.text.isVisible()
    assert not field.preview.isChecked()


def test_it_speaks_the_language_of_the_screen(field: MarkdownField) -> None:
    use_language("be")
    assert field.preview.text() == "Як чытаецца"
    field.preview.click()
    assert field.preview.text() == "Пісаць далей"


@pytest.mark.parametrize("told", ["![x]({})", '<img src="{}">', "[x]({})"])
def test_nothing_that_it_names_is_loaded(field: MarkdownField, tmp_path: Path, told: str) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("secret words", encoding="utf-8")
    url = QUrl.fromLocalFile(str(secret)).toString()
    field.write(told.format(url))
    field.preview.click()
    field.reading.anchorClicked.emit(QUrl(url))
    assert field.reading.loadResource(QTextDocument.ResourceType.HtmlResource.value, QUrl(url)) is None
    assert "secret words" not in field.reading.toPlainText()
    control = QTextBrowser()
    assert b"secret words" in bytes(control.loadResource(QTextDocument.ResourceType.HtmlResource.value, QUrl(url)))


def test_markup_of_web_pages_stands_there_as_it_was_typed(field: MarkdownField) -> None:
    field.write("a <b>bold</b> <script>x</script> word")
    field.preview.click()
    assert field.reading.toPlainText() == "a <b>bold</b> <script>x</script> word"
