"""The English sentences of payment files: what is missing to make one, and what keeps a payout out of it."""

from __future__ import annotations

from desktop.i18n import mark

_FILE: dict[str, str] = {
    "payments.day_past": mark("{date} has passed. The next day on which banks pay is {next}: enter it or a later one."),
    "payments.day_far": mark("{date} is more than a year ahead, which no bank takes. Choose an earlier day."),
    "payments.no_banking_day": mark("Banks settle no euros on {date}. Choose {next} or another working day."),
    "payments.no_account": mark("No account of your own is known to pay from. Enter its IBAN in Settings."),
    "payments.not_our_account": mark(
        "The account to pay from is not one of your own in Settings. Choose one of those, or enter it there."
    ),
    "payments.own_iban": mark(
        "Your own account that ends in {ending} is no right IBAN, or not of a country of SEPA. Check it in Settings."
    ),
    "payments.own_name": mark(
        "The organisation's name cannot be written in Latin letters. Enter it in Settings as the bank knows it."
    ),
    "payments.own_address": mark(
        "Banks take structured addresses alone. Enter the organisation's town and country in Settings, under Payment "
        "files."
    ),
    "payments.none": mark("No payout can go into the file. Choose approved payouts by bank, in euros."),
    "payments.too_many": mark("{count} payouts are too many for one file: choose at most {most}."),
    "payments.changed": mark("Something has changed since the preview. Look at the preview again."),
    "payments.letters": mark("Banks take Latin letters and digits only, and this cannot be written in them."),
}

_PAYOUT: dict[str, str] = {
    "payments.not_approved": mark("{code} is “{state}”: only approved payouts that are not paid yet go into a file."),
    "payments.not_bank": mark("It is paid as “{method}”, not by bank."),
    "payments.not_euro": mark("It is in {currency}, and SEPA carries euros only. Pay it at the bank by hand."),
    "payments.too_much": mark("{amount} is more than one SEPA payment carries. Split it into instalments."),
    "payments.no_iban": mark("No IBAN of {payee} is known."),
    "payments.iban": mark("The IBAN of {payee} is not right: a digit or letter is wrong, missing or in excess."),
    "payments.not_sepa": mark("The account of {payee} is in {country}, which is no country of SEPA."),
    "payments.no_name": mark("{payee} has an alias only, and the bank compares the name with the one on the account."),
    "payments.name_letters": mark(
        "The name of {payee} on the account cannot be written in Latin letters. Enter it as the bank has it."
    ),
    "payments.unproven": mark(
        "The approval of {code} is not proven: it is not signed as it should be or by its own author, or the payout "
        "was changed outside of this program. Check the vault before anything is paid."
    ),
    "payments.again": mark("{code} is already in a file of {date}. Check that the bank has not paid it."),
    "payments.other_account": mark("It goes to another account than the one that {payee} has on record."),
    "payments.not_due": mark("{code} is due only on {date}."),
    "payments.name_guessed": mark(
        "The name of {payee} as on the account is not known: the one in Latin letters is used."
    ),
    "payments.name_cut": mark("The name of {payee} is cut to {longest} letters, as many as a bank takes."),
}

PAYMENTS: dict[str, str] = _FILE | _PAYOUT
