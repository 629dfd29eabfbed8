"""Every kind in every form and layout: nothing over something else, nothing outside the margins, nothing lost."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from desktop.documents.fonts import Face
from desktop.documents.paper import MM, Paper
from desktop.documents.papers import draw_document
from desktop.domain.coded_papers import redacted
from desktop.domain.papers import PaperForm, PaperLayout, PaperTexts
from desktop.domain.receipts import DocumentFacts, DocumentKind, DocumentLine, Organisation, Rendering
from desktop.i18n import LANGUAGES, speech, texts
from desktop.i18n.both import first_part
from tests.documents.kinds_kit import AS, FORMS, MV, PV, TC, by_proxy, document, gifts, logo, long_document
from tests.documents.papers_kit import COPY, ORIGINAL, PREVIEW, REDACTED, VOID, flat, notdef, pages, seen
from tests.documents.test_papers_layout import HALF, HOSTILE, MARGIN, OFFICES, Piece, _check, _letters, _recording
from tests.tools.papers import PAIRS

CASES = [(kind, form, layout) for kind, form in FORMS for layout in PaperLayout]
LONG_TEXT = "Вельмі доўгі тэкст пра ўсё на свеце. " * 12


def _drawn(given: DocumentFacts, rendering: Rendering = ORIGINAL, picture: bytes = b"") -> list[list[Piece]]:
    with pytest.MonkeyPatch.context() as patch:
        record = _recording(patch)
        if not picture:
            return record(given, rendering)
        patch.setattr("tests.documents.test_papers_layout.draw_document", lambda f, r: draw_document(f, r, picture))
        return record(given, rendering)


@pytest.mark.parametrize(("kind", "form", "layout"), CASES)
def test_an_ordinary_document_is_laid_out_cleanly(kind: DocumentKind, form: PaperForm, layout: PaperLayout) -> None:
    for rendering, picture in ((ORIGINAL, b""), (VOID, logo())):
        _check(_drawn(seen(document(kind, form, layout, "be"), rendering), rendering, picture))


@pytest.mark.parametrize("kind", [kind for kind, form in FORMS if form is PaperForm.PLAIN])
@pytest.mark.parametrize("layout", PaperLayout)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_office_without_a_signatory_signs_below_whole_words(
    kind: DocumentKind, layout: PaperLayout, language: str
) -> None:
    """The first papers of a new office: no role is cut below its line."""
    sheets = _drawn(document(kind, layout=layout, language=language, organisation=OFFICES["short"]))
    _check(sheets)
    assert not [piece.text for sheet in sheets for piece in sheet if piece.text.endswith("…")]


@pytest.mark.parametrize("rendering", [PREVIEW, COPY])
def test_a_preview_and_a_copy_are_laid_out_as_cleanly(rendering: Rendering) -> None:
    _check(_drawn(seen(document(PV, PaperForm.EAST, PaperLayout.TWO_A5), rendering), rendering, logo()))


@pytest.mark.parametrize(("kind", "form", "layout"), CASES)
def test_two_languages_find_room(kind: DocumentKind, form: PaperForm, layout: PaperLayout) -> None:
    _check(_drawn(document(kind, form, layout, "en", second_language="be"), ORIGINAL, logo()))


@pytest.mark.parametrize("language", [*LANGUAGES, *PAIRS])
@pytest.mark.parametrize("form", PaperForm)
def test_a_voucher_with_a_box_to_tick_fits_its_sheet(form: PaperForm, language: str) -> None:
    first, _plus, second = language.partition("+")
    for layout in PaperLayout:
        given = document(PV, form, layout, first, second_language=second)
        assert given.paper is not None
        sheets = _drawn(replace(given, paper=replace(given.paper, asks_consent=True)), ORIGINAL, logo())
        _check(sheets)
        assert len(sheets) == 1
        asked = first_part(
            speech(first, second).tr("Only if you wish: I agree that accountants and auditors see my name.")
        )
        found = sum(piece.text.startswith(asked[:12]) for piece in sheets[0])
        if second and form is PaperForm.POLAND and layout is not PaperLayout.A4:
            assert found == 0  # with accounts and the amount in zlotys in two languages there is no room for it
        else:
            assert found == (2 if layout is PaperLayout.TWO_A5 else 1)


@pytest.mark.sampled(5)
@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize(("kind", "form"), list(FORMS))
def test_each_mark_finds_room_in_two_languages(kind: DocumentKind, form: PaperForm, pair: str) -> None:
    """Tags of two languages stand below each other in a frame, which touches neither texts nor the rule."""
    first, _plus, second = pair.partition("+")
    for rendering in (COPY, VOID, REDACTED):
        given = document(kind, form, PaperLayout.TWO_A5, first, second_language=second, replaces="PV-USD/2026/0001")
        _check(_drawn(seen(given, rendering), rendering, logo()))


@pytest.mark.parametrize(("kind", "form"), list(FORMS))
@pytest.mark.parametrize("office", OFFICES)
def test_long_names_and_purposes_find_room(kind: DocumentKind, form: PaperForm, office: str) -> None:
    purpose = "Ѫ" + LONG_TEXT
    given = document(
        kind, form, PaperLayout.TWO_A5, organisation=OFFICES[office], party="Прыкладны-Доўгі " * 12, purpose=purpose
    )
    sheets = _drawn(given, VOID, logo())
    _check(sheets)
    assert _letters(sheets)["Ѫ"] == 2


@pytest.mark.sampled(5)
@pytest.mark.parametrize("language", ["en", "be", "lt", "pl+uk"])
@pytest.mark.parametrize(("kind", "form", "layout"), CASES)
def test_a_long_document_goes_on_to_a_second_sheet(
    kind: DocumentKind, form: PaperForm, layout: PaperLayout, language: str
) -> None:
    given = long_document(kind, form, layout, language)
    sheets = _drawn(given, VOID, logo())
    _check(sheets)
    copies = 2 if layout is PaperLayout.TWO_A5 else 1
    assert len(sheets) >= 2 * copies
    assert _letters(sheets)["Ѫ"] == (given.purpose.count("Ѫ") + len(given.lines)) * copies
    paper = len(sheets) // copies
    count = first_part(speech(given.language, given.second_language).tr("Page {page} of {pages}"))
    for number, sheet in enumerate(sheets):
        assert count.format(page=number % paper + 1, pages=paper) in {piece.text for piece in sheet}
    # Names stand there to their last letter; of who signs, in the text if not below the line.
    assert _letters(sheets)["Ѭ"] >= copies * (2 if kind is TC else 3)


@pytest.mark.parametrize("form", PaperForm)
@pytest.mark.parametrize("lines", [1, 10, 40])
@pytest.mark.parametrize("layout", [PaperLayout.TWO_A5, PaperLayout.A4])
def test_items_and_proxies_find_room(form: PaperForm, lines: int, layout: PaperLayout) -> None:
    given = by_proxy(document(PV, form, layout, lines=lines))
    marked = tuple(replace(line, label=f"Ѫ{line.label}") for line in given.lines)
    sheets = _drawn(replace(given, lines=marked), ORIGINAL, logo())
    _check(sheets)
    assert _letters(sheets)["Ѫ"] == lines * (2 if layout is PaperLayout.TWO_A5 else 1)


@pytest.mark.parametrize("count", [1, 5, 60])
@pytest.mark.parametrize("layout", PaperLayout)
def test_a_statement_takes_as_many_sheets_as_its_gifts_need(count: int, layout: PaperLayout) -> None:
    given = document(AS, PaperForm.PLAIN, layout)
    assert given.paper is not None
    given = replace(given, paper=replace(given.paper, gifts=gifts(given.amount, count)))
    _check(_drawn(given))
    whole = "\n".join(pages(draw_document(given, ORIGINAL)))
    copies = 2 if layout is PaperLayout.TWO_A5 else 1
    for n in range(1, count + 1):
        assert whole.count(f"D-{n:04d} ") == copies


@pytest.mark.parametrize(("kind", "form"), list(FORMS))
def test_any_sentences_find_room(kind: DocumentKind, form: PaperForm) -> None:
    for sentences in (PaperTexts(*["Ѫ" * 1000] * 4), PaperTexts(*["слова " * 160] * 4), PaperTexts()):
        given = document(kind, form, PaperLayout.A5)
        assert given.paper is not None
        sheets = _drawn(replace(given, paper=replace(given.paper, texts=sentences)))
        _check(sheets)
        assert _letters(sheets)["Ѫ"] == sum(getattr(sentences, name).count("Ѫ") for name in ("basis", "thanks")) * 2


@pytest.mark.sampled(5)
@pytest.mark.parametrize(("kind", "form"), list(FORMS))
@pytest.mark.parametrize("language", [*LANGUAGES, *PAIRS])
def test_the_usual_document_fits_the_sheet_that_was_chosen(kind: DocumentKind, form: PaperForm, language: str) -> None:
    first, _plus, second = language.partition("+")
    for picture in (b"", logo()):
        (sheet,) = _drawn(document(kind, form, PaperLayout.TWO_A5, first, second_language=second), picture=picture)
        for piece in sheet:
            assert piece.bottom >= HALF + MARGIN - 3 * MM or piece.top <= HALF - MARGIN, piece
        said = {piece.text for piece in sheet}
        for tag in ("ORIGINAL", "COPY FOR THE OFFICE"):
            assert texts(first).tr(tag) in said
        (single,) = _drawn(document(kind, form, PaperLayout.A5, first, second_language=second), picture=picture)
        assert all(piece.top <= HALF - MARGIN for piece in single)
        _check([sheet, single])
    (whole,) = _drawn(document(kind, form, PaperLayout.A4, first, second_language=second), picture=logo())
    _check([whole])


@pytest.mark.parametrize(("kind", "form"), list(FORMS))
@pytest.mark.parametrize("language", ["be", "ru+en", "pl+uk"])
def test_what_is_read_is_never_set_below_nine_points(kind: DocumentKind, form: PaperForm, language: str) -> None:
    """Captions, the issuer's address, tags and the foot may be smaller; names, words, purposes and numbers not."""
    first, _plus, second = language.partition("+")
    given = document(kind, form, PaperLayout.TWO_A5, first, second_language=second)
    with pytest.MonkeyPatch.context() as patch:
        sizes: dict[str, float] = {}
        put = Paper.put

        def record(paper: Paper, x: float, y: float, text: str, face: Face, size: float, *rest: Any) -> None:
            sizes[text] = max(size, sizes.get(text, 0))
            put(paper, x, y, text, face, size, *rest)

        patch.setattr(Paper, "put", record)
        draw_document(given, ORIGINAL, logo())
    for text in filter(None, (given.words.split()[0], given.purpose)):
        assert all(size >= 9 for said, size in sizes.items() if text in said), text
    # They stand below a line to sign on and in the foot as well, smaller.
    for text in (given.party, given.number):
        assert sizes[text] >= 9, text


@pytest.mark.parametrize("name", ["markup", "direction", "emoji"])
@pytest.mark.parametrize(("kind", "form"), list(FORMS))
def test_no_text_can_do_harm(kind: DocumentKind, form: PaperForm, name: str) -> None:
    text = HOSTILE[name]
    given = document(kind, form, PaperLayout.TWO_A5, party=text, purpose=text, reference=text,
                     organisation=Organisation(*[text] * 12))  # fmt: skip
    assert given.paper is not None
    paper = replace(given.paper, document=text, address=text, behalf=text, attachments=text, debit=text,
                    texts=PaperTexts(text, text, text, text))  # fmt: skip
    lines = (DocumentLine(1, text, given.amount),) if given.lines else ()
    given = replace(given, paper=paper, lines=lines)
    _check(_drawn(given))
    pdf = draw_document(given, ORIGINAL)
    assert b"/URI" not in pdf
    assert notdef(pdf) == 0


@pytest.mark.parametrize(("kind", "form"), list(FORMS))
def test_no_kind_draws_a_letter_as_an_empty_box_in_any_language(kind: DocumentKind, form: PaperForm) -> None:
    for language in (*LANGUAGES, *PAIRS):
        first, _plus, second = language.partition("+")
        for layout in (PaperLayout.TWO_A5, PaperLayout.A4):
            given = document(kind, form, layout, first, second_language=second)
            assert notdef(draw_document(given, VOID, logo())) == 0, (language, layout)


HARM = (
    *("<b>", "</para>", "&amp;", "&#0;", '=HYPERLINK("http://x")', "+1", "@a", "%s", "{x}", "\\", "(", ")"),
    *("\x00", "\x07", "\x1b[0m", "\r\n", "\t", "\u202e", "\u2066", "\u200b", "\u200f", "\ufeff"),
    *("שלום", "مرحبا", "👨\u200d👩\u200d👧", "🇧🇾", "☂️", "中文", "Ѫ", "é\u0301", "ў", " ", "x" * 90),
)
_TEXTS = st.lists(st.sampled_from(HARM), max_size=8).map("".join)
_OF_FACTS = ("party", "party_code", "purpose", "reference", "campaign", "subject", "words", "second_words")
_OF_PAPER = (
    "document", "address", "behalf", "attachments", "debit", "credit", "iban", "end_to_end", "donor_code", "agreement",
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given_by(
    case=st.sampled_from(CASES),
    second=st.sampled_from(["", "be"]),
    texts_of=st.fixed_dictionaries(dict.fromkeys((*_OF_FACTS, *_OF_PAPER, "label", "other"), _TEXTS)),
    of_office=st.lists(_TEXTS, min_size=12, max_size=12),
    sentences=st.lists(_TEXTS, min_size=4, max_size=4),
)
def test_no_field_of_any_kind_can_break_a_paper(
    case: tuple[DocumentKind, PaperForm, PaperLayout],
    second: str,
    texts_of: dict[str, Any],
    of_office: list[str],
    sentences: list[str],
) -> None:
    given = document(*case, second_language=second)
    assert given.paper is not None
    given = by_proxy(given) if given.kind is PV else given
    other = texts_of["other"]
    paper = replace(given.paper, texts=PaperTexts(*sentences), second_texts=PaperTexts(*sentences[::-1]),
                    gifts=tuple(replace(gift, fund=other) for gift in given.paper.gifts),
                    **{name: texts_of[name] for name in _OF_PAPER})  # fmt: skip
    given = replace(
        given, paper=paper, organisation=Organisation(*of_office),
        lines=tuple(replace(line, label=texts_of["label"]) for line in given.lines),
        gift=None if given.gift is None else replace(given.gift, goods=other),
        payout=None if given.payout is None else replace(given.payout, authority=other, invoice=other),
        **{name: texts_of[name] for name in _OF_FACTS},
    )  # fmt: skip
    rendering = replace(VOID, void_reason=other)
    _check(_drawn(given, rendering, logo()))
    pdf = draw_document(given, rendering, logo())
    for forbidden in (b"/URI", b"/Annot", b"/JavaScript", b"/Launch"):
        assert forbidden not in pdf
    assert notdef(pdf) == 0


def test_a_confirmation_has_no_line_to_sign_on_and_no_room_for_a_stamp() -> None:
    said = flat(draw_document(document(TC, language="en"), ORIGINAL))
    assert "•••• 4567" in said
    assert "stamp" not in said
    assert "Head of office" not in said


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        (PaperForm.POLAND, ("KW · Dowód wypłaty", "NIP: 521", "Amount in PLN", "12,110.11 PLN", "223/A/NBP/2026")),
        (PaperForm.LITHUANIA, ("KIO · Kasos išlaidų orderis", "Įmonės kodas: 300000001", "Pasas 12345678")),
        (PaperForm.EAST, ("КО-2 · Видатковий касовий ордер", "Код ЄДРПОУ: 12345678", "Chief accountant", "Олена")),
    ],
)
def test_a_form_says_what_its_country_asks(form: PaperForm, wanted: tuple[str, ...]) -> None:
    for layout in PaperLayout:
        said = flat(draw_document(document(PV, form, layout), ORIGINAL))
        for each in wanted:
            assert each in said, (layout, each)


@pytest.mark.parametrize(
    ("form", "title"),
    [(PaperForm.POLAND, "KP ·"), (PaperForm.LITHUANIA, "KPO ·"), (PaperForm.EAST, "КО-1 ·"), (PaperForm.PLAIN, "Cash")],
)
def test_money_in_is_signed_by_the_cashier_and_asks_for_no_identity(form: PaperForm, title: str) -> None:
    said = flat(draw_document(document(MV, form), ORIGINAL))
    assert title in said
    assert "Cashier" in said
    assert "Identity document" not in said
    assert "Recipient" not in said


def test_what_is_not_told_any_more_leaves_no_line_to_write_it_on() -> None:
    given = document(PV, PaperForm.EAST, PaperLayout.TWO_A5)
    said = flat(draw_document(redacted(given), REDACTED))
    assert said.count("•••") == 4, "proof of identity and attachments, on both papers"
    assert (said.count("Identity document"), said.count("Attachments")) == (2, 2)
    assert "Паспорт" not in said


def test_what_the_office_does_not_know_is_left_to_be_written_by_hand() -> None:
    given = document(PV, PaperForm.POLAND)
    assert given.paper is not None
    bare = replace(given.paper, debit="", credit="", attachments="", converted=None, rate=None)
    said = flat(draw_document(replace(given, paper=bare), ORIGINAL))
    for caption in ("Attachments", "Debit / credit", "Amount in PLN"):
        assert caption in said


@pytest.mark.parametrize(("kind", "form"), list(FORMS))
def test_the_same_facts_give_the_same_bytes(kind: DocumentKind, form: PaperForm) -> None:
    given = document(kind, form, PaperLayout.TWO_A5)
    assert draw_document(given, ORIGINAL, logo()) == draw_document(given, ORIGINAL, logo())
