"""The English sentences of bank statements from outside."""

from __future__ import annotations

from desktop.i18n import mark

BANK: dict[str, str] = {
    "bank.amount": mark("Line {line} of the statement has no amount that can be read: “{text}”. Nothing was taken."),
    "bank.decimals": mark(
        "Line {line} of the statement has an amount with more decimals than its currency has: {text}."
        " Nothing was taken."
    ),
    "bank.currency": mark(
        "Line {line} of the statement is in a currency that this program does not know: {text}. Nothing was taken."
    ),
    "bank.day": mark("Line {line} of the statement has no date that can be read: “{text}”. Nothing was taken."),
    "bank.cells": mark(
        "Line {line} of the statement has more cells than there are columns: a comma may be out of place."
        " Nothing was taken."
    ),
    "bank.day_absurd": mark("Line {line} of the statement is of {date}, which cannot be right. Nothing was taken."),
    "bank.not_booked": mark("Left out, as they are not booked (expected, pending, declined or cancelled): {count}."),
    "bank.kept_whole": mark(
        "Kept as one line each, as the payments in them do not add up to them: {count}, the first is line {line}."
    ),
    "bank.balance": mark(
        "The statement does not add up: its lines lead to {expected}, and it says {closing}, which is {difference} off."
        " Lines may be missing, or the file was changed."
    ),
    "bank.rows_left": mark("Left out, as they have no date: {count} rows, the first is row {line}."),
    "bank.gap": mark(
        "The balance beside line {line} does not follow from the one before: lines may be missing from the file."
    ),
}

BANK_REASONS: dict[str, str] = {
    "bank_too_large": mark("The file is larger than any statement: choose a shorter time in the bank’s export."),
    "bank_archive": mark("The file is an archive: unpack it and choose the statement in it."),
    "bank_pdf": mark("The file is a PDF: get the statement from the bank as camt.053, MT940, OFX or CSV."),
    "bank_no_statement": mark(
        "The file is no bank statement that can be read: get it from the bank as camt.053, MT940, OFX or CSV."
    ),
    "bank_damaged": mark("The statement is damaged or cut short: get it from the bank again."),
    "bank_declarations": mark("The file brings declarations of its own, as no statement does: it was not read."),
    "bank_unknown_table": mark("The file is a table whose columns are not known: say which column is what."),
}
