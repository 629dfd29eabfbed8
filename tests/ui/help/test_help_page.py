"""Help: every topic is there in every language, links lead to topics, F1 opens the one about the page in front."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl

from desktop.app.pages import SECTIONS, low_sections
from desktop.i18n import LANGUAGES, use_language
from desktop.paths import resource
from desktop.ui.help.page import TOPICS, HelpPage, help_text, title_of
from tests.ui.kit import Chosen, assert_named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot) -> HelpPage:
    made = HelpPage()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_written(language: str) -> None:
    for topic in TOPICS:
        text = resource("help", language, f"{topic}.md").read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert len(text) > 200, topic


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_topics(language: str) -> None:
    for topic in TOPICS:
        for target in re.findall(r"\]\(([^)]*)\)", help_text(topic, language)):
            assert target.removesuffix(".md") in TOPICS, (topic, target)


def test_every_section_has_a_topic() -> None:
    low = low_sections(Chosen())
    assert {spec.key for spec in (*SECTIONS, *low)} - {"help"} <= set(TOPICS)


def test_an_unknown_language_reads_english() -> None:
    assert help_text("home", "xx") == help_text("home", "en")
    with pytest.raises(FileNotFoundError):
        help_text("no such topic", "en")


def test_topics_are_shown_and_followed(page: HelpPage) -> None:
    assert page.topics.count() == len(TOPICS)
    page.open_code("payouts")
    assert title_of(help_text("payouts", "en")) in page.text.toPlainText()
    page.text.anchorClicked.emit(QUrl("documents.md"))
    assert page.topic == "documents"
    page.open_code("nowhere")
    assert page.topic == "documents"
    assert_named(page)


def test_it_follows_the_language(page: HelpPage) -> None:
    english = page.text.toPlainText()
    use_language("be")
    assert page.text.toPlainText() != english
    assert page.topics.item(0).text() == title_of(help_text(TOPICS[0], "be"))
