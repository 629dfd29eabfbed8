"""The English sentences of a person's case, of merging two records of one person, and of separating them again."""

from __future__ import annotations

from desktop.i18n import mark

CASES: dict[str, str] = {
    "person.case_status": mark("There is no such status. Choose one of the list, or leave it empty."),
    "person.before_birth": mark("The date {date} is before the day of birth: one of the two is not right."),
    "person.released_before": mark("The release is before the detention on {date}: one of the two is not right."),
    "relation.itself": mark("{code} has no relation to themselves: choose another person."),
    "relation.twice": mark("This relation to {code} is recorded already. Change its note, or choose another kind."),
    "event.year": mark("The date {date} cannot be right: check the year."),
    "event.says_nothing": mark("Say in words what happened, or choose a kind."),
    "person.national_id_wrong": mark(
        "This number does not fit its country: a digit is wrong, missing or in excess. It is kept as you typed it."
    ),
}

MERGING: dict[str, str] = {
    "merge.itself": mark("{code} cannot be merged with itself: choose two people."),
    "merge.chain": mark(
        "{person} was merged into {code} already. Keep {code} and merge {kept} into it, or separate the two first."
    ),
    "merge.staff": mark(
        "{code} is staff, and the other one is not: they stay two. If that is a mistake, change the category first."
    ),
    "merge.roles": mark(
        "{code} and {person} are two people in {payouts}: one of them is paid there for the other. If that is a "
        "mistake, put the payout right first."
    ),
    "merge.papers_since": mark(
        "Documents of {code} were issued in the name of {person} since the merge: {documents}. They could not be told "
        "apart. Make them void first."
    ),
}
