"""XML of banks as a stream of entries: of a long statement only one entry at a time is held in memory.

A file that declares anything of its own (a DOCTYPE, and with it entities) is refused before a word of it is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from desktop.domain.errors import CannotRead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_DEEPEST = 40
_MOST_HELD = 200_000
_LONGEST_TEXT = 20_000  # what is longer is no text of a payment


@dataclass(slots=True)
class Element:
    """An element with its name (without a prefix), attributes, text and children; one that `holds` has no text."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Element] = field(default_factory=list)
    holds: bool = False

    def all(self, path: str) -> Iterator[Element]:
        """Give the elements at a path of names, like "Refs/TxId"."""
        name, _, rest = path.partition("/")
        for each in self.children:
            if each.name == name:
                yield from each.all(rest) if rest else (each,)

    def first(self, *paths: str) -> Element | None:
        """Give the first element at the first path where there is one."""
        return next((each for path in paths for each in self.all(path)), None)

    def word(self, *paths: str) -> str:
        """Give the text of the first element at the first path where one has any."""
        return next((text for path in paths for each in self.all(path) if (text := each.text.strip())), "")

    def words(self, path: str) -> list[str]:
        """Give the texts of all elements at a path."""
        return [each.text.strip() for each in self.all(path)]


def _declared(*_: object) -> NoReturn:
    raise CannotRead(reason="bank_declarations")


def read_elements(data: bytes, whole: frozenset[str], heard: Callable[[Element, Element], None]) -> None:
    """Read XML to its end.

    Args:
        data: The file.
        whole: Names of elements that are given to `heard` when they end, with their parent, and then forgotten.
        heard: What hears them.

    Raises:
        CannotRead: with reason bank_damaged, bank_declarations or bank_too_large.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    path = [Element("")]
    held = 0
    before: list[int] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal held
        held += 1
        if held > _MOST_HELD or len(path) > _DEEPEST:
            raise CannotRead(reason="bank_too_large")
        element = Element(name.rpartition(":")[2], attributes)
        path[-1].children.append(element)
        path[-1].holds, path[-1].text = True, ""  # what stands between elements is indentation
        path.append(element)
        before.append(held)

    def end(_name: str) -> None:
        nonlocal held
        element, at = path.pop(), before.pop()
        if element.name in whole:
            heard(element, path[-1])
            path[-1].children.pop()
            held = at - 1

    def characters(text: str) -> None:
        if path[-1].holds:
            return
        if len(path[-1].text) + len(text) > _LONGEST_TEXT:
            raise CannotRead(reason="bank_damaged")
        path[-1].text += text

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _declared
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise CannotRead(reason="bank_damaged") from None
