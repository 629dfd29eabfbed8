"""The English sentences of payouts: what is wrong with one, what forbids it, and what deserves a second look."""

from __future__ import annotations

from desktop.i18n import mark

_DRAFT: dict[str, str] = {
    "payout.no_lines": mark("Say which expense item is paid, and how much."),
    "payout.no_such_item": mark("There is no expense item {line} in this campaign."),
    "payout.over_item": mark(
        "{amount} is more than what remains of expense item {line}: {remaining}. Pay less, plan more for it first, "
        "move some from another expense item, or pay it from another fund."
    ),
    "payout.over_fund": mark(
        "{amount} is more than is available of {campaign}: {available}. Pay less, record first what has come in, move "
        "money here from another fund, or pay from there."
    ),
    "payout.method": mark("Money does not go out as “{method}”. Choose another method."),
    "payout.needs_rate": mark("The payout is in {currency} and the fund in {fund}: enter the exchange rate."),
    "payout.other_rate": mark("This is not the rate between {currency} and {fund}."),
    "payout.too_small": mark("In {fund} this is less than the smallest coin: enter more."),
    "payout.no_authority": mark("Write by which paper the proxy may take the money."),
}

_STEPS: dict[str, str] = {
    "payout.wrong_state": mark("{code} is “{state}”: this cannot be done to it now."),
    "payout.own_approval": mark(
        "You wrote or changed this payout, and it is above {threshold}: somebody else must approve it (user {users}). "
        "Or approve it yourself with a written reason."
    ),
    "payout.own_approval_alone": mark(
        "You wrote or changed this payout, and it is above {threshold}: somebody else must approve it. This office has "
        "no other user: add one in the settings, or approve it yourself with a written reason."
    ),
    "payout.no_rate_to_threshold": mark(
        "No exchange rate says what it is in the currency of the threshold, so it counts as above."
    ),
    "payout.needs_approval": mark(
        "Payouts above {threshold} are approved before they are paid: save it as a draft and submit it, or write why "
        "nobody else approved it."
    ),
    "payout.not_in_it": mark("{code} pays nothing for expense item {line}, or not in this currency."),
    "payout.part_too_large": mark("{amount} is more than is left of this payout for expense item {line}: {left}."),
    "payout.instalments": mark("Enter two to {most} days, one for each instalment."),
    "payout.instalments_sum": mark(
        "Enter {count} amounts, one for each day, which make {whole} together; these make {given}."
    ),
    "payout.taken_back": mark("The payout {payout} is taken back: its state stays."),
    "payout.already_taken_back": mark("The payout {code} is already taken back."),
    "payout.voucher_valid": mark("The voucher {number} rests on this payout. Void it first."),
}

_FINDINGS: dict[str, str] = {
    "payout.not_known": mark("Names and bank details are not open here: they were not checked."),
    "payout.payee_unnamed": mark("{payee} has an alias only: the name on the account or in the passport is not known."),
    "payout.no_iban": mark("{payee} has no IBAN, and this is a bank transfer."),
    "payout.no_document": mark("No identity document of {payee} is recorded, and this is paid in cash."),
    "payout.same_invoice": mark("The same invoice is used in {payouts}."),
    "payout.same_iban": mark("The same bank account is used by {people}."),
    "payout.this_month": mark("There is another payout to this person in the same month: {payouts}."),
}

_ENTRY: dict[str, str] = {
    "entry.no_rows": mark("No row is filled in yet."),
    "entry.too_many_rows": mark("At most {most} rows are entered at once: save these first, or split the list."),
    "entry.no_campaign": mark("No campaign has this code or title. Type a part of it, and choose."),
    "entry.several_campaigns": mark("Several campaigns fit: {codes}. Type the code, or more of the title."),
    "entry.no_payee": mark("Nobody has this code or name. Type a part of it, and choose; or enter the person first."),
    "entry.several_payees": mark("Several people fit: {codes}. Type the code, or more of the name."),
    "entry.no_item": mark("“{text}” is no expense item of {campaign}. Type its number or its label, and choose."),
    "entry.several_items": mark("Several expense items of {campaign} fit: {lines}. Type the number."),
    "entry.campaign_first": mark("Say first which campaign it is paid from."),
    "entry.unknown_currency": mark("“{text}” is no currency. Type its three letters, as EUR."),
    "entry.no_choice": mark("“{text}” is none of the choices here."),
    "entry.not_looked_up": mark("It was not looked up: the work was stopped. Type it again."),
}

PAYOUTS: dict[str, str] = _DRAFT | _STEPS | _FINDINGS | _ENTRY
