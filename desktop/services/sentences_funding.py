"""The English sentences about funding, plans, decisions and transfers, by their stable codes."""

from __future__ import annotations

from desktop.i18n import mark

FUNDING: dict[str, str] = {
    "campaign.undecided": mark(
        "{campaign} has {has} and its items need {needs}: decide what becomes of the difference first."
    ),
    "campaign.currency_planned": mark("{campaign}'s plan was changed in {currency}: its currency stays."),
    "funding.more_than_there_is": mark("There is {available} to allot, and this makes {allotted}: {excess} too much."),
    "funding.above_the_plan": mark("Item {line} is planned at {planned}: it cannot be given more."),
    "funding.below_the_bound": mark("{bound} is paid or reserved for item {line}: it cannot be given less."),
    "funding.decided": mark("What {campaign} has was decided in {decision}: it is not allotted anew."),
    "plan.reason_missing": mark("The plan was approved: write why it changes."),
    "plan.closed": mark(
        "{campaign} is closed, and its plan stays at {planned} in all. Decide on the difference, or open it again."
    ),
    "plan.below_allotted": mark("{allotted} is allotted to item {line}: its plan cannot be lower."),
    "plan.same_item": mark("Choose another item than the one that gives."),
    "plan.nothing_left": mark("Item {line} is planned at {planned}: something must be left of it. Remove it instead."),
    "plan.above_remaining": mark(
        "{remaining} of item {line} is neither paid nor reserved: {amount} cannot be taken from it."
    ),
    "plan.above_limit": mark(
        "One person may move {limit} from item {line} ({percent} per cent of {approved}); {taken} was moved, {left} is "
        "left. More than that is proposed as a decision, which another person approves."
    ),
    "decision.not_closed": mark("Close {campaign} first: then its surplus or shortfall can be decided on."),
    "decision.nothing_to_decide": mark("There is no such difference to decide on in {campaign}."),
    "decision.does_not_sum": mark("The amounts make {sum}, and must make {whole}: the difference is {rest}."),
    "decision.already_reserved": mark(
        "{amount} would leave the campaign, and {available} of it is free: the rest is reserved for payouts."
    ),
    "decision.too_many_lines": mark("A decision holds at most {most} lines."),
    "decision.line_twice": mark("This line stands twice: write one amount for it."),
    "decision.line_unclear": mark("Say where this amount goes: to an item, to another fund or to a donor."),
    "decision.every_item": mark("Every expense item gets an amount, be it nothing."),
    "decision.not_by_the_rule": mark("The amounts are not those of the rule “{rule}”. Choose “By hand” to set them."),
    "decision.pending": mark("{decision} on {campaign} awaits its approval: approve or withdraw it first."),
    "decision.not_proposed": mark("{code} is “{state}” already."),
    "decision.own": mark("{code} is your own decision: somebody else must approve it."),
    "decision.override_missing": mark("Nobody else can approve it: write why you approve your own decision."),
    "decision.stale": mark(
        "The figures of {campaign} are not those that {code} was proposed on. Withdraw it and propose another."
    ),
    "decision.refund_elsewhere": mark(
        "{donation} was not given for {campaign} alone, or in another currency: give it back by itself."
    ),
    "decision.withdrawn": mark("{code} was withdrawn: there is no note of it."),
    "transfer.same_fund": mark("Choose another fund than the one that gives."),
    "transfer.other_currency": mark(
        "The one fund is in {source}, the other in {target}. Choose a fund in {source}: the general fund is one."
    ),
    "transfer.not_enough": mark("{source} has {available} free: {amount} cannot be taken from it."),
    "transfer.restricted": mark(
        "The money of {source} was given for it: it goes elsewhere only by a decision, when the campaign is closed."
    ),
    "transfer.already_taken_back": mark("{code} was taken back already."),
    "transfer.already_spent": mark("{campaign} has {available} free: {amount} cannot be taken back from it."),
    "settings.percent": mark("Write whole percents from 0 to 100."),
    "settings.idle": mark("Choose one of the times in the list."),
    "settings.never_locks": mark(
        "An office that never locks itself lies open to whoever sits down at this computer. Lock it by hand (Ctrl+L)."
    ),
}

FUNDING_FINDINGS: dict[str, str] = {
    "verify.plan_broken": mark("The revisions of {campaign}'s plan are not what was recorded, or do not lead to it."),
    "verify.decision_changed": mark("{decision} is not what the journal recorded: it was changed."),
}
