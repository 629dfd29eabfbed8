"""Every form that is typed into gives its state as plain data and takes it again, wrong input and all."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QItemSelectionModel

from desktop.domain.advances import AdvanceDraft
from desktop.domain.bank_statements import Statement, StatementLine
from desktop.domain.cash import CashKind
from desktop.domain.ledger import PaymentMethod
from desktop.domain.people import PersonCategory
from desktop.domain.progress import NoProgress
from desktop.domain.table_fields import FIELDS, PersonField, TableKind
from desktop.domain.table_import import RowChoice
from desktop.services.advances import give_advance
from desktop.ui.advances.form import AdvanceForm
from desktop.ui.advances.settle import SettleForm
from desktop.ui.campaigns.form import CampaignForm
from desktop.ui.cash.close import CloseForm
from desktop.ui.cash.count import CountForm
from desktop.ui.cash.form import CashForm
from desktop.ui.donations.form import DonationForm
from desktop.ui.importing.form import ImportForm
from desktop.ui.items.entry_page import EntryPage
from desktop.ui.money.form import Start
from desktop.ui.payouts.form import PayoutForm
from desktop.ui.people.form import PersonForm
from desktop.ui.pledges.form import PledgeForm
from desktop.ui.rates.form import RateForm
from desktop.ui.settings.page import SettingsForm
from desktop.ui.statements import keeping as statement_keeping
from desktop.ui.statements.page import BankStatementPage
from desktop.ui.tables import keeping
from desktop.ui.tables.page import TableImportPage
from tests.factories import eur
from tests.ui.kit import Chosen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from desktop.ui.shared.form_page import FormPage
    from tests.ui.desk import Desk

    Form = FormPage[Any, Any]

PAGE = """Warm shoes: help for the singer Alena Vydumanaya

Story

She has none.

How much is needed?
€ 300

€ 120 — shoes
€ 150 — a coat
"""


class Case:
    """How a form is made and what is typed into it."""

    def __init__(self, make: Callable[[Desk], Form], fill: Callable[[Form], None]) -> None:
        self.make, self.fill = make, fill


def typed(form: Form, **values: Any) -> None:
    for name, value in values.items():
        form.form.fields[name].take(value)
        form.form.fields[name].on_edited()


def pick(form: Form, code: str) -> None:
    form.form.fields["campaign"].take({"code": code})
    form.form.fields["campaign"].on_edited()


def fill_person(form: Form) -> None:
    typed(
        form, category="payee", name_local="Heron", birth_date="31.02", concerns=["health"], notes="a\nb", country="PL"
    )


def fill_campaign(form: Form) -> None:
    typed(form, title="Boots", title_lt="Batai", goal="12,", currency="USD", starts="soon", beneficiary={"text": "Her"})
    model = form.items.grid.model  # type: ignore[attr-defined]
    model.add()
    for name, text in (("label", "Boots"), ("quantity", "two"), ("planned", "1 200,50")):
        column = next(each for each in model.columns if each.name == name)
        model.put(0, name, model.read_text(column, text))


def fill_donation(form: Form) -> None:
    pick(form, "C-0001")
    typed(form, gross="200.0.0", fee="1", donor={"code": "P-0001"}, method="crypto", asset="BTC", quantity="0,5")
    form.foreign.click()  # type: ignore[attr-defined]
    typed(form, currency="USD", rate=["0,9", "", False])
    form.shares.open()  # type: ignore[attr-defined]
    form.shares.rows[0].take([{"code": "C-0002"}, "1", "20.00"])  # type: ignore[attr-defined]
    form.form.soil()


def fill_payout(form: Form) -> None:
    pick(form, "C-0001")
    typed(form, payee={"code": "P-0002"}, role="proxy", authority="paper", on="40.13", purpose="Rent", override="Alone")
    form.lines.take({"1": "12,5", "2": "much"})  # type: ignore[attr-defined]


def fill_pledge(form: Form) -> None:
    pick(form, "C-0001")
    typed(form, donor={"text": "Bak"}, amount="70", due="tomorrow", note="maybe")


def fill_advance(form: Form) -> None:
    pick(form, "C-0001")
    typed(form, person={"code": "P-0002"}, amount="9,", purpose="Travel")


def fill_settlement(form: Form) -> None:
    model = form.proofs.grid.model  # type: ignore[attr-defined]
    for name, text in (("document", "FV 1"), ("amount", "1o")):
        column = next(each for each in model.columns if each.name == name)
        model.put(0, name, model.read_text(column, text))
    typed(form, rest=False, returned="3")


def fill_count(form: Form) -> None:
    typed(form, currency="EUR", reason="lost")
    form.pieces.rows[0].number.setText("3x")  # type: ignore[attr-defined]


def fill_entry(form: Form) -> None:
    model = form.entry.grid.model  # type: ignore[attr-defined]
    for name, text in (("campaign", "C-0001"), ("item", "1"), ("amount", "12,5"), ("on", "40.13"), ("purpose", "Rent")):
        column = next(each for each in model.columns if each.name == name)
        model.put(0, name, model.read_text(column, text, model.rows()[0]))


def fill_import(form: Form) -> None:
    form.source.text.setPlainText(PAGE)  # type: ignore[attr-defined]
    form.read_text(PAGE)  # type: ignore[attr-defined]
    typed(form, title="Shoes", goal="30o", owner="new", alias="Wren", concerns=["minors"])


def fill_people(form: Form) -> None:
    """Read a table, say what a column is, look at the rows, put a cell right, choose otherwise for a row."""
    page = cast("TableImportPage", form)
    page.read("alias\tremark\tcountry\nHeron\tfrom the sea\tPL\nWren\t\tnowhere\nRook\t\tLT\n")
    page.columns.boxes[1].setCurrentIndex(FIELDS[TableKind.PEOPLE].index(PersonField.NOTES) + 1)
    page.look()
    page.preview.corrected.emit(2, 2, "UA")
    table = page.preview.table
    alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().select(table.model().index(2, 0), alone)  # selectRow() adds if the last test's key was Ctrl
    page.preview._choose(RowChoice.SKIP)


def fill_columns(form: Form) -> None:
    page = cast("TableImportPage", form)
    page.read("label\tplanned\nBoots\t12,5\n")
    page.columns.boxes[0].setCurrentIndex(0)
    page.columns.touched.emit()
    page.columns.campaign.take({"code": "C-0001"})  # type: ignore[union-attr]


def fill_statement(form: Form) -> None:
    """Look at a statement of one line, and say that it is for the general fund."""
    page = cast("BankStatementPage", form)
    line = StatementLine(date(2026, 5, 4), eur("25"), eur("0"), "Heron", text="a gift", place=1)
    statement = Statement("camt.053", "LT601010012345678901", "EUR", (line,))
    page._on_looked(statement_keeping.look(page.place.office, (statement,), progress=NoProgress()))
    page.preview.panel.set_general.click()


def settlement(desk: Desk) -> Form:
    draft = AdvanceDraft("P-0002", "C-0001", eur("100"), date(2026, 5, 2), date(2026, 5, 12), PaymentMethod.BANK)
    return SettleForm(desk.place, give_advance(desk.office, draft).code)


def settings(desk: Desk) -> Form:
    return SettingsForm(desk.place, Chosen())


CASES: dict[str, Case] = {
    "person": Case(lambda desk: PersonForm(desk.place, None), fill_person),
    "stored person": Case(lambda desk: PersonForm(desk.place, "P-0001"), fill_person),
    "campaign": Case(lambda desk: CampaignForm(desk.place, None), fill_campaign),
    "donation": Case(lambda desk: DonationForm(desk.place, Start()), fill_donation),
    "payout": Case(lambda desk: PayoutForm(desk.place, Start()), fill_payout),
    "pledge": Case(lambda desk: PledgeForm(desk.place), fill_pledge),
    "advance": Case(lambda desk: AdvanceForm(desk.place), fill_advance),
    "settlement": Case(settlement, fill_settlement),
    "cash": Case(
        lambda desk: CashForm(desk.place, CashKind.WITHDRAWAL, "EUR"),
        lambda form: typed(form, amount="1..2", text="for what", kind="other_out"),
    ),
    "count": Case(lambda desk: CountForm(desk.place, "EUR"), fill_count),
    "close": Case(lambda desk: CloseForm(desk.place, "EUR"), lambda form: typed(form, on="2026-05-03")),
    "rate": Case(lambda desk: RateForm(desk.place, None), lambda form: typed(form, rate="1,0,9", table="7/A")),
    "entry": Case(lambda desk: EntryPage(desk.place), fill_entry),
    "import": Case(lambda desk: ImportForm(desk.place), fill_import),
    "table of people": Case(lambda desk: TableImportPage(desk.place, TableKind.PEOPLE), fill_people),
    "table of items": Case(lambda desk: TableImportPage(desk.place, TableKind.ITEMS), fill_columns),
    "bank statement": Case(lambda desk: BankStatementPage(desk.place), fill_statement),
    "settings": Case(
        settings, lambda form: typed(form, **{"organisation.name": "Heron Aid", "reallocation_limit": "many"})
    ),
}


@pytest.fixture
def filled(desk: Desk) -> Desk:
    kit = desk.kit
    kit.person("Baker")
    kit.person("Clinic", PersonCategory.PAYEE)
    for _each in range(2):
        kit.give(kit.campaign("500.00", "700.00").code, "900.00")
    return desk


def without_blanks(part: dict[str, Any]) -> dict[str, Any]:
    """Leave the empty rows at the end of a grid out."""
    rows = part.get("rows")
    return part if rows is None else {"rows": [row for row in rows if row["campaign"]]}


@pytest.mark.parametrize("name", CASES)
def test_a_form_takes_again_what_it_gave(filled: Desk, qtbot: QtBot, name: str) -> None:
    case = CASES[name]
    first = case.make(filled)
    qtbot.addWidget(first)
    case.fill(first)
    given = first.drafting.state()
    state = json.loads(json.dumps(given))
    assert state == given
    assert first.dirty
    second = case.make(filled) if name != "settlement" else SettleForm(filled.place, "A-0001")
    qtbot.addWidget(second)
    assert not second.dirty
    second.drafting.take(state)
    assert not second.drafting.taking
    assert second.dirty
    again = second.drafting.state()
    for part in ("fields", "parts", "more"):
        assert without_blanks(again[part]) == without_blanks(state[part]), part


def test_a_table_comes_back_as_it_was_put_right_and_chosen(filled: Desk, qtbot: QtBot) -> None:
    first, second = (TableImportPage(filled.place, TableKind.PEOPLE) for _each in range(2))
    for each in (first, second):
        qtbot.addWidget(each)
    fill_people(first)
    second.drafting.take(json.loads(json.dumps(first.drafting.state())))
    assert second.looking
    assert second.table == first.table
    assert second.chosen_map == first.chosen_map
    assert second.preview.preview == first.preview.preview
    assert [row.choice for row in second.preview.preview.rows].count(RowChoice.SKIP) == 1  # type: ignore[union-attr]
    second.save()
    assert second.done is not None
    assert not second.dirty


def test_a_table_that_is_too_large_is_not_kept_and_says_so(
    filled: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_KEPT", 10)
    page = TableImportPage(filled.place, TableKind.PEOPLE)
    qtbot.addWidget(page)
    assert page.keeps_draft
    fill_people(page)
    assert page.dirty
    assert not page.keeps_draft
    page.read("alias\nHeron\n")
    assert "too large to be kept" in page.banner.text


def test_every_form_of_the_program_is_among_them() -> None:
    from desktop.ui.rates.importing import RateImportForm
    from desktop.ui.shared.form_page import FormPage
    from desktop.ui.shared.paper_page import PaperPage
    from desktop.ui.shared.record_page import RecordPage

    def below(kind: type[QWidget]) -> set[type[QWidget]]:
        return {each for child in kind.__subclasses__() for each in ({child} | below(child))}

    made = {
        PersonForm, CampaignForm, DonationForm, PayoutForm, PledgeForm, AdvanceForm, SettleForm, CashForm, CountForm,
        CloseForm, RateForm, EntryPage, ImportForm, SettingsForm, TableImportPage,
        BankStatementPage,
    }  # fmt: skip
    nothing_typed = {PaperPage, RecordPage} | below(PaperPage) | below(RecordPage) | {RateImportForm}
    ours = {each for each in below(FormPage) if each.__module__.startswith("desktop.")}
    assert {each.__name__ for each in ours - made - nothing_typed} <= {"MoneyForm", "ImportPage"}
