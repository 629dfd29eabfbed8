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

ADVANCES: dict[str, str] = {
    "advance.due_before": mark("The proofs are due on {date}, before the advance is given on {on}."),
    "advance.method": mark("An advance is handed out in cash, by bank, by card or through a payment provider."),
    "advance.over_fund": mark(
        "{amount} is more than {campaign} holds: {available}. Give less, or record first what has come in."
    ),
    "advance.nothing_settled": mark("Enter at least one proof, or what was returned."),
    "advance.too_many_proofs": mark("A settlement holds at most {most} proofs: settle the rest in another one."),
    "advance.over_item": mark(
        "{amount} is more than what remains of expense item {line}: {remaining}. "
        "Plan more for it first, or put the proof on another item."
    ),
    "advance.over_open": mark(
        "The proofs come to {spent}, and only {open} is open: {excess} is topped up, or a proof does not belong here."
    ),
    "advance.returned_too_much": mark(
        "Proofs of {spent} and {returned} returned are {excess} more than is open: {open}."
    ),
    "advance.top_up_differs": mark(
        "The proofs come to {spent} and {open} is open: {topped_up} is not what lacks. Top up exactly that."
    ),
    "advance.top_up_over_fund": mark("The campaign holds only {available}: {amount} cannot be topped up."),
    "advance.both_ways": mark("Money is either returned or topped up, not both at once."),
    "advance.not_open": mark("The advance {code} is not open any more."),
    "advance.already_taken_back": mark("The advance {code} is already taken back."),
    "advance.has_settlements": mark("Settlement {number} rests on the advance {code}. Take it back first."),
    "advance.settlement_taken_back": mark("Settlement {number} of {code} is already taken back."),
    "advance.returned_spent": mark(
        "Only {available} is left of {campaign}: the returned {amount} can no longer be taken out of it."
    ),
    "campaign.open_advances": mark("Advances of {advanced} out of {campaign} are still open: settle them first."),
}

CASH_FINDINGS: dict[str, str] = {
    "verify.cash_differs": mark("What is kept of the cash of entry {entry} is not what the entry says."),
    "verify.count_changed": mark("The cash count {count} is not what was counted and recorded."),
    "verify.close_changed": mark("The closing of the cash desk ({currency}) on {date} is not what was recorded."),
}
