"""The English sentences of what can be wrong with an exchange rate, by the problem's stable code."""

from __future__ import annotations

from desktop.i18n import mark

RATES: dict[str, str] = {
    "rate.unreadable": mark("“{text}” cannot be read as an exchange rate. Write it like 1.0912."),
    "rate.not_positive": mark("An exchange rate is a number above nothing."),
    "rate.absurd": mark("This exchange rate cannot be right: check where its decimal point stands."),
    "rate.too_exact": mark("This exchange rate has more than {most} digits. Round it."),
    "rate.same_currency": mark("Both currencies are {currency}: choose two different ones."),
    "rate.table_too_long": mark("The table number is too long: {longest} characters are the most."),
    "rate.far_apart": mark(
        "This is {percent} per cent away from the official rate, 1 {base} = {official} {quote}. Check that it is right."
    ),
    "rate.table_cell": mark("Line {line} of the file cannot be read: “{text}”. Nothing of the file was taken."),
    "rate.table_twice": mark(
        "Line {line} of the file has a second, different rate of {currency} for {date}. Nothing of the file was taken."
    ),
    "rate.table_month": mark("The file does not say which month its rates are of. Enter the month."),
    "rate.table_unknown": mark("Left out, as this program does not know the currencies: {codes}."),
    "rate.table_too_old": mark("Left out: {count} rates from before the year {earliest}."),
    "rate.none_here": mark(
        "There is no rate between {base} and {quote} here ({source}). Import the table, or enter the rate by hand."
    ),
    "rate.none_for_day": mark(
        "There is no rate between {base} and {quote} for {date} ({source}): the last one is of {last}."
        " Import a newer table, or enter the rate by hand."
    ),
    "rate.period_incomplete": mark(
        "The mean needs a rate between {base} and {quote} for each month from {period_from} to {period_to}"
        " ({source}), and some are missing."
    ),
    "rate.needs_pivot": mark("All rates of this source are against {currency}: one of the two must be it."),
    "rate.already_kept": mark("This rate is already here."),
    "rate.differs": mark(
        "1 {base} = {kept} {quote} is already kept for {date}. To put another rate in its place, write the reason."
    ),
    "rate.kept_reversed": mark("1 {base} = {kept} {quote} is already kept for {date}: enter the rate that way round."),
    "rate.rule_bank": mark("A bank's own rates are written with each payment: choose a source that publishes rates."),
    "rate.rule_needs_months": mark("This source has one rate a month: choose a rule that counts in months."),
    "rate.rule_needs_days": mark("This source has a rate for each day: choose a rule that counts in days."),
}
