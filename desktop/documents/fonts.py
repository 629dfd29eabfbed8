"""The two faces that documents are set in: parsed once, cut once, embedded as subsets.

Parsing and cutting a font is most of the work of a one-page PDF. So the letters that documents are made of (Latin with
Polish and Lithuanian, Cyrillic of five languages, signs) form one fixed subset per face, cut and compressed once per
run and put into every document as it is; a letter beyond it goes into a small second subset of that document alone.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont, makeToUnicodeCMap

from desktop.paths import resource

FALLBACK = "\ufffd"
"""Stands for a letter that the faces lack, and is seen."""

_CYRILLIC = "АБВГДЕЁЖЗІИЙКЛМНОПРСТУЎФХЦЧШЩЪЫЬЭЮЯЄЇҐабвгдеёжзіийклмнопрстуўфхцчшщъыьэюяєїґ"
_LATIN = "ĄĆĘŁŃÓŚŹŻąćęłńóśźżČĖĮŠŲŪŽčėįšųūžÄÖÜäöüßÉéáíúřěýÅåÆæØøõ"
_SIGNS = "№–—’„“”«»…§·×−°€" + FALLBACK
_PLAIN = range(0x20, 0x7F)
_FREE = (*range(0x7F, 0x100), *range(0x01, 0x20))
_FIXED_SYMBOLIC = (1 << 2, 1 << 5)  # PDF flags: symbolic on, non-symbolic off
_NEXT_SUBSET = 0x100


def _core() -> dict[int, int]:
    """Give each common letter its place in the fixed subset; plain ASCII stands at its own."""
    places = {code: code for code in _PLAIN}
    places.update(zip(map(ord, _CYRILLIC + _LATIN + _SIGNS), _FREE, strict=False))
    places[0] = 0
    return places


_CORE = _core()


def _core_subset() -> tuple[int, ...]:
    at = {place: code for code, place in _CORE.items()}
    return tuple(at.get(place, 0) for place in range(max(at) + 1))


class _Ready(pdfdoc.PDFObject):
    """A piece of PDF written beforehand."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, document: object) -> bytes:
        return self.data


class _Cut(NamedTuple):
    """A subset ready to embed: the font file and the way back to Unicode, both compressed, and the widths."""

    file: bytes
    length: int
    unicode: bytes
    widths: _Ready
    letters: int


class Face(TTFont):
    """One face, shared by all documents; ReportLab keeps what differs per document in `state`."""

    def __init__(self, name: str) -> None:
        """Read the face's file from the program's resources."""
        super().__init__(name, str(resource("fonts", f"{name}.ttf")), shapable=False)
        # A PDF needs no names inside the font; without them each subset is a third smaller.
        self.face.table.pop("name", None)
        self._core_subset = _core_subset()
        self.advance: dict[str, float] = {
            chr(code): width / 1000 for code, width in self.face.charWidths.items() if code in self.face.charToGlyph
        }
        # ReportLab draws a no-break space as a space; it must be as wide.
        self.advance["\u00a0"] = self.advance[" "]
        self._cut = lru_cache(maxsize=32)(self._cut_afresh)

    def has(self, letter: str) -> bool:
        """Tell whether the face can draw a letter (of the basic plane: the way back to Unicode knows no other)."""
        return letter in self.advance and letter <= "\uffff"

    def width(self, text: str, size: float) -> float:
        """Measure a text in points; letters that the face lacks count as nothing."""
        advance = self.advance
        return size * sum([advance.get(letter, 0.0) for letter in text])

    def begin(self, document: Any) -> None:
        """Give a new document the fixed subset, before anything is drawn on it."""
        state: Any = TTFont.State(True, self)
        state.subsets = [list(self._core_subset)]
        state.assignments = dict(_CORE)
        state.nextCode = _NEXT_SUBSET
        self.state[document] = state

    def _cut_afresh(self, subset: tuple[int, ...]) -> _Cut:
        data = self.face.makeSubset(list(subset))
        cmap = makeToUnicodeCMap(self.fontName, subset).encode("ascii")
        known, other = self.face.charWidths, self.face.defaultWidth
        widths = [f"{known.get(code, other):.1f}" for code in subset]
        array = _Ready(f"[ {' '.join(widths)} ]".encode("ascii"))
        return _Cut(zlib.compress(data, 9), len(data), zlib.compress(cmap, 9), array, len(widths))

    def addObjects(self, doc: Any) -> None:
        """Put each subset that was drawn with into the document; called by ReportLab at its end."""
        state = self.state[doc]
        state.frozen = 1
        fonts = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(state.subsets):
            internal = self.getSubsetInternalName(number, doc)[1:]
            base = SUBSETN(number).decode("ascii") + "+" + self.fontName
            fonts[internal] = self._font_object(doc, internal, base, self._cut(tuple(subset)))
        del self.state[doc]

    def _font_object(self, doc: Any, internal: str, base: str, cut: _Cut) -> Any:
        face, (on, off) = self.face, _FIXED_SYMBOLIC
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "Ascent": face.ascent,
                "CapHeight": face.capHeight,
                "Descent": face.descent,
                "Flags": face.flags & ~off | on,
                "FontBBox": pdfdoc.PDFArray(face.bbox),
                "FontName": pdfdoc.PDFName(base),
                "ItalicAngle": face.italicAngle,
                "StemV": face.stemV,
                "FontFile2": doc.Reference(_stream(cut.file, Length1=cut.length), f"file:{base}"),
                "MissingWidth": face.defaultWidth,
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/TrueType",
                "Name": pdfdoc.PDFName(internal),
                "BaseFont": pdfdoc.PDFName(base),
                "FirstChar": 0,
                "LastChar": cut.letters - 1,
                "Widths": cut.widths,
                "ToUnicode": doc.Reference(_stream(cut.unicode), f"unicode:{base}"),
                "FontDescriptor": doc.Reference(descriptor, f"descriptor:{base}"),
            }
        )
        return doc.Reference(font, f"font:{base}")


def _stream(compressed: bytes, **entries: int) -> Any:
    stream = pdfdoc.PDFStream(content=compressed)
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    for name, value in entries.items():
        stream.dictionary[name] = value
    return stream


@lru_cache(maxsize=1)
def faces() -> tuple[Face, Face]:
    """Give the regular and the bold face; read and made known to ReportLab at the first call (20 ms)."""
    pair = (Face("DejaVuSansCondensed"), Face("DejaVuSansCondensed-Bold"))
    for face in pair:
        pdfmetrics.registerFont(face)
    return pair
