"""The Rates section: the list, what is missing, a table from a file, a rate by hand, a correction with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QLabel

from desktop.domain.listing import ListKind, Query
from desktop.domain.rate_gaps import RateGap, RateGaps, RateWanted
from desktop.domain.rate_tables import RateTable
from desktop.domain.rates import PinnedRate, RateSource
from desktop.i18n import use_language
from desktop.services import rates
from desktop.services.lists import read_page
from desktop.ui.changes import Topic
from desktop.ui.rates.form import RateForm
from desktop.ui.rates.importing import RateImportForm
from desktop.ui.rates.page import IMPORT, RatesPage
from desktop.ui.shared import form_page
from desktop.ui.shared.whole_rows import choose_row
from desktop.ui.workplace import NEW
from tests.intake import rate_files as files
from tests.ui.kit import assert_named

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from pytestqt.qtbot import QtBot

    from desktop.ui.shared.history import HistoryDialog
    from tests.ui.desk import Desk

ECB = RateSource.ECB
USD4 = PinnedRate("EUR", "USD", Decimal("1.08"), ECB, date(2026, 5, 4))
USD14 = PinnedRate("EUR", "USD", Decimal("1.1"), ECB, date(2026, 5, 14))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> RatesPage:
    made = RatesPage(desk.place)
    qtbot.addWidget(made)
    made.resize(1140, 720)
    made.show()
    return made


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "eurofxref-hist.zip"
    file.write_bytes(files.zipped())
    return file


def kept(desk: Desk) -> list[str]:
    rows = read_page(desk.office, ListKind.RATES, Query("on")).rows
    return [f"{row.on} {row.pair} {row.rate} {row.source.value}" for row in rows]


def importing(page: RatesPage) -> RateImportForm:
    assert isinstance(page.form, RateImportForm)
    return page.form


def writing(page: RatesPage) -> RateForm:
    assert isinstance(page.form, RateForm)
    return page.form


def type_in(form: RateForm, name: str, text: str) -> None:
    field = form.form.fields[name]
    field.editor.setText(text)  # type: ignore[attr-defined]
    field.on_edited()


def test_everything_is_named_in_both_languages(page: RatesPage, desk: Desk, table: Path) -> None:
    rates.import_rates(desk.office, RateTable(ECB, (USD4, USD14)))
    page.refresh()
    for language in ("en", "be"):
        use_language(language)
        assert_named(page)
        page.open_code(NEW)
        assert_named(writing(page))
        page.import_file(table)
        assert_named(importing(page))
        page.close_form()


def test_a_new_office_is_shown_the_way_to_its_first_rates(page: RatesPage) -> None:
    assert page.gaps.isHidden()
    page.first_import.click()
    assert any("ECB" in each.text() for each in importing(page).card.findChildren(QLabel))
    assert not importing(page).save_button.isEnabled()


# ----------------------------------------------------------------------------------------------------- from a file


def test_a_chosen_table_is_looked_at_then_stored(page: RatesPage, desk: Desk, table: Path) -> None:
    page.import_button.click()
    desk.prompts.will_answer(table)
    importing(page).choose_button.click()
    form = importing(page)
    assert form.summary.text() == "6 new rates will be stored."
    assert form.details.text().splitlines() == [
        "Source: European Central Bank",
        "Days: 2026-05-04 to 2026-05-05",
        "Currencies: JPY, PLN, USD",
        "Left out, as this program does not know the currencies: CYP.",
        "Left out: 4 rates from before the year 2000.",
    ]
    assert (kept(desk), form.dirty, form.conflicts.isHidden()) == ([], False, True)
    form.save()
    assert len(kept(desk)) == 6
    assert page.form is None
    assert page.rows.banner.text == "6 rates are stored."
    assert page.rows.model.rowCount() == 6
    assert any(Topic.RATES in topics for topics in desk.heard)


def test_choosing_no_file_changes_nothing(page: RatesPage, desk: Desk) -> None:
    page.open_code(IMPORT)
    desk.prompts.will_answer(None)
    importing(page).choose_button.click()
    importing(page).save()
    assert importing(page).path is None
    assert kept(desk) == []


def test_a_table_that_is_here_already_offers_nothing_to_import(page: RatesPage, table: Path, desk: Desk) -> None:
    rates.import_rates(desk.office, rates.read_rate_file(table))
    page.import_file(table)
    assert importing(page).summary.text() == "Nothing new: all rates of this table are here already."
    assert not importing(page).save_button.isEnabled()


def test_who_may_not_import_looks_at_a_table_and_reads_why(
    page: RatesPage, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_page, "kept_from", lambda *_all: "Only to be read")
    page.import_file(table)
    form = importing(page)
    assert form.seen is not None
    assert form.seen.new > 0
    assert not form.save_button.isEnabled()
    assert form.note.text() == "Only to be read"
    assert form.note.isVisible()


def test_rates_that_differ_are_shown_and_stay(page: RatesPage, table: Path, desk: Desk) -> None:
    rates.import_rates(desk.office, RateTable(ECB, (USD4,)))
    page.import_file(table)
    form = importing(page)
    assert form.conflicts.text().splitlines() == [
        "1 rate differs from the one kept here, which stays:",
        "2026-05-04: kept 1 EUR = 1.08 USD, in the file 1 EUR = 1.0888 USD",
    ]
    form.save()
    assert "2026-05-04 EUR/USD 1.08 ecb" in kept(desk)


def test_many_differences_and_currencies_are_counted(page: RatesPage, tmp_path: Path, desk: Desk) -> None:
    codes = ["USD", "JPY", "GBP", "CZK", "DKK", "HUF", "PLN", "RON", "SEK", "CHF", "NOK", "TRY", "AUD", "BRL"]
    day = date(2026, 5, 4)
    old = tuple(PinnedRate("EUR", code, Decimal(2), ECB, day) for code in codes[:10])
    rates.import_rates(desk.office, RateTable(ECB, old))
    file = tmp_path / "rates.csv"
    file.write_text(f"Date,{','.join(codes)},\n2026-05-04,{'3,' * 14}\n", encoding="utf-8")
    page.import_file(file)
    assert "AUD, BRL, CHF" in importing(page).details.text()
    assert "and 2 more" in importing(page).details.text()
    assert importing(page).conflicts.text().endswith("… and 2 more")


def test_a_monthly_list_asks_for_its_month(page: RatesPage, tmp_path: Path, desk: Desk) -> None:
    file = tmp_path / "inforeuro.csv"
    file.write_text(files.INFOREUR_MONTH, encoding="utf-8")
    page.import_file(file)
    form = importing(page)
    assert not form.month.isHidden()
    assert form.banner.text == "The file does not say which month its rates are of. Enter the month."
    form.month.line.insert("nonsense")
    form.month.leave()
    assert form.month.problem
    form.month.line.clear()
    form.month.line.insert("17.5.2026")
    form.month.line.returnPressed.emit()
    assert form.summary.text() == "2 new rates will be stored."
    form.save()
    assert kept(desk) == ["2026-05-01 EUR/PLN 4.2655 inforeuro", "2026-05-01 EUR/USD 1.0875 inforeuro"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4", "no table of exchange rates"),
        (b"Date,USD,\n2026-05-04,x,\n", "Line 2 of the file"),
        (b"", "empty"),
    ],
)
def test_a_file_that_is_no_table_says_why(
    page: RatesPage, tmp_path: Path, desk: Desk, content: bytes, said: str
) -> None:
    file = tmp_path / "rates.csv"
    file.write_bytes(content)
    page.import_file(file)
    assert said in importing(page).banner.text
    assert importing(page).choose_button.isEnabled()
    assert kept(desk) == []


@dataclass
class Drag:
    """What Qt tells of a drag (its own events cannot be made without a warning)."""

    data: QMimeData
    accepted: bool = False

    def mimeData(self) -> QMimeData:
        return self.data

    def acceptProposedAction(self) -> None:
        self.accepted = True


def drop(page: RatesPage, data: QMimeData) -> bool:
    """Drag something over the page and let it go; whether it was welcome."""
    entering = Drag(data)
    page.dragEnterEvent(cast("QDragEnterEvent", entering))
    page.dropEvent(cast("QDropEvent", Drag(data)))
    return entering.accepted


def test_a_dropped_file_is_looked_at(page: RatesPage, table: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table))])
    assert drop(page, data)
    assert importing(page).seen is not None
    page.import_file(table)
    assert importing(page).seen is not None


def test_dropped_words_are_no_table(page: RatesPage) -> None:
    data = QMimeData()
    data.setText("Date,USD,")
    assert not drop(page, data)
    assert page.form is None


# ----------------------------------------------------------------------------------------------------------- by hand


def test_a_rate_is_written_by_hand(page: RatesPage, desk: Desk) -> None:
    page.begin_new()
    form = writing(page)
    assert (form.base.read(), form.quote.read(), form.reason.isHidden()) == ("EUR", "USD", True)
    form.base.write("BYN")
    form.quote.write("EUR")
    type_in(form, "rate", "0,2801")
    type_in(form, "on", "18.5")
    form.save()
    assert kept(desk) == ["2026-05-18 BYN/EUR 0.2801 hand"]
    assert page.form is None


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("rate", "x", "cannot be read as an exchange rate"),
        ("rate", "0", "above nothing"),
        ("rate", "", "needed"),
        ("on", "2026-06-30", "lies in the future"),
        ("table", "x" * 100, "too long"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(page: RatesPage, desk: Desk, name: str, text: str, said: str) -> None:
    page.begin_new()
    form = writing(page)
    type_in(form, "rate", "1.1")
    type_in(form, name, text)
    form.save()
    assert said in form.form.fields[name].problem
    assert kept(desk) == []


def test_a_kept_rate_is_corrected_with_a_reason(page: RatesPage, desk: Desk) -> None:
    rates.import_rates(desk.office, RateTable(ECB, (USD4,)))
    page.refresh()
    choose_row(page.rows.table, 0)
    page.rows.opened.emit(page.rows.spec.key(page.rows.model.row_at(0)))
    form = writing(page)
    assert (form.rate.line.text(), form.base.read(), form.reason.isHidden()) == ("1.08", "EUR", False)
    type_in(form, "rate", "1.09")
    form.save()
    assert "write the reason" in form.reason.problem
    type_in(form, "reason", "A digit was wrong")
    form.save()
    assert kept(desk) == ["2026-05-04 EUR/USD 1.09 ecb"]


def test_a_rate_that_is_kept_already_asks_for_the_reason(page: RatesPage, desk: Desk) -> None:
    hand = PinnedRate("EUR", "USD", Decimal("1.08"), RateSource.HAND, date(2026, 5, 4))
    rates.add_rate(desk.office, hand)
    page.begin_new()
    form = writing(page)
    type_in(form, "rate", "1.2")
    type_in(form, "on", "2026-05-04")
    form.save()
    assert not form.reason.isHidden()
    assert form.reason.problem


# ---------------------------------------------------------------------------------------------------------- the strip


def test_what_is_missing_stands_above_the_list(page: RatesPage, desk: Desk) -> None:
    rates.import_rates(desk.office, RateTable(ECB, (USD4, USD14)))
    desk.place.changes.announce(Topic.RATES)
    assert not page.gaps.isHidden()
    assert page.gaps.words.text() == "European Central Bank: no rates from 2026-05-05 to 2026-05-13."
    use_language("be")
    assert "05.05.2026" in page.gaps.words.text()


def test_many_gaps_are_counted(page: RatesPage, desk: Desk) -> None:
    days = [date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 6), date(2026, 3, 10), date(2026, 4, 1)]
    rates.import_rates(
        desk.office, RateTable(ECB, tuple(PinnedRate("EUR", "USD", Decimal("1.1"), ECB, day) for day in days))
    )
    page.refresh()
    assert page.gaps.words.text().splitlines() == [
        "European Central Bank: no rates of 2026-03-03.",
        "European Central Bank: no rates of 2026-03-05.",
        "European Central Bank: no rates of 2026-03-09.",
        "… and 2 more gaps",
    ]


def test_an_entry_that_waits_is_named(page: RatesPage) -> None:
    page.gaps.show_gaps(
        RateGaps(
            (RateGap(ECB, date(2026, 5, 5), date(2026, 5, 20), at_end=True),),
            (RateWanted("USD", "EUR", date(2026, 5, 6), 2),),
        )
    )
    assert page.gaps.words.text().splitlines() == [
        "No rate between USD and EUR for 2026-05-06: 2 entries wait for it.",
        "European Central Bank: no rates from 2026-05-05 on. Import a newer table.",
    ]
    page.gaps.show_gaps(RateGaps())
    assert page.gaps.isHidden()


def test_the_history_of_a_rate_stands_on_its_page(page: RatesPage, desk: Desk) -> None:
    rates.add_rate(desk.office, USD4)
    page.open_code(rates.rate_key(ECB, "EUR/USD", USD4.on))
    form = page.form
    assert isinstance(form, RateForm)
    assert not form.history_button.isHidden()
    seen: list[str] = []

    def look(dialog: HistoryDialog) -> bool:
        seen.extend((dialog.accessibleName(), dialog.table.item(0, 2).text().splitlines()[0]))
        return False

    desk.prompts.will_answer(look)
    form.history_button.click()
    assert seen[0].startswith("History of EUR/USD, ")
    assert seen[1] == "The rate was entered"
