"""Filters of fields over a real office: the menu, the strip that asks, the chips; saved views at a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

from desktop.domain.listing import Query
from desktop.domain.people import PersonCategory
from desktop.domain.summaries import TaskKind
from desktop.i18n import use_language
from desktop.services.drafts import waiting_drafts
from desktop.ui.below import below
from desktop.ui.donations.page import make_donations_page
from desktop.ui.donations.table import DONATIONS
from desktop.ui.people.table import PEOPLE
from desktop.ui.shared.filter_words import fits, said
from desktop.ui.shared.list_page import ListPage
from desktop.ui.views import SavedViews
from tests.services.office_kit import TODAY
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """An office with gifts of three months."""
    desk.place = replace(desk.place, views=SavedViews(desk.office, desk.place.tasks, lambda: "donations"))
    kit = desk.kit
    fund, other = kit.campaign("500").code, kit.campaign("900").code
    choir = kit.person("Choir")
    kit.person("Careful", PersonCategory.BENEFICIARY, country="PL", concerns=("health",))
    for on, amount, to in (
        (TODAY, "1200.50", fund),
        (date(2026, 4, 30), "20", fund),
        (date(2026, 3, 1), "300", other),
    ):
        kit.give(to, amount, donor=choir if to == other else None, on=on)
    return desk


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ListPage[Any]:
    return shown(qtbot, ListPage(desk.place, DONATIONS))


def shown(qtbot: QtBot, page: Any) -> Any:
    qtbot.addWidget(page)
    page.resize(1100, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def actions(menu: QMenu) -> dict[str, QAction]:
    found: dict[str, QAction] = {}
    for action in menu.actions():
        sub = action.menu()
        if sub is not None:
            found |= actions(sub)  # type: ignore[arg-type]  # it is a menu
        else:
            found[action.objectName()] = action
    return found


def choose(page: ListPage[Any], name: str) -> None:
    page.bar.more.fill_menu()
    actions(page.bar.more.menu)[f"{page.spec.area}.add_{name}"].trigger()


def amounts(page: ListPage[Any]) -> list[str]:
    return sorted(row.gross.plain() for _place, row in page.model.loaded_rows())


def test_a_month_is_chosen_at_once_and_stands_as_a_chip(page: ListPage[Any], qtbot: QtBot) -> None:
    choose(page, "on_2026-04-01..2026-04-30")
    assert amounts(page) == ["20.00"]
    chip = page.bar.more.chips["on"]
    assert chip.text().startswith("Date: April 2026")
    assert chip.accessibleName() == "Date: April 2026: take it away"
    assert page._count.text() == "1 donation"
    assert_named(page)
    assert chip.hasFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert chip.isHidden()
    assert len(amounts(page)) == 3
    assert page.bar.more.add_button.hasFocus()


def test_the_menu_that_is_opened_again_leaves_nothing_of_the_former(page: ListPage[Any]) -> None:
    menu = page.bar.more.menu
    found = []
    for _turn in range(3):
        menu.aboutToShow.emit()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        found.append(len(list(below(menu, QObject))))
    assert found[0] > 5
    assert len(set(found)) == 1


def test_days_from_to_are_asked_in_a_strip(page: ListPage[Any], qtbot: QtBot) -> None:
    choose(page, "on_range")
    strip = page.bar.more.strip
    assert strip is not None
    assert_named(page)
    first, last = (field.line for field in strip.fields)
    qtbot.keyClicks(first, "not a day")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert strip.fields[0].problem
    first.clear()
    qtbot.keyClicks(first, "2026-05-31")  # the other way round is meant the same
    qtbot.keyClicks(last, "1.4.2026")
    qtbot.keyClick(last, Qt.Key.Key_Return)
    assert page.bar.more.values == {"on": "2026-04-01..2026-05-31"}
    assert amounts(page) == ["1200.50", "20.00"]
    assert page.bar.more.strip is None
    choose(page, "on_range")
    again = page.bar.more.strip
    assert again is not None
    assert again.fields[0].read() == date(2026, 4, 1)
    qtbot.keyClick(again.fields[0].line, Qt.Key.Key_Escape)
    assert page.bar.more.strip is None
    assert page.bar.more.values == {"on": "2026-04-01..2026-05-31"}


def test_amounts_are_read_as_leniently_as_in_forms(page: ListPage[Any], qtbot: QtBot) -> None:
    choose(page, "gross")
    strip = page.bar.more.strip
    assert strip is not None
    qtbot.keyClicks(strip.fields[0].line, "1 200,50")
    strip.set_button.click()
    assert page.bar.more.values == {"gross": "1200500.."}
    assert amounts(page) == ["1200.50"]
    assert page.bar.more.chips["gross"].text().startswith("Given: from 1,200.50")
    choose(page, "gross")
    again = page.bar.more.strip
    assert again is not None
    again.fields[0].line.clear()
    again.set_button.click()  # nothing at all is no filter, and leaves what was
    assert page.bar.more.values == {"gross": "1200500.."}


def test_filters_of_all_sorts_combine_and_are_cleared_together(page: ListPage[Any]) -> None:
    choose(page, "campaign")
    strip = page.bar.more.strip
    assert strip is not None
    strip.fields[0].write("C-0002")
    strip.give()
    choose(page, "has_receipt_no")
    choose(page, "currency")
    strip = page.bar.more.strip
    assert strip is not None
    strip.fields[0].write("EUR")
    strip.give()
    assert amounts(page) == ["300.00"]
    page.bar.more.chips["currency"].click()
    assert page.bar.more.chips["campaign"].hasFocus()
    page.show_task(TaskKind.NO_RECEIPT)
    assert page.bar.more.values == {}
    page.clear_filters()
    assert len(amounts(page)) == 3
    assert page.bar.more.isHidden()


def test_people_by_country_and_concern(desk: Desk, qtbot: QtBot) -> None:
    people = shown(qtbot, ListPage(desk.place, PEOPLE))
    choose(people, "concern_yes")
    choose(people, "country")
    strip = people.bar.more.strip
    assert strip is not None
    strip.fields[0].write("PL")
    strip.give()
    assert [row.alias for _place, row in people.model.loaded_rows()] == ["Careful"]
    use_language("be")
    assert people.bar.more.chips["country"].text().startswith("Краіна: PL")


def test_a_chip_says_what_its_value_means() -> None:
    by_name = {field.name: field for field in DONATIONS.fields}
    for name, value, words in (
        ("on", "2026-01-01..2026-12-31", "Date: 2026"),
        ("on", "2026-06-01..2026-06-01", "Date: 2026-06-01"),
        ("on", "..2026-06-01", "Date: to 2026-06-01"),
        ("gross", "1005..20000", "Given: 1.005 – 20.00"),
        ("has_receipt", "no", "Receipt: without a receipt"),
    ):
        assert fits(by_name[name], value)
        assert said(by_name[name], value) == words
    for name, value in (("on", "june"), ("gross", "9..1"), ("campaign", "P-0001"), ("has_receipt", "7"), ("donor", "")):
        assert not fits(by_name[name], value)


# ---------------------------------------------------------------------- saved views


def test_a_view_is_saved_opened_updated_and_let_go(page: ListPage[Any], desk: Desk, qtbot: QtBot) -> None:
    views = desk.place.views
    assert views is not None
    assert page.views.save_button.isHidden()
    choose(page, "has_receipt_no")
    page.table.show_columns(("gross", "code"))
    page.sort_by("gross", descending=False)
    page.filter.setText("C-1")
    page.apply_filter()
    assert not page.views.save_button.isHidden()
    desk.prompts.will_answer("  Without \n receipt ")
    page.views.save_button.click()
    (view,) = views.mine
    assert (view.name, view.section, view.area) == ("Without receipt", "donations", "donations")
    assert page.views.chip.text().startswith("View: Without receipt")
    assert page.views.save_button.isHidden()
    assert page.views.update_button.isHidden()
    assert waiting_drafts(desk.office) == ()

    qtbot.keyClick(page.views.chip, Qt.Key.Key_Delete)
    assert page.model.query == Query(DONATIONS.sort, DONATIONS.descending)
    assert page.table.shown_columns() == tuple(each.name for each in DONATIONS.columns if not each.hidden)
    page.views.open(view)
    assert page.views.state() == view.state
    assert amounts(page) == ["1200.50", "20.00"]
    assert page.table.horizontalHeader().sortIndicatorOrder() is Qt.SortOrder.AscendingOrder

    page.filter.clear()
    page.apply_filter()
    assert not page.views.update_button.isHidden()
    page.views.update_button.click()
    assert views.mine[0].state.text == ""
    assert page.views.update_button.isHidden()
    views.rename(view.key, "Renamed")
    assert page.views.chip.text().startswith("View: Renamed")
    views.forget(view.key)
    assert page.views.shown is None
    assert views.mine == ()
    desk.prompts.will_answer(None)
    page.views.save()
    assert views.mine == ()


def test_a_view_of_another_list_in_a_section_goes_to_it(desk: Desk, qtbot: QtBot) -> None:
    views = desk.place.views
    assert views is not None
    section = shown(qtbot, make_donations_page(desk.place))
    view = views.add("pledges", "Promised", section.promised.views.state())
    section.show_view(view)
    assert section.stack.currentWidget() is section.promised
    assert section.promised.views.shown == view
    odd = replace(
        view, area="donations", state=replace(view.state, sort="colour", filters={"colour": "red", "on": "x"})
    )
    section.show_view(odd)  # what the list does not know, or not any more, is left away
    assert section.gifts.model.query == Query(DONATIONS.sort, descending=False)
    assert section.stack.currentWidget() is section.gifts


def test_without_the_window_of_an_office_nothing_is_offered_to_be_saved(desk: Desk, qtbot: QtBot) -> None:
    page = shown(qtbot, ListPage(replace(desk.place, views=None), DONATIONS))
    choose(page, "has_receipt_no")
    assert page.views.save_button.isHidden()
    page.views.save()
