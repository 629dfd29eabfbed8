"""Every page and start screen: named, nothing clipped, no warning of Qt; in each language, theme and text size.

The screen is the smallest that an office uses, 1366 × 768. In the short form each screen is seen in one language, the
next one on the next screen, and where it is dark in another than where it is light; in the full form in all of them.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from desktop.i18n import LANGUAGES
from desktop.ui.shared.list_page import ListPage
from desktop.ui.shared.list_spec import Ask
from desktop.ui.theme import Theme, ThemeChoice
from desktop.ui.workplace import NEW
from tests.journeys.colours import faint
from tests.journeys.conftest import unlocked
from tests.journeys.longer import speak
from tests.journeys.measuring import clipped, overlapping, too_wide, trapped, untranslated
from tests.journeys.test_import import SAMPLES, read_file
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from tests.journeys.conftest import Begin
    from tests.journeys.hand import Hand

PAGES = (
    ("home", ""),
    ("people", ""),
    ("people", NEW),
    ("people", "P-0001"),
    ("people", "import"),
    ("people", "duplicates"),
    ("people", "review"),
    ("people", "merge P-0001 P-0011"),
    ("people", "card P-0001"),
    ("campaigns", ""),
    ("campaigns", NEW),
    ("campaigns", "C-0008"),
    ("campaigns", "C-0002"),
    ("campaigns", "import"),
    ("items", ""),
    ("donations", ""),
    ("donations", f"{NEW}:C-0008"),
    ("donations", "D-0016"),
    ("donations", "import"),
    ("payouts", ""),
    ("payouts", f"{NEW}:C-0008"),
    ("payouts", "O-0001"),
    ("advances", ""),
    ("advances", f"{NEW}:C-0008"),
    ("cash", ""),
    ("cash", NEW),
    ("cash", "count"),
    ("cash", "close"),
    ("cash", "report"),
    ("cash", "K-0001"),
    ("documents", ""),
    ("documents", "PV/2026/0001"),
    ("reports", "C-0008"),
    ("checks", ""),
    ("months", ""),
    ("trash", ""),
    ("rates", ""),
    ("rates", NEW),
    ("rates", "import"),
    ("settings", ""),
    ("help", ""),
)
SCREEN = (1366, 768)
SIZES = (
    (100, ThemeChoice.LIGHT),
    (150, ThemeChoice.DARK),
    pytest.param((100, ThemeChoice.DARK), marks=pytest.mark.full),  # in part in test_other_looks.py
    pytest.param((150, ThemeChoice.LIGHT), marks=pytest.mark.full),
)


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}-{size[1].value}")
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[ThemeChoice]:
    """A text size of the system's, and the theme to see it in; the application's own size is back afterwards."""
    percent, theme = request.param
    with text_size(qapp, percent):
        yield theme


@contextmanager
def text_size(qapp: QApplication, percent: int) -> Iterator[None]:
    """Let the system's text size be so many percent of the usual one for a while."""
    Theme(qapp, ThemeChoice.LIGHT)  # the base size
    former = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(former.pointSizeF() * percent / 100)
    qapp.setFont(larger)
    try:
        yield
    finally:
        # No event loop ran, so the test's widgets still wait for their end; each would be measured and dressed anew.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.setFont(former)
        Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def full(request: pytest.FixtureRequest) -> bool:
    """Whether every language is looked at on every screen."""
    return bool(request.config.option.full)


class Looks:
    """Looks at one screen after the other, in several languages, and tells at the end what was wrong.

    The language changes while the screen stands there, as it does in Settings.
    """

    def __init__(
        self,
        hand: Hand,
        theme: ThemeChoice,
        *,
        full: bool,
        languages: Sequence[str] = (),  # these alone
        room: tuple[int, int] = SCREEN,
        tabs: bool = False,  # also whether Tab reaches everything and is held by nothing
    ) -> None:
        self._hand = hand
        self._full = full
        self._languages, self._room, self._tabs = tuple(languages), room, tabs
        self._wrong: list[str] = []
        hand.program.theme.choose(theme)
        self._turn = len(LANGUAGES) // 2 if theme is ThemeChoice.DARK else 0

    def at(self, what: str) -> None:
        usual = LANGUAGES if self._full else (LANGUAGES[self._turn % len(LANGUAGES)],)
        for language in self._languages or usual:
            speak(language)
            self._look(f"{what} ({language})", once=language == (self._languages or usual)[0])
        self._turn += 1

    def _look(self, seen: str, *, once: bool) -> None:
        self._hand.settle()
        window = self._hand.window
        assert_named(window)
        self._wrong += [f"{seen}: {each}" for each in clipped(window)]
        self._wrong += [f"{seen}: {each}" for each in self._lasting(window)]
        self._wrong += [f"{seen}: {each}" for each in untranslated(window)]
        self._wrong += [f"{seen}: too wide: {each}" for each in too_wide(window)]
        if once:  # colours and the way of Tab are the same in each language
            self._wrong += [f"{seen}: faint: {each}" for each in faint(window)]
        if once and self._tabs:
            self._wrong += [f"{seen}: {each}" for each in trapped(window)]
        if window.width() > self._room[0] or window.height() > self._room[1]:
            self._wrong.append(f"{seen}: the window grew to {window.size().toTuple()}")

    def _lasting(self, window: QWidget) -> list[str]:
        """Give what lies upon each other and stays so: rows that break need a turn or two after a change of words."""
        for _turn in range(3):
            found = overlapping(window)
            if not found:
                break
            self._hand.settle()
        return found

    def judge(self) -> None:
        assert not self._wrong, "\n" + "\n".join(self._wrong)


def test_start_screens(begin: Begin, vault: Path, theme: ThemeChoice, full: bool) -> None:
    hand = begin()
    looks = Looks(hand, theme, full=full)
    looks.at("welcome")
    hand.click("welcome.new")
    looks.at("create, place")
    hand.click("create.next")
    looks.at("create, organisation")
    hand.click("create.next")
    looks.at("create, organisation refused")
    hand.write("create.organisation.name", "Lantern Aid")
    hand.click("create.next")
    looks.at("create, passphrase")
    hand.click("create.next")
    looks.at("create, passphrase refused")
    hand.write("create.passphrase", "Ў")
    hand.write("create.again", "Ў")
    hand.click("create.next")
    looks.at("create, summary")
    hand.program.show_lock(vault)
    looks.at("lock")
    hand.write("lock.passphrase", "Ў")
    looks.at("lock, Cyrillic letters")
    hand.click("lock.unlock")
    looks.at("lock, wrong passphrase")
    looks.judge()


def test_pages_of_an_empty_office(begin: Begin, vault: Path, theme: ThemeChoice, full: bool) -> None:
    hand = unlocked(begin(vault))
    looks = Looks(hand, theme, full=full)
    for section in hand.sections():
        hand.go(section)
        looks.at(section)
    for section in ("people", "campaigns", "donations", "payouts"):
        hand.window.go(section, NEW)
        hand.settle()
        hand.click("form.save")
        looks.at(f"{section}, refused")
    looks.judge()


def test_pages_of_the_sample_office(
    begin: Begin, sample_vault: Path, tmp_path: Path, theme: ThemeChoice, full: bool
) -> None:
    hand = unlocked(begin(shutil.copytree(sample_vault, tmp_path / "Sample")))
    looks = Looks(hand, theme, full=full)
    for section, target in PAGES:
        hand.window.go(section, target)
        looks.at(f"{section} {target}")
    hand.window.go("campaigns", "import")
    hand.settle()
    read_file(hand, SAMPLES / "winter-for-three.txt")
    looks.at("import, the preview")
    hand.click("form.save")
    looks.at("import, refused")
    looks.judge()


def test_filters_as_chips_and_saved_views(
    begin: Begin, sample_vault: Path, tmp_path: Path, theme: ThemeChoice, full: bool
) -> None:
    hand = unlocked(begin(shutil.copytree(sample_vault, tmp_path / "Sample")))
    looks = Looks(hand, theme, full=full)
    for section, area, values in (
        ("donations", "donations", {"on": "2026-01-01..2026-12-31", "gross": "20000..", "has_receipt": "no"}),
        ("people", "people", {"country": "PL", "concern": "no"}),
    ):
        hand.go(section)
        page = hand.find(f"{area}.table").parent().parent()
        assert isinstance(page, ListPage)
        for name, value in values.items():
            page.bar.more.put(name, value)
        hand.prompts.will_answer("What we look at every Monday morning before the first cup of tea")
        page.views.save()
        looks.at(f"{section}, filtered and saved")
        for field in page.spec.fields:
            if field.ask in (Ask.PRESENCE, Ask.LANGUAGE, Ask.RANK):
                continue  # the menu holds the few answers
            page.bar.more.ask(field)
            looks.at(f"{section}, {field.name} is asked")
        page.bar.more.close_strip()
        page.views.chip.gone.emit()
    looks.judge()
