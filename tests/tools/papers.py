"""Developers' command: write the golden texts of receipts and vouchers anew, to be looked over before a commit.

.venv/bin/python -m tests.tools.papers
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo

from desktop import i18n
from desktop.documents.papers import draw_document
from desktop.domain.papers import PaperForm, PaperLayout
from tests.documents.kinds_kit import FORMS, document, logo
from tests.documents.papers_kit import RECEIPT, RENDERINGS, VOUCHER, facts, seen, text
from tests.tools import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.receipts import DocumentKind

PAIRS = ("en+be", "be+pl", "ru+en", "pl+uk", "lt+ru", "uk+lt")
"""Documents in two languages; each language once as the office's and once as the recipient's."""

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "papers"
KINDS = GOLDEN.parent / "kinds"
KIND_LANGUAGES = (*i18n.LANGUAGES, "en+be", "pl+uk")
"""Languages of the golden texts of all kinds, and two side by side."""


def install_translations(folder: Path) -> None:
    """Compile the translations as they stand now and speak them."""
    for language in translations.LANGUAGES:
        made = folder / translations.po_file(language).relative_to(translations.TRANSLATIONS).with_suffix(".mo")
        made.parent.mkdir(parents=True)
        with made.open("wb") as file:
            write_mo(file, translations.read(language))
    i18n.install(folder)


def cases() -> Iterator[tuple[str, str, str, str]]:
    """Name each golden file with its kind, language (or two) and mark."""
    for kind in (RECEIPT, VOUCHER):
        for language in (*i18n.LANGUAGES, *PAIRS):
            for mark in RENDERINGS:
                yield f"{kind.name.lower()}.{language}.{mark}.txt", kind.name, language, mark


def drawn(kind: str, language: str, mark: str) -> str:
    """Draw a case's paper and read its text."""
    rendering = RENDERINGS[mark]
    given = facts({"DONATION_RECEIPT": RECEIPT, "PAYMENT_VOUCHER": VOUCHER}[kind], language)
    return text(draw_document(seen(given, rendering), rendering))


def kind_cases() -> Iterator[tuple[str, DocumentKind, PaperForm, str]]:
    """Name the golden file of each kind in each form and language: all its layouts stand in it."""
    for (kind, form), named in FORMS.items():
        for language in KIND_LANGUAGES:
            name = ".".join(filter(None, (kind.name.lower(), named, language)))
            yield f"{name}.txt", kind, form, language


def drawn_kind(kind: DocumentKind, form: PaperForm, language: str) -> str:
    """Draw a case of a kind in each layout and read its texts."""
    first, _plus, second = language.partition("+")
    said = []
    for layout in PaperLayout:
        given = document(kind, form, layout, first, second_language=second)
        said.append(f"[{layout.value}]\n{text(draw_document(given, RENDERINGS['original'], logo()))}")
    return "\n".join(said)


def main() -> int:
    """Write all golden files."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        install_translations(Path(folder))
        for name, kind, language, mark in cases():
            (GOLDEN / name).write_text(drawn(kind, language, mark), encoding="utf-8")
        KINDS.mkdir(exist_ok=True)
        for name, of_kind, form, language in kind_cases():
            (KINDS / name).write_text(drawn_kind(of_kind, form, language), encoding="utf-8")
        _write_office_papers()
    return 0


def _write_office_papers() -> None:
    """Write the office's own papers; the notes of decisions in the screens' languages stand elsewhere."""
    from tests.documents.test_languages import GOLDEN as OFFICE
    from tests.documents.test_languages import office_papers

    for language in (*i18n.LANGUAGES, *PAIRS[3:5]):
        for name, pdf in office_papers(language).items():
            if not (name.startswith("decision_note") and language in i18n.LANGUAGES):
                (OFFICE / f"{name}.{language}.txt").write_text(text(pdf), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
