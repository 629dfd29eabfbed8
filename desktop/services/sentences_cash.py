"""The English sentences of the cash desk and of advances."""

from __future__ import annotations

from desktop.i18n import mark

CASH: dict[str, str] = {
    "cash.below_nothing": mark(
        "The cash desk holds {held} on {date}: {amount} cannot come out of it. "
        "Withdraw cash from the bank first, or pay in another way."
    ),
    "cash.below_nothing_later": mark(
        "Cash paid out later needs this money: only {held} is left of it on {date}, and {amount} would come out. "
        "Date it later, or withdraw cash from the bank first."
    ),
    "cash.day_closed": mark(
        "The cash desk is closed up to {closed}: no more cash is dated {date}. "
        "The first open day is {open}: date it then, or pay in another way."
    ),
    "cash.already_closed": mark("The cash desk is already closed up to {closed}."),
    "cash.not_counted": mark("Count the cash of {date} first: the books expect {balance}."),
    "cash.count_differs": mark(
        "{counted} was counted on {date}, and the books now say {balance}: count the cash again."
    ),
    "cash.missing": mark(
        "{difference} is missing: {counted} was counted, the books expect {expected}. Write the reason."
    ),
    "cash.in_excess": mark(
        "There is {difference} too much: {counted} was counted, the books expect {expected}. Write the reason."
    ),
    "cash.pieces": mark("The number of pieces is a whole number from nothing to {most}."),
    "cash.no_such_piece": mark("There is no note or coin of {amount}."),
    "cash.over_fund": mark(
        "The general fund ({campaign}) holds {available}: {amount} cannot come out of it. Move money to it first."
    ),
    "cash.already_taken_back": mark("The cash voucher {code} is already taken back."),
}

CASH_FINDINGS: dict[str, str] = {
    "verify.cash_differs": mark("What is kept of the cash of entry {entry} is not what the entry says."),
    "verify.count_changed": mark("The cash count {count} is not what was counted and recorded."),
    "verify.close_changed": mark("The closing of the cash desk ({currency}) on {date} is not what was recorded."),
}
