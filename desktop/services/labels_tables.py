"""The English labels of tables from outside: what columns are, what would become of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.bank_columns import BankField, DecimalSign
from desktop.domain.many import ManyKind
from desktop.domain.table_fields import ItemField, PersonField, TableKind
from desktop.domain.table_import import RowChoice, RowState, Twin
from desktop.domain.table_values import DayOrder
from desktop.i18n import mark

if TYPE_CHECKING:
    from enum import Enum

TABLE_LABELS: dict[Enum, str] = {
    TableKind.PEOPLE: mark("People"),
    TableKind.ITEMS: mark("Expense items"),
    ManyKind.PEOPLE: mark("People"),
    ManyKind.CAMPAIGNS: mark("Campaigns"),
    ManyKind.ITEMS: mark("Expense items"),
    PersonField.CODE: mark("Code"),
    PersonField.CATEGORY: mark("Category"),
    PersonField.NAME_LOCAL: mark("Name in the local script"),
    PersonField.GIVEN_NAME: mark("First name"),
    PersonField.FAMILY_NAME: mark("Family name"),
    PersonField.NAME_LATIN: mark("Latin name"),
    PersonField.NAME_BANK: mark("Name as on the bank account"),
    PersonField.ALIAS: mark("Alias"),
    PersonField.BIRTH_DATE: mark("Date of birth"),
    PersonField.NATIONALITY: mark("Nationality"),
    PersonField.DOCUMENT: mark("Identity document"),
    PersonField.PHONE: mark("Phone"),
    PersonField.EMAIL: mark("E-mail"),
    PersonField.SAFE_CHANNEL: mark("Safe channel"),
    PersonField.DO_NOT_CONTACT_VIA: mark("Do not contact via"),
    PersonField.LANGUAGES: mark("Languages"),
    PersonField.COUNTRY: mark("Country of stay"),
    PersonField.REGION: mark("Region"),
    PersonField.CITY: mark("City"),
    PersonField.POSTCODE: mark("Postcode"),
    PersonField.ADDRESS: mark("Address"),
    PersonField.IBAN: mark("IBAN"),
    PersonField.BIC: mark("BIC"),
    PersonField.ACCOUNT_HOLDER: mark("Account holder"),
    PersonField.CASE_STATUS: mark("Status"),
    PersonField.ARTICLE: mark("Article"),
    PersonField.DETAINED_ON: mark("Detained on"),
    PersonField.RELEASED_ON: mark("Released on"),
    PersonField.NEEDS: mark("Needs"),
    PersonField.NOTES: mark("Notes"),
    PersonField.CONCERNS: mark("Protection concerns"),
    ItemField.CAMPAIGN: mark("Campaign"),
    ItemField.LINE: mark("Item number"),
    ItemField.LABEL: mark("Label"),
    ItemField.DESCRIPTION: mark("Description"),
    ItemField.CATEGORY: mark("Category"),
    ItemField.QUANTITY: mark("Quantity"),
    ItemField.UNIT: mark("Unit"),
    ItemField.UNIT_PRICE: mark("Unit price"),
    ItemField.PLANNED: mark("Amount"),
    ItemField.CURRENCY: mark("Currency"),
    ItemField.PRIORITY: mark("Priority"),
    ItemField.DONOR_LINE: mark("Donor line"),
    BankField.DATE: mark("Date"),
    BankField.AMOUNT: mark("Amount"),
    BankField.DEBIT: mark("Money that went (debit)"),
    BankField.CREDIT: mark("Money that came (credit)"),
    BankField.SIDE: mark("Mark: in or out (D, C)"),
    BankField.FEE: mark("Fee"),
    BankField.CURRENCY: mark("Currency"),
    BankField.NAME: mark("Name of the other side"),
    BankField.IBAN: mark("Account of the other side"),
    BankField.TEXT: mark("What was written"),
    BankField.REFERENCE: mark("The bank’s own number"),
    DecimalSign.POINT: mark("A point before the cents: 12.50"),
    DecimalSign.COMMA: mark("A comma before the cents: 12,50"),
    DayOrder.DAY_FIRST: mark("Day, month, year"),
    DayOrder.MONTH_FIRST: mark("Month, day, year"),
    RowState.NEW: mark("New"),
    RowState.CHANGED: mark("Changed"),
    RowState.DUPLICATE: mark("Duplicate"),
    RowState.REFUSED: mark("Refused"),
    RowChoice.SKIP: mark("Leave out"),
    RowChoice.ADD: mark("Add"),
    RowChoice.CHANGE: mark("Change"),
    Twin.SAME: mark("Already so"),
    Twin.ALIKE: mark("Likely the same"),
    Twin.ROW: mark("Stands in the file twice"),
}
