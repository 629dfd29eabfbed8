"""What tests of money pages share: a campaign with its people, and forms filled as a worker would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.people import PersonCategory

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.domain.money import Money
    from desktop.ui.money.form import MoneyForm
    from desktop.ui.shared.form_page import FormPage
    from tests.ui.desk import Desk


@dataclass
class Fund:
    """A campaign of two items (500 and 300), who it is for, and who gives."""

    code: str
    beneficiary: str
    donor: str


def make_fund(desk: Desk, given: str = "") -> Fund:
    """Make the campaign; `given` is collected for it already."""
    beneficiary = desk.kit.person("Heron", PersonCategory.BENEFICIARY, name_local="Ганна Вэрас")
    donor = desk.kit.person("Choir", name_local="Choir of the Old Mill")
    code = desk.kit.campaign("500", "300", beneficiary=beneficiary).code
    if given:
        desk.kit.give(code, given)
    return Fund(code, beneficiary, donor)


def write(form: FormPage[Any, Any], name: str, value: object) -> None:
    """Write a field as the worker would: the form knows that it was edited."""
    form.form.fields[name].write(value)
    form.form.fields[name].on_edited()


def type_in(form: FormPage[Any, Any], name: str, text: str) -> None:
    """Type into a line."""
    line = form.form.fields[name].line
    line.setText(text)
    form.form.fields[name].on_edited()


def tick(form: MoneyForm[Any]) -> None:
    """Ask for the document to be issued with the record."""
    assert form.issue is not None
    form.issue.tick.box.click()


def shown(qtbot: QtBot, page: FormPage[Any, Any]) -> Any:
    """Show a page as the section would."""
    qtbot.addWidget(page)
    page.resize(1140, 720)
    page.show()
    page.focus_first()
    return page


def available(desk: Desk, code: str) -> Money:
    """What the campaign can still pay out."""
    return desk.kit.load(code).totals.available
