"""What every kind of document says in each form, layout and language, against texts that were looked over."""

from collections.abc import Iterator

import pytest

from desktop import i18n, paths
from desktop.domain.papers import PaperForm
from desktop.domain.receipts import DocumentKind
from tests.tools import papers


@pytest.fixture(scope="module", autouse=True)
def _translations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    papers.install_translations(tmp_path_factory.mktemp("translations"))
    yield
    i18n.install(paths.resources() / "translations")


@pytest.mark.parametrize(("name", "kind", "form", "language"), list(papers.kind_cases()))
def test_a_kind_says_what_its_golden_text_says(name: str, kind: DocumentKind, form: PaperForm, language: str) -> None:
    golden = (papers.KINDS / name).read_text(encoding="utf-8")
    said = papers.drawn_kind(kind, form, language)
    assert said == golden, "looked over and right? .venv/bin/python -m tests.tools.papers"


def test_no_golden_text_of_a_kind_is_left_over() -> None:
    assert {path.name for path in papers.KINDS.iterdir()} == {name for name, *_rest in papers.kind_cases()}
