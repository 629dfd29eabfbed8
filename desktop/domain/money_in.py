"""Money in from bank statements: what each line is, what was known of it before, and what becomes of it.

Nothing is booked here. A line is told by the bank's reference, or else by what it says: account, day, amount, name and
text, and how many of the very same the file has. So a file that is read twice, or overlaps with another, is safe.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.match_rules import RuleBook, bare_iban, plain_words
from desktop.domain.money import total

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from desktop.domain.bank_statements import Statement, StatementLine
    from desktop.domain.errors import Problem
    from desktop.domain.money import Money
    from desktop.domain.periods import Month
    from desktop.domain.rates import PinnedRate
    from desktop.domain.shares import GiftShare


class LineState(Enum):
    """What a line of a statement is."""

    NEW = "new"
    SUSPECT = "suspect"  # a gift of this amount and day stands here already
    DUPLICATE = "duplicate"  # this very line was taken before
    REFUSED = "refused"
    OUT = "out"  # money that went
    BACK = "back"  # an earlier line taken back: a payment returned, a gift that went
    OWN = "own"  # between own accounts, or a fee alone

    @property
    def may_be_booked(self) -> bool:
        """Whether a gift may be made of it by choice."""
        return self in (LineState.NEW, LineState.SUSPECT)


class Fate(Enum):
    """What becomes of a line."""

    BOOK = "book"
    WAIT = "wait"  # nothing now: it is asked about again the next time
    LEAVE = "leave"  # left out on purpose: it is not asked about again
    SAME = "same"  # the gift that stands here already


class By(Enum):
    """How a donor or a campaign was found."""

    NOBODY = "nobody"
    IBAN = "iban"
    RULE = "rule"
    NAME = "name"
    CODE = "code"
    TITLE = "title"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Taken:
    """A line that was taken before: the gift it became (empty: left out on purpose), when, and by which user."""

    gift: str
    at: datetime
    actor: int


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line as it is remembered: the gift that it is, whether the import `made` it, and whether it was taken back."""

    mark: str
    profile: str
    gift: str = ""
    made: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class NearGift:
    """A gift that stands here and that no line of such a statement became."""

    code: str
    on: date
    gross: Money
    net: Money
    donor: str | None


@dataclass(frozen=True, slots=True)
class NearPayout:
    """A payout that is paid, or waits to be."""

    code: str
    on: date
    amount: Money
    iban: str


TitleWords = tuple[tuple[str, ...], ...]
"""A title as its words, each in all its spellings."""


@dataclass(frozen=True, slots=True)
class KnownFund:
    """A fund as far as lines may name it. `title` is what screens call it.

    `titles` has the words of each of its titles, in whatever language, each in the spellings that it may be heard as.
    """

    code: str
    currency: str
    takes_money: bool = True
    title: str = ""
    titles: tuple[TitleWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What the books say that a gift of a line must hold to. `rate` gives the official one for a day, or the reason."""

    funds: Mapping[str, KnownFund]
    locked: Collection[Month]
    today: date
    rate: Callable[[str, str, date], PinnedRate | Problem]
    into_open: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the books know of a statement's lines. `fold` gives the spellings of a text's words."""

    ground: Ground
    rules: RuleBook
    taken: Mapping[str, Taken] = field(default_factory=dict)
    gifts: Sequence[NearGift] = ()
    payouts: Sequence[NearPayout] = ()
    ibans: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    fold: Callable[[str], Collection[str]] = lambda text: plain_words(text).split()


_CHOICES = {
    LineState.NEW: (Fate.BOOK, Fate.WAIT, Fate.LEAVE),
    LineState.SUSPECT: (Fate.BOOK, Fate.SAME, Fate.WAIT, Fate.LEAVE),
    LineState.REFUSED: (Fate.WAIT, Fate.LEAVE),
}


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the preview. `found` is the code of what stands here already: a gift, or a payout.

    `campaign` and each share's may be the general fund. `twin` is the place of the same line above it in the file.
    """

    row: int
    profile: str
    mark: str
    line: StatementLine
    state: LineState
    fate: Fate = Fate.WAIT
    donor: str | None = None
    donor_by: By = By.NOBODY
    campaign: str = ""
    campaign_by: By = By.NOBODY
    shares: tuple[GiftShare, ...] = ()
    rate: PinnedRate | None = None
    found: str = ""
    taken: Taken | None = None
    twin: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether it is booked: that was chosen, and it is said what for."""
        return self.fate is Fate.BOOK and bool(self.campaign or self.shares) and not self.problems

    @property
    def lacks(self) -> bool:
        """Whether it would be booked, and nobody said what for."""
        return self.fate is Fate.BOOK and not (self.campaign or self.shares)

    @property
    def choices(self) -> tuple[Fate, ...]:
        """What may be chosen for it. A line that became no gift may be asked about again."""
        if self.state is LineState.DUPLICATE:
            return () if self.taken is not None and self.taken.gift else (Fate.BOOK,)
        return _CHOICES.get(self.state, ())

    def with_fate(self, fate: Fate) -> LineRow:
        """Give the row with another fate, where that may be chosen; what is asked about again is new."""
        if fate not in self.choices:
            return self
        return replace(self, fate=fate, state=LineState.NEW if self.state is LineState.DUPLICATE else self.state)

    @property
    def settled(self) -> bool:
        """Whether it is remembered as done without a gift being made of it."""
        return self.fate in (Fate.LEAVE, Fate.SAME)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of all lines of a file."""

    rows: tuple[LineRow, ...]
    warnings: tuple[Problem, ...] = ()
    into_open: bool = False

    def with_rows(self, rows: Iterable[LineRow]) -> Preview:
        """Give the preview with some rows in place of those before."""
        changed = {each.row: each for each in rows}
        return replace(self, rows=tuple(changed.get(each.row, each) for each in self.rows))

    @property
    def chosen(self) -> tuple[LineRow, ...]:
        """The rows that are booked."""
        return tuple(each for each in self.rows if each.ready)

    def sums(self, *states: LineState) -> tuple[Money, ...]:
        """Give what came in by lines of some states, one sum for each currency."""
        return sums_of(each for each in self.rows if each.state in states)


@dataclass(frozen=True, slots=True)
class MoneyInDone:
    """What an import did: the gifts it made, in the order of the lines, and how many lines it settled otherwise."""

    gifts: tuple[str, ...]
    left: int = 0
    same: int = 0


def sums_of(rows: Iterable[LineRow]) -> tuple[Money, ...]:
    """Add what rows' lines say, one sum for each currency, in the order of their codes."""
    amounts: dict[str, list[Money]] = {}
    for each in rows:
        amounts.setdefault(each.line.amount.currency, []).append(each.line.amount)
    return tuple(total(found, currency) for currency, found in sorted(amounts.items()))


def counts(rows: Sequence[LineRow]) -> dict[LineState, int]:
    """Count the rows of each state that there is, in the order of states."""
    found = Counter(each.state for each in rows)
    return {state: found[state] for state in LineState if found[state]}


def marks(statements: Sequence[Statement]) -> tuple[str, ...]:
    """Give the mark of each line, in order; the very same line without a reference has another at each time."""
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for statement in statements:
        account = (bare_iban(statement.account), statement.currency)
        for line in statement.lines:
            key: tuple[str, ...]
            said = (*account, line.on.isoformat(), str(line.amount.minor), line.amount.currency)
            if line.reference:
                key = ("reference", *said, line.reference)
            else:
                plain = ("words", *said, bare_iban(line.iban), plain_words(line.name), plain_words(line.text))
                seen[plain] += 1
                key = (*plain, str(seen[plain]))
            found.append(hashlib.sha256("\x1f".join(key).encode("utf-8", "replace")).hexdigest())
    return tuple(found)
