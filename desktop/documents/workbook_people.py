"""The Beneficiaries sheet: who is helped by which campaign, in the codes, aliases or names that the worker chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.documents.workbook_book import BENEFICIARIES, COVER, Book, cell, quoted
from desktop.documents.workbook_figures import currencies
from desktop.documents.workbook_styles import BODY, NOTE, TITLE, TOTAL
from desktop.documents.workbook_words import person_label, status_label
from desktop.domain.money import exponent_of
from desktop.i18n import mark

if TYPE_CHECKING:
    from desktop.domain.reports import BudgetCampaign

COLUMNS = {
    "beneficiary": mark("Beneficiary"),
    "code": mark("Code"),
    "category": mark("Category"),
    "country": mark("Country"),
    "campaign": mark("Campaign"),
    "status": mark("Status"),
    "currency": mark("Cur."),
    "planned": mark("Planned"),
    "collected": mark("Collected"),
    "paid": mark("Paid"),
    "outstanding": mark("Outstanding"),
    "payouts": mark("Payouts"),
}
"""Keys for the code, words for the reader."""

_AT = {key: column for column, key in enumerate(COLUMNS)}
_CURRENCY = _AT["currency"]
_MONEY = tuple(_AT[key] for key in ("planned", "collected", "paid", "outstanding"))
_WIDTHS = ((18, 40), (10, 14), (12, 18), (9, 9), (12, 16), (11, 18), (6, 6), *((14, 40),) * 4, (10, 10))


def write_beneficiaries(book: Book) -> None:
    """Write who is helped by which campaign: a code, an alias or a name, as the worker chose for the whole workbook."""
    sheet, header = book.sheets[BENEFICIARIES], 3
    sheet.text(0, 0, book.tr("Beneficiaries"), TITLE)
    sheet.text(1, 0, book.tr("Planned, collected and paid until the day the workbook was made"), NOTE)
    book.headers(sheet, header, [book.tr(word) for word in COLUMNS.values()])
    first = row = header + 1
    for campaign in sorted(book.facts.campaigns, key=lambda each: (each.beneficiary, each.code)):
        _beneficiary(book, row, campaign)
        row += 1
    last = max(row - 1, first)
    if row == first:
        sheet.text(row, 0, book.tr("No campaigns"), NOTE)
        row += 1
    for currency in currencies(book.facts):
        mine = [each for each in book.facts.campaigns if each.currency == currency]
        paid = sum(book.figures.fund(each.code, currency).paid for each in mine)
        planned = sum(each.planned.minor for each in mine)
        collected = sum(book.figures.fund(each.code, currency).collected for each in mine)
        sheet.blank(row, range(len(COLUMNS)), TOTAL)
        sheet.fitted(row, 0, book.tr("Total {currency}").format(currency=currency), TOTAL)
        for column, minor in zip(_MONEY, (planned, collected, paid, planned - paid), strict=True):
            span = f"{cell(first, _CURRENCY, fixed=True)}:{cell(last, _CURRENCY, fixed=True)}"
            area = f"{cell(first, column)}:{cell(last, column)}"
            formula = f"=ROUND(SUMIFS({area},{span},{quoted(currency)}),{exponent_of(currency)})"
            sheet.money_formula(row, column, formula, minor, currency, TOTAL)
        row += 1
    for column, (least, most) in enumerate(_WIDTHS):
        sheet.fit(column, least, most)
    sheet.raw.freeze_panes(header + 1, 2)
    book.page(sheet, header)


def _beneficiary(book: Book, row: int, campaign: BudgetCampaign) -> None:
    sheet, currency, places = book.sheets[BENEFICIARIES], campaign.currency, book.places
    fund = book.figures.fund(campaign.code, currency)
    who = campaign.beneficiary or book.tr("not assigned")
    sheet.fitted(row, 0, who, BODY, num_format="@", text_wrap=True)
    sheet.height(row, (who, 40))
    sheet.fitted(row, _AT["code"], campaign.person, BODY, num_format="@")
    sheet.fitted(row, _AT["category"], person_label(book.texts, campaign.category), BODY)
    sheet.text(row, _AT["country"], campaign.country, BODY)
    sheet.fitted(row, _AT["campaign"], campaign.code, BODY, num_format="@")
    sheet.fitted(row, _AT["status"], status_label(book.texts, campaign.status), BODY)
    sheet.text(row, _CURRENCY, currency, BODY)
    at = places.cover_columns
    for key, minor in (("planned", campaign.planned.minor), ("collected", fund.collected), ("paid", fund.paid)):
        formula = f"={book.ref(COVER, places.campaigns[campaign.code], at[key])}"
        sheet.money_formula(row, _AT[key], formula, minor, currency, BODY)
    left = f"=ROUND({cell(row, _AT['planned'])}-{cell(row, _AT['paid'])},{exponent_of(currency)})"
    sheet.money_formula(row, _AT["outstanding"], left, campaign.planned.minor - fund.paid, currency, BODY)
    mine = f"{book.tx('campaign')},{cell(row, _AT['campaign'])},{book.tx('type')},Type_Aid"
    count = f'=COUNTIFS({mine},{book.tx("amount")},"<0")'
    sheet.raw.write_formula(row, _AT["payouts"], count, book.styles.get(BODY, num_format="0"), fund.payouts)
