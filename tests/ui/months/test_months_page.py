"""The Months page, and what forms offer where a month is locked."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.periods import Month
from desktop.services import donations, periods, users
from desktop.ui.changes import Topic
from desktop.ui.donations.form import DonationForm
from desktop.ui.donations.record import DonationPage
from desktop.ui.money.form import Start
from desktop.ui.months.page import MonthsPage
from desktop.ui.shared.take_back import TakeBackDialog
from tests.services.office_kit import PASSPHRASE
from tests.ui.desk import Desk
from tests.ui.kit import assert_named
from tests.ui.money import make_fund, shown, type_in, write

MARCH = Month(2026, 3)
LATE = date(2026, 3, 30)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> MonthsPage:
    fund = make_fund(desk)
    desk.kit.give(fund.code, "5", on=date(2026, 2, 2))
    desk.kit.give(fund.code, "5", on=LATE)
    made = MonthsPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    return made


def texts(page: MonthsPage, row: int) -> list[str]:
    return [page.table.item(row, column).text() for column in range(page.table.columnCount())]


def test_the_first_month_to_lock_is_chosen_and_locked_with_a_question(page: MonthsPage, desk: Desk) -> None:
    assert_named(page)
    assert texts(page, 2) == ["March 2026", "1", "Open", ""]
    assert page.table.month is not None
    assert page.table.month.month == Month(2026, 2)
    page.open_code("2026-03")
    desk.prompts.will_answer(True)
    page.lock.click()
    kind, title, text, verb = desk.prompts.asked[-1]
    assert (kind, title, verb) == ("confirm", "Lock March 2026?", "Lock")
    assert "February 2026" in text
    assert texts(page, 2)[2] == "Locked"
    assert "March 2026" in page.banner.text
    assert desk.heard[-1] == {Topic.MONTHS}
    assert not page.lock.isEnabled()


def test_who_thinks_better_of_it_locks_nothing(page: MonthsPage, desk: Desk) -> None:
    desk.prompts.will_answer(False)
    page.lock.click()
    assert [row.lock for row in periods.list_months(desk.office)] == [None] * 4


def test_this_month_cannot_be_locked_and_a_stale_page_says_why(page: MonthsPage, desk: Desk) -> None:
    page.open_code("2026-05")
    assert not page.lock.isEnabled()
    page.open_code("2026-03")
    periods.lock_month(desk.office, MARCH)
    page.lock.click()
    assert "locked already" in page.banner.text


def test_alone_one_unlocks_with_a_reason(page: MonthsPage, desk: Desk) -> None:
    periods.lock_month(desk.office, MARCH)
    page.refresh()
    page.open_code("2026-03")
    assert page.ask.isHidden()
    desk.prompts.will_answer(None, "An invoice came late")
    page.confirm.click()
    assert periods.list_months(desk.office)[2].lock is not None
    page.confirm.click()
    assert "open again" in page.banner.text
    told: list[str] = []
    desk.prompts.will_answer(lambda dialog: told.extend(dialog.table.item(row, 2).text() for row in range(2)))
    page.history.click()
    assert told == ["Unlocked\n    Without a second person: yes\n    Reason: An invoice came late", "Locked"]
    assert periods.list_months(desk.office)[2].lock is None


def test_two_unlock_together(page: MonthsPage, desk: Desk) -> None:
    other = users.add_user(desk.office, PASSPHRASE, "Tamara", "seven other words for the second user")
    periods.lock_month(desk.office, MARCH)
    page.refresh()
    page.open_code("2026-03")
    assert not page.confirm.isEnabled()
    desk.prompts.will_answer(None, "An invoice came late")
    page.ask.click()
    page.ask.click()
    assert "Another user confirms" in page.banner.text
    assert texts(page, 2)[3].endswith("User 1 asks to unlock it: An invoice came late")
    assert not page.confirm.isEnabled()
    page.place = replace(page.place, office=replace(desk.office, user=other.number))
    page.refresh()
    desk.prompts.will_answer(False, True)
    page.confirm.click()
    assert desk.prompts.asked[-1][2] == "User 1 asks for it: An invoice came late"
    page.confirm.click()
    assert texts(page, 2)[2] == "Open"


def test_a_form_offers_the_open_day_and_books_there(desk: Desk, qtbot: QtBot) -> None:
    fund = make_fund(desk)
    periods.lock_month(desk.office, MARCH)
    form = shown(qtbot, DonationForm(desk.place, Start(campaign=fund.code)))
    type_in(form, "gross", "40")
    write(form, "on", LATE)
    form.save()
    assert "locked month (March 2026)" in form.form.fields["on"].problem
    assert form.banner._act.text() == "Book it on 2026-04-01"
    form.banner._act.click()
    gift = donations.load_donation(desk.office, "D-0001").draft
    assert (gift.on, gift.happened) == (date(2026, 4, 1), LATE)
    page = shown(qtbot, DonationPage(desk.place, "D-0001"))
    assert "2026-03-30" in [label.text() for label in page.facts.findChildren(type(page.banner._what))]


def test_another_date_forgets_what_was_accepted(desk: Desk, qtbot: QtBot) -> None:
    fund = make_fund(desk)
    periods.lock_month(desk.office, MARCH)
    form = shown(qtbot, DonationForm(desk.place, Start(campaign=fund.code)))
    type_in(form, "gross", "40")
    write(form, "on", LATE)
    form.late._accept()
    form.late.accepted = True
    write(form, "on", date(2026, 3, 2))
    assert not form.late.accepted


def test_taking_back_offers_it_too(desk: Desk, qtbot: QtBot) -> None:
    fund = make_fund(desk, "40")
    desk.kit.give(fund.code, "5", on=date(2026, 3, 2))
    periods.lock_month(desk.office, MARCH)
    dialog = TakeBackDialog(desk.place, "D-0002", "…", donations.take_back_donation, None)
    qtbot.addWidget(dialog)
    dialog.reason.write("A slip")
    dialog.on.write(LATE)
    dialog.do_it.click()
    assert dialog.banner._act.text() == "Book it on 2026-04-01"
    dialog.banner._act.click()
    assert donations.load_donation(desk.office, "D-0002").countered_by is not None
