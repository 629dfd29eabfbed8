"""The English sentences of tables from outside."""

from __future__ import annotations

from desktop.i18n import mark

TABLES: dict[str, str] = {
    "import.needs_name_column": mark("Say which column has the name, an alias, a document or the code of a person."),
    "import.needs_item_columns": mark("Say which columns have the label and the amount, or the number of the item."),
    "import.no_rows": mark("Nothing stands below the heads of this table."),
    "import.nothing_chosen": mark("No row is to be added or changed."),
    "import.changed_meanwhile": mark("{code} was changed since the file was looked at. Look at the file again."),
    "import.broken_cell": mark("“{text}” is a formula that failed. Put it right in the file."),
    "import.formula_text": mark("The cell begins as a formula does. Write the text itself in the file."),
    "import.category": mark("“{text}” is no category. Write beneficiary, payee, donor or staff."),
    "import.concern": mark("“{text}” is no protection concern. Write one of these, apart by commas: {concerns}."),
    "import.looks_like": mark("Looks like {code}: {reasons}."),
    "import.two_days": mark(
        "“{text}” can be two dates; it is read as {date}. Choose the order of dates if that is wrong."
    ),
    "import.two_currencies": mark("“{text}” says another currency than the column beside it."),
    "import.number": mark("“{text}” is no number of this kind."),
    "import.same_account": mark("{code} has the same bank account."),
    "import.no_campaign": mark("The row does not say to which campaign it belongs. Choose a campaign, or a column."),
    "import.archived_item": mark("Expense item {line} was removed. Give the row another number, or none."),
    "import.map_name": mark("Give the choice of columns a name."),
    "import.map_heads": mark("This table has no heads to know it again by."),
    "import.map_many": mark("{most} choices of columns are kept at most. Take one away first."),
    "import.map_other_kind": mark("A choice of columns for other tables has this name. Take another name."),
}

TABLE_REASONS: dict[str, str] = {
    "no_table": mark("The file is no table: choose an Excel workbook (.xlsx) or a CSV."),
    "table_file_large": mark("The file is larger than 20 MB: leave out what is not needed, or split it."),
    "table_old_excel": mark("The file is of Excel before 2007: open it there and save it as .xlsx."),
    "table_locked": mark("The workbook is locked by a password: save it without one first."),
    "table_archive": mark("The file is an archive: unpack it and choose the table in it."),
    "table_html": mark("The file is a web page, whatever its name says: open it in Excel and save it as .xlsx."),
    "table_xml": mark("The file is XML, no table: open it in Excel and save it as .xlsx."),
    "table_quote": mark("A quotation mark is opened and never closed: the file is cut short, or a cell is wrong."),
    "table_cell": mark("Row {line} has a cell with more text than any cell may hold."),
    "table_too_wide": mark("The table has more columns than any table of people or items."),
    "table_too_long": mark("The table has too many rows: split it into files of at most 50,000."),
    "damaged_table": mark("The workbook is damaged or cut short: open it in Excel and save it again."),
    "table_declarations": mark("The workbook brings declarations of its own, as no workbook does: it was not read."),
    "table_bomb": mark("Unpacked, the workbook would be far larger than any table: it was not read."),
    "table_ods": mark("The file is an OpenDocument spreadsheet: save it as .xlsx or CSV."),
    "table_macros": mark("The workbook holds macros, and is not read: save it as .xlsx without them."),
    "table_links": mark("The workbook fetches data from other files, and is not read: break its links first."),
    "table_no_xlsx": mark("The file is no Excel workbook (.xlsx) with a sheet that can be read."),
}
