"""The ledger for other programs from the Reports page: the question, what it keeps, and where the file goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.accounting import SKR03, BookFormat
from desktop.domain.errors import DoesNotReconcile
from desktop.services.history import history
from desktop.services.settings import load_settings
from desktop.ui.reports import journal
from desktop.ui.reports.books import BooksDialog
from desktop.ui.reports.page import ReportsPage
from tests.documents.foreign_books import read_datev, read_flat
from tests.ui.kit import assert_named
from tests.ui.money import make_fund

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import Desk


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ReportsPage:
    make_fund(desk, "600")
    made = ReportsPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    return made


def choosing(form: BookFormat, **texts: str) -> Callable[[QDialog], bool]:
    """Choose a form in the dialog, write some fields, and make the file."""

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, BooksDialog)
        dialog.show()
        dialog.which.write(form)
        dialog.which.on_edited()
        for name, text in texts.items():
            dialog.form.fields[name.replace("__", ".")].write(text)
        assert_named(dialog)
        dialog.do_it.click()
        return bool(dialog.result())

    return answer


def test_the_journal_is_made_and_saved_where_the_worker_says(page: ReportsPage, desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "books.beancount"
    desk.prompts.will_answer(choosing(BookFormat.BEANCOUNT), None, tmp_path / "missing" / "x", target)
    page.journal.button.click()
    assert "not saved" in page.banner.text
    page.banner._act.click()
    assert page.banner._act.text() == "Save it elsewhere…"
    assert not target.exists()
    page.banner._act.click()
    assert "agrees to the cent" in page.banner.text
    assert "Income:Donations:C-0001  -600.00 EUR" in target.read_text(encoding="utf-8")
    assert [line.verb for line in history(desk.office, "office")][-1] == "books.exported"


def test_the_signs_of_the_csv_are_kept_for_the_next_time(page: ReportsPage, desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "books.csv"
    desk.prompts.will_answer(choosing(BookFormat.CSV, separator="\t", decimal="."), target)
    page.journal.button.click()
    assert read_flat(target.read_bytes(), "\t", ".")[0]
    assert load_settings(desk.office).accounting.separator == "\t"
    desk.prompts.will_answer(lambda dialog: dialog.separator.read() != "\t")
    page.journal.button.click()


def test_datev_gets_the_adviser_s_numbers_and_accounts(page: ReportsPage, desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "EXTF_x.csv"
    texts = {"consultant": "29098", "client": "55003", "account__bank": "1800"}
    desk.prompts.will_answer(choosing(BookFormat.DATEV, **texts), target)
    page.journal.button.click()
    batch = read_datev(target.read_bytes())
    assert batch.sums == {SKR03["brought_forward"]: 0} or set(batch.sums) <= {"1800", *SKR03.values()}
    assert target.read_bytes().split(b";")[10:12] == [b"29098", b"55003"]


def test_what_datev_would_refuse_stands_at_its_field(page: ReportsPage, desk: Desk) -> None:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, BooksDialog)
        dialog.show()
        dialog.which.write(BookFormat.CSV)
        dialog.which.on_edited()
        dialog.consultant.write("many")
        dialog.accounts["cash"].write("=1+1")
        dialog.do_it.click()
        assert dialog.isVisible(), "it stays open"
        assert dialog.which.read() is BookFormat.DATEV, "the fields in question are shown"
        assert "1001" in dialog.consultant.problem
        assert "4 to 8 digits" in dialog.accounts["cash"].problem
        assert dialog.accounts["cash"].read() == "=1+1", "what was typed is kept"
        dialog.reject()
        return False

    desk.prompts.will_answer(answer)
    page.journal.button.click()
    assert page.journal.button.isEnabled()


def test_only_what_a_form_needs_is_asked(page: ReportsPage, desk: Desk) -> None:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, BooksDialog)
        dialog.show()
        for form, asked in ((BookFormat.CSV, {"separator", "decimal"}), (BookFormat.HLEDGER, set())):
            dialog.which.write(form)
            dialog.which.on_edited()
            shown = {name for name, field in dialog.form.fields.items() if field.isVisible()}
            assert shown == {"which", *asked}
        return False

    desk.prompts.will_answer(answer)
    page.journal.button.click()


def test_what_does_not_agree_is_said_and_asks_for_no_place(
    page: ReportsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise DoesNotReconcile(what="Assets:Bank")

    monkeypatch.setattr(journal, "make_journal", fail)
    desk.prompts.will_answer(choosing(BookFormat.BEANCOUNT))
    page.journal.button.click()
    assert page.banner.text
    assert page.journal.button.isEnabled()
    assert len(desk.prompts.asked) == 1
