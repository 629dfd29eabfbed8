"""The payment file of the selected payouts: what is in it, the choices, saving with a passphrase, marking as paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.payment_files import Payer
from desktop.domain.payouts import PayoutDraft, PayoutLine, PayoutState
from desktop.domain.people import PersonCategory
from desktop.services.payout_steps import approve_payout, save_payout, submit_payout
from desktop.services.payouts import load_payout
from desktop.services.settings import load_settings, save_settings
from desktop.ui.payouts.bulk import BulkDialog
from desktop.ui.payouts.page import PayoutsList
from desktop.ui.payouts.payment_dialog import PaymentFileDialog
from desktop.ui.reports.named import NamedExportDialog
from tests.documents.test_pain001 import read, texts
from tests.services.office_kit import PASSPHRASE, TODAY, eur
from tests.ui.desk import desk_without_names
from tests.ui.kit import InlineTasks, assert_named
from tests.ui.money import make_fund

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk

LT, PL, DE = "LT121000011101001000", "PL61109010140000071219812874", "DE89370400440532013000"


@pytest.fixture
def codes(desk: Desk) -> list[str]:
    """Two approved payouts to somebody with an account, and one to somebody without."""
    payer = Payer("", "", "", "", "Vilnius", "LT", (LT, DE))
    save_settings(desk.office, replace(load_settings(desk.office), payer=payer))
    object.__setattr__(desk.place, "settings", lambda: load_settings(desk.office))  # the window reads them again
    fund = make_fund(desk, "600")
    known = desk.kit.person("Clinic", PersonCategory.PAYEE, name_bank="Klinika Ł", iban=PL, city="Łódź", country="PL")
    made = []
    for payee, amount in ((known, "100"), (known, "0.05"), (desk.kit.person("Wren", PersonCategory.PAYEE), "7")):
        draft = PayoutDraft(fund.code, payee, (PayoutLine(1, eur(amount)),), TODAY)
        code = save_payout(desk.office, draft).payout.code
        submit_payout(desk.office, code)
        approve_payout(desk.office, code)
        made.append(code)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, codes: list[str]) -> PaymentFileDialog:
    made = PaymentFileDialog(desk.place, codes)
    qtbot.addWidget(made)
    made.show()
    return made


def rows(dialog: PaymentFileDialog) -> list[list[str]]:
    table = dialog.table
    cells = [[table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())]
    return [[cell.text() if cell is not None else "" for cell in row] for row in cells]


def typed(dialog: QDialog) -> bool:
    assert isinstance(dialog, NamedExportDialog)
    dialog.own.write(PASSPHRASE)
    dialog.do_it.click()
    return bool(dialog.result())


def test_who_is_in_it_and_who_is_not_and_why(dialog: PaymentFileDialog, codes: list[str]) -> None:
    assert_named(dialog)
    assert dialog.heading.text() == "2 payments, 100.05 EUR, 1 is not in it."
    first, _second, third = rows(dialog)
    assert first[:6] == [codes[0], first[1], "Klinika L", "•••• 2874", "100.00 EUR", "In the file"]
    assert (third[0], third[2:4], third[5]) == (codes[2], ["", ""], "Not in the file")
    assert "has an alias only" in third[6]
    assert dialog.reason.text() == f"{codes[2]}: {third[6]}", "the first that something is said of"
    dialog.table.setCurrentCell(0, 0)
    assert dialog.reason.text() == ""
    assert (dialog.account.read(), dialog.do_it.isEnabled()) == (LT, True)
    assert dialog.again.isHidden()
    assert dialog.on.read() == TODAY


def test_the_day_is_said_at_its_field(dialog: PaymentFileDialog) -> None:
    dialog.on.write(date(2026, 5, 23))
    dialog.look()
    assert not dialog.do_it.isEnabled()
    assert "Banks settle no euros on 2026-05-23" in dialog.on.problem
    dialog.on.line.setText("soon")
    dialog.look()
    assert not dialog.do_it.isEnabled()
    dialog.on.write(date(2026, 5, 26))
    dialog.save()
    assert dialog.do_it.isEnabled(), "what was not looked at yet is looked at, and not saved"
    assert dialog.paid.isHidden()


def test_it_is_saved_with_a_passphrase_and_then_marked_as_paid(
    dialog: PaymentFileDialog, desk: Desk, codes: list[str], tmp_path: Path
) -> None:
    dialog.account.write(DE)
    assert not dialog.addresses.read(), "a payee's address goes out only where somebody asks for it"
    dialog.look()
    desk.prompts.will_answer(None)
    dialog.save()
    assert dialog.do_it.isVisible(), "no place was chosen"
    path = tmp_path / "bank.xml"
    desk.prompts.will_answer(path, typed)
    dialog.save()
    root = read(path.read_bytes())
    assert (texts(root, "EndToEndId"), texts(root, "IBAN")[0], texts(root, "TwnNm")) == (codes[:2], DE, ["Vilnius"])
    assert dialog.heading.text() == "2 payments, 100.05 EUR."
    assert "Nothing is booked yet" in dialog.banner.text
    assert (dialog.do_it.isVisible(), dialog.paid.isVisible(), dialog.keep.text()) == (False, True, "Close")

    def pay(asked: QDialog) -> bool:
        assert isinstance(asked, BulkDialog)
        assert asked.on is not None
        assert asked.heading.text() == "2 payouts will be done."
        asked.on.write(date(2026, 5, 19))
        asked.do_it.click()  # another day: looked at first
        assert load_payout(desk.office, codes[0]).state is PayoutState.APPROVED
        asked.do_it.click()
        asked.keep.click()
        return False

    desk.prompts.will_answer(pay)
    dialog.paid.click()
    stored = [load_payout(desk.office, code) for code in codes]
    assert [(each.state.value, each.draft.on) for each in stored[:2]] == [("paid", date(2026, 5, 19))] * 2
    assert stored[2].state is PayoutState.APPROVED
    assert not dialog.isVisible()


def test_a_second_file_is_asked_for(
    dialog: PaymentFileDialog, desk: Desk, codes: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    desk.prompts.will_answer(tmp_path / "a.xml", typed)
    dialog.save()
    again = PaymentFileDialog(desk.place, codes)
    qtbot.addWidget(again)
    again.show()
    assert (again.heading.text(), again.do_it.isEnabled()) == ("0 payments, 0.00 EUR, 3 are not in it.", False)
    assert "is already in a file of 2026-05-20" in rows(again)[0][6]
    again.again.box.click()
    assert (again.heading.text(), again.do_it.isEnabled()) == ("2 payments, 100.05 EUR, 1 is not in it.", True)
    assert again.again.isVisible()


def test_what_is_missing_in_settings_is_said(desk: Desk, codes: list[str], qtbot: QtBot) -> None:
    save_settings(desk.office, replace(load_settings(desk.office), payer=Payer()))
    made = PaymentFileDialog(desk.place, codes)
    qtbot.addWidget(made)
    assert not made.do_it.isEnabled()
    assert "town and country" in made.banner.text
    assert "Enter its IBAN in Settings" in made.account.problem


def test_the_list_opens_it_for_those_that_may_go(
    desk: Desk, codes: list[str], tasks: InlineTasks, qtbot: QtBot
) -> None:
    listed = PayoutsList(desk.place)
    qtbot.addWidget(listed)
    listed.show()
    listed.table.selectAll()
    (action,) = [each for each in listed.bulk_button.menu().actions() if each.objectName() == "payouts.payment_file"]
    assert action.isEnabled()
    seen: list[str] = []

    def look(asked: QDialog) -> bool:
        assert isinstance(asked, PaymentFileDialog)
        seen.extend(row[0] for row in rows(asked))
        return False

    desk.prompts.will_answer(look)
    action.trigger()
    assert seen == codes
    without = desk_without_names(desk, tasks)
    nameless = PayoutsList(without.place)
    qtbot.addWidget(nameless)
    nameless.table.selectAll()
    assert not [
        each
        for each in nameless.bulk_button.menu().actions()
        if each.objectName() == "payouts.payment_file" and each.isEnabled()
    ]
    refused = PaymentFileDialog(without.place, codes)
    qtbot.addWidget(refused)
    assert not refused.do_it.isEnabled()
    assert refused.heading.text() == "There is no file to save."
    without.office.close()


def test_a_wrong_passphrase_saves_nothing(dialog: PaymentFileDialog, desk: Desk, tmp_path: Path) -> None:
    def wrong(asked: QDialog) -> bool:
        assert isinstance(asked, NamedExportDialog)
        asked.own.write("another one entirely")
        asked.do_it.click()
        return False

    desk.prompts.will_answer(tmp_path / "a.xml", wrong)
    dialog.save()
    assert not (tmp_path / "a.xml").exists()
    assert dialog.do_it.isVisible()
