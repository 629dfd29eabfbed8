"""The XML parts of a workbook, read as a stream; one that declares anything of its own is refused at once."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, NoReturn, Protocol
from xml.parsers import expat

from desktop.domain.errors import CannotRead

if TYPE_CHECKING:
    from collections.abc import Mapping

_PIECE = 1 << 16


class Handler(Protocol):
    """What hears the elements of a part; names come without their prefix."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""

    def end(self, name: str) -> None:
        """Hear it end."""

    def text(self, text: str) -> None:
        """Hear text within the element that is open."""


def read_part(stream: IO[bytes], handler: Handler) -> None:
    """Read a part to its end.

    Raises:
        CannotRead: with reason damaged_table or table_declarations.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def declared(*_: object) -> NoReturn:
        raise CannotRead(reason="table_declarations")

    parser.StartElementHandler = lambda name, attributes: handler.start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: handler.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = declared
    try:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):
        raise CannotRead(reason="damaged_table") from None
