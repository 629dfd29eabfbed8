"""What is booked for a person on their page: campaigns, payments and gifts, some at a time, each with its link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from desktop.domain.people import PersonCategory
from desktop.i18n import use_language
from desktop.ui.people.booked import AT_ONCE
from desktop.ui.people.form import PersonForm
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


def open_form(qtbot: QtBot, desk: Desk, code: str | None) -> PersonForm:
    form = PersonForm(desk.place, code)
    qtbot.addWidget(form)
    form.resize(1140, 720)
    form.show()
    assert_named(form)
    return form


def test_campaigns_and_payments_are_shown_some_at_a_time(qtbot: QtBot, desk: Desk, tasks: InlineTasks) -> None:
    kit = desk.kit
    person = kit.person("Heron", PersonCategory.BENEFICIARY)
    donor = kit.person("Swift", PersonCategory.DONOR)
    campaign = kit.campaign("500", beneficiary=person).code
    kit.give(campaign, "400", donor)
    for _each in range(AT_ONCE + 2):
        kit.pay(campaign, person, {1: "5"})
    form = open_form(qtbot, desk, person)
    campaigns, payments, gifts = form.booked
    assert [row.code for row in campaigns.rows] == [campaign]
    assert len(payments.rows) == AT_ONCE
    assert not payments.more.isHidden()
    assert campaigns.more.isHidden()
    assert gifts.rows == []
    payments.more.click()
    assert len(payments.rows) == AT_ONCE + 2
    assert payments.more.isHidden()
    payments.reload()
    assert len(payments.rows) == AT_ONCE + 2
    link = payments.findChild(QPushButton, "person_payments.open_O-0001")
    assert link is not None
    link.click()
    use_language("be")
    assert_named(form)
    assert [row.code for row in open_form(qtbot, desk, donor).booked[2].rows] == ["D-0001"]
    assert open_form(qtbot, desk, None).booked[0].rows == []
    blind = desk_without_names(desk, tasks)
    assert len(open_form(qtbot, blind, person).booked[1].rows) == AT_ONCE, "money is no secret of the book of names"
    blind.office.close()
