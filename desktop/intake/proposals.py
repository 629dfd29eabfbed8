"""What the program proposes to the worker about a page: categories, quantities, short names, a pseudonym, concerns.

Proposals only: the worker decides, and the page's own words are kept beside them.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.domain.pages import Concern, ItemCategory
from desktop.intake.themes import CATEGORIES, CONCERNS, FIRST_PERSON, NEUTRAL_NAMES, NUMERALS, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.money import Money

_LONGEST_NAME = 60
_MOST_COUNTED = 366

_COUNTED = re.compile(r"(?<![\w.,])([0-9]{1,3}|[^\W\d_]{2,11}(?:['’][^\W\d_]{1,8})?)[\s-]+(?=[^\W\d_])")
_CLAUSE_END = re.compile(r"\s*(?:[.;:(]|,\s|\s[—–-]\s)")
_STORY_SCANNED = 200_000

# Words that say nothing about anybody. A pseudonym is drawn by chance: one derived from the name, the page or its hash
# could be computed again by whoever holds the page.
_ALIASES = (
    "Acorn Alder Amber Anchor Arbor Aspen Aster Autumn Badger Bamboo Barley Basalt Beacon Beech Birch Bramble"
    " Breeze Brook Cedar Chestnut"
    " Clover Cobalt Comet Coral Cornflower Cricket Crystal Daisy Delta Dune Elder Elm Ember Falcon Fern Finch Fir"
    " Flint Fountain Garnet Ginger"
    " Glacier Granite Harbour Hawthorn Hazel Heather Heron Hill Hollow Hornbeam Indigo Iris Ivory Ivy Jasmine"
    " Juniper Kestrel Lagoon Lantern"
    " Larch Lark Lavender Linden Lotus Maple Marble Meadow Meteor Mint Moss Nettle Oak Oasis Olive Onyx Opal"
    " Orchard Orchid Osprey Otter"
    " Pebble Pepper Pine Plover Poplar Prairie Quartz Quince Rain Raven Reed Ridge River Robin Rowan Sage Sand"
    " Sequoia Shell Sierra Sparrow"
    " Spruce Starling Stone Swallow Swift Sycamore Thistle Thrush Thyme Tulip Valley Violet Walnut Willow Wren Yarrow"
).split()


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of what; `count` 1 and `unit` "" where nothing is proposed."""

    count: Decimal = Decimal(1)
    unit: str = ""


def category_of(description: str) -> ItemCategory:
    """Propose what an item is spent on: the category most often named; at a tie the one named first."""
    best, most, first = ItemCategory.OTHER, 0, 0
    for category, stems in CATEGORIES:
        places = [match.start() for match in stems.finditer(description)]
        if places and (-len(places), places[0]) < (-most, first):
            best, most, first = category, len(places), places[0]
    return best


def count_in(description: str) -> tuple[int, int] | None:
    """Find "3 months" in a description: the number, and the place of its unit in the table of units; the first wins."""
    for match in _COUNTED.finditer(description):
        number = int(match[1]) if match[1].isdecimal() else NUMERALS.get(match[1].lower().replace("’", "'"), 0)
        if not 2 <= number <= _MOST_COUNTED:
            continue
        for place, (forms, _) in enumerate(UNITS):
            if forms.match(description, match.end()):
                return number, place
    return None


def quantity_of(description: str, amount: Money, language: str, count: int | None = None) -> Quantity:
    """Propose a quantity where the words say one and the amount divides exactly by it; never forced.

    `count` is given when the page itself multiplied ("3 x €300 = €900").
    """
    found = count_in(description)
    number = count if count is not None else (found[0] if found else 1)
    if number < 2 or amount.minor % number:
        return Quantity()
    unit = UNITS[found[1]][1].get(language, "") if found and found[0] == number else ""
    return Quantity(Decimal(number), unit)


def name_of(description: str, category: ItemCategory, language: str) -> str:
    """Propose a short neutral name: the first words of a thing, or the category's name for somebody's own sentence."""
    neutral = NEUTRAL_NAMES.get(language, NEUTRAL_NAMES["en"])[category]
    if not description or FIRST_PERSON.search(description):
        return neutral
    ending = _CLAUSE_END.search(description, 12)
    name = description[: ending.start()] if ending and len(description) > _LONGEST_NAME else description
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition(" ")[0] or name[:_LONGEST_NAME]
    name = name.strip(" .,;:—–-")
    return name[:1].upper() + name[1:] if name else neutral


def propose_alias(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Draw a pseudonym that says nothing about the person: a word and a number ("Linden 47")."""
    number = choose([str(number) for number in range(10, 100)])
    return f"{choose(_ALIASES)} {number}"


def concerns_in(text: str) -> tuple[Concern, ...]:
    """Propose the protection concerns that the words of a story suggest (an article, an illness, a wife …)."""
    return tuple(concern for concern, stems in CONCERNS if stems.search(text[:_STORY_SCANNED]))
