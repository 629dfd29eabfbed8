"""The history dialog, opened from the head of a record's page."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.i18n import use_language
from desktop.services import documents
from desktop.ui.campaigns.form import CampaignForm
from desktop.ui.documents.panel import DocumentPanel
from desktop.ui.donations.record import DonationPage
from desktop.ui.people.form import PersonForm
from desktop.ui.shared.history import HistoryDialog, has_history
from tests.ui.desk import Desk
from tests.ui.kit import assert_named
from tests.ui.money import make_fund, shown


def test_the_dialog_tells_the_newest_first(desk: Desk, qtbot: QtBot) -> None:
    fund = make_fund(desk)
    given = desk.kit.give(fund.code, "40", fund.donor, receipt="en")
    documents.void_document(desk.office, given.document or "", "A slip")
    for language in ("be", "en"):
        use_language(language)
        dialog = HistoryDialog(desk.place, given.code)
        qtbot.addWidget(dialog)
        dialog.show()
        assert_named(dialog)
    texts = [dialog.table.item(row, 2).text() for row in range(dialog.table.rowCount())]
    assert texts[0] == "DR/2026/0001: Made void\n    Reason: A slip"
    assert texts[1].startswith("Recorded\n    Campaign: C-0001")
    assert texts[1].endswith("Entry 1")
    assert dialog.table.item(0, 1).text() == "User 1"
    dialog.close_button.click()
    assert dialog.isHidden()


def test_a_thing_without_records_says_so(desk: Desk, qtbot: QtBot) -> None:
    dialog = HistoryDialog(desk.place, "D-0099")
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Nothing is recorded" in dialog.banner.text


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("C-0001", True),
        ("P-12345", True),
        ("ecb EUR/USD 2026-05-04", True),
        ("import", False),
        ("office", True),
        ("", False),
        ("settings", False),
    ],
)
def test_only_codes_have_one(code: str, expected: bool) -> None:
    assert has_history(code) is expected


def test_every_record_page_opens_it_and_a_new_record_does_not(desk: Desk, qtbot: QtBot) -> None:
    fund = make_fund(desk)
    given = desk.kit.give(fund.code, "40", fund.donor, receipt="en")
    pages = [
        shown(qtbot, CampaignForm(desk.place, fund.code)),
        shown(qtbot, PersonForm(desk.place, fund.donor)),
        shown(qtbot, DonationPage(desk.place, given.code)),
    ]
    for page in pages:
        desk.prompts.will_answer(True)
        page.history_button.click()
        assert desk.prompts.asked[-1] == ("show", "history.dialog")
    panel = DocumentPanel(desk.place)
    qtbot.addWidget(panel)
    panel.show_number(given.document or "")
    desk.prompts.will_answer(True)
    panel.history_button.click()
    assert desk.prompts.asked[-1] == ("show", "history.dialog")
    assert shown(qtbot, PersonForm(desk.place, None)).history_button.isHidden()
