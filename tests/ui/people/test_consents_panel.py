"""A person's consents on their page, and the way out of an issue dialog that wants one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from desktop.domain.consents import ConsentChannel, ConsentDraft, ConsentRule, ConsentState, Purpose
from desktop.domain.people import NameUse, PersonCategory
from desktop.domain.receipts import DocumentKind
from desktop.i18n import use_language
from desktop.services.consents import list_consents, record_consent, withdraw_consent
from desktop.services.settings import load_settings, save_settings
from desktop.ui.changes import Topic
from desktop.ui.documents.issue import IssueDialog
from desktop.ui.people.consent_dialogs import ConsentDialog, WithdrawDialog
from desktop.ui.people.form import PersonForm
from tests.services.office_kit import TODAY
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from desktop.ui.people.consents import ConsentsPanel
    from tests.ui.desk import Desk

DAY = timedelta(days=1)
PAPER = ConsentDraft(Purpose.DATA, ConsentChannel.PAPER, TODAY - DAY)


@pytest.fixture
def person(desk: Desk) -> str:
    return desk.kit.person("Weaver", PersonCategory.BENEFICIARY, name_local="Алеся Верабейчык")


def open_panel(qtbot: QtBot, desk: Desk, person: str | None) -> ConsentsPanel:
    form = PersonForm(desk.place, person)
    qtbot.addWidget(form)
    form.resize(1140, 720)
    form.show()
    assert_named(form)
    return form.consents


def texts(panel: ConsentsPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]


def press(panel: ConsentsPanel, name: str) -> None:
    button = panel.findChild(QPushButton, name)
    assert button is not None
    button.click()


def filled(**values: object) -> Callable[[QDialog], bool]:
    """Answer a dialog by filling it in and doing it."""

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, (ConsentDialog, WithdrawDialog))
        for name, value in values.items():
            dialog.form.fields[name].write(value)
            dialog.form.fields[name].on_edited()
        dialog.do_it.click()
        dialog.do_it.click()  # twice is once
        return bool(dialog.result())

    return answer


def test_one_is_recorded_renewed_and_withdrawn(qtbot: QtBot, desk: Desk, person: str) -> None:
    panel = open_panel(qtbot, desk, person)
    qtbot.waitUntil(lambda: any("Nothing is recorded yet" in text for text in texts(panel)))
    assert panel.missing.isHidden()
    desk.prompts.will_answer(filled(until=TODAY + DAY, note="In the folder"))
    panel.add.click()
    assert desk.heard[-1] == frozenset({Topic.PEOPLE})
    assert panel.banner.text == "The consent is recorded."
    qtbot.waitUntil(
        lambda: {"Expires soon", "2026-05-20, Signed on paper\nIn the folder", "2026-05-21"} <= set(texts(panel))
    )
    assert "Accountants and auditors see the name" in panel.missing.text()
    assert_named(panel)
    desk.prompts.will_answer(filled(channel=ConsentChannel.EMAIL))
    press(panel, "consents.renew_1")
    qtbot.waitUntil(lambda: {"In force", "Replaced", "Without an end"} <= set(texts(panel)))
    assert [row.state for row in list_consents(desk.office, person)] == [ConsentState.VALID, ConsentState.EXPIRING]
    assert (
        panel.findChild(QPushButton, "consents.withdraw_1") is None
        or not panel.findChild(QPushButton, "consents.withdraw_1").isVisible()
    )
    desk.prompts.will_answer(filled(reason="She is afraid"))
    press(panel, "consents.withdraw_2")
    assert panel.banner.text == "The consent is withdrawn."
    qtbot.waitUntil(lambda: "Withdrawn on 2026-05-20" in texts(panel))
    qtbot.waitUntil(lambda: any(text.endswith("She is afraid") for text in texts(panel)))
    use_language("be")
    assert_named(panel)


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(qtbot: QtBot, desk: Desk, person: str) -> None:
    dialog = ConsentDialog(desk.place, person, Purpose.DONOR)
    qtbot.addWidget(dialog)
    dialog.show()
    assert_named(dialog)
    assert dialog.purpose.read() is Purpose.DONOR
    assert dialog.witness.isHidden()
    dialog.channel.write(ConsentChannel.WITNESSED)
    dialog.channel.on_edited()
    assert dialog.witness.isVisible()
    dialog.until.write(TODAY - DAY)
    dialog.form.fields["note"].write("kept")
    dialog.do_it.click()
    assert dialog.made is None
    assert dialog.form.fields["witness"].problem
    assert dialog.form.fields["until"].problem
    assert dialog.form.fields["note"].read() == "kept"
    assert "It is not recorded." in dialog.banner.text
    dialog.channel.write(ConsentChannel.CALL)
    dialog.channel.on_edited()
    dialog.until.write(None)
    dialog.do_it.click()
    assert dialog.made is not None
    assert dialog.made.draft.witness == ""


def test_another_purpose_is_known_by_its_words(qtbot: QtBot, desk: Desk, person: str) -> None:
    panel = open_panel(qtbot, desk, person)
    asked: list[str] = []

    def empty_note(dialog: QDialog) -> bool:
        assert isinstance(dialog, ConsentDialog)
        dialog.form.fields["purpose"].write(Purpose.OTHER)
        dialog.do_it.click()
        asked.append(dialog.form.fields["note"].problem)
        return bool(dialog.result())

    desk.prompts.will_answer(empty_note)
    panel.add.click()
    assert asked == ["Write in the note what was agreed to."]
    note = "Her letters may be read out"
    record_consent(desk.office, person, ConsentDraft(Purpose.OTHER, ConsentChannel.EMAIL, TODAY, TODAY + DAY, "", note))
    desk.place.changes.announce(Topic.PEOPLE)
    qtbot.waitUntil(lambda: note in texts(panel))
    assert sum(note in text for text in texts(panel)) == 1
    assert "Something else" not in panel.missing.text()

    def renew(dialog: QDialog) -> bool:
        assert isinstance(dialog, ConsentDialog)
        asked.append(str(dialog.form.fields["note"].read()))
        return False

    desk.prompts.will_answer(renew)
    press(panel, "consents.renew_1")
    assert asked[-1] == note


def test_a_new_person_and_an_office_without_names_say_why_nothing_is_there(
    qtbot: QtBot, desk: Desk, person: str, tasks: InlineTasks
) -> None:
    panel = open_panel(qtbot, desk, None)
    qtbot.waitUntil(lambda: any("Save the person first" in text for text in texts(panel)))
    assert panel.add.isHidden()
    record_consent(desk.office, person, PAPER)
    panel = open_panel(qtbot, desk_without_names(desk, tasks), person)
    qtbot.waitUntil(lambda: any("cannot be seen without the book of names" in text for text in texts(panel)))
    assert panel.add.isHidden()
    assert panel.rows == ()


def test_the_issue_dialog_blocks_the_name_and_leads_to_the_consent(qtbot: QtBot, desk: Desk, person: str) -> None:
    settings = replace(load_settings(desk.office), document_consent=ConsentRule.REFUSE)
    save_settings(desk.office, settings)
    gift = desk.kit.give(desk.kit.campaign("100").code, "10", person).code
    place = replace(desk.place, settings=lambda: settings)
    dialog = IssueDialog(place, gift, DocumentKind.DONATION_RECEIPT)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.choices.name_use.read() is NameUse.ALIAS, "what may be issued comes first"
    assert dialog.banner.text == ""
    dialog.choices.name_use.write(NameUse.NAME)
    dialog.choices.name_use.on_edited()
    assert "may not have the name" in dialog.banner.text
    assert "Not recorded" in dialog.choices.name_use.problem
    dialog.do_it.click()
    assert dialog.issued is None
    assert "It cannot be issued" in dialog.banner.text or "may not have the name" in dialog.banner.text
    dialog.choices.name_use.write(NameUse.ALIAS)
    dialog.choices.name_use.on_edited()
    assert dialog.banner.text == ""
    assert dialog.choices.name_use.problem == ""
    dialog.choices.name_use.write(NameUse.NAME)
    dialog.choices.name_use.on_edited()
    assert dialog.banner.text

    def agree(asked: QDialog) -> bool:
        assert isinstance(asked, ConsentDialog)
        assert asked.purpose.read() is Purpose.ACCOUNTANT
        return filled()(asked)

    desk.prompts.will_answer(agree)
    dialog.banner._act.click()
    assert dialog.banner.text == ""
    dialog.do_it.click()
    assert dialog.issued is not None


def test_where_the_office_only_warns_the_dialog_says_so_and_goes_on(qtbot: QtBot, desk: Desk, person: str) -> None:
    number = record_consent(desk.office, person, replace(PAPER, purpose=Purpose.ACCOUNTANT)).number
    withdraw_consent(desk.office, number, TODAY)
    gift = desk.kit.give(desk.kit.campaign("100").code, "10", person).code
    dialog = IssueDialog(desk.place, gift, DocumentKind.DONATION_RECEIPT)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "did not agree" in dialog.banner.text
    assert "Withdrawn" in dialog.choices.name_use.problem
    dialog.do_it.click()
    assert dialog.issued is not None
