"""What lies where: nothing over something else, nothing outside the margins, nothing lost, whatever the texts are."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.fonts import FALLBACK, Face
from desktop.documents.paper import A4, MM, Paper, Tone
from desktop.documents.papers import draw_document
from desktop.documents.second import CAPTION
from desktop.documents.signatures import Signatory
from desktop.domain.money import Money
from desktop.domain.receipts import DocumentFacts, DocumentKind, DocumentLine, Organisation, Rendering
from desktop.i18n import LANGUAGES
from tests.documents.papers_kit import (
    COPY,
    ORIGINAL,
    PREVIEW,
    RECEIPT,
    RENDERINGS,
    VOID,
    VOUCHER,
    facts,
    flat,
    notdef,
    seen,
)
from tests.tools.papers import PAIRS

MARGIN = 11.9 * MM
HALF = A4[1] / 2
FRAME, RULE = "(frame)", "(rule)"


@dataclass(frozen=True)
class Piece:
    """A text as drawn: its box, from just below the baseline to the capitals' height."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    def meets(self, other: "Piece") -> bool:
        return (
            self.left < other.right - 0.2
            and other.left < self.right - 0.2
            and self.bottom < other.top - 0.2
            and other.bottom < self.top - 0.2
        )

    def inside(self, other: "Piece") -> bool:
        across = other.left < self.left and self.right < other.right
        return across and other.bottom < self.bottom and self.top < other.top

    def clear_of(self, other: "Piece") -> bool:
        """Tell whether neither is in the other's way: a frame holds its words, a rule may touch what is no frame."""
        frame, held = (self, other) if self.text == FRAME else (other, self)
        if frame.text != FRAME:
            return RULE in (self.text, other.text) or not self.meets(other)
        return held.inside(frame) or not self.meets(other)


Draw = Callable[[DocumentFacts, Rendering], list[list[Piece]]]


def watching(monkeypatch: pytest.MonkeyPatch) -> list[list[Piece]]:
    """Note from now on what is drawn, sheet by sheet; the last sheet is one that has not begun."""
    sheets: list[list[Piece]] = [[]]
    put, bitmap, frame, rule, end = Paper.put, Paper.bitmap, Paper.frame, Paper.rule, Paper.showPage

    def record(
        paper: Paper, x: float, y: float, text: str, face: Face, size: float, tone: Tone = 0.1, angle: float = 0
    ) -> None:
        put(paper, x, y, text, face, size, tone, angle)
        if text and not angle:
            sheets[-1].append(Piece(text, x, x + face.width(text, size), y - 0.12 * size, y + 0.72 * size))

    def record_code(paper: Paper, x: float, y: float, side: float, rows: tuple[bytearray, ...]) -> None:
        bitmap(paper, x, y, side, rows)
        quiet = 4 * side / len(rows)
        sheets[-1].append(Piece("(code)", x - quiet, x + side, y - quiet, y + side))

    def turn(paper: Paper) -> None:
        end(paper)
        sheets.append([])

    def record_frame(paper: Paper, x: float, y: float, width: float, height: float, *more: float) -> None:
        frame(paper, x, y, width, height, *more)
        sheets[-1].append(Piece(FRAME, x, x + width, y, y + height))

    def record_rule(paper: Paper, x: float, y: float, to: float, tone: float = 0.7, weight: float = 0.4) -> None:
        rule(paper, x, y, to, tone, weight)
        sheets[-1].append(Piece(RULE, x, to, y - weight / 2, y + weight / 2))

    monkeypatch.setattr(Paper, "rule", record_rule)
    monkeypatch.setattr(Paper, "put", record)
    monkeypatch.setattr(Paper, "frame", record_frame)
    monkeypatch.setattr(Paper, "bitmap", record_code)
    monkeypatch.setattr(Paper, "showPage", turn)
    return sheets


def _recording(monkeypatch: pytest.MonkeyPatch) -> Draw:
    sheets = watching(monkeypatch)

    def draw(given_facts: DocumentFacts, rendering: Rendering) -> list[list[Piece]]:
        sheets[:] = [[]]
        draw_document(given_facts, rendering)
        return sheets[:-1]

    return draw


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Draw:
    return _recording(monkeypatch)


def _check(sheets: list[list[Piece]]) -> None:
    for sheet in sheets:
        for piece in sheet:
            assert piece.left >= MARGIN, piece
            assert piece.right <= A4[0] - MARGIN, piece
            assert piece.bottom >= MARGIN - 3 * MM, piece
            assert piece.top <= A4[1] - MARGIN, piece
        rising = sorted(sheet, key=lambda piece: piece.bottom)
        for number, piece in enumerate(rising):
            for other in rising[number + 1 :]:
                if other.bottom >= piece.top:
                    break
                assert piece.clear_of(other), (piece, other)


def _letters(sheets: list[list[Piece]]) -> Counter[str]:
    return Counter("".join(piece.text for sheet in sheets for piece in sheet))


LONG = "Вельмі доўгая назва арганізацыі, якая дапамагае людзям "
OFFICES = {
    "short": Organisation("Office"),
    "long": Organisation(LONG * 3, "вул. Доўгая 1, " * 30, "12345 " * 60, "BY", LONG * 3, LONG * 3, LONG * 3, LONG * 3),
    "unbroken": Organisation(*["Щ" * 300] * 8),
}


@pytest.mark.sampled(7)
@pytest.mark.parametrize("kind", [RECEIPT, VOUCHER])
@pytest.mark.parametrize("mark", RENDERINGS)
@pytest.mark.parametrize("language", [*LANGUAGES, *PAIRS])
def test_an_ordinary_paper_is_laid_out_cleanly(drawn: Draw, kind: DocumentKind, mark: str, language: str) -> None:
    rendering = RENDERINGS[mark]
    usual = (1, 3, 6, 7, 10, 11, 12, 13, 14, 30, 60)
    for lines in usual if language in LANGUAGES[:2] else (2, 6, 30):
        _check(drawn(seen(facts(kind, language, lines), rendering), rendering))


@pytest.mark.parametrize("kind", [RECEIPT, VOUCHER])
@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("rendering", [ORIGINAL, VOID, COPY, PREVIEW])
@pytest.mark.parametrize("language", ["en", "en+be"])
def test_long_names_find_room(
    drawn: Draw, kind: DocumentKind, office: str, rendering: Rendering, language: str
) -> None:
    given_facts = facts(kind, language, organisation=OFFICES[office], party="Прыкладны-Доўгі " * 12, campaign="C" * 90)
    sheets = drawn(given_facts, rendering)
    _check(sheets)
    # Whole somewhere on each paper, even if cut below the line to sign on.
    letter = "Щ" if office == "unbroken" else "ў"
    wanted = sum(text.count(letter) for text in _printed(given_facts))
    assert _letters(sheets)[letter] >= wanted * (2 if kind is VOUCHER else 1)


def test_a_role_of_many_words_takes_two_lines() -> None:
    role = "Head of the office that helps people"
    assert not CAPTION.width(role) <= 30 * MM
    assert Signatory(role).complete(30 * MM)
    assert not Signatory(role * 2).complete(30 * MM)


def _printed(given_facts: DocumentFacts) -> list[str]:
    office = given_facts.organisation
    texts = [office.name, office.address, office.registration, office.country, office.signatory, office.signatory_role]
    texts += [office.place, given_facts.party]
    return [*texts, office.cashier] if given_facts.kind is VOUCHER else texts


def test_two_papers_keep_clear_of_the_cut(drawn: Draw) -> None:
    (sheet,) = drawn(facts(VOUCHER), ORIGINAL)
    for piece in sheet:
        assert piece.bottom >= HALF + MARGIN - 3 * MM or piece.top <= HALF - MARGIN, piece
    upper = Counter(piece.text for piece in sheet if piece.bottom > HALF)
    lower = Counter(piece.text for piece in sheet if piece.top < HALF)
    assert upper - lower == Counter(["ORIGINAL"])
    assert lower - upper == Counter(["COPY FOR THE OFFICE"])


def test_figures_stand_below_each_other(drawn: Draw) -> None:
    amounts = (Money(100, "EUR"), Money(123_456_789, "EUR"), Money(99_999, "EUR"))
    lines = tuple(DocumentLine(n, "Rent", amount) for n, amount in enumerate(amounts, 1))
    (sheet,) = drawn(replace(facts(VOUCHER), lines=lines), ORIGINAL)
    edges = {piece.right for piece in sheet if piece.text in {"1.00", "1,234,567.89", "999.99"}}
    assert len({round(edge, 3) for edge in edges}) == 1


HOSTILE = {
    "markup": "<b>A</b> & </para> <img src='file:///etc/passwd'/> %s %d {x} (\\) ](",
    "direction": "\u202egpj.exe\u202c \u2066a\u2069 \u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd \u0645\u0631",
    "emoji": "👨\u200d👩\u200d👧 🇧🇾 ☂️ 中文 ሀ",
    "invisible": "zero\u200bwidth\u00adsoft\ufeff \x00\x07\x1b[0m \u2028 \t tab",
    "combining": "е\u0301 и\u0306 " + "o" + "\u0336" * 50,
    "lines": "one\r\ntwo\rthree\n\n\nfour",
    "long": "x" * 10_000,
    "spaces": " " * 5_000 + "a" + "\u00a0" * 5_000,
    "empty": "",
}


@pytest.mark.parametrize("kind", [RECEIPT, VOUCHER])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_can_do_harm(drawn: Draw, kind: DocumentKind, name: str) -> None:
    text = HOSTILE[name]
    lines = (DocumentLine(1, text, Money(100, "EUR")), DocumentLine(2, "Rent", Money(200, "EUR")))
    given_facts = replace(
        facts(kind, party=text, purpose=text, reference=text, campaign=text, words=text),
        organisation=Organisation(*[text] * 8),
        lines=lines if kind is VOUCHER else (),
    )
    rendering = replace(VOID, void_reason=text)
    _check(drawn(given_facts, rendering))
    pdf = draw_document(given_facts, rendering)
    assert b"/URI" not in pdf
    assert b"/Annot" not in pdf
    assert notdef(pdf) == 0


def test_markup_is_printed_as_it_is() -> None:
    said = flat(draw_document(facts(party="<b>A</b> & </para> 100%"), ORIGINAL))
    assert "<b>A</b> & </para> 100%" in said


def test_an_unknown_letter_is_seen_and_an_invisible_one_is_gone() -> None:
    said = flat(draw_document(facts(party="A中B\u202eC\u200bD"), ORIGINAL))
    assert f"A{FALLBACK}BCD" in said


def test_every_letter_of_an_endless_word_is_there(drawn: Draw) -> None:
    for kind, papers in ((RECEIPT, 1), (VOUCHER, 2)):
        assert _letters(drawn(facts(kind, purpose="Ѫ" * 10_000), ORIGINAL))["Ѫ"] == 10_000 * papers


def test_sheets_are_counted_and_each_names_the_document(drawn: Draw) -> None:
    sheets = drawn(facts(purpose="слова " * 3_000), ORIGINAL)
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, 1):
        texts = {piece.text for piece in sheet}
        assert f"Page {number} of {len(sheets)}" in texts
        assert any(text.startswith(("DR/2026/0001", "Donation receipt  DR/2026/0001")) for text in texts)
    # The line to sign on never stands on a sheet of its own: some of the text goes with it.
    assert any("We confirm" in piece.text for piece in sheets[-1])


words = st.text(st.sampled_from("абвгд ўіWM.,-\n\u00a0"), max_size=400)


@settings(max_examples=40)
@given(
    kind=st.sampled_from([RECEIPT, VOUCHER]),
    texts=st.lists(words, min_size=12, max_size=12),
    labels=st.lists(words, min_size=1, max_size=25),
    rendering=st.sampled_from([ORIGINAL, COPY, VOID]),
)
def test_any_texts_find_room(kind: DocumentKind, texts: list[str], labels: list[str], rendering: Rendering) -> None:
    lines = tuple(DocumentLine(n, label, Money(n, "EUR")) for n, label in enumerate(labels, 1))
    given_facts = replace(
        facts(kind, party=texts[0], purpose=texts[1], reference=texts[2], words=texts[3]),
        organisation=Organisation(*texts[4:]),
        lines=lines if kind is VOUCHER else (),
    )
    with pytest.MonkeyPatch.context() as patch:
        sheets = _recording(patch)(given_facts, rendering)
    _check(sheets)
    copies = 2 if kind is VOUCHER else 1
    assert _letters(sheets)["W"] >= copies * sum(text.count("W") for text in (texts[1], *_labels(given_facts)))


def _labels(given_facts: DocumentFacts) -> Iterator[str]:
    return (line.label for line in given_facts.lines)
