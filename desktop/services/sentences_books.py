"""The English sentences of what can be wrong with files for accountants, auditors and other programs."""

from __future__ import annotations

from desktop.i18n import mark

BOOKS: dict[str, str] = {
    "accounting.separator": mark("Columns are kept apart by a semicolon, a comma or a tab."),
    "accounting.decimal": mark("Decimals stand behind a comma or a point."),
    "accounting.number": mark("This is a number from {least} to {most}. Your tax adviser knows it."),
    "accounting.account": mark("An account of DATEV is a number of 4 to 8 digits."),
    "accounting.lengths": mark("All accounts have equally many digits. Look at those that are longer or shorter."),
    "accounting.clearing": mark("The clearing account is one that nothing else is booked on."),
    "accounting.decimals": mark(
        "DATEV knows amounts with two decimals only, and {currency} has more. Choose another form, CSV for instance."
    ),
    "document.none_chosen": mark("No document is chosen. Select some in the list of documents."),
    "backup.names_unsettled": mark(
        "The book of names was left in the midst of a change, and you hold no key to it. No backup was made: let "
        "somebody who reads names open the office once, then make it again."
    ),
    "accounting.nothing": mark("Nothing is booked in {currency} in {year}. Choose another year or currency."),
}
