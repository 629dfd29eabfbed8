"""The auditor's pack from the Reports page: encrypted unless the worker says otherwise, its passphrase shown once."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import pyzipper

from desktop.domain.consents import ConsentRule
from desktop.domain.people import NameUse
from desktop.services.settings import load_settings, save_settings
from desktop.ui.reports.named import NamedExportDialog
from desktop.ui.reports.pack import PackDialog, PassphraseDialog
from desktop.ui.reports.page import ReportsPage
from tests.services.office_kit import PASSPHRASE
from tests.ui.kit import assert_named
from tests.ui.money import make_fund

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ReportsPage:
    fund = make_fund(desk)
    desk.kit.give(fund.code, "600", fund.donor, receipt="en")
    made = ReportsPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    made.every.write(True)
    return made


def proves(dialog: QDialog) -> bool:
    """Type the passphrase once more, and press Save."""
    assert isinstance(dialog, NamedExportDialog)
    dialog.own.write(PASSPHRASE)
    dialog.do_it.click()
    return dialog.result() == NamedExportDialog.DialogCode.Accepted


def test_an_encrypted_pack_shows_its_passphrase_once(page: ReportsPage, desk: Desk, tmp_path: Path) -> None:
    target, shown = tmp_path / "pack.zip", []

    def agree(dialog: QDialog) -> bool:
        assert isinstance(dialog, PackDialog)
        assert dialog.encrypt.read(), "encrypted unless one says otherwise"
        assert_named(dialog)
        return True

    def read(dialog: QDialog) -> bool:
        assert isinstance(dialog, PassphraseDialog)
        assert_named(dialog)
        shown.append(dialog.line.text())
        return True

    desk.prompts.will_answer(agree, target, read)
    page.pack.button.click()
    with pyzipper.AESZipFile(target) as archive:
        archive.setpassword(shown[0].encode())
        assert archive.read("documents/DR-2026-0001.pdf").startswith(b"%PDF")
    assert "1 document is in it" in page.banner.text
    assert page.pack._pack is None, "it is kept nowhere"


def test_a_plain_pack_by_names_says_so_before(page: ReportsPage, desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "pack.zip"
    page.name_use.write(NameUse.NAME)

    def plain(dialog: QDialog) -> bool:
        assert isinstance(dialog, PackDialog)
        dialog.encrypt.write(False)
        return True

    desk.prompts.will_answer(plain, False)
    page.pack.button.click()
    assert "The pack is not kept. 2 people have no consent in force" in page.banner.text
    assert "P-0001, P-0002" in desk.prompts.asked[-1][2]
    desk.prompts.will_answer(plain, True, None, tmp_path / "none" / "x.zip", proves, target, proves)
    page.pack.button.click()
    assert "not saved" in page.banner.text
    page.banner._act.click()
    assert page.banner._act.text() == "Save it…", "it was said in the dialog what is wrong with that place"
    page.banner._act.click()
    with zipfile.ZipFile(target) as archive:
        assert "Choir of the Old Mill" in archive.read("index.txt").decode()
    assert "They are named all the same." in page.banner.text


def test_where_the_office_refuses_names_a_pack_withholds_them_and_asks_nothing(
    page: ReportsPage, desk: Desk, tmp_path: Path
) -> None:
    save_settings(desk.office, replace(load_settings(desk.office), document_consent=ConsentRule.REFUSE))
    target = tmp_path / "pack.zip"
    page.name_use.write(NameUse.NAME)
    desk.prompts.will_answer(True, target, proves, True)
    page.pack.button.click()
    assert "They stand there under their codes." in page.banner.text


def test_nothing_is_asked_where_no_campaign_is_chosen(page: ReportsPage, desk: Desk) -> None:
    page.every.write(False)
    page.pack.button.click()
    assert "Choose at least one campaign" in page.banner.text
    assert desk.prompts.asked == []
    page.every.write(True)
    desk.prompts.will_answer(False)
    page.pack.button.click()
    assert page.pack.button.isEnabled()
