"""The words that papers bear are kept with them: all of them, so that a copy needs no word of a later release."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import documents, i18n
from desktop.documents import captions, forms
from desktop.documents.captions import CAPTIONS, FORMER, read_words, words_of
from desktop.documents.forms import fixed_words
from desktop.documents.papers import draw_document
from desktop.documents.workbook_words import source_label
from desktop.domain.papers import PaperForm, PaperLayout
from desktop.domain.payouts import PayeeRole
from desktop.domain.rates import RateSource
from desktop.domain.receipts import DocumentFacts, DocumentKind, Rendering
from desktop.domain.voucher_payouts import VoucherPayout
from tests.documents.kinds_kit import FORMS, document
from tests.documents.papers_kit import ORIGINAL, RECEIPT, RENDERINGS, VOUCHER, facts, flat, seen

ROOMS = Path(documents.__file__).parent
EVER_KEPT = Path(__file__).parents[1] / "golden" / "captions.txt"
_ASKING = ("tr", "ntr", "ptr")


def _rooms(name: str, seen_rooms: dict[str, ast.Module]) -> dict[str, ast.Module]:
    """Read a room of papers and all rooms of papers that it imports."""
    if name not in seen_rooms:
        tree = seen_rooms[name] = ast.parse((ROOMS / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("desktop.documents"):
                names = [node.module or ""] if node.module != "desktop.documents" else []
                names += [f"desktop.documents.{each.name}" for each in node.names if node.module == "desktop.documents"]
                for each in names:
                    _rooms(each.rsplit(".", 1)[1], seen_rooms)
    return seen_rooms


def _asked() -> Iterator[tuple[str, str, ast.expr]]:
    rooms = {
        name: tree for first in ("papers", "paper_texts", "decision_note") for name, tree in _rooms(first, {}).items()
    }
    del rooms["workbook_words"]  # of which a paper asks for the sources of rates alone
    for room, tree in rooms.items():
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and isinstance(called, ast.Attribute) and called.attr in _ASKING:
                yield room, called.attr, node.args[0]


def test_all_that_rooms_of_papers_ask_for_is_kept_and_nothing_else() -> None:
    found = list(_asked())
    assert {how for _room, how, _text in found} == {"tr"}, "plural and context forms are not kept: word it without"
    texts = {text.value for _room, _how, text in found if isinstance(text, ast.Constant)}
    texts |= {source_label(i18n.texts("en"), source) for source in RateSource}
    assert all(isinstance(text, ast.Constant) for _room, _how, text in found)
    assert sorted(texts) == list(CAPTIONS)


def test_no_text_that_was_ever_kept_is_lost() -> None:
    """Whoever words a caption anew adds the new one to this file and says in `FORMER` what it was."""
    ever = EVER_KEPT.read_text(encoding="utf-8").splitlines()
    now = {*CAPTIONS, *fixed_words()}
    assert now <= set(ever)
    assert set(ever) <= now | set(FORMER.values())
    assert set(FORMER) <= now


def _papers(language: str) -> Iterator[tuple[DocumentFacts, Rendering]]:
    """Give papers of all kinds, forms and layouts in all renderings, and those of former versions."""
    given = [document(kind, form, language=language) for kind, form in FORMS]
    given += [document(DocumentKind.PAYMENT_VOUCHER, layout=layout, language=language) for layout in PaperLayout]
    given += [facts(kind, language) for kind in (RECEIPT, VOUCHER)]
    proxy = VoucherPayout(PayeeRole.PROXY, "power of attorney 12", "F 7")
    given.append(replace(document(VOUCHER, PaperForm.EAST, language=language), payout=proxy))
    for each in given:
        for rendering in RENDERINGS.values():
            yield seen(each, rendering), rendering


@pytest.mark.parametrize("language", ["en", "be", "pl+uk"])
def test_kept_words_are_all_that_a_paper_needs(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [read_words(words_of(each).data) for each in language.split("+")]
    drawn = [draw_document(given, rendering) for given, rendering in _papers(language)]
    now = list(_papers(language))
    monkeypatch.setattr(i18n.Texts, "tr", lambda _self, message: pytest.fail(f"asked the catalogue for {message}"))
    for (given, rendering), before in zip(now, drawn, strict=True):
        assert draw_document(given, rendering, kept=kept) == before


def test_words_kept_once_are_said_whatever_a_later_release_says(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [read_words(words_of("be").data)]
    given = facts(VOUCHER, "be")
    before = flat(draw_document(given, RENDERINGS["copy"]))
    words_said = i18n.texts("be").tr("COPY FOR THE OFFICE")
    monkeypatch.setattr(i18n.Texts, "tr", lambda _self, message: f"anew {message}")
    assert flat(draw_document(given, RENDERINGS["copy"], kept=kept)) == before
    assert words_said in before
    assert "anew COPY FOR THE OFFICE" in flat(draw_document(given, RENDERINGS["copy"]))  # kept without words


def test_a_countrys_own_words_are_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    data = words_of("pl").data
    given = document(VOUCHER, PaperForm.POLAND, language="pl")
    before = flat(draw_document(given, ORIGINAL))
    assert "KW · Dowód wypłaty" in before
    assert "REGON" in before
    monkeypatch.setitem(forms._POLISH, VOUCHER, "KW · Dokument")
    monkeypatch.setitem(forms._NUMBERS, "PL", forms.Numbers("Regon", "Nip"))
    monkeypatch.setattr(captions, "FORMER", {"KW · Dokument": "KW · Dowód wypłaty", "Regon": "REGON", "Nip": "NIP"})
    assert "KW · Dokument" in flat(draw_document(given, ORIGINAL))
    assert flat(draw_document(given, ORIGINAL, kept=[read_words(data)])) == before


def test_what_was_not_kept_yet_is_looked_up() -> None:
    spoken = i18n.KeptTexts(i18n.texts("be"), {"Paid to": "Каму"})
    assert (spoken.tr("Paid to"), spoken.tr("Purpose")) == ("Каму", i18n.texts("be").tr("Purpose"))
    assert spoken.ntr("{count} row", "{count} rows", 2) == i18n.texts("be").ntr("{count} row", "{count} rows", 2)
    assert spoken.ptr("month", "May") == i18n.texts("be").ptr("month", "May")
    assert spoken.language == "be"


def test_a_text_that_was_worded_anew_finds_what_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    data = words_of("pl").data
    monkeypatch.setattr(captions, "FORMER", {"Paid out to": "Paid to", "Never kept": "Nothing", "Cash": "Card"})
    said = read_words(data)
    assert said["Paid out to"] == said["Paid to"] == i18n.texts("pl").tr("Paid to")
    assert "Never kept" not in said
    assert said["Cash"] == i18n.texts("pl").tr("Cash"), "what was kept itself is not asked of another"
