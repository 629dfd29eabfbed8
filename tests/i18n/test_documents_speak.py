"""No document asks its language for a text that is not there: every kind is drawn, and every gap noted."""

import gettext
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import i18n, paths
from desktop.documents.papers import draw_document
from desktop.documents.workbook import make_workbook
from desktop.domain.progress import NoProgress
from tests.documents.papers_kit import RECEIPT, RENDERINGS, VOUCHER, facts, seen
from tests.documents.test_languages import office_papers
from tests.documents.workbook_facts import whole
from tests.tools import papers


class _Missing(gettext.NullTranslations):
    """Collects the texts that a catalogue was asked for in vain."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def gettext(self, message: str) -> str:
        self.found.append(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.found.append(msgid1)
        return super().ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        self.found.append(f"{context} ^ {message}")
        return message


@pytest.fixture(autouse=True)
def _translations(tmp_path: Path) -> Iterator[None]:
    papers.install_translations(tmp_path)
    yield
    i18n.install(paths.resources() / "translations")


@pytest.mark.parametrize("language", i18n.LANGUAGES[1:])
def test_no_document_asks_for_a_text_that_its_language_lacks(language: str) -> None:
    missing = _Missing()
    i18n.texts(language)._catalogue.add_fallback(missing)
    for kind in (RECEIPT, VOUCHER):
        for rendering in RENDERINGS.values():
            draw_document(seen(facts(kind, language), rendering), rendering)
    office_papers(language)
    make_workbook(replace(whole(), language=language), NoProgress())
    assert sorted(set(missing.found)) == []
